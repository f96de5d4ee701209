"""Which doubts leave a truth unknown, over arrays: acts that may have been undone, presumptions.

Mirrors what proof.truth.missing_facts finds of them. Sets are numbers, one bit for each thing; what leaves nothing unknown
is 0, and None where that is so at all places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import NormAct
from comity.plan.decide.evaluate import Truths, ends_by_presumption, presumes
from comity.plan.decide.kleene import least
from comity.proof.acts import COMMANDS, UNDOING, UNSTAYED, begun_step, ended_step, for_good, named_apart
from comity.proof.context import Context
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"
FEW = 62
"""So many things have a bit each in a number of a machine; more have it in numbers of any length."""
MANDATE, END = "the mandate of ", "the end of "


def presuming(acts: Iterable[NormAct]) -> dict[str, tuple[str, ...]]:
    """What is presumed of some acts, by act: the day of the mandate, the end of what was made without notice."""
    found = {
        act.id: (
            *((MANDATE + act.id,) if isinstance(act.mandate, t.Presumed) else ()),
            *((END + act.id,) if ends_by_presumption(act) else ()),
        )
        for act in acts
        if presumes(act)
    }
    return found


def said_of(names: frozenset[str], base: Context) -> str | None:
    """What is presumed, in words: proof.position."""
    return "; ".join(sorted({_words(name, base) for name in names})) or None


def _words(name: str, base: Context) -> str:
    ctx = replace(base, unpresumed=True, cache={})
    end = name.startswith(END)
    act = base.law.norm_acts[name.removeprefix(END if end else MANDATE)]
    step = ended_step(act, act.end or t.Revoked(), ctx) if end else begun_step(act, ctx, "reverses")
    return step.missing.words if step.missing is not None else step.claim


@dataclass(slots=True)
class Open:
    """What leaves truths unknown that are asked with some things not taken as known: `names`, by bit."""

    truths: Truths
    names: tuple[str, ...]
    memo: dict[object, Array | None] = field(default_factory=dict[object, "Array | None"])
    bits: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.bits = {name: 1 << n for n, name in enumerate(self.names)}

    def named(self, bits: int) -> frozenset[str]:
        """The things of a set."""
        return frozenset(name for name, bit in self.bits.items() if bits & bit)

    def among(self, found: Array, parts: Iterable[Array | None]) -> Array | None:
        """What leaves a truth unknown whose parts some things leave unknown."""
        whole: Array | None = None
        for part in parts:
            if part is not None:
                whole = part if whole is None else whole | part
        return None if whole is None or not (found == 1).any() else np.where(found == 1, whole, 0)

    def _alone(self, found: Array, name: str) -> Array | None:
        """One thing, where a truth is unknown."""
        bit = self.bits.get(name)
        if bit is None or not (found == 1).any():
            return None
        type_ = np.int64 if len(self.bits) <= FEW else object
        return np.where(found == 1, np.array(bit, type_), np.array(0, type_))

    def of_act(
        self, id: str, verb: str | None = None, everywhere: bool = False, norm: str | None = None
    ) -> Array | None:
        """What leaves it unknown whether an act has effect."""
        found = self.truths.effective(id, verb, everywhere, norm)
        key = self.truths.key(id, verb, everywhere, norm)
        if key not in self.memo:
            act = self.truths.shared.base.law.norm_acts[id]
            self.memo[key] = self.among(
                found, self._parts(act=act, verb=verb, everywhere=everywhere, norm=key[-1], key=key, found=found)
            )
        return self.memo[key]

    def _parts(
        self, act: NormAct, verb: str | None, everywhere: bool, norm: str | None, key: object, found: Array
    ) -> Iterable[Array | None]:
        truths, base = self.truths, self.truths.shared.base
        if not (found == 1).any():
            return
        whole = truths.whole.get(key)
        if whole is not None:
            yield self._alone(np.where(whole == 2, 1, 0), act.id)
        if truths.unpresumed and verb == "reverses" and isinstance(act.mandate, t.Presumed):
            yield self._alone(found, MANDATE + act.id)
        if act.end is not None and not isinstance(act.end, t.Revoked) and not for_good(act, verb):
            yield self._of_end(act, act.end, norm)
        yield self.of_expr(act.when)
        yield self.of_expr(act.unless)
        if for_good(act, verb):
            return
        unstayed = everywhere and verb in UNSTAYED
        for other, by in base.law.acting_on.get(act.id, ()):
            if (unstayed and by == "stays") or by not in UNDOING or other in base.without:
                continue
            if base.law.spares(other, by, act.id, norm):
                continue
            inner = self.of_act(other, by, norm=norm)
            kept = named_apart(act) if by == "displaces" and inner is not None else None
            if kept is not None and inner is not None:
                apart = least((truths.effective(other, by, norm=norm), 2 - truths.covered(kept)))
                inner = self.among(apart, (inner,))
            yield inner

    def _of_end(self, act: NormAct, end: t.DateSpec, norm: str | None) -> Array | None:
        """What leaves it unknown whether an act is over."""
        truths, base = self.truths, self.truths.shared.base
        ended = truths.ended(act, end)
        extensions = [
            other
            for other, by in base.law.acting_on.get(act.id, ())
            if by == "extends" and other not in base.without and not base.law.spares(other, by, act.id, norm)
        ]
        over = least((ended, *(2 - truths.extends(other, act, norm) for other in extensions)))
        own = self._alone(ended, END + act.id) if truths.unpresumed else None
        return self.among(over, (own, *(self.of_act(other, "extends", norm=norm) for other in extensions)))

    def of_expr(self, expr: t.Expr | None) -> Array | None:
        """What leaves it unknown whether an expression holds; only what it asks of acts does."""
        law = self.truths.shared.base.law
        match expr:
            case t.And(parts) | t.Or(parts):
                inner = [part for part in map(self.of_expr, parts) if part is not None]
                return self.among(self.truths.holds(expr), inner) if inner else None
            case t.Not(part):
                return self.of_expr(part)
            case t.Question(name):
                return self.of_expr(law.questions[name.text].rule)
            case t.InForce(name):
                if expr.for_anyone:
                    return self.of_act(name.text, COMMANDS, everywhere=True)
                reached = law.parted.get(name.text, ())
                if expr.as_to is not None or not reached:
                    return self.of_act(name.text, norm=expr.as_to.text if expr.as_to else None)
                return self.among(self.truths.holds(expr), [self.of_act(name.text, norm=n) for n in reached])
            case _:
                return None
