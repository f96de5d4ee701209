"""Keep the parsed blocks of a library's law files between runs: parsing is most of what a check takes.

One entry a library, keyed by this program's reader and the names of the files. Within it, the blocks of each file stand
under a digest of its name and bytes, so that an edited file is always parsed anew. A file with a fault is never kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from comity.disk.kept_entries import keep, recall
from comity.text.page import BlocksOf
from comity.text.tree import Block, Page

MOST_NEW = 20  # files that are parsed each time rather than written: writing all takes as long as parsing all
KEPT = 8  # libraries
_ENTRY = Mapping[str, tuple[Block, ...]]


def library_key(reader: str, names: Iterable[str]) -> str:
    """The key of a library: the state of the program that reads it, and how its files are named."""
    return hashlib.sha256("\0".join((reader, *names)).encode()).hexdigest()


@lru_cache(maxsize=2)
def kept_blocks(key: str) -> BlocksOf:
    """What is kept of a library, read when the first file asks."""
    read: list[Mapping[str, tuple[Block, ...]]] = []

    def blocks_of(data: bytes, file: str) -> tuple[Block, ...] | None:
        if not read:
            read.append(recall("blocks", key, _ENTRY) or {})
        return read[0].get(_digest(data, file))

    return blocks_of


def keep_blocks(key: str, pages: Iterable[tuple[bytes, Page]]) -> None:
    """Keep the blocks of files that were read without a fault, where many of them are not kept yet."""
    known = kept_blocks(key)
    read = {_digest(data, page.file): (data, page) for data, page in pages}
    if sum(known(data, page.file) is None for data, page in read.values()) <= MOST_NEW:
        return
    keep("blocks", key, {digest: page.blocks for digest, (_, page) in read.items()}, _ENTRY, at_most=KEPT)
    kept_blocks.cache_clear()


def _digest(data: bytes, file: str) -> str:
    return hashlib.sha256(f"{len(file.encode())}\0{file}\0".encode() + data).hexdigest()
