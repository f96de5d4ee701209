"""Stage one file as lines, piece by piece: each piece is checked and written before the next is read.

What is written stands in the folder `lines/<file>-<kind>/`: a Parquet file and a CSV file of rejects for each piece, and
`progress.jsonl`, a line a piece. An import that was interrupted goes on after the last piece that is whole.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from comity.disk.whole_files import write_whole
from comity.intake.columns import LINE
from comity.intake.fields import DATES, make_names
from comity.intake.job import Job
from comity.intake.lines.implausible import ENOUGH, check_swapped, useless
from comity.intake.lines.rejects import Reject, as_row, encode
from comity.intake.lines.sql import LineSql, line_sql
from comity.intake.progress import Progress, Watch
from comity.intake.read.chunks import SIZE, Piece, pieces
from comity.intake.read.csv import Parsed, parse
from comity.intake.read.files import Table, keep
from comity.intake.read.header import check_head, read_head


@dataclass(frozen=True, slots=True)
class Staged:
    """What became of a file: rows read, rejected, blank ones passed over, lines that were not UTF-8, columns not found.

    `earlier` rows had been read by an import that was interrupted.
    """

    rows: int = 0
    rejected: int = 0
    blank: int = 0
    recoded: int = 0
    missing: tuple[str, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict[str, int])
    earlier: int = 0


def stage(job: Job, folder: Path, watch: Watch, size: int = SIZE) -> Staged:
    """Read a file into lines.

    Args:
        job: the file.
        folder: where its lines are kept; what is there already of the same file is kept and not read again.
        watch: told of progress; what it raises stops the import, which can go on later.
        size: about how many bytes a piece has.

    Raises:
        Faults: the file is not of its kind, is cut off, unpacks to too much, or no row of it can be used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "progress.jsonl"
    done = _read_log(log)
    total = Staged()
    with _connection(folder) as connection:
        for number, table in enumerate(job.tables):
            header, delimiter, start = read_head(job, table, size)
            check_head(job, table, header)
            absent = [f.columns[0] for f in job.fields if f.columns and f.column(header) is None]
            total = replace(total, missing=(*total.missing, *absent))
            row, known = 2, [one for one in done if one["table"] == number]
            for one in known:
                total, row, start = _added(total, one), row + one["rows"] + one["blank"], one["end"]
                total = replace(total, earlier=total.earlier + one["rows"])
            sql = line_sql(
                importer=job.importer, fields=job.fields, header=header, digest=job.digest, dated=job.dated,
                constants={}, dates=DATES,
            )  # fmt: skip
            with job.open(table, start) as stream:
                watch(Progress("reading", table.shown, stream.taken(), table.packed, total.rows))
                for count, piece in enumerate(pieces(stream, start, size), len(known)):
                    parsed = parse(piece, header, sql.columns, row, delimiter)
                    name = f"{number:04}-{count:06}"
                    entry = _write_piece(
                        connection=connection, job=job, sql=sql, table=table, parsed=parsed, piece=piece,
                        header=header, delimiter=delimiter, path=folder / name,
                    )  # fmt: skip
                    row += entry["rows"] + entry["blank"]
                    total = _added(total, entry)
                    if total.rows >= ENOUGH and total.rejected == total.rows:
                        raise useless(table, total.reasons, total.rows, folder / f"{name}.csv")
                    if not count:
                        check_swapped(connection, table, sql.fields)
                    with log.open("a", encoding="utf-8") as file:
                        file.write(json.dumps({"table": number, "piece": name, "end": piece.end, **entry}) + "\n")
                    watch(Progress("reading", table.shown, stream.taken(), table.packed, total.rows))
    if total.rows and total.rejected == total.rows:
        raise useless(job.tables[0], total.reasons, total.rows, min(folder.glob("*.csv")))
    return total


def _read_log(log: Path) -> list[dict[str, Any]]:
    """The pieces that are whole: each entry of the log whose files are there, up to the first that is not."""
    found: list[dict[str, Any]] = []
    if not log.is_file():
        return found
    kept = ""
    for line in log.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            break
        if not (log.parent / f"{entry['piece']}.csv").is_file():
            break
        found.append(entry)
        kept += line + "\n"
    write_whole(log, kept.encode())
    names = {entry["piece"] for entry in found}
    for path in log.parent.iterdir():
        if path.name != log.name and path.name.removeprefix(".").split(".")[0] not in names:
            path.unlink()
    return found


