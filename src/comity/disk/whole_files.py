"""Write files whole or not at all, following no link planted at their place."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from comity.disk.locks import LOCK, hold, lock, while_free
from comity.disk.reading import NotAFile

PREFIX = ".comity-"


@contextmanager
def replacing(target: Path, *, private: bool = False, lasting: bool = True) -> Generator[Path]:
    """A file of one's own beside `target`, which takes its place when the block ends well, and is gone when not.

    Of several that write one target at once, each writes a file of its own, and the last to end stays, whole. A link at
    the target is replaced, never followed. `private`: only the user may read it. `lasting`: on the disk before it
    takes the place, so that a crash leaves the old file or the new one.

    Raises:
        NotAFile: the target is a folder, a device or a pipe.
    """
    try:
        before = target.lstat()
    except FileNotFoundError:
        before = None
    if before is not None and not (stat.S_ISREG(before.st_mode) or stat.S_ISLNK(before.st_mode)):
        raise NotAFile(target)
    if lasting:
        tidy(target.parent)
    scratch, held = _scratch(target, private)
    try:
        if before is not None and stat.S_ISREG(before.st_mode) and not private:
            scratch.chmod(stat.S_IMODE(before.st_mode))
        yield scratch
        if lasting:
            _to_disk(scratch)
        scratch.replace(target)
        if lasting:
            with suppress(OSError):  # folders cannot be opened everywhere
                _to_disk(target.parent)
    finally:
        scratch.unlink(missing_ok=True)
        os.close(held)


@contextmanager
def scratch_folder(within: Path) -> Generator[Path]:
    """A folder of one's own within a folder, for what is moved to its place when it is whole; gone at the end."""
    tidy(within)
    folder, held = _held_folder(within)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _held_folder(within: Path) -> tuple[Path, int]:
    while True:
        folder = within / f"{PREFIX}{os.urandom(8).hex()}"
        folder.mkdir()
        held = lock(folder / LOCK)
        if held is not None and (folder / LOCK).exists():  # else it was tidied away between the two
            return folder, held
        if held is not None:
            os.close(held)


def tidy(folder: Path, prefix: str = PREFIX) -> None:
    """Take away what runs that were killed have left half written in a folder."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if not entry.name.startswith(prefix):
                continue
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                with while_free(path / LOCK) as free:
                    if free:
                        shutil.rmtree(path, ignore_errors=True)
            else:
                # held while it goes: else a run that has just made it could take hold of it in between
                with while_free(path) as free:
                    if free:
                        path.unlink(missing_ok=True)


def _scratch(target: Path, private: bool) -> tuple[Path, int]:
    """A new file beside a target, held for as long as it is written."""
    while True:
        # Unguessable and new, so that no link can wait there; short, whatever the length of the target's name.
        scratch = target.parent / f"{PREFIX}{os.urandom(8).hex()}{target.suffix[:16]}"
        handle = os.open(scratch, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600 if private else 0o666)
        if hold(handle) and scratch.exists():  # else it was tidied away between the two
            return scratch, handle
        os.close(handle)


def write_whole(target: Path, data: bytes | str, *, private: bool = False, lasting: bool = True) -> None:
    """Write a file whole or not at all; see `replacing`."""
    with replacing(target, private=private, lasting=lasting) as scratch:
        scratch.write_bytes(data.encode() if isinstance(data, str) else data)


def write_new(target: Path, data: bytes | str) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        FileExistsError: something is there, be it a link that leads nowhere.
    """
    scratch, held = _scratch(target, private=False)
    try:
        scratch.write_bytes(data.encode() if isinstance(data, str) else data)
        _to_disk(scratch)
        os.link(scratch, target, follow_symlinks=False)
    finally:
        scratch.unlink(missing_ok=True)
        os.close(held)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
