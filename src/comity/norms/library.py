"""The library of law: reads a folder of law files, checks it, and keeps the checked form keyed by content."""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import stat
from collections.abc import Iterable
from pathlib import Path

from comity.norms.build.from_text import build_law
from comity.norms.nodes import Law
from comity.text.faults import Fault, Faults, Place
from comity.text.page import read_page
from comity.text.tree import Page

DEEPEST = 12  # folders within folders
KEPT = 8  # checked laws in the cache: a few libraries, with a few edits of each


def load_law(root: Path, *, extra: Iterable[Path] = (), cache: bool = True) -> Law:
    """The checked law of a folder (or one file), with `extra` files added in place of those of the same name.

    The checked form is kept in the user's cache folder under a key of all contents and of this program, so that no
    edit is ever missed.

    Raises:
        Faults: with every fault of every file, when there is any.
    """
    added = list(extra)
    own = {path.name for path in added}
    paths = [*(path for path in law_files(root) if path.name not in own), *added]
    key = _key(paths, root) if cache else None
    if key is not None and (law := _recall(key)) is not None:
        return law
    law, faults = check_law(paths, root)
    if faults:
        raise Faults(faults)
    if key is not None:
        _keep(key, law)
    return law


def check_law(paths: Iterable[Path], root: Path) -> tuple[Law, list[Fault]]:
    """The law of some files and all their faults, for `comity check`; nothing is raised or kept."""
    pages, faults = read_pages(paths, root)
    law, more = build_law(pages)
    return law, sorted({*faults, *more})


def read_pages(paths: Iterable[Path], root: Path) -> tuple[list[Page], list[Fault]]:
    """Read law files; returns the pages that could be read and the faults of all."""
    pages: list[Page] = []
    faults: list[Fault] = []
    for path in paths:
        page, found = read_page(path, shown(path, root))
        faults += found
        if page is not None:
            pages.append(page)
    return pages, faults


def law_files(root: Path) -> list[Path]:
    """Every law file under a folder in order of name: `.md` files but README.md. A file stands for itself.

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
    paths: list[Path] = []
    faults: list[Fault] = []
    _walk(root, root, (), paths, faults)
    return sorted(paths), faults


def shown(path: Path, root: Path) -> str:
    """A path as faults show it: from the name of the library's folder on; one outside the library as it is."""
    base = root if root.is_dir() else root.parent
    return str(Path(base.name) / path.relative_to(base)) if path.is_relative_to(base) else str(path)


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
        if entry.name.startswith("."):
            continue
        if path.is_dir():  # not entry.is_dir(), which raises where a link leads to itself
            _walk(path, root, (*above, real), paths, faults)
        elif entry.name.endswith(".md") and entry.name != "README.md":
            paths.append(path)


# ---- the cache -------------------------------------------------------------------------------------------------------
def _key(paths: list[Path], root: Path) -> str | None:
    """What the checked law depends on: the names and contents of the files, and this program's. None if unreadable."""
    digest = hashlib.sha256()
    try:
        for path in [*_program(), *paths]:
            digest.update(f"{shown(path, root)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    except OSError:
        return None
    return digest.hexdigest()


def _program() -> list[Path]:
    """The files that decide what a law file means: the language, the checks and the names of the field."""
    package = Path(__file__).parents[1]
    found = [path for stage in ("text", "norms") for path in (package / stage).rglob("*")]
    return sorted(path for path in found if path.suffix in (".py", ".lark", ".csv"))


def _folder() -> Path | None:
    """The user's own cache folder, or None when it cannot be had, or others may write to it."""
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "comity"
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = base.stat()
    except (OSError, RuntimeError):
        return None
    # What is unpickled runs: it must be nobody else's.
    return base if info.st_uid == os.getuid() and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH) else None


def _recall(key: str) -> Law | None:
    folder = _folder()
    if folder is None:
        return None
    collecting = gc.isenabled()
    gc.disable()  # a third of the time, for tens of thousands of nodes that all stay
    try:
        found = pickle.loads((folder / f"law-{key}.pickle").read_bytes())
    except Exception:  # a damaged or foreign entry is only a miss
        return None
    finally:
        if collecting:
            gc.enable()
    return found if isinstance(found, Law) else None


def _keep(key: str, law: Law) -> None:
    folder = _folder()
    if folder is None:
        return
    scratch = folder / f".{key}.{os.getpid()}"
    try:
        scratch.write_bytes(pickle.dumps(law, protocol=pickle.HIGHEST_PROTOCOL))
        scratch.replace(folder / f"law-{key}.pickle")
        for old in sorted(folder.glob("law-*.pickle"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:  # a full disk, or another process that tidies up at the same time
        scratch.unlink(missing_ok=True)
