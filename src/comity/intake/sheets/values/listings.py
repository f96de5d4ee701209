"""Read the Assistance Listing number in a cell."""

from __future__ import annotations

import re
from functools import lru_cache

from comity.intake.sheets.values.cells import NOTED, PLAIN, UNREAD, Cell, clean, without_value
from comity.norms.names.programs import all_programs

_LISTING = re.compile(
    r"(?<![0-9.$,])([0-9]{2})\.([0-9]{3}[A-Z]?|[0-9]{2}[A-Z]|U[0-9]{2}|RD|[A-Z]{2,3}[0-9]?)(?![0-9A-Z])"
)
_SHORT_LISTING = re.compile(r"([0-9]{2})\.([0-9]{1,2})")


@lru_cache(50_000)
def listing(text: str) -> Cell:
    """The Assistance Listing of a cell; `more` has all of them where the cell names several.

    >>> [listing(text).value for text in ("16.738 JAG", "CFDA 16.738", "16.71", "16-738", "16738", "16.U01", "TBD")]
    ['16.738', '16.738', '16.710', '16.738', '16.738', '16.U01', None]
    >>> listing("16.738, 16.710").more
    ('16.738', '16.710')
    """
    text = clean(text)
    if missing := without_value(text):
        return missing
    upper = text.upper()
    if short := _SHORT_LISTING.fullmatch(upper):
        return Cell(f"{short[1]}.{short[2]:0<3}", NOTED, "has its last zeros again")
    found = [f"{one[1]}.{one[2]}" for one in _LISTING.finditer(upper) if one[2] != "UNK"]
    found = list(dict.fromkeys(found))
    if not found and (joined := re.search(r"(?<![0-9.])([0-9]{2})[ -]?([0-9]{3})(?![0-9.])", upper)):
        number = f"{joined[1]}.{joined[2]}"
        if number in all_programs():
            found = [number]
    if not found:
        prefix = re.match(r"(?:CFDA|ALN|AL)?[\s#:.]*([0-9]{2})\.?\s*UNK", upper)
        why = f"names only the agency's two digits, {prefix[1]}" if prefix else "is not an Assistance Listing number"
        return Cell(None, UNREAD, why)
    if len(found) > 1:
        return Cell(found[0], NOTED, "names several listings, of which the first is taken", tuple(found))
    if found[0] not in all_programs() and re.fullmatch(r"[0-9][0-9]\.[0-9]{3}", found[0]):
        return Cell(found[0], NOTED, "is in no list of programs")
    return Cell(
        found[0], PLAIN if found[0] == upper else NOTED, "" if found[0] == upper else "holds more than a number"
    )
