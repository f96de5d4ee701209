"""Open data, without signing in: what the library covers, how it is made and cited, and each of its texts as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from comity.kept.keys import program
from comity.norms.coverage import coverage
from comity.web.exports import csv, json
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.pages.sending import as_file, law_day

PATH = "open-data/"
OPEN = True
COLUMNS = (
    Column("id", "Id"),
    Column("title", "Text"),
    Column("kind", "Kind"),
    Column("court", "Court"),
    Column("docket", "Docket"),
    Column("basis", "Rests on"),
    Column("checked", "Read on", "day"),
    Column("sources", "Sources"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says."""

    covers: tuple[tuple[str, str], ...]
    citation: str
    digest: str
    texts: tuple[Cells, ...]


def view(request: Any) -> HttpResponse:
    """The page, or its list as a file; it rests on the library alone, on no fact of an office."""
    page = rows()
    wanted = request.GET.get("as", "")
    if wanted in ("csv", "json"):
        day, law = law_day(), page.digest
        made = Stamp(
            subject="the library",
            name="library",
            as_of=day,
            known_at=day,
            law_day=day,
            program=program(),
            law=law,
            facts="",
            address="/open-data/",
        )
        book = Book("texts", "Texts of the library", made, (Table("texts", "Texts", COLUMNS, page.texts),))
        form, content = (csv.TYPE, csv.csv_of(book)) if wanted == "csv" else (json.TYPE, json.json_of(book))
        return as_file(content, form, made.file_name("texts", wanted))
    if wanted:
        raise Http404
    return render(request, "open_data.html", {"page": page})


def rows() -> Page:
    """The page as rows."""
    law, digest = keeping().law, keeping().law_digest
    day = law_day()
    texts: tuple[Cells, ...] = tuple(
        {
            "id": one.id, "title": one.title, "kind": one.kind, "court": one.court, "docket": one.docket, "basis": one.basis,
            "checked": one.checked, "sources": one.sources,
        }
        for one in sorted(law.instruments.values(), key=lambda one: one.id)
    )  # fmt: skip
    covers = tuple(
        (name.replace("_", " "), f"{value:,}" if isinstance(value, int) else str(value))
        for name, value in coverage(law).items()
    )
    return Page(
        covers, f"Comity, library of the law between governments, read to {day}, digest {digest[:16]}.", digest, texts
    )
