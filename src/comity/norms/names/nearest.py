"""Find the valid names nearest to a misspelt one, for the message that reports a fault."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` known names that the writer may have meant, best first; empty if none is near.

    A name is near when at most a third of its letters (and two at least) were added, dropped,
    changed or swapped with their neighbour, whatever their case (optimal string alignment).

    >>> nearest("chicgo-il", ["chicago-il", "cicero-il", "chico-ca"])
    ('chicago-il', 'chico-ca', 'cicero-il')
    >>> nearest("must nto", ["must", "must not", "may"])
    ('must not',)
    >>> nearest("quorum", ["must", "must not", "may"])
    ()
    """
    from rapidfuzz.distance import OSA  # only a fault needs it

    wanted = name.casefold()
    allowed = min(max(2, len(wanted) // 3), len(wanted) - 1)
    if allowed < 1:
        return ()
    letters = sorted(wanted)
    found: list[tuple[int, bool, str]] = []
    for one in dict.fromkeys(known):
        folded = one.casefold()
        distance = OSA.distance(wanted, folded, score_cutoff=allowed)
        if distance <= allowed:
            # Of two names as near, the one with the same letters: swapped letters and digits are the commonest slip.
            found.append((distance, sorted(folded) != letters, one))
    return tuple(one for *_, one in sorted(found)[:limit])


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known name, or `otherwise` when none is near.

    >>> did_you_mean("acess", ["access", "notice"])
    'Did you mean `access`?'
    """
    near = nearest(name, known, 1)
    return f"Did you mean `{near[0]}`?" if near else otherwise
