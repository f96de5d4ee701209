"""Exported memos, and which of them counsel has reviewed; the mark lasts while the memo would say the same."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from comity.errors import Refused
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.office.memos import review
from comity.web.office.models import MemoGiven
from comity.web.pages.ledger import Ledger, Line, Listing, Press, send

PATH = "memos/"
TAKES = "review"
MOST = 300
COLUMNS = (
    Column("title", "Memo"),
    Column("audience", "For whom"),
    Column("as_of", "As of", "day"),
    Column("number", "Receipt"),
    Column("given", "First given", "day"),
    Column("reviewed", "Reviewed by counsel"),
)


def view(request: Any) -> HttpResponse:
    """The list; counsel marks one as reviewed."""
    return send(request, rows, "memos.html", _act)


def rows(asking: Asking) -> Ledger:
    """The page as rows."""
    may = asking.rights.may("review", asking.matter.pk)
    found = MemoGiven.objects.visible_to(asking.rights).filter(matter=asking.matter).select_related("reviewed_by")
    lines = tuple(_line(one, may) for one in found.order_by("-pk")[:MOST])
    open_ = sum(1 for one in lines if not one.row["reviewed"])
    answer = f"Memos given in matter {asking.matter.number}: {len(lines) or 'none'}; not reviewed by counsel: {open_ or 'none'}."
    empty = "None yet. Position and each of its lines give memos under Export."
    return Ledger("memos", "Memos", answer, (Listing("memos", "", COLUMNS, lines, empty),))


def _line(one: MemoGiven, may: bool) -> Line:
    return Line(
        {
            "title": one.title, "audience": one.audience, "as_of": one.as_of, "number": one.number,
            "given": one.given_at.date(), "reviewed": f"{one.reviewed_by}, {one.reviewed_on}" if one.reviewed_by else "",
        },
        press=Press("I reviewed it", "review", str(one.pk)) if may and one.reviewed_by is None else None,
    )  # fmt: skip


def _act(request: Any, asking: Asking) -> None:
    """Mark a memo as reviewed. Raises Refused."""
    number = request.POST.get("value", "")
    found = MemoGiven.objects.visible_to(asking.rights).filter(matter=asking.matter, pk=whole_number(number) or 0)
    memo = found.first()
    if memo is None:
        raise Refused("there is no such memo in this matter.")
    review(memo, request.user)
