"""Letters: who asked what of the government, with what legal force, due when; and the form for a new one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from comity.answers.demands import FORCE, DemandAnswer
from comity.brief.english import party
from comity.errors import ComityError, Refused
from comity.norms.attributes import ATTRIBUTES
from comity.norms.names.governments import government
from comity.proof.context import shown
from comity.record.deadlines import TRIGGERS
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.office.documents import take_in
from comity.web.office.entry import Entry
from comity.web.office.facts import enter
from comity.web.office.letter_reading import read_letter
from comity.web.office.letter_work import NOTHING, Work, note, works_of
from comity.web.office.models import Document
from comity.web.office.models.letter_work import Kind
from comity.web.pages.sending import sent
from comity.web.people.models import Access

PATH = "letters/"
TAKES = "enter"
FORCES = tuple(str(one) for one in ATTRIBUTES["demand.force"].values)
COUNTED = tuple((key, words) for key, words in TRIGGERS.items() if key in ("receipt", "service", "service-by-mail"))
"""From what a period may count besides the letter's date; the day it came is that day."""
COLUMNS = (
    Column("title", "Letter"),
    Column("issuer", "From"),
    Column("date", "Date", "day"),
    Column("force", "Legal force"),
    Column("due", "Due", "day"),
    Column("rule", "Rule"),
    Column("state", "State"),
    Column("owner", "Owner"),
    Column("to_do", "To do", "count"),
)
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One letter as it stands for the government."""

    id: str
    title: str
    issuer: str
    date: dt.date | None
    force: str
    due: dt.date | None
    rule: str
    state: str
    days: int | None
    owner: str = ""
    to_do: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The letters, those that are open first."""

    rows: tuple[Row, ...]
    open: int
    next: dt.date | None


def view(request: Any) -> HttpResponse:
    """The list; a letter that is sent in is recorded."""
    asking: Asking = request.asking
    may = asking.rights.may("enter", asking.matter.pk)
    said: dict[str, Any] = {
        "subject": shown(asking.subject),
        "may": may,
        "forces": FORCES,
        "access": Access.choices,
        "counted": COUNTED,
    }
    if request.method == "POST":
        if "file" in request.FILES:
            return _sent(request, asking, said)
        given = {key: value.strip() for key, value in request.POST.items() if isinstance(value, str)}
        try:
            id = receive(asking, given, request.user)
        except ComityError as error:
            said |= {"refused": error, "given": given}
        else:
            messages.success(
                request, "The letter is recorded. Its legal force is not decided until counsel decides it."
            )
            return redirect("letter", id=id)
    elif number := request.GET.get("document", ""):
        try:
            said["read"] = read = read_letter(asking, whole_number(number) or 0)
            said["given"] = read.given
        except ComityError as error:
            said["refused"] = error
    return _page(request, asking, said)


def _page(request: Any, asking: Asking, said: dict[str, Any]) -> HttpResponse:
    page = rows(asking)
    whole = {**said, "page": page}
    return sent(request, lambda made: book(page, made)) or render(
        request, "letters.html", whole, status=400 if "refused" in said else 200
    )


def _sent(request: Any, asking: Asking, said: dict[str, Any]) -> HttpResponse:
    """Keep a letter that was sent as a file; its form comes next, filled with what it says."""
    file = request.FILES["file"]
    try:
        document = take_in(file, file.name or "file", request.POST.get("access", ""), asking.matter, request.user)
    except ComityError as error:
        return _page(request, asking, {**said, "refused": error})
    return redirect(f"{request.path}?document={document.number}#new")


def rows(asking: Asking) -> Page:
    """The page as rows."""
    works = works_of(asking.rights, asking.matter)
    made = [row_of(one, asking, works.get(one.demand.id, NOTHING)) for one in keeping().demands(asking)]
    made.sort(key=lambda one: (one.state == "answered", one.due or dt.date.max, one.title))
    open_ = [one for one in made if one.state in ("open", "no due day")]
    return Page(tuple(made), len(open_), min((one.due for one in open_ if one.due), default=None))


def row_of(one: DemandAnswer, asking: Asking, work: Work = NOTHING) -> Row:
    """A letter as a row."""
    demand = one.demand
    return Row(
        id=demand.id,
        title=demand.title,
        issuer=party(demand.issuer),
        date=demand.date,
        force=FORCE.get(demand.force or "", "not decided"),
        due=one.due.day if one.due else None,
        rule=one.due.rule if one.due else "no day is set or counted",
        state=one.state,
        days=(one.due.day - asking.as_of).days if one.due and one.due.day else None,
        owner=work.owner,
        to_do=work.open,
    )


def book(page: Page, stamp: Stamp) -> Book:
    """The list as a table."""
    said: tuple[Cells, ...] = tuple(
        {"title": one.title, "issuer": one.issuer, "date": one.date, "force": one.force, "due": one.due, "rule": one.rule, "state": one.state,
         "owner": one.owner, "to_do": one.to_do}
        for one in page.rows
    )  # fmt: skip
    return Book(
        "letters",
        "Letters",
        stamp,
        (Table(name="letters", title="Letters", columns=COLUMNS, rows=said, note="", empty="No letter is on record."),),
    )


def receive(asking: Asking, given: dict[str, str], user: Any) -> str:
    """Record a letter that came in; returns its id. Access comes first, privileged unless it is said. Raises Refused, Faults."""
    lacking = [
        words
        for key, words in (("title", "what it is"), ("issuer", "who sent it"), ("received", "the day it came"))
        if not given.get(key)
    ]
    if lacking:
        raise Refused(f"Missing: {', '.join(lacking)}.", "Give at least these three.")
    sender = next((one for one in (government(given["issuer"]), government(given["issuer"].lower())) if one), None)
    if sender is None or sender.kind != "agency":
        raise Refused(f"`{given['issuer']}` is not an agency by its short name.", "Write it like us-doj or us-hud.")
    access = given.get("access") if given.get("access") in Access.values else Access.PRIVILEGED
    number = _NOT_IN_IDS.sub("-", given["received"])
    id = f"letter-m{asking.matter.number}-{number}-{len(keeping().question(asking).record.demands) + 1}"
    how = given.get("how", "")
    note_ = f"Received {given['received']}" + (f", {how}" if how else "") + "."
    came = given["received"] if given.get("due_from") in ("receipt", "service", "service-by-mail") else None
    values: dict[str, Any] = {
        "id": id, "title": given["title"], "issuer": sender.short, "date": given.get("date"), "due": given.get("due"),
        "due_days": given.get("due_days"), "due_from": given.get("due_from"), "triggered": came, "force": given.get("force"),
        "recipients": [asking.subject.short], "asks": given.get("asks"), "threatens": given.get("threatens"), "note": note_,
    }  # fmt: skip
    entries: list[Entry] = []
    if document := _kept(asking, given.get("document", "")):
        values["source"] = f"document-{document.number}"
        about = {"id": values["source"], "title": f"Document {document.number}"}
        entries.append(Entry("sources", about, access=str(access)))
    entries.append(Entry("demands", {key: value for key, value in values.items() if value}, access=str(access)))
    with transaction.atomic():
        enter(entries, asking.matter, user)
        if items := [one for one in given.get("items", "").splitlines() if one.strip()]:
            note(letter=id, kind=Kind.ITEM, texts=items, matter=asking.matter, access=str(access), user=user)
    return id


def _kept(asking: Asking, number: str) -> Document | None:
    """A document of this matter that its reader may see."""
    found = Document.objects.visible_to(asking.rights).filter(matter=asking.matter)
    return found.filter(number=whole_number(number) or 0).first()
