"""Who belongs to a set of parties: subrecipients at each tier, members on a day, memberships that ended."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.small_law import answer, law

from comity.norms.names.governments import government
from comity.proof.ask import ask
from comity.proof.context import context
from comity.record.nodes import Award, Membership, Record

TERMS = 'act help "help"\nnorm n\n  cites "one"\n  binds award.recipient, award.subrecipient\n  must help\n'
BAN = 'act help "help"\nnorm n\n  cites "one"\n  binds everyone\n  must not help\n'
ORDER = "order pi\n  decided 2017-06-01\n  blocks t/n\n  for il, {}\n"
CHAIN = (
    Award("P1", "il", program="16.738"),
    Award("S1", "cook-county-il", program="16.738", prime="P1"),
    Award("S2", "evanston-il", program="16.738", prime="S1"),
    Award("S3", "oak-park-il", program="16.738", prime="S2"),
)


def status(tier: str, party: str, awards: tuple[Award, ...] = CHAIN, of: str = "il") -> tuple[str, tuple[str, ...]]:
    built = law(TERMS, ORDER.format(f"every subrecipient of {of}{tier}"))
    found = answer(built, party, "t/n", "2018-01-01", "", record=Record(awards=awards))
    return found.status, tuple(m.fact for m in found.missing)


@pytest.mark.parametrize("party", ["evanston-il", "oak-park-il"])
def test_the_subrecipients_of_subrecipients_are_reached_where_the_order_says_so(party: str) -> None:
    assert status(" at any tier", party) == ("blocked", ())
    assert status(" at first tier", party) == ("in_force", ())
    assert status("", party) == ("undetermined", ("tier",))


@pytest.mark.parametrize(
    ("party", "tier", "expected"), [("il", " at first tier", "blocked"), ("evanston-il", " at any tier", "blocked")]
)
def test_awards_that_are_prime_of_each_other_are_read_as_they_are_recorded(
    party: str, tier: str, expected: str
) -> None:
    ring = (Award("R0", "il", program="16.738", prime="R0"), Award("R1", "evanston-il", program="16.738", prime="R2"))
    ring += (Award("R2", "oak-park-il", program="16.738", prime="R1"),)
    assert status(tier, party, ring, of=party)[0] == expected


@pytest.mark.parametrize("tier", ["", " at any tier", " at first tier"])
def test_a_direct_subrecipient_is_reached_whatever_the_order_says_of_tiers(tier: str) -> None:
    assert status(tier, "cook-county-il") == ("blocked", ())
    assert status(tier, "evanston-il", of="cook-county-il") == ("blocked", ())


def test_a_chain_that_is_lost_leaves_it_open_at_that_tier() -> None:
    lost = tuple(a for a in CHAIN if a.id != "P1")
    assert status(" at any tier", "evanston-il", lost) == ("undetermined", ("award.prime",))
    assert status("", "evanston-il", lost) == ("undetermined", ("award.prime",))
    assert status(" at first tier", "evanston-il", lost) == ("in_force", ())
    assert status(" at first tier", "cook-county-il", lost) == ("undetermined", ("award.prime",))


def test_awards_that_are_prime_of_each_other_end() -> None:
    ring = (Award("A", "evanston-il", prime="B"), Award("B", "cook-county-il", prime="A"))
    assert status(" at any tier", "evanston-il", ring) == ("in_force", ())


def test_another_state_is_no_prime_of_them() -> None:
    assert status(" at any tier", "evanston-il", of="ca") == ("in_force", ())


# ---- members
def membership(on: str, day: str, *rows: Membership) -> str:
    built = law(BAN, ORDER.format(f"every member of uscm{on}"))
    return answer(built, "evanston-il", "t/n", day, record=Record(memberships=rows)).status


def row(member: bool, since: str | None = None, until: str | None = None) -> Membership:
    first, last = (dt.date.fromisoformat(day) if day else None for day in (since, until))
    return Membership("evanston-il", "uscm", member, first, last)


def test_a_membership_that_ended_is_over() -> None:
    ended = row(True, "2016-01-01", "2018-01-01")
    assert membership("", "2017-12-31", ended) == "blocked"
    assert membership("", "2018-01-01", ended) == "in_force"
    assert membership("", "2018-01-01", ended, row(True, "2018-06-01")) == "in_force"
    assert membership("", "2018-06-01", ended, row(True, "2018-06-01")) == "blocked"


def test_what_is_not_on_record_stays_unknown() -> None:
    assert membership("", "2018-01-01") == "undetermined"
    assert membership("", "2017-06-01", row(True, "2018-01-01")) == "undetermined"
    assert membership("", "2018-01-01", row(False, None, "2017-06-01")) == "undetermined"


def test_members_on_the_day_of_suit_are_those_of_that_day_whenever_it_is_asked() -> None:
    left, joined = row(True, "2016-01-01", "2018-01-01"), row(True, "2017-09-01")
    assert membership(" on 2017-05-01", "2019-01-01", left) == "blocked"
    assert membership(" on 2018-05-01", "2017-07-01", left) == "in_force"
    assert membership(" on 2017-05-01", "2019-01-01", joined) == "undetermined"
    assert membership("", "2019-01-01", joined) == "blocked"


@pytest.mark.parametrize(
    ("party", "expected"),
    [("st-louis-mo", "undetermined"), ("omaha-ne", "undetermined"), ("topeka-ks", "in_force"), ("il", "blocked")],
)
def test_an_unclear_text_may_mean_several(party: str, expected: str) -> None:
    suit = (
        'order pi\n  decided 2017-06-01\n  blocks t/n\n  for il, perhaps every city within mo, ne because "unclear"\n'
    )
    assert answer(law(BAN, suit), party, "t/n", "2018-01-01", "").status == expected


@pytest.mark.parametrize("order", [("S1", "P2"), ("P2", "S1")])
def test_a_list_that_asks_about_the_award_is_asked_for_each(order: tuple[str, str]) -> None:
    """What is kept of a list for one award of a party is not said of another."""
    awards = {**{a.id: a for a in CHAIN}, "P2": Award("P2", "cook-county-il", program="16.738")}
    suit = (
        'define inner "those below"\n  lists every subrecipient of il at any tier\n'
        'define these "these"\n  lists v/inner, evanston-il\n' + ORDER.format("v/these")
    )
    built = law(TERMS, suit)
    record = Record(awards=tuple(awards[id] for id in ("P1", *order)))
    asked = context(built, record, government("cook-county-il"), dt.date(2018, 1, 1))
    found = {p.award: p.status for p in ask(built.norms["t/n"], asked)}
    assert found == {"S1": "blocked", "P2": "in_force"}
    named = context(built, record, government("evanston-il"), dt.date(2018, 1, 1))
    assert ask(built.norms["t/n"], named)[0].status != "in_force"
