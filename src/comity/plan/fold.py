"""The law folded over cells and parties: which norm attaches to what, what acts on it, and what that answers."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from comity.norms.courts import controls, court
from comity.norms.nodes import Law, Norm
from comity.plan.cells import LAST_DAY, UNKNOWN_DAY, Cells, Piece
from comity.plan.checks import STATES, Answer, Effect, Effects, answer, issuing_state, state_of
from comity.plan.lacks import NO_LACKS, Lack, OwnLacks, Place, alike, effect_lacks, leaf_key, own_lacks
from comity.plan.people import Axis, People, classes
from comity.plan.reads import Reads, bearing, reads_of_acts, reads_of_expr, reads_of_norm
from comity.plan.truths import FALSE, TRUE, Shared, Truths, least
from comity.proof.context import Context
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"
MANY_NAMED = 2_000
FEW = 100
"""Places that are asked one by one, rather than first sorted into kinds."""
STRIDE = 1 << 20
"""More slots than any law has."""


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


@dataclass(slots=True)
class _Folding:
    effect_class: Array
    parts: dict[str, list[Array]] = field(default_factory=lambda: {k: [] for k in ("cell_party", "slot")})
    bounds: dict[str, list[tuple[Piece, int]]] = field(default_factory=dict[str, list[tuple[Piece, int]]])
    base: list[Array] = field(default_factory=list[Array])
    special_party: list[Array] = field(default_factory=list[Array])
    special_variant: list[Array] = field(default_factory=list[Array])
    special_effect: list[Array] = field(default_factory=list[Array])
    slots: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    keys: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    of: list[int] = field(default_factory=list[int])
    own: dict[OwnLacks, int] = field(default_factory=lambda: {OwnLacks(): 0})
    acts: dict[tuple[tuple[Lack, ...], ...], int] = field(default_factory=lambda: {NO_LACKS: 0})
    answers: dict[tuple[str, Answer], int] = field(default_factory=dict[tuple[str, Answer], int])
    effects: int = 0
    variants: int = 0


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
    attach_class, attach_axis = _attach_axis(shared, list(own.values()))
    effect_class, effect_axis = _effect_axis(shared, norms, list(by_acts.values()))
    classes_ = len(effect_axis.profile)
    folding = _Folding(effect_class, bounds={c: [] for c in cells.ranged})
    whole = Truths(shared, attach_axis)
    everybody = _named(shared, list(by_acts.values()))
    # few named parties stand on one axis, on which an act is asked once; of many, each norm has its own
    apart = len(everybody) > MANY_NAMED
    effects = Truths(shared, _with_named(effect_axis, classes_, everybody, shared))
    for norm in norms:
        named = _named(shared, [by_acts[norm.id]]) if apart else everybody
        acting = Truths(shared, _with_named(effect_axis, classes_, named, shared)) if apart else effects
        acting.memo["class of named"] = effect_class[named]
        _norm(norm, own[norm.id], by_acts[norm.id], whole, acting, classes_, folding)
    A = len(attach_axis.profile)

    def joined(parts: list[Array], type: Any) -> Array:
        return np.concatenate(parts).astype(type) if parts else np.empty(0, type)

    cell_party = joined(folding.parts["cell_party"], np.int64)
    bounds: dict[str, tuple[Array, Array]] = {}
    for column, pieces in folding.bounds.items():
        sizes = [n for _, n in pieces]
        low = np.repeat(np.array([p.low for p, _ in pieces], "datetime64[D]"), sizes)
        high = np.repeat(np.array([p.high for p, _ in pieces], "datetime64[D]"), sizes)
        bounds[column] = (low, high)
    by_slot, special_key, special_answer = _by_slot(folding, classes_)
    return Folded(
        cell_party, joined(folding.parts["slot"], np.int32), bounds, by_slot, special_key, special_answer,
        list(folding.answers), attach_class, effect_class, np.unique(special_key // STRIDE), A, classes_,
        np.unique(cell_party // max(A, 1)),
    )  # fmt: skip


def _by_slot(out: _Folding, classes_: int) -> tuple[Array, Array, Array]:
    """The answers by slot: of each class; and, with their keys, of named parties that differ from theirs."""
    if not out.slots:
        return np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.int32)
    states = STATES * len(out.own)
    keys = np.array([effect * states + state for effect, state in out.keys], np.int64)
    order = np.argsort(keys)
    sorted_keys, answers = keys[order], np.array(out.of, np.int32)[order]

    def answer_of(effect: Array, state: Array) -> Array:
        return answers[np.searchsorted(sorted_keys, effect.astype(np.int64) * states + state)]

    slots = np.array(out.slots, np.int64)
    base = answer_of(np.concatenate(out.base).reshape(-1, classes_)[slots[:, 0]], slots[:, 1:]).reshape(-1)
    party, variant, effect = (
        np.concatenate(part) for part in (out.special_party, out.special_variant, out.special_effect)
    )
    # a special of a variant is one of each of its slots
    by_variant = np.argsort(slots[:, 0], kind="stable")
    first = np.searchsorted(slots[by_variant, 0], variant)
    count = np.searchsorted(slots[by_variant, 0], variant, side="right") - first
    which = np.repeat(np.arange(len(variant)), count)
    within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    slot = by_variant[first[which] + within]
    return base, party[which] * STRIDE + slot, answer_of(effect[which], slots[slot, 1])


def _attach_axis(shared: Shared, reads: list[Reads]) -> tuple[Array, Axis]:
    """Parties that no norm's own conditions tell apart are one class; a party of each stands for it."""
    people = shared.people
    columns = _dense_columns(shared, reads)
    of_party, first = classes([c[people.profile] for c in columns], len(people.parties))
    named = list(dict.fromkeys(item for r in reads for item in r.named))
    if named:
        apart = [of_party]
        for item in named:
            is_named = np.zeros(len(people.parties), np.int64)
            is_named[people.meant(item.name.text, shared.facts)] = 1
            apart.append(is_named)
        of_party, first = classes(apart, len(people.parties))
    return of_party, Axis.of(people.profile[first], first)


