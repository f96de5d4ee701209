"""Read the dollars in a cell, in the many ways people write them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from comity.intake.sheets.values.cells import NOTED, PLAIN, UNREAD, Cell, clean, without_value

_QUICK = re.compile(r"\$?([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(\.[0-9]{1,2})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_COMMA_CENTS = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})*,[0-9]{2}|[0-9]+,[0-9]{2}")
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
    r"([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*(k|mm?|mil|bn?|thousand|million|billion)\.?",
    re.I,
)
_CENT = Decimal("0.01")


_ENDS_IN_COMMA = re.compile(r",[0-9]{2}[^0-9]*$").search


def comma_is_decimal(texts: list[str]) -> bool:
    """Whether the amounts of a column have their cents behind a comma: some do, and none can be read otherwise.

    >>> comma_is_decimal(["125000,50", "1.250.000,00"]), comma_is_decimal(["1,250", "1250,50"])
    (True, False)
    """
    if not any(_ENDS_IN_COMMA(text) for text in texts):
        return False
    plain = [re.sub(r"[$€\s()-]|USD", "", clean(text)) for text in texts]
    cents = [text for text in plain if re.search(r",[0-9]{2}$", text) and _COMMA_CENTS.fullmatch(text)]
    others = [
        text for text in plain if text not in cents and re.search(r"[.,]", text) and any(m.isdigit() for m in text)
    ]
    return bool(cents) and all(re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", text) for text in others)


@lru_cache(200_000)
def dollars(text: str, decimal_comma: bool = False, unit: int = 1) -> Cell:
    """The dollars of a cell, of a column whose ones are so many dollars (`unit`).

    >>> [str(dollars(text).value) for text in ("$1,250,000.50", "$(1,250.00)", "1.25M", "$250K", "USD 1,250", "$ -")]
    ['1250000.50', '-1250.00', '1250000.00', '250000.00', '1250.00', 'None']
    >>> dollars("$1,250/yr")
    Cell(value=None, how='unread', note='is not a single amount of dollars', more=())
    """
    if (quick := _QUICK.fullmatch(text)) and not (decimal_comma and "." in text):
        return Cell((Decimal(quick[1].replace(",", "") + (quick[2] or "")) * unit).quantize(_CENT))
    text = clean(text)
    if missing := without_value(text):
        return missing
    note: list[str] = []
    inner = text
    if bracketed := re.fullmatch(r"(.*[0-9].*?)\s*\(([^()0-9]+)\)", inner):
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
    elif re.fullmatch(r"[0-9,]+\.[0-9][0-9]-", inner):
        sign, inner = -1, inner[:-1]
        note.append("has its minus at the end")
    found: Decimal | None = None
    if decimal_comma and re.fullmatch(r"[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?", inner):
        found = _in_ones(re.sub(r"[. ]", "", inner).replace(",", "."), unit)
    elif _THOUSANDS.fullmatch(inner):
        found = _in_ones(inner.replace(",", ""), unit)
    elif re.fullmatch(
        r"[0-9]{1,3}(?:[. ][0-9]{3})+,[0-9]{2}|[0-9]{1,3} [0-9]{3}(?: [0-9]{3})*(?:\.[0-9][0-9])?", inner
    ):
        found = _in_ones(re.sub(r"[. ](?=[0-9]{3}(?:[^0-9]|$))", "", inner).replace(",", "."), unit)
        note.append("is written with other separators")
    elif scaled := _SCALED.fullmatch(inner):
        found = _in_ones(scaled[1].replace(",", ""), _UNITS[scaled[2].lower()])  # the cell's own unit
        note.append("is rounded")
    if found is None or abs(found) >= Decimal(10) ** 15:
        return Cell(None, UNREAD, "is not a single amount of dollars")
    cents = found.quantize(_CENT, ROUND_HALF_UP)
    if cents != found:
        note.append("has more than cents")
    return Cell(sign * cents, NOTED if note else PLAIN, " and ".join(note))


def _in_ones(text: str, unit: int) -> Decimal | None:
    try:
        return Decimal(text) * unit
    except InvalidOperation:
        return None
