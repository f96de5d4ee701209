"""Decide whether an act on norms has effect for a party on a day: decided, begun, not over, reaching it, not itself undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from comity.norms.build.select import reach, reach_of
from comity.norms.names.courts import court
from comity.norms.nodes import NormAct
from comity.proof.context import Context
from comity.proof.dates import begun, come, presumed_mandate, unsaid
from comity.proof.truth import Missing, Step
from comity.text import format as words
from comity.text import tree as t

ENDING = ("reverses", "replaces", "repeals")
UNDOING = (*ENDING, "stays", "displaces")
PRECEDENT = ("voids", "upholds", "construes")
"""What a published holding says whoever sued, though its judgment be stayed."""
COMMANDS = "orders"
"""What an order commands remains ordered while the order is stayed: the stay blocks the command (proof/rows.py)."""
UNSTAYED = (*PRECEDENT, COMMANDS)
PRESUMED = "presumed"
"""The name of the fact that a presumption of law stands in for."""
UNDONE = {
    "reverses": "reversed or vacated",
    "replaces": "replaced",
    "repeals": "repealed",
    "stays": "stayed",
    "displaces": "displaced",
}


def by_rule(act: NormAct, ended: Step, ctx: Context) -> Step:
    """The end that a rule gives a restraining order that states none."""
    cites = ("Fed. R. Civ. P. 65(b)(2)",)
    if act.restraining == "restraining without notice":
        text = ended.claim.replace("it ended on", "it is presumed to have ended on") + " (made without notice)"
        return presumed(replace(ended, claim=text, cites=cites), ctx)
    missing = Missing("extended", act.id, f"whether {act.id} was extended or consented to beyond its 14 days")
    text = "it ended with its 14 days, not extended or consented to"
    return replace(ended, claim=text, cites=cites, missing=missing if ended.truth is None else None)


def ended_step(act: NormAct, end: t.DateSpec, ctx: Context) -> Step:
    """The step that the day on which an act ends has come, as the act or a rule gives it."""
    ended = come(end, ctx, "it ended on {date}", f"the end of {act.id}")
    if ended.truth is False and not end_known(act, ctx.known_at):
        return replace(ended, claim=f"it had ended by {ctx.as_of}")
    return by_rule(act, ended, ctx) if act.end_by_rule else ended


def end_known(act: NormAct, known_at: dt.date) -> bool:
    """Whether the day on which an act ends may have been known by a day.

    A later one is that of another decision, unless it is its own from the first, as of a restraining order.
    """
    own = act.restraining is not None or any(effect.verb == "extends" for effect in act.effects)
    return own or not isinstance(act.end, t.Day) or act.end.day <= known_at


def presumed(step: Step, ctx: Context) -> Step:
    """A step that rests on a presumption of law; unknown where presumptions are not to be made."""
    if not ctx.unpresumed:
        return replace(step, role="presumed")
    return replace(step, truth=None, role="presumed", missing=Missing(PRESUMED, step.claim, step.claim))


def for_good(act: NormAct, verb: str | None) -> bool:
    """Whether what an act ended stays ended when the act itself is undone or over: what was replaced, or repealed by a norm.

    Source: 1 U.S.C. 108 for the repeal of a repealing act. A notice that ends a norm can be undone.
    """
    return verb == "replaces" or (verb == "repeals" and act.kind == "norm")


def named_apart(act: NormAct) -> t.PartySet | None:
    """The parties that an order for everyone also names, who keep it when the rest is undone; None for any other order."""
    if act.parties is None or reach(act.parties) != "universal":
        return None
    named = tuple(item for item in act.parties.items if reach_of(item) != "universal")
    return t.PartySet(named, act.parties.excepted) if named else None


def decided_step(act: NormAct, ctx: Context) -> Step:
    """The step that an act had been decided by the day of knowledge; before that nothing is known of it."""
    truth = begun(act.decided, ctx.known_at)
    about = act.id
    text = (
        f"it was decided {_on(act.decided)}"
        if truth is not False
        else f"it had not been decided by {ctx.known_at} (decided {_on(act.decided)})"
    )
    missing = Missing("day", about, unsaid(about, act.decided)) if truth is None else None
    return Step(text, truth, missing=missing, role="decided")


def _on(spec: t.DateSpec) -> str:
    return (
        f"on {spec.day}"
        if isinstance(spec, t.Day)
        else f"on a day that is {words.date(spec)}"
        if isinstance(spec, t.Unknown)
        else words.date(spec)
    )


def begun_step(act: NormAct, ctx: Context, verb: str | None) -> Step:
    """The step that an act has begun to work: a reversal from its mandate, which may be presumed, any other from its first day."""
    if verb == "reverses" and act.mandate is not None:
        if isinstance(act.mandate, t.Presumed):
            day = presumed_mandate(act)
            text = "its mandate is presumed to have issued on {date} (no mandate was found)"
            found = court(act.court) if act.court else None
            rule = "Sup. Ct. R. 45" if found and found.level == "supreme" else "Fed. R. App. P. 26(a), 40(d)(1), 41(b)"
            return presumed(come(day, ctx, text, f"the mandate of {act.id}", (rule,)), ctx)
        return come(act.mandate, ctx, "its mandate issued on {date}", f"the mandate of {act.id}")
    if isinstance(act.start, t.Start):
        return Step("it reaches back to the start", True)
    spec = act.start or act.decided
    return come(spec, ctx, "it has effect from {date}", f"the first day of {act.id}" if act.start else act.id)


def title(act: NormAct) -> str:
    """An act on norms as a proof names it: its kind, id and title."""
    return f"the {act.kind} {act.id} (“{act.title}”)"
