"""What positions add up to: situations; awards and dollars by status, norm, agency and state; the facts that settle most.

Awards of one situation have the same answers, so everything is added up over situations, never over positions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from comity.plan.decide.missing_facts import MissingFact
from comity.plan.decide.statuses import Verdict
from comity.plan.engine.arrow import arrow_table
from comity.plan.engine.protocol import Engine
from comity.plan.engine.relations import Relation
from comity.plan.join.result_columns import Said
from comity.vocabulary import BARRED

BY = ("status", "norm", "agency", "state")
MOST_SITUATIONS = 1_000
AGED = " when last seen"
SIGNS, BITS = 3, 40
"""Awards have the same answers when the sums of the answers' signs, of so many random bits, agree; sums of eight million fit."""


@dataclass(frozen=True, slots=True)
class Total:
    """The awards of one group. Dollars are of awards, each once: all of them, those that a norm binds or may, those it is barred for.

    `blocked_seen` are the dollars of those it is barred for as when last seen: what it rests on was last seen to stand
    longer ago than its limit. They are in `blocked` only where another answer of the award is confirmed.
    """

    group: str | None
    sub: bool
    positions: int
    awards: int
    obligated: Decimal | None
    at_risk: Decimal | None
    blocked: Decimal | None
    blocked_seen: Decimal | None


@dataclass(frozen=True, slots=True)
class Situation:
    """Awards whose positions are the same for the same reasons: (norm, status, ground) of each; `aged`: norms answered as when last seen."""

    number: int
    awards: int
    governments: int
    dollars: Decimal | None
    answers: tuple[tuple[str, str, str | None], ...]
    aged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecidingFact:
    """A missing fact: the awards with an undetermined position that waits for it; those that wait for it alone.

    Dollars are of prime awards and, apart, of subawards.
    """

    fact: str
    words: str
    awards: int
    dollars: Decimal | None
    sub_dollars: Decimal | None
    settles_awards: int
    settles_dollars: Decimal | None
    settles_sub_dollars: Decimal | None
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """What the positions of one day add up to; `situations` are the largest, `kinds` says how many there are."""

    as_of: dt.date
    totals: Mapping[str, tuple[Total, ...]]
    kinds: int
    situations: tuple[Situation, ...]
    facts: tuple[DecidingFact, ...]


@dataclass(frozen=True, slots=True)
class Situated:
    """The situation of each award, how large each is, what every numbered answer says, and which situation has which answers.

    Where awards are decided by kind, `sized` and `holds` speak of one of each kind.
    """

    each: Relation
    sized: Relation
    says: Relation
    holds: Relation


@dataclass(frozen=True, slots=True)
class Placed:
    """What `add_up` reads: the awards in their situations, and their parties; and the query of what is to be written."""

    situated: Situated
    party: Relation
    query: str


def may_bind(answer: Verdict) -> bool:
    """Whether the norm binds or may: the dollars of its award are at risk.

    >>> may_bind(Verdict("undetermined", ("not_attached", "in_force"), (), None))
    True
    >>> may_bind(Verdict("undetermined", ("not_attached", "not_yet"), (), None))
    False
    """
    return answer.status == "in_force" or "in_force" in answer.possible


def as_seen(answer: Verdict) -> bool:
    """Whether an answer is certain only as when last seen.

    >>> (
    ...     as_seen(Verdict("blocked", (), (), "v/pi", (), "last_seen")),
    ...     as_seen(Verdict("undetermined", (), (), None, (), "last_seen")),
    ... )
    (True, False)
    """
    return answer.fresh == "last_seen" and answer.status in (*BARRED, "in_force")


