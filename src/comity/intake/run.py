"""Files of award lists -> a folder of awards: each file staged once, all of them folded together, every row accounted for.

The folder holds `awards.parquet`, `apart.parquet`, `unmatched.csv`, `rejects.csv`, `report.json`, `record/` (the matched
awards as a record folder), and beside them `manifest.json` and `lines/`, by which an import goes on and repeats nothing.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from comity.collector import no_garbage
from comity.disk.inside import OUT, OUT_HINT, leads_out, links_in
from comity.disk.locks import LOCK, lock
from comity.disk.whole_files import write_whole
from comity.disk.workplace import Workplace
from comity.intake.job import Job, Layout, date_in
from comity.intake.kinds import importers, recognised
from comity.intake.lines.rejects import collect
from comity.intake.lines.stage import Staged, stage
from comity.intake.merge.merge import Merged, merge
from comity.intake.output.report import report_of
from comity.intake.progress import Progress, Watch, unwatched
from comity.intake.read.chunks import SIZE
from comity.intake.read.files import digest, is_workbook, refuse, tables
from comity.intake.read.header import check_head, known_kinds, read_head
from comity.intake.sheets.reading import ReadSheet, read_sheet
from comity.intake.sheets.sources import Change, change_of, named_source, source_key, stage_sheet
from comity.text.faults import Fault, Faults

VERSION = 2
MOST_FILES = 10_000  # in one folder of lists, with the folders in it
AUTO = "auto"
BESIDE = {"sefa": "sefa-audits"}
"""Kinds that leave out who the recipients are, and the kind of the file that says so and is published beside it."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to: the report of the whole folder, the files new in it, passed over, and at fault.

    `went_on` are files of which an interrupted import had read so many rows already.
    """

    report: Mapping[str, Any]
    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    passed: tuple[tuple[str, str], ...] = ()
    faults: tuple[Fault, ...] = ()
    went_on: tuple[tuple[str, int], ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class _Asked:
    """The files asked for, sorted out."""

    jobs: list[tuple[Path, Job]] = field(default_factory=list[tuple[Path, Job]])
    passed: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    faults: list[Fault] = field(default_factory=list[Fault])


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
        files = [
            one
            for path in paths
            for one in (sorted(path.rglob("*")) if path.is_dir() else [path])
            if not one.is_dir() and not (path.is_dir() and leads_out(one, path))
        ]
        return import_sheets([(path, read_sheet(path, layout)) for path in files], into, source, watch, memory)
    with _held(into), closing(Workplace()) as place:
        into = Path(place.plain(into))  # DuckDB takes `x[1]` for a pattern
        manifest = _read_manifest(into)
        asked = _sort_out(kind, paths, manifest, watch, size)
        if asked.faults and not asked.jobs:
            raise Faults(asked.faults)
        written = into / "report.json"
        finished = written.is_file()
        new: list[str] = []
        known: list[str] = []
        went_on: list[tuple[str, int]] = []
        gone = _keys_of(manifest, source) - {_key(job) for _, job in asked.jobs} if source else set[str]()
        for path, job in asked.jobs:
            entry = _key(job)
            if entry in manifest["files"] and finished:
                known.append(path.name)
                continue
            if entry in manifest["files"]:  # read whole, and not folded before the import was interrupted
                new.append(path.name)
                went_on.append((path.name, manifest["files"][entry]["rows"]))
                continue
            try:
                staged = stage(job, into / "lines" / entry, watch, size)
            except Faults as error:
                shutil.rmtree(into / "lines" / entry, ignore_errors=True)
                asked.faults += error.faults
                continue
            manifest["files"][entry] = _entry(path, job, staged) | ({"source": source} if source else {})
            written.unlink(missing_ok=True)
            _write_manifest(into, manifest)
            new.append(path.name)
            if staged.earlier:
                went_on.append((path.name, staged.earlier))
        if asked.faults and not manifest["files"]:
            raise Faults(asked.faults)
        if gone and not asked.faults:
            _forget(into, manifest, gone)
        redo = bool(new) or not finished or bool(gone)
        report = _finish(into, manifest, watch, memory) if redo else json.loads(written.read_text(encoding="utf-8"))
    return Imported(
        report=report,
        new=tuple(new),
        known=tuple(known),
        passed=tuple(asked.passed),
        faults=tuple(asked.faults),
        went_on=tuple(went_on),
    )


# Sheets, by their source -----------------------------------------------------------------------------


def import_sheets(
    sheets: Sequence[tuple[Path, ReadSheet]],
    into: Path,
    source: str | None = None,
    watch: Watch = unwatched,
    memory: str = "1GB",
    confirm: Callable[[Change], bool] | None = None,
) -> Imported:
    """Import sheets that were read into a folder of awards; what their source had there before is replaced.

    Args:
        sheets: each file with what was read of it.
        into: the folder; new, or made by an earlier import.
        source: the name of the source; left out, the one whose sheets have these columns and this government.
        watch: told of progress.
        memory: what folding may use.
        confirm: asked whether the change is right; left out, it is where at least half of the numbers recur.

    Raises:
        Faults: the folder is something else, or the change is not confirmed. Nothing is then changed.
    """
    with _held(into), closing(Workplace()) as place, no_garbage():
        into = Path(place.plain(into))  # DuckDB takes `x[1]` for a pattern
        manifest = _read_manifest(into)
        staged: dict[str, dict[str, Any]] = {}
        changes: list[Change] = []
        for path, read in sheets:
            size_of = path.stat().st_size
            sha256 = digest(
                path, lambda done, name=path.name, size=size_of: watch(Progress("checking", name, done, size))
            )
            key = source_key(read)
            name = source or named_source(manifest, key, path) or path.stem
            entry, what = stage_sheet(path=path, read=read, source=name, key=key, sha256=sha256, lines=into / "lines")
            staged[entry] = what
        written = into / "report.json"
        sources = {what["source"] for what in staged.values()}
        gone = {entry for entry, one in manifest["files"].items() if one.get("source") in sources} - set(staged)
        same = written.is_file() and not gone and all(
            entry in manifest["files"] and manifest["files"][entry]["sha256"] == one["sha256"] for entry, one in staged.items()
        )  # fmt: skip
        if same:
            report = json.loads(written.read_text(encoding="utf-8"))
            return Imported(report, (), tuple(path.name for path, _ in sheets))
        try:
            for name in sorted(sources):
                before = [entry for entry, one in manifest["files"].items() if one.get("source") == name]
                after = [entry for entry, one in staged.items() if one["source"] == name]
                if set(before) - set(after):
                    change = change_of(into / "lines", name, before, after)
                    if not (confirm(change) if confirm else change.alike):
                        raise refuse(sheets[0][0].name, change.sentence, change.hint)
                    changes.append(change)
        except Faults:
            for entry in staged:
                if entry not in manifest["files"]:
                    shutil.rmtree(into / "lines" / entry, ignore_errors=True)
            raise
        written.unlink(missing_ok=True)
        manifest["files"] |= staged
        _forget(into, manifest, gone)
        report = _finish(into, manifest, watch, memory)
    return Imported(report, tuple(path.name for path, _ in sheets), changes=tuple(changes))


def _keys_of(manifest: Mapping[str, Any], source: str) -> set[str]:
    return {entry for entry, one in manifest["files"].items() if one.get("source") == source}


def _forget(into: Path, manifest: dict[str, Any], gone: Iterable[str]) -> None:
    """Take files out of the folder: first out of its manifest, then their lines."""
    for entry in gone:
        manifest["files"].pop(entry, None)
    (into / "report.json").unlink(missing_ok=True)
    _write_manifest(into, manifest)
    for folder in (into / "lines").glob("*-sheet-*"):
        if folder.name not in manifest["files"]:
            shutil.rmtree(folder, ignore_errors=True)
    for entry in gone:
        shutil.rmtree(into / "lines" / entry, ignore_errors=True)


# Sorting out the files ------------------------------------------------------------------------------


def _sort_out(kind: str, paths: Sequence[Path], manifest: Mapping[str, Any], watch: Watch, size: int) -> _Asked:
    asked = _Asked()
    seen: set[str] = set()
    for path in paths:
        inside = (
            sorted(islice((one for one in path.rglob("*") if one.is_file()), MOST_FILES + 1)) if path.is_dir() else []
        )
        if len(inside) > MOST_FILES:
            asked.faults += refuse(
                str(path), f"This folder holds more than {MOST_FILES:,} files.", "Name another."
            ).faults
            continue
        if path.is_dir() and not inside:
            asked.faults += refuse(str(path), "There are no files in this folder.").faults
        for one in inside or ([] if path.is_dir() else [path]):
            try:
                if inside and leads_out(one, path):
                    raise refuse(one.name, OUT, OUT_HINT)
                job = _job(kind, one, watch, size)
            except Faults as error:
                if inside and kind == AUTO:
                    asked.passed.append((str(one.relative_to(path)), error.faults[0].sentence))
                else:
                    asked.faults += error.faults
                continue
            if _key(job) not in seen:
                seen.add(_key(job))
                asked.jobs.append((one, job))
    asked.jobs += _beside(asked.jobs, seen, watch, size)
    asked.jobs.sort(key=lambda pair: _key(pair[1]))
    return asked


def _beside(jobs: Sequence[tuple[Path, Job]], seen: set[str], watch: Watch, size: int) -> list[tuple[Path, Job]]:
    """The files beside those asked for that say who their recipients are: `general.csv` beside `federal_awards.csv`."""
    found: list[tuple[Path, Job]] = []
    given = {path.resolve() for path, _ in jobs}
    for path, job in jobs:
        wanted = BESIDE.get(job.importer.KIND)
        same = path.with_name(path.name.replace("federal_awards", "general"))
        near = [same] if same != path and same.is_file() else sorted(path.parent.glob("*general*"))
        for one in near if wanted else ():
            if one.resolve() in given or not one.is_file():
                continue
            given.add(one.resolve())
            try:
                beside = _job(wanted or AUTO, one, watch, size)
            except Faults:  # something else of that name, which nobody has asked for
                continue
            if _key(beside) not in seen:
                seen.add(_key(beside))
                found.append((one, beside))
    return found


def _job(kind: str, path: Path, watch: Watch, size: int) -> Job:
    known = importers()
    found = tables(path)
    if is_workbook(path):
        sentence = f"This is a workbook, and a list of the kind `{kind}` is a CSV file."
        if kind == AUTO:
            sentence = "This is a workbook, which is read as an office's own sheet."
        raise refuse(path.name, sentence, f"Say: comity import sheet {path.name} --into DIR")
    chosen = known.get(kind, known["sefa"])
    job = Job(found, "", chosen, date_in(path.name))
    if kind in BESIDE and BESIDE[kind] in recognised(read_head(job, found[0], size)[0]):
        chosen = known[BESIDE[kind]]
        job = Job(found, "", chosen, date_in(path.name))
    if kind == AUTO:
        header = read_head(job, found[0], size)[0]
        kinds = recognised(header)
        if not kinds:
            hint = f"Its columns are: {', '.join(header[:12])[:300]}. The kinds: comity import --list; for a list of your own: "
            hint += f"comity import sheet {path.name} --into DIR"
            raise refuse(path.name, "These are not the columns of any list known here.", hint)
        chosen = known[kinds[0]]
        job = Job(found, "", chosen, date_in(path.name))
    for table in found:
        check_head(job, table, read_head(job, table, size)[0])
    size_of = path.stat().st_size
    sha256 = digest(path, lambda done: watch(Progress("checking", path.name, done, size_of)))
    return Job(found, sha256, chosen, job.dated)


def _key(job: Job) -> str:
    """The name of a file's folder of lines: its digest and its kind."""
    return f"{job.digest[:24]}-{job.importer.KIND}"


