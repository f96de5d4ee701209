"""A question that holds its record as it was known gives the same facts as one that holds nothing, and never those of another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from comity.proof.context import Facts
from comity.proof.question import Question
from comity.record.nodes import Award, Known, Record

DAY = dt.date(2026, 11, 30)
NO_LAW: Any = None
"""The facts of a question are those of its record."""


def _record(*ids: str) -> Record:
    return Record(awards=tuple(Award(id=id, recipient="fresno-ca", known=Known(row=id)) for id in ids))


def test_what_is_held_is_used_as_long_as_record_and_knowledge_are_the_same():
    record = _record("A-1")
    held = Facts(record, DAY)
    question = Question(NO_LAW, record, DAY, DAY, held=held)
    assert question.facts is held
    assert replace(question, as_of=DAY - dt.timedelta(1)).facts is held


def test_a_question_made_from_another_never_reads_what_was_held_of_the_other():
    record = _record("A-1")
    question = Question(NO_LAW, record, DAY, DAY, held=Facts(record, DAY))
    other = replace(question, record=_record("A-2"))
    assert set(other.facts.awards) == {"A-2"}
    earlier = replace(question, known_at=DAY - dt.timedelta(1))
    assert earlier.facts.known_at == DAY - dt.timedelta(1)
