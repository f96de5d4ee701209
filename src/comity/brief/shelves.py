"""The order in which positions are listed: first what decides money, last the law behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from comity.norms.nodes import Law, Norm
from comity.proof.position import Position
from comity.record.deadlines import due_of
from comity.record.unpaid import unpaid_of
from comity.vocabulary import BARRED

if TYPE_CHECKING:
    from comity.norms.names.governments import Government
    from comity.proof.question import Question

CONDITIONS = "Conditions of awards"
DEMANDS = "Demands"
DISPUTED = "Other federal law that an order, a ruling or a notice acts on"
STATE = "State and local law"
BACKGROUND = "Background law"
SHELVES = (CONDITIONS, DEMANDS, DISPUTED, STATE, BACKGROUND)
LATER = dt.date.max


def on_shelves(found: tuple[Position, ...], question: Question, party: Government) -> Mapping[str, list[Position]]:
    """Positions by shelf, the empty ones left out; within one by the nearest day, then unpaid dollars, then norm."""
    days, dollars = _days(question, party), {a.id: unpaid_of(a) or 0 for a in question.record.awards}
    first: dict[str, tuple[dt.date, object]] = {}
    for p in found:  # the awards of one norm stay together, where the first of them stands
        key = (days.get(p.award or p.demand or "", LATER), -dollars.get(p.award or "", p.dollars or 0))
        first[p.norm] = min(first.get(p.norm, key), key)
    shelves: dict[str, list[Position]] = {name: [] for name in SHELVES}
    for p in sorted(found, key=lambda p: (*first[p.norm], p.norm, p.award or "", p.demand or "")):
        shelves[_of(p, question.law)].append(p)
    return {name: group for name, group in shelves.items() if group}


def shelf(norm: Norm, settled: str, possible: tuple[str, ...], contested: bool, law: Law) -> str:
    """On which shelf an answer stands: under this norm, with the status it has if it attaches, or those that are possible."""
    if law.instruments[norm.instrument].kind == "award terms":
        return CONDITIONS
    if norm.attaches_to == "demand":
        return DEMANDS
    if norm.level != "federal":
        return STATE
    return DISPUTED if contested or any(status in BARRED for status in (settled, *possible)) else BACKGROUND


def _of(p: Position, law: Law) -> str:
    settled = p.if_attached[0] if p.if_attached else p.status
    return shelf(law.norms[p.norm], settled, p.possible, bool(p.flags.contested), law)


def _days(question: Question, party: Government) -> dict[str, dt.date]:
    """The nearest day that is to come of each award and demand: to accept by, to draw down, to answer."""
    days: dict[str, dt.date] = {}
    for award in question.record.awards:
        ahead = [d for d in (award.accept_by, award.next_drawdown) if d is not None and d >= question.as_of]
        if ahead:
            days[award.id] = min(ahead)
    for demand in question.record.demands:
        due = due_of(demand, party.state)
        if due is not None and due.day is not None and due.day >= question.as_of:
            days[demand.id] = due.day
    return days
