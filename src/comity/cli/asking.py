"""What commands that ask a question share: their options, and how a refusal is printed."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from comity.norms.names.governments import Government
    from comity.proof.question import Question

AsOf: TypeAlias = Annotated[str, typer.Option("--as-of", help="The day asked about: 2018-01-24, or today.")]
KnownAt: TypeAlias = Annotated[
    str | None,
    typer.Option("--known-at", help="Use only what was known by this day. Default: the day asked about."),
]
Forum: TypeAlias = Annotated[
    str | None, typer.Option("--forum", help="The court asked (ca3, nysd). Default: the party's own courts.")
]
AwardId: TypeAlias = Annotated[str | None, typer.Option("--award", help="Only this award, by its number (FAIN).")]
Awards: TypeAlias = Annotated[
    Path | None,
    typer.Option("--awards", help="The CSV or Parquet file that --award is in, as `comity assess` reads it."),
]
RecordDir: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option("--record", help="A record folder; may be repeated. Default: the packaged sample records."),
]
LawDir: TypeAlias = Annotated[Path | None, typer.Option("--law", help="A folder of law. Default: the packaged law.")]
Suppose: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--suppose",
        help="Facts taken as true, in the words of a case's `given`, separated by `;`. "
        "`attached` takes it that the norm attaches: if we accept this award, are we bound?",
    ),
]
Added: TypeAlias = Annotated[Path | None, typer.Option("--with", help="As if this law file were part of the law.")]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@dataclass(frozen=True, slots=True)
class PartyQuestion:
    """A question and the party it is about."""

    question: Question
    party: Government


@contextmanager
def refusing() -> Generator[None]:
    """Turn bad input into its message on stderr and exit code 2."""
    from comity.cli.output import fail
    from comity.errors import ComityError

    try:
        yield
    except ComityError as error:
        fail(error)


def prepare(
    party: str,
    as_of: str,
    known_at: str | None,
    forum: str | None,
    record: list[Path] | None,
    law: Path | None,
    suppose: str | None,
    award: str | None = None,
    added: Path | None = None,
    awards: Path | None = None,
) -> PartyQuestion:
    """Load and resolve what the options name. Raises Refused or Faults."""
    from dataclasses import replace

    from comity.answers.question import check_award, find_forum, find_party, supposing, with_award_of

    question = load(as_of, known_at, record, law, added)
    found = find_party(party, question.record)
    if awards is not None:
        question = replace(question, record=with_award_of(question.record, awards, award, found, question.law))
    check_award(award, question.record)
    if forum is not None:
        question = replace(question, forum=find_forum(forum))
    if suppose is not None:
        question = supposing(question, suppose, found)
    return PartyQuestion(question, found)


def load(
    as_of: str, known_at: str | None, record: list[Path] | None, law: Path | None, added: Path | None = None
) -> Question:
    """The law and the record, and the days of a question. Raises Refused or Faults."""
    from comity.answers.docket import as_seen_on_dockets
    from comity.answers.question import open_law, open_record, parse_day
    from comity.cli.output import left_out
    from comity.errors import Refused
    from comity.proof.question import Question

    day = parse_day(as_of)
    known = parse_day(known_at) if known_at else day
    if known < day:
        raise Refused(
            f"known at {known} is before the day asked about, {day}.",
            "`--known-at` must not be earlier than `--as-of`.",
        )
    loaded = open_law(law, () if added is None else (added,))
    facts = open_record(record, loaded, left_out if law is not None else None)
    return Question(as_seen_on_dockets(loaded, facts, known), facts, day, known)
