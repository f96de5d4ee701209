"""The days in a document: an interval, what it is counted from, how precise it is; never more than its words say."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from comity.intake.documents.document import Span

_MONTHS = {
    name: n
    for n, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|"
    r"AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)[0-9][0-9])"
_CLOCK = r"([0-9]{1,2}(?::[0-9][0-9])?\s*(?:[ap]\.?m\.?|[AP]\.?M\.?)|noon|midnight)"
_HOUR_AFTER = re.compile(rf",?\s*(?:at|by)?\s*{_CLOCK}")
_HOUR_BEFORE = re.compile(rf"{_CLOCK}\s+(?:[A-Z][a-z]+ time,?\s+)?on\s+\Z")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", re.compile(rf"\b{_DAY}\s+day\s+of\s+{_MONTH},?\s+{_YEAR}")),
    ("day", re.compile(rf"\b{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}\b")),
    ("day", re.compile(rf"\b{_DAY}\s+{_MONTH}\s*,?\s+{_YEAR}\b")),
    ("numbers", re.compile(r"(?<![\w/.-])(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})/(?P<year>(?:19|20)[0-9][0-9]|[0-9][0-9])(?![\w/])")),
    ("iso", re.compile(r"(?<![\w-])(?P<year>(?:19|20)[0-9][0-9])-(?P<a>[0-9][0-9])-(?P<b>[0-9][0-9])(?![\w-])")),
    ("this year", re.compile(rf"\b{_MONTH}\s+{_DAY}\s+of\s+(?:this|the)\s+year")),
    ("month this year", re.compile(rf"\b{_MONTH}\s+of\s+(?:this|the)\s+year")),
    ("month", re.compile(rf"\b{_MONTH}\s+(?:of\s+)?{_YEAR}\b")),
    ("no year", re.compile(rf"\b{_MONTH}\s+{_DAY}(?!\s*,?\s*[0-9]|\w)")),
    ("month alone", re.compile(rf"(?<=\b[Ii]n\s){_MONTH}(?!\w|\s+(?:of\b|[0-9]))")),
    ("fiscal year", re.compile(r"\b(?:FY|[Ff]iscal [Yy]ear)\s*(?P<year>20[0-9][0-9])\b")),
    ("weekday", re.compile(rf"\b(?:(?P<which>last|next|this)\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})\b")),
    ("relative", re.compile(
        r"\b(?P<what>[Tt]oday(?:'s)?|[Yy]esterday(?:'s)?|[Tt]omorrow|[Ll]ast (?:year|month|week)|[Tt]his (?:week|month|year)|"
        r"[Ee]arlier (?:this|in the) (?:week|month|year)|(?:at )?the beginning of the year|[Nn]ext (?:week|month|year))\b")),
)  # fmt: skip
_AHEAD = re.compile(
    r"(?:\b(?:by|before|until|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|due|within|starting|beginning|effective|"
    r"expires?(?:\s+on)?)\b)[\s\w:.]{0,25}\Z",
    re.I,
)
_SUPPOSED = re.compile(r"\b(?:[Ii]f|[Ll]et's say|[Ss]uppose|[Ww]ere to)\b[^.;]*\Z")
_COUNTED = re.compile(
    r"\b(?:[Ww]ithin|[Nn]o later than|[Nn]ot later than)\s+(?:the\s+next\s+)?(?P<n>[0-9]{1,3}|[a-z]+(?:-[a-z]+)?)\s*"
    r"(?:\(\s*(?P<m>[0-9]{1,3})\s*\)\s*)?"
    r"(?P<unit>(?:business|working|calendar)?\s*(?:days?|hours?|weeks?))(?:'\s*time)?"
    r"(?:\s*(?:of|from|after|following)\s+(?:the\s+)?(?:date\s+of\s+)?(?:your\s+)?(?P<event>receipt|service|(?:the\s+)?date|"
    r"this\s+(?:letter|notice|order|demand|subpoena)|entry|issuance))?",
)
_NUMBERS = {
    word: n
    for n, word in enumerate(
        re.findall(
            r"\w+",
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty",
        )
    )
} | {"twenty-one": 21, "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90}


@dataclass(frozen=True, slots=True)
class Dated:
    """A day as it is written.

    `first` and `last` bound it (None: cannot be told); `granularity` is day, week, month or year; `anchor` is what it is counted
    from: written out, publication, quoted text, hypothetical; `ahead` whether it lies after the writing; `hour` as written.
    """

    span: Span
    first: dt.date | None
    last: dt.date | None
    granularity: str
    anchor: str
    ahead: bool = False
    hour: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A period to be counted: how many of what, from what event, as far as the words say."""

    span: Span
    count: int
    unit: str
    business: bool
    event: str


