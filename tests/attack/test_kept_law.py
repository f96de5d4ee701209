"""The kept law: nothing that was done to it, or to the files while they are read, gives another law."""

from __future__ import annotations

import os
import pickle
import random
from pathlib import Path

import pytest

from comity.disk import kept_entries
from comity.norms import library
from comity.norms.build import from_text
from comity.norms.library import load_law
from comity.norms.nodes import Law
from comity.text import source

PAGE = """---
id: one
title: One
kind: vocabulary
basis: source
checked: 2026-11-23
sources: [made for a test]
---

```comity
act {act} "do something"
define asked "is it asked"
  of award
  is yes or no
```
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "one.md").write_text(PAGE.format(act="first"))
    return tmp_path / "law"


def entry(root: Path) -> Path:
    (found,) = (root.parent / "cache" / "comity").glob("law-*")
    return found


def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how many times law is built anew."""
    counted: list[int] = []
    build = from_text.build_law

    def counting(pages: list) -> object:
        counted.append(1)
        return build(pages)

    monkeypatch.setattr(from_text, "build_law", counting)
    return counted


def flips(size: int, how_many: int) -> list[tuple[int, int]]:
    draw = random.Random(17)
    return [(draw.randrange(size), draw.randrange(8)) for _ in range(how_many)]


def flip_and_load(root: Path, how_many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    law = load_law(root)
    kept = entry(root)
    whole = kept.read_bytes()
    counted = builds(monkeypatch)
    places = flips(len(whole), how_many)
    for place, bit in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << bit
        kept.write_bytes(damaged)
        assert repr(load_law(root)) == repr(law)
        assert kept.read_bytes() == whole
    assert len(counted) == len(places)  # each was seen, none was believed


def test_a_flipped_bit_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flip_and_load(root, 100, monkeypatch)


@pytest.mark.nightly
def test_three_thousand_flipped_bits_are_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flip_and_load(root, 3000, monkeypatch)


def test_every_length_of_an_entry_cut_short_is_a_miss(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    law = load_law(root)
    kept = entry(root)
    whole = kept.read_bytes()
    counted = builds(monkeypatch)
    lengths = [0, 1, 63, 64, 65, 66, len(whole) // 2, len(whole) - 1]
    for length in lengths:
        kept.write_bytes(whole[:length])
        assert load_law(root) == law
    kept.write_bytes(whole + b" ")
    assert load_law(root) == law
    assert len(counted) == len(lengths) + 1


def test_an_edit_while_the_files_are_read_is_kept_under_what_was_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changes between two reads would be kept as what it no longer is; it is read once."""
    file = root / "one.md"
    read = source.bytes_of

    def edited_behind(path: Path, name: str) -> object:
        data = read(path, name)
        path.write_text(PAGE.format(act="later"))
        return data

    with monkeypatch.context() as patch:
        patch.setattr(library, "bytes_of", edited_behind)
        assert list(load_law(root).acts) == ["first"]
    assert list(load_law(root).acts) == ["later"]
    file.write_text(PAGE.format(act="first"))
    assert list(load_law(root).acts) == ["first"]


def test_two_sets_of_files_never_have_one_key() -> None:
    """Names and bytes cannot run into one another."""
    sets = [
        [("a", b"b"), ("c", b"d")],
        [("a", b"bc"), ("", b"d")],
        [("a", b"b\x001\x00c\x001\x00d")],
        [("a", b"bcd")],
        [("abc", b"d")],
        [],
    ]
    assert len({library._key(files) for files in sets}) == len(sets)


class Evil:
    """What a pickle may hold: a program."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.mark),))


def test_no_entry_runs_a_program(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    law = load_law(root)
    kept = entry(root)
    mark = root.parent / "ran"
    evil = pickle.dumps(Evil(mark))
    kind, _, key = kept.stem.partition("-")
    for body in (evil, b'{"format":1,"top":3,"batches":[["os.mkdir",[["' + str(mark).encode() + b'"]]]]}'):
        kept.write_bytes(kept_entries._digest(kind, key, body) + b"\n" + body)  # as if it were ours
        assert load_law(root) == law
    assert not mark.exists()


def test_the_entry_of_another_law_under_this_ones_name_is_a_miss(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_law(root)
    first = entry(root)
    stolen = first.read_bytes()
    first.unlink()
    (root / "one.md").write_text(PAGE.format(act="other"))
    load_law(root)
    entry(root).write_bytes(stolen)
    assert list(load_law(root).acts) == ["other"]


@pytest.mark.parametrize("where", ["cache", "./cache", "../cache", ""])
def test_a_relative_cache_folder_counts_for_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    work = root.parent / "clone"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_CACHE_HOME", where)
    monkeypatch.setenv("HOME", str(root.parent / "home"))
    load_law(root)
    assert list(work.iterdir()) == []
    assert (root.parent / "home" / ".cache" / "comity").is_dir()
    monkeypatch.setenv("HOME", "home")
    assert kept_entries.cache_folder() is None
    assert list(load_law(root).acts) == ["first"]
    assert list(work.iterdir()) == []


@pytest.mark.parametrize("how", ["link", "writable", "pipe", "folder"])
def test_an_entry_that_another_may_have_laid_there_is_a_miss(
    root: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    law = load_law(root)
    kept = entry(root)
    away = root.parent / "away"
    match how:
        case "link":
            kept.rename(away)
            kept.symlink_to(away)
        case "writable":
            kept.chmod(0o666)
        case "pipe":
            kept.unlink()
            os.mkfifo(kept)
        case _:
            kept.unlink()
            kept.mkdir()
    counted = builds(monkeypatch)
    assert load_law(root) == law
    assert counted == [1]


def test_hints_of_the_law_are_all_plain(root: Path) -> None:
    """A node that has no plain form would first be missed when some law has one."""
    from comity.disk.plain_form import _kinds_of

    assert len(_kinds_of(Law)) > 50
