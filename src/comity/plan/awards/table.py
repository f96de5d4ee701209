"""The table of awards to assess: any CSV or Parquet file with an award and a government; what is absent is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pyarrow as pa

from comity.intake.columns import AWARD
from comity.intake.fields import COMMA_ASTRAY
from comity.norms.attributes import EARLIEST_YEAR, LATEST_YEAR
from comity.norms.names.programs import all_programs
from comity.plan.engine.protocol import CSV, Engine, Unreadable, Unusable, reason
from comity.plan.engine.relations import Relation
from comity.record.award_facts import values_by_award
from comity.record.nodes import EMPTY, Award, Record

COLUMNS = {
    "award": "VARCHAR", "government": "VARCHAR", "prime": "VARCHAR", "agency": "VARCHAR", "program": "VARCHAR",
    "fiscal_year": "INTEGER", "stage": "VARCHAR", "offered": "DATE", "accepted": "DATE", "accepted_by": "DATE",
    "obligated": "DATE",
    "period_start": "DATE", "period_end": "DATE", "amount": "DECIMAL(18,2)", "terms": "VARCHAR", "term_sets": "VARCHAR",
}  # fmt: skip
"""The columns that are read, with their types; docs/bulk.md says what each means."""
ALSO_CALLED = {"id": "award", "recipient": "government", "obligated_on": "obligated"}
BESIDE = frozenset({column.name for column in AWARD} | {"note", "recorded", "supersedes"})
"""Columns that an imported table or a record has and that no norm reads: nothing to be said of them."""
RANGES = {
    "DATE": (
        f"DATE '{EARLIEST_YEAR}-01-01'",
        f"DATE '{LATEST_YEAR}-12-31'",
        f"days of awards lie between the years {EARLIEST_YEAR} and {LATEST_YEAR}",
    ),
    "INTEGER": (
        str(EARLIEST_YEAR),
        str(LATEST_YEAR),
        f"fiscal years lie between {EARLIEST_YEAR} and {LATEST_YEAR}",
    ),
    "DECIMAL(18,2)": ("-1e15", "1e15", "amounts are finite"),
}
"""Between what the values of a type lie, as SQL and in words; a placeholder for what is not known is not a value."""
NAMES = ("award", "government", "prime")
READABLE = (".parquet", ".pq", *CSV)
CENT = Decimal("0.01")
LIST_MARK = ";"
SHORTENED = re.compile(r"[0-9][0-9]\.[0-9]{1,2}")
LISTING = re.compile(r"[0-9][0-9]\.[0-9A-Z]{2,4}")


class BadTable(Unusable):
    """The file cannot be assessed as it is."""


@dataclass(frozen=True, slots=True)
class AwardTable:
    """The awards as the engine sees them: their rows, the `COLUMNS` these have, how many, what is to be said of them.

    `whole` are the rows of all awards, where these are some.
    """

    relation: Relation
    path: str
    columns: frozenset[str]
    rows: int
    notes: tuple[str, ...]
    whole: Relation | None = None

    @property
    def all(self) -> Relation:
        """The rows of all awards, of which these are some or all."""
        return self.whole or self.relation

    def among(self, relation: Relation) -> AwardTable:
        """The awards of these rows, which are some of these."""
        return replace(self, relation=relation, whole=self.all)


def open_awards(engine: Engine, path: Path | str, record: Record = EMPTY) -> AwardTable:
    """Make a view of a file of awards with the canonical columns it has; raises BadTable.

    What the record says of single awards (`award_facts`) goes before what the file says. An award without agency has that
    of its Assistance Listing, if exactly one agency gives it: the rule of records and of `comity import`.
    """
    file = Path(path)
    if not file.exists():
        raise BadTable(f"no file {file}.", "Give a CSV or Parquet file of awards.")
    if file.is_file() and file.stat().st_size == 0:
        raise BadTable(f"{file} is empty.", "It has no header and no rows.")
    if file.suffix.lower() not in READABLE:
        raise BadTable(f"{file} is neither CSV nor Parquet.", "`comity import` reads spreadsheets and downloads.")
    if file.suffix.lower() in CSV:
        _text(file)
    try:
        source = engine.open(file, "file")
    except Unreadable as error:
        raise BadTable(f"{file} cannot be read: {error}", _whole_hint(file)) from None
    found = source.columns
    taken: dict[str, str] = {}
    unknown: list[str] = []
    for column in found:
        known = column.strip().lower()
        known = ALSO_CALLED.get(known, known)
        if known in COLUMNS and known not in taken:
            taken[known] = column
        elif known in COLUMNS or known not in BESIDE:
            unknown.append(column)
    for column in ("award", "government"):
        if column not in taken:
            raise BadTable(
                f"{file} has no column `{column}`; it has {', '.join(list(found)[:12])}.",
                "An award table has at least award and government. `comity import` makes one from a download.",
            )
    view = ", ".join(f"{_cast(known, column, found[column])} AS {known}" for known, column in taken.items())
    relation = engine.view(f"SELECT {view} FROM {source}", "awards")
    rows, left = _check(engine, source, file, taken)
    notes: list[str] = []
    query = f"SELECT * FROM (SELECT {view} FROM {source}) AS f WHERE government IS NOT NULL"
    try:
        beside = _beside(engine, relation, query, taken, record)
        if left or beside.added or file.suffix.lower() in CSV:
            of_query = engine.keep if file.suffix.lower() in CSV else engine.view
            relation = of_query(beside.query, "awards")
    except Unusable:
        raise
    except Exception as error:
        raise BadTable(f"{file} cannot be read: {reason(error)}", _whole_hint(file)) from None
    notes += beside.notes
    if left:
        notes.append(f"{left:,} of {rows:,} awards name no government and have no positions")
        rows -= left
    if unknown:
        notes.append(f"columns not read: {', '.join(unknown)}")
    known_columns = frozenset(taken) | beside.added
    absent = [c for c in COLUMNS if c not in known_columns]
    if absent:
        notes.append(f"columns absent, so unknown of every award: {', '.join(absent)}")
    return AwardTable(relation, str(file), known_columns, rows, tuple(notes))


def awards_on_record(engine: Engine, awards: Sequence[Award]) -> AwardTable:
    """Awards of a record as a table, which says what `open_awards` reads of a file of them."""
    held: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for one in awards:
        for name, values in held.items():
            value: object = getattr(one, {"award": "id", "government": "recipient"}.get(name, name))
            if name == "agency" and value is None and one.program is not None:
                listed = all_programs().get(one.program)
                value = listed.agency if listed else None
            if name in ("terms", "term_sets") and value is not None:
                value = LIST_MARK.join(cast("tuple[str, ...]", value))
            values.append(value)
    columns: dict[str, Any] = {name: pa.array(values, _ARROW[COLUMNS[name]]) for name, values in held.items()}
    return AwardTable(engine.load(pa.table(columns), "awards"), "the record", frozenset(COLUMNS), len(awards), ())


@dataclass(frozen=True, slots=True)
class _Beside:
    """The query of awards with what stands beside the file, the columns that it adds or fills, and what is to be said of it."""

    query: str
    added: frozenset[str]
    notes: tuple[str, ...] = ()


def _beside(engine: Engine, opened: Relation, query: str, taken: Mapping[str, str], record: Record) -> _Beside:
    """The query with the record's facts about single awards, and the agencies that follow from listings."""
    columns = {column: f"w.{column}" for column in taken}
    joins = ""
    notes: list[str] = []
    added: set[str] = set()
    given = {column: rows for column, rows in _facts(record).items() if column in COLUMNS}
    if given:
        awards = sorted({award for rows in given.values() for award in rows})
        cells: dict[str, Any] = {"award": pa.array(awards, pa.string())}
        for column, rows in given.items():
            cells[column] = pa.array([rows.get(award) for award in awards], _ARROW[COLUMNS[column]])
            known = columns.get(column)
            columns[column] = f"COALESCE(g.{column}, {known})" if known else f"g.{column}"
        on_record = engine.load(pa.table(cells), "given")
        joins += f" LEFT JOIN {on_record} AS g ON g.award = CAST(w.award AS VARCHAR)"
        added |= set(given)
        notes.append(
            f"facts on record about {len(awards):,} {'award' if len(awards) == 1 else 'awards'} go before the file"
        )
    if "program" in taken and _agency_open(engine, opened, taken):
        listed = [(one.number, one.agency) for one in all_programs().values() if one.agency]
        numbers, agencies = ([pair[at] for pair in listed] for at in (0, 1))
        listings = engine.load(
            pa.table({"program": pa.array(numbers, pa.string()), "agency": pa.array(agencies, pa.string())}), "listings"
        )
        joins += f" LEFT JOIN {listings} AS l ON l.program = {columns['program']}"
        columns["agency"] = f"COALESCE({columns['agency']}, l.agency)" if "agency" in columns else "l.agency"
        added.add("agency")
        notes.append("where the file names no agency, it is the one that gives the program")
    if not joins:
        return _Beside(query, frozenset())
    chosen = ", ".join(f"{sql} AS {column}" for column, sql in columns.items())
    return _Beside(f"SELECT {chosen} FROM ({query}) AS w{joins}", frozenset(added), tuple(notes))


