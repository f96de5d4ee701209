"""Jobs: background work, its progress and its outcome; run again what failed or was interrupted."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from comity.errors import Refused
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.exports.tables import Column
from comity.web.jobs.queue import again, mark_interrupted, work
from comity.web.office.models import Job
from comity.web.office.models.job import State
from comity.web.pages.ledger import Ledger, Line, Listing, Press, send

PATH = "jobs/"
MAY = "work"
SHOWS_FACTS = False
TAKES = "enter"
MOST = 200
COLUMNS = (
    Column("number", "Job", "count"),
    Column("kind", "What"),
    Column("state", "State"),
    Column("done", "How far"),
    Column("said", "What it came to"),
    Column("who", "Asked by"),
    Column("when", "When"),
)


def view(request: Any) -> HttpResponse:
    """The list; it fills itself while something is at work."""
    asking: Asking = request.asking
    mark_interrupted()
    open_ = Job.objects.visible_to(asking.rights).filter(matter=asking.matter, state__in=[State.WAITING, State.RUNNING])
    return send(request, rows, "jobs.html", _act, working=open_.exists())


def rows(asking: Asking) -> Ledger:
    """The page as rows."""
    may = asking.rights.may("enter", asking.matter.pk)
    found = Job.objects.visible_to(asking.rights).filter(matter=asking.matter).select_related("asked_by")
    lines = tuple(_line(one, may) for one in found.order_by("-pk")[:MOST])
    at_work = sum(1 for one in lines if one.row["state"] in (State.WAITING, State.RUNNING))
    failed = sum(1 for one in lines if one.row["state"] in (State.FAILED, State.INTERRUPTED))
    answer = f"Jobs at work or waiting: {at_work or 'none'}; failed or interrupted: {failed or 'none'}."
    return Ledger("jobs", "Jobs", answer, (Listing("jobs", "", COLUMNS, lines, "No job was asked for."),))


def _line(one: Job, may: bool) -> Line:
    stopped = one.state in (State.FAILED, State.INTERRUPTED)
    return Line(
        {
            "number": one.number, "kind": one.kind.replace("-", " "), "state": str(one.state),
            "done": f"{one.done:,} of {one.whole:,}" if one.whole else "", "said": one.said, "who": str(one.asked_by),
            "when": f"{timezone.localtime(one.asked_at):%Y-%m-%d %H:%M}",
        },
        press=Press("Run again", "again", str(one.number)) if may and stopped else None,
    )  # fmt: skip


def _act(request: Any, asking: Asking) -> None:
    """Put a job on the list again. Raises Refused."""
    number = request.POST.get("value", "")
    found = Job.objects.visible_to(asking.rights).filter(matter=asking.matter, pk=whole_number(number) or 0)
    job = found.first()
    if job is None:
        raise Refused("there is no such job in this matter.")
    again(job)
    work()
