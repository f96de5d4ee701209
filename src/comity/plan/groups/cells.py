"""Group awards that agree in every column the law reads; a date with many turning days stays an interval beside its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from comity.plan.awards.table import CENT, LIST_MARK, AwardTable, whole_programs
from comity.plan.engine.protocol import ArrowArray, ArrowTable, Engine
from comity.plan.engine.relations import Relation
from comity.plan.engine.sql import literal, quoted
from comity.plan.groups.above import Above, with_above
from comity.plan.groups.reads import DATES, DAY, YEAR, Cut, Reads, passed_of

Array: TypeAlias = "np.ndarray[Any, Any]"
ORDERED = (*DATES, "amount")
MOST_CUTS = 6
"""A column that turns at more values than this is kept as an interval, where it is a date."""
MANY_CUTS = 500
"""Of a column that turns at more values than this, most lie where a cell has no award: to look pays for itself."""
UNKNOWN_DAY = dt.date(1, 1, 1)
FIRST_DAY, LAST_DAY = dt.date(1, 1, 2), dt.date(9999, 12, 31)
UNKNOWN = np.datetime64(UNKNOWN_DAY)


@dataclass(frozen=True, slots=True)
class DateInterval:
    """An interval of a date on which nothing turns, with a day in it; `value` None is the unknown day."""

    low: dt.date
    high: dt.date
    value: dt.date | None


@dataclass(frozen=True, slots=True)
class PackedColumn:
    """A column of a key that packs several: its least value, and what a step in it adds to the key."""

    column: str
    low: int
    stride: int


@dataclass(frozen=True, slots=True)
class CellSpan:
    """The first and last day of a date in the awards of each cell; the last before the first where it is nowhere known."""

    first: Array
    last: Array

    def meets(self, cell: Array, low: Array, high: Array) -> Array:
        """Whether an award of some cells may have its date between some days; it may always be unknown."""
        return ((low <= self.last[cell]) & (high >= self.first[cell])) | (low == UNKNOWN)

    @staticmethod
    def of(first: ArrowArray, last: ArrowArray) -> CellSpan:
        """The spans of cells, with nulls where the date is nowhere known."""
        low, high = first.fill_null(LAST_DAY), last.fill_null(FIRST_DAY)
        return CellSpan(*(side.to_numpy(zero_copy_only=False).astype("datetime64[D]") for side in (low, high)))


@dataclass(slots=True)
class Cells:
    """The distinct rows of the columns read. Code 0 is unknown, code k the k-th of `values`; `ranged` columns stand apart.

    `spans` says of some of these between which days they lie in the awards of each cell; `relation` has the cells as rows.
    """

    table: AwardTable
    relation: Relation
    size: int
    codes: dict[str, Array]
    values: dict[str, list[Any]]
    sql: dict[str, str]
    ranged: tuple[str, ...]
    count: Array
    packed: tuple[PackedColumn, ...]
    spans: dict[str, CellSpan]
    places: dict[str, dict[Any, int]] = field(default_factory=dict[str, dict[Any, int]])
    sorted: dict[str, tuple[Array, Array, Array]] = field(default_factory=dict[str, tuple[Array, Array, Array]])

    def code_of(self, column: str, value: Any) -> int | None:
        """The code of a value of a column, if any award has it."""
        places = self.places.get(column)
        if places is None:
            places = self.places[column] = {value: code for code, value in enumerate(self.values[column], 1)}
        return places.get(value)

    def of_code(self, column: str) -> tuple[Array, Array, Array]:
        """The cells in order of their code in a column; where those of each code start, and how many they are."""
        found = self.sorted.get(column)
        if found is None:
            codes = self.codes[column]
            size = np.bincount(codes, minlength=len(self.values[column]) + 1)
            found = self.sorted[column] = (np.argsort(codes, kind="stable"), np.cumsum(size) - size, size)
        return found

    def pieces(self, column: str, cuts: set[Cut]) -> list[DateInterval]:
        """The pieces of a ranged column between the days at which one norm turns, and the unknown day."""
        days = sorted({FIRST_DAY, *(c for c in cuts if isinstance(c, dt.date) and c > FIRST_DAY)})
        bounds = zip(days, [d - DAY for d in days[1:]] + [LAST_DAY], strict=True)
        return [*(DateInterval(low, high, low) for low, high in bounds), DateInterval(UNKNOWN_DAY, UNKNOWN_DAY, None)]


def column_sql(column: str, cuts: set[Cut], about: list[str]) -> str:
    """A column as it stands in a cell: ordered ones as the number of values they have passed, subawards by their prime."""
    if column in ORDERED and cuts:
        return _sum([f"CAST({{w}}.{column} >= {literal(cut)} AS INTEGER)" for cut in sorted(cuts)])
    waits = passed_of(column)
    if waits is not None:
        return f"CAST({day_sql(*waits)} <= {{w}}.day AS INTEGER)"
    match column:
        case "sub":
            return "({w}.prime IS NOT NULL)"
        case "about":
            listed = ", ".join(quoted(id) for id in about)
            return f"CASE WHEN CAST({{w}}.award AS VARCHAR) IN ({listed}) THEN CAST({{w}}.award AS VARCHAR) END"
        case "holder":
            return "{w}.above"
        case _:
            return f"{{w}}.{column}"


def _sum(terms: list[str]) -> str:
    """A sum of many terms, no deeper than it must be: engines refuse what is nested a thousand times."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return f"({_sum(terms[:half])} + {_sum(terms[half:])})"


