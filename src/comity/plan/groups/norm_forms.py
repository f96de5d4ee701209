"""Group norms whose conditions differ only in constants, so that they are folded together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from comity.norms.nodes import Norm
from comity.text import tree as t

Leaf: TypeAlias = t.Compare | t.Carries
MOST_ROWS = 1 << 20
"""Norms of one form are so many at most that this many rows hold every cell for each."""


@dataclass(frozen=True, slots=True)
class Form:
    """Norms of one form. `leaves` are, by the identity of a leaf of the first, those in its place in each of them."""

    norms: tuple[Norm, ...]
    leaves: dict[int, tuple[Leaf, ...]] = field(default_factory=dict[int, tuple[Leaf, ...]])

    def each(self, leaf: Leaf) -> tuple[Leaf, ...]:
        """What each norm has in the place of a leaf of the first."""
        return self.leaves.get(id(leaf), (leaf,))


def forms(
    norms: Iterable[Norm], alone: Callable[[Norm], bool], cells: int, spoken: frozenset[str] = frozenset()
) -> list[Form]:
    """Norms by form, in the order in which each form comes first; some are to be folded `alone`.

    `spoken` are norms of which more says whether an award carries them than its own list of terms.
    """
    groups: dict[object, list[tuple[Norm, list[Leaf]]]] = {}
    for norm in norms:
        leaves: list[Leaf] = []
        key = (
            norm.binds,
            _shape(norm.when, leaves, spoken),
            _shape(norm.unless, leaves, spoken),
            norm.start,
            norm.end,
            norm.in_force,
        )
        groups.setdefault(norm.id if alone(norm) else key, []).append((norm, leaves))
    most = max(1, MOST_ROWS // max(cells, 1))
    found: list[Form] = []
    for group in groups.values():
        for start in range(0, len(group), most):
            some = group[start : start + most]
            by_place = list(zip(*(leaves for _, leaves in some), strict=True))
            places = {id(these[0]): these for these in by_place}
            if len(places) == len(by_place):
                found.append(Form(tuple(norm for norm, _ in some), places))
            else:  # one leaf stands in two places
                found += [Form((norm,)) for norm, _ in some]
    return found


def one_column(leaf: Leaf, spoken: frozenset[str]) -> bool:
    """Whether a leaf is about one column of an award; who has it is a fact about a party."""
    if isinstance(leaf, t.Carries):
        return leaf.norm.text not in spoken
    return leaf.path.startswith("award.") and not leaf.path.endswith("recipient")


def _shape(expr: t.Expr | None, leaves: list[Leaf], spoken: frozenset[str]) -> object:
    """An expression without the constants that awards are compared with, which are put in `leaves`."""
    match expr:
        case t.And(parts) | t.Or(parts):
            return (type(expr), *(_shape(part, leaves, spoken) for part in parts))
        case t.Not(part):
            return (t.Not, _shape(part, leaves, spoken))
        case t.Compare(path, op) if one_column(expr, spoken):
            leaves.append(expr)
            return (path, op)
        case t.Carries() if one_column(expr, spoken):
            leaves.append(expr)
            return t.Carries
        case _:
            return expr
