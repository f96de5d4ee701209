"""Import the sheets of a named source, replacing what that source had in the folder before."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from comity.collector import no_garbage
from comity.disk.workplace import Workplace
from comity.intake.folder import Imported, finish, forget, held, read_manifest
from comity.intake.progress import Progress, Watch, unwatched
from comity.intake.read.files import digest, refuse
from comity.intake.sheets.reading import ReadSheet
from comity.intake.sheets.sources import Change, change_of, named_source, source_key, stage_sheet
from comity.text.faults import Faults


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
    with held(into), closing(Workplace()) as place, no_garbage():
        into = Path(place.plain(into))  # DuckDB takes `x[1]` for a pattern
        manifest = read_manifest(into)
        staged = _stage(sheets, into, manifest, source, watch)
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
            changes = _confirmed_changes(into, manifest, staged, confirm, sheets[0][0].name)
        except Faults:
            for entry in staged:
                if entry not in manifest["files"]:
                    shutil.rmtree(into / "lines" / entry, ignore_errors=True)
            raise
        written.unlink(missing_ok=True)
        manifest["files"] |= staged
        forget(into, manifest, gone)
        report = finish(into, manifest, watch, memory)
    return Imported(report, tuple(path.name for path, _ in sheets), changes=tuple(changes))


def _stage(
    sheets: Sequence[tuple[Path, ReadSheet]], into: Path, manifest: dict[str, Any], source: str | None, watch: Watch
) -> dict[str, dict[str, Any]]:
    """Write the lines of each sheet; what the manifest will say of it, by its entry."""
    staged: dict[str, dict[str, Any]] = {}
    for path, read in sheets:
        size_of = path.stat().st_size
        sha256 = digest(path, lambda done, name=path.name, size=size_of: watch(Progress("checking", name, done, size)))
        key = source_key(read)
        name = source or named_source(manifest, key, path) or path.stem
        entry, what = stage_sheet(path=path, read=read, source=name, key=key, sha256=sha256, lines=into / "lines")
        staged[entry] = what
    return staged


def _confirmed_changes(
    into: Path,
    manifest: dict[str, Any],
    staged: dict[str, dict[str, Any]],
    confirm: Callable[[Change], bool] | None,
    shown: str,
) -> list[Change]:
    """What each source had and has no more, once it is confirmed; else what is wrong with it, said of the file `shown`."""
    changes: list[Change] = []
    for name in sorted({what["source"] for what in staged.values()}):
        before = [entry for entry, one in manifest["files"].items() if one.get("source") == name]
        after = [entry for entry, one in staged.items() if one["source"] == name]
        if set(before) - set(after):
            change = change_of(into / "lines", name, before, after)
            if not (confirm(change) if confirm else change.alike):
                raise refuse(shown, change.sentence, change.hint)
            changes.append(change)
    return changes
