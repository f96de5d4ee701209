"""comity check: every fault of every law file at once, and what the library covers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from comity.norms.nodes import Law
    from comity.text.faults import Fault


def command(
    paths: Annotated[list[Path] | None, typer.Argument(help="Law files or folders. Default: the packaged law.")] = None,
    law: Annotated[Path | None, typer.Option("--law", help="The library around it, whose names it may use.")] = None,
    sources: Annotated[
        bool,
        typer.Option("--sources", help="List what each file rests on: basis, checks, sources, what is from memory."),
    ] = False,
    write: Annotated[
        Path | None, typer.Option("--write", help="Write that list into a Markdown page, between its two marks.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check law files and print every fault.

    Also says what the library covers.

    With --sources, what each of the files rests on instead, where there is no fault.

    Files are checked together within a library, since they use one another's names and the library's: that of --law,
    else the packaged law. Each takes the place of the library's file of the same name. A folder alone is a library of
    its own, unless --law is given.
    Exit code 1 when there is a fault, 2 when there is no such file.
    """
    from comity.cli.output import fail, print_json
    from comity.library import law_dir
    from comity.norms.coverage import coverage
    from comity.norms.library import check_law

    asked = paths or [law or law_dir()]
    for one in (*asked, *([law] if law is not None else [])):
        if not one.exists():
            fail(f"there is no law file or folder {one}.")
    files, root, unreadable = _files_asked(asked, law)
    found, more = check_law(files, root)
    faults = sorted({*unreadable, *more})
    if (sources or write is not None) and not faults:
        _list_sources(found, asked, write, json)
        return
    numbers = coverage(found)
    if json:
        print_json({"faults": faults, "coverage": numbers})
    else:
        for fault in faults:
            print(fault.render())
            print()
        print(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}." if faults else "No fault.")
        for name, value in numbers.items():
            print(f"  {name + ':':<22} {value}")
    raise typer.Exit(1 if faults else 0)


def _files_asked(asked: "list[Path]", law: Path | None) -> "tuple[list[Path], Path, list[Fault]]":
    """The files to check together, the folder that they are named from, and what is wrong with finding them."""
    from comity.cli.output import fail
    from comity.library import law_dir
    from comity.norms.library import find_law_files

    files: list[Path] = []
    faults: list[Fault] = []
    for one in asked:
        found_here, more = find_law_files(one)
        if not found_here and not more:
            fail(f"there is no law file in {one}.", "A law file is a page of Markdown, `*.md`.")
        files += [file for file in found_here if file not in files]
        faults += more
    one_folder = len(asked) == 1 and asked[0].is_dir()
    alone = one_folder and law in (None, asked[0])
    if not alone:
        around, more = find_law_files(law or law_dir())
        own = {file.name for file in files}
        # The library first, so that a name declared twice is a fault of the file that is checked.
        files = [file for file in around if file.name not in own] + files
        faults += more
    return files, asked[0] if one_folder else law or law_dir(), faults


def _list_sources(law: "Law", asked: "list[Path]", write: Path | None, json: bool) -> None:
    from comity.answers.sources import sources, sources_json
    from comity.brief.sources_out import source_lines, write_into
    from comity.cli.asking import refusing
    from comity.cli.output import print_json, show
    from comity.norms.library import find_law_files, lines_of

    files = dict.fromkeys(file for one in asked for file in find_law_files(one)[0])
    found = sources(law, {file.stem: lines_of(file) for file in files})
    if write is not None:
        with refusing():
            write_into(write, found)
    if json:
        print_json(sources_json(found))
    else:
        show(source_lines(found))
