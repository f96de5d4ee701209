"""What positions add up to: by status, norm, agency and state, in awards and dollars, primes and subawards apart; situations."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from comity.plan.table import AwardTable

AT_RISK = ("in_force", "undetermined")
HELD = ("blocked", "void", "displaced", "waived")


@dataclass(frozen=True, slots=True)
class Total:
    """The awards of one group. Dollars are of awards, each once: all of them, those that a norm binds or may, those it is held off."""

    group: str | None
    sub: bool
    positions: int
    awards: int
    obligated: Decimal | None
    at_risk: Decimal | None
    blocked: Decimal | None


@dataclass(frozen=True, slots=True)
class Situation:
    """Awards whose positions are the same for the same reasons: (norm, status, ground) of each."""

    number: int
    awards: int
    governments: int
    dollars: Decimal | None
    answers: tuple[tuple[str, str, str | None], ...]


def totals(con: Any, by: str, day: dt.date, table: AwardTable) -> tuple[Total, ...]:
    """The totals of the table `assessed` on a day by `status`, `norm`, `agency` or `state`, largest first."""
    group = {"status": "p.status", "norm": "p.norm", "state": "g.place", "agency": "w.agency"}[by]
    join = ""
    if by == "state":
        short = "short" if _has_short(con) else "id"
        join = f"JOIN (SELECT DISTINCT {short} AS short, place FROM party) AS g ON g.short = p.government"
    elif by == "agency":
        if "agency" not in table.columns:
            return ()
        join = f"JOIN (SELECT award, max(agency) AS agency FROM {table.name} GROUP BY award) AS w ON w.award = p.award"
    risk, held = (", ".join(f"'{s}'" for s in names) for names in (AT_RISK, HELD))
    rows = con.execute(
        f"WITH each AS (SELECT {group} AS what, p.sub, p.award, max(p.dollars) AS dollars, count(*) AS n, "
        f"bool_or(p.status IN ({risk})) AS risk, bool_or(p.status IN ({held})) AS held "
        f"FROM assessed AS p {join} WHERE p.as_of = DATE '{day}' GROUP BY ALL) "
        "SELECT what, sub, sum(n), count(*), sum(dollars), sum(dollars) FILTER (risk), sum(dollars) FILTER (held) "
        "FROM each GROUP BY what, sub ORDER BY 4 DESC, what, sub"
    ).fetchall()
    return tuple(Total(r[0], r[1], int(r[2]), r[3], *(dollars(x) for x in r[4:])) for r in rows)


def _has_short(con: Any) -> bool:
    return any(row[0] == "short" for row in con.execute("DESCRIBE party").fetchall())


def situations(con: Any, day: dt.date, most: int = 1_000) -> tuple[Situation, ...]:
    """The situations of the table `assessed` on a day, largest first."""
    rows = con.execute(
        "WITH each AS (SELECT situation, award, any_value(government) AS government, max(dollars) AS dollars "
        f"FROM assessed WHERE as_of = DATE '{day}' GROUP BY situation, award), "
        "sized AS (SELECT situation, count(*) AS n, count(DISTINCT government) AS g, sum(dollars) AS d, min(award) AS one "
        f"FROM each GROUP BY situation ORDER BY n DESC, situation LIMIT {most}) "
        "SELECT s.situation, s.n, s.g, s.d, list([p.norm, p.status, p.ground] ORDER BY p.norm) FROM sized AS s "
        f"JOIN assessed AS p ON p.award = s.one AND p.as_of = DATE '{day}' GROUP BY ALL ORDER BY s.n DESC, s.situation"
    ).fetchall()
    return tuple(Situation(r[0], r[1], r[2], dollars(r[3]), tuple((a[0], a[1], a[2]) for a in r[4])) for r in rows)


def dollars(value: Any) -> Decimal | None:
    """Dollars and cents; None where no award's are known."""
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))
