"""The council's calendar: its meetings and when each agenda closes, from which deadlines show the last possible meeting."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse

from comity.answers.question import parse_day
from comity.errors import Refused
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.office.models import Meeting
from comity.web.pages.ledger import Ledger, Line, Listing, Press, send

PATH = "council/"
SHOWS_FACTS = False
TAKES = "enter"
MOST_LEAD, MOST = 120, 200
COLUMNS = (
    Column("day", "Meeting", "day"),
    Column("closes", "Its agenda closes", "day"),
    Column("state", "State"),
)


def view(request: Any) -> HttpResponse:
    """The list; editors and counsel enter meetings and take them off."""
    asking: Asking = request.asking
    return send(request, rows, "council.html", _act, may=asking.rights.may("enter", asking.matter.pk))


def rows(asking: Asking) -> Ledger:
    """The page as rows."""
    may = asking.rights.may("enter", asking.matter.pk)
    found = Meeting.objects.filter(matter=asking.matter, day__gte=asking.as_of).order_by("day")
    lines = tuple(
        Line(
            {"day": one.day, "closes": one.closes, "state": "agenda open" if one.closes >= asking.as_of else "agenda closed"},
            press=Press("Take off", "remove", str(one.pk)) if may else None,
        )
        for one in found[:MOST]
    )  # fmt: skip
    next_ = next((one for one in lines if one.row["state"] == "agenda open"), None)
    answer = (
        f"The next meeting whose agenda is open is on {next_.row['day']}; it closes on {next_.row['closes']}."
        if next_
        else "No meeting whose agenda is open is on the calendar."
    )
    empty = "No meeting is entered: deadlines show no latest meeting before them."
    return Ledger("council", "Council's calendar", answer, (Listing("meetings", "", COLUMNS, lines, empty),))


def _act(request: Any, asking: Asking) -> None:
    """Enter meetings, or take one off. Raises Refused."""
    if request.POST.get("what") == "remove":
        number = request.POST.get("value", "")
        if not Meeting.objects.filter(matter=asking.matter, pk=whole_number(number) or 0).delete()[0]:
            raise Refused("there is no such meeting.")
        return
    lead = request.POST.get("lead", "")
    if whole_number(lead) not in range(MOST_LEAD + 1):
        raise Refused(f"`{lead}` is not a number of days before the meeting.", f"Write 0 to {MOST_LEAD}.")
    days = [parse_day(word) for word in request.POST.get("days", "").replace(",", " ").split()]
    if not 0 < len(days) <= MOST:
        raise Refused("no day is given.", "Write the days of the meetings, like 2027-01-14 2027-01-28.")
    with transaction.atomic():
        for day in days:
            values = {"lead_days": int(lead), "by": request.user}
            Meeting.objects.update_or_create(matter=asking.matter, day=day, defaults=values)
