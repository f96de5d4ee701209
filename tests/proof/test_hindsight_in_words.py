"""What was decided later is not told as known earlier: who was named later, what ended an order later."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.small_law import law

from comity.brief.english import act_sentence
from comity.norms.names.governments import government
from comity.proof.ask import ask
from comity.proof.context import context
from comity.proof.truth import walk
from comity.record.nodes import EMPTY

TERMS = """
act help "help"
norm a
  cites      "10 U.S.C. § 12406"
  binds      every state or local government
  must       help
"""
SUIT = """
define plaintiffs "the plaintiffs"
  lists      san-francisco-ca, chicago-il since 2025-08-22
order pi{}
  decided    2025-08-01
  until      2025-09-30
  blocks     t/a
  for        plaintiffs, seattle-wa since 2025-08-23, portland-or before 2025-08-25
"""
LATER = ("2025-08-22", "2025-08-23", "2025-08-25", "2025-09-30")


def told(party: str, on: str, known_at: str, sort: str = "") -> str:
    """All words of a proof and of the sentence of its order."""
    made, who = law(TERMS, SUIT.format(sort)), government(party)
    assert who is not None
    days = dt.date.fromisoformat(on), dt.date.fromisoformat(known_at)
    ctx = context(made, EMPTY, who, *days)
    claims = [step.claim for p in ask(made.norms["t/a"], ctx) for step in walk(p.proof)]
    return "\n".join([*claims, act_sentence(made.norm_acts["v/pi"], made, ctx.known_at)])


def days_in(text: str) -> list[str]:
    """The later days, as a proof and as a sentence write them."""
    written = {day: (day, f"{dt.date.fromisoformat(day):%B} {dt.date.fromisoformat(day).day}, 2025") for day in LATER}
    return [day for day, forms in written.items() if any(form in text for form in forms)]


@pytest.mark.parametrize("party", ["chicago-il", "san-francisco-ca", "seattle-wa", "portland-or", "evanston-il"])
def test_nothing_of_later_days_is_told_as_it_stood_then(party: str) -> None:
    assert days_in(told(party, "2025-08-10", "2025-08-10")) == []


@pytest.mark.parametrize("party", ["chicago-il", "seattle-wa"])
def test_in_hindsight_it_is_told(party: str) -> None:
    assert set(days_in(told(party, "2025-08-10", "2025-12-01"))) == set(LATER)


def test_the_end_that_a_restraining_order_says_itself_is_known_from_the_first() -> None:
    assert days_in(told("san-francisco-ca", "2025-08-10", "2025-08-10", ' "tro" restraining')) == ["2025-09-30"]
