"""comity show: a norm's text, the same in plain English, and what acts on it."""

from typing import Annotated

import typer

from comity.cli.asking import Json, LawDir


def command(
    name: Annotated[
        str | None,
        typer.Argument(help="A norm, an act on norms or an instrument. Default: a list of instruments."),
    ] = None,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """Show a norm or an order, in full.

    Its words, what they mean in plain English, what acts on it, its sources.
    """
    from comity.answers.question import open_law
    from comity.brief.terminal.pages import page_of
    from comity.cli.asking import refusing
    from comity.cli.output import print_json, show

    with refusing():
        loaded = open_law(law)
        page = page_of(name, loaded)
    if json:
        print_json(page.data)
        return
    show(page.parts)
