"""Timelines and comparisons: every change of a position, with its ground before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from comity.answers.contract import position_json
from comity.norms.build.clauses import NOTED
from comity.norms.build.graph import reaching
from comity.norms.names.governments import Government
from comity.norms.nodes import Law, Norm, NormAct
from comity.proof.acts import UNDONE
from comity.proof.ask import ask, positions
from comity.proof.parties import covered
from comity.proof.position import Position
from comity.proof.question import Question
from comity.proof.rows import commanded_by
from comity.proof.truth import Step, walk
from comity.proof.turns import days
from comity.text import tree as t
from comity.vocabulary import INERT


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which the answer about one norm (and award or demand) changes: before and after, None where there was none.

    `noted` are acts of that day that do nothing to the norm but belong to its history: a stay denied, a petition
    dismissed, certiorari granted. On a day that has no others, before and after are the same.
    """

    on: dt.date
    before: Position | None
    after: Position | None
    noted: tuple[str, ...] = ()
    ended: str | None = None
    """What ended the act that had decided, or was made and undone on this very day, in words."""

    @property
    def changed(self) -> bool:
        """Whether the answer differs from the one before."""
        return not _same(self.before, self.after)


def timeline(question: Question, party: Government, norm: Norm, award: str | None = None) -> tuple[Change, ...]:
    """Every change of a party's positions under a norm, by day, starting with the first answer.

    The answer is worked out on each of its turning days, on which anything that bears on it begins, ends or becomes
    known. It begins on the day on which the norm first says anything to the party, or may. A day on which an act was
    made and undone is shown though the answer at its end is that of the day before.
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
            undone = _undone_at_once(norm, after, day, question.law) if after is not None else None
            if not _same(before, after):
                changes.append(Change(day, before, after, noted, _ended(before, after, question.law)))
            elif noted or undone:
                changes.append(Change(day, before, after, noted, undone))
        current = found
    first = next((n for n, change in enumerate(changes) if _alive(change.after)), len(changes) - 1)
    return tuple(changes[max(first, 0) :])


def _alive(p: Position | None) -> bool:
    """Whether a norm says anything to a party, or may: it attaches and is of its time."""
    return p is not None and bool((set(p.possible) or {p.status}) - INERT)


def _ended(before: Position | None, after: Position | None, law: Law) -> str | None:
    """What ended the act that had decided, where it decides no more."""
    ground = None if before is None else before.ground or (before.if_attached[1] if before.if_attached else None)
    if before is not None and after is not None and after.status == "not_attached":
        ground = commanded_by(law.norms[before.norm]) or ground  # what an order commanded is over with the order
    if ground is None or ground not in law.norm_acts or after is None or ground in after.grounds:
        return None
    how = _how_undone(ground, after.proof)
    return f"{ground} {how}" if how else None


def _how_undone(id: str, proof: Step) -> str | None:
    """How an act came to have no effect: `stayed by X`, or by its own end; None where it still has, or never had."""
    step = next((s for s in walk(proof) if s.role == "act" and f" {id} (“" in s.claim and s.truth is not True), None)
    failed = [part for part in step.parts if part.truth is not True] if step else []
    for part in failed:
        if part.role in UNDONE:
            return ("" if part.truth is False else "perhaps ") + part.claim.removeprefix("it is not ")
    over = next((part for part in failed if part.claim == "it is not over"), None)
    return over.parts[0].claim.removeprefix("it ") if over is not None and over.parts else None


def _undone_at_once(norm: Norm, p: Position, day: dt.date, law: Law) -> str | None:
    """An act on the norm that was made on a day and undone on the same."""
    for id, _ in law.acting_on.get(norm.id, ()):
        if not _made_on(law.norm_acts[id], day):
            continue
        how = _how_undone(id, p.proof)
        by = how.rsplit(" by ", 1)[-1] if how else ""
        if by in law.norm_acts and _made_on(law.norm_acts[by], day):
            return f"{id} {how} the same day"
    return None


def _made_on(act: NormAct, day: dt.date) -> bool:
    return isinstance(act.decided, t.Day) and act.decided.day == day


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
    """What differs between two sets of positions, by norm and award: also that an answer holds only when last seen."""
    before = {(p.norm, _key(p)): p for p in first}
    after = {(p.norm, _key(p)): p for p in second}
    keys = sorted({*before, *after}, key=str)
    pairs = ((before.get(k), after.get(k)) for k in keys)
    return tuple(Change(on, one, two) for one, two in pairs if not _same(one, two) or _state(one) != _state(two))


def _state(p: Position | None) -> str | None:
    """Whether what an answer rests on is confirmed or was so when last seen."""
    return p.fresh.state if p is not None and p.fresh is not None else None


def all_positions(question: Question, party: Government, award: str | None = None) -> tuple[Position, ...]:
    """Every position of a party, without norms that have no effect on it."""
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
        "ended": change.ended,
        "before": position_json(change.before) if change.before else None,
        "after": position_json(change.after) if change.after else None,
        "noted": list(change.noted),
    }
