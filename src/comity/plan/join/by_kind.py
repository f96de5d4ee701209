"""Awards that no norm can tell apart are one kind: where kinds are few, each is decided and situated once for all its awards."""

from __future__ import annotations

from dataclasses import dataclass

from comity.plan.engine.protocol import Engine
from comity.plan.fold.day import Day
from comity.plan.join.query import answered, coded
from comity.plan.join.result_columns import Said
from comity.plan.join.totals import situate

WORTH = 4
"""Awards to a kind, from which on kinds are worth it."""
SAME = (
    "c.attach_key = k.attach_key AND c.effect_class = k.effect_class "
    "AND CASE WHEN c.named THEN c.number ELSE -1 END = k.who"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """The tables that `add_up` reads, and the query of what is to be written."""

    placed: str
    situated: str
    query: str


def by_award(engine: Engine, at: Day, agency: str, said: Said) -> Placed:
    """Decide and situate every award."""
    engine.make("placed", answered(at.cells, at.folded, ((agency, "agency"),)))
    situate(engine, "placed", "situated", said)
    return Placed(
        "placed", "situated", "SELECT p.award, p.number, p.dollars, p.sub, p.answer, u.situation FROM placed AS p "
        "JOIN situated AS u ON p.award = u.award",
    )  # fmt: skip


def by_kind(engine: Engine, at: Day, agency: str, said: Said, awards: int) -> Placed | None:
    """Decide and situate kinds of awards.

    None where there are too many kinds: where a date stands beside the cells, or for few awards.
    """
    if at.cells.ranged:
        return None
    engine.view("coded", coded(at.cells, at.folded, (f"{agency} AS agency",)))
    engine.make(
        "kinds",
        "SELECT CAST(ROW_NUMBER() OVER (ORDER BY q.attach_key, q.effect_class, q.who) AS INTEGER) AS kind, q.* FROM "
        "(SELECT c.attach_key, c.effect_class, CASE WHEN c.named THEN c.number ELSE -1 END AS who, COUNT(*) AS n "
        "FROM coded AS c GROUP BY c.attach_key, c.effect_class, CASE WHEN c.named THEN c.number ELSE -1 END) AS q",
    )
    if engine.rows("SELECT COUNT(*) FROM kinds")[0][0] * WORTH > awards:
        return None
    source = (
        "SELECT k.kind AS award, 0 AS dollars, FALSE AS sub, k.who AS number, CAST(NULL AS VARCHAR) AS agency, "
        "k.attach_key, k.effect_class, k.who >= 0 AS named FROM kinds AS k"
    )
    engine.make("placed_kinds", answered(at.cells, at.folded, (("", "agency"),), source))
    situate(engine, "placed_kinds", "situated_kinds", said, "kinds")
    engine.view(
        "situated_by_kind",
        "SELECT c.award, u.situation, c.number, c.dollars, CAST(c.sub AS INTEGER) AS sub, c.agency FROM coded AS c "
        f"JOIN kinds AS k ON {SAME} JOIN situated_kinds AS u ON u.award = k.kind",
    )
    engine.make(
        "kind_answers",
        "SELECT k.attach_key, k.effect_class, k.who, p.answer, u.situation FROM kinds AS k "
        "JOIN placed_kinds AS p ON p.award = k.kind JOIN situated_kinds AS u ON u.award = k.kind",
    )
    return Placed(
        "placed_kinds", "situated_by_kind", "SELECT c.award, c.number, c.dollars, c.sub, k.answer, k.situation FROM coded AS c "
        f"JOIN kind_answers AS k ON {SAME}",
    )  # fmt: skip
