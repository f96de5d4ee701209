"""The law folded over cells and parties: which norm attaches to what, what acts on it, and what that answers."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import Law, Norm
from comity.plan.attach import attach
from comity.plan.axes import attach_axis, effect_axis, named_by, with_named
from comity.plan.cells import Cells
from comity.plan.checks import Answer
from comity.plan.folding import STRIDE, Folding, by_slot
from comity.plan.people import People
from comity.plan.reads import Reads, bearing, reads_of_acts, reads_of_norm
from comity.plan.truths import Shared, Truths
from comity.proof.context import Context

Array: TypeAlias = "np.ndarray[Any, Any]"
MANY_NAMED = 2_000


@dataclass(slots=True)
class Folded:
    """Small tables for one day. A slot is a variant of the acts on a norm with a state of the norm's own truths.

    `attach` (cell_party, slot, bounds): what attaches to a cell and class. `base` (by slot and class) and `special` (by
    party and slot): the number of the answer, for parties that no act names, and for those named where it differs.
    """

    cell_party: Array
    slot: Array
    bounds: dict[str, tuple[Array, Array]]
    base: Array
    special_key: Array
    special_answer: Array
    answers: list[tuple[str, Answer]]
    attach_class: Array
    effect_class: Array
    named: Array
    attach_classes: int
    effect_classes: int
    cells: Array


def award_norms(law: Law, only: frozenset[str] | None = None) -> list[Norm]:
    """The norms that attach to awards, in order of id."""
    found = (law.norms[id] for id in sorted(law.norms) if only is None or id in only)
    return [norm for norm in found if norm.attaches_to == "award"]


def fold(
    base: Context, norms: list[Norm], cells: Cells, people: People, contexts: list[Context], moving: bool = False
) -> Folded:
    """Fold the norms of one day; `moving` where each row has its own day, on which no fact is then said to be missing."""
    law, as_of = base.law, base.as_of
    shared = Shared(base, people, contexts, cells, moving=moving)
    own = {norm.id: reads_of_norm(norm, law, as_of, Reads(moving=moving)) for norm in norms}
    by_acts = {norm.id: reads_of_acts(bearing(law, norm.id), law, as_of, Reads(moving=moving)) for norm in norms}
    attach_class, attaching = attach_axis(shared, list(own.values()))
    effect_class, axis = effect_axis(shared, norms, list(by_acts.values()))
    folding = Folding(effect_class, bounds={c: [] for c in cells.ranged})
    whole = Truths(shared, attaching)
    everybody = named_by(shared, list(by_acts.values()))
    # few named parties stand on one axis, on which an act is asked once; of many, each norm has its own
    apart = len(everybody) > MANY_NAMED
    effects = Truths(shared, with_named(axis, everybody, shared))
    for norm in norms:
        if apart:
            effects = Truths(shared, with_named(axis, named_by(shared, [by_acts[norm.id]]), shared))
        attach(norm, own[norm.id], by_acts[norm.id], whole, effects, folding)
    A = len(attaching.profile)

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
    classes_ = len(axis.profile)
    base_answer, special_key, special_answer = by_slot(folding, classes_)
    return Folded(
        cell_party, joined(folding.parts["slot"], np.int32), bounds, base_answer, special_key, special_answer,
        list(folding.answers), attach_class, effect_class, np.unique(special_key // STRIDE), A, classes_,
        np.unique(cell_party // max(A, 1)),
    )  # fmt: skip
