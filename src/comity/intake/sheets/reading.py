"""A file that an office keeps -> its reading, with the doubts, and the rows of its awards as they go into the import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from comity.intake.fields import DATES
from comity.intake.job import Layout
from comity.intake.read.files import refuse
from comity.intake.sheets import values as v
from comity.intake.sheets.columns import FIELDS
from comity.intake.sheets.grids import Grid, grids_of
from comity.intake.sheets.nodes import (
    HIGH,
    LOW,
    MEDIUM,
    ColumnReading,
    Doubt,
    RowReading,
    SheetPart,
    SheetReading,
    SheetTotals,
)
from comity.intake.sheets.rows import (
    AWARD,
    EMPTY,
    HELD,
    REJECTED,
    SEVERAL,
    UNNUMBERED,
    TableRows,
    amount_of,
    how_named,
    read_rows,
)
from comity.intake.sheets.same_number import APART, ASKED, PARTS, Row, SameNumber, same_number
from comity.intake.sheets.stated_totals import Line, compare_totals
from comity.intake.sheets.tables import SheetTable, choose, other_dollars, tables_of

_SAMPLES = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of a table that is an award: which table, which row, why it stands apart (empty: it does not).

    `unknown` are fields in which the rows of its number differ; `part` whether its dollars add up with theirs.
    """

    table: int
    at: int
    apart: str = ""
    unknown: frozenset[str] = frozenset()
    part: bool = False
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A file that was read: its reading, the rows of its tables, which of them are awards, and which cannot be used."""

    reading: SheetReading
    layout: Layout
    tables: tuple[TableRows, ...]
    placed: tuple[Placed, ...]
    rejected: tuple[tuple[int, int, str], ...]
    recoded: int = 0


@dataclass(slots=True)
class _Said:
    """What is said of a file while it is read."""

    columns: list[ColumnReading] = field(default_factory=list[ColumnReading])
    rows: list[RowReading] = field(default_factory=list[RowReading])
    doubts: list[Doubt] = field(default_factory=list[Doubt])
    notes: list[str] = field(default_factory=list[str])
    parts: list[SheetPart] = field(default_factory=list[SheetPart])

    def doubt(
        self,
        about: str,
        sentence: str,
        settle: str,
        rows: Iterable[str] = (),
        low: Decimal | None = None,
        high: Decimal | None = None,
    ) -> None:
        self.doubts.append(Doubt(f"doubt-{len(self.doubts) + 1}", about, sentence, settle, tuple(rows)[:50], low, high))


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
    said = _Said()
    forms = tuple(form for form in asked.dates if form not in DATES and "%d/%m" not in form)
    first = True if any("%d/%m" in form for form in asked.dates) else None
    read = tuple(read_rows(table, forms, first) for table in chosen)
    said.parts = [_part(table, True, "") for table in chosen] + [
        _part(table, False, why) for table, why in others if table.rows or table.header
    ]
    for rows in read:
        _tell_columns(rows, said, bool(asked.columns))
        _tell_rows(rows, said, several=len(read) > 1)
    placed, groups = _place(read, asked.rows)
    totals = _totals(read, placed, groups, said, asked)
    _tell_doubts(read, groups, totals, said, bool(asked.constants.get("government")))
    rejected = tuple(
        (t, at, rows.why.get(at, ""))
        for t, rows in enumerate(read)
        for at, kind in enumerate(rows.kinds)
        if kind == REJECTED
    )
    counts = Counter(kind for rows in read for kind in rows.kinds)
    if not placed and not rejected:
        sentence = "There are rows here, and not one of them is an award."
        raise refuse(
            path.name,
            sentence,
            f"The head was taken to be row {chosen[0].header}; say in a mapping where it stands.",
            chosen[0].header,
        )
    final = _layout(asked, chosen, any(rows.day_first for rows in read))
    reading = SheetReading(
        path.name, tuple(said.parts), tuple(said.columns), tuple(said.rows), dict(sorted(counts.items())), tuple(said.doubts),
        tuple(said.notes), totals,
    )  # fmt: skip
    return ReadSheet(reading, final, read, placed, rejected, sum(grid.recoded for grid in grids))


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
    return SheetPart(table.grid.sheet, table.grid.visible, table.header, filled, read, why)


def _layout(asked: Layout, chosen: Sequence[SheetTable], day_first: bool) -> Layout:
    if asked.columns:
        return asked
    sheets = tuple(dict.fromkeys(table.grid.sheet for table in chosen if table.grid.sheet))
    dates = tuple(form.replace("%m/%d", "%d/%m") for form in DATES) if day_first else DATES
    first = chosen[0]
    one = sheets[0] if len(sheets) == 1 else ""
    return Layout(
        first.header, dict(first.columns), asked.constants, dates, one, sheets if len(sheets) > 1 else (), asked.rows
    )


# Columns ---------------------------------------------------------------------------------------------


def _tell_columns(rows: TableRows, said: _Said, by_hand: bool) -> None:
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
                said.columns.append(ColumnReading(table.grid.sheet, name, "", HIGH, "is not read", filled))
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
            f"`{table.columns['amount']}` is taken for the award's dollars; {listed} hold dollars too and are not read"
        )


def _column(rows: TableRows, field_: str, name: str, awards: Sequence[int], by_hand: bool) -> ColumnReading:
    split = field_ if field_ in rows.read else "period_start" if field_ == "period" else field_
    cells = rows.read[split]
    raw = rows.raw.get(field_) or rows.table.cells(name)
    filled = [at for at in awards if raw[at].strip()]
    notes = Counter(cells[at].note for at in filled if cells[at].note and cells[at].how != v.PLAIN)
    understood = sum(cells[at].value is not None for at in filled)
    unknown = sum(cells[at].value is None and cells[at].how == v.UNKNOWN for at in filled)
    odd = list(dict.fromkeys(raw[at].strip() for at in filled if cells[at].value is None or cells[at].how != v.PLAIN))
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
        rows.table.grid.sheet,
        name,
        field_,
        sure,
        "; ".join(parts),
        len(filled),
        understood,
        unknown,
        tuple(odd[:_SAMPLES]),
    )


def _shown(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)


# Rows ------------------------------------------------------------------------------------------------


def _tell_rows(rows: TableRows, said: _Said, several: bool) -> None:
    sheet = rows.table.grid.sheet
    for at, kind in enumerate(rows.kinds):
        if kind == EMPTY or (kind == AWARD and at not in rows.why):
            continue
        said.rows.append(
            RowReading(sheet, rows.number(at), kind, rows.sure.get(at, HIGH), rows.why.get(at, ""), amount_of(rows, at))
        )
    marks = rows.table.grid.marks
    columns = {name: field_ for field_, name in rows.table.columns.items()}
    for cells, words in (
        (marks.without_value, "hold a formula without a value"),
        (marks.errors, "hold the error of a formula"),
    ):
        if cells:
            named = Counter(_column_at(rows, cell) for cell in cells)
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


def _column_at(rows: TableRows, reference: str) -> str | None:
    position = 0
    for letter in reference.rstrip("0123456789"):
        position = position * 26 + ord(letter) - 64
    names = rows.table.names
    return names[position - 1] if 0 < position <= len(names) else None


# Rows of one number ----------------------------------------------------------------------------------


_COMPARED = tuple(
    name
    for name in FIELDS
    if name not in ("fain", "award_key", "amount", "title", "department", "direct", "period", "terms", "term_sets")
)


def _place(
    read: Sequence[TableRows], said: Mapping[str, str]
) -> tuple[tuple[Placed, ...], list[tuple[SameNumber, list[Placed]]]]:
    """Each award's row with its place, and the groups of rows of one number."""
    placed: list[Placed] = []
    groups: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for t, rows in enumerate(read):
        keys, numbers, primes = rows.read.get("award_key"), rows.read.get("fain"), rows.read.get("prime_number")
        for at, kind in enumerate(rows.kinds):
            if kind == AWARD:
                cell = keys[at] if keys and keys[at].value else numbers[at] if numbers else None
                prime = primes[at].value if primes else None
                key = (
                    (v.bare(str(cell.value)),)
                    if cell and prime is None
                    else (v.bare(str(cell.value if cell else "")), v.bare(str(prime)))
                )
                groups.setdefault(key, []).append((t, at))
            elif kind in (UNNUMBERED, SEVERAL):
                placed.append(Placed(t, at, kind))
    found: list[tuple[SameNumber, list[Placed]]] = []
    for members in groups.values():
        if len(members) == 1:
            placed.append(Placed(*members[0]))
            continue
        number = str(
            read[members[0][0]].value("award_key", members[0][1]) or read[members[0][0]].value("fain", members[0][1])
        )
        answer = next((said[name] for name in said if v.bare(name) == v.bare(number)), said.get("all"))
        rows = [_group_row(read[t], at) for t, at in members]
        same = same_number(number, rows, answer)
        last = next((row.amount for row in reversed(rows) if row.amount is not None), None)
        mine: list[Placed] = []
        for t, at in members:
            if same.outcome == APART:
                mine.append(Placed(t, at, "one number, several recipients"))
            elif same.outcome == ASKED:
                mine.append(Placed(t, at, "", frozenset({*same.differ, "amount"})))
            elif same.outcome == PARTS:
                mine.append(Placed(t, at, "", frozenset(set(same.differ) - {"outlayed", "balance"}), True))
            else:
                mine.append(Placed(t, at, "", frozenset(same.differ), False, last))
        placed += mine
        found.append((same, mine))
    placed.sort(key=lambda one: (one.table, one.at))
    return tuple(placed), found


