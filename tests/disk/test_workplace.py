"""The folder for what is not kept: nothing of it stays, whatever ends the run, and odd names are plain in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pytest

from comity.disk.workplace import Workplace

ODD = [
    *("x[1].csv", "x*.csv", "x?.csv", "x[.csv", "**.csv", "x[!a].csv", "x[a-z].csv", "x'q.csv", "x\\y.csv", "x\n.csv"),
    *("{a,b}.csv", "[x]/y.csv", "a*b/**/c.csv", " x .csv", "x%20.csv", "s3:/b.csv", "é[ß].csv", "-x.csv", "[]].csv"),
]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def test_every_odd_name_is_read_as_itself_and_no_other(tmp_path: Path, temporary: Path) -> None:
    for name in ODD:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"a\n{ODD.index(name)}\n")
    place = Workplace()
    for name in ODD:
        plain = place.plain(tmp_path / "files" / name)
        assert duckdb.sql(f"SELECT a FROM read_csv('{plain}', header = true)").fetchall() == [(ODD.index(name),)]
    place.close()
    assert list(temporary.iterdir()) == []


def test_a_copy_has_no_name_and_is_read_and_written(temporary: Path) -> None:
    place = Workplace()
    copies = [place.file(".parquet") for _ in range(3)]
    for number, copy in enumerate(copies):
        duckdb.sql(f"COPY (SELECT {number} AS a) TO '{copy}' (FORMAT parquet, USE_TMP_FILE false)")
    found = [duckdb.sql(f"SELECT a FROM read_parquet('{copy}')").fetchall() for copy in copies]
    assert found == [[(0,)], [(1,)], [(2,)]]
    if sys.platform == "linux":
        assert [path.name for path in place.folder.iterdir()] == [".lock"]
    place.close()
    assert list(temporary.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from comity.disk.workplace import Workplace
place = Workplace()
Path(place.file(".parquet")).write_bytes(b"awards")
(place.folder / "spill").write_bytes(b"awards")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_run_left_is_taken_away_by_the_next(temporary: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED], check=False, env={**os.environ, "TMPDIR": str(temporary)})
    assert ended.returncode == -signal.SIGKILL
    (left,) = temporary.iterdir()
    assert sorted(path.name for path in left.iterdir()) == [".lock", "spill"]  # the copy is gone already
    others = temporary / "comity-of-somebody-else"
    others.mkdir()
    alive = Workplace()
    alive.plain(temporary / "x[1]")
    last = Workplace()
    expected = {others.name, alive.folder.name, last.folder.name}
    assert {path.name for path in temporary.iterdir()} == expected
    alive.close()
    last.close()
