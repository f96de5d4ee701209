"""Holds: while a matter is under one, nothing of it is disposed of; who placed and lifted each."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from comity.errors import Refused
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.office.disposal import lift_hold, place_hold
from comity.web.office.models import Hold
from comity.web.pages.ledger import Ledger, Line, Listing, Press, send

PATH = "holds/"
MAY = "oversee"
SHOWS_FACTS = False
TAKES = "hold"
COLUMNS = (
    Column("placed", "Placed", "day"),
    Column("by", "By"),
    Column("reason", "Why"),
    Column("lifted", "Lifted", "day"),
    Column("lifter", "Lifted by"),
)


def view(request: Any) -> HttpResponse:
    """The list; counsel places a hold, and lifts one."""
    asking: Asking = request.asking
    return send(request, rows, "holds.html", _act, may=asking.rights.may("hold", asking.matter.pk))


def rows(asking: Asking) -> Ledger:
    """The page as rows."""
    may = asking.rights.may("hold", asking.matter.pk)
    found = Hold.objects.filter(matter=asking.matter).select_related("placed_by", "lifted_by").order_by("-pk")
    lines = tuple(_line(one, may) for one in found)
    stand = sum(1 for one in lines if one.row["lifted"] is None)
    answer = (
        f"{stand} hold{'' if stand == 1 else 's'} over matter {asking.matter.number}: nothing of it is disposed of."
        if stand
        else f"No hold stands over matter {asking.matter.number}."
    )
    return Ledger("holds", "Holds", answer, (Listing("holds", "", COLUMNS, lines, "None was ever placed."),))


def _line(one: Hold, may: bool) -> Line:
    return Line(
        {
            "placed": one.placed_at.date(), "by": str(one.placed_by), "reason": one.reason,
            "lifted": one.lifted_at.date() if one.lifted_at else None, "lifter": str(one.lifted_by or ""),
        },
        press=Press("Lift", "lift", str(one.pk)) if may and one.lifted_at is None else None,
    )  # fmt: skip


def _act(request: Any, asking: Asking) -> None:
    """Place a hold or lift one. Raises Refused."""
    if request.POST.get("what") == "lift":
        number = request.POST.get("value", "")
        one = Hold.objects.filter(matter=asking.matter, pk=whole_number(number) or 0).first()
        if one is None:
            raise Refused("there is no such hold over this matter.")
        lift_hold(one, request.user)
        return
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise Refused("no reason is given.", "Name the lawsuit, letter or request by its number.")
    place_hold(asking.matter, reason[:1000], request.user)
