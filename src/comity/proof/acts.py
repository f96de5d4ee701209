"""Whether an act on norms has effect for a party on a day: decided, begun, not over, reaching the party, not itself undone."""

from __future__ import annotations

from dataclasses import replace

from comity.norms.build.select import reach, reach_of
from comity.norms.names.courts import court
from comity.norms.nodes import NormAct
from comity.proof.conditions import holds
from comity.proof.context import Context, shown
from comity.proof.dates import begun, come, presumed_mandate
from comity.proof.parties import covered
from comity.proof.seen import LAST_SEEN
from comity.proof.truth import Missing, Step, all_of, any_of, denied
from comity.text import format as words
from comity.text import tree as t

ENDING = ("reverses", "replaces", "repeals")
UNDOING = (*ENDING, "stays", "displaces")
PRESUMED = "presumed"
"""The name of the fact that a presumption of law stands in for."""
UNDONE = {
    "reverses": "reversed or vacated",
    "replaces": "replaced",
    "repeals": "repealed",
    "stays": "stayed",
    "displaces": "displaced",
}


def effective(
    id: str, ctx: Context, verb: str | None = None, everywhere: bool = False, norm: str | None = None
) -> Step:
    """The step that an act on norms has effect on the day asked about, as to a norm.

    `verb` is what it is asked to do: a reversal works from its mandate, a replacement ends its target for everyone.
    `everywhere` leaves out whom it reaches, for a holding asked about as precedent. `norm` matters only where something
    acts on a part of it.
    """
    as_to = norm if id in ctx.law.parted else None
    key = (id, verb if verb in ENDING else None, everywhere, as_to)
    if key not in ctx.cache:
        ctx.cache[key] = _effective(ctx.law.norm_acts[id], ctx, verb, everywhere, as_to)
    return ctx.cache[key]


def in_force(id: str, ctx: Context, norm: str | None = None, for_anyone: bool = False) -> Step:
    """The step that an act is in force as to a norm; where none is named, as to any that it reaches.

    `for_anyone` leaves out whom it protects.
    """
    if for_anyone:
        return effective(id, ctx, everywhere=True)
    reached = ctx.law.parted.get(id, ())
    if norm is not None or not reached:
        return effective(id, ctx, norm=norm)
    return any_of(f"{id} has effect as to a norm that it reaches", (effective(id, ctx, norm=n) for n in reached))


def _effective(act: NormAct, ctx: Context, verb: str | None, everywhere: bool, norm: str | None) -> Step:
    cites = ctx.law.cite(act.id)
    name = title(act)
    if act.id in ctx.without:
        return Step(f"{name} is taken away by supposition", False, cites, role="without")
    parts = [_decided(act, ctx)]
    if parts[0].truth is False:
        return all_of(f"{name} has effect", parts, cites, role="act")
    parts.append(_begun(act, ctx, verb))
    if act.end is not None and not isinstance(act.end, t.Revoked) and not for_good(act, verb):
        parts.append(denied("it is not over", _over(act, ctx, norm)))
    if act.parties is not None and not everywhere and verb not in ("replaces", "repeals"):
        parts.append(covered(act.parties, ctx, f"it reaches {shown(ctx.party)}"))
    if act.when is not None:
        parts.append(all_of("it concerns this", (holds(act.when, ctx),)))
    if act.unless is not None:
        parts.append(denied("its exception does not apply", holds(act.unless, ctx)))
    if not for_good(act, verb) and not any(part.truth is False for part in parts):
        parts += undone(act.id, ctx, norm, precedent=everywhere and verb not in ENDING)
    if act.id in ctx.doubted and all(part.truth is True for part in parts):
        still = Missing(LAST_SEEN, act.id, f"whether {act.id} still stands")
        parts.append(Step("it still stands", None, missing=still))
    return all_of(f"{name} has effect", parts, cites, role="act")


def _over(act: NormAct, ctx: Context, norm: str | None) -> Step:
    """The step that an act is over as to a norm: its end has come, and no other act in effect extends it."""
    assert act.end is not None
    ended = come(act.end, ctx, "it ended on {date}", f"the end of {act.id}")
    if act.end_by_rule:
        ended = _by_rule(act, ended, ctx)
    if ended.truth is False:
        return ended
    extended = [
        denied(f"{other} does not extend it", effective(other, ctx, "extends", norm=norm), role="extends")
        for other, verb in ctx.law.acting_on.get(act.id, ())
        if verb == "extends" and other not in ctx.without and not ctx.law.spares(other, verb, act.id, norm)
    ]
    return all_of(ended.claim, (ended, *extended)) if extended else ended


def _by_rule(act: NormAct, ended: Step, ctx: Context) -> Step:
    """What the rule says of the end of a restraining order that does not say it itself."""
    cites = ("Fed. R. Civ. P. 65(b)(2)",)
    if act.restraining == "restraining without notice":
        text = ended.claim.replace("it ended on", "it is presumed to have ended on") + " (made without notice)"
        return presumed(replace(ended, claim=text, cites=cites), ctx)
    missing = Missing("extended", act.id, f"whether {act.id} was extended or consented to beyond its 14 days")
    text = "it ended with its 14 days, not extended or consented to"
    return replace(ended, claim=text, cites=cites, missing=missing if ended.truth is None else None)


def presumed(step: Step, ctx: Context) -> Step:
    """A step that rests on a presumption of law; where presumptions are not to be made, it is unknown."""
    if not ctx.unpresumed:
        return replace(step, role="presumed")
    return replace(step, truth=None, role="presumed", missing=Missing(PRESUMED, step.claim, step.claim))


