"""Documents: awards, letters and orders as files, under neutral numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.office.models import Document
from comity.web.pages.sending import sent
from comity.web.people.models import Access

PATH = "documents/"
COLUMNS = (
    Column("number", "Document", "count"),
    Column("kind", "Kind"),
    Column("size", "Bytes", "count"),
    Column("access", "Access"),
    Column("received", "Received"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One document; its name is read on its page alone."""

    number: int
    kind: str
    size: int
    access: str
    received: str
    is_list: bool


def view(request: Any) -> HttpResponse:
    """The list."""
    asking: Asking = request.asking
    found = rows(asking)
    said = {
        "rows": found,
        "subject": shown(asking.subject),
        "may": asking.rights.may("enter", asking.matter.pk),
        "access": Access.choices,
    }
    return sent(request, lambda made: book(found, made)) or render(request, "documents.html", said)


def rows(asking: Asking) -> tuple[Row, ...]:
    """The page as rows."""
    found = Document.objects.visible_to(asking.rights).filter(matter=asking.matter).order_by("-number")[:500]
    return tuple(
        Row(
            number=one.number,
            kind=one.kind,
            size=one.size,
            access=one.access,
            received=f"{one.received_at:%Y-%m-%d}",
            is_list=one.kind in ("csv", "xlsx", "xlsb", "xls", "ods"),
        )
        for one in found
    )


def book(found: tuple[Row, ...], stamp: Stamp) -> Book:
    """The list as a table."""
    said: tuple[Cells, ...] = tuple(
        {"number": one.number, "kind": one.kind, "size": one.size, "access": one.access, "received": one.received}
        for one in found
    )
    return Book(
        "documents",
        "Documents",
        stamp,
        (
            Table(
                name="documents", title="Documents", columns=COLUMNS, rows=said, note="", empty="No document is kept."
            ),
        ),
    )
