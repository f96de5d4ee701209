"""comity schema: the JSON Schemas of what commands print with --json."""

from typing import Annotated

import typer

from comity.cli.asking import Json


def command(
    form: Annotated[str | None, typer.Argument(help="position, why, timeline ... Default: all of them.")] = None,
    json: Json = False,
) -> None:
    """Print the JSON Schemas of every --json.

    Contract 2: one schema for each form, and that of errors.
    """
    from comity.answers.schemas import CONTRACT, FORMS, schema_of
    from comity.cli.asking import refusing
    from comity.cli.output import print_json

    with refusing():
        found = schema_of(form) if form else {"contract": CONTRACT, "forms": {one: schema_of(one) for one in FORMS}}
    print_json(found)
