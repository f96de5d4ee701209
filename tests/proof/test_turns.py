"""Which days turn an answer, case by case; that they are all is held on random laws in tests/equal/test_turning_days.py."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.small_law import AWARD_TERMS, CONDITION, law

from comity.answers.timeline import timeline
from comity.norms.names.governments import Government, government
from comity.norms.nodes import Law
from comity.proof.question import Question
from comity.proof.turns import days, law_days, own_waits
from comity.record.nodes import EMPTY, Answer, Award, Conduct, Demand, Known, Record
from comity.text import tree as t

PARTY = "chicago-il"
NORM = "t/access"
IN_FORCE = "2017-01-01"
WAITING = CONDITION.replace("award.accepted\n", "10 days after award.accepted\n")
AWARD = Award("w", PARTY, program="16.738", fiscal_year=2017)
LETTER = """
act answer "answer"
norm answer
  cites "one"
  binds demand.recipient
  must  answer
  from  5 days after demand.date
"""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def party() -> Government:
    found = government(PARTY)
    assert found is not None
    return found


def turning(built: Law, record: Record = EMPTY, norm: str = NORM, known_at: str | None = None) -> list[str]:
    known = day(known_at) if known_at else None
    return [str(d) for d in days(built, record, party(), built.norms[norm], known)]


def of_law(suit: str, norm: str = NORM, hindsight: bool = False, **other: str) -> set[str]:
    """The days of the law besides the first day of the norm itself."""
    built = law(suit=suit, **other)
    return {str(d) for d in law_days(built, built.norms[norm], hindsight)} - {IN_FORCE}


def awards(*rows: Award) -> Record:
    return Record(awards=rows)


# ---- awards and demands ----------------------------------------------------------------------------------------------
def test_a_date_of_the_award_turns_as_many_days_later_as_the_norm_waits() -> None:
    built = law(WAITING)
    assert own_waits(built, built.norms[NORM]) == {("award.accepted", 10), ("award.period_end", 0)}
    accepted = replace(AWARD, fiscal_year=None, accepted=day("2017-11-01"), period_end=day("2020-09-30"))
    assert turning(built, awards(accepted)) == [IN_FORCE, "2017-11-11", "2020-09-30"]


def test_what_bounds_an_unknown_acceptance_turns_as_many_days_later() -> None:
    open_ = replace(AWARD, offered=day("2017-06-26"), accepted_by=day("2018-02-01"))
    assert turning(law(WAITING), awards(open_)) == [
        "2016-10-01", "2016-10-11", IN_FORCE, "2017-06-26", "2017-07-06", "2018-02-11",
    ]  # fmt: skip


def test_an_act_waits_for_dates_of_the_award_also_of_an_assumed_one() -> None:
    built = law(
        suit="order pi\n  decided 2016-09-01\n  from 30 days after award.accepted\n  blocks t/access\n  for everyone"
    )
    assert ("award.accepted", 30) in own_waits(built, built.norms[NORM])
    assert turning(built) == ["2016-09-01", "2016-10-31", IN_FORCE]


def test_an_award_is_asked_about_from_its_offer_and_its_fiscal_year() -> None:
    built = law(CONDITION.replace("  from       award.accepted\n", ""))
    assert turning(built, awards(replace(AWARD, offered=day("2017-06-26")))) == ["2016-10-01", IN_FORCE, "2017-06-26"]


def test_of_a_prime_award_only_when_it_is_known_turns() -> None:
    prime = Award("p", "il", offered=day("2017-05-05"), known=Known(recorded=day("2019-01-01")))
    unrelated = replace(prime, id="q", known=Known(recorded=day("2019-06-01")))
    sub = replace(AWARD, prime="p")
    assert turning(law(), awards(prime, sub, unrelated)) == ["2016-10-01", IN_FORCE, "2019-01-01"]


def test_demands_turn_on_their_date_and_days_after_it() -> None:
    letter = Demand("d", "a letter", "us-doj", day("2018-01-24"), day("2018-02-23"), None, None, (), (PARTY,))
    record = Record(demands=(letter, replace(letter, recipients=("il",), date=day("2018-03-03"))))
    assert turning(law(LETTER), record, "t/answer") == [IN_FORCE, "2018-01-24", "2018-01-29"]


# ---- law -------------------------------------------------------------------------------------------------------------
def test_uncertain_days_turn_where_they_become_open_or_settled() -> None:
    pi = "order pi\n  decided {}\n  blocks t/access\n  for everyone"
    assert of_law(pi.format("between 2018-01-01 and 2018-01-09")) == {"2018-01-01", "2018-01-09"}
    assert of_law(pi.format("after 2018-01-01")) == {"2018-01-02"}
    assert of_law(pi.format("before 2018-01-09")) == {"2018-01-08"}
    assert of_law(pi.format("unknown")) == set()


def test_acts_asked_about_in_conditions_and_rules_reach_the_norm() -> None:
    other = """
