"""The table of awards to be assessed: any CSV or Parquet file with an award and a government; what is absent is unknown."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

COLUMNS = {
    "award": "VARCHAR", "government": "VARCHAR", "prime": "VARCHAR", "agency": "VARCHAR", "program": "VARCHAR",
    "fiscal_year": "INTEGER", "stage": "VARCHAR", "offered": "DATE", "accepted": "DATE", "accepted_by": "DATE",
    "period_start": "DATE", "period_end": "DATE", "amount": "DECIMAL(18,2)", "terms": "VARCHAR",
}  # fmt: skip
"""The columns that are read, with their types; docs/bulk.md says what each means."""
ALSO_CALLED = {"id": "award", "recipient": "government"}
BESIDE = frozenset({"kind", "state", "note", "source", "recorded", "row", "supersedes"})
"""Columns that an imported table has and that no norm reads."""
LIST_MARK = ";"


class BadTable(Exception):
    """The file cannot be assessed as it is; with what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class AwardTable:
    """The awards as DuckDB sees them: the view `name`, the `COLUMNS` it has, how many rows, what is to be said of it."""

    name: str
    path: str
    columns: frozenset[str]
    rows: int
    notes: tuple[str, ...]


def open_awards(con: Any, path: Path | str, name: str = "awards") -> AwardTable:
    """Make a view of a file of awards with the canonical columns it has; raises BadTable."""
    file = Path(path)
    if not file.is_file():
        raise BadTable(f"no file {file}.", "Give a CSV or Parquet file of awards.")
    if file.stat().st_size == 0:
        raise BadTable(f"{file} is empty.", "It has no header and no rows.")
    source = _source(con, file)
    found = {row[0]: row[1] for row in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    taken: dict[str, str] = {}
    unknown: list[str] = []
    for column in found:
        known = column.strip().lower()
        known = ALSO_CALLED.get(known, known)
        if known in COLUMNS and known not in taken:
            taken[known] = column
        elif known not in BESIDE:
            unknown.append(column)
    for column in ("award", "government"):
        if column not in taken:
            raise BadTable(
                f"{file} has no column `{column}`; it has {', '.join(list(found)[:12])}.",
                "An award table has at least award, government and program. `comity import` makes one from a download.",
            )
    casts = {known: _cast(known, column, found[column]) for known, column in taken.items()}
    view = ", ".join(f"{sql} AS {known}" for known, sql in casts.items())
    con.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT {view} FROM {source}")
    rows = _count(con, name, file)
    if rows == 0:
        raise BadTable(f"{file} has no rows.", "It has a header only.")
    left = _check(con, source, name, file, taken, found)
    notes: list[str] = []
    if left == rows:
        raise BadTable(
            f"{file}: no row names a government.", "Recipients are matched to governments by `comity import`."
        )
    if left:
        where = (
            f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM (SELECT {view} FROM {source}) WHERE government IS NOT NULL"
        )
        con.execute(where)
        notes.append(f"{left:,} of {rows:,} awards name no government and have no positions")
        rows -= left
    if unknown:
        notes.append(f"columns not read: {', '.join(unknown)}")
    absent = [c for c in COLUMNS if c not in taken]
    if absent:
        notes.append(f"columns absent, so unknown of every award: {', '.join(absent)}")
    return AwardTable(name, str(file), frozenset(taken), rows, tuple(notes))


def once(con: Any, table: AwardTable) -> None:
    """Refuse a file in which an award stands twice; raises BadTable."""
    twice = con.execute(f"SELECT count(*) - count(DISTINCT award) FROM {table.name}").fetchall()[0][0]
    if twice:
        raise BadTable(
            f"{table.path}: {twice:,} rows repeat an award that stands above.",
            "One row is one award. `comity import` folds modifications of one award into it.",
        )


def _source(con: Any, file: Path) -> str:
    quoted = str(file).replace("'", "''")
    if file.suffix.lower() in (".parquet", ".pq"):
        source = f"read_parquet('{quoted}')"
    elif file.suffix.lower() in (".csv", ".tsv", ".txt"):
        source = f"read_csv('{quoted}', all_varchar = true, header = true, strict_mode = true)"
    else:
        raise BadTable(f"{file} is neither CSV nor Parquet.", "`comity import` reads spreadsheets and downloads.")
    try:
        con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    except Exception as error:
        raise BadTable(f"{file} cannot be read: {_first(error)}", "Is it complete?") from None
    return source


def _count(con: Any, name: str, file: Path) -> int:
    try:
        return con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
    except Exception as error:
        raise BadTable(f"{file} cannot be read: {_first(error)}", "Is it complete?") from None


def _cast(known: str, column: str, type: str) -> str:
    quoted = '"' + column.replace('"', '""') + '"'
    if known in ("award", "government", "prime") and type in ("BIGINT", "INTEGER", "SMALLINT"):
        return quoted  # a number names as well as a word does, and joins faster
    if known == "fiscal_year" and type in ("SMALLINT", "TINYINT", "INTEGER"):
        return quoted
    if (known == "amount" and type in ("DOUBLE", "FLOAT")) or (known == "amount" and type.startswith("DECIMAL")):
        return quoted
    if known == "terms" and type.endswith("[]"):
        return f"array_to_string(list_sort({quoted}), '{LIST_MARK}')"
    wanted = COLUMNS[known]
    if type == "VARCHAR":
        blank = f"NULLIF(TRIM({quoted}), '')"
        if known == "terms":
            return f"CASE WHEN LOWER(TRIM({quoted})) = 'none' THEN '' ELSE {blank} END"
        return blank if wanted == "VARCHAR" else f"TRY_CAST(REPLACE(REPLACE({blank}, ',', ''), '$', '') AS {wanted})"
    return f"TRY_CAST({quoted} AS {wanted})"


def _check(con: Any, source: str, name: str, file: Path, taken: dict[str, str], found: dict[str, str]) -> int:
    """Values that are not of their column's type are a fault of the file, never quietly unknown. Returns rows without government."""
    tests: list[tuple[str, str]] = []
    for known, column in taken.items():
        quoted = '"' + column.replace('"', '""') + '"'
        if COLUMNS[known] != "VARCHAR" and _cast(known, column, found[column]) != quoted:
            tests.append((known, f"NULLIF(TRIM(CAST({quoted} AS VARCHAR)), '')"))
    try:
        for known, text in tests:
            cast = _cast(known, taken[known], found[taken[known]])
            bad = con.execute(
                f"SELECT count(*), min({text}) FROM {source} WHERE {text} IS NOT NULL AND ({cast}) IS NULL"
            ).fetchall()[0]
            if bad[0]:
                raise BadTable(
                    f"{file}: {bad[0]:,} values of `{known}` are not of type {COLUMNS[known].lower()}, such as `{bad[1]}`.",
                    "Are columns swapped? Dates are written 2018-01-24, amounts 250000.00.",
                )
        count = f"SELECT count(*) FILTER (WHERE award IS NULL), count(*) FILTER (WHERE government IS NULL) FROM {name}"
        empty, left = con.execute(count).fetchall()[0]
    except BadTable:
        raise
    except Exception as error:
        raise BadTable(f"{file} cannot be read: {_first(error)}", "Is it complete?") from None
    if empty:
        raise BadTable(
            f"{file}: {empty:,} rows have no award.",
            "`comity import` puts such rows into its file of rejects.",
        )
    return int(left)


def _first(error: Exception) -> str:
    return str(error).splitlines()[0][:200]
