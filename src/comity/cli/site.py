"""comity site: the library as a static website that works from a disk."""

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import AsOf, Json, LawDir, RecordDir


def command(
    out: Annotated[
        Path, typer.Option("--out", help="The folder to make it in: new, empty, or made by an earlier run.")
    ],
    as_of: AsOf = "today",
    record: RecordDir = None,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """Build the library as a static website.

    Pages of law, courts and governments, with a search that works offline.
    """
    from comity.answers.question import parse_day
    from comity.brief.site.build import gather, write
    from comity.cli.asking import refusing
    from comity.cli.output import fail, print_json

    with refusing():
        library = gather(law, record, parse_day(as_of))
        try:
            made = write(library, out)
        except OSError as error:
            fail(f"the site cannot be written: {error.strerror or error}.", f"Is {out} a folder you may write to?")
    if json:
        print_json({"out": out, "as_of": library.as_of, "pages": made.pages, "files": made.files, "bytes": made.bytes})
        return
    print(f"{made.pages} pages, {made.bytes / 1e6:.1f} MB, in {out}. Open {out / 'index.html'}.")
