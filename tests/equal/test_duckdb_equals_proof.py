"""The bulk evaluator says of every award what the proof says, on random small laws and records."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from tests.equal.askings import Asking, askings
from tests.equal.evaluator_bulk import InBulk
from tests.equal.evaluators import REFERENCE, Key, subjects

from comity.plan import cells, kinds
from comity.plan.engine import start
from comity.proof.context import context
from comity.proof.position import position

EVALUATOR = InBulk(start("duckdb", 1))


def check(asking: Asking) -> None:
    question = asking.question
    expected = {key: answer for key, answer in REFERENCE.answers(*question).items() if key[2] is not None}
    assert EVALUATOR.answers(*question) == expected
    assert EVALUATOR.missing == missing(asking)


def missing(asking: Asking) -> dict[Key, tuple[str, ...]]:
    """The facts that each proof waits for."""
    found: dict[Key, tuple[str, ...]] = {}
    for party in asking.record.parties.values():
        ctx = context(asking.law, asking.record, party, asking.as_of, asking.known_at, asking.forum)
        for id, subject in subjects(ctx):
            p = position(asking.law.norms[id], subject)
            if p.award is not None and p.status != "not_attached":
                found[p.party, p.norm, p.award] = tuple(dict.fromkeys(m.fact for m in p.missing))
    return found


@pytest.fixture(params=["dates in cells", "dates as intervals"])
def dates(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A date with few turning days is part of a cell, one with many an interval: both ways, whatever the law.

    Where it is part of a cell, awards are decided by kind, however few they are.
    """
    for most in ("MOST_CUTS", "MANY_CUTS"):
        monkeypatch.setattr(cells, most, 99 if request.param == "dates in cells" else 0)
    monkeypatch.setattr(kinds, "WORTH", 0)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(asking=askings())
def test_bulk_equals_proof(dates: None, asking: Asking) -> None:
    check(asking)


@pytest.mark.nightly
@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(asking=askings())
def test_bulk_equals_proof_on_thousands(dates: None, asking: Asking) -> None:
    check(asking)
