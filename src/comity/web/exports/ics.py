"""Deadlines as a calendar: neutral titles, stable ids, cancelled where a day was withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from icalendar import Alarm, Calendar, Event

from comity.web.exports.stamp import NOTICE, Stamp, receipt

TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Comity//Deadlines//EN"


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which something is due. `kind` is one of a few words that say nothing about the matter (`Answer due`).

    `id` is the same as long as it is the same thing, `number` what calendars show of it; `turn` counts how often the day
    was changed, and `withdrawn` says that nothing is due any more.
    """

    id: str
    kind: str
    number: str
    day: dt.date
    at: dt.datetime | None = None
    turn: int = 0
    withdrawn: bool = False
    warn_days: int = 7


def ics_of(due: Iterable[Due], stamp: Stamp, host: str, changed: dt.datetime) -> bytes:
    """A calendar. A day with an hour carries its zone; one without is an all-day event.

    Args:
        due: the days, as the page shows them.
        stamp: what they rest on.
        host: the application's host: ids are unique with it, and each event leads back to its page.
        changed: when the newest of what it rests on came in, in UTC; calendars ask for a time, and the clock would change the file.
    """
    rows = sorted(due, key=lambda one: (one.day, one.id))
    calendar: Any = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Comity {stamp.name}")
    calendar.add("x-comity-as-of", f"{stamp.as_of}, law read to {stamp.law_day}")
    answer = [(one.id, one.kind, one.number, one.at or one.day, one.turn, one.withdrawn) for one in rows]
    calendar.add("x-comity-receipt", receipt(stamp, answer).number)
    for one in rows:
        calendar.add_component(_event(one, stamp, host, changed))
    return bytes(calendar.to_ical())


def _event(one: Due, stamp: Stamp, host: str, changed: dt.datetime) -> Any:
    event: Any = Event()
    event.add("uid", f"{sha256(one.id.encode()).hexdigest()[:24]}@{host}")
    event.add("dtstamp", changed)
    event.add("sequence", one.turn)
    event.add("summary", f"{one.kind} {one.number}")
    if one.at is not None:
        event.add("dtstart", one.at)
    else:
        event.add("dtstart", one.day)
        event.add("dtend", one.day + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if one.withdrawn else "CONFIRMED")
    event.add("url", f"https://{host}/deadlines/{one.number}/")
    event.add("description", f"Law read to {stamp.law_day}. {NOTICE}")
    if not one.withdrawn:
        alarm: Any = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{one.kind} {one.number}")
        alarm.add("trigger", -dt.timedelta(days=one.warn_days))
        event.add_component(alarm)
    return event