def _agency_open(engine: Engine, awards: Relation, taken: Mapping[str, str]) -> bool:
    if "agency" not in taken:
        return True
    return bool(engine.rows(f"SELECT 1 FROM {awards} WHERE agency IS NULL AND program IS NOT NULL LIMIT 1"))


def _facts(record: Record) -> dict[str, dict[str, Any]]:
    """By column, what the record says of single awards; lists as the column has them."""
    found: dict[str, dict[str, Any]] = {}
    if record.award_facts:
        for fact, value in values_by_award(record):
            plain = LIST_MARK.join(map(str, cast("tuple[object, ...]", value))) if isinstance(value, tuple) else value
            found.setdefault(fact.attribute, {})[fact.award] = plain
    return found


_ARROW: Mapping[str, Any] = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DATE": pa.date32(),
    "DECIMAL(18,2)": pa.decimal128(18, 2),
}


def once(engine: Engine, table: AwardTable) -> None:
    """Refuse a file in which an award stands twice; raises BadTable."""
    # hashes take a fraction of the memory of names, and two say more than one; where both agree, the names are looked at
    both = "hash(award), hash(CAST(award AS VARCHAR) || '.')"
    twice = engine.rows(f"SELECT 1 FROM {table.relation} GROUP BY {both} HAVING count(*) > 1 LIMIT 1")
    twice = twice and engine.rows(f"SELECT count(*) - count(DISTINCT award) FROM {table.relation}")[0][0]
    if twice:
        raise BadTable(
            f"{table.path}: {twice:,} rows repeat an award that stands above.",
            "One row is one award. `comity import` folds modifications of one award into it.",
        )


