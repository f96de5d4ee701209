"""Dates and names as a law file writes them: exact, in a range, counted from an act, or read from an award."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import TypeAlias

from comity.frozen import frozen
from comity.text.faults import Place

NOWHERE = Place("", 0)


@frozen
class Name:
    """A name as written (`jag-fy2017/notice`, `chicago-il`, `ca3`) and its place."""

    text: str
    place: Place = field(default=NOWHERE, compare=False)


@frozen
class Day:
    """An exact date; `hour` (`17:00`, in the court's own time) puts what was done on one day in order."""

    day: dt.date
    hour: str | None = None


@frozen
class Between:
    """A date known only to lie in a range, both ends included."""

    first: dt.date
    last: dt.date


@frozen
class After:
    """A date known only to be later than a day."""

    day: dt.date


@frozen
class Before:
    """A date known only to be earlier than a day."""

    day: dt.date


@frozen
class Unknown:
    """A date that is not known at all."""


@frozen
class Start:
    """`from the start`: reaches back to the first day of what it acts on, once it has been decided."""


@frozen
class Revoked:
    """`until revoked`: no end of its own; ends when a later act says so."""


@frozen
class Presumed:
    """`mandate presumed`: computed under Fed. R. App. P. 40-41 from the day of the opinion."""


@frozen
class Attribute:
    """A date read from the award, the demand or the party, plus a number of days (`60 days after award.offered`)."""

    path: str
    days: int = 0
    place: Place = field(default=NOWHERE, compare=False)


@frozen
class Since:
    """A day counted from an act on norms, or from the day that answers a question: `14 days after tro`, `bond-posted`.

    `unit` is `days`, `business days`, `months` or `years`. `about` is the act that a question `of order` is asked of.
    """

    name: Name
    count: int = 0
    unit: str = "days"
    before: bool = False
    about: str | None = field(default=None, compare=False)


DateSpec: TypeAlias = Day | Between | After | Before | Unknown | Start | Revoked | Presumed | Attribute | Since
