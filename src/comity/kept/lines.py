"""A portfolio as lines: awards with the same answer under one norm together, with the proof of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from hashlib import sha256

from comity.kept.portfolio import Answered, Portfolio, Situation, together
from comity.norms.nodes import Law
from comity.plan.awards.one_award import cell, subject_of
from comity.proof.context import Context
from comity.proof.position import Position, position
from comity.proof.question import Question
from comity.record.nodes import Award

CONDITION, BACKGROUND = "condition", "background"
GROUPS = ("barred", "barred_seen", "in_force", "in_force_seen", "unknown", "other")
"""The counts that a first screen shows, none added to another."""
BARRED = ("blocked", "void", "displaced", "waived")


@dataclass(frozen=True)
class Line:
    """The awards of some situations under one norm: what holds of them all."""

    answer: Answered
    shelf: str
    situations: tuple[Situation, ...]

    @cached_property
    def id(self) -> str:
        """A name of the line within its portfolio, the same as long as its answer is the same."""
        return sha256(repr(self.answer).encode()).hexdigest()[:12]

    @cached_property
    def awards(self) -> int:
        """How many awards it is about."""
        return sum(one.awards for one in self.situations)

    @cached_property
    def dollars(self) -> Decimal | None:
        """Of its prime awards."""
        return together(one.dollars for one in self.situations)

    @cached_property
    def first(self) -> str:
        """One of the awards, the same whatever situations they fall into."""
        return min(one.first for one in self.situations)

    @property
    def group(self) -> str:
        """Under which count of the first screen the line falls.

        >>> Line(Answered("n", "blocked", None, (), (), "last_seen", ()), CONDITION, ()).group
        'barred_seen'
        """
        seen = "_seen" if self.answer.state == "last_seen" else ""
        if self.answer.status in BARRED:
            return "barred" + seen
        if self.answer.status == "in_force":
            return "in_force" + seen
        return "unknown" if self.answer.status == "undetermined" else "other"


def shelf(norm: str, law: Law) -> str:
    """Whether a norm is a condition of awards, or background law that lies behind every award."""
    kind = law.instruments[law.norms[norm].instrument].kind
    return CONDITION if kind == "award terms" else BACKGROUND


def lines(found: Portfolio, law: Law) -> tuple[Line, ...]:
    """The lines of a portfolio: conditions first; what is known before what is not, then by dollars."""
    within: dict[int, list[Situation]] = {}
    for situation in found.situations:
        for answer in situation.answers:
            within.setdefault(answer, []).append(situation)
    answers = ((found.answers[place], those) for place, those in within.items())
    made = (Line(answer, shelf(answer.norm, law), tuple(those)) for answer, those in answers)
    return tuple(sorted(made, key=_order))


def _order(line: Line) -> tuple[object, ...]:
    return (line.shelf != CONDITION, GROUPS.index(line.group), -(line.dollars or 0), line.answer.norm, line.id)


def totals(found: Iterable[Line]) -> dict[str, tuple[int, Decimal | None]]:
    """How many conditions fall under each count, and the dollars of their awards, no award twice in one count."""
    of_group: dict[str, list[Line]] = {group: [] for group in GROUPS}
    for line in found:
        of_group[line.group].append(line)
    return {
        group: (
            len({line.answer.norm for line in those}),
            together({one.number: one.dollars for line in those for one in line.situations}.values()),
        )
        for group, those in of_group.items()
    }


def proof_of(line: Line, question: Question, awards: Mapping[str, Award], award: str | None = None) -> Position:
    """The proof of a line's answer for one of its awards, its first unless said; `awards` are those of the record by number."""
    return cell(awards, question, award or line.first, line.answer.norm)


class Proofs:
    """The proofs of lines for their first awards, without flags: what is worked out of an award serves all its lines.

    `awards` reads an award and those that it is a subaward of.
    """

    def __init__(self, question: Question, awards: Callable[[Iterable[str]], Mapping[str, Award]]) -> None:
        self._question, self._awards = question, awards
        self._subjects: dict[str, Context] = {}

    def of(self, line: Line) -> Position:
        """The proof of a line's answer for the first of its awards."""
        subject = self._subjects.get(line.first)
        if subject is None:
            subject = subject_of(self._awards([line.first]), self._question, line.first)
            self._subjects[line.first] = subject
        return position(self._question.law.norms[line.answer.norm], subject)
