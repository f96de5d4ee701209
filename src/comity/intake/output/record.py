"""Write the matched awards of an import as a record folder, for every command that takes `--record`."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from comity.disk.whole_files import write_whole
from comity.intake.merge.fitting import register_programs

MOST = 200_000
"""Awards that a record folder is written for; larger ones are assessed in bulk."""


def write_awards_record(into: Path, manifest: Mapping[str, Any]) -> int | None:
    """Write `record/` in the folder of an import: `record.yaml`, `sources.csv`, `awards.parquet` (docs/record.md).

    The awards are those of `awards.parquet` as it has them (`comity.intake.merge.fitting`).

    Returns:
        How many awards it has; None, and no folder, where they are more than `MOST`.
    """
    import duckdb

    folder, scratch = into / "record", into / ".record.new"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(scratch, ignore_errors=True)
    connection: Any = duckdb.connect()
    try:
        awards = "read_parquet('" + str(into / "awards.parquet").replace("'", "''") + "')"
        fits = r"government IS NOT NULL AND regexp_full_match(award, '[\w.\-/]{1,200}')"
        count = connection.execute(f"SELECT count(*) FROM {awards} WHERE {fits}").fetchall()[0][0]
        if count > MOST:
            return None
        scratch.mkdir(parents=True)
        register_programs(connection)
        target = str(scratch / "awards.parquet").replace("'", "''")
        connection.execute(
            f"""COPY (SELECT award AS id, government AS recipient, agency,
                CASE WHEN program IN (SELECT number FROM programs) THEN program END AS program, fiscal_year, stage,
                offered, accept_by, accepted, accepted_by, signed_by, obligated_on AS obligated, period_start, period_end,
                amount::DECIMAL(17,2) AS amount, outlayed::DECIMAL(17,2) AS drawn, balance::DECIMAL(17,2) AS balance,
                next_drawdown, recipient_name AS entity, pass_through,
                string_split(term_sets, ';') AS term_sets, string_split(terms, ';') AS terms,
                CASE WHEN regexp_full_match(prime, '[\\w.\\-/]{{1,200}}') THEN prime END AS prime,
                'matched by ' || match_basis || ', ' || match_confidence || ' confidence: ' || coalesce(recipient_name, uei) AS note,
                'list-' || source[:12] AS source
                FROM {awards} WHERE {fits} ORDER BY award) TO '{target}' (FORMAT parquet)"""
        )
    finally:
        connection.close()
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "title", "date"))
    known: set[str] = set()
    for one in manifest["files"].values():
        id = f"list-{one['sha256'][:12]}"
        if id not in known:
            known.add(id)
            writer.writerow((id, f"{one['name']} ({one['kind']})", one["dated"] or ""))
    write_whole(scratch / "sources.csv", out.getvalue().encode())
    write_whole(scratch / "record.yaml", b"title: Imported awards\n")
    scratch.replace(folder)
    return int(count)
