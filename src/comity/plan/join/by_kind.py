"""Group awards that no norm can tell apart into kinds; where kinds are few, each is decided once for all its awards."""

from __future__ import annotations

from dataclasses import replace

from comity.plan.engine.protocol import Engine
from comity.plan.fold.day import Day
from comity.plan.join.query import JoinTables, answered, coded
from comity.plan.join.result_columns import Said
from comity.plan.join.totals import Placed, situate

WORTH = 4
"""Awards to a kind, from which on kinds are worth it."""
SAME = (
    "c.attach_key = k.attach_key AND c.effect_class = k.effect_class "
    "AND CASE WHEN c.named THEN c.number ELSE -1 END = k.who"
)


def by_award(engine: Engine, at: Day, tables: JoinTables, agency: str, said: Said) -> Placed:
    """Decide and situate every award."""
    placed = engine.make(answered(at.cells, at.folded, tables, ((agency, "agency"),)), "placed")
    situated = situate(engine, placed, said)
    return Placed(
        situated, tables.party, f"SELECT p.award, p.number, p.dollars, p.sub, p.answer, u.situation FROM {placed} AS p "
        f"JOIN {situated.each} AS u ON p.award = u.award",
    )  # fmt: skip


def by_kind(engine: Engine, at: Day, tables: JoinTables, agency: str, said: Said) -> Placed | None:
    """Decide and situate kinds of awards.

    None where there are too many kinds: where a date stands beside the cells, or for few awards.
    """
    if at.cells.ranged:
        return None
    awards = engine.view(coded(at.cells, at.folded, tables, (f"{agency} AS agency",)), "coded")
    kinds = engine.make(
        "SELECT CAST(ROW_NUMBER() OVER (ORDER BY q.attach_key, q.effect_class, q.who) AS INTEGER) AS kind, q.* FROM "
        "(SELECT c.attach_key, c.effect_class, CASE WHEN c.named THEN c.number ELSE -1 END AS who, COUNT(*) AS n "
        f"FROM {awards} AS c GROUP BY c.attach_key, c.effect_class, CASE WHEN c.named THEN c.number ELSE -1 END) AS q",
        "kinds",
    )
    if engine.rows(f"SELECT COUNT(*) FROM {kinds}")[0][0] * WORTH > at.cells.table.rows:
        return None
    source = (
        "SELECT k.kind AS award, 0 AS dollars, FALSE AS sub, k.who AS number, CAST(NULL AS VARCHAR) AS agency, "
        f"k.attach_key, k.effect_class, k.who >= 0 AS named FROM {kinds} AS k"
    )
    placed = engine.make(answered(at.cells, at.folded, tables, (("", "agency"),), source), "placed_kinds")
    of_kinds = situate(engine, placed, said, kinds)
    each = engine.view(
        f"SELECT c.award, u.situation, c.number, c.dollars, CAST(c.sub AS INTEGER) AS sub, c.agency FROM {awards} AS c "
        f"JOIN {kinds} AS k ON {SAME} JOIN {of_kinds.each} AS u ON u.award = k.kind",
        "situated_by_kind",
    )
    answers = engine.make(
        f"SELECT k.attach_key, k.effect_class, k.who, p.answer, u.situation FROM {kinds} AS k "
        f"JOIN {placed} AS p ON p.award = k.kind JOIN {of_kinds.each} AS u ON u.award = k.kind",
        "kind_answers",
    )
    return Placed(
        replace(of_kinds, each=each), tables.party,
        f"SELECT c.award, c.number, c.dollars, c.sub, k.answer, k.situation FROM {awards} AS c JOIN {answers} AS k ON {SAME}",
    )  # fmt: skip
