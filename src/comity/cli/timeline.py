"""comity timeline: every change of an answer, with the act that caused it."""

from typing import Annotated

import typer

from comity.cli.asking import AwardId, Awards, Forum, Json, KnownAt, LawDir, RecordDir, Suppose


def command(
    party: Annotated[str, typer.Argument(help="chicago-il, an OCD id, or a plain name like 'Chicago, IL'.")],
    norm: Annotated[str, typer.Argument(help="The norm, like jag-fy2017/notice.")],
    known_at: KnownAt = None,
    forum: Forum = None,
    award: AwardId = None,
    awards: Awards = None,
    record: RecordDir = None,
    law: LawDir = None,
    suppose: Suppose = None,
    json: Json = False,
) -> None:
    """Show every change of a party's position under a norm.

    Each with what changed it.

    Each day is answered as it stood then; with --known-at, in hindsight from that day.
    """
    from comity.answers.question import find_norm
    from comity.answers.timeline import change_json, timeline
    from comity.brief.terminal.tables import timeline_table
    from comity.cli.asking import prepare, refusing
    from comity.cli.output import print_json, show

    with refusing():
        asked = prepare(
            party=party,
            as_of=known_at or "2000-01-01",
            known_at=known_at,
            forum=forum,
            record=record,
            law=law,
            suppose=suppose,
            award=award,
            awards=awards,
        )
        wanted = find_norm(norm, asked.question.law)
        if known_at:
            import datetime as dt
            from dataclasses import replace

            asked = replace(asked, question=replace(asked.question, as_of=dt.date.min))
        changes = timeline(asked.question, asked.party, wanted, award)
    if json:
        print_json([change_json(c) for c in changes])
        return
    show(timeline_table(changes, wanted, asked.question, asked.party))
