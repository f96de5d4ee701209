"""Columns of text reach a table of DuckDB as they are, whatever is in them."""

import random

import duckdb
import pytest

from comity.intake.as_table import make_large_table, make_table

CELLS = (
    None,
    "",
    "a",
    "x, y",
    '"',
    '""',
    "a\nb",
    "a\r\nb",
    "\x1e",
    "\x1f",
    "é",
    "'",
    "\\",
    " a ",
    "NULL",
    "0",
    "\t",
    "#",
    "-- a",
    "a" * 12_000,
)


@pytest.mark.parametrize("seed", range(5))
def test_columns_at_random(tmp_path, seed):
    rng = random.Random(seed)
    rows = rng.randint(1, 40)
    columns = {f"c{n}": [rng.choice(CELLS) for _ in range(rows)] for n in range(4)} | {"none": [None] * rows}
    wanted = [tuple(cell or None for cell in row) for row in zip(*columns.values(), strict=True)]
    connection = duckdb.connect()
    make_table(connection, "few", columns)
    assert connection.execute("SELECT c0, c1, c2, c3, none FROM few").fetchall() == wanted
    numbers = [rng.randint(1, 9_000) for _ in range(rows)]
    make_large_table(connection, "many", columns, numbers, tmp_path / "it's.piece")
    found = connection.execute("SELECT c0, c1, c2, c3, none, row FROM many").fetchall()
    assert found == [(*row, number) for row, number in zip(wanted, numbers, strict=True)]
    assert list(tmp_path.iterdir()) == []
