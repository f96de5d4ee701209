"""The answers to a question as pages read them: with the question, and what is read off them worked out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from comity.kept.fold import Fold
from comity.kept.lines import Line, lines
from comity.kept.sheet import Face, Sheet
from comity.norms.nodes import Law
from comity.proof.question import Question
from comity.record.nodes import Award


class Answers:
    """The answers to a question, with the question, so that a proof can be made of any of them.

    What pages read off them is worked out once, however many pages are asked for.
    """

    def __init__(self, question: Callable[[], Question], law: Law, sheet: Sheet, fold: Fold | None = None) -> None:
        self._question = question
        self.law = law
        self.sheet = sheet
        self._fold = fold

    @cached_property
    def fold(self) -> Fold:
        """What the answers to another question are made from."""
        return self._fold or Fold(self.question, self.sheet)

    @cached_property
    def question(self) -> Question:
        """The question; its record is read when it is first asked for."""
        return self._question()

    @cached_property
    def awards(self) -> Mapping[str, Award]:
        """The awards of the record by number."""
        return self.question.facts.awards

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the portfolio."""
        return lines(self.sheet.portfolio, self.law)

    @cached_property
    def line_by_id(self) -> Mapping[str, Line]:
        """The lines by their names."""
        return {line.id: line for line in self.lines}

    @cached_property
    def faces(self) -> Mapping[str, Face]:
        """The faces of lines, by line."""
        return {face.line: face for face in self.sheet.faces}
