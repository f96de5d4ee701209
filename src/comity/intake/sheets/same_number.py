"""Rows with the same number: one award listed twice, parts that add up, or a question; never merged in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

AGAIN, PARTS, ASKED, APART = "again", "parts", "asked", "apart"
"""One award that is listed again; parts that add up; a question; rows that cannot be of one award."""

ADDED = "added"
"""The answer that a sheet's own total gives of rows of one number."""


@dataclass(frozen=True, slots=True)
class SameNumber:
    """What rows of one number are: `outcome`, the sentence, the fields in which they differ, what they may come to."""

    outcome: str
    sentence: str
    differ: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a group: where it stands, its amount, what was read of it by field, its department, whether it is a modification.

    `sheet_year` is the year in the name of its sheet.
    """

    where: str
    amount: Decimal | None
    values: Mapping[str, object]
    department: str
    modification: bool
    sheet_year: str = ""


_OWNERS = ("recipient_name", "government", "uei", "prime_number")


def same_number(number: str, rows: Sequence[Row], said: str | None) -> SameNumber:
    """What the rows of one number are.

    Args:
        number: as it is shown.
        rows: two or more.
        said: `parts` or `one`, where a person has said so; `added`, where the sheet's own total says that they add up.
    """
    fields = {name for row in rows for name in row.values if name != "amount"}
    differ = tuple(sorted(name for name in fields if len({_plain(row.values.get(name)) for row in rows} - {None}) > 1))
    amounts = [row.amount for row in rows if row.amount is not None]
    total = sum(amounts, Decimal(0))
    where = f"{len(rows)} rows of {number}"
    if any(name in _OWNERS for name in differ):
        sentence = f"{where} name different recipients: they are kept apart"
        return SameNumber(
            APART, sentence, differ, min([*amounts, total], default=None), max([*amounts, total], default=None)
        )
    if said in ("parts", ADDED) or (said is None and _parts(rows, differ, amounts)):
        by = "for each names another department or fund"
        if said:
            by = "as your sheet's total says" if said == ADDED else "as you said"
        return SameNumber(PARTS, f"{where} are read as parts that add up to {_dollars(total)}, {by}", differ)
    years = {row.sheet_year for row in rows if row.sheet_year and row.amount is not None}
    same_amount = len(set(amounts)) <= 1 and (len(amounts) == len(rows) or not amounts)
    if said == "one" or (
        not differ
        and same_amount
        and len(years) < 2
        and not any(row.modification for row in rows)
        and len({r.department for r in rows}) == 1
    ):
        last = f", at its last row's {_dollars(amounts[-1])}" if said and amounts and not same_amount else ""
        return SameNumber(AGAIN, f"{where} say the same and are one award listed again{last}", differ)
    low, high = min([*amounts, total], default=None), max([*amounts, total], default=None)
    because = (
        "they differ in " + ", ".join(name.replace("_", " ") for name in differ) if differ else "their amounts differ"
    )
    if not differ and same_amount:
        because = "they name different departments and one amount"
        if any(row.modification for row in rows):
            because = "some are modifications"
        elif len(years) > 1:
            because = f"they stand on sheets of {len(years)} years"
    return SameNumber(
        ASKED, f"{where} may be parts that add up, or one award listed again: {because}", differ, low, high
    )


def _parts(rows: Sequence[Row], differ: tuple[str, ...], amounts: list[Decimal]) -> bool:
    """Whether rows look like parts: each names another department, fund or project, and nothing else but the amount differs."""
    departments = {row.department for row in rows if row.department}
    return (
        len(departments) == len(rows) == len(amounts)
        and len(set(amounts)) > 1
        and not set(differ) - {"department", "title", "outlayed", "balance", "program"}
        and not any(row.modification for row in rows)
        and not _one_is_the_sum(amounts)
    )


def _one_is_the_sum(amounts: list[Decimal]) -> bool:
    total = sum(amounts, Decimal(0))
    return len(amounts) > 2 and any(amount * 2 == total for amount in amounts)


def _plain(value: object) -> object:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _dollars(amount: Decimal) -> str:
    return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"
