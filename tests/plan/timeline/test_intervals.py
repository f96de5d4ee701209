"""Timelines in bulk: on every day, what the interval says is what the proof says.

It covers `plan/timeline/turning_days.py` and `plan/timeline/undated_cells.py`.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from tests.equal.askings import Asking, askings, in_one_file, thrice
from tests.equal.evaluator_bulk import parts, write_awards
from tests.equal.evaluators import REFERENCE, Answer, Key, undated
from tests.plan.assessment.test_assess import AWARDS, SUIT
from tests.plan.made import made
from tests.small_law import CONDITION, law

from comity.norms.nodes import Law
from comity.plan.assessment.assess import assess
from comity.plan.engine.protocol import start
from comity.plan.groups import cells
from comity.plan.join import representatives as alike
from comity.plan.timeline import intervals
from comity.plan.timeline.intervals import timelines
from comity.proof.context import Facts
from comity.proof.question import Question
from comity.record.nodes import EMPTY, Record

DAY = dt.date(2026, 1, 1)  # a timeline is of every day
ENGINE = start("duckdb", 1)
DAY = dt.timedelta(days=1)


def in_bulk(law: Law, record: Record, forum: str | None, folder: Path) -> list[dict[str, object]]:
    """The intervals of the awards of a record."""
    held = [a for a in Facts(record, dt.date.max).awards.values() if a.recipient in record.parties]
    if not held:
        return []
    write_awards(held, folder / "awards.parquet")
    timelines(
        Question(law, replace(record, awards=()), DAY, DAY, forum=forum),
        folder / "awards.parquet",
        folder / "out.parquet",
        engine=ENGINE,
    )
    return pq.read_table(folder / "out.parquet").to_pylist()


def on(rows: list[dict[str, object]], day: dt.date) -> dict[Key, Answer]:
    """What the intervals say of one day."""
    found: dict[Key, Answer] = {}
    for r in rows:
        if (r["since"] is None or r["since"] <= day) and (r["until"] is None or day < r["until"]):
            key = (r["government"], r["norm"], r["award"])
            assert key not in found, "two intervals on one day"
            found[key] = Answer(r["status"], parts(r["possible"]), parts(r["also"]), r["ground"])
    return found


def check(asking: Asking) -> None:
    record = in_one_file(asking.record)
    with tempfile.TemporaryDirectory() as folder:
        rows = in_bulk(asking.law, record, asking.forum, Path(folder))
    turning = sorted({day for r in rows for day in (r["since"], r["until"]) if day is not None})
    asked = {asking.as_of, *(day for turn in turning[:12] for day in (turn - DAY, turn))}
    for day in sorted(asked):
        expected = undated(REFERENCE.answers(asking.law, record, day, day, asking.forum))
        assert on(rows, day) == {key: answer for key, answer in expected.items() if key[2] is not None}, day


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Awards are asked about a few at a time."""
    monkeypatch.setattr(intervals, "MOST_ASKED", 20)


@settings(max_examples=7, deadline=None, suppress_health_check=list(HealthCheck))
@given(askings())
def test_every_day_is_that_of_the_proof(in_parts: None, asking: Asking) -> None:
    check(asking)


@pytest.fixture
def by_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """One award of each kind is asked about, however many kinds there are, and no date is part of a cell."""
    monkeypatch.setattr(alike, "WORTH", 0)
    monkeypatch.setattr(cells, "MOST_CUTS", 0)
    monkeypatch.setattr(cells, "MANY_CUTS", 0)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(askings())
def test_awards_that_are_alike_have_the_days_of_the_proof(by_kind: None, asking: Asking) -> None:
    check(thrice(asking))


@pytest.mark.nightly
@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(askings())
def test_awards_that_are_alike_have_the_days_of_the_proof_on_a_thousand(by_kind: None, asking: Asking) -> None:
    check(thrice(asking))


@pytest.mark.nightly
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(askings())
def test_every_day_is_that_of_the_proof_in_parts(in_parts: None, asking: Asking) -> None:
    check(asking)


@pytest.mark.nightly
@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(askings())
def test_every_day_is_that_of_the_proof_on_a_thousand(asking: Asking) -> None:
    check(asking)


