"""Open a file as rows of text with their numbers, and say what its sheets hide or could not compute."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, repeat
from pathlib import Path
from typing import NamedTuple

from comity.intake.read.csv import head, recode, text_rows
from comity.intake.read.files import is_workbook, reading, refuse, tables
from comity.intake.read.marks import SheetMarks, marks_of
from comity.intake.read.workbooks import MergedCells, read_workbook

OPEN_MARK = "a quotation mark is opened here and not closed"
LARGEST = 400_000_000
"""Bytes of a CSV file that is read as a sheet, which is held in memory whole."""


class GridRow(NamedTuple):
    """A row of a sheet: the number it has there, its cells as text, and why it cannot be used, if it cannot."""

    number: int
    cells: list[str]
    damaged: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its name (empty: the file has none), whether it is shown, its rows, and what is special about its cells.

    `recoded` lines were read as Windows-1252, because they are not UTF-8.
    """

    sheet: str
    visible: bool
    rows: list[GridRow]
    merged: tuple[MergedCells, ...] = ()
    marks: SheetMarks = field(default_factory=SheetMarks)
    recoded: int = 0


def grids_of(path: Path) -> tuple[Grid, ...]:
    """The sheets of a workbook in order, or the one table of a CSV file.

    Raises:
        Faults: it cannot be read, or is something else.
    """
    if is_workbook(path):
        marks = marks_of(path)
        found: list[Grid] = []
        for sheet in read_workbook(path):
            rows = [GridRow(at, json.loads(row)) for at, row in enumerate(sheet.rows, 1)]
            found.append(
                Grid(sheet.name, sheet.visible, rows, tuple(sheet.merged), marks.get(sheet.name, SheetMarks()))
            )
        return tuple(found)
    named = tables(path)
    return tuple(_text_grid(path, at, len(named) > 1) for at in range(len(named)))


def _text_grid(path: Path, at: int, several: bool) -> Grid:
    table = tables(path)[at]
    held = io.BytesIO()
    with reading(table) as stream:
        while data := stream.read(1 << 24):
            held.write(data)
            if held.tell() > LARGEST:
                sentence = f"It has more than {LARGEST:,} bytes, and a sheet is read whole."
                raise refuse(table.shown, sentence, "Import a published list by its kind: comity import --list")
    data = held.getvalue()
    if b"\0" in data[:4096]:
        raise refuse(table.shown, "This is not a CSV file: it is not text.")
    data, recoded = recode(data)
    text = data.decode("utf-8-sig", "replace")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    lines = text[:1_000_000].splitlines()[:300]
    said = re.fullmatch(r'"?sep=(.)"?', lines[0].strip().rstrip(",;")) if lines else None
    delimiter = said[1] if said else _delimiter(lines)
    rows = list(map(GridRow._make, numbered_rows(text, delimiter)))
    if said and rows:
        rows[0] = GridRow(1, [])
    return Grid(table.member if several else "", True, rows, recoded=recoded)


def _delimiter(lines: list[str]) -> str:
    marks = [head(line.encode())[1] for line in lines[:60] if line.strip()]
    return max(set(marks), key=lambda mark: (marks.count(mark), mark == ",", mark)) if marks else ","


def numbered_rows(text: str, delimiter: str) -> Iterable[tuple[int, list[str], str]]:
    r"""Each row of a CSV text with its number and why it cannot be used; a blank line has a number too, as a spreadsheet shows it.

    A row over several lines whose cells are not as many as most rows have may be a stray quotation mark that has
    swallowed good rows: where its lines are rows by themselves, they are taken one by one.

    >>> list(numbered_rows('a,b\n\n"c\nd",e\n', ","))
    [(1, ['a', 'b'], ''), (2, [], ''), (3, ['c\nd', 'e'], '')]
    """
    csv.field_size_limit(1 << 30)
    quoted = '"' in text
    reader = csv.reader(io.StringIO(text, newline="\n" if quoted else ""), delimiter=delimiter, strict=quoted)
    try:
        rows = list(reader)
    except csv.Error:
        if not quoted:
            raise
    else:
        if not quoted or len(rows) == reader.line_num:  # each row stands on a line of its own
            return zip(count(1), rows, repeat(""))
    return _numbered_one_by_one(text, delimiter)


def _numbered_one_by_one(text: str, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    widths = Counter(line.count(delimiter) for line in text.splitlines() if line.strip() and '"' not in line)
    usual = widths.most_common(1)[0][0] + 1 if widths else 0
    number = 0
    for raw, cells in text_rows(text, delimiter, blank=True):
        if "\n" in raw.strip("\r\n") and usual and len(cells) != usual:
            lines = [line for line in raw.splitlines() if line.strip()]
            singly = [next(csv.reader([line], delimiter=delimiter), list[str]()) for line in lines]
            if sum(len(one) == usual for one in singly) > len(singly) / 2:
                for line, one in zip(lines, singly, strict=True):
                    number += 1
                    yield number, one, OPEN_MARK if line.count('"') % 2 else ""
                continue
        number += 1
        yield number, cells, ""
