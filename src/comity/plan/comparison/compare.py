"""Compare two assessments of the same awards: every answer that differs, why, and its dollars, written and added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from comity.plan.awards.check_names import all_declared
from comity.plan.awards.table import AwardTable, once, open_awards, part_of
from comity.plan.comparison.differ import Changes, Numbers, affected, changed, changes, place
from comity.plan.decide.statuses import Verdict
from comity.plan.engine.protocol import Engine, Output, start
from comity.plan.engine.relations import Relation
from comity.plan.fold.fold import award_norms
from comity.plan.join.representatives import Representatives, alike
from comity.plan.join.survey import AwardParties, fold_on, none_known, put, serves, survey
from comity.plan.join.totals import dollars, may_bind
from comity.proof.question import Question

MOST_COMPARED = 1 << 24
"""So many answers, of awards under norms, are compared at once."""
Dollars: TypeAlias = tuple[Decimal | None, Decimal | None]
"""Of prime awards, and of subawards."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Awards whose answer under a norm changed in the same way, with the grounds before and after; dollars of primes and of subs.

    `state_before` and `state_after` are whether the ground was confirmed or last seen.
    """

    norm: str
    before: str
    possible_before: tuple[str, ...]
    ground_before: str | None
    after: str
    possible_after: tuple[str, ...]
    ground_after: str | None
    state_before: str | None
    state_after: str | None
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

    def told(self, out: Path, norms: int, notes: tuple[str, ...]) -> Comparison:
        """What all parts add up to."""
        moved = [
            Moved(
                norm=norm, before=x.status, possible_before=x.possible, ground_before=x.ground, after=y.status,
                possible_after=y.possible, ground_after=y.ground, state_before=x.fresh, state_after=y.fresh,
                awards=n, dollars=total[0], sub_dollars=total[1],
            )
            for (norm, x, y), (n, total) in self.moved.items()
        ]  # fmt: skip
        risk_before, risk_after = (self.at_risk.get(side, (None, None)) for side in ("earlier", "later"))
        return Comparison(
            out=out,
            changed=sum(m.awards for m in moved),
            moved=tuple(sorted(moved, key=lambda m: (-m.awards, str(m)))),
            at_risk_before=risk_before[0],
            at_risk_after=risk_after[0],
            sub_at_risk_before=risk_before[1],
            sub_at_risk_after=risk_after[1],
            norms=norms,
            notes=notes,
        )


def _apart(function: str) -> str:
    return (
        f"{function}(CASE WHEN NOT c.sub THEN c.dollars END) AS dollars, "
        f"{function}(CASE WHEN c.sub THEN c.dollars END) AS sub_dollars"
    )


def _told(answer: Verdict) -> Verdict:
    """An answer with its ground and how fresh that is, without what else the file says of it."""
    return answer.stated


def _plus(total: Dollars, some: Sequence[Any]) -> Dollars:
    def plus(x: Decimal | None, y: Decimal | None) -> Decimal | None:
        return y if x is None else x if y is None else x + y

    return plus(total[0], dollars(some[0])), plus(total[1], dollars(some[1]))


def compare(
    before: Question, after: Question, awards: Path | str, out: Path | str, *, engine: Engine | None = None
) -> Comparison:
    """Write every answer of the awards that differs between two questions to a Parquet file. Raises BadTable.

    Both are asked in the courts of the first.
    """
    after = replace(after, forum=before.forum)
    engine = engine or start()
    with engine.scope():
        only = affected(before, after)
        table = later = open_awards(engine, awards, before.record)
        once(engine, table)
        all_declared(engine, table, before.record, before.law, after.law)
        if before.record.award_facts != after.record.award_facts:  # what is supposed of the awards themselves
            later = open_awards(engine, awards, after.record)
        norms = {norm.id for law in (before.law, after.law) for norm in award_norms(law, only)}
        kinds = alike(engine, (before, after), table, only) if later is table else None
        asked, many = (kinds.table, kinds.count) if kinds else (table, table.rows)
        sums, seen = _Sums(), list[AwardParties]()

        def outputs() -> Iterator[Output]:
            parts = -(-many * len(norms) // MOST_COMPARED) or 1
            for part in range(parts):
                with engine.scope():  # what is made of a part goes when it is written
                    some = _part(engine, asked, part, parts)
                    then = some if later is table else _part(engine, later, part, parts)
                    found, parties = _compared(engine, (before, some), (after, then), only)
                    seen.append(parties)
                    sums.add(engine, found, kinds.one_of if kinds else None)
                    yield found.output(_of_each(found, kinds) if kinds else None)
            unknown = [parties for parties in seen if parties.unknown]
            if unknown and not any(parties.people.parties for parties in seen):
                none_known(table, unknown[0])

        engine.write(outputs(), Path(out))
    return sums.told(Path(out), len(norms), table.notes)


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
    engine: Engine, before: tuple[Question, AwardTable], after: tuple[Question, AwardTable], only: frozenset[str] | None
) -> tuple[Changes, AwardParties]:
    """Where the answers to two questions differ, each of its own table: the later one may know more of the same awards."""
    (earlier, table), (later, then) = before, after
    surveyed = survey(engine, earlier, table, only)
    first = fold_on(surveyed, earlier, only)
    same = (earlier.as_of, earlier.known_at) == (later.as_of, later.known_at) and earlier.record is later.record
    if same and serves(surveyed, later.law, only):
        second = fold_on(surveyed, later, only, first if only else None)
        # dollars at risk are of all awards under the compared norms
        return changes(engine, surveyed, first, second, every=True), surveyed.parties
    numbers = Numbers()
    placed = place(engine, first, put(engine, surveyed, first), numbers.table(first))
    surveyed = survey(engine, later, then, only)
    second = fold_on(surveyed, later, only)
    placed_later = place(engine, second, put(engine, surveyed, second), numbers.table(second))
    return changed(engine, placed, placed_later, first, numbers), surveyed.parties