norm other
  cites "one"
  binds everyone
  must  open-access
"""
    suit = """
define freed "the first order stands"
  of   party
  when first is in force
order far
  decided 2018-05-05
  blocks  x/other
  for     everyone
order first
  decided 2018-01-01
  blocks  x/other
  for     everyone
  unless  far is in force
order pi
  decided 2018-02-02
  blocks  t/access
  for     everyone
  when    freed
"""
    assert of_law(suit, x=f"award terms|{AWARD_TERMS}|{other}") == {"2018-01-01", "2018-02-02", "2018-05-05"}


def test_names_count_since_and_before_within_lists_and_perhaps_and_exceptions() -> None:
    suit = """
define inner "inner"
  lists chicago-il since 2018-01-01
define outer "outer"
  lists inner before 2018-02-02
order pi
  decided 2017-06-06
  blocks  t/access
  for     perhaps outer since 2018-03-03 because "unclear", il except ca before 2018-04-04
"""
    assert of_law(suit) == {"2017-06-06", "2018-01-01", "2018-02-02", "2018-03-03", "2018-04-04"}


MANDATE = """
order pi
  decided 2017-09-15
  blocks  t/access
  for     everyone
order up
  court    ca7
  decided  2018-06-26
  reverses pi
  mandate  presumed
"""


def test_a_presumed_mandate_turns_when_it_issues() -> None:
    assert of_law(MANDATE) == {"2017-09-15", "2018-06-26", "2018-08-17"}


# ---- what is known ---------------------------------------------------------------------------------------------------
def test_in_hindsight_a_decision_turns_only_where_it_has_effect_from_its_day() -> None:
    pi = "order pi\n  decided 2017-06-06\n  from 2017-03-03\n  blocks t/access\n  for everyone"
    assert of_law(pi) == {"2017-03-03", "2017-06-06"}
    assert of_law(pi, hindsight=True) == {"2017-03-03"}
    assert of_law(MANDATE, hindsight=True) == of_law(MANDATE)


def test_rows_turn_when_they_are_recorded_and_corrected_unless_in_hindsight() -> None:
    wrong = replace(AWARD, fiscal_year=None, known=Known(recorded=day("2018-01-01"), row="1"))
    right = Award("w", "il", known=Known(recorded=day("2018-02-02"), supersedes="1"))
    done = Conduct(PARTY, "keep-out", True, day("2017-12-01"), known=Known(recorded=day("2019-01-01")))
    taken_back = Answer("any", "il", None, True, known=Known(recorded=day("2018-03-03"), supersedes="1"))
    record = Record(awards=(wrong, right), conduct=(done,), answers=(taken_back,))
    assert turning(law(), record) == [
        IN_FORCE, "2017-12-01", "2018-01-01", "2018-02-02", "2018-03-03", "2019-01-01",
    ]  # fmt: skip
    assert turning(law(), record, known_at="2018-12-31") == [IN_FORCE]
    assert turning(law(), record, known_at="2019-01-01") == [IN_FORCE, "2017-12-01"]


def test_an_answer_about_an_award_turns_whoever_it_names() -> None:
    found = Answer("any", "il", "w", True, day("2018-01-01"), day("2018-02-02"))
    record = Record(awards=(replace(AWARD, fiscal_year=None),), answers=(found, replace(found, award="other")))
    assert turning(law(), record) == [IN_FORCE, "2018-01-01", "2018-02-02"]


def test_a_timeline_changes_on_the_day_that_is_waited_for() -> None:
    built = law(WAITING)
    record = awards(replace(AWARD, accepted_by=day("2018-02-01"), period_end=day("2020-09-30")))
    question = Question(built, record, day("2000-01-01"), day("2000-01-01"))
    changes = timeline(question, party(), built.norms[NORM])
    assert [(str(c.on), c.after.status) for c in changes if c.after] == [
        ("2017-01-01", "undetermined"),
        ("2018-02-11", "in_force"),
        ("2020-09-30", "ended"),
    ]


def test_dates_of_awards_and_demands_are_not_days_of_the_law() -> None:
    built = law(LETTER)
    assert own_waits(built, built.norms["t/answer"]) == {("demand.date", 5)}
    assert law_days(built, built.norms["t/answer"]) == {day(IN_FORCE)}
    assert isinstance(built.norms["t/answer"].start, t.Attribute)


def test_a_later_row_of_the_same_award_turns_also_where_it_names_another_recipient() -> None:
    later = Award("w", "il", known=Known(recorded=day("2018-02-02")))
    assert turning(law(), awards(replace(AWARD, fiscal_year=None), later)) == [IN_FORCE, "2018-02-02"]
