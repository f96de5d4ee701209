"""Decide which holding or judgment settles whether a norm is valid for a party in its forum."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

from comity.frozen import frozen
from comity.norms.names.courts import controls, court
from comity.norms.nodes import Norm, NormAct
from comity.norms.supposed import SUPPOSED
from comity.proof.context import Context, Facts
from comity.proof.evaluate import effective
from comity.proof.truth import Missing, Step, Truth, denied
from comity.text import tree as t

Moment: TypeAlias = tuple[dt.date, str]
"""A day and an hour of it, as `17:00`."""
DAWN, NIGHT = "00:00", "24:00"
RANK = {"supreme": 3, "appeals": 2, "state-high": 2}


def void(norm: Norm, ctx: Context) -> tuple[Step, str | None]:
    """The step that a norm is held invalid, and the ruling that decides.

    Precedent decides unless a judgment binds this party: a party follows its own lawsuit, the latest judgment last.
    """
    precedent, ground = _precedent(norm, ctx)
    judgments = _judgments(norm, ctx)
    truth, ground = latest(judgments, precedent.truth, ground)
    steps = [precedent] if precedent.parts or not judgments else []
    for ruling in judgments:
        held = denied("no judgment for this party upholds it", ruling.step, role="upheld")
        steps.append(ruling.step if ruling.voids else held)
    missing = None
    if truth is None and precedent.truth is not None and all(r.step.truth is not None for r in judgments):
        missing = _which_is_later(norm, "judgments", judgments)
    claim = "a court that controls here, or a judgment binding for this party, holds it invalid"
    return Step(claim, truth, (), tuple(steps), missing), ground


def leading_precedent(norm: Norm, ctx: Context) -> str | None:
    """The holding that decides in the forum for anyone not bound by a judgment."""
    return _precedent(norm, ctx)[1]


def voiding(norm: Norm, ctx: Context, ground: str) -> tuple[str, ...]:
    """Other rulings, besides the deciding one, that certainly hold a norm invalid here or for this party."""
    found = [*_judgments(norm, ctx), *_controlling(norm, ctx)]
    found.sort(key=lambda r: (r.rank, r.named, r.id), reverse=True)
    ids = (r.id for r in found if r.voids and r.step.truth is True and r.id != ground)
    return tuple(dict.fromkeys(ids))


@frozen
class Ruling:
    """A holding or judgment on a norm: its court's rank, and the first and last moment at which it may have been made."""

    rank: int
    first: Moment
    last: Moment
    named: Moment
    id: str
    voids: bool
    step: Step


def _ruling(id: str, verb: str, rank: int, step: Step, ctx: Context) -> Ruling:
    act = ctx.law.norm_acts[id]
    first, last = decided_between(act.decided)
    return Ruling(rank=rank, first=first, last=last, named=named_day(act), id=id, voids=verb == "voids", step=step)


def decided_between(spec: t.DateSpec) -> tuple[Moment, Moment]:
    """The first and last moment that a date may be; hours order the acts of one day.

    >>> decided_between(t.Day(dt.date(2025, 10, 4), "17:00"))
    ((datetime.date(2025, 10, 4), '17:00'), (datetime.date(2025, 10, 4), '17:00'))
    """
    one = dt.timedelta(days=1)
    match spec:
        case t.Day(day, hour):
            return (day, hour or DAWN), (day, hour or NIGHT)
        case t.Between(first, last):
            return (first, DAWN), (last, NIGHT)
        case t.After(day):
            return (day + one, DAWN), (dt.date.max, NIGHT)
        case t.Before(day):
            return (dt.date.min, DAWN), (day - one, NIGHT)
        case _:
            return (dt.date.min, DAWN), (dt.date.max, NIGHT)


def latest(rulings: list[Ruling], void: Truth, ground: str | None) -> tuple[Truth, str | None]:
    """Whether rulings leave a norm void, given what holds without them; and the ruling that decides.

    The highest court's latest ruling decides. A ruling can be the latest of its rank unless another in force was
    certainly made after it; where those that can be disagree (one day, or days not known), it is unknown which counts.
    """
    for rank in sorted({r.rank for r in rulings}):
        equal = [r for r in rulings if r.rank == rank]
        certain = [r for r in equal if r.step.truth is True]
        open_ = [r for r in equal if r.step.truth is not False and not any(c.first > r.last for c in certain)]
        says: set[Truth] = {r.voids for r in open_} | (set() if certain else {void})
        if certain:
            ground = max(certain, key=lambda r: (r.named, r.id)).id
        if says:
            void = says.pop() if len(says) == 1 else None
    return void, ground


