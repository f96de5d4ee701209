"""One letter: when it is due and by what rule, its legal force and the words behind it, what binds, what may follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from comity.answers.demands import DemandAnswer, demands
from comity.answers.question import parse_day
from comity.brief.english import party
from comity.brief.office_words import StatusWords, status_words
from comity.errors import ComityError, Refused
from comity.proof.context import shown
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.office.entry import Entry
from comity.web.office.facts import enter
from comity.web.office.letter_work import NOTHING, Work, extend, note, tick, works_of
from comity.web.office.models import Fact, Hold
from comity.web.office.models.letter_work import Kind
from comity.web.office.view import seen_by
from comity.web.pages.letters import Row, row_of
from comity.web.pages.sending import sent
from comity.web.people.models import Member

PATH = "letter/<str:id>/"
TAKES = "enter"
LOG = (Column("day", "Day", "day"), Column("kind", "What"), Column("text", "Of it"), Column("by", "Entered by"))


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
    work: Work
    document: int | None


def view(request: Any, id: str) -> HttpResponse:
    """The page; an answer that went out, and a hold, are recorded here."""
    asking: Asking = request.asking
    found = next((one for one in demands(keeping().question(asking), asking.subject, id)), None)
    if found is None:
        raise Http404
    refused: ComityError | None = None
    if request.method == "POST":
        try:
            _post(request, asking, found)
        except ComityError as error:
            refused = error
        else:
            return redirect("letter", id=id)
    rights, matter = asking.rights, asking.matter.pk
    page = rows(asking, found)
    said = {
        "page": page,
        "subject": shown(asking.subject),
        "may": rights.may("enter", matter),
        "may_answer": rights.may("enter", matter) and found.demand.act is not None,
        "may_hold": rights.may("hold", matter),
        "ours": _fact(asking, id) is not None,
        "people": Member.objects.filter(matter=asking.matter).values_list("user__email", flat=True).distinct(),
        "refused": refused,
    }
    made = sent(request, lambda stamp: book(page, stamp))
    return made or render(request, "letter.html", said, status=400 if refused else 200)


def rows(asking: Asking, found: DemandAnswer) -> Page:
    """The page as rows."""
    question, demand = keeping().question(asking), found.demand
    law = question.law
    work = works_of(asking.rights, asking.matter).get(demand.id, NOTHING)
    row = row_of(found, asking, work)
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
        work=work,
        document=_document(demand.known.source),
    )


def book(page: Page, stamp: Stamp) -> Book:
    """The production log as a table."""
    said: tuple[Cells, ...] = tuple(
        {"day": one.day, "kind": one.kind, "text": one.text, "by": str(one.by)} for one in page.work.produced
    )
    table = Table(
        name="production",
        title="Production log",
        columns=LOG,
        rows=said,
        note="",
        empty="Nothing was produced or withheld.",
    )
    return Book("production-log", f"Production log: {page.row.title}", stamp, (table,))


def _document(source: str | None) -> int | None:
    """The number of the document that a letter came as."""
    number = (source or "").removeprefix("document-")
    return whole_number(number) if source and source.startswith("document-") else None


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
    elif what in WORK:
        WORK[what](request, asking, found.demand.id)
    elif what == "hold":
        if not rights.may("hold", matter):
            raise PermissionDenied
        Hold.objects.create(matter=asking.matter, reason=f"letter {found.demand.id}", placed_by=request.user)
        messages.success(request, "A hold stands over this matter: nothing of it is disposed of.")


def _owner(request: Any, asking: Asking, id: str) -> None:
    note(
        letter=id,
        kind=Kind.OWNER,
        texts=[request.POST.get("owner", "")],
        matter=asking.matter,
        access=_access_of(asking, id),
        user=request.user,
    )


def _items(request: Any, asking: Asking, id: str) -> None:
    lines = request.POST.get("items", "").splitlines()
    note(letter=id, kind=Kind.ITEM, texts=lines, matter=asking.matter, access=_access_of(asking, id), user=request.user)


def _tick(request: Any, asking: Asking, id: str) -> None:
    number = request.POST.get("item", "")
    tick(id, whole_number(number) or 0, asking.matter, request.user)


def _extend(request: Any, asking: Asking, id: str) -> None:
    """Extend the day. Raises Refused, Faults."""
    fact = _fact(asking, id)
    if fact is None:
        raise Refused(
            "this letter is on the public record, not entered here.", "Its day is not this office's to change."
        )
    extend(fact, parse_day(request.POST.get("until", "")), request.POST.get("words", ""), request.user)


def _produced(request: Any, asking: Asking, id: str) -> None:
    kind = Kind.WITHHELD if request.POST.get("kind") == Kind.WITHHELD else Kind.PRODUCED
    day = parse_day(request.POST.get("on", ""))
    note(
        letter=id,
        kind=kind,
        texts=[request.POST.get("text", "")],
        matter=asking.matter,
        access=_access_of(asking, id),
        user=request.user,
        day=day,
    )


WORK = {"owner": _owner, "items": _items, "tick": _tick, "extend": _extend, "produced": _produced}
"""What can be done about a letter, by the name of its form."""


def _access_of(asking: Asking, id: str) -> str:
    """What is done about a letter is as confidential as it; of one on the public record internal until counsel says otherwise."""
    found = _fact(asking, id)
    return found.access if found is not None else "internal"


def _fact(asking: Asking, id: str) -> Fact | None:
    """The row of a letter that this office entered, as it stands."""
    stands = next(
        (one.row for one in keeping().view(asking.sees, asking.matter).rows if one.table == "demands" and one.values.get("id") == id),
        None,
    )  # fmt: skip
    facts = seen_by(asking.rights, asking.matter).filter(row=stands or "").select_related("said", "matter")
    return facts.first()
