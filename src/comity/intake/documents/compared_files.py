"""The comparison of two award documents as a Word document or a workbook; no cell is ever a formula."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from comity.disk.whole_files import replacing
from comity.errors import Refused
from comity.intake.documents.compare import SAYS, Pair
from comity.intake.documents.document import Document, Span

LINE = "Legal information for review by counsel, not a substitute for an attorney's advice."
COLUMNS = ("what", "old page", "old words", "new page", "new words", "alike", "differences", "norms of the library")
LONGEST_CELL = 32_000
FILES = ("docx", "xlsx")
MADE = dt.datetime(2026, 1, 1)
"""The time that a workbook says it was made at: the same comparison is the same bytes."""


def rows(pairs: Sequence[Pair], old: Document, new: Document) -> list[tuple[str, ...]]:
    """The comparison as rows of text, in the columns of `COLUMNS`."""

    def words(document: Document, span: Span | None) -> tuple[str, str]:
        return (str(document.page(span)), " ".join(document.words(span).split())) if span else ("", "")

    return [
        (
            pair.says, *words(old, pair.old), *words(new, pair.new), f"{pair.alike:.0%}" if pair.old and pair.new else "",
            "; ".join(f"`{d.library}` -> `{d.document}`" for d in pair.differences), ", ".join(pair.norms),
        )
        for pair in pairs
    ]  # fmt: skip


def summary(pairs: Sequence[Pair]) -> str:
    """How many clauses are what.

    >>> summary([Pair("new", None, Span(0, 1), 0.0), Pair("same", Span(0, 1), Span(0, 1), 1.0)])
    '1 same, 1 new'
    """
    counts = {says: sum(pair.says == says for pair in pairs) for says in SAYS}
    return ", ".join(f"{count} {says}" for says, count in counts.items() if count)


def write_compared(path: Path, pairs: Sequence[Pair], old: Document, new: Document) -> None:
    """Write a .docx or .xlsx file. Raises Refused for another ending."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FILES:
        raise Refused(f"`{path.name}` is neither a .docx nor an .xlsx file.", "Name the file .docx or .xlsx.")
    data = compared_file(form, pairs, old, new)
    with replacing(path) as file:
        file.write_bytes(data)


def compared_file(form: str, pairs: Sequence[Pair], old: Document, new: Document) -> bytes:
    """The comparison as the bytes of a file of one of `FILES`."""
    return (_docx if form == "docx" else _xlsx)(pairs, old, new)


def _title(old: Document, new: Document) -> str:
    return f"{new.name} compared with {old.name}"


def _docx(pairs: Sequence[Pair], old: Document, new: Document) -> bytes:
    import docx

    made = cast(Any, docx).Document()
    made.core_properties.title = _title(old, new)
    made.add_heading(_title(old, new), 1)
    made.add_paragraph(f"{summary(pairs)}. {old.sha256[:16]} -> {new.sha256[:16]} (sha256).")
    for pair, row in zip(pairs, rows(pairs, old, new), strict=True):
        if pair.says == "same":
            continue
        made.add_heading(f"{row[0].capitalize()}{f' ({row[7]})' if row[7] else ''}", 2)
        for label, page, words in (("Old", row[1], row[2]), ("New", row[3], row[4])):
            if words:
                made.add_paragraph(f"{label}, page {page}: {_printable(words)}")
        for difference in pair.differences:
            paragraph = made.add_paragraph(style="List Bullet")
            if difference.library:
                paragraph.add_run(_printable(difference.library)).font.strike = True
            if difference.document:
                paragraph.add_run(
                    f"{' ' if difference.library else ''}{_printable(difference.document)}"
                ).font.underline = True
    made.add_paragraph(LINE)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _xlsx(pairs: Sequence[Pair], old: Document, new: Document) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = cast(Any, xlsxwriter).Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("terms")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, _title(old, new), bold)
    sheet.write_string(1, 0, summary(pairs))
    sheet.write_string(2, 0, LINE)
    for n, name in enumerate(COLUMNS):
        sheet.write_string(4, n, name, bold)
    for at, row in enumerate(rows(pairs, old, new), 5):
        for n, cell in enumerate(row):
            sheet.write_string(at, n, cell[:LONGEST_CELL], wrapped)
    sheet.set_column(2, 2, 60)
    sheet.set_column(4, 4, 60)
    sheet.set_column(6, 7, 40)
    sheet.freeze_panes(5, 1)
    sheet.autofilter(4, 0, 4 + max(1, len(pairs)), len(COLUMNS) - 1)
    book.close()
    return out.getvalue()
