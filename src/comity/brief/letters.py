"""Demands on a terminal: the letter once, its due day and rule, what may follow, then its recipients."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from comity.answers.demands import FORCE, DemandAnswer
from comity.brief.english import day, party
from comity.brief.terminal import STYLE, settled, status_words

if TYPE_CHECKING:
    from comity.answers.question import Question


def demand_pages(found: tuple[DemandAnswer, ...], question: Question, single: bool) -> Iterator[Table | Text | str]:
    """The demands found, each with its recipients and what it rests on for each of them."""
    if not found:
        yield f"No demand is on record by {day(question.as_of)}."
        return
    for demand, group in groupby(found, key=lambda a: a.demand):
        answers = list(group)
        yield Text(f"{demand.title} ({demand.id})", style="bold")
        yield f"  From: {party(demand.issuer)}, {day(demand.date)}, to {len(demand.recipients)} recipients"
        yield _wrapped(f"Force: {FORCE.get(demand.force or '', 'not known')}", "  ")
        if demand.asks:
            yield _wrapped(f"Asks for: {demand.asks}", "  ")
        due = answers[0].due
        if due is not None:
            yield f"  Due: {day(due.day)}, {due.rule}"
            for step in due.steps:
                yield _wrapped(step, "    ")
        else:
            yield "  Due: no day is on record"
        follows = tuple(dict.fromkeys(f for a in answers for f in a.follows))
        if follows:
            yield _wrapped(f"If it is not answered: {'; '.join(follows)}", "  ")
        if demand.threatens:
            yield _wrapped(f"The demand itself says: {demand.threatens}", "  ")
        if demand.follows:
            yield f"  Follows: {demand.follows}"
        yield _recipients(answers, single)
        if demand.note:
            yield _wrapped(f"Note: {demand.note}", "  ")
        yield ""


def _recipients(answers: list[DemandAnswer], single: bool) -> Table:
    ids = list(dict.fromkeys(p.norm for a in answers for p in a.norms))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, width=80)
    table.add_column("recipient", max_width=22, overflow="fold")
    table.add_column("answer", max_width=12)
    columns = ids[: 4 if not single else 8]
    for id in columns:
        table.add_column(id.replace("/", "/ "), overflow="fold")
    for a in answers:
        cells: list[Text] = []
        for id in columns:
            p = next((p for p in a.norms if p.norm == id), None)
            cells.append(Text(status_words(p), style=STYLE.get(settled(p) or "", "")) if p else Text("-"))
        table.add_row(party(a.recipient), a.state, *cells)
    return table


def _wrapped(text: str, first: str) -> str:
    return textwrap.fill(text, 80, initial_indent=first, subsequent_indent=" " * (len(first) + 2))
