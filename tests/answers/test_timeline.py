"""Timelines and comparisons over small laws."""

import datetime as dt

from tests.small_law import law

from comity.answers.timeline import all_positions, compare, timeline
from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.proof.question import Question
from comity.record.nodes import EMPTY

ORDERS = """
order pi
  decided    2017-09-15
  until      2020-01-01
  blocks     t/access
  for        everyone
order stay
  court      ca7
  decided    2018-06-26
  until      2018-08-10
  stays      pi
  for        everyone except chicago-il
"""


def _question(built: Law, day: str = "2018-07-01") -> Question:
    on = dt.date.fromisoformat(day)
    return Question(built, EMPTY, on, on, attached=frozenset())


def _lines(built: Law, party: str) -> list[tuple[str, str, str | None]]:
    found = government(party)
    assert found is not None
    changes = timeline(_question(built), found, built.norms["t/access"])
    return [(str(c.on), c.after.status, c.after.ground) for c in changes if c.after]


def test_every_change_stands_in_the_timeline_with_its_ground() -> None:
    assert _lines(law(suit=ORDERS), "dallas-tx") == [
        ("2017-01-01", "in_force", None),
        ("2017-09-15", "blocked", "v/pi"),
        ("2018-06-26", "in_force", None),
        ("2018-08-10", "blocked", "v/pi"),
        ("2020-01-01", "in_force", None),
    ]


def test_what_does_not_change_is_not_a_line() -> None:
    assert [day for day, _, _ in _lines(law(suit=ORDERS), "chicago-il")] == ["2017-01-01", "2017-09-15", "2020-01-01"]


def test_two_days_are_compared_before_and_after() -> None:
    built = law(suit=ORDERS)
    party = government("dallas-tx")
    assert party is not None
    first, second = _question(built, "2018-06-25"), _question(built, "2018-06-26")
    (change,) = compare(all_positions(first, party), all_positions(second, party), second.as_of)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.status, change.before.ground, change.after.status) == ("blocked", "v/pi", "in_force")


def test_an_answer_that_holds_only_when_last_seen_is_a_change_between_two_days_and_no_line_of_a_timeline() -> None:
    built = law(suit="order pi\n  decided 2018-01-01\n  last_seen 2018-02-01\n  blocks t/access\n  for everyone\n")
    party = government("dallas-tx")
    assert party is not None
    sides = [all_positions(_question(built, day), party) for day in ("2018-03-01", "2018-06-01")]
    (change,) = compare(*sides, dt.date(2018, 6, 1))
    states = [p.fresh.state if p and p.fresh else None for p in (change.before, change.after)]
    assert states == ["confirmed", "last_seen"]
    assert _lines(built, "dallas-tx")[-1] == ("2018-01-01", "blocked", "v/pi")


def test_an_order_taken_away_changes_what_rested_on_it() -> None:
    from dataclasses import replace

    built = law(suit=ORDERS)
    party = government("chicago-il")
    assert party is not None
    question = _question(built)
    without = replace(question, without=frozenset({"v/pi"}))
    (change,) = compare(all_positions(question, party), all_positions(without, party), question.as_of)
    assert change.after is not None
    assert change.after.status == "in_force"


def _ends(built: Law, party: str) -> list[tuple[str, str | None]]:
    found = government(party)
    assert found is not None
    return [(str(c.on), c.ended) for c in timeline(_question(built), found, built.norms["t/access"])]


def test_a_change_names_what_ended_a_block() -> None:
    assert dict(_ends(law(suit=ORDERS), "dallas-tx")) == {
        "2017-01-01": None,
        "2017-09-15": None,
        "2018-06-26": "v/pi stayed by v/stay",
        "2018-08-10": None,
        "2020-01-01": "v/pi ended on 2020-01-01",
    }
    replaced = (
        ORDERS + "order final\n  decided    2019-01-01\n  blocks     t/access\n  replaces   pi\n  for        everyone\n"
    )
    assert ("2019-01-01", "v/pi replaced by v/final") in _ends(law(suit=replaced), "chicago-il")
    reversed_ = ORDERS + "order end\n  court ca7\n  decided 2019-01-01\n  reverses pi\n  mandate 2019-02-01\n"
    assert ("2019-02-01", "v/pi reversed or vacated by v/end") in _ends(law(suit=reversed_), "chicago-il")


def test_a_day_on_which_an_order_was_made_and_stayed_is_shown() -> None:
    same = ORDERS + (
        "order tro\n  decided    2017-05-01\n  blocks     t/access\n  for        everyone\n"
        "order halt\n  court ca7\n  decided    2017-05-01\n  stays      tro\n  for        everyone except chicago-il\n"
    )
    assert ("2017-05-01", "v/tro stayed by v/halt the same day") in _ends(law(suit=same), "dallas-tx")
    assert ("2017-05-01", None) in _ends(law(suit=same), "chicago-il")
    later = same.replace("court ca7\n  decided    2017-05-01", "court ca7\n  decided    2017-05-02")
    assert _ends(law(suit=later), "dallas-tx")[1:3] == [("2017-05-01", None), ("2017-05-02", "v/tro stayed by v/halt")]


def test_a_timeline_begins_where_something_begins() -> None:
    built = law(
        suit="order old\n  decided    2010-01-01\n  blocks     t/access\n  for        everyone\n  until      2011-01-01\n"
    )
    assert _lines(built, "dallas-tx") == [("2017-01-01", "in_force", None)]
