"""Why one line of a position is as it is: its proof, its words, its awards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from comity.brief.answer_line import Awards, answer_line
from comity.brief.english import norm_sentence, party
from comity.brief.office_words import BASIS, STATUS, StatusWords, act_words, status_words
from comity.brief.terminal.memo import memo
from comity.kept.lines import Line, proof_of
from comity.norms.nodes import Law, Norm
from comity.proof.context import shown
from comity.proof.position import Position
from comity.proof.truth import Step
from comity.record.unpaid import unpaid_of
from comity.web.asking import Asking
from comity.web.kept_answers import Answers
from comity.web.pages.money import unpaid

MOST = 50


@dataclass(frozen=True, slots=True)
class Under:
    """One award of a line."""

    number: str
    amount: Decimal | None
    sub: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the condition and where they stand."""

    words: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A line with the proof of one of its awards; `act` is the order that decides, by its id."""

    id: str
    norm: str
    title: str
    instrument: str
    sentence: str
    answer: str
    status: StatusWords
    seen: dt.date | None
    limit: int | None
    days: int | None
    act: str
    act_title: str
    bars: str
    why: tuple[str, ...]
    missing: tuple[str, ...]
    if_attached: str
    basis: str
    springs: str
    also: tuple[str, ...]
    contested: tuple[str, ...]
    conflicts: tuple[str, ...]
    quoted: tuple[Quoted, ...]
    cites: tuple[str, ...]
    awards: tuple[Under, ...]
    more: int
    dollars: Decimal | None
    line: str
    memo: str


def rows(asking: Asking, answers: Answers, line: Line) -> Reason:
    """The reason of a line, for the screen and for exports."""
    question, law = answers.question, answers.law
    norm = law.norms[line.answer.norm]
    awards = answers.awards
    proof = proof_of(line, question, awards)
    placed = [one for situation in line.situations for one in answers.sheet.portfolio.awards_in[situation.number]]
    status = status_words(line.answer.status, line.answer.state)
    act = line.answer.ground or (proof.if_attached[1] if proof.if_attached else None) or ""
    seen = proof.fresh.seen if proof.fresh else None
    known = all(one.paid_known == one.primes for one in line.situations)
    dollars = unpaid(answers).of(one.number for one in line.situations)
    return Reason(
        id=line.id,
        norm=norm.id,
        title=norm.title,
        instrument=law.instruments[norm.instrument].title,
        sentence=norm_sentence(norm, law),
        answer=_answer(asking, status, proof),
        status=status,
        seen=seen,
        limit=proof.fresh.limit if proof.fresh else None,
        days=(asking.as_of - seen).days if seen else None,
        act=act if act in law.norm_acts and act not in law.norms else "",
        act_title=act_words(act, law) if act else "",
        bars=_bars(proof, norm),
        why=tuple(why(proof.proof, proof.status)),
        missing=tuple(words for _, words in line.answer.missing),
        if_attached=STATUS[proof.if_attached[0]].lower() if proof.if_attached else "",
        basis=BASIS[proof.attach_basis],
        springs=_springs(proof, law),
        also=tuple(STATUS[one].lower() for one in proof.also),
        contested=tuple(act_words(one, law) for one in proof.flags.contested),
        conflicts=tuple(law.norms[one].title for one, _ in proof.flags.conflicts),
        quoted=tuple(Quoted(one.words, one.pinpoint or "") for one in norm.passages),
        cites=proof.cites,
        awards=tuple(
            Under(one.award, unpaid_of(awards[one.award]) if one.award in awards else one.amount, one.sub)
            for one in placed[:MOST]
        ),
        more=max(0, len(placed) - MOST),
        dollars=dollars,
        line=answer_line(
            proof,
            law,
            Awards(line.awards, dollars, known),
            {awards[one.award].agency if one.award in awards else None for one in placed},
        ),
        memo="\n".join(str(part) for part in memo(norm, (proof,), question, asking.subject, awards=awards)),
    )


def _answer(asking: Asking, status: StatusWords, proof: Position) -> str:
    """The answer as a sentence with its day."""
    who, day = shown(asking.subject), f"{asking.as_of.day} {asking.as_of:%b %Y}"
    if proof.fresh is not None and status.aged:
        seen = f"{proof.fresh.seen.day} {proof.fresh.seen:%b %Y}"
        kept = {
            "blocked": "an order forbade its enforcement",
            "void": "it was held invalid",
            "in_force": "it could be enforced",
        }
        return f"On {seen}, the last day seen, {kept.get(proof.status, 'it was not applied')} against {who}. Since then it is not known."
    said = {
        "in_force": f"nothing in the library holds it off from {who}",
        "blocked": f"an order forbids its enforcement against {who}",
        "void": f"it is held invalid for {who}",
        "waived": f"its issuer has said that it will not apply it to {who}, which may be revoked",
        "displaced": f"a superior norm takes its effect for {who}",
        "undetermined": "it cannot be told; the facts below would decide",
        "not_attached": "it is not in these awards",
        "not_yet": "its first day has not come",
        "ended": "its time is over",
    }
    return f"On {day} {said[proof.status]}."


def _bars(proof: Position, norm: Norm) -> str:
    if not proof.verb and not proof.restrained:
        return ""
    verbs = " and ".join(proof.verb) or "enforce"
    whom = ", ".join(party(one) for one in proof.restrained) or "those it restrains"
    stale = proof.fresh is not None and proof.fresh.state == "last_seen"
    return f"It {'forbade' if stale else 'forbids'} {whom} to {verbs} “{norm.title}”."


def _springs(proof: Position, law: Law) -> str:
    if proof.flags.springs is None:
        return ""
    acts, status = proof.flags.springs
    named = " and ".join(act_words(act, law) for act in acts)
    return f"Without {named}: {STATUS[status].lower()}."


def why(proof: Step, status: str) -> Iterator[str]:
    """The steps on which an answer rests, in order: those of the act that decides; where it is open, those that are open."""
    rows = [part for part in proof.parts if part.role == status and part.truth is True]
    if status == "undetermined":
        rows = [part for part in proof.parts if part.truth is None]
    for part in rows:
        acts = [one for one in _within(part) if one.role == "act" and one.truth is True]
        yield from dict.fromkeys(_leaves(acts[-1] if acts else part))


def _within(step: Step) -> Iterator[Step]:
    yield step
    for part in step.parts:
        yield from _within(part)


def _leaves(step: Step, deepest: int = 4) -> Iterator[str]:
    if not step.parts or deepest == 0:
        open_ = " (not known)" if step.truth is None else ""
        yield f"{step.claim[:1].upper()}{step.claim[1:]}{open_}"
        return
    for part in step.parts:
        if part.truth is not False:
            yield from _leaves(part, deepest - 1)
