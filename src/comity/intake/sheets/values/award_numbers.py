"""Find the award number in a cell, among the words people write around it."""

from __future__ import annotations

import re
from functools import lru_cache

from comity.intake.sheets.values.cells import NOTED, PLAIN, UNKNOWN, UNREAD, Cell, clean, without_value

FORMS = re.compile(
    r"ASST_(?:NON|AGG)_\w+_\w{3,4}"
    r"|20[0-3][0-9]-?[A-Z]{2}-?[A-Z]{2}-?[0-9A-Z]{4}"
    r"|15[PJ][A-Z]{3,4}-?[2-3][0-9]-?G[GK]-?[0-9]{5}-?[A-Z]{4}"
    r"|[A-Z]-[0-9]{2}-[A-Z]{2}-[0-9]{2}-[0-9]{4}"
    r"|EM[A-Z]-20[0-9][0-9]-[A-Z]{2}-[A-Z0-9]{5}(?:-[A-Z][0-9][0-9])?"
    r"|[A-Z]{2}-20[0-9][0-9]-[0-9]{3}(?:-[0-9]{2})?"
    r"|[A-Z]{2}[0-9]{4}[A-Z][0-9][A-Z][0-9]{6}"
)
"""Forms of numbers that agencies give: Justice, HUD, FEMA, FTA, and the keys of USAspending."""
CHANGED_NUMBER = re.compile(rf"({FORMS.pattern})[- ]?(?:M|MOD|AMD|AMEND|REV)[- ]?([0-9]{{1,2}})")
"""A number with that of its modification at the end."""
_WORD_BEFORE = re.compile(
    r"(?:(?:u\.?s\.?|federal|fed|award|grant|grantor|contract|agreement|cooperative agreement|fain|fed award id|identification|"
    r"number|num|no|nbr|id|project|document|doc|sub-?award|pass-?through|prime)\b\.?\s*[:#-]*\s*|#\s*)+(?=\S*[0-9])",
    re.I,
)
_AGENCY_BEFORE = re.compile(
    r"(?:us[- ]?)?(?:DOJ|BJA|OJP|OVW|COPS|OVC|OJJDP|HUD|DOT|USDOT|FTA|FHWA|FAA|FRA|DHS|FEMA|HHS|ACF|CDC|HRSA|SAMHSA|EPA|"
    r"USDA|DOL|DOE|ED|NEA|NEH|IMLS|DOI|BOR|SBA|EDA|DOC)[\s:/-]+",
    re.I,
)
_CHANGE_AFTER = re.compile(
    r"[\s,;-]*\(?\s*\b(mod(?:ification)?|amend(?:ment)?|amd|amdt|rev(?:ision)?|supp(?:lement)?)\b\.?\s*(?:no\.?|#)?\s*([0-9]*)\s*\)?$",
    re.I,
)
_NOT_YET = re.compile(r"\b(?:TBD|TBA|TBC|PENDING)\b")
_BRACKETED_AFTER = re.compile(r"\s*\([^()]*\)$")
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]{1,3}|[0-9]\.[0-9]+E[0-9]{1,3}", re.I)
_BETWEEN = re.compile(r"\s*(?:/|;|,|&|\+|\band\b)\s*")
_SIMPLE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")


@lru_cache(200_000)
def award_number(text: str) -> Cell:
    """The number of an award within a cell; `more` holds what the number is followed by: a modification, or further numbers.

    >>> award_number("FAIN: 2019-DJ-BX-0801").value, award_number("DOJ 15PBJA-21-GG-01234-JAGX").value
    ('2019-DJ-BX-0801', '15PBJA-21-GG-01234-JAGX')
    >>> award_number("2019-DJ-BX-0801 (Mod 2)")
    Cell(value='2019-DJ-BX-0801', how='noted', note='is modification 2 of it', more=('mod',))
    >>> award_number("TBD").how, award_number("1.23E+15").how, award_number("Justice Assistance Grant").how
    ('unknown', 'unread', 'unknown')
    """
    text = clean(text)
    if missing := without_value(text):
        return missing
    if _EXPONENT.fullmatch(text):
        return Cell(None, UNREAD, "was turned into a number by Excel and has lost digits")
    if not any(mark.isdigit() for mark in text):
        return Cell(None, UNKNOWN, "has no digit and is not a number of an award")
    upper = text.upper()
    if _NOT_YET.search(upper) and not FORMS.search(upper):
        return Cell(None, UNKNOWN, "is not known")
    known = FORMS.fullmatch(upper)
    if known or (_SIMPLE.fullmatch(upper) and not _AGENCY_BEFORE.match(upper) and not _WORD_BEFORE.match(text)):
        base = re.fullmatch(r"(15[PJ][A-Z]{3,4}-?[2-3][0-9]-?G[GK]-?[0-9]{5}-?[A-Z]{4})-?([0-9]{2})", upper)
        if base and not known:
            return Cell(base[1], NOTED, f"is supplement {base[2]} of it", ("mod",))
        if not known and (change := CHANGED_NUMBER.fullmatch(upper)):
            return Cell(change[1], NOTED, f"is modification {change[2]} of it", ("mod",))
        return Cell(text if text == upper or known is None else upper)
    several = [part for part in _BETWEEN.split(upper) if part]
    if len(several) > 1 and all(_shape(part) == _shape(several[0]) for part in several) and len(several[0]) >= 6:
        return Cell(None, UNKNOWN, "names several awards", tuple(several))
    change = _CHANGE_AFTER.search(text)
    if change and any(mark.isdigit() for mark in text[: change.start()]):
        inner = award_number(text[: change.start()].strip())
        if inner.value:
            return Cell(inner.value, NOTED, f"is modification {change[2]} of it".replace("  ", " "), ("mod",))
    found = tuple(dict.fromkeys(match[0] for match in re.finditer(rf"(?<![A-Z0-9]){FORMS.pattern}(?![A-Z0-9])", upper)))
    if not found:
        inside = re.findall(rf"(?<![A-Z0-9])(?:{FORMS.pattern})(?![A-Z0-9])", upper)
        found = tuple(dict.fromkeys(inside))
    if len(found) > 1:
        return Cell(None, UNKNOWN, "names several awards", found)
    if found:
        return Cell(found[0], NOTED, "holds more than the number")
    rest = _WORD_BEFORE.sub("", text, count=1)
    rest = _BRACKETED_AFTER.sub("", rest).strip() if any(m.isdigit() for m in _BRACKETED_AFTER.sub("", rest)) else rest
    agency = _AGENCY_BEFORE.match(rest)
    if (agency and agency[0].rstrip()[-1:] in ":/") or (agency and agency[0].endswith(" ")):
        after = rest[agency.end() :]
        if any(mark.isdigit() for mark in after):
            rest = after
    rest = rest.strip(" :#*†‡§¶-")
    if len(rest) > 100:
        return Cell(None, UNREAD, "is longer than a number")
    if not any(mark.isdigit() for mark in rest):
        return Cell(None, UNKNOWN, "has no digit and is not a number of an award")
    return Cell(rest, PLAIN if rest == text else NOTED, "" if rest == text else "holds more than the number")


def _shape(text: str) -> str:
    return re.sub(r"[A-Z]", "A", re.sub(r"[0-9]", "9", text))


def bare(number: str) -> str:
    """A number without hyphens, blanks and case, by which rows of one award are found.

    >>> bare("2019-dj-bx 0801")
    '2019DJBX0801'
    """
    upper = number.upper().replace("-", "")
    return upper if upper.isascii() and upper.isalnum() else _NOT_BARE("", upper)


_NOT_BARE = re.compile(r"[^A-Z0-9]").sub
