"""Turn the rows of a sheet that are awards into lines of an import, and unusable ones into its rejects."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from comity.disk.whole_files import write_whole
from comity.intake.as_table import make_large_table
from comity.intake.columns import LINE
from comity.intake.job import Layout
from comity.intake.kinds import Importer
from comity.intake.lines.implausible import check_swapped
from comity.intake.lines.rejects import Reject, as_row, encode
from comity.intake.lines.sql import line_sql
from comity.intake.read.files import Table, keep
from comity.intake.sheets import values as v
from comity.intake.sheets.agencies import agency
from comity.intake.sheets.columns import FIELDS, MONEY
from comity.intake.sheets.holders import Holders
from comity.intake.sheets.placing import Placed
from comity.intake.sheets.reading import ReadSheet
from comity.intake.sheets.rows import TableRows

_DIRECT = {"direct": "yes", "prime": "yes", "yes": "yes", "y": "yes", "no": "no", "n": "no", "indirect": "no"}


def write_lines(
    connection: Any, importer: Importer, read: ReadSheet, source: str, digest: str, folder: Path
) -> dict[str, Any]:
    """Write the lines of a sheet as `0000-000000.parquet` and its rejects as `.csv` in a folder; returns what was counted.

    Args:
        connection: a DuckDB with the names and macros of importers.
        importer: the kind `sheet`.
        read: the sheet.
        source: the name of the source, by which rows without a number are named.
        digest: the SHA-256 of the file.
        folder: where to write.
    """
    columns, numbers = canonical(read, source)
    rejects = [
        Reject(
            file=read.reading.file, row=rows.number(at), column=rows.table.columns.get("fain", ""), value=v.clean(rows.raw["fain"][at]), reason=why,
            raw=as_row(rows.table.rows[at].cells),
        )
        for t, at, why in read.rejected
        for rows in (read.tables[t],)
    ]  # fmt: skip
    sql = line_sql(
        importer=importer,
        fields=importer.FIELDS,
        header=list(columns),
        digest=digest,
        dated=None,
        constants={},
        dates=("%Y-%m-%d",),
    )
    base = folder / "0000-000000"
    piece = {f"c{n}": columns[name] for n, name in enumerate(sql.columns)}
    make_large_table(connection, "piece", piece, numbers, base.with_name(f".{base.name}.piece"))
    connection.execute(sql.read)
    connection.execute("DROP TABLE piece")
    check_swapped(connection, Table(Path(read.reading.file), "", 0), dict(read.layout.columns))
    wrong = connection.execute("SELECT row, faults FROM lines WHERE faults <> '' ORDER BY row").fetchall()
    for row, faults in wrong:
        column, words = sql.checks[int(faults.split(",")[0]) - 1]
        rejects.append(Reject(file=read.reading.file, row=row, column=column, value="", reason=words, raw=""))
    rejects.sort(key=lambda one: one.row)
    scratch = base.with_name(f".{base.name}.new")
    of_line = ", ".join(column.name for column in LINE)
    constants = f"'{importer.KIND}' AS list, {importer.RANK}::TINYINT AS rank, 'amount,outlayed,balance' AS sums, '{digest}' AS source"
    query = f"SELECT {of_line}, {constants} FROM lines WHERE faults = '' ORDER BY row"
    target = str(scratch).replace("'", "''")
    connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    keep(scratch, base.with_name(f"{base.name}.parquet"))
    write_whole(base.with_name(f"{base.name}.csv"), encode(rejects))
    reasons = Counter(f"`{one.column}` {one.reason}" if one.column else one.reason for one in rejects)
    return {
        "rows": len(read.placed) + len(read.rejected),
        "rejected": len(rejects),
        "reasons": dict(sorted(reasons.items())),
    }


def canonical(read: ReadSheet, source: str) -> tuple[Mapping[str, list[str | None]], list[int]]:
    """The awards of a sheet: for each field that any of them has the column of its texts, and the number of each one's row."""
    columns: dict[str, list[str | None]] = {}
    numbers: list[int] = []
    holders = Holders(read, read.layout)
    for t, rows in enumerate(read.tables):
        mine = [one for one in read.placed if one.table == t] if len(read.tables) > 1 else list(read.placed)
        before = len(numbers)
        numbers += [rows.number(one.at) for one in mine]
        found = _table_columns(rows, mine, read.layout, holders, source)
        for name in dict.fromkeys((*columns, *found)):
            earlier: list[str | None] = columns.get(name) or [None] * before
            columns[name] = earlier + found[name] if name in found else earlier + [None] * len(mine)
    return {name: cells for name, cells in columns.items() if name == "place_in_file" or any(cells)}, numbers


