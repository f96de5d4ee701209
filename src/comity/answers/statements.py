"""What law and record said of a statement on the day it was made: the verdict, its reason in a sentence, the proof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from comity.answers.claims import Check, DatedStatement, Finding
from comity.answers.claims_of_law import act_check, conduct_check, norm_check, norms_saying, parties_of
from comity.answers.claims_of_record import demand_check, dollars_check
from comity.answers.contract import position_json, step_json
from comity.answers.spoken import quotation_check, statement_check, statements_known
from comity.errors import ComityError, Refused
from comity.norms.nodes import Norm
from comity.proof.position import Position
from comity.proof.question import Question
from comity.proof.truth import Missing, Step, Truth
from comity.proof.turns import days
from comity.record.claims import WHEN_SAID
from comity.record.nodes import Statement

OPINION = "opinion"
"""The verdict on opinions, predictions and policy: they say nothing that law or record can bear out."""
VERDICTS = ("supported", "contradicted", "partly", "undetermined", OPINION)
NOTHING_TO_CHECK = "It is an opinion, a prediction or policy, which neither law nor record can bear out."
MOST_TOLD = 3
CHECKS: Mapping[str, Callable[[Check, DatedStatement], Finding]] = {
    "norm": norm_check,
    "act": act_check,
    "conduct": conduct_check,
    "demand": demand_check,
    "dollars": dollars_check,
    "statement": statement_check,
    "quotation": quotation_check,
}
"""What tests each kind of check, by the key that tells the kind."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement with its verdict, the reason in a sentence, and one step for each thing it claims.

    `beside` are steps of what it does not claim but a reader wants to know, such as whether a duty stands behind it;
    `positions` are those asked on the way.
    """

    statement: Statement
    verdict: str
    steps: tuple[Step, ...]
    positions: tuple[Position, ...]
    reason: str = ""
    beside: tuple[Step, ...] = ()


def check_statements(question: Question) -> tuple[Checked, ...]:
    """Check every statement of the record known by the question's day, in the order of the record."""
    return tuple(check(s, question) for s in statements_known(question.facts))


def of_source(found: Iterable[Checked], source: str) -> tuple[Checked, ...]:
    """The statements of one source, in the order of its sentences; those of no known sentence last."""
    own = [one for one in found if one.statement.known.source == source]
    return tuple(sorted(own, key=lambda one: (not one.statement.sentences, one.statement.sentences)))


def check(statement: Statement, question: Question) -> Checked:
    """Compare one statement with law and record, as they stood on the day each of its claims names.

    Raises:
        Refused: what it supposes is not of the language, or contradicts the record.
    """
    if statement.proposition is None:
        return Checked(statement, OPINION, (), (), statement.unchecked or NOTHING_TO_CHECK)
    claims = cast(tuple[Check, ...], statement.proposition.get("all", (statement.proposition,)))
    try:
        found = [_over_days(claim, statement, question) for claim in claims]
    except ComityError as error:
        raise Refused(f"the statement `{statement.id}` cannot be checked: {error}") from None
    claimed = [f for f, claim in zip(found, claims, strict=True) if not claim.get("aside")]
    beside = [f for f, claim in zip(found, claims, strict=True) if claim.get("aside")]
    verdict = _verdict([truth for f in claimed for truth in f.truths])
    return Checked(
        statement=statement,
        verdict=verdict,
        steps=tuple(f.step for f in claimed),
        positions=tuple(p for f in found for p in f.positions),
        reason=_reason(verdict, claimed, beside),
        beside=tuple(f.step for f in beside),
    )


def _verdict(truths: list[Truth]) -> str:
    """Partly, where some of what it says is borne out and some is not; else as all of it together."""
    if True in truths and False in truths:
        return "partly"
    return "contradicted" if False in truths else "undetermined" if None in truths else "supported"


def _reason(verdict: str, claimed: list[Finding], beside: list[Finding]) -> str:
    """The verdict's reason in one sentence: what was found, sorted by what it does to the claim."""
    said: list[str] = []
    leaves = [leaf for f in claimed for leaf in f.leaves()]
    for truth, words in ((True, "borne out"), (False, "not borne out"), (None, "open")):
        told = dict.fromkeys(f.words for f in leaves if set(f.truths) == {truth})
        if told and not (verdict == "contradicted" and truth is None):
            said.append(f"{words}: {'; '.join(told)}")
    said += [f"borne out in part: {f.words}" for f in leaves if len(set(f.truths)) > 1]
    said += [f"beside the claim: {f.words}" for f in beside]
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""


# The days -------------------------------------------------------------------------------------------


