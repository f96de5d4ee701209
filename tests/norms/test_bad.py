"""Every fault of meaning, with the exact words in which it is shown: one page or folder a fault, its words beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.norms.library import check_law, law_files

BAD = Path(__file__).parent / "bad"
LAWS = sorted(path for path in BAD.iterdir() if path.suffix == ".md" or path.is_dir())


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.stem)
def test_the_words_of_a_fault(law: Path, expected) -> None:
    _, faults = check_law(law_files(law), law)
    assert faults
    assert faults == sorted(faults)
    expected(law.with_suffix(".expected"), "\n\n".join(fault.render() for fault in faults) + "\n")
