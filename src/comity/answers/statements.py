"""What law and record said of a statement on the day it was made: supported, contradicted or undetermined, with the proof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from comity.answers.contract import STATUS_WORDS, position_json, step_json
from comity.proof.ask import ask
from comity.proof.context import Facts, shown
from comity.proof.position import Position
from comity.proof.question import Question
from comity.proof.truth import Missing, Step, Truth, both, either
from comity.proof.turns import days
from comity.record.nodes import Statement

VERDICT = {True: "supported", False: "contradicted", None: "undetermined"}
NOTHING = "nothing to check"
"""The verdict on opinions, predictions and policy claims: they say nothing of the law."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement with its verdict and one step for each thing it claims; `positions` are those asked on the way."""

    statement: Statement
    verdict: str
    steps: tuple[Step, ...]
    positions: tuple[Position, ...]


def check_statements(question: Question) -> tuple[Checked, ...]:
    """Check every statement of the record known by the question's day, in the order of the record."""
    facts = Facts(question.record, question.known_at)
    return tuple(check(s, question) for s in question.record.statements if facts.known(s.known))


def check(statement: Statement, question: Question) -> Checked:
    """Compare one statement with law and record, as they stood on the day each of its claims names."""
    if statement.proposition is None:
        return Checked(statement, NOTHING, (), ())
    claims = statement.proposition.get("all", (statement.proposition,))
    assert isinstance(claims, tuple)
    steps: list[Step] = []
    positions: list[Position] = []
    for claim in claims:  # pyright: ignore[reportUnknownVariableType]
        answers = [_check(dated, question) for dated in _on_each_day(claim, statement, question)]  # pyright: ignore[reportUnknownArgumentType]
        steps.append(_over_days([step for step, _ in answers], statement))
        positions += [p for _, found in answers for p in found]
    return Checked(statement, VERDICT[both(s.truth for s in steps)], tuple(steps), tuple(positions))


def _on_each_day(
    claim: Mapping[str, object], statement: Statement, question: Question
) -> tuple[Mapping[str, object], ...]:
    """A claim about a norm, once for each day on which its answer changed while the statement may have been made."""
    first, last = statement.said_first, statement.said_last
    if "norm" not in claim or first is None or last is None or first == last:
        return (claim,)
    party = Facts(question.record, last).party(str(claim["party"]))
    assert party is not None
    changing = days(question.law, question.record, party, question.law.norms[str(claim["norm"])])
    return tuple({**claim, "on": on} for on in sorted({first, last, *(d for d in changing if first < d < last)}))


def _over_days(steps: list[Step], statement: Statement) -> Step:
    """One step for a claim over the days on which it may have been made: unknown where the days disagree."""
    if len(steps) == 1:
        return steps[0]
    truths = {s.truth for s in steps}
    truth = truths.pop() if len(truths) == 1 else None
    missing = Missing("day", statement.id, "the day on which it was said")
    return Step("on whichever day it was said", truth, (), tuple(steps), missing if truth is None else None, "days")


def _check(claim: Mapping[str, object], question: Question) -> tuple[Step, tuple[Position, ...]]:
    if "demand" in claim:
        return _demand(claim, question), ()
    on = claim["on"]
    assert isinstance(on, dt.date)
    then = replace(question, as_of=on, known_at=on)
    party = question.record.parties.get(str(claim["party"])) or Facts(question.record, on).party(str(claim["party"]))
    assert party is not None
    ctx = then.context(party)
    if "norm" in claim:
        norm = question.law.norms[str(claim["norm"])]
        wanted = _statuses(claim["status"])
        found = ask(norm, ctx)
        truth = either(_bears_out(p, wanted) for p in found)
        words = " or ".join(STATUS_WORDS[s] for s in wanted)
        is_ = "; ".join(dict.fromkeys(_said(p) for p in found))
        step = Step(
            f"{norm.id} ({norm.title}) is {words} for {shown(party)} on {on}: it is {is_}",
            truth,
            question.law.cite(norm.id),
            tuple(p.proof for p in found),
        )
        return step, found
    act = question.law.acts[str(claim["act"])]
    norms = [
        n
        for n in question.law.norms.values()
        if n.modality == claim["modality"] and (n.act == act.name or act.name in question.law.acts[n.act].wider)
    ]
    found = tuple(p for n in norms for p in ask(n, ctx) if p.status != "not_attached")
    truth = either(_bears_out(p, ("in_force",)) for p in found)
    that = "; ".join(f"{p.norm} is {_said(p)}" for p in found[:4]) or "no norm of the library says so"
    return Step(
        f"a norm in force for {shown(party)} on {on} says: {claim['modality']} {act.words} ({that})", truth
    ), found


def _statuses(value: object) -> tuple[str, ...]:
    return tuple(str(s) for s in value) if isinstance(value, tuple) else (str(value),)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _bears_out(found: Position, wanted: tuple[str, ...]) -> Truth:
    if found.status != "undetermined":
        return found.status in wanted
    open_ = {s in wanted for s in found.possible}
    return None if len(open_) == 2 else open_.pop()


def _said(found: Position) -> str:
    if found.if_attached:
        return f"{STATUS_WORDS[found.if_attached[0]]}, if it attaches"
    text = STATUS_WORDS[found.status]
    return f"{text} by {found.ground}" if found.ground else text


def _demand(claim: Mapping[str, object], question: Question) -> Step:
    demand = next(d for d in question.record.demands if d.id == claim["demand"])
    facts: dict[str, object] = {
        "force": demand.force,
        "recipients": len(demand.recipients),
        "date": demand.date,
        "due": demand.due,
    }
    parts = tuple(
        Step(
            f"its {name} {'are' if name == 'recipients' else 'is'} {claim[name]} (on record: {known if known is not None else 'not known'})",
            None if known is None else known == claim[name],
        )
        for name, known in facts.items()
        if name in claim
    )
    source = question.record.sources.get(demand.known.source or "")
    return Step(
        f"the demand {demand.id} is as the statement says",
        both(p.truth for p in parts),
        (source.title,) if source else (),
        parts,
    )


def statement_json(checked: Checked) -> dict[str, object]:
    """A statement: who said what, through whom and when, its verdict, the proof of each claim, the positions it rests on."""
    said = checked.statement
    return {
        "statement": said.id,
        "speaker": said.speaker,
        "chain": list(said.chain),
        "when_written": said.when_written,
        "said_first": said.said_first.isoformat() if said.said_first else None,
        "said_last": said.said_last.isoformat() if said.said_last else None,
        "quoted": said.quoted,
        "reported": said.reported,
        "meaning": said.meaning,
        "verdict": checked.verdict,
        "claims": [step_json(step) for step in checked.steps],
        "positions": [position_json(p) for p in checked.positions],
    }