# The folder -----------------------------------------------------------------------------------------


@contextmanager
def _held(into: Path) -> Generator[None, None, None]:
    """The folder, made if need be, for this import alone."""
    # a lock alone is of an import that has only begun
    there = {one.name for one in into.iterdir()} - {LOCK} if into.is_dir() else set[str]()
    if into.exists() and (not into.is_dir() or (there and "manifest.json" not in there)):
        raise refuse(str(into), "There is something else here; nothing was imported.", "Name a new folder.")
    new = not into.exists()
    try:
        into.mkdir(parents=True, exist_ok=True)
        held = lock(into / LOCK)
    except OSError as error:
        raise refuse(str(into), f"This folder cannot be written: {error.strerror}.") from None
    if held is None:
        raise refuse(str(into), "Another import into this folder is under way.")
    try:
        if (link := next(links_in(into), None)) is not None:
            raise refuse(
                str(link), "This is a link; an import makes none.", "Take it out, or import into a new folder."
            )
        if not (into / "manifest.json").is_file():
            try:
                _write_manifest(into, {"version": VERSION, "files": {}})
            except OSError as error:
                raise refuse(str(into), f"This folder cannot be written: {error.strerror}.") from None
        yield
    finally:
        os.close(held)
        if new and not any((into / "lines").glob("*/*")) and not (into / "report.json").exists():
            shutil.rmtree(into, ignore_errors=True)