def _judgments(norm: Norm, ctx: Context) -> list[Ruling]:
    """Judgments on the norm that bind this party, or may, in order of day."""
    found: list[Ruling] = []
    for id, verb in ctx.law.acting_on.get(norm.id, ()):
        if verb in ("voids", "upholds") and ctx.law.norm_acts[id].parties is not None:
            step = effective(id, ctx, verb, norm=norm.id)
            if step.truth is not False:
                found.append(_ruling(id, verb, 0, step, ctx))
    return sorted(found, key=lambda r: (r.named, r.id))


def _precedent(norm: Norm, ctx: Context) -> tuple[Step, str | None]:
    """What controls in the forum: the highest court that has ruled, and its latest ruling in force.

    A holding binds every court below it in its territory from the day it is published; a later or higher one takes its
    place. The ground is the ruling that decides, whether it voids or upholds.
    """
    rulings = _controlling(norm, ctx)
    void, ground = latest(rulings, False, None)
    missing = None
    if void is None and all(r.step.truth is not None for r in rulings):
        missing = _which_is_later(norm, f"holdings that control in {ctx.forum}", rulings)
    claim = f"precedent in {ctx.forum} holds it invalid"
    return Step(claim, void, (), tuple(r.step for r in rulings), missing, role="precedent"), ground


def _controlling(norm: Norm, ctx: Context) -> list[Ruling]:
    """The holdings on a norm that control in the forum, or may, in order of rank and day."""
    state = issuing_state(norm, ctx.facts)
    rulings: list[Ruling] = []
    for id, verb in ctx.law.acting_on.get(norm.id, ()):
        act = ctx.law.norm_acts[id]
        if verb not in ("voids", "upholds") or act.forum is None:
            continue
        found = court(act.forum)
        if found is None or not controls(act.forum, ctx.forum, norm.level, state):
            continue
        step = effective(id, ctx, verb, everywhere=True, norm=norm.id)
        if step.truth is not False:
            rulings.append(_ruling(id, verb, RANK.get(found.level, 1), step, ctx))
    return sorted(rulings, key=lambda r: (r.rank, r.named, r.id))


def _which_is_later(norm: Norm, what: str, rulings: list[Ruling]) -> Missing:
    """That it is not known which of two opposite rulings, all of them in force, is later: of the highest court's, the last two."""
    highest = max(r.rank for r in rulings)
    equal = [r for r in rulings if r.rank == highest]
    open_ = [r for r in equal if not any(other.first > r.last for other in equal)]
    pair = [max((r for r in open_ if r.voids is voids), key=lambda r: (r.named, r.id)).id for voids in (False, True)]
    words = f"which of the opposite {what} on {norm.id} counts: which is later is not known"
    return Missing("order", " and ".join(sorted(pair)), words)


def issuing_state(norm: Norm, facts: Facts) -> str | None:
    """The state whose law a norm is, unless it is federal."""
    issuer = facts.party(norm.issuer) if norm.issuer else None
    return issuer.state if issuer and norm.level != "federal" else None


def named_day(act: NormAct) -> Moment:
    """The day by which an act is ordered: the one its date names, or the last of a range; within the day its hour, or else the end."""
    match act.decided:
        case t.Day(day, hour):
            return day, hour or NIGHT
        case t.After(day) | t.Before(day):
            return day, NIGHT
        case t.Between(_, last):
            return last, NIGHT
        case _:
            return dt.date.max, NIGHT


def in_turn(act: NormAct) -> tuple[bool, Moment, str]:
    """The key that puts acts in order of which the last that has effect is the ground: by day, what is supposed before what is.

    Of an order that is widened by supposition the order itself is the ground for those whom it reaches anyway.
    """
    return not act.id.startswith(SUPPOSED), named_day(act), act.id
