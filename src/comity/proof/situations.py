"""Group a party's awards by situation: those that agree in everything a proof asks share one proof.

What a proof asks is noted while it is made, so that nothing has to know beforehand what a norm reads. An award of which
the record says something by its number stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, fields
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

from comity.frozen import frozen
from comity.proof.context import Context, Holdings
from comity.proof.dates import fiscal_year_begins
from comity.proof.truth import Missing, Step
from comity.record.nodes import Award, Known
from comity.record.suppose import SUPPOSED

T = TypeVar("T")
Names: TypeAlias = tuple[str, ...]
Values: TypeAlias = tuple[object, ...]
ONE = "\ufdd1"
"""Stands in a proof for the number of any award of its situation. No text that is read can hold this character."""
THE_AWARD = "the award"
"""The words for the award where several are spoken of at once."""
COLUMNS = frozenset(one.name for one in fields(Award))
ITS_OWN = frozenset({"id", "note"})
"""What of an award is its own: no proof reads it but to name the award."""


@frozen
class AskedAward(Award):
    """An award that stands for its situation and notes what is asked of it."""

    asked: set[str] = field(default_factory=set[str], compare=False)

    def __getattribute__(self, name: str) -> Any:
        """The attribute, noted."""
        if name in COLUMNS and name not in ITS_OWN:
            object.__getattribute__(self, "asked").add(name)
        return object.__getattribute__(self, name)


def held(ctx: Context, wanted: str | None = None) -> Holdings:
    """The party's awards, without those made only after the day asked about; `wanted` selects one by number."""
    own = ctx.facts.awards_of.get(ctx.party.short, ())
    if wanted is not None:
        return _apart(ctx, (award for award in own if award.id == wanted))
    key = (ctx.party.short, ctx.as_of, ctx.spared)
    kept = ctx.facts.holdings
    if key not in kept:
        kept[key] = _apart(ctx, (award for award in own if award.known == SUPPOSED or not _later(award, ctx)))
    return kept[key]


def _apart(ctx: Context, awards: Iterable[Award]) -> Holdings:
    found = tuple(awards)
    alone = ctx.facts.told_by_number | ctx.spared
    return Holdings(
        tuple(award for award in found if award.id in alone), tuple(award for award in found if award.id not in alone)
    )


def _later(award: Award, ctx: Context) -> bool:
    """Whether an award was made only after the day asked about: offered later, or of a fiscal year that had not begun."""
    if award.offered is not None and award.offered > ctx.as_of:
        return True
    return award.fiscal_year is not None and fiscal_year_begins(award.fiscal_year) > ctx.as_of


def in_situations(
    ctx: Context, awards: Holdings, prove: Callable[[Context], T]
) -> Iterator[tuple[T, tuple[Award, ...]]]:
    """Prove something of awards, once for each situation, and return it with the awards.

    What is proved of an award of which something is said by its number names it; all else speaks of `ONE`.
    """
    for award in awards.alone:
        yield prove(ctx.about(award=award)), (award,)
    made: dict[Names, dict[Values, T]] = {}
    names: Names = ()
    while (wider := _prove(ctx, _grouped(awards, names), names, made, prove)) != names:
        names = wider
    for those in _grouped(awards, names):
        yield next(known[_values(those[0], of)] for of, known in made.items() if _values(those[0], of) in known), those


def _prove(
    ctx: Context, groups: Iterable[tuple[Award, ...]], names: Names, made: dict[Names, dict[Values, T]],
    prove: Callable[[Context], T],
) -> Names:  # fmt: skip
    """Prove for the first award of each group; stop where a proof asks for more than its group agrees in, and say for what."""
    for those in groups:
        if any(_values(those[0], of) in known for of, known in made.items()):
            continue
        one = _standing_for(those[0])
        found = prove(ctx.about(award=one))
        asked = tuple(sorted(object.__getattribute__(one, "asked")))
        made.setdefault(asked, {})[_values(those[0], asked)] = found
        if not set(asked) <= set(names):
            return tuple(sorted({*asked, *names}))
    return names


def _grouped(awards: Holdings, names: Names) -> tuple[tuple[Award, ...], ...]:
    """Awards that agree in some attributes; kept, for many norms ask for the same."""
    if names not in awards.grouped:
        groups: dict[Values, list[Award]] = {}
        for award in awards.others:
            groups.setdefault(_values(award, names), []).append(award)
        awards.grouped[names] = tuple(map(tuple, groups.values()))
    return awards.grouped[names]


def _values(award: Award, names: Names) -> Values:
    """What an award says of itself, as a proof would print it: $5 and $5.00 are two."""
    found = (_source_of(award) if name == "known" else getattr(award, name) for name in names)
    return tuple(value.as_tuple() if isinstance(value, Decimal) else value for value in found)


def _source_of(award: Award) -> Known:
    """What a proof reads of how a row is known, once it is: its source."""
    return Known(source=award.known.source) if award.known != SUPPOSED else SUPPOSED


def _standing_for(award: Award) -> AskedAward:
    own: dict[str, Any] = {name: getattr(award, name) for name in COLUMNS - ITS_OWN}
    own |= {"id": ONE, "known": _source_of(award)}
    return AskedAward(**own)


def named(step: Step, id: str) -> Step:
    """A proof in which the number of an award replaces `ONE`."""
    missing = named_fact(step.missing, id) if step.missing is not None else None
    parts = tuple(named(part, id) for part in step.parts)
    return Step(
        claim=step.claim.replace(ONE, id),
        truth=step.truth,
        cites=step.cites,
        parts=parts,
        missing=missing,
        role=step.role,
    )


def named_fact(fact: Missing, id: str) -> Missing:
    """A missing fact in which the number of an award replaces `ONE`.

    >>> named_fact(Missing("award.stage", ONE, f"its stage ({ONE})"), "A-1").words
    'its stage (A-1)'
    """
    words = fact.words.replace(f"award {ONE}", id) if id == THE_AWARD else fact.words
    return Missing(fact.fact, fact.about.replace(ONE, id), words.replace(ONE, id))
