"""The reference evaluator and every other give the same answers to small random questions.

It covers the proof, rule by rule: `proof/acts.py`, `proof/ask.py`, `proof/attaching.py`, `proof/context.py`, `proof/dates.py`,
`proof/evaluate.py`, `proof/extending.py`, `proof/question.py`, `proof/rows.py`, `proof/rulings.py`, `proof/subjects.py`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from tests.equal.askings import Asking, at_any_time
from tests.equal.evaluators import differences

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@settings(max_examples=50, deadline=None, database=None, derandomize=True, suppress_health_check=SLOW)
@given(at_any_time())
def test_all_evaluators_agree(asked: Asking) -> None:
    assert not differences(*asked.question)


@pytest.mark.nightly
@settings(max_examples=4000, deadline=None, database=None, print_blob=True, suppress_health_check=SLOW)
@given(at_any_time())
def test_all_evaluators_agree_on_many(asked: Asking) -> None:
    assert not differences(*asked.question)
