"""Find the header of a table in a sheet, and the names of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.intake.read.workbooks import MergedCells
from comity.intake.sheets.columns import is_known
from comity.intake.sheets.values import clean, without_unit

LOOKED_AT = 200
"""Rows at the beginning of a sheet in which the first head is looked for."""


def is_head(cells: Sequence[str], least: int = 3) -> bool:
    """Whether a row is a head: so many names of columns that are known, and hardly a number.

    >>> (
    ...     is_head(["Award Number", "Recipient Name", "State", "ALN"]),
    ...     is_head(["2019-DJ-BX-0177", "City of Oakland", "CA", "16.738"]),
    ... )
    (True, False)
    """
    named = [clean(cell) for cell in cells if cell and cell.strip()]
    known = sum(is_known(cell) for cell in named)
    return known >= least and known >= 0.4 * len(named)


def find_head(rows: Sequence[Sequence[str]]) -> int:
    """The position, from 1, of the row that is the head: the first with the most names of columns, known ones counting more.

    >>> find_head([["Grants of 2024", ""], ["Award No.", "Amount"], ["2019-DJ-BX-0177", "12.50"]])
    2
    """

    def score(row: Sequence[str]) -> int:
        names = {cell for cell in row if cell and len(cell) < 80 and sum(mark.isdigit() for mark in cell) <= 4}
        return len(names) + 3 * sum(is_known(name) for name in names) if len(names) > 1 else 0

    scores = [score(row) for row in rows[:LOOKED_AT]]
    return scores.index(max(scores)) + 1 if scores and max(scores) else 1


def column_names(rows: Sequence[Sequence[str]], header: int, merged: Iterable[MergedCells] = ()) -> list[str]:
    """One name for each column of a sheet, of a head whose cells may be merged over rows and columns.

    >>> rows = [["Award", "Period", ""], ["", "From", "To"], ["A-1", "2024-01-01", "2024-12-31"]]
    >>> column_names(rows, 2, [(0, 0, 1, 0), (0, 1, 0, 2)])
    ['Award', 'Period From', 'Period To']
    """
    at = header - 1
    above: dict[int, str] = {}

    def cell(row: int, column: int) -> str:
        return rows[row][column] if 0 <= row < len(rows) and column < len(rows[row]) else ""

    for top, left, bottom, right in merged:
        for column in range(left, right + 1):
            if top < at <= bottom:
                above[column] = cell(top, left)  # merged downwards: the name stands on top
            elif bottom == at - 1 and right > left and top >= 0 and is_group(rows, top, left, right, at):
                above[column] = f"{cell(top, left)} {cell(at, column)}"  # a group over several columns
            elif top == at and column > left:
                above[column] = f"{cell(at, left)} ({column - left + 1})"
    names = [" ".join((above.get(column) or name).split()) for column, name in enumerate(rows[at])]
    return unique(clean(name) for name in names)


def two_rows(rows: Sequence[Sequence[str]], header: int) -> tuple[int, list[str]] | None:
    """The lower row of a head that is written in two rows without merging, and its names; None where it is in one.

    >>> two_rows([["Federal", "Award"], ["agency", "number"], ["DOT", "MA-2023-019-00"]], 2)
    (2, ['Federal agency', 'Award number'])
    """
    for upper in (header - 2, header - 1):
        if upper < 0 or upper + 1 >= len(rows):
            continue
        above, below = rows[upper], rows[upper + 1]
        if not _only_words(above) or not _only_words(below):
            continue
        width = max(len(above), len(below))
        joined = [
            clean(" ".join(part[at] for part in (above, below) if at < len(part) and part[at])) for at in range(width)
        ]
        known = sum(map(is_known, joined))
        least = max(sum(map(is_known, above)), sum(map(is_known, below)))
        alike = sum(map(bool, above)) >= 0.6 * sum(map(bool, below))
        if known > 1 and (known > least or (known == least and alike)):
            return upper + 2, unique(joined)
    return None


def _only_words(cells: Sequence[str]) -> bool:
    """Whether a row has at least two cells, all of them words, as a head has."""
    filled = [cell for cell in cells if cell and cell.strip()]
    return len(filled) > 1 and not any(mark.isdigit() for cell in filled for mark in without_unit(cell))


def is_group(rows: Sequence[Sequence[str]], top: int, left: int, right: int, at: int) -> bool:
    """Whether cells merged above a head name a group of its columns, and not the whole sheet."""
    width = sum(1 for cell in rows[at] if cell)
    return right - left + 1 < max(width, 3)


def unique(names: Iterable[str]) -> list[str]:
    """Names of columns, each given once: nameless ones by their position, doubled ones numbered.

    >>> unique(["Amount", "", "Amount"])
    ['Amount', 'column 2', 'Amount (2)']
    """
    found: dict[str, None] = {}
    counts: dict[str, int] = {}
    for position, name in enumerate(names, 1):
        name = name or f"column {position}"
        given = name
        while given in found:
            counts[name] = counts.get(name, 1) + 1
            given = f"{name} ({counts[name]})"
        found[given] = None
    return list(found)
