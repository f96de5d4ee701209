"""A kept sheet with its awards by kind: after a change, what may differ is asked again, once for each kind of awards.

What an award is answered rests on the award, on the awards that it is a subaward of, on the law, and on what is on record
of it and of everybody. So:

- where the record differs in some awards, these are put into their kinds again, and only kinds that are new are asked
  about: of a kind that differs from one at hand in a few columns, the norms that read these;
- where the law differs in some acts, such as an order that is stayed, the norms that these can touch are asked again;
- where more of the record differs, every norm is.

Nothing of this grows with the number of awards but the places in memory where they stand. The result is the sheet that
`sheet` makes of the whole. A fold is kept beside the answers that it is made of, in the process alone, and goes with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import compress
from operator import is_not
from typing import Any

from comity.kept.kinds import Kinds, apart_in, keys_of, kinds_of
from comity.kept.lines import CONDITION, Proofs, lines
from comity.kept.moving import Moving
from comity.kept.portfolio import Portfolio
from comity.kept.sheet import Face, Sheet, face
from comity.norms.nodes import Law
from comity.plan.comparison.differ import affected
from comity.plan.fold.fold import award_norms
from comity.proof.question import Question
from comity.record.nodes import Award, Record

ABOUT_AN_AWARD = ("award_facts", "carriage", "answers")
"""Tables of which a row may be about one award."""
SAID_ELSEWHERE = ("title", "statements", "demands", "docket_checks")
"""What no answer about an award rests on; what was seen on dockets stands in the law of the question."""
TOGETHER = ("as_of", "known_at", "forum", "attached", "spared")
"""What two questions have in common of which one can grow from the other."""
OF_ACTS = ("norms", "norm_acts", "acting_on", "partial", "parted", "acts", "questions", "lists", "cases")
"""What of a law may differ; of some of it `affected` sees that then everything may."""
MOST = 0.1
"""The part of the awards beyond which all are answered again."""


@dataclass(frozen=True)
class Fold:
    """A question and its sheet, from which that of the next question is made."""

    question: Question
    sheet: Sheet
    made: Kinds | None = None

    @cached_property
    def kinds(self) -> Kinds | None:
        """The awards by kind; worked out when they are first needed."""
        return self.made or kinds_of(self.question, self.sheet.portfolio)

    def after(self, question: Question) -> Fold | None:
        """The fold of another question; None where so much differs that all is to be answered anew."""
        kinds, was = self.kinds, self.question
        if kinds is None or any(getattr(was, name) != getattr(question, name) for name in TOGETHER):
            return None
        changed, again = changed_awards(was.record, question.record), _norms_again(was, question)
        if len(changed.ids) > MOST * len(question.record.awards) + 1:
            return None
        keys = replace(kinds.keys, apart=apart_in(question.record))
        if changed.more or again != frozenset() or was.record.carriage != question.record.carriage:
            wanted = keys_of(question)
            if not keys.serves(wanted):
                return None
            keys = replace(keys, of_norm=wanted.of_norm)
        return _Step(self.sheet, question, Moving(kinds, keys)).taken(changed, None if changed.more else again)


@dataclass(frozen=True, slots=True)
class Changed:
    """Awards of which what is on record differs, the rows about them that are gone and new; whether `more` differs."""

    ids: frozenset[str]
    gone: tuple[Award, ...] = ()
    new: tuple[Award, ...] = ()
    more: bool = False


def changed_awards(before: Record, after: Record) -> Changed:
    """The awards that differ between two records, or of which what is on record differs."""
    found = _changed(before.awards, after.awards)
    about: set[str | None] = set(found.ids)
    for name in Record.__dataclass_fields__:
        old: Any = getattr(before, name)
        new: Any = getattr(after, name)
        if name in ("awards", *SAID_ELSEWHERE) or old is new or old == new:
            continue
        if name == "sources" and old.items() <= new.items():
            continue  # what was on record cites none of the new ones
        about |= {one.award for one in {*old} ^ {*new}} if name in ABOUT_AN_AWARD else {None}
    return replace(found, ids=frozenset(one for one in about if one is not None), more=None in about)


def _changed(before: Sequence[Award], after: Sequence[Award]) -> Changed:
    """The rows that stand in one alone. Those that are the same in both are the same objects where one grew from the other."""
    if before is after:
        return Changed(frozenset(), (), ())
    # rows are looked at one by one only between the first and the last that differ
    first = next(compress(range(len(before)), map(is_not, before, after)), min(len(before), len(after)))
    rest = min(len(before), len(after)) - first
    last = next(compress(range(rest), map(is_not, reversed(before), reversed(after))), rest)
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    olds, news = {id(one) for one in old}, {id(one) for one in new}
    gone = tuple(one for one in old if id(one) not in news)
    come = tuple(one for one in new if id(one) not in olds)
    return Changed(frozenset(one.id for one in (*gone, *come)), gone, come)


def _norms_again(was: Question, question: Question) -> frozenset[str] | None:
    """The norms that a difference in law can touch; None for all."""
    if was.law is not question.law and any(
        getattr(was.law, one.name) != getattr(question.law, one.name) for one in fields(Law) if one.name not in OF_ACTS
    ):
        return None
    norms = affected(replace(was, record=question.record), question)
    if norms is None:
        return None
    of_awards = {norm.id for law in (was.law, question.law) for norm in award_norms(law)}
    return norms & of_awards


@dataclass(frozen=True, slots=True)
class _Step:
    """From one sheet to the next."""

    before: Sheet
    question: Question
    moving: Moving

    def taken(self, changed: Changed, again: frozenset[str] | None) -> Fold | None:
        """The next fold: of changed awards, and of `again` some norms, None for all."""
        moving, question = self.moving, self.question
        if not moving.put(changed.gone, changed.new, changed.ids, question):
            return None
        said = self.before.portfolio.said()
        unmatched = moving.ask(question, said, again)
        found = moving.portfolio(question, said, unmatched)
        touched = frozenset(question.law.norms) if again is None else again
        faces = tuple(self._faces(found, moving.changed, touched))
        return Fold(question, Sheet(found, faces), moving.done())

    def _faces(self, found: Portfolio, changed: Set[str], touched: frozenset[str]) -> Iterator[Face]:
        """The faces of the lines of conditions.

        A line that is shown by the same award, unchanged, under a norm that is not touched, keeps its face.
        """
        question, known = self.question, {one.line: one for one in self.before.faces}
        old = {one.id: one.first for one in lines(self.before.portfolio, question.law)}
        proofs = Proofs(question, self.moving.with_primes)
        for line in lines(found, question.law):
            if line.shelf != CONDITION:
                continue
            kept = old.get(line.id) == line.first and line.first not in changed and line.answer.norm not in touched
            yield known[line.id] if kept else face(line.id, proofs.of(line))
