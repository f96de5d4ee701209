"""Recognize a federal agency in the words of a grant tracker, and through whom its money passes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from comity.intake.sheets.values import NOTED, PLAIN, UNREAD, Cell, clean, is_placeholder
from comity.norms.names.government_tables import agencies
from comity.norms.names.programs import program

_THROUGH = re.compile(
    r"(.*?)[\s,;(-]*\b(?:via|through|thru|passed through|pass-?through(?: from| by)?|p/t|c/o)\b[:\s]*(.*?)\)?", re.I
)
_APART = re.compile(r"\s*(?:/|\s-\s|--|:|;|,|\(|\)|\|)\s*")
_LEADING = re.compile(r"^(U\.?\s?S\.?A?\.?|UNITED STATES|FEDERAL|THE)\s+(?=\S)")
_SHORTENED = (
    (r"\bDEPT\.?(?=\W|$)", "DEPARTMENT"), (r"\bDEP'T\b", "DEPARTMENT"), (r"\bADMIN\.?(?=\W|$)", "ADMINISTRATION"),
    (r"\bMGMT\b", "MANAGEMENT"), (r"\bSVCS?\.?(?=\W|$)", "SERVICES"), (r"\bDEV\.?(?=\W|$)", "DEVELOPMENT"), (r"\s*&\s*", " AND "),
    (r"\bTRANSP\.?(?=\W|$)", "TRANSPORTATION"), (r"\bOFC\b", "OFFICE"),
    (r"\bOF ED\.?$", "OF EDUCATION"),
)  # fmt: skip
_SHORT_NAMES = re.compile(r"[A-Z]{2,6}(?: [A-Z]{3,6})+")
"""A department and its office by their letters, `DOJ OVC`; two letters may be those of a State, `DOT CA`."""
_DEPARTMENT_CODES = re.compile(r"US(DOJ|DOT|HUD|HHS|DHS|DOL|DOE|DOI|ED|DOC|EPA|VA)")


@cache
def _named() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for row in agencies().values():
        for name in (row.short, row.name, *row.also):
            names.setdefault(_plain(name), row.short)
    for row in agencies().values():
        if row.name.startswith("Department of "):
            names.setdefault(_plain(row.name.removeprefix("Department of ")), row.short)
    return names


def _plain(text: str) -> str:
    text = text.upper().strip(" .")
    for shortened, whole in _SHORTENED:
        text = re.sub(shortened, whole, text)
    text = _LEADING.sub("", text.replace("U.S.", "US").replace("U. S.", "US"))
    text = re.sub(r"^US (?=DEPARTMENT)", "", text)
    if coded := _DEPARTMENT_CODES.fullmatch(re.sub(r"\W", "", text)):
        text = coded[1]
    return re.sub(r"\bTHE ", "", " ".join(re.sub(r"[^A-Z0-9]+", " ", text).split()))


def _above(short: str) -> tuple[str, ...]:
    found: list[str] = []
    while short := agencies()[short].parent:
        found.append(short)
    return tuple(found)


@lru_cache(10_000)
def agency(text: str) -> Cell:
    """The agency that words name, the most special one where they name several levels; `more` has through whom it passes.

    >>> [agency(text).value for text in ("DOJ/BJA", "USDOJ / BJA", "HHS / ACF", "U.S. Dept. of Justice")]
    ['us-doj-bja', 'us-doj-bja', 'us-hhs-acf', 'us-doj']
    >>> agency("FEMA via WA EMD")
    Cell(value='us-dhs-fema', how='noted', note='passes through WA EMD', more=('WA EMD',))
    >>> agency("DOT FTA").value, agency("DOJ OVC").value, agency("DOT CA").value, agency("CDC Foundation").value
    ('us-dot-fta', 'us-doj-ovc', None, None)
    >>> agency("Ministry of Works").how
    'unread'
    """
    text = clean(text)
    if not text or is_placeholder(text):
        return Cell(None, "unknown", "is not known" if text else "")
    through = ""
    words = text
    if passed := _THROUGH.fullmatch(text):
        words, through = passed[1].strip(" ,;(-"), passed[2].strip(" ()")
    whole = _named().get(_plain(words))
    parts = [part for part in _APART.split(words) if part.strip()]
    if len(parts) == 1 and not whole and all(_named().get(_plain(part)) for part in words.split("-")):
        parts = words.split("-")
    elif len(parts) == 1 and not whole and _SHORT_NAMES.fullmatch(words) and _named().get(_plain(words.split()[0])):
        parts = words.split()
    found = [whole] if whole else [_named().get(_plain(part)) for part in parts]
    known = list(dict.fromkeys(one for one in found if one))
    lowest = [one for one in known if not any(one in _above(other) for other in known)]
    more = (through,) if through else ()
    notes = [f"passes through {through}"] if through else []
    if len(lowest) != 1:
        why = (
            "names agencies that are not one above the other"
            if lowest
            else "is not a federal agency that is known here"
        )
        return Cell(None, UNREAD, why, more)
    if None in found:
        notes.append("holds words that name no agency")
    return Cell(lowest[0], NOTED if notes else PLAIN, "; ".join(notes), more)


def agency_of_listing(number: str | None) -> str | None:
    """The one agency that gives a program, by its Assistance Listing; the same rule as a record has.

    >>> agency_of_listing("16.738"), agency_of_listing("99.999")
    ('us-doj-ojp', None)
    """
    found = program(number) if number else None
    return found.agency if found else None


def agency_in_number(key: str) -> str | None:
    """The agency whose code ends the key of an award: `ASST_NON_2019DJBX9998_1550`.

    >>> agency_in_number("ASST_NON_2019DJBX9998_1550")
    'us-doj-ojp'
    """
    from comity.norms.names.government_tables import agency_codes

    return agency_codes().get(key.rpartition("_")[2]) if key.startswith("ASST_") else None
