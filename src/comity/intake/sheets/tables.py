"""Find the tables in a sheet that list awards, and which column of each holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from comity.intake.job import Layout
from comity.intake.sheets.columns import KNOWN, by_name, is_known, plain, score
from comity.intake.sheets.grids import Grid, GridRow
from comity.intake.sheets.heads import column_names, find_head, is_head, two_rows, unique
from comity.intake.sheets.values import award_number, bare, clean, unit_of

TELLING = 3_000
"""Rows from which it is told what the columns hold."""

ENOUGH = 2
"""Columns that a table must have, the number of the award among them, to be a list of awards by itself."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table within a sheet: its head's row, the names of its columns, its rows below, the column of each field."""

    grid: Grid
    header: int
    names: list[str]
    rows: Sequence[GridRow]
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    sure: Mapping[str, int] = field(default_factory=dict[str, int])

    def cells(self, name: str) -> list[str]:
        """The cells of a column, empty where a row is short."""
        at = self.names.index(name)
        return [row.cells[at] if at < len(row.cells) else "" for row in self.rows]


def tables_of(grid: Grid, layout: Layout) -> list[SheetTable]:
    """The tables of a sheet, one below the other, each with the columns that the layout names, or else those proposed."""
    cells = [row.cells for row in grid.rows]
    if not any(any(row) for row in cells):
        return []
    said = bool(layout.columns)
    header = layout.header if said and layout.header <= len(cells) else find_head(cells)
    if not said:
        below = (bottom + 1 for top, _, bottom, _ in grid.merged if top == header - 1)
        header = min(len(cells), max([header, *below]))  # names merged downwards
    joined = None if grid.merged else two_rows(cells[: header + 1], header)
    if joined and said and not (joined[0] == header and set(layout.columns.values()) <= set(joined[1])):
        joined = None
    if joined:
        header = joined[0]
    width = max(len(row) for row in cells)
    padded = [row + [""] * (width - len(row)) for row in cells[: header + 1]]
    names = (
        column_names(padded[:header], header, grid.merged)
        if grid.merged
        else joined[1]
        if joined
        else unique(clean(name) for name in padded[header - 1])
    )
    while (
        names
        and names[-1].startswith("column ")
        and not any(len(row) >= len(names) and row[len(names) - 1] for row in cells[header:])
    ):
        names.pop()
    telling = _names_among(cells[header:], names)
    heads = [
        at
        for at in range(header, len(cells))
        if not telling.isdisjoint(cells[at]) and not _numeric(cells[at]) and _second_head(cells[at], names)
    ]
    found: list[SheetTable] = []
    for number, at in enumerate([header - 1, *heads]):
        end = heads[number] if number < len(heads) else len(cells)
        own = (
            names
            if number == 0
            else unique(clean(name) for name in cells[at] + [""] * max(0, len(names) - len(cells[at])))
        )
        while len(own) > len(names) and own[-1].startswith("column "):
            own.pop()
        found.append(_with_columns(SheetTable(grid, at + 1, own, grid.rows[at + 1 : end]), layout))
    return found


def _names_among(rows: Sequence[Sequence[str]], names: Sequence[str]) -> set[str]:
    """The cells of some rows that are names of columns, known ones or those of the table."""
    own = set(names)
    distinct = set(chain.from_iterable(rows))
    if not any(map(_DIGIT, own)):  # nor has the name of a known column a digit
        distinct = {cell for cell in distinct if not _DIGIT(cell)}
    return {cell for cell in distinct if cell and (clean(cell) in own or is_known(cell))}


def _numeric(cells: Sequence[str]) -> bool:
    """Whether half of the cells that hold something hold a digit, as those of a head hardly do."""
    filled = digits = 0
    for cell in cells:
        if cell:
            filled += 1
            digits += _DIGIT(cell) is not None
    return 2 * digits >= filled


_DIGIT = re.compile("[0-9]").search


