"""comity position: what binds a party on a day, what is blocked or void for it, and what is unknown."""

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import AsOf, AwardId, Awards, Forum, Json, KnownAt, LawDir, RecordDir, Suppose


def command(
    party: Annotated[str, typer.Argument(help="chicago-il, an OCD id, or a plain name like 'Chicago, IL'.")],
    as_of: AsOf = "today",
    known_at: KnownAt = None,
    forum: Forum = None,
    award: AwardId = None,
    awards: Awards = None,
    record: RecordDir = None,
    law: LawDir = None,
    suppose: Suppose = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the positions to this XLSX or CSV file.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="List background law too, on which nothing acts.")] = False,
    json: Json = False,
) -> None:
    """Say which norms bind a party on a day.

    Also says which are blocked, void, waived or undetermined for it.

    What decides money stands first: conditions of awards, then demands, then other law. Norms that are not of that day
    are left out. `comity why PARTY NORM` shows the proof of one line.
    """
    from comity.answers.contract import position_json
    from comity.answers.timeline import all_positions
    from comity.brief.terminal.tables import position_table
    from comity.cli.asking import prepare, refusing
    from comity.cli.output import print_json, show

    written = out
    with refusing():
        asked = prepare(
            party=party,
            as_of=as_of,
            known_at=known_at,
            forum=forum,
            record=record,
            law=law,
            suppose=suppose,
            award=award,
            awards=awards,
        )
        found = all_positions(asked.question, asked.party, award)
        if out is not None:
            from comity.brief.matrix_out import write_positions

            written = write_positions(tuple(found), asked.question.law, out, asked.question.as_of)
    if json:
        print_json([position_json(p) for p in found])
        return
    if out is not None:
        show([f"Written to {written}."])
        return
    show(position_table(found, asked.question, asked.party, everything))
