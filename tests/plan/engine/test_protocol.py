"""Engines: found by their names, writing all or nothing, refusing with what to do.

It covers `plan/engine/arrow.py`, `plan/engine/duckdb.py` and `plan/engine/sql.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from comity.plan.engine import duckdb
from comity.plan.engine.protocol import CannotWrite, NoEngine, Output, OutputColumn, start

WORDS = pa.array(["never", None, "always"], pa.string())


def test_words_are_written_for_numbers(tmp_path: Path) -> None:
    query = "SELECT CAST(range AS INTEGER) AS n, range % 3 AS which FROM range(7)"
    columns = (OutputColumn("n", "n"), OutputColumn("how", "which", WORDS))
    assert start("duckdb", 1).write([Output(query, columns)], tmp_path / "out.parquet") == 7
    rows = sorted(pq.read_table(tmp_path / "out.parquet").to_pylist(), key=lambda row: row["n"])
    assert [row["how"] for row in rows] == ["never", None, "always", "never", None, "always", "never"]
    assert [p.name for p in tmp_path.iterdir()] == ["out.parquet"]


def test_no_rows_are_still_a_file_with_its_columns(tmp_path: Path) -> None:
    query = "SELECT 1 AS n, 0 AS which WHERE 1 = 0"
    start("duckdb", 1).write(
        [Output(query, (OutputColumn("n", "n"), OutputColumn("how", "which", WORDS)))], tmp_path / "out.parquet"
    )
    assert pq.read_table(tmp_path / "out.parquet").column_names == ["n", "how"]


def test_a_result_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    out.write_text("before")
    failing = "SELECT CASE WHEN range < 900000 THEN 1 ELSE error('no') END AS n FROM range(1000000)"
    with pytest.raises(Exception, match="no"):
        start("duckdb", 1).write([Output(failing, (OutputColumn("n", "n"),))], out)
    beyond = Output("SELECT 7 AS which", (OutputColumn("how", "which", WORDS),))
    with pytest.raises(Exception, match="out of bounds"):
        start("duckdb", 1).write([beyond], out)
    assert out.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["out.parquet"]


def test_an_engine_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoEngine, match="no engine `flink`"):
        start("flink")
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(NoEngine, match="Spark is not installed") as refused:
        start("spark")
    assert "comity[spark]" in refused.value.hint


def test_a_folder_of_other_things_is_never_replaced(tmp_path: Path) -> None:
    one = Output("SELECT 1 AS n", (OutputColumn("n", "n"),))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear")
    with pytest.raises(CannotWrite, match="folder of other things"):
        start("duckdb", 1).write([one], tmp_path / "mine")
    assert (tmp_path / "mine/letter.txt").read_text() == "dear"
    (tmp_path / "spark").mkdir()
    for name in ("_SUCCESS", "part-0.snappy.parquet", ".part-0.snappy.parquet.crc"):
        (tmp_path / "spark" / name).write_text("")
    start("duckdb", 1).write([one], tmp_path / "spark")
    assert pq.read_table(tmp_path / "spark").num_rows == 1


def test_what_cannot_be_written_is_said_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Output("SELECT 1 AS n", (OutputColumn("n", "n"),))
    with pytest.raises(CannotWrite, match="cannot be written") as refused:
        start("duckdb", 1).write([one], tmp_path / "nowhere/out.parquet")
    assert "disk space" in refused.value.hint
    out = tmp_path / "out.parquet"
    out.write_text("before")

    class Full(pq.ParquetWriter):
        """A disk that is full when the end of the file is written."""

        def close(self) -> None:
            super().close()
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(duckdb, "open_writer", Full)
    with pytest.raises(CannotWrite, match="No space left"):
        start("duckdb", 1).write([one], out)
    assert out.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["out.parquet"]


def test_no_room_for_the_copy_of_a_csv_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def execute(self, query: str) -> None:
            raise OSError('IO Error: Could not write file "x": No space left on device')

    engine = start("duckdb", 1)
    monkeypatch.setattr(engine, "con", Full())
    with pytest.raises(CannotWrite, match="copy of the awards"):
        engine.keep("SELECT 1", "awards")
