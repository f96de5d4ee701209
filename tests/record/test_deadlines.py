"""When demands are due: stated and counted days, the rule that counts them, and both days where none governs."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record.calendar import closing
from comity.record.deadlines import counted, due_of, for_recipient, stated
from comity.record.nodes import Demand

LETTER = Demand("d", "letter", "us-ed", dt.date(2025, 3, 22), None, "request", None, (), ())


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def due(state: str | None = None, **columns: object):
    found = due_of(replace(LETTER, **columns), state)  # pyright: ignore[reportArgumentType]
    assert found is not None
    return found


# A stated day ---------------------------------------------------------------------------------------


def test_a_stated_day_is_never_moved_only_explained() -> None:
    sunday = stated(dt.date(2025, 8, 17))
    assert (sunday.day, sunday.also) == (dt.date(2025, 8, 17), dt.date(2025, 8, 18))
    assert "no rule moves it" in sunday.steps[1]
    assert "Monday, August 18, 2025" in sunday.steps[1]


def test_a_stated_day_closed_by_order_is_given_with_the_next_and_the_order_is_named() -> None:
    found = stated(dt.date(2025, 1, 9))
    assert (found.day, found.also) == (dt.date(2025, 1, 9), dt.date(2025, 1, 10))
    assert "Executive Order 14133" in found.steps[0]
    assert "Executive Order 14133" in (found.why or "")


def test_a_stated_day_stands_beside_a_period_and_the_period_is_told() -> None:
    found = due(due=day("2025-03-31"), due_days=30)
    assert (found.day, found.also, found.rule) == (day("2025-03-31"), None, "the day the demand states")
    assert "It also gives 30 calendar days, which lead to Monday, April 21, 2025" in found.steps[-1]
    assert for_recipient(replace(LETTER, due=day("2025-03-31"), due_days=30), "ma").due == day("2025-03-31")


# Counted days, no rule ------------------------------------------------------------------------------


def test_a_letter_with_days_and_no_rule_gives_both_days_and_cites_no_rule() -> None:
    found = due(date=day("2025-01-02"), due_days=30)  # February 1, 2025, is a Saturday
    assert (found.day, found.also) == (day("2025-02-01"), day("2025-02-03"))
    assert "the letter names no rule" in found.rule
    assert "Fed. R." not in found.rule
    assert "if it were counted under a rule like Fed. R. Civ. P. 6(a)" in (found.why or "")


def test_where_both_counts_agree_there_is_one_day() -> None:
    found = due(date=day("2025-08-13"), due_days=7)
    assert (found.day, found.also, found.why) == (day("2025-08-20"), None, None)
    assert "the letter names no rule" in found.rule


def test_a_count_that_ends_on_a_day_closed_by_order_gives_both_days() -> None:
    found = due(date=day("2024-12-26"), due_days=14)
    assert (found.day, found.also) == (day("2025-01-09"), day("2025-01-10"))
    assert "Executive Order 14133" in (found.why or "")


def test_business_days_over_a_day_closed_by_order_give_both_days() -> None:
    found = due(date=day("2025-01-08"), due_days=1, due_business=True)
    assert (found.day, found.also) == (day("2025-01-09"), day("2025-01-10"))


# Counted days, under a rule -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trigger", "days", "end"),
    [
        ("2018-01-24", 30, "2018-02-23"),  # a Friday
        ("2018-01-24", 3, "2018-01-29"),  # Saturday, Sunday
        ("2018-12-04", 21, "2018-12-26"),  # Christmas
        ("2018-10-09", 33, "2018-11-13"),  # Veterans Day 2018 was a Sunday, kept on Monday
        ("2017-12-20", 12, "2018-01-02"),  # New Year
        ("2017-11-15", 23, "2017-12-08"),
    ],
)
def test_calendar_days_leave_out_the_event_and_roll_over_closed_days(trigger: str, days: int, end: str) -> None:
    assert counted(day(trigger), days, rule="frcp-6").day == day(end)


@pytest.mark.parametrize(
    ("state", "end"), [("ma", "2025-04-22"), ("me", "2025-04-22"), ("ca", "2025-04-21"), (None, "2025-04-21")]
)
def test_the_rule_counts_the_holidays_of_the_state(state: str | None, end: str) -> None:
    found = due(state, force="civil-investigative-demand", due_days=30)
    assert (found.day, found.also) == (day(end), None)
    assert "Fed. R. Civ. P. 6(a)" in found.rule
    if state in ("ma", "me"):
        assert "Patriots' Day" in " ".join(found.steps)
        assert "Without that rule it would be Monday, April 21, 2025." in found.steps


@pytest.mark.parametrize(
    ("force", "rule"),
    [
        ("request", None),
        (None, None),
        ("subpoena", "Fed. R. Civ. P. 6(a)"),
        ("civil-investigative-demand", "Fed. R. Civ. P. 6(a)"),
        ("order", "Fed. R. Civ. P. 6(a)"),
        ("grand-jury-subpoena", "Fed. R. Crim. P. 45(a)"),
    ],
)
def test_no_rule_is_cited_where_none_governs(force: str | None, rule: str | None) -> None:
    text = due(force=force, due_days=10).rule
    assert rule in text if rule else "Fed. R." not in text


def test_the_rule_a_demand_names_goes_before_that_of_its_force() -> None:
    assert "Fed. R. App. P. 26(a)" in due(force="order", due_days=10, due_rule="frap-26").rule
    assert "names no rule" in due(force="order", due_days=10, due_rule="none").rule


def test_under_a_rule_a_day_closed_by_order_may_be_a_holiday_and_both_days_are_given() -> None:
    found = due(force="subpoena", date=day("2018-11-21"), due_days=14)  # December 5, 2018, the day of mourning
    assert (found.day, found.also) == (day("2018-12-05"), day("2018-12-06"))
    assert "Executive Order 13852" in (found.why or "")


# From what, and how -------------------------------------------------------------------------------------


@pytest.mark.parametrize("trigger", ["receipt", "service", "entry", "event"])
def test_days_count_from_the_event_named_and_not_from_the_date(trigger: str) -> None:
    found = due(due_days=7, due_from=trigger, triggered=day("2025-04-01"))
    assert found.day == day("2025-04-08")
    assert "Tuesday, April 1, 2025" in found.steps[0]


@pytest.mark.parametrize("trigger", ["receipt", "service", "service-by-mail", "entry", "event"])
def test_without_the_day_of_the_event_no_day_is_given(trigger: str) -> None:
    found = due(due_days=7, due_from=trigger)
    assert (found.day, found.first, found.last) == (None, None, None)
    assert "not on record" in found.steps[0]


def test_service_by_mail_adds_three_days_under_a_rule_only() -> None:
    by = {"due_days": 14, "due_from": "service-by-mail", "triggered": day("2025-04-01")}
    found = due(force="subpoena", **by)
    assert found.day == day("2025-04-18")  # April 15, and three days
    assert "Fed. R. Civ. P. 6(d)" in " ".join(found.steps)
    assert due(**by).day == day("2025-04-15")


def test_days_count_back_from_an_event_and_run_back_over_closed_days() -> None:
    by = {"due_days": 14, "due_from": "event", "due_backward": True, "triggered": day("2025-09-15")}
    found = due(force="order", **by)  # September 1, 2025, is Labor Day
    assert found.day == day("2025-08-29")
    plain = due(**by)
    assert (plain.day, plain.also) == (day("2025-09-01"), day("2025-08-29"))
    assert (plain.first, plain.last) == (day("2025-08-29"), day("2025-09-01"))


def test_a_states_holidays_count_only_after_an_event() -> None:
    by = {"due_days": 7, "due_from": "event", "due_backward": True, "triggered": day("2025-04-28")}
    assert due("ma", force="order", **by).day == day("2025-04-21")  # Fed. R. Civ. P. 6(a)(6)(C)


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    assert due(date=day("2025-01-31"), due_months=1).day == day("2025-02-28")
    assert due(date=day("2025-01-31"), due_months=1).rule == "1 month after its date; the letter names no rule"


def test_hours_run_from_an_hour_to_the_same_hour() -> None:
    found = due(due_hours=48, due_from="receipt", triggered=day("2025-04-01"), triggered_hour="09:30")
    assert (found.day, found.hour, found.also) == (day("2025-04-03"), "09:30", None)


def test_hours_that_end_on_a_closed_day_run_on_under_a_rule_and_give_both_days_without() -> None:
    by = {"due_hours": 24, "due_from": "receipt", "triggered": day("2025-04-04"), "triggered_hour": "10:00"}
    assert due(force="subpoena", **by).day == day("2025-04-07")
    plain = due(**by)
    assert (plain.day, plain.also) == (day("2025-04-05"), day("2025-04-07"))


def test_hours_from_an_hour_that_is_not_known_may_end_on_either_of_two_days() -> None:
    found = due(due_hours=36, due_from="receipt", triggered=day("2025-04-01"))
    assert (found.day, found.also, found.hour) == (day("2025-04-02"), day("2025-04-03"), None)


def test_a_period_beyond_the_calendar_has_no_day() -> None:
    assert due(date=dt.date.max, due_days=30).day is None


@given(st.dates(dt.date(2000, 1, 1), dt.date(2035, 1, 1)), st.integers(1, 400))
def test_under_a_rule_a_due_day_is_open_and_never_before_the_count(trigger: dt.date, days: int) -> None:
    found = counted(trigger, days, rule="frcp-6").day
    assert found is not None
    assert closing(found) is None
    first = trigger + dt.timedelta(days=days)
    assert found >= first
    assert all(closing(first + dt.timedelta(days=i)) for i in range((found - first).days))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2035, 1, 1)), st.integers(1, 100), st.booleans())
def test_the_day_of_no_rule_is_the_plain_count_and_the_other_is_no_sooner(trigger: dt.date, n: int, back: bool) -> None:
    found = counted(trigger, -n if back else n)
    plain = trigger + dt.timedelta(days=-n if back else n)
    assert found.day == plain
    assert (found.also is None) == (found.why is None)
    if found.also is not None:
        assert found.also < plain if back else found.also > plain


def test_a_period_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        counted(dt.date(2018, 1, 1), 0)
