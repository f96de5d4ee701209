"""The awards on record, each with how many conditions are in force, barred or cannot be told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from heapq import nsmallest
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from comity.kept.lines import CONDITION, Line, shelf
from comity.norms.names.governments import government
from comity.norms.names.programs import program
from comity.proof.context import shown
from comity.record.nodes import Award
from comity.record.unpaid import unpaid_of
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.pages.sending import answers_for, sent, words_of

PATH = "awards/"
MOST = 200
COLUMNS = (
    Column("award", "Award"),
    Column("agency", "Agency"),
    Column("program", "Listing"),
    Column("stage", "Stage"),
    Column("accepted", "Accepted", "day"),
    Column("amount", "Amount", "money"),
    Column("unpaid", "Unpaid", "money"),
    Column("barred", "Barred", "count"),
    Column("barred_seen", "Barred when last seen", "count"),
    Column("in_force", "In force", "count"),
    Column("unknown", "Cannot be told", "count"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One award."""

    number: str
    agency: str
    program: str
    title: str
    stage: str
    accepted: dt.date | None
    accept_by: dt.date | None
    amount: Decimal | None
    unpaid: Decimal | None
    prime: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """The awards that fit the words asked for; `more` are not shown."""

    rows: tuple[Row, ...]
    all: int
    more: int
    words: str


def view(request: Any) -> HttpResponse:
    """The list."""
    asking: Asking = request.asking
    answers = answers_for(request)
    words = request.GET.get("words", "").strip()
    page = keeping().read_off(asking, (PATH, answers is None, words), lambda: rows(asking, answers, words))
    asked = request.GET.copy()
    asked.pop("as", None)
    said = {"page": page, "subject": shown(asking.subject), "waiting": answers is None, "query": asked.urlencode()}
    said["kept"] = words_of(request, answers is None)
    return sent(request, lambda made: book(page, made)) or render(request, "awards.html", said)


def rows(asking: Asking, answers: Answers | None, words: str = "") -> Page:
    """The page as rows."""
    awards = (keeping().question(asking).facts.awards if answers is None else answers.awards).values()
    counted = counts(answers) if answers is not None else {}
    wanted = words.lower().split()
    chosen = [one for one in awards if _fits(one, wanted)] if wanted else list(awards)
    first = nsmallest(MOST, chosen, key=lambda one: (-(unpaid_of(one) or 0), one.id))
    made = tuple(_row(one, counted.get(one.id, {})) for one in first)
    return Page(made, len(awards), max(0, len(chosen) - MOST), words)


def _fits(award: Award, wanted: Iterable[str]) -> bool:
    """Whether every word stands in what the list shows of an award."""
    one = _row(award, {})
    said = f"{one.number} {one.agency} {one.program} {one.title}".lower()
    return all(word in said for word in wanted)


def counts(answers: Answers) -> dict[str, dict[str, int]]:
    """Of each award how many conditions fall under each count."""
    law, found = keeping().law, answers.sheet.portfolio
    of: dict[int, dict[str, int]] = {}
    for situation in found.situations:
        those = (found.answers[at] for at in situation.answers)
        groups = (Line(one, CONDITION, ()).group for one in those if shelf(one.norm, law) == CONDITION)
        of[situation.number] = dict(Counter(groups))
    return {one: of[situation] for one, situation in found.situation_of.items()}


def book(page: Page, stamp: Stamp) -> Book:
    """The list as a table."""
    said: tuple[Cells, ...] = tuple(
        {
            "award": one.number, "agency": one.agency, "program": one.program, "stage": one.stage, "accepted": one.accepted,
            "amount": one.amount, "unpaid": one.unpaid,
            **{group: one.counts.get(group, 0) for group in ("barred", "barred_seen", "in_force", "unknown")},
        }
        for one in page.rows
    )  # fmt: skip
    return Book(
        "awards",
        "Awards",
        stamp,
        (Table(name="awards", title="Awards", columns=COLUMNS, rows=said, note="", empty="No award is on record."),),
    )


def _row(award: Award, counted: dict[str, int]) -> Row:
    listing = program(award.program) if award.program else None
    agency = government(award.agency) if award.agency else None
    return Row(
        number=award.id,
        agency=agency.name if agency else award.agency or "",
        program=award.program or "",
        title=listing.title if listing else "",
        stage=award.stage or "",
        accepted=award.accepted,
        accept_by=award.accept_by,
        amount=award.amount,
        unpaid=unpaid_of(award),
        prime=award.prime or "",
        counts=counted,
    )
