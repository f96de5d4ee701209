"""The award rows of a sheet with their places; rows with the same number are one award, parts of it, or in doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from comity.intake.sheets import values as v
from comity.intake.sheets.columns import FIELDS
from comity.intake.sheets.rows import (
    AWARD,
    SEVERAL,
    UNNUMBERED,
    TableRows,
    amount_of,
)
from comity.intake.sheets.same_number import ADDED, APART, ASKED, PARTS, Row, SameNumber, same_number
from comity.intake.sheets.tables import rival_dollars

_COMPARED = tuple(
    name
    for name in FIELDS
    if name not in ("fain", "award_key", "amount", "title", "department", "direct", "period", "terms", "term_sets")
)

_SHEET_YEAR = re.compile(r"(?:\bF?FY\s?'?(?:20)?|\b20)([0-9]{2})\b", re.I)
_APART = (UNNUMBERED, SEVERAL)
_Key = str | tuple[str, str]


class Placed(NamedTuple):
    """A row of a table that is an award: which table, which row, why it stands apart (empty: it does not).

    `unknown` are fields in which the rows of its number differ; `part` whether its dollars add up with theirs.
    """

    table: int
    at: int
    apart: str = ""
    unknown: frozenset[str] = frozenset()
    part: bool = False
    amount: Decimal | None = None


def place(
    read: Sequence[TableRows], said: Mapping[str, str], added: bool = False
) -> tuple[tuple[Placed, ...], list[tuple[SameNumber, list[Placed]]]]:
    """Each award's row with its place, and the groups of rows of one number; where none else is said, whether they are `added` up."""
    placed: list[Placed] = []
    placed += [
        Placed(t, at, kind) for t, rows in enumerate(read) for at, kind in enumerate(rows.kinds) if kind in _APART
    ]
    keyed = [(key, t, at) for t, rows in enumerate(read) for key, at in _keys(rows)]
    alone = {key for key, count in Counter(map(itemgetter(0), keyed)).items() if count == 1}
    groups: dict[_Key, list[tuple[int, int]]] = {}
    for key, t, at in keyed:
        if key in alone:
            placed.append(Placed(t, at))
        else:
            groups.setdefault(key, []).append((t, at))
    found: list[tuple[SameNumber, list[Placed]]] = []
    for members in groups.values():
        number = str(
            read[members[0][0]].value("award_key", members[0][1]) or read[members[0][0]].value("fain", members[0][1])
        )
        answer = next((said[name] for name in said if v.bare(name) == v.bare(number)), said.get("all"))
        answer = answer or (ADDED if added else None)
        rows = [_group_row(read[t], at) for t, at in members]
        same = same_number(number, rows, answer)
        last = next((row.amount for row in reversed(rows) if row.amount is not None), None)
        mine: list[Placed] = []
        for t, at in members:
            if same.outcome == APART:
                mine.append(Placed(t, at, "one number, several recipients"))
            elif same.outcome == ASKED:
                mine.append(Placed(t, at, "", frozenset({*same.differ, "amount"})))
            elif same.outcome == PARTS:
                mine.append(Placed(t, at, "", frozenset(set(same.differ) - {"outlayed", "balance"}), True))
            else:
                mine.append(Placed(table=t, at=at, apart="", unknown=frozenset(same.differ), part=False, amount=last))
        placed += mine
        found.append((same, mine))
    open_ = {t for t, rows in enumerate(read) if "amount" in rows.table.columns and rival_dollars(rows.table)}
    placed = [
        one._replace(unknown=one.unknown | {"amount"}, amount=None) if one.table in open_ else one for one in placed
    ]
    placed.sort(key=lambda one: (one.table, one.at))
    return tuple(placed), found


def _keys(rows: TableRows) -> Iterable[tuple[_Key, int]]:
    """The rows of a table that have a number, each with that by which the rows of one award are found."""
    keys, numbers, primes = rows.read.get("award_key"), rows.read.get("fain"), rows.read.get("prime_number")
    awards = [at for at, kind in enumerate(rows.kinds) if kind == AWARD]
    if keys is None and primes is None and numbers is not None:
        return [(v.bare(str(numbers[at].value)), at) for at in awards]
    found: list[tuple[_Key, int]] = []
    for at in awards:
        cell = keys[at] if keys and keys[at].value else numbers[at] if numbers else None
        prime = primes[at].value if primes else None
        number = v.bare(str(cell.value if cell else ""))
        found.append((number if cell and prime is None else (number, v.bare(str(prime))), at))
    return found


def _group_row(rows: TableRows, at: int) -> Row:
    values = {name: rows.value(name, at) for name in _COMPARED if name in rows.read}
    number = rows.read.get("fain")
    department = " / ".join(
        v.clean(rows.raw[name][at])
        for name in ("department", "title")
        if name in rows.raw and rows.raw[name][at].strip()
    )
    if not department:
        department = " / ".join(v.clean(cell) for cell in _unread_text(rows, at))
    return Row(
        where=f"{rows.table.grid.sheet} {rows.number(at)}".strip(),
        amount=amount_of(rows, at),
        values=values,
        department=department,
        modification=bool(number and number[at].more),
        sheet_year=year[1] if (year := _SHEET_YEAR.search(rows.table.grid.sheet)) else "",
    )


def _unread_text(rows: TableRows, at: int) -> list[str]:
    """Words in columns that are not read, which may say that rows of one number are different parts."""
    used = {rows.table.names.index(name) for name in rows.table.columns.values()}
    cells = rows.table.rows[at].cells
    return [
        cell
        for n, cell in enumerate(cells)
        if n not in used and cell and len(cell) <= 60 and any(mark.isalpha() for mark in cell)
    ]
