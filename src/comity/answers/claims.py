"""The outcome of one check of a claim: its proof, whether each thing it says is true, and what was found, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from comity.proof.context import Facts
from comity.proof.position import Position
from comity.proof.question import Question
from comity.proof.truth import Step, Truth, both
from comity.record.nodes import Statement

Check = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: its proof, the truth of each thing it says, what was found in words, the positions asked.

    `parts` are the findings of a check that says several things; `day` is the one as of which something was found, where
    that is worth telling.
    """

    step: Step
    truths: tuple[Truth, ...]
    told: str
    positions: tuple[Position, ...] = ()
    parts: tuple[Finding, ...] = ()
    day: dt.date | None = None

    @property
    def truth(self) -> Truth:
        """Whether everything it says is true."""
        return both(self.truths)

    @property
    def words(self) -> str:
        """What was found, with its day."""
        return f"{self.told}, on {self.day}" if self.day else self.told

    def leaves(self) -> tuple[Finding, ...]:
        """The findings of each thing that it says."""
        return tuple(leaf for part in self.parts for leaf in part.leaves()) if self.parts else (self,)

    def on(self, day: dt.date) -> Finding:
        """The same finding, naming its day."""
        return replace(self, day=day, parts=tuple(part.on(day) for part in self.parts))


def of_one(step: Step, told: str, positions: tuple[Position, ...] = ()) -> Finding:
    """The finding of a check that says one thing."""
    return Finding(step, (step.truth,), told, positions)


def of_parts(claim: str, parts: Sequence[Finding], cites: tuple[str, ...] = ()) -> Finding:
    """The finding of a check that says several things."""
    truths = tuple(truth for part in parts for truth in part.truths)
    step = Step(claim, both(truths), cites, tuple(part.step for part in parts))
    told = "; ".join(part.told for part in parts)
    return Finding(step, truths, told, tuple(p for part in parts for p in part.positions), tuple(parts))


@dataclass(frozen=True, slots=True)
class DatedStatement:
    """A question about one day on which a statement may have been made, and that statement."""

    question: Question
    statement: Statement

    @property
    def day(self) -> dt.date:
        """The day asked about."""
        return self.question.as_of

    def facts(self) -> Facts:
        """The record as known then."""
        return self.question.facts


def words_of(value: object) -> tuple[str, ...]:
    """A value or a list of values as text."""
    return tuple(str(v) for v in cast(tuple[object, ...], value)) if isinstance(value, tuple) else (str(value),)
