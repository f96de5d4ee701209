"""The log: who read or exported confidential items; who entered, corrected or disposed of what; items by number alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.office.models import AccessLog
from comity.web.office.view import seen_by
from comity.web.pages.ledger import Ledger, Line, Listing, send

PATH = "log/"
MAY = "oversee"
SHOWS_FACTS = False
MOST = 400
READ = (
    Column("when", "When"),
    Column("who", "Who"),
    Column("page", "Page"),
    Column("how", "How"),
    Column("items", "Confidential facts it may rest on", "count"),
)
DONE = (
    Column("when", "When"),
    Column("who", "Who"),
    Column("what", "What"),
    Column("table", "Table"),
    Column("fact", "Fact", "count"),
    Column("access", "Access"),
)


def view(request: Any) -> HttpResponse:
    """The log, latest first."""
    return send(request, rows)


def rows(asking: Asking) -> Ledger:
    """The page as rows. Of facts it has those that its reader may see."""
    access = AccessLog.objects.filter(matter=asking.matter)
    facts = seen_by(asking.rights, asking.matter)
    read = tuple(
        Line(
            {
                "when": _when(one.at), "who": str(one.user), "page": one.page,
                "how": "taken out" if one.taken_out else "read", "items": one.items,
            }
        )
        for one in access.select_related("user").order_by("-pk")[:MOST]
    )  # fmt: skip
    done = tuple(
        Line(
            {
                "when": _when(one.entered_at), "who": str(one.entered_by),
                "what": "took back" if one.retracted else "corrected" if one.supersedes else "entered",
                "table": one.table, "fact": one.pk, "access": one.access,
            }
        )
        for one in facts.select_related("entered_by").order_by("-pk")[:MOST]
    )  # fmt: skip
    n, out, entered = access.count(), access.filter(taken_out=True).count(), facts.count()
    answer = f"Confidential pages: read {n - out:,} times, taken out {out:,} times. Facts entered: {entered:,}."
    note = f"The latest {MOST}. `comity verify chain` walks all of them."
    return Ledger(
        "log",
        "Log",
        answer,
        (
            Listing("read", "Read and taken out", READ, read, "Nobody has read anything privileged or restricted here."),
            Listing(name="entered", title="Entered", columns=DONE, lines=done, empty="No fact was entered.", note=note if entered > MOST else ""),
        ),
    )  # fmt: skip


def _when(at: Any) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
