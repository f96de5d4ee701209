from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest

from comity.brief.terminal.width import AWAY, lay_out_in
from comity.cli.output import console, print_json


class Status(Enum):
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Answer:
    on: date
    status: Status
    cites: tuple[str, ...]


def test_json_of_the_values_that_answers_hold(capsys):
    print_json([Answer(date(2018, 1, 24), Status.BLOCKED, ("§ 1373",)), Decimal("1.10"), Path("a")])
    assert "".join(capsys.readouterr().out.split()) == (
        '[{"on":"2018-01-24","status":"blocked","cites":["§1373"]},"1.10","a"]'
    )


def test_json_refuses_what_has_no_json_form():
    with pytest.raises(TypeError, match="no JSON form for object"):
        print_json(object())


def test_away_from_a_terminal_the_console_is_plain_and_narrow(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = console()
    out.print("[bold red]word[/] " + "x " * 100)
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert max(map(len, printed.splitlines())) <= 80


def test_text_is_laid_out_in_the_columns_of_the_terminal():
    for found, columns in ((40, 40), (120, 120), (10, 40), (500, 200)):
        lay_out_in(found)
        assert console().width == columns
    lay_out_in(AWAY)
