"""What is done to an order only for some, or only when something holds: as to each norm for others."""

from __future__ import annotations

import pytest
from tests.proof.test_partial import GUARD
from tests.small_law import answer, law

from comity.norms.build.graph import whole
from comity.norms.supposed import supposing_orders
from comity.text import tree as t

TRO = """
order tro
  decided    2025-10-09
  blocks     t/federalize, t/deploy
  for        il, chicago-il, ca
order stay
  court      ca7
  decided    2025-10-11
  stays      tro as to t/federalize only for il
  stays      tro as to t/deploy only for chicago-il only when {}
  for        everyone
"""
CITY = "party is a city"


def on(day: str, suit: str, norm: str, party: str) -> str:
    return answer(law(GUARD, suit), party, f"t/{norm}", day).status


@pytest.mark.parametrize(
    ("norm", "party", "expected"),
    [
        ("federalize", "il", "in_force"), ("federalize", "chicago-il", "blocked"), ("federalize", "ca", "blocked"),
        ("deploy", "il", "blocked"), ("deploy", "chicago-il", "in_force"), ("deploy", "ca", "blocked"),
    ],
)  # fmt: skip
def test_each_stays_for_its_own_parties_as_to_its_own_norm(norm: str, party: str, expected: str) -> None:
    assert on("2025-10-10", TRO.format(CITY), norm, party) == "blocked"
    assert on("2025-10-12", TRO.format(CITY), norm, party) == expected


def test_only_when_holds_beside_the_rest_and_a_missing_fact_leaves_it_open() -> None:
    assert on("2025-10-12", TRO.format("party is a county"), "deploy", "chicago-il") == "blocked"
    assert on("2025-10-12", TRO.format("party is a member of uscm"), "deploy", "chicago-il") == "undetermined"


def test_what_acts_on_the_whole_acts_on_its_parts() -> None:
    lifted = "order lifted\n  court scotus\n  decided 2025-10-13\n  stays stay{}\n  for everyone\n"
    for as_to, federalize in (("", "blocked"), (" as to t/federalize", "blocked"), (" as to t/deploy", "in_force")):
        suit = TRO.format(CITY) + lifted.format(as_to)
        assert on("2025-10-14", suit, "federalize", "il") == federalize


@pytest.mark.parametrize(
    ("party", "expected"), [("il", "in_force"), ("chicago-il", "in_force"), ("ca", "not_attached")]
)
def test_an_order_is_in_force_where_any_of_its_parts_is(party: str, expected: str) -> None:
    terms = GUARD + (
        'norm report\n  cites "10 U.S.C. § 12406"\n  binds everyone\n  must accept-deployment\n  when v/stay is in force\n'
    )
    suit = TRO.format(CITY).replace("for        everyone", "for        us-doj")
    assert answer(law(terms, suit), party, "t/report", "2025-10-12", given="").status == expected


def test_suppositions_reach_the_parts() -> None:
    made = law(GUARD, TRO.format(CITY))
    assert whole({"v/stay"}, made) == {"v/stay", "v/stay.1", "v/stay.2"}
    assert answer(made, "il", "t/federalize", "2025-10-12").status == "in_force"
    for change in ("stayed", "reversed", "expired"):
        order = t.GivenOrder(t.Name("v/stay"), change, made.norm_acts["v/stay"].decided.day)  # pyright: ignore[reportAttributeAccessIssue]
        assert answer(supposing_orders(made, (order,)), "il", "t/federalize", "2025-10-12").status == "blocked"
