"""The clause finder: which clauses quoted in the library are in a document, how similar, and which words differ.

Shingles of words find the places, alignment of words shows the differences; a clause reworded from "must" to "will" is
found and its difference shown. What no clause of the library is like, but looks like a duty of the field, is named too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from comity.intake.documents.document import FOLDED, Document, Span
from comity.intake.documents.sentences import clauses_within, sentences
from comity.norms.nodes import Law

SHINGLE = 3
"""Words that must stand together for a place to be looked at."""
LEAST_WORDS = 8
"""A quotation of fewer words is too common to be a clause."""
LEAST_ALIKE = 0.6
"""Share of words in common, from which on a place is the clause reworded; words that stand in every award count less."""
LEAST_ALIKE_SHORT = 0.69
"""The same for a clause of fewer than `LONG` words, which has less to be known by."""
LONG = 41
MOST_PLACES = 40
"""Places of one document at which one clause is looked for."""
AS_GOOD = 0.06
"""How much less alike than the best a clause may be and still be shown at the same place."""

_WORD = re.compile(r"[0-9a-z$%§]+(?:['.,\[\]-][0-9a-z]+)*")
# what whoever quotes has left out, and what was put in for it
_ELIDED = re.compile(r"\[Note:[^\]]*\]|\[?\s*(?:\.\s?\.\s?\.|\u2026)\s*\]?")
_EVERYWHERE = re.compile(
    r"the|of|an?|and|or|to|in|for|on|at|by|with|from|under|th(?:at|is|ese|ose)|its?|they|them|their|if|not|any|all|each|other|"
    r"such|as|is|are|be|been|has|have|must|shall|will|may|can|(?:sub)?(?:recipient|grantee)s?|federal|award(?:s|ing)?|"
    r"agenc(?:y|ies)|funds?|funding|terms?|conditions?|comply|compliance|requirements?|applicable|programs?|government|state|"
    r"local|laws?|including"
)
_MARKS = {ord(mark): plain for mark, plain in FOLDED.items() if len(plain) == 1}
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
    """A clause of the library in a document: where, the share and number of words in common, and every difference."""

    clause: Clause
    span: Span
    alike: float
    common: int
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

    @property
    def norms(self) -> tuple[str, ...]:
        """The norms whose words were found, in the order of the document."""
        return tuple(dict.fromkeys(id for one in self.found for id in one.clause.norms))


@dataclass(frozen=True, slots=True)
class MadeSet:
    """A set of terms that found clauses make: which of its norms were found, and which of its quoted ones were not."""

    id: str
    found: tuple[str, ...]
    not_found: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every norm of it whose words the library has was found."""
        return not self.not_found


CARRIED = ("award terms", "agency notice", "executive order", "memorandum", "regulation")
"""Kinds of instruments whose words stand in the documents of awards; statutes are cited there, not copied."""


def clauses_of(law: Law) -> tuple[Clause, ...]:
    """The quoted clauses of a law that awards carry, each once, with the norms that rest on it.

    Those are of norms that attach to awards, or that a set of terms carries. A passage that quotes several paragraphs is as
    many clauses, and so is a quotation that leaves words out.
    """
    carried = {id for terms in law.term_sets.values() for id in terms.carries}
    norms: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for norm in law.norms.values():
        of_awards = norm.attaches_to == "award" and law.instruments[norm.instrument].kind in CARRIED
        if not of_awards and norm.id not in carried:
            continue
        for passage in norm.passages:
            for quoted in passage.words:
                for words in _ELIDED.split(quoted):
                    if len(_words(words)) >= LEAST_WORDS:
                        norms[norm.instrument, passage.pinpoint, words.strip(" []")].append(norm.id)
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


