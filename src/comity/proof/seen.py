"""How fresh the knowledge behind an answer is: a block, a stay or a reversal counts only while nobody has undone it.

Of each act on norms that says when it was last seen to stand, the age is the day asked about less that day. Past its
limit the act is doubted; an answer that a doubted act could change is one "when last seen". The status stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from comity.frozen import frozen
from comity.norms.nodes import NormAct
from comity.proof.truth import Truth
from comity.text import tree as t

LIMITS = {"injunction": 30, "judgment": 180}
"""Days after which an act that was last seen to stand is doubted, where no appeal is known."""
UNDER_APPEAL = 14
"""The same under a pending appeal."""
LAST_SEEN = "last seen"
"""The name of the fact that an act which is doubted still stands."""


@frozen
class Freshness:
    """Whether an answer is confirmed or held when last seen: on which day, resting on which act, with how many days allowed.

    `limit` is None for an act that lasts until its own end.
    """

    state: str
    seen: dt.date
    limit: int | None
    act: str


def sort_of(act: NormAct) -> str:
    """What kind of act it is: a judgment (valid, invalid, undone), or an order, stay or waiver, which may be lifted any day."""
    judged = any(effect.verb in ("voids", "upholds", "reverses") for effect in act.effects)
    return "judgment" if judged else "injunction"


def limit(act: NormAct) -> int | None:
    """How many days after it was seen an act is doubted; None if it states when it ends.

    >>> UNDER_APPEAL < LIMITS["injunction"] < LIMITS["judgment"]
    True
    """
    if isinstance(act.end, t.Day) or act.restraining is not None:
        return None
    return UNDER_APPEAL if act.appeal == "pending" else LIMITS[sort_of(act)]


def past_limit(act: NormAct, as_of: dt.date) -> bool:
    """Whether an act was last seen to stand longer ago than its limit."""
    days = limit(act)
    return act.last_seen is not None and days is not None and (as_of - act.last_seen.day).days > days


def doubts(acts: Iterable[NormAct], as_of: dt.date) -> tuple[frozenset[str], frozenset[str]]:
    """The acts that may since have been undone because no final word on appeal is recorded, and of these the ones past their limit."""
    may = [act for act in acts if act.last_seen is not None and act.appeal != "final"]
    late = frozenset(act.id for act in may if past_limit(act, as_of))
    return frozenset(act.id for act in may), late


def freshest(
    resting: frozenset[str], doubted: frozenset[str], leading: Iterable[str], acts: Mapping[str, NormAct],
    may: frozenset[str], late: frozenset[str],
) -> Freshness:  # fmt: skip
    """How fresh an answer is: as fresh as the oldest of the acts it rests on, a ground first.

    `doubted` are those past their limit on which it rests, `leading` the grounds; `may` and `late` are as from `doubts`.
    """
    grounds = frozenset(leading)
    among = (doubted or resting - late or resting) | (grounds & (late if doubted else may - late))
    oldest = min((acts[id] for id in among), key=lambda act: (act.id not in grounds, _seen_on(act), act.id))
    return Freshness("last_seen" if doubted else "confirmed", _seen_on(oldest), limit(oldest), oldest.id)


def _seen_on(act: NormAct) -> dt.date:
    return act.last_seen.day if act.last_seen is not None else dt.date.min


def outcome(rows: Iterable[tuple[str, Truth]]) -> frozenset[str]:
    """The statuses that the rows of the table, in order, leave possible.

    >>> sorted(outcome((("void", None), ("blocked", True), ("waived", None))))
    ['blocked', 'void']
    """
    possible: set[str] = set()
    for status, truth in rows:
        if truth is not False:
            possible.add(status)
        if truth is True:
            return frozenset(possible)
    return frozenset(possible | {"in_force"})


def definite(found: frozenset[str]) -> bool:
    """Whether an answer can be confirmed: one status, or several under none of which the norm binds."""
    return len(found) == 1 or "in_force" not in found
