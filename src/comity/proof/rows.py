"""The rows of the table of statuses that acts on norms decide: ended, void, displaced, blocked, waived."""

from __future__ import annotations

from collections.abc import Callable

from comity.norms.build.graph import successors
from comity.norms.nodes import Law, Norm
from comity.proof.attaching import Check, fits, not_yet, over
from comity.proof.context import Context
from comity.proof.evaluate import effective
from comity.proof.rulings import in_turn, void, voiding
from comity.proof.truth import Step, all_of, any_of, denied
from comity.text import tree as t


def ended(norm: Norm, ctx: Context) -> Check:
    """The row of the table for a norm that is over, repealed or replaced."""
    parts = list(over(norm, ctx))
    acts = [(id, step) for id, step in acts_on(norm, ("repeals", "replaces"), ctx) if id not in ctx.law.norms]
    acts += [(id, step) for id, step in acts_on(norm, ("repeals",), ctx) if id in ctx.law.norms]
    acts += [(id, _succeeds(ctx.law.norms[id], norm, ctx)) for id in successors(norm.id, ctx.law)]
    acts = [(id, step) for id, step in acts if step.truth is not False or _told(step)]
    acts.sort(key=lambda pair: in_turn(ctx.law.norm_acts[pair[0]]))
    parts += [step for _, step in acts]
    grounds = tuple(dict.fromkeys(id for id, step in acts if step.truth is True))
    return Check("ended", any_of("it has ended", parts), grounds[0] if grounds else None, grounds)


def _succeeds(successor: Norm, norm: Norm, ctx: Context) -> Step:
    """The step that a norm has taken the place of another for this party: while it attaches, and is not void or blocked.

    Otherwise what it replaced is in force again (Action on Smoking & Health v. CAB, 713 F.2d 795). That its issuer does
    not apply it, or that a superior norm takes its effect, brings nothing back.
    """
    taken = effective(successor.id, ctx, "replaces")
    if taken.truth is False:
        return taken
    parts = [*taken.parts, denied(f"{successor.id} has begun", not_yet(successor, ctx).step)]
    if successor.attaches_to == norm.attaches_to:
        parts += fits(successor, ctx)
    held, _ = void(successor, ctx)
    parts.append(denied(f"{successor.id} is not void", held, role="revives"))
    parts.append(denied(f"{successor.id} is not blocked", blocked(successor, ctx).step, role="revives"))
    return all_of(taken.claim, parts, taken.cites, role="act")


def acts_on(norm: Norm, verbs: tuple[str, ...], ctx: Context) -> list[tuple[str, Step]]:
    """The acts on a norm with one of the verbs that were known by then, latest last."""
    found: list[tuple[str, Step]] = []
    for id, verb in ctx.law.acting_on.get(norm.id, ()):
        if verb in verbs:
            step = effective(id, ctx, verb, norm=norm.id)
            if step.truth is not False or _told(step):
                found.append((id, step))
    return sorted(found, key=lambda pair: in_turn(ctx.law.norm_acts[pair[0]]))


def _told(step: Step) -> bool:
    """Whether an act without effect is worth telling: it was decided by then (not merely later)."""
    return bool(step.parts) and step.parts[0].role == "decided" and step.parts[0].truth is not False


def commanded_by(norm: Norm) -> str | None:
    """The order whose command a norm is."""
    return norm.when.name.text if isinstance(norm.when, t.InForce) and norm.when.for_anyone else None


def stays_on(norm: Norm, law: Law) -> tuple[str, ...]:
    """The acts that stay the order whose command a norm is, unless only as to other norms."""
    order = commanded_by(norm)
    acts = law.acting_on.get(order, ()) if order is not None else ()
    return tuple(id for id, verb in acts if order and verb == "stays" and not law.spares(id, verb, order, None))


def void_row(norm: Norm, ctx: Context) -> Check:
    """The row of the table for a norm that is held invalid."""
    step, ground = void(norm, ctx)
    return Check("void", step, ground, () if ground is None else (ground, *voiding(norm, ctx, ground)))


def stays_of(norm: Norm, ctx: Context) -> list[tuple[str, Step]]:
    """The stays of the order whose command a norm is, that were known by then."""
    steps = ((id, effective(id, ctx, "stays")) for id in stays_on(norm, ctx.law) if id not in ctx.without)
    return [(id, step) for id, step in steps if step.truth is not False or _told(step)]


def _by_act(status: str, verbs: tuple[str, ...], claim: str) -> Callable[[Norm, Context], Check]:
    def row(norm: Norm, ctx: Context) -> Check:
        acts = acts_on(norm, verbs, ctx)
        if status == "blocked":
            acts = sorted((*acts, *stays_of(norm, ctx)), key=lambda pair: in_turn(ctx.law.norm_acts[pair[0]]))
        # one order may both block and postpone a norm
        grounds = tuple(dict.fromkeys(id for id, step in reversed(acts) if step.truth is True))
        return Check(status, any_of(claim, (step for _, step in acts)), grounds[0] if grounds else None, grounds)

    return row


displaced = _by_act("displaced", ("displaces",), "a superior norm takes its effect")
blocked = _by_act("blocked", ("blocks", "postpones"), "an order in force forbids its enforcement against this party")
waived = _by_act("waived", ("waives",), "its issuer has said that it will not apply it to this party")
