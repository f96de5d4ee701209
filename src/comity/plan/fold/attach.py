"""What norms of one form attach to: cells and classes of parties, with the state and the acts on the norm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import Norm
from comity.plan.decide.carriage import BASES, basis
from comity.plan.decide.doubts import Open
from comity.plan.decide.evaluate import Truths
from comity.plan.decide.kleene import FALSE, least, repeated
from comity.plan.decide.kleene import at as value_at
from comity.plan.decide.missing_facts import NO_OWN_MISSING, OwnMissing, Place, alike, date_key, leaf_key, own_missing
from comity.plan.decide.rows import CellRows
from comity.plan.decide.statuses import STATES, Doubt, Own, state_of
from comity.plan.fold.accumulator import Folding, answers_of, slots_of
from comity.plan.fold.candidates import conjuncts, kinds_of, several, times
from comity.plan.fold.effects import doubted, variants_of
from comity.plan.groups.cells import LAST_DAY, UNKNOWN_DAY, Cells, DateInterval
from comity.plan.groups.norm_forms import Form
from comity.plan.groups.parties import classes
from comity.plan.groups.reads import Reads
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"
EPOCH = dt.date(1970, 1, 1).toordinal()


def attach(
    form: Form, own: dict[str, Reads], by_acts: dict[str, Reads], whole: Truths, effects: Callable[[Norm], Truths],
    out: Folding,
) -> None:  # fmt: skip
    """Fold the norms of one form. `whole` are truths over all cells, `effects` those that acts on a norm are asked of.

    The rows are cells that a norm's own conditions cannot tell apart, once for each piece of the dates at which it turns.
    """
    shared, cells = whole.shared, whole.shared.cells
    norm = form.norms[0]
    if not whole.covered(norm.binds).any():
        return
    kinds = kinds_of(form, whole)
    if kinds is None:
        return
    read = own[norm.id].columns | by_acts[norm.id].columns  # whether a date is known matters where no day of it does
    varying = [c for c in cells.ranged if c in read]
    pieces = Pieces.of_norms(form, own, by_acts, varying, cells)
    rows = pieces.of_rows(kinds.rows[kinds.standing], kinds.of[kinds.standing])
    # what acts have effect is kept from one asking to the next, so where `when` asks it, it is asked afresh
    lasting = dict[object, Array]() if own[norm.id].acts else whole.lasting
    truths = Truths(shared, whole.axis, rows, lasting=lasting, leaves=[], form=several(form))
    covers = truths.covered(norm.binds)
    parts = [(truths.holds(part), part) for part in conjuncts(norm.when)]
    excepted, begun, over = times(norm, truths)
    attached = least((covers, *(truth for truth, _ in parts), 2 - excepted))
    if not attached.any():
        return
    if norm.in_force is not None and norm.in_force > shared.base.as_of:
        begun = FALSE
    A = len(whole.axis.profile)
    attached, begun, over = (np.broadcast_to(x, (len(rows), A)) for x in (attached, begun, over))
    at, who = np.nonzero(attached)
    state = state_of(attached, begun, over)[at, who].astype(np.int32)
    if not shared.moving:
        beside = bool((covers == 1).any() or (excepted == 1).any())
        lacks = _lacks(
            form=form, truths=truths, place=(at, who), own=(attached, begun, over),
            parts=None if beside else parts, named=bool(own[norm.id].named),
        )  # fmt: skip
        state += STATES * _owns(
            norm=norm, truths=truths, of_acts=bool(own[norm.id].acts), place=(attached, at, who), lacks=lacks, out=out
        )
    of, piece = rows.norm[at], rows.piece[at]
    which, row = kinds.expand(np.repeat(np.arange(len(kinds.standing)), pieces.count[kinds.of[kinds.standing]])[at])
    there = pieces.met(kinds.rows[row], piece[which], cells)
    which, row = which[there], row[there]
    if not len(row):
        return
    if by_acts[norm.id].columns & {*cells.codes, *varying}:
        assert len(form.norms) == 1  # what acts have effect on it differs from award to award
        variant, found = variants_of(norm, effects(norm), pieces.of_rows(kinds.rows, kinds.of), out)
        each = len(pieces.of)
        variant = np.broadcast_to(variant, (len(kinds.rows) * each,))
        slot = slots_of(variant[row * each + piece[which]], state[which], out)
        answers_of(norm, found, np.unique(state).tolist(), out)
    else:
        slot = _slots(form, of, state, effects, out)[which]
    out.parts["cell_party"].append(kinds.rows[row].astype(np.int64) * A + who[which])
    out.parts["slot"].append(slot)
    for c in cells.ranged:
        out.bounds[c].append(pieces.bounds(c, piece[which]))


def _lacks(
    *, form: Form, truths: Truths, place: tuple[Array, Array], own: tuple[Array, Array, Array],
    parts: list[tuple[Array, t.Expr]] | None, named: bool,
) -> tuple[Array, list[OwnMissing]]:  # fmt: skip
    """As `own_missing_numbers`, of places at some of which nothing is unknown."""
    at, who = place
    attached, begun, over = own
    numbers, missing = np.zeros(len(at), np.int64), [NO_OWN_MISSING]
    open_ = np.flatnonzero(((attached == 1) | (begun == 1) | (over == 1))[at, who])
    if len(open_):
        numbers[open_], missing = own_missing_numbers(
            form=form, truths=truths, place=(at[open_], who[open_]), own=own, parts=parts, named=named
        )
    return numbers, missing


def _owns(
    norm: Norm,
    truths: Truths,
    of_acts: bool,
    place: tuple[Array, Array, Array],
    lacks: tuple[Array, list[OwnMissing]],
    out: Folding,
) -> Array:
    """The number, among those of `out`, of what is so of a norm's own truths at each place beside these.

    `place` are whether it attaches, and the places asked about; `lacks` the number of what is missing at each, and that.
    """
    attached, at, who = place
    number, missing = lacks
    # what follows is asked of other truths than those of which it is kept what was asked
    plain = Truths(truths.shared, truths.axis, truths.rows, form=truths.form)
    by = basis(norm.when, plain)
    shared = truths.shared
    doubting = of_acts and (shared.may or shared.presuming)
    if by is None and not doubting:
        return np.array([out.own.setdefault(Own(one), len(out.own)) for one in missing], np.int32)[number]
    word = np.where(attached == 2, 0 if by is None else by, 0)[at, who].astype(np.int64)
    columns = [number, word]
    doubts: list[tuple[Open, Array, Array] | None] = [None, None, None]
    if doubting:
        for n, (names, other) in enumerate(doubted(norm, plain, shared)):
            if names:
                opened = Open(other, names)
                found = _attached(norm, other)
                parts = [opened.of_expr(norm.when), opened.of_expr(norm.unless)]
                left = opened.among(found, parts)
                differs = np.broadcast_to(found, attached.shape) != attached
                names_ = np.broadcast_to(np.zeros((1, 1), np.int64) if left is None else left, attached.shape)
                doubts[n] = (opened, differs[at, who], names_[at, who])
                columns += [differs[at, who].astype(np.int64), np.unique(names_[at, who], return_inverse=True)[1]]
    kind, first = classes(columns, len(at))
    numbers: list[int] = []
    for one in first.tolist():
        base = int(word[one])
        told = tuple(None if d is None else Doubt(bool(d[1][one]), d[0].named(int(d[2][one]))) for d in doubts)
        own = Own(missing[int(number[one])], BASES[base - 1] if base else None, told)
        numbers.append(out.own.setdefault(own, len(out.own)))
    return np.array(numbers, np.int32)[kind]


def _attached(norm: Norm, truths: Truths) -> Array:
    """Whether a norm attaches."""
    excepted, _, _ = times(norm, truths)
    parts = (truths.holds(part) for part in conjuncts(norm.when))
    return least((truths.covered(norm.binds), *parts, 2 - excepted))


def _slots(form: Form, of: Array, state: Array, effects: Callable[[Norm], Truths], out: Folding) -> Array:
    """The slot of each place, by its norm and state, where acts on the norms have the same effect whatever the award."""
    variants = np.zeros(len(form.norms), np.int32)
    width = int(state.max()) + 1
    states: dict[int, list[int]] = {}
    for one in np.unique(of * width + state).tolist():
        states.setdefault(one // width, []).append(one % width)
    for n, some in states.items():
        norm = form.norms[n]
        variant, found = variants_of(norm, effects(norm), None, out)
        variants[n] = variant[0]
        answers_of(norm, found, some, out)
    return slots_of(variants[of], state, out)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of the ranged dates between the days at which each norm of a form turns: those of each in turn."""

    varying: list[str]
    pieces: list[tuple[DateInterval, ...]]
    count: Array
    of: Array

    @staticmethod
    def of_norms(
        form: Form, own: dict[str, Reads], by_acts: dict[str, Reads], varying: list[str], cells: Cells
    ) -> Pieces:
        """The pieces of the dates that some norms read."""

        def of(norm: Norm) -> list[tuple[DateInterval, ...]]:
            cuts = (own[norm.id].cuts, by_acts[norm.id].cuts)
            turning = {c: {cut for some in cuts for cut in some.get(c, ())} for c in varying}
            return list(product(*(cells.pieces(c, turning[c]) for c in varying)))

        each = [of(norm) for norm in form.norms]
        count = np.array([len(pieces) for pieces in each])
        return Pieces(varying, [p for pieces in each for p in pieces], count, np.repeat(np.arange(len(each)), count))

    def of_rows(self, cells: Array, norm: Array) -> CellRows:
        """Every row in each piece of its norm, row by row."""
        which, within = repeated(self.count[norm])
        first = np.cumsum(self.count) - self.count
        days = {c: [piece[n].value for piece in self.pieces] for n, c in enumerate(self.varying)}
        return CellRows(cells[which], days, first[norm[which]] + within, self.of)

    def met(self, cell: Array, piece: Array, cells: Cells) -> Array:
        """Whether any award of a cell may have its dates in a piece."""
        found = np.ones(len(cell), bool)
        for column in self.varying:
            if column in cells.spans:
                found &= cells.spans[column].meets(cell, *self.bounds(column, piece))
        return found

    def bounds(self, column: str, piece: Array) -> tuple[Array, Array]:
        """The first and last day between which each row stands; all days, and the unknown one, where none turns."""
        if column not in self.varying:
            shape = piece.shape
            return np.full(shape, UNKNOWN_DAY, "datetime64[D]"), np.full(shape, LAST_DAY, "datetime64[D]")
        n = self.varying.index(column)
        low, high = (days(getattr(chosen[n], side) for chosen in self.pieces) for side in ("low", "high"))
        return low[piece], high[piece]


