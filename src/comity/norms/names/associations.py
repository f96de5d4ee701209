"""Associations of governments, whose members an order may protect."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from comity.frozen import frozen

_ASSOCIATIONS = Path(__file__).parent / "reference" / "associations.csv"


@frozen
class Association:
    """An association that governments join.

    Types: `kind` the kind of government that may join, None if several; `least_population` how many
    people it must have; `basis` where this is from ("memory" has not been checked). That a
    government may join does not say that it did.
    Source: reference/associations.csv.
    """

    short: str
    name: str
    kind: str | None
    least_population: int | None
    basis: str


def all_associations() -> Mapping[str, Association]:
    """Every association by short name; read once.

    >>> sorted(all_associations())
    ['icma', 'naco', 'nga', 'nlc', 'uscm']
    """
    return _associations()


def association(short: str) -> Association | None:
    """The association of exactly this short name, or None.

    >>> association("uscm").least_population
    30000
    """
    return _associations().get(short)


@cache
def _associations() -> Mapping[str, Association]:
    with _ASSOCIATIONS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {
            short: Association(short, name, kind or None, int(least) if least else None, basis)
            for short, name, kind, least, basis in rows
        }