def _group_row(rows: TableRows, at: int) -> Row:
    values = {name: rows.value(name, at) for name in _COMPARED if name in rows.read}
    number = rows.read.get("fain")
    department = " / ".join(
        v.clean(rows.raw[name][at])
        for name in ("department", "title")
        if name in rows.raw and rows.raw[name][at].strip()
    )
    if not department:
        department = " / ".join(v.clean(cell) for cell in _unread_text(rows, at))
    return Row(
        f"{rows.table.grid.sheet} {rows.number(at)}".strip(),
        amount_of(rows, at),
        values,
        department,
        bool(number and number[at].more),
    )


def _unread_text(rows: TableRows, at: int) -> list[str]:
    """Words in columns that are not read, which may say that rows of one number are different parts."""
    used = {rows.table.names.index(name) for name in rows.table.columns.values()}
    cells = rows.table.rows[at].cells
    return [
        cell
        for n, cell in enumerate(cells)
        if n not in used and cell and len(cell) <= 60 and any(mark.isalpha() for mark in cell)
    ]


# Totals ----------------------------------------------------------------------------------------------


def _totals(
    read: Sequence[TableRows],
    placed: Sequence[Placed],
    groups: Sequence[tuple[SameNumber, list[Placed]]],
    said: _Said,
    layout: Layout,
) -> SheetTotals:
    zero = Decimal(0)
    base = zero
    counted: set[tuple[int, int]] = set()
    low = high = zero
    for same, members in groups:
        counted |= {(one.table, one.at) for one in members}
        amounts = [amount for one in members if (amount := amount_of(read[one.table], one.at)) is not None]
        if same.outcome in (ASKED, APART):
            low += same.low or zero
            high += same.high or zero
        elif same.outcome == PARTS:
            base += sum(amounts, zero)
        elif amounts:
            base += amounts[-1]
    unnumbered = [one for one in placed if one.apart in (UNNUMBERED, SEVERAL)]
    for one in placed:
        if (one.table, one.at) not in counted:
            base += amount_of(read[one.table], one.at) or zero
    lines = [
        Line(
            rows.table.grid.sheet,
            rows.number(at),
            rows.kinds[at],
            amount_of(rows, at),
            at_label(rows, at),
            rows.number(at) in rows.table.grid.marks.hidden,
        )
        for rows in read
        for at in range(len(rows.kinds))
    ]
    stated = compare_totals(lines, base + low, base + high)
    total_low, total_high = base + low, base + high
    if stated.agrees is False and stated.amount is not None:
        total_low, total_high = min(total_low, stated.amount), max(total_high, stated.amount)
        said.doubt(
            "money",
            stated.sentence,
            stated.settle,
            stated.rows,
            min(total_low, stated.amount),
            max(total_high, stated.amount),
        )
    elif stated.agrees and low != high:
        total_low = total_high = stated.amount or zero
    for row in stated.unlabelled:
        said.doubt(
            "money",
            f"row {row.row} holds {_dollars(row.amount)} and nothing else: a total, or an award without a name",
            "Name the award in that row, or write Total in it.",
            (str(row.row),),
            zero,
            row.amount,
        )
        total_low, total_high = (
            min(total_low, total_low + (row.amount or zero)),
            max(total_high, total_high + (row.amount or zero)),
        )
    hidden = [
        (one, amount_of(read[one.table], one.at))
        for one in placed
        if read[one.table].number(one.at) in read[one.table].table.grid.marks.hidden
    ]
    unread = sum(
        1
        for one in placed
        if "amount" in read[one.table].read and read[one.table].read["amount"][one.at].how == v.UNREAD
    ) + sum(
        _is_amount(rows, cell)
        for rows in read
        for cell in (*rows.table.grid.marks.without_value, *rows.table.grid.marks.errors)
    )
    rejected = sum(
        (amount_of(rows, at) or zero for rows in read for at, kind in enumerate(rows.kinds) if kind == REJECTED), zero
    )
    awards = len([one for one in placed if one.apart]) + len({id(g) for g in groups if g[0].outcome != APART})
    awards += sum(1 for one in placed if not one.apart and (one.table, one.at) not in counted)
    return SheetTotals(
        total_low, total_high, awards, sum(1 for one in placed if amount_of(read[one.table], one.at) is not None), len(unnumbered),
        sum((amount_of(read[one.table], one.at) or zero for one in unnumbered), zero), unread, rejected, len(hidden),
        sum((amount or zero for _, amount in hidden), zero), stated.amount, stated.where, stated.agrees,
    )  # fmt: skip


