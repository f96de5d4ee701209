"""Raw values -> typed values: dates, dollars, names of governments and of the law, each against what may be there."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite
from typing import cast

from comity.norms.attributes import PARTY_KINDS, STAGES
from comity.norms.names.associations import all_associations
from comity.norms.names.governments import Government, find, government, near_governments
from comity.norms.names.nearest import did_you_mean
from comity.norms.names.programs import all_programs, program
from comity.norms.nodes import Law
from comity.record.conditions import NotACondition, read_class, read_condition
from comity.record.files.row import LONGEST_CELL, Path_
from comity.record.schema import (
    ACCESS,
    COMPARISONS,
    DOCKET,
    DUE_RULES,
    FORCES,
    LEVELS,
    MODALITIES,
    OF_AWARDS,
    STATUSES,
    TRIGGERS,
    Column,
)
from comity.text.characters import NOT_TEXT, look_alike, meant

_ID = re.compile(r"[A-Za-z0-9_.\-/]{1,200}")
_SHORT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"-?[0-9]{1,15}")
_AMOUNT = re.compile(r"(-?)\$?([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(\.[0-9]{1,2})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1000, 2999
MOST_DUE = {"due_days": (3_660, "days"), "due_months": (120, "months"), "due_hours": (8_784, "hours")}
"""The longest periods that a demand may give: ten years, or a year in hours."""
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
WHEN_SAID = "when said"
_YES = {"yes": True, "no": False, "true": True, "false": False}


class Wrong(Exception):
    """A value that cannot stand where it stands: a sentence, what would be right, the path to it within the value.

    `others` are further faults of the same value, where it is a list or a claim.
    """

    def __init__(self, sentence: str, hint: str = "", path: Path_ = ()) -> None:
        self.sentence, self.hint, self.path = sentence, hint, path
        self.others: tuple[Wrong, ...] = ()
        super().__init__(sentence)

    def all(self) -> tuple[Wrong, ...]:
        """This and the others."""
        return (self, *self.others)

    def within(self, *path: object) -> tuple[Wrong, ...]:
        """The same, one step further out: their paths begin with `path`."""
        return tuple(Wrong(one.sentence, one.hint, (*path, *one.path)) for one in self.all())


def refuse(wrongs: list[Wrong]) -> None:
    """Raise the first of several, carrying the others; do nothing when there are none."""
    if wrongs:
        wrongs[0].others = tuple(wrongs[1:])
        raise wrongs[0]


@dataclass(slots=True)
class Names:
    """What names may mean: the law's, the extra parties, and the ids of the record's own rows by table."""

    law: Law
    parties: dict[str, Government] = field(default_factory=dict[str, Government])
    ids: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    resolved: dict[str, Government | Wrong] = field(default_factory=dict[str, "Government | Wrong"])


def read_value(column: Column, raw: object, names: Names) -> object:
    """The typed value of a cell.

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
    """One value of a type; see `read_value`.

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
            return _named(type, text, name, names)


# Plain values ---------------------------------------------------------------------------------------


def _text(raw: object, name: str) -> str:
    if not isinstance(raw, str):
        raise Wrong(f"`{name}` is one line of text; this is {_shown(raw)}.")
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
        raise Wrong(f"`{name}` is a whole number; {_shown(raw)} is not.", "Write it like 2017.")
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
        raise Wrong(f"`{name}` is an amount of dollars; {_shown(raw)} is not.", hint)
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
    raise Wrong(f"`{name}` is a date; {_shown(raw)} is not.", "Write it as 2018-01-24.")


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
        raise Wrong(f"`{name}` is yes or no; {_shown(raw)} is neither.", "Leave it empty where it is not known.")
    return found


# Names ----------------------------------------------------------------------------------------------


def _named(type: str, text: str, name: str, names: Names) -> str:
    law = names.law
    match type:
        case "government" | "agency" | "state":
            return resolve(text, name, names, type).short
        case "program":
            if program(text) is None:
                hint = did_you_mean(text, all_programs(), "Write it like 16.738.")
                raise Wrong(f"No program has the Assistance Listing `{text}`.", hint)
            return text
        case "carried":
            return _of(text, {**law.norms, **law.term_sets}, "norm or set of terms")
        case "term set":
            return _of(text, law.term_sets, "set of terms")
        case "basis":
            return _one_of(text, LEVELS, name)
        case "norm":
            return _of(text, law.norms, "norm")
        case "act":
            return _of(text, law.acts, "act")
        case "order":
            return _of(text, law.norm_acts, "order, holding or notice")
        case "question":
            _of(text, law.questions, "question")
            if law.questions[text].rule is not None:
                raise Wrong(f"`{text}` is a rule made of other facts; the record answers those, not the rule.")
            return text
        case "association":
            return _of(text, all_associations(), "association")
        case "source" | "award" | "demand" | "statement":
            return _of(text, names.ids.get(f"{type}s", set()), f"{type} in this record")
        case "stage":
            return _one_of(text, STAGES, name)
        case "docket":
            return _one_of(text, DOCKET, name)
        case "access":
            return _one_of(text, ACCESS, name)
        case "attribute":
            return _one_of(text, OF_AWARDS, name)
        case "force":
            return _one_of(text, FORCES, name)
        case "comparison":
            return _one_of(text, COMPARISONS, name)
        case "trigger":
            return _one_of(text, TRIGGERS, name)
        case "rule":
            return _one_of(text, DUE_RULES, name)
        case "hour":
            if not _HOUR.fullmatch(text):
                raise Wrong(f"`{name}` is an hour of the day; `{text}` is not.", "Write it like 17:00.")
            return text
        case "kind":
            return _one_of(text, PARTY_KINDS, name)
        case "status":
            return _one_of(text.replace(" ", "_"), STATUSES, name)
        case "modality":
            return _one_of(text, MODALITIES, name)
        case "short name":
            if not _SHORT.fullmatch(text):
                hint = "Write small letters, digits and hyphens, like `ca-private-employer`."
                raise Wrong(f"`{text}` is not a short name.", hint)
            if government(text) is not None:
                raise Wrong(f"`{text}` is the name of a government already.", "Choose another for this party.")
            return text
        case "id" | "row":
            if not _ID.fullmatch(text):
                raise Wrong(
                    f"`{text}` is not {'an id' if name == 'id' else 'a row'}.",
                    "An id has letters, digits and `. _ / -`, and no spaces.",
                )
            return text
        case _:
            raise AssertionError(f"no such type: {type}")


def resolve(text: str, name: str, names: Names, type: str = "government") -> Government:
    """The government that a name means: an extra party, a short name, an OCD id, an alias or a plain name.

    Raises:
        Wrong: nothing has that name, several governments do (they are listed), or it is not an agency or state where one
            is asked for.
    """
    found = names.resolved.get(text)
    if found is None:
        found = names.parties.get(text) or government(text) or _meant(text, names)
        names.resolved[text] = found
    if isinstance(found, Wrong):
        raise Wrong(found.sentence, found.hint)
    if type in ("agency", "state") and found.kind != type:
        raise Wrong(f"`{name}` is {a(type)}; `{text}` is {a(found.kind)}.")
    return found


def _meant(text: str, names: Names) -> Government | Wrong:
    meant = find(text)
    if len(meant) == 1:
        return meant[0]
    if meant:
        listed = ", ".join(f"`{one.short}`" for one in meant[:6]) + (", ..." if len(meant) > 6 else "")
        return Wrong(f"`{text}` may mean {len(meant)} governments.", f"Name one by its short name: {listed}.")
    near = near_governments(text, 1)
    hint = f"Did you mean `{near[0]}`?" if near else "Write a short name, like `chicago-il` or `us-doj`."
    return Wrong(f"No government, agency or party is named `{text}`.", did_you_mean(text, names.parties, hint))


def _of(text: str, known: Collection[str], what: str) -> str:
    if text not in known:
        listed = f"There are: {', '.join(sorted(known))}." if 0 < len(known) <= 8 else ""
        raise Wrong(f"No {what} is named `{text}`.", did_you_mean(text, sorted(known), listed))
    return text


def _one_of(text: str, allowed: tuple[str, ...], name: str) -> str:
    if text not in allowed:
        raise Wrong(f"`{name}` is never `{text}`.", did_you_mean(text, allowed, f"It is one of: {', '.join(allowed)}."))
    return text


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
    raise Wrong(f"`{column.name}` is {a(column.words)}; this is {_shown(raw)}.")


def read_json(text: str, name: str) -> object:
    """The value of a cell that holds JSON, its numbers kept as text.

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


def a(type: str) -> str:
    """A noun with its article.

    >>> a("award"), a("date"), a("yes or no")
    ('an award', 'a date', 'yes or no')
    """
    return type if type == "yes or no" else f"an {type}" if type[0] in "aeiou" else f"a {type}"


def _shown(raw: object) -> str:
    if isinstance(raw, list):
        return "a list"
    if isinstance(raw, dict):
        return "a mapping"
    text = str(raw)
    return f"`{text}`" if len(text) <= 60 else f"`{text[:57]}...`"
