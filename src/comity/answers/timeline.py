"""Timelines and comparisons: every change of a position, with its ground before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from comity.answers.contract import position_json
from comity.norms.build.clauses import NOTED
from comity.norms.build.graph import reaching
from comity.norms.names.governments import Government
from comity.norms.nodes import Norm
from comity.proof.ask import ask, positions
from comity.proof.parties import covered
from comity.proof.position import Position
from comity.proof.question import Question
from comity.proof.turns import days
from comity.text import tree as t


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which the answer about one norm (and award or demand) changes: before and after; None where there was none.

    `noted` are acts of that day that do nothing to the norm but belong to its history: a stay denied, a petition
    dismissed, certiorari granted. On a day that has no others, before and after are the same.
    """

    on: dt.date
    before: Position | None
    after: Position | None
    noted: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the answer differs from the one before."""
        return not _same(self.before, self.after)


def timeline(question: Question, party: Government, norm: Norm, award: str | None = None) -> tuple[Change, ...]:
    """Every change of the positions of a party under a norm, in order of day, the first answer included.

    The answer is worked out on each of its turning days, on which anything that bears on it begins, ends or becomes
    known. Before the first of them it is not asked about.
    """
    hindsight = None if question.known_at == question.as_of else question.known_at
    changes: list[Change] = []
    current: dict[str | None, Position] = {}
    told = _noted(question, party, norm)
    for day in days(question.law, question.record, party, norm, hindsight):
        found = {_key(p): p for p in ask(norm, question.on(day).context(party), award)}
        noted = told.get(day, ())
        for key in sorted({*current, *found}, key=str):
            before, after = current.get(key), found.get(key)
            if noted or not _same(before, after):
                changes.append(Change(day, before, after, noted))
        current = found
    return tuple(changes)


def _noted(question: Question, party: Government, norm: Norm) -> dict[dt.date, tuple[str, ...]]:
    """The acts that are only told of a norm, or of what reaches it, by the day each was made; those for others left out."""
    found: dict[dt.date, tuple[str, ...]] = {}
    ctx = question.context(party)
    for act in reaching(question.law, norm):
        if not isinstance(act.decided, t.Day) or not any(effect.verb in NOTED for effect in act.effects):
            continue
        if act.parties is None or covered(act.parties, ctx, "it reaches the party").truth is not False:
            found[act.decided.day] = (*found.get(act.decided.day, ()), act.id)
    return found


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
    one, two = ((p.status, p.ground, p.also, p.possible, p.if_attached) for p in (a, b))
    return one == two


def change_json(change: Change) -> dict[str, object]:
    """A change of a position: its day, and the positions before and after, null where there was none."""
    return {
        "on": change.on.isoformat(),
        "before": position_json(change.before) if change.before else None,
        "after": position_json(change.after) if change.after else None,
        "noted": list(change.noted),
    }
