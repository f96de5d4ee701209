"""Read the day, period or fiscal year in a cell."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from comity.intake.sheets.values.cells import NOTED, PLAIN, UNKNOWN, UNREAD, Cell, clean, without_value

_MONTHS = {name: at for at, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
     "sep sept september", "oct october", "nov november", "dec december"), 1) for name in names.split()}  # fmt: skip
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_CLOCK = (
    r"(?:[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:[AaPp][Mm])?\s*(?:Z|[+-][0-9][0-9]:?[0-9][0-9])?)?"
)
_DAYFORMS = tuple(
    re.compile(form + _CLOCK)
    for form in (
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})",
        r"(?P<y>[0-9]{4})/(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
        rf"(?:[A-Za-z]+,? )?{_MONTH} ?(?P<d>[0-9]{{1,2}})(?:(?:st|nd|rd|th)?[, ]+'?|(?:st|nd|rd|th)|')(?P<y>[0-9]{{4}}|[0-9]{{2}})",
        rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[- ]?{_MONTH}[-, ]*'?(?P<y>[0-9]{{4}}|[0-9]{{2}})",
    )
)
_PARTED = re.compile(r"(?P<a>[0-9]{1,2})(?P<mark>[/.-])(?P<b>[0-9]{1,2})(?P=mark)(?P<y>[0-9]{4}|[0-9]{2})" + _CLOCK)
_RANGE = re.compile(
    r"(.+?)\s*(?:\s-\s|\s?-\s|\s-\s?|-(?=[0-9]{1,2}/)|\bto\b|\bthru\b|\bthrough\b|\buntil\b)\s*(.+)", re.I
)
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_EPOCH = dt.date(1899, 12, 30)
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


def days_first(texts: list[str]) -> bool:
    """Whether the day stands before the month in a column: in some date it can stand nowhere else, in none elsewhere.

    >>> days_first(["13/05/2024", "01/06/2024"]), days_first(["05/13/2024", "13/05/2024"])
    (True, False)
    """
    parts = [(int(one["a"]), int(one["b"])) for one in map(_PARTED.fullmatch, map(clean, texts)) if one]
    return any(a > 12 for a, _ in parts) and not any(b > 12 for _, b in parts)


@lru_cache(50_000)
def day(text: str, day_first: bool = False, forms: tuple[str, ...] = ()) -> Cell:
    """The day of a cell; `more` holds the last day too where the cell has a period.

    >>> [
    ...     day(text).value.isoformat()
    ...     for text in ("Oct 1, 2018", "1-Oct-18", "10/1/18", "43374", "2018-10-01T00:00:00Z")
    ... ]
    ['2018-10-01', '2018-10-01', '2018-10-01', '2018-10-01', '2018-10-01']
    >>> day("10/1/18 - 9/30/22").more
    (datetime.date(2018, 10, 1), datetime.date(2022, 9, 30))
    >>> day("Oct-18").note, day("2/30/2019").how
    ('names a month and no day', 'unread')
    """
    text = clean(text)
    if missing := without_value(text):
        return missing
    found = _day(text, day_first, forms)
    if found is not None:
        return found
    if serial := _SERIAL.fullmatch(text):
        days = int(serial[1])
        if 18_000 <= days <= 80_000:
            return Cell(_EPOCH + dt.timedelta(days), NOTED, "is the number that Excel has for a day")
    if parted := _RANGE.fullmatch(text):
        first, last = _day(parted[1].strip(), day_first, forms), _day(parted[2].strip(), day_first, forms)
        if first and last and first.value and last.value:
            return Cell(first.value, NOTED, "holds a first and a last day", (first.value, last.value))
    if re.fullmatch(
        rf"(?:{'|'.join(_MONTHS)})\.?[-/ ,]*'?(?:[0-9]{{2}}|[0-9]{{4}})|[0-9]{{1,2}}/[0-9]{{4}}|[0-9]{{4}}-[0-9]{{2}}",
        text,
        re.I,
    ):
        return Cell(None, UNREAD, "names a month and no day")
    if year(text).value:
        return Cell(None, UNREAD, "names a year and no day")
    return Cell(None, UNREAD, "is not a date")


def _day(text: str, day_first: bool, forms: tuple[str, ...]) -> Cell | None:
    """The day of a text that is a date and nothing more; None where it is not of that form."""
    for form in _DAYFORMS:
        if found := form.fullmatch(text):
            named = found.groupdict().get("month")
            month = _MONTHS.get(named.lower(), 0) if named else int(found["m"])
            if named and not month:
                continue
            return _checked(found["y"], month, int(found["d"]))
    if found := _PARTED.fullmatch(text):
        a, b = int(found["a"]), int(found["b"])
        month, of_month = (b, a) if day_first or (a > 12 >= b) else (a, b)
        return _checked(found["y"], month, of_month)
    for form in forms:
        try:
            found_day = dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
        return Cell(found_day) if FIRST <= found_day <= LAST else Cell(None, UNREAD, "is not a date")
    return None


def _checked(year_text: str, month: int, of_month: int) -> Cell:
    number = int(year_text)
    if len(year_text) == 2:
        number += 2000 if number < 69 else 1900
    try:
        found = dt.date(number, month, of_month)
    except ValueError:
        return Cell(None, UNREAD, "is not a date")
    if not FIRST <= found <= LAST:
        return (
            Cell(None, UNKNOWN, "is a placeholder")
            if number in (9999, 1, 1899)
            else Cell(None, UNREAD, "is not a date")
        )
    return Cell(
        found, NOTED if len(year_text) == 2 else PLAIN, "has a year of two digits" if len(year_text) == 2 else ""
    )


_YEAR = re.compile(
    r"(?:f+y|fiscal year|federal fiscal year|program year|py|year|cy)?[\s.:'-]*((?:19|20)[0-9][0-9]|[0-9][0-9])", re.I
)


@lru_cache(20_000)
def year(text: str) -> Cell:
    """The fiscal year of a cell.

    >>> [year(text).value for text in ("FY19", "FFY 2019", "2019", "2019.0")], year("2019-2021").how
    ([2019, 2019, 2019, 2019], 'unread')
    """
    text = clean(text)
    if missing := without_value(text):
        return missing
    text = text.removesuffix(".0")
    if not (found := _YEAR.fullmatch(text)):
        return Cell(None, UNREAD, "is not a single year")
    number = int(found[1])
    if len(found[1]) == 2:
        number += 2000 if number < 69 else 1900
    return Cell(
        number,
        PLAIN if text == found[1] and len(text) == 4 else NOTED,
        "" if text == found[1] else "is written in words",
    )
