"""The bulk evaluator says of every award what the proof says, on random small laws and records.

It covers every step from a table to its answers: `plan/decide/`, rule by rule as the proof has it, `plan/fold/`,
`plan/groups/above.py`, `plan/groups/parties.py`, `plan/groups/reads.py`, `plan/join/query.py`, `plan/join/result_columns.py`,
`plan/join/survey.py`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.equal.askings import Asking, at_any_time
from tests.equal.evaluator_bulk import InBulk, says_what_the_proof_says

from comity.plan.engine.protocol import start
from comity.plan.groups import cells
from comity.plan.join import by_kind as kinds

ENGINE = start("duckdb", 1)
EVALUATORS = {ending: InBulk(ENGINE, ending) for ending in (".parquet", ".csv")}
FILES = st.sampled_from(list(EVALUATORS))


def check(asking: Asking, file: str) -> None:
    says_what_the_proof_says(EVALUATORS[file], *asking.question)


@pytest.fixture(params=["dates in cells", "dates as intervals"])
def dates(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A date with few turning days is part of a cell, one with many an interval: both ways, whatever the law.

    Where it is part of a cell, awards are decided by kind, however few they are.
    """
    for most in ("MOST_CUTS", "MANY_CUTS"):
        monkeypatch.setattr(cells, most, 99 if request.param == "dates in cells" else 0)
    monkeypatch.setattr(kinds, "WORTH", 0)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(asking=at_any_time(), file=FILES)
def test_bulk_equals_proof(dates: None, asking: Asking, file: str) -> None:
    check(asking, file)


@pytest.mark.nightly
@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(asking=at_any_time(), file=FILES)
def test_bulk_equals_proof_on_thousands(dates: None, asking: Asking, file: str) -> None:
    check(asking, file)
