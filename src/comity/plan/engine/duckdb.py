"""DuckDB, in this process: the default engine."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from comity.disk.workplace import Workplace
from comity.plan.engine.arrow import Words, fields, take, words_of
from comity.plan.engine.protocol import (
    CSV,
    CannotWrite,
    Output,
    OutputColumn,
    Unreadable,
    delimiter,
    header,
    making,
    reason,
    sql_text,
)
from comity.plan.engine.relations import Kind, Relation, Relations

open_writer: Any = pq.ParquetWriter
"""What pyarrow declares for its arguments is narrower than what it takes and documents."""
BATCH = 300_000
AHEAD = "64MB"
"""Rows that are computed while others are dressed; with less the threads wait for one another."""
ROW_GROUP = 1 << 19
DICTIONARY = 1 << 24
"""Bytes of words in a row group before words are written out row by row; a nation's governments take less than a tenth."""


class DuckDB(Relations):
    """A database of one's own, in memory; what does not fit goes to temporary files."""

    name = "duckdb"

    def __init__(self, threads: int | None = None) -> None:
        import duckdb

        super().__init__()
        self.con: Any = duckdb.connect()
        self.loaded: dict[str, Any] = {}
        self.workplace = Workplace()
        self.con.execute("SET preserve_insertion_order = false")
        self.con.execute(f"SET streaming_buffer_size = '{AHEAD}'")
        if threads:
            self.con.execute(f"SET threads = {threads}")
        # else what does not fit in memory goes to the folder that the user stands in, and stays there when killed
        self.con.execute(f"SET temp_directory = {sql_text(str(self.workplace.folder / 'spill'))}")

    def open(self, file: Path, purpose: str) -> Relation:
        """A view of a file."""
        try:
            quoted = sql_text(self.workplace.plain(file))  # DuckDB takes `x[1].csv` for a pattern
            source = _csv(quoted, file) if file.suffix.lower() in CSV else f"read_parquet({quoted})"
            opened = self.view(f"SELECT * FROM {source}", purpose)
            _ = opened.columns  # what cannot be read is said here
        except Exception as error:
            raise Unreadable(reason(error)) from None
        return opened

    def view(self, query: str, purpose: str) -> Relation:
        """Name a query."""
        relation = self._named("view", purpose)
        self.con.execute(f"CREATE OR REPLACE TEMP VIEW {relation} AS {query}")
        return relation

    def keep(self, query: str, purpose: str) -> Relation:
        """Write the rows of a query to a Parquet file of one's own."""
        file = sql_text(self.workplace.file(".parquet"))
        try:
            self.con.execute(f"COPY ({query}) TO {file} (FORMAT parquet, USE_TMP_FILE false)")
        except Exception as error:
            if "could not write" not in str(error).lower():
                raise
            raise CannotWrite(
                f"A copy of the awards cannot be written in {self.workplace.folder.parent}.",
                "Check free disk space; the environment variable TMPDIR names the folder of temporary copies.",
            ) from None
        return self.view(f"SELECT * FROM read_parquet({file})", purpose)

    def make(self, query: str, purpose: str) -> Relation:
        """Keep the rows of a query."""
        relation = self._named("table", purpose)
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE {relation} AS {query}")
        return relation

    def load(self, table: pa.Table, purpose: str) -> Relation:
        """Keep a small table; one that was let go under the same name, and is the same, is left as it is."""
        relation = self._named("loaded", purpose)
        there = self.loaded.get(relation.name)
        if there is None or not there.equals(table):
            self.con.register("loading", table)
            self.con.execute(f"CREATE OR REPLACE TEMP TABLE {relation} AS SELECT * FROM loading")
            self.con.unregister("loading")
            self.loaded[relation.name] = table
        return relation

    def _describe(self, name: str) -> Mapping[str, str]:
        return {row[0]: row[1] for row in self.rows(f"DESCRIBE {name}")}

    def _forget(self, name: str, kind: Kind) -> None:
        """Let go of rows; a small table stays, since the next one of its name is often the same."""
        if kind != "loaded":
            self.con.execute(f"DROP {kind} IF EXISTS {name}")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.con.execute(query).fetchall()

    def arrow(self, query: str) -> pa.Table:
        """The rows of a query as columns."""
        return self.con.sql(query).to_arrow_table()

    def write(self, outputs: Iterable[Output], out: Path) -> int:
        """Stream results to one file. Words go into it as a dictionary and its numbers, so no row's text is ever made.

        DuckDB computes on its threads while this thread dresses the rows and one more writes them.
        """
        try:
            with making(out) as part:
                return self._write(outputs, part)
        except OSError as error:
            raise CannotWrite(
                f"{out} cannot be written: {error}.", "Check free disk space and write permission."
            ) from None

    def _write(self, outputs: Iterable[Output], part: Path) -> int:
        waiting: queue.Queue[pa.Table | None] = queue.Queue(2)
        failed: list[BaseException] = []
        writer: threading.Thread | None = None
        count = 0
        try:
            for output in outputs:
                dress = _dresser(output.columns)
                reader = self.con.sql(output.query).to_arrow_reader(BATCH)
                if writer is None:
                    schema = dress(_none(reader.schema)).schema
                    writer = threading.Thread(target=_write, args=(waiting, schema, part, failed))
                    writer.start()
                # one row group has the words of one output
                for group in _grouped(map(dress, reader)):
                    if failed:
                        break
                    count += group.num_rows
                    waiting.put(group)
                if failed:
                    break
        except BaseException as error:
            failed.append(error)
        if writer is not None:
            waiting.put(None)
            writer.join()
        if failed:
            raise failed[0]
        return count


