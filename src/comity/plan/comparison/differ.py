"""Where two laws, two days, or a law with and without some acts give different answers about the same awards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from comity.norms.nodes import Law
from comity.plan.comparison.apart import apart
from comity.plan.decide.statuses import NOT_ATTACHED, Verdict
from comity.plan.engine.arrow import arrow_table
from comity.plan.engine.protocol import ArrowTable, Engine, Output, OutputColumn
from comity.plan.engine.relations import Relation
from comity.plan.fold.day import Day
from comity.plan.groups.parties import Parties
from comity.plan.join.query import JoinTables, answered, coded_again, kept, load
from comity.plan.join.result_columns import governments, texts
from comity.plan.join.survey import Survey, put
from comity.proof.question import Question

Array: TypeAlias = "np.ndarray[Any, Any]"
MOST_NAMES = 200
"""More parties than these are not listed in a query."""


def affected(before: Question, after: Question) -> frozenset[str] | None:
    """The norms that any difference in law can touch; None when all must be asked again."""
    if before.as_of != after.as_of or before.known_at != after.known_at or before.record is not after.record:
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
    from comity.norms.build.graph import acts_read

    nodes = (*law.norms.values(), *law.norm_acts.values())
    return {name for node in nodes for expr in (node.when, node.unless) for name in acts_read(expr, law)}


@dataclass(frozen=True, slots=True)
class Changes:
    """Awards, and the numbers of their answers before and after among `norms` and `answers`, where these differ.

    `earlier` and `later` are all answers that were compared.
    """

    relation: Relation
    earlier: Relation
    later: Relation
    people: Parties
    norms: list[str]
    answers: list[Verdict]

    def output(self, query: str | None = None) -> Output:
        """The changes as they are written, or the rows of a query that has their columns."""
        columns = (
            OutputColumn("award", "award"), governments(self.people), OutputColumn("norm", "norm", pa.array(self.norms, pa.string()), required=True),
            *texts(self.answers, "_before", "before"), *texts(self.answers, "_after", "after"),
            OutputColumn("dollars", "dollars"), OutputColumn("sub", "sub"),
        )  # fmt: skip
        return Output(query or f"SELECT * FROM {self.relation}", columns)


class Numbers:
    """The answers of two laws, numbered together. Those that say the same but for what is missing are alike: no change."""

    def __init__(self) -> None:
        self.answers: dict[Verdict, int] = {NOT_ATTACHED: 0}
        self.alike: dict[Verdict, int] = {NOT_ATTACHED: 0}
        self.norms: dict[str, int] = {}

    def table(self, day: Day) -> ArrowTable:
        """The numbers of a day's answers."""
        said = day.folded.answers
        alike = [a.stated for _, a in said]
        return arrow_table({
            "answer": np.arange(len(said), dtype=np.int32),
            "norm": np.array([self.norms.setdefault(norm, len(self.norms)) for norm, _ in said], np.int32),
            "says": np.array([self.answers.setdefault(a, len(self.answers)) for _, a in said], np.int32),
            "alike": np.array([self.alike.setdefault(a, len(self.alike)) for a in alike], np.int32),
        })  # fmt: skip


def changes(engine: Engine, surveyed: Survey, first: Day, second: Day, every: bool = False) -> Changes:
    """The answers on which two laws differ over one survey; the awards are scanned once.

    What is compared are the answers of awards that may differ, or of `every` one that a norm touches.
    """
    numbers = Numbers()
    tables = [numbers.table(day) for day in (first, second)]
    if every:
        touched, parties = np.union1d(first.folded.cells, second.folded.cells), None
    else:
        says = [
            table.column("norm").to_numpy().astype(np.int64) * len(numbers.alike) + table.column("alike").to_numpy()
            for table in tables
        ]
        touched, parties = apart(first, second, (says[0], says[1]))
    names = None if parties is None or len(parties) > MOST_NAMES else _names(surveyed, parties)
    ready = put(engine, surveyed, first, touched)
    awards = engine.make(kept(first.cells, touched, ready, names), "kept")
    source = coded_again(first.cells, first.folded, awards, ready.party)
    earlier = place(engine, first, ready, tables[0], source)
    ready = load(engine, second.folded, second.people, surveyed.parties.party, ready.cell)
    source = coded_again(second.cells, second.folded, awards, ready.party)
    return changed(engine, earlier, place(engine, second, ready, tables[1], source), first, numbers)


def _names(surveyed: Survey, parties: Array) -> list[Any]:
    """The parties as the awards name them."""
    table = surveyed.parties.party
    return table.column("id").filter(pa.array(np.isin(table.column("number").to_numpy(), parties))).to_pylist()


def place(engine: Engine, day: Day, tables: JoinTables, numbers: ArrowTable, source: str | None = None) -> Relation:
    """The answers of a day, in numbers that two days share."""
    shared = engine.load(numbers, "shared_numbers")
    rows = answered(day.cells, day.folded, tables, source=source)
    return engine.make(
        "SELECT p.award, p.number, p.dollars, p.sub, n.norm, n.says, n.alike FROM "
        f"({rows}) AS p JOIN {shared} AS n ON p.answer = n.answer",
        "side",
    )


def changed(engine: Engine, earlier: Relation, later: Relation, day: Day, numbers: Numbers) -> Changes:
    """Where the answers of two sides differ."""
    found = engine.make(
        "SELECT COALESCE(a.award, b.award) AS award, COALESCE(a.number, b.number) AS number, "
        "COALESCE(a.norm, b.norm) AS norm, COALESCE(a.says, 0) AS before, COALESCE(b.says, 0) AS after, "
        "COALESCE(a.dollars, b.dollars) AS dollars, COALESCE(a.sub, b.sub) AS sub "
        f"FROM {earlier} AS a FULL JOIN {later} AS b ON a.award = b.award AND a.norm = b.norm WHERE COALESCE(a.alike, 0) <> COALESCE(b.alike, 0)",
        "changed",
    )
    return Changes(
        relation=found,
        earlier=earlier,
        later=later,
        people=day.people,
        norms=list(numbers.norms),
        answers=list(numbers.answers),
    )