def situate(engine: Engine, placed: Relation, said: Said, kinds: Relation | None = None) -> Situated:
    """Find the situation of each award that is placed: those with the same answers.

    Where what is placed are kinds of awards, `kinds` says how many awards each stands for.
    """
    signs = np.random.default_rng(1789).integers(0, 1 << BITS, (SIGNS, len(said)), dtype=np.int64)
    says = engine.load(arrow_table({
        "answer": np.arange(len(said), dtype=np.int32),
        "norm": pa.array([norm for norm, _ in said], pa.string()),
        "status": pa.array([answer.status for _, answer in said], pa.string()),
        "ground": pa.array([answer.ground for _, answer in said], pa.string()),
        "stated": pa.array([answer.status + AGED * as_seen(answer) for _, answer in said], pa.string()),
        "aged": np.array([as_seen(answer) for _, answer in said], np.int8),
        "risk": np.array([may_bind(answer) for _, answer in said], np.int8),
        "held": np.array([answer.status in BARRED and not as_seen(answer) for _, answer in said], np.int8),
        "held_seen": np.array([answer.status in BARRED and as_seen(answer) for _, answer in said], np.int8),
        **{f"sign{n}": sign for n, sign in enumerate(signs)},
    }), "answer")  # fmt: skip
    names = [f"sign{n}" for n in range(SIGNS)]
    sums = ", ".join(f"CAST(SUM(a.{name}) AS BIGINT) AS {name}" for name in names)
    sums_of_each = engine.make(
        "SELECT p.award, MIN(p.number) AS number, MAX(p.dollars) AS dollars, MAX(CAST(p.sub AS INTEGER)) AS sub, "
        f"MIN(p.agency) AS agency, {sums} FROM {placed} AS p JOIN {says} AS a ON p.answer = a.answer GROUP BY p.award",
        "each_award",
    )
    keys = ", ".join(names)
    count, weigh = ("SUM(k.n)", f" JOIN {kinds} AS k ON k.kind = e.award") if kinds else ("COUNT(*)", "")
    sized = engine.make(
        f"SELECT CAST(ROW_NUMBER() OVER (ORDER BY n DESC, {keys}) AS INTEGER) AS situation, q.* FROM "
        f"(SELECT {keys}, {count} AS n, MIN(e.award) AS one FROM {sums_of_each} AS e{weigh} GROUP BY {keys}) AS q",
        "sized",
    )
    same = " AND ".join(f"e.{name} = s.{name}" for name in names)
    each = engine.make(
        f"SELECT e.award, s.situation, e.number, e.dollars, e.sub, e.agency FROM {sums_of_each} AS e "
        f"JOIN {sized} AS s ON {same}",
        "situated",
    )
    engine.drop(sums_of_each)
    holds = engine.make(
        f"SELECT s.situation, p.answer FROM {sized} AS s JOIN {placed} AS p ON p.award = s.one", "holds"
    )
    return Situated(each, sized, says, holds)


def add_up(engine: Engine, found: Placed, said: Said, as_of: dt.date, agencies: bool) -> Sums:
    """Add up what `situate` has found."""
    situated = found.situated
    cube = engine.make(
        "SELECT u.situation, g.place AS state, u.agency, u.sub, COUNT(*) AS awards, SUM(u.dollars) AS dollars "
        f"FROM {situated.each} AS u JOIN {found.party} AS g ON g.number = u.number GROUP BY u.situation, g.place, u.agency, u.sub",
        "cube",
    )
    kinds = engine.rows(f"SELECT COUNT(*) FROM {situated.sized}")[0][0]
    totals = {by: _totals(engine, situated, cube, by) for by in BY if by != "agency" or agencies}
    return Sums(as_of, totals, kinds, _situations(engine, situated), _facts(engine, situated, cube, said))


def _totals(engine: Engine, situated: Situated, cube: Relation, by: str) -> tuple[Total, ...]:
    """The totals by one thing, largest first."""
    column = {"status": "stated", "norm": "norm"}.get(by)  # an answer as when last seen is a group of its own
    inner = f"a.{column}, " if column else ""
    outer = f"k.{column}" if column else f"c.{by}"
    rows = engine.rows(
        f"SELECT {outer} AS what, c.sub, SUM(k.n * c.awards), SUM(c.awards) AS awards, SUM(c.dollars), "
        "SUM(CASE WHEN k.risk = 1 THEN c.dollars END), SUM(CASE WHEN k.held = 1 THEN c.dollars END), "
        "SUM(CASE WHEN k.held_seen = 1 THEN c.dollars END) FROM "
        f"(SELECT h.situation, {inner}COUNT(*) AS n, MAX(a.risk) AS risk, MAX(a.held) AS held, MAX(a.held_seen) AS held_seen "
        f"FROM {situated.holds} AS h "
        f"JOIN {situated.says} AS a ON a.answer = h.answer GROUP BY {inner}h.situation) AS k "
        f"JOIN {cube} AS c ON c.situation = k.situation GROUP BY {outer}, c.sub ORDER BY awards DESC, what, c.sub"
    )
    return tuple(Total(r[0], bool(r[1]), int(r[2]), int(r[3]), *(dollars(x) for x in r[4:])) for r in rows)


