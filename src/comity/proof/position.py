"""Decide the position: the first status in the table that holds, why, and why not the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import field, replace
from decimal import Decimal

from comity.frozen import frozen
from comity.norms.build.graph import reaching
from comity.norms.nodes import Norm
from comity.proof.acts import PRESUMED, title
from comity.proof.attaching import Check, attaches, not_yet
from comity.proof.carriage import basis
from comity.proof.context import Context, shown
from comity.proof.rows import blocked, displaced, ended, void_row, waived
from comity.proof.seen import LAST_SEEN, Freshness, definite, doubts, freshest, outcome
from comity.proof.situations import ONE, THE_AWARD, named, named_fact
from comity.proof.truth import Missing, Step, denied, missing_facts, walk
from comity.record.nodes import Award
from comity.record.suppose import SUPPOSED
from comity.text import format as words
from comity.vocabulary import BARRED, INERT

STATUSES = ("not_attached", "not_yet", "ended", "void", "displaced", "blocked", "waived", "in_force")
"""In the order in which they are tried; the first that holds is the status. `undetermined` when that cannot be told."""


@frozen
class Flags:
    """What stands beside a status: contrary rulings elsewhere, what would revive, opposite duties, consequences of conduct.

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


@frozen
class Position:
    """The answer for a party, a norm, an award or demand, and a day. `dollars` are those of the award.

    `told` is its proof; of an award that agrees with others in all that was asked (proof/situations.py) it is the proof of
    all of them, and `shared` their answer, in both of which `ONE` stands for the number.

    `if_attached` is, when only its attaching is open, what the status is if it attaches, and the ground of that.
    `fresh` says whether what the answer rests on is confirmed or was so when last seen; None where it rests on no such act.
    `attach_basis` is how it is known that it attaches to an award: by its documents, a rule of the agency or the office, an
    answer, the norm's own condition (`law`), or supposed; None where it is not known, or there is no award.
    `grounds` are all acts that decide alike, `ground` first; `presumed` says what a presumption of law stands in for;
    `unenforceable` that it is open which status holds, and that under none of them it may be enforced.
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
    told: Step
    if_attached: tuple[str, str | None] | None = None
    fresh: Freshness | None = None
    verb: tuple[str, ...] = ()
    restrained: tuple[str, ...] = ()
    attach_basis: str | None = None
    grounds: tuple[str, ...] = ()
    presumed: str | None = None
    unenforceable: bool = False
    flags: Flags = field(default=Flags())
    shared: Position | None = field(default=None, compare=False, repr=False)

    @property
    def proof(self) -> Step:
        """The proof of this answer, naming its award by number."""
        return named(self.told, self.award) if self.shared is not None and self.award is not None else self.told


def position(norm: Norm, ctx: Context) -> Position:
    """The position of the context's party (and its award or demand) under a norm.

    Follows the table: outside its own time, void, displaced, blocked, waived, else in force; a row that is unknown
    makes the answer undetermined, and `possible` lists the rows it may be.
    """
    return read_off(norm, ctx, table(norm, ctx))


def status_of(norm: Norm, ctx: Context) -> tuple[str, tuple[str, ...]]:
    """The status, and the possible statuses when undetermined, where the rest of the position is not needed."""
    status, possible, _ = first_that_holds(table(norm, ctx))
    return status, possible


def inert(checks: tuple[Check, ...]) -> bool:
    """Whether every status that a table leaves possible has no effect on the party; saves computing the rest of the position."""
    status, possible, _ = first_that_holds(checks)
    return not (set(possible) or {status}) - INERT


def read_off(norm: Norm, ctx: Context, checks: tuple[Check, ...]) -> Position:
    """Read the position off a table of statuses."""
    status, possible, ground = first_that_holds(checks)
    if_attached = None
    if status == "undetermined" and len(possible) == 2 and possible[0] == "not_attached":
        rest, _, leading = first_that_holds(checks[1:])
        if_attached = (rest, leading)
    also = tuple(s for s in _also(checks, if_attached[0] if if_attached else status) if s not in possible)
    unknown = [c.step for c in checks if c.step.truth is None] if status == "undetermined" else []
    missing = tuple(dict.fromkeys(m for step in unknown for m in missing_facts(step)))
    proof = _proof(norm, ctx, checks, status, ground)
    verb, restrained = _barred(if_attached[1] if if_attached else ground, ctx)
    return Position(
        party=ctx.party.short,
        norm=norm.id,
        award=_award_id(ctx),
        demand=ctx.demand.id if ctx.demand else None,
        as_of=ctx.as_of,
        known_at=ctx.known_at,
        forum=ctx.forum,
        status=status,
        also=also,
        possible=possible,
        missing=missing,
        ground=ground,
        cites=_cites(norm, ground, ctx),
        dollars=_dollars(ctx),
        told=proof,
        if_attached=if_attached,
        fresh=_fresh(norm, ctx, checks),
        verb=verb,
        restrained=restrained,
        attach_basis=_attach_basis(norm, ctx, checks),
        grounds=_grounds(checks),
        presumed=_presumed(norm, ctx, checks),
        unenforceable=_unenforceable(checks),
    )


def _grounds(checks: tuple[Check, ...]) -> tuple[str, ...]:
    """All acts that decide alike, if the norm attaches: those of the first row that holds, with nothing open before it."""
    for check in checks[1:]:
        if check.step.truth is True:
            return check.grounds
        if check.step.truth is None:
            return ()
    return next((c.grounds[:1] for c in checks if c.status == "void"), ())


def _presumed(norm: Norm, ctx: Context, checks: tuple[Check, ...]) -> str | None:
    """What an answer rests on that is presumed: without presumptions it would change."""
    if not any(step.role == PRESUMED for check in checks for step in walk(check.step)):
        return None
    otherwise = table(norm, replace(ctx, unpresumed=True, cache={}))
    if checks[0].step.truth is otherwise[0].step.truth and _outcome(checks) == _outcome(otherwise):
        return None
    found = (m.words for c in otherwise for m in missing_facts(c.step) if m.fact == PRESUMED)
    return "; ".join(sorted(set(found))) or None


def _unenforceable(checks: tuple[Check, ...]) -> bool:
    """Whether more than one status is open, if the norm attaches, and each of them takes its effect from it."""
    found = _outcome(checks)
    return len(found) > 1 and found <= BARRED


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
    return freshest(
        resting=resting,
        doubted=_rests_on(norm, ctx, checks, late),
        leading=leading,
        acts=ctx.law.norm_acts,
        may=may,
        late=late,
    )


def _rests_on(norm: Norm, ctx: Context, checks: tuple[Check, ...], doubted: frozenset[str]) -> frozenset[str]:
    """Those of some acts on which the answer rests: it would change if it were not known that they still stand."""
    if doubted.isdisjoint(ctx.holding):  # a doubt changes nothing but what had effect
        return frozenset()
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
    """Every row of the table of statuses, in order, `not_attached` first."""
    attached = attaches(norm, ctx)
    if attached.truth is False:
        return (Check("not_attached", denied("it does not attach", attached), None),)
    return (Check("not_attached", denied("it does not attach", attached), None), *rest_of_table(norm, ctx))


def rest_of_table(norm: Norm, ctx: Context) -> tuple[Check, ...]:
    """The rows after the first, whether or not the norm attaches."""
    rows: tuple[Callable[[Norm, Context], Check], ...] = (not_yet, ended, void_row, displaced, blocked, waived)
    return tuple(row(norm, ctx) for row in rows)


def first_that_holds(checks: tuple[Check, ...]) -> tuple[str, tuple[str, ...], str | None]:
    """The status, the possible statuses when undetermined, and the ground."""
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
    return Step(
        claim=step.claim, truth=step.truth, cites=step.cites, parts=step.parts, missing=step.missing, role=check.status
    )


def _cites(norm: Norm, ground: str | None, ctx: Context) -> tuple[str, ...]:
    cites = ctx.law.cite(norm.id)
    if ground is not None:
        cites += tuple(c for c in ctx.law.cite(ground) if c not in cites)
    return cites


def of_award(shared: Position, award: Award) -> Position:
    """The position of one award in a situation."""
    if shared.award != ONE:
        return shared
    missing = tuple(named_fact(fact, award.id) for fact in shared.missing)
    return replace(shared, award=award.id, dollars=award.amount, missing=missing, shared=shared)


def of_several(shared: Position) -> Position:
    """The answer for a situation, worded for several awards: for each it speaks of `the award`."""
    return replace(shared, missing=tuple(named_fact(fact, THE_AWARD) for fact in shared.missing))


def _dollars(ctx: Context) -> Decimal | None:
    """The dollars of the award; a situation has none, for its awards need not agree in them."""
    return ctx.award.amount if ctx.award is not None and ctx.award.id != ONE else None


def _award_id(ctx: Context) -> str | None:
    return None if ctx.award is None or ctx.award.assumed else ctx.award.id
