"""Timelines and comparisons: every change of a position, with its ground before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from comity.answers.contract import position_json
from comity.norms.names.governments import Government
from comity.norms.nodes import Norm
from comity.proof.ask import ask, positions
from comity.proof.position import Position
from comity.proof.question import Question
from comity.proof.turns import days


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which the answer about one norm (and award or demand) changes: before and after; None where there was none."""

    on: dt.date
    before: Position | None
    after: Position | None


def timeline(question: Question, party: Government, norm: Norm, award: str | None = None) -> tuple[Change, ...]:
    """Every change of the positions of a party under a norm, in order of day, the first answer included.

    The answer is worked out on each of its turning days, on which anything that bears on it begins, ends or becomes
    known. Before the first of them it is not asked about.
    """
    hindsight = None if question.known_at == question.as_of else question.known_at
    changes: list[Change] = []
    current: dict[str | None, Position] = {}
    for day in days(question.law, question.record, party, norm, hindsight):
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
    one, two = ((p.status, p.ground, p.also, p.possible, p.if_attached) for p in (a, b))
    return one == two


def change_json(change: Change) -> dict[str, object]:
    """A change of a position: its day, and the positions before and after, null where there was none."""
    return {
        "on": change.on.isoformat(),
        "before": position_json(change.before) if change.before else None,
        "after": position_json(change.after) if change.after else None,
    }
