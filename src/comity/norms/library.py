"""Load a folder of law files: read it, check it, and keep the checked form keyed by content."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from comity.disk.inside import OUT, OUT_HINT, leads_out
from comity.disk.kept_entries import keep, recall
from comity.norms.later import Later
from comity.norms.nodes import Case, Law
from comity.text.faults import Fault, Faults, Place
from comity.text.source import bytes_of
from comity.text.tree import Page

DEEPEST = 12  # folders within folders
MOST_FILES = 20_000  # a law file of every act of Congress ever passed
KEPT = 8  # checked laws in the cache: a few libraries, with a few edits of each
_keys: deque[tuple[Law, str]] = deque(maxlen=KEPT)
"""The laws that were read last, each with its key."""
_CASES = tuple[Case, ...]
_Read: TypeAlias = tuple[str, bytes | Fault]  # a file as it is shown, and its bytes or why there are none


def load_law(root: Path, *, extra: Iterable[Path] = (), cache: bool = True) -> Law:
    """The checked law of a folder (or one file), with `extra` files added in place of those of the same name.

    The checked form is kept in the user's cache folder under a key of this program and of the very bytes that were
    checked: every file is read once, so that no edit is ever missed, not even one made while this runs.

    Raises:
        Faults: with every fault of every file, when there is any.
    """
    added = list(extra)
    own = {path.name for path in added}
    files = _read([*(path for path in law_files(root) if path.name not in own), *added], root)
    key = _key(files) if cache else None
    if key is not None and (kept := recall("law", key, Law)) is not None:
        law = replace(kept, cases=Later(lambda: _cases(files, key)))
        _keys.append((law, key))
        return law
    law, faults = _build(files)
    if faults:
        raise Faults(faults)
    if key is not None:
        keep("cases", key, law.cases, _CASES, at_most=KEPT)
        keep("law", key, replace(law, cases=()), Law, at_most=KEPT)
        _keys.append((law, key))
    return law


def _cases(files: Sequence[_Read], key: str) -> Sequence[Case]:
    """The law's own tests, kept apart from it: they are half of it, and no question but that of its tests asks for them."""
    kept = recall("cases", key, _CASES)
    return _build(files)[0].cases if kept is None else kept


def key_of(law: Law) -> str | None:
    """The key of this program and of the bytes that a law was read from; None for a law not read here, or no longer remembered."""
    return next((key for read, key in tuple(_keys) if read is law), None)


def check_law(paths: Iterable[Path], root: Path) -> tuple[Law, list[Fault]]:
    """The law of some files and all their faults, for `comity check`; nothing is raised.

    Of files that were loaded before, bytes and program the same, the law as it was checked then.
    """
    files = _read(paths, root)
    key = _key(files)
    if key is not None and (kept := recall("law", key, Law)) is not None:
        return replace(kept, cases=Later(lambda: _cases(files, key))), []
    return _build(files, keep_parsed=True)


def _read(paths: Iterable[Path], root: Path) -> list[_Read]:
    base = _base(root)
    return [(name, bytes_of(path, name)) for path in paths for name in (_below(path, base),)]


def _build(files: Sequence[_Read], *, keep_parsed: bool = False) -> tuple[Law, list[Fault]]:
    # The language and its checks take longer to import than a kept law to read.
    from comity.norms.build.from_text import build_law
    from comity.norms.kept_blocks import keep_blocks, kept_blocks
    from comity.text.page import page_of

    reader = program_state("disk", "text")
    blocks_of = kept_blocks(reader)
    pages: list[Page] = []
    whole: list[tuple[bytes, Page]] = []
    faults: list[Fault] = []
    for name, data in files:
        if isinstance(data, Fault):
            faults.append(data)
            continue
        page, found = page_of(data, name, blocks_of)
        faults += found
        if page is not None:
            pages.append(page)
            if not found:
                whole.append((data, page))
    if keep_parsed:
        keep_blocks(reader, whole)
    law, more = build_law(pages)
    return law, sorted({*faults, *more})


