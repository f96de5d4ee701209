"""What differs between two kept portfolios: by condition, with the awards and dollars of each change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from comity.kept.portfolio import Answered, Placed, Portfolio, together


@dataclass(frozen=True, slots=True)
class Change:
    """Awards whose answer under one norm changes alike; None where there is no answer on that side."""

    norm: str
    before: Answered | None
    after: Answered | None
    awards: tuple[Placed, ...]

    @property
    def dollars(self) -> Decimal | None:
        """Of its prime awards."""
        return together(one.amount for one in self.awards if not one.sub)

    @property
    def ground_only(self) -> bool:
        """Whether the status is the same and rests on something else, or is known otherwise."""
        if self.before is None or self.after is None:
            return False
        return (self.before.status, self.before.state) == (self.after.status, self.after.state)


def changes(before: Portfolio, after: Portfolio) -> tuple[Change, ...]:
    """Every answer that differs, a change of ground included; by norm, the most dollars first within the same kind."""
    there = {one.award: one for one in after.awards}
    pairs: dict[tuple[int, int], list[Placed]] = {}
    for one in before.awards:
        if (other := there.get(one.award)) is not None:
            pairs.setdefault((one.situation, other.situation), []).append(one)
    old = {one.number: _by_norm(before, one.answers) for one in before.situations}
    new = {one.number: _by_norm(after, one.answers) for one in after.situations}
    found: dict[tuple[str, Answered | None, Answered | None], list[Placed]] = {}
    for (was, then), awards in pairs.items():
        first, second = old[was], new[then]
        for norm in dict.fromkeys([*first, *second]):
            one, other = first.get(norm), second.get(norm)
            if one != other:
                found.setdefault((norm, one, other), []).extend(awards)
    made = [Change(norm, one, other, tuple(awards)) for (norm, one, other), awards in found.items()]
    return tuple(sorted(made, key=lambda c: (c.ground_only, -(c.dollars or 0), c.norm, repr(c.before))))


def _by_norm(found: Portfolio, places: tuple[int, ...]) -> dict[str, Answered]:
    return {found.answers[place].norm: found.answers[place] for place in places}
