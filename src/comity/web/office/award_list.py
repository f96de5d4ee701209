"""An uploaded award list: how it was understood, and its awards as facts that replace those of the list before."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from comity.errors import Refused
from comity.intake.run_sheets import import_sheets
from comity.intake.sheets.reading import ReadSheet, read_sheet
from comity.norms.names.governments import Government
from comity.web.office.entry import Entry
from comity.web.office.models import Content, Document
from comity.web.office.view import View

KINDS = ("csv", "xlsx", "xlsb", "xls", "ods", "txt")


@dataclass(frozen=True, slots=True)
class Change:
    """What taking a list does to the awards on record: the rows to enter, and how many are new, changed, gone, the same."""

    entries: tuple[Entry, ...]
    new: int
    changed: int
    gone: int
    same: int


def reading(document: Document, government: Government) -> ReadSheet:
    """What is understood of a document as a list of awards. Raises Faults, Refused."""
    with _as_file(document) as path:
        return _read(path, government)


def change(document: Document, government: Government, known: View) -> Change:
    """What taking the awards of a list would do. Raises Faults, Refused."""
    with _as_file(document) as path, TemporaryDirectory(prefix="comity-") as scratch:
        into = Path(scratch) / "awards"
        import_sheets([(path, _read(path, government))], into, source=path.stem, confirm=lambda _: True)
        found = list(_awards(into / "record", document))
    if not found:
        raise Refused("no award of the list names a known government.", "Say in the list who holds each award.")
    return _changed(found, document, known)


def _read(path: Path, government: Government) -> ReadSheet:
    """The list as it is; rows that name no recipient are the government's own."""
    read = read_sheet(path)
    fields = {one.field for one in read.reading.columns}
    if fields & {"recipient_name", "government", "uei"}:
        return read
    return read_sheet(path, replace(read.layout, constants={**read.layout.constants, "government": government.short}))


@contextmanager
def _as_file(document: Document) -> Generator[Path]:
    """The bytes of a document under its own name, in a folder that goes away."""
    if document.kind not in KINDS:
        raise Refused(f"{document} is not a list of awards.", "Send a CSV file or a workbook.")
    content = Content.objects.get(document=document)
    with TemporaryDirectory(prefix="comity-") as folder:
        stem = Path(content.name).stem or "list"
        path = Path(folder) / f"{stem}.{'csv' if document.kind == 'txt' else document.kind}"
        path.write_bytes(bytes(content.data))
        yield path


def _awards(record: Path, document: Document) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    table: Any = pq.read_table(record / "awards.parquet")  # pyright: ignore[reportUnknownMemberType] typed in part
    for row in table.to_pylist():
        said = {key: value for key, value in row.items() if value is not None and value != []}
        yield {key: _plain(value) for key, value in said.items()} | {"source": f"document-{document.number}"}


def _plain(value: Any) -> Any:
    return [str(one) for one in value] if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _changed(found: list[dict[str, Any]], document: Document, known: View) -> Change:
    """The rows to enter: an award that is on record is corrected where the list says otherwise, one that left the list is gone.

    Gone are only awards that an earlier list gave; what a person entered stays.
    """
    old = {str(one.values["id"]): one for one in known.rows if one.table == "awards"}
    lists = {
        str(one.values["id"])
        for one in known.rows
        if one.table == "sources" and str(one.values["id"]).startswith("document-")
    }
    source = Entry(
        "sources",
        {"id": f"document-{document.number}", "title": f"Award list, document {document.number}"},
        access=document.access,
    )
    entries: list[Entry] = [source]
    new = changed = same = 0
    for row in found:
        before = old.get(row["id"])
        if before is None:
            entries.append(Entry("awards", row, access=document.access))
            new += 1
        elif _apart_from_source(before.values) == _apart_from_source(row):
            same += 1
        else:
            entries.append(Entry("awards", row, before.row, access=document.access))
            changed += 1
    listed = {row["id"] for row in found}
    gone = [one for id, one in old.items() if id not in listed and str(one.values.get("source")) in lists]
    entries += [Entry("awards", dict(one.values), one.row, True, document.access) for one in gone]
    return Change(tuple(entries), new, changed, len(gone), same)


def _apart_from_source(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in ("source", "note")}
