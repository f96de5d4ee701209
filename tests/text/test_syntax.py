"""Words that a lawyer would try first are told what the language has in their place."""

from __future__ import annotations

import pytest

from comity.norms.build.clauses import CLAUSES
from comity.text.grammar import CLAUSE_WORDS
from comity.text.page import parse_page
from comity.text.syntax import LEGAL_WORDS

FRONT = "---\nid: v\ntitle: V\nkind: case\n---\n```comity\norder pi\n  {} t/notice\n  for        il\n```\n"


@pytest.mark.parametrize("word", LEGAL_WORDS)
def test_a_word_of_the_law_is_told_its_word_here(word: str) -> None:
    _, faults = parse_page(FRONT.format(word), "v.md")
    assert [(fault.sentence, fault.hint) for fault in faults] == [(f"There is no clause `{word}`.", LEGAL_WORDS[word])]


def test_no_word_of_the_language_is_taken_for_another_and_every_hint_names_one() -> None:
    assert not LEGAL_WORDS.keys() & CLAUSE_WORDS
    known = {word for words in CLAUSES.values() for word in words} | {*CLAUSES, "for", "doctrine"}
    for hint in LEGAL_WORDS.values():
        quoted = hint.split("`")[1::2]
        assert (
            any(part.split(" ")[0] in {word.split(" ")[0] for word in known} for part in quoted) or "construes" in hint
        )
