"""The user's cache: entries in plain form, keyed by everything they depend on, each with a digest of itself.

An entry that is damaged, foreign, of another version, or that anybody else could have written is only a miss.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from comity.disk.plain_form import NotPlain, dump, load
from comity.disk.whole_files import write_whole

LARGEST = 256_000_000  # bytes of an entry; the packaged law has 630,000
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def recall(kind: str, key: str, hint: object) -> Any:
    """The value kept under a key, or None."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        data = _own_bytes(folder / _name(kind, key))
        head, body = data[:64], data[65:]
        if data[64:65] != b"\n" or head != _digest(kind, key, body):
            return None
        return load(body, hint)
    except (OSError, NotPlain):
        return None


def keep(kind: str, key: str, value: object, hint: object, at_most: int) -> None:
    """Keep a value under a key, and no more than so many of its kind, the latest."""
    folder = cache_folder()
    if folder is None:
        return
    body = dump(value, hint)
    with suppress(OSError):  # a full disk, or another process that tidies up at the same time
        write_whole(folder / _name(kind, key), _digest(kind, key, body) + b"\n" + body, private=True, lasting=False)
        for old in sorted(folder.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)[:-at_most]:
            old.unlink(missing_ok=True)


def cache_folder() -> Path | None:
    """The user's own cache folder, or None when it cannot be had, or others may write to it.

    A relative path in the environment counts for nothing: it would be another folder in every working directory, one
    that came with somebody's files as well.
    """
    try:
        base = _base()
        if base is None:
            return None
        folder = base / "comity"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _only_ours(folder.stat()) else None
    except (OSError, RuntimeError):
        return None


def _base() -> Path | None:
    named = [Path(os.environ.get("LOCALAPPDATA", ""))] if sys.platform == "win32" else []
    named += [Path(os.environ.get("XDG_CACHE_HOME", "")), Path.home() / ".cache"]
    return next((path for path in named if path.is_absolute()), None)


def _name(kind: str, key: str) -> str:
    return f"{kind}-{key}.kept"


def _digest(kind: str, key: str, body: bytes) -> bytes:
    """Of the key too: an entry under another's name is none."""
    return hashlib.sha256(f"{kind}\0{key}\0".encode() + body).hexdigest().encode()


def _own_bytes(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with open(handle, "rb") as file:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode) or not _only_ours(info) or info.st_size > LARGEST:
            raise OSError("not an entry of ours")
        return file.read()


def _only_ours(info: os.stat_result) -> bool:
    """Whether nobody else may write it: what is kept is believed."""
    user = getattr(os, "getuid", None)
    if user is None:
        return True  # where files have no such owner, as on Windows, the folder is within the user's own profile
    return info.st_uid == user() and not info.st_mode & _OTHERS