def _key(files: Iterable[_Read]) -> str | None:
    """What the checked law depends on: the names and bytes of its files, and this program. None if one is unreadable."""
    digest = hashlib.sha256(program_state("disk", "text", "norms").encode())
    for name, data in files:
        if isinstance(data, Fault):
            return None
        digest.update(f"\0{len(name.encode())}\0{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def program_state(*stages: str) -> str:
    """The state of the program files of some stages: those of `disk`, `text` and `norms` decide what law means.

    By their times and sizes, as Python itself believes what it has compiled of them.
    """
    package = Path(__file__).parents[1]
    found = [path for stage in stages for path in (package / stage).rglob("*")]
    states = [(path, path.stat()) for path in sorted(found) if path.suffix in (".py", ".lark", ".csv")]
    return "\n".join(f"{path} {state.st_mtime_ns} {state.st_size}" for path, state in states)


def law_files(root: Path) -> list[Path]:
    """Every law file under a folder, by name: `.md` files except README.md. A file stands for itself.

    Raises:
        Faults: the folder is missing, or a folder in it cannot be read.
    """
    paths, faults = find_law_files(root)
    if faults:
        raise Faults(faults)
    return paths


def find_law_files(root: Path) -> tuple[list[Path], list[Fault]]:
    """Every law file under a folder (see `law_files`), and a fault for each folder that cannot be read.

    A link that leads back into a folder above it is a fault, not a ring to run in.
    """
    if root.is_file():
        return [root], []
    if not root.is_dir():
        return [], [Fault(Place(str(root), 1), "There is no such folder or file of law.")]
    if root.resolve() == Path(root.resolve().anchor):
        return [], [Fault(Place(str(root), 1), "This is the whole disk, not a folder of law.", "Name a folder in it.")]
    paths: list[Path] = []
    faults: list[Fault] = []
    _walk(root, root, (), paths, faults)
    return sorted(paths), faults


def lines_of(path: Path) -> tuple[str, ...]:
    """The lines of a law file that was read without fault."""
    data = bytes_of(path, path.name)
    text = "" if isinstance(data, Fault) else data.decode("utf-8-sig")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def shown(path: Path, root: Path) -> str:
    """A path as faults show it: from the name of the library's folder on, or as it is outside the library."""
    return _below(path, _base(root))


def _base(root: Path) -> Path:
    return root if root.is_dir() else root.parent


def _below(path: Path, base: Path) -> str:
    """The path from the name of a folder on; as text, since a library has hundreds of files and each command reads them."""
    whole, above = str(path), f"{base}{os.sep}"
    return os.path.join(base.name, whole[len(above) :]) if whole.startswith(above) else whole


def _walk(folder: Path, root: Path, above: tuple[Path, ...], paths: list[Path], faults: list[Fault]) -> None:
    place = Place(shown(folder, root), 1)
    try:
        real = folder.resolve(strict=True)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "a link leads round in a ring"
        faults.append(Fault(place, f"This folder cannot be read: {reason}."))
        return
    if real in above:
        faults.append(Fault(place, "This link leads back into a folder above it.", "Take the link out."))
        return
    if len(above) > DEEPEST:
        faults.append(Fault(place, f"Folders of law are no more than {DEEPEST} deep.", "Move this one up."))
        return
    for entry in entries:
        path = folder / entry.name
        law = entry.name.endswith(".md") and entry.name != "README.md"
        if entry.name.startswith("."):
            continue
        if len(paths) >= MOST_FILES:
            faults.append(Fault(Place(shown(root, root), 1), f"This folder holds more than {MOST_FILES:,} law files."))
            return
        if entry.is_symlink() and (law or path.is_dir()) and leads_out(path, root):
            faults.append(Fault(Place(shown(path, root), 1), OUT, OUT_HINT))
        elif path.is_dir():  # not entry.is_dir(), which raises where a link leads to itself
            _walk(path, root, (*above, real), paths, faults)
        elif law:
            paths.append(path)
