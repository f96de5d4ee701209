"""Convert UTF-16 and UTF-32 text, as Excel and Windows write it, to UTF-8 in bounded memory."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import Any, Protocol

LOOKED_AT = 4096
"""Bytes at the beginning of a file by which its encoding is known."""

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What is not a character becomes NUL, by which the row is known later as one that is not text.
codecs.register_error("comity.nul", lambda error: ("\0", getattr(error, "end", 0)))


class _Bytes(Protocol):
    def read(self, size: int, /) -> bytes: ...


def encoding_of(first: bytes) -> tuple[str, int]:
    r"""The encoding of a text by its first bytes, and how many of them are its mark; empty where a character is a byte.

    Without a mark it is known by the zeros that stand beside the letters of the head.

    >>> encoding_of("award,amount".encode("utf-16")), encoding_of("award,amount".encode("utf-16-be"))
    (('utf-16-le', 2), ('utf-16-be', 0))
    >>> encoding_of(b"award,amount")
    ('', 0)
    """
    for mark, name in _MARKS:
        if first.startswith(mark):
            return name, len(mark)
    pairs = len(first) // 2
    even, odd = first[0 : 2 * pairs : 2].count(0), first[1 : 2 * pairs : 2].count(0)
    if pairs >= 4 and odd > 0.8 * pairs and not even:
        return "utf-16-le", 0
    if pairs >= 4 and even > 0.8 * pairs and not odd:
        return "utf-16-be", 0
    return "", 0


@dataclass(slots=True)
class Transcoded:
    r"""A stream of text in another encoding, read as UTF-8; what is no character there is NUL here.

    >>> import io
    >>> Transcoded(io.BytesIO("Año;1\n".encode("utf-16-le")), "utf-16-le").read(5).decode()
    'Año;'
    """

    inner: _Bytes
    encoding: str
    _decoder: Any = None
    _held: bytearray = field(default_factory=bytearray)
    _ended: bool = False

    def __post_init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder(self.encoding)("comity.nul")

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes of UTF-8; fewer only at the end."""
        while len(self._held) < size and not self._ended:
            data = self.inner.read(_CHUNK)
            self._ended = not data
            self._held += self._decoder.decode(data, self._ended).encode()
        found = bytes(self._held[:size])
        del self._held[:size]
        return found
