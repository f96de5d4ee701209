"""comity confirm: enter what a person decided in a review into a record."""

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import Json, LawDir


def command(
    review: Annotated[
        Path, typer.Argument(help="The folder that `comity read FILE --into` wrote, with its decisions made.")
    ],
    into: Annotated[Path, typer.Option("--into", help="The record folder, new or of earlier confirmations.")],
    by: Annotated[str, typer.Option("--by", help="Who decides; nothing is recorded without a name.")],
    on: Annotated[str, typer.Option("--on", help="The day of the decision.")] = "today",
    record: Annotated[
        list[Path] | None,
        typer.Option("--record", help="Another record whose rows it may name; may be repeated."),
    ] = None,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """Record what a review of a document confirms.

    Rows are recorded with their source, rejections are remembered. Exit code 1 if two reviewers disagree.
    """
    from comity.answers.question import open_law, parse_day
    from comity.brief.terminal.papers import confirmed_pages
    from comity.cli.asking import refusing
    from comity.cli.output import print_json, show
    from comity.intake.documents.confirm import confirm
    from comity.intake.documents.review import read_review

    with refusing():
        done = confirm(
            review=read_review(review), record=into, law=open_law(law), by=by, on=parse_day(on), beside=record or ()
        )
    if json:
        print_json(done)
    else:
        show(confirmed_pages(done))
    if done.disagree:
        raise typer.Exit(1)
