"""comity docket: record a look at an order's docket, which refreshes or changes the answers that rest on the order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.asking import LawDir

if TYPE_CHECKING:
    from comity.norms.nodes import Law
    from comity.record.nodes import Record


def command(
    order: Annotated[str, typer.Argument(help="The order, like fresno-v-turner/pi.")],
    seen: Annotated[str, typer.Option("--seen", help="What was seen: stands, stayed, narrowed or ended.")],
    record: Annotated[Path, typer.Option("--record", help="The office's folder of answers.")],
    on: Annotated[
        str, typer.Option("--on", help="The day: of the look where it stands, else of the stay, narrowing or end.")
    ] = "today",
    entry: Annotated[str | None, typer.Option("--entry", help="The number of the docket entry.")] = None,
    to: Annotated[
        list[str] | None, typer.Option("--to", help="Whom an order that was narrowed still protects; may be repeated.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who looked.")] = None,
    law: LawDir = None,
) -> None:
    """Record that somebody checked an order's docket.

    `comity ask AWARDS --record OFFICE --take-back ROW` takes it back.
    """
    import datetime as dt

    from comity.answers.docket import as_seen_on_dockets
    from comity.answers.office import enter
    from comity.answers.question import find_party, open_law, open_record, parse_day
    from comity.cli.asking import refusing
    from comity.cli.output import show
    from comity.record.fact_rows import FactRow

    with refusing():
        _check_narrowed(order, seen, to, record)
        loaded = open_law(law)
        values = {"act": order, "on": parse_day(on).isoformat(), "seen": seen} | ({"entry": entry} if entry else {})
        if to:
            known = open_record([record] if record.exists() else [], loaded)
            values["to"] = "; ".join(find_party(one, known).short for one in to)
        found = _record_of(values, loaded)
        after = as_seen_on_dockets(loaded, found)
        row = FactRow("docket_checks", None, values)
        (name,) = enter(record, [(row,)], by, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    lines = [f"{name}: {order} {seen} on {values['on']}" + (f", entry {entry}" if entry else "")]
    library = loaded.norm_acts[found.docket_checks[0].act]
    if after == loaded and seen == "stands" and library.last_seen is not None:
        lines.append(f"The library saw it to stand later, on {library.last_seen.day}.")
    elif after == loaded and seen != "stands":
        lines.append("Nothing changes: by the library it was over, or not yet made, on that day.")
    show(lines)


def _check_narrowed(order: str, seen: str, to: list[str] | None, record: Path) -> None:
    """Refuse an order that was narrowed to nobody, and parties named where it was not narrowed."""
    from comity.errors import Refused

    if seen == "narrowed" and not to:
        raise Refused(
            "`--seen narrowed` does not say whom the order still protects.",
            f"Name each: comity docket {order} --seen narrowed --to fresno-ca --record {record}",
        )
    if to and seen != "narrowed":
        raise Refused(
            f"`--to` is for an order that was narrowed, and `--seen` says {seen}.",
            "Say --seen narrowed, or leave out --to.",
        )


def _record_of(values: dict[str, str], law: Law) -> Record:
    """The record of one look at a docket; its faults are of the command line, since the row stands in no file yet."""
    from comity.errors import Refused
    from comity.record.fact_rows import FactRow
    from comity.record.rows import from_rows
    from comity.text.faults import Faults

    source = FactRow("sources", None, {"id": "s", "title": "s"})
    try:
        return from_rows([source, FactRow("docket_checks", None, values, source="s")], law)
    except Faults as error:
        sentences, hints = zip(*((fault.sentence, fault.hint) for fault in error.faults), strict=True)
        raise Refused(" ".join(sentences), " ".join(filter(None, hints))) from None