def dates(text: str, published: dt.date | None = None, quoted: tuple[Span, ...] = ()) -> tuple[Dated, ...]:
    """The days in a text in its order. `published` is its own day, `quoted` the stretches that others said."""
    flat = re.sub(r"\s", " ", text)
    found: list[Dated] = []
    taken = bytearray(len(flat))
    for form, pattern in _FORMS:
        for match in pattern.finditer(flat):
            if any(taken[match.start() : match.end()]):
                continue
            one = _read(form, match, flat, published, quoted)
            if one is not None:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(one)
    return tuple(sorted(found, key=lambda d: d.span))


def read_day(words: str) -> dt.date | None:
    """The one day that words name; None where they name none, or none that is written out.

    >>> read_day("no later than February 23, 2018"), read_day("3rd day of June, 2025"), read_day("Wednesday")
    (datetime.date(2018, 2, 23), datetime.date(2025, 6, 3), None)
    """
    found = [d.first for d in dates(words) if d.granularity == "day" and d.first is not None]
    return found[0] if len(set(found)) == 1 else None


def says_day(words: str, value: str) -> bool:
    """Whether words name the day of a value."""
    return any(d.first and d.last and d.first.isoformat() <= value <= d.last.isoformat() for d in dates(words))


def clock(words: str) -> str | None:
    """The hour that words name, as the record writes it; None where they name none.

    >>> clock("by 5:00 p.m. on July 30"), clock("9 a.m."), clock("noon"), clock("midnight"), clock("17 days")
    ('17:00', '09:00', '12:00', '00:00', None)
    """
    found = re.search(_CLOCK, words)
    if found is None:
        return None
    if not found[1][0].isdigit():
        return {"noon": "12:00", "midnight": "00:00"}[found[1]]
    hour, _, minute = re.sub(r"[^0-9:]", "", found[1]).partition(":")
    if not 1 <= int(hour) <= 12 or int(minute or 0) > 59:
        return None
    return f"{int(hour) % 12 + (12 if 'p' in found[1].lower() else 0):02}:{int(minute or 0):02}"


def says_hour(words: str, value: str) -> bool:
    """Whether words name an hour of the day."""
    return clock(words) == value


def says_number(words: str, value: str) -> bool:
    """Whether words hold a number, in figures or spelt out."""
    found = {str(_NUMBERS.get(word, word)) for word in re.findall(r"[a-z]+(?:-[a-z]+)?|[0-9]+", words.lower())}
    return value in found


def periods(text: str) -> tuple[Period, ...]:
    """The periods that a text gives: `within 5 days of receipt`."""
    found: list[Period] = []
    for match in _COUNTED.finditer(re.sub(r"\s", " ", text)):
        written = match["m"] or match["n"]
        count = int(written) if written.isdigit() else _NUMBERS.get(written.lower())
        if count is None:
            continue
        unit = match["unit"].strip()
        kind = "hours" if "hour" in unit else "days"
        event = re.sub(r"^the ", "", match["event"] or "")
        business = "business" in unit or "working" in unit
        found.append(Period(Span(*match.span()), count * (7 if "week" in unit else 1), kind, business, event))
    return tuple(found)


def _read(
    form: str, match: re.Match[str], text: str, published: dt.date | None, quoted: tuple[Span, ...]
) -> Dated | None:
    groups = match.groupdict()
    before = text[max(0, match.start() - 60) : match.start()]
    ahead = bool(_AHEAD.search(before))
    inside = any(q.start <= match.start() < q.end for q in quoted)
    said = "hypothetical" if _SUPPOSED.search(before) and form not in ("day", "numbers", "iso") else ""
    anchor = said or ("quoted text" if inside else "publication")
    # what is counted from a text that is quoted cannot be counted from the day of the one that quotes it
    base = published if anchor == "publication" else None
    span = Span(*match.span())
    try:
        match form:
            case "day" | "numbers" | "iso":
                return _one_day(span, _written(form, groups), "written out", ahead, text)
            case "month":
                return _month_of(span, int(groups["year"]), _month(groups["month"]), "written out", ahead)
            case "fiscal year":
                year = int(groups["year"])
                return Dated(
                    span=span,
                    first=dt.date(year - 1, 10, 1),
                    last=dt.date(year, 9, 30),
                    granularity="year",
                    anchor="written out",
                    ahead=ahead,
                )
            case "this year" | "no year":
                return _one_day(span, base and _of_year(form, base, groups, ahead), anchor, ahead, text)
            case "month this year":
                if base is None:
                    return Dated(span=span, first=None, last=None, granularity="month", anchor=anchor, ahead=ahead)
                return _month_of(span, base.year, _month(groups["month"]), anchor, ahead)
            case "month alone":
                if base is None:
                    return Dated(span=span, first=None, last=None, granularity="month", anchor=anchor, ahead=ahead)
                month = _month(groups["month"])
                # of a month that is told of: the last one that had begun; of one that lies ahead: the next
                year = base.year + (ahead and month < base.month) - (not ahead and month > base.month)
                return _month_of(span, year, month, anchor, ahead)
            case "weekday":
                return _weekday(span, match, base, anchor, ahead)
            case _:
                return _relative(span, groups["what"], base, anchor, ahead)
    except ValueError:
        return None  # 31 February, 13/13/2025: no day


