"""Which facts are missing where an answer is open: asks the proof once for all places where the same is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache as cached
from typing import Any, TypeAlias

import numpy as np

from comity.norms.nodes import Norm
from comity.plan.decide.rows import DayContext
from comity.plan.groups.above import NOT_HERE, chain
from comity.plan.groups.cells import Cells
from comity.plan.groups.parties import classes
from comity.plan.groups.reads import DATES
from comity.proof.attaching import attaches, not_yet, over
from comity.proof.context import Context, Facts, shown
from comity.proof.evaluate import holds
from comity.proof.position import rest_of_table
from comity.proof.truth import Missing, missing_facts
from comity.record.nodes import Award
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"
NOBODY = "?"
PLAIN = frozenset(f"award.{name}" for name in (*DATES, "program", "fiscal_year", "amount"))
"""What is known of an award or is not; who gave or has it, and how far it has come, may be known in part."""


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A missing fact of any award or government: its name, and the words of the question."""

    fact: str
    words: str


@dataclass(frozen=True, slots=True)
class OwnMissing:
    """What is missing of a norm's own truths, where they are unknown: attaching, begun, over."""

    attached: tuple[MissingFact, ...] = ()
    begun: tuple[MissingFact, ...] = ()
    over: tuple[MissingFact, ...] = ()


NO_OWN_MISSING = OwnMissing()
NONE_MISSING: tuple[tuple[MissingFact, ...], ...] = ((), (), (), (), ())
"""Of each row that acts on norms decide: ended, void, displaced, blocked, waived."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the cells (their number), a party with its profile, the days of ranged columns."""

    cell: int
    profile: int
    party: int
    fixed: dict[str, dt.date | None]


def alike(leaves: list[Array], at: Array, who: Array, rows: int, width: int) -> tuple[Array, Array]:
    """Places at which the same facts have the same truth are one kind: a place of each kind, and the kind of each place."""
    of_row = classes([leaf[:, 0] for leaf in leaves if leaf.shape[0] > 1 and leaf.shape[1] == 1], rows)[0]
    of_who = classes([leaf[0] for leaf in leaves if leaf.shape[0] == 1 and leaf.shape[1] > 1], width)[0]
    columns = [of_row[at], of_who[who], *(leaf[at, who] for leaf in leaves if min(leaf.shape) > 1)]
    kind, first = classes(columns, len(at))
    return first, kind


def own_missing(
    norm: Norm, place: Place, truths: tuple[int, int, int], parts: Iterable[t.Expr] | None, named: bool, shared: DayContext
) -> OwnMissing:  # fmt: skip
    """What is missing at a place of a norm's own attaching, beginning and ending, as far as each is unknown.

    `parts` are the conjuncts of its condition that are unknown there, where they are all that is unknown of its
    attaching; those that always lack the same fact are asked of the proof but once.
    """
    ctx = cached(lambda: _context(place, named, shared))
    attached, begun, ended = truths

    def kept(key: object, missing: Callable[[Context], Iterable[Missing]]) -> tuple[MissingFact, ...]:
        found = shared.missing.get(key) if key is not None else None
        if found is None:
            found = _general(missing(ctx()), ctx())
            if key is not None:
                shared.missing[key] = found
        return found

    def of_attaching() -> tuple[MissingFact, ...]:
        if parts is None:
            return kept(None, lambda ctx: missing_facts(attaches(norm, ctx)))
        found = (kept(leaf_key(p, shared), lambda ctx, p=p: missing_facts(holds(p, ctx))) for p in parts)
        return tuple(dict.fromkeys(lack for lacks in found for lack in lacks))

    return OwnMissing(
        of_attaching() if attached == 1 else (),
        kept(date_key(norm.start), lambda ctx: missing_facts(not_yet(norm, ctx).step)) if begun == 1 else (),
        kept(date_key(norm.end), lambda ctx: [m for step in over(norm, ctx) for m in missing_facts(step)])
        if ended == 1
        else (),
    )


def leaf_key(part: t.Expr, shared: DayContext) -> object:
    """The name of the one fact that a part lacks whenever it is unknown; none where that depends."""
    match part:
        case t.Compare(path) if path in PLAIN:
            return path
        case t.Question(name) if shared.base.law.questions[name.text].rule is None:
            return ("question", name.text)
        case t.Not(inner):
            return leaf_key(inner, shared)
        case _:
            return None


def date_key(date: t.DateSpec | None) -> object:
    """The name of the one fact that a date lacks whenever it is unknown; none where the words name the norm."""
    return ("come", date.path) if isinstance(date, t.Attribute) else None


def effect_missing(norm: Norm, place: Place, shared: DayContext) -> tuple[tuple[MissingFact, ...], ...]:
    """What is missing at a place of the rows that acts on norms decide, in the order of the table."""
    ctx = _context(place, True, shared)
    checks = {check.status: check.step for check in rest_of_table(norm, ctx)}
    own = len(over(norm, ctx))
    found = [(m for part in checks["ended"].parts[own:] for m in missing_facts(part))]
    found += [missing_facts(checks[status]) for status in ("void", "displaced", "blocked", "waived")]
    return tuple(_general(missing, ctx) for missing in found)


def _context(place: Place, named: bool, shared: DayContext) -> Context:
    """The question at a place: the award as its cell has it, the party itself where it is named, else one like it."""
    award = _award(place, shared.cells)
    ctx = shared.contexts[place.profile]
    if named and (party := shared.people.parties[place.party]) is not ctx.party:
        ctx = replace(shared.base, party=party, forum=ctx.forum)
    award = replace(award, recipient=ctx.party.short)
    facts = ctx.facts
    above = _value(shared.cells, "holder", place.cell)
    if above is not None:
        award, beside = chain(above, award)
        facts = Facts(replace(facts.record, awards=(*facts.record.awards, *beside)), facts.known_at)
    return replace(ctx, award=award, facts=facts, cache={})


def _award(place: Place, cells: Cells) -> Award:
    values: dict[str, Any] = {name: _value(cells, name, place.cell) for name in cells.codes}
    values |= place.fixed
    holder, sub, about = (values.pop(name, None) for name in ("holder", "sub", "about"))
    prime = NOBODY if sub or holder is not None else None
    return Award(str(about or NOBODY), NOBODY, prime=prime, **values)


def _value(cells: Cells, name: str, cell: int) -> Any:
    codes = cells.codes.get(name)
    code = 0 if codes is None else int(codes[cell])
    return cells.values[name][code - 1] if code else None


def _general(missing: Iterable[Missing], ctx: Context) -> tuple[MissingFact, ...]:
    """Missing facts in words that name neither the award nor the party of the one proof they were taken from."""
    found: dict[MissingFact, None] = {}
    for m in missing:
        text = m.words.replace(f" ({ctx.party.short})", "")
        if text.startswith(whose := f"whether {shown(ctx.party)} "):  # elsewhere the name may be that of a place
            text = "whether the government " + text.removeprefix(whose)
        if ctx.award is not None:
            text = text.replace(f" ({ctx.award.id})", "").replace(f"award {ctx.award.id}", "the award")
            text = text.replace(f" ({NOT_HERE} is not on record)", "")
        found[MissingFact(m.fact, text)] = None
    return tuple(found)
