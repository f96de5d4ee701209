"""Turn an importer's description of a file into the SQL that makes typed lines of its rows, each with its faults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.intake.columns import LINE, SQL
from comity.intake.fields import Field
from comity.intake.kinds import Importer


@dataclass(frozen=True, slots=True)
class LineSql:
    """The SQL of one file.

    `columns` are those that it reads, in the order in which they are `c0`, `c1`, ... of the table `piece`; `checks` a
    column and the words for what may be wrong with it; `read` makes the table `lines`, whose column `faults` has the
    numbers of the checks that a row fails, from 1, with commas between; `fields` the column of each field that has one.
    """

    columns: tuple[str, ...]
    checks: tuple[tuple[str, str], ...]
    read: str
    fields: Mapping[str, str]


def line_sql(
    importer: Importer,
    fields: Sequence[Field],
    header: Sequence[str],
    digest: str,
    dated: dt.date | None,
    constants: Mapping[str, str],
    dates: Sequence[str],
) -> LineSql:
    """The SQL of a file with these columns.

    Args:
        importer: the kind of list.
        fields: its fields, for a sheet with the columns of its mapping.
        header: the columns of the file.
        digest: its SHA-256.
        dated: the date of the list; money paid by then has been accepted by then.
        constants: values by field that are the same in every row.
        dates: the forms of dates.
    """
    columns: dict[str, str] = {}
    values, faults = [f"'{digest}' AS source", "row"], list[str]()
    checks: list[tuple[str, str]] = []
    of: dict[str, str] = {}
    for one in fields:
        column = one.column(header)
        if column is not None:
            of[one.name] = column
            raw = columns.setdefault(column, f"c{len(columns)}")
        elif one.name in constants:
            raw = "'" + constants[one.name].replace("'", "''") + "'"
        elif one.required:
            raw = "''"
        else:
            values.append(f"NULL::{_type(one)} AS {one.name}")
            continue
        values.append(f"{one.value(raw, dates)} AS {one.name}")
        fault, words = one.fault(raw, dates)
        if one.sure:
            continue
        checks.append((column or (one.columns[0] if one.columns else one.name), words))
        faults.append(f"CASE WHEN {fault} THEN '{len(checks)}' END")
    checks.append(("", "no key of an award can be made of it"))
    names = {one.name for one in importer.FIELDS}
    paid = f"CASE WHEN outlayed > 0 THEN DATE '{dated}' END" if dated and "outlayed" in names else "NULL"
    lines = [f"{_derived(importer, names, c.name, paid)}::{SQL[c.type]} AS {c.name}" for c in LINE]
    blank = " AND ".join(f"coalesce(trim({raw}), '') = ''" for raw in columns.values()) or "FALSE"
    if any(one.sure for one in fields):
        blank = "FALSE"  # which rows are blank has been told
    read = f"""CREATE OR REPLACE TEMP TABLE lines AS
        WITH read AS (SELECT {", ".join(values)}, {f"concat_ws(',', {', '.join(faults)})" if faults else "''"} AS faults
            FROM piece WHERE NOT ({blank})),
        line AS (SELECT {", ".join(lines)}, faults FROM read)
        SELECT * REPLACE (CASE WHEN faults <> '' THEN faults
            WHEN award IS NULL OR action IS NULL THEN '{len(checks)}' ELSE '' END AS faults) FROM line"""
    return LineSql(tuple(columns), tuple(checks), read, of)


def _type(one: Field) -> str:
    return {"dollars": "DECIMAL(18,2)", "date": "DATE", "year": "INTEGER"}.get(one.read, "VARCHAR")


def _derived(importer: Importer, names: Iterable[str], column: str, paid: str) -> str:
    found = importer.DERIVED.get(column, column if column in {*names, "row"} else "NULL")
    return f"coalesce({found}, {paid})" if column == "accepted_by" else f"({found})"
