"""comity serve: run the application, on this machine or for an office."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    data: Annotated[Path, typer.Option("--data", help="The folder of the office's data; created if absent.")],
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8765,
    sample: Annotated[bool, typer.Option("--sample", help="Start a new folder with three sample offices.")] = False,
    plain_http: Annotated[
        bool,
        typer.Option("--plain-http", help="Accept other machines without HTTPS; passwords can then be intercepted."),
    ] = False,
) -> None:
    """Serve the application to a browser."""
    from comity.cli.asking import refusing
    from comity.web.serve import serve

    with refusing():
        serve(data, host, port, plain_http, sample)
