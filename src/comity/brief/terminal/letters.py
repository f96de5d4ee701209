"""Demands in the terminal: each letter once, its due day and rule, what may follow, then its recipients."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from comity.answers.demands import FORCE, DemandAnswer, unnamed
from comity.brief.english import day, party
from comity.brief.terminal.tables import STYLE, settled
from comity.brief.terminal.width import columns
from comity.proof.position import Position

if TYPE_CHECKING:
    from comity.norms.names.governments import Government
    from comity.proof.question import Question


def demand_pages(
    found: tuple[DemandAnswer, ...], question: Question, asked: Government | None
) -> Iterator[Table | Text | str]:
    """The demands found, each with its recipients and what it rests on for each of them; `asked` is whose were asked for."""
    if not found:
        whom = party(asked.short) if asked else "a named recipient"
        yield f"No demand to {whom} is on record by {day(question.as_of)}; whether one was made is not known."
        yield from _unnamed(question, asked)
        return
    for demand, group in groupby(found, key=lambda a: a.demand):
        answers = list(group)
        yield Text(_wrapped(f"{demand.title} ({demand.id})", ""), style="bold")
        yield f"  From: {party(demand.issuer)}, {day(demand.date)}, to {_count(len(demand.recipients), 'recipient')}"
        yield _wrapped(f"Force: {FORCE.get(demand.force or '', 'not known')}", "  ")
        if demand.asks:
            yield _wrapped(f"Asks for: {demand.asks}", "  ")
        yield from _due(answers)
        follows = tuple(dict.fromkeys(f for a in answers for f in a.follows))
        for conditions, same in groupby(follows, key=lambda f: f.conditions):
            what = "; ".join(one.what for one in same)
            yield _wrapped(f"If it is not answered{''.join(f', and {c}' for c in conditions)}: {what}", "  ")
        if demand.threatens:
            yield _wrapped(f"The demand itself says: {demand.threatens}", "  ")
        if demand.follows:
            before = next((d for d in question.record.demands if d.id == demand.follows), None)
            said = f"{before.title}, {day(before.date)} ({before.id})" if before else demand.follows
            yield _wrapped(f"It follows: {said}", "  ")
        yield from _recipients(answers)
        if demand.note:
            yield _wrapped(f"Note: {demand.note}", "  ")
        yield ""
    yield from _unnamed(question, asked)


def _unnamed(question: Question, asked: Government | None) -> Iterator[str]:
    """The demands whose recipients are not known by name."""
    among = f"whether {party(asked.short)} is among their recipients" if asked else "to whom they are addressed"
    for number, demand in enumerate(unnamed(question)):
        if number == 0:
            yield _wrapped(f"Also on record, but it is not known {among}:", "")
        yield _wrapped(f"{demand.title}, {party(demand.issuer)}, {day(demand.date)} ({demand.id})", "  ")


def _due(answers: list[DemandAnswer]) -> Iterator[str]:
    """The due day, its rule and steps; one of each where recipients of different States have different days."""
    for due, group in groupby(sorted(answers, key=lambda a: str(a.due)), key=lambda a: a.due):
        alike = [party(a.recipient) for a in group]
        whom = "" if len(alike) == len(answers) else f" ({_named(alike)})"
        if due is None:
            yield _wrapped(f"Due{whom}: no day is on record", "  ")
            continue
        until = f" by {due.hour}" if due.hour else ""
        on = f"{day(due.day)}{until}" if due.day else "not known"
        yield _wrapped(f"Due{whom}: {on}{f' or {day(due.also)}' if due.also else ''}, {due.rule}", "  ")
        for step in due.explained:
            yield _wrapped(step, "    ")


def _named(names: list[str]) -> str:
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


IF = ", if"
SHORT = {"in_force": "binds", "not_yet": "not yet", "undetermined": "open", "not_attached": "none"}
LONG = {"binds": "in force", "none": "does not attach", "open": "open: a missing fact decides"}


def _recipients(answers: list[DemandAnswer]) -> Iterator[Table | str]:
    """What is the same for all recipients in a line each; then a row for each recipient, a column for each norm that differs."""
    stood = {id for a in answers for id in a.demand.basis}
    stood |= {p.norm for a in answers for p in a.norms if p.status != "not_attached" or p.demand is None}
    ids = [id for id in dict.fromkeys(p.norm for a in answers for p in a.norms) if id in stood]
    cells = {id: [_cell([p for p in a.norms if p.norm == id]) for a in answers] for id in ids}
    varied = [id for id in ids if len({str(c) for c in cells[id]}) > 1] or ids[:1]
    states = sorted({a.state for a in answers})
    yield ""
    if len(answers) == 1:
        yield f"  {party(answers[0].recipient)}: answer {states[0]}"
        for id in ids:
            yield f"    {id:<34} {_long(cells[id][0])}"
        return
    if len(answers) > 1:
        yield f"  For all {len(answers)}: answer {states[0]}" if len(states) == 1 else "  Answers differ, see the table"
    for id in (i for i in ids if i not in varied):
        yield f"    {id:<34} {_long(cells[id][0])}"
    for number, id in enumerate(varied, 1):
        yield f"  {number} = {id}"
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("recipient", max_width=26, no_wrap=True)
    if len(states) > 1:
        table.add_column("answer", max_width=16)
    for number in range(1, len(varied) + 1):
        table.add_column(str(number), no_wrap=True)
    for at, a in enumerate(answers):
        state = [a.state] if len(states) > 1 else []
        table.add_row(party(a.recipient), *state, *(cells[id][at] for id in varied))
    yield table
    marks = {str(c) for column in cells.values() for c in column}
    if any(m.endswith(IF) for m in marks):
        yield "  if = if it attaches: a fact that is not on record decides"
    if "open" in marks:
        yield "  open = a missing fact decides; `comity why RECIPIENT NORM` names it"


def _long(cell: Text) -> str:
    mark = str(cell)
    short = mark.removesuffix(IF)
    return LONG.get(short, short) + (", if it attaches" if mark.endswith(IF) else "")


def _cell(found: list[Position]) -> Text:
    if not found:
        return Text("-")
    p = next((p for p in found if p.status != "undetermined"), found[0])
    status = settled(p) or "undetermined"
    return Text(SHORT.get(status, status) + (IF if p.if_attached else ""), style=STYLE.get(status, ""))


def _wrapped(text: str, first: str) -> str:
    return textwrap.fill(
        text,
        columns(),
        initial_indent=first,
        subsequent_indent=" " * (len(first) + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
