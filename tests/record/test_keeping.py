"""The kept record: it is the one that is read, and nothing done to it, to the files or to the law gives another."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.disk.plain_form import dump, load
from comity.library import law_dir, records_dir
from comity.norms.library import load_law
from comity.norms.nodes import Law
from comity.record import keeping
from comity.record import load as loading
from comity.record.keeping import READ, read_record
from comity.record.load import load_record
from comity.record.nodes import Record
from comity.record.schema import FORMATS
from comity.text.faults import Faults

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
{more}
```
"""
CONDUCT = "party,act,done,on,source\n{who},keep-out,yes,2018-01-24,letter\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("law", "office"):
        (tmp_path / name).mkdir()
    (tmp_path / "law" / "one.md").write_text(PAGE.format(more=""))
    (tmp_path / "office" / "record.yaml").write_text("title: Ours\n")
    (tmp_path / "office" / "sources.csv").write_text("id,title\nletter,A letter\n")
    (tmp_path / "office" / "conduct.csv").write_text(CONDUCT.format(who="chicago-il"))
    return tmp_path


def law_of(root: Path) -> Law:
    return load_law(root / "law")


def who(record: Record) -> list[str]:
    return [one.party for one in record.conduct]


def kept(root: Path) -> list[Path]:
    return sorted((root / "cache" / "comity").glob("record-*"))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how many times a record is read from its files."""
    counted: list[int] = []

    def counting(folders: list[Path], law: Law) -> Record:
        counted.append(1)
        return load_record(folders, law)

    monkeypatch.setattr(loading, "load_record", counting)
    return counted


def test_a_kept_record_is_the_one_that_was_read(root: Path, reads: list[int]) -> None:
    law = law_of(root)
    first = read_record([root / "office"], law)
    again = read_record([root / "office"], law)
    assert repr(again) == repr(first) == repr(load_record([root / "office"], law))
    assert len(reads) == 1
    assert who(again) == ["chicago-il"]


def test_every_packaged_record_is_the_same_from_its_plain_form() -> None:
    record = load_record(sorted(path for path in records_dir().iterdir() if path.is_dir()), load_law(law_dir()))
    held = keeping._held(record)
    assert repr(keeping._record_of(load(dump(held, keeping._hint()), keeping._hint()))) == repr(record)
    assert any(one.proposition and "all" in one.proposition for one in record.statements)


def test_an_edit_of_any_file_is_seen(root: Path, reads: list[int]) -> None:
    law = law_of(root)
    read_record([root / "office"], law)
    (root / "office" / "conduct.csv").write_text(CONDUCT.format(who="evanston-il"))
    assert who(read_record([root / "office"], law)) == ["evanston-il"]
    (root / "office" / "record.yaml").write_text("title: Theirs\n")
    assert read_record([root / "office"], law).title == "Theirs"
    (root / "office" / "conduct.csv").rename(root / "office" / "conduct.txt")
    assert who(read_record([root / "office"], law)) == []
    assert len(reads) == 4


def test_a_record_is_kept_for_one_law(root: Path, reads: list[int]) -> None:
    read_record([root / "office"], law_of(root))
    (root / "law" / "one.md").write_text(PAGE.format(more='act let-in "let them in"'))
    read_record([root / "office"], law_of(root))
    assert len(reads) == 2
    (root / "law" / "one.md").write_text(PAGE.format(more="").replace("keep-out", "shut-out"))
    with pytest.raises(Faults, match="keep-out"):
        read_record([root / "office"], law_of(root))


def test_a_record_for_a_law_that_was_not_read_is_not_kept(root: Path, reads: list[int]) -> None:
    law = load_law(root / "law", cache=False)
    read_record([root / "office"], law)
    read_record([root / "office"], law)
    assert len(reads) == 2
    assert kept(root) == []


def test_an_edit_while_a_record_is_read_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def edited_behind(folders: list[Path], law: Law) -> Record:
        record = load_record(folders, law)
        (root / "office" / "conduct.csv").write_text(CONDUCT.format(who="evanston-il"))
        return record

    law = law_of(root)
    with monkeypatch.context() as patch:
        patch.setattr(loading, "load_record", edited_behind)
        assert who(read_record([root / "office"], law)) == ["chicago-il"]
    assert kept(root) == []
    assert who(read_record([root / "office"], law)) == ["evanston-il"]


def test_a_damaged_entry_is_a_miss(root: Path, reads: list[int]) -> None:
    law = law_of(root)
    record = read_record([root / "office"], law)
    (entry,) = kept(root)
    whole = entry.read_bytes()
    places = [0, 63, 64, 65, len(whole) // 2, len(whole) - 1]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1
        entry.write_bytes(damaged)
        assert read_record([root / "office"], law) == record
        assert entry.read_bytes() == whole
    assert len(reads) == 1 + len(places)


def test_a_fault_is_told_each_time(root: Path) -> None:
    (root / "office" / "conduct.csv").write_text(CONDUCT.format(who="nowhere-xx"))
    for _ in range(2):
        with pytest.raises(Faults, match="nowhere-xx"):
            read_record([root / "office"], law_of(root))
    assert kept(root) == []


def test_a_folder_with_a_link_is_read_each_time(root: Path, reads: list[int]) -> None:
    """The bytes that a link leads to may stay while it comes to lead out of the folder."""
    (root / "office" / "conduct.csv").rename(root / "office" / "kept.txt")
    (root / "office" / "conduct.csv").symlink_to(root / "office" / "kept.txt")
    for _ in range(2):
        assert who(read_record([root / "office"], law_of(root))) == ["chicago-il"]
    assert len(reads) == 2
    assert kept(root) == []


def test_every_format_of_a_record_counts() -> None:
    assert {f".{name}" for name in FORMATS} < set(READ)
    assert loading.ROWS.endswith(READ)
    assert loading.ABOUT.endswith(READ)
