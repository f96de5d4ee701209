"""The awards above a subaward, tier by tier: whose subaward it is, and where the chain is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from comity.norms.names.governments import parts_of
from comity.plan.awards.table import AwardTable
from comity.plan.engine.protocol import Engine
from comity.plan.engine.relations import Relation
from comity.plan.engine.sql import quoted
from comity.record.nodes import Award

DEEPEST = 64
"""Tiers; awards that are deeper are prime of each other in a ring, in which nothing new is found."""
NOT_HERE = "the one above"
"""The id of an award that is not on record."""
FIRST, DEEPER = 1, 2
LOST = {"-": None, "1": FIRST, "2": DEEPER}


@dataclass(frozen=True, slots=True)
class Above:
    """At which tier (1, or 2 for any deeper) an award is a subaward of some recipients; at which its chain is lost."""

    tiers: tuple[tuple[str, int], ...]
    lost: int | None

    @staticmethod
    def of(text: str, primes: list[str]) -> Above:
        """As `with_above` writes it.

        >>> Above.of("02-", ["ca", "il"])
        Above(tiers=(('il', 2),), lost=None)
        """
        return Above(tuple((p, int(t)) for p, t in zip(primes, text, strict=False) if t != "0"), LOST[text[-1]])


def under(found: Above | None, prime: str, tier: str | None) -> int:
    """Whether an award is a subaward of a prime recipient, as kleene.py has it. Mirrors proof.parties."""
    if found is None:
        return 0
    at = dict(found.tiers).get(prime)
    if at is not None and (at == FIRST or tier == "any"):
        return 2
    if at is not None and tier is None:
        return 1
    return 1 if found.lost is not None and (found.lost == FIRST or tier != "first") else 0


def chain(found: Above, award: Award) -> tuple[Award, tuple[Award, ...]]:
    """An award, and awards above it, of which the same is true."""
    first = [p for p, tier in found.tiers if tier == FIRST]
    if found.lost == FIRST:
        return replace(award, prime=first[0] if first else NOT_HERE), ()
    holders = [first[0] if first else "somebody else", *(p for p, tier in found.tiers if tier == DEEPER)]
    ids = [f"above {n}" for n in range(len(holders))]
    following = [*ids[1:], NOT_HERE if found.lost == DEEPER else None]
    rows = zip(ids, holders, following, strict=True)
    return replace(award, prime=ids[0]), tuple(Award(id, holder, prime=up) for id, holder, up in rows)


def with_above(engine: Engine, table: AwardTable, primes: list[str]) -> AwardTable:
    """The same awards, with the tier at which each is a subaward of each of some recipients, and where its chain is lost."""
    held = engine.view(
        "SELECT CAST(a.award AS VARCHAR) AS id, MAX(CAST(a.government AS VARCHAR)) AS holder, "
        f"MAX(CAST(a.prime AS VARCHAR)) AS up FROM {table.all} AS a GROUP BY CAST(a.award AS VARCHAR)",
        "holders",
    )
    levels: list[Relation] = []
    source = f"SELECT DISTINCT CAST(prime AS VARCHAR) AS prime, CAST(prime AS VARCHAR) AS link FROM {table.relation} WHERE prime IS NOT NULL"
    for tier in range(1, DEEPEST):
        level = engine.make(
            f"SELECT s.prime, s.link, {min(tier, DEEPER)} AS tier, h.holder, h.up, h.id IS NULL AS lost "
            f"FROM ({source}) AS s LEFT JOIN {held} AS h ON h.id = s.link",
            "tier",
        )
        levels.append(level)
        if not engine.rows(f"SELECT COUNT(*) FROM {level} WHERE up IS NOT NULL")[0][0]:
            break
        source = f"SELECT DISTINCT prime, up AS link FROM {level} WHERE up IS NOT NULL"
    tiers = " || ".join(
        f"CAST(COALESCE(MIN(CASE WHEN t.holder IN ({', '.join(map(quoted, parts_of(p)))}) OR t.link = {quoted(p)} "
        "THEN t.tier END), 0) AS VARCHAR)"
        for p in primes
    )
    lost = "COALESCE(CAST(MIN(CASE WHEN t.lost THEN t.tier END) AS VARCHAR), '-')"
    union = " UNION ALL ".join(f"SELECT prime, link, tier, holder, lost FROM {level}" for level in levels)
    above = engine.make(
        f"SELECT t.prime, {tiers} || {lost} AS above FROM ({union}) AS t GROUP BY t.prime", "above_primes"
    )
    awards = engine.view(
        f"SELECT s.*, p.above FROM {table.relation} AS s LEFT JOIN {above} AS p ON p.prime = CAST(s.prime AS VARCHAR)",
        "awards_above",
    )
    return replace(table, relation=awards)
