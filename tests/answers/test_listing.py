"""The names that questions and law files may use, found by words."""

from __future__ import annotations

import pytest

from comity.answers.listing import KINDS, listed
from comity.answers.question import open_law
from comity.errors import Refused

LAW = open_law(None)


@pytest.mark.parametrize(
    ("kind", "words", "name"),
    [
        ("parties", "MTA", "metropolitan-transportation-authority-ny"),
        ("parties", "governor illinois", "governor-il"),
        ("parties", "los angeles city", "los-angeles-ca"),
        ("parties", "conference of mayors", "uscm"),
        ("courts", "n.d. ill.", "ilnd"),
        ("courts", "oregon circuit", "orcc"),
        ("agencies", "FTA transit", "us-dot-fta"),
        ("acts", "jail", "open-jail-access"),
        ("norms", "8 u.s.c. 1373(a)", "8-usc-1373/a"),
        ("terms", "byrne jag notice", "jag-fy2017/notice"),
        ("terms", "dhs set version 2", "dhs-tc-fy2025/v2"),
        ("orders", "philadelphia v. sessions", "philadelphia-v-sessions/pi"),
    ],
)
def test_names_are_found_by_any_of_their_words(kind: str, words: str, name: str) -> None:
    assert name in [entry.name for entry in listed(kind, words, LAW)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_lists_something_in_order_and_nothing_without_the_words(kind: str) -> None:
    names = [entry.name for entry in listed(kind, "", LAW)]
    assert names
    assert names == sorted(names)
    assert listed(kind, "no-such-word", LAW) == ()


def test_a_kind_there_is_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused) as refused:
        listed("court", "", LAW)
    assert "courts" in refused.value.hint
