"""The clause finder: which quoted clauses of the library stand in a document, how alike, with the words that differ.

Shingles of words find the places, alignment of words shows the differences; a clause reworded from "must" to "will" is
found and its difference shown. What no clause of the library is like, but looks like a duty of the field, is named too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.intake.documents.document import Document, Span
from comity.norms.nodes import Law

SHINGLE = 3
"""Words that must stand together for a place to be looked at."""
LEAST_WORDS = 8
"""A quotation of fewer words is too common to be a clause."""
LEAST_ALIKE = 0.55
"""Share of words in common, from which on a place is the clause reworded; more is asked of short ones."""
SHORT = 16

_WORD = re.compile(r"[0-9a-z$%§]+(?:['.,-][0-9a-z]+)*")
_SENTENCE = re.compile(r"[^.;\n](?:[^.;\n]|\.(?=[\w,])|\n(?!\n))*[.;]?")
_DUTY = re.compile(
    r"\b(?:must|shall|will|agrees?|certif(?:y|ies|ied)|warrants?|assures?|is required to|may not)\b", re.I
)
_FIELD = re.compile(
    r"\b(?:immigra\w+|aliens?|detain\w*|detention|removal|homeland security|ICE|CBP|1373|1644|1324|287\(g\)|sanctuary|"
    r"executive orders?|false claims act|materiality|material for purposes|DEI|diversity|equity|gender|"
    r"antidiscrimination|anti-discrimination|title vi|boycott|law enforcement|cooperat\w+|share information|"
    r"provide (?:access|data|information|records)|personally identifiable|elective abortions?|illegal)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Quoted words of an instrument and the norms that rest on them."""

    instrument: str
    pinpoint: str
    words: str
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that the library has and the document has not, or the other way, at one place; one of both may be empty."""

    library: str
    document: str


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause of the library in a document: where, the share of words in common, and every difference."""

    clause: Clause
    span: Span
    alike: float
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether the words are the same."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found, and the duties of the field that the library does not know."""

    found: tuple[FoundClause, ...]
    unknown: tuple[Span, ...]


def clauses_of(law: Law, attaching_to: Iterable[str] = ("award",)) -> tuple[Clause, ...]:
    """The quoted clauses of a law that awards carry, each once, with the norms that rest on it.

    A passage that quotes several paragraphs is as many clauses.
    """
    kinds = frozenset(attaching_to)
    norms: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for norm in law.norms.values():
        if norm.attaches_to not in kinds:
            continue
        for passage in norm.passages:
            for words in passage.words:
                if len(_words(words)) >= LEAST_WORDS:
                    norms[norm.instrument, passage.pinpoint, words].append(norm.id)
    return tuple(Clause(*key, tuple(dict.fromkeys(ids))) for key, ids in norms.items())


