"""Which source a sheet is a later version of, and what it changes in the awards of the earlier one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from comity.intake.fields import make_names
from comity.intake.kinds import importers
from comity.intake.sheets.lines import write_lines
from comity.intake.sheets.reading import ReadSheet
from comity.intake.sheets.values import clean


@dataclass(frozen=True, slots=True)
class Change:
    """What a later state of a source changes: awards gone, new and changed, with their dollars before and after."""

    source: str
    gone: tuple[str, ...]
    new: tuple[str, ...]
    changed: tuple[tuple[str, Decimal | None, Decimal | None], ...]
    kept: int
    before: Decimal
    after: Decimal

    @property
    def alike(self) -> bool:
        """Whether at least half of the numbers recur, of those before or of those after."""
        recur = self.kept + len(self.changed)
        return 2 * recur >= min(recur + len(self.gone), recur + len(self.new)) and recur > 0

    @property
    def sentence(self) -> str:
        """What the change comes to."""
        parts = [
            f"{len(self.gone)} gone",
            f"{len(self.new)} new",
            f"{len(self.changed)} changed",
            f"{self.kept} as they were",
        ]
        return f"It would replace the source `{self.source}`: {', '.join(parts)}; {_dollars(self.before)} becomes {_dollars(self.after)}."

    @property
    def hint(self) -> str:
        """What to say where it is another source."""
        return f"Say --source with a name of its own where it is another list, or --source {self.source} --replace where it is the same."


def source_key(read: ReadSheet) -> str:
    """What tells the sheets of one source: the names of their columns, and the government whose sheets they are."""
    names = sorted(
        {clean(name).casefold() for rows in read.tables for name in rows.table.names if not name.startswith("column ")}
    )
    return json.dumps([names, read.layout.constants.get("government", "")], ensure_ascii=False)


def named_source(manifest: Mapping[str, Any], key: str, path: Path) -> str | None:
    """The source of a folder whose sheets are told by this key; of several, the one with a file of this name."""
    found = {one["source"]: one["name"] for one in manifest["files"].values() if one.get("key") == key}
    return next((source for source, name in found.items() if name == path.name), next(iter(found), None))


def stage_sheet(
    path: Path, read: ReadSheet, source: str, key: str, sha256: str, lines: Path
) -> tuple[str, dict[str, Any]]:
    """Write the lines of a sheet to its folder, and return the name of that folder and the sheet's entry in the manifest."""
    import duckdb

    layout = asdict(read.layout)
    said = hashlib.sha256(json.dumps([source, layout, path.name], default=str).encode()).hexdigest()[:12]
    entry = f"{sha256[:24]}-sheet-{said}"
    folder = lines / entry
    folder.mkdir(parents=True, exist_ok=True)
    connection: Any = duckdb.connect()
    try:
        connection.execute("SET memory_limit = '500MB'; SET threads = 1")
        make_names(connection)
        counted = write_lines(
            connection=connection, importer=importers()["sheet"], read=read, source=source, digest=sha256, folder=folder
        )
    finally:
        connection.close()
    counts = read.reading.counts
    return entry, {
        "name": path.name,
        "sha256": sha256,
        "bytes": path.stat().st_size,
        "kind": "sheet",
        "dated": None,
        "tables": [part.sheet or path.name for part in read.reading.parts if part.read],
        "rows": counted["rows"],
        "rejected": counted["rejected"],
        "blank": counts.get("blank", 0),
        "recoded": read.recoded,
        "missing": [],
        "reasons": counted["reasons"],
        "source": source,
        "key": key,
        "layout": {name: value for name, value in layout.items() if value},
        "reading": read.reading.as_json(),
    }


def change_of(lines: Path, source: str, before: Sequence[str], after: Sequence[str]) -> Change:
    """What the lines of some folders change of those of others."""
    old, new = _awards(lines, before), _awards(lines, after)
    both = old.keys() & new.keys()
    changed = tuple((award, old[award], new[award]) for award in sorted(both) if old[award] != new[award])
    return Change(
        source=source,
        gone=tuple(sorted(old.keys() - new.keys())),
        new=tuple(sorted(new.keys() - old.keys())),
        changed=changed,
        kept=len(both) - len(changed),
        before=_sum(old.values()),
        after=_sum(new.values()),
    )


def _awards(lines: Path, entries: Iterable[str]) -> dict[str, Decimal | None]:
    import duckdb

    files = [str(path) for entry in entries for path in sorted((lines / entry).glob("*.parquet"))]
    if not files:
        return {}
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    query = f"""SELECT award, sum(amount) FROM (SELECT award, action, any_value(amount) AS amount
        FROM read_parquet([{listed}]) GROUP BY award, action) GROUP BY award"""
    connection: Any = duckdb.connect()
    try:
        return dict(connection.execute(query).fetchall())
    finally:
        connection.close()


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _dollars(amount: Decimal) -> str:
    return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"
