"""The library: every text of law, how far it was verified, and when it was last checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from comity.norms.nodes import Instrument
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping, serving
from comity.web.pages.sending import law_day, sent

PATH = "library/"
MOST = 150
COLUMNS = (
    Column("title", "Text"),
    Column("kind", "Kind"),
    Column("cites", "Cited"),
    Column("basis", "Rests on"),
    Column("checked", "Read on", "day"),
    Column("norms", "Norms", "count"),
    Column("acts", "Acts", "count"),
    Column("id", "Id"),
)
KINDS = {"case": "Lawsuit", "award terms": "Award terms"}
BASIS = {"source": "read in a source", "source and memory": "partly from memory", "memory": "from memory, not verified"}


@dataclass(frozen=True, slots=True)
class Row:
    """One text."""

    id: str
    title: str
    kind: str
    cites: tuple[str, ...]
    basis: str
    checked: dt.date
    norms: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The texts that fit; `kinds` with how many there are of each."""

    rows: tuple[Row, ...]
    all: int
    more: int
    law_day: dt.date
    kinds: tuple[tuple[str, int], ...]
    kind: str
    words: str
    unverified: int


def view(request: Any) -> HttpResponse:
    """The list."""
    asking: Asking = request.asking
    kind, words = request.GET.get("kind", ""), request.GET.get("words", "").strip()
    page: Any = SimpleLazyObject(lambda: rows(asking, kind, words))
    asked = request.GET.copy()
    asked.pop("as", None)
    return sent(request, lambda made: book(page, made)) or render(
        request,
        "library.html",
        {
            "page": page,
            "query": asked.urlencode(),
            "refused": serving().refused,
            "kept": (keeping().law_digest, asking.as_of, request.get_full_path()),
        },
    )


def rows(asking: Asking, kind: str = "", words: str = "") -> Page:
    """The page as rows."""
    law = keeping().law
    counted: dict[str, int] = {}
    for one in law.instruments.values():
        counted[one.kind] = counted.get(one.kind, 0) + 1
    wanted = words.lower().split()
    norms: dict[str, list[tuple[str, str]]] = {}
    acts: dict[str, list[tuple[str, str]]] = {}
    for norm in law.norms.values():
        norms.setdefault(norm.instrument, []).append((norm.id, norm.title))
    for act in law.norm_acts.values():
        if act.id not in law.norms:
            acts.setdefault(act.instrument, []).append((act.id, act.title))
    chosen = [
        one for one in law.instruments.values()
        if (not kind or one.kind == kind) and all(word in f"{one.title} {one.id} {' '.join(one.cites)}".lower() for word in wanted)
    ]  # fmt: skip
    chosen.sort(key=lambda one: (one.kind, one.title))
    made = tuple(_row(one, norms.get(one.id, ()), acts.get(one.id, ())) for one in chosen[:MOST])
    unverified = sum(1 for one in law.instruments.values() if one.basis != "source")
    return Page(
        rows=made,
        all=len(law.instruments),
        more=max(0, len(chosen) - MOST),
        law_day=law_day(),
        kinds=tuple(sorted(counted.items())),
        kind=kind,
        words=words,
        unverified=unverified,
    )


def book(page: Page, stamp: Stamp) -> Book:
    """The list as a table."""
    said: tuple[Cells, ...] = tuple(
        {
            "title": one.title, "kind": one.kind, "cites": one.cites, "basis": one.basis, "checked": one.checked,
            "norms": len(one.norms), "acts": len(one.acts), "id": one.id,
        }
        for one in page.rows
    )  # fmt: skip
    return Book(
        "library",
        "Library",
        stamp,
        (Table(name="texts", title="Texts", columns=COLUMNS, rows=said, note="", empty="No text fits."),),
    )


def _row(one: Instrument, norms: Any, acts: Any) -> Row:
    kind = KINDS.get(one.kind, one.kind.capitalize())
    return Row(
        id=one.id,
        title=one.title,
        kind=kind,
        cites=one.cites,
        basis=BASIS[one.basis],
        checked=one.checked,
        norms=tuple(norms),
        acts=tuple(acts),
    )
