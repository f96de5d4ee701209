"""Assess a file of awards: every position of every award, written to Parquet, and what they add up to."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity.norms.nodes import Law
from comity.plan.cells import cells_of
from comity.plan.day import Day
from comity.plan.fold import award_norms, fold
from comity.plan.missing import DecidingFact, deciding_facts
from comity.plan.people import of_them, people_of
from comity.plan.reads import Reads, answered, bearing, reads_of_acts, reads_of_norm
from comity.plan.rows import coded, load, numbered, positions, small_tables
from comity.plan.table import AwardTable, open_awards
from comity.proof.context import Context, Facts
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


def ready(
    con: Any, law: Law, record: Record, table: AwardTable, as_of: dt.date, known_at: dt.date | None = None,
    forum: str | None = None, without: frozenset[str] = frozenset(), only: frozenset[str] | None = None,
) -> tuple[Day, Any, list[str]]:  # fmt: skip
    """Read the cells and parties of a table and fold the law over them: the day, its parties as named, those unknown."""
    on = gc.isenabled()
    gc.disable()  # there is no garbage in rings here, and much to look through
    try:
        return _ready(con, law, record, table, as_of, known_at, forum, without, only)
    finally:
        if on:
            gc.enable()


def _ready(
    con: Any, law: Law, record: Record, table: AwardTable, as_of: dt.date, known_at: dt.date | None,
    forum: str | None, without: frozenset[str], only: frozenset[str] | None,
) -> tuple[Day, Any, list[str]]:  # fmt: skip
    import pyarrow as pa

    known = known_at or as_of
    facts = Facts(record, known)
    reads = Reads()
    ids = con.sql(f"SELECT DISTINCT government AS id FROM {table.name}").to_arrow_table().column("id")
    ids = ids.combine_chunks()
    stub = Context(law, facts, _nobody(), as_of, known, forum or "scotus", without=without)
    norms = award_norms(stub, only)
    for norm in norms:
        reads_of_norm(norm, law, as_of, reads)
        reads_of_acts(bearing(law, norm.id), law, as_of, reads)
    cells = cells_of(con, table, reads, answered(law, facts))
    people, unknown = people_of((str(id) for id in ids.to_pylist()), facts, reads, set(cells.values.get("agency", [])))
    from comity.norms.courts import forum_of

    few = of_them(facts, people.standing)
    contexts = [
        Context(law, few, party, as_of, known, forum or forum_of(party), without=without) for party in people.standing
    ]
    folded = fold(stub, norms, cells, people, contexts)
    left = set(unknown)
    kept = pa.array([id for id in ids.to_pylist() if str(id) not in left], ids.type)
    return Day(stub, cells, people, folded, forum), kept, unknown


def _nobody() -> Any:
    from comity.norms.governments import government

    return government("us")


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
    days = (as_of,) if isinstance(as_of, dt.date) else tuple(sorted(set(as_of)))
    file = Path(out)
    facts: tuple[DecidingFact, ...] = ()
    uncounted = 0
    notes = list(table.notes)
    unmatched: list[tuple[str, int]] = []
    con.execute("DROP TABLE IF EXISTS assessed")
    for n, day in enumerate(days):
        at, ids, unknown = ready(con, law, record, table, day, known_at, forum, without, only)
        if n == 0 and unknown:
            unmatched = _unmatched(con, table, unknown)
        load(con, small_tables(at.folded, at.cells, at.people, ids), at.cells)
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


def write_positions(con: Any, day: Day, ids: Any, out: Path | str) -> None:
    """Stream the positions of one day to Parquet; for tables too large to be grouped by award. `situation` is of the row."""
    load(con, small_tables(day.folded, day.cells, day.people, ids), day.cells)
    source = coded(day.cells, day.folded, day.people).sql("duckdb")
    rows = positions(numbered(day.cells, day.folded), day.base.as_of).sql("duckdb")
    con.execute(f"COPY (WITH coded_awards AS ({source}) {rows}) TO '{out}' (FORMAT parquet)")


def _with_situations(con: Any, at: Day) -> str:
    """The table `placed`: rows with the number of their answer, the cell and profile, and of their award's situation."""
    extra = ("cell_party", "profile", *at.cells.ranged)
    source = coded(at.cells, at.folded, at.people, ("g.profile AS profile",)).sql("duckdb")
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
