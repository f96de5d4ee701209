"""Excel workbooks, XLSX and XLS, opened: damaged, hostile and protected ones refused before they cost memory."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from comity.record.inputs import LARGEST_RATIO, is_old_workbook, is_workbook, refuse
from comity.text.faults import Faults

LARGEST = 400_000_000  # bytes of a workbook when unpacked; a sheet has at most 1,048,576 rows
MOST_CELLS = 50_000_000
"""Cells of a sheet, empty ones counted: the reader makes a place for each."""

MergedCells = tuple[int, int, int, int]
"""Cells merged to one: first row and column, last row and column, counted from 0."""

_CELL = re.compile(rb"""\sr=["']([A-Za-z]{1,3})(\d{1,7})["']""")
_LONGEST_TAG = 64


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of the sheets of a workbook; none of any other file.

    Raises:
        Faults: it is damaged, or unpacks to more than a workbook may.
    """
    return tuple(_workbook(path).sheet_names) if is_workbook(path) else ()


def cells_of(path: Path, sheet: str = "") -> tuple[list[list[object]], list[MergedCells]]:
    """The rows of a sheet (left out: the first), and its merged cells.

    Raises:
        Faults: there is no such sheet, or it cannot be read.
    """
    workbook = _workbook(path)
    names: list[str] = list(workbook.sheet_names)
    if sheet and sheet not in names:
        raise refuse(path.name, f"There is no sheet `{sheet}`.", f"There are: {', '.join(names)}.")
    if not names:
        raise refuse(path.name, "This workbook has no sheet.")
    try:
        found: Any = workbook.get_sheet_by_name(sheet or names[0])
        rows: list[list[object]] = found.to_python(skip_empty_area=False)
        return rows, [(a[0], a[1], b[0], b[1]) for a, b in found.merged_cell_ranges or ()]
    except (
        BaseException
    ) as error:  # whatever a damaged workbook makes the reader raise, it is the file that is at fault
        raise _unreadable(path, error) from None


def _workbook(path: Path) -> Any:
    import python_calamine

    calamine: Any = python_calamine
    try:
        if is_old_workbook(path):
            size = path.stat().st_size
            if size > LARGEST:
                raise refuse(path.name, f"This workbook has {size:,} bytes.", f"At most {LARGEST:,} are read.")
        else:
            _check(path)
        return calamine.load_workbook(str(path))
    except BaseException as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: BaseException) -> BaseException:
    """What to raise for an error of the reader, which panics on some damaged files: no ordinary exception."""
    if isinstance(error, Faults | KeyboardInterrupt | SystemExit | GeneratorExit):
        return error
    said = " ".join(str(error).split())[:200].rstrip(".")
    return refuse(
        path.name,
        f"This workbook cannot be read: {said}.",
        "It may be damaged or protected by a password. If Excel opens it, save it anew as XLSX without one.",
    )


def _check(path: Path) -> None:
    """Raise Faults for an XLSX workbook that would take more memory than a list of awards can need."""
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        unpacked, packed = sum(one.file_size for one in infos), sum(one.compress_size for one in infos)
        if unpacked > LARGEST or unpacked > max(50_000_000, packed * LARGEST_RATIO):
            raise refuse(path.name, f"This workbook unpacks to {unpacked:,} bytes.", f"At most {LARGEST:,} are read.")
        for one in infos:
            if one.filename.lower() == "xl/workbook.bin":
                raise refuse(path.name, "This is a binary workbook (XLSB).", "Save it as XLSX.")
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
                raise refuse(path.name, f"This workbook unpacks to {given:,} bytes or more.", "Save it anew as XLSX.")
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
