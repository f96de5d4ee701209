"""Suppose an answer to what the law's texts leave open: a day known only as a range, or which of two acts of one day is later."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from comity.norms.build.graph import whole
from comity.norms.nodes import Law, Norm, NormAct
from comity.text import tree as t

FIELDS = {"day": "decided", "first day": "start", "end": "end", "mandate": "mandate"}
"""The attribute of an act on norms, or a norm, that each of its days is."""


class NothingToChange(Exception):
    """The supposition changes nothing in the law: an act is over or not yet made, a day is known, no words are unclear."""


def on_a_day(law: Law, given: t.GivenDay) -> Law:
    """The law with one day of an act or a norm made exact.

    Raises:
        NothingToChange: there is no such day, it is known, or it is not that one.
    """
    name, day = given.name.text, t.Day(given.day)
    field = FIELDS[given.which]
    if name in law.norm_acts:
        _settles(law.norm_acts[name], field, given)
        made = {id: replace(law.norm_acts[id], **{field: day}) for id in whole({name}, law)}
        if field == "end":
            made = {id: replace(act, end_by_rule=False) for id, act in made.items()}
        law = replace(law, norm_acts={**law.norm_acts, **made})
    if name in law.norms and field in ("start", "end"):
        _settles(law.norms[name], field, given)
        law = replace(law, norms={**law.norms, name: replace(law.norms[name], **{field: day})})
    elif name not in law.norm_acts:
        raise NothingToChange(f"{name} has no {given.which} that could be supposed.")
    return law


def _settles(node: Norm | NormAct, field: str, given: t.GivenDay) -> None:
    spec = getattr(node, field)
    if spec is None:
        raise NothingToChange(f"{node.id} says no {given.which}.")
    if not may_be(spec, given.day):
        raise NothingToChange(f"the {given.which} of {node.id} is known otherwise.")


def may_be(spec: t.DateSpec, day: dt.date) -> bool:
    """Whether an uncertain date may be a given day.

    >>> (
    ...     may_be(t.Between(dt.date(2018, 1, 1), dt.date(2018, 1, 9)), dt.date(2018, 1, 9)),
    ...     may_be(t.Day(dt.date(2018, 1, 1)), dt.date(2018, 1, 1)),
    ... )
    (True, False)
    """
    match spec:
        case t.Between(first, last):
            return first <= day <= last
        case t.After(last):
            return day > last
        case t.Before(first):
            return day < first
        case t.Unknown() | t.Presumed() | t.Since():
            return True
        case _:
            return False


def in_order(law: Law, given: t.GivenLater) -> Law:
    """The law with one of two acts of one day made after the other.

    Raises:
        NothingToChange: which is later is known, or is that of the days of which one is not known.
    """
    acts = [law.norm_acts[name.text] for name in (given.name, given.than)]
    days = [act.decided for act in acts]
    later, earlier = days
    if not isinstance(later, t.Day) or not isinstance(earlier, t.Day):
        unknown = next(act.id for act in acts if not isinstance(act.decided, t.Day))
        raise NothingToChange(f"the day of {unknown} is not known exactly; that day is what can be supposed.")
    if later.day != earlier.day or (later.hour and earlier.hour) or acts[0].id == acts[1].id:
        raise NothingToChange(f"which of {acts[0].id} and {acts[1].id} is later is known.")
    for other in law.norm_acts.values():
        if (
            other not in acts
            and isinstance(other.decided, t.Day)
            and other.decided.day == later.day
            and _rules(other, acts)
        ):
            raise NothingToChange(f"{other.id} is of that day too, and nothing is said of it.")
    made = {
        acts[0].id: replace(acts[0], decided=later if later.hour else replace(later, hour="23:59")),
        acts[1].id: replace(acts[1], decided=earlier if earlier.hour else replace(earlier, hour="00:00")),
    }
    return replace(law, norm_acts={**law.norm_acts, **made})


def _rules(other: NormAct, acts: list[NormAct]) -> bool:
    """Whether an act holds valid or invalid what one of some acts rules on too."""

    def ruled(act: NormAct) -> set[str]:
        return {norm for effect in act.effects if effect.verb in ("voids", "upholds") for norm in effect.targets}

    return any(ruled(other) & ruled(act) for act in acts)


def unclear(law: Law, because: str) -> tuple[t.PartyItem, ...]:
    """The parties that the law's texts may or may not mean, each with the reason.

    Raises:
        NothingToChange: no text of the law is unclear for that reason.
    """
    of_acts = (act.parties for act in law.norm_acts.values() if act.parties is not None)
    sets = (*(norm.binds for norm in law.norms.values()), *of_acts, *law.lists.values())
    items = (item for parties in sets for item in parties.items + parties.excepted)
    found = tuple(item.item for item in items if isinstance(item, t.Perhaps) and item.because == because)
    if not found:
        raise NothingToChange(f"no text is unclear because \u201c{because}\u201d.")
    return found
