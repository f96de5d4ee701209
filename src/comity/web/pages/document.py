"""One document: what it is, which of the library's conditions are in it and how their words differ, what else it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from comity.errors import ComityError, Refused
from comity.intake.documents.apart import search_apart
from comity.intake.documents.clauses import Clause, clauses_of
from comity.intake.documents.propose.rules import paper_of
from comity.intake.documents.read import document_of
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.office.documents import content_of
from comity.web.office.entry import Entry
from comity.web.office.facts import enter
from comity.web.office.models import Document
from comity.web.pages.sending import as_file

PATH = "document/<int:number>/"
TAKES = "enter"
READ = ("pdf", "docx", "html", "eml", "txt")
MOST = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A condition of the library in the document: its words there, whether they are the same, what differs."""

    norms: tuple[tuple[str, str], ...]
    words: str
    alike: int
    same: bool
    differences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What was found; `unknown` are duties of this field that no condition of the library says.

    `paper` is what it is taken for, empty where its words do not tell; `told` are statements that rest on it.
    """

    kind: str
    sha256: str
    received: str
    pages: int
    found: tuple[Found, ...]
    norms: tuple[str, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]
    awards: tuple[str, ...]
    paper: str
    told: int


def view(request: Any, number: int) -> HttpResponse:
    """The page; the bytes as they came; or what it says of an award, recorded."""
    asking: Asking = request.asking
    document = Document.objects.visible_to(asking.rights).filter(number=number, matter=asking.matter).first()
    content = None if document is None else content_of(document)
    if document is None or content is None:
        raise Http404
    if request.GET.get("as") == "file":
        request.taken_out = True
        return as_file(bytes(content.data), "application/octet-stream", f"document-{number}.{document.kind}")
    said: dict[str, Any] = {
        "number": number,
        "subject": shown(asking.subject),
        "may": asking.rights.may("enter", asking.matter.pk),
    }
    try:
        page = rows(document, bytes(content.data), content.sha256, asking)
        if request.method == "POST":
            return _carry(request, asking, document, page)
    except ComityError as error:
        return render(request, "document.html", {**said, "refused": error, "document": document}, status=400)
    return render(request, "document.html", {**said, "page": page, "document": document})


def rows(document: Document, data: bytes, sha256: str, asking: Asking) -> Page:
    """The page as rows. Raises Refused."""
    law = keeping().law
    if document.kind not in READ:
        raise Refused(f"{document} is {document.kind}, not a text.", "A list of awards is opened from Start.")
    read = document_of(data, f"document-{document.number}.{document.kind}")
    searched = search_apart(read, _clauses())
    found = tuple(
        Found(
            tuple((id, law.norms[id].title) for id in one.clause.norms if id in law.norms),
            read.text[one.span.start : one.span.end],
            round(one.alike * 100),
            one.same,
            tuple((each.library, each.document) for each in one.differences[:8]),
        )
        for one in searched.found[:MOST]
    )
    question = keeping().question(asking)
    numbers = sorted(question.facts.awards)
    named = [one for one in numbers if one in read.text]
    return Page(
        kind=document.kind,
        sha256=sha256,
        received=f"{document.received_at:%Y-%m-%d}",
        pages=read.pages,
        found=found,
        norms=searched.norms,
        unknown=tuple(read.text[one.start : one.end] for one in searched.unknown[:MOST]),
        notes=read.notes,
        awards=(*named, *(one for one in numbers if one not in named)),
        paper=paper_of(read)[0],
        told=sum(one.known.source == f"document-{document.number}" for one in question.record.statements),
    )


def _carry(request: Any, asking: Asking, document: Document, page: Page) -> HttpResponse:
    """Record that an award's own words carry the conditions that were found in its document."""
    award = request.POST.get("award", "")
    if award not in page.awards:
        raise Refused(f"no award `{award}` is on record.", "Enter the award first, from your award list.")
    if not page.norms:
        raise Refused("no condition of the library was found in it.", "That is not to say that the award has none.")
    view = keeping().seen(asking)
    before = next((one for one in view.rows if one.table == "awards" and one.values.get("id") == award), None)
    source = f"document-{document.number}"
    known = any(one.table == "sources" and one.values.get("id") == source for one in view.rows)
    values = {
        key: value for key, value in (dict(before.values) if before else {"id": award}).items() if key != "source"
    }
    values |= {"terms": sorted({*values.get("terms", []), *page.norms}), "source": source}
    entries = (
        []
        if known
        else [Entry("sources", {"id": source, "title": f"Document {document.number}"}, access=document.access)]
    )
    entries.append(Entry("awards", values, before.row if before else "", access=document.access))
    enter(entries, asking.matter, request.user)
    messages.success(request, f"Recorded: {len(page.norms)} conditions stand in the words of award {award}.")
    return redirect("award", number=award)


def _clauses() -> tuple[Clause, ...]:
    return clauses_of(keeping().law)
