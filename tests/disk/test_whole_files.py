"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from comity.disk.reading import NotAFile
from comity.disk.whole_files import replacing, write_whole


def test_a_block_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("old")

    def fail() -> None:
        with replacing(target) as scratch:
            scratch.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("x.csv", "old")]


def test_two_at_once_write_files_of_their_own(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    with replacing(target) as first, replacing(target) as second:
        first.write_text("first")
        second.write_text("second")
    assert target.read_text() == "first"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    target = tmp_path / "x.csv"
    target.symlink_to(tmp_path / "precious")
    write_whole(target, "new")
    assert (tmp_path / "precious").read_text() == "precious"
    assert not target.is_symlink()
    assert target.read_text() == "new"


def test_what_is_no_file_stays(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for target in (tmp_path / "folder", tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(NotAFile):
            write_whole(target, "x")


def test_modes(tmp_path: Path) -> None:
    """As any file that is made, as the file that was there, or the user's alone."""
    made = tmp_path / "made"
    made.write_text("")
    write_whole(tmp_path / "new", "x")
    write_whole(tmp_path / "own", "x", private=True)
    made.chmod(0o640)
    write_whole(made, "x")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    plain = tmp_path / "plain"
    plain.write_text("")
    assert modes == {"made": 0o640, "new": stat.S_IMODE(plain.stat().st_mode), "own": 0o600}


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 251 + ".csv")
    write_whole(target, "x")
    assert target.read_text() == "x"


KILLED = """
import os, signal, sys
from pathlib import Path
from comity.disk.whole_files import replacing, scratch_folder
with scratch_folder(Path(sys.argv[1]).parent), replacing(Path(sys.argv[1])) as scratch:
    scratch.write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_run_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("old")
    subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False)
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 3
    with replacing(tmp_path / "y.csv") as alive:
        write_whole(target, "new")
        assert {path.name for path in tmp_path.iterdir()} == {"x.csv", alive.name}


WRITES = """
import sys
from pathlib import Path
from comity.disk.whole_files import write_whole
for turn in range(20):
    write_whole(Path(sys.argv[1]), sys.argv[2] * 100_000)
"""


def test_many_that_write_one_file_at_once_leave_it_whole(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    running = [subprocess.Popen([sys.executable, "-c", WRITES, str(target), word]) for word in "abcd"]
    assert [one.wait() for one in running] == [0, 0, 0, 0]
    assert target.read_text() in {word * 100_000 for word in "abcd"}
    assert list(tmp_path.iterdir()) == [target]
