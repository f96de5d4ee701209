"""comity backup: save an office as one file, while the application runs."""

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import Json


def command(
    data: Annotated[Path, typer.Option("--data", help="The data folder of the application.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write; it holds everything, so keep it safe.")],
    json: Json = False,
) -> None:
    """Back an office up into one file.

    The backup is proved to restore; the application may keep running.
    """
    from comity.cli.asking import refusing
    from comity.cli.output import print_json
    from comity.web.folder import DataFolder
    from comity.web.serve import needs_web

    with refusing():
        needs_web()
        from comity.web.office.backup import back_up

        made = back_up(DataFolder(data.absolute()), out.absolute())
    if json:
        print_json(made)
        return
    print(f"{made.facts:,} facts, {made.bytes / 1e6:.1f} MB in {made.file}. It was restored beside and is equal.")
    print(f"The chain ends in {made.head}.")
