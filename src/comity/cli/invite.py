"""comity invite: invite a person into an office, with a link that signs in once."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    email: Annotated[str, typer.Argument(metavar="ADDRESS", help="The person's address.")],
    data: Annotated[Path, typer.Option("--data", help="The data folder of the application.")],
    role: Annotated[
        str, typer.Option("--role", help="reader, editor, counsel, certifier or administrator.")
    ] = "reader",
    matter: Annotated[int, typer.Option("--matter", help="The number of the matter.")] = 1,
    name: Annotated[str, typer.Option("--name", help="The person's name, as pages show it.")] = "",
    hours: Annotated[int, typer.Option("--hours", help="For how many hours the link works.")] = 24,
    forget_codes: Annotated[
        bool, typer.Option("--forget-codes", help="Remove one-time codes from the account, after a phone was lost.")
    ] = False,
) -> None:
    """Add a person to a matter and print a sign-in link.

    The link signs in once; the application may keep running.
    """
    from comity.cli.asking import refusing
    from comity.web.invitation import invitation

    with refusing():
        print(
            invitation(
                data=data, email=email, role=role, matter=matter, name=name, hours=hours, forget_codes=forget_codes
            )
        )
