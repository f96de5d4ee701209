"""The timeline of every award: each answer with the days between which it holds.

The answer about a norm turns on days of the law and of the record, the same for all awards, and on days of the award's
own: its dates and the days that the norm waits after them. Both are asked, and answers that do not change are joined.
"""

from __future__ import annotations

import datetime as dt
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from comity.collector import no_garbage
from comity.norms.nodes import Norm
from comity.plan.assessment.assess import not_known
from comity.plan.awards.check_names import all_declared
from comity.plan.awards.table import AwardTable, once, open_awards, part_of
from comity.plan.decide.statuses import NOT_ATTACHED, Verdict
from comity.plan.engine.arrow import arrow_table
from comity.plan.engine.protocol import Engine, Output, OutputColumn, start
from comity.plan.engine.relations import Relation
from comity.plan.engine.sql import literal
from comity.plan.fold.fold import award_norms
from comity.plan.groups.cells import FIRST_DAY, LAST_DAY, day_sql, needs, of
from comity.plan.groups.reads import Reading, bounds_of
from comity.plan.join.query import answered
from comity.plan.join.representatives import Representatives, alike
from comity.plan.join.result_columns import governments, texts
from comity.plan.join.survey import (
    AwardParties,
    fold_on,
    names_in,
    parties_of,
    put,
    some_known,
    survey_again,
)
from comity.plan.join.totals import dollars
from comity.plan.timeline.turning_days import Span, spans_of
from comity.plan.timeline.undated_cells import UndatedCells, among, still
from comity.proof.context import Facts, all_rows
from comity.proof.question import Question
from comity.proof.turns import own_waits

Array: TypeAlias = "np.ndarray[Any, Any]"
MOST_ASKED = 1 << 23
"""So many answers, of awards about norms on days, are asked for at once."""


def _of_awards(held: Relation) -> str:
    """What begins on a day, of how many awards and dollars."""
    return (
        "SELECT since, norm, says, COUNT(*) AS n, SUM(CASE WHEN NOT sub THEN dollars END) AS dollars, "
        f"SUM(CASE WHEN sub THEN dollars END) AS sub_dollars FROM {held} WHERE since IS NOT NULL GROUP BY since, norm, says"
    )


def _of_kinds(held: Relation, kinds: Representatives) -> str:
    """The same, where awards of one kind are held as one."""
    return (
        "SELECT h.since, h.norm, h.says, CAST(SUM(o.n) AS BIGINT) AS n, SUM(o.dollars) AS dollars, "
        f"SUM(o.sub_dollars) AS sub_dollars FROM {held} AS h JOIN {kinds.one_of} AS o ON o.one = h.award "
        "WHERE h.since IS NOT NULL GROUP BY h.since, h.norm, h.says"
    )


