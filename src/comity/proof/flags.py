"""What stands beside a status: contrary rulings elsewhere, what would revive, opposite duties, consequences of conduct."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from comity.norms.attributes import CLASSES, LOCAL_KINDS
from comity.norms.names.courts import controls
from comity.norms.nodes import Law, Norm, NormAct
from comity.proof.conditions import does
from comity.proof.context import Context, shown
from comity.proof.dates import resolved
from comity.proof.evaluate import effective, stands
from comity.proof.position import Flags, Position, position, status_of
from comity.proof.rulings import issuing_state, leading_precedent
from comity.proof.subjects import of_subjects
from comity.proof.truth import Truth
from comity.text import format as words
from comity.text import tree as t


def with_flags(norm: Norm, found: Position, ctx: Context) -> Position:
    """A position with its flags."""
    return replace(
        found,
        flags=Flags(
            contested=contested(norm, found, ctx),
            springs=springs(norm, found, ctx),
            conflicts=conflicts(norm, found, ctx),
            breach=breach(norm, found, ctx),
            parts=parts(norm, found, ctx),
            read_as=read_as(norm, found, ctx),
            judgment=judgment(norm, found),
        ),
    )


BLOCKING = ("blocks", "postpones")


def parts(norm: Norm, found: Position, ctx: Context) -> tuple[tuple[str, str], ...]:
    """The parts of a norm whose status differs from its own: (id, status)."""
    own = ctx.law.parts_of.get(norm.id, ())
    answers = ((part.id, status_of(part, ctx)[0]) for part in own)
    return tuple((id, status) for id, status in answers if status != found.status)


def read_as(norm: Norm, found: Position, ctx: Context) -> tuple[tuple[str, str], ...]:
    """How courts that control in the forum, or judgments for the party, construe a norm: (holding, words).

    What is said of a norm is said of its parts.
    """
    if found.status in ("not_attached", "not_yet", "ended"):
        return ()
    names = {norm.id, norm.part_of}
    state = issuing_state(norm, ctx.facts)
    said: list[tuple[str, str]] = []
    for act in ctx.law.construing:
        words = [words for name, words in act.constructions if name in names]
        if not words:
            continue
        precedent = act.forum is not None and controls(act.forum, ctx.forum, norm.level, state)
        held = precedent and effective(act.id, ctx, "construes", everywhere=True).truth is True
        if held or (act.parties is not None and effective(act.id, ctx).truth is True):
            said += [(act.id, each) for each in words]
    return tuple(sorted(said))


def judgment(norm: Norm, found: Position) -> tuple[tuple[str, ...], str] | None:
    """To whose judgment a norm that may bind is left, and by what standard."""
    if norm.judgment is None or not _may_bind(found):
        return None
    return tuple(words.item(item) for item in norm.judgment.by.items), norm.judgment.words


def contested(norm: Norm, found: Position, ctx: Context) -> tuple[str, ...]:
    """Acts of courts elsewhere that hold otherwise on the same day, for parties of the same kind.

    Against a status that lets the norm bind: whatever voids or blocks it for others. Against void, displaced or blocked:
    whatever upholds it. What was stayed or is over is not among them, nor is an act of the party's own courts.
    """
    status, ground = found.if_attached or (found.status, found.ground)
    if status in ("not_attached", "not_yet", "ended"):
        return ()
    against = ("upholds",) if status in ("void", "displaced", "blocked") else ("voids", "blocks", "postpones")
    acts = [
        id
        for id, verb in ctx.law.acting_on.get(norm.id, ())
        if verb in against and _elsewhere(ctx.law.norm_acts[id], norm, ctx) and stands(id, ctx, norm.id)
    ]
    return tuple(dict.fromkeys(id for id in acts if id != ground))


def _elsewhere(act: NormAct, norm: Norm, ctx: Context) -> bool:
    """Whether an act is of a court that is not the party's own, and would reach parties of its kind.

    Of its own courts only the precedent that leads there is told, where a judgment binds the party against it.
    """
    own = {ctx.forum, *ctx.party.districts, *((ctx.party.circuit,) if ctx.party.circuit else ())}
    if act.court in own or "scotus" in (act.court, act.forum):
        return act.forum is not None and act.id == leading_precedent(norm, ctx)
    return act.forum is not None or act.parties is None or any(_of_kind(i, ctx) for i in act.parties.items)


def _of_kind(item: t.PartyItem, ctx: Context) -> bool:
    """Whether an item of a set of parties means any of the kind of the party: a State, a local government, another."""
    match item:
        case t.Perhaps(inner):
            return _of_kind(inner, ctx)
        case t.Named(name) if name.text in ctx.law.lists:
            return any(_of_kind(i, ctx) for i in ctx.law.lists[name.text].items)
        case t.Named(name):
            named = ctx.facts.party(name.text)
            return named is not None and _sort(named.kind) == _sort(ctx.party.kind)
        case t.Every(kind):
            return any(_sort(one) == _sort(ctx.party.kind) for one in CLASSES.get(kind.text, ()))
        case _:
            return True


def _sort(kind: str) -> str:
    return "local" if kind in LOCAL_KINDS else "state" if kind in ("state", "territory") else kind


def springs(norm: Norm, found: Position, ctx: Context) -> tuple[tuple[str, ...], str] | None:
    """What would revive if the orders or notices that now bar a norm were lifted: their ids and the status then.

    What they replaced does not come back (docs/decisions.md).
    """
    status = found.if_attached[0] if found.if_attached else found.status
    if status not in ("blocked", "waived", "void"):
        return None
    verbs = {"blocked": BLOCKING, "waived": ("waives",), "void": (*BLOCKING, "voids")}[status]
    holding = tuple(
        id
        for id, verb in ctx.law.acting_on.get(norm.id, ())
        if verb in verbs
        and id not in ctx.without
        and (verb != "voids" or ctx.law.norm_acts[id].parties is not None)
        and effective(id, ctx, verb, norm=norm.id).truth is not False
    )
    if not holding:
        return None
    gone = ctx.without | frozenset(holding) | _replaced_by(holding, ctx.law)
    then = position(norm, replace(ctx, without=gone, cache={}))
    after = then.if_attached[0] if then.if_attached else then.status
    return (holding, after) if after != status else None


def _replaced_by(ids: Iterable[str], law: Law) -> frozenset[str]:
    """The acts on norms that some acts took the place of, directly or through one another."""
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        act = law.norm_acts[waiting.pop()]
        replaced = {on for effect in act.effects if effect.verb == "replaces" for on in effect.targets} - found
        found |= replaced & law.norm_acts.keys()
        waiting += replaced & law.norm_acts.keys()
    return frozenset(found)


def conflicts(norm: Norm, found: Position, ctx: Context) -> tuple[tuple[str, bool], ...]:
    """Other norms that the same party cannot keep together with this one on the same day: (id, whether that is certain)."""
    if not _may_bind(found):
        return ()
    clashing: list[tuple[str, bool]] = []
    for id in ctx.law.against(norm.id):
        other = ctx.law.norms[id]
        status = best(other, ctx)
        if status is not None:
            clashing.append((other.id, status and found.status == "in_force"))
    return tuple(sorted(clashing))


def _may_bind(found: Position) -> bool:
    return found.status == "in_force" or "in_force" in found.possible


def best(other: Norm, ctx: Context) -> bool | None:
    """Whether another norm binds this party: True certainly, False perhaps, None not at all."""
    if other.attaches_to != "award":
        return _best(other, ctx)
    key = (other.id, ctx.attached, ctx.without, ctx.doubted, ctx.spared, ctx.unpresumed)
    if key not in ctx.binding:  # of all awards of the party, whichever is in question
        ctx.binding[key] = _best(other, ctx)
    return ctx.binding[key]


def _best(other: Norm, ctx: Context) -> bool | None:
    found: bool | None = None
    for (status, possible), _ in of_subjects(other, ctx, lambda subject: status_of(other, subject)):
        if status == "in_force":
            return True
        if "in_force" in possible:
            found = False
    return found


def breach(norm: Norm, found: Position, ctx: Context) -> tuple[str, dt.date | None, tuple[str, ...]] | None:
    """Whether the record shows a duty kept: `complied`, `open`, `breached` or `undetermined`; its due day; what may follow."""
    dated = norm.breach or norm.by is not None
    if norm.modality not in ("must", "must not") or not dated or not _may_bind(found):
        return None
    due = due_day(norm, ctx)
    kept: Truth = does(norm.act, ctx).truth
    if norm.modality == "must not":
        kept = None if kept is None else not kept
    elif kept is True and due is not None:
        kept = _in_time(norm.act, due, ctx)
    state = {True: "complied", False: "breached", None: "undetermined"}[kept]
    if kept is not True and due is not None and ctx.as_of <= due:
        state = "open"
    return state, due, tuple(follows(b, ctx) for b in norm.breach)


def due_day(norm: Norm, ctx: Context) -> dt.date | None:
    """The last day to keep a duty: the demand's due day or the norm's `by`; None where unknown."""
    if ctx.demand is not None and ctx.demand.due is not None:
        return ctx.demand.due
    match norm.by:
        case t.Day(day):
            return day
        case t.Since():
            found = resolved(norm.by, ctx)
            return found.day if isinstance(found, t.Day) else None
        case t.Attribute(path, days):
            subject = ctx.award if path.startswith("award.") else ctx.demand
            value = getattr(subject, path.split(".")[1], None) if subject else None
            return value + dt.timedelta(days=days) if isinstance(value, dt.date) else None
        case _:
            return None


def _in_time(act: str, due: dt.date, ctx: Context) -> Truth:
    """Whether what was done was done by the day it was due; unknown where the day of doing it is."""
    narrower = {act} | {a.name for a in ctx.law.acts.values() if act in a.wider}
    rows = [r for r in ctx.facts.conduct_of.get(ctx.party.short, ()) if r.act in narrower and r.done]
    if any(row.on is not None and row.on <= due for row in rows):
        return True
    return None if any(row.on is None for row in rows) else False


def follows(value: t.Breach, ctx: Context) -> str:
    """A breach clause in words: `the Office of Justice Programs may withhold payment of the award`."""
    who = value.who.text if isinstance(value.who, t.Name) else _in_role(value.who.path, ctx)
    party = ctx.facts.party(who)
    name = who if party is None else f"the {shown(party)}" if party.kind == "agency" else shown(party)
    return f"{name} {value.modality} {ctx.law.acts[value.act.text].words}"


def _in_role(path: str, ctx: Context) -> str:
    subject = ctx.award if path.startswith("award.") else ctx.demand
    value = getattr(subject, path.split(".")[1], None) if subject else None
    return value if isinstance(value, str) else f"the {path.split('.')[1]}"
