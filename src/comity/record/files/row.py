"""Files -> rows: reads a table from CSV, YAML or Parquet, each value with its place; nothing is interpreted here.

Values come out as text, lists and mappings (CSV, YAML) or as Python values (Parquet); absent ones are left out.
"""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from comity.text.faults import Fault, Place

LARGEST = {"csv": 200_000_000, "yaml": 20_000_000, "parquet": 1_000_000_000}
"""Bytes a file may have, by format."""

LONGEST_LINE = 1_000_000
LONGEST_CELL = 100_000
MOST_ROWS = 5_000_000
DEEPEST = 8  # YAML: a table, a row, a proposition, its checks, a list of statuses

Path_ = tuple[object, ...]
"""Where a value stands in its row: a column, then keys and positions in a YAML value."""

Where = Callable[[Path_], tuple[Place, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values by column (absent ones left out) and where each stands."""

    values: Mapping[str, object]
    where: Where = field(compare=False)

    def fault(self, at: Path_, sentence: str, hint: str = "") -> Fault:
        """A fault of this row: of the value at a path, or of the row as a whole for the empty path."""
        place, excerpt = self.where(at)
        return Fault(place, sentence, hint, excerpt)


def read_rows(path: Path, columns: tuple[str, ...], shown: str) -> tuple[list[Row], list[Fault]]:
    """Read the rows of one table file, whose format its suffix tells.

    Args:
        path: the file; `.csv`, `.yaml` or `.parquet`.
        columns: the columns that the table has.
        shown: the file as named in faults.

    Returns:
        The rows, and the faults of the file's form: not a file, too large, not text, an unknown or doubled column, a
        row of another length. Never raises for what a file contains.
    """
    kind = path.suffix.removeprefix(".")
    whole = Place(shown, 1)
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            return [], [Fault(whole, "This is not a file.")]
        if info.st_size > LARGEST[kind]:
            sentence = f"This file is larger than {LARGEST[kind]:,} bytes."
            return [], [Fault(whole, sentence, "Divide it into two folders.")]
        if kind == "parquet":
            from comity.record.files.parquet import read_parquet

            return read_parquet(path, columns, shown)
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return [], [Fault(whole, f"This file cannot be read: {reason}.")]
    text, fault = text_of(data, shown)
    if text is None:
        return [], [fault] if fault else []
    if kind == "csv":
        return _read_csv(text, columns, shown)
    from comity.record.files.yaml import read_yaml

    return read_yaml(text, columns, shown)


def text_of(data: bytes, shown: str) -> tuple[str | None, Fault | None]:
    r"""The text of a file's bytes, or the fault that it is not UTF-8 text or has too long a line.

    >>> text_of(b"id,title", "sources.csv")[0]
    'id,title'
    >>> print(text_of(b"id\n\xff", "sources.csv")[1].render())
    sources.csv:2:1: This file is not UTF-8 text.
      The first bad byte is 0xff.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = f"The first bad byte is 0x{data[error.start]:02x}."
        return None, Fault(Place(shown, line), "This file is not UTF-8 text.", hint)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return None, Fault(Place(shown, line), "This file is not text: it holds a NUL character.")
    if len(text) > LONGEST_LINE:
        long = next((number for number, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST_LINE), None)
        if long is not None:
            return None, Fault(Place(shown, long), f"This line is longer than {LONGEST_LINE:,} characters.")
    return text, None


def checked_columns(
    found: list[str], columns: tuple[str, ...], fault: Callable[[int, str, str], None]
) -> list[str | None]:
    """The columns a file has, in its order, None for those that are unknown or doubled.

    `fault` is called with the position, a sentence and a hint for each of those.
    """
    from comity.norms.names.nearest import did_you_mean

    known: list[str | None] = []
    for at, name in enumerate(found):
        if name in columns and name not in known:
            known.append(name)
            continue
        known.append(None)
        if name in columns:
            fault(at, f"The column `{name}` is given twice.", "")
        else:
            sentence = f"There is no column `{name}`." if name else "This column has no name."
            fault(at, sentence, did_you_mean(name, columns, f"The columns are: {', '.join(columns)}."))
    return known


# CSV -----------------------------------------------------------------------------------------------


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


def _read_csv(text: str, columns: tuple[str, ...], shown: str) -> tuple[list[Row], list[Fault]]:
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
