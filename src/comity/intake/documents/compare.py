"""Compare two award documents: each clause the same, moved, reworded, new or gone, with the words that differ."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from comity.intake.documents.clauses import Clause, Difference, search
from comity.intake.documents.document import Document, Span
from comity.intake.documents.sentences import paragraphs

SAYS = ("same", "moved", "reworded", "moved and reworded", "new", "gone")
LEAST_ALIKE = 0.6
"""Share of words in common from which on two clauses are one, reworded."""
_NUMBER = re.compile(
    r"\A(?:(?:Article|Section|Term|Condition)\s+)?(?:[IVXLC]+|[A-Z]|[0-9]{1,3}(?:\.[0-9]{1,2})*)[.)]\s+", re.I
)
_WORD = re.compile(r"[\w$%§]+(?:['.,-]\w+)*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause in both documents, or in one: `old` and `new` are its places; `norms` those of the library that either carries."""

    says: str
    old: Span | None
    new: Span | None
    alike: float
    differences: tuple[Difference, ...] = ()
    norms: tuple[str, ...] = ()


def compare_terms(old: Document, new: Document, clauses: tuple[Clause, ...] = ()) -> tuple[Pair, ...]:
    """Align the clauses of two documents, in the order of the new one; what is gone stands where it stood in the old."""
    left, right = _clauses(old), _clauses(new)
    paired = _paired([w for _, w in left], [w for _, w in right])
    kept = _in_order(paired)
    by_old, by_new = _carried(old, clauses), _carried(new, clauses)
    found: list[tuple[float, Pair]] = []
    for n, (span, words) in enumerate(right):
        o = paired.get(n)
        if o is None:
            found.append(
                (n, Pair(says="new", old=None, new=span, alike=0.0, differences=(), norms=_norms(by_new, span)))
            )
            continue
        before, theirs = left[o]
        same = theirs == words
        moved = n not in kept
        says = {
            (True, False): "same",
            (True, True): "moved",
            (False, False): "reworded",
            (False, True): "moved and reworded",
        }[same, moved]
        differs = () if same else _differences(old, before, new, span)
        norms = tuple(dict.fromkeys((*_norms(by_old, before), *_norms(by_new, span))))
        found.append(
            (n, Pair(says=says, old=before, new=span, alike=_alike(theirs, words), differences=differs, norms=norms))
        )
    old_to_new = {o: n for n, o in paired.items()}
    for o, (span, _) in enumerate(left):
        if o not in old_to_new:
            after = max((old_to_new[p] for p in range(o) if p in old_to_new), default=-1)
            found.append(
                (
                    after + 0.5,
                    Pair(says="gone", old=span, new=None, alike=0.0, differences=(), norms=_norms(by_old, span)),
                )
            )
    return tuple(pair for _, pair in sorted(found, key=lambda one: (one[0], one[1].old or Span(0, 0))))


def _clauses(document: Document) -> list[tuple[Span, tuple[str, ...]]]:
    """Paragraphs with their words, without the number they carry: a clause that is only renumbered is the same."""
    found: list[tuple[Span, tuple[str, ...]]] = []
    for span in paragraphs(document.text):
        text = document.text[span.start : span.end]
        lead = _NUMBER.match(text)
        words = tuple(_WORD.findall(text[lead.end() if lead else 0 :].lower()))
        if words:
            found.append((span, words))
    return found


def _paired(left: list[tuple[str, ...]], right: list[tuple[str, ...]]) -> dict[int, int]:
    """New clause -> old clause: the same words first, then the most alike."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, words in enumerate(left):
        same[words].append(n)
    paired: dict[int, int] = {}
    for n, words in enumerate(right):
        if same.get(words):
            paired[n] = same[words].pop(0)
    free_old = set(range(len(left))) - set(paired.values())
    having: dict[str, set[int]] = defaultdict(set)
    for o in free_old:
        for word in set(left[o]):
            having[word].add(o)
    scored: list[tuple[float, int, int]] = []
    for n in set(range(len(right))) - set(paired):
        shared: dict[int, int] = defaultdict(int)
        for word in set(right[n]):
            for o in having.get(word, ()):
                shared[o] += 1
        for o in sorted(shared, key=lambda one: -shared[one])[:8]:
            alike = _alike(left[o], right[n])
            if alike >= LEAST_ALIKE:
                scored.append((alike, n, o))
    for _, n, o in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if n not in paired and o in free_old:
            paired[n] = o
            free_old.discard(o)
    return paired


def _alike(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    from rapidfuzz.distance import LCSseq

    if left == right:
        return 1.0
    return round(2 * LCSseq.similarity(left, right) / max(1, len(left) + len(right)), 3)


def _in_order(paired: dict[int, int]) -> frozenset[int]:
    """The new clauses that kept their order: the longest run of pairs that rises in both documents."""
    new = sorted(paired)
    tails: list[int] = []
    at: list[int] = []
    previous: dict[int, int | None] = {}
    for n in new:
        place = bisect_left(tails, paired[n])
        previous[n] = at[place - 1] if place else None
        tails[place : place + 1] = [paired[n]]
        at[place : place + 1] = [n]
    kept: set[int] = set()
    last: int | None = at[-1] if at else None
    while last is not None:
        kept.add(last)
        last = previous[last]
    return frozenset(kept)


def _differences(old: Document, before: Span, new: Document, after: Span) -> tuple[Difference, ...]:
    """The words of either side that the other has not, place by place: `library` is the old document's."""
    from rapidfuzz.distance import LCSseq

    theirs = list(_WORD.finditer(old.text, before.start, before.end))
    ours = list(_WORD.finditer(new.text, after.start, after.end))
    found: list[Difference] = []
    at = there = 0
    steps = [
        s for s in LCSseq.opcodes([m[0].lower() for m in theirs], [m[0].lower() for m in ours]) if s.tag == "equal"
    ]
    for start, begins, end, ends in [
        *((s.src_start, s.dest_start, s.src_end, s.dest_end) for s in steps),
        (len(theirs), len(ours), 0, 0),
    ]:
        was = old.text[theirs[at].start() : theirs[start - 1].end()] if start > at else ""
        is_ = new.text[ours[there].start() : ours[begins - 1].end()] if begins > there else ""
        if was or is_:
            found.append(Difference(" ".join(was.split()), " ".join(is_.split())))
        at, there = end, ends
    return tuple(found)


_Carried = list[tuple[Span, tuple[str, ...]]]


def _carried(document: Document, clauses: tuple[Clause, ...]) -> _Carried:
    return [(one.span, one.clause.norms) for one in search(document, clauses).found] if clauses else []


def _norms(carried: _Carried, span: Span) -> tuple[str, ...]:
    inside = [norms for place, norms in carried if place.start < span.end and span.start < place.end]
    return tuple(dict.fromkeys(norm for norms in inside for norm in norms))
