"""How a sheet was understood: each column, each row that is not a plain award, each total, and what is in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

HIGH, MEDIUM, LOW = "high", "medium", "low"


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """A column: what it was read as (`field`; empty: not read), how surely, and what of it was not understood.

    Of `filled` cells `understood` were read, `unknown` say that their value is not known; `samples` are some of those
    that were read with a note or not at all.
    """

    sheet: str
    name: str
    field: str
    confidence: str
    sentence: str
    filled: int = 0
    understood: int = 0
    unknown: int = 0
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row that was not read as a plain award: what it was read as, and why."""

    sheet: str
    row: int
    reading: str
    confidence: str
    sentence: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person has to say, because the file may mean either; `low` and `high` are the dollars that it may come to.

    `settle` is how to say it.
    """

    id: str
    about: str
    sentence: str
    settle: str
    rows: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SheetTotals:
    """What the rows of a sheet add up to, between `low` and `high`.

    `stated` is the sheet's own total, `stated_row` where it stands; `agrees` whether it is what was read. `unread` amounts
    could not be read and are in no sum; `rejected` dollars stand in rows that cannot be used.
    """

    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    awards: int = 0
    with_amount: int = 0
    unnumbered: int = 0
    unnumbered_dollars: Decimal = Decimal(0)
    unread: int = 0
    rejected: Decimal = Decimal(0)
    hidden_rows: int = 0
    hidden_dollars: Decimal = Decimal(0)
    stated: Decimal | None = None
    stated_row: str = ""
    agrees: bool | None = None

    @property
    def certain(self) -> bool:
        """Whether there is one total, and every amount that stands in the sheet is in it."""
        return self.low == self.high and not self.unread and self.agrees is not False


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A table of a sheet: where its head stands, how many rows it has below, and whether it was read, else why not."""

    sheet: str
    visible: bool
    header: int
    rows: int
    read: bool
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What was understood of a file; the same is printed, shown and returned as JSON."""

    file: str
    parts: tuple[SheetPart, ...]
    columns: tuple[ColumnReading, ...]
    rows: tuple[RowReading, ...]
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    totals: SheetTotals = SheetTotals()

    @property
    def of_money(self) -> tuple[Doubt, ...]:
        """The doubts that touch dollars."""
        return tuple(one for one in self.doubts if one.about == "money")

    def as_json(self) -> dict[str, Any]:
        """The reading as plain values; dollars as text."""
        found = _plain(asdict(self))
        found["totals"]["certain"] = self.totals.certain and not self.of_money
        return found


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return str(value) if isinstance(value, Decimal) else value
