"""Print a workbook's sheets and rows as JSON: a program of its own, since a damaged workbook can crash it.

    python -m comity.intake.read.workbook_rows FILE        prints {"sheets": [...], "visible": [...]}
    python -m comity.intake.read.workbook_rows FILE all    prints also {"sheet": ..., "merged": [...]} and the rows of each

The reader, which is written in Rust, asks for as much memory as a damaged file says, and when it gets none it ends the
process without a word to Python. See comity.intake.read.workbooks, which runs this.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

MEMORY = 3_000_000_000
"""Bytes that reading a workbook may take."""


def main(path: str, whole: bool) -> None:
    """Print the sheets of a workbook, and of each its merged cells and its rows."""
    import python_calamine

    _limit()
    calamine: Any = python_calamine
    try:
        workbook = calamine.load_workbook(path)
        sheets = [one for one in workbook.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
        shown = [one.visible == calamine.SheetVisibleEnum.Visible for one in sheets]
        _print({"sheets": [one.name for one in sheets], "visible": shown})
        for one in sheets if whole else ():
            found: Any = workbook.get_sheet_by_name(one.name)
            _print({"sheet": one.name, "merged": [(*first, *last) for first, last in found.merged_cell_ranges or ()]})
            left = [""] * (found.start[1] if found.start else 0)
            for row in found.iter_rows():
                _print(left + [text(cell) for cell in row])
    except Exception as error:  # whatever a damaged workbook makes the reader raise, it is the file that is at fault
        _print({"error": " ".join(str(error).split())[:200]})


def _limit() -> None:
    """Hold this process to its memory, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def text(cell: object) -> str:
    r"""A cell as CSV has it: days in ISO form, whole numbers without a point.

    >>> text(dt.datetime(2024, 1, 31)), text(12.0), text(" a\n b"), text(None)
    ('2024-01-31', '12', 'a b', '')
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(round(cell, 6))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return " ".join(str(cell).split()) if cell is not None else ""


def _print(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] == ["all"])
