"""Facts taken as true that contradict each other: nobody is and is not a member, no order is both over and extended."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from comity.text import tree as t

ENDS = ("expired", "extended", "final")
"""What says when an order ends, or that it does not: one of them can be so."""
UNDONE = ("reversed", "final")
"""What was reversed is not final, nor the other way round."""


def contradiction(given: Iterable[t.Given], party: str) -> tuple[t.Given, t.Given] | None:
    """The first two of some facts that cannot both be so; None where they agree. The same fact said twice agrees.

    `party` is whom those are about that name nobody.
    """
    said: dict[Hashable, tuple[object, t.Given]] = {}
    awards = 0
    for fact in given:
        awards += isinstance(fact, t.GivenAward)
        for about, value in _says(fact, awards, party):
            before = said.setdefault(about, (value, fact))
            if before[0] != value:
                return before[1], fact
    return None


def _says(fact: t.Given, awards: int, asked: str) -> Iterable[tuple[Hashable, object]]:
    """What a fact says: about what, and the answer. One that names no award is about the last that was given."""
    match fact:
        case t.GivenAward():
            return _of_award(fact, awards)
        case t.GivenAttribute(path, value, of) if path != "demand.basis":
            stage = [(("offered only", of or awards), value == "offered")] if path == "award.stage" else []
            return [((path, of or awards), _plain(value)), *stage]
        case t.GivenCarries(award, name, carried):
            return [(("carries", name.text, award or awards), carried)]
        case t.GivenSubaward(award, prime, subaward):
            return [(("subaward", prime.text, award or awards), subaward)]
        case t.GivenValue(question, party, value, award) if fact.act is None:
            who = party.text if party else asked
            return [(("answer", question.text, who, award or awards), _plain(value))]
        case t.GivenValue(question, _, value, _) if fact.act is not None:
            return [(("answer", question.text, fact.act.text), _plain(value)), (("made", fact.act.text), True)]
        case t.GivenMember(party, association, member):
            return [(("member", party.text, association.text), member)]
        case t.GivenConduct(party, act, done, on):
            return [(("does", party.text, act.text, on), done)]
        case t.GivenWithin(party, court, inside):
            return [(("within", party.text, court.text), inside)]
        case t.GivenMeant(party, by, meant):
            return [(("meant", party.text, by), meant)]
        case t.GivenOrder():
            return _of_order(fact)
        case t.GivenDay(which, name, day):
            return [((which, name.text), day), (("made", name.text), True)]
        case t.GivenLater(name, than):
            made = [(("made", one.text), True) for one in (name, than)]
            return [(("later", frozenset((name.text, than.text))), name.text), *made]
        case t.GivenWithout(name):
            return [(("made", name.text), False)]
        case _:
            return []


def _of_award(fact: t.GivenAward, n: int) -> Iterable[tuple[Hashable, object]]:
    yield ("award.program", n), fact.program
    yield ("award.fiscal_year", n), fact.fiscal_year
    if fact.worth is not None:
        yield ("award.amount", n), fact.worth
    if fact.on is not None:
        yield (f"award.{fact.taken}", n), fact.on
    if fact.taken == "accepted":
        yield ("offered only", n), False
    for name in (*(fact.carrying or ()), *(fact.sets or ())):
        yield ("carries", name.text, n), True


def _of_order(fact: t.GivenOrder) -> Iterable[tuple[Hashable, object]]:
    name, change = fact.name.text, fact.change
    yield ("made", name), True
    if fact.parties is None:
        yield (change, name), fact.start
    if change in ENDS:
        yield ("ends", name), change
    if change in UNDONE:
        yield ("undone", name), change


def _plain(value: t.Value) -> object:
    return value.text if isinstance(value, t.Name) else value
