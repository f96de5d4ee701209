"""comity check: every fault of every law file at once, and what the library covers."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    path: Annotated[Path | None, typer.Argument(help="A law file or folder; the packaged law when left out.")] = None,
    law: Annotated[Path | None, typer.Option("--law", help="The library around it, whose names it may use.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check law files: print every fault of every file, and what the library covers.

    A single file is checked within a library, since it uses the library's names: that of --law, else the packaged law.
    It takes the place of the library's file of the same name. A folder is a library of its own, unless --law is given.
    Exit code 1 when there is a fault, 2 when there is no such file.
    """
    from comity.cli.output import fail, print_json
    from comity.library import law_dir
    from comity.norms.coverage import coverage
    from comity.norms.library import check_law, find_law_files

    target = path or law or law_dir()
    for one in (path, law):
        if one is not None and not one.exists():
            fail(f"there is no law file or folder {one}.")
    paths, faults = find_law_files(target)
    if not paths and not faults:
        fail(f"there is no law file in {target}.", "A law file is a page of Markdown, `*.md`.")
    if target.is_file() or (law is not None and target != law):
        around, more = find_law_files(law or law_dir())
        own = {file.name for file in paths}
        # The library first, so that a name declared twice is a fault of the file that is checked.
        paths = [file for file in around if file.name not in own] + paths
        faults += more
    root = (law or law_dir()) if target.is_file() else target
    found, more = check_law(paths, root)
    faults = sorted({*faults, *more})
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
