"""A folder for temporary work: copies of awards, what does not fit in memory, plain names for files with odd ones.

It is the user's alone, and gone at the end. Of a run that was killed, a folder may stay: its lock is free then, and the
next run takes it away. Copies of awards have no name at all where the system can do that, so that nothing of them stays.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import weakref
from pathlib import Path

from comity.disk.locks import LOCK, lock
from comity.disk.whole_files import tidy

PREFIX = "comity-"
_PLAIN = re.compile(r"/[\w/.\-]*", re.ASCII)


class Workplace:
    """A private folder in the temporary folder, made when it is first needed."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._open: list[int] = []
        self._links = 0
        self._files = 0
        self._end: weakref.finalize[[list[int], list[Path]], Workplace] | None = None

    @property
    def folder(self) -> Path:
        """The folder. Raises OSError where none can be made."""
        if self._folder is None:
            above = Path(tempfile.gettempdir()).absolute()
            tidy(above, PREFIX)
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=above))
            held = lock(self._folder / LOCK)
            self._open += [] if held is None else [held]
            self._end = weakref.finalize(self, _remove, self._open, [self._folder])
        return self._folder

    def file(self, suffix: str) -> str:
        """The path of a new file for a copy, which has no name that stays where the system can do that."""
        self._files += 1
        named = self.folder / f"{self._files}{suffix}"
        if sys.platform != "linux" or not os.path.isdir("/proc/self/fd"):
            return str(named)
        try:
            handle = os.open(self.folder, os.O_TMPFILE | os.O_RDWR, 0o600)  # so that no kill finds it with a name
        except OSError:  # a file system that knows only files with names
            handle = os.open(named, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            named.unlink()
        self._open.append(handle)
        return f"/proc/self/fd/{handle}"

    def plain(self, path: Path) -> str:
        """The absolute path of a file or folder in words that no engine takes for a pattern, a scheme or a quotation.

        A path with other characters than letters, digits, `.`, `-`, `_` and `/` is reached by a link in this folder.
        """
        whole = str(path.absolute())
        if _PLAIN.fullmatch(whole):
            return whole
        self._links += 1
        suffix = path.suffix.lower() if re.fullmatch(r"\.\w{1,16}", path.suffix, re.ASCII) else ""
        link = self.folder / f"link-{self._links}{suffix}"
        link.symlink_to(whole)
        return str(link)

    def close(self) -> None:
        """Take the folder and all in it away."""
        if self._end is not None:
            self._end()
        self._folder, self._end, self._open = None, None, []


def _remove(handles: list[int], folders: list[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)  # links in it are taken away, not what they lead to
    for handle in handles:
        os.close(handle)
