"""comity import: award lists as they are published, or an office's own sheet, into one folder of awards."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.asking import Json

if TYPE_CHECKING:
    from comity.intake.job import Layout
    from comity.intake.run import Imported


def command(
    kind: Annotated[
        str | None, typer.Argument(help="The kind of list (--list), or `auto`: known by its columns.")
    ] = None,
    files: Annotated[list[Path] | None, typer.Argument(help="CSV, gzip, ZIP, XLSX, XLS; or folders of them.")] = None,
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
    from comity.cli.watching import watching_import
    from comity.intake.kinds import importers
    from comity.intake.run import AUTO, import_files

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
        with _going_on(into), watching_import() as watch:
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


@contextmanager
def _going_on(into: Path) -> Generator[None]:
    """Say of an import that was stopped, by the user or a full disk, that it can go on."""
    import duckdb

    from comity.cli.output import fail

    kept = f"What was read is kept in {into}; say the same command again, and it goes on from there."

    def again() -> str:
        return kept if into.exists() else "Nothing had been kept yet; say the same command again."

    try:
        yield
    except (KeyboardInterrupt, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "interrupt" not in str(error).lower():  # DuckDB's word for Ctrl-C
            raise
        typer.echo(f"comity: stopped. {again()}", err=True)
        raise typer.Exit(130) from None
    except (OSError, duckdb.IOException) as error:
        words = " ".join(str(getattr(error, "strerror", None) or error).split())
        full = "No space left on device" in words
        why = "the disk is full" if full else words[:300].rstrip(".")
        fail(f"{into} cannot be written: {why}.", ("Make room. " if full else "") + again())


# Sheets ---------------------------------------------------------------------------------------------


def _layout(files: list[Path], mapping: Path | None, yes: bool, json: bool) -> Layout:
    """The mapping that the user has confirmed; else it is proposed and written, and nothing is imported."""
    import os
    import sys

    from comity.cli.output import fail, print_json, show
    from comity.intake.mapping import propose, read_mapping, write_mapping

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
    earlier = dict(found.went_on)
    lines = [
        f"Imported {name}" + (f" (went on after {earlier[name]:,} rows read before)" if name in earlier else "")
        for name in found.new
    ]
    lines += [f"Nothing changes: {name} is in this folder already." for name in found.known]
    lines += [f"Passed over {file}: {why}" for file, why in found.passed]
    lines += [
        "",
        f"{rows['read']:,} rows read = {rows['kept']:,} kept + {rows['folded']:,} folded + {rows['rejected']:,} rejected",
    ]
    lines += [f"  folded    {count:>12,}  {why}" for why, count in report["folded"].items() if count]
    lines += [f"  rejected  {count:>12,}  {why}" for why, count in report["rejected"].items()]
    lines += _first_rejects(into / "rejects.csv") if rows["rejected"] else []
    recoded = sum(one["recoded"] for one in report["files"])
    lines += [f"  {recoded:,} lines were not UTF-8 and were read as Windows-1252"] if recoded else []
    lines += ["", f"{report['awards']:,} awards"]
    lines += [
        f"  {kind:9} {one['awards']:>12,}  {_dollars(one['dollars']):>24} obligated  {_dollars(one['outlayed']):>24} paid"
        for kind, one in report["dollars"].items()
    ]
    lines += ["", f"governments matched: {report['governments']:,}, by (prime dollars)"]
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
    unnamed = report["audits that name no auditee"]["awards"]
    if unnamed:
        audits = any(one["kind"] == "sefa-audits" for one in report["files"])
        lines += ["", f"{unnamed:,} awards of single audits have no auditee's name:"]
        lines += [
            "  their audits are not in the Clearinghouse's `general` file that was imported; import that of their year too."
            if audits
            else "  names stand in the Clearinghouse's `general` file (fac.gov, Data, Download); import general.csv too."
        ]
    differs = report["totals that differ from what is stated"]
    if differs["awards"]:
        lines += [
            "",
            f"{differs['awards']:,} awards have another total than their last action states: actions are missing.",
        ]
    lines += ["", f"in {into}: awards.parquet, apart.parquet, unmatched.csv, rejects.csv, report.json"]
    return lines + (["  record/: the matched awards, for --record"] if report["record"] is not None else [])


def _first_rejects(path: Path, most: int = 3) -> list[str]:
    """The first rows that were rejected, with what stands in them, and where all of them are."""
    import csv
    from itertools import islice

    csv.field_size_limit(1 << 30)
    lines: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        for one in islice(csv.DictReader(file), most):
            found = f"`{one['column']}` `{one['value'][:40]}`" if one["column"] else f"`{one['raw'][:60]}`"
            lines.append(f"  {one['file']}, row {one['row']}: {found} {one['reason'][:120]}")
    return [*lines, f"  each with file, row, column, value, reason: {path}"]


def _dollars(text: str) -> str:
    from decimal import Decimal

    return f"${Decimal(text):,.2f}"
