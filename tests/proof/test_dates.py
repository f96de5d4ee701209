"""Days that are counted from others, up to the ends of the calendar."""

import datetime as dt

import pytest

from comity.proof.dates import moved, shift
from comity.text import tree as t

FIRST, LAST = dt.date.min, dt.date.max
UNITS = ["days", "business days", "months", "years"]


def since(count, unit, before=False):
    return t.Since(t.Name("v/order"), count, unit, before=before)


@pytest.mark.parametrize("unit", UNITS)
def test_what_lies_beyond_the_calendar_is_its_end(unit):
    assert shift(FIRST, since(40, unit, before=True)) == FIRST
    assert shift(LAST, since(40, unit)) == LAST


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("day", [FIRST, FIRST + dt.timedelta(days=2), LAST - dt.timedelta(days=2), LAST])
def test_no_day_at_the_ends_of_the_calendar_stops_an_answer(unit, before, day):
    for date in (t.Day(day), t.After(day), t.Before(day), t.Between(FIRST, LAST)):
        found = moved(date, since(1, unit, before))
        assert isinstance(found, t.Day | t.After | t.Before | t.Between | t.Unknown)


def test_a_range_keeps_its_sides():
    assert moved(t.After(dt.date(2025, 1, 31)), since(1, "days")) == t.After(dt.date(2025, 2, 1))
    assert moved(t.Before(dt.date(2025, 3, 1)), since(1, "months")) == t.Before(dt.date(2025, 3, 29))
