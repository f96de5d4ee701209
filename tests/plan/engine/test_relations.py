"""The rows that engines keep: values that outlast what they were made in, or do not, and whose names stand in one file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

import comity.plan
from comity.plan.engine.protocol import Engine, start

PLAN = Path(comity.plan.__file__).parent
READERS = [
    *(file for file in sorted(PLAN.rglob("*.py")) if file.parent.name != "engine"),
    PLAN.parent / "kept/portfolio.py",
]
"""Those who take rows and make others; the engines give the names."""
MAKES = ("open", "view", "keep", "make", "load")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return start("duckdb", 1)


def names_kept(engine: Engine) -> set[str]:
    return {row[0] for row in engine.rows("SELECT table_name FROM information_schema.tables")}


def test_a_relation_stands_for_its_rows_and_knows_its_columns(engine: Engine) -> None:
    with engine.scope():
        made = engine.make("SELECT 1 AS n, 'x' AS word", "made")
        seen = engine.view(f"SELECT n + 1 AS n FROM {made}", "seen")
        assert engine.rows(f"SELECT n FROM {seen}") == [(2,)]
        assert dict(made.columns) == {"n": "INTEGER", "word": "VARCHAR"}
        assert engine.load(pa.table({"day": pa.array([None], pa.date32())}), "days").columns == {"day": "DATE"}


def test_of_two_for_one_purpose_neither_takes_the_place_of_the_other(engine: Engine) -> None:
    with engine.scope():
        one, two = (engine.make(f"SELECT {n} AS n", "either") for n in (1, 2))
        first, second = (engine.load(pa.table({"n": [n]}), "loaded") for n in (1, 2))
        assert [engine.rows(f"SELECT n FROM {r}")[0][0] for r in (one, two, first, second)] == [1, 2, 1, 2]


def test_what_is_made_in_a_scope_goes_with_it_but_for_what_outlives_it(engine: Engine) -> None:
    with engine.scope():
        with engine.scope():
            gone, stays = engine.make("SELECT 1 AS n", "gone"), engine.make("SELECT 2 AS n", "stays")
            engine.outlive(stays)
        assert engine.rows(f"SELECT n FROM {stays}") == [(2,)]
        with pytest.raises(duckdb.CatalogException):
            engine.rows(f"SELECT n FROM {gone}")
    assert not names_kept(engine) & {gone.name, stays.name}


def test_a_scope_that_fails_keeps_nothing(engine: Engine) -> None:
    made: list[str] = []

    def fail() -> None:
        with engine.scope():
            made.append(engine.make("SELECT 1 AS n", "failing").name)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not names_kept(engine) & {*made}


def test_a_scope_that_ends_after_the_one_around_it_lets_go_of_its_own(engine: Engine) -> None:
    """What is written in parts stops between them where writing fails."""

    def parts() -> Iterator[str]:
        with engine.scope():
            yield engine.make("SELECT 1 AS n", "part").name

    with engine.scope():
        writing = parts()
        part, beside = next(writing), engine.make("SELECT 2 AS n", "beside")
    assert {part, beside.name} <= names_kept(engine)  # both of the scope that has not ended
    writing.close()
    assert not names_kept(engine) & {part, beside.name}


def test_a_name_serves_again_for_the_same_purpose_with_other_rows(engine: Engine) -> None:
    names: list[str] = []
    for n in (1, 2):
        with engine.scope():
            made, loaded = engine.make(f"SELECT {n} AS n", "again"), engine.load(pa.table({"n": [n]}), "again_loaded")
            assert engine.rows(f"SELECT m.n, l.n FROM {made} AS m, {loaded} AS l") == [(n, n)]
            names += [made.name, loaded.name]
    assert names[:2] == names[2:]


def test_a_relation_that_is_dropped_is_let_go_once(engine: Engine) -> None:
    with engine.scope():
        dropped = engine.make("SELECT 1 AS n", "dropped")
        engine.drop(dropped)
        assert dropped.name not in names_kept(engine)
        one, two = engine.make("SELECT 1 AS n", "dropped"), engine.make("SELECT 2 AS n", "dropped")
        assert one.name != two.name


def purposes() -> Iterator[tuple[str, str]]:
    """What the modules of the plan call the rows that they make, with the module."""
    for file in READERS:
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or len(node.args) != 2:
                continue
            last = node.args[1]
            if node.func.attr in MAKES and isinstance(last, ast.Constant) and isinstance(last.value, str):
                yield last.value, file.name


def test_no_two_modules_make_rows_for_one_purpose() -> None:
    where: dict[str, set[str]] = {}
    for purpose, file in purposes():
        where.setdefault(purpose, set()).add(file)
    assert len(where) > 25
    assert {purpose: files for purpose, files in where.items() if len(files) > 1} == {}


def test_no_query_spells_the_name_of_rows_but_those_of_its_own_with() -> None:
    """Rows reach a query as a value: a name after FROM or JOIN is one that the text of this module gives in a WITH."""
    for file in READERS:
        texts = [
            node.value
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        whole = "\n".join(texts)
        given = set(re.findall(r"(?:WITH|,) (\w+) AS \(", whole))
        named = set(re.findall(r"(?<!DISTINCT )\b(?:FROM|JOIN) ([a-z]\w*)\b(?![.(])", whole))
        assert named <= given, (file, named - given)
