"""Choose one of several awards of a government that no day tells apart, for timelines and comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comity.plan.awards.table import AwardTable
from comity.plan.engine.protocol import Engine
from comity.plan.engine.relations import Relation
from comity.plan.fold.fold import award_norms
from comity.plan.groups.above import with_above
from comity.plan.groups.cells import LAST_DAY, column_sql, needs, of
from comity.plan.groups.reads import DATES, Reading, Reads, answered, passed_of
from comity.proof.context import Facts
from comity.proof.question import Question

WORTH = 2
"""Awards to a kind, from which on kinds are worth it."""


@dataclass(frozen=True, slots=True)
class Representatives:
    """One award of each kind, and how many there are.

    `one_of` says how many awards, and of how many dollars, `one` stands for; `each_of`, for which.
    """

    table: AwardTable
    count: int
    one_of: Relation
    each_of: Relation


def alike(
    engine: Engine, asked: Iterable[Question], table: AwardTable, only: frozenset[str] | None = None
) -> Representatives | None:
    """The kinds of awards; None where they are too many to be worth it.

    Awards of a kind have the same government and agree in all that the award norms of each law asked (`only` some), and the
    acts on them, read, on whatever day. What is on record of a single award, known by whatever day, makes it a kind of its own.
    """
    reads, about = Reads(moving=True), dict[str, None]()
    for question in asked:
        law, facts = question.law, Facts(question.record, LAST_DAY)
        reads.add(Reading(law, LAST_DAY, moving=True, carriage=facts.record.carriage).all(award_norms(law, only)))
        about |= dict.fromkeys(answered(law, facts))
    read = {needs(c) if passed_of(c) else c for c in reads.columns} | set(DATES)
    read = {c for c in read if needs(c) in table.columns and (c != "about" or about)}
    whole = with_above(engine, table, sorted(reads.primes)) if "holder" in read else table
    amounts = reads.cuts.get("amount", set())
    sql = {c: of(column_sql(c, amounts if c == "amount" else set(), list(about))) for c in sorted(read)}
    sql["government"] = "w.government"
    kinds = engine.rows(f"SELECT approx_count_distinct(hash({', '.join(sql.values())})) FROM {whole.relation} AS w")[0][
        0
    ]
    if kinds * WORTH > table.rows:
        return None
    amount = "w.amount" if "amount" in table.columns else "CAST(NULL AS DOUBLE)"
    sub = "w.prime IS NOT NULL" if "prime" in table.columns else "FALSE"
    chosen = ", ".join(f"{text} AS k_{name}" for name, text in sql.items())
    one_of = engine.make(
        f"SELECT {chosen}, MIN(w.award) AS one, COUNT(*) AS n, SUM(CASE WHEN NOT ({sub}) THEN {amount} END) AS dollars, "
        f"SUM(CASE WHEN {sub} THEN {amount} END) AS sub_dollars FROM {whole.relation} AS w GROUP BY {', '.join(sql.values())}",
        "one_of",
    )
    same = " AND ".join(f"{text} IS NOT DISTINCT FROM o.k_{name}" for name, text in sql.items())
    each_of = engine.view(
        f"SELECT w.award, {amount} AS dollars, {sub} AS sub, o.one FROM {whole.relation} AS w JOIN {one_of} AS o ON {same}",
        "each_of",
    )
    one = engine.view(f"SELECT w.* FROM {table.relation} AS w JOIN {one_of} AS o ON w.award = o.one", "one_of_each")
    (count,) = engine.rows(f"SELECT COUNT(*) FROM {one_of}")[0]
    return Representatives(table.among(one), count, one_of, each_of)
