"""Read regular files only; a pipe or a device, which may never end, is refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_PART = 65_536  # bytes, for what does not tell its size


class NotAFile(OSError):
    """What was named is a folder, a device or a pipe."""

    def __init__(self, path: Path) -> None:
        super().__init__(None, "it is not a file", str(path))


def read_at_most(path: Path, most: int) -> bytes:
    """The bytes of a file; of a larger one, one byte more than `most`.

    Raises:
        NotAFile: it is a folder, a device or a pipe.
        OSError: it cannot be read.
    """
    try:
        # Without waiting: a pipe may have nobody at its other end.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except IsADirectoryError:
        raise NotAFile(path) from None
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            raise NotAFile(path)
        # In parts of about its size: to make room for `most` takes longer than to read it.
        part, data = max(info.st_size + 1, _PART), b""
        while len(data) <= most and (read := os.read(handle, min(part, most + 1 - len(data)))):
            data += read
        return data
    finally:
        os.close(handle)
