"""`comity check` as it is run: what it prints, its JSON, its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FRONT = "---\nid: {id}\ntitle: A page\nkind: {kind}\n{more}basis: source\nchecked: 2026-11-23\nsources: [a test]\n---\n"
TERMS = FRONT.format(id="t", kind="award terms", more="level: federal\nissuer: us-doj-ojp\nin_force: 2017-07-25\n") + (
    '```comity\nact let-in "let agents in"\n\nnorm access\n  cites      "8 U.S.C. 1373"\n'
    "  binds      award.recipient\n  must       let-in\n```\n"
)
SUIT = FRONT.format(id="v", kind="case", more="court: ilnd\n") + (
    "```comity\norder pi\n  decided    2017-09-15\n  blocks     t/access\n  for        chicago-il\n```\n"
)


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A small library without fault."""
    folder = tmp_path / "law"
    folder.mkdir()
    (folder / "t.md").write_text(TERMS)
    (folder / "v.md").write_text(SUIT)
    return folder


def test_no_fault(comity, law: Path) -> None:
    result = comity("check", law)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("No fault.\n  instruments:           1\n  lawsuits:              1\n")


def test_every_fault_of_every_file(comity, law: Path) -> None:
    (law / "t.md").write_text(TERMS.replace("let-in\n```", "lett-in\n  from       2018-02-30\n```"))
    (law / "v.md").write_text(SUIT.replace("chicago-il", "chicgo-il").replace("t/access", "t/acess"))
    result = comity("check", law)
    assert result.code == 1
    places = [line.split(" ")[0] for line in result.out.splitlines() if line.startswith("law/")]
    assert places == ["law/t.md:18:14:", "law/t.md:19:14:", "law/v.md:13:14:", "law/v.md:14:14:"]
    assert "    for        chicgo-il\n               ^^^^^^^^^\n  Did you mean `chicago-il`?\n" in result.out
    assert "\n4 faults.\n" in result.out


def test_json(comity, law: Path) -> None:
    (law / "v.md").write_text(SUIT.replace("chicago-il", "chicgo-il"))
    result = comity("check", law, "--json")
    assert result.code == 1
    found = json.loads(result.out)
    assert sorted(found) == ["coverage", "faults"]
    assert found["faults"] == [
        {
            "place": {"file": "law/v.md", "line": 14, "column": 14, "width": 9},
            "sentence": "No government, agency or list is named `chicgo-il`.",
            "hint": "Did you mean `chicago-il`?",
            "excerpt": "  for        chicgo-il",
        }
    ]
    assert (found["coverage"]["norms"], found["coverage"]["orders"]) == (1, 1)


def test_a_file_is_checked_within_the_library_around_it(comity, law: Path, tmp_path: Path) -> None:
    """It takes the place of the library's file of that name, and its own names are the second ones."""
    new = tmp_path / "v.md"
    new.write_text(SUIT.replace("2017-09-15", "2017-09-16"))
    assert comity("check", new, "--law", law).code == 0
    assert comity("check", law / "v.md", "--law", law).code == 0
    new.write_text(SUIT.replace("t/access", "t/acess"))
    result = comity("check", new, "--law", law)
    assert result.code == 1
    assert f"{new}:13:14: No norm is named `t/acess`." in result.out
    again = tmp_path / "w.md"
    again.write_text(TERMS.replace("id: t", "id: w"))
    result = comity("check", again, "--law", law)
    assert f"{again}:13:5: There is a second `let-in`." in result.out
    assert "The first, an act, is at law/t.md:13:5." in result.out


def test_a_folder_is_a_library_of_its_own_unless_one_is_given(comity, law: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (law / "v.md").rename(own / "v.md")
    assert "No norm is named `t/access`." in comity("check", own).out
    assert comity("check", own, "--law", law).code == 0


def test_a_link_that_leads_back_is_a_fault_beside_the_others(comity, law: Path) -> None:
    (law / "back").symlink_to(law)
    (law / "v.md").write_text(SUIT.replace("chicago-il", "chicgo-il"))
    result = comity("check", law)
    assert result.code == 1
    assert "law/back:1:1: This link leads back into a folder above it." in result.out
    assert "No government, agency or list is named `chicgo-il`." in result.out


def test_a_file_that_is_not_text(comity, law: Path) -> None:
    (law / "w.md").write_bytes(b"\xff\xfe\x00")
    result = comity("check", law)
    assert (result.code, "law/w.md:1:1: This file is not UTF-8 text." in result.out) == (1, True)


def test_from_the_shell(law: Path) -> None:
    (law / "v.md").write_text(SUIT.replace("chicago-il", "chicgo-il"))
    run = subprocess.run(
        [sys.executable, "-m", "comity.cli", "check", str(law)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path), "HOME": str(law.parent)},
    )
    assert (run.returncode, run.stderr) == (1, "")
    assert "chicgo-il" in run.stdout


def test_several_files_are_checked_together_and_use_one_anothers_names(comity, tmp_path: Path) -> None:
    first, second = tmp_path / "t.md", tmp_path / "v.md"
    first.write_text(TERMS)
    second.write_text(SUIT)
    empty = tmp_path / "library"
    empty.mkdir()
    (empty / "other.md").write_text(TERMS.replace("id: t\n", "id: other\n").replace("let-in", "let-out"))
    together = comity("check", second, first, "--law", empty)
    assert (together.code, together.err) == (0, "")
    alone = comity("check", second, "--law", empty)
    assert alone.code == 1
    assert "No norm is named `t/access`." in alone.out
    missing = comity("check", first, tmp_path / "none.md")
    assert (missing.code, missing.err) == (2, f"comity: there is no law file or folder {tmp_path / 'none.md'}.\n")


def test_what_each_file_rests_on(comity, law: Path, tmp_path: Path) -> None:
    (law / "v.md").write_text(SUIT.replace("basis: source", "basis: source and memory\nnote: The day is from memory."))
    result = comity("check", law, "--sources")
    assert (result.code, result.err) == (0, "")
    assert "\nv     partly memory  2026-11-23" in result.out
    assert "\n  line 7: The day is from memory.\n" in result.out
    one = json.loads(comity("check", law / "v.md", "--law", law, "--sources", "--json").out)
    assert [(row["id"], row["basis"], row["citable"]) for row in one] == [("v", "source and memory", ["a test"])]
    page = tmp_path / "page.md"
    page.write_text(
        "# Before\n\n<!-- comity check --sources --write: from here on made by the command -->\n<!-- to here -->\nAfter\n"
    )
    assert comity("check", law, "--write", page).code == 0
    first = page.read_text()
    assert "| [v](v.md) | partly memory | 2026-11-23 |" in first
    assert first.startswith("# Before\n")
    assert first.endswith("<!-- to here -->\nAfter\n")
    assert comity("check", law, "--write", page).code == 0
    assert page.read_text() == first


def test_a_page_without_marks_and_a_law_with_faults(comity, law: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A page\n")
    result = comity("check", law, "--sources", "--write", page)
    assert (result.code, page.read_text()) == (2, "# A page\n")
    assert "lacks the marks" in result.err
    assert comity("check", law, "--write", tmp_path / "none.md").code == 2
    (law / "v.md").write_text(SUIT.replace("chicago-il", "chicgo-il"))
    result = comity("check", law, "--sources")
    assert (result.code, "No government, agency or list is named" in result.out) == (1, True)