def _is_amount(rows: TableRows, cell: str) -> bool:
    return bool(rows.table.columns.get("amount")) and _column_at(rows, cell) == rows.table.columns["amount"]


def at_label(rows: TableRows, at: int) -> str:
    """The words of a row by which a total is told."""
    return next(
        (v.clean(cell) for cell in rows.table.rows[at].cells if cell and any(mark.isalpha() for mark in cell)), ""
    )


def _tell_doubts(
    read: Sequence[TableRows],
    groups: Sequence[tuple[SameNumber, list[Placed]]],
    totals: SheetTotals,
    said: _Said,
    whose: bool,
) -> None:
    for same, members in groups:
        rows = [str(read[one.table].number(one.at)) for one in members]
        if same.outcome in (ASKED, APART):
            money = "money" if same.low != same.high else "award"
            settle = (
                "Say `rows: parts` or `rows: one` in the mapping, for all or by number; or --rows parts, --rows one."
            )
            said.doubt(money, same.sentence, settle, rows, same.low, same.high)
        else:
            said.notes.append(f"{same.sentence} (rows {', '.join(rows[:8])}{', ...' if rows[8:] else ''})")
    for rows in read:
        cells = rows.read.get("amount")
        if cells is None:
            continue
        odd = [at for at, kind in enumerate(rows.kinds) if kind in HELD and cells[at].how == v.UNREAD]
        if odd:
            listed = ", ".join(f"`{rows.raw['amount'][at].strip()[:30]}`" for at in odd[:4])
            one = len(odd) == 1
            sentence = f"{len(odd)} {'amount' if one else 'amounts'} could not be read ({listed}) and {'is' if one else 'are'} in no sum"
            said.doubt("money", sentence, "Write each as one amount of dollars.", [str(rows.number(at)) for at in odd])
    if totals.hidden_rows:
        rows_are = "row is" if totals.hidden_rows == 1 else "rows are"
        said.notes.append(
            f"{totals.hidden_rows} hidden {rows_are} read with the others, {_dollars(totals.hidden_dollars)}"
        )
    if totals.rejected:
        said.notes.append(f"rows that cannot be used hold {_dollars(totals.rejected)}, which is in no sum")
    for rows in read:
        if not {"recipient_name", "government", "uei"} & set(rows.table.columns) and not said.notes.count(
            _NO_RECIPIENT
        ):
            said.notes.append(_NO_RECIPIENT)


_NO_RECIPIENT = (
    "no column names the recipients: say whose awards they are with --government, as in --government seattle-wa"
)


def _dollars(amount: Decimal | None) -> str:
    amount = amount or Decimal(0)
    return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"
