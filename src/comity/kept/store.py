"""Where kept answers are stored: a folder with one file for each key, and those in use in the process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from comity.disk.plain_form import NotPlain
from comity.disk.whole_files import write_whole
from comity.kept.keys import Key
from comity.kept.packed import pack, unpack
from comity.kept.sheet import Sheet


class Store:
    """Sheets by key. Reading never computes; `make` computes once, however many ask at the same time."""

    def __init__(self, folder: Path, at_most: int = 200, in_memory: int = 16) -> None:
        self.folder = folder
        self._at_most, self._in_memory = at_most, in_memory
        self._near: OrderedDict[str, Sheet] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[str, threading.Lock] = {}

    def find(self, key: Key) -> Sheet | None:
        """What is kept under a key; a damaged file is only a miss."""
        with self._lock:
            if (near := self._near.get(key.digest)) is not None:
                self._near.move_to_end(key.digest)
                return near
        found: Sheet | None = None
        with suppress(OSError, NotPlain):
            found = unpack(self._file(key).read_bytes())
        if found is not None:
            self._remember(key, found)
        return found

    def make(self, key: Key, compute: Callable[[], Sheet]) -> Sheet:
        """What is kept under a key, computed and kept where it is not yet."""
        with self._lock:
            making = self._making.setdefault(key.digest, threading.Lock())
        with making:
            found = self.find(key)
            if found is None:
                found = compute()
                self._remember(key, found)
                with suppress(OSError):  # a full disk: the answer is still an answer
                    self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                    write_whole(self._file(key), pack(found), private=True, lasting=False)
                    self._tidy()
        with self._lock:
            self._making.pop(key.digest, None)
        return found

    def _remember(self, key: Key, found: Sheet) -> None:
        with self._lock:
            self._near[key.digest] = found
            self._near.move_to_end(key.digest)
            while len(self._near) > self._in_memory:
                self._near.popitem(last=False)

    def _file(self, key: Key) -> Path:
        return self.folder / f"sheet-{key.digest}.kept"

    def _tidy(self) -> None:
        for old in sorted(self.folder.glob("sheet-*.kept"), key=lambda path: path.stat().st_mtime)[: -self._at_most]:
            old.unlink(missing_ok=True)
