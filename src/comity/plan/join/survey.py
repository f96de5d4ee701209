"""The awards and parties of a table, read once for a day, over which any law that reads no more of them is folded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn, cast

from comity.collector import no_garbage
from comity.norms.names.courts import forum_of
from comity.norms.names.governments import Government, find, government
from comity.norms.nodes import Law
from comity.plan.awards.table import AwardTable, BadTable
from comity.plan.engine.protocol import ArrowArray, Engine
from comity.plan.fold.day import Day
from comity.plan.fold.fold import award_norms, fold
from comity.plan.groups.cells import Cells, cells_of
from comity.plan.groups.parties import Parties, of_them, people_of
from comity.plan.groups.reads import Reading, Reads, answered
from comity.plan.join.query import JoinTables, load, party_table, touch
from comity.plan.join.query import answered as answers_of
from comity.plan.join.result_columns import written
from comity.proof.context import Context, Facts
from comity.proof.question import Question


@dataclass(frozen=True, slots=True)
class AwardParties:
    """The parties that awards name, by number, with what is on record of those that stand for others.

    `party` are the parties as the awards name them; `unknown` the names that are not those of a party.
    """

    people: Parties
    party: Any
    unknown: list[str]
    facts: Facts
    few: Facts


@dataclass(frozen=True, slots=True)
class LawReadings:
    """What has been asked of one law: what its norms read; what it says of the parties, by the acts that were taken away."""

    reading: Reading
    people: dict[frozenset[str], Parties] = field(default_factory=dict[frozenset[str], Parties])


@dataclass(slots=True)
class Survey:
    """What a table holds, as far as `reads` says: cells and parties."""

    table: AwardTable
    question: Question
    reads: Reads
    about: list[str]
    cells: Cells
    parties: AwardParties
    first: LawReadings
    other: LawReadings | None = None

    def asked(self, law: Law) -> LawReadings:
        """What has been asked of a law: kept of the one that was surveyed and of the last other one."""
        for found in (self.first, self.other):
            if found is not None and found.reading.law is law:
                return found
        self.other = LawReadings(
            Reading(law, self.question.as_of, self.reads.moving, self.parties.facts.record.carriage)
        )
        return self.other

    def people(self, law: Law, without: frozenset[str]) -> Parties:
        """The parties, with what has been asked of them under a law without some acts."""
        told = self.asked(law).people
        if without not in told:
            told[without] = replace(self.parties.people, memo={})
        return told[without]


def parties_of(names: ArrowArray, facts: Facts, reads: Reads, agencies: set[str]) -> AwardParties:
    """The parties of the names in awards; `agencies` are those that made awards, as far as that is read."""
    import pyarrow as pa

    people, unknown = people_of(map(str, names.to_pylist()), facts, reads, agencies)
    left = set(unknown)
    ids = cast(Any, pa.array)([id for id in names.to_pylist() if str(id) not in left], names.type) if left else names
    return AwardParties(people, party_table(people, ids), unknown, facts, of_them(facts, people.standing))


def some_known(table: AwardTable, parties: AwardParties) -> None:
    """Refuse awards none of whose governments is known; raises BadTable."""
    if not parties.people.parties and parties.unknown:
        none_known(table, parties)


def none_known(table: AwardTable, parties: AwardParties) -> NoReturn:
    """Refuse awards none of whose governments is known, and say whom a name may mean; raises BadTable."""
    name = parties.unknown[0]
    meant = [one.short for one in find(name)][:3]
    perhaps = f"; `{name}` may be {', '.join(meant)}" if meant else ""
    raise BadTable(
        f"{table.path}: none of {len(parties.unknown):,} governments is known, such as `{name}`.",
        f"Write short names like chicago-il{perhaps}. `comity import` matches the names of recipients to them.",
    )


def names_in(engine: Engine, table: AwardTable, column: str = "government") -> ArrowArray:
    """The names in a column of awards, in order, so that a party has the same number on every day."""
    import pyarrow as pa

    found = engine.arrow(f"SELECT DISTINCT {column} AS id FROM {table.relation}").column("id").combine_chunks()
    return cast(Any, pa.array)(sorted(name for name in found.to_pylist() if name is not None), found.type)


def survey(engine: Engine, question: Question, table: AwardTable, only: frozenset[str] | None = None) -> Survey:
    """Read the cells and the parties of a table, as far as the law of a question reads them."""
    law, record = question.law, question.record
    # the engine reads the names while norms are read, and counts cells while the parties are told apart
    with no_garbage(), ThreadPoolExecutor(1) as beside:
        naming = beside.submit(names_in, engine, table)
        facts = Facts(record, question.known_at)
        reading = Reading(law, question.as_of, carriage=record.carriage)
        reads, about = reading.all(award_norms(law, only)), answered(law, facts)
        names = naming.result()
        counting = beside.submit(cells_of, engine, table, reads, about)
        # an award's agency is a party in its cells
        agencies = set(counting.result().values.get("agency", [])) if "agency" in reads.columns else set[str]()
        parties = parties_of(names, facts, reads, agencies)
        cells = counting.result()
    return Survey(
        table=table,
        question=question,
        reads=reads,
        about=about,
        cells=cells,
        parties=parties,
        first=LawReadings(reading),
    )


def survey_again(
    engine: Engine, question: Question, table: AwardTable, only: frozenset[str], parties: AwardParties
) -> Survey:
    """Read the cells of a table in which each row has its own day, of parties that have been read."""
    law = question.law
    with no_garbage():
        reading = Reading(law, question.as_of, moving=True, carriage=parties.facts.record.carriage)
        reads, about = reading.all(award_norms(law, only)), answered(law, parties.facts)
        cells = cells_of(engine, table, reads, about)
    return Survey(
        table=table,
        question=question,
        reads=reads,
        about=about,
        cells=cells,
        parties=parties,
        first=LawReadings(reading),
    )


def serves(surveyed: Survey, law: Law, only: frozenset[str] | None = None) -> bool:
    """Whether what was read is enough for another law."""
    more, had = surveyed.asked(law).reading.all(award_norms(law, only)), surveyed.reads
    ranged = set(surveyed.cells.ranged)
    return (
        more.columns <= had.columns
        and all(cuts <= had.cuts.get(c, set()) for c, cuts in more.cuts.items() if c not in ranged)
        and more.places <= had.places
        and more.identities <= had.identities
        and more.primes <= had.primes
        and set(answered(law, surveyed.parties.facts)) <= set(surveyed.about)
    )


def fold_on(surveyed: Survey, question: Question, only: frozenset[str] | None = None, beside: Day | None = None) -> Day:
    """Fold the law of a question over a survey of its day that serves the law.

    `beside` is a day of a law with the same questions, so that parties are not asked again.
    """
    law, parties = question.law, surveyed.parties
    with no_garbage():
        people = surveyed.people(law, question.without) if beside is None else beside.people
        base = _context(question, parties.facts, nobody(), question.forum or "scotus")
        contexts = [
            _context(question, parties.few, party, question.forum or forum_of(party)) for party in people.standing
        ]
        # a part of many awards may be of nobody who is known
        norms = award_norms(law, only) if people.parties else []
        folded = fold(
            base=base,
            norms=norms,
            cells=surveyed.cells,
            people=people,
            contexts=contexts,
            reading=surveyed.asked(law).reading,
        )
    return Day(base, surveyed.cells, people, folded, question.forum)


def _context(question: Question, facts: Facts, party: Government, forum: str) -> Context:
    """What a question asks about a party, as facts that have been read say it; suppositions about single awards are in these."""
    return Context(
        law=question.law, facts=facts, party=party, as_of=question.as_of, known_at=question.known_at, forum=forum,
        without=question.without,
    )  # fmt: skip


def put(engine: Engine, surveyed: Survey, day: Day, touched: Any = None) -> JoinTables:
    """What the query joins of a folded law, with its cells; `touched` ones, where more than its own."""
    cell = touch(engine, day.cells, day.folded.cells if touched is None else touched)
    return load(engine, day.folded, day.people, surveyed.parties.party, cell)


def write_positions(engine: Engine, surveyed: Survey, day: Day, out: Path) -> int:
    """Stream the positions of a day to Parquet as they are found, without the situations of their awards; how many."""
    with no_garbage():
        query = answers_of(day.cells, day.folded, put(engine, surveyed, day))
        positions = written(query, surveyed.question.as_of, day.folded.answers, day.people, situation=False)
        return engine.write([positions], out)


def nobody() -> Government:
    """Whoever is asked about where nobody is."""
    found = government("us")
    assert found is not None
    return found
