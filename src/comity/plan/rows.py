"""The one query over the awards: cell, party, what attaches, what acts on it, the answer. Built by sqlglot, so any dialect."""
# pyright: reportUnknownParameterType=false, reportPrivateImportUsage=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import sqlglot
from sqlglot import exp

from comity.plan.cells import UNKNOWN_DAY, Cells, literal
from comity.plan.checks import STATES
from comity.plan.fold import STRIDE, Folded
from comity.plan.people import People

BETWEEN_BOTH = " AND "


def select(*columns: str) -> exp.Select:
    """A SELECT that is changed in place."""
    return sqlglot.select(*columns, dialect="duckdb", copy=False)


def party_table(people: People, ids: pa.Array) -> pa.Table:
    """The parties as the awards name them, with their numbers; `short` only where some name is not the short name."""
    names = ids.to_pylist()
    numbers = np.array([people.number[str(id)] for id in names], np.int32)
    parties = [people.parties[n] for n in numbers.tolist()]
    columns: dict[str, Any] = {
        "id": ids, "number": numbers, "profile": people.profile[numbers].astype(np.int32),
        "place": pa.array([party.state for party in parties], pa.string()),
    }  # fmt: skip
    if any(str(id) != party.short for id, party in zip(names, parties, strict=True)):
        columns["short"] = pa.array([party.short for party in parties], pa.string())
    return pa.table(columns)


def small_tables(folded: Folded, people: People, party: pa.Table) -> dict[str, pa.Table]:
    """The tables that the query joins to the awards, by name; `party` is that of `party_table`."""
    numbers = party.column("number").to_numpy()
    named = np.zeros(len(people.parties), bool)
    named[folded.named] = True
    party = party.append_column("attach_class", pa.array(folded.attach_class[numbers].astype(np.int32)))
    party = party.append_column("effect_class", pa.array(folded.effect_class[numbers].astype(np.int32)))
    party = party.append_column("named", pa.array(named[numbers]))
    attach: dict[str, Any] = {
        "cell_party": folded.cell_party.astype(np.int32), "variant": folded.variant, "state": folded.state,
    }  # fmt: skip
    for column, (low, high) in folded.bounds.items():
        attach |= {f"{column}_low": pa.array(low), f"{column}_high": pa.array(high)}
    answers = folded.answers
    text = pa.string()
    return {
        "attach": pa.table(attach),
        "base": pa.table({"key": np.arange(len(folded.base), dtype=np.int32), "effect": folded.base}),
        "special": pa.table({"key": folded.special_key, "effect": folded.special_effect}),
        "party": party,
        "outcome": pa.table({"key": folded.answer_key, "situation": folded.answer_of}),
        "answer": pa.table({
            "situation": np.arange(len(answers), dtype=np.int32),
            "norm": pa.array([norm for norm, _ in answers], text),
            "status": pa.array([a.status for _, a in answers], text),
            "possible": pa.array([list(a.possible) for _, a in answers], pa.list_(text)),
            "also": pa.array([list(a.also) for _, a in answers], pa.list_(text)),
            "ground": pa.array([a.ground for _, a in answers], text),
        }),
        "touched": pa.table({"cell": folded.cells.astype(np.int32)}),
    }  # fmt: skip


def coded(cells: Cells, folded: Folded, renamed: bool = True, extra: tuple[str, ...] = ()) -> exp.Select:
    """The awards in the cells that any norm touches, with their codes; parties are `renamed` to their short names."""
    codes = (
        f"c.cell * {folded.attach_classes} + g.attach_class AS cell_party", "g.effect_class AS effect_class",
        "g.named AS named",
    )  # fmt: skip
    return _scan(cells, folded.cells, renamed, (*codes, *extra))


def kept(cells: Cells, touched: Any, renamed: bool = True) -> exp.Select:
    """The awards in some cells, for several folded laws: what `coded_again` reads."""
    return _scan(cells, touched, renamed, ("c.cell AS cell",))


def coded_again(cells: Cells, folded: Folded, name: str) -> exp.Select:
    """As `coded`, of awards kept in a table."""
    ranged = [f"w.{column}" for column in cells.ranged]
    return (
        select(
            "w.award", "w.dollars", "w.government", "w.sub", "w.number", *ranged,
            f"w.cell * {folded.attach_classes} + g.attach_class AS cell_party", "g.effect_class AS effect_class",
            "g.named AS named",
        )
        .from_(f"{name} AS w", copy=False)
        .join("party AS g", on="w.number = g.number", copy=False)
    )  # fmt: skip