def search(document: Document, clauses: Sequence[Clause]) -> Searched:
    """The clauses that stand in a document, in its order, and its sentences that look like duties and are none of them."""
    tokens = _words(document.text)
    words = [word for word, _, _ in tokens]
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n in range(len(words) - SHINGLE + 1):
        at[tuple(words[n : n + SHINGLE])].append(n)
    found: list[FoundClause] = []
    for clause in clauses:
        own = _words(clause.words)
        for first, last in _places([word for word, _, _ in own], at):
            one = _aligned(clause, own, document, tokens[max(0, first) : last])
            if one is not None:
                found.append(one)
    kept = _best(found)
    return Searched(kept, _unknown(document, [one.span for one in kept]))


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, folded, each with its place."""
    return [(m[0].rstrip(".,"), m.start(), m.end()) for m in _WORD.finditer(text.casefold())] if text else []


def _places(own: list[str], at: dict[tuple[str, ...], list[int]]) -> list[tuple[int, int]]:
    """Stretches of the document's words, as long as a clause and more, in which enough of its shingles stand."""
    hits: list[tuple[int, int]] = []
    total = max(1, len(own) - SHINGLE + 1)
    for n in range(total):
        hits += [(place, n) for place in at.get(tuple(own[n : n + SHINGLE]), ())]
    hits.sort()
    needed = max(2, round(0.12 * total))
    reach = round(1.6 * len(own)) + 12
    places: list[tuple[int, int]] = []
    n = 0
    while n < len(hits):
        end = n
        while end + 1 < len(hits) and hits[end + 1][0] - hits[n][0] <= reach:
            end += 1
        if len({own_at for _, own_at in hits[n : end + 1]}) >= needed:
            before = min(own_at for _, own_at in hits[n : end + 1])
            places.append((hits[n][0] - before - 8, hits[end][0] + SHINGLE + (len(own) - before) // 2 + 8))
            n = end + 1
        else:
            n += 1
    return places


def _aligned(
    clause: Clause, own: list[tuple[str, int, int]], document: Document, window: list[tuple[str, int, int]]
) -> FoundClause | None:
    """A clause beside a stretch of the document, word by word; None where too few are in common."""
    from rapidfuzz.distance import LCSseq

    steps = [
        step for step in LCSseq.opcodes([w for w, _, _ in own], [w for w, _, _ in window]) if step.tag != "replace"
    ]
    equal = [step for step in steps if step.tag == "equal"]
    # stray words at the ends, far from the rest, belong to the sentences around
    while len(equal) > 1 and equal[0].src_end - equal[0].src_start <= 2 and _gap(equal[0], equal[1]) > 6:
        equal.pop(0)
    while len(equal) > 1 and equal[-1].src_end - equal[-1].src_start <= 2 and _gap(equal[-2], equal[-1]) > 6:
        equal.pop()
    if not equal:
        return None
    first, last = equal[0].dest_start, equal[-1].dest_end
    # as many words at either end as the clause has there are its own, changed
    first = max(0, first - min(equal[0].src_start, 4)) if equal[0].src_start <= 4 else first
    common = sum(step.src_end - step.src_start for step in equal)
    alike = 2 * common / (len(own) + last - first)
    if alike < (LEAST_ALIKE if len(own) > SHORT else 0.75):
        return None
    span = Span(window[first][1], window[last - 1][2])
    return FoundClause(clause, span, round(alike, 3), _differences(clause, own, document, window, equal, first, last))


def _gap(before: object, after: object) -> int:
    return getattr(after, "dest_start", 0) - getattr(before, "dest_end", 0)


def _differences(
    clause: Clause, own: list[tuple[str, int, int]], document: Document, window: list[tuple[str, int, int]],
    equal: Sequence[object], first: int, last: int,
) -> tuple[Difference, ...]:  # fmt: skip
    """What stands between the words in common, on either side."""
    edges = [(0, first)]
    for step in equal:
        edges += [(_n(step, "src_start"), _n(step, "dest_start")), (_n(step, "src_end"), _n(step, "dest_end"))]
    edges.append((len(own), last))
    found: list[Difference] = []
    for (a, b), (c, d) in zip(edges[::2], edges[1::2], strict=True):
        theirs = clause.words[own[a][1] : own[c - 1][2]] if c > a else ""
        ours = document.text[window[b][1] : window[d - 1][2]] if d > b else ""
        if theirs or ours:
            found.append(Difference(theirs, " ".join(ours.split())))
    return tuple(found)


def _n(step: object, name: str) -> int:
    return int(getattr(step, name))


def _best(found: list[FoundClause]) -> tuple[FoundClause, ...]:
    """Of clauses found at one place, the most alike; those as alike as it stand beside it."""
    kept: list[FoundClause] = []
    for one in sorted(found, key=lambda f: (-f.alike, -len(f.clause.words), f.clause.instrument, f.clause.pinpoint)):
        over = [other for other in kept if _overlap(one.span, other.span) > 0.5]
        if not over or (all(one.alike >= other.alike for other in over) and one.clause not in [o.clause for o in over]):
            kept.append(one)
    return tuple(sorted(kept, key=lambda f: (f.span, f.clause.instrument, f.clause.pinpoint)))


def _overlap(left: Span, right: Span) -> float:
    """The share of the shorter span that lies in the other."""
    inside = min(left.end, right.end) - max(left.start, right.start)
    return max(0, inside) / max(1, min(left.end - left.start, right.end - right.start))


def _unknown(document: Document, known: list[Span]) -> tuple[Span, ...]:
    """Sentences that ask for something of this field and stand in no clause that was found."""
    found: list[Span] = []
    for sentence in _SENTENCE.finditer(document.text):
        words = sentence[0]
        lead = len(words) - len(words.lstrip())
        span = Span(sentence.start() + lead, sentence.end())
        if len(words.split()) < 5 or not _DUTY.search(words) or not _FIELD.search(words):
            continue
        if all(_overlap(span, other) < 0.5 for other in known):
            found.append(span)
    return tuple(found)
