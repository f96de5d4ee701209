"""comity diff: what a change of the law changes, for whom, and how many dollars depend on it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.asking import AsOf, Json, RecordDir

if TYPE_CHECKING:
    import datetime as dt

    from comity.norms.nodes import Law
    from comity.plan.comparison.compare import Comparison
    from comity.record.nodes import Record


def command(
    old: Annotated[Path, typer.Argument(help="The law before: a folder.")],
    new: Annotated[Path, typer.Argument(help="The law after: a folder, or one file that is put into the law before.")],
    awards: Annotated[
        Path | None, typer.Option("--awards", help="A CSV or Parquet file of awards, as `comity assess` reads it.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="The file for the changed answers of --awards.")] = Path(
        "changes.parquet"
    ),
    as_of: AsOf = "today",
    record: RecordDir = None,
    json: Json = False,
) -> None:
    """Print every answer that differs between two laws.

    For the parties on record and a sample of governments.

    With --awards, for every award of the file instead. Exit code 1 when something differs.
    """
    from comity.answers.law_difference import law_difference, law_difference_json
    from comity.answers.question import open_record, parse_day
    from comity.brief.terminal.tables import law_difference_parts
    from comity.cli.asking import refusing
    from comity.cli.output import print_json, show
    from comity.norms.library import load_law
    from comity.record.nodes import EMPTY

    with refusing():
        day = parse_day(as_of)
        before = load_law(old)
        after = load_law(old, extra=[new]) if new.is_file() else load_law(new)
        known = EMPTY if record is None else open_record(record, before)
        of_awards = (
            None
            if awards is None
            else _of_awards(before=before, after=after, record=known, awards=awards, out=out, day=day)
        )
    if of_awards is not None:
        from comity.brief.terminal.portfolio import comparison_json, comparison_parts

        if json:
            print_json(comparison_json(of_awards))
        else:
            show(comparison_parts(of_awards))
        raise typer.Exit(1 if of_awards.changed else 0)
    found = law_difference(before, after, known, day)
    if json:
        print_json(law_difference_json(found, day))
    else:
        show(law_difference_parts(found, day))
    raise typer.Exit(1 if found.changes else 0)


def _of_awards(
    before: "Law", after: "Law", record: "Record", awards: Path, out: Path, day: "dt.date"
) -> "Comparison":  # fmt: skip
    from comity.plan.comparison.compare import compare
    from comity.proof.question import Question

    first, second = (Question(law, record, day, day) for law in (before, after))
    return compare(first, second, awards, out)
