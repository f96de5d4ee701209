"""Dates of the law, exact or as ranges, and how they move by days."""

from __future__ import annotations

import datetime as dt

from comity.text import tree as t


def shifted(spec: t.DateSpec, days: int) -> t.DateSpec:
    """A date some days later, as far as it is known.

    >>> shifted(t.Between(dt.date(2019, 7, 1), dt.date(2019, 7, 9)), 14).last
    datetime.date(2019, 7, 23)
    """
    by = dt.timedelta(days=days)
    match spec:
        case t.Day(day):
            return t.Day(day + by)
        case t.Between(first, last):
            return t.Between(first + by, last + by)
        case t.After(day):
            return t.After(day + by)
        case t.Before(day):
            return t.Before(day + by)
        case _:
            return t.Unknown()


def no_sooner(spec: t.DateSpec, days: int) -> t.DateSpec:
    """An unknown date that is more than a number of days after another.

    >>> no_sooner(t.Day(dt.date(2025, 5, 7)), 14)
    After(day=datetime.date(2025, 5, 21))
    """
    match shifted(spec, days):
        case t.Day(day) | t.After(day) | t.Between(day, _):
            return t.After(day)
        case _:
            return t.Unknown()