def _second_head(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row below is a head again: that of the table, or one of known columns."""
    named = [clean(cell) for cell in cells if cell and cell.strip()]
    again = sum(cell in names for cell in named)
    return (len(named) > 1 and again >= 0.7 * len(named) and again > 1) or is_head(cells)


def _with_columns(table: SheetTable, layout: Layout) -> SheetTable:
    if layout.columns:
        columns = {field: name for field, name in layout.columns.items() if name in table.names}
        return SheetTable(
            grid=table.grid,
            header=table.header,
            names=table.names,
            rows=table.rows,
            columns=columns,
            sure=dict.fromkeys(columns, 100),
        )
    telling = _telling_rows(table)
    cells = {name: [row[at] for row in telling if at < len(row) and row[at]] for at, name in enumerate(table.names)}
    scored = sorted(
        (-found, order, at, one.field, name)
        for order, one in enumerate(KNOWN)
        for at, name in enumerate(table.names)
        if (found := score(one.field, name, cells[name]))
    )
    columns: dict[str, str] = {}
    sure: dict[str, int] = {}
    for found, _, _, field_, name in scored:
        if field_ not in columns and name not in columns.values():
            columns[field_] = name
            sure[field_] = -found
    if "period_start" in columns and "period" in columns:
        del columns["period"]
    if "recipient_name" in columns and sure["recipient_name"] < 50 and "government" in columns:
        del columns["recipient_name"]
    if re.search(r"\b(federal|fain)\b", plain(columns.get("fain", ""))) and plain(
        columns.get("prime_number", "")
    ).startswith("pass"):
        # the row's own number is that of the subaward; the federal one is that of the award its money comes from
        columns["fain"], columns["prime_number"] = columns["prime_number"], columns["fain"]
    ordered = {one.field: columns[one.field] for one in KNOWN if one.field in columns}
    return SheetTable(
        grid=table.grid, header=table.header, names=table.names, rows=table.rows, columns=ordered, sure=sure
    )


def _telling_rows(table: SheetTable) -> list[list[str]]:
    """The rows that say what the columns hold: not titles of sections, totals and notes, which fill one cell or two."""
    rows = table.rows[:TELLING]
    full = [row.cells for row in rows if sum(1 for cell in row.cells if cell and cell.strip()) > 2]
    return full or [row.cells for row in rows]


def lists_awards(table: SheetTable) -> bool:
    """Whether a table has a number for each award and says something of it."""
    keyed = "fain" in table.columns or "award_key" in table.columns
    by_hand = min(table.sure.values(), default=0) == 100 and len(table.columns) < ENOUGH
    return keyed and (len(table.columns) >= ENOUGH or by_hand) and any(any(row.cells) for row in table.rows)


def choose(tables: Sequence[SheetTable], layout: Layout) -> tuple[list[SheetTable], list[tuple[SheetTable, str]]]:
    """The tables that are read as awards, and the others with the reason.

    Tables shown go before hidden ones, then the one with most columns; others are read with it where they are of its form, or
    have dollars and list none of its awards again.
    """
    if layout.sheet:
        named = [one for one in tables if one.grid.sheet == layout.sheet]
        others = [(one, "another sheet is asked for") for one in tables if one.grid.sheet != layout.sheet]
        tables = named
    else:
        others = list[tuple[SheetTable, str]]()
    able = [one for one in tables if lists_awards(one)]
    if layout.sheets:
        able = [one for one in able if one.grid.sheet in layout.sheets]
    shown = [one for one in able if one.grid.visible]
    candidates = shown or able
    best = max(candidates, key=lambda one: (len(one.columns), sum(one.sure.values()), -tables.index(one)), default=None)
    read = [one for one in candidates if best is not None and (one is best or same_form(one, best))]
    if not layout.columns and len(read) < len(candidates):
        listed = set[str]().union(*map(numbers_of, read))
        for one in candidates:
            if one not in read and "amount" in one.columns and not listed & (mine := numbers_of(one)):
                read.append(one)
                listed |= mine
    for one in tables:
        if one in read:
            continue
        why = "has no column with the numbers of awards"
        if one in able:
            why = "is hidden" if not one.grid.visible and shown else "is a table of another form"
        others.append((one, why))
    return sorted(read, key=tables.index), others


def numbers_of(table: SheetTable) -> set[str]:
    """The numbers of the awards that a table lists."""
    name = table.columns.get("fain") or table.columns.get("award_key")
    cells = {cell for cell in table.cells(name) if cell} if name else set[str]()
    return {bare(str(found.value)) for cell in cells if (found := award_number(cell)).value is not None}


def same_form(one: SheetTable, other: SheetTable) -> bool:
    """Whether two tables have the same columns for what they say of an award, but for one or two."""
    mine, theirs = (
        {clean(name).casefold() for name in one.columns.values()},
        {clean(name).casefold() for name in other.columns.values()},
    )
    key = {one.columns.get(field, "").casefold() for field in ("fain", "amount")}
    return len(mine & theirs) >= 0.75 * max(len(mine), len(theirs)) and key <= theirs | {""}


def weakly_named(table: SheetTable, field: str) -> bool:
    """Whether a column was taken for what its name says only in part."""
    return bool(table.columns.get(field)) and by_name(field, table.columns[field]) < 60


def could_be_dollars(table: SheetTable) -> list[str]:
    """Columns of a table without an amount that may hold it: nearly all numbers, most of a thousand and more or with cents."""
    from comity.intake.sheets.columns import fit

    found: list[str] = []
    for name in table.names:
        cells = [cell for cell in table.cells(name)[:400] if cell]
        if name in table.columns.values() or not cells or not by_unused_name(name):
            continue
        read = fit("amount", cells)
        large = sum(_LARGE.search(cell) is not None for cell in cells)
        years = sum(_YEAR.fullmatch(cell) is not None for cell in cells)
        if read.filled and read.read > 0.8 * read.filled and 2 * years < len(cells) and (
            2 * large > len(cells) or unit_of(name) > 1
        ):  # fmt: skip
            found.append(name)
    return found


_LARGE = re.compile(r"[0-9]{4}|[0-9],[0-9]{3}|[0-9]\.[0-9]{2}$|[$]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def by_unused_name(name: str) -> bool:
    """Whether the name of a column does not say that it is a share, a match, or money that is spent or left."""
    return not _OTHER_MONEY.search(plain(name))


_OTHER_MONEY = re.compile(
    r"\b(?:match|local|non ?federal|state share|percent|pct|spent|spend|expend|balance|remain|unspent|available|drawn?|paid|outlay|disburs|"
    r"reimburs|invoic|billed|request|indirect|date|number|fiscal year|encumb|zip|phone|fund)"
)


def other_dollars(table: SheetTable) -> list[str]:
    """Columns that hold dollars, beside the amount, and were not taken for anything: the local match, totals."""
    from comity.intake.sheets.columns import fit

    found: list[str] = []
    for name in table.names:
        if name in table.columns.values():
            continue
        cells = [cell for cell in table.cells(name) if cell]
        read = fit("amount", cells[:200]) if cells else None
        if (
            read
            and read.filled
            and read.read > 0.8 * read.filled
            and (by_name("amount", name) or any("$" in cell for cell in cells[:50]))
        ):
            found.append(name)
    return found


_YEAR_OR_STATE = re.compile(
    r"\b(?:f?fy|py|cy|year)? ?(?:19|20)[0-9]{2}\b|\b(?:f?fy|py|cy|year) ?[0-9]{1,2}\b"
    r"|\b(?:original|initial|current|amended|revised|modified|adjusted|supplement(?:al)?|latest)\b"
)


def rival_dollars(table: SheetTable) -> list[str]:
    """Columns that may hold the dollars as well as the one taken: those of other years, or after an amendment.

    Only where the name of the one taken says itself that it is of one year or one state, and nobody chose it in a mapping.
    """
    if table.sure.get("amount", 100) == 100 or not _YEAR_OR_STATE.search(plain(table.columns["amount"])):
        return []
    return [name for name in other_dollars(table) if _YEAR_OR_STATE.search(plain(name))]
