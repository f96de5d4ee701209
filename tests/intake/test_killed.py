"""An import that is killed goes on to the same files, byte for byte; a process of its own is killed with SIGKILL."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.intake.test_run import action, whole, write

import comity
from comity.intake.run import import_files

SIZE = 40_000  # bytes of a piece: 10 of them
IMPORT = f"""
import sys
from pathlib import Path
from comity.intake.run import import_files
import_files("auto", [Path(sys.argv[1])], Path(sys.argv[2]), size={SIZE},
    watch=lambda progress: print(progress.step, flush=True))
"""


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("killed")
    rows = [action(f"A{n % 900}", str(n), f"{n}.25", recipient_name=f"CITY {n % 700} OF NOWHERE") for n in range(3_000)]
    rows[::500] = [action("BAD", dollars="many") for _ in rows[::500]]
    file = write(folder / "t.csv", rows)
    import_files("auto", [file], folder / "whole", size=SIZE)
    return file, folder / "whole"


def start(file, into):
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(file), str(into)], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(Path(comity.__file__).parents[1])},
    )  # fmt: skip


def stamps(into):
    return {path: path.stat().st_mtime_ns for path in into.rglob("*") if path.is_file() and path.name != ".lock"}


def holds_what_it_should(file, into, wanted):
    import_files("auto", [file], into, size=SIZE)
    assert whole(into) == whole(wanted)
    assert {path.relative_to(into) for path in stamps(into)} == {path.relative_to(wanted) for path in stamps(wanted)}
    before = stamps(into)
    assert import_files("auto", [file], into, size=SIZE).new == ()
    assert stamps(into) == before


@pytest.mark.parametrize(("step", "pieces"), [("reading", 1), ("reading", 6), ("folding", 10), ("writing", 10)])
def test_an_import_killed_at_any_step_goes_on(tmp_path, uninterrupted, step, pieces):
    file, wanted = uninterrupted
    count = pieces + 1 if step == "reading" else 1
    process = start(file, tmp_path / "into")
    for line in process.stdout:
        count -= line.strip() == step
        if not count:
            break
    process.kill()
    assert process.wait() == -9
    process.stdout.close()
    assert not (tmp_path / "into" / "report.json").exists()
    (log,) = (tmp_path / "into" / "lines").rglob("progress.jsonl")
    assert len(log.read_text().splitlines()) >= pieces  # which are not read again
    holds_what_it_should(file, tmp_path / "into", wanted)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(12))
def test_an_import_killed_again_and_again_at_any_moment_goes_on(tmp_path, uninterrupted, seed):
    file, wanted = uninterrupted
    rng = random.Random(seed)
    for _ in range(4):
        process = start(file, tmp_path / "into")
        process.stdout.readline()
        time.sleep(rng.random() * 0.8)
        process.kill()
        process.wait()
        process.stdout.close()
    holds_what_it_should(file, tmp_path / "into", wanted)
