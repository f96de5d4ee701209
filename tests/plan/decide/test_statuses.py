"""What acts on norms do to one norm: the number that holds truths and grounds gives them back."""

from __future__ import annotations

from itertools import product
from typing import Any, cast

import numpy as np
from tests.small_law import CONDITION, law

from comity.plan.decide.evaluate import Truths
from comity.plan.decide.statuses import BY_ACTS, ActEffects

SUIT = """
order early
  decided 2018-01-01
  blocks t/access
  for everyone
order late
  decided 2018-03-01
  blocks t/access
  for everyone
order middle
  decided 2018-02-01
  blocks t/access
  for everyone
order judgment
  decided 2018-04-01
  voids t/access
  for everyone
"""
NOTICE = """agency notice|level: federal
issuer: us-doj-ojp|
notice waiver
  decided 2018-05-01
  waives t/access
  for everyone
"""
ACTS = ("v/early", "v/middle", "v/late", "v/judgment", "n/waiver")


class Given:
    """Truths of which only the effect of acts is asked: one column for each combination."""

    shared: Any = None

    def __init__(self, truths: dict[str, list[int]]) -> None:
        self.truths = truths

    def effective(self, id: str, verb: str | None = None, everywhere: bool = False, norm: str | None = None) -> Any:
        return np.array([self.truths[id]], np.int8)


def test_every_combination_of_effects_is_told_from_its_number() -> None:
    made = law(CONDITION, SUIT, n=NOTICE)
    combinations = list(product(range(3), repeat=len(ACTS)))
    given = Given({id: [each[n] for each in combinations] for n, id in enumerate(ACTS)})
    norm = made.norms["t/access"]

    class Without(ActEffects):
        def _precedents(self) -> list[Any]:
            return []

    effects = Without(norm, made, cast(Truths, given))
    code = np.broadcast_to(effects.code, (1, len(combinations)))[0].tolist()
    assert max(code) < effects.codes
    for n, (early, middle, late, judgment, waiver) in enumerate(combinations):
        effect = effects.decode(code[n])
        assert effect.missing == 0
        found = dict(zip(BY_ACTS, zip(effect.truths, effect.grounds, strict=True), strict=True))
        blocked = max(early, middle, late)
        latest = "v/late" if late == 2 else "v/middle" if middle == 2 else "v/early" if early == 2 else None
        assert found["blocked"] == (blocked, latest)
        assert found["waived"] == (waiver, "n/waiver" if waiver == 2 else None)
        assert found["void"] == (judgment, "v/judgment" if judgment == 2 else None)
        assert found["ended"] == found["displaced"] == (0, None)
        assert effects.unknown[0, n] == (1 in (blocked, judgment, waiver))
        # what is missing stands above the code
        assert effects.decode(code[n] + 3 * effects.codes).missing == 3
