"""comity verify: whether an office's facts are unchanged since entry, and whether an answer it gave can be reproduced."""

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import Json


def command(
    what: Annotated[
        str,
        typer.Argument(
            help="`chain`: the facts of an office. `receipt`: an answer it gave. `certification`: what was known when one was signed."
        ),
    ],
    file: Annotated[
        Path | None, typer.Argument(help="The file of the receipt, or the number of the certification.")
    ] = None,
    data: Annotated[Path | None, typer.Option("--data", help="The data folder of the application.")] = None,
    json: Json = False,
) -> None:
    """Verify an office's facts, a receipt or a certification.

    Walks the chain of facts, or gives the answer again and compares. Exit code 1 when it does not verify.
    """
    from comity.cli.asking import refusing
    from comity.cli.output import print_json
    from comity.web.verifying import verify

    with refusing():
        found = verify(what, file, data)
    if json:
        print_json(found)
    else:
        print("\n".join((found.sentence, *found.faults)))
    if not found.sound:
        raise typer.Exit(1)