def _effect_axis(shared: Shared, norms: list[Norm], reads: list[Reads]) -> tuple[Array, Axis]:
    """Classes of parties that no act tells apart, nobody of them named."""
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


def _named(shared: Shared, reads: list[Reads]) -> Array:
    """The parties that acts name."""
    named: set[int] = set()
    for item in dict.fromkeys(item for r in reads for item in r.named):
        named.update(shared.people.meant(item.name.text, shared.facts))
    return np.array(sorted(named), np.int64)


def _with_named(axis: Axis, classes_: int, named: Array, shared: Shared) -> Axis:
    """An axis of classes with parties that are named after them."""
    profile = np.concatenate([axis.profile[:classes_], shared.people.profile[named]])
    return Axis.of(profile, np.concatenate([axis.party[:classes_], named]))


def _unnamed(of_party: Array, axis: Axis, classes_: int) -> list[int]:
    """A party of each class of the effect axis whom no act names; -1 where there is none."""
    found = np.full(classes_, -1, np.int64)
    parties = np.setdiff1d(np.arange(len(of_party)), axis.party[classes_:])
    found[of_party[parties][::-1]] = parties[::-1]
    return found.tolist()


def _dense_columns(shared: Shared, reads: list[Reads]) -> list[Array]:
    facts = dict.fromkeys(fact for r in reads for fact in r.dense)
    columns = [shared.people.dense(fact, shared.contexts) for fact in facts]
    if any(r.agency_role for r in reads):
        alone = [
            n + 1 if ctx.party.kind == "agency" or ctx.party.short in shared.cells.values.get("agency", []) else 0
            for n, ctx in enumerate(shared.contexts)
        ]
        columns.append(np.array(alone, np.int64))
    return columns


