"""Keep the parsed blocks of law files between runs: parsing is most of what a check takes.

One entry, keyed by this program's reader. Within it, the blocks of each file stand under a digest of its name and bytes, so
that an edited file is always parsed anew, and a draft beside a library finds that library's. A file with a fault is never
kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from comity.disk.kept_entries import keep, recall
from comity.text.page import BlocksOf
from comity.text.tree import Block, Page

MOST_NEW = 20  # files that are parsed each time rather than written: writing all takes as long as parsing all
KEPT = 2  # states of the program
MOST_FILES = 1_000  # a library or two, with earlier states of some files
_ENTRY = Mapping[str, tuple[Block, ...]]


@lru_cache(maxsize=1)
def _kept(key: str) -> Mapping[str, tuple[Block, ...]]:
    return recall("blocks", key, _ENTRY) or {}


@lru_cache(maxsize=1)
def kept_blocks(reader: str) -> BlocksOf:
    """What is kept by a state of the program's reader; it is read when the first file asks."""
    key = _key(reader)
    return lambda data, file: _kept(key).get(_digest(data, file))


def keep_blocks(reader: str, pages: Iterable[tuple[bytes, Page]]) -> None:
    """Keep the blocks of files that were read without a fault, where many of them are not kept yet."""
    key = _key(reader)
    read = {_digest(data, page.file): page.blocks for data, page in pages}
    before = _kept(key)
    if len(read.keys() - before.keys()) <= MOST_NEW:
        return
    both = {**before, **read}
    keep("blocks", key, both if len(both) <= MOST_FILES else read, _ENTRY, at_most=KEPT)
    _kept.cache_clear()


def _key(reader: str) -> str:
    return hashlib.sha256(reader.encode()).hexdigest()


def _digest(data: bytes, file: str) -> str:
    return hashlib.sha256(f"{len(file.encode())}\0{file}\0".encode() + data).hexdigest()
