"""Every fault of syntax, with the exact words in which it is shown: one page a fault, its words in `.expected` beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.text.page import read_page

BAD = Path(__file__).parent / "bad"
PAGES = sorted(BAD.glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_words_of_a_fault(page: Path, expected) -> None:
    _, faults = read_page(page, page.name)
    assert faults
    expected(page.with_suffix(".expected"), "\n\n".join(fault.render() for fault in faults) + "\n")
