"""Decide whether a norm attaches to a party and its award or demand, and whether the day is within the norm's own time."""

from __future__ import annotations

from comity.frozen import frozen
from comity.norms.nodes import Norm
from comity.proof.context import Context, shown
from comity.proof.dates import come
from comity.proof.evaluate import holds
from comity.proof.parties import covered
from comity.proof.truth import Missing, Step, all_of, denied
from comity.record.suppose import SUPPOSED
from comity.text import tree as t


@frozen
class Check:
    """One row of the table of statuses: its step, the act that decides if it holds, and all acts that lead to the same."""

    status: str
    step: Step
    ground: str | None
    grounds: tuple[str, ...] = ()


def attaches(norm: Norm, ctx: Context) -> Step:
    """The step that a norm attaches: its subject is the party, `when` holds and `unless` does not."""
    if ctx.law.norms.get(norm.id) is not norm:
        return _supposed_or_found(norm, ctx)
    key = ("attaches", norm.id, ctx.attached)
    if key not in ctx.cache:
        ctx.cache[key] = _supposed_or_found(norm, ctx)
    return ctx.cache[key]


def _supposed_or_found(norm: Norm, ctx: Context) -> Step:
    taken = Step(f"it is taken to attach to {shown(ctx.party)}", True, role="supposed")
    if not supposed_attached(norm, ctx) or (ctx.award is not None and ctx.award.id in ctx.spared):
        return _attaches(norm, ctx)
    if norm.attaches_to == "party" or ctx.award is None or ctx.award.assumed:
        return taken
    found = _attaches(norm, ctx)
    return found if found.truth is not None else taken


def supposed_attached(norm: Norm, ctx: Context) -> bool:
    """Whether the question supposes that the norm attaches."""
    return ctx.attached is not None and (not ctx.attached or norm.id in ctx.attached)


def _attaches(norm: Norm, ctx: Context) -> Step:
    parts: list[Step] = []
    if norm.attaches_to == "award" and ctx.award is None:
        return Step("it attaches to awards, and none is in question", False)
    if norm.attaches_to == "demand" and ctx.demand is None:
        return Step("it attaches to demands, and none is in question", False)
    if ctx.award is not None and ctx.award.assumed and norm.attaches_to == "award":
        what = wanted_award(norm)
        missing = Missing("award", ctx.party.short, f"whether {shown(ctx.party)} has accepted {what}")
        parts.append(
            Step(f"{shown(ctx.party)} has accepted {what} (no such award is on record)", None, missing=missing)
        )
    return all_of(f"it attaches to {shown(ctx.party)}", (*parts, *fits(norm, ctx)))


def fits(norm: Norm, ctx: Context) -> list[Step]:
    """The steps that a norm fits the party and its award or demand: whom it binds, `when` and `unless`."""
    parts = [covered(norm.binds, ctx, f"it binds {shown(ctx.party)}", role="binds")]
    if parts[-1].truth is False:
        return parts
    if norm.when is not None:
        parts.append(all_of("its condition is met", (holds(norm.when, ctx),), role="when"))
    if norm.unless is not None:
        parts.append(denied("its exception does not apply", holds(norm.unless, ctx), role="unless"))
    return parts


def wanted_award(norm: Norm) -> str:
    """The award a norm attaches to, in words: `an award of 16.738 for fiscal year 2017`."""
    fixed = fixed_attributes(norm)
    text = "an award"
    if "program" in fixed:
        text += f" of {fixed['program']}"
    if "fiscal_year" in fixed:
        text += f" for fiscal year {fixed['fiscal_year']}"
    return text if fixed else "an award of the kind it attaches to"


def fixed_attributes(norm: Norm) -> dict[str, t.Value]:
    """The award attributes that `when` fixes outright (`award.program is "16.738" and ...`)."""
    parts = norm.when.parts if isinstance(norm.when, t.And) else (norm.when,) if norm.when else ()
    return {
        p.path.split(".")[1]: p.values[0]
        for p in parts
        if isinstance(p, t.Compare) and p.op == "is" and p.path.startswith("award.")
    }


def _lenient(norm: Norm, date: t.DateSpec, ctx: Context) -> bool:
    """An award that is assumed, given in a case, or taken to carry the norm has been accepted and runs, unless its own dates say otherwise."""
    award = ctx.award
    if not isinstance(date, t.Attribute) or award is None or award.stage == "offered":
        return False
    taken = award.assumed or award.known == SUPPOSED or supposed_attached(norm, ctx)
    return taken and getattr(award, date.path.split(".")[1], None) is None


def not_yet(norm: Norm, ctx: Context) -> Check:
    """The row of the table for a norm that has not begun."""
    parts: list[Step] = []
    if norm.in_force is not None:
        parts.append(Step(f"{norm.id} dates from {norm.in_force}", norm.in_force <= ctx.as_of))
    if norm.start is not None and not _lenient(norm, norm.start, ctx):
        parts.append(come(norm.start, ctx, "it binds from {date}", f"the first day of {norm.id}"))
    return Check("not_yet", denied("it has not begun", all_of("it has begun", parts)), None)


def over(norm: Norm, ctx: Context) -> tuple[Step, ...]:
    """The step that a norm's own time is over; None where it has no end of its own."""
    if norm.end is None or isinstance(norm.end, t.Revoked) or _lenient(norm, norm.end, ctx):
        return ()
    return (come(norm.end, ctx, "its time ended on {date}", f"the end of {norm.id}"),)
