"""Your account: how you sign in, where you are signed in, and your roles in each matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.people.models import Matter, Member, User
from comity.web.people.rights import ANYONE

PATH = "you/"
SHOWS_FACTS = False
TAKES = ANYONE


@dataclass(frozen=True, slots=True)
class Mine:
    """A matter and what one is there."""

    number: int
    about: str
    roles: tuple[str, ...]
    restricted: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says; `codes` whether a one-time code is asked for, `left` how many recovery codes are unused."""

    email: str
    password: bool
    codes: bool
    left: int
    matters: tuple[Mine, ...]


def view(request: Any) -> HttpResponse:
    """The page; all sessions of a person end here."""
    if request.method == "POST":
        request.user.end_sessions()
        return redirect("account_login")
    return render(request, "you.html", {"page": rows(request.asking, request.user)})


def rows(asking: Asking, user: User) -> Page:
    """The page as rows."""
    mine: dict[Matter, list[Member]] = {}
    for one in Member.objects.filter(user=user).select_related("matter").order_by("matter__number", "role"):
        mine.setdefault(one.matter, []).append(one)
    has = {one.type: one for one in Authenticator.objects.filter(user=user)}
    codes: Any = has.get(Authenticator.Type.RECOVERY_CODES)
    return Page(
        user.email,
        user.has_usable_password(),
        Authenticator.Type.TOTP in has,
        len(codes.wrap().get_unused_codes()) if codes else 0,
        tuple(
            Mine(
                matter.number,
                shown(replace(asking, matter=matter).subject),
                tuple(one.role for one in of),
                any(one.restricted for one in of),
            )
            for matter, of in mine.items()
        ),
    )
