"""Compare what the rows of a sheet add up to with the totals the sheet states."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from comity.intake.job import Layout
from comity.intake.sheets import values as v
from comity.intake.sheets.doubts import Said, dollars
from comity.intake.sheets.nodes import SheetTotals
from comity.intake.sheets.placing import Placed
from comity.intake.sheets.rows import (
    REJECTED,
    SEVERAL,
    TOTAL,
    UNNUMBERED,
    TableRows,
    amount_of,
    only_labelled,
)
from comity.intake.sheets.same_number import APART, ASKED, PARTS, SameNumber
from comity.intake.sheets.stated_totals import Line, Stated, compare_totals
from comity.intake.sheets.tables import rival_dollars


def column_at(rows: TableRows, reference: str) -> str | None:
    """The name of the column of a cell, `AB12`, of the sheet."""
    position = 0
    for letter in reference.rstrip("0123456789"):
        position = position * 26 + ord(letter) - 64
    names = rows.table.names
    return names[position - 1] if 0 < position <= len(names) else None


def totals_of(
    read: Sequence[TableRows],
    placed: Sequence[Placed],
    groups: Sequence[tuple[SameNumber, list[Placed]]],
    said: Said,
    layout: Layout,
) -> SheetTotals:
    """The dollars of the awards, between what doubts leave open, beside the totals that the sheet states."""
    zero = Decimal(0)
    amounts_of = [_amounts(rows) for rows in read]
    grouped = {(one.table, one.at) for _, members in groups for one in members}
    alone = [one for one in placed if (one.table, one.at) not in grouped]
    low, high = _of_groups(read, groups)
    by_itself = sum((amounts_of[one.table][one.at] or zero for one in alone), zero)
    lines = _lines(read) if any(TOTAL in rows.kinds for rows in read) else []
    stated = compare_totals(lines, by_itself + low, by_itself + high)
    low, high = _beside_stated(by_itself + low, by_itself + high, stated, said)
    low, high = _beside_rivals(low, high, read, placed, said)
    low, high = _without_words_alone(low, high, read, placed, stated=stated, said=said)
    unnumbered = [one for one in placed if one.apart in (UNNUMBERED, SEVERAL)]
    hidden = _hidden(read, placed)
    awards = len([one for one in placed if one.apart]) + len({id(g) for g in groups if g[0].outcome != APART})
    return SheetTotals(
        low=low,
        high=high,
        awards=awards + sum(1 for one in alone if not one.apart),
        with_amount=sum(1 for one in placed if amounts_of[one.table][one.at] is not None),
        unnumbered=len(unnumbered),
        unnumbered_dollars=sum((amount_of(read[one.table], one.at) or zero for one in unnumbered), zero),
        unread=_unread(read, placed),
        rejected=sum(
            (amount_of(rows, at) or zero for rows in read for at, kind in enumerate(rows.kinds) if kind == REJECTED),
            zero,
        ),
        hidden_rows=len(hidden),
        hidden_dollars=sum((amounts_of[one.table][one.at] or zero for one in hidden), zero),
        stated=stated.amount,
        stated_row=stated.where,
        agrees=stated.agrees,
    )


def _of_groups(read: Sequence[TableRows], groups: Sequence[tuple[SameNumber, list[Placed]]]) -> tuple[Decimal, Decimal]:
    """The least and the most that rows of one number come to: their sum, their last, or what is asked."""
    low = high = Decimal(0)
    for same, members in groups:
        if same.outcome in (ASKED, APART):
            low += same.low or 0
            high += same.high or 0
            continue
        amounts = [amount for one in members if (amount := amount_of(read[one.table], one.at)) is not None]
        certain = sum(amounts, Decimal(0)) if same.outcome == PARTS else amounts[-1] if amounts else Decimal(0)
        low += certain
        high += certain
    return low, high


def _beside_stated(low: Decimal, high: Decimal, stated: Stated, said: Said) -> tuple[Decimal, Decimal]:
    """The bounds, widened by a total that disagrees and by amounts without a name, closed by one that agrees."""
    zero = Decimal(0)
    if stated.agrees is False and stated.amount is not None:
        low, high = min(low, stated.amount), max(high, stated.amount)
        said.doubt(
            about="money",
            sentence=stated.sentence,
            settle=stated.settle,
            rows=stated.rows,
            low=low,
            high=high,
        )
    elif stated.agrees and low != high:
        low = high = stated.amount or zero
    for row in stated.unlabelled:
        said.doubt(
            about="money",
            sentence=f"row {row.row} holds {dollars(row.amount)} and nothing else: a total, or an award without a name",
            settle="Name the award in that row, or write Total in it.",
            rows=(str(row.row),),
            low=zero,
            high=row.amount,
        )
        low, high = min(low, low + (row.amount or zero)), max(high, high + (row.amount or zero))
    return low, high


def _beside_rivals(
    low: Decimal, high: Decimal, read: Sequence[TableRows], placed: Sequence[Placed], said: Said
) -> tuple[Decimal, Decimal]:
    """The bounds, widened by the columns of other years or of amendments: each may be the award's dollars, or a part."""
    for number, rows in enumerate(read):
        names = rival_dollars(rows.table) if "amount" in rows.table.columns else []
        if not names:
            continue
        at = [one.at for one in placed if one.table == number]
        unit = rows.units.get("amount", 1)
        taken = sum((amount_of(rows, row) or Decimal(0) for row in at), Decimal(0))
        sums: list[Decimal] = []
        for name in names:
            cells = rows.table.cells(name)
            found = [v.dollars(cells[row], decimal_comma=rows.decimal_comma, unit=unit).value for row in at]
            sums.append(sum((one for one in found if isinstance(one, Decimal)), Decimal(0)))
        may_be = [taken, *sums, taken + sum(sums, Decimal(0))]
        least, most = low - taken + min(may_be), high - taken + max(may_be)
        own, listed = rows.table.columns["amount"], ", ".join(f"`{name}`" for name in names)
        said.doubt(
            about="money",
            sentence=f"`{own}` is taken for the award's dollars, and {listed} may be them too, or parts of them",
            settle=f"Say in a mapping which column holds all of them, `amount: {names[-1]}`, or add one that adds them up.",
            low=least,
            high=most,
        )
        low, high = least, most
    return low, high


