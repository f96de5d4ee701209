"""Files that are written whole or not at all, where no link that was laid there is followed."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path


class NotAFile(OSError):
    """What stands where a file shall be written is a folder, a device or a pipe."""


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
        raise NotAFile(None, "It is not a file", str(target))
    # Unguessable and new, so that no link can wait there; short, whatever the length of the target's name.
    scratch = target.parent / f".comity-{secrets.token_hex(8)}{target.suffix[:16]}"
    os.close(os.open(scratch, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if private else 0o666))
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


def write_whole(target: Path, data: bytes | str, *, private: bool = False, lasting: bool = True) -> None:
    """Write a file whole or not at all; see `replacing`."""
    with replacing(target, private=private, lasting=lasting) as scratch:
        scratch.write_bytes(data.encode() if isinstance(data, str) else data)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
