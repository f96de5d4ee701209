"""What acts on norms do to one norm: truths, grounds and all acts that hold alike, at each place."""

from __future__ import annotations

from itertools import product
from typing import Any, cast

import numpy as np
from tests.small_law import CONDITION, law

from comity.plan.decide.effects import BY_ACTS, ActEffects
from comity.plan.decide.evaluate import Truths
from comity.plan.decide.kleene import coded

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
    codes = np.broadcast_to(coded(effects.columns), (1, len(combinations)))[0].tolist()
    said: dict[int, Any] = {}
    for n, (early, middle, late, judgment, waiver) in enumerate(combinations):
        effect = effects.effect(0, n, 3)
        assert effect.missing == 3
        assert said.setdefault(codes[n], effect) == effect  # one number, one effect
        found = dict(zip(BY_ACTS, zip(effect.truths, effect.grounds, effect.all, strict=True), strict=True))
        blocked = max(early, middle, late)
        alike = [f"v/{name}" for name, truth in (("late", late), ("middle", middle), ("early", early)) if truth == 2]
        assert found["blocked"] == (blocked, alike[0] if alike else None, tuple(alike))
        assert found["waived"] == (waiver, *(("n/waiver", ("n/waiver",)) if waiver == 2 else (None, ())))
        assert found["void"] == (judgment, *(("v/judgment", ("v/judgment",)) if judgment == 2 else (None, ())))
        assert found["ended"] == found["displaced"] == (0, None, ())
        assert effects.unknown[0, n] == (1 in (blocked, judgment, waiver))


def test_more_acts_than_a_number_of_the_machine_has_bits() -> None:
    """Each of very many acts on one norm is told from every other."""
    many = 70
    suit = "\n".join(
        f"order o{n}\n  decided 2018-01-{n % 28 + 1:02}\n  blocks t/access\n  for everyone" for n in range(many)
    )
    made = law(CONDITION, suit)
    given = Given({f"v/o{n}": [2 if k != n else 0 for k in range(many)] for n in range(many)})
    effects = ActEffects(made.norms["t/access"], made, cast(Truths, given))
    assert len(np.unique(np.broadcast_to(coded(effects.columns), (1, many)))) == many
    for n in range(many):
        (alike,) = [some for some in effects.effect(0, n, 0).all if some]
        assert set(alike) == {f"v/o{k}" for k in range(many) if k != n}
