"""comity check: every fault of every law file at once, and what the library covers."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    path: Annotated[Path | None, typer.Argument(help="A law file or folder; the packaged law when left out.")] = None,
    law: Annotated[Path | None, typer.Option("--law", help="The folder whose names the file may use.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check law files: print every fault of every file, and what the library covers.

    A file is checked together with the library around it (--law, or the packaged law), since it uses its names. Exit
    code 1 when there is a fault.
    """
    from comity.cli.output import print_json
    from comity.library import law_dir
    from comity.norms.coverage import coverage
    from comity.norms.library import check_law, law_files
    from comity.text.faults import Faults

    target = path or law or law_dir()
    try:
        paths = law_files(target)
        if target.is_file():
            root = law or law_dir()
            own = target.resolve()
            paths = [p for p in law_files(root) if p.resolve() != own and p.name != target.name] + paths
        else:
            root = target
        found, faults = check_law(paths, root)
    except Faults as error:
        found, faults = None, list(error.faults)
    numbers = coverage(found) if found is not None else {}
    if json:
        print_json({"faults": faults, "coverage": numbers})
    else:
        for fault in faults:
            print(fault.render())
            print()
        print(f"{len(faults)} fault{'s' if len(faults) != 1 else ''}." if faults else "No fault.")
        for name, value in numbers.items():
            print(f"  {name + ':':<22} {value}")
    raise typer.Exit(1 if faults else 0)
