"""Assess a file of awards: every position of every award, written to Parquet, and what they add up to."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from comity.collector import no_garbage
from comity.disk.locks import alone
from comity.disk.whole_files import scratch_folder
from comity.norms.nodes import Law
from comity.plan.awards.check_names import all_declared
from comity.plan.awards.table import AwardTable, once, open_awards
from comity.plan.engine.protocol import CannotWrite, Engine, Output, check_replaceable, put_in_place, start
from comity.plan.join.by_kind import by_award, by_kind
from comity.plan.join.result_columns import of_situations, situated, written
from comity.plan.join.survey import fold_on, put, some_known, survey
from comity.plan.join.totals import Sums, add_up
from comity.record.nodes import Record


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
    law: Law, record: Record, awards: Path | str, as_of: dt.date | Iterable[dt.date], out: Path | str,
    known_at: dt.date | None = None, forum: str | None = None, without: frozenset[str] = frozenset(),
    engine: Engine | None = None, only: frozenset[str] | None = None,
    situations_out: Path | str | None = None,
) -> Assessment:  # fmt: skip
    """Write every position of every award on some days to a Parquet file, and add them up.

    Args:
        law: the checked law.
        record: facts about parties and awards beside those of the file.
        awards: a CSV or Parquet file of awards (docs/bulk.md); raises BadTable when it is none.
        as_of: the day asked about, or several.
        out: the Parquet file to write; it is there when all of it is.
        known_at: what had been decided and recorded by then; the day asked about unless said.
        forum: the court asked; the party's own courts unless said.
        without: acts on norms that are taken away.
        engine: where to work; a DuckDB of its own unless said.
        only: the norms to assess; all that attach to awards unless said.
        situations_out: a file for the positions of each situation; `out` then has each award once, with its situation.
    """
    started = time.monotonic()
    engine = engine or start()
    with engine.scope():
        table = open_awards(engine, awards, record=record)
        once(engine, table)
        all_declared(engine, table, record, law)
        days = (as_of,) if isinstance(as_of, dt.date) else tuple(sorted(set(as_of)))
        notes = list(table.notes)
        unmatched: list[tuple[str, int]] = []
        sums: list[Sums] = []
        agency = "w.agency" if "agency" in table.columns else "CAST(NULL AS VARCHAR)"
        of_each: list[Output] = []

        def outputs() -> Iterator[Output]:
            for day in days:
                with engine.scope():  # what is made of a day goes when it is written
                    surveyed = survey(engine, law, record, table, day, known_at, forum, only)
                    some_known(table, surveyed.parties)
                    at = fold_on(surveyed, law, without, only)
                    if not sums and surveyed.parties.unknown:
                        unmatched.extend(not_known(engine, table, surveyed.parties.unknown))
                    tables, said = put(engine, surveyed, at), at.folded.answers
                    found = by_kind(engine, at, tables, agency, said) or by_award(engine, at, tables, agency, said)
                    sums.append(add_up(engine, found, said, day, "agency" in table.columns))
                    if situations_out is None:
                        yield written(found.query, day, said, at.people, situation=True)
                        continue
                    engine.outlive(holds := found.situated.holds)  # written when the awards of every day are
                    of_each.append(of_situations(f"SELECT situation, answer FROM {holds}", day, said))
                    each = f"SELECT award, number, dollars, sub = 1 AS sub, situation FROM {found.situated.each}"
                    yield situated(each, day, at.people)

        with no_garbage():
            if situations_out is None:
                engine.write(outputs(), Path(out))
            else:
                _write_both(engine, outputs(), of_each, Path(out), Path(situations_out))
        rows = sum(total.positions for day in sums for total in day.totals["status"])
        if unmatched:
            left = sum(n for _, n in unmatched)
            notes.append(
                f"{left:,} awards name {len(unmatched):,} governments that are not known; they have no positions"
            )
        seconds = time.monotonic() - started
        apart = None if situations_out is None else Path(situations_out)
        return Assessment(
            Path(out), apart, table, tuple(sums), table.rows, rows, seconds, tuple(notes), tuple(unmatched)
        )


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
