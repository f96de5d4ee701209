"""Timelines and comparisons: every change of a position, with its ground before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity.answers.question import Question
from comity.norms.governments import Government
from comity.norms.nodes import Law, Norm
from comity.proof.ask import ask, positions
from comity.proof.dates import presumed_mandate
from comity.proof.position import Position
from comity.record.nodes import Record
from comity.text import tree as t


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which the answer about one norm (and award or demand) changes: before and after; None where there was none."""

    on: dt.date
    before: Position | None
    after: Position | None


def timeline(question: Question, party: Government, norm: Norm, award: str | None = None) -> tuple[Change, ...]:
    """Every change of the positions of a party under a norm, in order of day, the first answer included.

    The answer is worked out on each day on which anything that bears on it begins, ends or becomes known.
    """
    changes: list[Change] = []
    current: dict[str | None, Position] = {}
    for day in days(question.law, question.record, party, norm):
        found = {_key(p): p for p in ask(norm, question.on(day).context(party), award)}
        for key in sorted({*current, *found}, key=str):
            before, after = current.get(key), found.get(key)
            if not _same(before, after):
                changes.append(Change(day, before, after))
        current = found
    return tuple(changes)


def compare(first: Iterable[Position], second: Iterable[Position], on: dt.date) -> tuple[Change, ...]:
    """What differs between two sets of positions: by norm and award, in order."""
    before = {(p.norm, _key(p)): p for p in first}
    after = {(p.norm, _key(p)): p for p in second}
    keys = sorted({*before, *after}, key=str)
    return tuple(Change(on, before.get(k), after.get(k)) for k in keys if not _same(before.get(k), after.get(k)))


def all_positions(question: Question, party: Government, award: str | None = None) -> tuple[Position, ...]:
    """Every position of a party that is not inert."""
    return positions(question.context(party), award)


def _key(p: Position) -> str | None:
    return p.demand or p.award


def _same(a: Position | None, b: Position | None) -> bool:
    if a is None or b is None:
        return a is b
    return (a.status, a.ground, a.also, a.possible) == (b.status, b.ground, b.also, b.possible)


def days(law: Law, record: Record, party: Government, norm: Norm) -> tuple[dt.date, ...]:
    """The days on which the answer may change: of the norm, of all that acts on it, of the party's facts; in order."""
    found: set[dt.date] = set()
    if norm.in_force is not None:
        found.add(norm.in_force)
    for spec in (norm.start, norm.end):
        found |= set(_days_of(spec))
    found |= _list_days(norm.binds, law)
    for id in _reaching(norm.id, law):
        act = law.norm_acts[id]
        mandate = (
            presumed_mandate(act.decided, act.united_states) if isinstance(act.mandate, t.Presumed) else act.mandate
        )
        for spec in (act.decided, act.start, act.end, mandate):
            found |= set(_days_of(spec))
        if act.parties is not None:
            found |= _list_days(act.parties, law)
    found |= _fact_days(record, party, norm)
    return tuple(sorted(found))


def _reaching(target: str, law: Law) -> set[str]:
    """Every act on norms that bears on a target, directly or through what it acts on."""
    from comity.norms.graph import acts_read

    seen: set[str] = set()
    norm = law.norms.get(target)
    waiting = [id for id, _ in law.acting_on.get(target, ())]
    if norm is not None:
        waiting += [*acts_read(norm.when, law), *acts_read(norm.unless, law)]
    while waiting:
        id = waiting.pop()
        if id not in seen:
            seen.add(id)
            waiting += [other for other, _ in law.acting_on.get(id, ())]
    return seen


def _days_of(spec: t.DateSpec | None) -> Iterator[dt.date]:
    match spec:
        case t.Day(day):
            yield day
        case t.Between(first, last):
            yield from (first, last)
        case t.After(day):
            yield day + dt.timedelta(days=1)
        case t.Before(day):
            yield day - dt.timedelta(days=1)
        case _:
            return


def _list_days(parties: t.Parties, law: Law) -> set[dt.date]:
    found: set[dt.date] = set()
    for item in parties.items + parties.excepted:
        inner = item.item if isinstance(item, t.Perhaps) else item
        if isinstance(inner, t.Named):
            found |= {d for d in (inner.since, inner.before) if d is not None}
            if inner.name.text in law.lists:
                found |= _list_days(law.lists[inner.name.text], law)
    return found


def _fact_days(record: Record, party: Government, norm: Norm) -> set[dt.date]:
    rows: list[dt.date | None] = []
    for award in record.awards:
        if award.recipient == party.short and norm.attaches_to == "award":
            rows += [award.offered, award.accepted, award.period_start, award.period_end, award.known.recorded]
    for demand in record.demands:
        if party.short in demand.recipients and norm.attaches_to == "demand":
            due = demand.due + dt.timedelta(days=1) if demand.due else None
            rows += [demand.date, due, demand.known.recorded]
    for conduct in record.conduct:
        if conduct.party == party.short:
            rows += [conduct.on, conduct.known.recorded]
    for answer in record.answers:
        if answer.party in (party.short, None):
            rows += [answer.since, answer.until, answer.known.recorded]
    for member in record.memberships:
        if member.party == party.short:
            rows += [member.since, member.until, member.known.recorded]
    return {row for row in rows if row is not None}