def days(dates: Iterable[dt.date]) -> Array:
    """Days as an array; numpy takes twenty times as long to read them.

    >>> days([dt.date(2026, 6, 30)])
    array(['2026-06-30'], dtype='datetime64[D]')
    """
    return (np.fromiter((date.toordinal() for date in dates), np.int64) - EPOCH).view("datetime64[D]")


def own_missing_numbers(
    form: Form, truths: Truths, place: tuple[Array, Array], own: tuple[Array, Array, Array],
    parts: list[tuple[Array, t.Expr]] | None, named: bool,
) -> tuple[Array, list[OwnMissing]]:  # fmt: skip
    """What is missing of norms' own truths, at places where one is unknown: the number of it at each, and these.

    `parts` are the conjuncts of the condition with their truths, where nothing else of their attaching is unknown. Places
    at which the same parts are unknown lack the same; where parts are not simple, or there are none, those at which every
    fact asked by the same norm has the same truth.
    """
    at, who = place
    shared, rows = truths.shared, truths.rows
    assert rows is not None
    open_ = [(truth, part) for truth, part in parts or () if (truth == 1).any()]
    exprs = [part for _, part in open_]
    norm = form.norms[0]
    named_dates = [date for truth, date in zip(own[1:], (norm.start, norm.end), strict=True) if (truth == 1).any()]
    simple = (
        parts is not None
        and all(leaf_key(part, shared) is not None for part in exprs)
        and all(date_key(date) is not None for date in named_dates)
    )
    leaves = (
        [(truth == 1).view(np.int8) for truth, _ in open_] if simple else [rows.norm[:, None], *(truths.leaves or ())]
    )
    first, kind = alike([*own, *leaves], at, who, len(rows), len(truths.axis.profile))
    found: dict[OwnMissing, int] = {NO_OWN_MISSING: 0}
    numbers: list[int] = []
    for row, column in zip(at[first].tolist(), who[first].tolist(), strict=True):
        cell, days = rows.at(row)
        here = Place(cell, int(truths.axis.profile[column]), int(truths.axis.party[column]), days)
        says = (int(own[0][row, column]), int(own[1][row, column]), int(own[2][row, column]))
        unknown = [part for truth, part in open_ if value_at(truth, row, column) == 1] if simple else None
        lacks = own_missing(
            norm=form.norms[int(rows.of[rows.piece[row]])],
            place=here,
            truths=says,
            parts=unknown,
            named=named,
            shared=shared,
        )
        numbers.append(found.setdefault(lacks, len(found)))
    return np.array(numbers, np.int64)[kind], list(found)
