"""Decide what each row of a table of awards is: an award, a total, a section heading, a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from comity.intake.sheets import values as v
from comity.intake.sheets.agencies import agency
from comity.intake.sheets.columns import DAYS, FIELDS, MONEY, by_name, plain
from comity.intake.sheets.distinct import QUICK, cells_of
from comity.intake.sheets.grids import GridRow
from comity.intake.sheets.nodes import HIGH, LOW, MEDIUM
from comity.intake.sheets.tables import SheetTable
from comity.intake.sheets.values import BLANK, UNREAD, Cell, clean

AWARD, UNNUMBERED, SEVERAL, TOTAL, HEADING, NOTE, HEAD, EMPTY, REJECTED = (
    "award", "unnumbered", "several numbers", "total", "heading", "note", "head again", "blank", "rejected"
)  # fmt: skip
HELD = (AWARD, UNNUMBERED, SEVERAL)
"""Rows that are awards, with or without a number of their own."""

_TOTAL = re.compile(
    r"\W*((sub|grand|page|section|overall|report|running|cumulative|column|category|department|agency|program)[\s-]*)*totals?\b.*"
    r"|.{0,60}\b(sub-?)?totals?\W*|\W*(sum|balance (brought )?forward|carried forward)\b.{0,30}",
    re.I,
)
_NOTE = re.compile(
    r"\W*(\*|\(\w{1,2}\)|\[\w{1,2}\]|notes?\b|source\b|prepared\b|as of\b|updated\b|revised\b|see\b|page\b|printed\b|last\b|legend\b|key\b)",
    re.I,
)
_STATUS = frozenset(
    f"{of}{word}" for of in ("", "award ", "grant ", "application ", "current ", "funding ")
    for word in ("status", "stage", "decision", "outcome", "result", "disposition")
)  # fmt: skip
_NO_AWARD = re.compile(
    r"(application |proposal )?(was )?(denied|declined|rejected|withdrawn|disapproved|unsuccessful|unfunded|applied( for)?|"
    r"not (yet )?(awarded|funded|selected|approved|applied( for)?)|no award|"
    r"application (submitted|pending|under review|in review)|(to be|will be) applied for|will apply)\.?",
    re.I,
)
"""Words of a status by which there is no award. `Pending` and `submitted` alone may be of a closeout or a report."""
_IDENTIFYING = (
    "program",
    "recipient_name",
    "government",
    "uei",
    "title",
    "agency_name",
    "period_start",
    "period_end",
    "accepted",
    "fiscal_year",
)
_LABELS = ("fain", "title", "recipient_name", "department", "agency_name")


@dataclass(slots=True)
class TableRows:
    """The cells of a table as they were read, column by column, and what each row is.

    `read` has, for each field, a cell for each row. `kinds`, `why` and `sure` are by row. `units` say how many dollars a one
    is, by field; `unit_beside` is what a title or a note of the sheet says of them all.
    """

    table: SheetTable
    read: dict[str, list[Cell]]
    raw: dict[str, list[str]]
    kinds: list[str] = field(default_factory=list[str])
    why: dict[int, str] = field(default_factory=dict[int, str])
    sure: dict[int, str] = field(default_factory=dict[int, str])
    decimal_comma: bool = False
    day_first: bool = False
    units: Mapping[str, int] = field(default_factory=dict[str, int])
    unit_beside: int = 1

    def number(self, at: int) -> int:
        """The number of a row in its sheet."""
        return self.table.rows[at].number

    def value(self, field_: str, at: int) -> object:
        """What was read of a row for a field; None where nothing was."""
        cells = self.read.get(field_)
        return cells[at].value if cells else None


def read_rows(table: SheetTable, forms: tuple[str, ...], day_first: bool | None) -> TableRows:
    """Read every cell of the columns of a table, and say what each row is.

    Args:
        table: with its columns.
        forms: further forms of dates.
        day_first: whether the day stands before the month; None: as the column shows.
    """
    raw = {name: table.cells(column) for name, column in table.columns.items()}
    _fill_merged(table, raw)
    in_days = [cell for name in table.columns if name in DAYS for cell in raw[name] if cell]
    first = v.days_first(in_days) if day_first is None else day_first
    commas = {name: v.comma_is_decimal([cell for cell in raw[name] if cell]) for name in table.columns if name in MONEY}
    units = {name: v.unit_of(column) for name, column in table.columns.items() if name in MONEY}
    beside = v.unit_beside(row.cells for row in _around(table)) if units and set(units.values()) == {1} else 1
    units = {name: unit if unit > 1 else beside for name, unit in units.items()}
    read: dict[str, list[Cell]] = {}
    for name, cells in raw.items():
        reader: Callable[[str], Cell] = FIELDS[name].read
        if name in DAYS:
            reader = partial(v.day, day_first=first, forms=forms)
        elif name in MONEY:
            reader = partial(v.dollars, decimal_comma=commas[name], unit=units[name])
        read[name] = cells_of(cells, reader, None if commas.get(name) or units.get(name, 1) > 1 else QUICK.get(name))
    rows = TableRows(
        table=table, read=read, raw=raw, decimal_comma=any(commas.values()), day_first=first, units=units, unit_beside=beside
    )  # fmt: skip
    _split_periods(rows)
    _later_ends(rows)
    _numbers_of_subawards(rows)
    plain = _plain_awards(rows)
    rows.kinds += [AWARD if sure else _kind(rows, at) for at, sure in enumerate(plain)]
    _without_award(rows)
    if UNNUMBERED in rows.kinds:
        _sums_without_their_word(rows)
    return rows


def _without_award(rows: TableRows) -> None:
    """A row whose status says that no award was made, or none yet, is no award, whatever number and dollars it has."""
    for name in rows.table.names:
        if plain(name) not in _STATUS:
            continue
        for at, cell in enumerate(rows.table.cells(name)):
            if rows.kinds[at] in HELD and _NO_AWARD.fullmatch(clean(cell)):
                rows.kinds[at] = NOTE
                rows.why[at], rows.sure[at] = f"`{clean(cell)}` says that there is no award", MEDIUM


def _sums_without_their_word(rows: TableRows) -> None:
    """A row with a label and dollars alone is a total where it holds what the rows above or below it come to: `All years`."""
    whole = since = Decimal(0)
    above = block = 0
    bare = {at for at, kind in enumerate(rows.kinds) if kind == UNNUMBERED and only_labelled(rows, at)}
    heads = _heads_with_sums(rows, bare)
    for at, kind in enumerate(rows.kinds):
        amount = amount_of(rows, at)
        if at in bare and amount:
            above_it = (above > 1 and amount == whole) or (block > 1 and amount == since)
            where = "above" if above_it else "below" if at in heads else ""
            if where:
                kind = rows.kinds[at] = TOTAL
                rows.why[at] = f"holds what the rows {where} come to, and neither number nor listing"
                rows.sure[at] = MEDIUM
        if kind in HELD:
            whole, since, above, block = whole + (amount or 0), since + (amount or 0), above + 1, block + 1
        elif kind == TOTAL:
            since, block = Decimal(0), 0


def _heads_with_sums(rows: TableRows, bare: Set[int]) -> Set[int]:
    """The rows with a label that head a section and have its sum, where every section of the table has one so."""
    ends = [*sorted(bare), len(rows.kinds)]
    found: set[int] = set()
    for at, end in pairwise(ends):
        below = [amount_of(rows, one) or Decimal(0) for one in range(at + 1, end) if rows.kinds[one] in HELD]
        if below and amount_of(rows, at) == sum(below):
            found.add(at)
    return (
        found
        if found == bare and (len(found) > 1 or not any(kind in HELD for kind in rows.kinds[: ends[0]]))
        else set()
    )


def only_labelled(rows: TableRows, at: int) -> bool:
    """Whether a row without a number has words and dollars alone: no listing, no day, and no word for a number to come."""
    numbers = rows.raw.get("fain")
    if numbers is not None and numbers[at].strip() and v.is_placeholder(clean(numbers[at])):
        return False
    return not any(rows.value(name, at) is not None for name in ("program", "uei", *DAYS))


def _around(table: SheetTable) -> Iterable[GridRow]:
    """The rows above the head of a table and its last ones: a title or a note among them may say in what its dollars are."""
    return (*table.grid.rows[: table.header - 1], *table.rows[-30:])


def _fill_merged(table: SheetTable, raw: dict[str, list[str]]) -> None:
    """Give every row below a merged cell what stands in it; of dollars it is one amount and stays where it is."""
    by_number = {row.number: at for at, row in enumerate(table.rows)}
    position = {table.names.index(column): name for name, column in table.columns.items() if name not in MONEY}
    for top, left, bottom, _ in table.grid.merged:
        name = position.get(left)
        if bottom > top and name is not None and top + 1 in by_number:
            cells = raw[name]
            for line in range(top + 2, bottom + 2):
                if line in by_number and not cells[by_number[line]]:
                    cells[by_number[line]] = cells[by_number[top + 1]]


def _split_periods(rows: TableRows) -> None:
    """Both days of a column that holds a period, or of a first day that holds the last one too."""
    if "period" in rows.read:
        cells = rows.read.pop("period")
        rows.raw.pop("period")
        for name, at in (("period_start", 0), ("period_end", 1)):
            if name not in rows.read:
                rows.read[name] = [
                    Cell(one.more[at], one.how, one.note) if len(one.more) == 2 else _end_or_none(one, at)
                    for one in cells
                ]
    elif "period_start" in rows.read:
        starts, ends = rows.read["period_start"], rows.read.get("period_end")
        if any(len(one.more) == 2 for one in starts):
            ends = ends or [BLANK] * len(starts)
            rows.read["period_end"] = [
                Cell(start.more[1], start.how, start.note) if len(start.more) == 2 and end.value is None else end
                for start, end in zip(starts, ends, strict=True)
            ]


def _end_or_none(one: Cell, at: int) -> Cell:
    return (
        one
        if at == 0 and one.value is None
        else Cell(None, UNREAD, "holds no first and last day")
        if one.value
        else one
    )


def _later_ends(rows: TableRows) -> None:
    """A last day with a year of two digits that lies before the first is of the next century: 7/1/95 to 6/30/69."""
    starts, ends = rows.read.get("period_start"), rows.read.get("period_end")
    if not starts or not ends:
        return
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if start.value and end.value and end.value < start.value and end.note == "has a year of two digits":
            ends[at] = Cell(end.value.replace(year=end.value.year + 100), end.how, end.note)


def _numbers_of_subawards(rows: TableRows) -> None:
    """A row that has the number of the federal award, and none of whoever passes it on, has the federal number for its own."""
    numbers, primes = rows.read.get("fain"), rows.read.get("prime_number")
    if not numbers or not primes or not plain(rows.table.columns["fain"]).startswith(("pass", "sub")):
        return
    alone = [number.value is None and prime.value is not None for number, prime in zip(numbers, primes, strict=True)]
    if any(alone):
        for cells, blank in ((rows.read, BLANK), (rows.raw, "")):
            of_row: list[tuple[Any, Any]] = [
                (prime, blank) if moved else (number, prime)
                for number, prime, moved in zip(cells["fain"], cells["prime_number"], alone, strict=True)
            ]
            cells["fain"] = [number for number, _ in of_row]
            cells["prime_number"] = [prime for _, prime in of_row]


# What a row is ---------------------------------------------------------------------------------------


def _plain_awards(rows: TableRows) -> list[bool]:
    """Which rows are awards at first sight: their number stands there plainly, and beside it what is in every row."""
    table, numbers = rows.table, rows.read.get("fain")
    whole = (
        numbers is not None
        and not table.grid.merged
        and any(
            name != "fain" and all(map(str.strip, cells)) for name, cells in rows.raw.items() if name in table.columns
        )
    )
    if numbers is None or not whole or "award_key" in rows.read or any(row.damaged for row in table.rows):
        return [False] * len(table.rows)
    head = table.columns["fain"]
    return [
        how == v.PLAIN and value is not None and " " not in value and text != head
        for (value, how, _, _), text in zip(numbers, rows.raw["fain"], strict=True)
    ]


def _kind(rows: TableRows, at: int) -> str:
    if rows.table.rows[at].damaged:
        rows.why[at] = rows.table.rows[at].damaged
        return REJECTED
    key, number = rows.read.get("award_key"), rows.read.get("fain")
    if key is not None and key[at].value is not None:
        return AWARD
    cell = number[at] if number is not None else BLANK
    text = rows.raw["fain"][at] if number is not None else ""
    if cell.value is not None and cell.how == v.PLAIN and " " not in str(cell.value) and _filled_beside(rows, at):
        return AWARD if text != rows.table.columns["fain"] else HEAD
    cells = [one for one in rows.table.rows[at].cells if one and one.strip()]
    if not cells:
        return EMPTY
    if _is_head(rows, cells):
        return HEAD
    return _odd_kind(rows, at, cell, clean(text), cells)


def _filled_beside(rows: TableRows, at: int) -> bool:
    return sum(1 for one in rows.table.rows[at].cells if one and one.strip()) > 1


def _is_head(rows: TableRows, cells: Sequence[str]) -> bool:
    return len(cells) > 1 and sum(clean(one) in rows.table.names for one in cells) >= 0.7 * len(cells)


def _odd_kind(rows: TableRows, at: int, cell: Cell, text: str, cells: list[str]) -> str:
    """What a row is whose number is missing, odd, or alone in its row."""

    def said(kind: str, why: str, sure: str = HIGH) -> str:
        rows.why[at], rows.sure[at] = why, sure
        return kind

    about = [name for name in _IDENTIFYING if rows.value(name, at) is not None and name in rows.table.columns]
    money = [name for name in MONEY if rows.value(name, at) is not None]
    label = text or next(
        (clean(rows.raw[name][at]) for name in _LABELS if name in rows.raw and rows.raw[name][at].strip()),
        clean(cells[0]),
    )
    if _TOTAL.fullmatch(label) and "program" not in about and (not text or cell.value is None or not _known_form(text)):
        return said(TOTAL, f"`{label[:60]}` names a total")
    if len(cells) == 1:
        if cell.value is not None and (
            _known_form(text) or (" " not in text and len(text) >= 6 and v.day(text).value is None)
        ):
            return said(AWARD, "holds a number and nothing else", MEDIUM)
        if money:
            return said(TOTAL, "holds dollars and nothing else", LOW)
        return said(
            NOTE if _NOTE.match(clean(cells[0])) or len(cells[0]) > 70 else HEADING, "holds words and nothing else"
        )
    if cell.value is not None:
        if text and _NOTE.match(text) and not _known_form(text) and not about and not money:
            return said(NOTE, "is a note")
        return AWARD
    if cell.how == UNREAD:
        return said(REJECTED, cell.note)
    if cell.more:
        return said(SEVERAL, f"`{text[:60]}` names several awards", LOW)
    if text and not v.is_placeholder(text) and not [name for name in about if name != "agency_name"]:
        if agency(text).value is not None or not money:
            return said(
                HEADING if not money else TOTAL,
                f"`{text[:60]}` heads a section" + (" with its dollars" if money else ""),
                MEDIUM,
            )
        return said(UNNUMBERED, f"`{text[:60]}` has no digit and is not a number of an award", LOW)
    if not about:
        if not money and not text:
            return said(NOTE, "holds nothing by which it can be told as an award")
        if not text:
            return said(TOTAL, "holds dollars and nothing else", LOW)
    why = f"`{text[:60]}` is not a number of an award" if text else "has no number"
    if not money and len([name for name in about if name not in ("title", "agency_name")]) < 1:
        return said(NOTE, "holds words and nothing else")
    return said(UNNUMBERED, why)


def _known_form(text: str) -> bool:
    found = v.award_number(text)
    return (found.value is not None and found.note != "" and found.note.startswith("is ")) or bool(
        v.FORMS.fullmatch(text.upper())
    )


def amount_of(rows: TableRows, at: int) -> Decimal | None:
    """The dollars of a row."""
    found = rows.value("amount", at)
    return found if isinstance(found, Decimal) else None


def column_words(rows: TableRows, field_: str) -> str:
    """What a column was read as, for a person."""
    return {"fain": "award number", "award_key": "award key", "outlayed": "drawn"}.get(field_, field_.replace("_", " "))


_NUMBERS = ("fain", "prime_number")


def how_named(field_: str, name: str) -> str:
    """How sure a column is by its name."""
    named = max(by_name(one, name) for one in _NUMBERS) if field_ in _NUMBERS else by_name(field_, name)
    return HIGH if named >= 60 else MEDIUM if named else LOW
