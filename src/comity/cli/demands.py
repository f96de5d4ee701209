"""comity demands: who must answer what by when, with what legal force, and what follows if not."""

from typing import Annotated

import typer

from comity.cli.asking import AsOf, Json, KnownAt, LawDir, RecordDir


def command(
    party: Annotated[str | None, typer.Argument(help="One party. Default: every recipient.")] = None,
    only: Annotated[str | None, typer.Option("--only", help="Only this demand.")] = None,
    norm: Annotated[list[str] | None, typer.Option("--norm", help="Show this norm too; may be repeated.")] = None,
    as_of: AsOf = "today",
    known_at: KnownAt = None,
    record: RecordDir = None,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """List demands: who must answer what by when.

    With their legal force, the rule of the due day, and what follows if not.
    """
    from comity.answers.demands import demand_json, demands
    from comity.answers.question import find_norm, find_party
    from comity.brief.terminal.letters import demand_pages
    from comity.cli.asking import load, refusing
    from comity.cli.output import print_json, show
    from comity.errors import Refused
    from comity.norms.names.nearest import did_you_mean

    with refusing():
        question = load(as_of, known_at, record, law)
        extra = tuple(find_norm(name, question.law) for name in norm or ())
        ids = [d.id for d in question.record.demands]
        if only is not None and only not in ids:
            raise Refused(f"no demand is named `{only}`.", did_you_mean(only, ids, f"There are: {', '.join(ids)}."))
        asked = find_party(party, question.record) if party else None
        found = demands(question, asked, only, extra)
    if json:
        print_json([demand_json(a) for a in found])
        return
    show(demand_pages(found, question, asked))
