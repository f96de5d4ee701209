"""Preview a law file: its faults with their places, or the answers of the office it would change; or draft one from an order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from comity.errors import ComityError, Refused
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.jobs.queue import ask, work
from comity.web.office.documents import take_in
from comity.web.office.law_drafts import drafted, is_law, keep_draft, text_of
from comity.web.office.models import Document, Job
from comity.web.office.models.job import State
from comity.web.people.models import Access

PATH = "library/preview/"
MAY = "enter"
SHOWS_FACTS = False
TAKES = "enter"
MOST = 40


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says; `result` are the lines of the check, `drafts` law files that were previewed before."""

    number: int | None
    access: str
    text: str
    result: tuple[str, ...]
    at_work: bool
    failed: bool
    drafts: tuple[int, ...]


def view(request: Any) -> HttpResponse:
    """The form; a file that is sent, or the text as it was edited, is kept and checked by a job."""
    asking: Asking = request.asking
    said: dict[str, Any] = {"access": Access.choices}
    if request.method == "POST":
        try:
            number = _post(request, asking)
        except ComityError as error:
            said |= {"refused": error, "kept": request.POST.get("text", "")}
        else:
            return redirect(f"{reverse('library_preview')}?document={number}")
    asked = request.GET.get("document", "")
    page = rows(asking, whole_number(asked))
    return render(request, "library_preview.html", {**said, "page": page}, status=400 if "refused" in said else 200)


def rows(asking: Asking, number: int | None) -> Page:
    """The page as rows."""
    mine = Document.objects.visible_to(asking.rights).filter(matter=asking.matter, kind="txt").order_by("-number")
    drafts = tuple(one.number for one in mine[:MOST] if is_law(one))
    if number is None:
        return Page(number=None, access=Access.INTERNAL, text="", result=(), at_work=False, failed=False, drafts=drafts)
    document = mine.filter(number=number).first()
    if document is None:
        raise Http404
    jobs = Job.objects.visible_to(asking.rights).filter(matter=asking.matter, kind="preview-law").order_by("-pk")
    job = next((one for one in jobs[:500] if json.loads(one.asked).get("document") == number), None)
    at_work = job is not None and job.state in (State.WAITING, State.RUNNING)
    failed = job is not None and job.state in (State.FAILED, State.INTERRUPTED)
    result = tuple(job.said.splitlines()) if job is not None else ()
    return Page(
        number=number,
        access=document.access,
        text=text_of(document),
        result=result,
        at_work=at_work,
        failed=failed,
        drafts=drafts,
    )


def _post(request: Any, asking: Asking) -> int:
    """Keep what was sent, an order as its draft, and put its check on the list. Raises Refused."""
    access = request.POST.get("access", "")
    file = request.FILES.get("file")
    if file is not None:
        document = take_in(file, file.name or "file", access, asking.matter, request.user)
        if not is_law(document):
            document = keep_draft(drafted(document), access, asking.matter, request.user)
            messages.success(request, "A draft from the order's own words. What stands in capitals they do not say.")
    elif text := request.POST.get("text", "").strip():
        document = keep_draft(f"{text}\n", access, asking.matter, request.user)
    else:
        raise Refused("nothing was sent.", "Choose a law file, or the order itself.")
    ask("preview-law", asking.matter, request.user, document.access, document=document.number)
    work()
    return document.number
