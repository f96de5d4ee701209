"""comity import: read published award lists, or an office's own sheet, into one folder of awards."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from comity.cli.asking import Json

if TYPE_CHECKING:
    from comity.intake.folder import Imported
    from comity.intake.job import Layout
    from comity.intake.sheets.reading import ReadSheet
    from comity.intake.sheets.sources import Change


def command(
    kind: Annotated[
        str | None, typer.Argument(help="The kind of list (see --list), or `auto` to tell it by its columns.")
    ] = None,
    files: Annotated[
        list[Path] | None, typer.Argument(help="CSV, gzip, ZIP; XLSX, XLSB, XLS, ODS; or folders of them.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="The folder of awards, new or of an earlier import.")
    ] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="For a sheet: which column holds what.")] = None,
    government: Annotated[
        str | None, typer.Option("--government", help="For a sheet: the government, where a row names none.")
    ] = None,
    rows: Annotated[
        str | None,
        typer.Option("--rows", help="For a sheet: rows of one number are `parts` that add up, or `one` award."),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="The name of the list; an earlier import of it is replaced.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the source even if few award numbers recur.")
    ] = False,
    save_mapping: Annotated[
        Path | None,
        typer.Option("--save-mapping", help="For a sheet: write the mapping to this file, and import nothing."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="For a sheet: accept it as read.")] = False,
    kinds: Annotated[bool, typer.Option("--list", help="List the kinds, and stop.")] = False,
    json: Json = False,
) -> None:
    """Import award lists into a folder of awards.

    One row an award, recipients matched, every row accounted for. Exit code 1 when rows are rejected or a doubt
    touches money.
    """
    from comity.cli.asking import refusing
    from comity.cli.output import fail

    if kinds:
        _show_kinds(json)
        return
    if not kind or not files or (into is None and save_mapping is None):
        fail(
            "say what to import, and into which folder.",
            "comity import KIND FILE... --into DIR; kinds: comity import --list",
        )
    if kind != "sheet" and (mapping or yes or government or rows or save_mapping):
        _refuse_options_of_sheets(kind)
    with refusing():
        if kind == "sheet":
            _import_sheets(
                files=files, into=into, mapping=mapping, government=government, rows=rows, source=source,
                replace=replace, save_mapping=save_mapping, yes=yes, json=json,
            )  # fmt: skip
        else:
            assert into is not None
            _import_lists(kind, files, into, source, json)


def _refuse_options_of_sheets(kind: str) -> NoReturn:
    from comity.cli.output import fail

    fail(
        "--mapping, --yes, --government, --rows and --save-mapping are for the kind `sheet`.",
        f"`{kind}` knows its columns.",
    )


def _show_kinds(json: bool) -> None:
    from comity.cli.output import print_json, show
    from comity.intake.kinds import importers
    from comity.intake.sorting import AUTO

    titles = {name: one.TITLE for name, one in importers().items()} | {AUTO: "any of them, known by its columns"}
    if json:
        print_json(titles)
    else:
        show(f"{name:25} {title}" for name, title in titles.items())


def _import_lists(kind: str, files: list[Path], into: Path, source: str | None, json: bool) -> None:
    """Import published lists, whose columns are known."""
    from comity.brief.import_report import import_lines
    from comity.cli.output import print_json, show
    from comity.cli.watching import watching_import
    from comity.intake.run import import_files

    with _going_on(into), watching_import() as watch:
        found = import_files(kind, files, into, watch=watch, source=source)
    if json:
        print_json(_as_json(found))
    else:
        show(import_lines(found, into))
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

    kept = f"What was read is kept in {into}; run the same command again to resume."

    def again() -> str:
        return kept if into.exists() else "Nothing had been kept yet; run the same command again."

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


def _import_sheets(
    *, files: list[Path], into: Path | None, mapping: Path | None, government: str | None, rows: str | None, source: str | None,
    replace: bool, save_mapping: Path | None, yes: bool, json: bool,
) -> None:  # fmt: skip
    """Read an office's sheets, show what was understood, and import them once a person, or --yes, has agreed."""
    import sys

    from comity.brief.import_report import change_lines
    from comity.cli.output import show
    from comity.cli.watching import watching_import
    from comity.intake.run_sheets import import_sheets
    from comity.intake.sheets.reading import read_sheet

    layout = _layout(mapping, rows, government, files[0])
    inside = [
        one for path in files for one in (sorted(path.rglob("*")) if path.is_dir() else [path]) if not one.is_dir()
    ]
    read = [(path, read_sheet(path, layout)) for path in inside]
    if save_mapping is not None:
        _save_mapping(*read[0], save_mapping)
        if into is None:
            return
    assert into is not None
    asking = sys.stdin.isatty() and sys.stdout.isatty() and not json
    if not yes and mapping is None:
        _ask_whether_read_right([one for _, one in read], asking, json)

    def agreed(change: Change) -> bool:
        show(change_lines(change))
        return typer.confirm("Replace them?")

    def by_itself(change: Change) -> bool:
        return replace or change.alike

    with _going_on(into), watching_import() as watch:
        found = import_sheets(
            read, into, source, watch, confirm=agreed if asking and not (yes or replace) else by_itself
        )
    sheets = [one for _, one in read]
    _show_sheets(found, into, sheets, json, whole=yes or mapping is not None)
    if found.report["rows"]["rejected"] or any(one.reading.of_money for one in sheets):
        raise typer.Exit(1)


