"""A file to import: its tables, kind and layout, recognized from its name, its content and what the user says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from comity.intake.fields import DATES, Field
from comity.intake.kinds import Importer
from comity.intake.read.files import Opened, Table, reading


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: on which row its head stands, and for a sheet which column holds what.

    `columns` and `constants` are by the name of a field; `dates` are the forms of dates in it; `sheet` is that of a
    workbook, `sheets` are several that are read together. `rows` says of rows with one number whether they are `parts`
    of the award that add up, or `one` award listed again: of all of them (under the key `all`), or number by number.
    """

    header: int = 1
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    constants: Mapping[str, str] = field(default_factory=dict[str, str])
    dates: tuple[str, ...] = DATES
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be staged: its tables, its SHA-256, its kind, the date of the list (of its name)."""

    tables: tuple[Table, ...]
    digest: str
    importer: Importer
    dated: dt.date | None = None
    open: Callable[[Table, int], AbstractContextManager[Opened]] = reading

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the importer."""
        return self.importer.FIELDS


def date_in(name: str) -> dt.date | None:
    """The date in the name of a file, which is that of the list.

    >>> date_in("Assistance_PrimeTransactions_2024-11-19_H20M57S09_1.csv")
    datetime.date(2024, 11, 19)
    """
    for found in re.findall(r"20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]", name):
        try:
            return dt.date.fromisoformat(found)
        except ValueError:
            continue
    return None
