"""Tables with typed columns, so that each format writes days as days and dollars as numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from comity.web.exports.stamp import Stamp

Kind: TypeAlias = Literal["text", "day", "money", "count"]
Cell: TypeAlias = "str | int | Decimal | dt.date | bool | tuple[str, ...] | None"
Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its values in the rows, its head in words, what stands in it."""

    key: str
    words: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A list as a page shows it. `note` says what it is, `empty` what it means that it has no rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    empty: str = "None."

    def plain(self) -> list[dict[str, Any]]:
        """The rows with the table's columns alone, in their order."""
        return [{column.key: row.get(column.key) for column in self.columns} for row in self.rows]


@dataclass(frozen=True, slots=True)
class Book:
    """Tables that leave together, such as matrix, awards, orders and sources. `what` is their name in a file name."""

    what: str
    title: str
    stamp: Stamp
    tables: tuple[Table, ...]

    def plain(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of every table, by its name: what a receipt is made of."""
        return {table.name: table.plain() for table in self.tables}


def words(value: Cell) -> str:
    """A value as text; nothing where nothing is known.

    >>> words(("a", "b")), words(None), words(dt.date(2026, 1, 2)), words(True)
    ('a; b', '', '2026-01-02', 'yes')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(value)
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)


def on_paper(value: Cell, column: Column) -> str:
    """A value of a column as a reader of a document wants it.

    >>> on_paper(Decimal("31600000.5"), Column("unpaid", "Unpaid", "money"))
    '$31,600,000.50'
    """
    if column.kind == "money" and isinstance(value, int | Decimal):
        return f"{'-' if value < 0 else ''}${abs(value):,.2f}"
    return words(value)
