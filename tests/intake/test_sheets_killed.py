"""An import of a sheet that is killed at any moment, or run twice at once: nothing is lost, nothing doubled."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

import comity

IMPORT = """
import sys
from pathlib import Path
from comity.intake.run import import_files
print("begun", flush=True)
import_files("sheet", [Path(sys.argv[1])], Path(sys.argv[2]))
"""
HEAD = "Award Number,Recipient Name,State,ALN,Amount\n"


def sheet(path, numbers, amount):
    path.write_text(HEAD + "".join(f"2019-DJ-BX-{n:04},City of Oakland,CA,16.738,{amount}\n" for n in numbers))
    return path


def start(file, into):
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(file), str(into)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=os.environ | {"PYTHONPATH": str(Path(comity.__file__).parents[1])},
    )  # fmt: skip


def awards(into):
    return duckdb.sql(f"SELECT count(*), sum(amount) FROM '{into / 'awards.parquet'}'").fetchall()[0]


def finished(file, into):
    process = start(file, into)
    process.communicate()
    return process.returncode


@pytest.mark.parametrize("seed", range(3))
def test_an_import_that_replaces_another_is_killed_and_given_again(tmp_path, seed):
    rng = random.Random(seed)
    old, new = sheet(tmp_path / "old.csv", range(400), 10), sheet(tmp_path / "new.csv", range(100, 500), 25)
    assert finished(old, tmp_path / "into") == 0
    assert awards(tmp_path / "into") == (400, 4_000)
    process = start(new, tmp_path / "into")
    process.stdout.readline()
    time.sleep(rng.random() * 0.6)
    process.kill()
    process.wait()
    process.stdout.close()
    assert finished(new, tmp_path / "into") == 0
    assert awards(tmp_path / "into") == (400, 10_000)
    assert len(list((tmp_path / "into" / "lines").iterdir())) == 1


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(20))
def test_an_import_is_killed_again_and_again(tmp_path, seed):
    rng = random.Random(seed)
    files = [sheet(tmp_path / f"{n}.csv", range(n * 50, 400 + n * 50), n + 1) for n in range(4)]
    for file in files:
        for _ in range(3):
            process = start(file, tmp_path / "into")
            process.stdout.readline()
            time.sleep(rng.random() * 0.8)
            process.kill()
            process.wait()
            process.stdout.close()
        assert finished(file, tmp_path / "into") == 0
    assert awards(tmp_path / "into") == (400, 1_600)


def test_two_imports_at_once_leave_each_award_once(tmp_path):
    file = sheet(tmp_path / "a.csv", range(400), 10)
    both = [start(file, tmp_path / "into") for _ in range(2)]
    codes = [process.communicate() and process.returncode for process in both]
    assert 0 in codes  # the other one is refused, or finds that nothing changes
    assert awards(tmp_path / "into") == (400, 4_000)


def test_another_list_of_the_same_form_is_no_later_state_of_the_first(tmp_path):
    police, parks = sheet(tmp_path / "police.csv", range(10), 10), sheet(tmp_path / "parks.csv", range(900, 920), 10)
    assert finished(police, tmp_path / "into") == 0
    assert finished(parks, tmp_path / "into") == 1
    assert awards(tmp_path / "into") == (10, 100)
