"""What an engine must offer to run the bulk evaluator's queries; each engine is one file here, found by its name."""

from __future__ import annotations

import csv
import importlib
import io
import pkgutil
import re
import secrets
import shutil
from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from comity.disk.reading import NotAFile
from comity.disk.whole_files import replacing
from comity.errors import ComityError
from comity.intake.sheets.heads import unique
from comity.plan.engine.relations import Relation

ArrowTable: TypeAlias = Any
"""A pyarrow.Table; pyarrow ships no types."""
ArrowArray: TypeAlias = Any
"""A pyarrow.Array."""


CSV = (".csv", ".tsv", ".txt")
DELIMITERS = ",\t;|"
LONGEST_LINE = 1 << 20
MOST_COLUMNS = 2_000


class Unreadable(Exception):
    """A file that the engine cannot read."""


class Unusable(ComityError):
    """What was named cannot be used as it is; with what to do about it."""


class NoEngine(Unusable):
    """There is no such engine, or what it needs is not installed."""


class CannotWrite(Unusable):
    """The result cannot be written where it was wanted. What was there is still there."""


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """A column of a result: a column of its query, or what that number stands for in a list of words.

    Where it is `required`, every row has a value, and nobody need look for rows that have none.
    """

    name: str
    source: str
    words: ArrowArray | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """A result to be written: a query of numbers, and the columns it is written in."""

    query: str
    columns: tuple[OutputColumn, ...]


class Engine(Protocol):
    """Where rows are and queries run. All queries are written as DuckDB reads them; others translate with sqlglot.

    What is made is a Relation, which stands for its rows in the text of further queries; its `purpose` is part of its name.
    """

    name: str

    def open(self, file: Path, purpose: str) -> Relation:
        """The rows of a Parquet or CSV file (of which every column is text), read when asked for. Raises Unreadable."""
        ...

    def view(self, query: str, purpose: str) -> Relation:
        """The rows of a query, which is run whenever they are asked for."""
        ...

    def keep(self, query: str, purpose: str) -> Relation:
        """The rows of a query of a file that is read slowly, kept where they are read fast, in memory or not."""
        ...

    def make(self, query: str, purpose: str) -> Relation:
        """The rows of a query, kept."""
        ...

    def load(self, table: ArrowTable, purpose: str) -> Relation:
        """The rows of a small table, kept."""
        ...

    def drop(self, relation: Relation) -> None:
        """Let go of rows that nobody asks for any more."""
        ...

    def scope(self) -> AbstractContextManager[None]:
        """What is made within is let go at the end, but for what is to `outlive` it."""
        ...

    def outlive(self, relation: Relation) -> None:
        """Keep rows as long as the scope around the one in which they were made."""
        ...

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        ...

    def arrow(self, query: str) -> ArrowTable:
        """The rows of a query as columns."""
        ...

    def write(self, outputs: Iterable[Output], out: Path) -> int:
        """Write results of the same columns as Parquet, one after another, all or nothing; how many rows. Raises CannotWrite.

        An output is asked for when the one before it has been read, and may use tables in place of those.
        """
        ...


def delimiter(file: Path) -> str:
    """What divides the columns of a CSV file: of comma, tab, semicolon and bar, the one its first line has most of, outside quotes."""
    with file.open("rb") as opened:
        first = opened.readline(LONGEST_LINE).decode("utf-8", "replace")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=bare.count)


def header(file: Path) -> list[str]:
    """The names of the columns of a CSV file, as its first line has them; each once."""
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
        beginning = io.StringIO(opened.read(LONGEST_LINE), newline="")
    first = next(csv.reader(beginning, delimiter=delimiter(file)), list[str]())
    if len(first) > MOST_COLUMNS:
        raise Unreadable(f"it has {len(first):,} columns; at most {MOST_COLUMNS:,} are read")
    return unique(name.strip() for name in first)


def reason(error: BaseException) -> str:
    """Why an engine cannot read a file, in a line: of a CSV file with the line that is at fault."""
    said = str(error)
    line = re.search(r"CSV Error on Line: ([0-9]+)", said)
    columns = re.search(r"Expected Number of Columns: ([0-9]+) Found: ([0-9]+)", said)
    if line is None:
        return said.splitlines()[0][:200]
    if columns is None:
        before = said.partition("\nPossible")[0].strip().splitlines()
        return f"line {int(line[1]):,}: {before[-1][:200]}"
    return f"line {int(line[1]):,} has {columns[2]} columns, the first has {columns[1]}"


def replaceable(out: Path) -> bool:
    """Whether a result may be written there: there is nothing, or a file, or a folder of nothing but a result of Spark."""
    if not out.is_dir():
        return True
    names = [path.name for path in out.iterdir()]
    return "_SUCCESS" in names and all(
        fnmatch(n, "part-*.parquet") or n == "_SUCCESS" or n.endswith(".crc") for n in names
    )


def check_replaceable(out: Path) -> None:
    """Raise CannotWrite unless a result may be written there."""
    if not replaceable(out):
        raise CannotWrite(f"{out} is a folder of other things.", "Name the file to write: --out positions.parquet.")


@contextmanager
def making(out: Path) -> Generator[Path]:
    """A file of one's own in which a result is made, put in the place of `out` when it is whole.

    Raises:
        CannotWrite: `out` is a folder of other things, a device or a pipe.
    """
    check_replaceable(out)
    spark = out.is_dir() and not out.is_symlink()
    made = out.with_name(f"{out.name[:200]}.old-{secrets.token_hex(4)}") if spark else out
    if spark:  # a result of Spark, which a file takes the place of
        out.rename(made)
    try:
        with replacing(out) as part:
            yield part
    except NotAFile:
        raise CannotWrite(f"{out} is not a file.", "Name the file to write: --out positions.parquet.") from None
    finally:
        if spark and out.exists():
            shutil.rmtree(made)
        elif spark:
            made.rename(out)


def put_in_place(made: Path, out: Path) -> None:
    """Move a finished result to where it was wanted, in place of the file or the result of Spark that was there."""
    check_replaceable(out)
    if out.is_dir() and not out.is_symlink():
        shutil.rmtree(out)
    elif made.is_dir():
        out.unlink(missing_ok=True)
    made.replace(out)


def sql_text(words: str) -> str:
    """Words as SQL has them.

    >>> sql_text("it's")
    "'it''s'"
    """
    return "'" + words.replace("'", "''") + "'"


NOT_ENGINES = {"arrow", "protocol", "relations", "sql"}
"""The files of this folder that are not engines themselves."""


def engines() -> list[str]:
    """The names of the engines there are.

    >>> engines()
    ['duckdb', 'spark']
    """
    import comity.plan.engine

    return sorted(m.name for m in pkgutil.iter_modules(comity.plan.engine.__path__) if m.name not in NOT_ENGINES)


def start(name: str = "duckdb", threads: int | None = None) -> Engine:
    """Start an engine by its name. Raises NoEngine."""
    if name not in engines():
        raise NoEngine(f"there is no engine `{name}`.", f"There are: {', '.join(engines())}.")
    return importlib.import_module(f"comity.plan.engine.{name}").start(threads)
