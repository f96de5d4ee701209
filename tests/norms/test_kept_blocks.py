"""A check reads the blocks that it kept, and says what it would say without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.disk.kept_entries import cache_folder
from comity.norms import kept_blocks
from comity.norms.library import check_law, find_law_files, load_law
from comity.norms.nodes import Law
from comity.text import page
from comity.text.faults import Fault

PAGE = """---
id: {id}
title: {id}
kind: vocabulary
basis: source
checked: 2026-11-23
sources: [made for a test]
---

```comity
act act-{id} "{words}"
```
"""
FILES = kept_blocks.MOST_NEW + 5


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of law files that has been checked once, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "law"
    folder.mkdir()
    for number in range(FILES):
        write(folder / f"f{number}.md", "do something")
    forget_this_process()
    assert checked(folder)[1] == []
    return folder


def write(file: Path, words: str) -> None:
    file.write_text(PAGE.format(id=file.stem, words=words))


def forget_this_process() -> None:
    kept_blocks._kept.cache_clear()
    page._kept_page.cache_clear()


def checked(root: Path) -> tuple[Law, list[Fault]]:
    """As a new run of the program would check it."""
    forget_this_process()
    return check_law(find_law_files(root)[0], root)


def anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Law, list[Fault]]:
    """As it is checked where nothing is kept."""
    with monkeypatch.context() as bare:
        bare.setattr(kept_blocks, "recall", lambda *_: None)
        bare.setattr(kept_blocks, "keep", lambda *_, **__: None)
        return checked(root)


def parsed(root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many blocks a check parses."""
    seen: list[str] = []
    own = page.parse_block

    def parse(lines, first, end, file, report):
        seen.append(file)
        return own(lines, first, end, file, report)

    with monkeypatch.context() as watched:
        watched.setattr(page, "parse_block", parse)
        checked(root)
    return len(seen)


def entry() -> Path:
    folder = cache_folder()
    assert folder is not None
    return next(folder.glob("blocks-*"))


def test_only_an_edited_file_is_parsed_again(root, monkeypatch):
    assert parsed(root, monkeypatch) == 0
    write(root / "f3.md", "do another thing")
    assert parsed(root, monkeypatch) == 1
    law, faults = checked(root)
    assert (law.acts["act-f3"].words, law.acts["act-f4"].words, faults) == ("do another thing", "do something", [])


def test_law_and_faults_are_those_of_a_check_that_keeps_nothing(root, monkeypatch):
    for words, extra in (
        ("do another thing", ""),
        ("do", "\nfrom 2026-13-40\n"),
        ('un"closed', ""),
        ("do something", ""),
    ):
        (root / "f7.md").write_text(PAGE.format(id="f7", words=words) + extra)
        (root / "f8.md").write_text(PAGE.format(id="f8", words="do").replace("act act-", "norm "))
        assert checked(root) == anew(root, monkeypatch)
    assert repr(checked(root)) == repr(anew(root, monkeypatch))


def test_a_file_with_a_fault_is_never_kept(root, monkeypatch):
    for number in range(FILES):
        write(root / f"f{number}.md", "do this")
    (root / "f2.md").write_text(PAGE.format(id="f2", words='do"'))
    first = checked(root)[1]
    assert first
    assert checked(root)[1] == first
    assert parsed(root, monkeypatch) == 1


def test_the_same_words_in_another_file_are_other_blocks(root):
    """A place names its file: what is kept of one file is nothing for another."""
    (root / "f1.md").write_text((root / "f0.md").read_text())
    _, faults = checked(root)
    assert {fault.place.file for fault in faults} == {"law/f1.md"}


def test_a_draft_beside_a_library_parses_itself_alone(root, monkeypatch, tmp_path):
    """Its name is in no entry; the library's files are."""
    write(tmp_path / "draft.md", "do a third thing")
    forget_this_process()
    seen: list[str] = []
    own = page.parse_block
    monkeypatch.setattr(page, "parse_block", lambda *said: seen.append(said[3]) or own(*said))
    law, faults = check_law([*find_law_files(root)[0], tmp_path / "draft.md"], root)
    assert ([name.rpartition("/")[2] for name in seen], faults) == (["draft.md"], [])
    assert len(law.acts) == FILES + 1


def test_a_damaged_entry_is_only_parsed_again(root, monkeypatch):
    data = bytearray(entry().read_bytes())
    data[len(data) // 2] ^= 1
    entry().write_bytes(data)
    assert parsed(root, monkeypatch) == FILES
    assert parsed(root, monkeypatch) == 0


def test_a_law_that_was_loaded_is_checked(root):
    """Its cases too, which coverage counts."""
    loaded = load_law(root)
    law, faults = checked(root)
    assert (law, faults, list(law.cases)) == (loaded, [], list(loaded.cases))
