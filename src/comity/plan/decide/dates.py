"""Whether a date has come, over arrays. Mirrors proof/dates.py rule by rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from comity.plan.decide.columns import Claim
from comity.plan.decide.kleene import FALSE, TRUE, UNKNOWN, constant, most
from comity.plan.decide.rows import DayContext
from comity.plan.groups.parties import level
from comity.plan.groups.reads import DATES, YEAR, passed
from comity.proof.dates import begun, of_party, resolved
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"
Column: TypeAlias = Callable[[str, object, Claim], Array]
"""The truth of a claim about one column of the awards, kept under a name."""


def come(spec: t.DateSpec, shared: DayContext, column: Column, dense: Callable[[t.Since], Array]) -> Array:
    """proof.dates.come."""
    as_of = shared.base.as_of
    if isinstance(spec, t.Since):
        if of_party(spec, shared.base.law):
            return dense(spec)
        return constant(level(begun(resolved(spec, shared.base), as_of)))
    if not isinstance(spec, t.Attribute):
        return constant(level(begun(spec, as_of)))
    if not spec.path.startswith("award."):
        return UNKNOWN
    name, wait = spec.path.split(".")[1], dt.timedelta(days=spec.days)
    if name not in DATES:
        return UNKNOWN
    if shared.moving:
        return _by_row(name, spec.days, column)

    def by_now(value: dt.date | None) -> int:
        return 1 if value is None else 2 if value + wait <= as_of else 0

    found = column(name, ("come", spec), by_now)
    if name != "accepted":
        return found
    key = ("accepted", spec.days)
    stage = column("stage", "offered only", lambda v: 2 if v == "offered" else 0)
    offer = column("offered", ("offered", spec.days), lambda v: 2 if v is not None and as_of < v + wait else 0)
    year = column(
        "fiscal_year", ("year", spec.days),
        lambda v: 2 if v is not None and as_of < dt.date(int(v) - 1, 10, 1) + wait else 0,
    )  # fmt: skip
    by = column("accepted_by", ("by", spec.days), lambda v: 2 if v is not None and v + wait <= as_of else 0)
    bound = np.where(most((stage, offer, year)) == 2, FALSE, np.where(by == 2, TRUE, UNKNOWN))
    known = column("accepted", (key, "known"), lambda v: 0 if v is None else 2)
    return np.where(known == 2, found, bound).astype(np.int8)


def _by_row(name: str, days: int, column: Column) -> Array:
    """As `come`, on the day of each row."""

    def so(date: str, *truths: int) -> Array:
        by_day = passed(date, days)
        return column(by_day, (by_day, truths), lambda v: truths[0 if v is None else 2 if v else 1])

    found = so(name, 1, 0, 2)
    if name != "accepted":
        return found
    stage = column("stage", "offered only", lambda v: 2 if v == "offered" else 0)
    not_before = most((stage, so("offered", 0, 2, 0), so(YEAR, 0, 2, 0)))
    bound = np.where(not_before == 2, FALSE, np.where(so("accepted_by", 0, 0, 2) == 2, TRUE, UNKNOWN))
    return np.where(so("accepted", 0, 2, 2) == 2, found, bound).astype(np.int8)
