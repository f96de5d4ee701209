"""Administration of a matter: its members and their roles, holds, who read confidential items, jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import redirect, render

from comity.errors import ComityError, Refused
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.office.models import AccessLog, Hold
from comity.web.people.inviting import invited
from comity.web.people.models import Member, Role, User

PATH = "admin/"
MAY = "administer"
TAKES = "administer"
MOST = 50


@dataclass(frozen=True, slots=True)
class Person:
    """A member with the roles that the person has here."""

    email: str
    name: str
    roles: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says; the log names items by number alone."""

    people: tuple[Person, ...]
    holds: tuple[tuple[str, str, str], ...]
    log: tuple[tuple[str, str, str, str, int], ...]


def view(request: Any) -> HttpResponse:
    """The page; a member that is added gets a link that signs in once."""
    asking: Asking = request.asking
    said: dict[str, Any] = {"subject": shown(asking.subject), "roles": Role.values}
    if request.method == "POST":
        try:
            said["link"] = _change(request, asking)
        except ComityError as error:
            said["refused"] = error
        if not said.get("link") and "refused" not in said:
            return redirect("admin")
    return render(request, "admin.html", {**said, "page": rows(asking)}, status=400 if "refused" in said else 200)


def rows(asking: Asking) -> Page:
    """The page as rows."""
    people: dict[int, list[Member]] = {}
    for one in Member.objects.filter(matter=asking.matter).select_related("user").order_by("user__email", "role"):
        people.setdefault(one.user_id, []).append(one)
    holds = Hold.objects.filter(matter=asking.matter, lifted_at=None).select_related("placed_by").order_by("-pk")
    log = AccessLog.objects.filter(matter=asking.matter).select_related("user").order_by("-pk")[:MOST]
    return Page(
        tuple(
            Person(of[0].user.email, of[0].user.name, tuple(one.role for one in of), of[0].user.is_active)
            for of in people.values()
        ),
        tuple((f"{one.placed_at:%Y-%m-%d}", str(one.placed_by), one.reason) for one in holds),
        tuple(
            (f"{one.at:%Y-%m-%d %H:%M}", str(one.user), one.page, "taken out" if one.taken_out else "read", one.items)
            for one in log
        ),
    )


def _change(request: Any, asking: Asking) -> str:
    """Add a role or take one away; returns the link of a person who is new. Raises Refused."""
    what, role = request.POST.get("what", ""), request.POST.get("role", "")
    email = request.POST.get("email", "").strip().lower()
    if role not in Role.values:
        raise Refused(f"`{role}` is not a role.", f"It is one of {', '.join(Role.values)}.")
    if what == "remove":
        return _remove(asking, email, role)
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(f"`{email}` is not an address.", "Write it like name@office.gov.") from None
    link = ""
    if (user := User.objects.filter(email=email).first()) is None:
        link = f"/enter/{invited(email, asking.matter, role, request.POST.get('name', '').strip(), request.user)}"
    else:
        Member.objects.get_or_create(user=user, matter=asking.matter, role=role)
    messages.success(request, f"{email} is {role} here.")
    return link


def _remove(asking: Asking, email: str, role: str) -> str:
    found = Member.objects.filter(matter=asking.matter, user__email=email, role=role)
    last = Member.objects.filter(matter=asking.matter, role=Role.ADMINISTRATOR)
    if role == Role.ADMINISTRATOR and last.count() <= 1 and found.exists():
        raise Refused("this is the last administrator of the matter.", "Make another one first.")
    found.delete()
    return ""
