"""Sheets of workbooks as streams of CSV, so that they are read as any other list is; their merged heads as one line of columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path

from comity.intake.lines.rejects import as_row
from comity.intake.read.chunks import pieces
from comity.intake.read.csv import head, recode
from comity.intake.read.files import Opened, Table, in_memory, is_workbook, reading, refuse, tables
from comity.intake.read.workbooks import MergedCells, cells_of

LOOKED_AT = 30  # rows in which a head is looked for
SAMPLE = 200  # rows that a mapping is proposed from

Cells = list[str]


def sheet_rows(path: Path, sheet: str = "", most: int | None = None) -> tuple[list[Cells], list[MergedCells]]:
    """The rows of a sheet as text, or so many of them, all of one width, and its merged cells.

    Raises:
        Faults: there is no such sheet, or it cannot be read.
    """
    found, merged = cells_of(path, sheet, most)
    rows: list[Cells] = [json.loads(row) for row in found]
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows], merged


def first_rows(path: Path, sheet: str = "") -> list[Cells]:
    """The first rows of a workbook's sheet or of a CSV file, from which its head is found and a mapping proposed.

    Raises:
        Faults: the file cannot be read.
    """
    if is_workbook(path):
        return sheet_rows(path, sheet, LOOKED_AT + SAMPLE)[0]
    with reading(tables(path)[0]) as stream:
        piece = next(pieces(stream, size=1_000_000), None)
    data = piece.data if piece else b""
    if b"\0" in data[:4096]:
        raise refuse(path.name, "This is no CSV file: it is not text.")
    lines = data.splitlines(keepends=True)[: LOOKED_AT + SAMPLE]
    marks = [head(line)[1] for line in lines[:LOOKED_AT] if line.strip()]
    delimiter = max(set(marks), key=lambda mark: (marks.count(mark), mark)) if marks else ","
    text = recode(b"".join(lines))[0].decode("utf-8-sig", "replace").replace("\0", "\ufffd")
    csv.field_size_limit(1 << 30)
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


def find_head(rows: Sequence[Cells], known: Callable[[str], bool]) -> int:
    """The number of the row that is the head: the first with the most names of columns, known ones counting more.

    >>> find_head([["Grants of 2024", ""], ["Award No.", "Amount"], ["2019-DJ-BX-0177", "12.50"]], lambda name: False)
    2
    """

    def score(row: Cells) -> int:
        names = {cell for cell in row if cell and len(cell) < 80 and not any(mark.isdigit() for mark in cell)}
        return len(names) + 3 * sum(known(name) for name in names) if len(names) > 1 else 0

    scores = [score(row) for row in rows[:LOOKED_AT]]
    return scores.index(max(scores)) + 1 if scores and max(scores) else 1


def column_names(rows: Sequence[Cells], header: int, merged: Iterable[MergedCells] = ()) -> Cells:
    """One name for each column of a sheet, of a head whose cells may be merged over rows and columns.

    >>> rows = [["Award", "Period", ""], ["", "From", "To"], ["A-1", "2024-01-01", "2024-12-31"]]
    >>> column_names(rows, 2, [(0, 0, 1, 0), (0, 1, 0, 2)])
    ['Award', 'Period From', 'Period To']
    """
    at = header - 1
    above: dict[int, str] = {}
    for top, left, bottom, right in merged:
        for column in range(left, right + 1):
            if top < at <= bottom:
                above[column] = rows[top][left]  # merged downwards: the name stands on top
            elif bottom == at - 1 and right > left:
                above[column] = f"{rows[top][left]} {rows[at][column]}"  # a group over several columns
            elif top == at and column > left:
                above[column] = f"{rows[at][left]} ({column - left + 1})"
    names = [" ".join((above.get(column) or cell).split()) for column, cell in enumerate(rows[at])]
    return unique(names)


def unique(names: Iterable[str]) -> Cells:
    """Names of columns, each given once: nameless ones by their position, doubled ones numbered.

    >>> unique(["Amount", "", "Amount"])
    ['Amount', 'column 2', 'Amount (2)']
    """
    found: Cells = []
    for position, name in enumerate(names, 1):
        name = name or f"column {position}"
        count = 1
        given = name
        while given in found:
            count += 1
            given = f"{name} ({count})"
        found.append(given)
    return found


def open_sheet(path: Path, sheet: str, header: int) -> Callable[[Table, int], AbstractContextManager[Opened]]:
    """How a sheet is opened as CSV: rows stand on their own numbers, the head is one line."""

    @contextmanager
    def opened(_table: Table, start: int) -> Generator[Opened, None, None]:
        data = _as_csv(path, sheet, header, path.stat().st_mtime_ns)
        stream = in_memory(data[start:])
        size = path.stat().st_size
        # The workbook is read whole before its first row; of its bytes so many are taken as of its rows are read.
        yield Opened(stream, lambda: size * (start + stream.tell()) // max(1, len(data)))

    return opened


@lru_cache(1)  # the head is looked at, checked, and then read again
def _as_csv(path: Path, sheet: str, header: int, _modified: int) -> bytes:
    rows, merged = cells_of(path, sheet)
    if len(rows) < header:
        raise refuse(path.name, f"The sheet has no row {header}.", "Say in the mapping on which row the head stands.")
    names = column_names([json.loads(row) for row in rows[:header]], header, merged)
    made = io.BytesIO()
    made.write(b"-\n" * (header - 1) + f"{as_row(names)}\n".encode())
    for row in rows[header:]:
        made.write(f"{as_row(json.loads(row))}\n".encode())
    return made.getvalue()