def _layout(mapping: Path | None, rows: str | None, government: str | None, first: Path) -> Layout:
    """The layout that the options give: a mapping's, with what they say of rows and of the government."""
    from dataclasses import replace

    from comity.cli.output import fail
    from comity.intake.job import Layout
    from comity.intake.mapping import ROWS, read_mapping
    from comity.intake.sheets.holders import one_government

    layout = read_mapping(mapping) if mapping else Layout()
    if rows is not None and rows not in ROWS:
        fail(f"--rows is `parts` or `one`, not `{rows}`.")
    if rows is not None:
        layout = replace(layout, rows={"all": rows})
    if government is not None:
        own = one_government(government, first.name)
        layout = replace(layout, constants={**layout.constants, "government": own.short})
    return layout


def _save_mapping(path: Path, read: ReadSheet, to: Path) -> None:
    """Write down how a sheet was read, to be corrected."""
    from comity.cli.output import show
    from comity.intake.mapping import proposal_of, write_mapping

    write_mapping(proposal_of(read), to, path)
    show([f"The mapping is in {to}. Check it, then say: --mapping {to}"])


def _ask_whether_read_right(sheets: list[ReadSheet], asking: bool, json: bool) -> None:
    """Show what was understood; without a person who agrees, stop before anything is imported."""
    from comity.brief.import_report import sheet_lines
    from comity.cli.output import print_json, show

    if json:
        layout = sheets[0].layout
        print_json(
            {
                "header": layout.header, "columns": dict(layout.columns), "imported": False,
                "sheets": [one.reading.as_json() for one in sheets],
            }
        )  # fmt: skip
        raise typer.Exit(2)
    for one in sheets:
        show(sheet_lines(one.reading))
    if not (asking and typer.confirm("Import it as it was read?")):
        show(
            [
                "Nothing is imported yet. Say --yes if it was read right; else --save-mapping FILE, correct it, and --mapping FILE."
            ]
        )
        raise typer.Exit(2)


def _show_sheets(found: Imported, into: Path, sheets: list[ReadSheet], json: bool, whole: bool) -> None:
    """Show what an import of sheets did; `whole` also shows what was understood of them, where nothing has shown it."""
    from comity.brief.import_report import change_lines, import_lines, sheet_lines
    from comity.cli.output import print_json, show

    if json:
        print_json(_as_json(found) | {"sheets": [one.reading.as_json() for one in sheets]})
        return
    for change in found.changes:
        show(change_lines(change))
    for one in sheets if whole else ():
        show(sheet_lines(one.reading))
    show(import_lines(found, into))


# What is shown --------------------------------------------------------------------------------------


def _as_json(found: Imported) -> dict[str, Any]:
    return {
        **found.report,
        "new": found.new,
        "known": found.known,
        "passed_over": [{"file": file, "why": why} for file, why in found.passed],
        "faults": [fault.render() for fault in found.faults],
        "replaced": [
            {
                "source": one.source,
                "gone": one.gone,
                "new": one.new,
                "changed": [{"award": award, "before": before, "after": after} for award, before, after in one.changed],
                "before": one.before,
                "after": one.after,
            }
            for one in found.changes
        ],
    }
