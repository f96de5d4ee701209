"""A stay, reversal or replacement of a part of an order; orders of one day, put in order by their hours."""

from __future__ import annotations

import pytest
from tests.small_law import answer, law

GUARD = """
act accept-federalization "yield command of its National Guard to the President"
act accept-deployment "bear deployment of federalized troops in its territory"
norm federalize
  cites      "10 U.S.C. § 12406"
  binds      every state or local government
  must       accept-federalization
norm deploy
  cites      "10 U.S.C. § 12406"
  binds      every state or local government
  must       accept-deployment
"""
TRO = """
order tro
  decided    2025-10-09
  until      2025-10-24
  blocks     t/federalize, t/deploy
  for        il, chicago-il
order admin-stay
  court      ca7
  decided    2025-10-11
  stays      tro as to t/federalize
  for        {}
"""


def on(day: str, suit: str, norm: str = "federalize", party: str = "il") -> tuple[str, str | None]:
    found = answer(law(GUARD, suit), party, f"t/{norm}", day)
    return found.status, found.ground


def test_a_stay_reaches_the_part_that_it_names_alone() -> None:
    suit = TRO.format("everyone")
    assert on("2025-10-10", suit) == ("blocked", "v/tro")
    assert on("2025-10-12", suit) == ("in_force", None)
    assert on("2025-10-12", suit, "deploy") == ("blocked", "v/tro")


def test_a_partial_stay_for_some_parties_leaves_the_others_the_whole() -> None:
    suit = TRO.format("chicago-il")
    assert on("2025-10-12", suit, party="chicago-il") == ("in_force", None)
    assert on("2025-10-12", suit) == ("blocked", "v/tro")


@pytest.mark.parametrize("verb", ["reverses", "replaces"])
def test_other_ends_of_a_part(verb: str) -> None:
    suit = TRO.format("everyone").replace("stays ", f"{verb} ")
    suit += "  mandate    2025-10-11\n" if verb == "reverses" else ""
    assert on("2025-10-12", suit) == ("in_force", None)
    assert on("2025-10-12", suit, "deploy") == ("blocked", "v/tro")


def test_a_partial_stay_of_a_partial_stay_reaches_through_the_chain() -> None:
    stay_of_stay = (
        "order lifted\n  court scotus\n  decided 2025-10-13\n  stays admin-stay as to t/federalize\n  for everyone\n"
    )
    both = TRO.format("everyone").replace("as to t/federalize", "as to t/federalize, t/deploy") + stay_of_stay
    assert on("2025-10-12", both, "deploy") == ("in_force", None)
    assert on("2025-10-13", both) == ("blocked", "v/tro")
    assert on("2025-10-13", both, "deploy") == ("in_force", None)


def test_a_stay_of_the_whole_beside_one_of_a_part_is_one_of_the_whole() -> None:
    assert on(
        "2025-10-12", TRO.format("everyone").replace("  for        everyone", "  stays tro\n  for everyone"), "deploy"
    ) == (
        "in_force",
        None,
    )


@pytest.mark.parametrize(
    ("as_to", "expected"), [("", "in_force"), (" as to deploy", "in_force"), (" as to federalize", "not_attached")]
)
def test_whether_an_order_is_in_force_is_asked_of_any_norm_it_reaches_or_of_one(as_to: str, expected: str) -> None:
    terms = (
        GUARD
        + f'norm report\n  cites "10 U.S.C. § 12406"\n  binds il\n  must accept-deployment\n  when v/tro is in force{as_to}\n'
    )
    found = answer(
        law(terms.replace("deploy\n", "deploy\n"), TRO.format("everyone")), "il", "t/report", "2025-10-12", given=""
    )
    assert found.status == expected


def test_an_order_stayed_on_the_day_it_was_made_blocks_nobody() -> None:
    suit = TRO.format("everyone").replace("2025-10-11", "2025-10-09").replace(" as to t/federalize", "")
    assert on("2025-10-09", suit) == ("in_force", None)


# ---- hours of one day
def rulings(first: str, second: str) -> tuple[str, str | None]:
    suit = (
        f"order low\n  decided 2025-10-04{first}\n  voids t/federalize\n  for il\n"
        f"order high\n  decided 2025-10-04{second}\n  upholds t/federalize\n  for il\n"
    )
    return on("2025-10-05", suit)


def test_hours_put_rulings_of_one_day_in_order() -> None:
    assert rulings(" 09:00", " 17:00") == ("in_force", "v/high")
    assert rulings(" 17:00", " 09:00") == ("void", "v/low")


@pytest.mark.parametrize(("first", "second"), [("", ""), (" 09:00", ""), ("", " 17:00"), (" 09:00", " 09:00")])
def test_a_mark_without_an_hour_leaves_the_order_of_one_day_open(first: str, second: str) -> None:
    assert rulings(first, second)[0] == "undetermined"


@pytest.mark.parametrize(
    ("until", "day", "status"),
    [
        ("2025-10-24 23:59", "2025-10-24", "blocked"),
        ("2025-10-24 23:59", "2025-10-25", "in_force"),
        ("2025-10-24 17:00", "2025-10-24", "in_force"),
        ("2025-10-24 17:00", "2025-10-23", "blocked"),
        ("2025-10-09 23:59", "2025-10-09", "blocked"),  # the day it was made
    ],
)
def test_an_end_at_the_last_minute_of_a_day_counts_that_day(until: str, day: str, status: str) -> None:
    suit = f"order tro\n  decided 2025-10-09\n  until {until}\n  blocks t/federalize\n  for il\n"
    assert on(day, suit)[0] == status
