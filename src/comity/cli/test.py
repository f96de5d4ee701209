"""comity test: the law's own cases."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    path: Annotated[Path | None, typer.Argument(help="The folder of law; the packaged law when left out.")] = None,
    only: Annotated[str | None, typer.Option("--only", help="Only the cases of one instrument.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Run the cases written in the law files, and say which expectations fail.

    Exit code 1 when one fails.
    """
    from comity.answers.cases import run_cases
    from comity.cli.output import fail, print_json
    from comity.library import law_dir
    from comity.norms.library import load_law
    from comity.norms.nearest import did_you_mean
    from comity.text.faults import Faults

    try:
        law = load_law(path or law_dir())
    except Faults as error:
        fail(f"the law has faults:\n\n{error}", "Run `comity check` for the list.")
    if only is not None and only not in law.instruments:
        fail(f"no instrument is named `{only}`.", did_you_mean(only, law.instruments, "`comity show` lists them."))
    outcomes = list(run_cases(law, only))
    failed = [o for o in outcomes if not o.passed]
    if json:
        rows = [{"case": o.case.title, "passed": o.passed, "sentence": o.sentence()} for o in outcomes]
        print_json({"expectations": len(outcomes), "failed": len(failed), "outcomes": rows})
    else:
        for outcome in failed:
            print(f"{outcome.case.place}: {outcome.sentence()}")
            print()
        cases = len({id(o.case) for o in outcomes})
        print(f"{cases} cases, {len(outcomes)} expectations, {len(failed)} failed.")
    raise typer.Exit(1 if failed else 0)
