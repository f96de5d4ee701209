"""Orders: acts of courts and agencies on conditions, those first that decide an answer about our awards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from comity.answers.standing import spans, standing
from comity.brief.office_words import act_words
from comity.kept.lines import CONDITION, Line
from comity.norms.nodes import Law, NormAct
from comity.proof.context import shown
from comity.proof.seen import limit, past_limit
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.pages.money import Unpaid, unpaid
from comity.web.pages.sending import answers_for, sent, words_of

PATH = "orders/"
KINDS = {"order": "Order", "holding": "Holding", "notice": "Notice"}
COLUMNS = (
    Column("order", "Order"),
    Column("kind", "Kind"),
    Column("decided", "Decided"),
    Column("stands", "Stands"),
    Column("conditions", "Our conditions", "count"),
    Column("awards", "Our awards", "count"),
    Column("dollars", "Unpaid", "money"),
    Column("seen", "Seen", "day"),
    Column("id", "Id"),
)
MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One act: how it stands, when it was last seen, what of ours it decides."""

    id: str
    title: str
    kind: str
    decided: str
    stands: str
    seen: dt.date | None
    days: int | None
    limit: int | None
    late: bool
    conditions: int
    awards: int
    dollars: Decimal | None


@dataclass(frozen=True, slots=True)
class Page:
    """The acts that the choice leaves; `ours` of them decide, `late` of these were last seen longer ago than their limit."""

    rows: tuple[Row, ...]
    ours: int
    late: int
    more: int
    show: str
    words: str


def view(request: Any) -> HttpResponse:
    """The list; before the answers are there, without what it decides for us."""
    asking: Asking = request.asking
    answers = answers_for(request)
    show, words = request.GET.get("show", ""), request.GET.get("words", "").strip()
    page = keeping().read_off(asking, (PATH, answers is None, show, words), lambda: rows(asking, answers, show, words))
    asked = request.GET.copy()
    asked.pop("as", None)
    said = {"page": page, "subject": shown(asking.subject), "waiting": answers is None, "query": asked.urlencode()}
    said["kept"] = words_of(request, answers is None)
    return sent(request, lambda made: book(page, made)) or render(request, "orders.html", said)


def rows(asking: Asking, answers: Answers | None, show: str = "", words: str = "") -> Page:
    """The page as rows."""
    law = keeping().question(asking).law
    ours = deciding(answers) if answers is not None else {}
    money = unpaid(answers) if answers is not None else None
    acts = [
        act
        for id, act in law.norm_acts.items()
        if id in keeping().law.norm_acts and id not in law.norms and act.kind in KINDS
    ]
    known = [act for act in acts if first_day(act.id, law) <= asking.known_at]
    made = [_row(act, asking, ours.get(act.id, ()), law, money) for act in known]
    late = sum(1 for one in made if one.late and one.awards)
    chosen = [one for one in made if _fits(one, show, words)]
    chosen.sort(key=lambda one: (not one.awards, not one.late, -(one.dollars or 0), one.title))
    return Page(
        rows=tuple(chosen[:MOST]),
        ours=sum(1 for one in made if one.awards),
        late=late,
        more=max(0, len(chosen) - MOST),
        show=show,
        words=words,
    )


def deciding(answers: Answers) -> dict[str, list[Line]]:
    """The lines of conditions that each act decides, or would if they are in the award."""
    faces = {id: face.act for id, face in answers.faces.items()}
    found: dict[str, list[Line]] = {}
    for line in answers.lines:
        act = line.answer.ground or faces.get(line.id)
        if line.shelf == CONDITION and act:
            found.setdefault(act, []).append(line)
    return found


def first_day(id: str, law: Law) -> dt.date:
    """The first day on which an act may have begun."""
    return min(span.start.first for span in spans(id, law))


def book(page: Page, stamp: Stamp) -> Book:
    """The list as a table."""
    said: tuple[Cells, ...] = tuple(
        {
            "order": one.title, "kind": one.kind, "decided": one.decided, "stands": one.stands, "conditions": one.conditions,
            "awards": one.awards, "dollars": one.dollars, "seen": one.seen, "id": one.id,
        }
        for one in page.rows
    )  # fmt: skip
    return Book(
        "orders",
        "Orders",
        stamp,
        (Table(name="orders", title="Orders", columns=COLUMNS, rows=said, note="", empty="No order fits."),),
    )


def _fits(row: Row, show: str, words: str) -> bool:
    if show == "late" and not (row.late and row.awards):
        return False
    if show == "ours" and not row.awards:
        return False
    return all(word in f"{row.title} {row.id}".lower() for word in words.lower().split())


def _row(act: NormAct, asking: Asking, found: Iterable[Line], law: Law, money: Unpaid | None) -> Row:
    those = tuple(line for line in found if line.answer.status != "undetermined")
    stands, by = standing(act.id, law, asking.as_of)
    seen = act.last_seen.day if act.last_seen else None
    inside = {one.number for line in those for one in line.situations}
    return Row(
        id=act.id,
        title=act_words(act.id, law),
        kind=KINDS[act.kind],
        decided=first_day(act.id, law).isoformat(),
        stands=f"{stands} by {act_words(by, law)}" if by else stands,
        seen=seen,
        days=(asking.as_of - seen).days if seen and asking.as_of > seen else None,
        limit=limit(act),
        late=past_limit(act, asking.as_of),
        conditions=len({line.answer.norm for line in those}),
        awards=sum(one.awards for line in _once(those) for one in line),
        dollars=money.of(inside) if money and inside else None,
    )


def _once(found: Iterable[Line]) -> Iterable[Iterable[Any]]:
    """The situations of some lines, each once."""
    return [list({one.number: one for line in found for one in line.situations}.values())]
