"""Assess a file of awards: every position of every award, written to Parquet, and what they add up to."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity.norms.nodes import Law
from comity.plan.day import Day
from comity.plan.missing import DecidingFact, deciding_facts
from comity.plan.nation import fold_on, put, survey
from comity.plan.rows import coded, numbered, positions
from comity.plan.table import AwardTable, once, open_awards
from comity.record.nodes import Record


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was assessed and where the positions are; `unmatched` are the governments nobody knows, with their awards."""

    out: Path
    days: tuple[dt.date, ...]
    awards: int
    rows: int
    seconds: float
    notes: tuple[str, ...]
    unmatched: tuple[tuple[str, int], ...]
    table: AwardTable | None = field(default=None, repr=False)
    facts: tuple[DecidingFact, ...] = ()
    uncounted: int = 0


def connect(threads: int | None = None) -> Any:
    """A DuckDB of one's own, in memory."""
    import duckdb

    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = false")
    if threads:
        con.execute(f"SET threads = {threads}")
    return con


def assess(
    law: Law, record: Record, awards: Path | str, as_of: dt.date | Iterable[dt.date], out: Path | str,
    known_at: dt.date | None = None, forum: str | None = None, without: frozenset[str] = frozenset(),
    con: Any = None, deciding: bool = False, only: frozenset[str] | None = None,
) -> Assessment:  # fmt: skip
    """Write every position of every award on some days to a Parquet file.

    Args:
        law: the checked law.
        record: facts about parties and awards beside those of the file.
        awards: a CSV or Parquet file of awards (docs/bulk.md); raises BadTable when it is none.
        as_of: the day asked about, or several.
        out: the Parquet file to write.
        known_at: what had been decided and recorded by then; the day asked about unless said.
        forum: the court asked; the party's own courts unless said.
        without: acts on norms that are taken away.
        con: a DuckDB connection to work in; the positions stay in its table `assessed`.
        deciding: whether to rank the missing facts of the last day.
        only: the norms to assess; all that attach to awards unless said.
    """
    import time

    started = time.monotonic()
    con = con or connect()
    table = open_awards(con, awards)
    once(con, table)
    days = (as_of,) if isinstance(as_of, dt.date) else tuple(sorted(set(as_of)))
    file = Path(out)
    facts: tuple[DecidingFact, ...] = ()
    uncounted = 0
    notes = list(table.notes)
    unmatched: list[tuple[str, int]] = []
    con.execute("DROP TABLE IF EXISTS assessed")
    for n, day in enumerate(days):
        nation = survey(con, law, record, table, day, known_at, forum, only)
        at = fold_on(nation, law, without, only)
        if n == 0 and nation.unknown:
            unmatched = _unmatched(con, table, nation.unknown)
        put(con, nation, at)
        rows = _with_situations(con, at)
        if deciding and n == len(days) - 1:
            facts, uncounted = deciding_facts(con, at, record)
        query = positions(rows, day, "p.alike").sql("duckdb")
        con.execute(f"INSERT INTO assessed {query}" if n else f"CREATE TEMP TABLE assessed AS {query}")
    quoted = str(file).replace("'", "''")
    con.execute(f"COPY assessed TO '{quoted}' (FORMAT parquet)")
    count = con.execute("SELECT count(*) FROM assessed").fetchall()[0][0]
    if unmatched:
        left = sum(n for _, n in unmatched)
        notes.append(f"{left:,} awards name {len(unmatched):,} governments that are not known; they have no positions")
    return Assessment(
        file,
        days,
        table.rows,
        count,
        time.monotonic() - started,
        tuple(notes),
        tuple(unmatched),
        table,
        facts,
        uncounted,
    )


def _with_situations(con: Any, at: Day) -> str:
    """The table `placed`: rows with the number of their answer, the cell and profile, and of their award's situation."""
    extra = ("cell_party", "profile", *at.cells.ranged)
    source = coded(at.cells, at.folded, at.renamed, ("g.profile AS profile",)).sql("duckdb")
    rows = numbered(at.cells, at.folded, extra).sql("duckdb")
    con.execute(f"CREATE OR REPLACE TEMP TABLE placed_rows AS WITH coded_awards AS ({source}) {rows}")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE alike AS WITH each AS "
        "(SELECT award, list_sort(list(situation)) AS answers FROM placed_rows GROUP BY award), numbered AS "
        "(SELECT answers, CAST(row_number() OVER (ORDER BY count(*) DESC, answers) AS INTEGER) AS alike "
        "FROM each GROUP BY answers) SELECT each.award, numbered.alike FROM each JOIN numbered USING (answers)"
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE placed AS SELECT p.*, s.alike FROM placed_rows AS p JOIN alike AS s USING (award)"
    )
    con.execute("DROP TABLE placed_rows")
    return "placed"


def _unmatched(con: Any, table: AwardTable, unknown: list[str]) -> list[tuple[str, int]]:
    import pyarrow as pa

    con.register("unknown_in", pa.table({"id": pa.array(unknown, pa.string())}))
    rows = con.execute(
        f"SELECT CAST(government AS VARCHAR) AS id, count(*) FROM {table.name} AS w "
        "WHERE CAST(government AS VARCHAR) IN (SELECT id FROM unknown_in) GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    con.unregister("unknown_in")
    return [(id, n) for id, n in rows]
