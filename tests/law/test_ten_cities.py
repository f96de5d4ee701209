"""How much ten cities can be told about award conditions: at most 15 % of a day's answers cannot be told."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from comity.answers.question import open_law, open_record

TOOL = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "ten_cities.py"))
BAR = 0.15


def check(day: str) -> None:
    law = open_law(None)
    found = TOOL["told"](law, open_record(None, law), day)
    assert found.answers > 150
    assert found.share_open <= BAR, found.missing.most_common(20)


def test_2026() -> None:
    check("2026-06-01")


@pytest.mark.nightly
@pytest.mark.parametrize("day", ["2018-01-24", "2025-09-01"])
def test_earlier(day: str) -> None:
    check(day)
