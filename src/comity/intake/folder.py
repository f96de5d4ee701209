"""The folder of an import: locked for one import at a time, with its manifest and what was merged from all its files."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comity.disk.inside import links_in
from comity.disk.locks import LOCK, lock
from comity.disk.whole_files import write_whole
from comity.intake.lines.rejects import collect
from comity.intake.merge.merge import Merged, merge
from comity.intake.output.report import report_of
from comity.intake.progress import Watch
from comity.intake.read.files import refuse
from comity.intake.sheets.sources import Change
from comity.text.faults import Fault

VERSION = 2


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


@contextmanager
def held(into: Path) -> Generator[None, None, None]:
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
                write_manifest(into, {"version": VERSION, "files": {}})
            except OSError as error:
                raise refuse(str(into), f"This folder cannot be written: {error.strerror}.") from None
        yield
    finally:
        os.close(held)
        if new and not any((into / "lines").glob("*/*")) and not (into / "report.json").exists():
            shutil.rmtree(into, ignore_errors=True)


def read_manifest(into: Path) -> dict[str, Any]:
    """What the folder holds, by the names of its folders of lines.

    Raises:
        Faults: it is not a manifest, or of another version.
    """
    try:
        manifest = json.loads((into / "manifest.json").read_text(encoding="utf-8"))
        version = manifest["version"]
    except (OSError, ValueError, KeyError, TypeError):
        raise refuse(str(into / "manifest.json"), "This is not the manifest of an import.") from None
    if version != VERSION:
        raise refuse(str(into), f"It was made by another version of Comity ({version}).", "Import into a new folder.")
    return manifest


def write_manifest(into: Path, manifest: Mapping[str, Any]) -> None:
    """Write what the folder holds, whole or not at all."""
    data = {"version": VERSION, "files": dict(sorted(manifest["files"].items()))}
    write_whole(into / "manifest.json", json.dumps(data, indent=1, ensure_ascii=False).encode())


def forget(into: Path, manifest: dict[str, Any], gone: Iterable[str]) -> None:
    """Take files out of the folder: first out of its manifest, then their lines."""
    for entry in gone:
        manifest["files"].pop(entry, None)
    (into / "report.json").unlink(missing_ok=True)
    write_manifest(into, manifest)
    for folder in (into / "lines").glob("*-sheet-*"):
        if folder.name not in manifest["files"]:
            shutil.rmtree(folder, ignore_errors=True)
    for entry in gone:
        shutil.rmtree(into / "lines" / entry, ignore_errors=True)


def finish(into: Path, manifest: Mapping[str, Any], watch: Watch, memory: str) -> Mapping[str, Any]:
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
