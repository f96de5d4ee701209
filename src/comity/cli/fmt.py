"""comity fmt: set law files in their one canonical layout."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    path: Annotated[Path | None, typer.Argument(help="A law file or folder. Default: the packaged law.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if a file would change.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Lay out law files.

    Prose, quotations and comments stay as written.

    Files that cannot be parsed are left as they are and named. Exit code 1 when there is one, or when --check finds a
    file to change; 2 when there is no such file, or it cannot be written.
    """
    from comity.cli.output import fail, print_json
    from comity.library import law_dir
    from comity.norms.library import law_files
    from comity.text.faults import Faults
    from comity.text.format import format_page
    from comity.text.page import read_page

    try:
        paths = law_files(path or law_dir())
    except Faults as error:
        fail(str(error))
    changed: list[str] = []
    faulty: list[str] = []
    for file in paths:
        page, faults = read_page(file)
        if page is None or faults:
            faulty.append(str(file))
            continue
        laid_out = format_page(page).encode()
        if laid_out != file.read_bytes():
            changed.append(str(file))
            if not check:
                try:
                    _write(file, laid_out)
                except OSError as error:
                    fail(f"{file} cannot be written: {error.strerror}.")
    if json:
        print_json({"changed": changed, "faulty": faulty})
    else:
        for name in changed:
            print(f"{'would lay out' if check else 'laid out'} {name}")
        for name in faulty:
            print(f"left as it is, it has faults (see `comity check`): {name}")
        print(f"{len(changed)} of {len(paths)} files {'would change' if check else 'changed'}.")
    raise typer.Exit(1 if faulty or (check and changed) else 0)


def _write(file: Path, content: bytes) -> None:
    """Put the whole new content in a file's place, or none of it. Links stay links, and permissions as they are."""
    from comity.disk.whole_files import write_whole

    write_whole(file.resolve(), content)
