"""comity mcp: offer the engine as tools to a language model, over standard input and output."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    law: Annotated[
        Path | None, typer.Option("--law", help="A folder of law files in place of the packaged law.")
    ] = None,
) -> None:
    """Serve a language model, read-only.

    Position, why, timeline, search and list, of the public law and record alone.
    """
    from comity.cli.asking import refusing
    from comity.errors import require

    with refusing():
        require("mcp", "The server for language models", "mcp")
        from comity.mcp import server

        server(law).run("stdio")
