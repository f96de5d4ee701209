"""Folders of law files: what is read, and a cache that never answers with the law of yesterday."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from tests.text.unreadable import unreadable_folders

from comity.disk.kept_entries import cache_folder
from comity.norms import library
from comity.norms.build import from_text
from comity.norms.library import find_law_files, law_files, load_law
from comity.text.faults import Faults

PAGE = """---
id: {id}
title: {id}
kind: vocabulary
basis: source
checked: 2026-11-23
sources: [made for a test]
---

```comity
act {act} "do something"
```
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one law file, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "law").mkdir()
    write(tmp_path / "law" / "one.md", "first")
    return tmp_path / "law"


def write(file: Path, act: str) -> None:
    file.write_text(PAGE.format(id=file.stem, act=act))


def acts(root: Path) -> list[str]:
    return sorted(load_law(root).acts)


def entries(root: Path) -> list[Path]:
    return sorted((root.parent / "cache" / "comity").glob("law-*"))


def test_what_is_checked_once_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert acts(root) == ["first"]
    assert len(entries(root)) == 1
    monkeypatch.setattr(from_text, "build_law", None)
    assert acts(root) == ["first"]


WITH_CASES = (
    PAGE.replace("kind: vocabulary", "kind: statute\nlevel: federal\nissuer: us\nin_force: 2000-01-01")
    + """
```comity
norm duty "what must be done"
  cites      "23 U.S.C. 158(a)"
  binds      every state
  must       {act}

case "a state is bound"
  on         2010-01-01 expect {id}/duty in force for il

case "a city is not"
  on         2010-01-01 expect {id}/duty not attached for chicago-il
```
"""
)


def test_the_laws_own_tests_are_kept_apart_and_read_when_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "one.md").write_text(WITH_CASES.format(id="one", act="first"))
    made = load_law(root)
    assert len(made.cases) == 2
    kept = load_law(root)
    recalled: list[str] = []
    recall = library.recall
    monkeypatch.setattr(library, "recall", lambda kind, *rest: recalled.append(kind) or recall(kind, *rest))
    monkeypatch.setattr(from_text, "build_law", None)
    assert kept.norms == made.norms
    assert recalled == []
    assert kept.cases == made.cases
    assert kept == made
    assert repr(kept) == repr(made)
    assert recalled == ["cases"]  # once


@pytest.mark.parametrize("damage", [None, b"", b"rubbish"])
def test_where_the_tests_that_were_kept_are_gone_they_are_read_from_the_bytes_of_the_law(
    root: Path, damage: bytes | None
) -> None:
    (root / "one.md").write_text(WITH_CASES.format(id="one", act="first"))
    made = load_law(root)
    kept = load_law(root)
    (entry,) = (root.parent / "cache" / "comity").glob("cases-*")
    if damage is None:
        entry.unlink()
    else:
        entry.write_bytes(damage)
    write(root / "one.md", "other")  # an edit after the law was read changes nothing of what was read
    assert kept.cases == made.cases


def test_an_edit_is_never_missed(root: Path) -> None:
    """Not even one of the same length, in a file made to look as old as before."""
    file = root / "one.md"
    acts(root)
    before = file.stat()
    write(file, "other")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert acts(root) == ["other"]


def test_new_removed_and_renamed_files_are_seen(root: Path) -> None:
    assert acts(root) == ["first"]
    write(root / "two.md", "second")
    assert acts(root) == ["first", "second"]
    (root / "two.md").unlink()
    assert acts(root) == ["first"]
    (root / "one.md").rename(root / "renamed.md")
    with pytest.raises(Faults, match="the file is named"):
        load_law(root)


def test_another_version_of_the_program_is_another_law(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acts(root)
    monkeypatch.setattr(library, "program_state", lambda *stages: "another")
    acts(root)
    assert len(entries(root)) == 2


def test_files_added_take_the_place_of_those_of_their_name(root: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    write(tmp_path / "new" / "one.md", "newer")
    write(tmp_path / "new" / "two.md", "second")
    law = load_law(root, extra=sorted((tmp_path / "new").glob("*.md")))
    assert sorted(law.acts) == ["newer", "second"]


@pytest.mark.parametrize(
    "damage", [b"", b"garbage", pickle.dumps({"not": "a law"})], ids=["empty", "garbage", "foreign"]
)
def test_a_damaged_entry_is_ignored(root: Path, damage: bytes) -> None:
    acts(root)
    (entry,) = entries(root)
    entry.write_bytes(damage)
    assert acts(root) == ["first"]
    assert load_law(root).acts["first"].words == "do something"
    assert entry.read_bytes() != damage


def test_a_folder_that_others_can_write_to_is_not_used(root: Path) -> None:
    folder = root.parent / "cache" / "comity"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert acts(root) == ["first"]
    assert entries(root) == []
    assert cache_folder() is None


def test_without_a_cache_folder_there_is_just_no_cache(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root.parent / "cache").write_text("a file where the folder would be")
    assert acts(root) == ["first"]
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "relative")
    assert acts(root) == ["first"]


def test_only_a_few_laws_are_kept(root: Path) -> None:
    for number in range(library.KEPT + 3):
        write(root / "one.md", f"act-{number}")
        acts(root)
    assert len(entries(root)) == library.KEPT


def test_nothing_faulty_is_kept(root: Path) -> None:
    write(root / "one.md", "Capital")
    with pytest.raises(Faults):
        load_law(root)
    assert entries(root) == []


def test_which_files_are_law(root: Path) -> None:
    (root / "deeper").mkdir()
    for name in ("README.md", ".hidden.md", "notes.txt", "deeper/two.md", "deeper/README.md"):
        (root / name).write_text("")
    (root / ".git").mkdir()
    (root / ".git" / "three.md").write_text("")
    assert [file.relative_to(root).as_posix() for file in law_files(root)] == ["deeper/two.md", "one.md"]
    assert law_files(root / "one.md") == [root / "one.md"]


def test_folders_that_cannot_be_gone_through(tmp_path: Path) -> None:
    shown = {
        name: [fault.render() for fault in find_law_files(folder)[1]]
        for name, folder in unreadable_folders(tmp_path).items()
    }
    assert shown == {
        "ring": ["ring/inner/back:1:1: This link leads back into a folder above it.\n  Take the link out."],
        "deep": ["deep" + "/d" * 13 + ":1:1: Folders of law are no more than 12 deep.\n  Move this one up."],
        "missing": [f"{tmp_path}/missing:1:1: There is no such folder or file of law."],
        "disk": ["/:1:1: This is the whole disk, not a folder of law.\n  Name a folder in it."],
    }


def test_what_can_be_read_is_checked_although_a_folder_cannot(root: Path) -> None:
    (root / "back").symlink_to(root)
    paths, faults = find_law_files(root)
    assert [path.name for path in paths] == ["one.md"]
    assert len(faults) == 1
    with pytest.raises(Faults, match="leads back"):
        load_law(root)
