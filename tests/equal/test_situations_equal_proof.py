"""An answer proved once for all awards of a situation is, word for word, the one proved for each award by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.equal.askings import Asking, askings
from tests.equal.draw_clauses import AMOUNTS, DAYS, STAGES

from comity.norms.nodes import Norm
from comity.proof.ask import ask, positions
from comity.proof.attaching import attaches
from comity.proof.context import Context, context
from comity.proof.dates import fiscal_year_begins
from comity.proof.flags import with_flags
from comity.proof.position import Position, position
from comity.proof.subjects import assumed_award, subjects
from comity.vocabulary import INERT

FEW = settings(
    max_examples=8, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)  # fmt: skip
MANY = settings(FEW, max_examples=600)


OTHERWISE: dict[str, tuple[object, ...]] = {
    "agency": (None, "us-doj-ojp", "us-doj", "us-dhs"), "program": (None, "16.738", "14.218"),
    "fiscal_year": (None, 2017, 2018), "stage": (None, *STAGES), "prime": (None, "w0", "w1", "lost"),
    "offered": (None, *DAYS[:3]), "accepted": (None, *DAYS[3:6]), "accepted_by": (None, *DAYS[3:6]),
    "period_start": (None, *DAYS[:5]), "period_end": (None, *DAYS[5:]), "obligated": (None, *DAYS[2:6]),
    "amount": (None, *map(Decimal, AMOUNTS), Decimal(50_000), Decimal("10000.00")),
}  # fmt: skip


@st.composite
def crowded(draw: DrawFn) -> Asking:
    """A question about two parties with many awards, each like another but for its own words, or one thing that matters."""
    asked = draw(askings())
    norms, sets = sorted(asked.law.norms), sorted(asked.law.term_sets)
    otherwise = {
        **OTHERWISE,
        "terms": (None, (), *((n,) for n in norms)),
        "term_sets": (None, (), *((n,) for n in sets)),
    }
    awards = list(asked.record.awards)
    for number in range(12 if awards else 0):
        like = draw(st.sampled_from(awards))
        name = draw(st.sampled_from([*otherwise, *otherwise, "source", "nothing"]))
        other = {name: draw(st.sampled_from(otherwise[name]))} if name in otherwise else {}
        source = draw(st.sampled_from([None, "a letter"])) if name == "source" else like.known.source
        known = replace(like.known, row=None, supersedes=None, entered_by=f"somebody {number}", source=source)
        awards.append(replace(like, id=f"{number}", note=f"note {number}", known=known, **other))
    awards = [replace(award, recipient=("chicago-il", "il")[number % 4 == 3]) for number, award in enumerate(awards)]
    return replace(asked, record=replace(asked.record, awards=tuple(awards)))


def one_by_one(norm: Norm, ctx: Context) -> Iterator[Context]:
    """The subjects of a norm that attaches to awards, each tried by itself."""
    own = [
        award
        for award in ctx.facts.awards_of.get(ctx.party.short, ())
        if not (award.offered is not None and award.offered > ctx.as_of)
        and not (award.fiscal_year is not None and fiscal_year_begins(award.fiscal_year) > ctx.as_of)
    ]
    tried = [ctx.about(award=award) for award in own]
    found = [subject for subject in tried if attaches(norm, subject).truth is not False]
    if not found and ctx.party.kind != "agency":
        assumed = ctx.about(award=assumed_award(norm, ctx))
        found = [assumed] if attaches(norm, assumed).truth is not False else []
    yield from found


def by_itself(norm: Norm, ctx: Context) -> list[Position]:
    """The positions under a norm, each award proved by itself."""
    found = one_by_one(norm, ctx) if norm.attaches_to == "award" else subjects(norm, ctx)
    return [with_flags(norm, position(norm, fresh(s)), fresh(s)) for s in found] or [position(norm, ctx)]


def fresh(ctx: Context) -> Context:
    """The same question with nothing worked out before."""
    return replace(ctx, cache={}, on_lists={}, binding={})


def whole(found: Position) -> Position:
    """A position that holds its proof as it is told."""
    return replace(found, told=found.proof)


def equal(asked: Asking) -> None:
    """Every party, every norm: the same positions in the same order, and of them the same that are not inert."""
    law, record = asked.law, asked.record
    for party in (record.parties[award.recipient] for award in record.awards[-4:][::3]):
        rest = (asked.as_of, asked.known_at, asked.forum)
        alive: list[Position] = []
        for id in sorted(law.norms):
            wanted = by_itself(law.norms[id], context(law, record, party, *rest))
            found = ask(law.norms[id], context(law, record, party, *rest))
            assert list(map(whole, found)) == list(map(whole, wanted))
            alive += [one for one in wanted if (set(one.possible) or {one.status}) - INERT]
        assert list(map(whole, positions(context(law, record, party, *rest)))) == list(map(whole, alive))


@FEW
@given(crowded())
def test_situations_equal_the_proof(asked: Asking) -> None:
    equal(asked)


@pytest.mark.nightly
@MANY
@given(crowded())
def test_situations_equal_the_proof_in_many_draws(asked: Asking) -> None:
    equal(asked)
