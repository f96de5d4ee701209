"""comity fmt: the one canonical layout of law files."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    path: Annotated[Path | None, typer.Argument(help="A law file or folder; the packaged law when left out.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if a file would change.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Lay law files out in their one layout; prose, quotations and comments stay as written.

    Files with faults are left as they are and named. Exit code 1 when --check finds a file to change.
    """
    from comity.cli.output import print_json
    from comity.library import law_dir
    from comity.norms.library import law_files
    from comity.text.faults import Faults
    from comity.text.format import format_page
    from comity.text.page import read_page

    root = path or law_dir()
    changed: list[str] = []
    faulty: list[str] = []
    try:
        paths = law_files(root)
    except Faults as error:
        print(error)
        raise typer.Exit(2) from None
    for file in paths:
        page, faults = read_page(file)
        if page is None or faults:
            faulty.append(str(file))
            continue
        text = format_page(page)
        if text != file.read_text(encoding="utf-8"):
            changed.append(str(file))
            if not check:
                scratch = file.with_suffix(".md.new")
                scratch.write_text(text, encoding="utf-8")
                scratch.replace(file)
    if json:
        print_json({"changed": changed, "faulty": faulty})
    else:
        for file in changed:
            print(f"{'would lay out' if check else 'laid out'} {file}")
        for file in faulty:
            print(f"left as it is, it has faults (see `comity check`): {file}")
        print(f"{len(changed)} of {len(paths)} files {'would change' if check else 'changed'}.")
    raise typer.Exit(1 if faulty or (check and changed) else 0)
