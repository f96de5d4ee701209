"""A cell as people write it -> a value, with a note where more or less was read than stands there."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, NamedTuple

from comity.norms.names.government_tables import states
from comity.norms.names.programs import all_programs

PLAIN, NOTED, UNKNOWN, UNREAD = "plain", "noted", "unknown", "unread"
"""How a cell was read: as it stands, with a note, as a word for what is not known, or not at all."""


class Cell(NamedTuple):
    """A value that was read of a cell; `note` says what of the cell is not in it. `more` are further values of one cell."""

    value: Any = None
    how: str = PLAIN
    note: str = ""
    more: tuple[Any, ...] = ()


BLANK = Cell(None, UNKNOWN)

_INVISIBLE = {ord(mark): None for mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"}
_SPACES = {ord(mark): " " for mark in "\u00a0\u202f\u2007\u2009\u3000\t\r\n"}
_DASHES = {ord(mark): "-" for mark in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"}
_QUOTES = {ord("\u2018"): "'", ord("\u2019"): "'", ord("\u201c"): '"', ord("\u201d"): '"'}
_PLAIN_SIGNS = _INVISIBLE | _SPACES | _DASHES | _QUOTES
_WRAPPED = re.compile(r"""=?\s*(["'])(.*)\1""")

_PLACEHOLDER = re.compile(
    r"(tbd|tba|tbc|n/?a|n\.a\.?|none|null|nil|unk|unknown|not (yet )?(assigned|available|applicable|known|issued|received|"
    r"awarded|provided|listed|determined|stated)|to be (determined|announced|assigned|provided|confirmed)|"
    r"(award )?pending\b.*|awaiting\b.*|in process|in progress|see\b.*|various|varies|multiple|several|ongoing|open|blank|"
    r"un(assigned|numbered|issued)|forthcoming|to come|continuing|indefinite|\W+|x{2,}|0/0/0{2,4}|00/00/0{2,4}|1900-01-00)",
    re.I,
)
_ERROR = re.compile(r"#(REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.I)


@lru_cache(200_000)
def clean(text: str) -> str:
    r"""A cell without what cannot be seen: plain blanks, hyphens and quotation marks, and no mark that makes it text in Excel.

    >>> clean('="16.738"'), clean("'2019\u2011DJ\u2011BX\u20112602\u200b "), clean(" a\u00a0 b")
    ('16.738', '2019-DJ-BX-2602', 'a b')
    """
    if not text.isascii():
        text = text.translate(_PLAIN_SIGNS)
    text = " ".join(text.split())
    if text[:1] in "='\"":
        if wrapped := _WRAPPED.fullmatch(text):
            text = wrapped[2].strip()
        text = text.removeprefix("'").strip()
    return text


def is_placeholder(text: str) -> bool:
    """Whether a cell says in words that its value is not known.

    >>> [is_placeholder(text) for text in ("TBD", "n/a", "see note 3", "$ -", "*", "A-1", "Pendleton")]
    [True, True, True, True, True, False, False]
    """
    return _PLACEHOLDER.fullmatch(text) is not None


def is_error(text: str) -> bool:
    """Whether a cell holds the error of a formula.

    >>> is_error("#REF!"), is_error("#12")
    (True, False)
    """
    return _ERROR.fullmatch(text) is not None


def _no_value(text: str) -> Cell | None:
    if not text:
        return BLANK
    if is_error(text):
        return Cell(None, UNREAD, "is the error of a formula")
    if is_placeholder(text):
        return Cell(None, UNKNOWN, "is not known")
    return None


# Award numbers ---------------------------------------------------------------------------------------

FORMS = re.compile(
    r"ASST_(?:NON|AGG)_\w+_\w{3,4}"
    r"|20[0-3]\d-?[A-Z]{2}-?[A-Z]{2}-?[0-9A-Z]{4}"
    r"|15[PJ][A-Z]{3,4}-?[2-3]\d-?G[GK]-?\d{5}-?[A-Z]{4}"
    r"|[A-Z]-\d{2}-[A-Z]{2}-\d{2}-\d{4}"
    r"|EM[A-Z]-20\d\d-[A-Z]{2}-[A-Z0-9]{5}(?:-[A-Z]\d\d)?"
    r"|[A-Z]{2}-20\d\d-\d{3}(?:-\d{2})?"
    r"|[A-Z]{2}\d{4}[A-Z]\d[A-Z]\d{6}"
)
"""Forms of numbers that agencies give: Justice, HUD, FEMA, FTA, and the keys of USAspending."""
CHANGED_NUMBER = re.compile(rf"({FORMS.pattern})[- ]?(?:M|MOD|AMD|AMEND|REV)[- ]?(\d{{1,2}})")
"""A number with that of its modification at the end."""
_WORD_BEFORE = re.compile(
    r"(?:(?:u\.?s\.?|federal|fed|award|grant|grantor|contract|agreement|cooperative agreement|fain|fed award id|identification|"
    r"number|num|no|nbr|id|project|document|doc|sub-?award|pass-?through|prime)\b\.?\s*[:#-]*\s*|#\s*)+(?=\S*\d)",
    re.I,
)
_AGENCY_BEFORE = re.compile(
    r"(?:us[- ]?)?(?:DOJ|BJA|OJP|OVW|COPS|OVC|OJJDP|HUD|DOT|USDOT|FTA|FHWA|FAA|FRA|DHS|FEMA|HHS|ACF|CDC|HRSA|SAMHSA|EPA|"
    r"USDA|DOL|DOE|ED|NEA|NEH|IMLS|DOI|BOR|SBA|EDA|DOC)[\s:/-]+",
    re.I,
)
_CHANGE_AFTER = re.compile(
    r"[\s,;-]*\(?\s*\b(mod(?:ification)?|amend(?:ment)?|amd|amdt|rev(?:ision)?|supp(?:lement)?)\b\.?\s*(?:no\.?|#)?\s*(\d*)\s*\)?$",
    re.I,
)
_NOT_YET = re.compile(r"\b(?:TBD|TBA|TBC|PENDING)\b")
_BRACKETED_AFTER = re.compile(r"\s*\([^()]*\)$")
_EXPONENT = re.compile(r"\d(?:\.\d+)?E\+\d{1,3}|\d\.\d+E\d{1,3}", re.I)
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
    if missing := _no_value(text):
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
        base = re.fullmatch(r"(15[PJ][A-Z]{3,4}-?[2-3]\d-?G[GK]-?\d{5}-?[A-Z]{4})-?(\d{2})", upper)
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
    rest = rest.strip(" :#*-")
    if len(rest) > 100:
        return Cell(None, UNREAD, "is longer than a number")
    if not any(mark.isdigit() for mark in rest):
        return Cell(None, UNKNOWN, "has no digit and is not a number of an award")
    return Cell(rest, PLAIN if rest == text else NOTED, "" if rest == text else "holds more than the number")


def _shape(text: str) -> str:
    return re.sub(r"[A-Z]", "A", re.sub(r"\d", "9", text))


def bare(number: str) -> str:
    """A number without hyphens, blanks and case, by which rows of one award are found.

    >>> bare("2019-dj-bx 0801")
    '2019DJBX0801'
    """
    upper = number.upper().replace("-", "")
    return upper if upper.isascii() and upper.isalnum() else _NOT_BARE("", upper)


_NOT_BARE = re.compile(r"[^A-Z0-9]").sub


# Assistance listings ---------------------------------------------------------------------------------

_LISTING = re.compile(r"(?<![\d.$,])(\d{2})\.(\d{3}[A-Z]?|\d{2}[A-Z]|U\d{2}|RD|[A-Z]{2,3}\d?)(?![\dA-Z])")
_SHORT_LISTING = re.compile(r"(\d{2})\.(\d{1,2})")


@lru_cache(50_000)
def listing(text: str) -> Cell:
    """The Assistance Listing of a cell; `more` has all of them where the cell names several.

    >>> [listing(text).value for text in ("16.738 JAG", "CFDA 16.738", "16.71", "16-738", "16738", "16.U01", "TBD")]
    ['16.738', '16.738', '16.710', '16.738', '16.738', '16.U01', None]
    >>> listing("16.738, 16.710").more
    ('16.738', '16.710')
    """
    text = clean(text)
    if missing := _no_value(text):
        return missing
    upper = text.upper()
    if short := _SHORT_LISTING.fullmatch(upper):
        return Cell(f"{short[1]}.{short[2]:0<3}", NOTED, "has its last zeros again")
    found = [f"{one[1]}.{one[2]}" for one in _LISTING.finditer(upper) if one[2] != "UNK"]
    found = list(dict.fromkeys(found))
    if not found and (joined := re.search(r"(?<![\d.])(\d{2})[ -]?(\d{3})(?![\d.])", upper)):
        number = f"{joined[1]}.{joined[2]}"
        if number in all_programs():
            found = [number]
    if not found:
        prefix = re.match(r"(?:CFDA|ALN|AL)?[\s#:.]*(\d{2})\.?\s*UNK", upper)
        why = f"names only the agency's two digits, {prefix[1]}" if prefix else "is not an Assistance Listing number"
        return Cell(None, UNREAD, why)
    if len(found) > 1:
        return Cell(found[0], NOTED, "names several listings, of which the first is taken", tuple(found))
    if found[0] not in all_programs() and re.fullmatch(r"\d\d\.\d{3}", found[0]):
        return Cell(found[0], NOTED, "is in no list of programs")
    return Cell(
        found[0], PLAIN if found[0] == upper else NOTED, "" if found[0] == upper else "holds more than a number"
    )


# Dollars ---------------------------------------------------------------------------------------------

_QUICK = re.compile(r"\$?(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(\.\d{1,2})?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_COMMA_CENTS = re.compile(r"\d{1,3}(?:[. ]\d{3})*,\d{2}|\d+,\d{2}")
_UNITS = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 10**6,
    "mm": 10**6,
    "mil": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
}
_SCALED = re.compile(
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*(k|mm?|mil|bn?|thousand|million|billion)\.?", re.I
)
_CENT = Decimal("0.01")


_ENDS_IN_COMMA = re.compile(r",[0-9]{2}\D*$").search


def comma_is_decimal(texts: list[str]) -> bool:
    """Whether the amounts of a column have their cents behind a comma: some do, and none can be read otherwise.

    >>> comma_is_decimal(["125000,50", "1.250.000,00"]), comma_is_decimal(["1,250", "1250,50"])
    (True, False)
    """
    if not any(_ENDS_IN_COMMA(text) for text in texts):
        return False
    plain = [re.sub(r"[$€\s()-]|USD", "", clean(text)) for text in texts]
    cents = [text for text in plain if re.search(r",\d{2}$", text) and _COMMA_CENTS.fullmatch(text)]
    others = [
        text for text in plain if text not in cents and re.search(r"[.,]", text) and any(m.isdigit() for m in text)
    ]
    return bool(cents) and all(re.fullmatch(r"\d{1,3}(\.\d{3})+", text) for text in others)


@lru_cache(200_000)
def dollars(text: str, decimal_comma: bool = False) -> Cell:
    """The dollars of a cell.

    >>> [str(dollars(text).value) for text in ("$1,250,000.50", "$(1,250.00)", "1.25M", "$250K", "USD 1,250", "$ -")]
    ['1250000.50', '-1250.00', '1250000.00', '250000.00', '1250.00', 'None']
    >>> dollars("$1,250/yr")
    Cell(value=None, how='unread', note='is not a single amount of dollars', more=())
    """
    if (quick := _QUICK.fullmatch(text)) and not (decimal_comma and "." in text):
        return Cell(Decimal(quick[1].replace(",", "") + (quick[2] or "")).quantize(_CENT))
    text = clean(text)
    if missing := _no_value(text):
        return missing
    note: list[str] = []
    inner = text
    if bracketed := re.fullmatch(r"(.*\d.*?)\s*\(([^()\d]+)\)", inner):
        inner = bracketed[1]
        note.append(f"says `{bracketed[2]}` beside it")
    if re.match(r"[~≈]|approx\.?|about|est\.?|c\.", inner, re.I):
        inner = re.sub(r"^([~≈]|approx(imately)?\.?|about|est(imated)?\.?|c\.)\s*", "", inner, flags=re.I)
        note.append("is an estimate")
    inner = re.sub(r"(?i)\b(usd|us\$|dollars?)\b|us\$|\$", "", inner).strip()
    inner = inner.rstrip("*†‡").strip()
    sign = 1
    if wrapped := re.fullmatch(r"-?\s*\(\s*-?(.+?)\s*\)", inner):
        sign, inner = -1, wrapped[1]
    elif inner.startswith("-"):
        sign, inner = -1, inner[1:].strip()
    elif re.fullmatch(r"[\d,]+\.\d\d-", inner):
        sign, inner = -1, inner[:-1]
        note.append("has its minus at the end")
    found: Decimal | None = None
    if decimal_comma and re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:,\d+)?", inner):
        found = _decimal(re.sub(r"[. ]", "", inner).replace(",", "."))
    elif _THOUSANDS.fullmatch(inner):
        found = _decimal(inner.replace(",", ""))
    elif re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+,\d{2}|\d{1,3} \d{3}(?: \d{3})*(?:\.\d\d)?", inner):
        found = _decimal(re.sub(r"[. ](?=\d{3}(?:\D|$))", "", inner).replace(",", "."))
        note.append("is written with other separators")
    elif scaled := _SCALED.fullmatch(inner):
        found = _decimal(scaled[1].replace(",", ""))
        found = found * _UNITS[scaled[2].lower()] if found is not None else None
        note.append("is rounded")
    if found is None or abs(found) >= Decimal(10) ** 15:
        return Cell(None, UNREAD, "is not a single amount of dollars")
    cents = found.quantize(_CENT, ROUND_HALF_UP)
    if cents != found:
        note.append("has more than cents")
    return Cell(sign * cents, NOTED if note else PLAIN, " and ".join(note))


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


# Days ------------------------------------------------------------------------------------------------

_MONTHS = {name: at for at, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
     "sep sept september", "oct october", "nov november", "dec december"), 1) for name in names.split()}  # fmt: skip
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_CLOCK = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm])?\s*(?:Z|[+-]\d\d:?\d\d)?)?"
_DAYFORMS = tuple(
    re.compile(form + _CLOCK)
    for form in (
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        rf"(?:[A-Za-z]+,? )?{_MONTH} ?(?P<d>\d{{1,2}})(?:(?:st|nd|rd|th)?[, ]+'?|(?:st|nd|rd|th)|')(?P<y>\d{{4}}|\d{{2}})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[- ]?{_MONTH}[-, ]*'?(?P<y>\d{{4}}|\d{{2}})",
    )
)
_PARTED = re.compile(r"(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d{2})" + _CLOCK)
_RANGE = re.compile(r"(.+?)\s*(?:\s-\s|\s?-\s|\s-\s?|-(?=\d{1,2}/)|\bto\b|\bthru\b|\bthrough\b|\buntil\b)\s*(.+)", re.I)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
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
    if missing := _no_value(text):
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
        rf"(?:{'|'.join(_MONTHS)})\.?[-/ ,]*'?(?:\d{{2}}|\d{{4}})|\d{{1,2}}/\d{{4}}|\d{{4}}-\d{{2}}", text, re.I
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
    r"(?:f+y|fiscal year|federal fiscal year|program year|py|year|cy)?[\s.:'-]*((?:19|20)\d\d|\d\d)", re.I
)


