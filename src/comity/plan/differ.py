"""Two assessments of the same awards compared: every answer that differs, why, and its dollars."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from comity.norms.nodes import Law
from comity.plan.apart import apart
from comity.plan.checks import NOT_ATTACHED, Answer
from comity.plan.day import Day
from comity.plan.declared import all_declared
from comity.plan.engine import ArrowTable, Column, Engine, Output
from comity.plan.nation import Nation, fold_on, put, serves, survey
from comity.plan.people import People
from comity.plan.result import governments, texts
from comity.plan.rows import answered, coded_again, kept
from comity.plan.summary import AT_RISK, dollars
from comity.plan.table import once, open_awards
from comity.record.nodes import Record

Array: TypeAlias = "np.ndarray[Any, Any]"
MOST_NAMES = 200
"""More parties than these are not listed in a query."""


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


@dataclass(frozen=True, slots=True)
class Changes:
    """The table `changed`: awards, and the numbers of their answers before and after among `norms` and `answers`."""

    people: People
    norms: list[str]
    answers: list[Answer]

    def output(self) -> Output:
        """The changes as they are written."""
        columns = (
            Column("award", "award"), governments(self.people), Column("norm", "norm", pa.array(self.norms, pa.string()), required=True),
            *texts(self.answers, "_before", "before"), *texts(self.answers, "_after", "after"),
            Column("dollars", "dollars"), Column("sub", "sub"),
        )  # fmt: skip
        return Output("SELECT * FROM changed", columns)


class _Numbers:
    """The answers of two laws, numbered together. Those that say the same but for what is missing are alike: no change."""

    def __init__(self) -> None:
        self.answers: dict[Answer, int] = {NOT_ATTACHED: 0}
        self.alike: dict[Answer, int] = {NOT_ATTACHED: 0}
        self.norms: dict[str, int] = {}

    def table(self, day: Day) -> ArrowTable:
        """The numbers of a day's answers."""
        said = day.folded.answers
        alike = [replace(a, missing=()) for _, a in said]
        return pa.table({
            "answer": np.arange(len(said), dtype=np.int32),
            "norm": np.array([self.norms.setdefault(norm, len(self.norms)) for norm, _ in said], np.int32),
            "says": np.array([self.answers.setdefault(a, len(self.answers)) for _, a in said], np.int32),
            "alike": np.array([self.alike.setdefault(a, len(self.alike)) for a in alike], np.int32),
        })  # fmt: skip


def changes(engine: Engine, nation: Nation, first: Day, second: Day, every: bool = False) -> Changes:
    """Make the table `changed` of the answers on which two laws differ over one nation; the awards are scanned once.

    The tables `earlier` and `later` are the answers of awards that may differ, or of `every` one that a norm touches.
    """
    numbers = _Numbers()
    tables = [numbers.table(day) for day in (first, second)]
    if every:
        touched, parties = np.union1d(first.folded.cells, second.folded.cells), None
    else:
        says = [
            table.column("norm").to_numpy().astype(np.int64) * len(numbers.alike) + table.column("alike").to_numpy()
            for table in tables
        ]
        touched, parties = apart(first, second, (says[0], says[1]))
    names = None if parties is None or len(parties) > MOST_NAMES else _names(nation, parties)
    for name, day, table in (("earlier", first, tables[0]), ("later", second, tables[1])):
        put(engine, nation, day, touched)
        if name == "earlier":
            engine.make("kept", kept(day.cells, touched, names))
        _place(engine, name, day, table, coded_again(day.cells, day.folded, "kept"))
    return _changed(engine, first, numbers)


def _names(nation: Nation, parties: Array) -> list[Any]:
    """The parties as the awards name them."""
    table = nation.parties.party
    return table.column("id").filter(pa.array(np.isin(table.column("number").to_numpy(), parties))).to_pylist()


