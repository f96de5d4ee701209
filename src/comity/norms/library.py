"""The library of law: reads a folder of law files, checks it, and keeps the checked form keyed by content, never stale."""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from comity.norms.from_text import build_law
from comity.norms.nodes import Law
from comity.text.faults import Fault, Faults, Place
from comity.text.page import read_page
from comity.text.tree import Page

DEEPEST = 12  # folders; a link that leads back into the tree is found long before


def load_law(root: Path, *, extra: Iterable[Path] = (), cache: bool = True) -> Law:
    """The checked law of a folder (or one file), with `extra` files added.

    Raises Faults with every fault of every file when there is any. The checked form is kept in the user's cache folder
    under a key of all contents and of this program, so that an edit anywhere is never missed.
    """
    paths = [*law_files(root), *extra]
    key = _key(paths) if cache else None
    if key is not None and (law := _recall(key)) is not None:
        return law
    pages, faults = read_pages(paths, root)
    law, more = build_law(pages)
    if faults or more:
        raise Faults([*faults, *more])
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
        page, found = read_page(path, _shown(path, root))
        faults += found
        if page is not None:
            pages.append(page)
    return pages, faults


def law_files(root: Path) -> list[Path]:
    """Every law file under a folder in order of name: `.md` files but README.md. A file stands for itself.

    Raises Faults when the folder is missing or a link leads round in a ring.
    """
    if root.is_file():
        return [root]
    if not root.is_dir():
        raise Faults([Fault(Place(str(root), 1), "There is no such folder or file of law.")])
    return sorted(_walk(root, (), 0))


def _walk(folder: Path, above: tuple[Path, ...], depth: int) -> Iterator[Path]:
    try:
        real = folder.resolve(strict=True)
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except (OSError, RuntimeError) as error:
        raise Faults(
            [
                Fault(
                    Place(str(folder), 1),
                    "This folder cannot be read: a link leads round in a ring, or nowhere.",
                    str(error),
                )
            ]
        ) from None
    if real in above or depth > DEEPEST:
        raise Faults(
            [Fault(Place(str(folder), 1), "This link leads back into a folder above it.", "Take the link out.")]
        )
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(path, (*above, real), depth + 1)
        elif entry.name.endswith(".md") and entry.name != "README.md":
            yield path


def _shown(path: Path, root: Path) -> str:
    try:
        base = root if root.is_dir() else root.parent
        return str(Path(base.name) / path.relative_to(base))
    except ValueError:
        return str(path)


def _key(paths: list[Path]) -> str | None:
    digest = hashlib.sha256()
    package = Path(__file__).parent
    own = [
        *sorted(package.rglob("*.py")),
        *sorted(package.rglob("*.csv*")),
        *sorted((package.parent / "text").glob("*")),
    ]
    for path in [*own, *paths]:
        if path.is_dir():
            continue
        try:
            if path in own:
                info = path.stat()
                digest.update(f"{path}\0{info.st_size}\0{info.st_mtime_ns}\0".encode())
            else:
                digest.update(f"{path}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            return None
    return digest.hexdigest()


def _folder() -> Path | None:
    """The user's own cache folder, or None when it cannot be had or others may write to it."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "comity"
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = base.stat()
    except (OSError, RuntimeError):
        return None
    if info.st_uid != os.getuid() or info.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return None
    return base


def _recall(key: str) -> Law | None:
    folder = _folder()
    if folder is None:
        return None
    try:
        found = pickle.loads((folder / f"law-{key}.pickle").read_bytes())  # the user's own folder, checked above
    except Exception:  # a damaged or foreign cache entry is only a cache miss
        return None
    return found if isinstance(found, Law) else None


def _keep(key: str, law: Law) -> None:
    folder = _folder()
    if folder is None:
        return
    for old in sorted(folder.glob("law-*.pickle"), key=lambda p: p.stat().st_mtime)[:-7]:
        old.unlink(missing_ok=True)
    scratch = folder / f".{key}.{os.getpid()}"
    try:
        scratch.write_bytes(pickle.dumps(law, protocol=pickle.HIGHEST_PROTOCOL))
        scratch.replace(folder / f"law-{key}.pickle")
    except OSError:
        scratch.unlink(missing_ok=True)
