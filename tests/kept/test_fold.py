"""A kept sheet after changes of facts, awards and orders is the sheet that is worked out of the whole."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.equal.draw_clauses import AMOUNTS, DAYS, STAGES
from tests.equal.test_situations_equal_proof import crowded

from comity.kept.fold import Fold
from comity.kept.sheet import sheet
from comity.norms.build.graph import whole
from comity.norms.supposed import NothingToChange, supposing_orders
from comity.plan.engine.protocol import Unusable
from comity.proof.question import Question
from comity.record.nodes import Award, Carriage, Known, Membership, Record
from comity.text import tree as t

FEW = settings(
    max_examples=5, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)  # fmt: skip
MANY = settings(FEW, max_examples=150)
FIELDS = {
    "agency": (None, "us-doj-ojp", "us-dhs"), "program": (None, "16.738", "14.218"), "fiscal_year": (None, 2017, 2018),
    "stage": (None, *STAGES), "offered": (None, *DAYS[:4]), "accepted": (None, *DAYS), "accepted_by": (None, *DAYS[3:]),
    "period_end": (None, *DAYS[5:]), "amount": (None, *map(Decimal, AMOUNTS), Decimal("10000.05")),
    "recipient": ("chicago-il", "il", "nowhere-il"), "drawn": (None, Decimal(3)),
}  # fmt: skip

KINDS_OF_AN_AWARD = ("field",) * 4 + ("terms", "gone", "sub", "corrected", "carries")
KINDS = (*KINDS_OF_AN_AWARD, "new", "rule", "member", "order", "without", "back")


def changed(question: Question, law_of: Question, rng: random.Random, number: int) -> Question:
    """A question with something else in it, chosen at random."""
    record, law = question.record, law_of.law
    awards = list(record.awards)
    at = rng.randrange(len(awards)) if awards else 0
    kind = rng.choice(KINDS)
    if kind in KINDS_OF_AN_AWARD and not awards:
        kind = "new"
    if kind == "field":
        name = rng.choice(sorted(FIELDS))
        awards[at] = replace(awards[at], **{name: rng.choice(FIELDS[name])})
    elif kind == "terms":
        awards[at] = replace(awards[at], terms=rng.choice([None, (), tuple(rng.sample(sorted(law.norms), 1))]))
    elif kind == "gone":
        del awards[at]
    elif kind == "sub":
        awards[at] = replace(
            awards[at], prime=rng.choice([None, *(one.id for one in awards if one.id != awards[at].id)])
        )
    elif kind == "corrected":
        awards[at] = replace(awards[at], known=replace(awards[at].known, row=f"row-{number}"))
        later = rng.choice([None, question.known_at, max(DAYS)])
        awards.append(
            replace(
                awards[at], stage="accepted", known=Known(row=f"r-{number}", supersedes=f"row-{number}", recorded=later)
            )
        )
    elif kind == "new":
        awards.insert(
            rng.randint(0, len(awards)),
            Award(f"n-{number}", "il", program="16.738", stage="accepted", accepted=rng.choice(DAYS)),
        )
    elif kind in ("carries", "rule"):
        award = awards[at].id if kind == "carries" else None
        row = Carriage(carries=rng.choice(sorted(law.norms)), by="answer", carried=rng.random() < 0.5, award=award)
        return replace(question, record=replace(record, carriage=(*record.carriage, row)))
    elif kind == "member":
        row = Membership("chicago-il", "us-conference-of-mayors", rng.random() < 0.5)
        return replace(question, record=replace(record, memberships=(*record.memberships, row)))
    elif kind == "back":
        return replace(question, law=law, without=frozenset())
    elif law.norm_acts:
        act = rng.choice(sorted(law.norm_acts))
        if kind == "without":
            return replace(question, without=whole({act}, question.law))
        try:
            change = t.GivenOrder(t.Name(act), rng.choice(("stayed", "reversed", "expired")), rng.choice(DAYS))
            return replace(question, law=supposing_orders(law, (change,)))
        except (NothingToChange, KeyError, ValueError):
            return question
    return replace(question, record=replace(record, awards=tuple(awards)))


def walk(first: Question, seed: int, steps: int) -> tuple[int, int]:
    """Changes one after another, each compared; how many were made from what was kept, of how many."""
    rng, made, asked = random.Random(seed), 0, 0
    question, last = first, Fold(first, sheet(first))
    for number in range(steps):
        question = changed(question, first, rng, number)
        if not is_tree(question.record):
            return made, asked
        try:
            anew = sheet(question)
        except Unusable:  # an award that is on record twice, or names what nobody declared
            return made, asked
        found = last.after(question)
        assert found is None or found.sheet == anew, (seed, number)
        asked, made = asked + 1, made + (found is not None)
        last = found or Fold(question, anew)
    return made, asked


def is_tree(record: Record) -> bool:
    """Whether no award is a subaward of itself."""
    above = {one.id: one.prime for one in record.awards}
    for one in above:
        seen, at = {one}, above[one]
        while at in above:
            if at in seen:
                return False
            seen.add(at)
            at = above[at]
    return True


def drawn(asking) -> Question:
    """A drawn question, of the awards whose recipients are governments."""
    law, record, as_of, known_at, forum = asking.question
    return Question(law, record, as_of, known_at, forum)


@FEW
@given(crowded(), st.integers(0, 9_999))
def test_after_a_few_changes_under_a_drawn_law(asking, seed):
    walk(drawn(asking), seed, 3)


@pytest.mark.nightly
@MANY
@given(crowded(), st.integers(0, 9_999))
def test_after_many_changes_under_a_drawn_law(asking, seed):
    made, asked = walk(drawn(asking), seed, 10)
    assert made or asked < 10
