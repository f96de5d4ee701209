"""A law in which what its texts leave open is settled: a day known only as a range, whom unclear words mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from comity.norms.build.graph import whole
from comity.norms.nodes import Law, Norm, NormAct
from comity.text import tree as t

FIELDS = {"day": "decided", "first day": "start", "end": "end", "mandate": "mandate"}
"""The attribute of an act on norms, or a norm, that each of its days is."""


class NothingToChange(Exception):
    """What is supposed of the law changes nothing: an act is over or not yet made, a day is known, no words are unclear."""


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
    """Whether a date that is not known exactly may be a day.

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


def meaning(law: Law, given: t.GivenMeant) -> Law:
    """The law with the parties whom unclear words may mean taken as meant, or as not meant.

    Raises:
        NothingToChange: no words of the law are unclear for that reason.
    """
    seen: list[t.Perhaps] = []

    def items(found: tuple[t.PartyItem, ...]) -> tuple[t.PartyItem, ...]:
        clear: list[t.PartyItem] = []
        for item in found:
            if not isinstance(item, t.Perhaps) or item.because != given.because:
                clear.append(item)
            else:
                seen.append(item)
                clear += [item.item] if given.meant else []
        return tuple(clear)

    def parties(found: t.PartySet) -> t.PartySet:
        return t.PartySet(items(found.items), items(found.excepted))

    norms = {id: replace(norm, binds=parties(norm.binds)) for id, norm in law.norms.items()}
    acts = {
        id: act if act.parties is None else replace(act, parties=parties(act.parties))
        for id, act in law.norm_acts.items()
    }
    lists = {id: parties(one) for id, one in law.lists.items()}
    if not seen:
        raise NothingToChange(f"no text is unclear because \u201c{given.because}\u201d.")
    return replace(law, norms=norms, norm_acts=acts, lists=lists)
