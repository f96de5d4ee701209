"""Disputes that were once answered wrongly, or rightly and are to stay so: several files in a page, with their own cases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from comity.answers.cases import run_cases
from comity.norms.build.from_text import build_law
from comity.norms.nodes import Law
from comity.text.page import parse_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.md"))


def law_of(page: Path) -> Law:
    """The law of the files in a page, each begun by `<!-- file: NAME -->`; they are to be without fault."""
    parts = re.split(r"<!-- file: (\S+) -->\n", page.read_text(encoding="utf-8"))[1:]
    read = [parse_page(text, Path(name).name) for name, text in zip(parts[::2], parts[1::2], strict=True)]
    law, more = build_law([found for found, _ in read])
    faults = [*(fault for _, some in read for fault in some), *more]
    assert [fault.render() for fault in faults] == []
    return law


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_expectation_of_a_page(page: Path) -> None:
    found = list(run_cases(law_of(page)))
    assert found
    assert [outcome.sentence() for outcome in found if not outcome.passed] == []
