"""Ask for all positions of a party, or those under one norm, about each award and demand on record or an assumed award."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from comity.norms.nodes import Norm
from comity.proof.context import Context
from comity.proof.flags import with_flags
from comity.proof.position import Position, inert, of_award, position, read_off, table
from comity.proof.subjects import of_subjects
from comity.record.nodes import Award


def ask(norm: Norm, ctx: Context, award: str | None = None) -> tuple[Position, ...]:
    """The positions of the context's party under a norm: one for each award or demand it may attach to.

    `award` narrows to one award by id; awards made only later are left out. When no award on record may carry it, an assumed
    one is asked about, and that
    it exists is among the missing facts. Always at least one position.
    """
    return tuple(_each(_found(norm, ctx, award), ctx))


def positions(ctx: Context, award: str | None = None) -> tuple[Position, ...]:
    """Every position of the party on the day under norms that attach, or may, and are within their own time."""
    found: list[Position] = []
    for id in sorted(ctx.law.norms):
        found += _each(_alive(ctx.law.norms[id], ctx, award), ctx)
    return tuple(found)


def _alive(norm: Norm, ctx: Context, award: str | None) -> Iterator[tuple[Position, tuple[Award, ...]]]:
    """The positions under a norm that are not inert; of the others nothing is worked out but that."""
    ctx = under(norm, ctx)
    asked = list(of_subjects(norm, ctx, lambda subject: _unless_inert(norm, subject), award))
    if not asked:
        checks = table(norm, ctx)
        asked = [((None if inert(checks) else read_off(norm, ctx, checks),), ())]
    yield from ((answer, those) for (answer,), those in asked if answer is not None)


def _unless_inert(norm: Norm, ctx: Context) -> tuple[Position | None]:
    checks = table(norm, ctx)
    return (None if inert(checks) else with_flags(norm, read_off(norm, ctx, checks), ctx),)


def under(norm: Norm, ctx: Context) -> Context:
    """The question about a norm; where it takes a norm to attach without naming one, that norm."""
    if ctx.attached is not None and not ctx.attached:
        return replace(ctx, attached=frozenset({norm.id}), cache={})
    return ctx


def _found(norm: Norm, ctx: Context, award: str | None) -> list[tuple[Position, tuple[Award, ...]]]:
    """The positions under a norm, those of awards once for each situation."""
    ctx = under(norm, ctx)
    found = of_subjects(norm, ctx, lambda s: with_flags(norm, position(norm, s), s), award)
    return list(found) or [(position(norm, ctx), ())]


def _each(found: Iterable[tuple[Position, tuple[Award, ...]]], ctx: Context) -> Iterator[Position]:
    """The position of each award, in the order of the record; of what is no award as it stands."""
    of: dict[str, Position] = {}
    for answer, those in found:
        if not those:
            yield answer
        of.update((award.id, answer) for award in those)
    if of:
        own = ctx.facts.awards_of[ctx.party.short]
        yield from (of_award(of[award.id], award) for award in own if award.id in of)
