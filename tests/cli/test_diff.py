"""`comity diff`: what a change of the law changes, for parties and for awards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_check import SUIT, TERMS

NORM = '\nnorm private\n  cites      "8 U.S.C. 1373"\n  binds      every state\n  must not   let-in\n'


@pytest.fixture
def laws(tmp_path: Path) -> tuple[Path, Path]:
    """A law, and the same with an order for Chicago and a norm for States more."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "t.md").write_text(TERMS)
    (new / "t.md").write_text(TERMS.replace("  must       let-in\n```", f"  must       let-in\n{NORM}```"))
    (new / "v.md").write_text(SUIT)
    return old, new


def test_every_answer_that_differs_is_said_with_what_was_added(comity, laws: tuple[Path, Path]) -> None:
    result = comity("diff", *laws, "--as-of", "2018-01-01", "--json")
    assert (result.code, result.err) == (1, "")
    found = json.loads(result.out)
    assert (found["added"], found["gone"], found["rewritten"]) == (["t/private", "v/pi"], [], [])
    changed = {(c["party"], (c["after"] or c["before"])["norm"]) for c in found["changes"]}
    assert {("il", "t/private"), ("ca", "t/private"), ("chicago-il", "t/access")} <= changed
    assert ("houston-tx", "t/access") not in changed
    assert ("chicago-il", "t/private") not in changed
    back = json.loads(comity("diff", *laws[::-1], "--as-of", "2018-01-01", "--json").out)
    assert (back["gone"], len(back["changes"])) == (["t/private", "v/pi"], len(found["changes"]))


def test_a_file_is_put_into_the_law_before(comity, laws: tuple[Path, Path]) -> None:
    old, new = laws
    result = comity("diff", old, new / "v.md", "--as-of", "2018-01-01")
    assert result.code == 1
    assert "added: v/pi" in result.out
    assert "chicago-il\n  t/access\n" in result.out


def test_the_same_law_changes_nothing(comity, laws: tuple[Path, Path]) -> None:
    result = comity("diff", laws[0], laws[0], "--as-of", "2018-01-01")
    assert (result.code, "No answer differs" in result.out) == (0, True)


def test_of_awards_every_answer_that_differs_is_written_with_its_dollars(
    comity, laws: tuple[Path, Path], tmp_path: Path
) -> None:
    awards, out = tmp_path / "awards.csv", tmp_path / "changes.parquet"
    awards.write_text("award,government,accepted,amount\nA,chicago-il,2017-10-01,100\nB,houston-tx,2017-10-01,50\n")
    result = comity("diff", *laws, "--awards", awards, "--out", out, "--as-of", "2018-01-01", "--json")
    assert (result.code, result.err) == (1, "")
    found = json.loads(result.out)
    assert found["changed"] == 1
    assert [(m["norm"], m["before"], m["after"], m["dollars"]) for m in found["moved"]] == [
        ("t/access", "in_force", "blocked", "100.00")
    ]
    assert out.exists()
