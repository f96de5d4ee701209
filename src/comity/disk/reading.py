"""Reading files that are files: a pipe or a device, which may never end, is not waited for."""

from __future__ import annotations

import os
import stat
from pathlib import Path


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
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotAFile(path)
        with open(handle, "rb", closefd=False) as file:
            return file.read(most + 1)
    finally:
        os.close(handle)