def _situations(engine: Engine, situated: Situated) -> tuple[Situation, ...]:
    sizes = engine.rows(
        f"SELECT situation, COUNT(*), COUNT(DISTINCT number), SUM(dollars) FROM {situated.each} "
        f"WHERE situation <= {MOST_SITUATIONS} GROUP BY situation ORDER BY situation"
    )
    answers: dict[int, list[tuple[str, str, str | None]]] = {}
    aged: dict[int, list[str]] = {}
    for situation, norm, status, ground, old in engine.rows(
        f"SELECT h.situation, a.norm, a.status, a.ground, a.aged FROM {situated.holds} AS h "
        f"JOIN {situated.says} AS a ON a.answer = h.answer "
        f"WHERE h.situation <= {MOST_SITUATIONS} ORDER BY h.situation, a.norm"
    ):
        answers.setdefault(situation, []).append((norm, status, ground))
        if old:
            aged.setdefault(situation, []).append(norm)
    return tuple(
        Situation(
            number=s,
            awards=n,
            governments=g,
            dollars=dollars(d),
            answers=tuple(answers[s]),
            aged=tuple(aged.get(s, ())),
        )
        for s, n, g, d in sizes
    )


def _facts(engine: Engine, situated: Situated, cube: Relation, said: Said) -> tuple[DecidingFact, ...]:
    """The facts that are missing, by how many awards each would settle alone, then by how many wait for it."""
    known = {int(row[0]) for row in engine.rows(f"SELECT DISTINCT answer FROM {situated.holds}")}
    number: dict[MissingFact, int] = {}
    norms: dict[MissingFact, set[str]] = {}
    rows: list[tuple[int, int, int]] = []
    for answer in sorted(known):
        norm, says = said[answer]
        for missing in says.missing:
            norms.setdefault(missing, set()).add(norm)
            rows.append((answer, number.setdefault(missing, len(number)), int(len(says.missing) == 1)))
    if not rows:
        return ()
    columns = np.array(rows, np.int32)
    lack = engine.load(
        arrow_table({"answer": columns[:, 0], "fact": columns[:, 1], "alone": columns[:, 2]}), "missing_fact"
    )
    sums = ", ".join(
        f"SUM(CASE WHEN {when} THEN {what} END)"
        for alone in ("1 = 1", "k.alone = 1")
        for when, what in (
            (alone, "c.awards"),
            (f"{alone} AND c.sub = 0", "c.dollars"),
            (f"{alone} AND c.sub = 1", "c.dollars"),
        )
    )
    found = engine.rows(
        f"SELECT k.fact, {sums} FROM (SELECT h.situation, l.fact, MIN(l.alone) AS alone FROM {situated.holds} AS h "
        f"JOIN {lack} AS l ON l.answer = h.answer GROUP BY h.situation, l.fact) AS k "
        f"JOIN {cube} AS c ON c.situation = k.situation GROUP BY k.fact"
    )
    by_number: list[MissingFact] = list(number)
    facts = [
        DecidingFact(
            fact=by_number[int(fact)].fact,
            words=by_number[int(fact)].words,
            awards=int(n),
            dollars=dollars(d),
            sub_dollars=dollars(s),
            settles_awards=int(alone or 0),
            settles_dollars=dollars(alone_d),
            settles_sub_dollars=dollars(alone_s),
            norms=tuple(sorted(norms[by_number[int(fact)]])),
        )
        for fact, n, d, s, alone, alone_d, alone_s in found
    ]
    return tuple(sorted(facts, key=lambda f: (-f.settles_awards, -f.awards, f.fact, f.words)))


def dollars(value: Any) -> Decimal | None:
    """Dollars and cents; None where no award's are known."""
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))
