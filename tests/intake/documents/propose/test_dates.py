"""Days: how they are written, what they are counted from, and what is no day."""

import datetime as dt

import pytest

from comity.intake.documents.document import Span
from comity.intake.documents.propose.dates import dates, periods, read_day, says_day, says_number

PUBLISHED = dt.date(2018, 1, 25)  # a Thursday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("January 24, 2018", "2018-01-24"), ("Jan. 24, 2018", "2018-01-24"), ("24 January 2018", "2018-01-24"), ("JANUARY 24, 2018", "2018-01-24"),
        ("3rd day of June, 2025", "2025-06-03"), ("9/15/2017", "2017-09-15"), ("01/13/20", "2020-01-13"), ("2018-01-24", "2018-01-24"),
        ("Sept. 24, 2025", "2025-09-24"),
    ],
)  # fmt: skip
def test_days_written_out(words, day):
    assert read_day(f"It is dated {words}.") == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    [
        "February 31, 2018",
        "13/45/2018",
        "1/2",
        "24.5.18",
        "Section 1/24/3",
        "May I ask",
        "March on",
        "in Marches",
        "in Augusta",
    ],
)
def test_what_is_no_day(words):
    assert read_day(words) is None


@pytest.mark.parametrize(
    ("words", "first", "last", "granularity"),
    [
        ("on Wednesday the city", "2018-01-24", "2018-01-24", "day"),
        ("by Wednesday, answer", "2018-01-31", "2018-01-31", "day"),
        ("last year it", "2017-01-01", "2017-12-31", "year"),
        ("January of this year", "2018-01-01", "2018-01-31", "month"),
        ("in July of 2017", "2017-07-01", "2017-07-31", "month"),
        ("today", "2018-01-25", "2018-01-25", "day"),
        ("yesterday", "2018-01-24", "2018-01-24", "day"),
        ("last week", "2018-01-15", "2018-01-21", "week"),
        ("earlier this month", "2018-01-01", "2018-01-25", "month"),
        ("FY 2018", "2017-10-01", "2018-09-30", "year"),
        ("in January the letters", "2018-01-01", "2018-01-31", "month"),
        ("In November the city", "2017-11-01", "2017-11-30", "month"),
        ("beginning in November, the", "2018-11-01", "2018-11-30", "month"),
    ],
)  # fmt: skip
def test_days_counted_from_the_day_of_publication(words, first, last, granularity):
    (one,) = dates(words, PUBLISHED)
    assert (str(one.first), str(one.last), one.granularity) == (first, last, granularity)
    if one.anchor == "publication":
        (unknown,) = dates(words, None)
        assert (unknown.first, unknown.last) == (None, None)


def test_a_day_within_a_quotation_is_counted_from_that():
    text = 'He wrote, "not at today\'s meeting."'
    (one,) = dates(text, PUBLISHED, (Span(10, len(text)),))
    assert (one.anchor, one.first) == ("quoted text", None)


def test_a_supposed_day_is_no_day():
    (one,) = dates("If the city signs on Friday, it is bound", PUBLISHED)
    assert one.anchor == "hypothetical"
    assert one.first is None


@pytest.mark.parametrize(
    ("words", "hour"),
    [("by 5:00 p.m. on July 30, 2025", "5:00 p.m."), ("July 30, 2025, at 9 a.m.", "9 a.m."), ("July 30, 2025.", "")],
)
def test_hours(words, hour):
    assert dates(words)[0].hour == hour


@pytest.mark.parametrize(
    ("words", "count", "unit", "business", "event"),
    [
        ("within 5 days of receipt of this letter", 5, "days", False, "receipt"),
        ("within ten (10) business days", 10, "days", True, ""),
        ("no later than 30 calendar days after the date of this letter", 30, "days", False, "this letter"),
        ("within fourteen days from the date of service", 14, "days", False, "service"),
        ("within 48 hours", 48, "hours", False, ""),
        ("within two weeks", 14, "days", False, ""),
    ],
)  # fmt: skip
def test_periods(words, count, unit, business, event):
    (one,) = periods(words)
    assert (one.count, one.unit, one.business, one.event) == (count, unit, business, event)


def test_values_are_held_against_the_words():
    assert says_day("no later than February 23, 2018", "2018-02-23")
    assert not says_day("no later than February 23, 2018", "2018-02-24")
    assert not says_day("soon", "2018-02-23")
    assert says_number("within ten days", "10")
    assert not says_number("within ten days", "11")
