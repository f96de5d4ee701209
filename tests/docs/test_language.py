"""docs/language.md explains every word of the language, and its examples are of the language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from comity.norms.attributes import ATTRIBUTES
from comity.norms.build.clauses import CLAUSES
from comity.norms.build.from_text import build_law
from comity.norms.build.front import BASES, KEYS, KINDS, LEVELS
from comity.text.grammar import CLAUSE_WORDS, STATEMENT_WORDS
from comity.text.page import parse_page
from comity.text.parse import STATUSES

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
HEADINGS = {depth: re.findall(rf"(?m)^{'#' * depth} (.+)$", PAGE) for depth in (2, 3)}
INDENTED = [re.sub(r"(?m)^    ", "", block) for block in re.findall(r"(?m)(?:^    .*\n|^\n(?=    ))+", PAGE)]
FRONT, *EXAMPLES = [block.strip("\n") + "\n" for block in INDENTED]
# The examples use one another's names, and those of the library.
ELSEWHERE = re.compile(
    r"No (act|question|norm|set of terms|order, holding, notice or doctrine|norm, order, .*) is named `.*`\."
)


def test_every_kind_of_statement_has_its_heading() -> None:
    assert sorted(HEADINGS[2]) == sorted(STATEMENT_WORDS)


def test_every_clause_has_its_heading() -> None:
    keywords = {keyword for clauses in CLAUSES.values() for keyword in clauses}
    # The modalities stand under their first word: `may require` under `may`.
    assert {"kind of" if k == "kind of" else k.split(" ")[0] for k in keywords} | {"perhaps", "restraining"} == set(
        HEADINGS[3]
    )
    assert {word.split(" ")[0] for word in HEADINGS[3]} - {"perhaps", "restraining"} == CLAUSE_WORDS


@pytest.mark.parametrize("word", [*ATTRIBUTES, *STATUSES.values(), *KINDS, *LEVELS, *BASES, *KEYS])
def test_every_word_of_the_schema_stands_on_the_page(word: str) -> None:
    assert word in " ".join(PAGE.split())


def test_the_front_matter_is_read() -> None:
    text = re.sub(r" {4,}(?! *[a-z_]+:).*", "", FRONT.split("### Condition")[0])
    text = re.sub(r"(?m)^ .*\n", "", text)
    page, faults = parse_page(text, "jag-fy2017.md")
    assert faults == []
    assert set(page.front) <= set(KEYS)
    assert build_law([page])[1] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.splitlines()[0])
def test_every_example_is_of_the_language(example: str) -> None:
    front = (
        "id: x\ntitle: X\nkind: award terms\nlevel: federal\nissuer: us-doj-ojp\nin_force: 2017-07-25\nbasis: source\n"
    )
    front += "court: ilnd\nunited_states: party\nchecked: 2026-11-23\nsources: [the page]\n"
    page, faults = parse_page(f"---\n{front}---\n```comity\n{example}```\n", "x.md")
    assert faults == []
    _, faults = build_law([page])
    assert [fault.render() for fault in faults if not ELSEWHERE.fullmatch(fault.sentence)] == []
