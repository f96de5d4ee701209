"""Where the system has no `fcntl` and no `os.getuid`, as on Windows, law, records and files are read and written all the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from comity.disk import locks
from comity.disk.kept_entries import cache_folder
from comity.disk.locks import alone, hold, lock, while_free
from comity.disk.whole_files import replacing, scratch_folder, write_new, write_whole
from comity.disk.workplace import Workplace
from comity.norms.library import load_law
from comity.record.keeping import read_record

PAGE = """---
id: one
title: One
kind: vocabulary
basis: source
checked: 2026-11-23
sources: [made for a test]
---

```comity
act keep-out "keep federal agents out"
```
"""


@pytest.fixture(autouse=True)
def neither(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(locks, "fcntl", None)
    monkeypatch.delattr(os, "getuid")


def test_files_are_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "first")
    write_whole(tmp_path / "a.txt", "second")
    write_new(tmp_path / "b.txt", "new")
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "a.txt") as scratch:
        scratch.write_text(str(1 / 0))
    with scratch_folder(tmp_path) as folder:
        assert folder.is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]
    assert (tmp_path / "a.txt").read_text() == "second"


def test_a_lock_is_had_and_nothing_of_another_run_is_taken_away(tmp_path: Path) -> None:
    handle = lock(tmp_path / "lock")
    assert handle is not None
    assert hold(handle)
    os.close(handle)
    with while_free(tmp_path / "lock") as free:
        assert not free  # it cannot be told
    with alone(tmp_path):
        pass
    assert Workplace().folder.is_dir()


def test_law_and_record_are_kept(tmp_path: Path) -> None:
    for name in ("law", "office"):
        (tmp_path / name).mkdir()
    (tmp_path / "law" / "one.md").write_text(PAGE)
    (tmp_path / "office" / "record.yaml").write_text("title: Ours\n")
    laws = [load_law(tmp_path / "law") for _ in range(2)]
    records = [read_record([tmp_path / "office"], law) for law in laws]
    assert laws[0] == laws[1]
    assert records[0] == records[1]
    folder = cache_folder()
    assert folder is not None
    assert {path.name.partition("-")[0] for path in folder.iterdir()} >= {"law", "record"}
