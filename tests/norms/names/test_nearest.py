"""The names offered for a misspelt one."""

import pytest

from comity.norms.names.governments import all_governments
from comity.norms.names.nearest import nearest


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("chicgo-il", "chicago-il"),
        ("us-doj-opj", "us-doj-ojp"),
        ("los-angelos-county-ca", "los-angeles-county-ca"),
        ("new-yrok-city-ny", "new-york-city-ny"),
        ("Chicago-IL", "chicago-il"),
    ],
)
def test_a_misspelt_government_is_the_first_one_offered(written, meant):
    assert nearest(written, all_governments())[0] == meant


@pytest.mark.parametrize("written", ["", "q", "zzzzzzzzzz"])
def test_nothing_is_offered_for_what_resembles_nothing(written):
    assert nearest(written, ["must", "must not", "may require"]) == ()


def test_the_order_is_by_likeness_and_then_by_alphabet_whatever_order_came_in():
    words = ["notice", "notices", "note", "access"]
    assert nearest("notise", words) == nearest("notise", reversed(words))
    assert nearest("notise", words) == ("notice", "note", "notices")
    assert nearest("notise", words, limit=1) == ("notice",)
