"""The matrix of awards and conditions as a workbook: answers, awards, the orders they rest on, sources."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from comity.answers.contract import STATUS_WORDS
from comity.brief.tables_out import SheetOut, write_sheets
from comity.norms.nodes import Law
from comity.plan.awards.table import LIST_MARK
from comity.proof.position import Position


def read_to(law: Law) -> dt.date:
    """The last day on which a file of the library was checked."""
    return max((one.checked for one in law.instruments.values()), default=dt.date.min)


def write_matrix(positions: Path, awards: str, law: Law, out: Path, as_of: dt.date) -> Path:
    """Write the positions of an assessment, which are in a Parquet file, as CSV or XLSX."""
    import duckdb

    connection: Any = duckdb.connect()
    try:
        of = "read_parquet('" + str(positions).replace("'", "''") + "')"
        rows = connection.execute(
            "SELECT award, government, norm, status, CASE WHEN ground IS NOT NULL THEN grounds END AS grounds, ground_state, "
            f"seen, attach_basis, presumed, missing, possible, also, dollars, sub FROM {of} ORDER BY award, norm"
        ).fetchall()
        each = connection.execute(
            f"SELECT award, any_value(government), any_value(dollars), any_value(sub), count(*), count(*) FILTER (status = 'undetermined'), "
            f"count(*) FILTER (status = 'in_force'), count(*) FILTER (status IN ('blocked','void','displaced','waived')) FROM {of} "
            "GROUP BY award ORDER BY award"
        ).fetchall()
    finally:
        connection.close()
    grounds = sorted({ground for row in rows if row[4] for ground in row[4].split(LIST_MARK)})
    matrix = SheetOut(
        "Matrix",
        (
            "award", "government", "norm", "title", "status", "decided by", "ground", "last seen",
            "attaches by", "presumed", "missing", "may be", "also", "dollars", "subaward",
        ),
        [
            (
                str(award), who, norm, _title(law, norm), STATUS_WORDS.get(status, status), ground,
                "as when last seen" if state == "last_seen" else state, seen, basis, presumed, missing, possible, also, dollars, "yes" if sub else "",
            )
            for award, who, norm, status, ground, state, seen, basis, presumed, missing, possible, also, dollars, sub in rows
        ],
    )  # fmt: skip
    portfolio = SheetOut(
        "Awards",
        ("award", "government", "dollars", "subaward", "answers", "cannot be told", "in force", "barred"),
        [
            (str(a), who, dollars, "yes" if sub else "", n, open_, force, held)
            for a, who, dollars, sub, n, open_, force, held in each
        ],
    )
    return write_sheets(
        out, (matrix, portfolio, _orders(law, grounds), _sources(law, rows, grounds)), as_of, read_to(law)
    )


def _title(law: Law, norm: str) -> str:
    one = law.norms.get(norm)
    return getattr(one, "title", "") or "" if one else ""


def _orders(law: Law, grounds: list[str]) -> SheetOut:
    found: list[tuple[object, ...]] = []
    for name in grounds:
        act = law.norm_acts.get(name)
        if act is not None:
            seen = act.last_seen.day if act.last_seen else None
            found.append(
                (
                    name,
                    act.title,
                    act.kind,
                    act.court or act.issuer or "",
                    "; ".join((*act.cites, *law.cite(name))[:3]),
                    seen,
                    act.appeal or "",
                )
            )
    return SheetOut("Orders", ("order", "title", "kind", "court or issuer", "citation", "last seen", "appeal"), found)


def _sources(law: Law, rows: list[Any], grounds: list[str]) -> SheetOut:
    instruments = {law.norms[row[2]].instrument for row in rows if row[2] in law.norms}
    instruments |= {law.norm_acts[name].instrument for name in grounds if name in law.norm_acts}
    listed = [law.instruments[name] for name in sorted(instruments)]
    return SheetOut(
        "Sources",
        ("instrument", "title", "citation", "basis", "checked", "links"),
        [(one.id, one.title, "; ".join(one.cites), one.basis, one.checked, " ".join(one.sources)) for one in listed],
    )


def write_positions(found: tuple[Position, ...], law: Law, out: Path, as_of: dt.date) -> Path:
    """Write the positions of one party as CSV or XLSX."""
    rows = [
        (
            one.party, one.norm, _title(law, one.norm), one.award or one.demand or "", STATUS_WORDS.get(one.status, one.status), one.ground,
            "as when last seen" if one.fresh and one.fresh.state == "last_seen" else "",
            "; ".join(m.words for m in one.missing), "; ".join(one.cites), one.dollars,
        )
        for one in found
    ]  # fmt: skip
    head = (
        "party",
        "norm",
        "title",
        "award or demand",
        "status",
        "decided by",
        "ground",
        "missing",
        "citations",
        "dollars",
    )
    grounds = sorted({one.ground for one in found if one.ground})
    cited = [(None, None, one.norm) for one in found]
    return write_sheets(
        out,
        (SheetOut("Positions", head, rows), _orders(law, grounds), _sources(law, cited, grounds)),
        as_of,
        read_to(law),
    )
