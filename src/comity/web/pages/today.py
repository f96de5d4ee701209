"""Today: what changed for us since the last look, what is due or must be accepted, which dockets nobody has checked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from comity.brief.office_words import act_words, status_words
from comity.kept.changes import changes
from comity.kept.lines import CONDITION, shelf
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.keeping import Answers, keeping
from comity.web.office.view import seen_by
from comity.web.pages.deadlines import Row as DueRow
from comity.web.pages.deadlines import rows as due_rows
from comity.web.pages.orders import Row as OrderRow
from comity.web.pages.orders import rows as order_rows
from comity.web.people.models import User

PATH = "today/"
FIRST_LOOK = 30
"""Days that a first look goes back."""
SOON = 14
TABLES = {
    "awards": "award", "award_facts": "fact about an award", "demands": "letter", "answers": "answer", "carriage": "rule of terms",
    "memberships": "membership", "conduct": "act on record", "sources": "source", "parties": "party",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """A condition whose answer is another than it was: before and after, and why."""

    title: str
    before: str
    after: str
    why: str
    awards: int


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says; `checked` law files were looked at again and say the same."""

    since: dt.date
    moved: tuple[Moved, ...] | None
    recorded: tuple[tuple[str, int], ...]
    checked: tuple[str, ...]
    new_law: tuple[str, ...]
    due: tuple[DueRow, ...]
    late: tuple[OrderRow, ...] | None
    answer: str


def view(request: Any) -> HttpResponse:
    """The page; what was read is marked as read by a button, never by looking."""
    asking: Asking = request.asking
    if request.method == "POST":
        User.objects.filter(pk=request.user.pk).update(looked=timezone.now())
        return redirect("today")
    looked = request.user.looked or timezone.now() - dt.timedelta(days=FIRST_LOOK)
    answers = keeping().answers(asking)
    page = rows(asking, answers, looked)
    said = {"page": page, "subject": shown(asking.subject), "waiting": answers is None or page.moved is None}
    return render(request, "today.html", said)


def rows(asking: Asking, answers: Answers | None, looked: dt.datetime) -> Page:
    """The page as rows."""
    since = timezone.localtime(looked).date()
    before = replace(asking, as_of=min(since, asking.as_of), known_at=min(since, asking.as_of))
    old = keeping().answers(before)
    moved = tuple(_moved(old, answers)) if old is not None and answers is not None else None
    entered = seen_by(asking.rights, asking.matter).filter(entered_at__gt=looked).values_list("table", flat=True)
    counted = Counter(str(TABLES.get(name, name)) for name in entered)
    law = keeping().law
    fresh = [one for one in law.instruments.values() if since < one.checked <= asking.as_of]
    began = {
        law.norm_acts[id].instrument
        for id in law.norm_acts
        if id not in law.norms and _decided_after(id, since, asking)
    }
    orders = order_rows(asking, answers, "late")
    last = asking.as_of + dt.timedelta(days=SOON)
    due = tuple(one for one in due_rows(asking).rows if one.day <= last and not one.done)
    return Page(
        since=since,
        moved=moved,
        recorded=tuple(sorted(counted.items())),
        checked=tuple(sorted(one.title for one in fresh if one.id not in began)),
        new_law=tuple(sorted(law.instruments[id].title for id in began)),
        due=due,
        late=None if answers is None else orders.rows,
        answer=_answer(since, moved, due, None if answers is None else orders.late),
    )


def _decided_after(id: str, since: dt.date, asking: Asking) -> bool:
    from comity.web.pages.orders import first_day

    return since < first_day(id, keeping().law) <= asking.as_of


def _moved(old: Answers, new: Answers) -> Any:
    law = new.law
    for one in changes(old.sheet.portfolio, new.sheet.portfolio):
        if one.ground_only or shelf(one.norm, law) != CONDITION:
            continue
        before = status_words(one.before.status, one.before.state).words if one.before else "no answer"
        after = status_words(one.after.status, one.after.state).words if one.after else "no answer"
        ground = (one.after.ground if one.after else None) or (one.before.ground if one.before else None)
        why = act_words(ground, law) if ground else "its own days, or what was recorded"
        if one.before and one.after and one.before.status == one.after.status:
            why = (
                f"nobody has recorded a look at {why} since"
                if one.after.state == "last_seen"
                else f"a later look at {why}"
            )
        yield Moved(law.norms[one.norm].title, before, after, why, len(one.awards))


def _answer(since: dt.date, moved: tuple[Moved, ...] | None, due: tuple[DueRow, ...], late: int | None) -> str:
    """The first line."""
    day = f"{since.day} {since:%b}"
    changed = (
        "what changed is being worked out"
        if moved is None
        else f"{len(moved)} answer{'s' if len(moved) != 1 else ''} changed since {day}"
    )
    overdue = sum(1 for one in due if one.past)
    parts = [
        changed,
        f"{len(due)} item{'s' if len(due) != 1 else ''} due in {SOON} days"
        + (f", {overdue} past due" if overdue else ""),
    ]
    parts += [] if late is None else [f"{late} order{'s' if late != 1 else ''} to be checked"]
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."
