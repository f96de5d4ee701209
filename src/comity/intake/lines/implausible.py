"""Detect files whose rows can be read but make no sense: columns swapped, or another kind of list."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from comity.intake.lines.rejects import HEAD
from comity.intake.read.files import Table, refuse
from comity.text.faults import Faults

ENOUGH = 5_000
"""Rows of which not one can be used, after which a file is given up."""

FEW = 5  # rows with a value, from which on a column can be said to hold something else
_SWAPPED = (
    ("recipient_name", "length(recipient_name) <= 2", "holds states or codes and not the names of recipients"),
    ("period_end", "period_end < period_start", "lies before the first day of the period"),
)


def useless(table: Table, reasons: Mapping[str, int], rows: int, rejects: Path) -> Faults:
    """What is raised when not one row of a file can be used: the reason met most, and the first row with what it has.

    Args:
        table: the file.
        reasons: how often each reason was met.
        rows: how many rows were read.
        rejects: the rejects of its first rows.
    """
    reason, count = max(reasons.items(), key=lambda pair: (pair[1], pair[0]))
    sentence = f"Not one of the first {rows:,} rows can be used; {count:,} times: {reason}."
    first = first_reject(rejects)
    if first and first["column"]:
        sentence += f" Row {first['row']} has `{first['value'][:60]}` in `{first['column']}`."
    hint = (
        "Are columns swapped, or is it another kind of list? Set the names of the columns right, and import it again."
    )
    return refuse(table.shown, sentence, hint, row=int(first["row"]) if first else 2)


def check_swapped(connection: Any, table: Table, columns: Mapping[str, str]) -> None:
    """Raise Faults where nearly all rows have in a column what belongs in another, though each could stand by itself.

    Args:
        connection: with the table `lines`, the first rows of the file.
        table: the file.
        columns: the columns of the file by the names of the fields.
    """
    for field, sign, words in _SWAPPED:
        query = (
            f"SELECT count({field}), count(*) FILTER ({sign}), min(row) FILTER ({sign}) FROM lines WHERE faults = ''"
        )
        filled, odd, row = connection.execute(query).fetchall()[0]
        if filled >= FEW and odd > 0.9 * filled and field in columns:
            value = connection.execute(f"SELECT {field} FROM lines WHERE row = {row}").fetchall()[0][0]
            sentence = (
                f"The column `{columns[field]}` {words}: `{value}` in row {row}, and so in {odd:,} of {filled:,} rows."
            )
            raise refuse(table.shown, sentence, "Are columns swapped? Set their names right, and import it again.", row)


def first_reject(path: Path) -> dict[str, str] | None:
    """The first row of a file of rejects that has no head; None where it has none."""
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as file:
        row = next(csv.reader(file), None)
    return None if row is None else dict(zip(HEAD, row, strict=True))