def _norm(
    norm: Norm, own: Reads, by_acts: Reads, whole: Truths, effects: Truths, classes_: int, out: _Folding
) -> None:  # fmt: skip
    """Fold one norm: what it attaches to, in which state, in which variant of the acts on it."""
    shared, cells = whole.shared, whole.shared.cells
    as_of = shared.base.as_of
    if not whole.covered(norm.binds).any():
        return
    steady, moving = _parted(norm, whole)
    asking = Truths(
        shared, whole.axis, None, dict.fromkeys(cells.ranged), whole.memo, whole.lasting, leaves=[], raw=True
    )
    guards = [truth for truth in (asking.covered(norm.binds), *map(asking.holds, steady)) if truth.shape[1] == 1]
    rows = np.flatnonzero(np.broadcast_to(least(guards)[:, 0], (cells.size,)))
    if not len(rows):
        return
    for part in moving:
        asking.holds(part)
    _own_times(norm, asking)
    turning = {c: own.cuts.get(c, set()) | by_acts.cuts.get(c, set()) for c in cells.ranged}
    varying = [c for c in cells.ranged if turning[c]]
    A = len(whole.axis.profile)
    alike_rows = _Rows.of(rows, asking.leaves or [])
    memo: dict[object, Array] = {}
    # what acts have effect is kept from one asking to the next, so where `when` asks it, it is asked afresh
    lasting = dict[object, Array]() if own.acts else whole.lasting
    still = Truths(shared, whole.axis, alike_rows.standing, {}, memo, lasting, leaves=[])
    covers, steady_parts = still.covered(norm.binds), list(map(still.holds, steady))
    always = least((covers, *steady_parts))
    told = still.leaves or []
    variants: dict[bytes, int] = {}
    in_force = norm.in_force is None or norm.in_force <= as_of
    effect_memo: dict[object, Array] = {}
    moved = bool(by_acts.columns & set(cells.codes)) or bool(by_acts.columns & set(varying))
    states: set[int] = set()
    slots: dict[tuple[int, int], int] = {}
    lacking: dict[bytes, int] = {}
    found: list[int] = []
    made: tuple[Array, list[Any]] | None = None
    for chosen in product(*(cells.pieces(c, turning[c]) for c in varying)):
        fixed = {c: piece.value for c, piece in zip(varying, chosen, strict=True)}
        lasting = dict[object, Array]() if own.acts else whole.lasting
        truths = Truths(shared, whole.axis, alike_rows.standing, fixed, memo, lasting, leaves=[*told])
        excepted, begun, over = _own_times(norm, truths)
        moved_parts = list(map(truths.holds, moving))
        attached = least((always, *moved_parts, 2 - excepted))
        if not attached.any():
            continue
        shape = (len(alike_rows.standing), A)
        attached, begun, over = (np.broadcast_to(x, shape) for x in (attached, begun if in_force else FALSE, over))
        at, who = np.nonzero(attached)
        state = state_of(attached, begun, over)[at, who].astype(np.int32)
        open_ = np.flatnonzero(((attached == 1) | (begun == 1) | (over == 1))[at, who])
        if len(open_) and not shared.moving:
            place = at[open_], who[open_]
            parts = None if (covers == 1).any() or (excepted == 1).any() else [*steady_parts, *moved_parts]
            lacks = _Lacking(norm, [*steady, *moving], fixed, bool(own.named), lacking)
            state[open_] += STATES * _own(lacks, truths, place, (attached, begun, over), parts, out)
        if made is None or moved:
            made = _variants(norm, rows, effects, fixed, effect_memo, moved, variants, out, classes_, found)
        variant_of = made[0]
        which, row = alike_rows.expand(at)
        out.parts["cell_party"].append(rows[row].astype(np.int64) * A + who[which])
        if len(variant_of) == 1:
            out.parts["slot"].append(_slots(np.broadcast_to(variant_of, (len(at),)), state, slots, out)[which])
        else:
            out.parts["slot"].append(_slots(variant_of[row], state[which], slots, out))
        states.update(np.unique(state).tolist())
        for c in cells.ranged:
            piece = chosen[varying.index(c)] if c in varying else Piece(_ANY[0], _ANY[1], None)
            out.bounds[c].append((piece, len(row)))
    if made is not None:
        _answers(norm, made[1], sorted(states), out)


def _parted(norm: Norm, whole: Truths) -> tuple[list[t.Expr], list[t.Expr]]:
    """The conjuncts of a norm's condition that read no ranged date, and the others."""
    ranged, base = set(whole.shared.cells.ranged), whole.shared.base
    parts = norm.when.parts if isinstance(norm.when, t.And) else () if norm.when is None else (norm.when,)
    moving = [part for part in parts if ranged and reads_of_expr(part, base.law, base.as_of) & ranged]
    return [part for part in parts if part not in moving], moving


def _own_times(norm: Norm, truths: Truths) -> tuple[Array, Array, Array]:
    """Whether a norm's exception applies, whether it has begun, whether it is over, by its own dates."""
    excepted = truths.holds(norm.unless) if norm.unless is not None else FALSE
    begun = truths.come(norm.start) if norm.start is not None else TRUE
    over = truths.come(norm.end) if norm.end is not None and not isinstance(norm.end, t.Revoked) else FALSE
    return excepted, begun, over


