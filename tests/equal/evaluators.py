"""The seam between evaluators: one question put to a whole law and record, one table of answers back.

To hold a further evaluator equal, give it a class with `name` and `answers` and add it to `EVALUATORS`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple, Protocol, TypeAlias

from tests.equal.oracle_clingo import solve

from comity.norms.nodes import Law
from comity.proof.context import Context, context
from comity.proof.position import position
from comity.record.nodes import Record

Key: TypeAlias = tuple[str, str, str | None]
"""Party, norm, and the award asked about; None for a norm that attaches to the party itself."""


class Answer(NamedTuple):
    """What an evaluator says of one key; `possible` in the order of the table, empty unless undetermined.

    `fresh` is whether what the answer rests on is confirmed, or was so when last seen.
    """

    status: str
    possible: tuple[str, ...]
    also: tuple[str, ...]
    ground: str | None
    fresh: str | None = None


Answers: TypeAlias = dict[Key, Answer]


def undated(answers: Answers) -> Answers:
    """Answers without how fresh their grounds are, which timelines and comparisons do not say."""
    return {key: answer._replace(fresh=None) for key, answer in answers.items()}


class Evaluator(Protocol):
    """Answers for every party of `record.parties`, under every norm, and under award norms for each award it holds.

    Only awards on record are asked about, none is assumed. A key that is left out is `not_attached`. `forum` None is
    the court of each party's own territory.
    """

    name: str

    def answers(self, law: Law, record: Record, as_of: dt.date, known_at: dt.date, forum: str | None) -> Answers:
        """The table of answers."""
        ...


class Proof:
    """The reference evaluator."""

    name = "proof"

    def answers(self, law: Law, record: Record, as_of: dt.date, known_at: dt.date, forum: str | None) -> Answers:
        """One position for each key."""
        found: Answers = {}
        for party in record.parties.values():
            found |= of_party(context(law, record, party, as_of, known_at, forum))
        return found


def of_party(ctx: Context) -> Answers:
    """The reference evaluator's answers for the party of a context."""
    found: Answers = {}
    for id, subject in subjects(ctx):
        p = position(ctx.law.norms[id], subject)
        if p.status != "not_attached":
            found[p.party, p.norm, p.award] = Answer(
                p.status, p.possible, p.also, p.ground, p.fresh.state if p.fresh else None
            )
    return found


def subjects(ctx: Context) -> list[tuple[str, Context]]:
    """Every norm with what it is asked about: the party itself, or one of the awards it holds."""
    held = [ctx.about(award=award) for award in ctx.facts.awards_of.get(ctx.party.short, ())]
    by_kind: Mapping[str, list[Context]] = {"party": [ctx], "award": held, "demand": []}
    return [(id, subject) for id, norm in ctx.law.norms.items() for subject in by_kind[norm.attaches_to]]


class Clingo:
    """The independent encoding in answer set programming, `meaning.lp`."""

    name = "clingo"

    def answers(self, law: Law, record: Record, as_of: dt.date, known_at: dt.date, forum: str | None) -> Answers:
        """The one answer set, as a table."""
        return {
            key: Answer(status, possible, also, ground, fresh)
            for key, (status, possible, also, ground, fresh) in solve(law, record, as_of, known_at, forum).items()
            if status != "not_attached"
        }


REFERENCE: Evaluator = Proof()
EVALUATORS: tuple[Evaluator, ...] = (Clingo(),)
"""Those held equal to the reference."""


def differences(law: Law, record: Record, as_of: dt.date, known_at: dt.date, forum: str | None) -> list[str]:
    """Every key on which an evaluator departs from the reference, in words; empty when all agree."""
    expected = REFERENCE.answers(law, record, as_of, known_at, forum)
    lines: list[str] = []
    for evaluator in EVALUATORS:
        found = evaluator.answers(law, record, as_of, known_at, forum)
        for key in sorted({*expected, *found}, key=str):
            if expected.get(key) != found.get(key):
                where = f"{key} on {as_of}, known at {known_at}, in {forum or 'its own courts'}"
                lines.append(f"{where}:\n  {REFERENCE.name}: {expected.get(key)}\n  {evaluator.name}: {found.get(key)}")
    return lines
