"""Receipts: the answers for which this office gave a receipt; an uploaded receipt is replayed in the background."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from comity.errors import Refused
from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.jobs.queue import ask, work
from comity.web.office.models import Receipt
from comity.web.office.receipts import digest_of, given_receipt
from comity.web.pages.ledger import Ledger, Line, Listing, send
from comity.web.people.models import Access

PATH = "receipts/"
SHOWS_FACTS = False
TAKES = "work"
MOST, LARGEST = 500, 20_000_000
COLUMNS = (
    Column("receipt", "Receipt"),
    Column("given", "Given", "day"),
    Column("fact", "Rests on facts up to number", "count"),
)


def view(request: Any) -> HttpResponse:
    """The list; a receipt that is sent is put on the list of jobs."""
    asking: Asking = request.asking
    return send(request, rows, "receipts.html", _act, may=asking.rights.may("work", asking.matter.pk))


def rows(asking: Asking) -> Ledger:
    """The page as rows."""
    found = Receipt.objects.filter(matter=asking.matter).order_by("-pk")
    lines = tuple(
        Line({"receipt": one.digest[:16], "given": one.given_at.date() if one.given_at else None, "fact": one.fact})
        for one in found[:MOST]
    )
    count = found.count()
    answer = f"Receipts given in matter {asking.matter.number}: {f'{count:,}' if count else 'none'}."
    empty = "Every export carries a receipt, and each page of answers gives it alone."
    return Ledger("receipts", "Receipts", answer, (Listing("receipts", "", COLUMNS, lines, empty),))


def _act(request: Any, asking: Asking) -> HttpResponse:
    """Have a receipt replayed, for one who may see all that its answer rested on. Raises Refused."""
    file = request.FILES.get("file")
    if file is None:
        raise Refused("no receipt was sent.", "Choose the file of a receipt, or the JSON of an export.")
    said = given_receipt(file.read(LARGEST))
    sees = said.get("sees")
    known = Receipt.objects.filter(digest=digest_of(said), matter=asking.matter).exists()
    if not known or not isinstance(sees, list):
        raise Refused("this matter gave no such receipt, or it was changed since.")
    if not set(sees) <= asking.sees:  # pyright: ignore[reportUnknownArgumentType] a receipt this office gave has texts
        raise Refused("the answer of this receipt rests on what you may not see.", "Ask one who may to replay it.")
    order = Access.values
    access = max((str(one) for one in sees), key=order.index)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] likewise
    ask("replay-receipt", asking.matter, request.user, access, receipt=json.dumps(said))
    work()
    return redirect("jobs")
