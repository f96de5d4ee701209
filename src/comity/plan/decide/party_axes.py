"""Which parties the law tells apart: the axes of the arrays, by classes of parties and by parties that acts name."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from comity.norms.names.courts import controls, court
from comity.norms.nodes import Norm
from comity.plan.decide.rows import DayContext
from comity.plan.groups.parties import NO_PARTY, Axis, classes
from comity.plan.groups.reads import Reads
from comity.proof.rulings import issuing_state

Array: TypeAlias = "np.ndarray[Any, Any]"


def attach_axis(shared: DayContext, reads: list[Reads]) -> tuple[Array, Axis]:
    """Parties that no norm's own conditions tell apart are one class; a party of each stands for it."""
    people = shared.people
    columns = _dense_columns(shared, reads)
    of_party, first = classes([c[people.profile] for c in columns], len(people.parties))
    named = sorted({name for r in reads for name in r.named})
    if named:
        apart = [of_party]
        for name in named:
            is_named = np.zeros(len(people.parties), np.int64)
            is_named[shared.meant_by(name)] = 1
            apart.append(is_named)
        of_party, first = classes(apart, len(people.parties))
    return of_party, Axis.of(people.profile[first], first)


def effect_axis(shared: DayContext, norms: list[Norm], reads: list[Reads]) -> tuple[Array, Axis]:
    """Classes of parties that no act tells apart, nobody of them named; `reads` are what acts read."""
    people, law = shared.people, shared.base.law
    columns = _dense_columns(shared, reads)
    ruling = {
        (act.forum, norm.level, issuing_state(norm, shared.facts))
        for norm in norms
        for id, verb in law.acting_on.get(norm.id, ())
        if verb in ("voids", "upholds")
        and (act := law.norm_acts[id]).forum is not None
        and court(act.forum) is not None
    }
    for forum, norm_level, state in sorted(ruling, key=str):
        here = [controls(forum, ctx.forum, norm_level, state) for ctx in shared.contexts]  # pyright: ignore[reportArgumentType]
        columns.append(np.array(here, np.int64))
    of_profile, first = classes(columns, len(people.standing))
    return of_profile[people.profile], Axis.of(first, np.full(len(first), -1, np.int64))


def each_once(numbers: list[Array]) -> Array:
    """The numbers in any of some arrays, in order; `np.unique` takes longer where they are few."""
    found = np.concatenate(numbers)
    found.sort()
    return found[np.concatenate([[True], found[1:] != found[:-1]])[: len(found)]]


def with_named(axis: Axis, named: Array, shared: DayContext) -> Axis:
    """An axis of classes, of nobody named, with parties that are named, in order, after them."""
    party = np.concatenate([axis.party, named])
    profile = np.concatenate([axis.profile, shared.people.profile[named]])
    return Axis(profile, party, np.arange(len(party)), np.append(party, NO_PARTY))


def classes_on(axis: Axis) -> int:
    """How many classes an axis has before the parties that are named."""
    return int(np.count_nonzero(axis.party < 0))


def unnamed(of_party: Array, axis: Axis, classes_: int) -> list[int]:
    """A party of each class of the effect axis whom no act names; -1 where there is none."""
    found = np.full(classes_, -1, np.int64)
    parties = np.setdiff1d(np.arange(len(of_party)), axis.party[classes_:])
    found[of_party[parties][::-1]] = parties[::-1]
    return found.tolist()


def _dense_columns(shared: DayContext, reads: list[Reads]) -> list[Array]:
    facts = dict.fromkeys(fact for r in reads for fact in r.dense)
    columns = [shared.people.dense(fact, shared.contexts) for fact in facts]
    if any(r.agency_role for r in reads):
        alone = [
            n + 1 if ctx.party.kind == "agency" or ctx.party.short in shared.cells.values.get("agency", []) else 0
            for n, ctx in enumerate(shared.contexts)
        ]
        columns.append(np.array(alone, np.int64))
    return columns
