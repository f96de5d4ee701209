"""comity ask: which facts would settle most of the answers about a list of awards; what an office says is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import AsOf, Json, LawDir, RecordDir


def command(
    awards: Annotated[
        Path, typer.Argument(help="A list of awards: a file `comity assess` reads, or an import's folder.")
    ],
    record: RecordDir = None,
    answer: Annotated[
        list[str] | None, typer.Option("--answer", help="A fact, in a sentence; may be repeated.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who says so; kept with the answer.")] = None,
    take_back: Annotated[
        list[str] | None, typer.Option("--take-back", help="Take an answer back, by its name: a3.")
    ] = None,
    award: Annotated[list[str] | None, typer.Option("--award", help="Only these awards.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every question, those for counsel too.")] = False,
    as_of: AsOf = "today",
    law: LawDir = None,
    json: Json = False,
) -> None:
    """Ask for the facts that would settle most answers.

    Answers given with --answer go into the record folder.

    The last folder named with --record is the office's: only there is written, and imports never touch it. Questions
    about conduct, policy or law go to counsel: they are shown with --all.
    """
    import datetime as dt

    from comity.answers.asking import ask_about
    from comity.answers.office import enter
    from comity.answers.office import take_back as taken_back
    from comity.answers.question import find_party, open_law, open_record, parse_day
    from comity.answers.said import Asker, hear
    from comity.brief.terminal.questions import question_lines
    from comity.cli.asking import refusing
    from comity.cli.output import fail, print_json, show
    from comity.proof.question import Question

    if (answer or take_back) and not record:
        fail("where are answers to be kept?", "Name the office's folder with --record.")
    with refusing():
        loaded = open_law(law)
        folders = [one for one in record or () if one.exists()]
        facts = open_record(folders, loaded)
        day = parse_day(as_of)
        office = record[-1] if record else None
        chosen = frozenset(award) if award else None
        before = None
        if office is not None and office in folders:
            unsaid = open_record([one for one in folders if one != office], loaded)
            before = ask_about(Question(loaded, unsaid, day, day), awards, chosen).settled.all
        asking = ask_about(Question(loaded, facts, day, day), awards, chosen, before)
        lines: list[str] = []
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        if take_back and office is not None:
            gone = taken_back(office, take_back, by, now)
            lines.append(f"Taken back: {', '.join(take_back)} ({len(gone)} {'row' if len(gone) == 1 else 'rows'})")
        if answer and office is not None:
            asker = Asker(loaded, asking.parties, asking.awards, lambda text: find_party(text, facts), asking.printed)
            heard = [hear(one, asker) for one in answer]
            _check(heard, folders, office, loaded)
            names = enter(office, [one.rows for one in heard], by, now)
            lines += [f"{name}: {one.words}" for name, one in zip(names, heard, strict=True)]
        if (answer or take_back) and office is not None:
            facts = open_record([*(one for one in folders if one != office), office], loaded)
            was = asking.settled
            asking = ask_about(Question(loaded, facts, day, day), awards, chosen, was.all)
            settled = was.open - asking.settled.open
            lines.append(f"{settled:,} more answers settled" if settled >= 0 else f"{-settled:,} answers open again")
    if json:
        print_json(
            {
                "questions": asking.questions, "settled": asking.settled, "share": round(asking.settled.share, 4),
                "parties": asking.parties, "orphans": asking.orphans, "entered": lines,
            }
        )  # fmt: skip
        return
    show([*lines, *([""] if lines else []), *question_lines(asking, every)])


def _check(heard: object, folders: list[Path], office: Path, law: object) -> None:
    """Refuse answers with which the record could not be read, before they are written. Raises Faults."""
    from typing import Any, cast

    from comity.answers.office import rows_in
    from comity.record.fact_rows import FactRow
    from comity.record.rows import from_rows

    rows = [row for one in cast(Any, heard) for row in one.rows]
    sited = [FactRow(row.table, None, row.values, source="s", entered_at="0") for row in rows]
    from_rows([FactRow("sources", None, {"id": "s", "title": "s"}), *sited], cast(Any, law))
    rows_in(office)
