"""Rows of an office as the record that the evaluators read, checked by the schema of records; the one place that does so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from comity.errors import Refused
from comity.library import records_dir
from comity.norms.names.nearest import did_you_mean
from comity.norms.nodes import Law
from comity.record.load import load_record
from comity.record.nodes import Record
from comity.record.schema import TABLES
from comity.web.office.entry import Entry
from comity.web.office.view import View

NAMED = ("sources", "parties")
"""Tables whose rows have no row name of their own."""
OFFICE = {"id": "office", "title": "Entered in this office"}
"""The source of rows that name none."""


def record_of(view: View, law: Law) -> Record:
    """The record of a view: what is on record in public of everybody, and the office's own rows. Raises Faults."""
    rows = [(one.table, {**one.values, **_name(one.table, one.name)}) for one in view.rows]
    found = _loaded(rows, law)
    own = {one.values["id"] for one in view.rows if one.table == "awards"}
    return replace(found, awards=tuple(award for award in found.awards if award.id in own))


def check(entries: Sequence[Entry], known: View, law: Law) -> None:
    """Check rows against the schema, beside those entered before that they may name; raises Faults or Refused."""
    for entry in entries:
        if entry.table not in TABLES:
            raise Refused(f"there is no table `{entry.table}`.", did_you_mean(entry.table, TABLES))
    corrected = {entry.supersedes for entry in entries}
    named = {str(entry.values.get(key)) for entry in entries for key in ("award", "prime", "id", "demand", "follows")}
    old = [
        (one.table, one.values)
        for one in known.rows
        if one.row not in corrected and (one.table in NAMED or one.values.get("id") in named)
    ]
    _loaded([*old, *((entry.table, entry.values) for entry in entries if not entry.retracted)], law)


def _name(table: str, name: str) -> dict[str, str]:
    return {} if table in NAMED else {"row": name}


def _loaded(rows: Iterable[tuple[str, Mapping[str, Any]]], law: Law) -> Record:
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, values in rows:
        said = {key: value for key, value in values.items() if value is not None and value != ""}
        if table not in NAMED:
            said.setdefault("source", OFFICE["id"])
        tables.setdefault(table, []).append(said)
    if not any(one.get("id") == OFFICE["id"] for one in tables.get("sources", [])):
        tables.setdefault("sources", []).append(dict(OFFICE))
    packaged = sorted(path for path in records_dir().iterdir() if path.is_dir())
    with TemporaryDirectory(prefix="comity-") as scratch:
        folder = Path(scratch) / "office"
        folder.mkdir()
        (folder / "record.yaml").write_text("title: Office\n", encoding="utf-8")
        for table, held in tables.items():
            # JSON is YAML; every row on a line, so that a fault says which
            text = "[\n" + ",\n".join(json.dumps(_texts(one), ensure_ascii=False) for one in held) + "\n]\n"
            (folder / f"{table}.yaml").write_text(text, encoding="utf-8")
        return load_record([*packaged, folder], law)


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _text(value) for key, value in values.items()}


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return [_text(one) for one in cast("Iterable[Any]", value)]
    if isinstance(value, dict):
        return _texts(cast("Mapping[str, Any]", value))
    return str(value)
