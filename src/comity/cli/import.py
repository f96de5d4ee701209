"""comity import: award lists as they are published, or an office's own sheet, into one folder of awards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.asking import Json

if TYPE_CHECKING:
    from comity.record.imports import Imported, Watch
    from comity.record.staging import Layout


def command(
    kind: Annotated[
        str | None, typer.Argument(help="The kind of list (--list), or `auto`: known by its columns.")
    ] = None,
    files: Annotated[list[Path] | None, typer.Argument(help="CSV, gzip, ZIP, XLSX; or folders of them.")] = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="The folder of awards, new or of an earlier import.")
    ] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="For a sheet: which column holds what.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="For a sheet: take the mapping that is proposed.")] = False,
    kinds: Annotated[bool, typer.Option("--list", help="List the kinds, and stop.")] = False,
    json: Json = False,
) -> None:
    """Import award lists into a folder of awards: one row an award, recipients matched, every row accounted for."""
    from comity.cli.asking import refusing
    from comity.cli.output import fail, print_json, show
    from comity.record.importers import importers
    from comity.record.imports import AUTO, import_files

    if kinds:
        titles = {name: one.TITLE for name, one in importers().items()} | {AUTO: "any of them, known by its columns"}
        if json:
            print_json(titles)
            return
        show(f"{name:25} {title}" for name, title in titles.items())
        return
    if not kind or not files or into is None:
        fail(
            "say what to import, and into which folder.",
            "comity import KIND FILE... --into DIR; kinds: comity import --list",
        )
    if (mapping or yes) and kind != "sheet":
        fail("--mapping and --yes are for the kind `sheet`.", f"`{kind}` knows its columns.")
    with refusing():
        layout = _layout(files, mapping, yes, json) if kind == "sheet" else None
        with _watching(files) as watch:
            found = import_files(kind, files, into, layout, watch)
    if json:
        print_json(_as_json(found))
    else:
        show(_lines(found, into))
        for fault in found.faults:
            typer.echo(fault.render(), err=True)
    if found.faults:
        raise typer.Exit(2)
    if found.report["rows"]["rejected"]:
        raise typer.Exit(1)


# Sheets ---------------------------------------------------------------------------------------------


def _layout(files: list[Path], mapping: Path | None, yes: bool, json: bool) -> Layout:
    """The mapping that the user has confirmed; else it is proposed and written, and nothing is imported."""
    import os
    import sys

    from comity.cli.output import fail, print_json, show
    from comity.record.mapping import propose, read_mapping, write_mapping

    if mapping is not None:
        return read_mapping(mapping)
    if len(files) > 1:
        fail(
            "several sheets are imported with one mapping, which --mapping names.",
            "Import the first alone to have it proposed.",
        )
    file = files[0]
    path = file.with_name(f"{file.name}.mapping.yaml")
    if not os.access(path.parent, os.W_OK):
        path = Path.cwd() / path.name
    if not path.exists():
        write_mapping(propose(file), path, file)
        new = "A mapping is proposed in"
    else:
        new = "There is a mapping already in"
    layout = read_mapping(path)
    if yes:
        return layout
    if json:
        print_json({"mapping": path, "header": layout.header, "columns": dict(layout.columns), "imported": False})
    else:
        show([f"{new} {path}:", "", *(f"  {line}" for line in path.read_text(encoding="utf-8").splitlines()), ""])
        if sys.stdin.isatty() and sys.stdout.isatty() and typer.confirm("Import with this mapping?"):
            return layout
        show([f"Nothing is imported yet. Check the mapping, then say: --mapping {path}"])
    raise typer.Exit(2)


# What is shown --------------------------------------------------------------------------------------


class _Watching:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, files: list[Path]) -> None:
        import sys

        self._sizes = {file.name: file.stat().st_size for file in files if file.is_file() and file.suffix == ".csv"}
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[shown]}"),
            )
            self._bar = Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)

    def __enter__(self) -> Watch:
        if self._bar is not None:
            self._bar.start()
        return self._seen

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _seen(self, name: str, count: int) -> None:
        if self._bar is None:
            return
        if name not in self._tasks:
            total = self._sizes.get(name.removeprefix("checking "))
            self._tasks[name] = self._bar.add_task(name, total=total, shown="")
        task = self._tasks[name]
        self._bar.advance(task, count)
        done = self._bar.tasks[task].completed
        self._bar.update(task, shown=f"{done / 1e6:,.0f} MB" if name not in ("folding", "matching") else f"{done:,.0f}")


_watching = _Watching


def _as_json(found: Imported) -> dict[str, Any]:
    return {
        **found.report,
        "new": found.new,
        "known": found.known,
        "passed_over": [{"file": file, "why": why} for file, why in found.passed],
        "faults": [fault.render() for fault in found.faults],
    }


def _lines(found: Imported, into: Path) -> list[str]:
    report = found.report
    rows = report["rows"]
    lines = [f"Imported {name}" for name in found.new]
    lines += [f"Nothing changes: {name} is in this folder already." for name in found.known]
    lines += [f"Passed over {file}: {why}" for file, why in found.passed]
    lines += [
        "",
        f"{rows['read']:,} rows read = {rows['kept']:,} kept + {rows['folded']:,} folded + {rows['rejected']:,} rejected",
    ]
    lines += [f"  folded    {count:>12,}  {why}" for why, count in report["folded"].items() if count]
    lines += [f"  rejected  {count:>12,}  {why}" for why, count in report["rejected"].items()]
    recoded = sum(one["recoded"] for one in report["files"])
    lines += [f"  {recoded:,} lines were not UTF-8 and were read as Windows-1252"] if recoded else []
    lines += ["", f"{report['awards']:,} awards"]
    lines += [
        f"  {kind:9} {one['awards']:>12,}  {_dollars(one['dollars']):>24} obligated  {_dollars(one['outlayed']):>24} paid"
        for kind, one in report["dollars"].items()
    ]
    lines += ["", f"matched to {report['governments']:,} governments by (prime dollars)"]
    lines += [
        f"  {basis:22} {one['awards']:>10,}  {_dollars(one['dollars']):>24}" for basis, one in report["matched"].items()
    ]
    unmatched = report["unmatched"]
    lines += [f"  {'not matched':22} {unmatched['awards']:>10,}  {_dollars(unmatched['dollars']):>24}"]
    if report["apart"]:
        lines += ["", "apart, in no sum"]
        lines += [
            f"  {why:22} {one['awards']:>10,}  {_dollars(one['dollars']):>24}" for why, one in report["apart"].items()
        ]
    differs = report["totals that differ from what is stated"]
    if differs["awards"]:
        lines += [
            "",
            f"{differs['awards']:,} awards have another total than their last action states: actions are missing.",
        ]
    lines += ["", f"in {into}: awards.parquet, apart.parquet, unmatched.csv, rejects.csv, report.json"]
    return lines + (["  record/: the matched awards, for --record"] if report["record"] is not None else [])


def _dollars(text: str) -> str:
    from decimal import Decimal

    return f"${Decimal(text):,.2f}"
