"""Find dollars, award numbers and Assistance Listings in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from comity.intake.documents.document import Span
from comity.norms.names.programs import program

_DOLLARS = re.compile(
    r"\$\s?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]+(?:\.[0-9]{1,3})?)\s*(?P<unit>million|billion|thousand|M\b|B\b|K\b)?",
    re.I,
)
_UNITS = {"million": 6, "billion": 9, "thousand": 3, "m": 6, "b": 9, "k": 3}
_LISTING = re.compile(r"(?<![0-9.$(])(?P<number>[0-9][0-9]\.(?:[0-9]{3}|[A-Z0-9]{3}))(?![0-9.])")
_LISTING_LABEL = re.compile(r"(?:Assistance\s+Listing|ALN|CFDA|Catalog)[^0-9\n]{0,60}\Z", re.I)
_NUMBER_LABEL = re.compile(
    r"(?:\bFAIN\b|Federal\s+Award\s+(?:Identification\s+)?(?:Number|No\.?)(?:\s*\(FAIN\))?|\b(?:Grant|Award|Agreement|Contract)\s+(?:Agreement\s+)?"
    r"(?:Number|No\.?|\#|ID)|Project\s+(?:Number|No\.?)|Federal\s+Award\s+ID)\s*[:#.|\t ]*\s*"
    r"(?P<number>(?=[A-Z0-9-]*[0-9])[A-Z0-9][A-Z0-9./-]{5,28}[A-Z0-9])",
    re.I,
)
_NUMBER = re.compile(
    r"\b(?:[0-9]{2}[A-Z]{3,4}-[0-9]{2}-[A-Z]{2}-[0-9]{5}(?:-[A-Z]{4})?|20[0-9][0-9]-[A-Z]{2}-[A-Z0-9]{2}-[0-9]{4}|EM[A-Z]-20[0-9][0-9]-[A-Z]{2}-[A-Z0-9-]{4,8}|"
    r"[A-Z]{2}[0-9]{4}[A-Z][0-9][A-Z][0-9]{6}|[A-Z]-[0-9]{2}-[A-Z]{2}-[0-9]{2}-[0-9]{4}|[0-9][A-Z][0-9]{2}[A-Z]{2}[0-9]{6}-[0-9]{2}(?:[A-Z][0-9])?|693JJ[0-9]{2,}\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the words that say it."""

    span: Span
    value: str


def amounts(text: str) -> tuple[Found, ...]:
    """Dollars in a text: `$1.5 million` is 1500000."""
    found: list[Found] = []
    for match in _DOLLARS.finditer(text):
        value = Decimal(match["digits"].replace(",", "")).scaleb(_UNITS.get((match["unit"] or "").lower(), 0))
        if value == value.quantize(Decimal("0.01")) and value < 10**15:
            plain = f"{value:f}"
            whole = plain.rstrip("0").rstrip(".") if "." in plain else plain
            found.append(Found(Span(match.start(), match.start() + len(match[0].rstrip())), whole))
    return tuple(found)


def says_amount(words: str, value: str) -> bool:
    """Whether words name an amount."""
    try:
        wanted = Decimal(value.replace("$", "").replace(",", ""))
    except ArithmeticError:
        return False
    return any(Decimal(one.value) == wanted for one in amounts(words))


def award_numbers(text: str) -> tuple[Found, ...]:
    """Award numbers: what a label calls one, and what has the form of one."""
    found = [Found(Span(*m.span("number")), m["number"]) for m in _NUMBER_LABEL.finditer(text)]
    for match in _NUMBER.finditer(text):
        if not any(one.span.start <= match.start() < one.span.end for one in found):
            found.append(Found(Span(*match.span()), match[0]))
    return tuple(sorted(found, key=lambda one: one.span.start))


_SUBAWARD = re.compile(
    r"\b(?:Sub-?\s?(?:award|grant|agreement|recipient\s+agreement))\s+(?:Agreement\s+)?(?:Number|No\.?|\#|ID)\s*[:#.|\t ]*\s*"
    r"(?P<number>(?=[A-Z0-9-]*[0-9])[A-Z0-9][A-Z0-9./-]{2,28}[A-Z0-9])",
    re.I,
)


def subaward_number(text: str) -> Found | None:
    """The number of a subaward, which is another than that of the award above it."""
    match = _SUBAWARD.search(text)
    return Found(Span(*match.span("number")), match["number"]) if match else None


def listings(text: str) -> tuple[Found, ...]:
    """Assistance Listings: numbers of the register, where a label or its form says so; 2 C.F.R. 16.738 is none."""
    found: list[Found] = []
    for match in _LISTING.finditer(text):
        if program(match["number"]) is None:
            continue
        before = text[max(0, match.start() - 80) : match.start()]
        if _LISTING_LABEL.search(before):
            found.append(Found(Span(*match.span("number")), match["number"]))
    return tuple(found)
