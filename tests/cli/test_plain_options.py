"""Options of plain types are read as typer reads them, without what typer loads for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOADED = """
import sys
sys.argv = ["comity", *{arguments!r}]
from comity.cli import main
try:
    main()
except SystemExit as ended:
    code = ended.code
print(code, sorted(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
"""
HEAVY = ("pydantic", "lark", "eyecite", "citeurl", "duckdb", "pyarrow", "numpy", "sqlglot", "holidays")


def loaded(*arguments: str) -> str:
    program = LOADED.format(arguments=arguments, heavy=HEAVY)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return run.stderr.strip().splitlines()[-1]


def test_a_question_loads_nothing_heavy() -> None:
    """What a question does not need is not loaded: the first answer of a day comes in a third of the time."""
    loaded("why", "chicago-il", "jag-fy2017/notice")  # the law is kept by now
    assert loaded("--help") == "0 []"
    assert loaded("why", "chicago-il", "jag-fy2017/notice", "--as-of", "2018-01-24") == "0 []"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["why", "chicago-il", b"jag\xff/notice"], "These words are not UTF-8 text."),
        (["why", "chicago-il", "jag-fy2017/notice", "--as-of", b"\xfe"], "These words are not UTF-8 text."),
        (["why", "chicago-il"], "Missing argument"),
        (["why", "chicago-il", "jag-fy2017/notice", "--json=7"], "does not take a value"),
    ],
)
def test_what_is_not_read(arguments: list[str | bytes], sentence: str) -> None:
    program = [sys.executable, "-m", "comity.cli", *map(os.fsdecode, arguments)]
    run = subprocess.run(program, capture_output=True, text=True, check=False)
    assert run.returncode == 2, run.stderr
    assert sentence in run.stderr


def test_a_path_of_any_bytes_is_a_path(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"l\xffaw")
    program = [sys.executable, "-m", "comity.cli", "why", "chicago-il", "jag-fy2017/notice", "--law", str(folder)]
    run = subprocess.run(program, capture_output=True, text=True, check=False)
    assert run.returncode == 2, run.stderr
    assert "There is no such folder or file of law." in run.stderr