@dataclass(frozen=True, slots=True)
class _Rows:
    """Cells that a norm's own conditions cannot tell apart, one of which stands for all: `standing`."""

    standing: Array
    order: Array
    start: Array
    size: Array

    @staticmethod
    def of(rows: Array, leaves: list[Array]) -> _Rows:
        """Group cells by all facts about them that are asked while the ranged dates are not known."""
        facts = [leaf[rows] for leaf in leaves if leaf.shape[0] > 1]
        of_row, first = classes([column for fact in facts for column in fact.T], len(rows))
        size = np.bincount(of_row)
        return _Rows(rows[first], np.argsort(of_row, kind="stable"), np.cumsum(size) - size, size)

    def expand(self, at: Array) -> tuple[Array, Array]:
        """For places `at` of `standing`: all the rows they stand for, and the place of each."""
        count = self.size[at]
        which = np.repeat(np.arange(len(at)), count)
        within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        return which, self.order[self.start[at][which] + within]


_ANY = (UNKNOWN_DAY, LAST_DAY)


def _slots(variant: Array, state: Array, slots: dict[tuple[int, int], int], out: _Folding) -> Array:
    """The slot of each variant and state; a look-up rather than a sort, there are few of either."""
    low, width = int(variant.min()), int(state.max()) + 1
    key = (variant.astype(np.int64) - low) * width + state
    found = np.zeros(int(key.max()) + 1, np.int32)
    found[key] = 1
    for one in np.flatnonzero(found).tolist():
        pair = (one // width + low, one % width)
        number = slots.get(pair)
        if number is None:
            number = slots[pair] = len(out.slots)
            out.slots.append(pair)
        found[one] = number
    return found[key]


def _variants(
    norm: Norm, rows: Array, effects: Truths, fixed: dict[str, Any], memo: dict[object, Array], moved: bool,
    variants: dict[bytes, int], out: _Folding, classes_: int, found: list[Any],
) -> tuple[Array, list[Any]]:  # fmt: skip
    """The variant of each row: rows on which the acts have the same effect for every party share one."""
    law = effects.shared.base.law
    view = Truths(effects.shared, effects.axis, rows, fixed, memo, effects.lasting) if moved else effects
    done = Effects(norm, law, view)
    P = len(effects.axis.profile)
    code = np.broadcast_to(done.code, (done.code.shape[0], P))
    if done.unknown.any() and not effects.shared.moving:
        code = code + done.codes * _missing(norm, effects, rows if moved else None, fixed, out)
    kinds, inverse = (
        (code, np.zeros(1, np.int64)) if code.shape[0] == 1 else np.unique(code, axis=0, return_inverse=True)
    )
    numbers: list[int] = []
    for kind in kinds:
        key = kind.tobytes()
        number = variants.get(key)
        if number is None:
            number = variants[key] = out.variants
            out.variants += 1
            _effects(kind, number, done, effects, classes_, out, found)
        numbers.append(number)
    return np.array(numbers, np.int32)[np.asarray(inverse).reshape(-1)], found


def _effects(
    kind: Array, number: int, done: Effects, effects: Truths, classes_: int, out: _Folding, found: list[Any]
) -> None:
    """Number the effects of one variant: of each class, and of each named party for whom it differs from its class."""
    base, named = kind[:classes_], kind[classes_:]
    class_of = out_class(effects)
    apart = np.flatnonzero(named != base[class_of])
    values, inverse = np.unique(np.concatenate([base, named[apart]]), return_inverse=True)
    numbered = (np.arange(len(values)) + out.effects).astype(np.int32)[inverse]
    lacks = list(out.acts)
    found += [
        (out.effects + n, done.decode(int(value) % done.codes, lacks[int(value) // done.codes]))
        for n, value in enumerate(values)
    ]
    out.effects += len(values)
    out.base.append(numbered[: len(base)])
    party = effects.axis.party[classes_:][apart]
    out.special_party.append(party)
    out.special_variant.append(np.full(len(party), number, np.int64))
    out.special_effect.append(numbered[len(base) :])


def out_class(effects: Truths) -> Array:
    """The class of each named party of the axis of effects."""
    return effects.memo["class of named"]


@dataclass(frozen=True, slots=True)
class _Lacking:
    """A norm of which something is missing: the parts of its condition, the days of ranged dates; what was asked before."""

    norm: Norm
    exprs: list[t.Expr]
    fixed: dict[str, Any]
    named: bool
    asked: dict[bytes, int]


def _own(
    lacking: _Lacking, truths: Truths, place: tuple[Array, Array], own: tuple[Array, Array, Array],
    parts: list[Array] | None, out: _Folding,
) -> Array:  # fmt: skip
    """The number of what is missing of a norm's own truths, at places where one is unknown.

    Places at which the same parts are unknown lack the same; where not only the parts of its condition are unknown, or
    they are not simple, those at which every fact asked has the same truth.
    """
    at, who = place
    shared = truths.shared
    assert truths.rows is not None
    leaves = truths.leaves or []
    if parts is not None:
        open_ = [(p, e) for p, e in zip(parts, lacking.exprs, strict=True) if (p == 1).any()]
        exprs = [e for _, e in open_]
        simple = all(leaf_key(e, shared) is not None for e in exprs)
        leaves = [(p == 1).view(np.int8) for p, _ in open_] if simple else leaves
    else:
        exprs, simple = [], False
    kind: Array | None = None
    if len(at) > FEW:
        first, kind = alike([*own, *leaves], at, who, len(truths.rows), len(truths.axis.profile))
        at, who = at[first], who[first]
    facts = [leaf[at if leaf.shape[0] > 1 else 0, who if leaf.shape[1] > 1 else 0] for leaf in (*own, *leaves)]
    keys = np.empty((len(at), len(facts)), np.int8)
    for n, fact in enumerate(facts):
        keys[:, n] = fact
    numbers: list[int] = []
    for row, column, key in zip(at.tolist(), who.tolist(), keys, strict=True):
        # pieces of a date between which nothing turns are asked once
        name = key.tobytes() + (b"".join(str(leaf_key(e, shared)).encode() for e in exprs) if simple else b"?")
        number = lacking.asked.get(name)
        if number is None:
            here = Place(
                int(truths.rows[row]), int(truths.axis.profile[column]), int(truths.axis.party[column]), lacking.fixed
            )
            says = (int(key[0]), int(key[1]), int(key[2]))
            unknown = [e for e, truth in zip(exprs, key[3:].tolist(), strict=True) if truth] if simple else None
            lacks = own_lacks(lacking.norm, here, says, unknown, lacking.named, shared)
            number = lacking.asked[name] = out.own.setdefault(lacks, len(out.own))
        numbers.append(number)
    found = np.array(numbers, np.int32)
    return found if kind is None else found[kind]


def _missing(norm: Norm, effects: Truths, rows: Array | None, fixed: dict[str, Any], out: _Folding) -> Array:
    """The number of what is missing of the effects of acts, for each row and party; 0 where nothing is."""
    shared, axis = effects.shared, effects.axis
    traced = Truths(shared, axis, rows, fixed, leaves=[])
    done = Effects(norm, shared.base.law, traced)
    R, P = max(done.unknown.shape[0], *(leaf.shape[0] for leaf in traced.leaves or ()), 1), len(axis.profile)
    classes_ = int(np.count_nonzero(axis.party < 0))
    unnamed = _unnamed(out.effect_class, axis, classes_)
    party = np.concatenate([unnamed, axis.party[classes_:]]).astype(np.int64)
    at, who = np.nonzero(np.broadcast_to(done.unknown, (R, P)) & (party >= 0)[None, :])
    first, kind = alike(traced.leaves or [], at, who, R, P)
    numbers: list[int] = []
    for n in first:
        row, column = int(at[n]), int(who[n])
        cell = 0 if rows is None else int(rows[row])
        here = Place(cell, int(shared.people.profile[party[column]]), int(party[column]), fixed)
        lacks = effect_lacks(norm, here, shared)
        numbers.append(out.acts.setdefault(lacks, len(out.acts)))
    found = np.zeros((R, P), np.int64)
    found[at, who] = np.array(numbers, np.int64)[kind]
    return found


def _answers(norm: Norm, found: list[tuple[int, Effect]], states: list[int], out: _Folding) -> None:
    own = list(out.own)
    for number, effect in found:
        for state in states:
            said = (norm.id, answer(state % STATES, effect, own[state // STATES]))
            at = out.answers.setdefault(said, len(out.answers))
            out.keys.append((number, state))
            out.of.append(at)
