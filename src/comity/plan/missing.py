"""The facts whose absence leaves positions undetermined, by how many awards and dollars each would settle."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from comity.plan.cells import UNKNOWN_DAY, literal
from comity.plan.day import Day
from comity.plan.open_cell import awards_named, cell
from comity.record.nodes import Record

MOST_GROUPS = 4_000


@dataclass(frozen=True, slots=True)
class DecidingFact:
    """A missing fact: the awards (and dollars) with an undetermined position that waits for it; those that wait for it alone."""

    fact: str
    words: str
    awards: int
    dollars: Decimal | None
    settles_awards: int
    settles_dollars: Decimal | None
    norms: tuple[str, ...]


def deciding_facts(con: Any, at: Day, record: Record, most: int = MOST_GROUPS) -> tuple[tuple[DecidingFact, ...], int]:
    """Rank the missing facts of the table `placed`; and the positions left out because they are in the smallest groups.

    Undetermined positions that share norm, cell and profile wait for the same facts, so the proof of one tells of all.
    """
    apart = "".join(f", p.{c} = {literal(UNKNOWN_DAY)} AS {c}_unknown" for c in at.cells.ranged)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE waiting AS SELECT p.award, p.dollars, p.sub, a.norm, p.cell_party, p.profile"
        f"{apart} FROM placed AS p JOIN answer AS a USING (situation) WHERE a.status = 'undetermined'"
    )
    cell_of = f"cell_party // {at.folded.attach_classes}"
    unknown = [f"{c}_unknown" for c in at.cells.ranged]
    keys = ", ".join(["norm", f"{cell_of} AS cell", "profile", *unknown])
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE wait_group AS SELECT row_number() OVER (ORDER BY count(*) DESC) AS id, {keys}, "
        "min(award) AS award, count(*) AS n FROM waiting GROUP BY ALL"
    )
    groups = con.execute(f"SELECT id, norm, award FROM wait_group WHERE id <= {most}").fetchall()
    left = con.execute(f"SELECT coalesce(sum(n), 0) FROM wait_group WHERE id > {most}").fetchall()[0][0]
    if not groups:
        return (), 0
    awards = awards_named(con, at.cells.table, [award for _, _, award in groups])
    base = at.base
    rows: list[tuple[int, str, bool]] = []
    words: dict[str, str] = {}
    for id, norm, award in groups:
        found = cell(
            awards, base.law, record, str(award), norm, base.as_of, base.known_at, at.forum, base.without, flags=False
        )
        facts = list(dict.fromkeys(m.fact for m in found.missing))
        for m in found.missing:
            words.setdefault(m.fact, _general(m.words, m.about, award))
        rows += [(id, fact, len(facts) == 1) for fact in facts]
    import pyarrow as pa

    con.register("wait_fact", pa.table({
        "id": pa.array([r[0] for r in rows], pa.int64()), "fact": pa.array([r[1] for r in rows], pa.string()),
        "alone": pa.array([r[2] for r in rows], pa.bool_()),
    }))  # fmt: skip
    same = " AND ".join(
        ["w.norm = g.norm", f"w.{cell_of} = g.cell", "w.profile = g.profile", *(f"w.{c} = g.{c}" for c in unknown)]
    )
    found = con.execute(
        "WITH each AS (SELECT f.fact, w.award, max(w.dollars) AS dollars, bool_and(f.alone) AS alone, list(w.norm) AS norms "
        f"FROM waiting AS w JOIN wait_group AS g ON {same} JOIN wait_fact AS f ON f.id = g.id GROUP BY f.fact, w.award) "
        "SELECT fact, count(*), sum(dollars), count(*) FILTER (alone), sum(dollars) FILTER (alone), "
        "list_sort(list_distinct(flatten(list(norms)))) FROM each GROUP BY fact ORDER BY 4 DESC, 2 DESC, fact"
    ).fetchall()
    con.unregister("wait_fact")
    return tuple(
        DecidingFact(fact, words[fact], n, _dollars(d), alone, _dollars(alone_d), tuple(norms))
        for fact, n, d, alone, alone_d, norms in found
    ), int(left)


def _general(words: str, about: str, award: object) -> str:
    """The words of a missing fact without the award or party of the one proof they were taken from."""
    text = words.replace(f" ({about})", "")
    return text.replace(f"award {award}", "the award")


def _dollars(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
