"""Days and fiscal years in the forms of spreadsheets; a month without a day is not a day."""

import datetime as dt

import pytest

from comity.intake.sheets.values import UNKNOWN, UNREAD, day, days_first, year

OCTOBER = dt.date(2018, 10, 1)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2018-10-01",
            "2018/10/1",
            "20181001",
            "10/1/2018",
            "10.1.18",
            "10-1-18",
            "Oct 1, 2018",
            "Monday, October 1st, 2018",
        ),
        *("1-Oct-18", "1 October 2018", "43374", "43374.5", "2018-10-01T00:00:00Z", "10/1/2018 12:00 AM"),
    ],
)
def test_one_day_in_every_form(text: str) -> None:
    assert day(text).value == OCTOBER


@pytest.mark.parametrize("between", [" - ", " to ", " through ", "- "])
def test_a_period_has_two_days(between: str) -> None:
    assert day("10/1/2018" + between + "9/30/2022").more == (OCTOBER, dt.date(2022, 9, 30))


@pytest.mark.parametrize(
    "text", ["2/30/2019", "13/13/2019", "Oct-18", "10/2018", "2018", "FY19", "soon 5", "99999", "1/1/2250"]
)
def test_what_is_not_a_day_is_not_read(text: str) -> None:
    found = day(text)
    assert (found.value, found.how) == (None, UNREAD)


@pytest.mark.parametrize("text", ["12/31/9999", "1899-12-30", "1/1/0001", "TBD"])
def test_a_placeholder_is_not_known(text: str) -> None:
    found = day(text)
    assert (found.value, found.how) == (None, UNKNOWN)


def test_a_column_tells_whether_its_days_come_first() -> None:
    assert days_first(["13/05/2024", "01/06/2024"])
    assert not days_first(["05/06/2024"])
    assert day("01/06/2024", True).value == dt.date(2024, 6, 1)
    assert day("01/06/2024").value == dt.date(2024, 1, 6)


@pytest.mark.parametrize("text", ["2019", "FY2019", "FY 19", "FFY2019", "'19", "2019.0", "fiscal year 2019"])
def test_one_year_in_every_form(text: str) -> None:
    assert year(text).value == 2019


@pytest.mark.parametrize("text", ["2019-2021", "2019, 2020", "19th", "1819"])
def test_what_is_not_one_year_is_not_read(text: str) -> None:
    assert year(text).how == UNREAD
