"""What one norm attaches to: cells and classes of parties, in which state, in which variant of the acts on it."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import Norm
from comity.plan.acting import variants_of
from comity.plan.cells import LAST_DAY, UNKNOWN_DAY, Piece
from comity.plan.checks import STATES, state_of
from comity.plan.folding import Folding, answers_of, slots_of
from comity.plan.kleene import FALSE, TRUE, least
from comity.plan.lacks import Place, alike, leaf_key, own_lacks
from comity.plan.people import classes
from comity.plan.places import Rows
from comity.plan.reads import Reads, reads_of_expr
from comity.plan.truths import Truths
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"


def attach(norm: Norm, own: Reads, by_acts: Reads, whole: Truths, effects: Truths, out: Folding) -> None:
    """Fold one norm. `whole` are truths over all cells, `effects` those that acts on it are asked of.

    The rows are cells that its own conditions cannot tell apart, once for each piece of the dates at which it turns.
    """
    shared, cells = whole.shared, whole.shared.cells
    if not whole.covered(norm.binds).any():
        return
    kinds = _kinds(norm, whole)
    if kinds is None:
        return
    turning = {c: own.cuts.get(c, set()) | by_acts.cuts.get(c, set()) for c in cells.ranged}
    read = own.columns | by_acts.columns  # whether a date is known matters where no day of it does
    varying = [c for c in cells.ranged if c in read]
    pieces = list(product(*(cells.pieces(c, turning[c]) for c in varying)))
    rows = _pieced(kinds.standing, varying, pieces)
    # what acts have effect is kept from one asking to the next, so where `when` asks it, it is asked afresh
    lasting = dict[object, Array]() if own.acts else whole.lasting
    truths = Truths(shared, whole.axis, rows, lasting=lasting, leaves=[])
    covers = truths.covered(norm.binds)
    parts = [(truths.holds(part), part) for part in conjuncts(norm.when)]
    excepted, begun, over = _times(norm, truths)
    attached = least((covers, *(truth for truth, _ in parts), 2 - excepted))
    if not attached.any():
        return
    if norm.in_force is not None and norm.in_force > shared.base.as_of:
        begun = FALSE
    A = len(whole.axis.profile)
    attached, begun, over = (np.broadcast_to(x, (len(rows), A)) for x in (attached, begun, over))
    at, who = np.nonzero(attached)
    state = state_of(attached, begun, over)[at, who].astype(np.int32)
    open_ = np.flatnonzero(((attached == 1) | (begun == 1) | (over == 1))[at, who])
    if len(open_) and not shared.moving:
        beside = (covers == 1).any() or (excepted == 1).any()
        place = at[open_], who[open_]
        lacks = own_missing(
            norm, truths, place, (attached, begun, over), None if beside else parts, bool(own.named), out
        )
        state[open_] += STATES * lacks
    piece, standing = np.divmod(at, len(kinds.standing))
    which, row = kinds.expand(standing)
    if by_acts.columns & (set(cells.codes) | set(varying)):
        variant, found = variants_of(norm, effects, _pieced(kinds.rows, varying, pieces), out)
        variant = np.broadcast_to(variant, (len(kinds.rows) * len(pieces),))
        slot = slots_of(variant[piece[which] * len(kinds.rows) + row], state[which], out)
    else:
        variant, found = variants_of(norm, effects, None, out)
        slot = slots_of(np.broadcast_to(variant, (len(at),)), state, out)[which]
    answers_of(norm, found, np.unique(state).tolist(), out)
    out.parts["cell_party"].append(kinds.rows[row].astype(np.int64) * A + who[which])
    out.parts["slot"].append(slot)
    for c in cells.ranged:
        out.bounds[c].append(_bounds(c, varying, pieces, piece[which]))


def conjuncts(expr: t.Expr | None) -> tuple[t.Expr, ...]:
    """The parts that must all hold."""
    return expr.parts if isinstance(expr, t.And) else () if expr is None else (expr,)


def _times(norm: Norm, truths: Truths) -> tuple[Array, Array, Array]:
    """Whether a norm's exception applies, whether it has begun, whether it is over, by its own dates."""
    excepted = truths.holds(norm.unless) if norm.unless is not None else FALSE
    begun = truths.come(norm.start) if norm.start is not None else TRUE
    over = truths.come(norm.end) if norm.end is not None and not isinstance(norm.end, t.Revoked) else FALSE
    return excepted, begun, over


def _pieced(rows: Array, varying: list[str], pieces: list[tuple[Piece, ...]]) -> Rows:
    """Every row in every piece, piece by piece."""
    days = {c: [piece[n].value for piece in pieces] for n, c in enumerate(varying)}
    return Rows(np.tile(rows, len(pieces)), days, np.repeat(np.arange(len(pieces)), len(rows)))


