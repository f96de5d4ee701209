"""Fold the law over cells and parties: which norm attaches to what, what acts on it, and what the answer is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from comity.norms.build.graph import successors
from comity.norms.nodes import Law, Norm
from comity.plan.decide.doubts import presuming
from comity.plan.decide.evaluate import Truths
from comity.plan.decide.kleene import repeated
from comity.plan.decide.party_axes import attach_axis, each_once, effect_axis, with_named
from comity.plan.decide.rows import DayContext
from comity.plan.decide.statuses import Verdict
from comity.plan.fold.accumulator import STRIDE, Folding, by_slot
from comity.plan.fold.attach import attach
from comity.plan.groups.cells import FIRST_DAY, Cells
from comity.plan.groups.norm_forms import forms
from comity.plan.groups.parties import Parties
from comity.plan.groups.reads import Cut, Reading
from comity.proof.carriage import spoken_of
from comity.proof.context import Context
from comity.proof.seen import doubts

Array: TypeAlias = "np.ndarray[Any, Any]"
MANY_NAMED = 2_000
MOST_SHARED = 4


@dataclass(slots=True)
class Folded:
    """Small tables for one day. A slot is a variant of the acts on a norm with a state of the norm's own truths.

    `key` (with slot and bounds): what attaches to a cell, a class and a stretch of each ranged date. `base` (by slot and class) and `special` (by
    party and slot): the number of the answer, for parties that no act names, and for those named where it differs.
    """

    key: Array
    slot: Array
    bounds: dict[str, tuple[Array, Array]]
    base: Array
    special_key: Array
    special_answer: Array
    answers: list[tuple[str, Verdict]]
    attach_class: Array
    effect_class: Array
    named: Array
    attach_classes: int
    shared_days: dict[str, list[dt.date]]
    effect_classes: int
    cells: Array


def award_norms(law: Law, only: frozenset[str] | None = None) -> list[Norm]:
    """The norms that attach to awards, in order of id."""
    found = (law.norms[id] for id in sorted(law.norms) if only is None or id in only)
    return [norm for norm in found if norm.attaches_to == "award"]


def fold(
    base: Context, norms: list[Norm], cells: Cells, people: Parties, contexts: list[Context], reading: Reading
) -> Folded:
    """Fold the norms of one day; where each row has a day of its own, no fact is said to be missing."""
    # where each row has a day of its own, how long ago an act was seen is not asked
    may, late = doubts(() if reading.moving else base.law.norm_acts.values(), base.as_of)
    shared = DayContext(
        base, people, contexts, cells, may=may, late=late, moving=reading.moving,
        presuming={} if reading.moving else presuming(base.law.norm_acts.values()),
        spoken=spoken_of(base.law, base.facts.record.carriage),
    )  # fmt: skip
    own = {norm.id: reading.own(norm) for norm in norms}
    by_acts = {norm.id: reading.by_acts(norm) for norm in norms}
    attach_class, attaching = attach_axis(shared, list(own.values()))
    acts = dict.fromkeys(act for norm in norms for act in reading.acts(norm))
    effect_class, axis = effect_axis(shared, [*norms, *_later(norms, base.law)], [reading.of_act(act) for act in acts])
    folding = Folding(effect_class, shared, bounds={c: [] for c in cells.ranged})
    whole = Truths(shared, attaching)
    nobody = np.empty(0, np.int64)
    named = {act: shared.named_by(base.law.norm_acts[act], reading.of_act(act).named) for act in acts}
    everybody = each_once([nobody, *named.values()])
    # few named parties stand on one axis, on which an act is asked once; of many, each norm has its own
    apart = len(everybody) > MANY_NAMED
    effects = Truths(shared, with_named(axis, everybody, shared))

    def effects_on(norm: Norm) -> Truths:
        if not apart:
            return effects
        some = [named[act] for act in reading.acts(norm)]
        here = some[0] if len(some) == 1 else each_once([nobody, *some])
        return Truths(shared, with_named(axis, here, shared))

    of_awards = {*cells.codes, *cells.ranged}
    for form in forms(norms, lambda norm: bool(by_acts[norm.id].columns & of_awards), cells.size, shared.spoken):
        attach(form=form, own=own, by_acts=by_acts, whole=whole, effects=effects_on, out=folding)
    shared_days = {c: _shared_days([own[norm.id].cuts.get(c, set()) for norm in norms]) for c in cells.ranged}
    return _folded(folding, shared_days, attach_class, len(attaching.profile), len(axis.profile))


def _folded(
    folding: Folding,
    shared_days: dict[str, list[dt.date]],
    attach_class: Array,
    attach_classes: int,
    effect_classes: int,
) -> Folded:
    """The small tables of what has been gathered of all norms."""

    def joined(parts: list[Array], type: Any) -> Array:
        return np.concatenate(parts).astype(type) if parts else np.empty(0, type)

    cell_party = joined(folding.parts["cell_party"], np.int64)
    bounds = {
        column: (
            joined([low for low, _ in found], "datetime64[D]"),
            joined([high for _, high in found], "datetime64[D]"),
        )
        for column, found in folding.bounds.items()
    }
    key, slot, spread_bounds = _spread(cell_party, joined(folding.parts["slot"], np.int32), bounds, shared_days)
    base_answer, special_key, special_answer = by_slot(folding, effect_classes)
    return Folded(
        key=key,
        slot=slot,
        bounds=spread_bounds,
        base=base_answer,
        special_key=special_key,
        special_answer=special_answer,
        answers=folding.answers,
        attach_class=attach_class,
        effect_class=folding.effect_class,
        named=np.flatnonzero(np.bincount(special_key // STRIDE)),
        attach_classes=attach_classes,
        shared_days=shared_days,
        effect_classes=effect_classes,
        cells=np.flatnonzero(np.bincount(cell_party // max(attach_classes, 1))),
    )


def _later(norms: list[Norm], law: Law) -> list[Norm]:
    """The norms that took the place of some, and are not among them."""
    found = {id for norm in norms for id in successors(norm.id, law)} - {norm.id for norm in norms}
    return [law.norms[id] for id in sorted(found)]


def _shared_days(cuts: list[set[Cut]]) -> list[dt.date]:
    """Days at which many norms turn alike, as at the day asked about: they part what attaches before and after."""
    count = Counter(cut for each in cuts for cut in each if isinstance(cut, dt.date))
    turning = sum(1 for each in cuts if each)
    return sorted(day for day, n in count.most_common(MOST_SHARED) if n * 4 >= turning and n > 1)


def _spread(
    cell_party: Array, slot: Array, bounds: dict[str, tuple[Array, Array]], shared: dict[str, list[dt.date]]
) -> tuple[Array, Array, dict[str, tuple[Array, Array]]]:
    """What attaches, once for each stretch between the shared days that it reaches: a join then meets few that it does not.

    Stretch 0 is that of the unknown day, 1 the one before the first shared day.
    """
    key = cell_party
    for column, days in shared.items():
        low, high = bounds[column]
        starts = np.array([FIRST_DAY, *days], "datetime64[D]")
        first, last = (np.searchsorted(starts, side, side="right") for side in (low, high))
        which, within = repeated(last - first + 1)
        key = key[which] * (len(starts) + 1) + first[which] + within
        slot = slot[which]
        bounds = {c: (a[which], b[which]) for c, (a, b) in bounds.items()}
    return key, slot, bounds
