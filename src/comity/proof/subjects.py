"""What a norm is asked about: each award or demand on record that it may attach to, an assumed award, or the party itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from comity.norms.nodes import Norm
from comity.proof.attaching import attaches, fixed_attributes
from comity.proof.context import Context
from comity.proof.dates import fiscal_year_begins
from comity.record.nodes import Award
from comity.record.suppose import SUPPOSED


def subjects(norm: Norm, ctx: Context, award: str | None = None) -> Iterator[Context]:
    """The contexts in which a norm is to be asked about: an award or a demand each, or the party itself."""
    match norm.attaches_to:
        case "award":
            yield from _awards(norm, ctx, award)
        case "demand":
            for demand in ctx.facts.demands_on.get(ctx.party.short, ()):
                if demand.date is None or demand.date <= ctx.as_of:
                    subject = ctx.about(demand=demand)
                    if attaches(norm, subject).truth is not False:
                        yield subject
        case _:
            yield ctx


def _awards(norm: Norm, ctx: Context, wanted: str | None) -> Iterator[Context]:
    held = [
        a
        for a in ctx.facts.awards_of.get(ctx.party.short, ())
        if (a.id == wanted if wanted is not None else a.known == SUPPOSED or not _later(a, ctx))
    ]
    on_record = False
    for award in held:
        subject = ctx.about(award=award)
        truth = attaches(norm, subject).truth
        if truth is not False:
            on_record = True
            yield subject
    if wanted is None and not on_record and ctx.party.kind != "agency":
        assumed = ctx.about(award=assumed_award(norm, ctx))
        if attaches(norm, assumed).truth is not False:
            yield assumed


def _later(award: Award, ctx: Context) -> bool:
    """Whether an award was made only after the day asked about: offered later, or of a fiscal year that had not begun."""
    if award.offered is not None and award.offered > ctx.as_of:
        return True
    return award.fiscal_year is not None and fiscal_year_begins(award.fiscal_year) > ctx.as_of


def assumed_award(norm: Norm, ctx: Context) -> Award:
    """An award that would carry the norm, as far as the norm itself fixes what it is."""
    fixed = fixed_attributes(norm)
    award = Award(f"an award of {ctx.party.short}", ctx.party.short, assumed=True)
    known = {k: v for k, v in fixed.items() if k in ("program", "fiscal_year", "agency", "stage")}
    return replace(award, **known)  # pyright: ignore[reportArgumentType]
