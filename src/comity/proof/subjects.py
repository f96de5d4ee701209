"""What a norm is asked about: each award or demand on record that it may attach to, an assumed award, or the party itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from comity.norms.nodes import Norm
from comity.proof.attaching import attaches, fixed_attributes
from comity.proof.context import Context
from comity.proof.situations import held, in_situations
from comity.record.nodes import Award

T = TypeVar("T")


def subjects(norm: Norm, ctx: Context, award: str | None = None) -> Iterator[Context]:
    """The contexts in which a norm is asked about: each award, each demand, or the party itself."""
    if norm.attaches_to != "award":
        yield from _others(norm, ctx)
        return
    found = in_situations(ctx, held(ctx, award), lambda subject: attaches(norm, subject).truth is not False)
    carrying = {one.id for may, those in found if may for one in those}
    yield from (ctx.about(award=one) for one in _own(ctx) if one.id in carrying)
    assumed = assumed_subject(norm, ctx) if award is None and not carrying else None
    if assumed is not None:
        yield assumed


def of_subjects(
    norm: Norm, ctx: Context, prove: Callable[[Context], T], award: str | None = None
) -> Iterator[tuple[T, tuple[Award, ...]]]:
    """Prove something of each subject of a norm: of awards once for each situation, with its awards."""
    if norm.attaches_to != "award":
        yield from ((prove(subject), ()) for subject in _others(norm, ctx))
        return
    any_ = False

    def of_award(subject: Context) -> T | None:
        return prove(subject) if attaches(norm, subject).truth is not False else None

    for found, those in in_situations(ctx, held(ctx, award), of_award):
        if found is not None:
            any_ = True
            yield found, those
    assumed = assumed_subject(norm, ctx) if award is None and not any_ else None
    if assumed is not None:
        yield prove(assumed), ()


def _others(norm: Norm, ctx: Context) -> Iterator[Context]:
    """The party itself, or each demand on it."""
    if norm.attaches_to != "demand":
        yield ctx
        return
    for demand in ctx.facts.demands_on.get(ctx.party.short, ()):
        if demand.date is None or demand.date <= ctx.as_of:
            subject = ctx.about(demand=demand)
            if attaches(norm, subject).truth is not False:
                yield subject


def _own(ctx: Context) -> tuple[Award, ...]:
    return ctx.facts.awards_of.get(ctx.party.short, ())


def assumed_subject(norm: Norm, ctx: Context) -> Context | None:
    """The context of the award assumed where none on record may carry a norm; None where even that could not."""
    if ctx.party.kind == "agency":
        return None
    assumed = ctx.about(award=assumed_award(norm, ctx))
    return assumed if attaches(norm, assumed).truth is not False else None


def assumed_award(norm: Norm, ctx: Context) -> Award:
    """An award that would carry the norm, as far as the norm describes it."""
    fixed = fixed_attributes(norm)
    award = Award(f"an award of {ctx.party.short}", ctx.party.short, assumed=True)
    known = {k: v for k, v in fixed.items() if k in ("program", "fiscal_year", "agency", "stage")}
    return replace(award, **known)  # pyright: ignore[reportArgumentType]
