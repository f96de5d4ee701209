"""The header of a file: its column names, whether they are those of its kind, and where its rows begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from comity.intake.job import Job
from comity.intake.kinds import importers, recognised
from comity.intake.read.chunks import SIZE
from comity.intake.read.csv import head
from comity.intake.read.files import Stream, Table, refuse
from comity.intake.sheets.heads import unique
from comity.text.characters import NOT_TEXT

MOST_COLUMNS = 2_000
"""Columns of a file; the widest list of awards has 120."""


def read_head(job: Job, table: Table, size: int = SIZE) -> tuple[list[str], str, int]:
    """The columns of a table, what stands between its cells, and the byte at which its rows begin.

    Raises:
        Faults: it has no head, or one that is not text or has a column twice.
    """
    with job.open(table, 0) as stream:
        return _head_of(stream, table.shown, size)


def check_head(job: Job, table: Table, header: Sequence[str]) -> None:
    """Raise Faults unless the columns are those of the job's kind."""
    kind = job.importer.KIND
    if not job.importer.recognises(header):
        others = recognised(header)
        hint = f"Its columns are those of the kind `{others[0]}`." if others else f"Its columns are: {_listed(header)}."
        raise refuse(table.shown, f"This is not a list of the kind `{kind}`.", hint)


def known_kinds() -> str:
    """The kinds of list, for a message.

    >>> known_kinds().split(", ")[0]
    '`ojp-jag`'
    """
    return ", ".join(f"`{kind}`" for kind in importers())


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(name[:40] for name in header[:12])
    return shown + (", ..." if len(header) > 12 else "")


def _head_of(stream: Stream, shown: str, size: int) -> tuple[list[str], str, int]:
    row = 1
    held, lines, more = b"", list[bytes](), b"-"
    while len(lines) <= row and more and len(held) < min(size, 4_000_000):
        more = stream.read(max(1 << 16, len(held)))
        held += more
        lines = _lines_of(held, row)
    if not held.strip():
        raise refuse(shown, "This file is empty.")
    if b"\0" in b"".join(lines[:row]) or len(lines) < row or len(lines[row - 1]) > 1_000_000:
        raise refuse(shown, "This is not a CSV file: it does not begin with a line of columns.")
    header, delimiter = head(lines[row - 1])
    if not any(header):
        raise refuse(
            shown, "The head of this file is empty.", "Its first row is to have the names of the columns.", row
        )
    if len(header) > MOST_COLUMNS:
        raise refuse(shown, f"This file has {len(header):,} columns.", f"At most {MOST_COLUMNS:,} are read.", row)
    if wrong := next((at for at, name in enumerate(header, 1) if NOT_TEXT.search(name)), None):
        raise refuse(
            shown, f"The name of column {wrong} is not text.", "It holds a character that cannot be seen.", row
        )
    counts = Counter(header)
    given = [name for name in header if name and counts[name] > 1]
    if given:
        where = " and ".join(str(at) for at, name in enumerate(header, 1) if name == given[0])
        hint = f"It is that of columns {where}; give one of them another name."
        raise refuse(shown, f"The column `{given[0][:80]}` is given twice.", hint, row)
    return unique(header), delimiter, sum(len(line) + 1 for line in lines[:row])


def _lines_of(held: bytes, row: int) -> list[bytes]:
    r"""The first rows of a file and the rest; a name in quotation marks may run over several lines.

    >>> _lines_of(b'"Award\nNo.",Amount\nA-1,5\nA-2,6', 1)
    [b'"Award\nNo.",Amount', b'A-1,5\nA-2,6']
    """
    lines: list[bytes] = []
    start = at = marks = 0
    while len(lines) < row and (end := held.find(b"\n", at) + 1):
        marks += held.count(b'"', at, end)
        at = end
        if marks % 2 == 0:
            lines.append(held[start : end - 1])
            start = end
    return [*lines, held[start:]]
