"""Locks that the system releases when their holder ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # not here, as on Windows, where a file in use cannot be taken away anyway
    fcntl = None

LOCK = ".lock"
"""The name of the lock of a folder."""
_OPEN = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def hold(handle: int) -> bool:
    """Hold an open file for oneself until it is closed; False where somebody else holds it."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def lock(path: Path) -> int | None:
    """Open a file, made where there is none, and hold it; None where somebody else does. Close it to let go."""
    handle = os.open(path, _OPEN | os.O_CREAT, 0o600)
    if hold(handle):
        return handle
    os.close(handle)
    return None


class Busy(OSError):
    """Another run is at work in this folder."""


@contextmanager
def alone(folder: Path, *, wait: bool = True) -> Generator[None]:
    """Wait until no other run is in such a block about this folder, where the system has such locks.

    Raises:
        Busy: without `wait`, when one is.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Busy(None, "Another run is at work here", str(folder)) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def while_free(path: Path) -> Generator[bool]:
    """Whether a lock of this user is there and nobody holds it; if so, nobody else can until the block ends."""
    if fcntl is None:
        yield False
        return
    try:
        handle = os.open(path, _OPEN)
    except OSError:
        yield False
        return
    try:
        yield os.fstat(handle).st_uid == os.getuid() and hold(handle)
    finally:
        os.close(handle)