def _bounds(column: str, varying: list[str], pieces: list[tuple[Piece, ...]], piece: Array) -> tuple[Array, Array]:
    """The first and last day between which each row stands; all days, and the unknown one, where none turns."""
    if column not in varying:
        shape = piece.shape
        return np.full(shape, UNKNOWN_DAY, "datetime64[D]"), np.full(shape, LAST_DAY, "datetime64[D]")
    n = varying.index(column)
    low, high = ([getattr(chosen[n], side) for chosen in pieces] for side in ("low", "high"))
    return np.array(low, "datetime64[D]")[piece], np.array(high, "datetime64[D]")[piece]


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Cells that a norm may attach to, by kind: those its own conditions cannot tell apart; `standing` is one of each."""

    rows: Array
    standing: Array
    order: Array
    start: Array
    size: Array

    def expand(self, kind: Array) -> tuple[Array, Array]:
        """For kinds: the place of each of their rows among them, and the row, as a place in `rows`."""
        count = self.size[kind]
        which = np.repeat(np.arange(len(kind)), count)
        within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        return which, self.order[self.start[kind][which] + within]


def _kinds(norm: Norm, whole: Truths) -> _Kinds | None:
    """The cells that may fit a norm, while the ranged dates are not known, by all facts that are asked of them."""
    cells = whole.shared.cells
    unknown = Rows.all_unknown(cells)
    asking = Truths(whole.shared, whole.axis, unknown, memo=whole.memo, lasting=whole.lasting, leaves=[], raw=True)
    fits = [asking.covered(norm.binds)]
    for part in conjuncts(norm.when):
        truth = asking.holds(part)
        if not _moves(part, whole):
            fits.append(truth)
    rows = np.flatnonzero(np.broadcast_to(least(x for x in fits if x.shape[1] == 1)[:, 0], (cells.size,)))
    if not len(rows):
        return None
    _times(norm, asking)
    facts = [leaf[rows] for leaf in asking.leaves or () if leaf.shape[0] > 1]
    of_row, first = classes([column for fact in facts for column in fact.T], len(rows))
    size = np.bincount(of_row)
    return _Kinds(rows, rows[first], np.argsort(of_row, kind="stable"), np.cumsum(size) - size, size)


def _moves(part: t.Expr, whole: Truths) -> bool:
    """Whether a part of a condition reads a ranged date: then it says nothing of a cell alone."""
    base = whole.shared.base
    return bool(whole.shared.cells.ranged) and bool(
        reads_of_expr(part, base.law, base.as_of) & set(whole.shared.cells.ranged)
    )


def own_missing(
    norm: Norm, truths: Truths, place: tuple[Array, Array], own: tuple[Array, Array, Array],
    parts: list[tuple[Array, t.Expr]] | None, named: bool, out: Folding,
) -> Array:  # fmt: skip
    """The number of what is missing of a norm's own truths, at places where one is unknown.

    `parts` are the conjuncts of its condition with their truths, where nothing else of its attaching is unknown. Places at
    which the same parts are unknown lack the same; where parts are not simple, or there are none, those at which every
    fact asked has the same truth.
    """
    at, who = place
    shared = truths.shared
    assert truths.rows is not None
    open_ = [(truth, part) for truth, part in parts or () if (truth == 1).any()]
    exprs = [part for _, part in open_]
    simple = parts is not None and all(leaf_key(part, shared) is not None for part in exprs)
    leaves = [(truth == 1).view(np.int8) for truth, _ in open_] if simple else truths.leaves or []
    first, kind = alike([*own, *leaves], at, who, len(truths.rows), len(truths.axis.profile))
    numbers: list[int] = []
    for row, column in zip(at[first].tolist(), who[first].tolist(), strict=True):
        cell, days = truths.rows.at(row)
        here = Place(cell, int(truths.axis.profile[column]), int(truths.axis.party[column]), days)
        says = (int(own[0][row, column]), int(own[1][row, column]), int(own[2][row, column]))
        unknown = [part for truth, part in open_ if value(truth, row, column) == 1] if simple else None
        lacks = own_lacks(norm, here, says, unknown, named, shared)
        numbers.append(out.own.setdefault(lacks, len(out.own)))
    return np.array(numbers, np.int32)[kind]


def value(truth: Array, row: int, column: int) -> int:
    """A truth at a place, which it may not depend on."""
    return int(truth[row if truth.shape[0] > 1 else 0, column if truth.shape[1] > 1 else 0])
