"""Calendars: secret addresses for calendar programs, each shown once when made, and revoked here."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from comity.errors import Refused
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.pages.ledger import Ledger, Line, Listing, Press, send
from comity.web.people.feeds import make_feed
from comity.web.people.models import Feed
from comity.web.people.rights import ANYONE

PATH = "calendar/"
SHOWS_FACTS = False
TAKES = ANYONE
COLUMNS = (
    Column("address", "Address"),
    Column("made", "Made", "day"),
    Column("used", "Last taken", "day"),
    Column("state", "State"),
)


def view(request: Any) -> HttpResponse:
    """The list; an address that is made is shown once."""
    return send(request, rows, "feeds.html", _act)


def rows(asking: Asking) -> Ledger:
    """The page as rows: one's own addresses for this matter."""
    found = Feed.objects.filter(matter=asking.matter, user_id=asking.rights.user).order_by("-pk")
    lines = tuple(
        Line(
            {
                "address": f"Calendar {one.pk}", "made": one.made.date(), "used": one.used.date() if one.used else None,
                "state": "revoked" if one.revoked else "good",
            },
            press=None if one.revoked else Press("Revoke", "revoke", str(one.pk)),
        )
        for one in found
    )  # fmt: skip
    good = sum(1 for one in lines if one.press)
    answer = f"Calendar addresses of yours for matter {asking.matter.number} that are good: {good or 'none'}."
    return Ledger("calendars", "Calendar", answer, (Listing("calendars", "", COLUMNS, lines, "None was made."),))


def _act(request: Any, asking: Asking) -> str | None:
    """Make an address, which is returned, or revoke one. Raises Refused."""
    if request.POST.get("what") == "revoke":
        number = request.POST.get("value", "")
        mine = Feed.objects.filter(matter=asking.matter, user=request.user, revoked=None)
        if not mine.filter(pk=whole_number(number) or 0).update(revoked=timezone.now()):
            raise Refused("you have no such valid address.")
        return None
    return request.build_absolute_uri(reverse("feed", args=[make_feed(request.user, asking.matter)]))