def _over_days(claim: Check, statement: Statement, question: Question) -> Finding:
    """A check on each day on which its answer may differ; unknown, where the days disagree."""
    test = CHECKS[next(key for key in CHECKS if key in claim)]
    dated = [DatedStatement(one, statement) for one in _questions(claim, statement, question)]
    if not dated:
        missing = Missing("day", statement.id, "the day on which it was said")
        step = Step("as of the day on which it was said", None, missing=missing)
        return Finding(step, (None,), "it is not known when it was said")
    found = [_signed(test(claim, one), claim) for one in dated]
    of_law = "norm" in claim or "act" in claim
    if len(found) == 1:
        return found[0].on(dated[0].day) if of_law else found[0]
    steps, positions = tuple(f.step for f in found), tuple(p for f in found for p in f.positions)
    if len({f.truth for f in found}) == 1:
        truths = found[0].truths if len({f.truths for f in found}) == 1 else (found[0].truth,)
        step = Step("on whichever day it was said", found[0].truth, (), steps, role="days")
        told = list(dict.fromkeys(f.told for f in found))
        return Finding(
            step, truths, f"{told[0]}, on whichever day it was said" if len(told) == 1 else _some(told), positions
        )
    missing = Missing("day", statement.id, "the day on which it was said")
    step = Step(claim="on whichever day it was said", truth=None, cites=(), parts=steps, missing=missing, role="days")
    runs = [
        f"from {one.day} on {f.told}"
        for n, (one, f) in enumerate(zip(dated, found, strict=True))
        if n == 0 or f.truth is not found[n - 1].truth
    ]
    return Finding(step, (None,), f"it turns on the day on which it was said: {_some(runs)}", positions)


def _some(told: list[str]) -> str:
    """The first of several things found, and how many more there are."""
    return "; ".join(told[:MOST_TOLD]) + (f"; and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else "")


def _signed(found: Finding, claim: Check) -> Finding:
    """A finding with the sign of its claim: what is denied is borne out where the contrary is not so."""
    if not claim.get("not"):
        return found
    truth = None if found.truth is None else not found.truth
    step = Step(f"not so: {found.step.claim}", truth, (), (found.step,))
    return replace(
        found, step=step, truths=(truth,), parts=(), told="; ".join(dict.fromkeys(f.told for f in found.leaves()))
    )


def _questions(claim: Check, statement: Statement, question: Question) -> Iterator[Question]:
    """The question on each day that a check is about: the day it names, or the days on which it may have been said."""
    first, last = statement.said_first, statement.said_last
    if not _when_said(claim, statement):
        on = cast(dt.date, claim["on"])
        known = (last or question.known_at) if claim.get("hindsight") else on
        yield replace(question, as_of=on, known_at=max(known, on))
        return
    if first is None and last is None:
        if "on" not in claim:
            yield question
        return
    last = last or max(question.known_at, first or dt.date.min)
    turning = sorted(_turning(claim, question, last))
    first = first or (turning[0] - dt.timedelta(days=1) if turning and turning[0] < last else last)
    for on in sorted({first, last, *(d for d in turning if first < d < last)}):
        known = last if claim.get("hindsight") else on
        yield replace(question, as_of=on, known_at=known)


def _when_said(claim: Check, statement: Statement) -> bool:
    """Whether a check is about the day on which the statement was made: it says so, names no day, or one among those."""
    on = claim.get("on", WHEN_SAID)
    if not isinstance(on, dt.date):
        return True
    first, last = statement.said_first, statement.said_last
    if claim.get("fixed") or (first is None and last is None):
        return False
    return (first is None or first <= on) and (last is None or on <= last)


def _turning(claim: Check, question: Question, last: dt.date) -> set[dt.date]:
    """The days on which the answer of a check may change."""
    law, record = question.law, question.record
    if "norm" in claim or "act" in claim:
        norms: tuple[Norm, ...] = (law.norms[str(claim["norm"])],) if "norm" in claim else norms_saying(claim, question)
        asked = DatedStatement(replace(question, as_of=last, known_at=last), _NOBODY)
        return {d for party in parties_of(claim, asked) for norm in norms for d in days(law, record, party, norm)}
    rows = (*record.demands, *record.conduct, *record.awards, *record.statements)
    found = {row.known.recorded for row in rows} | {d.date for d in record.demands} | {c.on for c in record.conduct}
    found |= {s.said_first for s in record.statements}
    return {day for day in found if day is not None}


_NOBODY = Statement(
    id="",
    speaker="",
    chain=(),
    when_written=None,
    said_first=None,
    said_last=None,
    resolution=None,
    quoted=None,
    reported=None,
    meaning=None,
    proposition=None,
    remarks=None,
)


def statement_json(checked: Checked) -> dict[str, object]:
    """A statement as JSON: who said what, through whom and when, the verdict, the reason, the proofs and positions behind it."""
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
        "reason": checked.reason,
        "claims": [step_json(step) for step in checked.steps],
        "beside": [step_json(step) for step in checked.beside],
        "positions": [position_json(p) for p in checked.positions],
    }
