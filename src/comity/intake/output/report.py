"""The report of an import: rows, awards, matches and dollars, prime and sub apart, counted from what was written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from comity.intake.merge.merge import Merged


def report_of(into: Path, manifest: Mapping[str, Any], merged: Merged, record_awards: int | None) -> dict[str, Any]:
    """The report of a folder of awards.

    Args:
        into: the folder, with `awards.parquet` and `apart.parquet` in it.
        manifest: the files imported.
        merged: what the merge counted.
        record_awards: how many awards are in its record folder; None: too many, there is none.

    Returns:
        Plain values, dollars as text: `rows` (read = kept + folded + rejected), `folded`, `kinds`, `matched`, `apart`,
        `unmatched`, `dollars`, `files`.
    """
    import duckdb

    files = list(manifest["files"].values())
    connection: Any = duckdb.connect()
    try:
        awards = _Asking(connection, into / "awards.parquet")
        apart = _Asking(connection, into / "apart.parquet")
        return {
            **_rows(files, merged),
            "rejected": _reasons(files),
            **_written(awards, apart),
            "record": record_awards,
            "kinds": merged.kinds,
            "files": files,
        }
    finally:
        connection.close()


def _rows(files: list[dict[str, Any]], merged: Merged) -> dict[str, Any]:
    """What became of every row that was read."""
    counts = merged.kinds.values()
    totals = {
        name: sum(one[name] for one in counts) for name in ("duplicates", "deleted", "actions", "elsewhere", "audits")
    }
    unknown = sum(one["lines"] - sum(one[n] for n in (*totals, "kept")) for one in counts)
    return {
        "rows": {
            "read": sum(one["rows"] for one in files),
            "kept": merged.kept,
            "folded": sum(totals.values()) + unknown,
            "rejected": sum(one["rejected"] for one in files),
            "blank": sum(one["blank"] for one in files),
        },
        "folded": {
            "further actions of an award": totals["actions"],
            "the same award or action again": totals["duplicates"],
            "deleted actions": totals["deleted"],
            "the same award in another list": totals["elsewhere"],
            "audits, which say who the auditees are": totals["audits"],
        },
    }


def _written(awards: _Asking, apart: _Asking) -> dict[str, Any]:
    """What was written: awards and dollars, by whom they were matched to, and what was kept apart."""
    return {
        "awards": awards.one("count(*)"),
        "dollars": {kind: awards.dollars(f"kind = '{kind}'") for kind in ("prime", "sub")},
        "matched": {
            f"{basis}, {sure}": {"awards": count, "dollars": str(dollars or 0)}
            for basis, sure, count, dollars in awards.rows(
                "match_basis, match_confidence, count(*), sum(amount) FILTER (kind = 'prime')",
                "government IS NOT NULL GROUP BY ALL ORDER BY ALL",
            )
        },
        "governments": awards.one("count(DISTINCT government)"),
        "unmatched": awards.dollars("government IS NULL AND kind = 'prime'")
        | {"recipients": awards.one("count(DISTINCT coalesce(uei, recipient_name, ''))", "government IS NULL")},
        "apart": {
            why: {"awards": count, "dollars": str(dollars or 0)}
            for why, count, dollars in apart.rows("apart, count(*), sum(amount)", "TRUE GROUP BY ALL ORDER BY ALL")
        },
        "totals that differ from what is stated": awards.dollars("stated IS NOT NULL AND stated <> amount"),
        "audits that name no auditee": awards.dollars("list = 'sefa' AND recipient_name IS NULL"),
        "terminated": awards.dollars("terminated_on IS NOT NULL"),
    }


class _Asking:
    """Questions about one Parquet file of awards."""

    def __init__(self, connection: Any, path: Path) -> None:
        self._connection = connection
        self._from = "read_parquet('" + str(path).replace("'", "''") + "')"

    def rows(self, what: str, where: str = "TRUE") -> list[Any]:
        return self._connection.execute(f"SELECT {what} FROM {self._from} WHERE {where}").fetchall()

    def one(self, what: str, where: str = "TRUE") -> int:
        return int(self.rows(what, where)[0][0])

    def dollars(self, where: str) -> dict[str, Any]:
        count, amount, outlayed = self.rows("count(*), sum(amount), sum(outlayed)", where)[0]
        return {"awards": count, "dollars": str(amount or 0), "outlayed": str(outlayed or 0)}


def _reasons(files: list[dict[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in files:
        for reason, count in one["reasons"].items():
            found[reason] = found.get(reason, 0) + count
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