def _scan(cells: Cells, touched: Any, renamed: bool, columns: tuple[str, ...]) -> exp.Select:
    if cells.packed:
        on = f"{cells.packed.format(w='w')} = c.packed"
    elif cells.sql:
        on = BETWEEN_BOTH.join(
            f"{sql.format(w='w')} IS NOT DISTINCT FROM c.{column}"
            if 0 in cells.codes[column]
            else f"{sql.format(w='w')} = c.{column}"
            for column, sql in cells.sql.items()
        )
    else:
        on = "c.cell = 0"
    amount = "w.amount" if "amount" in cells.table.columns else "CAST(NULL AS DOUBLE)"
    sub = "w.prime IS NOT NULL" if "prime" in cells.table.columns else "FALSE"
    party = "g.short" if renamed else "w.government"
    ranged = [f"COALESCE(w.{column}, {literal(UNKNOWN_DAY)}) AS {column}" for column in cells.ranged]
    query = (
        select(
            "w.award AS award", f"{amount} AS dollars", f"{party} AS government", f"{sub} AS sub", "g.number AS number",
            *ranged, *columns,
        )
        .from_(f"{cells.table.name} AS w", dialect="duckdb", copy=False)
        .join("cell AS c", on=on, dialect="duckdb", copy=False)
        .join("party AS g", on="w.government = g.id", dialect="duckdb", copy=False)
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
        if cells.sql[column] != f"{{w}}.{column}" or column == "terms":
            continue
        found = [values[code - 1] for code in touched]
        if not isinstance(found[0], str) and touched[-1] - touched[0] + 1 == len(touched):
            out.append(f"w.{column} BETWEEN {literal(found[0])} AND {literal(found[-1])}")
        else:
            out.append(f"w.{column} IN ({', '.join(map(literal, found))})")
    return BETWEEN_BOTH.join(out) or None


def numbered(cells: Cells, folded: Folded, extra: tuple[str, ...] = ()) -> exp.Select:
    """A row for each award and norm that may attach, with the number of its answer; reads `coded_awards`."""
    within = [f"w.{c} BETWEEN t.{c}_low AND t.{c}_high" for c in cells.ranged]
    attached = (
        select(
            "w.award", "w.government", "w.dollars", "w.sub", "w.number", "w.named", "w.effect_class",
            "t.variant", "t.state", *(f"w.{x}" for x in extra),
        )
        .from_("coded_awards AS w", copy=False)
        .join("attach AS t", on=BETWEEN_BOTH.join(["t.cell_party = w.cell_party", *within]), dialect="duckdb", copy=False)
    )  # fmt: skip
    return (
        select("r.award", "r.government", "r.dollars", "r.sub", "o.situation", *(f"r.{x}" for x in extra))
        .from_(attached.subquery("r", copy=False), copy=False)
        .join("base AS b", on=f"b.key = r.variant * {folded.effect_classes} + r.effect_class", copy=False)
        .join(
            "special AS s",
            on=f"s.key = CASE WHEN r.named THEN CAST(r.number AS BIGINT) * {STRIDE} + r.variant END",
            join_type="left", dialect="duckdb", copy=False,
        )
        .join("outcome AS o", on=f"o.key = COALESCE(s.effect, b.effect) * {STATES} + r.state", dialect="duckdb", copy=False)
    )  # fmt: skip


def positions(source: exp.Expression | str, as_of: dt.date, group: str | None = None) -> exp.Select:
    """The rows in words, as docs/bulk.md documents them. `group` is SQL for the situation of the award."""
    words = select(
        "p.award", "p.government", "a.norm", f"{literal(as_of)} AS as_of", "a.status", "a.ground", "a.possible", "a.also",
        "p.dollars", "p.sub", f"{group or 'p.situation'} AS situation",
    )  # fmt: skip
    origin = f"{source} AS p" if isinstance(source, str) else source.subquery("p", copy=False)  # pyright: ignore[reportAttributeAccessIssue]
    return words.from_(origin, dialect="duckdb", copy=False).join(
        "answer AS a", on="a.situation = p.situation", dialect="duckdb", copy=False
    )


def load(con: Any, tables: dict[str, pa.Table], cells: Cells) -> None:
    """Put the small tables where the query finds them."""
    for name, table in tables.items():
        con.register(f"{name}_in", table)
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM {name}_in")
        con.unregister(f"{name}_in")
    touch(con, cells, tables["touched"].column("cell").to_numpy())


def touch(con: Any, cells: Cells, touched: Any) -> None:
    """Make the table `cell` of the cells in question."""
    con.register("touched_in", pa.table({"cell": np.asarray(touched, np.int32)}))
    packed = cells.packed
    if packed:
        for column, sql in cells.sql.items():
            packed = packed.replace(sql, f"cells.{column}")
        packed = f", {packed} AS packed"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE cell AS SELECT cells.*{packed or ''} FROM cells JOIN touched_in USING (cell)"
    )
    con.unregister("touched_in")
