"""Between two turning days no answer changes, on random laws and records."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.equal.askings import askings, shown
from tests.equal.draw_clauses import DAYS, FIRST, PARTIES, chance

from comity.norms.names.governments import Government
from comity.norms.nodes import Law, Norm
from comity.proof.context import Context, all_rows, context
from comity.proof.position import position
from comity.proof.subjects import subjects
from comity.proof.turns import days
from comity.record.nodes import Demand, Known, Record
from comity.text import tree as t

ONE = dt.timedelta(days=1)
OTHERS = 20
Answers = set[tuple[object, ...]]


@dataclass(frozen=True)
class Following:
    """Questions followed over time: some parties under some norms; `known_at` None follows the day asked about."""

    law: Law
    record: Record
    parties: tuple[Government, ...]
    norms: tuple[Norm, ...]
    known_at: dt.date | None
    attached: frozenset[str] | None
    forum: str | None

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def __repr__(self) -> str:
        rows = (shown(row) for row in all_rows(self.record))
        lists = (f"{name}: {items}" for name, items in self.law.lists.items())
        asked = f"known at {self.known_at}, in {self.forum or 'its own courts'}, attached {self.attached}"
        return "\n".join([*map(str, self.law.norm_acts.values()), *lists, *rows, asked])


def answers(norm: Norm, ctx: Context) -> Answers:
    """The answers as a timeline compares them."""
    found = [position(norm, subject) for subject in subjects(norm, ctx)] or [position(norm, ctx)]
    return {(p.award, p.demand, p.status, p.ground, p.also, p.possible) for p in found}


# ---- draws -----------------------------------------------------------------------------------------------------------
@st.composite
def followings(draw: DrawFn) -> Following:
    """The norms of a drawn law, one sometimes turned into one for demands; parties of a drawn record, further corrected.

    The days of the draws are few. Here most often each becomes a day of its own: none that is missed hides behind another.
    """
    asking = draw(askings())
    law, norms = asking.law, tuple(asking.law.norms.values())
    held = [a.recipient for a in asking.record.awards]
    parties = set(draw(st.lists(st.sampled_from([*held, *held, *PARTIES]), min_size=2, max_size=3)))
    record = _corrected(draw, replace(asking.record, demands=tuple(_demands(draw, max(parties)))))
    norms = tuple(_turning_more(draw, norm, law) if chance(draw, 60) else norm for norm in norms)
    known_at = draw(st.sampled_from(DAYS)) if chance(draw, 25) else None
    attached = frozenset(law.norms) if chance(draw, 25) else None
    given = (law, record, tuple(record.parties[p] for p in sorted(parties)), norms, known_at)
    if chance(draw, 80):
        given = apart(given, count())
    return Following(*given, attached, asking.forum)


def apart(node: Any, counter: Iterator[int]) -> Any:
    """The same with every date replaced by another, each only once; different dates keep their order."""
    if isinstance(node, dt.date):
        return dt.date(2016, 6, 1) + ((node - DAYS[0]).days * 97 + next(counter) % 97) * ONE
    if dataclasses.is_dataclass(node) and not isinstance(node, type | Government):
        fields = (f.name for f in dataclasses.fields(node) if f.name != "place")
        return replace(node, **{name: apart(getattr(node, name), counter) for name in fields})
    if isinstance(node, tuple):
        return tuple(apart(value, counter) for value in node)
    if isinstance(node, dict):
        return {key: apart(value, counter) for key, value in node.items()}
    return node


def _turning_more(draw: DrawFn, norm: Norm, law: Law) -> Norm:
    """The norm, reading what draws of laws seldom read."""
    listed = [t.Named(t.Name(name), before=draw(st.sampled_from(DAYS))) for name in law.lists]
    parties = draw(st.sampled_from([t.Subrecipients(t.Name("il")), *(t.Perhaps(n, "unclear") for n in listed)]))
    match draw(st.sampled_from(["demand", "acts", "accepted", "accepted", "parties", "does", "formula"])):
        case "demand":
            return _for_demands(norm)
        case "accepted" if norm.attaches_to == "award":
            return replace(norm, when=None, start=t.Attribute("award.accepted", draw(st.sampled_from([0, 21]))))
        case "parties":
            return replace(norm, binds=t.PartySet((parties,)), attaches_to="party")
        case "does":
            return replace(norm, when=t.Does(t.Name("help")))
        case "formula" if norm.attaches_to == "award":
            return replace(norm, when=t.Question(t.Name("formula")))
        case "acts" if law.norm_acts:
            asked = t.InForce(t.Name(draw(st.sampled_from(sorted(law.norm_acts)))))
            return replace(norm, when=None, unless=asked)
        case _:
            return norm


def _for_demands(norm: Norm) -> Norm:
    """The norm as one that attaches to demands and waits for their days."""

    def of_demand(spec: t.DateSpec | None) -> t.DateSpec | None:
        return t.Attribute("demand.date", spec.days) if isinstance(spec, t.Attribute) else spec

    role = t.PartySet((t.Role("demand.recipient"),))
    start = of_demand(norm.start) or t.Attribute("demand.due", 3)
    return replace(norm, attaches_to="demand", binds=role, start=start, end=of_demand(norm.end))


def _demands(draw: DrawFn, party: str) -> Iterator[Demand]:
    for index in range(draw(st.sampled_from([0, 1, 2]))):
        date, due = (draw(st.sampled_from([None, *DAYS[:9]])) for _ in range(2))
        to = draw(st.sampled_from([(party,), (party, "il"), ("ca",)]))
        known = Known(recorded=draw(st.sampled_from([None, *DAYS[3:6]])))
        yield Demand(f"d{index}", "a letter", "us-doj", date, due, None, "help", (), to, known=known)


def _corrected(draw: DrawFn, record: Record) -> Record:
    """The record with a row of another party, or of another kind, that takes the place of one of an award."""
    if not record.awards or not chance(draw, 25):
        return record
    wrong = draw(st.sampled_from(record.awards))
    known = Known(recorded=draw(st.sampled_from(DAYS)), row="taken back", supersedes=wrong.known.row)
    if record.conduct and chance(draw, 30):
        return replace(record, conduct=(replace(record.conduct[0], known=known), *record.conduct[1:]))
    right = replace(wrong, recipient=draw(st.sampled_from(PARTIES)), known=known)
    return replace(record, awards=(*record.awards, right))


# ---- the check -------------------------------------------------------------------------------------------------------
def dates_in(node: object) -> Iterator[dt.date]:
    """Every date that stands anywhere in a law or a record."""
    if isinstance(node, dt.date):
        yield node
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            yield from dates_in(getattr(node, field.name))
    elif isinstance(node, tuple | list | dict):
        for value in node.values() if isinstance(node, dict) else node:
            yield from dates_in(value)


def asked_days(law: Law, record: Record, turning: set[dt.date]) -> list[dt.date]:
    """The first and the last day of every stretch between turning days; and some of those around dates of law and record."""
    dates = sorted({*dates_in((*law.norms.values(), *law.norm_acts.values())), *dates_in(record)})
    near = [d + n * ONE for d in dates for n in (-1, 0, 1, 20, 21, 22, 51, 52, 53)]
    some = random.Random(len(near)).sample(near, min(OTHERS, len(near)))
    ends = (min(turning, default=FIRST) - 400 * ONE, max(turning, default=FIRST) + 400 * ONE)
    return sorted({*turning, *(d - ONE for d in turning), *some, *ends})


def check(following: Following) -> None:
    for norm in following.norms:
        for party in following.parties:
            check_one(following, norm, party)


def check_one(following: Following, norm: Norm, party: Government) -> None:
    """From one turning day to the day before the next, every day asked about has one answer."""
    law, record, known_at = following.law, following.record, following.known_at
    turning = set(days(law, record, party, norm, known_at))
    found: dict[dt.date, Answers] = {}
    for day in asked_days(law, record, turning):
        ctx = context(law, record, party, day, known_at, following.forum, following.attached)
        found[day] = answers(norm, ctx)
    for before, day in pairwise(found):
        if found[before] != found[day]:
            between = any(before < d <= day for d in turning)
            about = f"{party.short} under {norm}\n{before}: {found[before]}\n{day}: {found[day]}"
            assert between, f"{about}\nturning: {sorted(map(str, turning))}"


SLOW = list(HealthCheck)


@settings(max_examples=50, deadline=None, database=None, derandomize=True, suppress_health_check=SLOW)
@given(followings())
def test_between_turning_days_no_answer_changes(following: Following) -> None:
    check(following)


@pytest.mark.nightly
@settings(max_examples=2_000, deadline=None, database=None, print_blob=True, suppress_health_check=SLOW)
@given(followings())
def test_between_turning_days_no_answer_changes_on_thousands(following: Following) -> None:
    check(following)
