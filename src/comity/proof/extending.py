"""Decide whether an order was extended before it ended; a later extension does not revive it.

A restraining order expires unless it is extended before that time (Fed. R. Civ. P. 65(b)(2)), and so does any order that
says when it ends. Of an extension that was made later it is not known whether one in between, or consent, kept the order
in force: that is a missing fact. It is told by the days that are certain: those on which the order cannot have ended yet,
by itself or by earlier extensions for the same parties.
"""

from __future__ import annotations

import datetime as dt

from comity.norms.nodes import Law, NormAct
from comity.proof.dates import moved
from comity.text import tree as t

ONE = dt.timedelta(days=1)


def in_time(extension: str, act: str, law: Law) -> bool:
    """Whether an extension was certainly made before the act that it extends was over."""
    made, by = _made(law.norm_acts[extension]), law.norm_acts[extension]
    return made < _lasts(law.norm_acts[act], law, by)


def _lasts(act: NormAct, law: Law, by: NormAct) -> dt.date:
    """The first day on which an act may be over, with what extended it in time for those for whom `by` does."""
    lasts = _first(act.end, law)
    if act.end_by_rule and act.restraining == "restraining without notice" and lasts < dt.date.max:
        lasts += ONE  # its fourteenth day is the last on which it can be extended
    others = (law.norm_acts[id] for id, verb in law.acting_on.get(act.id, ()) if verb == "extends" and id != by.id)
    for other in sorted(others, key=_made):
        if _made(other) < lasts and _for_whom(other, by):
            lasts = max(lasts, _lasts(other, law, by))
    return lasts


def _for_whom(other: NormAct, by: NormAct) -> bool:
    """Whether an extension is for all those for whom another is: it says nothing of whom, or the same, and has no condition of its own."""
    same = other.parties is None or other.parties == by.parties
    return same and other.when in (None, by.when) and other.unless in (None, by.unless)


def _made(act: NormAct) -> dt.date:
    """The last day on which an act may have been decided."""
    match act.decided:
        case t.Day(day):
            return day
        case t.Between(_, last):
            return last
        case t.Before(day):
            return day - ONE
        case _:
            return dt.date.max


def _first(end: t.DateSpec | None, law: Law) -> dt.date:
    """The first day that a date may be."""
    match end:
        case None | t.Revoked():
            return dt.date.max
        case t.Day(day):
            return day
        case t.Between(first):
            return first
        case t.After(day):
            return day + ONE
        case t.Since(name) if name.text in law.norm_acts:
            return _first(moved(law.norm_acts[name.text].decided, end), law)
        case _:
            return dt.date.min
