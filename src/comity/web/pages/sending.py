"""Send a page's rows as a file, at the page's own address: `?as=xlsx` and the like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.exports.paper import Paper
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.office.memos import given
from comity.web.office.receipts import receipt
from comity.web.office.sealing import canonical

LISTS = {"xlsx": "Workbook (XLSX)", "csv": "CSV", "json": "JSON"}
PAPERS = {"docx": "Memo (DOCX)", "pdf": "Memo (PDF)"}


def answers_for(request: Any, asking: Asking | None = None) -> Answers | None:
    """The answers that a page is made of; None while they are worked out. A file waits for them: it never fills itself."""
    of: Asking = asking or request.asking
    return keeping().make(of) if request.GET.get("as") else keeping().answers(of)


def words_of(request: Any, *rest: Hashable) -> tuple[Hashable, ...]:
    """Under what the words of a page are kept that says the same to everyone whose question and address are the same.

    `rest` is what it rests on besides the facts, the law and the address.
    """
    asking: Asking = request.asking
    return (keeping().key(asking).digest, asking.matter.pk, asking.today, request.get_full_path(), *rest)


def law_day() -> dt.date:
    """The last day on which law of the library was read."""
    return max(one.checked for one in keeping().law.instruments.values())


def stamp(request: Any, address: str = "") -> Stamp:
    """What an export of a page rests on; `address` is the page's, where the request's own tells a secret."""
    asking: Asking = request.asking
    key = keeping().key(asking)
    answers = keeping().answers(asking)
    kept = "" if answers is None else canonical(receipt(asking, answers)).decode()
    query = request.GET.copy()
    query.pop("as", None)
    query.pop("for", None)
    return Stamp(
        subject=shown(asking.subject),
        name=slugify(asking.subject.short) or f"matter-{asking.matter.number}",
        as_of=asking.as_of,
        known_at=asking.known_at,
        law_day=law_day(),
        program=key.program,
        law=key.law,
        facts=key.view,
        address=address or request.path + (f"?{query.urlencode()}" if query else ""),
        suppose=asking.suppose,
        forum=key.forum,
        given=kept,
    )


def sent(
    request: Any, book: Callable[[Stamp], Book], paper: Callable[[Stamp], Paper] | None = None
) -> HttpResponse | None:
    """The file that is asked for; None where the page itself is. A form that the page does not have is not found."""
    wanted = request.GET.get("as", "")
    if not wanted:
        return None
    request.taken_out = True
    made = stamp(request)
    if wanted == "receipt" and made.given:
        return as_file(made.given.encode(), "application/json", made.file_name("receipt", "json"))
    if wanted in LISTS:
        return _list(book(made), wanted)
    if wanted in PAPERS and paper is not None:
        return _paper(given(paper(made), request.asking), wanted)
    raise Http404


def _list(book: Book, wanted: str) -> HttpResponse:
    from comity.web.exports import csv, json, xlsx

    form, content = {
        "xlsx": (xlsx.TYPE, xlsx.xlsx_of),
        "csv": (csv.TYPE, csv.csv_of),
        "json": (json.TYPE, json.json_of),
    }[wanted]
    return as_file(content(book), form, book.stamp.file_name(book.what, wanted))


def _paper(paper: Paper, wanted: str) -> HttpResponse:
    from comity.web.exports import docx, pdf

    form, content = {"docx": (docx.TYPE, docx.docx_of), "pdf": (pdf.TYPE, pdf.pdf_of)}[wanted]
    return as_file(content(paper), form, paper.stamp.file_name("memo", wanted))


def as_file(content: bytes, form: str, name: str) -> HttpResponse:
    """Bytes as a file to be kept, never shown within the page."""
    return HttpResponse(content, form, headers={"Content-Disposition": f'attachment; filename="{name}"'})
