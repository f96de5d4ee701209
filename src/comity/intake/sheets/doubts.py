"""What is noted while a sheet is read: its columns, rows and notes, and each doubt with what would settle it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from comity.intake.sheets import values as v
from comity.intake.sheets.nodes import (
    ColumnReading,
    Doubt,
    RowReading,
    SheetPart,
    SheetTotals,
)
from comity.intake.sheets.placing import Placed
from comity.intake.sheets.rows import HELD, TableRows, amount_of
from comity.intake.sheets.same_number import APART, ASKED, SameNumber
from comity.intake.sheets.tables import SheetTable, could_be_dollars, numbers_of


@dataclass(slots=True)
class Said:
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
        """Add a doubt, with what settles it, its rows and the dollars that it leaves open."""
        self.doubts.append(
            Doubt(
                id=f"doubt-{len(self.doubts) + 1}",
                about=about,
                sentence=sentence,
                settle=settle,
                rows=tuple(rows)[:50],
                low=low,
                high=high,
            )
        )


def tell_doubts(
    read: Sequence[TableRows],
    groups: Sequence[tuple[SameNumber, list[Placed]]],
    totals: SheetTotals,
    said: Said,
    whose: bool,
) -> None:
    """Say what is in doubt once all is read: rows of one number, amounts in no sum, whose awards they are."""
    for same, members in groups:
        rows = [str(read[one.table].number(one.at)) for one in members]
        if same.outcome in (ASKED, APART):
            money = "money" if same.low != same.high else "award"
            settle = (
                "Say `rows: parts` or `rows: one` in the mapping, for all or by number; or --rows parts, --rows one."
            )
            said.doubt(about=money, sentence=same.sentence, settle=settle, rows=rows, low=same.low, high=same.high)
        else:
            said.notes.append(f"{same.sentence} (rows {', '.join(rows[:8])}{', ...' if rows[8:] else ''})")
    for rows in read:
        _tell_units(rows, said)
        cells = rows.read.get("amount")
        if cells is None:
            _tell_no_amount(rows, said)
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
            f"{totals.hidden_rows} hidden {rows_are} read with the others, {dollars(totals.hidden_dollars)}"
        )
    if totals.rejected:
        said.notes.append(f"rows that cannot be used hold {dollars(totals.rejected)}, which is in no sum")
    for rows in read:
        if (
            not whose
            and not {"recipient_name", "government", "uei"} & set(rows.table.columns)
            and not said.notes.count(_NO_RECIPIENT)
        ):
            said.notes.append(_NO_RECIPIENT)


def tell_unread(read: Sequence[TableRows], others: Sequence[SheetTable], said: Said) -> None:
    """Say which tables that are shown list awards that were not read: the total is then not that of the file."""
    listed = set[str]().union(*(numbers_of(rows.table) for rows in read))
    for table in others:
        mine = numbers_of(table) if table.grid.visible else set[str]()
        missing = mine - listed
        if missing and (mine & listed or any(map(v.FORMS.fullmatch, mine))):
            where = f"sheet {table.grid.sheet}, " if table.grid.sheet else ""
            one = len(missing) == 1
            sentence = (
                f"{where}row {table.header}: {len(missing)} {'number' if one else 'numbers'} of awards below "
                f"{'is' if one else 'are'} not read, for the table is of another form"
            )
            settle = "Import it by a mapping of its own, and --source with a name; or leave it out with `sheet` or `sheets` in the mapping."
            said.doubt("money", sentence, settle, [str(table.header)])


def _tell_units(rows: TableRows, said: Said) -> None:
    """Say of the columns whose dollars are in thousands or millions how they are read; a unit that cannot be is a doubt."""
    for unit in sorted({unit for unit in rows.units.values() if unit > 1}):
        names = ", ".join(f"`{rows.table.columns[name]}`" for name, found in rows.units.items() if found == unit)
        said.notes.append(f"{names} {'is' if ',' not in names else 'are'} in {v.UNITS[unit]} of dollars, and read so")
    amounts = [amount_of(rows, at) or Decimal(0) for at, kind in enumerate(rows.kinds) if kind in HELD]
    largest = max(amounts, default=Decimal(0))
    if rows.unit_beside > 1 and largest > _TOO_MUCH:
        words = v.UNITS[rows.unit_beside]
        said.doubt(
            "money",
            f"a title or a note says that dollars are in {words}, and the largest amount would be {dollars(largest)}",
            f"Write the unit into the name of the column, `Amount ($ {words})` or `Amount ($)`.",
            low=sum(amounts, Decimal(0)) / rows.unit_beside,
            high=sum(amounts, Decimal(0)),
        )


_TOO_MUCH = Decimal(5 * 10**9)
"""Dollars that no award of a local government has."""


def _tell_no_amount(rows: TableRows, said: Said) -> None:
    """Say that no column was taken for the dollars of the awards, and which may be it."""
    where = f"of sheet {rows.table.grid.sheet} " if rows.table.grid.sheet else ""
    if "outlayed" in rows.table.columns and not (found := could_be_dollars(rows.table)):
        said.notes.append(f"no column {where}holds what was awarded, only what was drawn or spent")
    elif found := could_be_dollars(rows.table):
        listed = ", ".join(f"`{name}`" for name in found)
        sentence = f"no column {where}was taken for the dollars of the awards; {listed} may hold them"
        said.doubt("money", sentence, f"Say it in a mapping, `amount: {found[0]}`; --save-mapping writes one.")
    else:
        said.notes.append(f"no column {where}holds dollars: what the awards come to is not known")


_NO_RECIPIENT = (
    "no column names the recipients: say whose awards they are with --government, as in --government seattle-wa"
)


def dollars(amount: Decimal | None) -> str:
    """An amount in words of a sentence: `$1,250.00`."""
    amount = amount or Decimal(0)
    return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"
