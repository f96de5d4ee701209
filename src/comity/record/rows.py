"""Make a checked record from rows of facts."""

from __future__ import annotations

from collections.abc import Iterable

from comity.norms.nodes import Law
from comity.record.fact_rows import FactRow, sited
from comity.record.files.row import Row
from comity.record.load import load_rows
from comity.record.nodes import Record
from comity.record.schema import TABLES


def from_rows(rows: Iterable[FactRow], law: Law, title: str = "") -> Record:
    """Make a record of rows, checked as a record folder is.

    Raises:
        Faults: every fault of every row.

    >>> from comity.norms.nodes import Law
    >>> from_rows(
    ...     [FactRow("sources", None, {"id": "s", "title": "A letter"})], Law({}, {}, {}, {}, {}, {}, (), {})
    ... ).sources["s"].title
    'A letter'
    """
    by_table: dict[str, list[Row]] = {name: [] for name in TABLES}
    for number, one in enumerate(rows, 1):
        by_table[one.table].append(sited(one, str(number)))
    return load_rows(by_table, law, title)