def test_the_packaged_law_on_some_days(tmp_path: Path) -> None:
    law, beside, awards = made()
    write_awards(list(awards[:50]), tmp_path / "awards.parquet")
    timelines(
        Question(law, beside, DAY, DAY),
        tmp_path / "awards.parquet",
        tmp_path / "out.parquet",
        engine=ENGINE,
    )
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    days = [dt.date(2017, 11, 14), dt.date(2019, 8, 1), dt.date(2025, 9, 1)]
    assess(
        [Question(law, beside, day, day) for day in days],
        tmp_path / "awards.parquet",
        tmp_path / "days.parquet",
        engine=ENGINE,
    )
    each = pq.read_table(tmp_path / "days.parquet").to_pylist()
    for day in days:
        said = {
            (r["government"], r["norm"], r["award"]): Answer(
                r["status"], parts(r["possible"]), parts(r["also"]), r["ground"]
            )
            for r in each
            if r["as_of"] == day
        }
        assert len(said) > 100
        assert on(rows, day) == said


@pytest.mark.parametrize("many", [6, pytest.param(20, marks=pytest.mark.nightly)])
def test_kinds_of_awards_begin_and_end_as_the_awards_do(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    law, beside, awards = made()
    some = awards[:many]
    write_awards([*some, *(replace(a, id=f"{a.id} again") for a in some)], tmp_path / "awards.parquet")
    found, rows = [], []
    for name, worth in (("kind", 0), ("award", 1_000)):
        monkeypatch.setattr(alike, "WORTH", worth)
        out = tmp_path / f"{name}.parquet"
        found.append(
            timelines(
                Question(law, beside, DAY, DAY),
                tmp_path / "awards.parquet",
                out,
                engine=ENGINE,
            )
        )
        rows.append(sorted(repr(row) for row in pq.read_table(out).to_pylist()))
    assert rows[0] == rows[1]
    assert found[0].turns == found[1].turns
    assert found[0].turns[0].awards > 1


def test_amounts_on_either_side_of_one_that_the_law_names(tmp_path: Path) -> None:
    terms = CONDITION.replace(
        'award.program is "16.738" and award.fiscal_year is 2017', "award.amount is at least $50,000"
    )
    (tmp_path / "awards.csv").write_text("award,government,amount\nW1,chicago-il,10000\nW2,chicago-il,50000\n")
    done = timelines(
        Question(law(terms), EMPTY, DAY, DAY),
        tmp_path / "awards.csv",
        tmp_path / "out.parquet",
        engine=ENGINE,
    )
    assert {r["award"] for r in pq.read_table(done.out).to_pylist()} == {"W2"}


def test_an_award_through_the_law_and_its_own_days(tmp_path: Path) -> None:
    (tmp_path / "awards.csv").write_text(AWARDS)
    done = timelines(
        Question(law(suit=SUIT), EMPTY, DAY, DAY),
        tmp_path / "awards.csv",
        tmp_path / "out.parquet",
        engine=ENGINE,
    )
    rows = [r for r in pq.read_table(done.out).to_pylist() if r["award"] == "W2"]
    assert [
        (str(r["since"]), str(r["until"]), r["status"]) for r in sorted(rows, key=lambda r: r["since"] or dt.date.min)
    ] == [
        ("None", "2018-01-02", "not_yet"),
        ("2018-01-02", "2018-01-10", "in_force"),
        ("2018-01-10", "2018-05-01", "blocked"),
        ("2018-05-01", "2020-09-30", "in_force"),
        ("2020-09-30", "None", "ended"),
    ]
    assert done.turns[0].awards >= 2


def test_a_part_without_answers_beside_one_that_has_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intervals, "MOST_ASKED", 1)
    lines = (
        "award,government,program,fiscal_year,amount",
        "W0,chicago-il,14.218,2017,5",
        "W1,chicago-il,16.738,2017,7",
    )
    (tmp_path / "awards.csv").write_text("\n".join(lines) + "\n")
    done = timelines(
        Question(law(), EMPTY, DAY, DAY),
        tmp_path / "awards.csv",
        tmp_path / "out.parquet",
        engine=ENGINE,
    )
    assert {r["award"] for r in pq.read_table(done.out).to_pylist()} == {"W1"}
