"""The one model of facts, rows of the record's tables with who entered each and when, and how they go to files and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from comity.record.files.row import Path_, Row
from comity.record.nodes import Known, Record
from comity.record.schema import TABLES
from comity.text.faults import Place

AUDIT = tuple(one.name for one in fields(Known))
"""What a row says of itself beside its values."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of a table of the record.

    `values` are those of its columns, written as in a record folder; `row` is its name; `supersedes` names the row that it
    corrects, or with `retracted` takes back; `recorded` is the day from which it is known, None: since it was true.
    """

    table: str
    row: str | None
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    supersedes: str | None = None
    retracted: bool = False
    entered_by: str | None = None
    entered_at: str | None = None
    source: str | None = None
    recorded: str | None = None
    access: str | None = None
    matter: str | None = None

    def cells(self) -> dict[str, object]:
        """All columns that the row fills."""
        own: dict[str, object] = {name: getattr(self, name) for name in AUDIT}
        own["retracted"] = True if self.retracted else None
        columns = {column.name for column in TABLES[self.table].columns}
        own = {name: value for name, value in own.items() if name in columns}
        return {**self.values, **{name: value for name, value in own.items() if value is not None}}


def sited(one: FactRow, shown: str) -> Row:
    """A row as the loader takes it, with the name that faults give it."""
    cells = one.cells()

    def where(path: Path_) -> tuple[Place, str]:
        excerpt = str(cells.get(str(path[0]), "")) if path else ""
        return Place(f"{shown} ({one.table}{f' {one.row}' if one.row else ''})", 1), excerpt

    return Row(cells, where)


def rows_of(record: Record) -> tuple[FactRow, ...]:
    """The rows of a record, in the order of its tables; `from_rows` turns them back into the same record."""
    from comity.record.files.write import table_rows

    found: list[FactRow] = []
    for table in TABLES.values():
        for cells in table_rows(record, table):
            own = {name: _written(cells.pop(name)) for name in AUDIT if name in cells}
            row = cast("str | None", own.pop("row", None))
            retracted = bool(own.pop("retracted", False))
            values = {name: value for name, value in cells.items() if value is not None}
            found.append(FactRow(table.name, row, values, retracted=retracted, **cast("dict[str, Any]", own)))
    return tuple(found)


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


# As a file -------------------------------------------------------------------------------------------


def export_rows(rows: Sequence[FactRow]) -> str:
    """Rows as lines of JSON, to keep or to carry to another store."""
    lines: list[str] = []
    for one in rows:
        found = {name.name: getattr(one, name.name) for name in fields(FactRow)}
        lines.append(
            json.dumps(
                {name: value for name, value in found.items() if value not in (None, False)},
                default=str,
                ensure_ascii=False,
            )
        )
    return "\n".join(lines) + "\n" if lines else ""


def import_rows(text: str, shown: str) -> tuple[FactRow, ...]:
    """Rows from lines of JSON.

    Raises:
        Faults: a line is not a row.
    """
    from comity.text.faults import Fault, Faults

    known = {one.name for one in fields(FactRow)}
    found: list[FactRow] = []
    faults: list[Fault] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            read: Any = json.loads(line)
            cells = cast("dict[str, Any]", read) if isinstance(read, dict) else dict[str, Any]()
            if set(cells) - known or cells.get("table") not in TABLES or not isinstance(cells.get("values", {}), dict):
                raise ValueError
            cells.setdefault("row", None)
            found.append(FactRow(**cells))
        except (ValueError, TypeError):
            hint = f"A row is an object with `table`, one of {', '.join(TABLES)}, and `values`."
            faults.append(Fault(Place(shown, number), "This line is not a row of a record.", hint))
    if faults:
        raise Faults(faults)
    return tuple(found)


def read_file(path: Path) -> tuple[FactRow, ...]:
    """The rows in a file of JSON lines; none if there is no such file."""
    return import_rows(path.read_text(encoding="utf-8"), path.name) if path.is_file() else ()
