"""The position: the first status of the table that holds, why, and why not the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from comity.norms.build.graph import reaching
from comity.norms.nodes import Norm, NormAct
from comity.proof.acts import effective, title
from comity.proof.carriage import basis
from comity.proof.conditions import holds
from comity.proof.context import Context, shown
from comity.proof.dates import come
from comity.proof.parties import covered
from comity.proof.rulings import named_day, void
from comity.proof.seen import LAST_SEEN, Freshness, definite, doubts, limit, outcome
from comity.proof.truth import Missing, Step, all_of, any_of, denied, missing_facts
from comity.record.suppose import SUPPOSED
from comity.text import format as words
from comity.text import tree as t

STATUSES = ("not_attached", "not_yet", "ended", "void", "displaced", "blocked", "waived", "in_force")
"""In the order in which they are tried; the first that holds is the status. `undetermined` when that cannot be told."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What stands beside a status: contrary rulings elsewhere, what revives, opposite duties, what follows from conduct.

    `parts` are those of the norm whose status is another than its own, with that; `read_as` what courts that control here
    say that it covers, by whom; `judgment` to whose judgment it is left, by what standard.
    """

    contested: tuple[str, ...] = ()
    springs: tuple[tuple[str, ...], str] | None = None
    conflicts: tuple[tuple[str, bool], ...] = ()
    breach: tuple[str, dt.date | None, tuple[str, ...]] | None = None
    parts: tuple[tuple[str, str], ...] = ()
    read_as: tuple[tuple[str, str], ...] = ()
    judgment: tuple[tuple[str, ...], str] | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """The answer for a party, a norm, an award or demand, and a day. `proof` is its tree; `dollars` those of the award.

    `if_attached` is, when only its attaching is open, what the status is if it attaches, and the ground of that.
    `fresh` says whether what the answer rests on is confirmed or was so when last seen; None where it rests on no such act.
    `attach_basis` is how it is known that it attaches to an award: by its documents, a rule of the agency or the office, an
    answer, the norm's own condition (`law`), or supposed; None where it is not known, or there is no award.
    `verb` is what the deciding order bars (impose, enforce, withhold, terminate), `restrained` whom it restrains.
    """

    party: str
    norm: str
    award: str | None
    demand: str | None
    as_of: dt.date
    known_at: dt.date
    forum: str
    status: str
    also: tuple[str, ...]
    possible: tuple[str, ...]
    missing: tuple[Missing, ...]
    ground: str | None
    cites: tuple[str, ...]
    dollars: Decimal | None
    proof: Step
    if_attached: tuple[str, str | None] | None = None
    fresh: Freshness | None = None
    verb: tuple[str, ...] = ()
    restrained: tuple[str, ...] = ()
    attach_basis: str | None = None
    flags: Flags = field(default=Flags())


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the table of statuses: its step, and the id of the act on norms that decides if it holds."""

    status: str
    step: Step
    ground: str | None


def position(norm: Norm, ctx: Context) -> Position:
    """The position of the context's party (and its award or demand) under a norm.

    Follows the table: outside its own time, void, displaced, blocked, waived, else in force; a row that is unknown
    makes the answer undetermined, and `possible` lists the rows it may be.
    """
    checks = table(norm, ctx)
    status, possible, ground = first_that_holds(checks)
    if_attached = None
    if status == "undetermined" and len(possible) == 2 and possible[0] == "not_attached":
        rest, _, leading = first_that_holds(checks[1:])
        if_attached = (rest, leading)
    also = tuple(s for s in _also(checks, if_attached[0] if if_attached else status) if s not in possible)
    unknown = [c.step for c in checks if c.step.truth is None] if status == "undetermined" else []
    missing = tuple(dict.fromkeys(m for step in unknown for m in missing_facts(step)))
    proof = _proof(norm, ctx, checks, status, ground)
    return Position(
        ctx.party.short, norm.id, _award_id(ctx), ctx.demand.id if ctx.demand else None, ctx.as_of, ctx.known_at,
        ctx.forum, status, also, possible, missing, ground, _cites(norm, ground, ctx),
        ctx.award.amount if ctx.award else None, proof, if_attached, _fresh(norm, ctx, checks),
        *_barred(if_attached[1] if if_attached else ground, ctx), _attach_basis(norm, ctx, checks),
    )  # fmt: skip


def _attach_basis(norm: Norm, ctx: Context, checks: tuple[Check, ...]) -> str | None:
    attached = checks[0].step.parts[0]
    if norm.attaches_to != "award" or attached.truth is not True:
        return None
    if attached.role == "supposed" or (ctx.award is not None and ctx.award.known == SUPPOSED):
        return "supposed"
    return basis(attached) or "law"


