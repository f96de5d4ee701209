"""Uploads: what was uploaded, by whom, when, and what came of it, each under a neutral number."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.keeping import keeping
from comity.web.office.models import Document
from comity.web.pages.ledger import Ledger, Line, Listing, send
from comity.web.pages.start import SHEETS

PATH = "uploads/"
MAY = "work"
MOST = 500
COLUMNS = (
    Column("document", "Document"),
    Column("kind", "Kind"),
    Column("size", "Bytes", "count"),
    Column("access", "Access"),
    Column("who", "Sent by"),
    Column("when", "Received", "day"),
    Column("used", "What came of it"),
    Column("seal", "Seal"),
)


def view(request: Any) -> HttpResponse:
    """The list."""
    return send(request, rows)


def rows(asking: Asking) -> Ledger:
    """The page as rows; what came of a document is counted among the facts that its reader may see."""
    named = Counter(str(one.values.get("source", "")) for one in keeping().view(asking.sees, asking.matter).rows)
    all_ = Document.objects.visible_to(asking.rights).filter(matter=asking.matter)
    lines = tuple(
        _line(one, named[f"document-{one.number}"])
        for one in all_.select_related("received_by").order_by("-number")[:MOST]
    )
    unused = sum(1 for one in lines if one.row["used"] == "nothing yet")
    answer = f"{len(lines):,} upload{'' if len(lines) == 1 else 's'}; nothing was recorded from {unused} yet."
    note = "A seal is a salted digest of the bytes as they came: it tells nothing of them, and shows that they are the same."
    listing = Listing(
        name="uploads",
        title="",
        columns=COLUMNS,
        lines=lines,
        empty="Nothing was sent to this matter.",
        note=note if lines else "",
    )
    return Ledger("uploads", "Uploads", answer, (listing,))


def _line(one: Document, facts: int) -> Line:
    return Line(
        {
            "document": str(one), "kind": one.kind, "size": one.size, "access": one.access, "who": str(one.received_by),
            "when": one.received_at.date(), "used": f"{facts:,} fact{'' if facts == 1 else 's'}" if facts else "nothing yet",
            "seal": one.seal[:16],
        },
        link=reverse("start_list" if one.kind in SHEETS else "document", args=[one.number]),
    )  # fmt: skip
