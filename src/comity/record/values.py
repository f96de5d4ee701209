"""Turn raw values into typed ones: dates, dollars, names of governments and of the law, each checked."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from math import isfinite
from typing import cast

from comity.record.conditions import NotACondition, read_class, read_condition
from comity.record.files.row import LONGEST_CELL
from comity.record.names import Names, named
from comity.record.schema import Column
from comity.record.wrong import Wrong, a, refuse, shown
from comity.text.characters import NOT_TEXT, look_alike, meant

_NUMBER = re.compile(r"-?[0-9]{1,15}")
_AMOUNT = re.compile(r"(-?)\$?([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(\.[0-9]{1,2})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1000, 2999
MOST_DUE = {"due_days": (3_660, "days"), "due_months": (120, "months"), "due_hours": (8_784, "hours")}
"""The longest periods that a demand may give: ten years, or a year in hours."""
WHEN_SAID = "when said"
_YES = {"yes": True, "no": False, "true": True, "false": False}


def read_value(column: Column, raw: object, names: Names) -> object:
    """Read the typed value of a cell.

    Lists become tuples. An answer is returned as found, for its question types it; a claim is read by `read_claim`.

    Raises:
        Wrong: the value is not of the column's type, or names nothing.
    """
    if column.type == "answer":
        return raw
    if not column.many:
        return read_one(column.type, raw, column.name, names)
    found: list[object] = []
    wrongs: list[Wrong] = []
    for at, item in enumerate(_items(raw, column)):
        try:
            value = read_one(column.type, item, column.name, names)
        except Wrong as wrong:
            wrongs += wrong.within(at)
            continue
        if value in found and column.type != "text":
            wrongs.append(Wrong(f"`{column.name}` names `{value}` twice.", "", (at,)))
        found.append(value)
    refuse(wrongs)
    return tuple(found)


def read_one(type: str, raw: object, name: str, names: Names) -> object:
    """Read one value of a type; see `read_value`.

    >>> from comity.norms.nodes import Law
    >>> names = Names(Law({}, {}, {}, {}, {}, {}, (), {}))
    >>> read_one("amount", "$1,250,000.50", "amount", names), read_one("government", "Chicago, IL", "party", names)
    (Decimal('1250000.50'), 'chicago-il')
    """
    match type:
        case "number" | "fiscal year":
            return _number(raw, name, type)
        case "amount":
            return _amount(raw, name)
        case "date":
            return _date(raw, name)
        case "date or `when said`":
            return WHEN_SAID if raw == WHEN_SAID else _date(raw, name)
        case "yes or no":
            return _yes_or_no(raw, name)
        case _:
            text = _text(raw, name)
            if type == "class":
                try:
                    read_class(text)
                except NotACondition as error:
                    raise Wrong(error.sentence, error.hint) from None
                return text
            if type == "condition":
                try:
                    return read_condition(text, names.law)
                except NotACondition as error:
                    raise Wrong(error.sentence, error.hint) from None
            if type == "text":
                return text
            if (at := look_alike(text)) is not None and type not in ("government", "agency", "state"):
                raise Wrong(f"`{name}` holds a letter that looks like another: U+{ord(text[at]):04X}.", meant(text[at]))
            return named(type, text, name, names)


# Plain values ---------------------------------------------------------------------------------------


def _text(raw: object, name: str) -> str:
    if not isinstance(raw, str):
        raise Wrong(f"`{name}` is one line of text; this is {shown(raw)}.")
    text = raw.strip()
    if len(text) > LONGEST_CELL:
        raise Wrong(f"`{name}` is longer than {LONGEST_CELL:,} characters.")
    if found := NOT_TEXT.search(text):
        raise Wrong(f"`{name}` is not text: it holds U+{ord(found[0]):04X}.", "Take it out.")
    return text


def _number(raw: object, name: str, type: str) -> int:
    found = raw if isinstance(raw, int) and not isinstance(raw, bool) else None
    if isinstance(raw, str) and _NUMBER.fullmatch(raw.strip()):
        found = int(raw)
    if found is None:
        raise Wrong(f"`{name}` is a whole number; {shown(raw)} is not.", "Write it like 2017.")
    most, units = MOST_DUE.get(name, (0, ""))
    if most and not 1 <= found <= most:
        raise Wrong(f"`{name}` is a number of {units} from 1 to {most:,}; `{found}` is not.")
    if type == "fiscal year" and not 1900 <= found <= 2100:
        raise Wrong(f"`{name}` is a fiscal year; `{found}` is not.", "Write it like 2017.")
    return found


def _amount(raw: object, name: str) -> Decimal:
    found: Decimal | None = None
    if isinstance(raw, Decimal) and raw.is_finite():
        found = raw
    elif isinstance(raw, int) and not isinstance(raw, bool):
        found = Decimal(raw)
    elif isinstance(raw, float) and isfinite(raw) and abs(raw) < 1e13:
        found = Decimal(str(raw))
    elif isinstance(raw, str) and (parts := _AMOUNT.fullmatch(raw.strip())):
        found = Decimal(f"{parts[1]}{parts[2].replace(',', '')}{parts[3] or ''}")
    if found is None or abs(found) >= 10**15 or found != found.quantize(Decimal("0.01")):
        hint = "Write it like 250000 or $1,250,000.50."
        raise Wrong(f"`{name}` is an amount of dollars; {shown(raw)} is not.", hint)
    return found


def _date(raw: object, name: str) -> dt.date:
    if isinstance(raw, dt.datetime):
        if raw.time() == dt.time() and raw.tzinfo is None:
            return _on_the_calendar(raw.date(), name)
    elif isinstance(raw, dt.date):
        return _on_the_calendar(raw, name)
    elif isinstance(raw, str) and _DATE.fullmatch(raw.strip()):
        try:
            return _on_the_calendar(dt.date.fromisoformat(raw.strip()), name)
        except ValueError:
            pass
    raise Wrong(f"`{name}` is a date; {shown(raw)} is not.", "Write it as 2018-01-24.")


def _on_the_calendar(day: dt.date, name: str) -> dt.date:
    """A day from which days can be counted, forwards and back."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Wrong(
            f"`{name}` lies between the years {FIRST_YEAR} and {LAST_YEAR}; {day} does not.",
            "Leave it empty if unknown.",
        )
    return day


