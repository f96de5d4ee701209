"""Tables as a workbook: one sheet for each table, the days on every sheet, no formulas."""

from __future__ import annotations

import datetime as dt
import io
import re
from decimal import Decimal
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from comity.web.exports.stamp import NOTICE, Receipt, receipt
from comity.web.exports.tables import Book, Cell, Column, Table, words

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST, MOST_CHARACTERS = 60, 32_767
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
# XLSX holds no control characters but these three
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xlsx_of(book: Book) -> bytes:
    """A book as a workbook; the same bytes for the same book."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook: Any = xlsxwriter.Workbook(out, options)
    workbook.set_properties(
        {
            "title": book.title,
            "subject": book.stamp.subject,
            "created": dt.datetime.combine(book.stamp.as_of, dt.time()),
        }
    )
    kinds = _formats(workbook)
    made = receipt(book.stamp, book.plain())
    used: set[str] = set()
    for table in book.tables:
        _sheet(workbook=workbook, kinds=kinds, book=book, table=table, made=made, name=_name(table.title, used))
    _receipt_sheet(workbook, kinds, book, made, _name("Receipt", used))
    workbook.close()
    return out.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "about": workbook.add_format({"font_color": "#4a515b"}),
        "head": workbook.add_format({"bold": True, "text_wrap": True, "bottom": 2, **top}),
        "text": workbook.add_format({"text_wrap": True, **top}),
        "day": workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top}),
        "money": workbook.add_format({"num_format": "$#,##0.00", **top}),
        "count": workbook.add_format({"num_format": "#,##0", **top}),
    }


def _name(title: str, used: set[str]) -> str:
    """A sheet's name: at most 31 characters, none that Excel refuses, none twice."""
    base = _NOT_IN_NAMES.sub(" ", title).strip()[:31] or "Sheet"
    name, n = base, 2
    while name.lower() in used:
        name, n = f"{base[:27]} ({n})", n + 1
    used.add(name.lower())
    return name


def _sheet(
    workbook: Any, kinds: dict[str, Any], book: Book, table: Table, made: Receipt, name: str
) -> None:  # fmt: skip
    sheet = workbook.add_worksheet(name)
    sheet.write_string(0, 0, _text(f"{book.title}: {table.title}"), kinds["title"])
    about = [*book.stamp.lines(), ("Receipt", made.number), *((("Note", table.note),) if table.note else ())]
    for at, (key, said) in enumerate(about, 1):
        sheet.write_string(at, 0, _text(f"{key}: {said}"), kinds["about"])
    top = len(about) + 2
    for at, column in enumerate(table.columns):
        sheet.write_string(top, at, _text(column.words), kinds["head"])
        sheet.set_column(at, at, _width(column, table))
    for down, row in enumerate(table.rows, top + 1):
        for across, column in enumerate(table.columns):
            _write(sheet=sheet, down=down, across=across, value=row.get(column.key), column=column, kinds=kinds)
    last = top + len(table.rows)
    if table.rows:
        sheet.autofilter(top, 0, last, len(table.columns) - 1)
    else:
        sheet.write_string(top + 1, 0, _text(table.empty), kinds["about"])
    sheet.write_string(last + 3, 0, NOTICE, kinds["about"])
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    stamp = book.stamp
    sheet.set_footer(f"&LAs of {stamp.as_of}, law read to {stamp.law_day}&R&P of &N")


def _write(sheet: Any, down: int, across: int, value: Cell, column: Column, kinds: dict[str, Any]) -> None:
    form = kinds[column.kind]
    if value is None:
        sheet.write_blank(down, across, None, form)
    elif column.kind == "day" and isinstance(value, dt.date):
        sheet.write_datetime(down, across, dt.datetime.combine(value, dt.time()), form)
    elif column.kind in ("money", "count") and isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(down, across, float(value), form)
    else:
        sheet.write_string(down, across, _text(words(value)), kinds["text"])


def _text(value: str) -> str:
    return _CONTROL.sub("�", value)[:MOST_CHARACTERS]


def _width(column: Column, table: Table) -> int:
    longest = max((len(words(row.get(column.key))) for row in table.rows), default=0)
    return min(WIDEST, max(len(column.words) if len(column.words) < 16 else 12, longest, 8) + 2)


def _receipt_sheet(workbook: Any, kinds: dict[str, Any], book: Book, made: Receipt, name: str) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, f"Receipt {made.number}", kinds["title"])
    said = [*book.stamp.lines(), *made.question.items(), ("answer", made.answer)]
    said += [("office", made.given)] if made.given else []
    for at, (key, value) in enumerate(said, 2):
        sheet.write_string(at, 0, key, kinds["head"])
        sheet.write_string(at, 1, _text(value), kinds["text"])
    sheet.write_string(len(said) + 3, 0, NOTICE, kinds["about"])
