"""The progress bar: bytes and rows on a terminal, gone at the end, and nothing of it elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
ROWS = Path(__file__).parents[1] / "intake" / "kinds" / "rows"
TRANSACTIONS = ROWS / "Assistance_PrimeTransactions_2024-11-19_cut.csv"


def importing(into, stderr):
    return subprocess.Popen(
        [sys.executable, "-m", "comity.cli", "import", "auto", str(TRANSACTIONS), "--into", str(into)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr, text=True,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "80"},
    )  # fmt: skip


def on_a_terminal(into):
    ours, theirs = pty.openpty()
    process = importing(into, theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            data = os.read(ours, 1 << 16)
        except OSError:  # how Linux says that the other end is closed
            break
        if not data:
            break
        seen += data
    out = process.stdout.read()
    os.close(ours)
    return process.wait(), out, seen.decode()


def test_a_bar_with_bytes_and_rows_on_a_terminal_that_ends_cleanly(tmp_path):
    code, out, seen = on_a_terminal(tmp_path / "into")
    words = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen)
    assert code == 0
    assert re.search(r"reading Assi\S+\.csv .*\d+ of \d+ kB, \d+ rows", words)
    assert "folding" in words
    assert seen.rindex("\x1b[?25h") > seen.rindex("\x1b[?25l")  # the cursor is back
    assert seen.endswith("\x1b[2K")  # and the line of the bar is wiped
    assert max(len(line) for line in re.split(r"[\r\n]+", words)) <= 80
    assert "\x1b" not in out
    assert "rows read =" in out


def test_nothing_of_it_is_printed_elsewhere(tmp_path):
    out, err = importing(tmp_path / "into", subprocess.PIPE).communicate()
    assert err == ""
    assert "\x1b" not in out
