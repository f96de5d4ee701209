"""Which norms an award could ever be under, from what no day changes: program, year, agency, stage, amount, terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import Norm
from comity.plan.awards.table import AwardTable
from comity.plan.decide.columns import by_code
from comity.plan.engine.arrow import arrow_table
from comity.plan.engine.protocol import Engine
from comity.plan.engine.relations import Relation
from comity.plan.fold.candidates import conjuncts
from comity.plan.groups.cells import LAST_DAY, Cells, cells_of
from comity.plan.groups.norm_forms import Leaf, one_column
from comity.plan.groups.reads import DATES, Reads, reads_of_expr
from comity.plan.join.query import keyed, same_cell
from comity.plan.join.survey import nobody
from comity.proof.carriage import spoken_of
from comity.proof.context import Context, Facts
from comity.proof.question import Question
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"


@dataclass(frozen=True, slots=True)
class UndatedCells:
    """The awards by what no day changes of them: `relation` has the number of it in `still`; the cells it can be."""

    relation: Relation
    cells: Cells
    base: Context
    tables: dict[object, Array] = field(default_factory=dict[object, Array])

    def fits(self, norms: Iterable[Norm]) -> Array:
        """The cells whose awards may ever be under any of some norms."""
        found = np.zeros(self.cells.size, bool)
        spoken = spoken_of(self.base.law, self.base.facts.record.carriage)
        for norm in norms:
            fits = np.ones(self.cells.size, bool)
            for leaf in _leaves(norm, spoken):
                claimed = by_code((leaf,), self.base, self.cells, self.tables)
                if claimed is not None:
                    column, truth = claimed
                    fits &= truth[0][self.cells.codes[column]] > 0
            found |= fits
        return np.flatnonzero(found)


def still(engine: Engine, question: Question, norms: list[Norm], table: AwardTable) -> UndatedCells:
    """The awards, in the order of what no day changes of them, as far as norms ask it by itself."""
    law, facts = question.law, Facts(question.record, LAST_DAY)
    reads = Reads(carriage=facts.record.carriage)
    spoken = spoken_of(law, facts.record.carriage)
    for norm in norms:
        for leaf in _leaves(norm, spoken):
            reads_of_expr(leaf, law, facts.known_at, reads)
    cells = cells_of(engine, table, reads, [])
    cell = keyed(engine, cells)
    relation = engine.make(
        f"SELECT w.*, c.cell AS still FROM {table.relation} AS w JOIN {cell} AS c ON {same_cell(cells)} ORDER BY c.cell",
        "still",
    )
    base = Context(law=law, facts=facts, party=nobody(), as_of=LAST_DAY, known_at=LAST_DAY, forum="scotus")
    return UndatedCells(relation, cells, base)


def among(engine: Engine, awards: UndatedCells, cells: Array, query: str) -> Relation:
    """The awards of some cells; `query` selects from `{awards}`, which has them all."""
    fitting = engine.load(arrow_table({"cell": cells.astype(np.int32)}), "fitting")
    every = engine.view(
        f"SELECT w.* FROM {awards.relation} AS w JOIN {fitting} AS f ON f.cell = w.still", "awards_of_cells"
    )
    return engine.make(query.format(awards=every), "chosen_awards")


def _leaves(norm: Norm, spoken: frozenset[str]) -> Iterable[Leaf]:
    """The parts of a norm's condition, each of which must hold, that ask for one thing about an award which no day changes."""
    for part in conjuncts(norm.when):
        if isinstance(part, t.Carries | t.Compare) and one_column(part, spoken):
            if isinstance(part, t.Compare) and part.path.split(".")[1] in DATES:
                continue
            yield part