def _one_day(span: Span, day: dt.date | None, anchor: str, ahead: bool, text: str) -> Dated:
    hour = _hour(span, text)
    return Dated(span=span, first=day, last=day, granularity="day", anchor=anchor, ahead=ahead, hour=hour)


def _written(form: str, groups: Mapping[str, str]) -> dt.date:
    """A day that is written out with its year."""
    year = int(groups["year"])
    if form == "day":
        return dt.date(year, _month(groups["month"]), int(groups["day"]))
    return dt.date(year if year > 99 else 2000 + year, int(groups["a"]), int(groups["b"]))


def _of_year(form: str, base: dt.date, groups: Mapping[str, str], ahead: bool) -> dt.date:
    """A day of this year, or of the year that is meant where none is said."""
    month, number = _month(groups["month"]), int(groups["day"])
    return dt.date(base.year, month, number) if form == "this year" else _nearest(base, month, number, ahead)


def _nearest(base: dt.date, month: int, number: int, ahead: bool) -> dt.date:
    """A day without its year: the next one where it lies ahead, else the one nearest to the writing."""
    days: list[dt.date] = []
    for year in (base.year - 1, base.year, base.year + 1):
        with suppress(ValueError):
            days.append(dt.date(year, month, number))
    days = [day for day in days if not ahead or day >= base]
    return min(days, key=lambda day: abs(day - base))


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _month_of(span: Span, year: int, month: int, anchor: str, ahead: bool) -> Dated:
    return Dated(
        span=span,
        first=dt.date(year, month, 1),
        last=dt.date(year, month, monthrange(year, month)[1]),
        granularity="month",
        anchor=anchor,
        ahead=ahead,
    )


def _hour(span: Span, text: str) -> str:
    """The hour that stands beside a day."""
    found = _HOUR_AFTER.match(text, span.end) or _HOUR_BEFORE.search(text[max(0, span.start - 40) : span.start])
    return " ".join(found[1].split()) if found else ""


def _weekday(span: Span, match: re.Match[str], base: dt.date | None, anchor: str, ahead: bool) -> Dated:
    if base is None:
        return Dated(span=span, first=None, last=None, granularity="day", anchor=anchor, ahead=ahead)
    wanted = WEEKDAYS.index(match["weekday"])
    if ahead or match["which"] == "next":
        day = base + dt.timedelta(days=(wanted - base.weekday()) % 7 or 7)
    else:
        day = base - dt.timedelta(days=(base.weekday() - wanted) % 7)
    return Dated(span=span, first=day, last=day, granularity="day", anchor=anchor, ahead=ahead)


def _relative(span: Span, what: str, base: dt.date | None, anchor: str, ahead: bool) -> Dated:
    words = what.lower().removesuffix("'s")
    unit = next((u for u in ("week", "month", "year") if u in words), "day")
    if base is None:
        return Dated(span=span, first=None, last=None, granularity=unit, anchor=anchor, ahead=ahead)
    one = dt.timedelta(days=1)
    monday = base - dt.timedelta(days=base.weekday())
    first_of_month = base.replace(day=1)
    match words:
        case "today":
            first = last = base
        case "yesterday":
            first = last = base - one
        case "tomorrow":
            first = last = base + one
        case "last year":
            first, last = dt.date(base.year - 1, 1, 1), dt.date(base.year - 1, 12, 31)
        case "next year":
            first, last = dt.date(base.year + 1, 1, 1), dt.date(base.year + 1, 12, 31)
        case "last month":
            last = first_of_month - one
            first = last.replace(day=1)
        case "next month":
            first = (first_of_month + dt.timedelta(days=32)).replace(day=1)
            last = first.replace(day=monthrange(first.year, first.month)[1])
        case "last week":
            first, last = monday - 7 * one, monday - one
        case "next week":
            first, last = monday + 7 * one, monday + 13 * one
        case _ if words.startswith(("earlier", "this")):
            first = {"week": monday, "month": first_of_month, "year": base.replace(month=1, day=1)}[unit]
            last = base
        case _:
            first, last = base.replace(month=1, day=1), base
    return Dated(span=span, first=first, last=last, granularity=unit, anchor=anchor, ahead=ahead)
