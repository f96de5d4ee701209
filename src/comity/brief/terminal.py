"""Tables on a terminal, within 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from comity.answers.contract import STATUS_WORDS
from comity.brief.english import day
from comity.proof.context import shown
from comity.proof.position import Position

if TYPE_CHECKING:
    from comity.answers.difference import Difference
    from comity.answers.question import Question
    from comity.answers.timeline import Change
    from comity.norms.governments import Government
    from comity.norms.nodes import Norm

STYLE = {
    "in_force": "bold",
    "blocked": "green",
    "void": "green",
    "displaced": "green",
    "waived": "green",
    "undetermined": "yellow",
}


def status_words(found: Position) -> str:
    """A status in a few words; one that is open only because it may not attach says so: `blocked, if it attaches`.

    Every status is text, never colour alone.
    """
    if found.status != "undetermined":
        return STATUS_WORDS[found.status]
    if found.if_attached:
        return f"{STATUS_WORDS[found.if_attached[0]]}, if it attaches"
    return "undetermined: " + " or ".join(STATUS_WORDS[s] for s in found.possible)


def settled(found: Position) -> str | None:
    """The status, or the only one there is if the norm attaches; None when more is open."""
    if found.status != "undetermined":
        return found.status
    return found.if_attached[0] if found.if_attached else None


def position_table(found: tuple[Position, ...], question: Question, party: Government) -> Iterator[Table | Text | str]:
    """The positions of a party: what binds, what is held off, what is open; then what the open ones wait for."""
    forum = question.context(party).forum
    hindsight = f", known at {day(question.known_at)}" if question.known_at != question.as_of else ""
    yield Text(f"{shown(party)} on {day(question.as_of)}{hindsight} (courts: {forum})", style="bold")
    if not found:
        yield "No norm of the library bears on this party on this day."
        return
    for heading, group in _grouped(found):
        yield ""
        yield Text(heading, style="bold")
        for p in group:
            yield from _lines(p)
    waiting = sorted({m.words for p in found for m in p.missing})
    if waiting:
        yield ""
        yield Text("What is not known, and would settle the open ones:", style="bold")
        for words in waiting[:12]:
            yield textwrap.fill(words, 80, initial_indent="  - ", subsequent_indent="    ")
        if len(waiting) > 12:
            yield f"  - and {len(waiting) - 12} more (--json lists them)"
    clashes = sorted({(min(p.norm, n), max(p.norm, n), c) for p in found for n, c in p.flags.conflicts})
    for first, second, certain in clashes:
        yield f"Conflict{'' if certain else ', if both bind'}: {first} and {second} demand opposite acts."


def _grouped(found: tuple[Position, ...]) -> Iterator[tuple[str, list[Position]]]:
    """Positions by what they mean to the reader: what binds, what is held off, what is open."""
    groups = {
        "In force": [p for p in found if p.status == "in_force"],
        "Held off": [p for p in found if p.status in ("blocked", "void", "displaced", "waived")],
        "In force, if they attach": [p for p in found if p.if_attached and p.if_attached[0] == "in_force"],
        "Held off, even if they attach": [p for p in found if p.if_attached and p.if_attached[0] != "in_force"],
        "Undetermined": [p for p in found if p.status == "undetermined" and not p.if_attached],
    }
    for heading, group in groups.items():
        if group:
            yield f"{heading} ({len(group)})", sorted(group, key=lambda p: (p.norm, p.award or "", p.demand or ""))


def _lines(p: Position) -> Iterator[Text]:
    name = p.norm + (f" [{p.award or p.demand}]" if p.award or p.demand else "")
    words = "" if settled(p) == "in_force" else STATUS_WORDS.get(settled(p) or "", "")
    if p.flags.contested and settled(p) == "in_force":
        words = "contested"
    line = Text(f"  {name:<44} " if words else f"  {name}")
    line.append(words, style=STYLE.get(settled(p) or "undetermined", ""))
    if p.dollars is not None:
        line.append(f"  ${p.dollars:,.0f}")
    yield line
    if settled(p) is None:
        yield Text(f"      {' or '.join(STATUS_WORDS[s] for s in p.possible)}")
    if _ground(p) and settled(p) != "in_force":
        yield Text(f"      by {_ground(p)}")


def _ground(p: Position) -> str:
    return p.ground or (p.if_attached[1] if p.if_attached else None) or ""


def timeline_table(
    changes: tuple[Change, ...], norm: Norm, question: Question, party: Government
) -> Iterator[Table | Text | str]:
    """Every change of a position, a line each."""
    yield Text(f"{norm.id} ({norm.title}) for {shown(party)}", style="bold")
    if question.known_at and question.as_of != question.known_at and question.as_of.year < 1700:
        yield f"In hindsight, as known at {day(question.known_at)}."
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, width=80)
    table.add_column("from", no_wrap=True)
    table.add_column("status", max_width=34)
    table.add_column("by", overflow="fold")
    for change in changes:
        p = change.after
        either = p or change.before
        subject = (either.award or either.demand) if either else None
        about = f" ({subject})" if subject else ""
        if p is None:
            table.add_row(str(change.on), f"no longer asked{about}", "")
            continue
        also = f"; also {', '.join(STATUS_WORDS[s] for s in p.also)}" if p.also else ""
        table.add_row(
            str(change.on), Text(status_words(p) + also + about, style=STYLE.get(settled(p) or "", "")), p.ground or ""
        )
    yield table


def change_table(found: Difference, party: Government) -> Iterator[Table | Text | str]:
    """What differs between two sides, before and after, with the dollars of the awards concerned."""
    yield Text(f"{shown(party)}: {found.before}, then {found.after}", style="bold")
    if not found.changes:
        yield "Nothing differs."
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, width=80)
    for name in ("norm", "before", "after", "by"):
        table.add_column(name, overflow="fold")
    for c in found.changes:
        p = c.after or c.before
        assert p is not None
        dollars = f"\n  ${p.dollars:,}" if p.dollars is not None else ""
        before = status_words(c.before) if c.before else "none"
        after = status_words(c.after) if c.after else "none"
        ground = (c.after.ground if c.after else None) or (c.before.ground if c.before else None) or ""
        table.add_row(p.norm + (f"\n  {p.award}" if p.award else "") + dollars, before, after, ground)
    yield table
