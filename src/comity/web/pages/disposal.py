"""Disposal: which facts a retention rule releases, and which are gone; refused under a hold."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from comity.errors import Refused
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.office.disposal import dispose, held
from comity.web.office.models import Disposal
from comity.web.office.view import seen_by
from comity.web.pages.ledger import Ledger, Line, Listing, send

PATH = "disposal/"
MAY = "dispose"
TAKES = "dispose"
MOST = 500
KEPT = (
    Column("fact", "Fact", "count"),
    Column("table", "Table"),
    Column("says", "What it says"),
    Column("access", "Access"),
    Column("by", "Entered by"),
    Column("entered", "Entered", "day"),
)
GONE = (
    Column("fact", "Fact", "count"),
    Column("table", "Table"),
    Column("rule", "Rule"),
    Column("by", "Disposed of by"),
    Column("on", "On", "day"),
)


def view(request: Any) -> HttpResponse:
    """The facts, oldest first; those that are chosen are disposed of under a rule."""
    asking: Asking = request.asking
    hold = held(asking.matter)
    return send(request, rows, "ledger.html", _act, picking="disposal_pick.html", hold=hold)


def rows(asking: Asking) -> Ledger:
    """The page as rows: what may be seen and is still there, and what was disposed of."""
    facts = seen_by(asking.rights, asking.matter)
    there = facts.filter(said__isnull=False)
    kept = tuple(
        Line(
            {
                "fact": one.pk, "table": one.table, "says": _short(one.said.values), "access": one.access,
                "by": str(one.entered_by), "entered": one.entered_at.date(),
            },
            pick=str(one.pk),
        )
        for one in there.select_related("said", "entered_by").order_by("pk")[:MOST]
    )  # fmt: skip
    gone = tuple(
        Line(
            {
                "fact": one.fact_id, "table": one.fact.table, "rule": one.rule, "by": str(one.disposed_by),
                "on": one.disposed_at.date(),
            }
        )
        for one in Disposal.objects.filter(fact__in=facts).select_related("fact", "disposed_by").order_by("-pk")
    )  # fmt: skip
    count = there.count()
    note = f"The {MOST} oldest of {count:,}." if count > MOST else ""
    answer = f"Facts of matter {asking.matter.number}: {count:,} can be read, {len(gone):,} disposed of."
    if (hold := held(asking.matter)) is not None:
        answer += f" A hold of {hold.placed_at:%Y-%m-%d} stands: nothing is disposed of."
    return Ledger(
        "disposal",
        "Disposal",
        answer,
        (
            Listing(
                name="kept", title="What is there", columns=KEPT, lines=kept, empty="No fact was entered.", note=note
            ),
            Listing("gone", "What was disposed of", GONE, gone, "Nothing."),
        ),
    )


def _short(values: dict[str, Any]) -> str:
    text = "; ".join(f"{key} {value}" for key, value in values.items())
    return text if len(text) <= 160 else f"{text[:157]}..."


def _act(request: Any, asking: Asking) -> None:
    """Dispose of the chosen facts, all or none. Raises Refused."""
    wanted = [number for one in request.POST.getlist("pick") if (number := whole_number(one)) is not None]
    facts = list(seen_by(asking.rights, asking.matter).filter(pk__in=wanted).select_related("matter").order_by("pk"))
    if not facts or len(facts) != len(set(wanted)):
        raise Refused("no fact of this matter is chosen.", "Choose at least one line.")
    if request.POST.get("sure") != "yes":
        raise Refused("the erasure is not confirmed.", "Tick the box: it cannot be undone.")
    dispose(facts, request.POST.get("rule", "").strip()[:1000], request.user)