def _added(total: Staged, entry: Mapping[str, Any]) -> Staged:
    reasons = dict(total.reasons)
    for reason, count in entry["reasons"].items():
        reasons[reason] = reasons.get(reason, 0) + count
    return replace(
        total,
        rows=total.rows + entry["rows"],
        rejected=total.rejected + entry["rejected"],
        blank=total.blank + entry["blank"],
        recoded=total.recoded + entry["recoded"],
        reasons=reasons,
    )


# Writing a piece -----------------------------------------------------------------------------------


@contextmanager
def _connection(folder: Path) -> Generator[Any, None, None]:
    import duckdb

    connection: Any = duckdb.connect()
    try:
        # without a place of its own DuckDB would write what does not fit into the folder that the user stands in
        connection.execute(
            f"SET memory_limit = '500MB'; SET threads = 2; SET temp_directory = '{_quoted(folder)}/.spill'"
        )
        make_names(connection)
        yield connection
    finally:
        connection.close()


def _write_piece(
    connection: Any,
    job: Job,
    sql: LineSql,
    table: Table,
    parsed: Parsed,
    piece: Piece,
    header: Sequence[str],
    delimiter: str,
    path: Path,
) -> dict[str, Any]:
    connection.register("piece", parsed.table.rename_columns([*(f"c{n}" for n in range(len(sql.columns))), "row"]))
    connection.execute(sql.read)
    connection.unregister("piece")
    rows, wrong = connection.execute("SELECT count(*), count(*) FILTER (faults <> '') FROM lines").fetchall()[0]
    rejects = [
        Reject(file=table.shown, row=odd.row, column="", value="", reason=odd.reason, raw=odd.text)
        for odd in parsed.odd
    ]
    if wrong:
        found = connection.execute("SELECT row, faults FROM lines WHERE faults <> '' ORDER BY row").fetchall()
        rejects += _rejects(
            found=found, job=job, sql=sql, table=table, parsed=parsed, piece=piece, header=header, delimiter=delimiter
        )
    rejects.sort(key=lambda one: one.row)
    if rows > wrong:
        scratch = path.with_name(f".{path.name}.new")
        columns = ", ".join(column.name for column in LINE)
        constants = f"'{job.importer.KIND}' AS list, {job.importer.RANK}::TINYINT AS rank"
        constants += f", '{','.join(job.importer.SUMS)}' AS sums, '{job.digest}' AS source"
        query = f"SELECT {columns}, {constants} FROM lines WHERE faults = '' ORDER BY row"
        connection.execute(f"COPY ({query}) TO '{_quoted(scratch)}' (FORMAT parquet, COMPRESSION zstd)")
        keep(scratch, path.with_name(f"{path.name}.parquet"))
    write_whole(path.with_name(f"{path.name}.csv"), encode(rejects))
    reasons: dict[str, int] = {}
    for (column, reason), count in Counter((one.column, one.reason) for one in rejects).items():
        words = re.sub(r"; so (is|are) .*", "", f"`{column}` {reason}" if column else reason)
        reasons[words] = reasons.get(words, 0) + count
    return {
        "rows": rows + len(parsed.odd),
        "rejected": len(rejects),
        "blank": parsed.rows - len(parsed.odd) - rows,
        "recoded": parsed.recoded,
        "reasons": dict(sorted(reasons.items())),
    }


def _rejects(
    found: list[tuple[int, str]],
    job: Job,
    sql: LineSql,
    table: Table,
    parsed: Parsed,
    piece: Piece,
    header: Sequence[str],
    delimiter: str,
) -> Iterator[Reject]:
    """The rejected rows with all their cells, which are read again for the purpose."""
    whole = parse(piece, header, header, parsed.odd[0].row if not parsed.table.num_rows else _first(parsed), delimiter)
    numbers: list[int] = whole.table.column("row").to_pylist()
    at = {number: index for index, number in enumerate(numbers)}
    wanted = whole.table.take([at[row] for row, _ in found])
    cells = [wanted.column(index).to_pylist() for index in range(len(header))]
    for index, (row, written) in enumerate(found):
        faults = [int(fault) for fault in written.split(",")]
        column, words = sql.checks[faults[0] - 1]
        value = cells[list(header).index(column)][index] if column in header else ""
        others = [sql.checks[fault - 1][0] for fault in faults[1:]]
        listed = ", ".join(f"`{name}`" for name in others)
        reason = f"{words}; so {'is' if len(others) == 1 else 'are'} {listed}" if others else words
        yield Reject(
            file=table.shown,
            row=row,
            column=column,
            value=value,
            reason=reason,
            raw=as_row([column[index] for column in cells]),
        )


def _first(parsed: Parsed) -> int:
    """The number of the first row of a piece."""
    first = parsed.table.column("row")[0].as_py()
    return min([first, *(odd.row for odd in parsed.odd)])


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
