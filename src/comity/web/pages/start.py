"""Start: choose a government, and bring an award list, one award document or an order, or open a sample office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect, render

from comity.answers.question import find_party
from comity.errors import ComityError, Refused
from comity.proof.context import shown
from comity.record.nodes import Record
from comity.web.asking import MATTER, Asking
from comity.web.keeping import keeping
from comity.web.office.documents import take_in
from comity.web.pages.sending import law_day
from comity.web.people.models import Access, Matter, Member, Role
from comity.web.people.rights import ANYONE

PATH = ""
TAKES = ANYONE
SHEETS = ("csv", "xlsx", "xlsb", "xls", "ods")


def view(request: Any) -> HttpResponse:
    """The doors; a government that is named is opened, a file that is sent is read."""
    asking: Asking = request.asking
    rights, matter = asking.rights, asking.matter
    said: dict[str, Any] = {
        "subject": shown(asking.subject),
        "law_day": law_day(),
        "may": rights.may("enter", matter.pk),
        "may_open": rights.may("administer", matter.pk),
        "access": Access.choices,
        "awards": keeping().read_off(asking, PATH, lambda: keeping().seen(asking).standing("awards")),
    }
    if request.method == "POST":
        try:
            return _government(request, asking) if "government" in request.POST else _file(request, asking)
        except ComityError as error:
            said["refused"] = error
    return render(request, "start.html", said, status=400 if "refused" in said else 200)


def _government(request: Any, asking: Asking) -> HttpResponse:
    """Open the matter about a government, or begin one, whose first member is who begins it."""
    found = find_party(request.POST["government"].strip(), Record())
    mine = Matter.objects.filter(pk__in=asking.rights.matters, government=found.short).order_by("number").first()
    if mine is None:
        if not asking.rights.may("administer", asking.matter.pk):
            raise PermissionDenied
        with transaction.atomic():
            number = (Matter.objects.aggregate(last=Max("number"))["last"] or 0) + 1
            mine = Matter.objects.create(number=number, name=f"Grants of {shown(found)}", government=found.short)
            Member.objects.bulk_create(Member(user=request.user, matter=mine, role=role) for role in Role.values)
        messages.success(request, f"Matter {mine.number} is about {shown(found)}. Send its award list next.")
    request.session[MATTER] = mine.pk
    return redirect("start")


def _file(request: Any, asking: Asking) -> HttpResponse:
    """Keep a file that was sent and show what is understood of it."""
    file = request.FILES.get("file")
    if file is None:
        raise Refused("no file was sent.", "Choose an award list (XLSX, ODS, CSV) or one award document (PDF, DOCX).")
    document = take_in(file, file.name or "file", request.POST.get("access", ""), asking.matter, request.user)
    return redirect("start_list" if document.kind in SHEETS else "document", number=document.number)
