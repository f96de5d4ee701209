"""Missing facts as questions: what agencies did to awards is asked once, terms by who gave the awards and since when."""

from decimal import Decimal

import pytest

from comity.answers.question import find_party
from comity.answers.questions import Lacked, earlier_awards, questions
from comity.answers.said import Asker, hear
from comity.library import law_dir
from comity.norms.library import load_law
from comity.record.nodes import EMPTY

AWARD = "FAIN_2019DJBX0801"
NAMES = {"us-hud": "HUD", "us-dhs-fema": "FEMA", "us-doj": "Justice", "us-epa": "EPA"}


@pytest.fixture(scope="module")
def law():
    return load_law(law_dir())


def lacked(fact, words="", agencies=(), awards=2, an_award=AWARD):
    return Lacked(
        fact=fact, words=words, awards=awards, cells=awards, settles=awards, dollars=Decimal(5), agencies=tuple(agencies),
        norms=(), an_award=an_award,
    )  # fmt: skip


def asked(law, *facts):
    return questions(facts, law, NAMES, AWARD, "Fresno")


FROZEN = lacked(
    "frozen-under-omb-directive",
    "whether money of the award was held back on the ground of the directive or of the executive orders of January 2025",
)
ENDED = lacked("ended-by-hhs-on-2025-03-24", "whether the award was ended by the Department's notices of 24 March 2025")


def test_what_agencies_did_to_awards_is_one_question(law):
    (one,) = asked(law, FROZEN, ENDED)
    assert one.answers[0] == "ended-by-hhs-on-2025-03-24, frozen-under-omb-directive are no"
    assert (one.awards, one.cells, one.counsel) == (2, 4, False)
    asker = Asker(law, ("fresno-ca",), frozenset({AWARD}), lambda text: find_party(text, EMPTY), {})
    rows = hear(one.answers[0], asker).rows
    assert {(row.values["question"], row.values["value"]) for row in rows} == {
        (name, "no") for name in ("ended-by-hhs-on-2025-03-24", "frozen-under-omb-directive")
    }
    assert hear(one.answers[1], asker).rows[0].values["award"] == AWARD


def test_one_such_fact_is_asked_in_its_own_words(law):
    (one,) = asked(law, FROZEN)
    assert one.fact == "frozen-under-omb-directive"


def test_what_a_court_enjoins_is_for_counsel(law):
    fact = "condition-in-words-of-order-in-king-county-v-turner"
    words = "whether a clause in the words of Executive Order 14173 is among the conditions that the orders in King County v. Turner enjoin"
    assert fact in law.questions
    assert asked(law, lacked(fact, words))[0].counsel


def test_answers_about_terms_name_the_agencies_asked_about_and_the_first_day_of_the_terms(law):
    (two,) = asked(law, lacked("terms carry eo-14332/drawdown-support", agencies=("us-hud", "us-doj")))
    assert (
        two.words == "Do the 2 awards of HUD and Justice carry the terms of Improving Oversight of Federal Grantmaking?"
    )
    assert "all us-hud awards accepted since 2025-08-07 carry eo-14332" in two.answers
    assert "award 2019DJBX0801 carries eo-14332" in two.answers
    (four,) = asked(law, lacked("terms carry eo-14332/drawdown-support", agencies=tuple(NAMES)))
    assert "HUD, FEMA, Justice and 1 other" in four.words
    assert four.answers[0] == "all awards carry eo-14332"
    (single,) = asked(law, lacked("terms carry eo-14332/drawdown-support", agencies=("us-hud",), awards=1))
    assert single.words.startswith("Does the one award of HUD carry")


def test_what_may_have_been_brought_into_earlier_awards_is_of_their_agency():
    one = earlier_awards(
        year=2025, awards=3, cells=9, dollars=None, instruments=["eo-14168", "eo-14332"], brought="eo-14168", agency="us-doj"
    )  # fmt: skip
    assert one.answers[:2] == (
        "no awards accepted before 2025-01-01 carry eo-14168, eo-14332",
        "all us-doj awards accepted before 2025-01-01 carry eo-14168",
    )
