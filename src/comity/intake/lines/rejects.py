"""Rows that cannot be used: each with its file, row, column, value and reason; none is dropped."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.disk.whole_files import replacing
from comity.intake.output.cells import cell

HEAD = ("file", "row", "column", "value", "reason", "raw")
LONGEST = 20_000  # characters of a row that are kept; the file and the row number lead to the rest


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that was rejected. `row` counts the rows of the file, the head being row 1; `raw` is the row as CSV."""

    file: str
    row: int
    column: str
    value: str
    reason: str
    raw: str


def as_row(cells: Sequence[str | None]) -> str:
    """Cells as one row of CSV.

    >>> as_row(["a", "b,c", None])
    'a,"b,c",'
    """
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="").writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue()


def encode(rejects: Iterable[Reject]) -> bytes:
    """Rejects as lines of CSV without head, safe to open as a sheet: no cell begins as a formula.

    >>> print(encode([Reject("a.csv", 2, "amount", "=1+1", "is not an amount of dollars", "x,=1+1")]).decode(), end="")
    a.csv,2,amount,'=1+1,is not an amount of dollars,"x,=1+1"
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for one in rejects:
        texts = (one.column, one.value, one.reason, one.raw)
        writer.writerow([_cell(one.file), one.row, *map(_cell, texts)])
    return out.getvalue().encode("utf-8", "replace")


def collect(parts: Iterable[Path], into: Path) -> None:
    """Join the rejects of all pieces of all files to one CSV file, in the order given; there whole or not at all."""
    with replacing(into) as scratch, scratch.open("wb") as out:
        out.write((",".join(HEAD) + "\n").encode())
        for part in parts:
            with part.open("rb") as one:
                shutil.copyfileobj(one, out, 1 << 20)


def _cell(value: str) -> str:
    text = value.replace("\0", "\ufffd")
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}... ({len(text):,} characters)"
    return cell(text)
