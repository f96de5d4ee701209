"""comity compare: what changes between two days, without an order, with a new law file, or under a supposition."""

from typing import Annotated

import typer

from comity.cli.asking import Added, AsOf, AwardId, Forum, Json, KnownAt, LawDir, RecordDir, Suppose


def command(
    party: Annotated[str, typer.Argument(help="chicago-il, an OCD id, or a plain name like 'Chicago, IL'.")],
    first: Annotated[str | None, typer.Option("--from", help="The first day.")] = None,
    second: Annotated[str | None, typer.Option("--to", help="The second day.")] = None,
    without: Annotated[str | None, typer.Option("--without", help="As if this order had not been made.")] = None,
    added: Added = None,
    as_of: AsOf = "today",
    known_at: KnownAt = None,
    forum: Forum = None,
    award: AwardId = None,
    record: RecordDir = None,
    law: LawDir = None,
    suppose: Suppose = None,
    json: Json = False,
) -> None:
    """Compare a party's positions: two days, or a what-if.

    Two days; with and without an order; with a new law file; or under suppositions.

    --suppose is compared with the record as it is when no other difference is named. Exit code 1 when something
    differs.
    """
    from comity.answers.difference import difference
    from comity.answers.question import parse_day
    from comity.answers.timeline import change_json
    from comity.brief.terminal.tables import change_table
    from comity.cli.asking import prepare, refusing
    from comity.cli.output import print_json, show
    from comity.errors import Refused

    with refusing():
        if known_at is not None and second is not None and parse_day(known_at) < parse_day(second):
            raise Refused(
                f"known at {known_at} is before the second day, {second}.",
                "`--known-at` must not be earlier than `--to`.",
            )
        asked = prepare(
            party=party, as_of=first or as_of, known_at=known_at, forum=forum, record=record, law=law, suppose=None
        )
        found = difference(
            question=asked.question,
            party=asked.party,
            second=second,
            without=without,
            added=added,
            law=law,
            suppose=suppose,
            award=award,
            two_days=first is not None,
        )
    if json:
        rows = [change_json(c) for c in found.changes]
        print_json({"before": found.before, "after": found.after, "changes": rows})
    else:
        show(change_table(found, asked.party))
    raise typer.Exit(1 if found.changes else 0)
