"""Read an office's file: how it was understood, its doubts, and the rows of its awards as the import takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from comity.collector import no_garbage
from comity.intake.fields import DATES
from comity.intake.job import Layout
from comity.intake.read.files import refuse
from comity.intake.sheets import values as v
from comity.intake.sheets.adding import Places, column_at, total_decides, totals_of
from comity.intake.sheets.doubts import Said, tell_doubts, tell_unread
from comity.intake.sheets.grids import Grid, grids_of
from comity.intake.sheets.nodes import (
    HIGH,
    LOW,
    MEDIUM,
    ColumnReading,
    RowReading,
    SheetPart,
    SheetReading,
)
from comity.intake.sheets.placing import Placed, place
from comity.intake.sheets.rows import (
    AWARD,
    EMPTY,
    HELD,
    REJECTED,
    TableRows,
    amount_of,
    how_named,
    read_rows,
)
from comity.intake.sheets.same_number import ASKED
from comity.intake.sheets.tables import SheetTable, choose, other_dollars, tables_of

_SAMPLES = 4


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A file that was read: its reading, the rows of its tables, which of them are awards, and which cannot be used."""

    reading: SheetReading
    layout: Layout
    tables: tuple[TableRows, ...]
    placed: tuple[Placed, ...]
    rejected: tuple[tuple[int, int, str], ...]
    recoded: int = 0


@no_garbage()
def read_sheet(path: Path, layout: Layout | None = None) -> ReadSheet:
    """Read a file as an office's list of awards.

    Args:
        path: a CSV file or a workbook.
        layout: which column holds what; left out, it is proposed.

    Raises:
        Faults: it cannot be read, has no table of awards, or not one row of it is an award.
    """
    asked = layout or Layout()
    grids = grids_of(path)
    tables = [table for grid in grids for table in tables_of(grid, asked)]
    _check_sheets(path, asked, grids)
    chosen, others = choose(tables, asked)
    if not chosen:
        raise _no_table(path, tables, asked)
    said = Said()
    forms = tuple(form for form in asked.dates if form not in DATES and "%d/%m" not in form)
    first = True if any("%d/%m" in form for form in asked.dates) else None
    read = tuple(read_rows(table, forms, first) for table in chosen)
    said.parts = [_part(table, True, "") for table in chosen] + [
        _part(table, False, why) for table, why in others if table.rows or table.header
    ]
    for rows in read:
        _tell_columns(rows, said, bool(asked.columns))
        _tell_rows(rows, said, several=len(read) > 1)
    placed, groups = _placed(read, asked)
    totals = totals_of(read, placed, groups, said, asked)
    tell_doubts(read, groups, totals, said, bool(asked.constants.get("government")))
    if not asked.columns and not asked.sheet and not asked.sheets:
        tell_unread(read, [table for table, _ in others], said)
    rejected = tuple(
        (t, at, rows.why.get(at, ""))
        for t, rows in enumerate(read)
        for at, kind in enumerate(rows.kinds)
        if kind == REJECTED
    )
    counts = Counter(kind for rows in read for kind in rows.kinds)
    if not placed and not rejected:
        hint = f"The head was taken to be row {chosen[0].header}; say in a mapping where it stands."
        raise refuse(path.name, "There are rows here, and not one of them is an award.", hint, chosen[0].header)
    final = _layout(asked, chosen, any(rows.day_first for rows in read))
    reading = SheetReading(
        file=path.name,
        parts=tuple(said.parts),
        columns=tuple(said.columns),
        rows=tuple(said.rows),
        counts=dict(sorted(counts.items())),
        doubts=tuple(said.doubts),
        notes=tuple(said.notes),
        totals=totals,
    )
    return ReadSheet(
        reading=reading,
        layout=final,
        tables=read,
        placed=tuple(placed),
        rejected=rejected,
        recoded=sum(grid.recoded for grid in grids),
    )


def _placed(read: Sequence[TableRows], asked: Layout) -> Places:
    """Each award's row with its place; rows of one number are parts where the sheet's own total says so."""
    placed, groups = place(read, asked.rows)
    if any(same.outcome == ASKED for same, _ in groups):
        added = place(read, asked.rows, added=True)
        if total_decides(read, (placed, groups), added):
            return added
    return placed, groups


def _check_sheets(path: Path, layout: Layout, grids: Sequence[Grid]) -> None:
    names = [grid.sheet for grid in grids]
    for name in filter(None, (layout.sheet, *layout.sheets)):
        if name not in names:
            raise refuse(path.name, f"There is no sheet `{name}`.", f"There are: {', '.join(names)}.")
    wanted = [grid for grid in grids if not layout.sheet or grid.sheet == layout.sheet]
    if layout.columns and wanted and all(len(grid.rows) < layout.header for grid in wanted):
        raise refuse(
            path.name, f"The sheet has no row {layout.header}.", "Say in the mapping on which row the head stands."
        )


def _no_table(path: Path, tables: Sequence[SheetTable], layout: Layout):
    from comity.norms.names.nearest import did_you_mean

    if not any(table.rows for table in tables):
        return refuse(path.name, "There is no row of columns with rows below it.", "Is the sheet empty?")
    widest = max(tables, key=lambda table: len(table.names))
    listed = ", ".join(name[:40] for name in widest.names[:12])
    if layout.columns:
        missing = next((name for name in layout.columns.values() if name not in widest.names), "")
        sentence = f"The mapping names a column `{missing}`, and the file has none."
        return refuse(path.name, sentence, did_you_mean(missing, widest.names, f"It has: {listed}."))
    sentence = f"No column looks like the number of the award; the columns are: {listed}."
    return refuse(
        path.name, sentence, "Write a mapping by hand (docs/import.md) and name it with --mapping.", widest.header
    )


