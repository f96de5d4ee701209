"""comity docket: somebody has looked at an order's docket; what was seen refreshes or changes the answers that rest on it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.asking import LawDir


def command(
    order: Annotated[str, typer.Argument(help="The order, like fresno-v-turner/pi.")],
    seen: Annotated[str, typer.Option("--seen", help="What was seen: stands, stayed, or ended.")],
    record: Annotated[Path, typer.Option("--record", help="The office's folder of answers.")],
    on: Annotated[
        str, typer.Option("--on", help="The day you looked, if it stands; else the day of the stay or end.")
    ] = "today",
    entry: Annotated[str | None, typer.Option("--entry", help="The number of the docket entry.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who looked.")] = None,
    law: LawDir = None,
) -> None:
    """Record that somebody checked an order's docket. `comity ask AWARDS --record OFFICE --take-back ROW` takes it back."""
    import datetime as dt

    from comity.answers.docket import as_seen_on_dockets
    from comity.answers.office import enter
    from comity.answers.question import open_law, parse_day
    from comity.cli.asking import refusing
    from comity.cli.output import show
    from comity.record.fact_rows import FactRow
    from comity.record.rows import from_rows

    with refusing():
        loaded = open_law(law)
        values = {"act": order, "on": parse_day(on).isoformat(), "seen": seen} | ({"entry": entry} if entry else {})
        row = FactRow("docket_checks", None, values)
        source = FactRow("sources", None, {"id": "s", "title": "s"})
        found = from_rows([source, FactRow("docket_checks", None, values, source="s")], loaded)
        before = loaded.norm_acts[found.docket_checks[0].act].last_seen
        after = as_seen_on_dockets(loaded, found).norm_acts[found.docket_checks[0].act].last_seen
        (name,) = enter(record, [(row,)], by, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    lines = [f"{name}: {order} {seen} on {values['on']}" + (f", entry {entry}" if entry else "")]
    if seen == "stands" and before == after and before is not None:
        lines.append(f"The library saw it to stand later, on {before.day}.")
    show(lines)
