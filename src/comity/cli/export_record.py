"""comity export-record: write every row of record folders as lines of JSON, with who entered it and when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import LawDir


def command(
    folders: Annotated[list[Path], typer.Argument(help="Record folders, read as one record.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    law: LawDir = None,
) -> None:
    """Write every row of a record to one file.

    `comity import-record` makes the same record from it.
    """
    from comity.answers.question import open_law, open_record
    from comity.cli.asking import refusing
    from comity.cli.output import left_out, show
    from comity.disk.whole_files import write_whole
    from comity.record.fact_rows import export_rows, rows_of

    with refusing():
        rows = rows_of(open_record(folders, open_law(law), left_out if law is not None else None))
        write_whole(out, export_rows(rows))
    show([f"{len(rows):,} rows in {out}"])