def part_of(part: int, parts: int) -> str:
    """One of several parts of equal size of awards, as SQL; where hashes have a sign, so has what is left of them."""
    return f"(hash(award) % {parts} + {parts}) % {parts} = {part}"


def _text(file: Path) -> None:
    """Refuse a CSV file that is none; raises BadTable."""
    with file.open("rb") as opened:
        begins = opened.read(4_096)
    if begins.startswith(b"PAR1"):
        raise BadTable(f"{file} is a Parquet file.", "Give it a name that ends in .parquet.")
    if begins.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadTable(f"{file} is text in UTF-16.", "Save it as UTF-8; `comity import` reads the rest.")
    if not begins.strip():
        raise BadTable(f"{file} has no line of columns.", "Its first line names them.")


def _cast(known: str, column: str, type: str) -> str:
    quoted = _plain(column)
    if _whole(known, type):
        return quoted
    if known == "fiscal_year" and type in ("SMALLINT", "TINYINT", "INTEGER"):
        return quoted
    if known == "amount" and (type in ("DOUBLE", "FLOAT") or type.startswith("DECIMAL")):
        return quoted
    if known in ("terms", "term_sets") and type.endswith("[]"):
        return f"array_to_string(list_sort({quoted}), '{LIST_MARK}')"
    if known == "program" and (type in ("DOUBLE", "FLOAT") or type.startswith("DECIMAL")):
        return f"CAST(CAST({quoted} AS DECIMAL(9, 3)) AS VARCHAR)"
    wanted = COLUMNS[known]
    if type == wanted == "DATE":
        return quoted
    if type == "VARCHAR":
        blank = f"NULLIF(TRIM({quoted}), '')"
        if known in ("terms", "term_sets"):
            return f"CASE WHEN LOWER(TRIM({quoted})) = 'none' THEN '' ELSE {blank} END"
        return blank if wanted == "VARCHAR" else f"TRY_CAST(REPLACE(REPLACE({blank}, ',', ''), '$', '') AS {wanted})"
    return f"TRY_CAST({quoted} AS {wanted})"


