"""Read rows from CSV text, each with its line; the place of a cell is found when a fault needs it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Any

from comity.record.files.row import Path_, Row, checked_columns
from comity.text.faults import Fault, Place


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The text of a CSV file as lines, to find the place of a cell when a fault needs it."""

    shown: str
    lines: list[str]
    head: list[str | None]

    def cell(self, first: int, at: Path_) -> tuple[Place, str]:
        """Line and column of a cell of the row that starts on line `first`."""
        index = self.head.index(str(at[0])) if at and at[0] in self.head else None
        if index is None:
            return Place(self.shown, first, 1, max(1, len(self.lines[first - 1]))), self.lines[first - 1]
        return self.nth(first, index)

    def nth(self, first: int, index: int) -> tuple[Place, str]:
        line, column, seen, inside = first, 0, 0, False
        start = (line, column)
        text = self.lines[line - 1]
        while seen <= index:
            if column >= len(text):
                if not inside or line >= len(self.lines):
                    break
                line, column, text = line + 1, 0, self.lines[line]
                continue
            if text[column] == '"':
                inside = not inside
            elif text[column] == "," and not inside:
                seen += 1
                if seen > index:
                    break
                start = (line, column + 1)
            column += 1
        width = column - start[1] if line == start[0] else 1
        return Place(self.shown, start[0], start[1] + 1, max(1, width)), self.lines[start[0] - 1]


def read_csv(text: str, columns: tuple[str, ...], shown: str) -> tuple[list[Row], list[Fault]]:
    """The rows of a table in CSV, and the faults of its form; see `comity.record.files.read.read_rows`."""
    written = list(io.StringIO(text, newline=""))
    lines = [line.rstrip("\r\n") for line in written] or [""]
    faults: list[Fault] = []
    rows: list[Row] = []
    cells = _cells(written)
    try:
        _, first = next(cells, (1, list[str]()))
        sheet = _Sheet(shown, lines, [])

        def fault(at: int, sentence: str, hint: str) -> None:
            place, excerpt = sheet.nth(1, at)
            faults.append(Fault(place, sentence, hint, excerpt))

        if not first:
            hint = f"Begin with a line of columns: {','.join(columns)}."
            return [], [Fault(Place(shown, 1), "This table has no head.", hint)]
        head = checked_columns([name.strip() for name in first], columns, fault)
        sheet = _Sheet(shown, lines, head)
        for number, values in cells:
            where = partial(sheet.cell, number)
            if not values:
                continue
            if len(values) != len(head):
                place, excerpt = where(())
                sentence = f"This row has {len(values)} cells; the head has {len(head)}."
                faults.append(Fault(place, sentence, "A value with a comma stands in quotation marks.", excerpt))
                continue
            row: dict[str, object] = {}
            for name, value in zip_longest(head, values):
                if name is not None and (value := value.strip()):
                    row[name] = value
            rows.append(Row(row, where))
    except csv.Error as error:
        line = getattr(error, "line", 1)
        excerpt = lines[min(line, len(lines)) - 1]
        hint = "Quotation marks within a value are doubled."
        faults.append(Fault(Place(shown, line), f"This is not CSV: {error}.", hint, excerpt))
    return rows, faults


def _cells(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row of cells with the line it starts on; an error of the csv module carries that line."""
    reader = csv.reader(lines, strict=True)
    line = 1
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            wrong: Any = csv.Error(str(error))
            wrong.line = line
            raise wrong from None
        yield line, values
        line = reader.line_num + 1