def _place(engine: Engine, name: str, day: Day, numbers: ArrowTable, source: str | None = None) -> None:
    engine.load("numbers", numbers)
    rows = answered(day.cells, day.folded, source=source)
    engine.make(
        name,
        "SELECT p.award, p.number, p.dollars, p.sub, n.norm, n.says, n.alike FROM "
        f"({rows}) AS p JOIN numbers AS n ON p.answer = n.answer",
    )


def _changed(engine: Engine, day: Day, numbers: _Numbers) -> Changes:
    engine.make(
        "changed",
        "SELECT COALESCE(a.award, b.award) AS award, COALESCE(a.number, b.number) AS number, "
        "COALESCE(a.norm, b.norm) AS norm, COALESCE(a.says, 0) AS before, COALESCE(b.says, 0) AS after, "
        "COALESCE(a.dollars, b.dollars) AS dollars, COALESCE(a.sub, b.sub) AS sub FROM earlier AS a "
        "FULL JOIN later AS b ON a.award = b.award AND a.norm = b.norm WHERE COALESCE(a.alike, 0) <> COALESCE(b.alike, 0)",
    )
    return Changes(day.people, list(numbers.norms), list(numbers.answers))


def compare(
    engine: Engine, before: Side, after: Side, record: Record, awards: Path | str, out: Path | str,
    forum: str | None = None,
) -> Comparison:  # fmt: skip
    """Write every changed answer of the awards to a Parquet file."""
    only = affected(before, after)
    file = Path(out)
    table = open_awards(engine, awards)
    once(engine, table)
    all_declared(engine, table, record, before.law, after.law)
    nation = survey(engine, before.law, record, table, before.as_of, before.known_at, forum, only)
    first = fold_on(nation, before.law, before.without, only)
    if before.as_of == after.as_of and before.known_at == after.known_at and serves(nation, after.law, only):
        second = fold_on(nation, after.law, after.without, only, first if only else None)
        # dollars at risk are of all awards under the compared norms
        found = changes(engine, nation, first, second, every=True)
    else:
        numbers = _Numbers()
        put(engine, nation, first)
        _place(engine, "earlier", first, numbers.table(first))
        nation = survey(engine, after.law, record, table, after.as_of, after.known_at, forum, only)
        second = fold_on(nation, after.law, after.without, only)
        put(engine, nation, second)
        _place(engine, "later", second, numbers.table(second))
        found = _changed(engine, first, numbers)
    engine.write([found.output()], file)
    rows = engine.rows(
        "SELECT norm, before, after, COUNT(*) AS n, SUM(dollars) FROM changed GROUP BY norm, before, after"
    )
    moved = [_moved(found, *row) for row in rows]
    risk_before, risk_after = (_at_risk(engine, found, name) for name in ("earlier", "later"))
    count = {
        n.id
        for law in (before.law, after.law)
        for n in law.norms.values()
        if n.attaches_to == "award" and (only is None or n.id in only)
    }
    return Comparison(
        file, sum(m.awards for m in moved), tuple(sorted(moved, key=lambda m: (-m.awards, str(m)))),
        risk_before, risk_after, len(count), table.notes,
    )  # fmt: skip


def _moved(found: Changes, norm: int, before: int, after: int, awards: int, total: Any) -> Moved:
    was, now = found.answers[before], found.answers[after]
    return Moved(
        found.norms[norm], was.status, was.possible, was.ground, now.status, now.possible, now.ground, awards,
        dollars(total),
    )  # fmt: skip


def _at_risk(engine: Engine, found: Changes, table: str) -> Decimal | None:
    """Dollars of awards under the compared norms that some of them binds or may bind."""
    risky = [str(n) for n, answer in enumerate(found.answers) if answer.status in AT_RISK]
    if not risky:
        return None
    each = f"SELECT MAX(dollars) AS d FROM {table} WHERE says IN ({', '.join(risky)}) GROUP BY award"
    return dollars(engine.rows(f"SELECT SUM(q.d) FROM ({each}) AS q")[0][0])
