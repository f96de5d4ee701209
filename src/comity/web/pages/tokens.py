"""Tokens, with which programs act for a person: made, shown once, and revoked here."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from comity.errors import Refused
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.pages.ledger import Ledger, Line, Listing, Press, send
from comity.web.people.models import Token
from comity.web.people.rights import ANYONE
from comity.web.people.tokens import LONGEST, SCOPES, make_token, revoke

PATH = "tokens/"
SHOWS_FACTS = False
TAKES = ANYONE
COLUMNS = (
    Column("name", "Token"),
    Column("who", "Of whom"),
    Column("scopes", "May"),
    Column("made", "Made", "day"),
    Column("until", "Ends", "day"),
    Column("used", "Last used", "day"),
    Column("state", "State"),
)


def view(request: Any) -> HttpResponse:
    """The list; one that is made is shown once, one that is revoked ends at once."""
    said = {"scopes": SCOPES.items(), "longest": LONGEST}
    return send(request, rows, "tokens.html", _act, **said)


def rows(asking: Asking) -> Ledger:
    """The page as rows: one's own tokens of this matter; an administrator's list has those of every member."""
    found = Token.objects.filter(matter=asking.matter).select_related("user").order_by("-pk")
    if not asking.rights.may("administer", asking.matter.pk):
        found = found.filter(user_id=asking.rights.user)
    lines = tuple(_line(one) for one in found)
    good = sum(1 for one in lines if one.press)
    return Ledger(
        "tokens",
        "Tokens",
        f"Tokens of matter {asking.matter.number} that are good today: {good or 'none'}.",
        (Listing("tokens", "", COLUMNS, lines, "No token was made. A program that reads or enters here needs one."),),
    )


def _line(one: Token) -> Line:
    now = timezone.now()
    state = "revoked" if one.revoked else "ended" if one.until <= now else "good"
    return Line(
        {
            "name": one.name, "who": str(one.user), "scopes": tuple(one.scopes.split()), "made": one.made.date(),
            "until": one.until.date(), "used": one.used.date() if one.used else None, "state": state,
        },
        press=Press("Revoke", "revoke", str(one.pk)) if state == "good" else None,
    )  # fmt: skip


def _act(request: Any, asking: Asking) -> str | None:
    """Make a token, whose secret is returned, or revoke one. Raises Refused."""
    if request.POST.get("what") == "revoke":
        found = Token.objects.filter(matter=asking.matter, pk=_number(request.POST.get("value", "")))
        if not asking.rights.may("administer", asking.matter.pk):
            found = found.filter(user=request.user)
        token = found.first()
        if token is None:
            raise Refused("you have no such token in this matter.")
        revoke(token)
        return None
    name, days = request.POST.get("name", "").strip()[:100], request.POST.get("days", "")
    if not name:
        raise Refused("the token has no name.", "Say which program uses it.")
    return make_token(request.user, asking.matter, name, request.POST.getlist("scope"), _number(days))


def _number(text: str) -> int:
    return whole_number(text) or 0
