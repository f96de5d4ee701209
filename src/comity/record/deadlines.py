"""Due days: computed by a named rule from a named trigger, with every step shown.

Source: Fed. R. Civ. P. 6(a)(1), (6): days are calendar days, the day of the event is left out, a last day that is a
Saturday, a Sunday or a legal holiday runs on to the next day that is none of these. A day that a demand itself states
is left as stated, and only said to be a day on which offices are closed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Due:
    """A due day, the rule in a sentence, and the steps from trigger to day."""

    day: dt.date
    rule: str
    steps: tuple[str, ...]


def stated(day: dt.date, president_closings: bool = False) -> Due:
    """The due day a demand states: it stands as stated; if offices are closed on it, the next open day is named.

    >>> stated(dt.date(2018, 2, 23)).steps
    ('Friday, February 23, 2018, is a business day.',)
    """
    closed = closing(day, president_closings)
    if closed is None:
        return Due(day, "the day the demand states", (f"{_long(day)}, is a business day.",))
    following = next_open(day, president_closings)
    steps = (
        f"{_long(day)}, is {closed}.",
        f"The demand names the day itself; no rule moves it. The next open day is {_long(following)}.",
    )
    return Due(day, "the day the demand states", steps)


def counted(trigger: dt.date, days: int, business: bool = False, president_closings: bool = False) -> Due:
    """A due day counted from a trigger, in calendar days that roll over (Fed. R. Civ. P. 6(a)), or in business days.

    `president_closings` counts days on which the President closed federal offices as legal holidays; whether they are
    is disputed, so the rule says which way it was counted. Raises ValueError for fewer than 1 day.

    >>> counted(dt.date(2018, 1, 24), 30).day
    datetime.date(2018, 2, 23)
    >>> counted(dt.date(2018, 11, 21), 14, president_closings=True).day
    datetime.date(2018, 12, 6)
    """
    if days < 1:
        raise ValueError(f"a period has at least one day, not {days}")
    category = (
        "legal holidays with days closed by the President" if president_closings else "legal holidays (5 U.S.C. 6103)"
    )
    steps = [f"{_long(trigger)}: the day of the event is left out."]
    if business:
        day = trigger
        for _ in range(days):
            day = next_open(day, president_closings)
        steps.append(f"{days} business days lead to {_long(day)}; Saturdays, Sundays and {category} are not counted.")
        return Due(day, f"{days} business days", tuple(steps))
    day = trigger + dt.timedelta(days=days)
    steps.append(f"{days} calendar days lead to {_long(day)}.")
    while (closed := closing(day, president_closings)) is not None:
        after = day + dt.timedelta(days=1)
        steps.append(f"That is {closed}; it runs on to {_long(after)}.")
        day = after
    return Due(
        day,
        f"{days} calendar days, rolling over Saturdays, Sundays and {category} (Fed. R. Civ. P. 6(a))",
        tuple(steps),
    )


def next_open(day: dt.date, president_closings: bool = False) -> dt.date:
    """The next day that is no Saturday, Sunday or holiday."""
    day += dt.timedelta(days=1)
    while closing(day, president_closings) is not None:
        day += dt.timedelta(days=1)
    return day


def closing(day: dt.date, president_closings: bool = False) -> str | None:
    """Why federal offices are closed on a day: its weekday or holiday; None when they are open."""
    if day.weekday() >= 5:
        return "a Saturday" if day.weekday() == 5 else "a Sunday"
    name = _holidays(day.year, president_closings).get(day)
    return f"a federal holiday ({name})" if name else None


@cache
def _holidays(year: int, president_closings: bool) -> dict[dt.date, str]:
    """Federal holidays of a year from the `holidays` package: category `public` (5 U.S.C. 6103), and `government` for closings."""
    import holidays

    categories = ("public", "government") if president_closings else ("public",)
    return dict(holidays.US(years=year, categories=categories))  # pyright: ignore[reportArgumentType, reportUnknownArgumentType]


def _long(day: dt.date) -> str:
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"
