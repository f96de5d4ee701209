"""Two assessments of the same awards compared: every answer that differs, why, and its dollars, written and added up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from comity.plan.awards.check_names import all_declared
from comity.plan.awards.table import AwardTable, once, open_awards, part_of
from comity.plan.comparison.differ import Changes, Numbers, Side, affected, changed, changes, place
from comity.plan.decide.statuses import Verdict
from comity.plan.engine.protocol import Engine, Output
from comity.plan.engine.relations import Relation
from comity.plan.fold.fold import award_norms
from comity.plan.join.representatives import Representatives, alike
from comity.plan.join.survey import AwardParties, fold_on, none_known, put, serves, survey
from comity.plan.join.totals import dollars, may_bind
from comity.proof.context import Facts
from comity.record.nodes import Record

MOST_COMPARED = 1 << 24
"""So many answers, of awards under norms, are compared at once."""
Dollars: TypeAlias = tuple[Decimal | None, Decimal | None]
"""Of prime awards, and of subawards."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Awards whose answer under a norm changed in the same way, with the grounds before and after; dollars of primes and of subs."""

    norm: str
    before: str
    possible_before: tuple[str, ...]
    ground_before: str | None
    after: str
    possible_after: tuple[str, ...]
    ground_after: str | None
    awards: int
    dollars: Decimal | None
    sub_dollars: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many answers changed, how, and the dollars at risk under the compared norms before and after."""

    out: Path
    changed: int
    moved: tuple[Moved, ...]
    at_risk_before: Decimal | None
    at_risk_after: Decimal | None
    sub_at_risk_before: Decimal | None
    sub_at_risk_after: Decimal | None
    norms: int
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Sums:
    """What is added up over parts of the awards."""

    moved: dict[tuple[str, Verdict, Verdict], tuple[int, Dollars]] = field(
        default_factory=dict[tuple[str, Verdict, Verdict], tuple[int, Dollars]]
    )
    at_risk: dict[str, Dollars] = field(default_factory=dict[str, Dollars])

    def add(self, engine: Engine, found: Changes, one_of: Relation | None) -> None:
        """Add what has changed, of awards or of `one_of` each kind."""
        sums = "SUM(o.n), SUM(o.dollars), SUM(o.sub_dollars)" if one_of else f"COUNT(*), {_apart('SUM')}"
        kinds = f"JOIN {one_of} AS o ON o.one = c.award " if one_of else ""
        for row in engine.rows(
            f"SELECT c.norm, c.before, c.after, {sums} FROM {found.relation} AS c {kinds}GROUP BY c.norm, c.before, c.after"
        ):
            was, now = (_told(found.answers[int(n)]) for n in row[1:3])
            key = found.norms[int(row[0])], was, now
            had, total = self.moved.get(key, (0, (None, None)))
            self.moved[key] = had + int(row[3]), _plus(total, row[4:])
        risky = ", ".join(str(n) for n, answer in enumerate(found.answers) if may_bind(answer))
        for name, side in (("earlier", found.earlier), ("later", found.later)) if risky else ():
            each = f"SELECT c.award, {_apart('MAX')} FROM {side} AS c WHERE c.says IN ({risky}) GROUP BY c.award"
            whole = "SUM(o.dollars), SUM(o.sub_dollars)" if one_of else "SUM(c.dollars), SUM(c.sub_dollars)"
            (some,) = engine.rows(f"SELECT {whole} FROM ({each}) AS c {kinds}")
            self.at_risk[name] = _plus(self.at_risk.get(name, (None, None)), some)


def _apart(function: str) -> str:
    return (
        f"{function}(CASE WHEN NOT c.sub THEN c.dollars END) AS dollars, "
        f"{function}(CASE WHEN c.sub THEN c.dollars END) AS sub_dollars"
    )


def _told(answer: Verdict) -> Verdict:
    """An answer with its ground, without what is missing: that is said by the file."""
    return replace(answer, missing=(), fresh=None)


def _plus(total: Dollars, some: Sequence[Any]) -> Dollars:
    def plus(x: Decimal | None, y: Decimal | None) -> Decimal | None:
        return y if x is None else x if y is None else x + y

    return plus(total[0], dollars(some[0])), plus(total[1], dollars(some[1]))


def compare(
    engine: Engine, before: Side, after: Side, record: Record, awards: Path | str, out: Path | str,
    forum: str | None = None,
) -> Comparison:  # fmt: skip
    """Write every changed answer of the awards to a Parquet file. Raises BadTable."""
    with engine.scope():
        only = affected(before, after)
        first, second = before.record or record, after.record or record
        table = later = open_awards(engine, awards, record=first)
        once(engine, table)
        laws = (before.law, after.law)
        all_declared(engine, table, record, *laws)
        if first.award_facts != second.award_facts:  # what is supposed of the awards themselves
            later = open_awards(engine, awards, second)
        norms = {norm.id for law in laws for norm in award_norms(law, only)}
        kinds = alike(engine, laws, Facts(record, dt.date.max), table, only) if later is table else None
        asked, many = (kinds.table, kinds.count) if kinds else (table, table.rows)
        sums, seen = _Sums(), list[AwardParties]()

        def outputs() -> Iterator[Output]:
            parts = -(-many * len(norms) // MOST_COMPARED) or 1
            for part in range(parts):
                with engine.scope():  # what is made of a part goes when it is written
                    some = _part(engine, asked, part, parts)
                    then = some if later is table else _part(engine, later, part, parts)
                    found, parties = _compared(engine, before, after, only, record, (some, then), forum)
                    seen.append(parties)
                    sums.add(engine, found, kinds.one_of if kinds else None)
                    yield found.output(_of_each(found, kinds) if kinds else None)
            unknown = [parties for parties in seen if parties.unknown]
            if unknown and not any(parties.people.parties for parties in seen):
                none_known(table, unknown[0])

        engine.write(outputs(), Path(out))
        moved = [
            Moved(norm, x.status, x.possible, x.ground, y.status, y.possible, y.ground, n, *total)
            for (norm, x, y), (n, total) in sums.moved.items()
        ]
        (risk_before, sub_before), (risk_after, sub_after) = (
            sums.at_risk.get(n, (None, None)) for n in ("earlier", "later")
        )
        return Comparison(
            Path(out), sum(m.awards for m in moved), tuple(sorted(moved, key=lambda m: (-m.awards, str(m)))),
            risk_before, risk_after, sub_before, sub_after, len(norms), table.notes,
        )  # fmt: skip


def _of_each(found: Changes, kinds: Representatives) -> str:
    """What has changed of one of each kind, of every award of it."""
    return (
        "SELECT e.award, c.number, c.norm, c.before, c.after, e.dollars, e.sub "
        f"FROM {kinds.each_of} AS e JOIN {found.relation} AS c ON c.award = e.one"
    )


def _part(engine: Engine, awards: AwardTable, part: int, parts: int) -> AwardTable:
    """One of several parts of the awards."""
    if parts == 1:
        return awards
    return awards.among(engine.view(f"SELECT * FROM {awards.relation} WHERE {part_of(part, parts)}", "some_awards"))


def _compared(
    engine: Engine, before: Side, after: Side, only: frozenset[str] | None, record: Record,
    tables: tuple[AwardTable, AwardTable], forum: str | None,
) -> tuple[Changes, AwardParties]:  # fmt: skip
    """Where the answers of some awards differ; the later side may know more of them."""
    surveyed = survey(
        engine, before.law, before.record or record, tables[0], before.as_of, before.known_at, forum, only
    )
    first = fold_on(surveyed, before.law, before.without, only)
    same = (before.as_of, before.known_at) == (after.as_of, after.known_at) and before.record is after.record
    if same and serves(surveyed, after.law, only):
        second = fold_on(surveyed, after.law, after.without, only, first if only else None)
        # dollars at risk are of all awards under the compared norms
        return changes(engine, surveyed, first, second, every=True), surveyed.parties
    numbers = Numbers()
    earlier = place(engine, first, put(engine, surveyed, first), numbers.table(first))
    surveyed = survey(engine, after.law, after.record or record, tables[1], after.as_of, after.known_at, forum, only)
    second = fold_on(surveyed, after.law, after.without, only)
    later = place(engine, second, put(engine, surveyed, second), numbers.table(second))
    return changed(engine, earlier, later, first, numbers), surveyed.parties
