"""Federal programs by their Assistance Listing number: `16.738` is the Byrne JAG program."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from comity.frozen import frozen
from comity.norms.names.nearest import nearest

_PROGRAMS = Path(__file__).parent / "reference" / "programs.csv"


@frozen
class Program:
    """A federal assistance program.

    Types: `number` such as "16.738" (a few are not digits: "11.63A"); `agency` the short name of
    the agency that gives it, None where the source does not say; `active` whether it was listed in
    2025; `kind` is `formula`, `project` (awards chosen one by one), `direct payment`, `loan` or
    `insurance`, None where the source is silent or names several kinds.
    Source: reference/programs.csv.
    """

    number: str
    title: str
    agency: str | None
    active: bool
    kind: str | None


def all_programs() -> Mapping[str, Program]:
    """Every program by number; read once.

    >>> all_programs()["14.218"].agency
    'us-hud-cpd'
    """
    return _programs()


def program(number: str) -> Program | None:
    """The program of exactly this Assistance Listing number, or None.

    >>> jag = program("16.738")
    >>> jag.title, jag.agency, jag.kind
    ('Edward Byrne Memorial Justice Assistance Grant Program', 'us-doj-ojp', 'formula')
    """
    return _program(number)


def near_listing(number: str) -> str:
    """The hint for an unknown Assistance Listing: the nearest of the same agency, or of all.

    >>> near_listing("16.783")
    'Did you mean `16.738`?'
    """
    same = [one for one in all_programs() if one[:3] == number[:3]]
    near = nearest(number, same, 1) or nearest(number, all_programs(), 1)
    return f"Did you mean `{near[0]}`?" if near else 'Assistance Listings have numbers like "16.738".'


@cache
def _programs() -> Mapping[str, Program]:
    return {number: _of(row) for number, row in zip(_lines(), csv.reader(_lines().values()), strict=True)}


@lru_cache(4096)
def _program(number: str) -> Program | None:
    """One program, read without the others."""
    line = _lines().get(number)
    return None if line is None else _of(next(csv.reader([line])))


def _of(row: list[str]) -> Program:
    number, title, agency, active, kind = row
    return Program(number, title, agency or None, active == "yes", kind or None)


@cache
def _lines() -> Mapping[str, str]:
    """The line of each program; none goes over its end."""
    with _PROGRAMS.open(encoding="utf-8", newline="") as file:
        next(file)
        return {line.partition(",")[0]: line for line in file}
