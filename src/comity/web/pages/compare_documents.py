"""Two award documents compared clause by clause: the same, moved, reworded, new, gone, and what the library knows of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from comity.errors import ComityError, Refused
from comity.intake.documents.apart import compare_apart
from comity.intake.documents.clauses import clauses_of
from comity.intake.documents.compare import Pair
from comity.intake.documents.compared_files import FILES, compared_file, summary
from comity.intake.documents.document import Document as Text
from comity.intake.documents.document import Span
from comity.intake.documents.read import document_of
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.office.documents import content_of
from comity.web.office.models import Document
from comity.web.pages.document import READ
from comity.web.pages.sending import as_file

PATH = "documents/compare/"
MOST = 200
"""Documents to choose from, the latest."""
LONGEST = 1_500


@dataclass(frozen=True, slots=True)
class Row:
    """A clause: what became of it, its words before and now with their pages, what differs, the library's conditions in it."""

    says: str
    old: str
    old_page: int | None
    new: str
    new_page: int | None
    differences: tuple[tuple[str, str], ...]
    norms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The comparison; without rows it is a form to choose with."""

    choices: tuple[tuple[int, str], ...]
    old: int | None
    new: int | None
    answer: str
    rows: tuple[Row, ...]


def view(request: Any) -> HttpResponse:
    """The page; or the comparison as a Word document or a workbook."""
    asking: Asking = request.asking
    numbers = [whole_number(request.GET.get(name, "")) for name in ("old", "new")]
    old, new = (_chosen(asking, number) for number in numbers)
    said: dict[str, Any] = {"page": Page(_choices(asking), numbers[0], numbers[1], "", ())}
    if old is None or new is None:
        return render(request, "compare_documents.html", said)
    try:
        before, after = _read(old), _read(new)
        pairs = compare_apart(before, after, clauses_of(keeping().law))
        form = request.GET.get("as", "")
        if form in FILES:
            request.taken_out = True
            name = f"document-{new.number}-compared-with-{old.number}.{form}"
            return as_file(compared_file(form, pairs, before, after), "application/octet-stream", name)
    except ComityError as error:
        return render(request, "compare_documents.html", {**said, "refused": error}, status=400)
    said["page"] = Page(
        choices=_choices(asking),
        old=old.number,
        new=new.number,
        answer=summary(pairs),
        rows=tuple(_row(pair, before, after) for pair in pairs if pair.says != "same"),
    )
    return render(request, "compare_documents.html", said)


def _choices(asking: Asking) -> tuple[tuple[int, str], ...]:
    mine = Document.objects.visible_to(asking.rights).filter(matter=asking.matter, kind__in=READ).order_by("-number")
    return tuple((one.number, f"{one}, {one.kind.upper()}, {one.received_at:%Y-%m-%d}") for one in mine[:MOST])


def _chosen(asking: Asking, number: int | None) -> Document | None:
    if number is None:
        return None
    found = Document.objects.visible_to(asking.rights).filter(matter=asking.matter, number=number).first()
    if found is None or content_of(found) is None:
        raise Http404
    return found


def _read(document: Document) -> Text:
    content = content_of(document)
    if content is None or document.kind not in READ:
        raise Refused(f"{document} is {document.kind}, not a text.", "Choose an award document.")
    return document_of(bytes(content.data), f"document-{document.number}.{document.kind}")


def _row(pair: Pair, old: Text, new: Text) -> Row:
    def words(text: Text, span: Span | None) -> str:
        return " ".join(text.words(span).split())[:LONGEST] if span else ""

    law = keeping().law
    return Row(
        says=pair.says,
        old=words(old, pair.old),
        old_page=old.page(pair.old) if pair.old else None,
        new=words(new, pair.new),
        new_page=new.page(pair.new) if pair.new else None,
        differences=tuple((one.library, one.document) for one in pair.differences),
        norms=tuple((id, law.norms[id].title) for id in pair.norms if id in law.norms),
    )