def made_sets(searched: Searched, clauses: Sequence[Clause], law: Law) -> tuple[MadeSet, ...]:
    """The sets of terms that the found clauses may make, the fullest first; of one lineage only those that hold most.

    Several may stand: versions that share their words cannot be told apart by them.
    """
    found = frozenset(searched.norms)
    quoted = frozenset(id for clause in clauses for id in clause.norms)
    made: list[MadeSet] = []
    for terms in law.term_sets.values():
        its = [id for id in terms.carries if id in quoted]
        here = tuple(id for id in its if id in found)
        if here:
            made.append(MadeSet(terms.id, here, tuple(id for id in its if id not in found)))

    def rank(one: MadeSet) -> tuple[int, int]:
        return (-len(one.found), len(one.not_found))

    kept = [
        one
        for one in made
        if not any(
            rank(other) < rank(one) and set(law.term_sets[one.id].lineage) & set(law.term_sets[other.id].lineage)
            for other in made
        )
    ]
    return tuple(sorted(kept, key=lambda one: (rank(one), one.id)))


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, folded, each with its place."""
    folded = text.lower().translate(_MARKS)
    return [(re.sub(r"[\[\]]", "", m[0]), m.start(), m.end()) for m in _WORD.finditer(folded)]


def _places(own: list[str], at: dict[tuple[str, ...], list[int]]) -> list[tuple[int, int]]:
    """Stretches of the document's words, as long as a clause and more, in which enough of its shingles stand.

    Each shingle in common says where the clause would begin; where many agree, more or less, it is looked for.
    """
    total = max(1, len(own) - SHINGLE + 1)
    hits = sorted((place - n, place, n) for n in range(total) for place in at.get(tuple(own[n : n + SHINGLE]), ()))
    needed = max(2, round(0.12 * total))
    slack = 12 + len(own) // 3
    places: list[tuple[int, int]] = []
    while len(hits) >= needed and len(places) < MOST_PLACES:
        first, last, votes = _densest(hits, slack)
        if votes < needed:
            break
        agreeing = hits[first:last]
        start = agreeing[0][0] - 8
        end = max(place + len(own) - n for _, place, n in agreeing) + 8
        places.append((start, end))
        hits = [hit for hit in hits if not start <= hit[1] < end]
    return places


def _densest(hits: list[tuple[int, int, int]], slack: int) -> tuple[int, int, int]:
    """Where most different shingles agree on a beginning, more or less by `slack`: from which hit to which, and how many."""
    best = (0, 0, 0)
    held: dict[int, int] = defaultdict(int)
    first = 0
    for last, (begins, _, n) in enumerate(hits):
        held[n] += 1
        while begins - hits[first][0] > slack:
            gone = hits[first][2]
            held[gone] -= 1
            if not held[gone]:
                del held[gone]
            first += 1
        if len(held) > best[2]:
            best = (first, last + 1, len(held))
    return best


def _aligned(
    clause: Clause, own: list[tuple[str, int, int]], document: Document, window: list[tuple[str, int, int]]
) -> FoundClause | None:
    """A clause beside a stretch of the document, word by word; None where too few are in common."""
    pairs = _pairs([word for word, _, _ in own], [word for word, _, _ in window])
    blocks = _blocks(pairs)
    # stray words at the ends, far from the rest, belong to the sentences around
    while len(blocks) > 1 and len(blocks[0]) <= 2 and blocks[1][0][1] - blocks[0][-1][1] > 7:
        blocks.pop(0)
    while len(blocks) > 1 and len(blocks[-1]) <= 2 and blocks[-1][0][1] - blocks[-2][-1][1] > 7:
        blocks.pop()
    if not blocks:
        return None
    first, last = blocks[0][0][1], blocks[-1][-1][1] + 1
    # as many words before as the clause has there are its own, changed
    if blocks[0][0][0] <= 4:
        first = max(0, first - blocks[0][0][0])
    words = [word for word, _, _ in own]
    common = _weight(words[n] for block in blocks for n, _ in block)
    alike = 2 * common / (_weight(words) + _weight(word for word, _, _ in window[first:last]))
    if alike < (LEAST_ALIKE if len(own) >= LONG else LEAST_ALIKE_SHORT):
        return None
    span = Span(window[first][1], window[last - 1][2])
    differences = _differences(
        clause=clause, own=own, document=document, window=window, blocks=blocks, first=first, last=last
    )
    return FoundClause(clause, span, round(alike, 3), sum(map(len, blocks)), differences)


def _weight(words: Iterable[str]) -> float:
    return sum(0.3 if _EVERYWHERE.fullmatch(word) else 1 for word in words)


_Pairs: TypeAlias = list[tuple[int, int]]


def _pairs(own: list[str], theirs: list[str]) -> _Pairs:
    """The words in common, each as its place in both; a word that may stand at several places stands by its neighbours."""
    from rapidfuzz.distance import LCSseq

    steps = [step for step in LCSseq.opcodes(own, theirs) if step.tag == "equal"]
    pairs = [(step.src_start + n, step.dest_start + n) for step in steps for n in range(step.src_end - step.src_start)]
    half = len(pairs) // 2
    for n in range(half - 1, -1, -1):
        (at, there), (next_at, next_there) = pairs[n], pairs[n + 1]
        if next_at == at + 1 and there < next_there - 1 and theirs[next_there - 1] == own[at]:
            pairs[n] = (at, next_there - 1)
    for n in range(max(1, half), len(pairs)):
        (before_at, before_there), (at, there) = pairs[n - 1], pairs[n]
        if at == before_at + 1 and there > before_there + 1 and theirs[before_there + 1] == own[at]:
            pairs[n] = (at, before_there + 1)
    return pairs


def _blocks(pairs: _Pairs) -> list[_Pairs]:
    """Pairs that follow each other in both texts, together."""
    blocks: list[_Pairs] = []
    for pair in pairs:
        if blocks and pair == (blocks[-1][-1][0] + 1, blocks[-1][-1][1] + 1):
            blocks[-1].append(pair)
        else:
            blocks.append([pair])
    return blocks


def _differences(
    clause: Clause, own: list[tuple[str, int, int]], document: Document, window: list[tuple[str, int, int]],
    blocks: list[_Pairs], first: int, last: int,
) -> tuple[Difference, ...]:  # fmt: skip
    """What stands between the words in common, on either side."""
    found: list[Difference] = []
    at, there = 0, first
    for block in [*blocks, [(len(own), last)]]:
        theirs = clause.words[own[at][1] : own[block[0][0] - 1][2]] if block[0][0] > at else ""
        ours = document.text[window[there][1] : window[block[0][1] - 1][2]] if block[0][1] > there else ""
        if theirs or ours:
            found.append(Difference(theirs, " ".join(ours.split())))
        at, there = block[-1][0] + 1, block[-1][1] + 1
    return tuple(found)


def _best(found: list[FoundClause]) -> tuple[FoundClause, ...]:
    """Of clauses found at one place, the one with most of its words there, and those nearly as alike.

    Agencies write their clauses from each other's: which of two a reworded one is, a person decides.
    """
    kept: list[FoundClause] = []
    for one in sorted(found, key=lambda f: (-f.alike * f.common, f.clause.instrument, f.clause.pinpoint)):
        over = [other for other in kept if _overlap(one.span, other.span) > 0.5]
        if one.clause in [other.clause for other in over]:
            continue
        as_good = over and one.alike >= over[0].alike - AS_GOOD and one.common >= 0.6 * over[0].common
        if not over or (as_good and not (one.differences and over[0].same)):
            kept.append(one)
    return tuple(sorted(kept, key=lambda f: (f.span, f.clause.instrument, f.clause.pinpoint)))


def _overlap(left: Span, right: Span) -> float:
    """The share of the shorter span that lies in the other."""
    inside = min(left.end, right.end) - max(left.start, right.start)
    return max(0, inside) / max(1, min(left.end - left.start, right.end - right.start))


def _unknown(document: Document, known: list[Span]) -> tuple[Span, ...]:
    """Sentences that ask for something of this field and stand in no clause that was found."""
    found: list[Span] = []
    for sentence in sentences(document):
        for span in clauses_within(document.text, sentence):
            words = document.text[span.start : span.end]
            if len(words.split()) < 5 or not _DUTY.search(words) or not _FIELD.search(words):
                continue
            if all(_overlap(span, other) < 0.5 for other in known):
                found.append(span)
    return tuple(found)
