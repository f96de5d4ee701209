"""comity ask: ask an office the facts that would settle most answers about its awards, and keep what it says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.asking import AsOf, Json, LawDir, RecordDir

if TYPE_CHECKING:
    from comity.answers.asking import Asking
    from comity.norms.nodes import Law
    from comity.record.nodes import Record


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
    from comity.brief.terminal.questions import question_lines
    from comity.cli.asking import refusing
    from comity.cli.output import fail, print_json, show

    if (answer or take_back) and not record:
        fail("where are answers to be kept?", "Name the office's folder with --record.")
    with refusing():
        office = _office(record, law)
        asking = office.asked(awards, as_of, award)
        lines = office.heard(asking, answer or [], take_back or [], by) if answer or take_back else []
        if answer or take_back:
            was, asking = asking.settled, office.asked(awards, as_of, award, asking.settled.all)
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


def _office(record: list[Path] | None, law: Path | None) -> _Office:
    from comity.answers.question import open_law

    return _Office(open_law(law), tuple(one for one in record or () if one.exists()), record[-1] if record else None)


@dataclass(frozen=True)
class _Office:
    """Who is asked: the law, the record folders there are, and the last of those named, in which answers are kept."""

    law: Law
    folders: tuple[Path, ...]
    folder: Path | None

    def record(self, said: bool = True) -> Record:
        """What is on record; without what the office has said, where it is not `said`."""
        from comity.answers.question import open_record

        own = [self.folder] if said and self.folder is not None and self.folder.exists() else []
        return open_record([*(one for one in self.folders if one != self.folder), *own], self.law)

    def asked(self, awards: Path, as_of: str, award: list[str] | None, before: int | None = None) -> Asking:
        """The questions about the awards; `before` is how many answers there were before the office said anything."""
        from comity.answers.asking import ask_about
        from comity.answers.question import parse_day
        from comity.proof.question import Question

        day = parse_day(as_of)
        chosen = frozenset(award) if award else None
        if before is None and self.folder in self.folders:
            before = ask_about(Question(self.law, self.record(said=False), day, day), awards, chosen).settled.all
        return ask_about(Question(self.law, self.record(), day, day), awards, chosen, before)

    def heard(self, asking: Asking, answers: list[str], take_back: list[str], by: str | None) -> list[str]:
        """Keep what the office says, and take back what it takes back; what was done, in lines."""
        import datetime as dt

        from comity.answers.office import enter
        from comity.answers.office import take_back as taken_back
        from comity.answers.question import find_party
        from comity.answers.said import Asker, hear

        assert self.folder is not None
        now, lines = dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), list[str]()
        facts = self.record()
        if take_back:
            gone = taken_back(self.folder, take_back, by, now)
            lines.append(f"Taken back: {', '.join(take_back)} ({len(gone)} {'row' if len(gone) == 1 else 'rows'})")
        if answers:
            asker = Asker(self.law, asking.parties, asking.awards, lambda text: find_party(text, facts), asking.printed)
            said = [hear(one, asker) for one in answers]
            _check(said, list(self.folders), self.folder, self.law)
            names = enter(self.folder, [one.rows for one in said], by, now)
            lines += [f"{name}: {one.words}" for name, one in zip(names, said, strict=True)]
        return lines


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
