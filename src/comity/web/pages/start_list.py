"""An uploaded award list: how it was understood, what is in doubt; once taken, its awards are on record."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from comity.brief.office_words import money
from comity.errors import ComityError
from comity.intake.sheets.nodes import ColumnReading, Doubt, RowReading, SheetPart
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.office.award_list import change, reading
from comity.web.office.facts import enter
from comity.web.office.models import Document

PATH = "start/list/<int:number>/"
TAKES = "enter"
MOST = 12


@dataclass(frozen=True, slots=True)
class Page:
    """What was understood; `answer` is the first line."""

    answer: str
    columns: tuple[ColumnReading, ...]
    unread: tuple[ColumnReading, ...]
    doubts: tuple[Doubt, ...]
    rows: tuple[RowReading, ...]
    more: int
    parts: tuple[SheetPart, ...]
    notes: tuple[str, ...]
    awards: int


def view(request: Any, number: int) -> HttpResponse:
    """The reading; what is sent back takes the awards."""
    asking: Asking = request.asking
    document = Document.objects.visible_to(asking.rights).filter(number=number, matter=asking.matter).first()
    if document is None:
        raise Http404
    said: dict[str, Any] = {
        "number": number,
        "subject": shown(asking.subject),
        "may": asking.rights.may("enter", asking.matter.pk),
    }
    try:
        if request.method == "POST":
            found = change(document, asking.subject, keeping().seen(asking))
            enter(found.entries, asking.matter, request.user)
            messages.success(
                request,
                f"{found.new} awards are new, {found.changed} changed, {found.gone} left the list, {found.same} are as they were.",
            )
            return redirect("position")
        said["page"] = rows(document, asking)
    except ComityError as error:
        return render(request, "start_list.html", {**said, "refused": error}, status=400)
    return render(request, "start_list.html", said)


def rows(document: Document, asking: Asking) -> Page:
    """The page as rows. Raises Faults, Refused."""
    found = reading(document, asking.subject).reading
    totals = found.totals
    dollars = (
        money(totals.low) if totals.low == totals.high else f"between {money(totals.low)} and {money(totals.high)}"
    )
    answer = f"{totals.awards} award{'s' if totals.awards != 1 else ''}, {dollars}"
    if totals.agrees:
        answer += ", equals the list's own total"
    elif totals.stated is not None:
        answer += f"; the list's own total is {_exact(totals.stated)} ({totals.stated_row})"
    if found.doubts:
        answer += f"; {len(found.doubts)} doubt{'s' if len(found.doubts) != 1 else ''}"
    return Page(
        answer=answer + ".",
        columns=tuple(one for one in found.columns if one.field),
        unread=tuple(one for one in found.columns if not one.field),
        doubts=found.doubts,
        rows=found.rows[:MOST],
        more=max(0, len(found.rows) - MOST),
        parts=found.parts,
        notes=found.notes,
        awards=totals.awards,
    )


def _exact(value: Decimal) -> str:
    return f"${value:,.2f}"
