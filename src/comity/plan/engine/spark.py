"""Apache Spark, for work beyond one machine: the same queries, translated by sqlglot. Needs the extra `spark` and Java 17.

Where Spark runs is Spark's own configuration (`SPARK_HOME`, `spark-defaults.conf`); this machine unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import sqlglot

from comity.disk.whole_files import scratch_folder
from comity.disk.workplace import Workplace
from comity.plan.engine.protocol import (
    CSV,
    ArrowTable,
    CannotWrite,
    NoEngine,
    Output,
    Unreadable,
    check_replaceable,
    delimiter,
    put_in_place,
    reason,
)
from comity.plan.engine.relations import Kind, Relation, Relations

TYPES = {
    "string": "VARCHAR", "int": "INTEGER", "bigint": "BIGINT", "smallint": "SMALLINT", "tinyint": "TINYINT",
    "double": "DOUBLE", "float": "FLOAT", "date": "DATE", "boolean": "BOOLEAN", "array<string>": "VARCHAR[]",
}  # fmt: skip
"""Spark's names of types, as DuckDB calls them."""


def translated(query: str) -> str:
    """A query as Spark reads it.

    >>> translated("SELECT CAST(a AS VARCHAR) FROM t WHERE b + INTERVAL '10' DAY <= c")
    "SELECT CAST(a AS STRING) FROM t WHERE b + INTERVAL '10' DAY <= c"
    """
    return sqlglot.transpile(query, read="duckdb", write="spark")[0]


class Spark(Relations):
    """A Spark session. Tables are kept where Spark keeps them: in memory, and on disk when there is no room."""

    name = "spark"

    def __init__(self, session: Any) -> None:
        super().__init__()
        self.session = session
        self.workplace = Workplace()

    def open(self, file: Path, purpose: str) -> Relation:
        """A view of a file, or of a folder of Parquet files."""
        reader = self.session.read
        try:
            path = self.workplace.plain(file)  # Hadoop takes `x[1].csv` for a pattern, and `a:b` for a scheme
            if file.suffix.lower() in CSV:
                frame = reader.csv(
                    path, header=True, inferSchema=False, quote='"', escape='"', multiLine=True,
                    mode="FAILFAST", sep=delimiter(file),
                )  # fmt: skip
            else:
                frame = reader.parquet(path)
        except Exception as error:
            raise Unreadable(reason(error)) from None
        return self._seen(frame, "view", purpose)

    def view(self, query: str, purpose: str) -> Relation:
        """Name a query."""
        return self._seen(self._query(query), "view", purpose)

    def keep(self, query: str, purpose: str) -> Relation:
        """Keep the rows of a query, as any."""
        return self.make(query, purpose)

    def make(self, query: str, purpose: str) -> Relation:
        """Keep the rows of a query, cut off from how they were made: of a whole law, planning that again takes hours."""
        return self._seen(self._query(query).localCheckpoint(), "table", purpose)

    def load(self, table: ArrowTable, purpose: str) -> Relation:
        """Keep a small table."""
        return self._seen(self.session.createDataFrame(table), "loaded", purpose)

    def _seen(self, frame: Any, kind: Kind, purpose: str) -> Relation:
        relation = self._named(kind, purpose)
        frame.createOrReplaceTempView(relation.name)
        return relation

    def _describe(self, name: str) -> Mapping[str, str]:
        return {column: _type(type) for column, type in self.session.table(name).dtypes}

    def _forget(self, name: str, kind: Kind) -> None:
        """Let go of rows. What was made from them is still there: Spark knows how to make them again."""
        self.session.catalog.dropTempView(name)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return [tuple(row) for row in self._query(query).collect()]

    def arrow(self, query: str) -> ArrowTable:
        """The rows of a query as columns."""
        return self._query(query).toArrow()

    def write(self, outputs: Iterable[Output], out: Path) -> int:
        """Write results to a folder of Parquet files, one for each of Spark's partitions."""
        check_replaceable(out)
        try:
            with scratch_folder(out.parent) as own:
                part = own / "result"
                part.mkdir()
                plain = self.workplace.plain(part)
                for n, output in enumerate(outputs):
                    try:
                        with self.scope():  # of this output alone: the next may ask for what `outputs` made before
                            self._frame(output).write.mode("append" if n else "overwrite").parquet(plain)
                    except Exception as error:
                        raise _cannot(out, error) from None
                count = int(self.session.read.parquet(plain).count())
                put_in_place(part, out)
        except OSError as error:
            raise _cannot(out, error) from None
        return count

    def _frame(self, output: Output) -> Any:
        """The rows of an output in words."""
        by_source: dict[str, dict[str, Any]] = {}
        for column in output.columns:
            if column.words is not None:
                by_source.setdefault(column.source, {})[column.name] = column.words
        chosen: list[str] = []
        for column in output.columns:
            where = f"w_{column.source}" if column.words is not None else "q"
            inner = f"`{column.name}`" if column.words is not None else f"`{column.source}`"
            chosen.append(f"{where}.{inner} AS `{column.name}`")
        joins = ""
        for source, words in by_source.items():
            keys = pa.array(range(len(next(iter(words.values())))), pa.int32())
            loaded = self.load(pa.table({"words_key": keys, **words}), "words")
            joins += f" LEFT JOIN {loaded} AS w_{source} ON w_{source}.words_key = q.`{source}`"
        written = self.view(output.query, "written")
        return self.session.sql(f"SELECT {', '.join(chosen)} FROM {written} AS q{joins}")

    def _query(self, query: str) -> Any:
        return self.session.sql(translated(query))


def _cannot(out: Path, error: Exception) -> CannotWrite:
    said = str(error).splitlines()[0][:200]
    return CannotWrite(f"{out} cannot be written: {said}", "Check free disk space and write permission.")


def _type(spark: str) -> str:
    return "DECIMAL" + spark[7:] if spark.startswith("decimal") else TYPES.get(spark, spark.upper())


def start(threads: int | None = None) -> Spark:
    """A Spark session. Raises NoEngine where Spark or Java is not installed."""
    try:
        from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports, reportUnknownVariableType] an extra
    except ImportError:
        raise NoEngine("Spark is not installed.", "pip install 'comity[spark]', and Java 17.") from None
    builder = cast(Any, SparkSession).builder
    builder = builder.appName("comity").config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    # Spark writes out every plan for its log, and the plans of what was kept within it: of a whole law, gigabytes
    builder = builder.config("spark.sql.maxPlanStringLength", "10000").config("spark.sql.debug.maxToStringFields", "5")
    if threads:
        builder = builder.master(f"local[{threads}]").config("spark.sql.shuffle.partitions", str(threads))
    try:
        return Spark(builder.getOrCreate())
    except Exception as error:
        raise NoEngine(f"Spark does not start: {str(error).splitlines()[0][:200]}", "It needs Java 17.") from None
