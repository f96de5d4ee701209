"""The awards of a record, every answer about them, and the situations they fall into: what every list is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from comity.disk.workplace import Workplace
from comity.plan.assessment.assess import not_known
from comity.plan.awards.check_names import all_declared
from comity.plan.awards.table import COLUMNS, LIST_MARK, once, open_awards
from comity.plan.engine.protocol import start
from comity.plan.join.by_kind import by_award, by_kind
from comity.plan.join.survey import fold_on, no_garbage, put, survey
from comity.plan.join.totals import add_up
from comity.proof.context import Facts
from comity.proof.question import Question
from comity.record.nodes import Award, Record


@dataclass(frozen=True, slots=True)
class Answered:
    """What holds of some awards under one norm; `missing` are the facts that would decide, each with its question in words."""

    norm: str
    status: str
    ground: str | None
    possible: tuple[str, ...]
    also: tuple[str, ...]
    state: str | None
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """One award in its situation; of a subaward `sub` is true, and its dollars are never added to those of primes."""

    award: str
    government: str
    amount: Decimal | None
    sub: bool
    situation: int


@dataclass(frozen=True, slots=True)
class Situation:
    """Awards whose answers are the same for the same reasons: the places of the answers, how many awards, their dollars.

    `dollars` are those of prime awards, None where none is known; `first` is one of the awards.
    """

    number: int
    answers: tuple[int, ...]
    awards: int
    dollars: Decimal | None
    first: str


@dataclass(frozen=True)
class Portfolio:
    """Every answer about the awards of a record on a day, by situation; `unmatched` are unknown governments."""

    as_of: dt.date
    known_at: dt.date
    answers: tuple[Answered, ...]
    situations: tuple[Situation, ...]
    awards: tuple[Placed, ...]
    unmatched: tuple[str, ...]

    @cached_property
    def awards_in(self) -> dict[int, tuple[Placed, ...]]:
        """The awards of each situation."""
        found: dict[int, list[Placed]] = {}
        for one in self.awards:
            found.setdefault(one.situation, []).append(one)
        return {number: tuple(those) for number, those in found.items()}

    def total(self) -> Decimal | None:
        """The dollars of all prime awards; None where no amount is known."""
        return together(one.dollars for one in self.situations)


def together(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Amounts together; None where none of them is known.

    >>> together([None, Decimal(2), Decimal(3)]), together([None])
    (Decimal('5'), None)
    """
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def awards_of(record: Record, known_at: dt.date) -> tuple[Award, ...]:
    """The awards of a record that were known by a day, without those that were corrected."""
    facts = Facts(record, known_at)
    return tuple(one for one in record.awards if facts.known(one.known))


def portfolio(question: Question) -> Portfolio:
    """Answer every norm that may attach to the awards of a question's record, in bulk."""
    awards = awards_of(question.record, question.known_at)
    if not awards:
        return Portfolio(question.as_of, question.known_at, (), (), (), ())
    place = Workplace()
    try:
        file = place.folder / "awards.parquet"
        write_awards(awards, file)
        return _answered(question, file)
    finally:
        place.close()


def write_awards(awards: Iterable[Award], file: Path) -> None:
    """Write awards of a record as a table of awards (docs/bulk.md)."""
    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for one in awards:
        for name, held in columns.items():
            value: object = getattr(one, {"award": "id", "government": "recipient"}.get(name, name))
            if name in ("terms", "term_sets") and value is not None:
                value = LIST_MARK.join(cast("tuple[str, ...]", value)) or "none"
            held.append(value)
    types = {"DATE": pa.date32(), "INTEGER": pa.int32(), "DECIMAL(18,2)": pa.decimal128(18, 2), "VARCHAR": pa.string()}
    table = pa.table({name: pa.array(held, types[COLUMNS[name]]) for name, held in columns.items()})
    pq.write_table(table, file)  # pyright: ignore[reportUnknownMemberType] pyarrow types it in part


def _answered(question: Question, file: Path) -> Portfolio:
    engine = start()
    law, record = question.law, replace(question.record, awards=())
    table = open_awards(engine, file)
    once(engine, table)
    all_declared(engine, table, record, law)
    with no_garbage():
        surveyed = survey(engine, law, record, table, question.as_of, question.known_at, question.forum)
        unknown = (
            [name for name, _ in not_known(engine, table, surveyed.parties.unknown)] if surveyed.parties.unknown else []
        )
        if not surveyed.parties.people.parties:
            return Portfolio(question.as_of, question.known_at, (), (), (), tuple(unknown))
        day = fold_on(surveyed, law, question.without)
        put(engine, surveyed, day)
        said = day.folded.answers
        placed = by_kind(engine, day, "w.agency", said, table.rows) or by_award(engine, day, "w.agency", said)
        add_up(engine, placed.placed, placed.situated, said, question.as_of, True)
    parties = [party.short for party in day.people.parties]
    rows: list[tuple[Any, ...]] = engine.rows(
        f"SELECT award, number, dollars, sub, situation FROM {placed.situated} ORDER BY award"
    )
    awards = tuple(
        Placed(str(award), parties[int(number)], None if amount is None else Decimal(amount), sub == 1, int(situation))
        for award, number, amount, sub, situation in rows
    )
    holds: dict[int, list[int]] = {}
    for situation, answer in engine.rows("SELECT situation, answer FROM holds ORDER BY situation, answer"):
        holds.setdefault(int(situation), []).append(int(answer))
    answers = tuple(dict.fromkeys(_said(*said[number]) for those in holds.values() for number in those))
    place = {answer: at for at, answer in enumerate(answers)}
    of_each = {
        number: tuple(dict.fromkeys(place[_said(*said[answer])] for answer in those)) for number, those in holds.items()
    }
    return Portfolio(
        question.as_of, question.known_at, answers, tuple(_situations(of_each, awards)), awards, tuple(unknown)
    )


def _situations(answers: dict[int, tuple[int, ...]], awards: Iterable[Placed]) -> Iterator[Situation]:
    within: dict[int, list[Placed]] = {}
    for one in awards:
        within.setdefault(one.situation, []).append(one)
    for number, those in sorted(within.items()):
        sums = together(one.amount for one in those if not one.sub)
        yield Situation(number, answers.get(number, ()), len(those), sums, those[0].award)


def _said(norm: str, answer: Any) -> Answered:
    missing = tuple(dict.fromkeys((lack.fact, lack.words) for lack in answer.missing))
    return Answered(norm, answer.status, answer.ground, answer.possible, answer.also, answer.fresh, missing)
