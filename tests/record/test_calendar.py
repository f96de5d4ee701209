"""Closed days and counting over them: weekends, holidays, States' holidays, days closed by order, months, backward."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record.calendar import CLOSED_BY_ORDER, closing, moved, open_day

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2035, 1, 1))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "state", "why"),
    [
        ("2025-04-21", None, None),
        ("2025-04-21", "ma", "a holiday in MA (Patriots' Day)"),
        ("2025-04-21", "me", "a holiday in ME (Patriots' Day)"),
        ("2025-04-21", "ca", None),
        ("2025-02-12", "il", "a holiday in IL (Lincoln's Birthday)"),
        ("2025-11-11", "ma", "a federal holiday (Veterans Day)"),
        ("2025-04-19", "ma", "a Saturday"),
        ("2025-04-21", "fm", None),  # a State whose holidays are not known has none that count
    ],
)
def test_a_states_own_holidays_close_its_offices_only(on: str, state: str | None, why: str | None) -> None:
    assert closing(day(on), state) == why


def test_a_day_closed_by_order_is_closed_only_when_that_counts_and_is_named() -> None:
    for on, (name, order) in CLOSED_BY_ORDER.items():
        assert closing(on) is None, on
        assert closing(on, by_order=True) == f"closed by {order} ({name})"


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        ("2025-08-13", 4, "business days", "2025-08-19"),
        ("2025-08-19", -4, "business days", "2025-08-13"),
        ("2025-07-03", 1, "business days", "2025-07-07"),
        ("2025-01-31", 1, "months", "2025-02-28"),
        ("2024-01-31", 1, "months", "2024-02-29"),
        ("2025-03-31", -1, "months", "2025-02-28"),
        ("2024-02-29", 1, "years", "2025-02-28"),
        ("2025-11-30", 3, "months", "2026-02-28"),
        ("2025-03-01", -1, "days", "2025-02-28"),
    ],
)
def test_days_are_moved_forward_and_back(start: str, count: int, unit: str, end: str) -> None:
    assert moved(day(start), count, unit) == day(end)


@pytest.mark.parametrize("unit", ["days", "business days", "months", "years"])
def test_no_day_lies_beyond_the_calendar(unit: str) -> None:
    for start, count in ((dt.date.max, 40), (dt.date.min, -40)):
        with pytest.raises(OverflowError):
            moved(start, count, unit)


@given(DAYS, st.booleans())
def test_the_open_day_is_the_first_one(start: dt.date, back: bool) -> None:
    found = open_day(start, back=back)
    assert closing(found) is None
    between = range(1, abs((found - start).days))
    assert all(closing(start + dt.timedelta(days=-i if back else i)) for i in between)


@given(DAYS, st.integers(1, 60))
def test_business_days_forward_and_back_meet(start: dt.date, count: int) -> None:
    first = open_day(start)
    assert moved(moved(first, count, "business days"), -count, "business days") == first