def _check(engine: Engine, source: Relation, file: Path, taken: dict[str, str]) -> tuple[int, int]:
    """Values that are not of their column's type are a fault of the file, never quietly unknown.

    One pass over the file. Returns its rows, and those without a government.
    """
    found = source.columns
    named = (_cast(known, taken[known], found[taken[known]]) for known in ("award", "government"))
    asked = ["count(*)", *(f"count(*) - count({cast})" for cast in named)]
    tested: list[str] = []
    for known, column in taken.items():
        cast = _cast(known, column, found[column])
        if COLUMNS[known] != "VARCHAR" and cast != _plain(column):
            text = f"NULLIF(TRIM(CAST({_plain(column)} AS VARCHAR)), '')"
            wrong = f"({cast}) IS NULL"
            if known == "fiscal_year":  # 2016.6 is not a year
                wrong += f" OR TRY_CAST(REPLACE({text}, ',', '') AS DOUBLE) <> ({cast})"
            if known == "amount":
                wrong += f" OR regexp_matches({text}, '{COMMA_ASTRAY}')"
            bad = f"CASE WHEN {text} IS NOT NULL AND ({wrong}) THEN {text} END"
            asked += [f"count({bad})", f"min({bad})"]
            tested.append(known)
    ranged = [(known, *RANGES[COLUMNS[known]]) for known in taken if COLUMNS[known] in RANGES]
    for known, least, most, _ in ranged:
        cast = _cast(known, taken[known], found[taken[known]])
        low, high = f"MIN({cast})", f"MAX({cast})"
        asked += [
            f"CASE WHEN {high} > {most} THEN CAST({high} AS VARCHAR) WHEN {low} < {least} THEN CAST({low} AS VARCHAR) END"
        ]
    try:
        rows, empty, left, *tests = engine.rows(f"SELECT {', '.join(asked)} FROM {source}")[0]
    except Exception as error:
        raise BadTable(f"{file} cannot be read: {reason(error)}", _whole_hint(file)) from None
    if rows == 0:
        raise BadTable(f"{file} has no rows.", "It has a header only.")
    tests, outside = tests[: 2 * len(tested)], tests[2 * len(tested) :]
    bad = [(known, n, one) for known, n, one in zip(tested, tests[::2], tests[1::2], strict=True) if n]
    if bad:
        said = "; ".join(
            f"{n:,} values of `{known}` are not of type {COLUMNS[known].lower()}, such as `{one}`"
            for known, n, one in bad
        )
        raise BadTable(f"{file}: {said}.", "Are columns swapped? Dates are written 2018-01-24, amounts 250000.00.")
    far = [
        f"`{one}` in column `{known}`: {words}"
        for (known, _, _, words), one in zip(ranged, outside, strict=True)
        if one is not None
    ]
    if far:
        raise BadTable(f"{file}: {'; '.join(far)}.", "Leave empty what is not known.")
    if empty:
        raise BadTable(
            f"{file}: {empty:,} rows have no award.", "`comity import` puts such rows into its file of rejects."
        )
    if left == rows:
        raise BadTable(
            f"{file}: no row names a government.", "Recipients are matched to governments by `comity import`."
        )
    return int(rows), int(left)


def _whole_hint(file: Path) -> str:
    return "Is it complete?" + (" Do values that hold a comma stand in quotes?" if file.suffix.lower() in CSV else "")


def whole_programs(table: AwardTable, programs: Iterable[str]) -> None:
    """Refuse Assistance Listing numbers that a spreadsheet has shortened, which would be those of no program; raises BadTable."""
    named = list(programs)
    short = sorted(p for p in named if SHORTENED.fullmatch(p))
    other = sorted(p for p in named if not LISTING.fullmatch(p) and not SHORTENED.fullmatch(p))
    if other:
        raise BadTable(
            f"{table.path}: `{other[0]}` in column `program` is not an Assistance Listing number"
            f"{f' (and {len(other) - 1:,} more like it)' if other[1:] else ''}.",
            "It looks like 16.738. `comity import sheet` reads numbers within text.",
        )
    if short:
        raise BadTable(
            f"{table.path}: `{short[0]}` in column `program` is not an Assistance Listing number, which has three digits after "
            f"the point{f' (and {len(short) - 1:,} more like it)' if short[1:] else ''}.",
            f"Where it was taken for a number its last zeros are gone: {short[0]:0<6}. `comity import sheet` puts them back.",
        )


def _plain(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _whole(known: str, type: str) -> bool:
    """Whether a number names: it does as well as a word does, and joins faster."""
    return known in NAMES and type in ("BIGINT", "INTEGER", "SMALLINT")
