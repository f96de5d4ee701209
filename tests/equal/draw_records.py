"""Small random records: awards with missing values, subawards, memberships, answers, conduct, and corrected rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.equal.draw_clauses import ACTS, AMOUNTS, ASSOCIATIONS, DAYS, PARTIES, PRIMES, STAGES, chance, of_awards

from comity.norms.names.governments import Government, government
from comity.norms.names.programs import program
from comity.norms.nodes import Law
from comity.record.conditions import read_condition
from comity.record.nodes import Answer, Award, Carriage, Conduct, Known, Membership, Record

T = TypeVar("T")
TYPED: dict[str, tuple[int | Decimal | str, ...]] = {
    "staff": (0, 7, 10_000),
    "spent": tuple(map(Decimal, AMOUNTS)),
    "policy": ("", "yes", "2018-01-04"),
}
"""Answers to the questions of number, amount and text."""


UNCLEAR = (
    *("the text is unclear", "every local government", "every government"),
    *(f"every subrecipient of {one}" for one in PRIMES),
)


def people() -> dict[str, Government]:
    """The governments that every record is about."""
    found = {short: government(short) for short in PARTIES}
    return {short: one for short, one in found.items() if one is not None}


@st.composite
def records(draw: DrawFn, law: Law) -> Record:
    """A record for a law: its awards carry norms of it."""
    awards = _awards(draw, law)
    return Record(
        parties=_taken(draw, people()),
        awards=tuple(_corrected(draw, awards)),
        memberships=tuple(_memberships(draw)),
        answers=tuple(_answers(draw, law, awards)),
        conduct=tuple(_conduct(draw)),
        carriage=tuple(_carriage(draw, law, awards)),
    )


def _taken(draw: DrawFn, known: dict[str, Government]) -> dict[str, Government]:
    """The governments, of some of which it is taken that unclear words mean them, or that they do not."""
    for short in draw(st.lists(st.sampled_from(sorted(known)), max_size=2, unique=True)) if chance(draw, 25) else ():
        said = draw(st.lists(st.sampled_from(UNCLEAR), min_size=1, max_size=3, unique=True))
        known[short] = replace(known[short], meant=tuple((words, draw(st.booleans())) for words in said))
    return known


def _maybe(draw: DrawFn, *values: T) -> T | None:
    """One of the values, or, less often, not known."""
    return draw(st.sampled_from([None, *values, *values]))


def _known(draw: DrawFn) -> Known:
    return Known(recorded=draw(st.sampled_from([None, None, None, *DAYS[3:6]])))


def _awards(draw: DrawFn, law: Law) -> list[Award]:
    norms, sets = sorted(law.norms), sorted(law.term_sets)
    awards: list[Award] = []
    for index in range(draw(st.sampled_from([2, 3, 4, 1, 0]))):
        stage = _maybe(draw, *STAGES)
        prime = draw(st.sampled_from([None, None, "lost", *(a.id for a in awards), f"w{index}"]))
        terms = draw(st.none() | st.lists(st.sampled_from(norms), max_size=2, unique=True).map(tuple))
        named = st.lists(st.sampled_from(sets), max_size=2, unique=True).map(tuple) if sets else st.just(())
        of_sets = draw(st.none() | named)
        recipient = draw(st.sampled_from(PARTIES))
        offered = _maybe(draw, *DAYS[:4])
        accepted = None if stage == "offered" else _maybe(draw, *DAYS[3:6])
        known_by = None if accepted or stage == "offered" else _maybe(draw, *DAYS[3:8])
        awards.append(
            Award(
                f"w{index}", recipient, _maybe(draw, "us-doj-ojp", "us-doj", "us-dhs"), _maybe(draw, "16.738", "14.218"),
                _maybe(draw, 2017, 2018) if accepted or known_by else _maybe(draw, 2017, 2018, 2019), stage, offered,
                accepted, _maybe(draw, *DAYS[:5]), _maybe(draw, *DAYS[5:]),
                _maybe(draw, *map(Decimal, AMOUNTS)), prime, terms,
                accepted_by=known_by, term_sets=of_sets, obligated=_maybe(draw, *DAYS[2:6]), known=replace(_known(draw), row=f"row {index}"),
            )
        )  # fmt: skip
    return [as_loaded(award) for award in awards]


def as_loaded(award: Award) -> Award:
    """An award as records are loaded: without an agency of its own it has that of its Assistance Listing."""
    listed = program(award.program) if award.agency is None and award.program is not None else None
    return award if listed is None else replace(award, agency=listed.agency)


def _corrected(draw: DrawFn, awards: list[Award]) -> list[Award]:
    """The awards, with a later row that corrects one of them."""
    if not awards or not chance(draw, 20):
        return awards
    wrong = draw(st.sampled_from(awards))
    known = Known(recorded=draw(st.sampled_from(DAYS)), row="correction", supersedes=wrong.known.row)
    right = replace(wrong, amount=_maybe(draw, Decimal(10_000)), period_end=_maybe(draw, *DAYS[5:]), known=known)
    return [*awards, right]


def _memberships(draw: DrawFn) -> list[Membership]:
    pairs = [(party, association) for party in PARTIES if party != "us-doj" for association in ASSOCIATIONS]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))
    return [Membership(*pair, draw(st.booleans()), *_span(draw), known=_known(draw)) for pair in chosen]


def _answers(draw: DrawFn, law: Law, awards: list[Award]) -> list[Answer]:
    asked = draw(st.lists(st.sampled_from(PARTIES), max_size=4, unique=True))
    found = [Answer("limits", who, None, draw(st.booleans()), *_span(draw), known=_known(draw)) for who in asked]
    for party in draw(st.lists(st.sampled_from(PARTIES), max_size=2, unique=True)):
        found.append(Answer("moved", party, None, draw(st.sampled_from(DAYS)), *_span(draw), known=_known(draw)))
    for question, values in TYPED.items():  # which no condition reads: nothing may turn on them
        for party in draw(st.lists(st.sampled_from(PARTIES), max_size=1)):
            found.append(Answer(question, party, None, draw(st.sampled_from(values)), *_span(draw), known=_known(draw)))
    acts = sorted(law.norm_acts)
    for act in draw(st.lists(st.sampled_from(acts), max_size=3, unique=True)) if acts else ():
        found.append(Answer("bond", None, None, draw(st.sampled_from(DAYS)), *_span(draw), known=_known(draw), act=act))
    for award in awards:
        if chance(draw, 50):
            found.append(Answer("formula", award.recipient, award.id, draw(st.booleans()), *_span(draw)))
    return found


def _conduct(draw: DrawFn) -> list[Conduct]:
    """Each row of a party on a day of its own, so that they do not contradict each other."""
    rows: list[Conduct] = []
    for party in draw(st.lists(st.sampled_from(PARTIES), max_size=3, unique=True)):
        days = draw(st.lists(st.sampled_from([None, *DAYS[:6]]), max_size=3, unique=True))
        acts = [draw(st.sampled_from(ACTS)) for _ in days]
        for act, on in zip(acts, days, strict=False):
            rows.append(Conduct(party, act, draw(st.booleans()), on, known=_known(draw)))
    return rows


def _carriage(draw: DrawFn, law: Law, awards: list[Award]) -> list[Carriage]:
    """Rules of which awards carry what, of a strength each, that agree or do not."""
    rows: list[Carriage] = []
    for _ in range(draw(st.sampled_from([0, 0, 1, 2, 3]))):
        what = draw(st.sampled_from([*sorted(law.norms), *sorted(law.term_sets)]))
        by = draw(st.sampled_from(["agency", "office", "answer"]))
        when = read_condition(of_awards(draw), law) if chance(draw, 60) else None
        one = draw(st.sampled_from([None, *(a.id for a in awards)]))
        rows.append(Carriage(what, by, draw(st.booleans()), when, one, known=_known(draw)))
    return rows


def _span(draw: DrawFn) -> tuple[dt.date | None, dt.date | None]:
    """Since when and until when, either open."""
    days = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=2, unique=True)))
    return draw(st.sampled_from([None, None, days[0]])), draw(st.sampled_from([None, None, days[1]]))
