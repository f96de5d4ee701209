"""The one query over the awards: cell, party, what attaches, what acts on it, the answer. Built by sqlglot for any dialect."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import sqlglot
from sqlglot import exp

from comity.plan.engine.arrow import arrow_table
from comity.plan.engine.protocol import Engine
from comity.plan.engine.relations import Relation
from comity.plan.engine.sql import literal
from comity.plan.fold.accumulator import STRIDE
from comity.plan.fold.fold import Folded
from comity.plan.groups.cells import FIRST_DAY, UNKNOWN_DAY, Cells, of, packed_sql
from comity.plan.groups.parties import Parties

BETWEEN_BOTH = " AND "


@dataclass(frozen=True, slots=True)
class JoinTables:
    """What the query joins to the awards: the cells in question and, of a folded law, parties, what attaches, the answers.

    `base` has the answers of classes of parties, `special` those of named parties that differ from them.
    """

    cell: Relation
    party: Relation
    attach: Relation
    base: Relation
    special: Relation


def select(*columns: str) -> exp.Select:
    """A SELECT that is changed in place."""
    return sqlglot.select(*columns, dialect="duckdb", copy=False)


def sql(query: exp.Select) -> str:
    """The text of a query that is not needed again."""
    return query.sql("duckdb", copy=False)


def party_table(people: Parties, ids: pa.Array[Any]) -> pa.Table:
    """The parties as the awards name them, with their numbers and states."""
    numbers = np.array([people.number[str(id)] for id in ids.to_pylist()], np.int32)
    return arrow_table({
        "id": ids, "number": numbers,
        "place": pa.array([people.parties[int(n)].state for n in numbers.tolist()], pa.string()),
    })  # fmt: skip


def small_tables(folded: Folded, people: Parties, party: pa.Table) -> dict[str, pa.Table]:
    """The tables that the query joins to the awards, by name; `party` is that of `party_table`."""
    numbers = party.column("number").to_numpy()
    named = np.zeros(len(people.parties), bool)
    named[folded.named] = True
    party = party.append_column("attach_class", pa.array(folded.attach_class[numbers].astype(np.int32)))
    party = party.append_column("effect_class", pa.array(folded.effect_class[numbers].astype(np.int32)))
    party = party.append_column("named", pa.array(named[numbers]))
    attach: dict[str, Any] = {
        "attach_key": folded.key, "slot": folded.slot,
    }  # fmt: skip
    for column, (low, high) in folded.bounds.items():
        attach |= {f"{column}_low": pa.array(low), f"{column}_high": pa.array(high)}
    return {
        "attach": arrow_table(attach),
        "base": arrow_table({"base_key": np.arange(len(folded.base), dtype=np.int32), "base_answer": folded.base}),
        "special": arrow_table({"special_key": folded.special_key, "special_answer": folded.special_answer}),
        "party": party,
    }  # fmt: skip


def coded(cells: Cells, folded: Folded, tables: JoinTables, extra: tuple[str, ...] = ()) -> str:
    """The awards in the cells that any norm touches, with their codes; `extra` columns of the awards `w` besides."""
    codes = (
        f"{_key('c.cell', folded)} AS attach_key", "g.effect_class AS effect_class", "g.named AS named",
    )  # fmt: skip
    return sql(_scan(cells, folded.cells, tables, (*codes, *extra)))


def _key(cell: str, folded: Folded) -> str:
    """The key of what attaches: cell, class of party, stretch of each ranged date of the awards `w`."""
    key = f"CAST({cell} AS BIGINT) * {folded.attach_classes} + g.attach_class"
    for column, days in folded.shared_days.items():
        date = f"COALESCE(w.{column}, {literal(UNKNOWN_DAY)})"
        later = "".join(f" + CAST({date} >= {literal(day)} AS INTEGER)" for day in [FIRST_DAY, *days])
        key = f"({key}) * {len(days) + 2}{later}"
    return key


def kept(cells: Cells, touched: Any, tables: JoinTables, names: list[Any] | None = None) -> str:
    """The awards in some cells, perhaps of some parties alone, for several folded laws: what `coded_again` reads."""
    query = _scan(cells, touched, tables, ("c.cell AS cell",))
    if names is None:
        return sql(query)
    listed = f"w.government IN ({', '.join(map(literal, names))})" if names else "1 = 0"
    return sql(query.where(listed, dialect="duckdb", copy=False))


def coded_again(cells: Cells, folded: Folded, awards: Relation, party: Relation) -> str:
    """As `coded`, of awards that are kept."""
    return _coded_again(cells.ranged, _key("w.cell", folded), awards, party)


@lru_cache(64)
def _coded_again(ranged: tuple[str, ...], key: str, awards: Relation, party: Relation) -> str:
    query = (
        select(
            "w.award", "w.dollars", "w.sub", "w.number", *(f"w.{column}" for column in ranged),
            f"{key} AS attach_key", "g.effect_class AS effect_class", "g.named AS named",
        )
        .from_(f"{awards} AS w", copy=False)
        .join(f"{party} AS g", on="w.number = g.number", copy=False)
    )  # fmt: skip
    return sql(query)


def same_cell(cells: Cells) -> str:
    """What an award `w` and its cell `c` have in common."""
    if cells.packed:
        return f"{packed_sql(cells.packed, lambda c: of(cells.sql[c]))} = c.packed"
    return (
        BETWEEN_BOTH.join(
            f"{of(sql)} IS NOT DISTINCT FROM c.{column}" if 0 in cells.codes[column] else f"{of(sql)} = c.{column}"
            for column, sql in cells.sql.items()
        )
        or "c.cell = 0"
    )


def _scan(cells: Cells, touched: Any, tables: JoinTables, columns: tuple[str, ...]) -> exp.Select:
    amount = "w.amount" if "amount" in cells.table.columns else "CAST(NULL AS DOUBLE)"
    sub = "w.prime IS NOT NULL" if "prime" in cells.table.columns else "FALSE"
    ranged = [f"COALESCE(w.{column}, {literal(UNKNOWN_DAY)}) AS {column}" for column in cells.ranged]
    query = (
        select(
            "w.award AS award", f"{amount} AS dollars", f"{sub} AS sub", "g.number AS number",
            *ranged, *columns,
        )
        .from_(f"{cells.table.relation} AS w", dialect="duckdb", copy=False)
        .join(f"{tables.cell} AS c", on=same_cell(cells), dialect="duckdb", copy=False)
        .join(f"{tables.party} AS g", on="w.government = g.id", dialect="duckdb", copy=False)
    )  # fmt: skip
    guard = guards(cells, touched)
    return query.where(guard, dialect="duckdb", copy=False) if guard else query


def guards(cells: Cells, cells_touched: Any) -> str | None:
    """Conjuncts the scan itself can test: a column against constants, where that leaves out half of its values or more."""
    out: list[str] = []
    for column, codes in cells.codes.items():
        touched = np.unique(codes[cells_touched])
        values = cells.values[column]
        if not len(touched) or touched[0] == 0 or len(touched) * 2 > len(values) or len(touched) > 200:
            continue
        if cells.sql[column] != f"{{w}}.{column}" or column in ("terms", "term_sets"):
            continue
        found = [values[code - 1] for code in touched]
        if not isinstance(found[0], str) and touched[-1] - touched[0] + 1 == len(touched):
            out.append(f"w.{column} BETWEEN {literal(found[0])} AND {literal(found[-1])}")
        else:
            out.append(f"w.{column} IN ({', '.join(map(literal, found))})")
    return BETWEEN_BOTH.join(out) or None


@lru_cache(64)
def numbered(ranged: tuple[str, ...], effect_classes: int, tables: JoinTables, extra: tuple[str, ...] = ()) -> str:
    """A row for each award and norm that may attach: award, number, dollars, sub, and the number of its answer.

    Reads `coded_awards`. `extra` columns of those are carried along.
    """
    within = [f"w.{c} BETWEEN t.{c}_low AND t.{c}_high" for c in ranged]
    attached = (
        select(
            "w.award", "w.dollars", "w.sub", "w.number", "w.named", "w.effect_class",
            "t.slot", *(f"w.{x}" for x in extra),
        )
        .from_("coded_awards AS w", copy=False)
        .join(f"{tables.attach} AS t", on=BETWEEN_BOTH.join(["t.attach_key = w.attach_key", *within]), dialect="duckdb", copy=False)
    )  # fmt: skip
    rows = (
        select(
            "r.award", "r.number", "r.dollars", "r.sub", "COALESCE(s.special_answer, b.base_answer) AS answer",
            *(f"r.{x}" for x in extra),
        )
        .from_(attached.subquery("r", copy=False), copy=False)
        .join(f"{tables.base} AS b", on=f"b.base_key = r.slot * {effect_classes} + r.effect_class", copy=False)
        .join(
            f"{tables.special} AS s",
            on=f"s.special_key = CASE WHEN r.named THEN CAST(r.number AS BIGINT) * {STRIDE} + r.slot END",
            join_type="left", dialect="duckdb", copy=False,
        )
    )  # fmt: skip
    return sql(rows)


def answered(
    cells: Cells, folded: Folded, tables: JoinTables, extra: tuple[tuple[str, str], ...] = (), source: str | None = None
) -> str:
    """The whole query: the numbered answers of every award, or of each row of `source`.

    `extra` are (SQL over the awards `w`, name).
    """
    awards = source or coded(cells, folded, tables, tuple(f"{text} AS {name}" for text, name in extra))
    rows = numbered(cells.ranged, folded.effect_classes, tables, tuple(name for _, name in extra))
    return f"WITH coded_awards AS ({awards}) {rows}"


def load(engine: Engine, folded: Folded, people: Parties, party: pa.Table, cell: Relation) -> JoinTables:
    """Give the engine the small tables of a folded law, to be joined with the cells in question, those of `touch`."""
    tables = small_tables(folded, people, party)
    return JoinTables(cell=cell, **{name: engine.load(table, name) for name, table in tables.items()})


def touch(engine: Engine, cells: Cells, touched: Any) -> Relation:
    """The cells in question."""
    chosen = engine.load(arrow_table({"cell": np.asarray(touched, np.int32)}), "touched")
    return keyed(engine, cells, f" JOIN {chosen} AS h ON k.cell = h.cell")


def keyed(engine: Engine, cells: Cells, joined: str = "") -> Relation:
    """The cells, or those that are joined to `k`, with the key that `same_cell` reads."""
    return engine.make(f"SELECT {_with_key(cells)} FROM {cells.relation} AS k{joined}", "cell")


def _with_key(cells: Cells) -> str:
    """The columns of the cells, as `k`, with the packed key."""
    if not cells.packed:
        return "k.*"
    return f"k.*, {packed_sql(cells.packed, lambda c: f'k.{c}')} AS packed"
