"""Decide who holds each award of an office's sheet: whom the row names, or else the government whose sheet it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from comity.intake.job import Layout
from comity.intake.match.match import Match, Recipient, match
from comity.intake.match.names import OTHERS, PARTS
from comity.intake.read.files import refuse
from comity.intake.sheets.placing import Placed
from comity.intake.sheets.reading import ReadSheet
from comity.intake.sheets.rows import TableRows
from comity.norms.names.governments import Government, find, government
from comity.norms.names.nearest import did_you_mean

_OWN = re.compile(
    OTHERS.pattern.replace(r"\b(", r"\b(CONTINUUM OF CARE|COC|HOSPITAL|HEALTH SYSTEM|", 1) + r"|\bDISTRICT ATTORNEY\b", re.I
)  # fmt: skip


def one_government(name: str, file: str) -> Government:
    """The government whose sheet it is.

    Raises:
        Faults: nothing has that name, or several governments do.
    """
    found = government(name)
    meant = (found,) if found else find(name)
    if len(meant) == 1:
        return meant[0]
    if meant:
        listed = ", ".join(one.short for one in meant[:8])
        raise refuse(
            file, f"`{name}` may be any of {len(meant)} governments.", f"Say --government with one of: {listed}."
        )
    from comity.norms.names.governments import all_governments

    raise refuse(
        file, f"No government is named `{name}`.", did_you_mean(name, all_governments(), "Say it like seattle-wa.")
    )


class Holders:
    """Whom the rows of a sheet name, with the government whose sheet it is, and the state of the others where one alone fits."""

    def __init__(self, read: ReadSheet, layout: Layout) -> None:
        said = layout.constants.get("government")
        self._own = one_government(said, read.reading.file) if said else None
        self._state = self._own.state if self._own else layout.constants.get("state") or _state_of_all(read)

    def of(
        self, rows: TableRows, mine: Sequence[Placed], found: Mapping[str, list[str | None]]
    ) -> tuple[list[str | None], list[str | None]]:
        """The government that a row's own words or the sheet name, and the state in which others are looked for."""
        names, given, ueis = found["recipient_name"], found["government"], found["uei"]
        if "government" not in rows.read:
            given = [None] * len(mine)
        own = self._own.short if self._own else None
        holders = [
            said or (own if own and _is_own(name, uei, self._own, self._state) else None)
            for said, name, uei in zip(given, names, ueis, strict=True)
        ]
        states = [None if state else self._state for state in found["state"]]
        return holders, states


@lru_cache(20_000)
def _is_own(name: str | None, uei: str | None, own: Government | None, state: str | None) -> bool:
    """Whether a row is the sheet's own government: it names nobody, that government, or a department of it."""
    if not name:
        return uei is None
    if own is None or _OWN.search(name):
        return False
    said: Match = match(Recipient(name, state=state, listed_state=state))
    if said.government:
        return said.government == own.short
    if said.candidates:
        return own.short in said.candidates
    words = name.upper()
    unit = r"(CITY|COUNTY|TOWN|TOWNSHIP|VILLAGE|BOROUGH|PARISH|STATE)"
    called = re.escape(own.name.upper().removesuffix(" COUNTY").removesuffix(" PARISH"))
    return bool(PARTS.search(words) or re.search(rf"\b{unit} OF {called}\b|\b{called} {unit}\b", words))


def _state_of_all(read: ReadSheet) -> str | None:
    """The one state in which all recipients lie that can be told without it, where no column says a state."""
    if any("state" in rows.read for rows in read.tables):
        return None
    names = {
        str(value) for rows in read.tables for one in read.placed if (value := rows_value(rows, read, one)) is not None
    }
    if not 2 <= len(names) <= 2_000:
        return None
    found = [government(short) for name in names if (short := match(Recipient(name)).government)]
    states = {one.state for one in found if one is not None}
    return states.pop() if len(states) == 1 else None


def rows_value(rows: TableRows, read: ReadSheet, one: Placed) -> object:
    """The recipient that a row names, where the row is of this table."""
    return rows.value("recipient_name", one.at) if read.tables[one.table] is rows else None
