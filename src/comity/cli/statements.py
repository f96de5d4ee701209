"""comity statements: who said what, through whom, and what law and record said of it on that day."""

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import Json, LawDir


def command(
    record: Annotated[
        Path | None, typer.Argument(help="A record folder, or its statements file. Default: the packaged records.")
    ] = None,
    only: Annotated[str | None, typer.Option("--only", help="Only this statement.")] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", help="What one source says, a few lines each, in the order of its sentences."),
    ] = None,
    law: LawDir = None,
    full: Annotated[bool, typer.Option("--full", help="With the proof of each claim.")] = False,
    json: Json = False,
) -> None:
    """Check statements against law and record on their day.

    Verdicts: supported, contradicted, partly, undetermined, opinion.
    """
    from comity.answers.statements import check_statements, of_source, statement_json
    from comity.brief.terminal.sayings import sentence_pages, statement_pages
    from comity.cli.asking import load, refusing
    from comity.cli.output import print_json, show
    from comity.errors import Refused
    from comity.norms.names.nearest import did_you_mean

    with refusing():
        folder = record.parent if record is not None and record.is_file() else record
        question = load("today", None, None if folder is None else [folder], law)
        found = check_statements(question)
        if only is not None:
            ids = [c.statement.id for c in found]
            if only not in ids:
                raise Refused(
                    f"no statement is named `{only}`.", did_you_mean(only, ids, f"There are: {', '.join(ids)}.")
                )
            found = tuple(c for c in found if c.statement.id == only)
        if source is not None:
            sources = list(dict.fromkeys(c.statement.known.source or "" for c in found))
            if source not in sources:
                hint = did_you_mean(source, sources, f"There are: {', '.join(sources)}.")
                raise Refused(f"no statement is from a source named `{source}`.", hint)
            found = of_source(found, source)
    if json:
        print_json([statement_json(c) for c in found])
        return
    show(statement_pages(found, question, full) if source is None or full else sentence_pages(found))
