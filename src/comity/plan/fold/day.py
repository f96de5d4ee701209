"""Prepare one day: the question, the cells, the parties, and the law folded over them."""

from __future__ import annotations

from dataclasses import dataclass

from comity.plan.fold.fold import Folded
from comity.plan.groups.cells import Cells
from comity.plan.groups.parties import Parties
from comity.proof.context import Context


@dataclass(slots=True)
class Day:
    """What has been made ready for one day: the question, the cells, the parties, the folded law."""

    base: Context
    cells: Cells
    people: Parties
    folded: Folded
    forum: str | None = None
