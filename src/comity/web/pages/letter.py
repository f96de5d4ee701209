"""One letter: due when and by what rule, its legal force and the words it rests on, what binds, what follows if not answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from comity.answers.demands import DemandAnswer, demands
from comity.brief.english import party
from comity.brief.office_words import StatusWords, status_words
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.office.entry import Entry
from comity.web.office.facts import enter
from comity.web.office.models import Hold
from comity.web.office.view import seen_by
from comity.web.pages.letters import Row, row_of

PATH = "letter/<str:id>/"


@dataclass(frozen=True, slots=True)
class Bears:
    """A norm that the letter rests on, or that bears on answering it."""

    norm: str
    title: str
    status: StatusWords
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says; `earlier` are letters that it follows up, `peers` who else got it."""

    row: Row
    answer: str
    asks: str
    threatens: str
    note: str
    act: str
    steps: tuple[str, ...]
    bears: tuple[Bears, ...]
    follows: tuple[str, ...]
    earlier: tuple[tuple[str, str], ...]
    peers: tuple[str, ...]
    conduct: tuple[str, ...]
    held: bool
    sources: str


def view(request: Any, id: str) -> HttpResponse:
    """The page; an answer that went out, and a hold, are recorded here."""
    asking: Asking = request.asking
    found = next((one for one in demands(keeping().question(asking), asking.subject, id)), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        _post(request, asking, found)
        return redirect("letter", id=id)
    rights, matter = asking.rights, asking.matter.pk
    said = {
        "page": rows(asking, found),
        "subject": shown(asking.subject),
        "may_answer": rights.may("enter", matter) and found.demand.act is not None,
        "may_hold": rights.may("hold", matter),
    }
    return render(request, "letter.html", said)


def rows(asking: Asking, found: DemandAnswer) -> Page:
    """The page as rows."""
    question, demand = keeping().question(asking), found.demand
    law = question.law
    row = row_of(found, asking)
    conduct = [one for one in question.record.conduct if one.demand == demand.id and one.party == asking.subject.short]
    by_id = {one.id: one for one in question.record.demands}
    chain: list[tuple[str, str]] = []
    at = demand.follows
    while at is not None and at in by_id and len(chain) < 20:
        chain.append((at, by_id[at].title))
        at = by_id[at].follows
    source = question.record.sources.get(demand.known.source or "")
    return Page(
        row=row,
        answer=_answer(row, asking),
        asks=demand.asks or "",
        threatens=demand.threatens or "",
        note=demand.note or "",
        act=law.acts[demand.act].words if demand.act and demand.act in law.acts else "",
        steps=found.due.explained if found.due else (),
        bears=tuple(
            Bears(
                one.norm,
                law.norms[one.norm].title,
                status_words(one.status, one.fresh.state if one.fresh else None),
                tuple(m.words for m in one.missing),
            )
            for one in found.norms
        ),
        follows=tuple(one.words for one in found.follows),
        earlier=tuple(chain),
        peers=tuple(party(one) for one in demand.recipients if one != asking.subject.short),
        conduct=tuple(f"{'done' if one.done else 'not done'}{f' {one.on}' if one.on else ''}" for one in conduct),
        held=Hold.objects.filter(matter=asking.matter, lifted_at=None).exists(),
        sources=f"{source.title}{f', {source.url}' if source.url else ''}" if source else "",
    )


def _answer(row: Row, asking: Asking) -> str:
    if row.state == "answered":
        return f"Answered, on the record. It came from {row.issuer}."
    if row.due is None:
        return f"No day to answer is set or can be counted. It came from {row.issuer}."
    day = f"{row.due.day} {row.due:%b %Y}"
    days = (row.due - asking.as_of).days
    when = f"in {days} day{'s' if days != 1 else ''}" if days >= 0 else f"{-days} days ago"
    force = "Its legal force is not decided" if row.force == "not decided" else f"It is {row.force}"
    return f"Due {day}, {when}: {row.state}. {force}."


def _post(request: Any, asking: Asking, found: DemandAnswer) -> None:
    what = request.POST.get("what", "")
    rights, matter = asking.rights, asking.matter.pk
    if what == "answered" and found.demand.act is not None:
        if not rights.may("enter", matter):
            raise PermissionDenied
        access = _access_of(asking, found.demand.id)
        day = request.POST.get("on", "") or timezone.localdate().isoformat()
        values = {
            "party": asking.subject.short,
            "act": found.demand.act,
            "done": True,
            "on": day,
            "demand": found.demand.id,
        }
        enter([Entry("conduct", values, access=access)], asking.matter, request.user)
        messages.success(request, "Recorded as answered.")
    elif what == "hold":
        if not rights.may("hold", matter):
            raise PermissionDenied
        Hold.objects.create(matter=asking.matter, reason=f"letter {found.demand.id}", placed_by=request.user)
        messages.success(request, "A hold stands over this matter: nothing of it is disposed of.")


def _access_of(asking: Asking, id: str) -> str:
    """An answer is as confidential as its letter; one that is on the public record is internal until counsel says otherwise."""
    facts = seen_by(asking.rights, asking.matter).filter(table="demands").select_related("said")
    found = next((one for one in facts if getattr(one, "said", None) and one.said.values.get("id") == id), None)
    return found.access if found is not None else "internal"