def _without_words_alone(
    low: Decimal,
    high: Decimal,
    read: Sequence[TableRows],
    placed: Sequence[Placed],
    *,
    stated: Stated,
    said: Said,
) -> tuple[Decimal, Decimal]:
    """The bounds, widened by rows that hold words and dollars alone, unless the sheet's own total counts them."""
    zero = Decimal(0)
    unclear = _label_and_dollars(read, placed)
    if not unclear or (stated.agrees and all(amount >= 0 for _, _, amount in unclear)):
        return low, high
    without = sum((amount for _, _, amount in unclear), zero)
    numbers = [str(rows.number(at)) for rows, at, _ in unclear]
    many = (
        f"rows {', '.join(numbers[:8])}{', ...' if numbers[8:] else ''} hold"
        if numbers[1:]
        else f"row {numbers[0]} holds"
    )
    sentence = f"{many} words and {dollars(without)}, and neither number, listing nor day: awards without a number, or something else"
    settle = "Write `TBD` for the number of an award that has none yet; else write Total into the row, or take it out."
    low -= sum((amount for _, _, amount in unclear if amount > 0), zero)
    high -= sum((amount for _, _, amount in unclear if amount < 0), zero)
    said.doubt(about="money", sentence=sentence, settle=settle, rows=numbers, low=low, high=high)
    return low, high


def _hidden(read: Sequence[TableRows], placed: Sequence[Placed]) -> list[Placed]:
    """The awards in rows that the sheet hides."""
    if not any(rows.table.grid.marks.hidden for rows in read):
        return []
    return [one for one in placed if read[one.table].number(one.at) in read[one.table].table.grid.marks.hidden]


def _unread(read: Sequence[TableRows], placed: Sequence[Placed]) -> int:
    """How many amounts were not read: words, errors, and formulas without a kept value."""
    cells_of = [rows.read.get("amount") for rows in read]
    in_words = sum(1 for one in placed if (cells := cells_of[one.table]) is not None and cells[one.at].how == v.UNREAD)
    without = sum(
        _is_amount(rows, cell)
        for rows in read
        for cell in (*rows.table.grid.marks.without_value, *rows.table.grid.marks.errors)
    )
    return in_words + without


def _label_and_dollars(read: Sequence[TableRows], placed: Sequence[Placed]) -> list[tuple[TableRows, int, Decimal]]:
    """The rows that were taken for awards without a number, and have nothing but words and dollars."""
    unnumbered = [(read[one.table], one.at) for one in placed if one.apart == UNNUMBERED]
    return [
        (rows, at, amount) for rows, at in unnumbered if (amount := amount_of(rows, at)) and only_labelled(rows, at)
    ]


Places = tuple[Sequence[Placed], Sequence[tuple[SameNumber, list[Placed]]]]
"""Rows in their places, and those of one number together."""


def total_decides(read: Sequence[TableRows], asked: Places, added: Places) -> bool:
    """Whether the sheet's own total says that rows of one number add up: they come to it, and in no other way.

    Args:
        read: the tables.
        asked: the places where rows of one number are a question.
        added: the places where they are parts.
    """
    if not any(same.outcome == ASKED and same.low != same.high for same, _ in asked[1]):
        return False
    after = totals_of(read, *added, Said(), Layout())
    return after.agrees is True and after.low == after.high == after.stated


def _amounts(rows: TableRows) -> Sequence[Decimal | None]:
    """The dollars of each row of a table."""
    cells = rows.read.get("amount")
    return [None] * len(rows.kinds) if cells is None else [cell.value for cell in cells]


def _lines(read: Sequence[TableRows]) -> list[Line]:
    return [
        Line(
            sheet=rows.table.grid.sheet,
            row=rows.number(at),
            kind=rows.kinds[at],
            amount=amount_of(rows, at),
            label=at_label(rows, at),
            hidden=rows.number(at) in rows.table.grid.marks.hidden,
        )
        for rows in read
        for at in range(len(rows.kinds))
    ]


def _is_amount(rows: TableRows, cell: str) -> bool:
    return bool(rows.table.columns.get("amount")) and column_at(rows, cell) == rows.table.columns["amount"]


def at_label(rows: TableRows, at: int) -> str:
    """The words of a row by which a total is told."""
    return next(
        (v.clean(cell) for cell in rows.table.rows[at].cells if cell and any(mark.isalpha() for mark in cell)), ""
    )
