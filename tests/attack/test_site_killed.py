"""`comity site` killed at any moment, or out of disk: the same folder takes the next run, and nothing half made stays."""

from __future__ import annotations

import datetime as dt
import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.small_law import ONE_TERM

from comity.brief.site import build
from comity.errors import Refused

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed")
DAY = dt.date(2018, 6, 1)


def folders(tmp_path: Path, id: str = "a") -> tuple[Path, Path]:
    law, record = tmp_path / f"law-{id}", tmp_path / "record"
    for folder in (law, record):
        folder.mkdir(exist_ok=True)
    (law / f"{id}.md").write_text(ONE_TERM.format(id=id))
    (record / "record.yaml").write_text("title: t\n")
    return law, record


def held(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too, but for the lock."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[object, dict[str, bytes]]]:
    """Two libraries with the files of their sites, of which most have other names or other bytes."""
    base = tmp_path_factory.mktemp("laws")
    found = {}
    for id in "ab":
        law, record = folders(base, id)
        library = build.gather(law, [record], DAY)
        found[id] = (library, build.site_files(library))
    return found


class Moment:
    """Lets a run come to the n-th file that it moves to its place, and ends it there."""

    def __init__(self, number: int, end: Callable[[Path], None]) -> None:
        self.left, self.end, self.replace = number, end, Path.replace

    def __enter__(self) -> None:
        def replace(path: Path, target: Path) -> Path:
            self.left -= 1
            if self.left == 0:
                self.end(path)
            return self.replace(path, target)

        Path.replace = replace  # pyright: ignore[reportAttributeAccessIssue]

    def __exit__(self, *_: object) -> None:
        Path.replace = self.replace


def killed(_: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def out_of_disk(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def few(files: dict[str, bytes]) -> dict[str, bytes]:
    """Some files of every folder: what happens to them does not turn on how many they are."""
    return dict(list(files.items())[::8])


def run(sites: dict, id: str, out: Path, number: int = 0, end: Callable[[Path], None] = killed) -> int:
    """Make a site in a process of its own that is ended at a moment; how it ended."""
    library, every = sites[id]
    files = few(every)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            build.site_files = lambda _: files
            with Moment(number, end):
                build.write(library, out)
            code = 0
        except OSError:
            code = 3
        except Refused:
            code = 2
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def ended_at(sites: dict, out: Path, number: int, end: Callable[[Path], None], wanted: int) -> None:
    """A new folder, and one that holds another site; both are what a run without trouble makes, after one more run."""
    for before in ("", "b"):
        folder, whole = out / f"{number}{before}", out / "whole"
        if not whole.exists():
            assert run(sites, "a", whole) == 0
        if before:
            assert run(sites, before, folder) == 0
        assert run(sites, "a", folder, number, end) == wanted
        assert run(sites, "a", folder) == 0
        assert held(folder) == held(whole)


def test_a_site_that_was_killed_is_made_again(sites: dict, tmp_path: Path) -> None:
    last = len(few(sites["a"][1]))
    for number in (1, 3, last // 2, last):
        ended_at(sites, tmp_path, number, killed, -signal.SIGKILL)


def test_a_site_that_ran_out_of_disk_is_made_again(sites: dict, tmp_path: Path) -> None:
    for number in (1, len(few(sites["a"][1]))):
        ended_at(sites, tmp_path, number, out_of_disk, 3)


@pytest.mark.nightly
def test_a_site_that_was_killed_at_every_moment(sites: dict, tmp_path: Path) -> None:
    for number in range(1, len(few(sites["a"][1])) + 3):
        ended_at(sites, tmp_path, number, killed, -signal.SIGKILL)


def command(tmp_path: Path, out: Path) -> list[str]:
    law, record = folders(tmp_path)
    given = ["--law", str(law), "--record", str(record), "--as-of", str(DAY), "--out", str(out)]
    return [sys.executable, "-m", "comity.cli", "site", *given]


def killed_after(tmp_path: Path, out: Path, seconds: float) -> None:
    """The program itself, killed some time after it began to write."""
    with subprocess.Popen(command(tmp_path, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as one:
        while one.poll() is None and not (out / build.MANIFEST).exists():
            time.sleep(0.01)
        time.sleep(seconds)
        one.send_signal(signal.SIGKILL)


def made_again(sites: dict, tmp_path: Path, out: Path) -> None:
    """The program, let be, makes what it makes in a new folder."""
    subprocess.run(command(tmp_path, out), check=True, capture_output=True)
    found = held(out)
    del found[build.MANIFEST]
    assert found == sites["a"][1]


def test_the_program_is_killed_and_started_again(sites: dict, tmp_path: Path) -> None:
    killed_after(tmp_path, tmp_path / "site", 0.1)
    made_again(sites, tmp_path, tmp_path / "site")


@pytest.mark.nightly
def test_the_program_is_killed_a_hundred_times(sites: dict, tmp_path: Path) -> None:
    for number in range(100):
        killed_after(tmp_path, tmp_path / "site", number / 50)
    made_again(sites, tmp_path, tmp_path / "site")
