"""Deadlines: what is due when, and under which rule: letters, acceptances, drawdowns, orders that end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from comity.answers.demands import FORCE
from comity.proof.context import shown
from comity.record.calendar import closing, open_day
from comity.web.asking import Asking
from comity.web.exports import ics
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.office.models import Meeting
from comity.web.office.view import seen_by
from comity.web.pages.sending import as_file, sent, stamp

PATH = "deadlines/"
COLUMNS = (
    Column("day", "Day", "day"),
    Column("kind", "What"),
    Column("title", "About"),
    Column("rule", "Rule"),
    Column("state", "State"),
    Column("latest", "Latest meeting before it"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One day that something is due; `steps` say how it was counted, `latest` the latest meeting of the council before it."""

    id: str
    kind: str
    title: str
    day: dt.date
    rule: str
    steps: tuple[str, ...]
    state: str
    days: int
    link: str
    done: bool = False
    latest: str = ""

    @property
    def past(self) -> bool:
        """Whether the day has gone by."""
        return self.days < 0


@dataclass(frozen=True, slots=True)
class Page:
    """The days still to come, with what is past and open."""

    rows: tuple[Row, ...]
    soon: int
    undated: tuple[str, ...]


def view(request: Any) -> HttpResponse:
    """The list, or the same as a calendar."""
    asking: Asking = request.asking
    page = rows(asking)
    if request.GET.get("as") == "ics":
        made = stamp(request)
        return as_file(calendar(page, made, asking, request.get_host()), ics.TYPE, made.file_name("deadlines", "ics"))
    said = {"page": page, "subject": shown(asking.subject)}
    return sent(request, lambda made: book(page, made)) or render(request, "deadlines.html", said)


def rows(asking: Asking) -> Page:
    """The page as rows."""
    found = keeping().read_off(asking, PATH, lambda: _live(asking))
    meetings = list(Meeting.objects.filter(matter=asking.matter, day__gte=asking.as_of).order_by("day"))
    live = tuple(replace(one, latest=_latest(one.day, meetings, asking.as_of)) for one in found)
    soon = sum(1 for one in live if 0 <= one.days <= 14)
    undated = tuple(
        one.demand.title
        for one in keeping().demands(asking)
        if (one.due is None or one.due.day is None) and one.state != "answered"
    )
    return Page(live, soon, undated)


def _latest(day: dt.date, meetings: Sequence[Meeting], as_of: dt.date) -> str:
    """The latest meeting by a day whose agenda is still open; nothing where no calendar of meetings is kept or the day is past."""
    if not meetings or day < as_of:
        return ""
    fits = [one for one in meetings if one.day <= day and one.closes >= as_of]
    return f"{fits[-1].day}, agenda closes {fits[-1].closes}" if fits else "none before it with an open agenda"


def book(page: Page, made: Stamp) -> Book:
    """The list as a table."""
    said: tuple[Cells, ...] = tuple(
        {
            "day": one.day,
            "kind": one.kind,
            "title": one.title,
            "rule": one.rule,
            "state": one.state,
            "latest": one.latest,
        }
        for one in page.rows
    )
    return Book(
        "deadlines",
        "Deadlines",
        made,
        (Table(name="deadlines", title="Deadlines", columns=COLUMNS, rows=said, note="", empty="Nothing is due."),),
    )


def calendar(page: Page, made: Stamp, asking: Asking, host: str) -> bytes:
    """The list as a calendar, which says by its titles neither whom nor what it is about."""
    last = seen_by(asking.rights, asking.matter).order_by("-entered_at").values_list("entered_at", flat=True).first()
    number = f"M{asking.matter.number}"
    due = [
        ics.Due(f"{number}/{one.id}", one.kind, f"{number}-{at}", one.day) for at, one in enumerate(page.rows, 1)
    ]  # fmt: skip
    return ics.ics_of(due, made, host, (last or asking.matter.opened).astimezone(dt.UTC))


def _live(asking: Asking) -> tuple[Row, ...]:
    """What is not done, in the order of its days."""
    found = (one for one in (*_letters(asking), *_awards(asking)) if not one.done)
    return tuple(sorted(found, key=lambda one: (one.day, one.id)))


def _letters(asking: Asking) -> Iterator[Row]:
    for one in keeping().demands(asking):
        if one.due is None or one.due.day is None:
            continue
        force = FORCE.get(one.demand.force or "", "legal force not decided")
        yield Row(
            id=f"letter/{one.demand.id}",
            kind="Answer due",
            title=one.demand.title,
            day=one.due.day,
            rule=one.due.rule,
            steps=(*one.due.explained, f"It is {force}."),
            state=one.state,
            days=(one.due.day - asking.as_of).days,
            link=f"/letter/{one.demand.id}/",
            done=one.state == "answered" or (one.due.day - asking.as_of).days < -365,
        )


def _awards(asking: Asking) -> Iterator[Row]:
    for one in keeping().question(asking).facts.awards.values():
        if one.accept_by is not None:
            days = (one.accept_by - asking.as_of).days
            taken = one.accepted is not None and one.accepted <= asking.as_of
            yield Row(
                id=f"accept/{one.id}",
                kind="Accept by",
                title=f"Award {one.id}",
                day=one.accept_by,
                rule="the day the offer states",
                steps=_closed(one.accept_by),
                state="accepted" if taken else "open" if days >= 0 else "past; no acceptance on record",
                days=days,
                link=f"/award/{one.id}/",
                done=taken or days < -365,
            )
        if one.next_drawdown is not None and one.next_drawdown >= asking.as_of:
            days = (one.next_drawdown - asking.as_of).days
            yield Row(
                id=f"draw/{one.id}",
                kind="Next drawdown",
                title=f"Award {one.id}",
                day=one.next_drawdown,
                rule="the day on record",
                steps=_closed(one.next_drawdown),
                state="to come",
                days=days,
                link=f"/award/{one.id}/",
            )


def _closed(day: dt.date) -> tuple[str, ...]:
    why = closing(day)
    if why is None:
        return (f"{day:%A}, {day.day} {day:%B %Y}, is a business day.",)
    return (f"{day:%A}, {day.day} {day:%B %Y}, is {why}; the next open day is {open_day(day)}. No rule moves it.",)
