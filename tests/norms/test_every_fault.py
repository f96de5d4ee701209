"""Every sentence and hint that the language and the checks can put into a fault is pinned by some bad page."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.templates import templates
from tests.text.unreadable import unreadable_files, unreadable_folders

from comity.norms.library import find_law_files
from comity.text.page import read_page

TESTS = Path(__file__).parents[1]
SOURCE = TESTS.parent / "src" / "comity"
# Tables of words that look like sentences; and modules whose sentences are for others.
NO_FAULTS = {
    "near_misses.py",
    "forms.py",
    "skeleton.py",
    "supposed.py",
    "unsettled.py",
    "build.py",
    "build_governments.py",
}
# Sentences about suppositions, which tests of `--suppose` pin, and of laws larger than a page; docstrings of constants.
ELSEWHERE = {
    "Ask about the party that holds the award.",
    'Write: P accepted an award of "16.738" for 2017 through Q.',
    "The demand that is supposed is addressed to the party asked about.",
    "What an award or a demand is told apart by, which no fact changes.",
    "`{}` is not supposed by itself.",
    "Write the name of a declared act.",
    "It reaches no norm.",
    "`{}` stands at the end of a chain of more than {}, each of which the next depends on.",
    "Say the same in fewer steps.",
    'Declare it: terms NAME "words".',
    "Days that a restraining order lasts where nothing else is said.",
    "The statement of a part of a norm, to be built when the norm is.",
    "The laws that were read last, each with its key.",
}
MODULES = [m for stage in ("text", "norms") for m in sorted((SOURCE / stage).rglob("*.py")) if m.name not in NO_FAULTS]


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every line of a fault but its excerpt, as some test pins it."""
    folder = tmp_path_factory.mktemp("unreadable")
    texts = [file.read_text(encoding="utf-8") for file in TESTS.glob("*/bad/*.expected")]
    faults = [fault for path in unreadable_files(folder).values() for fault in read_page(path)[1]]
    faults += [fault for path in unreadable_folders(folder).values() for fault in find_law_files(path)[1]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.scandir", _forbidden)
        faults += find_law_files(folder)[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("comity.norms.library.MOST_FILES", 1)
        faults += find_law_files(folder)[1]
    texts += [fault.render() for fault in faults]
    return [line.split(": ", 1)[-1] if ".md:" in line[:60] else line for text in texts for line in text.splitlines()]


def _forbidden(_: Path) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: f"{module.parent.name}/{module.name}")
def test_every_sentence_is_shown_by_some_bad_page(module: Path, shown: list[str]) -> None:
    lines = {line.strip() for line in shown} | {line.split(": ", 1)[-1] for line in shown}
    never = [text for text, pattern in templates(module).items()
             if text not in ELSEWHERE and not any(pattern.fullmatch(line) for line in lines)]  # fmt: skip
    assert never == []