@lru_cache(20_000)
def year(text: str) -> Cell:
    """The fiscal year of a cell.

    >>> [year(text).value for text in ("FY19", "FFY 2019", "2019", "2019.0")], year("2019-2021").how
    ([2019, 2019, 2019, 2019], 'unread')
    """
    text = clean(text)
    if missing := _no_value(text):
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


def state(text: str) -> Cell:
    """The state of a cell, by its code or its name.

    >>> state("California").value, state("CA").value, state("Calif.").value, state("Ontario").how
    ('ca', 'ca', 'ca', 'unread')
    """
    text = clean(text)
    if missing := _no_value(text):
        return missing
    name = re.sub(r"[^a-z]+", "-", text.lower()).strip("-")
    found = states().get(name) or states().get(_SHORTENED.get(name, ""))
    return Cell(found) if found else Cell(None, UNREAD, "is not a state")


_SHORTENED = {
    "calif": "ca", "fla": "fl", "wash": "wa", "mass": "ma", "penn": "pa", "penna": "pa", "tex": "tx", "ill": "il",
    "ariz": "az", "colo": "co", "conn": "ct", "mich": "mi", "minn": "mn", "ore": "or", "wisc": "wi", "wis": "wi",
    "d-c": "dc", "washington-dc": "dc", "washington-d-c": "dc", "n-y": "ny", "n-j": "nj", "n-m": "nm", "n-c": "nc", "s-c": "sc",
}  # fmt: skip

