"""comity list: the names that a law file, a record or a question may use."""

from typing import Annotated

import typer

from comity.cli.asking import Json, LawDir

MOST_SHOWN = 60


def command(
    kind: Annotated[str, typer.Argument(help="parties, courts, agencies, acts, terms, norms or orders.")],
    words: Annotated[list[str] | None, typer.Argument(help="Only names that have all these words.")] = None,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """List parties, courts, acts, terms, norms or orders.

    Only those whose names have the given words.
    """
    from comity.answers.listing import listed
    from comity.answers.question import open_law
    from comity.cli.asking import refusing
    from comity.cli.output import print_json, show

    with refusing():
        found = listed(kind, " ".join(words or ()), open_law(law))
    if json:
        print_json([{"name": one.name, "title": one.title, "what": one.what} for one in found])
        return
    width = max((len(one.name) for one in found[:MOST_SHOWN]), default=0)
    lines = [f"{one.name:<{width}}  {one.title} ({one.what})" for one in found[:MOST_SHOWN]]
    if len(found) > MOST_SHOWN:
        lines.append(f"and {len(found) - MOST_SHOWN:,} more; say a word of the one you mean.")
    show(lines or [f"No name among the {kind} has these words."])
