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
from comity.intake.sheets.rows import (
    HELD,
    TableRows,
)
from comity.intake.sheets.same_number import APART, ASKED, SameNumber


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
            f"{totals.hidden_rows} hidden {rows_are} read with the others, {dollars(totals.hidden_dollars)}"
        )
    if totals.rejected:
        said.notes.append(f"rows that cannot be used hold {dollars(totals.rejected)}, which is in no sum")
    for rows in read:
        if not {"recipient_name", "government", "uei"} & set(rows.table.columns) and not said.notes.count(
            _NO_RECIPIENT
        ):
            said.notes.append(_NO_RECIPIENT)


_NO_RECIPIENT = (
    "no column names the recipients: say whose awards they are with --government, as in --government seattle-wa"
)


def dollars(amount: Decimal | None) -> str:
    """An amount in words of a sentence: `$1,250.00`."""
    amount = amount or Decimal(0)
    return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"