def _yes_or_no(raw: object, name: str) -> bool:
    found = _YES.get(raw.strip().lower()) if isinstance(raw, str) else raw
    if not isinstance(found, bool):
        raise Wrong(f"`{name}` is yes or no; {shown(raw)} is neither.", "Leave it empty where it is not known.")
    return found


# Lists ----------------------------------------------------------------------------------------------


def _items(raw: object, column: Column) -> list[object]:
    if isinstance(raw, list):
        items = cast(list[object], raw)
        if any(item is None for item in items):
            raise Wrong(f"`{column.name}` has an empty item.")
        return items
    if isinstance(raw, str):
        text = raw.strip()
        if text.startswith("["):
            found = read_json(text, column.name)
            if not isinstance(found, list):
                raise Wrong(f"`{column.name}` is {a(column.words)}.")
            return cast(list[object], found)
        return [part for part in (part.strip() for part in text.split(";")) if part]
    raise Wrong(f"`{column.name}` is {a(column.words)}; this is {shown(raw)}.")


def read_json(text: str, name: str) -> object:
    """Read a cell that holds JSON, keeping its numbers as text.

    Raises:
        Wrong: it is not JSON.
    """
    try:
        found = json.loads(text, parse_constant=_refuse, parse_float=str, parse_int=str)
        _text(json.dumps(found, ensure_ascii=False), name)  # what an escape stood for is held to the same rules
        return found
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise Wrong(f"`{name}` is not JSON: {reason[:80]}.") from None


def _refuse(constant: str) -> object:
    raise ValueError(f"`{constant}` is not a value")