def _fields():
    from comity.intake.kinds.sheet import FIELDS as OF_SHEET

    return OF_SHEET


def _table_columns(
    rows: TableRows, mine: Sequence[Placed], layout: Layout, holders: Holders, source: str
) -> Mapping[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    nothing: list[str | None] = [None] * len(mine)
    for one in _fields():
        name = one.columns[0]
        if name in rows.read:
            found[name] = _texts(rows, name, mine)
        elif name in layout.constants and name in FIELDS:
            cell = FIELDS[name].read(layout.constants[name])
            found[name] = [_text(cell.value)] * len(mine)
        else:
            found[name] = nothing
    sheet = rows.table.grid.sheet
    where = f"{v.bare(source)}_{v.bare(sheet)}".strip("_")
    found["place_in_file"] = [f"{where}_{rows.number(one.at)}" for one in mine]
    if any(one.apart or one.part or one.amount is not None for one in mine):
        found["part"] = ["yes" if one.part else None for one in mine]
        found["set_apart"] = [one.apart or None for one in mine]
        found["amount"] = [
            str(one.amount) if one.amount is not None else text for one, text in zip(mine, found["amount"], strict=True)
        ]
        found["fain"] = [
            None if one.apart in ("unnumbered", "several numbers") else text
            for one, text in zip(mine, found["fain"], strict=True)
        ]
    found["program_text"] = _program_texts(rows, mine)
    found["programs"] = _programs(rows, mine)
    if found["direct"] is not nothing:
        found["direct"] = [_direct(text) for text in found["direct"]]
    if "agency_name" in rows.raw:
        through = [next(iter(agency(rows.raw["agency_name"][one.at]).more), None) for one in mine]
        found["pass_through"] = [said or passed for said, passed in zip(found["pass_through"], through, strict=True)]
    if found["pass_through"] is not nothing:
        found["pass_through"] = [
            None if (text and v.is_placeholder(text)) or (text or "").lower() in ("direct", "no") else text
            for text in found["pass_through"]
        ]
    found["government"], found["listed_state"] = holders.of(rows, mine, found)
    return found


def _direct(text: str | None) -> str | None:
    """`yes` or `no` for what a column says of the way that an award's money takes."""
    if not text:
        return None
    lower = text.lower()
    return _DIRECT.get(lower, "no" if "pass" in lower or lower.startswith("sub") else None)


def _texts(rows: TableRows, name: str, mine: Sequence[Placed]) -> list[str | None]:
    cells = rows.read[name]
    known = [None if one.unknown and name in one.unknown else cells[one.at].value for one in mine]
    if name in MONEY:  # hardly one is there twice
        return [None if value is None else str(value) for value in known]
    shown = {value: _text(value) for value in set(known)}
    return list(map(shown.__getitem__, known))


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | int) else str(value)[:10_000]


def _program_texts(rows: TableRows, mine: Sequence[Placed]) -> list[str | None]:
    if "program" not in rows.raw:
        return [None] * len(mine)
    cells, raw = rows.read["program"], rows.raw["program"]
    said = {(text, cell.value): None for text, cell in zip(raw, cells, strict=True)}
    shown = {(text, value): v.clean(text) if text.strip() and v.clean(text) != value else None for text, value in said}
    return [shown[raw[one.at], cells[one.at].value] for one in mine]


def _programs(rows: TableRows, mine: Sequence[Placed]) -> list[str | None]:
    if "program" not in rows.read:
        return [None] * len(mine)
    cells = rows.read["program"]
    return [";".join(sorted(map(str, more))) if (more := cells[one.at].more) else None for one in mine]
