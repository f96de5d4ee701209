"""The commands that docs/a-month.md shows are commands of today, with those options."""

import re
import shlex
from pathlib import Path

import pytest

from comity.cli.main import application

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "a-month.md").read_text(encoding="utf-8")
SHOWN = [shlex.split(line) for line in re.findall(r"^\$ (.*)$", TEXT, re.MULTILINE)]


def test_each_command_and_option_exists(capsys):
    shown = [words[1:] for words in SHOWN if words[0] == "comity"]
    assert {words[0] for words in shown} >= {"check", "diff", "docket", "fmt", "test"}
    for words in shown:
        with pytest.raises(SystemExit) as ended:
            application("comity.cli").main([*words, "--help"], prog_name="comity")
        said = capsys.readouterr().out
        assert ended.value.code == 0, words
        assert all(word in said for word in words if word.startswith("--")), words


def test_each_file_exists():
    for words in SHOWN:
        if words[0] == "python":
            assert (ROOT / words[1]).exists()
    for link in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (ROOT / "docs" / link).exists(), link
