"""Suppose that something happens to an act on norms: it is stayed, reversed, expired, narrowed, widened, extended or made final.

What an order replaced does not come back with its fall, and a restraining order is over after its days: the law that is
supposed differs by later acts alone. Taking an act away altogether (`without`) is another question: as if it had never
been made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from comity.norms.build.graph import acting_on, parted, partial, whole
from comity.norms.nodes import Effect, Law, NormAct
from comity.norms.unsettled import NothingToChange, in_order, on_a_day
from comity.text import tree as t

SUPPOSED = "supposed/"
"""How the ids of acts begin that are only supposed."""


def supposing_orders(law: Law, changes: Iterable[t.GivenOrder | t.GivenDay | t.GivenLater]) -> Law:
    """The law with what is supposed of its acts on norms: what happens to them, and when they were made.

    Raises:
        NothingToChange: an act is not in the world on that day; a day is known, or which of two acts is later.
    """
    known: list[t.GivenOrder] = []
    for change in changes:
        if isinstance(change, t.GivenOrder):
            known.append(change)
        else:
            law = on_a_day(law, change) if isinstance(change, t.GivenDay) else in_order(law, change)
    if not known:
        return law
    acts = dict(law.norm_acts)
    for n, change in enumerate(known, 1):
        act = acts[change.name.text]
        _there(act, change)
        match change.change:
            case "expired" | "extended":
                for id in sorted(whole({act.id}, law)):
                    acts[id] = replace(acts[id], end=t.Day(change.start), end_by_rule=False)
            case "final":
                for id in sorted(whole({act.id}, law)):
                    acts[id] = replace(acts[id], end=None, end_by_rule=False, appeal="final")
            case "widened":
                acts |= _widened(act, change, acts, f"{SUPPOSED}widened-{n}")
            case _:
                for m, parties in enumerate(_left_out(change)):
                    made = _supposed(act, change, parties, f"{SUPPOSED}{change.change}-{n}{'-excepted' * m}", law)
                    acts[made.id] = made
    changed = replace(law, norm_acts=acts, acting_on=acting_on(acts), partial=partial(acts))
    return replace(changed, parted=parted(changed))


def _there(act: NormAct, change: t.GivenOrder) -> None:
    """Refuse what changes nothing: the act has ended by then, or is only made later."""
    day = change.start
    if isinstance(act.decided, t.Day) and act.decided.day > day:
        raise NothingToChange(f"{act.id} was only decided on {act.decided.day}: on {day} there is nothing to change.")
    if change.change == "extended":
        _ends_before(act, day)
    elif isinstance(act.end, t.Day) and not act.end_by_rule and act.end.day <= day:
        raise NothingToChange(f"{act.id} ended on {act.end.day}: on {day} there is nothing to change.")


def _ends_before(act: NormAct, day: dt.date) -> None:
    """Refuse to extend what has no end, or what ends only on the day until which it would be extended, or later."""
    if act.end is None or isinstance(act.end, t.Revoked):
        raise NothingToChange(f"{act.id} says no end: there is nothing to extend.")
    if isinstance(act.end, t.Day) and act.end.day >= day:
        raise NothingToChange(f"{act.id} ends only on {act.end.day}: until {day} there is nothing to extend.")


def _left_out(change: t.GivenOrder) -> tuple[t.PartySet | None, ...]:
    """Whom a stay or reversal is for: everyone whom the act reaches, or those whom its narrower scope leaves out."""
    if change.parties is None:
        return (None,)
    others = t.PartySet((t.Everyone(),), change.parties.items)
    return (others, t.PartySet(change.parties.excepted)) if change.parties.excepted else (others,)


def _supposed(act: NormAct, change: t.GivenOrder, parties: t.PartySet | None, id: str, law: Law) -> NormAct:
    """An order that stays an act, or that reverses it."""
    verb = "reverses" if change.change == "reversed" else "stays"
    words = {"reversed": "reversal", "stayed": "stay", "narrowed": "narrowing"}[change.change]
    return NormAct(
        id=id, kind="order", title=f"{words} of {act.id}, supposed", instrument=act.instrument, court=act.court,
        issuer=act.issuer, decided=t.Day(change.start), start=None, end=None, effects=(Effect(verb, tuple(sorted(whole({act.id}, law)))),),
        parties=parties, forum=None, when=None, unless=None, restrains=None, mandate=None,
        united_states=act.united_states, cites=(), because=None,
    )  # fmt: skip


def _widened(act: NormAct, change: t.GivenOrder, acts: dict[str, NormAct], id: str) -> dict[str, NormAct]:
    """The same act for others from a day on, and whatever acts on it acting on that too."""
    effects = tuple(effect for effect in act.effects if effect.verb not in ("replaces", "repeals"))
    wider = replace(
        act, id=id, title=f"{act.title}, widened, supposed", decided=t.Day(change.start), start=None, effects=effects,
        parties=change.parties, restraining=None,
    )  # fmt: skip
    found = {id: wider}
    for other in acts.values():
        again = tuple(
            replace(effect, targets=(*effect.targets, id)) if act.id in effect.targets else effect
            for effect in other.effects
        )
        if again != other.effects:
            found[other.id] = replace(other, effects=again)
    return found


def check_counted(question: str, order: str, law: Law) -> None:
    """Refuse the day of an order from which none of its clauses, or of its commands, counts.

    Raises:
        NothingToChange: what is supposed would change nothing.
    """
    acts = [act for act in law.norm_acts.values() if order in (act.id, act.part_of)]
    days = [day for act in acts for day in (act.decided, act.start, act.end, act.mandate)]
    days += [norm.by for norm in law.norms.values() if norm.id.startswith(f"{order}-orders")]
    if not any(isinstance(day, t.Since) and (day.name.text, day.about) == (question, order) for day in days):
        raise NothingToChange(f"no day of {order} is counted from {question}.")
