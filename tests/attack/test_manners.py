"""The program as its users run it: exit codes, outputs that are closed, full or narrow, names that are too long, and stops."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from comity.cli import main

COMITY = [sys.executable, "-m", "comity.cli"]
WHY = ["why", "chicago-il", "jag-fy2017/notice", "--as-of", "2018-06-01"]


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    command = [*COMITY, *map(str, arguments)]
    given = {"capture_output": True, "text": True, "check": False, **options}
    return subprocess.run(command, **given)  # pyright: ignore[reportCallIssue, reportArgumentType]


def here(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program in this process, from its first line to its last."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["comity", *map(str, arguments)])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr(sys, "stdin", io.StringIO())
        before = signal.getsignal(signal.SIGTERM)
        try:
            with pytest.raises(SystemExit) as ended:
                main()
            sys.stderr.flush()
        finally:
            signal.signal(signal.SIGTERM, before)
    said = [stream.buffer.getvalue().decode() for stream in (out, err)]  # pyright: ignore[reportAttributeAccessIssue]
    return subprocess.CompletedProcess(arguments, int(ended.value.code or 0), *said)


def refused(*arguments: object) -> str:
    """The words of a refusal: exit code 2, nothing on the output, no traceback."""
    found = here(*arguments)
    assert found.returncode == 2, found
    assert "Traceback" not in found.stderr
    assert "fault in Comity" not in found.stderr
    return found.stderr


@pytest.fixture
def read_only(tmp_path: Path) -> Path:
    """A folder that nobody may write to; who may write anywhere gets a file in its place."""
    folder = tmp_path / "read-only"
    folder.mkdir()
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        folder.rmdir()
        folder.write_text("")
    return folder


@pytest.fixture
def awards(tmp_path: Path) -> Path:
    file = tmp_path / "awards.csv"
    file.write_text("award,government,program,fiscal_year\nA1,chicago-il,16.738,2017\n")
    return file


def test_places_that_cannot_be_written(tmp_path: Path, read_only: Path, awards: Path) -> None:
    new = ["new", "order", "--title", "A v. B", "--by", "ilnd", "--on", "2018-01-24"]
    acting = ["--norms", "jag-fy2017/notice", "--for", "chicago-il"]
    refused("assess", awards, "--out", read_only / "out.parquet")
    refused("site", "--out", read_only / "site")
    refused("import", "sheet", awards, "--into", read_only / "into", "--yes")
    refused(*new, *acting, "--into", read_only)
    refused(*new, *acting, "--id", "a" * 300, "--into", tmp_path)
    for path in (tmp_path / ("a" * 300 + ".parquet"), tmp_path / "no" / "out.parquet", Path("/dev/null"), tmp_path):
        refused("assess", awards, "--out", path)


@pytest.mark.parametrize("name", ["a" * 300, "a/" * 3000, "\x01", "-x", "~nobody", "a\nb"])
def test_names_of_files_that_are_none(name: str, tmp_path: Path) -> None:
    for option in ("--law", "--record"):
        refused(*WHY, option, tmp_path / name)
    refused("assess", tmp_path / name, "--out", tmp_path / "o.parquet")
    refused("check", tmp_path / name)


def test_outputs_that_are_full_or_closed() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    for arguments in ([*WHY, "--json"], ["--help"]):
        with open("/dev/full", "w") as full:
            assert run(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE).returncode == 2
    shell = " ".join(map(str, [*COMITY, *WHY]))
    assert subprocess.run(["sh", "-c", f"{shell} >&-"], capture_output=True, check=False).returncode == 2
    assert subprocess.run(["sh", "-c", f"{shell} >/dev/null 2>&-"], check=False).returncode == 0


def test_a_broken_pipe_is_quiet_and_keeps_the_exit_code(tmp_path: Path) -> None:
    law = tmp_path / "law"
    law.mkdir()
    for number in range(200):
        (law / f"a{number}.md").write_text("no law\n")
    for arguments, code in ((WHY, 0), (["check", law], 1)):
        with subprocess.Popen([*COMITY, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as one:
            assert one.stdout is not None
            assert one.stderr is not None
            one.stdout.close()
            said = one.stderr.read()
            assert (one.wait(), said) == (code, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_terminals_that_have_no_code_for_a_letter(encoding: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    said = run(*WHY, "--json", env=env, text=False)
    plain = run(*WHY, "--json")
    assert json.loads(said.stdout.decode(encoding)) == json.loads(plain.stdout)


@pytest.mark.parametrize(
    "day", ["0001-01-01", "9999-12-31", "0999-12-31", "3000-01-01", "2018-02-30", "১৯৯৯-01-01", "0000-00-00"]
)
def test_days_at_the_ends_of_the_calendar(day: str) -> None:
    refused(*WHY[:3], "--as-of", day)


@pytest.mark.parametrize("day", ["1000-01-01", "2999-12-31"])
def test_the_first_and_the_last_day_that_can_be_asked_about(day: str) -> None:
    for arguments in (WHY[:3], ["position", "chicago-il"], ["demands"], ["statements", "chicago-il"]):
        found = here(*arguments, "--as-of", day)
        assert found.returncode in (0, 2), found


def test_questions_without_an_answer_are_bad_input() -> None:
    refused("new", "order")
    refused("why")
    refused("nonsense")
    refused(*WHY, "--nonsense")
    refused(*WHY, "--suppose", "\x1b[2J")
    refused(*WHY, "--forum", "ca99")


def test_a_run_that_is_told_to_stop_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "awards.csv"
    rows = "".join(f"A{n},chicago-il,16.738,2017\n" for n in range(300_000))
    file.write_text("award,government,program,fiscal_year\n" + rows)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    env = {**os.environ, "TMPDIR": str(temporary)}
    command = [*COMITY, "assess", str(file), "--out", str(tmp_path / "o.parquet")]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as one:
        for _ in range(200):
            if list(temporary.iterdir()) or one.poll() is not None:
                break
            time.sleep(0.05)
        one.send_signal(signal.SIGTERM)
        assert one.wait() in (143, 0)
    assert list(temporary.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} <= {"awards.csv", "temporary", "o.parquet"}


# Terminals ------------------------------------------------------------------------------------------


def on_a_terminal(columns: int, *arguments: str, **env: str) -> str:
    fcntl = pytest.importorskip("fcntl")
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    with subprocess.Popen(
        [*COMITY, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env={**kept, "TERM": "xterm-256color", **env}
    ) as one:
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:
                break
            if not part:
                break
            said += part
        assert one.wait() == 0
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


PAINT = re.compile(r"\x1b\[[0-9;]*m")
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


@pytest.mark.parametrize("columns", [40, 120, 500])
def test_text_is_as_wide_as_the_terminal(columns: int) -> None:
    said = PAINT.sub("", on_a_terminal(columns, "position", "chicago-il", "--as-of", "2018-06-01"))
    width = min(columns, 200)
    assert [line for line in said.split("\n") if len(line) > width] == []
    assert max(map(len, said.split("\n"))) > width - 40


def test_colour_goes_with_words_and_can_be_done_without() -> None:
    position = ("position", "chicago-il", "--as-of", "2018-06-01")
    with_colour = on_a_terminal(100, *position)
    without = on_a_terminal(100, *position, NO_COLOR="1")
    assert COLOUR.search(with_colour)
    assert not COLOUR.search(without)
    assert PAINT.sub("", with_colour) == PAINT.sub("", without)
    piped = run(*position, env={**os.environ, "FORCE_COLOR": "1", "COLUMNS": "200"}).stdout
    assert "\x1b" not in piped
    assert max(map(len, piped.split("\n"))) <= 80
