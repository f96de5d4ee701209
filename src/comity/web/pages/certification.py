"""One certification: what was known when it was signed, as sealed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from comity.errors import ComityError
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.jobs.queue import ask, work
from comity.web.office.models import Certification
from comity.web.pages.sending import as_file

PATH = "certification/<int:number>/"
TAKES = "work"


def view(request: Any, number: int) -> HttpResponse:
    """The page; the sealed text as a file; its answer given again, by a job."""
    asking: Asking = request.asking
    found = rows(asking, number)
    if request.GET.get("as") == "json":
        request.taken_out = True
        return as_file(found.text.encode(), "application/json", f"certification-{number}.json")
    if request.GET.get("as"):
        raise Http404
    may = asking.rights.may("work", asking.matter.pk)
    known = found.said
    n = sum(1 for one in known["sentences"] if one["certified"])
    said: dict[str, Any] = {
        "one": found, "said": known, "subject": shown(asking.subject), "may": may,
        "certified": "1 sentence" if n == 1 else f"{n} sentences",
    }  # fmt: skip
    if request.method == "POST":
        try:
            ask("verify-certification", asking.matter, request.user, found.access, certification=number)
        except ComityError as error:
            return render(request, "certification.html", {**said, "refused": error}, status=400)
        work()
        return redirect("jobs")
    return render(request, "certification.html", said)


def rows(asking: Asking, number: int) -> Certification:
    """The certification, where it may be seen."""
    found = Certification.objects.visible_to(asking.rights).filter(matter=asking.matter, number=number)
    one = found.select_related("by").first()
    if one is None:
        raise Http404
    return one
