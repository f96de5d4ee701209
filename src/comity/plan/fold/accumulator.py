"""Collect what folding the norms of a day gives: effects, answers, and the numbered places they fill."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import Norm
from comity.plan.decide.doubts import said_of
from comity.plan.decide.effects import Effect
from comity.plan.decide.kleene import repeated
from comity.plan.decide.missing_facts import NONE_MISSING, MissingFact
from comity.plan.decide.rows import DayContext
from comity.plan.decide.statuses import STATES, Own, Verdict, first_status, freshness, grounds, presumed

Array: TypeAlias = "np.ndarray[Any, Any]"
STRIDE = 1 << 31
"""Parts two numbers of 31 bits that are kept as one."""


@dataclass(slots=True)
class Folding:
    """What is gathered while norms are folded one after another; numbers are places in what was gathered."""

    effect_class: Array
    shared: DayContext
    parts: dict[str, list[Array]] = field(default_factory=lambda: {k: [] for k in ("cell_party", "slot")})
    bounds: dict[str, list[tuple[Array, Array]]] = field(default_factory=dict[str, list[tuple[Array, Array]]])
    base: list[Array] = field(default_factory=list[Array])
    special_party: list[Array] = field(default_factory=list[Array])
    special_variant: list[Array] = field(default_factory=list[Array])
    special_effect: list[Array] = field(default_factory=list[Array])
    slots: list[int] = field(default_factory=list[int])
    keys: list[int] = field(default_factory=list[int])
    of: list[int] = field(default_factory=list[int])
    own: dict[Own, int] = field(default_factory=lambda: {Own(): 0})
    acts: dict[tuple[tuple[MissingFact, ...], ...], int] = field(default_factory=lambda: {NONE_MISSING: 0})
    kinds: dict[tuple[object, ...], int] = field(default_factory=dict[tuple[object, ...], int])
    said: dict[Verdict, int] = field(default_factory=dict[Verdict, int])
    numbered: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    effects: int = 0
    variants: int = 0

    @property
    def answers(self) -> list[tuple[str, Verdict]]:
        """The numbered answers, with the norm of each."""
        said = list(self.said)
        return [(norm, said[kind]) for norm, kind in self.numbered]


def slots_of(variant: Array, state: Array, out: Folding) -> Array:
    """The slots of the variants and states of one norm; a look-up rather than a sort, there are few of either."""
    low, width = int(variant.min()), int(state.max()) + 1
    key = (variant.astype(np.int64) - low) * width + state
    found = np.zeros(int(key.max()) + 1, np.int32)
    found[key] = 1
    for one in np.flatnonzero(found).tolist():
        found[one] = len(out.slots)
        out.slots.append((one // width + low) * STRIDE + one % width)
    return found[key]


def answers_of(norm: Norm, found: list[tuple[int, Effect]], states: list[int], out: Folding) -> None:
    """Number what each effect on a norm answers in each of its states. A norm is asked about once."""
    numbers: dict[int, int] = {}
    owns = list(out.own)
    for number, effect in found:
        for state in states:
            kind = _kind(*divmod(state, STATES), owns, effect, out)
            out.keys.append(number * STRIDE + state)
            if kind not in numbers:
                numbers[kind] = len(out.numbered)
                out.numbered.append((norm.id, kind))
            out.of.append(numbers[kind])


def _kind(which: int, truths: int, owns: list[Own], effect: Effect, out: Folding) -> int:
    """The number of the answer that an effect gives in a state."""
    own, shared = owns[which], out.shared
    status = first_status(truths, effect.truths)
    ground = None if status.ground is None else effect.grounds[status.ground]
    fresh = freshness(
        state=truths, own=own, effect=effect, acts=shared.base.law.norm_acts, may=shared.may, late=shared.late
    )
    # attaching is known where the state is odd
    attach_basis = (own.basis or "law") if truths % 2 else None
    rests = None if fresh is None else (fresh.state, fresh.seen)
    alike = grounds(truths, effect)
    taken = presumed(truths, own, effect)
    # most answers have been made before, and to look for the like of one takes longer than for its parts
    parts = (status, ground, (which, effect.missing) if status.unknown else None, rests, alike, taken, attach_basis)
    kind = out.kinds.get(parts)
    if kind is None:
        missing = status.lacking(own.missing, list(out.acts)[effect.missing])
        state, seen = rests or (None, None)
        answer = Verdict(
            status=status.status, possible=status.possible, also=status.also, ground=ground, missing=missing, fresh=state, grounds=alike, seen=seen,
            presumed=said_of(taken, shared.base), attach_basis=attach_basis,
        )  # fmt: skip
        kind = out.kinds[parts] = out.said.setdefault(answer, len(out.said))
    return kind


def by_slot(out: Folding, classes_: int) -> tuple[Array, Array, Array]:
    """The answers by slot: of each class; and, with their keys, of named parties that differ from theirs."""
    if not out.slots:
        return np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.int32)
    keys = np.array(out.keys, np.int64)
    order = np.argsort(keys)
    sorted_keys, answers = keys[order], np.array(out.of, np.int32)[order]

    def answer_of(effect: Array, state: Array) -> Array:
        return answers[sorted_keys.searchsorted(effect.astype(np.int64) * STRIDE + state)]

    variant_of, state_of = np.divmod(np.array(out.slots, np.int64), STRIDE)
    base = answer_of(np.concatenate(out.base).reshape(-1, classes_)[variant_of], state_of[:, None]).reshape(-1)
    party, variant, effect = (
        np.concatenate(part) for part in (out.special_party, out.special_variant, out.special_effect)
    )
    # a special of a variant is one of each of its slots
    count = np.bincount(variant_of, minlength=out.variants)
    first = (np.cumsum(count) - count)[variant]
    which, within = repeated(count[variant])
    slot = np.argsort(variant_of, kind="stable")[first[which] + within]
    return base, party[which] * STRIDE + slot, answer_of(effect[which], state_of[slot])
