"""The nearest valid names to a misspelt one, for the sentence that reports a fault."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` known names that the writer may have meant, best first; empty if none is near.

    A name is near when at most a third of its letters (and two at least) were added, dropped,
    changed or swapped with their neighbour, whatever their case.

    >>> nearest("chicgo-il", ["chicago-il", "cicero-il", "chico-ca"])
    ('chicago-il', 'chico-ca', 'cicero-il')
    >>> nearest("must nto", ["must", "must not", "may"])
    ('must not',)
    >>> nearest("quorum", ["must", "must not", "may"])
    ()
    """
    wanted = name.casefold()
    allowed = max(2, len(wanted) // 3)
    pairs = _pairs(wanted)
    shared: list[tuple[int, str]] = []
    for one in dict.fromkeys(known):
        if abs(len(one) - len(wanted)) <= allowed:
            found = _pairs(one.casefold())
            shared.append((len(pairs ^ found), one))
    shared.sort()
    # Of two names as near, the one with the same letters: swapped letters and digits are the commonest slip.
    letters = sorted(wanted)
    close = [(edits(wanted, one.casefold()), sorted(one.casefold()) != letters, one) for _, one in shared[: 60 * limit]]
    best = sorted(near for near in close if near[0] <= allowed and near[0] < len(wanted))
    return tuple(one for *_, one in best[:limit])


def edits(left: str, right: str) -> int:
    """How many letters were added, dropped, changed or swapped with a neighbour between two words.

    Source: the optimal string alignment distance.

    >>> edits("ca3", "ca3"), edits("nysd", "nyds"), edits("recipient", "recipeint"), edits("a", "")
    (0, 1, 1, 1)
    """
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, one in enumerate(left, 1):
        line = [row]
        for column, other in enumerate(right, 1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (one != other))
            if row > 1 < column and one == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]


def _pairs(word: str) -> set[str]:
    """The pairs of neighbouring letters of a word, its ends included."""
    framed = f" {word} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known name, or `otherwise` when none is near.

    >>> did_you_mean("acess", ["access", "notice"])
    'Did you mean `access`?'
    """
    near = nearest(name, known, 1)
    return f"Did you mean `{near[0]}`?" if near else otherwise
