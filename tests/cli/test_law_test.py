"""`comity test` as it is run: the law's own cases, and which of their expectations fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_check import SUIT, TERMS

CASES = """
```comity
case "the day before and the day"
  given      chicago-il accepted an award of "16.738" for 2017 on 2017-08-01
  on         2017-09-14 expect t/access in force
  on         2017-09-15 expect t/access blocked by pi

case "an error"
  for        evanston-il
  given      attached
  on         2017-09-15 expect t/access {status}
```
"""


@pytest.fixture
def law(tmp_path: Path):
    """Make a small library whose last case expects a status."""

    def make(status: str) -> Path:
        (tmp_path / "t.md").write_text(TERMS)
        (tmp_path / "v.md").write_text(SUIT + CASES.format(status=status))
        return tmp_path

    return make


def test_all_pass(comity, law) -> None:
    result = comity("test", law("in force"))
    assert (result.code, result.out, result.err) == (0, "2 cases, 3 expectations, 0 failed.\n", "")


def test_one_fails(comity, law) -> None:
    result = comity("test", law("blocked"))
    assert result.code == 1
    assert "/v.md:23:1\n  an error: on 2017-09-15 t/access for evanston-il is in force; expected blocked" in result.out
    assert result.out.endswith("2 cases, 3 expectations, 1 failed.\n")


def test_json(comity, law) -> None:
    result = comity("test", law("blocked"), "--json")
    assert result.code == 1
    found = json.loads(result.out)
    assert (found["expectations"], found["failed"]) == (3, 1)
    assert [outcome["passed"] for outcome in found["outcomes"]] == [True, True, False]
    assert sorted(found["outcomes"][0]) == ["case", "passed", "sentence"]


def test_the_cases_of_one_instrument(comity, law) -> None:
    assert comity("test", law("in force"), "--only", "t").out == "0 cases, 0 expectations, 0 failed.\n"
    result = comity("test", law("in force"), "--only", "tt")
    assert (result.code, "no instrument is named `tt`" in result.err) == (2, True)


def test_law_with_faults_is_not_tested(comity, law) -> None:
    result = comity("test", law("enforced"))
    assert (result.code, result.out) == (2, "")
    assert "`enforced` is not expected here." in result.err
