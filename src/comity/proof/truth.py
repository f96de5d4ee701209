"""Three-valued truth with reasons: a `Step` is a claim, whether it holds, and the steps it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from comity.frozen import frozen

Truth: TypeAlias = bool | None
"""True, False or None (unknown), combined as Kleene's strong three-valued logic."""


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """A fact that is not known: its name, whom or what it is about, and the words of the question."""

    fact: str
    about: str
    words: str


@frozen
class Step:
    """One step of a proof: what is claimed, whether it holds, what it cites, what it rests on, which fact is missing."""

    claim: str
    truth: Truth
    cites: tuple[str, ...] = ()
    parts: tuple[Step, ...] = ()
    missing: Missing | None = None
    role: str = ""


def both(truths: Iterable[Truth]) -> Truth:
    """Kleene's and: false if any is false, else unknown if any is unknown.

    >>> both([True, None]), both([False, None]), both([])
    (None, False, True)
    """
    found: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            found = None
    return found


def either(truths: Iterable[Truth]) -> Truth:
    """Kleene's or: true if any is true, else unknown if any is unknown.

    >>> either([False, None]), either([True, None]), either([])
    (None, True, False)
    """
    found: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            found = None
    return found


def opposite(truth: Truth) -> Truth:
    """Kleene's not."""
    return None if truth is None else not truth


def all_of(claim: str, parts: Iterable[Step], cites: tuple[str, ...] = (), role: str = "") -> Step:
    """A step that holds when all its parts do."""
    steps = tuple(parts)
    return Step(claim, both(step.truth for step in steps), cites, steps, role=role)


def any_of(claim: str, parts: Iterable[Step], cites: tuple[str, ...] = (), role: str = "") -> Step:
    """A step that holds when any of its parts does."""
    steps = tuple(parts)
    return Step(claim, either(step.truth for step in steps), cites, steps, role=role)


def denied(claim: str, part: Step, cites: tuple[str, ...] = (), role: str = "") -> Step:
    """A step that holds when its part does not."""
    return Step(claim, opposite(part.truth), cites, (part,), role=role)


def missing_facts(step: Step) -> Iterator[Missing]:
    """The facts whose absence leaves a step unknown, each once, in order; nothing for a step that is known.

    Only what is unknown is looked into: a part that is known cannot be what leaves the whole unknown.
    """
    seen: set[Missing] = set()
    waiting = [step]
    while waiting:
        current = waiting.pop()
        if current.truth is not None:
            continue
        if current.missing is not None and current.missing not in seen:
            seen.add(current.missing)
            yield current.missing
        waiting += reversed(current.parts)


def walk(step: Step, enter: Callable[[Step], bool] = lambda _: True) -> Iterator[Step]:
    """Every step of a proof, a step before its parts; parts are left out where `enter` says no."""
    yield step
    if enter(step):
        for part in step.parts:
            yield from walk(part, enter)
