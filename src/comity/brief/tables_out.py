"""Tables to work on: CSV and XLSX with the day asked about and the library's day; no cell is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from comity.disk.whole_files import replacing, write_whole
from comity.errors import Refused
from comity.intake.output.cells import cell

FORMATS = (".csv", ".xlsx")
LEGAL = "Legal information for review by counsel, not a substitute for an attorney's advice."
MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class SheetOut:
    """One sheet: its name, its head, its rows."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]


def dated_name(path: Path, as_of: dt.date, read_to: dt.date) -> Path:
    """The name of a file with the day asked about and the day to which the library was read.

    >>> dated_name(Path("matrix.xlsx"), dt.date(2026, 11, 30), dt.date(2026, 11, 24)).name
    'matrix (as of 2026-11-30, library 2026-11-24).xlsx'
    """
    return path.with_name(f"{path.stem} (as of {as_of}, library {read_to}){path.suffix}")


def write_sheets(path: Path, sheets: Iterable[SheetOut], as_of: dt.date, read_to: dt.date, note: str = "") -> Path:
    """Write sheets as XLSX, or the first of them as CSV, under a name with both days; returns the path.

    Raises:
        Refused: the name is of another kind of file, or there are more rows than a sheet holds.
    """
    target = dated_name(path, as_of, read_to)
    written = list(sheets)
    line = f"As of {as_of}; library read to {read_to}. {note}{' ' if note else ''}{LEGAL}"
    if any(len(sheet.rows) > MOST_ROWS for sheet in written):
        raise Refused(f"{path.name} would have more than {MOST_ROWS:,} rows.", "Write Parquet, which has no limit.")
    if path.suffix.lower() == ".csv":
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*written[0].head, "as of", "library read to"])
        for row in written[0].rows:
            writer.writerow([*(cell(_text(value)) for value in row), as_of, read_to])
        write_whole(target, out.getvalue())
        return target
    if path.suffix.lower() != ".xlsx":
        raise Refused(f"{path.name} is neither CSV nor XLSX.", f"Name it {path.stem}.xlsx.")
    with replacing(target) as scratch:
        _workbook(scratch, written, line)
    return target


def _workbook(path: Path, sheets: Sequence[SheetOut], line: str) -> None:
    import xlsxwriter

    library: Any = xlsxwriter
    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = library.Workbook(str(path), {**plain, "in_memory": True})
    bold = book.add_format({"bold": True, "text_wrap": True})
    money = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name[:31])
        page.write_string(0, 0, line)
        page.write_row(1, 0, sheet.head, bold)
        page.freeze_panes(2, 0)
        for at, row in enumerate(sheet.rows, 2):
            for column, value in enumerate(row):
                if isinstance(value, Decimal | float):
                    page.write_number(at, column, float(value), money)
                elif isinstance(value, int) and not isinstance(value, bool):
                    page.write_number(at, column, value)
                elif isinstance(value, dt.date):
                    page.write_datetime(at, column, dt.datetime.combine(value, dt.time()), day)
                elif value is not None and value != "":
                    page.write_string(at, column, cell(_text(value))[:32_000])
        for column, name in enumerate(sheet.head):
            longest = max([len(name), *(len(_text(row[column])) for row in sheet.rows[:200])])
            page.set_column(column, column, min(60, max(8, longest + 1)))
        if sheet.rows:
            page.autofilter(1, 0, 1 + len(sheet.rows), len(sheet.head) - 1)
    book.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
