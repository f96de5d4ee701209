"""Published lists: which governments are on each on a day, since when, and for what published reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from comity.brief.english import item
from comity.norms.nodes import Law
from comity.proof.context import shown
from comity.proof.parties import covered
from comity.text import tree as t
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.pages.sending import sent

PATH = "lists/"
COLUMNS = (
    Column("list", "List"),
    Column("text", "Of"),
    Column("named", "Named"),
    Column("since", "Since", "day"),
    Column("until", "Until", "day"),
    Column("reason", "Reason published"),
)
NAMED = {True: "named", False: "not named", None: "cannot be told"}


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of a list."""

    words: str
    since: Any
    until: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One list: what it is of, whether the government is on it, its entries on the day."""

    id: str
    title: str
    ours: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The lists that fit, those that name the government first."""

    rows: tuple[Row, ...]
    named: int
    words: str


def view(request: Any) -> HttpResponse:
    """The lists."""
    asking: Asking = request.asking
    page = rows(asking, request.GET.get("words", "").strip())
    asked = request.GET.copy()
    asked.pop("as", None)
    said = {"page": page, "subject": shown(asking.subject), "query": asked.urlencode()}
    return sent(request, lambda made: book(page, made)) or render(request, "lists.html", said)


def rows(asking: Asking, words: str = "") -> Page:
    """The page as rows."""
    question = keeping().question(asking)
    law, ctx = question.law, question.context(asking.subject)
    wanted = words.lower().split()
    made: list[Row] = []
    for id, parties in law.lists.items():
        title = law.instruments[id.partition("/")[0]].title if id.partition("/")[0] in law.instruments else ""
        members = tuple(_members(parties, law, asking))
        text = f"{id} {title} {' '.join(one.words for one in members)}".lower()
        if all(word in text for word in wanted):
            made.append(Row(id, title, NAMED[covered(parties, ctx, "it is named").truth], members))
    made.sort(key=lambda one: (one.ours != NAMED[True], one.ours != NAMED[None], one.title, one.id))
    return Page(tuple(made), sum(1 for one in made if one.ours == NAMED[True]), words)


def book(page: Page, stamp: Stamp) -> Book:
    """Every entry of the lists as a table."""
    said: tuple[Cells, ...] = tuple(
        {
            "list": one.id,
            "text": one.title,
            "named": each.words,
            "since": each.since,
            "until": each.until,
            "reason": each.reason,
        }
        for one in page.rows
        for each in one.members
    )
    return Book(
        "lists",
        "Lists",
        stamp,
        (Table(name="lists", title="Lists", columns=COLUMNS, rows=said, note="", empty="No list fits."),),
    )


def _members(parties: t.PartySet, law: Law, asking: Asking) -> Iterator[Member]:
    """The entries that stand on the day; one that begins later or ended before is not of it."""
    for one in parties.items:
        inner = one.item if isinstance(one, t.Perhaps) else one
        since = inner.since if isinstance(inner, t.Named) else None
        until = inner.before if isinstance(inner, t.Named) else None
        if (since and since > asking.as_of) or (until and until <= asking.as_of):
            continue
        reason = one.because if isinstance(one, t.Perhaps) else ""
        yield Member(item(inner, law), since, until, reason or "no reason published")
