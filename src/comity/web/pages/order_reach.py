"""Whom and what an order reaches: its targets, the parties it covers, and those whose names were not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity.brief.english import item
from comity.norms.nodes import Law, NormAct
from comity.text import tree as t

VERBS = {
    "blocks": "Forbids enforcement of",
    "voids": "Holds invalid",
    "upholds": "Upholds",
    "waives": "Will not be applied",
    "displaces": "Takes the effect of",
    "stays": "Stays",
    "reverses": "Undoes",
    "extends": "Extends",
    "replaces": "Takes the place of",
    "repeals": "Ends",
    "postpones": "Postpones",
    "declines": "Denies what was asked against",
    "dismisses": "Dismisses the case on",
    "remands": "Sends back, without vacating it,",
    "reviews": "Takes up for review",
}
"""What an act does, as the page of an order says it: every verb of the language."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A norm or act that it acts on; whether any award of ours has it."""

    id: str
    title: str
    verb: str
    is_norm: bool
    ours: bool


def reached(act: NormAct, law: Law, ours: set[str]) -> Iterator[Reached]:
    """The norms and acts that an order is directed at."""
    for effect in act.effects:
        for id in effect.targets:
            is_norm = id in law.norms
            title = law.norms[id].title if is_norm else law.norm_acts[id].title
            as_to = (
                f", as to {', '.join(law.norms[one].title for one in effect.as_to if one in law.norms)}"
                if effect.as_to
                else ""
            )
            if is_norm:
                title = f"{title} ({law.instruments[law.norms[id].instrument].title})"
            yield Reached(id, title + as_to, VERBS[effect.verb], is_norm, id in ours)


def who_is_covered(act: NormAct, law: Law) -> Iterator[str]:
    """Who is covered, each with since when; a list by its members."""
    if act.parties is None:
        yield "everyone whom its targets reach"
        return
    for one in _items(act.parties.items, law):
        yield item(one, law)
    for one in act.parties.excepted:
        yield f"not {item(one, law)}"


def _items(items: Iterable[t.PartyItem], law: Law) -> Iterator[t.PartyItem]:
    for one in items:
        if isinstance(one, t.Named) and one.name.text in law.lists:
            yield from _items(law.lists[one.name.text].items, law)
        else:
            yield one


def unread(act: NormAct, law: Law) -> str:
    """Whether there are plaintiffs whose names were not read: the file asks about them with a question of its own."""
    asks = [one for one in law.questions.values() if one.instrument == act.instrument and one.of == "party"]
    return "; ".join(one.words for one in asks)
