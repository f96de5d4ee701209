"""Sort out the files of an import: the kind of each, which are skipped, and which are faulty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from comity.disk.inside import OUT, OUT_HINT, leads_out
from comity.intake.job import Job, date_in
from comity.intake.kinds import importers, recognised
from comity.intake.progress import Progress, Watch
from comity.intake.read.files import digest, is_workbook, refuse, tables
from comity.intake.read.header import check_head, read_head
from comity.text.faults import Fault, Faults

MOST_FILES = 10_000  # in one folder of lists, with the folders in it
AUTO = "auto"
BESIDE = {"sefa": "sefa-audits"}
"""Kinds that leave out who the recipients are, and the kind of the file that says so and is published beside it."""


@dataclass(slots=True)
class Asked:
    """The files asked for, sorted out."""

    jobs: list[tuple[Path, Job]] = field(default_factory=list[tuple[Path, Job]])
    passed: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    faults: list[Fault] = field(default_factory=list[Fault])


def sort_out(kind: str, paths: Sequence[Path], watch: Watch, size: int) -> Asked:
    """The files of some paths, each known by its columns; what is at fault is told, and the others go on."""
    asked = Asked()
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
            if folder_name(job) not in seen:
                seen.add(folder_name(job))
                asked.jobs.append((one, job))
    asked.jobs += _beside(asked.jobs, seen, watch, size)
    asked.jobs.sort(key=lambda pair: folder_name(pair[1]))
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
            if folder_name(beside) not in seen:
                seen.add(folder_name(beside))
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


def folder_name(job: Job) -> str:
    """The name of a file's folder of lines: its digest and its kind."""
    return f"{job.digest[:24]}-{job.importer.KIND}"
