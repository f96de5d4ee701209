"""The rows of the arrays: cells of awards with intervals of dates, and what all questions of one day share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import NormAct
from comity.plan.groups.cells import Cells
from comity.plan.groups.parties import Parties
from comity.proof.context import Context, Facts
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"


@dataclass(frozen=True, slots=True)
class Split:
    """A set of parties on the day asked about: those it names, by number and by name; what it says by profile; the rest."""

    numbers: Array
    names: set[str]
    alike: Array | None
    others: tuple[t.PartyItem, ...]


@dataclass(slots=True)
class DayContext:
    """What all truths of one day share: the question, the parties with a context for each profile, the cells."""

    base: Context
    people: Parties
    contexts: list[Context]
    cells: Cells
    tables: dict[object, Array] = field(default_factory=dict[object, Array])
    meant: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    splits: dict[int, Split] = field(default_factory=dict[int, Split])
    """By the identity of a set of parties; the law that holds it outlives the day."""
    within: dict[tuple[str, str], Array] = field(default_factory=dict[tuple[str, str], Array])
    """Whether acts whose dates are not those of an award have begun and have not ended."""
    missing: dict[object, Any] = field(default_factory=dict[object, Any])
    may: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()
    """Acts that may have been undone since they were last seen, and those past their limit (proof/seen.py)."""
    presuming: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    """What is presumed of acts, by act (decide/doubts.py)."""
    spoken: frozenset[str] = frozenset()
    """Norms of which more says whether an award carries them than its own list of terms (proof/carriage.py)."""
    moving: bool = False
    """Whether the day asked about is that of the row."""

    def meant_by(self, name: str) -> list[int]:
        """The parties that a name means."""
        found = self.meant.get(name)
        if found is None:
            found = self.meant[name] = self.people.meant(name, self.facts)
        return found

    def all_meant(self, names: Iterable[str]) -> Array:
        """The parties that any of some names means, in order of their numbers."""
        # where there are no agencies, a name is that of one party, or of none that has an award
        if self.people.agencies:
            found = set[int]().union(*map(self.meant_by, names))
        else:
            number = self.people.number
            found = {number[name] for name in names if name in number}
        return np.array(sorted(found), np.int64)

    def counts(self, item: t.Named) -> bool:
        """Whether the day asked about lies within the days of a name."""
        if item.since is None and item.before is None:  # most have none
            return True
        as_of = self.base.as_of
        return not (item.since and as_of < item.since) and not (item.before and as_of >= item.before)

    def split(self, parties: t.PartySet) -> Split:
        """What is in a set of parties, but for those excepted."""
        found = self.splits.get(id(parties))
        if found is None:
            lists = self.base.law.lists
            named = [i for i in parties.items if isinstance(i, t.Named) and i.name.text not in lists]
            rest = [i for i in parties.items if not isinstance(i, t.Named) or i.name.text in lists]
            names = {i.name.text for i in named if self.counts(i)}
            alike = [self.people.dense(i, self.contexts) for i in rest if isinstance(i, t.Every | t.Members)]
            others = tuple(i for i in rest if not isinstance(i, t.Every | t.Members))
            found = Split(self.all_meant(names), names, np.maximum.reduce(alike) if alike else None, others)
            self.splits[id(parties)] = found
        return found

    def named_by(self, act: NormAct, names: set[str]) -> Array:
        """The parties that an act names, in order of their numbers; `names` are all names in it."""
        if act.parties is None:
            return self.all_meant(names)
        found = self.split(act.parties)
        rest = names - found.names
        return np.union1d(found.numbers, self.all_meant(rest)) if rest else found.numbers

    @property
    def facts(self) -> Facts:
        """The record as known."""
        return self.base.facts


@dataclass(frozen=True, slots=True)
class CellRows:
    """Some cells, each in a piece of the ranged dates: `days` are the day of each date (or none) by `piece`.

    `of` are, by piece, the places of the norms asked about, where several of one form are asked about together.
    """

    cells: Array
    days: dict[str, list[dt.date | None]]
    piece: Array
    of: Array

    def __len__(self) -> int:
        return len(self.cells)

    def at(self, row: int) -> tuple[int, dict[str, dt.date | None]]:
        """The cell of a row, and its days."""
        piece = int(self.piece[row])
        return int(self.cells[row]), {name: days[piece] for name, days in self.days.items()}

    @property
    def norm(self) -> Array:
        """The place of the norm that each row asks about."""
        return self.of[self.piece]

    @staticmethod
    def unknown(cells: Cells, at: Array, norm: Array, norms: int) -> CellRows:
        """Some cells, each for one of some norms, none of their ranged dates known."""
        days: dict[str, list[dt.date | None]] = {name: [None] * norms for name in cells.ranged}
        return CellRows(at, days, norm, np.arange(norms))