def _each_of_kinds(held: Relation, kinds: Representatives) -> str:
    """What every award of a kind is answered."""
    return (
        "SELECT e.award, h.number, h.norm, h.since, h.until, h.says, e.dollars, e.sub "
        f"FROM {kinds.each_of} AS e JOIN {held} AS h ON h.award = e.one"
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which answers change: under which norm, to what, of how many awards; dollars of prime awards and of subawards."""

    on: dt.date
    norm: str
    status: str
    ground: str | None
    awards: int
    dollars: Decimal | None
    sub_dollars: Decimal | None


@dataclass(frozen=True, slots=True)
class Timelines:
    """What was written and where; the days that changed most answers."""

    out: Path
    awards: int
    intervals: int
    days: int
    turns: tuple[Turn, ...]
    seconds: float
    notes: tuple[str, ...]
    unmatched: tuple[tuple[str, int], ...]


class _Numbers:
    """Answers and norms, numbered over all days; 0 is that a norm does not attach."""

    def __init__(self, norms: list[Norm]) -> None:
        self.answers: dict[Verdict, int] = {NOT_ATTACHED: 0}
        self.norms = {norm.id: n for n, norm in enumerate(norms)}


class _Known:
    """The parties of the awards, told apart again only when a fact becomes known."""

    def __init__(self, engine: Engine, question: Question, table: AwardTable, hindsight: bool) -> None:
        law, record = question.law, question.record
        self.record, self.known_at = record, question.known_at if hindsight else None
        self.days = sorted({row.known.recorded for row in all_rows(record) if row.known.recorded is not None})
        self.names = names_in(engine, table)
        # of all norms: parties that any of them tells apart stay apart
        self.reads = Reading(law, FIRST_DAY, moving=True, carriage=record.carriage).all(award_norms(law))
        self.agencies = (
            set(map(str, names_in(engine, table, "agency").to_pylist())) if "agency" in table.columns else set[str]()
        )
        self.found: dict[int, AwardParties] = {}

    def on(self, day: dt.date) -> AwardParties:
        """The parties with what is known of them on a day."""
        day = self.known_at or day
        epoch = bisect_right(self.days, day)
        if epoch not in self.found:
            self.found[epoch] = parties_of(self.names, Facts(self.record, day), self.reads, self.agencies)
        return self.found[epoch]


def timelines(
    question: Question, awards: Path | str, out: Path | str, *,
    hindsight: bool = False, only: frozenset[str] | None = None, engine: Engine | None = None,
) -> Timelines:  # fmt: skip
    """Write each answer of every award with its first day, and the first day on which it holds no more.

    As `assess`, for every day at once, whatever day the question is about. What is known is that of each day or, in
    `hindsight`, what was known by the day that the question says. Days that no interval covers are those on which the norm
    does not attach. Raises BadTable.
    """
    started = time.monotonic()
    engine = engine or start()
    with engine.scope(), no_garbage():
        table = open_awards(engine, awards, question.record)
        once(engine, table)
        all_declared(engine, table, question.record, question.law)
        known = _Known(engine, question, table, hindsight)
        some_known(table, known.on(LAST_DAY))
        norms = award_norms(question.law, only)
        kinds = alike(engine, (question,), table, only)
        spans = list(spans_of(question.law, norms, question.record, hindsight))
        ask = _Ask(
            engine=engine, question=question, hindsight=hindsight, table=table, kinds=kinds, norms=norms, spans=spans,
            numbers=_Numbers(norms), known=known,
        )  # fmt: skip
        turning: list[Relation] = []
        count = engine.write(_outputs(ask, turning), Path(out))
        return Timelines(
            out=Path(out),
            awards=table.rows,
            intervals=count,
            days=len(spans),
            turns=_turns(engine, ask.numbers, turning),
            seconds=time.monotonic() - started,
            notes=table.notes,
            unmatched=tuple(not_known(engine, table, known.on(LAST_DAY).unknown)),
        )


def _outputs(ask: _Ask, turning: list[Relation]) -> Iterator[Output]:
    """What holds from when to when, some awards after others; what begins on which day is put into `turning`."""
    engine, kinds = ask.engine, ask.kinds
    every = still(engine, ask.question, ask.norms, kinds.table if kinds else ask.table)
    chunks = _chunks(every, ask.norms, ask.spans)
    for chunk in chunks:
        with engine.scope():  # what is made of a chunk goes when it is written
            some = every
            if len(chunks) > 1:
                some = replace(every, relation=among(engine, every, chunk.cells, chunk.query()))
            held = _hold(ask, some, chunk.cells)
            turning.append(engine.make(_of_kinds(held, kinds) if kinds else _of_awards(held), "turning"))
            engine.outlive(turning[-1])
            rows = _each_of_kinds(held, kinds) if kinds else f"SELECT * FROM {held}"
            yield Output(rows, _columns(ask.numbers, ask.known))


TOLD = ("status", "ground", "possible", "also")


def _columns(numbers: _Numbers, known: _Known) -> tuple[OutputColumn, ...]:
    norms = pa.array(list(numbers.norms), pa.string())
    return (
        OutputColumn("award", "award", required=True), governments(known.on(LAST_DAY).people), OutputColumn("norm", "norm", norms, required=True),
        OutputColumn("since", "since"), OutputColumn("until", "until"),
        *(c for c in texts(list(numbers.answers), source="says") if c.name in TOLD),
        OutputColumn("dollars", "dollars"), OutputColumn("sub", "sub"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some cells; or of one cell, of whose awards too much is asked, one of several parts of equal size."""

    cells: Array
    part: int = 0
    parts: int = 1

    def query(self) -> str:
        """The awards of the chunk, of those of its cells."""
        if self.parts == 1:
            return "SELECT * FROM {awards}"
        return f"SELECT * FROM {{awards}} WHERE {part_of(self.part, self.parts)}"


def _chunks(awards: UndatedCells, norms: list[Norm], spans: list[Span]) -> list[_Chunk]:
    """The awards in turn, so many that what is asked of them can be held at once."""
    times = Counter(norm for span in spans for norm in span.until)
    asked = np.zeros(awards.cells.size, np.int64)
    for norm in norms:
        asked[awards.fits([norm])] += times[norm.id]
    asked *= awards.cells.count
    found: list[_Chunk] = []
    for cell in np.flatnonzero(asked > MOST_ASKED).tolist():
        parts = -(-int(asked[cell]) // MOST_ASKED)
        found += [_Chunk(np.array([cell]), part, parts) for part in range(parts)]
    small = np.flatnonzero(asked <= MOST_ASKED)
    before = np.cumsum(asked[small]) - asked[small]
    return found + [_Chunk(c) for c in np.split(small, np.flatnonzero(np.diff(before // MOST_ASKED)) + 1) if len(c)]


@dataclass(frozen=True, slots=True)
class _Ask:
    """What is asked: which question, in hindsight or not, of which awards and norms, on which days."""

    engine: Engine
    question: Question
    hindsight: bool
    table: AwardTable
    kinds: Representatives | None
    norms: list[Norm]
    spans: list[Span]
    numbers: _Numbers
    known: _Known


def _hold(ask: _Ask, awards: UndatedCells, cells: Array) -> Relation:
    """What holds from when to when of some awards, which are all those of some cells."""
    engine = ask.engine
    own = _own_days(ask, awards.relation)
    asked = (_asked_on(ask, awards, cells, own.days, span) for span in ask.spans)
    parts = [part for part in asked if part is not None]
    # the columns of nothing have the types of something: other awards may have answers
    amount = "w.amount" if "amount" in ask.table.columns else "CAST(NULL AS DOUBLE)"
    nothing = (
        f"SELECT w.award, 0 AS number, {amount} AS dollars, FALSE AS sub, {literal(FIRST_DAY)} AS day, 0 AS norm, 0 AS says "
        f"FROM {awards.relation} AS w WHERE 1 = 0"
    )
    told = engine.view(" UNION ALL ".join([nothing, *(f"SELECT * FROM {part}" for part in parts)]), "told")
    held = _join(ask, told, own)
    for part in parts:
        engine.drop(part)
    return held


def _asked_on(ask: _Ask, awards: UndatedCells, cells: Array, own_days: Relation, span: Span) -> Relation | None:
    """What some awards are answered in a span, on its first day and on each of their own; None where nothing attaches."""
    engine, law, numbers = ask.engine, ask.question.law, ask.numbers
    some = frozenset(span.until)
    fits = np.intersect1d(awards.fits(law.norms[norm] for norm in some), cells, assume_unique=True)
    if not len(fits):
        return None
    with engine.scope():
        asked = ask.table.among(_on_days(engine, awards, fits, own_days, span))
        known_at = ask.question.known_at if ask.hindsight else span.on
        question = replace(ask.question, as_of=span.on, known_at=known_at)
        surveyed = survey_again(engine, question, asked, some, ask.known.on(span.on))
        day = fold_on(surveyed, question, some)
        if not len(day.folded.cells):
            return None
        tables, said = put(engine, surveyed, day), day.folded.answers
        shared = engine.load(arrow_table({
            "answer": np.arange(len(said), dtype=np.int32),
            "norm": np.array([numbers.norms[norm] for norm, _ in said], np.int32),
            "says": np.array([numbers.answers.setdefault(a.bare, len(numbers.answers)) for _, a in said], np.int32),
            "until": pa.array([span.until[norm] for norm, _ in said], pa.date32()),
        }), "numbers")  # fmt: skip
        turn = engine.make(
            "SELECT p.award, p.number, p.dollars, p.sub, p.day, n.norm, n.says FROM "
            f"({answered(day.cells, day.folded, tables, (('w.day', 'day'),))}) AS p JOIN {shared} AS n ON p.answer = n.answer "
            "WHERE p.day < n.until",
            "turn",
        )
        engine.outlive(turn)
    return turn


@dataclass(frozen=True, slots=True)
class _OwnDays:
    """The days of each award for each wait, and which norm waits for what."""

    days: Relation
    waits: Relation


def _own_days(ask: _Ask, awards: Relation) -> _OwnDays:
    """The days on which an answer about an award may turn because of its own dates."""
    engine, columns = ask.engine, ask.table.columns
    waits: dict[tuple[str, int], list[int]] = {}
    for norm in ask.norms:
        for path, days in own_waits(ask.question.law, norm):
            if path.startswith("award."):
                waits.setdefault((path.split(".")[1], days), []).append(ask.numbers.norms[norm.id])
    parts: list[str] = []
    pairs: list[tuple[int, int]] = []
    for n, ((column, days), waiting) in enumerate(sorted(waits.items())):
        pairs += [(norm, n) for norm in waiting]
        for bound in bounds_of(column):
            if needs(bound) in columns:
                day = of(day_sql(bound, days))
                unless = " AND w.accepted IS NULL" if bound != column and column in columns else ""
                parts.append(
                    f"SELECT w.award, {n} AS wait, {day} AS day FROM {awards} AS w WHERE {day} IS NOT NULL{unless}"
                )
    waiting_for = engine.load(arrow_table({
        "norm": pa.array([norm for norm, _ in pairs], pa.int32()), "wait": pa.array([n for _, n in pairs], pa.int32())
    }), "waits")  # fmt: skip
    nothing = f"SELECT w.award, 0 AS wait, CAST(NULL AS DATE) AS day FROM {awards} AS w WHERE 1 = 0"
    days = f"SELECT DISTINCT q.award, q.wait, q.day FROM ({' UNION ALL '.join(parts) or nothing}) AS q ORDER BY q.day"
    return _OwnDays(engine.make(days, "own_days"), waiting_for)


def _on_days(engine: Engine, awards: UndatedCells, fits: Array, own_days: Relation, span: Span) -> Relation:
    """The awards that may be under the norms of a span, on its first day, and again on each of their own days within it."""
    last = max(span.until.values())
    query = (
        f"SELECT w.*, {literal(span.on)} AS day FROM {{awards}} AS w UNION ALL SELECT w.*, o.day FROM {{awards}} AS w "
        f"JOIN (SELECT DISTINCT award, day FROM {own_days} WHERE day > {literal(span.on)} AND day < {literal(last)}) AS o "
        "ON w.award = o.award"
    )
    return among(engine, awards, fits, query)


def _join(ask: _Ask, said: Relation, own: _OwnDays) -> Relation:
    """What is said from day to day: on each day asked, an answer or none, joined while it is the same."""
    engine = ask.engine
    pairs = engine.make(
        "SELECT award, norm, MIN(number) AS number, MAX(dollars) AS dollars, MAX(CAST(sub AS INTEGER)) AS sub "
        f"FROM {said} GROUP BY award, norm",
        "pairs",
    )
    days = [(ask.numbers.norms[norm], span.on) for span in ask.spans for norm in span.until]
    norm_day = engine.load(arrow_table({
        "norm": pa.array([norm for norm, _ in days], pa.int32()), "day": pa.array([day for _, day in days], pa.date32())
    }), "norm_day")  # fmt: skip
    return engine.make(
        f"WITH points AS (SELECT p.award, p.norm, d.day FROM {pairs} AS p JOIN {norm_day} AS d ON d.norm = p.norm UNION "
        f"SELECT p.award, p.norm, o.day FROM {pairs} AS p JOIN {own.waits} AS v ON v.norm = p.norm "
        f"JOIN {own.days} AS o ON o.award = p.award AND o.wait = v.wait), "
        "told AS (SELECT t.award, t.norm, t.day, COALESCE(f.says, 0) AS says, "
        "LAG(COALESCE(f.says, 0)) OVER (PARTITION BY t.award, t.norm ORDER BY t.day) AS before "
        f"FROM points AS t LEFT JOIN {said} AS f ON f.award = t.award AND f.norm = t.norm AND f.day = t.day), "
        "changed AS (SELECT award, norm, day, says, LEAD(day) OVER (PARTITION BY award, norm ORDER BY day) AS until "
        "FROM told WHERE before IS NULL OR before <> says) "
        f"SELECT c.award, p.number, c.norm, CASE WHEN c.day > {literal(FIRST_DAY)} THEN c.day END AS since, c.until, "
        "c.says, p.dollars, p.sub = 1 AS sub FROM changed AS c "
        f"JOIN {pairs} AS p ON p.award = c.award AND p.norm = c.norm WHERE c.says <> 0",
        "held",
    )


def _turns(engine: Engine, numbers: _Numbers, turning: list[Relation]) -> tuple[Turn, ...]:
    """The days on which answers begin, with norm, answer, awards and dollars; most awards first."""
    parts = " UNION ALL ".join(f"SELECT * FROM {part}" for part in turning)
    rows = engine.rows(
        f"SELECT q.since, q.norm, q.says, SUM(q.n) AS n, SUM(q.dollars), SUM(q.sub_dollars) FROM ({parts}) AS q "
        "GROUP BY q.since, q.norm, q.says ORDER BY n DESC, q.since, q.norm, q.says LIMIT 1000"
    )
    norms, answers = list(numbers.norms), list(numbers.answers)
    return tuple(
        Turn(
            on=on,
            norm=norms[int(norm)],
            status=answers[int(says)].status,
            ground=answers[int(says)].ground,
            awards=int(n),
            dollars=dollars(d),
            sub_dollars=dollars(s),
        )
        for on, norm, says, n, d, s in rows
    )
