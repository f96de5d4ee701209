"""`comity fmt` as it is run: whole files or none, and never one with a fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

UNTIDY = "---\nid: x\n---\n\nProse,  as it is.\n\n```comity\norder pi # why\n   for chicago-il ,evanston-il\n   court   ilnd\n```\n"
TIDY = (
    "---\nid: x\n---\n\nProse,  as it is.\n\n```comity\norder pi  # why\n"
    "  for        chicago-il, evanston-il\n  court      ilnd\n```\n"
)
FAULTY = UNTIDY.replace("for chicago-il", "for Chicago")


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """Three files: one untidy, one tidy, one with a fault."""
    folder = tmp_path / "law"
    folder.mkdir()
    for name, text in (("untidy", UNTIDY), ("tidy", TIDY), ("faulty", FAULTY)):
        (folder / f"{name}.md").write_text(text)
    return folder


def test_files_are_laid_out_and_those_with_faults_left(comity, law: Path) -> None:
    result = comity("fmt", law)
    assert result.code == 1  # there is a file that it could not lay out
    assert result.out == (
        f"laid out {law}/untidy.md\n"
        f"left as it is, it has faults (see `comity check`): {law}/faulty.md\n"
        "1 of 3 files changed.\n"
    )
    assert [(law / f"{name}.md").read_text() for name in ("untidy", "tidy", "faulty")] == [TIDY, TIDY, FAULTY]
    assert sorted(path.name for path in law.iterdir()) == ["faulty.md", "tidy.md", "untidy.md"]


def test_a_second_time_nothing_changes(comity, law: Path) -> None:
    file = law / "untidy.md"
    assert comity("fmt", file).code == 0
    before = file.stat().st_mtime_ns
    assert comity("fmt", file).out == "0 of 1 files changed.\n"
    assert file.stat().st_mtime_ns == before


def test_check_changes_nothing(comity, law: Path) -> None:
    result = comity("fmt", "--check", law / "untidy.md")
    assert (result.code, result.out) == (1, f"would lay out {law}/untidy.md\n1 of 1 files would change.\n")
    assert (law / "untidy.md").read_text() == UNTIDY
    assert comity("fmt", "--check", law / "tidy.md").code == 0


def test_json(comity, law: Path) -> None:
    result = comity("fmt", "--json", law)
    assert json.loads(result.out) == {"changed": [f"{law}/untidy.md"], "faulty": [f"{law}/faulty.md"]}


def test_line_ends_become_one(comity, law: Path) -> None:
    file = law / "tidy.md"
    file.write_bytes(TIDY.replace("\n", "\r\n").encode())
    assert comity("fmt", file).code == 0
    assert file.read_bytes() == TIDY.encode()


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o444])
def test_permissions_stay(comity, law: Path, mode: int) -> None:
    file = law / "untidy.md"
    file.chmod(mode)
    assert comity("fmt", file).code == 0
    assert (file.stat().st_mode & 0o777, file.read_text()) == (mode, TIDY)


def test_a_link_stays_a_link(comity, law: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    (law / "untidy.md").rename(real)
    (law / "untidy.md").symlink_to(real)
    assert comity("fmt", law / "untidy.md").code == 0
    assert (law / "untidy.md").is_symlink()
    assert real.read_text() == TIDY


def test_a_disk_that_is_full_leaves_the_file(comity, law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = comity("fmt", law / "untidy.md")
    assert result.code == 2
    assert "cannot be written: No space left on device" in result.err
    assert (law / "untidy.md").read_text() == UNTIDY
    assert sorted(path.name for path in law.iterdir()) == ["faulty.md", "tidy.md", "untidy.md"]
