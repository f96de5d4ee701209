"""What is kept under one key: the portfolio and, for each line of conditions, what a reader sees of its proof."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from comity.kept.lines import CONDITION, Proofs, lines
from comity.kept.portfolio import Portfolio, awards_of, portfolio
from comity.proof.position import Position
from comity.proof.question import Question


@dataclass(frozen=True, slots=True)
class Face:
    """What a line shows of its proof.

    On which act the answer rests and when that was last seen; what the act bars, and to whom; how the norm is known to
    attach; what the answer is if it attaches, where that alone is open.
    """

    line: str
    act: str | None
    seen: dt.date | None
    limit: int | None
    verb: tuple[str, ...]
    restrained: tuple[str, ...]
    basis: str | None
    if_attached: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A portfolio with the faces of its lines of conditions."""

    portfolio: Portfolio
    faces: tuple[Face, ...]


def sheet(question: Question) -> Sheet:
    """Answer a question about all awards of its record."""
    found = portfolio(question)
    awards = {one.id: one for one in awards_of(question.record, question.known_at)}
    proofs = Proofs(question, lambda _: awards)
    shown = (line for line in lines(found, question.law) if line.shelf == CONDITION)
    return Sheet(found, tuple(face(line.id, proofs.of(line)) for line in shown))


def face(line: str, proof: Position) -> Face:
    """What a line shows of the proof of one of its awards."""
    status, ground = proof.if_attached or (None, proof.ground)
    return Face(
        line=line,
        act=ground,
        seen=proof.fresh.seen if proof.fresh else None,
        limit=proof.fresh.limit if proof.fresh else None,
        verb=proof.verb,
        restrained=proof.restrained,
        basis=proof.attach_basis,
        if_attached=status,
    )