UEI = re.compile(r"[A-Z0-9]{12}")
_NO_UEI = ("BADBADBADBAD", "GSA_MIGRATION")


def uei(text: str) -> Cell:
    """The Unique Entity Identifier of a cell.

    >>> uei("UEI: HX6LNKCKC1V5").value, uei("pending").how
    ('HX6LNKCKC1V5', 'unknown')
    """
    text = clean(text)
    if missing := _no_value(text):
        return missing
    if text.upper() in _NO_UEI:
        return BLANK
    found = [one for one in re.findall(r"[A-Z0-9]{12}", text.upper()) if any(m.isdigit() for m in one)]
    return Cell(found[0]) if len(found) == 1 else Cell(None, UNREAD, "is not a UEI; one has twelve letters and digits")


STAGES = {
    "offered": "offered", "pending acceptance": "offered", "offer": "offered", "accepted": "accepted",
    "executed": "accepted", "signed": "accepted", "fully executed": "accepted", "obligated": "obligated",
    "disbursed": "disbursed", "drawing down": "disbursed", "reimbursed": "disbursed",
}  # fmt: skip
"""Words for how far an award has come; `active` and `closed` are of another thing."""


def stage(text: str) -> Cell:
    """How far an award has come.

    >>> stage("Executed").value, stage("Active").how
    ('accepted', 'unread')
    """
    text = clean(text)
    if found := STAGES.get(text.lower()):  # first, for `pending acceptance` has the look of what is not known
        return Cell(found)
    return _no_value(text) or Cell(None, UNREAD, f"is not one of {', '.join(sorted(set(STAGES.values())))}")


def text_of(text: str) -> Cell:
    """The words of a cell.

    >>> text_of("City\u00a0of Oakland ").value
    'City of Oakland'
    """
    text = clean(text)
    return BLANK if not text else Cell(text[:10_000])
