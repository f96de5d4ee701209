"""What an XLSX workbook says about its cells besides their values: hidden rows, uncomputed formulas, errors."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="([0-9]+)"')
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.S)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]|<(?:\w+:)?is\b")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LARGEST = 200_000_000  # bytes of a part that is looked through


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Of one sheet: the numbers of its hidden rows, cells with a formula and no value, cells in error."""

    hidden: frozenset[int] = frozenset()
    without_value: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


def marks_of(path: Path) -> Mapping[str, SheetMarks]:
    """The marks of each sheet of an XLSX workbook, by its name; none of another file, or where they cannot be found."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names:
                return {}
            return {
                sheet: _marks(archive.read(part))
                for sheet, part in _parts(archive)
                if part in names and _fits(archive, part)
            }
    except (
        OSError,
        zipfile.BadZipFile,
        zlib.error,
        ElementTree.ParseError,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ):
        return {}  # the reader of the cells says what is wrong with the file


def _fits(archive: zipfile.ZipFile, part: str) -> bool:
    return archive.getinfo(part).file_size <= LARGEST


def _parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    book, relations = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
    if b"<!DOCTYPE" in book or b"<!DOCTYPE" in relations:  # no workbook has entities of its own
        raise ValueError
    targets = {one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(relations)}
    found: list[tuple[str, str]] = []
    for one in ElementTree.fromstring(book).iter():
        if one.tag.endswith("}sheet"):
            target = targets.get(one.get(_RELATION), "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            found.append((one.get("name", ""), part))
    return found


def _marks(data: bytes) -> SheetMarks:
    hidden = {
        int(number[1]) for row in _ROW.finditer(data) if _HIDDEN.search(row[1]) and (number := _NUMBER.search(row[1]))
    }
    empty: list[str] = []
    errors: list[str] = []
    if b"<f" in data or b":f>" in data or b't="e"' in data:
        for cell in _CELL.finditer(data):
            inner = cell[2] or b""
            where = _REFERENCE.search(cell[1])
            if where is None:
                continue
            if b't="e"' in cell[1]:
                errors.append(where[1].decode())
            elif re.search(rb"<(?:\w+:)?f\b", inner) and not _VALUE.search(inner):
                empty.append(where[1].decode())
    return SheetMarks(frozenset(hidden), tuple(empty), tuple(errors))
