"""A record's awards with every answer about them and the situations they fall into: the basis of every list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any

from comity.collector import no_garbage
from comity.plan.assessment.assess import not_known
from comity.plan.awards.check_names import declared
from comity.plan.awards.table import awards_on_record, once
from comity.plan.engine.protocol import start
from comity.plan.join.by_kind import by_award, by_kind
from comity.plan.join.survey import fold_on, put, survey
from comity.proof.context import Facts
from comity.proof.question import Question
from comity.record.nodes import Award, Record
from comity.record.unpaid import paid_known, unpaid_of


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
    """One award in its situation; of a subaward `sub` is true, and its dollars are never added to those of primes.

    `unpaid` is what of it is not paid, at most; `paid_known` whether it is known what was paid.
    """

    award: str
    government: str
    amount: Decimal | None
    sub: bool
    situation: int
    unpaid: Decimal | None = None
    paid_known: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """Awards whose answers are the same for the same reasons: the places of the answers, how many awards, their dollars.

    Its number says what its answers are, whatever other awards there are. `dollars` and `unpaid` are those of its
    `primes` prime awards, None where none is known; of `paid_known` of them it is known what was paid. `first` is one of
    the awards.
    """

    number: int
    answers: tuple[int, ...]
    awards: int
    dollars: Decimal | None
    first: str
    unpaid: Decimal | None = None
    primes: int = 0
    paid_known: int = 0


@dataclass(frozen=True)
class Portfolio:
    """Every answer about the awards of a record on a day, by situation; `unmatched` are unknown governments.

    The largest situation comes first. What the awards of two portfolios have in common has the same form in both.
    """

    as_of: dt.date
    known_at: dt.date
    answers: tuple[Answered, ...]
    situations: tuple[Situation, ...]
    awards: Sequence[Placed]
    unmatched: tuple[str, ...]

    @cached_property
    def awards_in(self) -> dict[int, tuple[Placed, ...]]:
        """The awards of each situation."""
        found: dict[int, list[Placed]] = {}
        for one in self.awards:
            found.setdefault(one.situation, []).append(one)
        return {number: tuple(those) for number, those in found.items()}

    @cached_property
    def situation_of(self) -> dict[str, int]:
        """The number of the situation of each award."""
        return {one.award: one.situation for one in self.awards}

    def total(self) -> Decimal | None:
        """The dollars of all prime awards; None where no amount is known."""
        return together(one.dollars for one in self.situations)

    def said(self) -> dict[int, tuple[Answered, ...]]:
        """The answers of each situation."""
        return {one.number: tuple(self.answers[place] for place in one.answers) for one in self.situations}


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


def portfolio(question: Question, only: frozenset[str] | None = None) -> Portfolio:
    """Answer every norm, or `only` some, that may attach to the awards of a question's record, in bulk."""
    awards = awards_of(question.record, question.known_at)
    if not awards:
        return Portfolio(
            as_of=question.as_of, known_at=question.known_at, answers=(), situations=(), awards=(), unmatched=()
        )
    engine = start()
    question = replace(question, record=replace(question.record, awards=()))
    table = awards_on_record(engine, awards)
    once(engine, table)
    declared(table, _named(awards), question.record, question.law)
    with no_garbage():
        surveyed = survey(engine, question, table, only)
        unknown = (
            [name for name, _ in not_known(engine, table, surveyed.parties.unknown)] if surveyed.parties.unknown else []
        )
        if not surveyed.parties.people.parties:
            return Portfolio(
                as_of=question.as_of,
                known_at=question.known_at,
                answers=(),
                situations=(),
                awards=(),
                unmatched=tuple(unknown),
            )
        day = fold_on(surveyed, question, only)
        tables, said = put(engine, surveyed, day), day.folded.answers
        placed = by_kind(engine, day, tables, "w.agency", said) or by_award(engine, day, tables, "w.agency", said)
        situated = placed.situated
    parties = [party.short for party in day.people.parties]
    holds: dict[int, list[Answered]] = {}
    for situation, answer in engine.rows(f"SELECT situation, answer FROM {situated.holds}"):
        holds.setdefault(int(situation), []).append(_said(*said[int(answer)]))
    numbers = {situation: numbered(those) for situation, those in holds.items()}
    of_record = {one.id: one for one in awards}
    rows: list[tuple[Any, ...]] = engine.rows(f"SELECT award, number, dollars, sub, situation FROM {situated.each}")
    found = sorted(
        (
            Placed(
                award=str(award), government=parties[int(number)], amount=None if amount is None else Decimal(amount), sub=sub == 1,
                situation=numbers[int(situation)][0], unpaid=unpaid_of(of_record[str(award)]), paid_known=paid_known(of_record[str(award)]),
            )
            for award, number, amount, sub, situation in rows
        ),
        key=lambda one: one.award,
    )  # fmt: skip
    return laid_out(question.as_of, question.known_at, found, dict(numbers.values()), unknown)


