"""If an order or the day changes: which answers would change, and how many dollars depend on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from comity.answers.question import parse_day
from comity.brief.office_words import StatusWords, act_words, status_words
from comity.errors import Refused
from comity.kept.changes import Change, changes
from comity.kept.lines import CONDITION, shelf
from comity.kept.portfolio import Answered
from comity.norms.nodes import Law
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Row, Table
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.pages.sending import answers_for, sent

PATH = "position/change/"
HAPPENS = {
    "is stayed": "is stayed",
    "is reversed": "is reversed",
    "is expired": "expires",
    "is widened to everyone": "is widened to everyone",
    "is made final": "is made final",
}
COLUMNS = (
    Column("condition", "What it asks"),
    Column("before", "Before"),
    Column("after", "After"),
    Column("rests_on", "Then decided by"),
    Column("awards", "Awards", "count"),
    Column("dollars", "Dollars", "money"),
)


@dataclass(frozen=True, slots=True)
class Side:
    """An answer on one side of a change."""

    status: StatusWords | None
    by: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One condition whose answer changes."""

    title: str
    instrument: str
    before: Side
    after: Side
    ground_only: bool
    awards: int
    dollars: Decimal | None


@dataclass(frozen=True, slots=True)
class Page:
    """What changes; `words` say what is supposed, `dollars` are those of awards whose status changes."""

    words: str
    rows: tuple[Changed, ...]
    status_changes: int
    dollars: Decimal | None


def view(request: Any) -> HttpResponse:
    """The form, and what would change; while it is being worked out, that."""
    asking: Asking = request.asking
    answers = answers_for(request)
    asked = {name: request.GET.get(name, "").strip() for name in ("order", "happens", "day", "to", "say")}
    said: dict[str, Any] = {"subject": shown(asking.subject), "asked": asked, "happens": HAPPENS, "page": None}
    if answers is None:
        return render(request, "position_change.html", {**said, "waiting": True})
    said["orders"] = orders(answers)
    try:
        other, words = _other(asking, asked)
        then = answers_for(request, other) if other is not None else None
    except Refused as error:
        return render(request, "position_change.html", {**said, "refused": error})
    if other is None:
        return render(request, "position_change.html", said)
    if then is None:
        return render(request, "position_change.html", {**said, "waiting": True})
    page = rows(answers, then, words)
    return sent(request, lambda made: book(page, made)) or render(
        request, "position_change.html", {**said, "page": page, "query": request.GET.urlencode()}
    )


def rows(answers: Answers, then: Answers, words: str) -> Page:
    """What changes between two sheets of answers, conditions of awards alone."""
    law, after = answers.law, then.law
    found = [one for one in changes(answers.sheet.portfolio, then.sheet.portfolio) if shelf(one.norm, law) == CONDITION]
    real = [one for one in found if not one.ground_only]
    touched = {placed.award: placed.amount for one in real for placed in one.awards if not placed.sub}
    known = [amount for amount in touched.values() if amount is not None]
    return Page(
        words, tuple(_changed(one, law, after) for one in found), len(real), sum(known, Decimal(0)) if known else None
    )


def book(page: Page, stamp: Stamp) -> Book:
    """What changes, as a table."""
    said: tuple[Row, ...] = tuple(
        {
            "condition": one.title,
            "before": one.before.status.words if one.before.status else "",
            "after": one.after.status.words if one.after.status else "",
            "rests_on": one.after.by,
            "awards": one.awards,
            "dollars": one.dollars,
        }
        for one in page.rows
    )
    return Book(
        "change",
        page.words,
        stamp,
        (Table(name="changes", title="What changes", columns=COLUMNS, rows=said, note="", empty="Nothing changes."),),
    )


def orders(answers: Answers) -> Iterable[tuple[str, str]]:
    """The orders and notices that decide a condition of an award, as choices."""
    law = keeping().law
    faces = {id: one.act for id, one in answers.faces.items()}
    ids: set[str] = set()
    for line in answers.lines:
        if line.shelf == CONDITION:
            ids |= {one for one in (line.answer.ground, faces.get(line.id)) if one}
    found = [(id, act_words(id, law)) for id in ids if id in law.norm_acts and id not in law.norms]
    return sorted(found, key=lambda pair: pair[1])


def _other(asking: Asking, asked: dict[str, str]) -> tuple[Asking | None, str]:
    """The question on the other side, with its words; None where nothing is asked yet. Raises Refused."""
    if asked["to"]:
        day = parse_day(asked["to"])
        return replace(asking, as_of=day, known_at=max(day, asking.known_at)), f"On {day} rather than on {asking.as_of}"
    if asked["say"]:
        return replace(asking, suppose=asked["say"]), f"If {asked['say']}"
    if not asked["order"]:
        return None, ""
    if asked["happens"] not in HAPPENS:
        raise Refused(f"`{asked['happens']}` is not what can happen to an order.", "Choose what happens from the list.")
    day = parse_day(asked["day"]) if asked["day"] else asking.as_of
    law = keeping().law
    if asked["order"] not in law.norm_acts:
        raise Refused(f"no order is named `{asked['order']}`.", "Choose an order from the list.")
    words = f"If {act_words(asked['order'], law)} {HAPPENS[asked['happens']]} from {day}"
    return _on(replace(asking, suppose=f"{asked['order']} {asked['happens']} from {day}"), day), words


def _on(asking: Asking, day: dt.date) -> Asking:
    return replace(asking, as_of=max(asking.as_of, day), known_at=max(asking.known_at, day))


def _changed(change: Change, law: Law, after: Law) -> Changed:
    norm = law.norms[change.norm]
    return Changed(
        title=norm.title,
        instrument=law.instruments[norm.instrument].title,
        before=_side(change.before, law),
        after=_side(change.after, after),
        ground_only=change.ground_only,
        awards=len(change.awards),
        dollars=change.dollars,
    )


def _side(answer: Answered | None, law: Law) -> Side:
    if answer is None:
        return Side(None, "")
    by = act_words(answer.ground, law) if answer.ground else ""
    if answer.status == "undetermined" and answer.missing:
        by = f"missing: {answer.missing[0][1]}"
    return Side(status_words(answer.status, answer.state), by)
