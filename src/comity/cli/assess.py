"""comity assess: the positions of every award in a file, their totals, and the facts that would settle most."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from comity.cli.asking import Forum, Json, KnownAt, LawDir, RecordDir

if TYPE_CHECKING:
    from comity.plan.assessment.assess import Assessment
    from comity.plan.comparison.compare import Comparison
    from comity.plan.engine.protocol import Engine
    from comity.plan.timeline.intervals import Timelines
    from comity.proof.question import Question

Awards: TypeAlias = Annotated[
    Path, typer.Argument(help="A CSV or Parquet file of awards (docs/bulk.md), or a folder of `comity import`.")
]
Out: TypeAlias = Annotated[
    Path, typer.Option("--out", help="The file to write: Parquet; of positions also XLSX or CSV.")
]
AsOf: TypeAlias = Annotated[
    str, typer.Option("--as-of", help="The day asked about, or several: 2018-01-24,2019-08-01.")
]
Situations: TypeAlias = Annotated[
    Path | None,
    typer.Option("--situations", help="Write positions once for each situation to this file; --out has the awards."),
]
Timeline: TypeAlias = Annotated[
    bool,
    typer.Option("--timeline", help="Write timelines: each answer with its first day and the day on which it ends."),
]
Without: TypeAlias = Annotated[
    str | None, typer.Option("--without", help="Compare: as if this order had not been made.")
]
CompareTo: TypeAlias = Annotated[str | None, typer.Option("--compare-to", help="Compare: with another day.")]
Added: TypeAlias = Annotated[
    Path | None, typer.Option("--with", help="Compare: as if this law file were part of the law.")
]
Suppose: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--suppose",
        help="Compare: what happens if, like 'fresno-v-turner/pi is stayed from 2026-12-01', or of an award of the "
        "file 'award.stage of \"A-1\" is accepted'.",
    ),
]
EngineName: TypeAlias = Annotated[str, typer.Option("--engine", help="duckdb, or spark.")]


def command(
    awards: Awards,
    out: Out,
    as_of: AsOf = "today",
    known_at: KnownAt = None,
    forum: Forum = None,
    situations: Situations = None,
    timeline: Timeline = False,
    without: Without = None,
    compare_to: CompareTo = None,
    added: Added = None,
    suppose: Suppose = None,
    engine: EngineName = "duckdb",
    record: RecordDir = None,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """Assess every award of a file.

    Writes the positions to Parquet and prints totals, situations, and the facts that would settle most.

    With --situations, --out has each award with its situation, and the other file each situation's positions. With
    --without, --compare-to, --with or --suppose, the answers that change are written instead; exit code 1 when any
    does. With
    --timeline, every answer of every day. --out matrix.xlsx writes a workbook of the matrix, the awards, the orders and
    the
    sources; the day asked about and the library's day stand in its name and on every sheet.
    """
    from comity.cli.asking import refusing

    change = _Change(without=without, compare_to=compare_to, added=added, suppose=suppose)
    with refusing():
        asked = _asked(
            _When(as_of=as_of, known_at=known_at, timeline=timeline), change, forum=forum, record=record, law=law
        )
        options = _Options(
            awards=_file(awards), out=out, situations=situations, timeline=timeline, law=law, change=change
        )
        _check(options, days=len(asked), dated=as_of != "today")
        done = _done(options, asked, engine, hindsight=known_at is not None)
    _tell(done, out, json)


@dataclass(frozen=True)
class _Change:
    """What a comparison changes: an order taken away, the day, a law file added, facts supposed."""

    without: str | None
    compare_to: str | None
    added: Path | None
    suppose: str | None

    @property
    def any(self) -> bool:
        """Whether anything changes."""
        return any(one is not None for one in (self.without, self.compare_to, self.added, self.suppose))


@dataclass(frozen=True)
class _When:
    """The days asked about, as they are written, and by when what is known was known."""

    as_of: str
    known_at: str | None
    timeline: bool


@dataclass(frozen=True)
class _Options:
    """What is read and written, and how."""

    awards: Path
    out: Path
    situations: Path | None
    timeline: bool
    law: Path | None
    change: _Change

    @property
    def tables(self) -> bool:
        """Whether the result is a workbook or a CSV file."""
        return self.out.suffix.lower() in (".xlsx", ".csv")


def _file(awards: Path) -> Path:
    from comity.answers.asking import awards_file

    return awards_file(awards)


def _asked(
    when: _When, change: _Change, *, forum: str | None, record: "list[Path] | None", law: Path | None
) -> "list[Question]":
    """The question about each day, of the law as dockets show it. Raises Refused or Faults."""
    from comity.answers.docket import as_seen_on_dockets
    from comity.answers.question import find_forum, open_law, open_record, parse_day
    from comity.cli.output import left_out
    from comity.proof.question import Question

    loaded = open_law(law)
    facts = open_record(record, loaded, left_out if law is not None else None)
    days = [parse_day(part.strip()) for part in when.as_of.split(",")]
    known = parse_day(when.known_at) if when.known_at else None
    looked_at = [*days, *([parse_day(change.compare_to)] if change.compare_to else [])]
    loaded = as_seen_on_dockets(loaded, facts, known or (None if when.timeline else max(looked_at)))
    court = find_forum(forum) if forum else None
    return [Question(loaded, facts, day, known or day, court) for day in days]


def _check(options: _Options, days: int, dated: bool) -> None:
    """Refuse options that do not go together, and files that cannot be written; raises Refused."""
    from comity.errors import Refused

    out, situations, changing = options.out, options.situations, options.change.any
    if options.tables and (changing or options.timeline or situations is not None or days > 1):
        raise Refused("CSV and XLSX hold the positions of one day only.", f"Use --out {out.with_suffix('.parquet')}.")
    for file, option in ((None if options.tables else out, "--out"), (situations, "--situations")):
        if file is not None:
            _writable(file, option, options.awards)
    if situations is not None and situations.resolve() == out.resolve():
        raise Refused(f"{out} cannot hold both the awards and the situations.", "Name two files.")
    if changing and days > 1:
        raise Refused("a comparison starts from one day.", "Give one day with --as-of.")
    if options.timeline and (changing or dated):
        raise Refused("a timeline covers every day, under one law.", "Leave out --as-of and the options that compare.")
    if situations is not None and (changing or options.timeline):
        raise Refused("situations are of one day or several.", "Leave out --situations, or the options that compare.")


def _done(
    options: _Options, asked: "list[Question]", engine: str, hindsight: bool
) -> "Assessment | Comparison | Timelines":
    """Do what is asked. Raises Refused."""
    from comity.errors import Refused
    from comity.plan.assessment.assess import assess
    from comity.plan.engine.protocol import Unusable, start
    from comity.plan.timeline.intervals import timelines

    try:
        working = start(engine)
        if options.change.any:
            return _compare(working, options, asked[0], hindsight)
        if options.timeline:
            return timelines(asked[0], options.awards, options.out, hindsight=hindsight, engine=working)
        if options.tables:
            return _as_tables(options, asked[0], working)
        return assess(asked, options.awards, options.out, situations_out=options.situations, engine=working)
    except Unusable as error:
        raise Refused(str(error), error.hint) from None


def _tell(done: "Assessment | Comparison | Timelines", out: Path, json: bool) -> None:
    """Print what was done, and exit with 1 where an answer changes."""
    from comity.brief.terminal.portfolio import (
        assessment_json,
        assessment_parts,
        comparison_json,
        comparison_parts,
        timeline_parts,
    )
    from comity.cli.output import print_json, show
    from comity.plan.assessment.assess import Assessment
    from comity.plan.comparison.compare import Comparison

    if isinstance(done, Comparison):
        if json:
            print_json(comparison_json(done))
        else:
            show(comparison_parts(done))
        raise typer.Exit(1 if done.changed else 0)
    if json:
        print_json(assessment_json(done) if isinstance(done, Assessment) else done)
    elif isinstance(done, Assessment):
        show(assessment_parts(done))
        if done.out != out:
            show([f"Written to {done.out}."])
    else:
        show(timeline_parts(done))


def _as_tables(options: _Options, question: "Question", engine: "Engine") -> "Assessment":
    """Assess, and write the positions as XLSX or CSV under a name with both days."""
    import tempfile
    from dataclasses import replace

    from comity.brief.matrix_out import write_matrix
    from comity.errors import Refused
    from comity.plan.assessment.assess import assess

    if not options.out.parent.is_dir():
        raise Refused(f"no folder {options.out.parent}.", "Create it first.")
    with tempfile.TemporaryDirectory() as scratch:
        positions = Path(scratch) / "positions.parquet"
        done = assess(question, options.awards, positions, engine=engine)
        written = write_matrix(positions, str(options.awards), question.law, options.out, question.as_of)
    return replace(done, out=written)


def _writable(file: Path, option: str, awards: Path) -> None:
    """Refuse a name that no result can be written to; raises Refused."""
    from comity.errors import Refused
    from comity.plan.engine.protocol import replaceable

    if not file.parent.is_dir():
        raise Refused(f"no folder {file.parent}.", "Create it first.")
    if file.suffix.lower() not in (".parquet", ".pq"):
        raise Refused(
            f"{file} does not have the name of a Parquet file.", f"Use {option} {file.with_suffix('.parquet')}."
        )
    if not replaceable(file):
        raise Refused(f"{file} is a folder.", f"Name the file to write: {option} positions.parquet.")
    if awards.exists() and file.exists() and file.samefile(awards):
        raise Refused(f"{file} is the file of awards itself.", "Name another file to write.")


def _compare(engine: "Engine", options: _Options, before: "Question", hindsight: bool) -> "Comparison":
    """Compare the awards' answers with those after what is changed; raises Refused."""
    from dataclasses import replace

    from comity.answers.question import open_law, parse_day
    from comity.errors import Refused
    from comity.norms.build.graph import whole
    from comity.norms.names.nearest import did_you_mean
    from comity.plan.comparison.compare import compare

    change, after = options.change, before
    if change.without is not None:
        if change.without not in before.law.norm_acts:
            raise Refused(
                f"no order, holding, notice or doctrine is named `{change.without}`.",
                did_you_mean(change.without, before.law.norm_acts),
            )
        after = replace(after, without=whole({change.without}, before.law))
    if change.compare_to is not None:
        day = parse_day(change.compare_to)
        after = replace(after, as_of=day, known_at=after.known_at if hindsight else day)
    if change.added is not None:
        after = replace(after, law=open_law(options.law, (change.added,)))
    if change.suppose is not None:
        supposed = _supposed(engine, options.awards, after, change.suppose)
        if after is not before:  # beside another difference, both sides are asked on the same supposition
            before = _supposed(engine, options.awards, before, change.suppose)
        after = supposed if supposed.record != before.record else replace(supposed, record=before.record)
    return compare(before, after, options.awards, options.out, engine=engine)


def _supposed(engine: "Engine", awards: Path, question: "Question", suppose: str) -> "Question":
    """The question with facts taken as true, of single awards of the file too."""
    from comity.answers.question import supposing_of_file
    from comity.plan.awards.one_award import awards_named
    from comity.plan.awards.table import open_awards

    return supposing_of_file(
        question, suppose, lambda numbers: awards_named(engine, open_awards(engine, awards, question.record), numbers)
    )
