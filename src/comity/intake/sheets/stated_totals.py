"""Compare the totals that a sheet states with what was read of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from comity.intake.sheets.rows import HELD, TOTAL

_GRAND = re.compile(
    r"\b(grand|overall|all|report)\b|^\W*totals?\W*$|^\W*total (federal|awards?|grants?|expenditures)\b", re.I
)
_NEAR = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet, for its sums: what it is, its amount, the words by which a total is named."""

    sheet: str
    row: int
    kind: str
    amount: Decimal | None
    label: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """The sheet's own total: its amount and place, whether it is what was read, else what to say of it."""

    amount: Decimal | None = None
    where: str = ""
    agrees: bool | None = None
    sentence: str = ""
    settle: str = ""
    rows: tuple[str, ...] = ()
    unlabelled: tuple[Line, ...] = ()


def compare_totals(lines: Sequence[Line], low: Decimal, high: Decimal) -> Stated:
    """Compare the totals of a sheet with the sums of its rows.

    Args:
        lines: its rows in order.
        low: the least that its awards may come to.
        high: the most.

    >>> rows = [
    ...     Line("", 2, "award", Decimal(5), "A-1"),
    ...     Line("", 3, "award", Decimal(7), "A-2"),
    ...     Line("", 4, "total", Decimal(12), "Total"),
    ... ]
    >>> compare_totals(rows, Decimal(12), Decimal(12)).agrees
    True
    """
    awards = [line for line in lines if line.kind in HELD and line.amount is not None]
    everything = sum((line.amount or Decimal(0) for line in awards), Decimal(0))
    totals = [line for line in lines if line.kind == TOTAL and line.amount is not None]
    wrong = _unexplained(lines)
    unlabelled = tuple(line for line in wrong if not re.search(r"total|sum|forward", line.label, re.I))
    wrong = [line for line in wrong if line not in unlabelled]
    sheet_total = next((line for line in reversed(totals) if _near(line.amount, low) or _near(line.amount, high)), None)
    if sheet_total is None:
        sheet_total = next((line for line in totals if _near(line.amount, everything)), None)
    if sheet_total is not None and not wrong:
        return Stated(sheet_total.amount, str(sheet_total.row), True, unlabelled=unlabelled)
    grand = [line for line in wrong if _GRAND.search(line.label)] or wrong
    if not grand:
        return Stated(unlabelled=unlabelled)
    line = grand[-1]
    amount = line.amount or Decimal(0)
    read = low if low == high else everything
    shown = sum((one.amount or Decimal(0) for one in awards if not one.hidden), Decimal(0))
    why = " It is what the rows that are not hidden come to." if shown != everything and _near(amount, shown) else ""
    missing = [str(one.row) for one in awards if one.amount == abs(amount - read)]
    if missing:
        why += f" The difference stands in row {', '.join(missing[:5])}."
    blocks = [one for one in wrong if one is not line]
    if blocks:
        why += f" Other totals do not fit either: rows {', '.join(str(one.row) for one in blocks[:5])}."
    sentence = f"your sheet's total in row {line.row} is {_dollars(amount)}; {_dollars(read)} was read: {_dollars(amount - read)} difference.{why}"
    settle = "Correct the sheet, or leave out its total; what it names is not added to the awards."
    whole = amount if _GRAND.search(line.label) or len(totals) == 1 else low + (amount - _block(lines, line))
    return Stated(
        amount=whole,
        where=str(line.row),
        agrees=False,
        sentence=sentence,
        settle=settle,
        rows=tuple(str(one.row) for one in wrong),
        unlabelled=unlabelled,
    )


def _unexplained(lines: Sequence[Line]) -> list[Line]:
    """The totals that are not the sum of the rows above them, since the last total or from the beginning, nor of those below."""
    wrong: list[Line] = []
    since = whole = Decimal(0)
    blocks = Decimal(0)
    sheet = ""
    for at, line in enumerate(lines):
        if line.sheet != sheet:
            since, sheet = Decimal(0), line.sheet
        if line.kind in HELD:
            since += line.amount or Decimal(0)
            whole += line.amount or Decimal(0)
        elif line.kind == TOTAL and line.amount is not None:
            below = _below(lines, at)
            if _near(line.amount, since) or _near(line.amount, whole) or _near(line.amount, blocks + since):
                blocks += since
                since = Decimal(0)
            elif not _near(line.amount, below):
                wrong.append(line)
                blocks += since
                since = Decimal(0)
    return wrong


def _below(lines: Sequence[Line], at: int) -> Decimal:
    found = Decimal(0)
    for line in lines[at + 1 :]:
        if line.kind == TOTAL:
            break
        found += (line.amount or Decimal(0)) if line.kind in HELD else Decimal(0)
    return found


def _block(lines: Sequence[Line], total: Line) -> Decimal:
    """The sum of the rows that a total stands below."""
    found = Decimal(0)
    for line in lines:
        if line is total:
            break
        found = (
            Decimal(0)
            if line.kind == TOTAL
            else found + ((line.amount or Decimal(0)) if line.kind in HELD else Decimal(0))
        )
    return found


def _near(one: Decimal | None, other: Decimal) -> bool:
    return one is not None and abs(one - other) <= _NEAR


def _dollars(amount: Decimal) -> str:
    return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"