def _barred(ground: str | None, ctx: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the act that decides bars, and whom it restrains."""
    act = ctx.law.norm_acts.get(ground or "")
    if act is None:
        return (), ()
    return act.bars, tuple(words.item(item) for item in act.restrains.items) if act.restrains else ()


def _fresh(norm: Norm, ctx: Context, checks: tuple[Check, ...]) -> Freshness | None:
    """How fresh the acts are on which an answer rests: those of which it matters whether they still stand."""
    acts = reaching(ctx.law, norm)
    may, late = doubts(acts, ctx.as_of)
    if not may or not definite(_outcome(checks)):
        return None
    leading = {c.ground for c in checks if c.step.truth is True and c.ground is not None}
    resting = _rests_on(norm, ctx, checks, may)
    if not resting:
        return None
    doubted = _rests_on(norm, ctx, checks, late)
    among = [ctx.law.norm_acts[id] for id in (doubted or resting - late or resting)]
    among += [ctx.law.norm_acts[id] for id in leading & (late if doubted else may - late)]
    oldest = min(among, key=lambda act: (act.id not in leading, _seen_on(act), act.id))
    return Freshness("last_seen" if doubted else "confirmed", _seen_on(oldest), limit(oldest), oldest.id)


def _seen_on(act: NormAct) -> dt.date:
    return act.last_seen.day if act.last_seen is not None else dt.date.min


def _rests_on(norm: Norm, ctx: Context, checks: tuple[Check, ...], doubted: frozenset[str]) -> frozenset[str]:
    """Those of some acts on which the answer rests: it would be another if it were not known that they still stand."""
    if not doubted:
        return doubted
    otherwise = table(norm, replace(ctx, doubted=doubted, cache={}))
    if checks[0].step.truth is otherwise[0].step.truth and _outcome(checks) == _outcome(otherwise):
        return frozenset()
    until = next((n for n, c in enumerate(otherwise) if n and c.step.truth is True), len(otherwise))
    open_ = (m for c in otherwise[: until + 1] for m in missing_facts(c.step))
    return frozenset(m.about for m in open_ if m.fact == LAST_SEEN)


def _outcome(checks: tuple[Check, ...]) -> frozenset[str]:
    """The statuses that are possible if the norm attaches."""
    return outcome((c.status, c.step.truth) for c in checks[1:])


def _also(checks: tuple[Check, ...], status: str) -> tuple[str, ...]:
    """Further statuses that hold on their own, after the one that decides; all of them when it is undetermined."""
    later = STATUSES[STATUSES.index(status) + 1 :] if status in STATUSES else STATUSES
    holding = (c.status for c in checks if c.step.truth is True and c.status in later)
    return tuple(s for s in holding if s not in ("not_attached", "not_yet", "ended"))


def table(norm: Norm, ctx: Context) -> tuple[Check, ...]:
    """Every row of the table of statuses, in order, with `not_attached` first."""
    attached = attaches(norm, ctx)
    if attached.truth is False:
        return (Check("not_attached", denied("it does not attach", attached), None),)
    return (Check("not_attached", denied("it does not attach", attached), None), *rest_of_table(norm, ctx))


def rest_of_table(norm: Norm, ctx: Context) -> tuple[Check, ...]:
    """The rows after the first, whether the norm attaches or not."""
    rows: tuple[Callable[[Norm, Context], Check], ...] = (not_yet, _ended, _void, _displaced, _blocked, _waived)
    return tuple(row(norm, ctx) for row in rows)


def first_that_holds(checks: tuple[Check, ...]) -> tuple[str, tuple[str, ...], str | None]:
    """The status, the statuses it may be when undetermined, and the ground."""
    possible: list[str] = []
    for check in checks:
        if check.step.truth is True:
            if not possible:
                return check.status, (), check.ground
            return "undetermined", (*possible, check.status), None
        if check.step.truth is None:
            possible.append(check.status)
    if possible:
        return "undetermined", (*possible, "in_force"), None
    return "in_force", (), next((c.ground for c in checks if c.status == "void"), None)


def attaches(norm: Norm, ctx: Context) -> Step:
    """The step that a norm attaches: its subject is the party, `when` holds and `unless` does not."""
    taken = Step(f"it is taken to attach to {shown(ctx.party)}", True, role="supposed")
    if not supposed_attached(norm, ctx) or (ctx.award is not None and ctx.award.id in ctx.spared):
        return _attaches(norm, ctx)
    if norm.attaches_to == "party" or ctx.award is None or ctx.award.assumed:
        return taken
    found = _attaches(norm, ctx)
    return found if found.truth is not None else taken


def supposed_attached(norm: Norm, ctx: Context) -> bool:
    """Whether the question takes it that the norm attaches."""
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
    parts.append(covered(norm.binds, ctx, f"it binds {shown(ctx.party)}", role="binds"))
    if parts[-1].truth is False:
        return all_of(f"it attaches to {shown(ctx.party)}", parts)
    if norm.when is not None:
        parts.append(all_of("its condition is met", (holds(norm.when, ctx),), role="when"))
    if norm.unless is not None:
        parts.append(denied("its exception does not apply", holds(norm.unless, ctx), role="unless"))
    return all_of(f"it attaches to {shown(ctx.party)}", parts)


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
    """The row of a norm that has not begun."""
    parts: list[Step] = []
    if norm.in_force is not None:
        parts.append(Step(f"{norm.id} dates from {norm.in_force}", norm.in_force <= ctx.as_of))
    if norm.start is not None and not _lenient(norm, norm.start, ctx):
        parts.append(come(norm.start, ctx, "it binds from {date}", f"the first day of {norm.id}"))
    return Check("not_yet", denied("it has not begun", all_of("it has begun", parts)), None)


def over(norm: Norm, ctx: Context) -> tuple[Step, ...]:
    """The step that a norm's own time is over; none where it has no end of its own."""
    if norm.end is None or isinstance(norm.end, t.Revoked) or _lenient(norm, norm.end, ctx):
        return ()
    return (come(norm.end, ctx, "its time ended on {date}", f"the end of {norm.id}"),)


def _ended(norm: Norm, ctx: Context) -> Check:
    parts = list(over(norm, ctx))
    acts = _acts(norm, ("repeals", "replaces"), ctx)
    parts += [step for _, step in acts]
    ground = next((id for id, step in acts if step.truth is True), None)
    return Check("ended", any_of("it has ended", parts), ground)


def _acts(norm: Norm, verbs: tuple[str, ...], ctx: Context) -> list[tuple[str, Step]]:
    """Acts on a norm with one of the verbs, that were known by then, latest last."""
    found: list[tuple[str, Step]] = []
    for id, verb in ctx.law.acting_on.get(norm.id, ()):
        if verb in verbs:
            step = effective(id, ctx, verb, norm=norm.id)
            if step.truth is not False or _told(step):
                found.append((id, step))
    return sorted(found, key=lambda pair: named_day(ctx.law.norm_acts[pair[0]]))


def _told(step: Step) -> bool:
    """Whether an act without effect is worth telling: it was decided by then (not merely later)."""
    return bool(step.parts) and step.parts[0].role == "decided" and step.parts[0].truth is not False


def _void(norm: Norm, ctx: Context) -> Check:
    return Check("void", *void(norm, ctx))


def _by_act(status: str, verbs: tuple[str, ...], claim: str) -> Callable[[Norm, Context], Check]:
    def row(norm: Norm, ctx: Context) -> Check:
        acts = _acts(norm, verbs, ctx)
        ground = next((id for id, step in reversed(acts) if step.truth is True), None)
        return Check(status, any_of(claim, (step for _, step in acts)), ground)

    return row


_displaced = _by_act("displaced", ("displaces",), "a superior norm takes its effect")
_blocked = _by_act("blocked", ("blocks", "postpones"), "an order in force forbids its enforcement against this party")
_waived = _by_act("waived", ("waives",), "its issuer has said that it will not apply it to this party")


def _proof(norm: Norm, ctx: Context, checks: tuple[Check, ...], status: str, ground: str | None) -> Step:
    name = {"in_force": "in force", "not_yet": "not yet in force", "not_attached": "not attached"}.get(status, status)
    by = (
        f" by {title(ctx.law.norm_acts[ground])}"
        if ground is not None and ground in ctx.law.norm_acts and status != "in_force"
        else ""
    )
    claim = f"{norm.id} ({norm.title}) is {name} for {shown(ctx.party)} on {ctx.as_of}{by}"
    return Step(claim, True, ctx.law.cite(norm.id), tuple(_labelled(c) for c in checks), role=status)


def _labelled(check: Check) -> Step:
    step = check.step
    return Step(step.claim, step.truth, step.cites, step.parts, step.missing, check.status)


def _cites(norm: Norm, ground: str | None, ctx: Context) -> tuple[str, ...]:
    cites = ctx.law.cite(norm.id)
    if ground is not None:
        cites += tuple(c for c in ctx.law.cite(ground) if c not in cites)
    return cites


def _award_id(ctx: Context) -> str | None:
    return None if ctx.award is None or ctx.award.assumed else ctx.award.id
