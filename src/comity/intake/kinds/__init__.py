"""Importers: one file for each kind of award list, found by listing the folder; a file that defines `KIND` is one.

A file defines what `Importer` lists. `FIELDS` say what is read and checked, `DERIVED` what follows from it in SQL over
the names of the fields; a column of a line (comity.intake.columns) that neither gives is absent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from comity.intake.fields import Field


class Importer(Protocol):
    """A kind of list: which columns it has and what they say of an award.

    `RANK` is its place among lists that have the same award: the lower one decides each value that it has. `SUMS` are
    the columns that are added up over its rows; of the others, the latest row that has a value decides.
    """

    KIND: str
    TITLE: str
    RANK: int
    SUMS: tuple[str, ...]
    FIELDS: tuple[Field, ...]
    DERIVED: Mapping[str, str]

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether a file with these columns is a list of this kind."""
        ...


@cache
def importers() -> Mapping[str, Importer]:
    """Every importer by its kind, in order of kind.

    >>> sorted(importers())[:3]
    ['ojp-jag', 'sefa', 'sefa-audits']
    """
    found: dict[str, Importer] = {}
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        module: Any = import_module(f"{__name__}.{file.stem}")
        if hasattr(module, "KIND"):
            found[module.KIND] = cast(Importer, module)
    return dict(sorted(found.items()))


def recognised(header: Sequence[str]) -> tuple[str, ...]:
    """The kinds whose files have these columns.

    >>> recognised(["fain", "award_num", "date_terminated", "amt_obligated", "recipient_name"])
    ('terminated-hhs',)
    >>> recognised(["name", "colour"])
    ()
    """
    return tuple(kind for kind, one in importers().items() if one.recognises(header))
