"""Tables in the terminal, at most 80 columns wide."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from comity.answers.contract import STATUS_WORDS, as_seen
from comity.brief.answer_line import BETWEEN, alike
from comity.brief.english import day
from comity.brief.shelves import BACKGROUND, on_shelves
from comity.brief.terminal.width import columns, rest
from comity.norms.names.courts import court
from comity.proof.context import shown
from comity.proof.position import Position

if TYPE_CHECKING:
    from rich.table import Table

    from comity.answers.difference import Difference
    from comity.answers.law_difference import LawDifference
    from comity.answers.timeline import Change
    from comity.norms.names.governments import Government
    from comity.norms.nodes import Norm
    from comity.proof.question import Question

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
        return as_seen(found.status, found.fresh)
    if found.if_attached:
        return f"{as_seen(found.if_attached[0], found.fresh)}, if it attaches"
    return "undetermined: " + " or ".join(STATUS_WORDS[s] for s in found.possible)


def settled(found: Position) -> str | None:
    """The status, or the only one there is if the norm attaches; None when more is open."""
    if found.status != "undetermined":
        return found.status
    return found.if_attached[0] if found.if_attached else None


def asked_how(question: Question) -> Iterator[str]:
    """What an answer rests on beside law and record: what was known later, what is supposed, a day in the future."""
    if question.known_at != question.as_of:
        yield f"In hindsight, as known on {day(question.known_at)}."
    if question.supposed:
        yield _wrapped(f"Supposing: {question.supposed}.", "")
        if question.touched:
            yield _wrapped(f"That is supposed of: {', '.join(question.touched)}.", "")
    today = dt.date.today()
    if question.as_of > today:
        yield f"That date is in the future; this is what is known as of {day(today)}."


def position_table(
    found: tuple[Position, ...], question: Question, party: Government, everything: bool = False
) -> Iterator[Table | Text | str]:
    """The positions of a party, what decides money first, an answer a line; then what the open ones wait for.

    Background law, on which nothing acts, is counted; with `everything` it is listed.
    """
    forum = question.context(party).forum
    heard = court(forum)
    yield Text(_wrapped(f"{_name(party)} on {day(question.as_of)}", ""), style="bold")
    yield f"Asked in: {heard.name if heard else 'its own courts'}."
    yield from asked_how(question)
    if not found:
        yield "No norm in the library applies to this party on this day."
        return
    shelves = on_shelves(found, question, party)
    # behind nothing else, or for an agency whose own law it is, it is no background
    everything = everything or list(shelves) == [BACKGROUND] or party.kind == "agency"
    for heading, group in shelves.items():
        if heading == BACKGROUND and not everything:
            continue
        yield ""
        yield Text(f"{heading} ({len(group)})", style="bold")
        yield from _lines(group, question)
    if BACKGROUND in shelves and not everything:
        yield ""
        yield _wrapped(f"{BACKGROUND}: {len(shelves[BACKGROUND])} (--all lists them)", "")
    count = Counter(words for p in found for words in {m.words for m in p.missing})
    waiting = sorted(count, key=lambda words: (-count[words], words))
    if waiting:
        yield ""
        yield Text("Missing facts that would settle the open ones (those that settle most first):", style="bold")
        for words in waiting[:12]:
            yield _wrapped(words, "  - ")
        if len(waiting) > 12:
            yield f"  - and {len(waiting) - 12} more (--json lists them)"
    clashes = sorted({(min(p.norm, n), max(p.norm, n), c) for p in found for n, c in p.flags.conflicts})
    for first, second, certain in clashes:
        yield _wrapped(f"Conflict{'' if certain else ', if both bind'}: {first} and {second} demand opposite acts.", "")


def _name(party: Government) -> str:
    name = shown(party)
    return f"The {name}" if party.kind == "agency" and not name.startswith("The ") else name


def _lines(group: list[Position], question: Question) -> Iterator[Text | str]:
    """Norm and title; below it the answer in a line, what contradicts it, and the awards or demands that share it."""
    for line, same in alike(group, question):
        norm = same[0].norm
        title = question.law.norms[norm].title
        indent = 35 if columns() >= 60 else 6  # on a narrow terminal the title stands below
        first = f"  {norm:<32} " if len(norm) <= indent - 3 else f"  {norm}\n{'':<{indent}}"
        filled = textwrap.fill(title, rest(indent), break_on_hyphens=False)
        yield Text(first + filled.replace("\n", "\n" + " " * indent))
        contested = f"{BETWEEN}contested: courts elsewhere hold otherwise" if same[0].flags.contested else ""
        yield Text(_wrapped(line + contested, "      "), style=STYLE.get(settled(same[0]) or "undetermined", ""))
        subjects = [p for p in same if p.award or p.demand]
        if subjects:
            kind = ("award" if same[0].award else "demand") + ("s" if len(subjects) > 1 else "")
            yield Text(_wrapped(f"{kind} {listed(subjects)}", "      "))


MOST_NAMED = 60
"""How many awards a table or memo names in one place."""


def listed(found: list[Position]) -> str:
    """The awards or demands of some answers with their dollars, as many as can be read."""
    more = f" and {len(found) - MOST_NAMED:,} more (--json lists them)" if len(found) > MOST_NAMED else ""
    return ", ".join(_subject(p) for p in found[:MOST_NAMED]) + more


def _subject(p: Position) -> str:
    return f"{p.award or p.demand}" + (f" (${p.dollars:,.0f})" if p.dollars is not None else "")


def _wrapped(text: str, first: str) -> str:
    return textwrap.fill(
        text,
        columns(),
        initial_indent=first,
        subsequent_indent=" " * len(first) + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _ground(p: Position) -> str:
    return p.ground or (p.if_attached[1] if p.if_attached else None) or ""


def timeline_table(
    changes: tuple[Change, ...], norm: Norm, question: Question, party: Government
) -> Iterator[Table | Text | str]:
    """Every change of a position, a line each."""
    yield Text(_wrapped(f"{norm.id} ({norm.title}) for {_name(party)}", ""), style="bold")
    if question.as_of != question.known_at and question.as_of.year < 1700:
        yield f"In hindsight, as known on {day(question.known_at)}."
    if question.supposed:
        yield _wrapped(f"Supposing: {question.supposed}.", "")
        if question.touched:
            yield _wrapped(f"That is supposed of: {', '.join(question.touched)}.", "")
    forum = court(question.forum) if question.forum else None
    if forum:
        yield f"Asked in: {forum.name}."
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, width=columns())
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
        if change.changed or change.ended:
            table.add_row(
                str(change.on), Text(status_words(p) + also + about, style=STYLE.get(settled(p) or "", "")),
                "; ".join(filter(None, (_ground(p), change.ended))),
            )  # fmt: skip
        for id in change.noted:
            table.add_row(str(change.on), f"  {question.law.norm_acts[id].title} (changes nothing)", id)
    yield table


def change_table(found: Difference, party: Government) -> Iterator[Table | Text | str]:
    """What differs between two sides, before and after, with the dollars of the awards concerned."""
    yield Text(_wrapped(f"{_name(party)}: {found.before}, then {found.after}", ""), style="bold")
    if not found.changes:
        yield "Nothing differs."
        return
    for c in found.changes:
        p = c.after or c.before
        assert p is not None
        subject = f" [{p.award or p.demand}]" if p.award or p.demand else ""
        dollars = f"  ${p.dollars:,.0f}" if p.dollars is not None else ""
        yield _wrapped(f"{p.norm}{subject}{dollars}", "  ")
        yield _wrapped(f"before: {_side(c.before)}", "      ")
        yield _wrapped(f"after: {_side(c.after)}", "      ")


def law_difference_parts(found: LawDifference, on: dt.date) -> Iterator[Text | str]:
    """What a change of the law changes: the norms and acts concerned, then each answer that differs, by party."""
    yield Text(f"On {day(on)}, as the two laws have it:", style="bold")
    for word, ids in (("added", found.added), ("taken out", found.gone), ("written otherwise", found.rewritten)):
        if ids:
            yield _wrapped(f"{word}: {', '.join(ids)}", "  ")
    if not found.changes:
        yield "No answer differs, of the parties that were asked about."
        return
    whose = ""
    for short, c in found.changes:
        p = c.after or c.before
        assert p is not None
        if short != whose:
            whose = short
            yield Text(short, style="bold")
        yield _wrapped(f"{p.norm}{f' [{p.award or p.demand}]' if p.award or p.demand else ''}", "  ")
        yield _wrapped(f"before: {_side(c.before)}", "      ")
        yield _wrapped(f"after: {_side(c.after)}", "      ")
    if found.dollars:
        yield f"Awards of ${found.dollars:,.0f} are concerned."


def _side(p: Position | None) -> str:
    if p is None:
        return "does not apply (not begun, ended or not attached)"
    also = f"; also {', '.join(STATUS_WORDS[s] for s in p.also)}" if p.also else ""
    return status_words(p) + also + (f", by {_ground(p)}" if _ground(p) else "")
