"""Spark answers as DuckDB does, from the same queries: the packaged law over a fixed sample, comparisons, random laws."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from tests.equal.askings import Asking, askings
from tests.equal.evaluator_bulk import InBulk, write_awards
from tests.plan.assessment.test_assess import AWARDS, SUIT
from tests.plan.made import made
from tests.small_law import law

from comity.plan.assessment.assess import assess
from comity.plan.comparison import compare as comparing
from comity.plan.comparison.compare import compare
from comity.plan.engine.protocol import Engine, start
from comity.plan.join import representatives as alike
from comity.plan.timeline.intervals import timelines
from comity.proof.question import Question
from comity.record.nodes import EMPTY

ORDER = "chicago-v-sessions/stay"

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark() -> Engine:
    return start("spark", 2)


def rows(path: Path) -> list[tuple[object, ...]]:
    """The rows of a result, in an order of their own."""
    return sorted((tuple(row.values()) for row in pq.read_table(path).to_pylist()), key=repr)


def test_every_position_total_situation_and_fact(spark: Engine, tmp_path: Path) -> None:
    whole, beside, awards = made()
    write_awards(list(awards), tmp_path / "awards.parquet")
    days = [dt.date(2018, 7, 1), dt.date(2025, 9, 1)]
    ours = assess(
        [Question(whole, beside, day, day) for day in days], tmp_path / "awards.parquet", tmp_path / "duckdb.parquet"
    )
    theirs = assess(
        [Question(whole, beside, day, day) for day in days],
        tmp_path / "awards.parquet",
        tmp_path / "spark.parquet",
        engine=spark,
    )
    assert theirs.rows == ours.rows > 1_000
    assert rows(tmp_path / "spark.parquet") == rows(tmp_path / "duckdb.parquet")
    assert theirs.days == ours.days
    for name, engine in (("duckdb", None), ("spark", spark)):
        apart = tmp_path / f"{name}_situations.parquet"
        out = tmp_path / f"{name}_awards.parquet"
        assess(
            [Question(whole, beside, day, day) for day in days],
            tmp_path / "awards.parquet",
            out,
            engine=engine,
            situations_out=apart,
        )
    for what in ("awards", "situations"):
        assert rows(tmp_path / f"spark_{what}.parquet") == rows(tmp_path / f"duckdb_{what}.parquet")


def test_a_csv_file_and_what_cannot_be_read(spark: Engine, tmp_path: Path) -> None:
    whole, beside, awards = made()
    write_awards(list(awards), tmp_path / "awards.parquet")
    table = pq.read_table(tmp_path / "awards.parquet").to_pylist()
    listed = [{k: ";".join(v) or "none" if isinstance(v, list) else v for k, v in row.items()} for row in table]
    import pyarrow.csv

    pyarrow.csv.write_csv(pa.Table.from_pylist(listed), tmp_path / "awards.csv")
    day = dt.date(2019, 8, 1)
    for name, engine in (("duckdb", None), ("spark", spark)):
        assess(Question(whole, beside, day, day), tmp_path / "awards.csv", tmp_path / f"{name}.parquet", engine=engine)
    assert rows(tmp_path / "spark.parquet") == rows(tmp_path / "duckdb.parquet")


def test_what_changes_without_an_order(spark: Engine, tmp_path: Path) -> None:
    whole, beside, awards = made()
    write_awards(list(awards), tmp_path / "awards.parquet")
    asked = Question(whole, beside, day := dt.date(2018, 7, 1), day)
    found = [
        compare(asked, side, tmp_path / "awards.parquet", tmp_path / f"{engine.name}.parquet", engine=engine)
        for engine in (start(), spark)
        for side in (replace(asked, without=frozenset({ORDER})), asked.on(dt.date(2021, 6, 1)))
    ]
    assert [f.moved for f in found[:2]] == [f.moved for f in found[2:]]
    assert found[0].changed > 0
    assert found[1].changed > 100
    assert rows(tmp_path / "spark.parquet") == rows(tmp_path / "duckdb.parquet")


def test_kinds_and_parts_of_awards(spark: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "awards.csv").write_text(AWARDS)
    whole = law(suit=SUIT)
    sides = tuple(Question(whole, EMPTY, day, day) for day in (dt.date(2018, 6, 1), dt.date(2021, 1, 1)))
    plain = compare(*sides, tmp_path / "awards.csv", tmp_path / "duckdb.parquet")
    monkeypatch.setattr(alike, "WORTH", 0)
    monkeypatch.setattr(comparing, "MOST_COMPARED", 3)
    found = compare(*sides, tmp_path / "awards.csv", tmp_path / "spark.parquet", engine=spark)
    assert replace(found, out=plain.out) == plain
    assert rows(tmp_path / "spark.parquet") == rows(tmp_path / "duckdb.parquet")


@pytest.mark.parametrize("worth", [0, 1_000])
def test_a_timeline(spark: Engine, worth: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "WORTH", worth)
    (tmp_path / "awards.csv").write_text(AWARDS)
    for engine in (start(), spark):
        timelines(
            Question(law(suit=SUIT), EMPTY, dt.date(2026, 1, 1), dt.date(2026, 1, 1)),
            tmp_path / "awards.csv",
            tmp_path / f"{engine.name}.parquet",
            engine=engine,
        )
    assert rows(tmp_path / "spark.parquet") == rows(tmp_path / "duckdb.parquet")
    assert len(rows(tmp_path / "spark.parquet")) > 10


@settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(asking=askings())
def test_random_laws(spark: Engine, asking: Asking) -> None:
    ours, theirs = InBulk(start("duckdb", 1)), InBulk(spark)
    assert theirs.answers(*asking.question) == ours.answers(*asking.question)
    assert theirs.missing == ours.missing
