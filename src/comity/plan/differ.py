"""Two assessments of the same awards compared: every answer that differs, why, and its dollars."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from comity.norms.nodes import Law
from comity.plan.day import Day
from comity.plan.nation import Nation, fold_on, put, serves, survey
from comity.plan.rows import coded, coded_again, kept, numbered, positions, touch
from comity.plan.summary import AT_RISK, dollars
from comity.plan.table import once, open_awards
from comity.record.nodes import Record


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a law, a day, the acts taken away."""

    law: Law
    as_of: dt.date
    known_at: dt.date | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Moved:
    """Awards whose answer under a norm changed in the same way, with the grounds before and after."""

    norm: str
    before: str
    possible_before: tuple[str, ...]
    ground_before: str | None
    after: str
    possible_after: tuple[str, ...]
    ground_after: str | None
    awards: int
    dollars: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many answers changed, how, and the dollars at risk under the compared norms before and after."""

    out: Path
    changed: int
    moved: tuple[Moved, ...]
    at_risk_before: Decimal | None
    at_risk_after: Decimal | None
    norms: int
    notes: tuple[str, ...]


def affected(before: Side, after: Side) -> frozenset[str] | None:
    """The norms that any difference in law can touch; None when all must be asked again."""
    if before.as_of != after.as_of or before.known_at != after.known_at:
        return None
    old, new = before.law, after.law
    if old is not new and (old.questions != new.questions or old.lists != new.lists or old.acts != new.acts):
        return None
    seen: set[str] = set()
    waiting = list(before.without ^ after.without)
    if old is not new:
        for x, y in ((old.norms, new.norms), (old.norm_acts, new.norm_acts)):
            waiting += [id for id in {*x, *y} if x.get(id) != y.get(id)]
    reading = _asked(old) | _asked(new)
    while waiting:
        id = waiting.pop()
        if id in seen:
            continue
        if id in reading:
            return None
        seen.add(id)
        for law in (old, new):
            act = law.norm_acts.get(id)
            waiting += [target for e in act.effects for target in e.targets] if act else []
    return frozenset(id for id in seen if id in old.norms or id in new.norms)


def _asked(law: Law) -> set[str]:
    """Acts on norms whose being in force some expression asks about."""
    from comity.norms.graph import acts_read

    nodes = (*law.norms.values(), *law.norm_acts.values())
    return {name for node in nodes for expr in (node.when, node.unless) for name in acts_read(expr, law)}


def changes(con: Any, nation: Nation, first: Day, second: Day) -> None:
    """Make the table `changed` of the answers on which two laws differ over one nation; the awards are scanned once."""
    touched = np.union1d(first.folded.cells, second.folded.cells)
    for name, day in (("earlier", first), ("later", second)):
        put(con, nation, day)
        if name == "earlier":
            touch(con, day.cells, touched)
            con.execute(f"CREATE OR REPLACE TEMP TABLE kept AS {kept(day.cells, touched, day.renamed).sql('duckdb')}")
        _place(con, name, day, coded_again(day.cells, day.folded, "kept"))
    _changed(con)


def _place(con: Any, name: str, day: Day, source: Any) -> None:
    rows = positions(numbered(day.cells, day.folded), day.base.as_of).sql("duckdb")
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS WITH coded_awards AS ({source.sql('duckdb')}) {rows}")


def _changed(con: Any) -> None:
    differ = " OR ".join(f"a.{c} IS DISTINCT FROM b.{c}" for c in ("status", "ground", "possible", "also"))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE changed AS SELECT coalesce(a.award, b.award) AS award, "
        "coalesce(a.government, b.government) AS government, coalesce(a.norm, b.norm) AS norm, "
        "coalesce(a.status, 'not_attached') AS status_before, a.possible AS possible_before, a.ground AS ground_before, "
        "coalesce(b.status, 'not_attached') AS status_after, b.possible AS possible_after, b.ground AS ground_after, "
        "coalesce(a.dollars, b.dollars) AS dollars, coalesce(a.sub, b.sub) AS sub FROM earlier AS a "
        f"FULL JOIN later AS b ON a.award = b.award AND a.norm = b.norm WHERE {differ}"
    )


def compare(
    con: Any, before: Side, after: Side, record: Record, awards: Path | str, out: Path | str, forum: str | None = None
) -> Comparison:
    """Write every changed answer of the awards to a Parquet file."""
    only = affected(before, after)
    file = Path(out)
    table = open_awards(con, awards)
    once(con, table)
    nation = survey(con, before.law, record, table, before.as_of, before.known_at, forum, only)
    first = fold_on(nation, before.law, before.without, only)
    if before.as_of == after.as_of and before.known_at == after.known_at and serves(nation, after.law, only):
        changes(con, nation, first, fold_on(nation, after.law, after.without, only))
    else:
        put(con, nation, first)
        _place(con, "earlier", first, coded(first.cells, first.folded, first.renamed))
        nation = survey(con, after.law, record, table, after.as_of, after.known_at, forum, only)
        second = fold_on(nation, after.law, after.without, only)
        put(con, nation, second)
        _place(con, "later", second, coded(second.cells, second.folded, second.renamed))
        _changed(con)
    quoted = str(file).replace("'", "''")
    con.execute(f"COPY changed TO '{quoted}' (FORMAT parquet)")
    rows = con.execute(
        "SELECT norm, status_before, possible_before, ground_before, status_after, possible_after, ground_after, "
        "count(*), sum(dollars) FROM changed GROUP BY ALL ORDER BY 8 DESC, norm"
    ).fetchall()
    risk = ", ".join(f"'{s}'" for s in AT_RISK)
    at_risk = [
        con.execute(
            f"SELECT sum(d) FROM (SELECT max(dollars) AS d FROM {name} WHERE status IN ({risk}) GROUP BY award)"
        ).fetchall()[0][0]
        for name in ("earlier", "later")
    ]
    moved = tuple(
        Moved(r[0], r[1], tuple(r[2] or ()), r[3], r[4], tuple(r[5] or ()), r[6], r[7], dollars(r[8])) for r in rows
    )
    count = len(
        {
            n.id
            for law in (before.law, after.law)
            for n in law.norms.values()
            if n.attaches_to == "award" and (only is None or n.id in only)
        }
    )
    return Comparison(
        file, sum(m.awards for m in moved), moved, dollars(at_risk[0]), dollars(at_risk[1]), count, table.notes
    )
