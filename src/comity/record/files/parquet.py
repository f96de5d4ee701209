"""Read rows from Parquet; a fault's place is the row, counted from 1, and the position of the column."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from comity.record.files.row import MOST_ROWS, Path_, Row, checked_columns
from comity.text.characters import NOT_TEXT
from comity.text.faults import Fault, Place

LARGEST_UNPACKED = 4_000_000_000  # bytes, as the file itself declares them


def read_parquet(path: Path, columns: tuple[str, ...], shown: str) -> tuple[list[Row], list[Fault]]:
    """The rows of a Parquet table and the faults of its form; see `comity.record.files.read.read_rows`."""
    import pyarrow.parquet

    parquet: Any = pyarrow.parquet
    faults: list[Fault] = []
    try:
        with parquet.ParquetFile(str(path)) as file:
            meta: Any = file.metadata
            unpacked = sum(meta.row_group(group).total_byte_size for group in range(meta.num_row_groups))
            if meta.num_rows > MOST_ROWS or unpacked > LARGEST_UNPACKED:
                hint = f"At most {MOST_ROWS:,} rows and {LARGEST_UNPACKED:,} bytes unpacked."
                return [], [Fault(Place(shown, 1), "This table is too large.", hint)]
            names: list[str] = list(file.schema_arrow.names)

            def fault(at: int, sentence: str, hint: str) -> None:
                faults.append(Fault(Place(shown, 1, at + 1), sentence, hint))

            if wrong := next((at for at, name in enumerate(names) if NOT_TEXT.search(name)), None):
                return [], [Fault(Place(shown, 1, wrong + 1), "The name of this column is not text.", "Take it out.")]
            head = checked_columns(names, columns, fault)
            rows: list[Row] = []
            for batch in file.iter_batches():
                kept = [(name, batch.column(at).to_pylist()) for at, name in enumerate(head) if name is not None]
                for offset in range(batch.num_rows):
                    values = {name: column[offset] for name, column in kept if not _absent(column[offset])}
                    rows.append(Row(values, partial(_where, shown, head, len(rows) + 1)))
            return rows, faults
    except Exception as error:  # whatever a damaged file makes pyarrow raise, it is the file that is at fault
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        return [], [Fault(Place(shown, 1), "This file cannot be read as Parquet.", reason)]


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _where(shown: str, head: list[str | None], number: int, at: Path_) -> tuple[Place, str]:
    column = head.index(str(at[0])) + 1 if at and at[0] in head else 1
    return Place(shown, number, column), ""
