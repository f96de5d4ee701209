"""The days on which offices are closed, and counting over them: business days, months, the next open day."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Mapping
from functools import cache

UNITS = ("days", "business days", "months", "years")

CLOSED_BY_ORDER: Mapping[dt.date, tuple[str, str]] = {
    dt.date(2001, 12, 24): ("Christmas Eve", "Executive Order 13238"),
    dt.date(2003, 12, 26): ("the day after Christmas", "Executive Order 13320"),
    dt.date(2004, 6, 11): ("National Day of Mourning for President Reagan", "Executive Order 13343"),
    dt.date(2007, 1, 2): ("National Day of Mourning for President Ford", "Executive Order 13421"),
    dt.date(2007, 12, 24): ("Christmas Eve", "Executive Order 13453"),
    dt.date(2008, 12, 26): ("the day after Christmas", "Executive Order 13482"),
    dt.date(2012, 12, 24): ("Christmas Eve", "Executive Order 13633"),
    dt.date(2014, 12, 26): ("the day after Christmas", "Executive Order 13682"),
    dt.date(2018, 12, 5): ("National Day of Mourning for President George H. W. Bush", "Executive Order 13852"),
    dt.date(2018, 12, 24): ("Christmas Eve", "Executive Order 13854"),
    dt.date(2019, 12, 24): ("Christmas Eve", "Executive Order 13900"),
    dt.date(2020, 12, 24): ("Christmas Eve", "Executive Order 13965"),
    dt.date(2024, 12, 24): ("Christmas Eve", "Executive Order 14129"),
    dt.date(2025, 1, 9): ("National Day of Mourning for President Carter", "Executive Order 14133"),
    dt.date(2025, 12, 24): ("Christmas Eve", "Executive Order 14371"),
    dt.date(2025, 12, 26): ("the day after Christmas", "Executive Order 14371"),
}
"""Whole days on which the President closed executive departments. Source: the orders as listed by the `holidays` package.

Half days are left out: offices were open on them.
"""


def closing(day: dt.date, state: str | None = None, by_order: bool = False) -> str | None:
    """Why offices are closed on a day; None when they are open.

    Args:
        day: the day.
        state: a state by its short name (`ma`) whose own holidays count as well.
        by_order: whether a day on which the President closed executive departments counts as closed.

    >>> closing(dt.date(2025, 4, 21)), closing(dt.date(2025, 4, 21), "ma")
    (None, "a holiday in MA (Patriots' Day)")
    >>> closing(dt.date(2025, 1, 9), by_order=True)
    'closed by Executive Order 14133 (National Day of Mourning for President Carter)'
    """
    if day.weekday() >= 5:
        return "a Saturday" if day.weekday() == 5 else "a Sunday"
    if name := _holidays(day.year).get(day):
        return f"a federal holiday ({name})"
    if state is not None and (name := _holidays(day.year, state).get(day)):
        return f"a holiday in {state.upper()} ({name})"
    if by_order and day in CLOSED_BY_ORDER:
        return "closed by {1} ({0})".format(*CLOSED_BY_ORDER[day])
    return None


def open_day(day: dt.date, closed: Callable[[dt.date], object] = closing, back: bool = False) -> dt.date:
    """The first open day after a day, or the last one before it.

    >>> open_day(dt.date(2025, 8, 15)).isoformat(), open_day(dt.date(2025, 8, 18), back=True).isoformat()
    ('2025-08-18', '2025-08-15')
    """
    step = dt.timedelta(days=-1 if back else 1)
    day += step
    while closed(day):
        day += step
    return day


def moved(day: dt.date, count: int, unit: str = "days", closed: Callable[[dt.date], object] = closing) -> dt.date:
    """A day moved by a number of days, business days, months or years; earlier if the number is negative.

    A month that has no such day ends on its last. Business days are those that are not `closed`: by default no
    Saturdays, Sundays and legal holidays (5 U.S.C. 6103).

    Raises:
        OverflowError: there is no such day in the calendar.

    >>> moved(dt.date(2025, 1, 31), 1, "months"), moved(dt.date(2025, 7, 3), 2, "business days")
    (datetime.date(2025, 2, 28), datetime.date(2025, 7, 8))
    """
    if unit == "days":
        return day + dt.timedelta(days=count)
    if unit == "business days":
        for _ in range(abs(count)):
            day = open_day(day, closed, count < 0)
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == "years" else 1), 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError("date value out of range")
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def _holidays(year: int, state: str | None = None) -> dict[dt.date, str]:
    """Legal holidays of a year from the `holidays` package: the federal ones (5 U.S.C. 6103), or a state's."""
    import holidays

    known = state.upper() if state is not None and state.upper() in holidays.US.subdivisions else None
    if state is not None and known is None:
        return {}
    return dict(holidays.US(years=year, subdiv=known))  # pyright: ignore[reportArgumentType, reportUnknownArgumentType]
