"""Read a column of cells by its distinct texts, each once; plain numbers and plain dollars by one pattern.

What the patterns take is what the readers of single cells (comity.intake.sheets.values) say of it too; all else goes to these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import repeat

from comity.intake.sheets import values as v
from comity.intake.sheets.values import Cell

Reader = Callable[[str], Cell]

_MARK = "\x1e"
_NO_MONEY_MARKS = {ord("$"): None, ord(","): None}
_PLAIN_NUMBER = re.compile(r"(?!15|1900-01-00$)([A-Z]*)-?[0-9][A-Z0-9]*(?:-[A-Z0-9]+)*").fullmatch
_MORE_SAID = re.compile(r"(?:M|MOD|AMD|AMEND|REV)-?[0-9]{1,2}\Z|TB[ACD]|PENDING").search
_PLAIN_DOLLARS = re.compile(r"\$?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})\.[0-9][0-9]").fullmatch


def cells_of(
    texts: Sequence[str], reader: Reader, quick: Callable[[list[str]], dict[str, Cell]] | None = None
) -> list[Cell]:
    """What each cell of a column says.

    Args:
        texts: the column.
        reader: of a single cell.
        quick: reads what is plain of many texts at once, and leaves the others out.

    >>> [cell.value for cell in cells_of(["A-1", "TBD", "A-1"], v.award_number, plain_numbers)]
    ['A-1', None, 'A-1']
    """
    distinct = set(texts)
    read = quick(list(distinct)) if quick else dict[str, Cell]()
    for text in distinct - read.keys() if read else distinct:
        read[text] = reader(text)
    return list(map(read.__getitem__, texts))


def plain_numbers(texts: Iterable[str]) -> dict[str, Cell]:
    """The texts that are a number of an award and nothing else.

    >>> list(plain_numbers(["B-19-MC-06-0013", "NO-12", "2019-DJ-BX-0801 (Mod 2)"]))
    ['B-19-MC-06-0013']
    """
    plain = [matched for matched in map(_PLAIN_NUMBER, texts) if matched and not _MORE_SAID(matched[0])]
    words = {letters for letters in {matched[1] for matched in plain} if not _harmless(letters)}
    said = [matched[0] for matched in plain if matched[1] not in words] if words else [matched[0] for matched in plain]
    return dict(zip(said, _plain_cells(said), strict=True))


@lru_cache(5_000)
def _harmless(letters: str) -> bool:
    """Whether the letters that a number begins with are not a word before it, nor one for what is not known."""
    whole = f"{letters}-1-MOD"  # after a word before it, what follows the number is looked at too
    return not letters or v.award_number(whole).value == whole


def plain_dollars(texts: list[str]) -> dict[str, Cell]:
    """The texts that are dollars and cents and nothing else.

    >>> plain_dollars(["$1,250.00", "1.25M"])
    {'$1,250.00': Cell(value=Decimal('1250.00'), how='plain', note='', more=())}
    """
    plain = [text for text in texts if _PLAIN_DOLLARS(text)]
    if not plain:
        return {}
    bare = _MARK.join(plain).translate(_NO_MONEY_MARKS).split(_MARK)
    return dict(zip(plain, _plain_cells(map(Decimal, bare)), strict=True))


def _plain_cells(values: Iterable[object]) -> Iterable[Cell]:
    """A plain cell for each value."""
    return map(Cell._make, zip(values, repeat(v.PLAIN), repeat(""), repeat(())))


QUICK: Mapping[str, Callable[[list[str]], dict[str, Cell]]] = {
    "fain": plain_numbers, "prime_number": plain_numbers, "amount": plain_dollars, "outlayed": plain_dollars, "balance": plain_dollars,
}  # fmt: skip
"""Fields that have nearly as many texts as rows, with what reads them quickly."""
