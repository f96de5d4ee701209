"""What acts do to one norm, as numbered variants of their effects, with what is missing where one is unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from comity.norms.build.graph import reaching
from comity.norms.nodes import Norm
from comity.plan.decide.effects import ActEffects, Effect
from comity.plan.decide.evaluate import Truths
from comity.plan.decide.kleene import at as at_place
from comity.plan.decide.kleene import coded
from comity.plan.decide.missing_facts import Place, alike, effect_missing
from comity.plan.decide.party_axes import classes_on, unnamed
from comity.plan.decide.rows import CellRows, DayContext
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
    others = [
        None if not names else ActEffects(norm, law, other, names)
        for names, other in doubted(norm, view, effects.shared)
    ]
    columns = [*done.columns, *(column for other in others if other is not None for column in other.columns)]
    lacking = done.unknown.any() and not effects.shared.moving
    lacks = _missing(norm, effects, at, out) if lacking else np.zeros((1, 1), np.int64)
    code = np.broadcast_to(
        coded([*columns, lacks]), (max([1, *(c.shape[0] for c in (*columns, lacks))]), len(effects.axis.profile))
    )
    classes_ = classes_on(effects.axis)
    found: list[tuple[int, Effect]] = []
    kinds, standing, inverse = (
        (code, np.zeros(1, np.int64), np.zeros(1, np.int64))
        if code.shape[0] == 1
        else np.unique(code, axis=0, return_index=True, return_inverse=True)
    )
    first = out.variants

    def effect(row: int, place: int) -> Effect:
        otherwise = tuple(None if other is None else other.otherwise(row, place) for other in others)
        return replace(done.effect(row, place, at_place(lacks, row, place)), otherwise=otherwise)

    for kind, row in zip(kinds, standing.tolist(), strict=True):
        _effects(kind=kind, effect=partial(effect, row), effects=effects, classes_=classes_, out=out, found=found)
    return (first + np.asarray(inverse).reshape(-1)).astype(np.int32), found


def _effects(
    kind: Array, effect: Callable[[int], Effect], effects: Truths, classes_: int, out: Folding,
    found: list[tuple[int, Effect]],
) -> None:  # fmt: skip
    """Number the effects of one variant: of each class, and of each named party for whom it differs from its class."""
    base, named = kind[:classes_], kind[classes_:]
    party = effects.axis.party[classes_:]
    apart = np.flatnonzero(named != base[out.effect_class[party]])
    codes = np.concatenate([base, named[apart]])
    places = np.concatenate([np.arange(classes_), classes_ + apart])
    values, first, numbered = np.unique(codes, return_index=True, return_inverse=True)
    numbered = (numbered + out.effects).astype(np.int32)
    found += [(out.effects + n, effect(place)) for n, place in enumerate(places[first].tolist())]
    out.effects += len(values)
    out.base.append(numbered[: len(base)])
    out.special_party.append(party[apart])
    out.special_variant.append(np.full(len(apart), out.variants, np.int64))
    out.variants += 1
    out.special_effect.append(numbered[len(base) :])


def doubted(norm: Norm, view: Truths, shared: DayContext) -> list[tuple[tuple[str, ...], Truths]]:
    """For each of `DOUBTS` the things that bear on a norm and are not taken as known, and the truths then.

    They are the acts that may have been undone since they were seen, those past their limit, and what is presumed.
    """
    acts = reaching(shared.base.law, norm) if shared.may or shared.presuming else ()
    near = sorted(act.id for act in acts)
    may, late = (tuple(id for id in near if id in some) for some in (shared.may, shared.late))
    taken = tuple(name for id in near for name in shared.presuming.get(id, ()))
    return [
        (may, view.doubting(frozenset(may))),
        (late, view.doubting(frozenset(late))),
        (taken, view.without_presumptions()),
    ]


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
        lacks = effect_missing(norm, here, shared)
        numbers.append(out.acts.setdefault(lacks, len(out.acts)))
    found = np.zeros((R, P), np.int64)
    found[at, who] = np.array(numbers, np.int64)[kind]
    return found
