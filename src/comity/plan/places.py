"""Where truths are asked: the cells and pieces of dates that are rows, and what all askings of one day share."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import NormAct
from comity.plan.cells import Cells
from comity.plan.people import People
from comity.proof.context import Context, Facts
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"


@dataclass(slots=True)
class Shared:
    """What all truths of one day share: the question, the parties with a context for each profile, the cells."""

    base: Context
    people: People
    contexts: list[Context]
    cells: Cells
    tables: dict[object, Array] = field(default_factory=dict[object, Array])
    meant: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    split: dict[int, tuple[Array, list[t.PartyItem]]] = field(
        default_factory=dict[int, tuple[Array, list[t.PartyItem]]]
    )
    """The parties that a set of parties names, and the rest of it, by its identity; the law that holds it outlives the day."""
    within: dict[tuple[str, bool], Array] = field(default_factory=dict[tuple[str, bool], Array])
    """Whether acts whose dates are no award's have begun and have not ended."""
    lacks: dict[object, Any] = field(default_factory=dict[object, Any])
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
        number = self.people.number.get
        found = (
            set[int]().union(*map(self.meant_by, names)) if self.people.agencies else set(map(number, names)) - {None}
        )
        return np.array(sorted(found), np.int64)  # pyright: ignore[reportArgumentType]

    def counts(self, item: t.Named) -> bool:
        """Whether the day asked about lies within the days of a name."""
        as_of = self.base.as_of
        return not (item.since and as_of < item.since) and not (item.before and as_of >= item.before)

    def named_in(self, parties: t.Parties) -> tuple[Array, list[t.PartyItem]]:
        """The parties that are named among `parties` on the day asked about, and what else is there."""
        found = self.split.get(id(parties))
        if found is None:
            names: list[str] = []
            others: list[t.PartyItem] = []
            for item in parties.items:
                if not isinstance(item, t.Named) or item.name.text in self.base.law.lists:
                    others.append(item)
                elif self.counts(item):
                    names.append(item.name.text)
            found = self.split[id(parties)] = (self.all_meant(names), others)
        return found

    def named_by(self, act: NormAct, names: set[str]) -> Array:
        """The parties that an act names, in order of their numbers; `names` are all names in it."""
        if act.parties is None:
            return self.all_meant(names)
        numbers, _ = self.named_in(act.parties)
        rest = names.difference(i.name.text for i in act.parties.items if isinstance(i, t.Named) and self.counts(i))
        return np.union1d(numbers, self.all_meant(rest)) if rest else numbers

    @property
    def facts(self) -> Facts:
        """The record as known."""
        return self.base.facts


@dataclass(frozen=True, slots=True)
class Rows:
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
    def unknown(cells: Cells, at: Array, norm: Array, norms: int) -> Rows:
        """Some cells, each for one of some norms, none of their ranged dates known."""
        days: dict[str, list[dt.date | None]] = {name: [None] * norms for name in cells.ranged}
        return Rows(at, days, norm, np.arange(norms))
