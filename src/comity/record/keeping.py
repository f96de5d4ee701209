"""Keep the checked record of some folders in the user's cache, by the bytes it was read from and the law it refers to.

To read a record, every name in it is resolved and every value checked; a kept one is read as plain values. It is kept
only where nothing but the bytes decides what is read: no links, and files that are the same before and after.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast, get_type_hints

from comity.disk.kept_entries import keep, recall
from comity.norms.library import key_of, program_state
from comity.norms.nodes import Law
from comity.record.nodes import Record, Statement

KEPT = 8  # records in the cache: a few offices, with a few edits of each
MOST_BYTES = 8_000_000  # of all files; a larger record is read anew
READ = (".csv", ".yaml", ".yml", ".parquet", ".jsonl")
"""How the names of the files end that a record folder is read from; others are left alone."""


def read_record(folders: Sequence[Path], law: Law) -> Record:
    """The record of some folders, read and checked as by `load_record`, or as kept from an earlier run.

    Raises:
        Faults: with every fault of every file; nothing is kept.
    """
    key = _key(folders, law)
    if key is not None and (held := recall("record", key, _hint())) is not None:
        return _record_of(held)
    # Tables and their types take longer to import than a kept record to read.
    from comity.record.load import load_record

    record = load_record(folders, law)
    if key is not None and key == _key(folders, law):
        keep("record", key, _held(record), _hint(), at_most=KEPT)
    return record


def _key(folders: Sequence[Path], law: Law) -> str | None:
    """What a record depends on: the law, this program, the names and bytes of its files. None where more than that decides."""
    of_law = key_of(law)
    if of_law is None:
        return None
    digest = hashlib.sha256(f"{of_law}\0{program_state('record')}".encode())
    size = 0
    seen: set[Path] = set()
    try:
        for folder in folders:
            real = folder.resolve(strict=True)
            if real in seen:  # a fault
                return None
            seen.add(real)
            digest.update(f"\0{len(folder.name.encode())}\0{folder.name}".encode())
            for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
                if entry.name.startswith(".") or not entry.name.endswith(READ):
                    continue
                if entry.is_symlink() or not entry.is_file():  # where a link leads may change, and its bytes not
                    return None
                size += entry.stat().st_size
                if size > MOST_BYTES:
                    return None
                data = Path(entry).read_bytes()
                digest.update(f"\0{len(entry.name.encode())}\0{entry.name}\0{len(data)}\0".encode() + data)
    except (OSError, RuntimeError, UnicodeError):  # reading it says what is wrong
        return None
    return digest.hexdigest()


# ---- the plain form --------------------------------------------------------------------------------------------------
@cache
def _hint() -> object:
    """The hint of what is kept: the fields of a record in order; of statements, the fields with the claim as text."""
    said = get_type_hints(Statement) | {"proposition": str | None}
    statement = tuple[tuple(said[field.name] for field in fields(Statement))]
    held = get_type_hints(Record) | {"statements": tuple[statement, ...]}
    return tuple[tuple(held[field.name] for field in fields(Record))]


def _held(record: Record) -> tuple[object, ...]:
    said = [
        one if one.proposition is None else replace(one, proposition=cast(Any, json.dumps(_told(one.proposition))))
        for one in record.statements
    ]
    return _values(replace(record, statements=cast(Any, tuple(map(_values, said)))))


def _record_of(held: tuple[object, ...]) -> Record:
    record = Record(*cast(Any, held))
    said = [Statement(*cast(Any, one)) for one in record.statements]
    statements = (
        one if one.proposition is None else replace(one, proposition=_claimed(json.loads(cast(Any, one.proposition))))
        for one in said
    )
    return replace(record, statements=tuple(statements))


def _values(node: Any) -> tuple[object, ...]:
    return tuple(getattr(node, field.name) for field in fields(node))


def _told(value: object) -> object:
    """A claim as JSON: checks as objects, lists as lists, days and amounts by their type."""
    match value:
        case dt.date():
            return {"day": value.isoformat()}
        case Decimal():
            return {"amount": str(value)}
        case tuple():
            return [_told(one) for one in cast("tuple[object, ...]", value)]
        case Mapping():
            return {"check": {key: _told(one) for key, one in cast("Mapping[str, object]", value).items()}}
        case _:
            return value


def _claimed(told: Any) -> Any:
    match told:
        case list():
            return tuple(map(_claimed, cast("list[object]", told)))
        case {"day": str(day)}:
            return dt.date.fromisoformat(day)
        case {"amount": str(amount)}:
            return Decimal(amount)
        case {"check": check}:
            return {key: _claimed(one) for key, one in cast("dict[str, object]", check).items()}
        case _:
            return told
