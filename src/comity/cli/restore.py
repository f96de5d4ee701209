"""comity restore: restore an office from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import Json


def command(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    data: Annotated[Path, typer.Option("--data", help="The data folder to restore into.")],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Replace what is there, after backing it up within the folder."),
    ] = False,
    json: Json = False,
) -> None:
    """Restore an office from a backup.

    Backups of older versions are brought to this version's form. Exit code 1 when the facts do not verify.
    """
    from comity.cli.asking import refusing
    from comity.cli.output import print_json
    from comity.web.folder import DataFolder
    from comity.web.serve import migrate, needs_web, open_office
    from comity.web.verifying import chain

    with refusing():
        needs_web()
        from comity.web.office.backup import restore

        made = restore(file.absolute(), DataFolder(data.absolute()), replace)
        open_office(data)
        migrate()
        found = chain()
    if json:
        print_json({"restored": made, "chain": found})
    else:
        print(f"{made.facts:,} facts restored into {data}. {found.sentence}")
    if not found.sound:
        raise typer.Exit(1)
