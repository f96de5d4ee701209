"""The table of statuses over arrays: the first status that holds, and what stands beside it.

Mirrors proof/position.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import NormAct
from comity.plan.decide.effects import BY_ACTS, DOUBTS, NOTHING, Effect
from comity.plan.decide.missing_facts import NO_OWN_MISSING, MissingFact, OwnMissing
from comity.proof.position import STATUSES
from comity.proof.seen import Freshness, definite, freshest, outcome

Array: TypeAlias = "np.ndarray[Any, Any]"
STATES = 18
"""Attaching (unknown, true) by begun (0-2) by own end (0-2)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one combination of truths says: status, the statuses it may be, those that hold besides, the ground.

    `fresh` is `confirmed` or `last_seen`, or None where the answer rests on no act that says when it was last seen; `seen`
    the day of that. `grounds`, `presumed` and `attach_basis` are as in proof.position.
    """

    status: str
    possible: tuple[str, ...]
    also: tuple[str, ...]
    ground: str | None
    missing: tuple[MissingFact, ...] = ()
    fresh: str | None = None
    grounds: tuple[str, ...] = ()
    seen: dt.date | None = None
    presumed: str | None = None
    attach_basis: str | None = None

    @property
    def bare(self) -> Verdict:
        """The status and what decides it, by which alone answers follow one another in time."""
        return Verdict(self.status, self.possible, self.also, self.ground)

    @property
    def stated(self) -> Verdict:
        """The status, what decides it and whether that was seen to stand of late, by which days and laws are compared."""
        return Verdict(self.status, self.possible, self.also, self.ground, fresh=self.fresh)


NOT_ATTACHED = Verdict("not_attached", (), (), None)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Whether a norm's attaching would change under a doubt, and what leaves it unknown."""

    differs: bool
    open: frozenset[str]


@dataclass(frozen=True, slots=True)
class Own:
    """What is so of a norm's own truths besides: what is missing, by whose word it attaches, what each doubt makes of that."""

    missing: OwnMissing = NO_OWN_MISSING
    basis: str | None = None
    doubts: tuple[Doubt | None, ...] = (None, None, None)


def state_of(attached: Array, begun: Array, over: Array) -> Array:
    """The combination of a norm's own truths as one number; attaching is never false here."""
    return (attached - 1) + 2 * (begun + 3 * over)


@dataclass(frozen=True, slots=True, eq=False)
class StatusPattern:
    """What truths say: status, possible and also; the row of `BY_ACTS` whose ground it is; the unknown rows of lacks."""

    status: str
    possible: tuple[str, ...]
    also: tuple[str, ...]
    ground: int | None
    unknown: tuple[int, ...]

    def lacking(self, own: OwnMissing, by_acts: tuple[tuple[MissingFact, ...], ...]) -> tuple[MissingFact, ...]:
        """What is missing, of a norm's own truths and of what acts on it do."""
        lacks = (own.attached, own.begun, own.over, *by_acts)
        return tuple(dict.fromkeys(lack for row in self.unknown for lack in lacks[row]))


KLEENE: tuple[bool | None, ...] = (False, None, True)


def _rows(state: int, by_acts: tuple[int, ...]) -> list[tuple[str, int]]:
    """The rows of the table after the first, with their truths."""
    rest = state // 2
    begun, over = rest % 3, rest // 3
    rows = [("not_yet", 2 - begun), ("ended", max(by_acts[0], over))]
    return rows + [(status, by_acts[n]) for n, status in enumerate(BY_ACTS) if n > 0]


@cache
def _outcome(state: int, by_acts: tuple[int, ...]) -> frozenset[str]:
    return outcome((status, KLEENE[truth]) for status, truth in _rows(state, by_acts))


def grounds(state: int, effect: Effect) -> tuple[str, ...]:
    """All acts that decide alike: proof.position."""
    for status, truth in _rows(state, effect.truths):
        if truth == 2:
            return effect.all[BY_ACTS.index(status)] if status in BY_ACTS else ()
        if truth == 1:
            return ()
    return effect.all[BY_ACTS.index("void")][:1]


