"""Turn columns of text in Python into a DuckDB table, without Arrow, which takes longer to start than a short import.

A few rows go over as one text for each column, with a mark between the cells; many as a file that is read at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_MARK, _BETWEEN = "\x1e", "\x1f"


def make_table(connection: Any, name: str, columns: Mapping[str, Sequence[str | None]]) -> None:
    r"""Make a temporary table of columns of text, all equally long. An empty text and None are both null.

    >>> import duckdb
    >>> connection = duckdb.connect()
    >>> make_table(connection, "said", {"a": ["x", None, "y\x1ez"], "b": ["1", "2", "3"]})
    >>> connection.execute("SELECT * FROM said").fetchall()
    [('x', '1'), (None, '2'), ('y\x1ez', '3')]
    """
    shown: list[str] = []
    given: list[Any] = []
    for column, cells in columns.items():
        joined = _MARK.join([cell or "" for cell in cells])
        if joined.count(_MARK) == len(cells) - 1:
            given.append(joined)
            shown.append(f"nullif(unnest(string_split(${len(given)}, chr({ord(_MARK)}))), '') AS {column}")
        else:
            given.append([cell or None for cell in cells])
            shown.append(f"unnest(${len(given)}::VARCHAR[]) AS {column}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {', '.join(shown)}", given)


def make_large_table(
    connection: Any, name: str, columns: Mapping[str, Sequence[str | None]], rows: Sequence[int], scratch: Path
) -> None:
    r"""Make a temporary table of columns of text and `row`, by way of a file that is gone when it is there.

    >>> import duckdb, tempfile
    >>> connection = duckdb.connect()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     make_large_table(connection, "said", {"a": ['x, "y"\nz', None]}, [2, 3], Path(folder) / "said")
    >>> connection.execute("SELECT * FROM said").fetchall()
    [('x, "y"\nz', 2), (None, 3)]
    """
    filled = {name: [cell or "" for cell in column] for name, column in columns.items() if any(column)}
    text = "\n".join(map(_BETWEEN.join, zip(*filled.values(), map(str, rows), strict=True)))
    if "\r" in text or text.count("\n") != len(rows) - 1 or text.count(_BETWEEN) != len(rows) * len(filled):
        make_table(connection, "cells", {**columns, "row": list(map(str, rows))})
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * REPLACE (row::BIGINT AS row) FROM cells")
        return
    types = ", ".join([*(f"'{one}': 'VARCHAR'" for one in filled), "'row': 'BIGINT'"])
    path = str(scratch).replace("'", "''")
    try:
        scratch.write_text(text, encoding="utf-8", errors="replace", newline="")
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM read_csv('{path}', auto_detect = false, header = false,
            delim = chr({ord(_BETWEEN)}), quote = '', escape = '', nullstr = '', new_line = '\\n', max_line_size = {LONGEST_ROW},
            columns = {{{types}}})"""
        )
    finally:
        scratch.unlink(missing_ok=True)
    for one in columns.keys() - filled.keys():
        connection.execute(f"ALTER TABLE {name} ADD COLUMN {one} VARCHAR")


LONGEST_ROW = 16_000_000
"""Bytes of a row: its forty fields have at most ten thousand characters each."""