def _grouped(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Tables joined to row groups."""
    group: list[pa.Table] = []
    for table in tables:
        group.append(table)
        if sum(each.num_rows for each in group) >= ROW_GROUP:
            yield pa.concat_tables(group)
            group = []
    if group:
        yield pa.concat_tables(group)


def _csv(quoted: str, file: Path) -> str:
    """A CSV file as SQL. Nothing is left to guess: to make sense of a file DuckDB would leave out rows at its beginning."""
    columns = ", ".join("'" + name.replace("'", "''") + "': 'VARCHAR'" for name in header(file))
    return (
        f"read_csv({quoted}, auto_detect = false, header = true, strict_mode = true, delim = '{delimiter(file)}', "
        f"quote = '\"', escape = '\"', columns = {{{columns}}})"
    )


def _none(schema: pa.Schema) -> pa.RecordBatch:
    """No rows, so that a result without any is still a file with its columns."""
    return cast(Any, pa.RecordBatch).from_arrays([pa.array([], field.type) for field in fields(schema)], schema=schema)


def _write(waiting: queue.Queue[pa.Table | None], schema: pa.Schema, part: Path, failed: list[BaseException]) -> None:
    writer: Any = None
    words = {field.name for field in fields(schema) if pa.types.is_dictionary(field.type)}
    # what is a number already: awards in the order of the file differ by little, and little is left to shrink of the rest
    numbers = {field.name for field in fields(schema) if pa.types.is_integer(field.type) and field.name == "award"}
    apart = words | numbers | {field.name for field in fields(schema) if pa.types.is_floating(field.type)}
    try:
        writer = open_writer(
            part, schema, use_dictionary=sorted(words), column_encoding=dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
            compression={field.name: "none" if field.name in apart else "snappy" for field in fields(schema)},
            # the least and the most of words tell nobody where to look, and finding them is a fifth of the time
            write_statistics=[field.name for field in fields(schema) if field.name not in words],
            dictionary_pagesize_limit=DICTIONARY, store_schema=False,
        )  # fmt: skip
    except BaseException as error:  # the thread that reads must hear of it
        failed.append(error)
    while (table := waiting.get()) is not None:
        if failed or not table.num_rows:
            continue
        try:
            writer.write_table(_used(table), row_group_size=2 * ROW_GROUP)
        except BaseException as error:
            failed.append(error)
    try:
        if writer is not None:
            writer.close()
    except BaseException as error:
        failed.append(error)


def _used(table: pa.Table) -> pa.Table:
    """Rows with only the words that they use, where those are fewer than all words there are."""
    for n, field in enumerate(fields(table.schema)):
        column = cast(Any, table.column(n))
        if pa.types.is_dictionary(field.type) and table.num_rows < len(column.chunk(0).dictionary):
            words = column.cast(field.type.value_type).combine_chunks().dictionary_encode()
            table = table.set_column(n, field, words.cast(field.type))
    return table


def _dresser(columns: tuple[OutputColumn, ...]) -> Callable[[pa.RecordBatch], pa.Table]:
    """What makes the columns of a result of the numbers of a query."""
    words = {c.name: words_of(c.words) for c in columns if c.words is not None}

    def dress(batch: pa.RecordBatch) -> pa.Table:
        arrays = [_dressed(cast(Any, batch).column(c.source), words.get(c.name)) for c in columns]
        made = [pa.field(c.name, cast(Any, x).type, not c.required) for c, x in zip(columns, arrays, strict=True)]
        return cast(Any, pa.Table).from_arrays(arrays, schema=pa.schema(made))

    return dress


def _dressed(numbers: pa.Array[Any], words: Words | None) -> pa.Array[Any]:
    """What numbers stand for: other numbers, beside the words."""
    # a take looks whether there are such words; what it found is not looked at again
    return numbers if words is None else take(words, numbers, safe=False)


def start(threads: int | None = None) -> DuckDB:
    """A DuckDB in memory."""
    return DuckDB(threads)
