"""comity recipients: against whom an order forbids a norm, where no order was found, and where it cannot be told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import AsOf, Json, KnownAt, LawDir, RecordDir


def command(
    norm: Annotated[str, typer.Argument(help="The norm, like hud-coc-fy2024/dei.")],
    awards: Annotated[
        Path | None, typer.Option("--awards", help="The agency's list of awards: a file, or an import's folder.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the recipients to this CSV file.")] = None,
    notice: Annotated[
        bool, typer.Option("--notice", help="A draft of a notice that quotes the orders, for agency counsel.")
    ] = False,
    as_of: AsOf = "today",
    known_at: KnownAt = None,
    record: RecordDir = None,
    law: LawDir = None,
    json: Json = False,
) -> None:
    """Say against which recipients an order forbids a norm.

    Each recipient is asked about as if its award carried the norm.

    Without --awards the recipients are those whom the orders on the norm name.
    """
    from comity.answers.question import find_norm
    from comity.answers.recipients import recipient_json, recipients, write_csv
    from comity.brief.terminal.recipients import notice_lines, recipient_lines
    from comity.cli.asking import load, refusing
    from comity.cli.output import print_json, show

    with refusing():
        question = load(as_of, known_at, record, law)
        found = recipients(question, find_norm(norm, question.law), awards)
        if out is not None:
            write_csv(found, out)
    if json:
        print_json(
            {
                "norm": found.norm,
                "as_of": found.as_of,
                "read_to": found.read_to,
                "recipients": [recipient_json(one) for one in found.recipients],
            }
        )
        return
    show(notice_lines(found, question.law) if notice else recipient_lines(found))
    if out is not None:
        show([f"Written to {out}."])
