"""Where two laws may differ over the same awards, so that other cells and parties need not be looked at."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from comity.plan.fold.accumulator import STRIDE
from comity.plan.fold.day import Day

Array: TypeAlias = "np.ndarray[Any, Any]"
MOST = 1 << 24
"""Answers of slots to parties that are looked through; where there are more, everything is looked at."""


def apart(first: Day, second: Day, says: tuple[Array, Array]) -> tuple[Array, Array | None]:
    """The cells in which two laws may differ, and the parties for whom they may; None for all parties.

    `says` are the numbers of what each answer of either law says. What attaches to a cell is summed up in one number, so cells
    are alike when the same attaches to the same parties between the same days, with the same answers for every party.
    """
    days = (first, second)
    cells = np.union1d(first.folded.cells, second.folded.cells)
    if any(len(day.folded.base) // day.folded.effect_classes * len(day.people.parties) > MOST for day in days):
        return cells, None
    answers = [_by_party(day, number) for day, number in zip(days, says, strict=True)]
    one, two = first.folded, second.folded
    alike = (
        np.array_equal(one.key, two.key)
        and np.array_equal(one.slot, two.slot)
        and np.array_equal(one.attach_class, two.attach_class)
        and one.shared_days == two.shared_days
        and all(np.array_equal(x, y) for c in one.bounds for x, y in zip(one.bounds[c], two.bounds[c], strict=True))
    )
    parties = np.flatnonzero((answers[0] != answers[1]).any(axis=0)) if alike else None
    sums = [_sums(day, of_slot) for day, of_slot in zip(days, answers, strict=True)]
    here = [np.isin(cells, at, assume_unique=True) for at, _ in sums]
    found = np.zeros((2, len(cells)), np.uint64)
    for n, (_, total) in enumerate(sums):
        found[n, here[n]] = total
    return cells[found[0] != found[1]], parties


def _scattered(n: int) -> Array:
    """Odd numbers that look random: the first n of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014)."""
    found = np.arange(1, n + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (found ^ (found >> np.uint64(31))) | np.uint64(1)


def _by_party(day: Day, says: Array) -> Array:
    """What each slot answers each party."""
    folded = day.folded
    answers = folded.base.reshape(-1, folded.effect_classes)[:, folded.effect_class]
    party, slot = np.divmod(folded.special_key, STRIDE)
    answers[slot, party] = folded.special_answer
    return says[answers]


def _sums(day: Day, answers: Array) -> tuple[Array, Array]:
    """The cells to which anything attaches, in order, with the sum of what does."""
    folded = day.folded
    people = answers.shape[1]
    scattered = _scattered(2 * people + 2 + 2 * len(folded.bounds))
    of_party, of_member, factors = np.split(scattered, [people, 2 * people])
    slots = ((answers.astype(np.uint64) + np.uint64(1)) * of_party).sum(axis=1, dtype=np.uint64)
    members = np.zeros(folded.attach_classes, np.uint64)
    np.add.at(members, folded.attach_class, of_member)
    stretches = int(np.prod([len(on) + 2 for on in folded.shared_days.values()], dtype=np.int64))
    cell, class_ = np.divmod(folded.key // stretches, folded.attach_classes)
    parts = [slots[folded.slot], members[class_]]
    for bounds in folded.bounds.values():
        parts += [side.astype(np.int64).astype(np.uint64) for side in bounds]
    total = np.zeros(len(cell), np.uint64)
    for part, factor in zip(parts, factors, strict=True):
        total = (total ^ part) * factor
        total ^= total >> np.uint64(29)
    order = np.argsort(cell, kind="stable")
    at, start = np.unique(cell[order], return_index=True)
    return at, np.add.reduceat(total[order], start) if len(at) else total
