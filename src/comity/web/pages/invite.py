"""Invite a person by address and role, with a link that signs in once; list open links and end them."""

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
from comity.web.people.inviting import invited
from comity.web.people.models import Invitation, Role

PATH = "invite/"
MAY = "administer"
SHOWS_FACTS = False
TAKES = "administer"
MOST = 200
COLUMNS = (Column("who", "Who"), Column("until", "Good until"), Column("state", "State"))


def view(request: Any) -> HttpResponse:
    """The list of links; one that is made is shown once."""
    return send(request, rows, "invite.html", _act, roles=Role.values)


def rows(asking: Asking) -> Ledger:
    """The page as rows: the links of members of this matter."""
    found = Invitation.objects.filter(user__memberships__matter=asking.matter).select_related("user").distinct()
    lines = tuple(_line(one) for one in found.order_by("-pk")[:MOST])
    open_ = sum(1 for one in lines if one.press)
    answer = f"Links that would sign a member of matter {asking.matter.number} in: {open_ or 'none'}."
    return Ledger("invitations", "Invite", answer, (Listing("links", "", COLUMNS, lines, "No link was made."),))


def _line(one: Invitation) -> Line:
    now = timezone.now()
    state = "used" if one.used else "ended" if one.until <= now else "open"
    return Line(
        {"who": one.user.email, "until": f"{timezone.localtime(one.until):%Y-%m-%d %H:%M}", "state": state},
        press=Press("End it", "end", str(one.pk)) if state == "open" else None,
    )


def _act(request: Any, asking: Asking) -> str | None:
    """Invite a person, or end a link. Raises Refused."""
    if request.POST.get("what") == "end":
        number = request.POST.get("value", "")
        mine = Invitation.objects.filter(user__memberships__matter=asking.matter, used=None)
        if not Invitation.objects.filter(pk__in=mine.filter(pk=whole_number(number) or 0).values("pk")).update(
            until=timezone.now()
        ):
            raise Refused("there is no such open link of a member of this matter.")
        return None
    email, name, role = (request.POST.get(key, "").strip() for key in ("email", "name", "role"))
    secret = invited(email, asking.matter, role, name, by=request.user)
    return request.build_absolute_uri(reverse("enter", args=[secret]))
