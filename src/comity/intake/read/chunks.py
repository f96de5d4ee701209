"""Cut a stream of CSV bytes into pieces of whole rows, so that a file of any size is read in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.intake.read.files import Stream

SIZE = 64_000_000
"""Bytes of a piece; also more than any one row may have."""

LINES = 100_000
"""Lines of a piece, about: what is kept of each row while it is checked takes more than its bytes."""

_KEPT = 2_000  # bytes that are kept of a line too long to be a row


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole rows of a file: from which byte to which; `why` is set where it is one line that cannot be a row."""

    start: int
    end: int
    data: bytes
    why: str = ""


def pieces(stream: Stream, start: int = 0, size: int = SIZE) -> Iterator[Piece]:
    r"""The pieces of a stream, in order; each ends where a row ends, outside quotation marks.

    Args:
        stream: the bytes from `start` on.
        start: the byte at which the stream begins, which is the first of a row.
        size: about how many bytes a piece has.

    A row without end in so many bytes, or up to the end of the file, is a line too long, or a quotation mark that is
    never closed: its first line alone is given up, and the next line begins a row again. The rows before it stand.

    >>> from comity.intake.read.files import in_memory
    >>> [piece.data for piece in pieces(in_memory(b'a,"1\n2"\nb,3\nc,4'), size=9)]
    [b'a,"1\n2"\n', b'b,3\nc,4']
    >>> [(p.data, p.why) for p in pieces(in_memory(b'a,"1\nb,2\nc,3\n'), size=6)][0]
    (b'a,"1\n', 'a quotation mark is opened here and not closed')
    >>> [piece.data for piece in pieces(in_memory(b'a,1\nb,"2\nc,3\n'))]
    [b'a,1\n', b'b,"2\n', b'c,3\n']
    """
    held = b""
    while True:
        more = stream.read(max(size - len(held), 1))
        held += more
        if not held:
            return
        if not more:
            end = len(held)
            if held.count(b'"') % 2 and b"\n" in held.rstrip(b"\r\n"):
                end = _last_end(held)
        else:
            if len(held) < size:
                continue
            end = _last_end(held)
        if end:
            end = _few_lines(held, end)
            yield Piece(start, start + end, held[:end])
        elif b"\n" in held:
            end = held.index(b"\n") + 1
            yield Piece(start, start + end, held[:end], "a quotation mark is opened here and not closed")
        else:
            kept, end = held[:_KEPT], len(held)
            while more and b"\n" not in more:
                more = stream.read(1 << 20)
                end += len(more)
            rest = more.partition(b"\n")[2]
            end -= len(rest)
            yield Piece(start, start + end, kept, f"the line has {end:,} bytes")
            held, start = rest, start + end
            continue
        held, start = held[end:], start + end


def _few_lines(held: bytes, end: int) -> int:
    """An earlier end of a row where there are very many lines up to this one."""
    lines = held.count(b"\n", 0, end)
    return (_last_end(held[: end * LINES // lines]) or end) if lines > 2 * LINES else end


def _last_end(held: bytes) -> int:
    """Where the last whole row of some bytes ends: after a newline with an even number of quotation marks before it."""
    end = held.rfind(b"\n") + 1
    if held.count(b'"', 0, end) % 2 == 0:
        return end
    import numpy as np  # lists that need it are large

    data = np.frombuffer(held, np.uint8, end)
    inside = np.bitwise_xor.accumulate((data == ord('"')).view(np.uint8))
    ends = np.flatnonzero((data == ord("\n")) & (inside == 0))
    return int(ends[-1]) + 1 if len(ends) else 0
