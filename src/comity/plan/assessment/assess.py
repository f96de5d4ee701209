"""Assess a file of awards: write every position of every award to Parquet, and add them up."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from comity.collector import no_garbage
from comity.disk.locks import alone
from comity.disk.whole_files import scratch_folder
from comity.plan.awards.check_names import all_declared
from comity.plan.awards.table import AwardTable, once, open_awards
from comity.plan.engine.protocol import CannotWrite, Engine, Output, check_replaceable, put_in_place, start
from comity.plan.join.by_kind import by_award, by_kind
from comity.plan.join.result_columns import of_situations, situated, written
from comity.plan.join.survey import fold_on, put, some_known, survey
from comity.plan.join.totals import Sums, add_up
from comity.proof.question import Question


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was assessed and where the positions are; `unmatched` are the unknown governments, with their awards.

    Where `situations_out` is named it has the positions, once for each situation, and `out` the awards with their situations.
    """

    out: Path
    situations_out: Path | None
    table: AwardTable
    days: tuple[Sums, ...]
    awards: int
    rows: int
    seconds: float
    notes: tuple[str, ...]
    unmatched: tuple[tuple[str, int], ...]


def assess(
    asked: Question | Iterable[Question], awards: Path | str, out: Path | str, *,
    situations_out: Path | str | None = None, only: frozenset[str] | None = None, engine: Engine | None = None,
) -> Assessment:  # fmt: skip
    """Write every position of every award on some days to a Parquet file, and add them up.

    Args:
        asked: the question, or the same question about several days (`Question.on`). Its record has facts about parties
            and awards beside those of the file.
        awards: a CSV or Parquet file of awards (docs/bulk.md); raises BadTable when it is none.
        out: the Parquet file to write; it is there when all of it is.
        situations_out: a file for the positions of each situation; `out` then has each award once, with its situation.
        only: the norms to assess; all that attach to awards unless said.
        engine: where to work; a DuckDB of its own unless said.
    """
    started = time.monotonic()
    engine = engine or start()
    days = [asked] if isinstance(asked, Question) else list({one.as_of: one for one in asked}.values())
    days.sort(key=lambda one: one.as_of)
    with engine.scope(), no_garbage():
        table = open_awards(engine, awards, days[0].record)
        once(engine, table)
        all_declared(engine, table, days[0].record, days[0].law)
        run = _Run(engine, table, only, situations_out is not None)
        if situations_out is None:
            engine.write(run.outputs(days), Path(out))
        else:
            _write_both(engine, run.outputs(days), run.of_each, Path(out), Path(situations_out))
    notes = list(table.notes)
    if run.unmatched:
        left = sum(n for _, n in run.unmatched)
        notes.append(
            f"{left:,} awards name {len(run.unmatched):,} governments that are not known; they have no positions"
        )
    return Assessment(
        out=Path(out),
        situations_out=None if situations_out is None else Path(situations_out),
        table=table,
        days=tuple(run.sums),
        awards=table.rows,
        rows=sum(total.positions for day in run.sums for total in day.totals["status"]),
        seconds=time.monotonic() - started,
        notes=tuple(notes),
        unmatched=tuple(run.unmatched),
    )


@dataclass(slots=True)
class _Run:
    """One day after another: what is to be written of it, while what it adds up to is gathered.

    `of_each` are the positions of each situation of each day, where these are written `apart`.
    """

    engine: Engine
    table: AwardTable
    only: frozenset[str] | None
    apart: bool
    sums: list[Sums] = field(default_factory=list[Sums])
    unmatched: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    of_each: list[Output] = field(default_factory=list[Output])

    def outputs(self, days: Iterable[Question]) -> Iterator[Output]:
        """The positions of each day, or its awards with their situations."""
        for question in days:
            with self.engine.scope():  # what is made of a day goes when it is written
                yield self._output(question)

    def _output(self, question: Question) -> Output:
        engine, table, day = self.engine, self.table, question.as_of
        agency = "w.agency" if "agency" in table.columns else "CAST(NULL AS VARCHAR)"
        surveyed = survey(engine, question, table, self.only)
        some_known(table, surveyed.parties)
        at = fold_on(surveyed, question, self.only)
        if not self.sums and surveyed.parties.unknown:
            self.unmatched.extend(not_known(engine, table, surveyed.parties.unknown))
        tables, said = put(engine, surveyed, at), at.folded.answers
        found = by_kind(engine, at, tables, agency, said) or by_award(engine, at, tables, agency, said)
        self.sums.append(add_up(engine, found, said, day, "agency" in table.columns))
        if not self.apart:
            return written(found.query, day, said, at.people, situation=True)
        engine.outlive(holds := found.situated.holds)  # written when the awards of every day are
        self.of_each.append(of_situations(f"SELECT situation, answer FROM {holds}", day, said))
        each = f"SELECT award, number, dollars, sub = 1 AS sub, situation FROM {found.situated.each}"
        return situated(each, day, at.people)


def _write_both(
    engine: Engine, awards: Iterable[Output], situations: Iterable[Output], out: Path, situations_out: Path
) -> None:
    """Write awards and, when all of them are read, situations: both files, or neither."""
    made = made_of_each = Path()
    try:
        for file in (out, situations_out):
            check_replaceable(file)
        with scratch_folder(out.parent) as folder, scratch_folder(situations_out.parent) as other:
            made, made_of_each = folder / out.name, other / situations_out.name
            engine.write(awards, made)
            engine.write(situations, made_of_each)
            with alone(out.parent):  # of two runs at once, both files are the one's or the other's
                put_in_place(made, out)
                put_in_place(made_of_each, situations_out)
    except CannotWrite as error:  # what was asked for has another name than what is made first
        said = str(error).replace(str(made_of_each), str(situations_out)).replace(str(made), str(out))
        raise CannotWrite(said, error.hint) from None
    except OSError as error:
        raise CannotWrite(f"{out} cannot be written: {error}.", "Check free disk space and write permission.") from None


def not_known(engine: Engine, table: AwardTable, unknown: list[str]) -> list[tuple[str, int]]:
    """Unknown names of governments, with how many awards name each."""
    names = engine.load(pa.table({"id": pa.array(unknown, pa.string())}), "unknown")
    found = engine.rows(
        f"SELECT u.id, COUNT(*) AS n FROM {table.relation} AS w JOIN {names} AS u ON CAST(w.government AS VARCHAR) = u.id "
        "GROUP BY u.id ORDER BY n DESC, u.id"
    )
    return [(id, n) for id, n in found]