def day_sql(date: str, days: int) -> str:
    """So many days after a date of an award, or after the first day of its fiscal year."""
    day = "MAKE_DATE(CAST({w}.fiscal_year AS INTEGER) - 1, 10, 1)" if date == YEAR else f"{{w}}.{date}"
    return f"CAST({day} + INTERVAL '{days}' DAY AS DATE)"


def of(sql: str, alias: str = "w") -> str:
    """A column of a cell as SQL over the awards by that name."""
    return sql.replace("{w}", alias)


def cells_of(engine: Engine, table: AwardTable, reads: Reads, about: list[str]) -> Cells:
    """Count the awards of each cell, in one pass over the columns that are read."""
    have = table.columns
    read = sorted(c for c in reads.columns if needs(c) in have and (c != "about" or about))
    ranged = tuple(c for c in read if c in DATES and len(reads.cuts.get(c, ())) > MOST_CUTS)
    plain = [c for c in read if c not in ranged]
    sql = {
        c: f"CASE WHEN {{w}}.{c} IS NOT NULL THEN 0 END"  # it is asked only whether it is known
        if c in ORDERED and not reads.cuts.get(c)
        else column_sql(c, reads.cuts.get(c, set()), about)
        for c in plain
    }
    if "holder" in plain:
        table = with_above(engine, table, sorted(reads.primes))
    bounded = [c for c in ranged if len(reads.cuts[c]) > MANY_CUTS]
    spanned = [f"{side}(w.{c}) AS {c}_{side}" for c in bounded for side in ("MIN", "MAX")]
    chosen = ", ".join([*(f"{of(sql[c])} AS {c}" for c in plain), "COUNT(*) AS n", *spanned])
    grouped = f"GROUP BY {', '.join(of(sql[c]) for c in plain)}" if plain else ""
    arrow = engine.arrow(f"SELECT {chosen} FROM {table.relation} AS w {grouped}")
    spans = {
        c: CellSpan.of(*(arrow.column(f"{c}_{side}").combine_chunks() for side in ("MIN", "MAX"))) for c in bounded
    }
    arrow = arrow.select([*plain, "n"])
    arrow = arrow.add_column(0, "cell", pa.array(np.arange(arrow.num_rows, dtype=np.int32)))
    relation = engine.load(arrow, "cells")
    codes: dict[str, Array] = {}
    values: dict[str, list[Any]] = {}
    for c in plain:
        column = arrow.column(c).combine_chunks()
        encoded = column.dictionary_encode()
        raw = encoded.dictionary.to_pylist()
        order = sorted(range(len(raw)), key=lambda i, raw=raw: raw[i])
        rank = np.zeros(len(raw) + 1, np.int32)
        for at, i in enumerate(order):
            rank[i] = at + 1
        indices = encoded.indices.fill_null(len(raw)).to_numpy(zero_copy_only=False)
        codes[c] = rank[indices]
        values[c] = [_meaning(c, raw[i], reads) for i in order]
    whole_programs(table, values.get("program", ()))
    size = arrow.num_rows
    count = arrow.column("n").to_numpy()
    return Cells(
        table=table,
        relation=relation,
        size=size,
        codes=codes,
        values=values,
        sql=sql,
        ranged=ranged,
        count=count,
        packed=_packed(arrow, plain),
        spans=spans,
    )


def needs(column: str) -> str:
    """The column of the table that a column of the cells, or a date, is made from."""
    waits = passed_of(column)
    column = waits[0] if waits is not None else column
    return {"sub": "prime", "holder": "prime", "about": "award", YEAR: "fiscal_year"}.get(column, column)


def _meaning(column: str, raw: Any, reads: Reads) -> Any:
    """A value that stands for a coded one."""
    if column in ORDERED:
        if not reads.cuts.get(column):
            return Decimal(0) if column == "amount" else FIRST_DAY
        cuts: list[Any] = sorted(reads.cuts[column])  # pyright: ignore[reportArgumentType]
        if raw == 0:
            return cuts[0] - (DAY if isinstance(cuts[0], dt.date) else CENT)
        return cuts[raw - 1]
    if column == "holder":
        return Above.of(raw, sorted(reads.primes))
    if column in ("terms", "term_sets"):
        return tuple(part.strip() for part in raw.split(LIST_MARK) if part.strip())
    return raw


def packed_sql(digits: tuple[PackedColumn, ...], column: Callable[[str], str]) -> str:
    """The packed key, of columns as SQL."""
    return " + ".join(f"(CAST({column(d.column)} AS INTEGER) - {d.low}) * {d.stride}" for d in digits)


def _packed(arrow: ArrowTable, columns: list[str]) -> tuple[PackedColumn, ...]:
    """Small whole numbers pack into one key, which joins as an array is looked up; nothing where they do not."""
    digits: list[PackedColumn] = []
    stride = 1
    for c in columns:
        column = arrow.column(c)
        if not pa.types.is_integer(column.type) or column.null_count or not arrow.num_rows:
            return ()
        found = column.to_numpy()
        low, high = int(found.min()), int(found.max())
        digits.append(PackedColumn(c, low, stride))
        stride *= high - low + 1
    return tuple(digits) if stride <= 1_000_000 else ()
