"""Read a table from CSV, YAML or Parquet, whichever its suffix names.

Values come out as text, lists and mappings (CSV, YAML) or as Python values (Parquet); absent ones are left out.
"""

from __future__ import annotations

import stat
from pathlib import Path

from comity.record.files.csv import read_csv
from comity.record.files.row import LARGEST, Row, text_of
from comity.text.faults import Fault, Place


def read_rows(path: Path, columns: tuple[str, ...], shown: str) -> tuple[list[Row], list[Fault]]:
    """Read the rows of one table file, in the format that its suffix names.

    Args:
        path: the file; `.csv`, `.yaml` or `.parquet`.
        columns: the columns that the table has.
        shown: the file as named in faults.

    Returns:
        The rows, and the faults of the file's form: not a file, too large, not text, an unknown or doubled column, a
        row of another length. Never raises for what a file contains.
    """
    kind = path.suffix.removeprefix(".")
    whole = Place(shown, 1)
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            return [], [Fault(whole, "This is not a file.")]
        if info.st_size > LARGEST[kind]:
            sentence = f"This file is larger than {LARGEST[kind]:,} bytes."
            return [], [Fault(whole, sentence, "Divide it into two folders.")]
        if kind == "parquet":
            from comity.record.files.parquet import read_parquet

            return read_parquet(path, columns, shown)
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return [], [Fault(whole, f"This file cannot be read: {reason}.")]
    text, fault = text_of(data, shown)
    if text is None:
        return [], [fault] if fault else []
    if kind == "csv":
        return read_csv(text, columns, shown)
    from comity.record.files.yaml import read_yaml

    return read_yaml(text, columns, shown)
