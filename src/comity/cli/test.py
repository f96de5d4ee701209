"""comity test: run the law's own cases."""

from pathlib import Path
from textwrap import fill
from typing import Annotated

import typer


def command(
    path: Annotated[Path | None, typer.Argument(help="A law file or folder. Default: the packaged law.")] = None,
    only: Annotated[str | None, typer.Option("--only", help="Only the cases of one instrument.")] = None,
    law: Annotated[Path | None, typer.Option("--law", help="The library around a file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Run the cases written in the law files.

    Prints which expectations fail.

    The cases of a single file are run within a library: that of --law, else the packaged law. Exit code 1 when one
    fails.
    """
    from comity.answers.cases import run_cases
    from comity.brief.terminal.width import columns
    from comity.cli.output import fail, print_json
    from comity.library import law_dir
    from comity.norms.library import load_law
    from comity.norms.names.nearest import did_you_mean
    from comity.text.faults import Faults

    try:
        if path is not None and path.is_file():
            loaded = load_law(law or law_dir(), extra=(path,))
            only = only or path.stem
        else:
            loaded = load_law(path or law or law_dir())
    except Faults as error:
        fail(f"the law has faults:\n\n{error}", "Run `comity check` for the list.")
    if only is not None and only not in loaded.instruments:
        fail(f"no instrument is named `{only}`.", did_you_mean(only, loaded.instruments, "`comity show` lists them."))
    outcomes = list(run_cases(loaded, only))
    failed = [o for o in outcomes if not o.passed]
    if json:
        rows = [{"case": o.case.title, "passed": o.passed, "sentence": o.sentence()} for o in outcomes]
        print_json({"expectations": len(outcomes), "failed": len(failed), "outcomes": rows})
    else:
        for outcome in failed:
            print(outcome.case.place)
            print(
                fill(outcome.sentence(), columns(), initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
            )
            print()
        cases = len({id(o.case) for o in outcomes})
        print(f"{_count(cases, 'case')}, {_count(len(outcomes), 'expectation')}, {len(failed)} failed.")
    raise typer.Exit(1 if failed else 0)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
