"""Write a record as a folder, its tables in CSV, YAML or Parquet; whole or not at all, and it loads as it was."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import yaml

from comity.record.files.row import LONGEST_CELL
from comity.record.nodes import Known, Record
from comity.record.schema import FORMATS, TABLES, Column, Table
from comity.text.faults import Fault, Faults, Place
from comity.text.format import expression
from comity.text.tree import Expr

_KNOWN = tuple(field.name for field in fields(Known))


def write_record(
    record: Record, folder: Path, format: str | Mapping[str, str] = "csv", note: str | None = None
) -> None:
    """Write a record as a new folder.

    Args:
        record: what to write; tables without rows get no file.
        folder: the folder to make; it must not be there yet, or be empty.
        format: `csv`, `yaml` or `parquet` for all tables, or by table (`{"awards": "parquet"}`, the rest CSV).
        note: the note of `record.yaml`, on what is missing.

    Raises:
        Faults: the folder has files already, or a value is longer than a record may hold; nothing is written.
        ValueError: there is no such format or table.
    """
    formats = dict.fromkeys(TABLES, format) if isinstance(format, str) else {**dict.fromkeys(TABLES, "csv"), **format}
    if unknown := [name for name in formats if name not in TABLES] or [f for f in formats.values() if f not in FORMATS]:
        raise ValueError(f"no such table or format of a record: {unknown[0]}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sentence = "There is something here already; nothing was written."
        raise Faults([Fault(Place(str(folder), 1), sentence, "Name a new folder.")])
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        about = {"title": record.title or folder.name} | ({"note": note} if note else {})
        (scratch / "record.yaml").write_text(_yaml(about), encoding="utf-8")
        for table in TABLES.values():
            rows = table_rows(record, table)
            if rows:
                kind = formats[table.name]
                path = scratch / f"{table.name}.{kind}"
                path.write_bytes(WRITERS[kind](table, rows))
        scratch.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        scratch.replace(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def table_rows(record: Record, table: Table) -> list[dict[str, object]]:
    """The rows of one table of a record, as values by column, absent ones left out.

    >>> from comity.record.nodes import Membership
    >>> table_rows(Record(memberships=(Membership("chicago-il", "uscm", True),)), TABLES["memberships"])
    [{'party': 'chicago-il', 'association': 'uscm', 'member': True}]
    """
    held: Any = getattr(record, table.name)
    nodes: Iterable[Any] = held.values() if table.name in ("sources", "parties") else held
    rows: list[dict[str, object]] = []
    for node in nodes:
        row: dict[str, object] = {}
        for column in table.columns:
            value = getattr(node.known if column.name in _KNOWN and hasattr(node, "known") else node, column.name)
            if value is not None and (value != () or column.exact):
                row[column.name] = _bounded(_plain(value), column, table)
        rows.append(row)
    return rows


def _plain(value: object) -> object:
    """Tuples as lists, a proposition of several checks as their list, a condition in its words."""
    if isinstance(value, Mapping):
        checks = cast(Mapping[str, object], value)
        return _plain(checks["all"]) if "all" in checks else {key: _plain(one) for key, one in checks.items()}
    if isinstance(value, Expr):
        return expression(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in cast(tuple[object, ...], value)]
    return value


def _bounded(value: object, column: Column, table: Table) -> object:
    texts = cast(list[object], value) if isinstance(value, list) else [value]
    if any(isinstance(text, str) and (len(text) > LONGEST_CELL or "\0" in text) for text in texts):
        sentence = f"A value of `{column.name}` is longer than {LONGEST_CELL:,} characters or holds a NUL."
        raise Faults([Fault(Place(table.name, 1), sentence, "Nothing was written.")])
    return cast(object, value)


# The formats ----------------------------------------------------------------------------------------


def _csv(table: Table, rows: list[dict[str, object]]) -> bytes:
    used = [column for column in table.columns if column.required or any(column.name in row for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in used])
    writer.writerows([_cell(row.get(column.name), column) for column in used] for row in rows)
    return out.getvalue().encode()


def _cell(value: object, column: Column) -> str:
    if value is None:
        return ""
    if column.type == "claim":
        return json.dumps(value, ensure_ascii=False, default=_word)
    if isinstance(value, list):
        items = [_word(item) for item in cast(list[object], value)]
        simple = items and all(";" not in item and item and not item.startswith("[") for item in items)
        return ";".join(items) if simple else json.dumps(items, ensure_ascii=False)
    return _word(value)


def _word(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case dt.date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


class _Dumper(yaml.SafeDumper):
    """Writes dates, dollars and yes or no as a person would, and never an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _represent(dumper: Any, value: bool | Decimal) -> yaml.ScalarNode:
    word = _word(value)
    tag = "bool" if isinstance(value, bool) else "float" if "." in word else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", word)


_Dumper.add_representer(bool, _represent)
_Dumper.add_representer(Decimal, _represent)


def _yaml(value: object) -> str:
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _yaml_table(_table: Table, rows: list[dict[str, object]]) -> bytes:
    return _yaml(rows).encode()


def _parquet(table: Table, rows: list[dict[str, object]]) -> bytes:
    import pyarrow
    import pyarrow.parquet

    pa: Any = pyarrow
    parquet: Any = pyarrow.parquet
    plain: dict[str, Any] = {
        "number": pa.int64(), "fiscal year": pa.int32(), "amount": pa.decimal128(17, 2), "date": pa.date32(),
        "yes or no": pa.bool_(),
    }  # fmt: skip
    fields: list[Any] = []
    columns: list[list[object]] = []
    for column in table.columns:
        type = plain.get(column.type, pa.string())
        fields.append(pa.field(column.name, pa.list_(type) if column.many else type))
        as_text = column.type in ("claim", "answer")
        found = [row.get(column.name) for row in rows]
        columns.append([_cell(value, column) or None for value in found] if as_text else found)
    schema = pa.schema(fields)
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, fields, strict=True)]
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), sink)
    return sink.getvalue().to_pybytes()


WRITERS: Mapping[str, Callable[[Table, list[dict[str, object]]], bytes]] = {
    "csv": _csv,
    "yaml": _yaml_table,
    "parquet": _parquet,
}
"""How a table is written, by format."""
