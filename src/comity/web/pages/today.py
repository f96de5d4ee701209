"""Today: what changed for us since the last look, what is due or must be accepted, which dockets nobody has checked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from comity.brief.office_words import act_words, status_words
from comity.kept.changes import changes
from comity.kept.lines import CONDITION, shelf
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.office.view import seen_by
from comity.web.pages.deadlines import Row as DueRow
from comity.web.pages.deadlines import rows as due_rows
from comity.web.pages.orders import Row as OrderRow
from comity.web.pages.orders import first_day
from comity.web.pages.orders import rows as order_rows
from comity.web.people.models import User
from comity.web.people.rights import ANYONE

PATH = "today/"
TAKES = ANYONE
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
    looked = request.user.looked or _first_look()
    answers = keeping().answers(asking)
    page = rows(asking, answers, looked)
    said = {"page": page, "subject": shown(asking.subject), "waiting": answers is None or page.moved is None}
    return render(request, "today.html", said)


def _first_look() -> dt.datetime:
    """What the first look of a person goes back to: the beginning of a day."""
    day = timezone.localdate() - dt.timedelta(days=FIRST_LOOK)
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def rows(asking: Asking, answers: Answers | None, looked: dt.datetime) -> Page:
    """The page as rows."""
    since = timezone.localtime(looked).date()
    before = replace(asking, as_of=min(since, asking.as_of), known_at=min(since, asking.as_of))
    old = keeping().answers(before)
    moved = _since(old, answers, before, asking) if old is not None and answers is not None else None
    last = keeping().seen(asking).last
    recorded = keeping().read_off(asking, ("recorded", looked, last), lambda: _recorded(asking, looked))
    checked, new_law = keeping().read_off(asking, ("law since", since), lambda: _law_since(since, asking))
    orders = keeping().read_off(asking, ("late", answers is None), lambda: order_rows(asking, answers, "late"))
    soon = asking.as_of + dt.timedelta(days=SOON)
    due = tuple(one for one in due_rows(asking).rows if one.day <= soon)
    return Page(
        since=since,
        moved=moved,
        recorded=recorded,
        checked=checked,
        new_law=new_law,
        due=due,
        late=None if answers is None else orders.rows,
        answer=_answer(since, moved, due, None if answers is None else orders.late),
    )


def _law_since(since: dt.date, asking: Asking) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts that were only read again after a day, and those of which something began after it."""
    law = keeping().law
    began = {
        act.instrument
        for id, act in law.norm_acts.items()
        if id not in law.norms and since < first_day(id, law) <= asking.as_of
    }
    fresh = (one for one in law.instruments.values() if since < one.checked <= asking.as_of)
    checked = tuple(sorted(one.title for one in fresh if one.id not in began))
    return checked, tuple(sorted(law.instruments[id].title for id in began))


def _recorded(asking: Asking, looked: dt.datetime) -> tuple[tuple[str, int], ...]:
    """How many rows of each kind were entered since the last look, of those that may be seen."""
    counted = Counter[str]()
    entered = seen_by(asking.rights, asking.matter).filter(entered_at__gt=looked)
    for name, number in entered.values_list("table").annotate(Count("pk")):
        counted[str(TABLES.get(name, name))] += number
    return tuple(sorted(counted.items()))


def _since(old: Answers, new: Answers, before: Asking, asking: Asking) -> tuple[Moved, ...]:
    kept = ("moved", keeping().key(before).digest)
    return keeping().read_off(asking, kept, lambda: tuple(_moved(old, new)))


def _moved(old: Answers, new: Answers) -> Iterator[Moved]:
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
