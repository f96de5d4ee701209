"""The unit in which a sheet has its dollars: `($000)`, `in thousands`, `$ millions`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comity.intake.sheets.values.cells import clean

UNITS = {1_000: "thousands", 10**6: "millions", 10**9: "billions"}
"""The units that are known, with their words."""

_BEFORE = r"(?:(?:dollars?|dollar amounts?|amounts?|figures?|values?|usd|us\$|are|shown|expressed|stated|in|\$)\s*)*"
_AFTER = r"(?:\s+of\s+(?:u\.?s\.?\s+)?dollars|\s+dollars)?"
_SIGNS = {10**6: r"'?000,000'?s?|mm?|mil\.?", 1_000: r"'?000'?s?|k", 10**9: r"bn?"}


def _form(unit: int, signs: str) -> re.Pattern[str]:
    word = rf"{UNITS[unit]}?{_AFTER}"
    bracketed = rf"\(\s*{_BEFORE}(?:{word}|{signs})\s*\)"
    alone = rf"(?:\bin|\$)\s+{word}(?=\s*(?:[).,;:]|$))|\$\s+in\s+(?:{signs})(?![\w.,])|(?<![\w.,$])\$\s?(?:{signs})(?![\w.,])"
    return re.compile(f"{bracketed}|{alone}", re.I)


_FORMS = tuple((unit, _form(unit, signs)) for unit, signs in _SIGNS.items())


def unit_of(text: str) -> int:
    """How many dollars a one is, as a name or a title says: 1 where it says nothing.

    >>> [
    ...     unit_of(text)
    ...     for text in ("Award ($000)", "(dollars in thousands)", "Drawn ($ millions)", "Award $K", "Award ($)")
    ... ]
    [1000, 1000, 1000000, 1000, 1]
    """
    return next((unit for unit, form in _FORMS if form.search(clean(text))), 1)


def without_unit(text: str) -> str:
    """A name without the unit in it.

    >>> without_unit("Award ($000)"), without_unit("Amount, in thousands"), without_unit("Award #")
    ('Award', 'Amount', 'Award #')
    """
    for _, form in _FORMS:
        text = form.sub(" ", text)
    return " ".join(text.split()).rstrip(" ,;:-")


def unit_beside(rows: Iterable[Iterable[str]]) -> int:
    """The unit that a title or a note of a sheet says, which stands alone in its row or with one other; 1 for none.

    >>> unit_beside([["Federal grants", ""], ["(in thousands)", ""], ["Award", "Amount"]])
    1000
    """
    for row in rows:
        filled = [cell for cell in row if cell and cell.strip()]
        if 0 < len(filled) <= 2 and (found := max(map(unit_of, filled))) > 1:
            return found
    return 1
