"""Awards that no day tells apart, of one government: timelines and comparisons ask about one, and the others have its answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from comity.norms.nodes import Law
from comity.plan.awards.table import AwardTable
from comity.plan.engine.protocol import Engine
from comity.plan.fold.fold import award_norms
from comity.plan.groups.above import with_above
from comity.plan.groups.cells import column_sql, needs, of
from comity.plan.groups.reads import DATES, Reading, Reads, answered, passed_of
from comity.proof.context import Facts

WORTH = 2
"""Awards to a kind, from which on kinds are worth it."""


@dataclass(frozen=True, slots=True)
class Representatives:
    """One award of each kind, and how many there are.

    The table `one_of` says how many awards, and of how many dollars, `one` stands for; the view `each_of`, for which.
    """

    table: AwardTable
    count: int


def alike(
    engine: Engine, laws: Iterable[Law], facts: Facts, table: AwardTable, only: frozenset[str] | None = None
) -> Representatives | None:
    """The kinds of awards; None where they are too many to be worth it.

    Awards of a kind have the same government and agree in all that the award norms of each law (`only` some), and the acts on
    them, read, on whatever day.
    """
    reads, about = Reads(moving=True), dict[str, None]()
    for law in laws:
        reads.add(Reading(law, facts.known_at, moving=True, carriage=facts.record.carriage).all(award_norms(law, only)))
        about |= dict.fromkeys(answered(law, facts))
    read = {needs(c) if passed_of(c) else c for c in reads.columns} | set(DATES)
    read = {c for c in read if needs(c) in table.columns and (c != "about" or about)}
    whole = with_above(engine, table, sorted(reads.primes)) if "holder" in read else table
    amounts = reads.cuts.get("amount", set())
    sql = {c: of(column_sql(c, amounts if c == "amount" else set(), list(about))) for c in sorted(read)}
    sql["government"] = "w.government"
    kinds = engine.rows(f"SELECT approx_count_distinct(hash({', '.join(sql.values())})) FROM {whole.name} AS w")[0][0]
    if kinds * WORTH > table.rows:
        return None
    amount = "w.amount" if "amount" in table.columns else "CAST(NULL AS DOUBLE)"
    sub = "w.prime IS NOT NULL" if "prime" in table.columns else "FALSE"
    chosen = ", ".join(f"{text} AS k_{name}" for name, text in sql.items())
    engine.make(
        "one_of",
        f"SELECT {chosen}, MIN(w.award) AS one, COUNT(*) AS n, SUM(CASE WHEN NOT ({sub}) THEN {amount} END) AS dollars, "
        f"SUM(CASE WHEN {sub} THEN {amount} END) AS sub_dollars FROM {whole.name} AS w GROUP BY {', '.join(sql.values())}",
    )
    same = " AND ".join(f"{text} IS NOT DISTINCT FROM o.k_{name}" for name, text in sql.items())
    engine.view(
        "each_of",
        f"SELECT w.award, {amount} AS dollars, {sub} AS sub, o.one FROM {whole.name} AS w JOIN one_of AS o ON {same}",
    )
    engine.view("one_of_each", f"SELECT w.* FROM {table.name} AS w JOIN one_of AS o ON w.award = o.one")
    (count,) = engine.rows("SELECT COUNT(*) FROM one_of")[0]
    return Representatives(replace(table, name="one_of_each", whole=table.whole or table.name), count)
