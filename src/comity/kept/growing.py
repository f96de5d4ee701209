"""Update a kept sheet after some awards changed: these are answered again, the others keep their answers.

What an award is answered rests on the award, on the awards that it is a subaward of, and on what is on record of it and of
everybody. So where two records differ in some awards alone, and in rows that are about these awards alone, the sheet of
the one becomes that of the other by answering those. The result is the sheet that `sheet` makes of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from comity.kept.lines import CONDITION, lines, proof_of
from comity.kept.portfolio import Placed, Portfolio, Situation, awards_of, laid_out, portfolio
from comity.kept.sheet import Face, Sheet, face
from comity.proof.question import Question
from comity.record.nodes import Award, Record

ABOUT_AN_AWARD = ("award_facts", "carriage", "answers")
"""Tables of which a row may be about one award."""
SAID_ELSEWHERE = ("title", "statements", "demands")
"""What no answer about an award rests on."""
MOST = 0.1
"""The part of the awards beyond which all are answered again."""


def changed_awards(before: Record, after: Record) -> frozenset[str] | None:
    """The awards that differ between two records, or of which what is on record differs; None where more differs."""
    ids = _apart(before.awards, after.awards)
    for name in Record.__dataclass_fields__:
        old: Any = getattr(before, name)
        new: Any = getattr(after, name)
        if name in ("awards", *SAID_ELSEWHERE) or old == new:
            continue
        if name == "sources" and old.items() <= new.items():
            continue  # what was on record cites none of the new ones
        about: set[str | None] = {one.award for one in {*old} ^ {*new}} if name in ABOUT_AN_AWARD else {None}
        if None in about:
            return None
        ids |= {one for one in about if one is not None}
    return frozenset(ids)


def _apart(before: Iterable[Award], after: Iterable[Award]) -> set[str]:
    """The awards that stand in one alone. Awards that are the same in both are the same objects where one grew from the other."""
    old, new = {id(one) for one in before}, {id(one) for one in after}
    return {one.id for one in before if id(one) not in new} | {one.id for one in after if id(one) not in old}


def sheet_after(kept: Sheet, was: Question, question: Question) -> Sheet | None:
    """The sheet of a question, from that of one before it; None where so much differs that all is to be answered again."""
    if not _alike(was, question):
        return None
    changed = changed_awards(was.record, question.record)
    if changed is None or len(changed) > MOST * len(question.record.awards) + 1:
        return None
    changed |= _below(changed, was.record.awards) | _below(changed, question.record.awards)
    wanted = _with_primes(changed, question.record.awards)
    those = tuple(one for one in question.record.awards if one.id in wanted)
    part = portfolio(replace(question, record=replace(question.record, awards=those)))
    found = _merged(kept.portfolio, part, changed, question.record)
    return Sheet(found, tuple(_faces(kept, found, question, changed)))


def _alike(was: Question, question: Question) -> bool:
    """Whether two questions are the same but for what is on record."""
    return was.law is question.law and replace(was, record=question.record) == question


def _below(changed: frozenset[str], awards: Iterable[Award]) -> frozenset[str]:
    """The awards that are subawards of some, or of theirs."""
    subs = [(one.id, one.prime) for one in awards if one.prime is not None]
    found, size = set(changed), -1
    while len(found) != size:
        size = len(found)
        found |= {id for id, prime in subs if prime in found}
    return frozenset(found)


def _with_primes(ids: Iterable[str], awards: Iterable[Award]) -> set[str]:
    """Some awards and those that they are subawards of, up to the first."""
    primes: dict[str, set[str]] = {}
    for one in awards:
        if one.prime is not None:
            primes.setdefault(one.id, set()).add(one.prime)
    found = set(ids)
    above = list(found)
    while above:
        more = primes.get(above.pop(), set()) - found
        found |= more
        above += more
    return found


def _merged(before: Portfolio, part: Portfolio, changed: frozenset[str], record: Record) -> Portfolio:
    """The portfolio with the answers of some awards in place of those that they had."""
    new = [one for one in part.awards if one.award in changed]
    gone = [one for one in before.awards if one.award in changed]
    touched = {one.situation for one in (*new, *gone)}
    awards: list[Placed] = sorted(
        [*(one for one in before.awards if one.award not in changed), *new], key=lambda one: one.award
    )
    sums: dict[int, Situation] = {one.number: one for one in before.situations if one.number not in touched}
    unmatched = {*before.unmatched, *part.unmatched}
    if unmatched:
        unmatched &= {one.recipient for one in awards_of(record, before.known_at)}
    said = {**before.said(), **part.said()}
    return laid_out(
        as_of=before.as_of, known_at=before.known_at, awards=awards, said=said, unmatched=unmatched, sums=sums
    )


def _faces(kept: Sheet, found: Portfolio, question: Question, changed: frozenset[str]) -> Iterator[Face]:
    """The faces of the lines of conditions: a line that is shown by the same award, unchanged, keeps its face."""
    law, known = question.law, {one.line: one for one in kept.faces}
    old = {one.id: one.first for one in lines(kept.portfolio, law)}
    made = [line for line in lines(found, law) if line.shelf == CONDITION]
    again = {line.id for line in made if old.get(line.id) != line.first or line.first in changed}
    shown = _with_primes((line.first for line in made if line.id in again), question.record.awards)
    those = replace(question.record, awards=tuple(one for one in question.record.awards if one.id in shown))
    awards = {one.id: one for one in awards_of(those, question.known_at)}
    for line in made:
        yield face(line.id, proof_of(line, question, awards)) if line.id in again else known[line.id]
