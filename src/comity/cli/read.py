"""comity read: recognize a letter, award, order or article, and propose what it says, with its words."""

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import Json, LawDir


def command(
    file: Annotated[Path, typer.Argument(help="A PDF, DOCX, HTML, text or EML file.")],
    paper: Annotated[
        str | None, typer.Option("--as", help="What it is, if its words do not tell: letter, award, order, article.")
    ] = None,
    access: Annotated[
        str, typer.Option("--access", help="Who may see it: public, internal, privileged, restricted.")
    ] = "privileged",
    published: Annotated[
        str | None, typer.Option("--published", help="The day of an article, if the file gives none.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--record", help="A record: what was decided there before is shown.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="A new folder for the review, for `comity confirm`.")
    ] = None,
    marks: Annotated[bool, typer.Option("--marks", help="Show every citation, day, name and amount too.")] = False,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """Read a letter, award, order or article.

    Says what it is and what it proposes, with its words; nothing is recorded.
    """
    from comity.answers.question import open_law, parse_day
    from comity.brief.terminal.papers import paper_pages
    from comity.cli.asking import refusing
    from comity.cli.output import print_json, show
    from comity.intake.documents.apart import propose_apart
    from comity.intake.documents.confirm import decided
    from comity.intake.documents.propose.model import door
    from comity.intake.documents.propose.model import propose as ask_model
    from comity.intake.documents.read import read_document
    from comity.intake.documents.review import review_json, write_review

    with refusing():
        _check_words(paper, access)
        document = read_document(file)
        loaded = open_law(law)
        found = propose_apart(document, loaded, paper or "", parse_day(published) if published else None)
        if found.restricted:
            access = "restricted"  # a grand jury's paper, until a person decides otherwise
        through = door()
        if through is not None:
            import dataclasses

            more = ask_model(document, loaded, found.paper, access, through)
            found = dataclasses.replace(found, proposals=(*found.proposals, *more))
        before = decided(record, document.sha256) if record else {}
        written = write_review(found, into, access, before) if into else None
    if json:
        print_json({**review_json(found, access, before), "review": written})
        return
    show(paper_pages(found, access, before, marks))
    if written:
        print(
            f"\nReview written to {written}. Decide in it, then: comity confirm {written.parent} --into RECORD --by NAME"
        )


def _check_words(paper: str | None, access: str) -> None:
    """Refuse a kind of document or an access that there is not."""
    from comity.errors import Refused
    from comity.intake.documents.propose.rules import PAPERS
    from comity.intake.documents.review import ACCESS
    from comity.norms.names.nearest import did_you_mean

    for value, known, what in ((paper, PAPERS, "kind of document"), (access, ACCESS, "access")):
        if value is not None and value not in known:
            raise Refused(
                f"`{value}` is not a {what}.", did_you_mean(value, known, f"It is one of: {', '.join(known)}.")
            )
