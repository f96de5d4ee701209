"""What acts on norms do to one norm: variants of their effects, numbered, with what is missing where one is unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from comity.norms.build.graph import reaching
from comity.norms.nodes import Norm
from comity.plan.decide.evaluate import Truths
from comity.plan.decide.missing_facts import Place, alike, effect_missing
from comity.plan.decide.party_axes import classes_on, each_once, unnamed
from comity.plan.decide.rows import CellRows, DayContext
from comity.plan.decide.statuses import ActEffects, Effect
from comity.plan.fold.accumulator import Folding

Array: TypeAlias = "np.ndarray[Any, Any]"


def variants_of(
    norm: Norm, effects: Truths, at: CellRows | None, out: Folding
) -> tuple[Array, list[tuple[int, Effect]]]:
    """The variant of each row, and the numbered effects: rows on which acts have the same effect for every party share one.

    `at` are the rows, where the effect of acts depends on the award.
    """
    law = effects.shared.base.law
    view = effects if at is None else Truths(effects.shared, effects.axis, at, lasting=effects.lasting)
    done = ActEffects(norm, law, view)
    doubted = [ActEffects(norm, law, view.doubting(acts)) for acts in _doubted(norm, effects.shared)]
    P = len(effects.axis.profile)
    code = done.code
    codes = done.codes
    for other in doubted:
        code = code + codes * other.code
        codes *= other.codes
    code = np.broadcast_to(code, (code.shape[0], P))
    if done.unknown.any() and not effects.shared.moving:
        code = code + codes * _missing(norm, effects, at, out)
    classes_ = classes_on(effects.axis)
    found: list[tuple[int, Effect]] = []
    kinds, inverse = (
        (code, np.zeros(1, np.int64)) if code.shape[0] == 1 else np.unique(code, axis=0, return_inverse=True)
    )
    first = out.variants
    for kind in kinds:
        _effects(kind, [done, *doubted], effects, classes_, out, found)
    return (first + np.asarray(inverse).reshape(-1)).astype(np.int32), found


def _effects(
    kind: Array, done: list[ActEffects], effects: Truths, classes_: int, out: Folding, found: list[tuple[int, Effect]]
) -> None:
    """Number the effects of one variant: of each class, and of each named party for whom it differs from its class."""
    base, named = kind[:classes_], kind[classes_:]
    party = effects.axis.party[classes_:]
    apart = np.flatnonzero(named != base[out.effect_class[party]])
    codes = np.concatenate([base, named[apart]])
    values = each_once([codes])
    numbered = (values.searchsorted(codes) + out.effects).astype(np.int32)
    found += [(out.effects + n, _decoded(value, done)) for n, value in enumerate(values.tolist())]
    out.effects += len(values)
    out.base.append(numbered[: len(base)])
    out.special_party.append(party[apart])
    out.special_variant.append(np.full(len(apart), out.variants, np.int64))
    out.variants += 1
    out.special_effect.append(numbered[len(base) :])


def _doubted(norm: Norm, shared: DayContext) -> list[frozenset[str]]:
    """The acts that bear on a norm of which it is not known whether they still stand: those that may be undone, those past their limit."""
    if not shared.may:
        return []
    near = frozenset(act.id for act in reaching(shared.base.law, norm))
    may, late = near & shared.may, near & shared.late
    return [] if not may else [may] if not late else [may, late]


def _decoded(code: int, done: list[ActEffects]) -> Effect:
    """The truths and grounds of a code, plain and doubted."""
    plain, *doubted = done
    effect = plain.decode(code)
    truths: list[tuple[int, ...] | None] = []
    for one in doubted:
        other = one.decode(effect.missing)
        truths.append(other.truths)
        effect = replace(effect, missing=other.missing)
    may, late = (*truths, None, None)[:2]
    return replace(effect, may=may, late=late)


def _missing(norm: Norm, effects: Truths, rows: CellRows | None, out: Folding) -> Array:
    """The number of what is missing of the effects of acts, for each row and party; 0 where nothing is."""
    shared, axis = effects.shared, effects.axis
    traced = Truths(shared, axis, rows, leaves=[])
    done = ActEffects(norm, shared.base.law, traced)
    R, P = max(done.unknown.shape[0], *(leaf.shape[0] for leaf in traced.leaves or ()), 1), len(axis.profile)
    classes_ = classes_on(axis)
    party = np.concatenate([unnamed(out.effect_class, axis, classes_), axis.party[classes_:]]).astype(np.int64)
    at, who = np.nonzero(np.broadcast_to(done.unknown, (R, P)) & (party >= 0)[None, :])
    first, kind = alike(traced.leaves or [], at, who, R, P)
    numbers: list[int] = []
    for n in first:
        row, column = int(at[n]), int(who[n])
        cell, days = (0, dict[str, dt.date | None]()) if rows is None else rows.at(row)
        here = Place(cell, int(shared.people.profile[party[column]]), int(party[column]), days)
        missing = effect_missing(norm, here, shared)
        numbers.append(out.acts.setdefault(missing, len(out.acts)))
    found = np.zeros((R, P), np.int64)
    found[at, who] = np.array(numbers, np.int64)[kind]
    return found
