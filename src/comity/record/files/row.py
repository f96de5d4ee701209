"""A row as its file has it: values by column, each with its place, not yet interpreted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from comity.frozen import frozen
from comity.text.characters import NOT_TEXT
from comity.text.faults import Fault, Place

LARGEST = {"csv": 200_000_000, "yaml": 20_000_000, "parquet": 1_000_000_000}
"""Bytes a file may have, by format."""

LONGEST_LINE = 1_000_000
LONGEST_CELL = 100_000
MOST_ROWS = 5_000_000
MOST_COLUMNS = 200  # the widest table of a record has 24
DEEPEST = 8  # YAML: a table, a row, a proposition, its checks, a list of statuses

Path_ = tuple[object, ...]
"""Where a value stands in its row: a column, then keys and positions in a YAML value."""

Where = Callable[[Path_], tuple[Place, str]]


@frozen
class Row:
    """One row: its values by column (absent ones left out) and the place of each."""

    values: Mapping[str, object]
    where: Where = field(compare=False)

    def fault(self, at: Path_, sentence: str, hint: str = "") -> Fault:
        """A fault of this row: at the value of a path or, for the empty path, of the whole row."""
        place, excerpt = self.where(at)
        return Fault(place, sentence, hint, excerpt)


def text_of(data: bytes, shown: str) -> tuple[str | None, Fault | None]:
    r"""The text of a file's bytes, or the fault that it is not UTF-8 text or has too long a line.

    >>> text_of(b"id,title", "sources.csv")[0]
    'id,title'
    >>> print(text_of(b"id\n\xff", "sources.csv")[1].render())
    sources.csv:2:1: This file is not UTF-8 text.
      The first bad byte is 0xff.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = f"The first bad byte is 0x{data[error.start]:02x}."
        return None, Fault(Place(shown, line), "This file is not UTF-8 text.", hint)
    if wrong := NOT_TEXT.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        column = wrong.start() - text.rfind("\n", 0, wrong.start())
        return None, Fault(
            Place(shown, line, column), f"A character here is not text: U+{ord(wrong[0]):04X}.", "Take it out."
        )
    if len(text) > LONGEST_LINE:
        long = next((number for number, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST_LINE), None)
        if long is not None:
            return None, Fault(Place(shown, long), f"This line is longer than {LONGEST_LINE:,} characters.")
    return text, None


def checked_columns(
    found: list[str], columns: tuple[str, ...], fault: Callable[[int, str, str], None]
) -> list[str | None]:
    """The columns of a file in order, None for those that are unknown or repeated.

    `fault` is called with the position, a sentence and a hint for each of those.
    """
    from comity.norms.names.nearest import did_you_mean

    known: list[str | None] = []
    if len(found) > MOST_COLUMNS:
        fault(0, f"This table has {len(found):,} columns.", f"At most {MOST_COLUMNS:,} are read.")
        return [None] * len(found)
    for at, name in enumerate(found):
        if name in columns and name not in known:
            known.append(name)
            continue
        known.append(None)
        if name in columns:
            fault(at, f"The column `{name}` is given twice.", "")
        else:
            sentence = f"There is no column `{name}`." if name else "This column has no name."
            fault(at, sentence, did_you_mean(name, columns, f"The columns are: {', '.join(columns)}."))
    return known