def freshness(
    state: int, own: Own, effect: Effect, acts: Mapping[str, NormAct], may: frozenset[str], late: frozenset[str]
) -> Freshness | None:
    """How fresh the acts are on which an answer rests: proof.position."""
    if effect.otherwise[0] is None or not definite(_outcome(state, effect.truths)):
        return None
    leading = {id for id, truth in zip(effect.grounds, effect.truths, strict=True) if truth == 2 and id is not None}
    resting = _rests_on(state, own, effect, "may")
    return (
        freshest(
            resting=resting,
            doubted=_rests_on(state, own, effect, "late"),
            leading=leading,
            acts=acts,
            may=may,
            late=late,
        )
        if resting
        else None
    )


def presumed(state: int, own: Own, effect: Effect) -> frozenset[str]:
    """What an answer rests on that is presumed: proof.position."""
    return _rests_on(state, own, effect, "presumed") if effect.otherwise[2] is not None else NOTHING


def _rests_on(state: int, own: Own, effect: Effect, doubt: str) -> frozenset[str]:
    """The things on which the answer rests that are doubted: it would change if they were not taken as known."""
    which = DOUBTS.index(doubt)
    other, attaching = effect.otherwise[which], own.doubts[which]
    if other is None:
        return NOTHING
    same = attaching is None or not attaching.differs
    if same and _outcome(state, other.truths) == _outcome(state, effect.truths):
        return NOTHING
    found = set(attaching.open if attaching is not None else ())
    for status, truth in _rows(state, other.truths):
        if truth == 1 and status in BY_ACTS:
            found |= other.open[BY_ACTS.index(status)]
        if truth == 2 and doubt != "presumed":
            break
    return frozenset(found)


@cache
def first_status(state: int, truths: tuple[int, ...]) -> StatusPattern:
    """The first status that holds, from a norm's own truths and the effects on it; the same object for the same truths."""
    attached, rest = state % 2 + 1, state // 2
    begun, over = rest % 3, rest // 3
    table: list[tuple[str, int, int | None]] = [
        ("not_attached", 2 - attached, None),
        ("not_yet", 2 - begun, None),
        ("ended", max(truths[0], over), 0 if truths[0] == 2 else None),
        *((status, truths[n], n) for n, status in enumerate(BY_ACTS) if n > 0),
    ]
    status, possible, ground = _first(table)
    deciding = status
    if status == "undetermined" and len(possible) == 2 and possible[0] == "not_attached":
        deciding = _first(table[1:])[0]
    later = STATUSES[STATUSES.index(deciding) + 1 :] if deciding in STATUSES else STATUSES
    also = tuple(
        s for s, truth, _ in table
        if truth == 2 and s in later and s not in ("not_attached", "not_yet", "ended") and s not in possible
    )  # fmt: skip
    if status != "undetermined":
        return StatusPattern(status, possible, also, ground, ())
    # by row: attaching, begun, the norm's own end, then what acts decide
    own_end = [2] if over == 1 and truths[0] != 2 else []
    by_acts = [n + 3 for n, truth in enumerate(truths) if truth == 1 and not (n == 0 and over == 2)]
    unknown = ([0] if attached == 1 else []) + ([1] if begun == 1 else []) + own_end + by_acts
    return StatusPattern(status, possible, also, ground, tuple(unknown))


def _first(table: list[tuple[str, int, int | None]]) -> tuple[str, tuple[str, ...], int | None]:
    possible: list[str] = []
    for status, truth, ground in table:
        if truth == 2:
            return (status, (), ground) if not possible else ("undetermined", (*possible, status), None)
        if truth == 1:
            possible.append(status)
    if possible:
        return "undetermined", (*possible, "in_force"), None
    return "in_force", (), next((ground for status, _, ground in table if status == "void"), None)
