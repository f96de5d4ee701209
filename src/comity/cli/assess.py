"""comity assess: the positions of every award of a file, what they add up to, which facts would settle them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.asking import Forum, Json, KnownAt, LawDir, RecordDir

if TYPE_CHECKING:
    import datetime as dt

    from comity.norms.nodes import Law
    from comity.plan.assessment.assess import Assessment
    from comity.plan.comparison.compare import Comparison
    from comity.plan.comparison.differ import Side
    from comity.plan.engine.protocol import Engine
    from comity.record.nodes import Record


def command(
    awards: Annotated[
        Path, typer.Argument(help="A CSV or Parquet file of awards (docs/bulk.md), or a folder of `comity import`.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The file to write: Parquet; of positions also XLSX or CSV.")],
    as_of: Annotated[
        str, typer.Option("--as-of", help="The day asked about, or several: 2018-01-24,2019-08-01.")
    ] = "today",
    known_at: KnownAt = None,
    forum: Forum = None,
    situations: Annotated[
        Path | None,
        typer.Option(
            "--situations", help="Write positions once for each situation to this file; --out has the awards."
        ),
    ] = None,
    timeline: Annotated[
        bool,
        typer.Option(
            "--timeline", help="Write timelines: each answer with its first day and the day on which it ends."
        ),
    ] = False,
    without: Annotated[
        str | None, typer.Option("--without", help="Compare: as if this order had not been made.")
    ] = None,
    compare_to: Annotated[str | None, typer.Option("--compare-to", help="Compare: with another day.")] = None,
    added: Annotated[
        Path | None, typer.Option("--with", help="Compare: as if this law file were part of the law.")
    ] = None,
    suppose: Annotated[
        str | None,
        typer.Option(
            "--suppose",
            help="Compare: what happens if, like 'fresno-v-turner/pi is stayed from 2026-12-01', or of an award of the "
            "file 'award.stage of \"A-1\" is accepted'.",
        ),
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="duckdb, or spark.")] = "duckdb",
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
    from comity.answers.asking import awards_file
    from comity.answers.docket import as_seen_on_dockets
    from comity.answers.question import find_forum, open_law, open_record, parse_day
    from comity.brief.terminal.portfolio import (
        assessment_json,
        assessment_parts,
        comparison_json,
        comparison_parts,
        timeline_parts,
    )
    from comity.cli.asking import refusing
    from comity.cli.output import left_out, print_json, show
    from comity.errors import Refused
    from comity.plan.assessment.assess import assess
    from comity.plan.engine.protocol import Unusable, start
    from comity.plan.timeline.intervals import timelines

    with refusing():
        loaded = open_law(law)
        facts = open_record(record, loaded, left_out if law is not None else None)
        awards = awards_file(awards)
        days = [parse_day(part.strip()) for part in as_of.split(",")]
        known = parse_day(known_at) if known_at else None
        asked = [*days, *([parse_day(compare_to)] if compare_to else [])]
        loaded = as_seen_on_dockets(loaded, facts, known or (None if timeline else max(asked)))
        court = find_forum(forum) if forum else None
        changing = [x for x in (without, compare_to, added, suppose) if x is not None]
        tables = out.suffix.lower() in (".xlsx", ".csv")
        if tables and (changing or timeline or situations is not None or len(days) > 1):
            raise Refused(
                "CSV and XLSX hold the positions of one day only.", f"Use --out {out.with_suffix('.parquet')}."
            )
        for file, option in ((None if tables else out, "--out"), (situations, "--situations")):
            if file is not None:
                _writable(file, option, awards)
        if situations is not None and situations.resolve() == out.resolve():
            raise Refused(f"{out} cannot hold both the awards and the situations.", "Name two files.")
        if changing and len(days) > 1:
            raise Refused("a comparison starts from one day.", "Give one day with --as-of.")
        if timeline and (changing or as_of != "today"):
            raise Refused(
                "a timeline covers every day, under one law.", "Leave out --as-of and the options that compare."
            )
        if situations is not None and (changing or timeline):
            raise Refused(
                "situations are of one day or several.", "Leave out --situations, or the options that compare."
            )
        try:
            working = start(engine)
            if changing:
                found = _compare(
                    working, loaded, facts, awards, out, days[0], known, court, without, compare_to, added, law, suppose
                )
                if json:
                    print_json(comparison_json(found))
                else:
                    show(comparison_parts(found))
                raise typer.Exit(1 if found.changed else 0)
            if timeline:
                over_time = timelines(loaded, facts, awards, out, known, court, engine=working)
                if json:
                    print_json(over_time)
                else:
                    show(timeline_parts(over_time))
                return
            if tables:
                done, written = _as_tables(loaded, facts, awards, days[0], out, known, court, working)
            else:
                written = out
                done = assess(loaded, facts, awards, days, out, known, court, engine=working, situations_out=situations)
        except Unusable as error:
            raise Refused(str(error), error.hint) from None
    if json:
        print_json(assessment_json(done))
    else:
        show(assessment_parts(done))
        if written != out:
            show([f"Written to {written}."])


def _as_tables(
    loaded: "Law", facts: "Record", awards: Path, day: "dt.date", out: Path, known: "dt.date | None", court: str | None, engine: "Engine"
) -> "tuple[Assessment, Path]":  # fmt: skip
    """Assess, and write the positions as XLSX or CSV under a name with both days."""
    import tempfile
    from dataclasses import replace

    from comity.brief.matrix_out import write_matrix
    from comity.errors import Refused
    from comity.plan.assessment.assess import assess

    if not out.parent.is_dir():
        raise Refused(f"no folder {out.parent}.", "Create it first.")
    with tempfile.TemporaryDirectory() as scratch:
        positions = Path(scratch) / "positions.parquet"
        done = assess(loaded, facts, awards, day, positions, known, court, engine=engine)
        written = write_matrix(positions, str(awards), loaded, out, day)
    return replace(done, out=written), written


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


def _compare(
    engine: "Engine", loaded: "Law", facts: "Record", awards: Path, out: Path, day: "dt.date", known: "dt.date | None",
    court: str | None, without: str | None, compare_to: str | None, added: Path | None, law: Path | None,
    suppose: str | None,
) -> "Comparison":  # fmt: skip
    from dataclasses import replace

    from comity.answers.question import open_law, parse_day
    from comity.errors import Refused
    from comity.norms.build.graph import whole
    from comity.norms.names.nearest import did_you_mean
    from comity.plan.comparison.compare import compare
    from comity.plan.comparison.differ import Side

    before = Side(loaded, day, known)
    after = before
    if without is not None:
        if without not in before.law.norm_acts:
            raise Refused(
                f"no order, holding, notice or doctrine is named `{without}`.",
                did_you_mean(without, before.law.norm_acts),
            )
        after = replace(after, without=whole({without}, before.law))
    if compare_to is not None:
        after = replace(after, as_of=parse_day(compare_to))
    if added is not None:
        after = replace(after, law=open_law(law, (added,)))
    if suppose is not None:
        if after is not before:  # beside another difference, both sides are asked on the same supposition
            before = _supposed(engine, awards, before, facts, suppose)
        after = _supposed(engine, awards, after, facts, suppose)
    return compare(engine, before, after, facts, awards, out, court)


def _supposed(engine: "Engine", awards: Path, side: "Side", facts: "Record", suppose: str) -> "Side":
    from dataclasses import replace

    from comity.answers.question import supposing_of_file
    from comity.plan.awards.one_award import awards_named
    from comity.plan.awards.table import open_awards
    from comity.proof.question import Question

    known = side.known_at or side.as_of
    question = Question(side.law, facts, side.as_of, known, without=side.without)
    asked = supposing_of_file(
        question,
        suppose,
        lambda numbers: awards_named(engine, open_awards(engine, awards, facts), numbers),
    )
    record = None if asked.record == facts else asked.record
    return replace(side, law=asked.law, without=asked.without, record=record)
