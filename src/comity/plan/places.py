"""Where truths are asked: the cells and pieces of dates that are rows, and what all askings of one day share."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from comity.plan.cells import Cells
from comity.plan.people import People
from comity.proof.context import Context, Facts

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
    any_named: dict[int, Array] = field(default_factory=dict[int, Array])
    """The parties that a set of parties names, by its identity; the law that holds it outlives the day."""
    lacks: dict[object, Any] = field(default_factory=dict[object, Any])
    moving: bool = False
    """Whether the day asked about is that of the row."""

    @property
    def facts(self) -> Facts:
        """The record as known."""
        return self.base.facts


@dataclass(frozen=True, slots=True)
class Rows:
    """Some cells, each in a piece of the ranged dates: `days` are the day of each date (or none) by `piece`."""

    cells: Array
    days: dict[str, list[dt.date | None]]
    piece: Array

    def __len__(self) -> int:
        return len(self.cells)

    def at(self, row: int) -> tuple[int, dict[str, dt.date | None]]:
        """The cell of a row, and its days."""
        piece = int(self.piece[row])
        return int(self.cells[row]), {name: days[piece] for name, days in self.days.items()}

    @staticmethod
    def all_unknown(cells: Cells) -> Rows:
        """Every cell, none of its ranged dates known."""
        at = np.arange(cells.size)
        return Rows(at, {name: [None] for name in cells.ranged}, np.zeros(cells.size, np.int64))