def _named(awards: Iterable[Award]) -> dict[str, set[str]]:
    """What awards name that must have been declared."""
    found: dict[str, set[str]] = {"stage": set(), "agency": set(), "terms": set(), "term_sets": set()}
    for one in awards:
        found["stage"] |= {one.stage} if one.stage is not None else set()
        found["agency"] |= {one.agency} if one.agency is not None else set()
        found["terms"].update(one.terms or ())
        found["term_sets"].update(one.term_sets or ())
    return found


def numbered(answers: Iterable[Answered]) -> tuple[int, tuple[Answered, ...]]:
    """The number of the situation that has some answers, and the answers in order.

    >>> one = Answered("n", "in_force", None, (), (), None, ())
    >>> numbered([one, one]) == numbered([one])
    True
    """
    ordered = tuple(sorted(set(answers), key=repr))
    # exact in JSON, which has 53 bits for a whole number
    return int(sha256("\n".join(map(repr, ordered)).encode()).hexdigest()[:13], 16), ordered


def laid_out(
    as_of: dt.date, known_at: dt.date, awards: Iterable[Placed], said: Mapping[int, tuple[Answered, ...]],
    unmatched: Iterable[str],
) -> Portfolio:  # fmt: skip
    """The portfolio of awards in order, with the answers of their situations."""
    placed = tuple(awards)
    within: dict[int, list[Placed]] = {}
    for one in placed:
        within.setdefault(one.situation, []).append(one)
    return arranged(
        as_of=as_of, known_at=known_at, situations=[_summed(number, those) for number, those in within.items()],
        said=said, awards=placed, unmatched=unmatched,
    )  # fmt: skip


def arranged(
    *, as_of: dt.date, known_at: dt.date, situations: Iterable[Situation], said: Mapping[int, tuple[Answered, ...]],
    awards: Sequence[Placed], unmatched: Iterable[str],
) -> Portfolio:  # fmt: skip
    """The portfolio of situations, which are put in order and get the places of their answers."""
    summed = list(situations)
    answers = tuple(sorted({answer for one in summed for answer in said[one.number]}, key=repr))
    place = {answer: at for at, answer in enumerate(answers)}
    made = [replace(one, answers=tuple(place[answer] for answer in said[one.number])) for one in summed]
    made.sort(key=lambda one: (-one.awards, one.first))
    return Portfolio(
        as_of=as_of,
        known_at=known_at,
        answers=answers,
        situations=tuple(made),
        awards=awards,
        unmatched=tuple(sorted(unmatched)),
    )


def _summed(number: int, those: list[Placed]) -> Situation:
    primes = [one for one in those if not one.sub]
    return Situation(
        number=number, answers=(), awards=len(those), dollars=together(one.amount for one in primes), first=those[0].award,
        unpaid=together(one.unpaid for one in primes), primes=len(primes), paid_known=sum(one.paid_known for one in primes),
    )  # fmt: skip


def _said(norm: str, answer: Any) -> Answered:
    missing = tuple(dict.fromkeys((lack.fact, lack.words) for lack in answer.missing))
    return Answered(
        norm=norm,
        status=answer.status,
        ground=answer.ground,
        possible=answer.possible,
        also=answer.also,
        state=answer.fresh,
        missing=missing,
    )
