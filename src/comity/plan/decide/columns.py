"""The conditions that the law puts on one column of an award, and their truth for each value in that column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np

from comity.norms.attributes import ATTRIBUTES
from comity.plan.groups.cells import Cells
from comity.plan.groups.norm_forms import Leaf
from comity.plan.groups.parties import level
from comity.proof.conditions import ordered
from comity.proof.context import Context
from comity.proof.evaluate import holds
from comity.record.nodes import Award
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"
Claim: TypeAlias = Callable[[Any], int]
"""What is claimed of a value of a column: its truth, as kleene.py has it."""
Claims: TypeAlias = tuple[tuple[object, Claim], ...]
"""What each norm claims of a column, each with a name of its own."""
BLANK = Award("?", "?")
PARTLY_KNOWN = ("stage", "agency")
"""Columns of which a value may leave open what is asked: what is missing then says what is known."""
_NEITHER = object()


@dataclass(frozen=True, slots=True)
class _Among:
    """The claim that a value is, or is not, one of some."""

    values: frozenset[Any]
    inside: int

    def __call__(self, value: Any) -> int:
        return 1 if value is None else self.inside if value in self.values else 2 - self.inside


def compared(leaves: Iterable[t.Compare], column: str, base: Context) -> Claims:
    """What comparisons claim of a column."""
    return tuple((leaf, _compared(leaf, column, base)) for leaf in leaves)


def _compared(expr: t.Compare, column: str, base: Context) -> Claim:
    op = expr.op
    if ATTRIBUTES[expr.path].type in ("text", "number") and op in ("is", "is one of", "is not"):
        return _Among(frozenset(expr.values), 0 if op == "is not" else 2)
    if op not in ("is", "is one of", "is not", "is known"):
        limit = expr.values[0]
        return lambda v: 1 if v is None else 2 if ordered(_exact(v), op, limit) else 0

    def claim(value: Any) -> int:
        about = replace(base, award=replace(BLANK, **{column: _exact(value)}), cache={})
        return level(holds(expr, about).truth)

    return claim


def carried(leaves: Iterable[t.Carries]) -> Claims:
    """What is claimed of an award's terms: that they carry a norm."""

    def claim(norm: str) -> Claim:
        return lambda v: 1 if v is None else 2 if norm in v else 0

    return tuple((leaf, claim(leaf.norm.text)) for leaf in leaves)


def by_code(
    leaves: Iterable[Leaf], base: Context, cells: Cells, tables: dict[object, Array]
) -> tuple[str, Array] | None:
    """The column of a cell that leaves in one place read, and what each of them is of its codes; None where cells have it not."""
    first, *_ = leaves = tuple(leaves)
    if isinstance(first, t.Carries):
        column, claims = "terms", carried(leaf for leaf in leaves if isinstance(leaf, t.Carries))
    else:
        column = first.path.split(".")[1]
        claims = compared((leaf for leaf in leaves if isinstance(leaf, t.Compare)), column, base)
    if column not in cells.codes:
        return None
    return column, np.stack([table_of(cells, tables, column, *claim) for claim in claims])


def table_of(cells: Cells, tables: dict[object, Array], column: str, key: object, claim: Claim) -> Array:
    """What a claim about a column is of each of its codes; kept in `tables` under `key`."""
    found = tables.get(key)
    if found is None:
        if isinstance(claim, _Among):
            found = np.full(len(cells.values[column]) + 1, claim(_NEITHER), np.int8)
            found[0] = claim(None)
            found[[code for v in claim.values if (code := cells.code_of(column, v)) is not None]] = claim.inside
        else:
            found = np.array([claim(None), *map(claim, cells.values[column])], np.int8)
        tables[key] = found
    return found


def _exact(value: Any) -> Any:
    """An amount that a file has in binary, in decimal."""
    return Decimal(str(value)) if isinstance(value, float) else value
