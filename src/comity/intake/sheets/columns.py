"""Decide which column of a sheet holds what: by its name unless its values contradict it, or else by its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from comity.intake.sheets import values as v
from comity.intake.sheets.agencies import agency
from comity.intake.sheets.values import UNKNOWN, UNREAD, Cell


@dataclass(frozen=True, slots=True)
class Known:
    """A field of an award that a column may hold: the words of its name, the surest first; how its cells are read.

    `never` are words that say of a column that it holds something else. `alone`: known by its values whatever its name.
    """

    field: str
    words: tuple[str, ...]
    read: Callable[[str], Cell]
    kind: str
    never: str = ""
    alone: bool = False


_NOT_AN_AMOUNT = (
    r"match|local|state share|non federal|nonfederal|percent|pct|%|spent|expend|balance|remain|unspent|available|drawn|draw|paid|"
    r"outlay|disburs|reimburs|invoic|request|indirect|date|number|year|carry|encumb|prior|project cost|revenue"
)
_NOT_A_DAY = r"amount|amt|balance|by$|number"

KNOWN: tuple[Known, ...] = (
    Known("award_key", ("assistance award unique key", "generated internal id", "award unique key"), v.award_number, "key"),
    Known(
        "fain",
        ("fain", "federal award identification number", "federal award id number", "federal award id no", "federal award id",
         "federal award identification", "award number", "award no", "award id", "grant number", "grant no", "grant id", "award num",
         "federal award number", "federal grant number", "federal award no", "federal grant no", "contract number", "agreement number",
         "grant award number", "contract no", "agreement no", "award", "grant",
         "grantor number", "project number", "number", "instrument number", "instrument no", "award ref", "grant ref", "award reference",
         "grant reference"),
        v.award_number, "number",
        r"title|name|amount|amt|date|year|type|status|agency|prime|pass|sub ?award|program|account|fund|phone|manager|description|day|period",
    ),
    Known(
        "recipient_name",
        ("recipient name", "recipient", "recipient entity", "grantee name", "grantee", "awardee", "subrecipient", "sub recipient",
         "legal entity", "legal name", "jurisdiction name", "entity name", "organization name", "organization", "entity",
         "award name", "name"),
        v.text_of, "text", r"project|program|grant name|manager|contact|title|file|agency|prime|pass|uei|type|state|department|city name",
    ),
    Known("government", ("government", "jurisdiction"), v.text_of, "text", r"type|level|prime"),
    Known("uei", ("uei", "unique entity identifier", "unique entity id", "recipient uei", "sam id"), v.uei, "uei", alone=True),
    Known("duns", ("duns", "duns number"), v.text_of, "text"),
    Known(
        "state", ("state", "recipient state", "recipient state code", "state code", "st", "place of performance state code"),
        v.state, "state", r"agency|share|match|number|funds|award|identif|clearing|date",
    ),
    Known("agency_code", ("agency code", "sub agency code", "awarding agency code", "awarding sub agency code"), v.text_of, "text"),
    Known(
        "agency_name",
        ("awarding sub agency", "federal agency", "awarding agency", "grantor agency", "federal awarding agency", "funding agency",
         "agency", "grantor", "funder", "funding source", "federal grantor", "source", "operating administration", "modal administration", "modal"),
        agency, "agency", r"code|number|pass|contact|type|recipient|date|sub ?recipient",
    ),
    Known(
        "program",
        ("assistance listing number", "assistance listing", "assistance listing no", "aln", "aln number", "al number", "al no",
         "cfda number", "cfda no", "cfda", "cfda aln", "aln cfda", "listing", "al", "federal cfda number", "catalog number", "program"),
        v.listing, "listing", r"title|name|amount|agency$", alone=True,
    ),
    Known(
        "fiscal_year",
        ("fiscal year", "federal fiscal year", "award year", "program year", "grant year", "fy", "ffy", "py", "year"),
        v.year, "year", r"end|start|spent|expend|amount|budget|total|carry|remaining|date",
    ),
    Known(
        "offered",
        ("offered", "offer date", "notice of award date", "noa date", "award date", "date awarded", "awarded on", "date of award"),
        v.day, "day", _NOT_A_DAY,
    ),
    Known(
        "accept_by",
        ("accept by", "acceptance due", "acceptance deadline", "accept by date", "acceptance due date", "deadline to accept", "sign by",
         "due to accept"),
        v.day, "day", r"accepted by|signed",
    ),
    Known(
        "accepted",
        ("accepted", "acceptance date", "date accepted", "accepted on", "accepted date", "date signed", "signed on", "signed date",
         "execution date", "executed", "date executed", "signed", "agreement executed", "agreement signed", "accepted by board",
         "accepted by council", "board acceptance", "council acceptance", "board accepted", "council accepted", "accepted by city council",
         "accepted by county board", "acceptance"),
        v.day, "day", r"\bby\b|due|deadline",
    ),
    Known("accepted_by", ("accepted by date", "accepted no later than"), v.day, "day"),
    Known(
        "signed_by", ("signed by", "accepted by", "signatory", "authorized official", "signer", "authorized representative"),
        v.text_of, "text", r"date|day",
    ),
    Known("obligated_on", ("obligation date", "date obligated", "obligated on", "date of obligation"), v.day, "day", _NOT_A_DAY),
    Known(
        "period_start",
        ("period start", "start date", "period of performance start", "performance start", "pop start", "begin date", "beginning date", "start",
         "grant start", "project start", "effective date", "from", "begin", "starts", "starts on", "begins"),
        v.day, "day", _NOT_A_DAY,
    ),
    Known(
        "period_end",
        ("period end", "end date", "period of performance end", "performance end", "pop end", "expiration date", "ending date", "end",
         "expiration", "expires", "grant end", "project end", "to", "ends", "ends on", "expires on", "ending"),
        v.day, "day", r"amount|amt|balance|number|match|date to|year to",
    ),
    Known(
        "period",
        ("period of performance", "performance period", "grant period", "project period", "award period", "period", "pop"),
        v.day, "day", r"start|end|from|begin|\bto\b",
    ),
    Known(
        "amount",
        ("federal award amount", "award amount", "amount awarded", "award amt", "grant amount", "federal amount", "federal share",
         "federal funds", "budget federal", "federal budget", "amount obligated", "obligated amount", "obligations", "obligated", "total award",
         "award total", "federal", "amount", "amt", "award", "total federal", "total obligated", "grant total", "total amount", "total grant",
         "total", "budget", "value", "entitlement", "obligation", "allocation", "federal allocation", "fed share", "federal obligation",
         "federal funding", "award value", "funding amount", "federal award", "sub award amount", "subaward amount", "grant award", "awarded",
         "awarded amount"),
        v.dollars, "dollars", _NOT_AN_AMOUNT,
    ),
    Known(
        "outlayed",
        ("drawn", "drawn down", "drawn to date", "drawdowns", "drawdown to date", "amount drawn", "total drawn", "outlayed", "outlays",
         "total outlays", "expended", "expended to date", "spent", "spent to date", "total expenditures", "expenditures", "paid",
         "reimbursed", "disbursed"),
        v.dollars, "dollars", r"next|percent|pct|%|date|match|balance|remain|unspent|un ?drawn|planned|request",
    ),
    Known(
        "balance",
        ("balance", "remaining balance", "balance remaining", "award balance", "remaining", "undrawn", "unspent", "unspent balance",
         "available balance", "undrawn balance", "unliquidated"),
        v.dollars, "dollars", r"percent|pct|%|date|match|days",
    ),
    Known("next_drawdown", ("next drawdown", "next draw", "next drawdown date", "next draw date", "next reimbursement"), v.day, "day", r"amount|amt"),
    Known("terminated_on", ("terminated on", "termination date", "date terminated"), v.day, "day"),
    Known(
        "prime_number",
        ("prime award number", "prime award", "pass through award", "pass through number", "prime fain", "federal prime award", "prime number",
         "pass through entity identifying number", "pass through grant number", "pass through grant no", "pass through award no",
         "pass through agreement number", "pass through agreement no", "pass through contract number", "pass through contract no",
         "pass through id", "pass through no", "pass through identifying number", "pass through entity number",
         "pass through agency number", "pass through award number", "pass through agreement", "pass through contract"),
        v.award_number, "number", r"name|amount|agency$",
    ),
    Known(
        "pass_through",
        ("pass through entity", "pass through agency", "pass through", "passed through", "pass through grantor", "pass thru", "passthrough", "via",
         "prime recipient", "pass through entity name"),
        v.text_of, "text", r"number|amount|award|yes|no$|identif",
    ),
    Known(
        "direct",
        ("direct or pass through", "direct or indirect", "prime or sub", "prime sub", "award type", "direct", "funding type", "type of award"),
        v.text_of, "direct",
    ),
    Known("terms", ("terms", "conditions", "norms"), v.text_of, "ids"),
    Known("term_sets", ("term set", "term sets", "terms version", "general terms", "terms and conditions version"), v.text_of, "ids"),
    Known("stage", ("stage", "award stage", "award status", "status"), v.stage, "stage"),
    Known("title", ("project title", "grant title", "award title", "grant name", "program name", "program title", "project name", "project",
                    "program", "description", "title", "award"), v.text_of, "text", r"number|\bno\b|amount|date|officer|manager|income"),
    Known("department", ("department", "dept", "division", "bureau", "office", "cost center", "fund", "program area", "subrecipient",
                         "component", "account", "line", "category", "department name"), v.text_of, "text", r"date|amount|federal|agency|number of"),
)  # fmt: skip
"""The fields that a sheet may have, and by which words a column is known. `period` holds both days of a period."""

FIELDS: Mapping[str, Known] = {one.field: one for one in KNOWN}
MONEY = frozenset(one.field for one in KNOWN if one.kind == "dollars")
DAYS = frozenset(one.field for one in KNOWN if one.kind == "day")
_NEEDS_VALUES = {"number": 0.5, "key": 0.9, "uei": 0.5, "state": 0.5, "listing": 0.4, "year": 0.5, "day": 0.4, "dollars": 0.5, "agency": 0.3,
                 "stage": 0.6, "direct": 0.6, "ids": 0.6}  # fmt: skip
"""The share of the cells that hold something which must be read for a name to be believed."""


def plain(name: str) -> str:
    """A column's name as it is compared: small letters, `#` as number, single blanks.

    >>> plain("Grant  #"), plain("% Spent"), plain("CFDA/ALN"), plain("Award ($000)")
    ('grant number', 'percent spent', 'cfda aln', 'award')
    """
    text = v.clean(v.without_unit(name)).lower().replace("#", " number ").replace("%", " percent ").replace("'s", "s")
    text = re.sub(r"([a-z])([A-Z])", r"\1 \2", text)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.replace("_", " ")).split())


_DIGIT = re.compile("[0-9]").search  # no name of a known column has one


@cache
def _words() -> frozenset[str]:
    return frozenset(word for one in KNOWN for word in one.words)


def is_known(name: str) -> bool:
    """Whether a cell is word for word the name of a column that is known.

    >>> is_known("Award No."), is_known("City of Oakland")
    (True, False)
    """
    return (_DIGIT(name) is None or _DIGIT(v.without_unit(name)) is None) and plain(name) in _words()


_GROUPS = frozenset(
    ("dates", "date", "period", "schedule", "timeline", "key", "grant", "award", "performance", "project", "term")
)
"""Words of a heading over several columns of days, which stand before their own names."""


@lru_cache(5_000)
def by_name(field: str, name: str) -> int:
    """How well the name of a column fits a field: 0 not at all, 60 to 100 word for word, up to 50 where it is in it."""
    one, text = FIELDS[field], plain(name)
    if not text:
        return 0
    if text in one.words:
        return max(60, 100 - one.words.index(text))
    if one.kind == "day" and text.partition(" ")[2] in one.words and text.split()[0] in _GROUPS:
        return 55
    if one.never and re.search(rf"\b(?:{one.never})", text):
        return 0
    inside = [at for at, word in enumerate(one.words) if len(word) > 2 and f" {word} " in f" {text} "]
    return max(10, 50 - inside[0]) if inside else 0


@dataclass(frozen=True, slots=True)
class Fit:
    """How the cells of a column can be read as a field: how many hold something, how many were read, which were not."""

    filled: int
    read: int
    unread: tuple[tuple[str, int], ...]


def fit(field: str, cells: Iterable[str]) -> Fit:
    """How the cells of a column can be read as a field.

    >>> fit("program", ["16.738 JAG", "TBD", "n 5"])
    Fit(filled=2, read=1, unread=(('n 5', 1),))
    """
    known = FIELDS[field]
    filled = read = 0
    unread: dict[str, int] = {}
    cells = list(cells)
    reader = (
        partial(v.dollars, decimal_comma=True) if known.kind == "dollars" and v.comma_is_decimal(cells) else known.read
    )
    for cell in cells:
        found = reader(cell)
        if found.how == UNKNOWN and not (
            known.kind in ("number", "key") and v.clean(cell) and not v.is_placeholder(v.clean(cell))
        ):
            continue
        filled += 1
        if found.how == UNREAD or found.value is None:
            unread[cell] = unread.get(cell, 0) + 1
        else:
            read += 1
    return Fit(filled, read, tuple(sorted(unread.items(), key=lambda pair: (-pair[1], pair[0]))))


_DIRECT = re.compile(r"(direct|prime|pass[- ]?th(ro)?u(gh)?|indirect|sub(award|grant)?|y|n|yes|no)", re.I)


def score(field: str, name: str, cells: Sequence[str]) -> int:
    """How well a column fits a field by name and values; 0 where its values speak against it."""
    known = FIELDS[field]
    named = by_name(field, name)
    if not named and not known.alone:
        return 0
    sample = [cell for cell in cells[:2_000] if v.clean(cell)][:400]
    if not sample:
        return named
    if known.kind == "text":
        return named + (0 if field not in ("recipient_name", "title") or _wordy(sample) else -named)
    if known.kind == "direct":
        return named if all(_DIRECT.fullmatch(v.clean(cell)) for cell in sample) else 0
    if known.kind == "ids":
        return named if all(re.fullmatch(r"[a-z0-9][a-z0-9/;,. -]*", v.clean(cell)) for cell in sample) else 0
    found = fit(field, sample)
    if not found.filled:  # nothing but words for what is not known
        return named
    share = found.read / found.filled
    if field in ("fain", "prime_number"):
        # titles of programs are not numbers, even where a year stands in one
        share = sum(_numberlike(cell) for cell in sample if not v.is_placeholder(v.clean(cell))) / max(1, found.filled)
        if all(_MONEY_ALONE.fullmatch(v.clean(cell)) for cell in sample) and any("." in c or "$" in c for c in sample):
            return 0  # `Award` over dollars and cents
    if share < _NEEDS_VALUES.get(known.kind, 0.5):
        return 0
    if known.kind == "key":
        return named if share > 0.9 and all(v.clean(cell).upper().startswith("ASST_") for cell in sample) else 0
    if not named:
        strict = r"[^0-9]*[0-9][0-9]\.[0-9]{3}[^0-9]*" if field == "program" else r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{12}"
        typical = sum(bool(re.fullmatch(strict, v.clean(cell))) for cell in sample) / len(sample)
        money = sum("$" in cell or "," in cell for cell in sample)
        return (
            30
            if typical > 0.9 and len(sample) > 1 and not money and len(set(sample)) <= max(40, len(sample) // 2) + 2
            else 0
        )
    return named + (10 if share > 0.8 else 0)


def _wordy(cells: Sequence[str]) -> bool:
    """Whether most cells hold words, and not numbers or days."""
    return (
        sum(sum(mark.isalpha() for mark in cell) > sum(mark.isdigit() for mark in cell) for cell in cells)
        > len(cells) / 2
    )


_MONEY_ALONE = re.compile(r"\(?-?\$?\s?\(?[0-9][0-9,]*(?:\.[0-9]{1,2})?\)?")

_YEARS_ALONE = re.compile(
    r"(?=.*[A-Za-z]{4})[^0-9]*(?:(?:19|20)[0-9][0-9]|(?<=FY)[0-9][0-9]|(?<=FY )[0-9][0-9])(?:\s?[-/]\s?(?:20)?[0-9][0-9])?[^0-9]*",
    re.S,
)
"""Words with a year and no other digit: the title of a program, and not a number."""


def _numberlike(cell: str) -> bool:
    if _YEARS_ALONE.fullmatch(cell):
        return False
    found = v.award_number(cell)
    return found.value is not None and (
        found.note != "" or len(str(found.value).split()) <= 3 or str(found.value) in cell.upper()
    )