def _read_manifest(into: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((into / "manifest.json").read_text(encoding="utf-8"))
        version = manifest["version"]
    except (OSError, ValueError, KeyError, TypeError):
        raise refuse(str(into / "manifest.json"), "This is not the manifest of an import.") from None
    if version != VERSION:
        raise refuse(str(into), f"It was made by another version of Comity ({version}).", "Import into a new folder.")
    return manifest


def _write_manifest(into: Path, manifest: Mapping[str, Any]) -> None:
    data = {"version": VERSION, "files": dict(sorted(manifest["files"].items()))}
    write_whole(into / "manifest.json", json.dumps(data, indent=1, ensure_ascii=False).encode())


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


def _finish(into: Path, manifest: Mapping[str, Any], watch: Watch, memory: str) -> Mapping[str, Any]:
    """Fold what is staged, write the report last; an interruption before that repeats the folding and nothing else."""
    from comity.intake.output.record import write_awards_record

    (into / "report.json").unlink(missing_ok=True)
    folders = [into / "lines" / key for key in sorted(manifest["files"])]
    merged = merge([one for folder in folders for one in folder.glob("*.parquet")], into, memory, watch)
    collect([one for folder in folders for one in sorted(folder.glob("*.csv"))], into / "rejects.csv")
    written = write_awards_record(into, manifest)
    report = report_of(into, manifest, merged, written)
    _check(report, merged)
    write_whole(into / "report.json", json.dumps(report, indent=1, ensure_ascii=False).encode())
    return report


def _check(report: Mapping[str, Any], merged: Merged) -> None:
    """Every row read is kept, folded into one that is kept, or rejected; anything else is a fault of ours."""
    rows = report["rows"]
    if rows["read"] != rows["kept"] + rows["folded"] + rows["rejected"] or rows["kept"] != merged.kept:
        raise AssertionError(f"rows do not add up: {rows}")
