"""An award of one line is that line: the same as folding it would give."""

import datetime as dt
import random
from decimal import Decimal

import duckdb
import pytest

from comity.intake.columns import LINE, SQL
from comity.intake.merge import merge

VALUES = {
    "text": (None, "a", "b;a", ""), "number": (None, 2019, 2020), "place": (1, 2, 3), "date": (None, dt.date(2020, 1, 1), dt.date(2021, 5, 5)),
    "dollars": (None, Decimal("0.00"), Decimal("12.50"), Decimal("-3.00")),
}  # fmt: skip


def part(connection, rng):
    """The table of lines, drawn: of few awards, so that some have several lines, in several lists."""
    columns = {one.name: SQL[one.type] for one in LINE} | {
        "list": "VARCHAR", "rank": "TINYINT", "sums": "VARCHAR", "source": "VARCHAR"
    }  # fmt: skip
    connection.execute(f"CREATE TABLE part ({', '.join(f'{name} {type}' for name, type in columns.items())})")
    types = {one.name: one.type for one in LINE}
    for number in range(rng.randint(1, 25)):
        rank = rng.randint(1, 3)
        row = {name: rng.choice(VALUES.get(types.get(name, "text"), VALUES["text"])) for name in columns}
        row |= {"award": f"A{rng.randint(1, 15)}", "action": f"a{rng.randint(1, 3)}", "kind": "prime", "row": number}
        row |= {"list": f"list{rank}", "rank": rank, "sums": ("", "amount", "amount,outlayed,balance")[rank - 1]}
        row |= {"source": rng.choice("xyz") * 64, "deleted": rng.choice((None, None, None, "yes"))}
        connection.execute(
            f"INSERT INTO part VALUES ({', '.join('?' * len(columns))})", [row[name] for name in columns]
        )


def folded(connection):
    merge._fold(connection)
    found = connection.execute("SELECT * EXCLUDE (of), list_sort(of) AS of FROM folded ORDER BY award")
    names = [(one[0], one[1]) for one in found.description]
    rows = found.fetchall()
    return sorted(names, key=str), [dict(zip([name for name, _ in names], row, strict=True)) for row in rows]


def all_folded(connection, monkeypatch):
    """The same, with the lines of every award folded, whether or not it has several."""
    monkeypatch.setattr(merge, "_SEVERAL", "CREATE OR REPLACE TEMP TABLE several AS SELECT DISTINCT award FROM part")
    return folded(connection)


@pytest.mark.parametrize("seed", range(12))
def test_single_lines_as_folded(seed, monkeypatch):
    connection = duckdb.connect()
    part(connection, random.Random(seed))
    assert folded(connection) == all_folded(connection, monkeypatch)


def test_lines_of_which_each_is_an_award(monkeypatch):
    connection = duckdb.connect()
    part(connection, random.Random(1))
    connection.execute("UPDATE part SET award = 'B' || row, deleted = NULL")
    alone = folded(connection)
    assert len(alone[1]) == 5
    assert alone == all_folded(connection, monkeypatch)
