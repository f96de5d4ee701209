"""Open workbooks (XLSX, XLSB, XLS, ODS), refusing damaged, hostile and protected ones before they cost memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from comity.intake.read import workbook_rows
from comity.intake.read.files import LARGEST_RATIO, is_old_workbook, is_workbook, refuse
from comity.text.faults import Faults

LARGEST = 400_000_000  # bytes of a workbook when unpacked; a sheet has at most 1,048,576 rows
MOST_CELLS = 50_000_000
"""Cells of a sheet, empty ones counted: the reader makes a place for each."""

MergedCells = tuple[int, int, int, int]
"""Cells merged to one: first row and column, last row and column, counted from 0."""

_CELL = re.compile(rb"""\sr=["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_LONGEST_TAG = 64


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet of a workbook: its name, whether it is shown, its merged cells, and its rows, each as a list in JSON.

    Rows as text take a tenth of the memory of rows as lists.
    """

    name: str
    visible: bool
    merged: list[MergedCells] = field(default_factory=list["MergedCells"])
    rows: list[bytes] = field(default_factory=list[bytes])


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of the sheets of a workbook; none of any other file.

    Raises:
        Faults: it is damaged, or takes more memory than a workbook may.
    """
    return tuple(one.name for one in _read(path, whole=False)) if is_workbook(path) else ()


def read_workbook(path: Path) -> list[WorkbookSheet]:
    """The sheets of a workbook with their rows.

    Raises:
        Faults: it has no sheet, or cannot be read.
    """
    found = _read(path, whole=True)
    if not found:
        raise refuse(path.name, "This workbook has no sheet.")
    return found


def _read(path: Path, whole: bool) -> list[WorkbookSheet]:
    """The sheets of a workbook, read by a process that may die of it."""
    if not is_old_workbook(path):
        _check(path)
    elif path.stat().st_size > LARGEST:
        raise refuse(path.name, f"This workbook has more than {LARGEST:,} bytes.", "Save its sheet as CSV.")
    command = [sys.executable, "-m", workbook_rows.__name__, str(path.resolve()), *(["all"] if whole else [])]
    sheets: dict[str, WorkbookSheet] = {}
    rows: list[bytes] = []
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        for line in process.stdout or ():
            if line.startswith(b"["):
                rows.append(line)
                continue
            found: Any = json.loads(line)
            if "error" in found:
                raise _unreadable(path, found["error"])
            if "sheet" in found:
                sheet = sheets[found["sheet"]]
                sheet.merged.extend((a, b, c, d) for a, b, c, d in found["merged"])
                rows = sheet.rows
            else:
                shown = found.get("visible") or [True] * len(found["sheets"])
                sheets = {name: WorkbookSheet(name, bool(at)) for name, at in zip(found["sheets"], shown, strict=True)}
    if process.returncode:
        raise _unreadable(path, f"it is damaged, or takes more than {workbook_rows.MEMORY:,} bytes of memory")
    return list(sheets.values())


def _environment() -> dict[str, str]:
    """That of this process, with this very package found first."""
    source = str(Path(workbook_rows.__file__).parents[2])
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))}


def _unreadable(path: Path, why: str) -> Faults:
    return refuse(
        path.name,
        f"This workbook cannot be read: {why.rstrip('.')}.",
        "If it has a password, or if Excel can open it, save it again as XLSX without a password, or save its sheet as CSV.",
    )


def _check(path: Path) -> None:
    """Raise Faults for an XLSX workbook that would take more memory than a list of awards can need."""
    try:
        info = path.stat()
        _check_parts(path, info.st_mtime_ns, info.st_size)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _unreadable(path, " ".join(str(error).split())[:200]) from None


@lru_cache(8)  # a sheet is looked at, proposed and read
def _check_parts(path: Path, _modified: int, _size: int) -> None:
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        unpacked, packed = sum(one.file_size for one in infos), sum(one.compress_size for one in infos)
        if unpacked > LARGEST or unpacked > max(50_000_000, packed * LARGEST_RATIO):
            raise refuse(path.name, f"This workbook unpacks to {unpacked:,} bytes.", f"At most {LARGEST:,} are read.")
        for one in infos:
            if one.filename.lower().endswith(".xml"):
                _check_extent(path, archive, one)


def _check_extent(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Raise Faults for a sheet whose cells stand so far apart that the empty ones between them fill the memory."""
    columns: set[bytes] = set()
    last, corner = 0, ""
    rest = b""
    given = 0
    with archive.open(part) as stream:
        while data := stream.read(1 << 20):
            given += len(data)
            if given > LARGEST:
                raise refuse(path.name, f"This workbook unpacks to {given:,} bytes or more.", "Save it again as XLSX.")
            text = rest + data
            for column, row in _CELL.findall(text):
                columns.add(column)
                if int(row) > last:
                    last, corner = int(row), f"{column.decode().upper()}{int(row)}"
            rest = text[-_LONGEST_TAG:]
    widest = max((_position(column) for column in columns), default=0)
    if last * widest > MOST_CELLS:
        sentence = f"A sheet of this workbook has cells very far apart: {last:,} rows times {widest:,} columns."
        hint = f"Is there a stray value in the last row or column, as in {corner}? Delete it, or save the sheet as CSV."
        raise refuse(path.name, sentence, hint)


def _position(letters: bytes) -> int:
    """The position of a column by its letters.

    >>> _position(b"A"), _position(b"XFD")
    (1, 16384)
    """
    found = 0
    for letter in letters.upper():
        found = found * 26 + letter - 64
    return found
