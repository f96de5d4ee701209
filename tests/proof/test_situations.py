"""Awards by situation: every attribute of an award that a norm may read tells situations apart, and its own words do not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.small_law import law

from comity.norms.names.governments import government
from comity.proof.ask import ask
from comity.proof.context import Context, context
from comity.proof.flags import with_flags
from comity.proof.position import Position, position
from comity.proof.situations import AskedAward, held, in_situations
from comity.proof.truth import walk
from comity.record.nodes import Answer, Award, Carriage, Known, Record

DAY = dt.date(2018, 6, 1)
BUILT = law(
    """
act help "help federal officers"
act refuse "refuse federal officers"
  excludes   help
define formula "is it given by formula"
  of         award
  is         yes or no
norm first
  cites      "one"
  binds      award.recipient
  must       help
  when       award.program is "16.738" or award.agency is us-dhs or award.stage is offered or award.fiscal_year is 2016
  from       award.accepted
  until      award.period_end
norm second
  cites      "two"
  binds      award.recipient, every subrecipient of ca
  must       refuse
  when       award.amount is at least $50,000 or award carries t/third or award.obligated is before 2018-01-01
norm third
  cites      "three"
  binds      award.recipient
  must       help
  when       formula or award carries t/second or award.period_start is after 2018-01-01 or award.offered is before 2017-01-01
terms v2 "version 2"
  carries    t/third
  attaches when award.agency is us-dhs
  from       2017-04-01
"""
)
ONE = Award(
    "w0", "chicago-il", "us-doj-ojp", "16.738", 2017, "accepted", dt.date(2017, 7, 1), dt.date(2017, 10, 1),
    dt.date(2017, 10, 1), dt.date(2019, 9, 30), Decimal(40_000), terms=(), known=Known(source="s"),
)  # fmt: skip
OTHERWISE: dict[str, tuple[object, ...]] = {
    "agency": (None, "us-dhs"), "program": (None, "14.218"), "fiscal_year": (None, 2016), "stage": (None, "offered"),
    "offered": (None, dt.date(2016, 7, 1)), "accepted": (None, dt.date(2017, 10, 2)), "period_start": (None, dt.date(2018, 2, 1)),
    "period_end": (None, dt.date(2018, 1, 1)), "amount": (None, Decimal("40000.00"), Decimal(50_000)),
    "prime": ("p", "lost"), "terms": (None, ("t/second",), ("t/third",)), "term_sets": (("t/v2",), ()),
    "obligated": (dt.date(2017, 12, 1), dt.date(2018, 2, 1)), "known": (Known(), Known(source="another")),
    "accepted_by": (dt.date(2017, 12, 1),),
}  # fmt: skip
NORMS = ("t/first", "t/second", "t/third")


def crowd(*more: Award, **other: tuple[object, ...]) -> Context:
    """A party with every award there is, each twice; `other` are more rows of the record."""
    kinds = [ONE, *(replace(ONE, **{name: value}) for name, values in OTHERWISE.items() for value in values)]
    kinds += [replace(one, accepted=None) for one in kinds if one.accepted]
    awards = [
        replace(
            one,
            id=f"w{number}{again}",
            note=f"{number}",
            known=replace(one.known, row=f"{number}{again}", entered_by=again),
        )
        for again in "ab"
        for number, one in enumerate(kinds)
    ]
    party = government("chicago-il")
    assert party is not None
    record = Record(awards=(*awards, Award("p", "ca"), *more), **other)  # pyright: ignore[reportArgumentType]
    return context(BUILT, record, party, DAY)


def by_itself(norm: str, ctx: Context) -> list[Position]:
    """Each award proved alone, where the norm may attach to it."""
    made = []
    ctx = replace(ctx, binding={})
    for award in (*held(ctx).alone, *held(ctx).others):
        own = replace(ctx.about(award=award), on_lists={})
        found = position(ctx.law.norms[norm], own)
        if found.status != "not_attached":
            made.append(with_flags(ctx.law.norms[norm], found, own))
    order = [award.id for award in ctx.facts.awards_of[ctx.party.short]]
    return sorted(made, key=lambda p: order.index(str(p.award)))


def whole(found: Position) -> Position:
    return replace(found, told=found.proof)


@pytest.mark.parametrize("norm", NORMS)
def test_situations_are_proved_as_each_award_is(norm: str) -> None:
    rows = {
        "answers": (Answer("formula", None, "w3a", True), Answer("formula", None, "w5b", False)),
        "carriage": (Carriage("t/second", "answer", True, award="w4a"),),
    }
    spared = replace(crowd(), spared=frozenset({"w7a", "w8b"}), attached=frozenset(NORMS))
    for ctx in (crowd(), crowd(**rows), spared):
        assert list(map(whole, ask(BUILT.norms[norm], ctx))) == list(map(whole, by_itself(norm, ctx)))


@pytest.mark.parametrize("name", OTHERWISE)
def test_every_attribute_that_is_read_is_noted(name: str) -> None:
    """What a proof reads through any of the norms is what situations are told apart by."""
    noted: set[str] = set()

    def prove(subject: Context) -> None:
        for norm in NORMS:
            with_flags(BUILT.norms[norm], position(BUILT.norms[norm], subject), subject)
        assert isinstance(subject.award, AskedAward)
        noted.update(object.__getattribute__(subject.award, "asked"))

    for _ in in_situations(crowd(), held(crowd()), prove):
        pass
    assert name in noted


def test_an_award_is_proved_once_for_all_like_it() -> None:
    awards = [replace(ONE, id=f"x{n}", note=str(n), known=replace(ONE.known, row=str(n))) for n in range(500)]
    ctx = crowd(*awards)
    made: Counter[str] = Counter()

    def prove(subject: Context) -> str:
        assert subject.award is not None
        made[subject.award.id] += 1
        return position(BUILT.norms["t/first"], subject).status

    sizes = [len(those) for _, those in in_situations(ctx, held(ctx), prove)]
    assert sum(sizes) == len(ctx.facts.awards_of["chicago-il"])
    assert max(sizes) > 500
    assert sum(made.values()) < 70


def test_the_number_of_each_award_stands_in_its_proof() -> None:
    """Also one that is part of another word of it."""
    for number in ("1", "award", "2018-06-01", "t/first", "\\1", "{0}"):
        ctx = crowd(replace(ONE, id=number, program=None))
        found = next(p for p in ask(BUILT.norms["t/second"], ctx) if p.award == number)
        said = [step.claim for step in walk(found.proof)]
        assert f"Chicago, IL is a recipient of award {number}" in said
        assert not [words for words in said if "\ufdd1" in words]
