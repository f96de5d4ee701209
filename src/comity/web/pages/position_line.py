"""One line of Position, opened: why, what is missing, how it attaches, what would change it, its awards, its proof."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from comity.brief.english import norm_sentence
from comity.brief.office_words import BASIS, STATUS, StatusWords, act_words, status_words
from comity.brief.terminal.memo import memo
from comity.kept.lines import Line, proof_of
from comity.kept.portfolio import Placed, awards_of
from comity.web.asking import Asking
from comity.web.keeping import Answers, keeping
from comity.web.pages.position import line_of

PATH = "position/line/<str:id>/"
MOST = 50


@dataclass(frozen=True, slots=True)
class Reason:
    """A line with the proof of one of its awards."""

    title: str
    sentence: str
    status: StatusWords
    seen: dt.date | None
    missing: tuple[str, ...]
    basis: str
    springs: str
    cites: tuple[str, ...]
    awards: tuple[Placed, ...]
    more: int
    memo: str


def view(request: Any, id: str) -> HttpResponse:
    """The reason of a line."""
    asking: Asking = request.asking
    answers = keeping().answers(asking)
    if answers is None:
        raise Http404
    return render(request, "reason.html", {"reason": rows(asking, answers, line_of(answers, id))})


def rows(asking: Asking, answers: Answers, line: Line) -> Reason:
    """The reason of a line, for the screen and for exports."""
    question, law = answers.question, answers.question.law
    norm = law.norms[line.answer.norm]
    awards = {one.id: one for one in awards_of(question.record, question.known_at)}
    proof = proof_of(line, question, awards)
    placed = [one for situation in line.situations for one in answers.sheet.portfolio.awards_in[situation.number]]
    springs = ""
    if proof.flags.springs is not None:
        acts, status = proof.flags.springs
        named = " and ".join(act_words(act, law) for act in acts)
        springs = f"If {named} were stayed or reversed: {STATUS[status].lower()}."
    return Reason(
        title=norm.title,
        sentence=norm_sentence(norm, law),
        status=status_words(line.answer.status, line.answer.state),
        seen=proof.fresh.seen if proof.fresh else None,
        missing=tuple(words for _, words in line.answer.missing),
        basis=BASIS[proof.attach_basis],
        springs=springs,
        cites=proof.cites,
        awards=tuple(placed[:MOST]),
        more=max(0, len(placed) - MOST),
        memo="\n".join(str(part) for part in memo(norm, (proof,), question, asking.subject)),
    )
