"""What follows once a document's rows are confirmed: the verdict on each statement, what a letter requires and when.

The same is asked before anything is recorded, of rows as they are proposed: nothing is written by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.answers.demands import DemandAnswer, demands
from comity.answers.statements import Checked, check
from comity.norms.names.governments import government
from comity.proof.position import Position
from comity.proof.question import Question
from comity.record.nodes import Demand, Statement

MAY_REFUSE = ("blocked", "void", "waived", "ended", "displaced", "not_attached", "not_yet")
"""Statuses under which a norm that a demand rests on does not bind today."""


@dataclass(frozen=True, slots=True)
class LetterAnswer:
    """A demand for one recipient: which norms it relies on bind, which do not and why, what cannot be told, when it is due."""

    answer: DemandAnswer
    binds: tuple[Position, ...]
    does_not_bind: tuple[Position, ...]
    cannot_be_told: tuple[Position, ...]


def verdicts(statements: Sequence[Statement], question: Question) -> tuple[Checked, ...]:
    """The verdict on each statement by law and record, in the order given."""
    return tuple(check(statement, question) for statement in statements)


def letter(demand: Demand, question: Question) -> tuple[LetterAnswer, ...]:
    """The position of each recipient of a demand, as if the demand were on record."""
    others = tuple(one for one in question.record.demands if one.id != demand.id)
    asked = replace(question, record=replace(question.record, demands=(*others, demand)))
    found: list[LetterAnswer] = []
    for answer in demands(asked, only=demand.id):
        if government(answer.recipient) is None and answer.recipient not in question.record.parties:
            continue
        found.append(
            LetterAnswer(
                answer,
                tuple(p for p in answer.norms if p.status == "in_force"),
                tuple(p for p in answer.norms if p.status in MAY_REFUSE),
                tuple(p for p in answer.norms if p.status == "undetermined"),
            )
        )
    return tuple(found)
