"""Who must answer what by when: demands on the record, their legal force, their due day with its rule, what follows if not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from comity.answers.contract import position_json
from comity.norms.names.governments import Government
from comity.norms.nodes import Norm
from comity.proof.ask import ask
from comity.proof.context import Facts
from comity.proof.position import Position
from comity.proof.question import Question
from comity.record.deadlines import Due, counted, stated
from comity.record.nodes import Demand

FORCE = {
    "request": "a request, not a subpoena: no law compels an answer by itself",
    "subpoena": "a subpoena: it can be enforced in court",
    "civil-investigative-demand": "a civil investigative demand: it can be enforced in court",
    "grand-jury-subpoena": "a grand jury subpoena: it can be enforced in court, and may be secret",
    "order": "an order",
}


@dataclass(frozen=True, slots=True)
class DemandAnswer:
    """A demand as it stands for one recipient on a day.

    `state` is answered, open, overdue or not known; `norms` are the positions under what it rests on.
    """

    demand: Demand
    recipient: str
    due: Due | None
    state: str
    norms: tuple[Position, ...]
    follows: tuple[str, ...]


def demands(
    question: Question, party: Government | None = None, only: str | None = None, extra: tuple[Norm, ...] = ()
) -> tuple[DemandAnswer, ...]:
    """The demands made by the day asked about, latest first, for one party or for all recipients.

    `only` narrows to one demand by its id; `extra` norms are answered for each recipient beside those the demand rests on.
    """
    facts = Facts(question.record, question.known_at)
    found: list[DemandAnswer] = []
    for demand in sorted(question.record.demands, key=lambda d: (d.date or dt.date.min, d.id), reverse=True):
        if only is not None and demand.id != only:
            continue
        if not facts.known(demand.known) or (demand.date is not None and demand.date > question.as_of):
            continue
        for short in demand.recipients:
            if party is None or party.short == short:
                recipient = facts.party(short)
                if recipient is not None:
                    found.append(_for(demand, recipient, question, extra))
    return tuple(found)


def _for(demand: Demand, recipient: Government, question: Question, extra: tuple[Norm, ...]) -> DemandAnswer:
    due = _due(demand)
    state = _state(demand, recipient.short, question)
    ctx = question.context(recipient).about(demand=demand)
    resting = [*(question.law.norms[id] for id in demand.basis if id in question.law.norms), *extra]
    of_demands = [n for n in question.law.norms.values() if n.attaches_to == "demand"]
    norms = tuple(p for n in resting for p in ask(n, replace(ctx, demand=None, cache={})))
    answering = tuple(p for n in of_demands for p in ask(n, ctx) if p.demand == demand.id)
    follows = tuple(dict.fromkeys(f for p in answering if p.flags.breach is not None for f in p.flags.breach[2]))
    return DemandAnswer(demand, recipient.short, due, state, norms + answering, follows)


def _due(demand: Demand) -> Due | None:
    """The due day with its rule: counted from the date of the demand where it gives days, else the day it states."""
    if demand.due_days and demand.date is not None:
        return counted(demand.date, demand.due_days, bool(demand.due_business))
    return stated(demand.due) if demand.due else None


def _state(demand: Demand, party: str, question: Question) -> str:
    facts = Facts(question.record, question.known_at)
    rows = [
        c for c in facts.conduct_of.get(party, ()) if c.demand == demand.id and (c.on is None or c.on <= question.as_of)
    ]
    if any(c.done for c in rows):
        return "answered"
    if demand.due is None:
        return "no due day"
    if question.as_of <= demand.due:
        return "open"
    return "overdue" if any(c.done is False for c in rows) else "past due; no answer on record"


def demand_json(answer: DemandAnswer) -> dict[str, object]:
    """A demand for one recipient: what is asked, the due day with its rule and steps, where it stands, what follows."""
    demand, due = answer.demand, answer.due
    return {
        "demand": demand.id,
        "recipient": answer.recipient,
        "issuer": demand.issuer,
        "date": demand.date.isoformat() if demand.date else None,
        "force": demand.force,
        "asks": demand.asks,
        "due": due.day.isoformat() if due else None,
        "rule": due.rule if due else None,
        "steps": list(due.steps) if due else [],
        "state": answer.state,
        "follows": list(answer.follows),
        "threatens": demand.threatens,
        "norms": [position_json(p) for p in answer.norms],
    }
