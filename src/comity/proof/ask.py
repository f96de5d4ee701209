"""Questions: all positions of a party, or those under one norm; about each award and demand on record, or an assumed award."""

from __future__ import annotations

from dataclasses import replace

from comity.norms.nodes import Norm
from comity.proof.context import Context
from comity.proof.flags import with_flags
from comity.proof.position import Position, position
from comity.proof.subjects import subjects
from comity.vocabulary import INERT


def ask(norm: Norm, ctx: Context, award: str | None = None) -> tuple[Position, ...]:
    """The positions of the context's party under a norm: one for each award or demand it may attach to.

    `award` narrows to one award by id; awards made only later are left out. When no award on record may carry it, an assumed
    one is asked about, and that
    it exists is among the missing facts. Always at least one position.
    """
    if ctx.attached is not None and not ctx.attached:
        ctx = replace(ctx, attached=frozenset({norm.id}), cache={})
    found = [with_flags(norm, position(norm, s), s) for s in subjects(norm, ctx, award)]
    return tuple(found) or (position(norm, ctx),)


def positions(ctx: Context, award: str | None = None) -> tuple[Position, ...]:
    """Every position of the party that is not inert on the day: norms that attach, or may, and are of their time."""
    found: list[Position] = []
    for id in sorted(ctx.law.norms):
        norm = ctx.law.norms[id]
        for answer in ask(norm, ctx, award):
            alive = set(answer.possible) - INERT if answer.status == "undetermined" else {answer.status} - INERT
            if alive:
                found.append(answer)
    return tuple(found)
