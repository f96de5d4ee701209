"""comity compare-terms: compare two award documents clause by clause."""

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import Json, LawDir


def command(
    old: Annotated[Path, typer.Argument(help="Last year's award document.")],
    new: Annotated[Path, typer.Argument(help="This year's.")],
    out: Annotated[Path | None, typer.Option("--out", help="Write it as a .docx or .xlsx file, too.")] = None,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """Compare two award documents clause by clause.

    Which clauses are the same, moved, reworded, new or gone, and which the library knows.
    """
    from comity.answers.question import open_law
    from comity.brief.terminal.papers import compared_pages
    from comity.cli.asking import refusing
    from comity.cli.output import print_json, show
    from comity.intake.documents.apart import compare_apart
    from comity.intake.documents.clauses import clauses_of
    from comity.intake.documents.compared_files import COLUMNS, rows, write_compared
    from comity.intake.documents.read import read_document

    with refusing():
        before, after = read_document(old), read_document(new)
        pairs = compare_apart(before, after, clauses_of(open_law(law)))
        if out is not None:
            write_compared(out, pairs, before, after)
    if json:
        print_json([dict(zip(COLUMNS, row, strict=True)) for row in rows(pairs, before, after)])
        return
    show(compared_pages(pairs, before, after))
    if out is not None:
        print(f"\nwrote {out}")
