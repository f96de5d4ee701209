"""The schema is the page docs/record.md, and fits the nodes of the record."""

from dataclasses import fields
from pathlib import Path

import pytest

from comity.norms.names.government_tables import Government
from comity.proof.position import STATUSES as PROVEN
from comity.record import nodes
from comity.record.claim_schema import CLAIMS
from comity.record.schema import STATUSES, TABLES, TYPES
from comity.record.schema_page import markdown

PAGE = Path(__file__).parents[2] / "docs" / "record.md"


def test_the_page_is_the_schema():
    assert PAGE.read_text() == markdown(), (
        "write it anew: python -c 'from comity.record.schema_page import *; print(markdown(), end=\"\")'"
    )


def test_every_table_of_a_record_is_in_the_schema_and_no_other():
    held = {field.name for field in fields(nodes.Record)} - {"title"}
    assert set(TABLES) == held


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_the_columns_of_a_table_are_the_fields_of_its_node(table):
    columns = [column.name for column in table.columns]
    known = [field.name for field in fields(nodes.Known)]
    assert len(columns) == len(set(columns))
    if table.node is Government:
        assert columns == ["short", "name", "kind", "state"]
        return
    wanted = [field.name for field in fields(table.node) if field.name not in ("known", "assumed")]
    if table.name == "sources":
        assert columns == wanted
    else:
        assert set(columns) == {*wanted, *known}
        assert columns[-len(known) :] == known
        assert table.column("source").required


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_column_has_a_type_that_is_explained_and_a_sentence(table):
    for column in table.columns:
        assert column.type in TYPES
        assert column.sentence.endswith(".")
    if table.key is not None:
        assert table.column(table.key).required


def test_a_claim_is_told_by_its_first_key_and_speaks_of_statuses_that_can_be_proven():
    assert set(STATUSES) == {*PROVEN, "undetermined"}
    for key, (sentence, columns) in CLAIMS.items():
        assert columns[0].name == key
        assert columns[0].required
        assert sentence.endswith(".")
        assert all(column.type in TYPES for column in columns)
