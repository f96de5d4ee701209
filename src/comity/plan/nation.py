"""The awards and parties of a table, read once for a day; any law that reads no more of them is folded over what was read."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from comity.norms.courts import forum_of
from comity.norms.governments import Government, government
from comity.norms.nodes import Law
from comity.plan.cells import Cells, cells_of
from comity.plan.day import Day
from comity.plan.engine import Engine
from comity.plan.fold import award_norms, fold
from comity.plan.people import People, of_them, people_of
from comity.plan.reads import Reads, answered, bearing, reads_of_acts, reads_of_norm
from comity.plan.result import Said, said_on, written
from comity.plan.rows import answered as answers_of
from comity.plan.rows import load, party_table, small_tables
from comity.plan.table import AwardTable
from comity.proof.context import Context, Facts
from comity.record.nodes import Record


@dataclass(slots=True)
class Nation:
    """What a table holds, as far as `reads` says: cells, parties by number, those among them of whom something is on record.

    `party` are the parties as the awards name them; `unknown` the names that are no party.
    """

    table: AwardTable
    as_of: dt.date
    facts: Facts
    forum: str | None
    reads: Reads
    about: list[str]
    party: Any
    unknown: list[str]
    cells: Cells
    people: People
    few: Facts


@contextmanager
def no_garbage() -> Generator[None]:
    """Folding makes no rings, and a large law is much for the collector to look through."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def reads_of(law: Law, as_of: dt.date, only: frozenset[str] | None = None, moving: bool = False) -> Reads:
    """What the award norms of a law read."""
    reads = Reads(moving=moving)
    for norm in award_norms(law, only):
        reads_of_norm(norm, law, as_of, reads)
        reads_of_acts(bearing(law, norm.id), law, as_of, reads)
    return reads


def survey(
    engine: Engine, law: Law, record: Record, table: AwardTable, as_of: dt.date, known_at: dt.date | None = None,
    forum: str | None = None, only: frozenset[str] | None = None, moving: bool = False,
) -> Nation:  # fmt: skip
    """Read the cells and the parties of a table, as far as a law reads them; `moving` where each row has its own day."""
    import pyarrow as pa

    with no_garbage():
        facts = Facts(record, known_at or as_of)
        reads, about = reads_of(law, as_of, only, moving), answered(law, facts)
        found = engine.arrow(f"SELECT DISTINCT government AS id FROM {table.name}").column("id")
        # in order, so that a party has the same number on every day
        names = found.combine_chunks()
        names = pa.array(sorted(names.to_pylist()), names.type)
        # while the engine counts cells, the parties are told apart here; an award's agency is a party in its cells
        with ThreadPoolExecutor(1) as beside:
            counting = beside.submit(cells_of, engine, table, reads, about)
            agencies = set(counting.result().values.get("agency", [])) if "agency" in reads.columns else set[str]()
            people, unknown = people_of(map(str, names.to_pylist()), facts, reads, agencies)
            cells = counting.result()
        left = set(unknown)
        ids = pa.array([id for id in names.to_pylist() if str(id) not in left], names.type) if left else names
        few = of_them(facts, people.standing)
        party = party_table(people, ids)
    return Nation(table, as_of, facts, forum, reads, about, party, unknown, cells, people, few)


def serves(nation: Nation, law: Law, only: frozenset[str] | None = None) -> bool:
    """Whether what was read is enough for another law."""
    more, had = reads_of(law, nation.as_of, only), nation.reads
    ranged = set(nation.cells.ranged)
    return (
        more.columns <= had.columns
        and all(cuts <= had.cuts.get(c, set()) for c, cuts in more.cuts.items() if c not in ranged)
        and more.places <= had.places
        and more.identities <= had.identities
        and more.primes <= had.primes
        and set(answered(law, nation.facts)) <= set(nation.about)
    )


def fold_on(nation: Nation, law: Law, without: frozenset[str] = frozenset(), only: frozenset[str] | None = None) -> Day:
    """Fold a law over a nation that serves it."""
    with no_garbage():
        as_of, known, forum = nation.as_of, nation.facts.known_at, nation.forum
        people = replace(nation.people, memo={})
        base = Context(law, nation.facts, _nobody(), as_of, known, forum or "scotus", without=without)
        contexts = [
            Context(law, nation.few, party, as_of, known, forum or forum_of(party), without=without)
            for party in people.standing
        ]
        folded = fold(base, award_norms(law, only), nation.cells, people, contexts, nation.reads.moving)
    return Day(base, nation.cells, people, folded, forum)


def put(engine: Engine, nation: Nation, day: Day, touched: Any = None) -> None:
    """Put the small tables of a folded law where the query finds them; `touched` cells, where more than its own."""
    tables = small_tables(day.folded, day.people, nation.party)
    load(engine, tables, day.cells, day.folded.cells if touched is None else touched)


def write_positions(engine: Engine, nation: Nation, day: Day, out: Path) -> int:
    """Stream the positions of a day to Parquet as they are found, without the situations of their awards; how many."""
    put(engine, nation, day)
    said: list[Said] = said_on(nation.as_of, day.folded.answers)
    return engine.write(written(answers_of(day.cells, day.folded), said, day.people, situation=False), out)


def _nobody() -> Government:
    found = government("us")
    assert found is not None
    return found
