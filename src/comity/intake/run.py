"""Import award lists into a folder of awards: each file staged once, all merged together, every row accounted for.

The folder holds `awards.parquet`, `apart.parquet`, `unmatched.csv`, `rejects.csv`, `report.json`, `record/` (the matched
awards as a record folder), and beside them `manifest.json` and `lines/`, by which an import goes on and repeats nothing.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity.disk.inside import leads_out
from comity.disk.workplace import Workplace
from comity.intake.folder import Imported, finish, forget, held, read_manifest, write_manifest
from comity.intake.job import Job, Layout
from comity.intake.kinds import importers
from comity.intake.lines.stage import Staged, stage
from comity.intake.progress import Watch, unwatched
from comity.intake.read.chunks import SIZE
from comity.intake.read.files import refuse
from comity.intake.read.header import known_kinds
from comity.intake.run_sheets import import_sheets
from comity.intake.sheets.reading import read_sheet
from comity.intake.sorting import AUTO, Asked, folder_name, sort_out
from comity.text.faults import Faults


def import_files(
    kind: str,
    paths: Sequence[Path],
    into: Path,
    layout: Layout | None = None,
    watch: Watch = unwatched,
    size: int = SIZE,
    memory: str = "1GB",
    source: str | None = None,
) -> Imported:
    """Import award lists into a folder; of files that are in it already nothing changes.

    Args:
        kind: a kind of list, or `auto`, which knows it by the columns.
        paths: files, and folders of files; of a folder, what is not an award list is skipped, and reported.
        into: the folder; new, or made by an earlier import.
        layout: for `sheet`, which column holds what; left out, it is proposed.
        watch: told of progress.
        size: about how many bytes of a file are read at once.
        memory: what folding may use.
        source: the name of the source that the files are; what it had before is replaced.

    Raises:
        Faults: there is no such kind or file, or the folder is something else. Files that turn out to be damaged are
            left out, whole, and are in `Imported.faults`.
    """
    if kind != AUTO and kind not in importers():
        raise refuse("import", f"There is no kind of list `{kind}`.", f"The kinds are: {known_kinds()}, `auto`.")
    if kind == "sheet":
        sheets = [(path, read_sheet(path, layout)) for path in _within(paths)]
        return import_sheets(sheets, into, source=source, watch=watch, memory=memory)
    with held(into), closing(Workplace()) as place:
        into = Path(place.plain(into))  # DuckDB takes `x[1]` for a pattern
        manifest = read_manifest(into)
        asked = sort_out(kind, paths, watch, size)
        if asked.faults and not asked.jobs:
            raise Faults(asked.faults)
        written = into / "report.json"
        finished = written.is_file()
        gone = _keys_of(manifest, source) - {folder_name(job) for _, job in asked.jobs} if source else set[str]()
        files = _stage_files(asked, into, manifest, finished, watch=watch, size=size, source=source)
        if asked.faults and not manifest["files"]:
            raise Faults(asked.faults)
        if gone and not asked.faults:
            forget(into, manifest, gone)
        redo = bool(files.new) or not finished or bool(gone)
        report = finish(into, manifest, watch, memory) if redo else json.loads(written.read_text(encoding="utf-8"))
    return Imported(
        report=report,
        new=tuple(files.new),
        known=tuple(files.known),
        passed=tuple(asked.passed),
        faults=tuple(asked.faults),
        went_on=tuple(files.went_on),
    )


def _within(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those in the folders named; none that a link in a folder leads out to."""
    return [
        one
        for path in paths
        for one in (sorted(path.rglob("*")) if path.is_dir() else [path])
        if not one.is_dir() and not (path.is_dir() and leads_out(one, path))
    ]


@dataclass(slots=True)
class _Files:
    """The names of the files that are new to a folder, of those it had, and of those gone on with, with rows read before."""

    new: list[str] = field(default_factory=list[str])
    known: list[str] = field(default_factory=list[str])
    went_on: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])


def _stage_files(
    asked: Asked, into: Path, manifest: dict[str, Any], finished: bool, watch: Watch, size: int, source: str | None
) -> _Files:
    """Stage each file that the folder does not have, and enter it in the manifest; a damaged file is left out, whole."""
    files = _Files()
    for path, job in asked.jobs:
        entry = folder_name(job)
        if entry in manifest["files"] and finished:
            files.known.append(path.name)
            continue
        if entry in manifest["files"]:  # read whole, and not folded before the import was interrupted
            files.new.append(path.name)
            files.went_on.append((path.name, manifest["files"][entry]["rows"]))
            continue
        try:
            staged = stage(job, into / "lines" / entry, watch, size)
        except Faults as error:
            shutil.rmtree(into / "lines" / entry, ignore_errors=True)
            asked.faults += error.faults
            continue
        manifest["files"][entry] = _entry(path, job, staged) | ({"source": source} if source else {})
        (into / "report.json").unlink(missing_ok=True)
        write_manifest(into, manifest)
        files.new.append(path.name)
        if staged.earlier:
            files.went_on.append((path.name, staged.earlier))
    return files


def _keys_of(manifest: Mapping[str, Any], source: str) -> set[str]:
    return {entry for entry, one in manifest["files"].items() if one.get("source") == source}


def _entry(path: Path, job: Job, staged: Staged) -> dict[str, Any]:
    return {
        "name": path.name,
        "sha256": job.digest,
        "bytes": path.stat().st_size,
        "kind": job.importer.KIND,
        "dated": job.dated.isoformat() if job.dated else None,
        "tables": [table.shown for table in job.tables],
        "rows": staged.rows,
        "rejected": staged.rejected,
        "blank": staged.blank,
        "recoded": staged.recoded,
        "missing": list(staged.missing),
        "reasons": dict(staged.reasons),
    }
