"""A norm that was replaced is in force again for those for whom its successor is void or blocked, or whom it does not bind."""

from __future__ import annotations

import datetime as dt

from tests.small_law import answer, law

from comity.norms.names.governments import government
from comity.proof.context import context
from comity.proof.position import Position, position
from comity.record.nodes import EMPTY

TERMS = """
act old-way "do it the old way"
act new-way "do it the new way"
norm old
  cites      "one"
  binds      every local government
  must       old-way
norm new
  cites      "two"
  binds      every local government
  must       new-way
  from       2024-08-01
  replaces   old
"""
PI = "order pi\n decided 2024-09-01\n blocks t/new\n for chicago-il\n"


def on(day: str, suit: str = "", party: str = "chicago-il", norm: str = "old", terms: str = TERMS) -> Position:
    return answer(law(terms, suit), party, f"t/{norm}", day, "")


def said(found: Position) -> tuple[str, str | None]:
    return found.status, found.ground


def test_a_successor_ends_it_from_its_first_day() -> None:
    assert said(on("2024-07-31")) == ("in_force", None)
    assert said(on("2024-08-01")) == ("ended", "t/new")


def test_where_the_successor_is_blocked_the_old_norm_is_in_force_for_those_alone() -> None:
    assert said(on("2024-08-31", PI)) == ("ended", "t/new")
    assert said(on("2024-09-01", PI)) == ("in_force", None)
    assert said(on("2024-09-01", PI, "dallas-tx")) == ("ended", "t/new")


def test_where_the_block_is_stayed_the_successor_counts_again() -> None:
    stay = "order stay\n court ca7\n decided 2024-10-01\n stays pi\n for everyone\n"
    assert said(on("2024-10-01", PI + stay)) == ("ended", "t/new")


def test_where_the_successor_is_void_in_a_circuit_or_for_everyone() -> None:
    holding = "holding h\n court ca7\n decided 2024-09-01\n voids t/new\n in ca7\n"
    assert said(on("2024-09-01", holding)) == ("in_force", None)
    assert said(on("2024-09-01", holding, "dallas-tx")) == ("ended", "t/new")
    vacatur = "order v\n decided 2025-01-09\n voids t/new\n for everyone\n"
    assert said(on("2025-01-09", vacatur, "dallas-tx")) == ("in_force", None)


def test_a_waiver_or_a_higher_norm_brings_nothing_back() -> None:
    waiver = "notice n\n decided 2024-09-01\n waives t/new\n for everyone\n"
    assert said(on("2024-09-01", waiver)) == ("ended", "t/new")
    rule = "doctrine|level: federal\nissuer: us-doj|doctrine d\n decided 2024-09-01\n displaces t/new\n for everyone\n"
    assert answer(law(TERMS, d=rule), "chicago-il", "t/old", "2024-09-01", "").status == "ended"


def test_what_may_be_void_leaves_it_open() -> None:
    perhaps = PI.replace("for chicago-il", 'for perhaps chicago-il because "unclear"')
    found = on("2024-09-01", perhaps)
    assert (found.status, found.possible) == ("undetermined", ("ended", "in_force"))


def test_a_successor_that_binds_others_ends_it_for_them_alone() -> None:
    counties = TERMS.replace(
        'cites      "two"\n  binds      every local government', 'cites      "two"\n  binds      every county'
    )
    assert said(on("2024-08-01", terms=counties)) == ("in_force", None)
    assert said(on("2024-08-01", party="cook-county-il", terms=counties)) == ("ended", "t/new")


def test_what_was_repealed_does_not_come_back() -> None:
    repealed = TERMS.replace("replaces   old", "repeals    old")
    assert said(on("2024-09-01", PI, terms=repealed)) == ("ended", "t/new")


def test_a_third_version_keeps_the_first_ended_where_only_the_second_is_void() -> None:
    third = (
        TERMS
        + 'norm third\n  cites "three"\n  binds every local government\n  must new-way\n  from 2025-01-01\n  replaces new\n'
    )
    assert said(on("2024-12-31", PI, terms=third)) == ("in_force", None)
    assert said(on("2025-01-01", PI, terms=third)) == ("ended", "t/third")
    against = "order pi3\n decided 2025-02-01\n blocks t/third\n for chicago-il\n"
    assert said(on("2025-02-01", PI + against, terms=third)) == ("in_force", None)
    # the second is in force again where the third alone is blocked, and then the first is not
    assert said(on("2025-02-01", against, norm="new", terms=third)) == ("in_force", None)
    assert said(on("2025-02-01", against, terms=third)) == ("ended", "t/new")


def test_an_order_that_an_order_replaced_does_not_come_back() -> None:
    orders = "order tro\n decided 2024-08-10\n blocks t/new\n for chicago-il\n"
    orders += "order pi\n decided 2024-09-01\n blocks t/new\n replaces tro\n for chicago-il\n"
    stay = "order stay\n court ca7\n decided 2024-10-01\n stays pi\n for everyone\n"
    assert said(on("2024-10-01", orders + stay)) == ("ended", "t/new")


def test_a_successor_that_is_supposed_away_ends_nothing() -> None:
    made, day = law(TERMS), dt.date(2025, 1, 1)
    chicago = government("chicago-il")
    assert chicago is not None
    supposed = context(made, EMPTY, chicago, day, without=frozenset({"t/new"}))
    assert position(made.norms["t/old"], supposed).status == "in_force"
