"""comity search: search law, parties, programs and acts by words."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.asking import Json, LawDir


def command(
    words: Annotated[list[str], typer.Argument(help="Words, like `continuum of care`, `airport`, `FAA`.")],
    most: Annotated[int, typer.Option("--most", min=1, max=500, help="How many results to show.")] = 20,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """Find norms, orders, programs and parties by words.

    Also instruments and acts; typing errors are forgiven. Exit code 1 when nothing fits.
    """
    from comity.answers.question import open_law
    from comity.answers.search import hit_json, search
    from comity.cli.asking import refusing
    from comity.cli.output import print_json, show

    with refusing():
        found = search(" ".join(words), open_law(law), most)
    if json:
        print_json([hit_json(hit) for hit in found])
    else:
        width = min(max((len(hit.name) for hit in found), default=0), 44)
        show([f"{hit.kind:11} {hit.name:{width}}  {hit.title}" for hit in found] or ["Nothing fits these words."])
    if not found:
        raise typer.Exit(1)
