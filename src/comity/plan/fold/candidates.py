"""The cells that norms of one form may fit, grouped where the form's own conditions cannot tell them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import Norm
from comity.plan.decide.columns import by_code
from comity.plan.decide.evaluate import Truths
from comity.plan.decide.kleene import FALSE, TRUE, least, repeated
from comity.plan.decide.rows import CellRows
from comity.plan.groups.norm_forms import Form, one_column
from comity.plan.groups.parties import classes
from comity.plan.groups.reads import Reads, reads_of_expr
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"


def conjuncts(expr: t.Expr | None) -> tuple[t.Expr, ...]:
    """The parts that must all hold."""
    return expr.parts if isinstance(expr, t.And) else () if expr is None else (expr,)


def times(norm: Norm, truths: Truths) -> tuple[Array, Array, Array]:
    """Whether a norm's exception applies, whether it has begun, whether it is over, by its own dates."""
    excepted = truths.holds(norm.unless) if norm.unless is not None else FALSE
    begun = truths.come(norm.start) if norm.start is not None else TRUE
    over = truths.come(norm.end) if norm.end is not None and not isinstance(norm.end, t.Revoked) else FALSE
    return excepted, begun, over


def several(form: Form) -> Form | None:
    """A form, where there is more than one norm of it."""
    return form if len(form.norms) > 1 else None


@dataclass(frozen=True, slots=True)
class Kinds:
    """Cells that norms may attach to (with the place of the norm), by kind: those that its own conditions cannot tell apart.

    `standing` is one of each kind.
    """

    rows: Array
    of: Array
    standing: Array
    order: Array
    start: Array
    size: Array

    def expand(self, kind: Array) -> tuple[Array, Array]:
        """For kinds: the place of each of their rows among them, and the row, as a place in `rows`."""
        which, within = repeated(self.size[kind])
        return which, self.order[self.start[kind][which] + within]


def kinds_of(form: Form, whole: Truths) -> Kinds | None:
    """The cells that may fit norms of a form, while the ranged dates are not known, by all facts that are asked of them."""
    shared, norm = whole.shared, form.norms[0]
    rows = _candidates(form, whole)
    asking = Truths(shared, whole.axis, rows, lasting=whole.lasting, leaves=[], raw=True, form=several(form))
    fits = [asking.covered(norm.binds)]
    for part in conjuncts(norm.when):
        truth = asking.holds(part)
        if not _moves(part, whole):
            fits.append(truth)
    at = np.flatnonzero(np.broadcast_to(least(x for x in fits if x.shape[1] == 1)[:, 0], (len(rows),)))
    if not len(at):
        return None
    times(norm, asking)
    cell, of = rows.cells[at], rows.norm[at]
    facts = [leaf[at] for leaf in asking.leaves or () if leaf.shape[0] > 1]
    of_row, first = classes([of, *(column for fact in facts for column in fact.T)], len(at))
    size = np.bincount(of_row)
    return Kinds(
        rows=cell,
        of=of,
        standing=first,
        order=np.argsort(of_row, kind="stable"),
        start=np.cumsum(size) - size,
        size=size,
    )


def _candidates(form: Form, whole: Truths) -> CellRows:
    """The cells that may fit each norm by that part of its condition, about one column of the award, which fits the fewest."""
    cells = whole.shared.cells
    shared = whole.shared
    fewest: tuple[Array, Array, Array, Array, Array] | None = None
    for part in conjuncts(form.norms[0].when):
        leaves = form.each(part) if isinstance(part, t.Compare | t.Carries) and one_column(part, shared.spoken) else ()
        found = by_code(leaves, shared.base, cells, shared.tables) if leaves else None
        if found is not None:
            column, truth = found
            order, start, size = cells.of_code(column)
            norm, code = np.nonzero(truth)
            if fewest is None or size[code].sum() < fewest[-1].sum():
                fewest = norm, code, order, start, size[code]
    norms = len(form.norms)
    if fewest is None:
        return CellRows.unknown(
            cells, np.tile(np.arange(cells.size), norms), np.repeat(np.arange(norms), cells.size), norms
        )
    norm, code, order, start, count = fewest
    which, within = repeated(count)
    return CellRows.unknown(cells, order[start[code][which] + within], norm[which], norms)


def _moves(part: t.Expr, whole: Truths) -> bool:
    """Whether a part of a condition reads a ranged date: then it says nothing of a cell alone."""
    base = whole.shared.base
    return bool(whole.shared.cells.ranged) and bool(
        reads_of_expr(part, base.law, base.as_of, Reads(carriage=base.facts.record.carriage)).columns
        & set(whole.shared.cells.ranged)
    )
