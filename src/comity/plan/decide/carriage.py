"""Whether awards carry a norm, and by whose word, over arrays. Mirrors proof/carriage.py rule by rule."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

import numpy as np

from comity.plan.decide.columns import Claim, Claims, carried
from comity.plan.decide.kleene import TRUE, UNKNOWN, least, most
from comity.plan.decide.rows import DayContext
from comity.plan.groups.norm_forms import Form
from comity.proof.carriage import LEVELS, Rule, rules_on
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"
BASES = ("document", *LEVELS)
"""By whose word it is known that an award carries a norm, the strongest first."""


class Asked(Protocol):
    """Truths over arrays, as far as carriage asks them (decide/evaluate.py)."""

    shared: DayContext
    form: Form | None

    def asking(self) -> int:
        """How many facts have been asked."""
        ...

    def told(self, start: int, found: Array) -> Array:
        """What was found of facts asked since `start`."""
        ...

    def each(self, leaf: t.Carries) -> tuple[Any, ...]:
        """What each norm has in the place of a leaf of the first."""
        ...

    def claimed(self, name: str, key: object, claims: Claims) -> Array:
        """The truth of a claim about one column, or of that of each norm."""
        ...

    def column(self, name: str, key: object, truth: Claim) -> Array:
        """The truth of a claim about one column of the award."""
        ...

    def holds(self, expr: t.Expr) -> Array:
        """Whether an expression holds."""
        ...


def carries(expr: t.Carries, truths: Asked) -> Array:
    """Whether the award carries a norm."""
    norm = expr.norm.text
    if norm not in truths.shared.spoken:
        return truths.claimed("terms", expr if truths.form is None else id(expr), carried(truths.each(expr)))
    start = truths.asking()
    found = UNKNOWN
    for yes, no in reversed(_said(norm, truths)):
        found = _beats(yes, no, found)
    return truths.told(start, found)


def _said(norm: str, truths: Asked) -> list[tuple[Array, Array]]:
    """What is said for an award's carrying a norm and against it, the strongest first."""
    base = truths.shared.base
    rules = rules_on(norm, base.law, base.facts.record.carriage)
    known = [rule for rule in rules if rule.row is None or base.facts.known(rule.row.known)]
    weaker: list[tuple[Array, Array]] = []
    for by in reversed(LEVELS):
        here = [(rule.carried, _applies(rule, truths)) for rule in known if rule.by == by]
        weaker.append((most(x for c, x in here if c), most(x for c, x in here if not c)))
    return [_documents(norm, truths), *reversed(weaker)]


def _documents(norm: str, truths: Asked) -> tuple[Array, Array]:
    """proof.carriage.documents."""
    sets = truths.shared.base.law.term_sets

    def named(ids: tuple[str, ...] | None) -> tuple[bool, bool]:
        some = [sets[id] for id in ids or ()]
        yes = any(norm in one.carries for one in some)
        return yes, not yes and any(norm in one.lineage for one in some)

    listed = truths.column("terms", ("listed", norm), lambda v: 2 if v is not None and norm in v else 0)
    closed = truths.column("terms", "listed", lambda v: 0 if v is None else 2)
    in_set = truths.column("term_sets", ("in set", norm), lambda v: 2 if named(v)[0] else 0)
    not_in_set = truths.column("term_sets", ("not in set", norm), lambda v: 2 if named(v)[1] else 0)
    yes = most((listed, in_set))
    return yes, most((least((listed, not_in_set)), least((2 - yes, most((closed, not_in_set))))))


def _applies(rule: Rule, truths: Asked) -> Array:
    """Whether a rule of carriage is about the award."""
    parts: list[Array] = [TRUE]
    if rule.award is not None:
        parts.append(truths.column("about", ("award", rule.award), lambda v: 2 if v == rule.award else 0))
    if rule.when is not None:
        parts.append(truths.holds(rule.when))
    return least(parts)


def _beats(yes: Array, no: Array, weaker: Array) -> Array:
    """proof.carriage.beats."""
    return most((least((most((yes, weaker)), 2 - no)), least((yes, no, UNKNOWN))))


def basis(expr: t.Expr | None, truths: Asked) -> Array | None:
    """By whose word an expression holds, where it does: its place in `BASES` and one; 0 where it rests on nobody's. proof.carriage.basis."""
    match expr:
        case t.Carries(name):
            return np.where(carries(expr, truths) == 2, _word(name.text, truths), 0)
        case t.And(parts):
            found = _each(parts, truths)
            return _most(found) if found else None
        case t.Or(parts):
            found = [np.where(each > 0, each, len(BASES) + 1) for each in _each(parts, truths)]
            if not found:
                return None
            least_ = found[0]
            for each in found[1:]:
                least_ = np.minimum(least_, each)
            return np.where(least_ > len(BASES), 0, least_)
        case t.Question(name):
            return basis(truths.shared.base.law.questions[name.text].rule, truths)
        case t.InForce(name):
            act = truths.shared.base.law.norm_acts[name.text]
            when = basis(act.when, truths)
            return None if when is None else np.where(truths.holds(expr) == 2, when, 0)
        case _:
            return None


def _each(parts: tuple[t.Expr, ...], truths: Asked) -> list[Array]:
    """By whose word each part holds, of those that rest on somebody's."""
    found = ((part, basis(part, truths)) for part in parts)
    return [np.where(truths.holds(part) == 2, by, 0) for part, by in found if by is not None]


def _most(found: list[Array]) -> Array:
    most_ = found[0]
    for each in found[1:]:
        most_ = np.maximum(most_, each)
    return most_


def _word(norm: str, truths: Asked) -> Array:
    """The strongest word that says with certainty that the award carries a norm."""
    found: Array = np.ones((1, 1), np.int8)
    if norm in truths.shared.spoken:
        found = np.zeros((1, 1), np.int8)
        for n, (yes, _) in reversed(list(enumerate(_said(norm, truths), 1))):
            found = np.where(yes == 2, n, found)
    return found