def for_good(act: NormAct, verb: str | None) -> bool:
    """Whether what an act ended stays ended when the act itself falls or is over: what was replaced, or repealed by a norm.

    Source: 1 U.S.C. 108 for the repeal of a repealing act. A notice that ends a norm can be undone.
    """
    return verb == "replaces" or (verb == "repeals" and act.kind == "norm")


def undone(id: str, ctx: Context, norm: str | None = None, precedent: bool = False) -> list[Step]:
    """Steps that nothing stays, reverses, replaces, repeals or displaces an act for this party as to a norm.

    None when nothing could. A stay of the judgment or of the mandate leaves a published holding `precedent` (In re
    Zermeno-Gomez, 868 F.3d 1048). What displaces an order for everyone leaves it to those whom it names itself.
    """
    steps: list[Step] = []
    for other, verb in ctx.law.acting_on.get(id, ()):
        if verb in UNDOING and other not in ctx.without and not ctx.law.spares(other, verb, id, norm):
            if precedent and verb == "stays":
                continue
            inner = effective(other, ctx, verb, norm=norm)
            if inner.truth is not False or inner.parts[0].truth is not False:
                kept = named_apart(ctx.law.norm_acts[id]) if verb == "displaces" else None
                if kept is not None:
                    apart = denied(f"{id} does not name {shown(ctx.party)}", covered(kept, ctx, f"{id} names it"))
                    inner = replace(all_of(inner.claim, (*inner.parts, apart), inner.cites), role="act")
                steps.append(denied(f"it is not {UNDONE[verb]} by {other}", inner, role=verb))
    return steps


def named_apart(act: NormAct) -> t.Parties | None:
    """Those whom an order names beside everyone: they keep it when the rest falls. None where it is not of that kind."""
    if act.parties is None or reach(act.parties) != "universal":
        return None
    named = tuple(item for item in act.parties.items if reach_of(item) != "universal")
    return t.Parties(named, act.parties.excepted) if named else None


def _decided(act: NormAct, ctx: Context) -> Step:
    """Known at: nothing is known before the day it was decided."""
    truth = begun(act.decided, ctx.known_at)
    about = act.id
    text = (
        f"it was decided {_on(act.decided)}"
        if truth is not False
        else f"it had not been decided by {ctx.known_at} (decided {_on(act.decided)})"
    )
    missing = (
        Missing("day", about, f"the day of {about}, known only as {words.date(act.decided)}") if truth is None else None
    )
    return Step(text, truth, missing=missing, role="decided")


def _on(spec: t.DateSpec) -> str:
    return (
        f"on {spec.day}"
        if isinstance(spec, t.Day)
        else f"on a day that is {words.date(spec)}"
        if isinstance(spec, t.Unknown)
        else words.date(spec)
    )


def _begun(act: NormAct, ctx: Context, verb: str | None) -> Step:
    if verb == "reverses" and act.mandate is not None:
        if isinstance(act.mandate, t.Presumed):
            day = presumed_mandate(act)
            text = "its mandate is presumed to have issued on {date} (no mandate was found)"
            found = court(act.court) if act.court else None
            rule = "Sup. Ct. R. 45" if found and found.level == "supreme" else "Fed. R. App. P. 26(a), 40(d)(1), 41(b)"
            return presumed(come(day, ctx, text, f"the mandate of {act.id}", (rule,)), ctx)
        return come(act.mandate, ctx, "its mandate issued {date}", f"the mandate of {act.id}")
    if isinstance(act.start, t.Start):
        return Step("it reaches back to the start", True)
    spec = act.start or act.decided
    return come(spec, ctx, "it has effect from {date}", f"the first day of {act.id}")


def title(act: NormAct) -> str:
    """An act on norms as named in a proof: its kind, id and title."""
    return f"the {act.kind} {act.id} (“{act.title}”)"


def stands(id: str, ctx: Context, norm: str | None = None) -> bool:
    """Whether an act on norms is alive for someone, as to a norm, wherever they are: decided, begun, not over, not ended.

    Used for what courts elsewhere hold. A stay for everyone whom it reaches suspends an order; one for some leaves it
    alive, and a published holding stands while its judgment is stayed.
    """
    act = ctx.law.norm_acts[id]
    if id in ctx.without or begun(act.decided, min(ctx.known_at, ctx.as_of)) is not True:
        return False
    if act.start is not None and not isinstance(act.start, t.Start) and begun(act.start, ctx.as_of) is not True:
        return False
    if act.end is not None and begun(act.end, ctx.as_of) is True and _over(act, ctx, norm).truth is True:
        return False
    for other, verb in ctx.law.acting_on.get(id, ()):
        if verb in ENDING and other not in ctx.without and not ctx.law.spares(other, verb, id, norm):
            ending = ctx.law.norm_acts[other]
            for_all = ending.parties is None or verb != "reverses"
            if for_all and effective(other, ctx, verb, everywhere=True, norm=norm).truth is True:
                return False
        elif verb == "stays" and act.forum is None and other not in ctx.without:
            stay = ctx.law.norm_acts[other]
            for_all = stay.parties is None or (t.Everyone() in stay.parties.items and not stay.parties.excepted)
            for_all = for_all and not ctx.law.spares(other, verb, id, norm)
            if for_all and effective(other, ctx, verb, everywhere=True, norm=norm).truth is True:
                return False
    return True