def _part(table: SheetTable, read: bool, why: str) -> SheetPart:
    filled = sum(1 for row in table.rows if any(row.cells))
    return SheetPart(
        sheet=table.grid.sheet, visible=table.grid.visible, header=table.header, rows=filled, read=read, sentence=why
    )


def _layout(asked: Layout, chosen: Sequence[SheetTable], day_first: bool) -> Layout:
    if asked.columns:
        return asked
    sheets = tuple(dict.fromkeys(table.grid.sheet for table in chosen if table.grid.sheet))
    dates = tuple(form.replace("%m/%d", "%d/%m") for form in DATES) if day_first else DATES
    first = chosen[0]
    one = sheets[0] if len(sheets) == 1 else ""
    return Layout(
        header=first.header,
        columns=dict(first.columns),
        constants=asked.constants,
        dates=dates,
        sheet=one,
        sheets=sheets if len(sheets) > 1 else (),
        rows=asked.rows,
    )


# Columns ---------------------------------------------------------------------------------------------


def _tell_columns(rows: TableRows, said: Said, by_hand: bool) -> None:
    table = rows.table
    awards = [at for at, kind in enumerate(rows.kinds) if kind in HELD or kind == REJECTED]
    named = {name: field_ for field_, name in table.columns.items()}
    unread: list[str] = []
    for name in table.names:
        field_ = named.get(name)
        if field_ is None:
            cells = table.cells(name)
            if any(cells[at] for at in awards):
                unread.append(name)
                filled = sum(1 for at in awards if cells[at])
                said.columns.append(
                    ColumnReading(
                        sheet=table.grid.sheet,
                        name=name,
                        field="",
                        confidence=HIGH,
                        sentence="is not read",
                        filled=filled,
                    )
                )
            continue
        said.columns.append(_column(rows, field_, name, awards, by_hand))
    if rows.decimal_comma:
        said.notes.append(
            "amounts have their cents behind a comma throughout, and are read so: 125000,50 is 125,000.50"
        )
    if rows.day_first:
        said.notes.append("dates have the day before the month, and are read so")
    money = other_dollars(table)
    if money and "amount" in table.columns:
        listed = ", ".join(f"`{name}`" for name in money)
        said.notes.append(
            f"`{table.columns['amount']}` is taken for the award's dollars; {listed} {'hold' if money[1:] else 'holds'} dollars too and "
            + ("are not read" if money[1:] else "is not read")
        )


def _column(rows: TableRows, field_: str, name: str, awards: Sequence[int], by_hand: bool) -> ColumnReading:
    split = field_ if field_ in rows.read else "period_start" if field_ == "period" else field_
    cells = rows.read[split]
    raw = rows.raw.get(field_) or rows.table.cells(name)
    filled = (
        awards if len(awards) == len(raw) and all(map(str.strip, raw)) else [at for at in awards if raw[at].strip()]
    )
    odd_at = [at for at in filled if cells[at][1] != v.PLAIN or cells[at][0] is None]
    notes = Counter(cells[at].note for at in odd_at if cells[at].note and cells[at].how != v.PLAIN)
    understood = len(filled) - sum(cells[at].value is None for at in odd_at)
    unknown = sum(cells[at].value is None and cells[at].how == v.UNKNOWN for at in odd_at)
    odd = list(dict.fromkeys(raw[at].strip() for at in odd_at))
    parts: list[str] = []
    for note, count in notes.most_common(5):
        example = next(raw[at].strip() for at in filled if cells[at].note == note)
        value = next(cells[at].value for at in filled if cells[at].note == note)
        as_read = f", read as {_shown(value)}" if value is not None else ""
        parts.append(
            f"{count} of {len(filled)} {'cell' if len(filled) == 1 else 'cells'}: {note} (`{example[:40]}`{as_read})"
        )
    sure = HIGH if by_hand else how_named(field_, name)
    if filled and understood + unknown < 0.8 * len(filled):
        sure = LOW if understood < 0.5 * len(filled) else MEDIUM
    return ColumnReading(
        sheet=rows.table.grid.sheet,
        name=name,
        field=field_,
        confidence=sure,
        sentence="; ".join(parts),
        filled=len(filled),
        understood=understood,
        unknown=unknown,
        samples=tuple(odd[:_SAMPLES]),
    )


def _shown(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)


# Rows ------------------------------------------------------------------------------------------------


def _tell_rows(rows: TableRows, said: Said, several: bool) -> None:
    sheet = rows.table.grid.sheet
    for at, kind in enumerate(rows.kinds):
        if kind == EMPTY or (kind == AWARD and at not in rows.why):
            continue
        said.rows.append(
            RowReading(
                sheet=sheet,
                row=rows.number(at),
                reading=kind,
                confidence=rows.sure.get(at, HIGH),
                sentence=rows.why.get(at, ""),
                amount=amount_of(rows, at),
            )
        )
    marks = rows.table.grid.marks
    columns = {name: field_ for field_, name in rows.table.columns.items()}
    for cells, words in (
        (marks.without_value, "hold a formula without a value"),
        (marks.errors, "hold the error of a formula"),
    ):
        if cells:
            named = Counter(column_at(rows, cell) for cell in cells)
            listed = ", ".join(f"`{name}`" for name, _ in named.most_common(4) if name)
            count = "1 cell holds" + words.removeprefix("hold") if len(cells) == 1 else f"{len(cells)} cells {words}"
            said.notes.append(f"{count}" + (f" in {listed}" if listed else "") + f" ({', '.join(cells[:5])})")
            if any(columns.get(name or "") == "amount" for name in named):
                said.doubt(
                    "money",
                    f"{count} in the column of the amounts",
                    "Open the file in Excel, save it, and import it again.",
                    cells,
                )
