"""comity import-record: make a record folder from rows that `comity export-record` wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import LawDir


def command(
    file: Annotated[Path, typer.Argument(help="A file of rows, as `comity export-record` writes it.")],
    into: Annotated[Path, typer.Option("--into", help="The record folder to make; it must not exist yet.")],
    title: Annotated[str, typer.Option("--title", help="The title of the record.")] = "Imported record",
    law: LawDir = None,
) -> None:
    """Make a record folder from a file of rows.

    The rows are checked against the law first; if one has a fault, nothing is written.
    """
    from comity.answers.question import open_law
    from comity.cli.asking import refusing
    from comity.cli.output import fail, show
    from comity.disk.whole_files import write_whole
    from comity.record.fact_rows import export_rows, import_rows
    from comity.record.load import ABOUT, ROWS
    from comity.record.rows import from_rows

    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        fail(f"{into} is there already; nothing was written.", "Name a new folder.")
    with refusing():
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            fail(f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is not text'}.")
        rows = import_rows(text, file.name)
        from_rows(rows, open_law(law), title)
        into.mkdir(parents=True, exist_ok=True)
        write_whole(into / ROWS, export_rows(rows))
        write_whole(into / ABOUT, f"title: {title!r}\n")
    show([f"{len(rows):,} rows in {into}"])
