"""Who must answer which demand by when: its legal force, its due day with the rule behind it, and what may follow.

What follows is what the sender itself may do, or an office above or below it: a letter of one department carries no
consequence by another. What may follow only if a fact holds that is not on record says so with an "if".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from comity.answers.contract import position_json
from comity.norms.names.governments import Government, belongs_to
from comity.norms.nodes import Norm
from comity.proof.ask import ask
from comity.proof.context import Context
from comity.proof.flags import follows
from comity.proof.position import Position
from comity.proof.question import Question
from comity.record.deadlines import Due, due_of, for_recipient
from comity.record.nodes import Demand
from comity.text import tree as t

FORCE = {
    "request": "a request, not a subpoena: no law compels an answer by itself",
    "subpoena": "a subpoena: it can be enforced in court",
    "civil-investigative-demand": "a civil investigative demand: it can be enforced in court",
    "grand-jury-subpoena": "a grand jury subpoena: it can be enforced in court, and may be secret",
    "order": "an order",
}


@dataclass(frozen=True, slots=True)
class Consequence:
    """What the sender may do if a demand is not answered, and the missing facts on which that depends."""

    what: str
    conditions: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Both in a sentence.

        >>> Consequence("the Bureau may compel documents by subpoena", ("if the records are of an award",)).words
        'if the records are of an award, the Bureau may compel documents by subpoena'
        """
        return f"{' and '.join(self.conditions)}, {self.what}" if self.conditions else self.what


@dataclass(frozen=True, slots=True)
class DemandAnswer:
    """A demand and its state for one recipient on a day.

    `state` is answered, open, overdue or not known; `norms` are the positions under what it rests on.
    """

    demand: Demand
    recipient: str
    due: Due | None
    state: str
    norms: tuple[Position, ...]
    follows: tuple[Consequence, ...]


def demands(
    question: Question, party: Government | None = None, only: str | None = None, extra: tuple[Norm, ...] = ()
) -> tuple[DemandAnswer, ...]:
    """The demands made by the day asked about, latest first, for one party or for all recipients.

    `only` narrows to one demand by its id; `extra` norms are answered for each recipient beside those the demand rests on.
    """
    facts = question.facts
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


def unnamed(question: Question) -> tuple[Demand, ...]:
    """The demands made by the day asked about whose recipients are not known by name: anyone may be among them."""
    facts = question.facts
    made = (d for d in question.record.demands if d.date is None or d.date <= question.as_of)
    return tuple(d for d in made if not d.recipients and facts.known(d.known))


def _for(demand: Demand, recipient: Government, question: Question, extra: tuple[Norm, ...]) -> DemandAnswer:
    due = due_of(demand, recipient.state)
    state = _state(demand, due, recipient.short, question)
    dated = for_recipient(demand, recipient.state)
    ctx = question.context(recipient).about(demand=dated)
    resting = [*(question.law.norms[id] for id in demand.basis if id in question.law.norms), *extra]
    of_demands = [n for n in question.law.norms.values() if n.attaches_to == "demand"]
    norms = tuple(p for n in resting for p in ask(n, replace(ctx, demand=None, cache={})))
    answering = tuple(p for n in of_demands for p in ask(n, ctx) if p.demand == demand.id)
    after = tuple(dict.fromkeys(f for p in answering for f in _consequences(p, ctx)))
    return DemandAnswer(
        demand=demand, recipient=recipient.short, due=due, state=state, norms=norms + answering, follows=after
    )


def _consequences(found: Position, ctx: Context) -> Iterator[Consequence]:
    """What may follow from a breach of a norm that binds the recipient, or may: by the sender, or an office above or below it."""
    if found.flags.breach is not None:
        conditions = () if found.status == "in_force" else _conditions(found)
        for breach in ctx.law.norms[found.norm].breach:
            if _of_sender(breach, ctx):
                yield Consequence(follows(breach, ctx), conditions)


def _of_sender(breach: t.Breach, ctx: Context) -> bool:
    assert ctx.demand is not None
    if not isinstance(breach.who, t.Name):
        return breach.who.path == "demand.issuer"
    who, sender = ctx.facts.party(breach.who.text), ctx.facts.party(ctx.demand.issuer)
    return who is None or sender is None or belongs_to(who, sender) or belongs_to(sender, who)


def _conditions(found: Position) -> tuple[str, ...]:
    """The facts not on record on which it depends whether a norm binds: each `if ...` or `depending on ...`."""
    own = tuple(f" ({about})" for about in (found.party, found.demand))
    words = [next((m.words.removesuffix(o) for o in own if m.words.endswith(o)), m.words) for m in found.missing]
    said = (f"if {w.removeprefix('whether ')}" if w.startswith("whether ") else f"depending on {w}" for w in words)
    return tuple(dict.fromkeys(said)) or ("if it binds",)


def _state(demand: Demand, due: Due | None, party: str, question: Question) -> str:
    facts = question.facts
    rows = [
        c for c in facts.conduct_of.get(party, ()) if c.demand == demand.id and (c.on is None or c.on <= question.as_of)
    ]
    if any(c.done for c in rows):
        return "answered"
    if due is None:
        return "no due day"
    if due.first is None or due.last is None:
        return "due day not known"
    if question.as_of <= due.first:
        return f"open, until {due.hour}" if due.hour and question.as_of == due.first else "open"
    if question.as_of <= due.last:
        return "open or past due: which of two days is the last is not settled"
    return "overdue" if any(c.done is False for c in rows) else "past due; no answer on record"


def demand_json(answer: DemandAnswer) -> dict[str, object]:
    """A demand for one recipient: what is asked, the due day with its rule and steps, its state, what may follow."""
    demand, due = answer.demand, answer.due
    return {
        "demand": demand.id,
        "recipient": answer.recipient,
        "issuer": demand.issuer,
        "date": demand.date.isoformat() if demand.date else None,
        "force": demand.force,
        "asks": demand.asks,
        "due": due.day.isoformat() if due and due.day else None,
        "due_also": due.also.isoformat() if due and due.also else None,
        "due_hour": due.hour if due else None,
        "why_also": due.why if due else None,
        "rule": due.rule if due else None,
        "steps": list(due.steps) if due else [],
        "state": answer.state,
        "follows": [one.words for one in answer.follows],
        "threatens": demand.threatens,
        "norms": [position_json(p) for p in answer.norms],
    }
