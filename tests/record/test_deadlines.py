"""Due days: weekends, holidays, days closed by the President, and what the rule says of each."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record.deadlines import closing, counted, next_open, stated


def test_a_stated_day_is_never_moved_only_explained() -> None:
    sunday = stated(dt.date(2025, 8, 17))
    assert sunday.day == dt.date(2025, 8, 17)
    assert "no rule moves it" in sunday.steps[1]
    assert "Monday, August 18, 2025" in sunday.steps[1]


@pytest.mark.parametrize(
    ("trigger", "days", "due"),
    [
        ("2018-01-24", 30, "2018-02-23"),  # a Friday
        ("2018-01-24", 3, "2018-01-29"),  # Saturday, Sunday
        ("2018-12-04", 21, "2018-12-26"),  # Christmas
        ("2018-10-09", 33, "2018-11-13"),  # Veterans Day 2018 was a Sunday, kept on Monday
        ("2017-12-20", 12, "2018-01-02"),  # New Year
        ("2017-11-15", 23, "2017-12-08"),
    ],
)
def test_calendar_days_leave_out_the_event_and_roll_over_closed_days(trigger: str, days: int, due: str) -> None:
    assert counted(dt.date.fromisoformat(trigger), days).day == dt.date.fromisoformat(due)


def test_days_closed_by_the_president_count_only_when_asked_and_the_rule_says_so() -> None:
    trigger = dt.date(2018, 11, 21)  # 14 days lead to December 5, 2018, the day of mourning
    assert counted(trigger, 14).day == dt.date(2018, 12, 5)
    closed = counted(trigger, 14, president_closings=True)
    assert closed.day == dt.date(2018, 12, 6)
    assert "closed by the President" in closed.rule


def test_business_days_skip_what_is_closed() -> None:
    assert counted(dt.date(2025, 8, 13), 4, business=True).day == dt.date(2025, 8, 19)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2035, 1, 1)), st.integers(1, 400))
def test_a_due_day_is_open_and_never_before_the_count(trigger: dt.date, days: int) -> None:
    due = counted(trigger, days).day
    assert closing(due) is None
    first = trigger + dt.timedelta(days=days)
    assert due >= first
    assert all(closing(first + dt.timedelta(days=i)) for i in range((due - first).days))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2035, 1, 1)))
def test_the_next_open_day_is_the_first_one(day: dt.date) -> None:
    after = next_open(day)
    assert closing(after) is None
    assert all(closing(day + dt.timedelta(days=i)) for i in range(1, (after - day).days))


def test_a_period_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        counted(dt.date(2018, 1, 1), 0)
