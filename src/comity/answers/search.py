"""Find norms, orders, instruments, acts, programs and parties by words, forgiving typing errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity.answers.listing import KINDS
from comity.norms.names.programs import all_programs
from comity.norms.nodes import Law

OF_LAW = ("norms", "orders", "acts", "agencies", "courts")
_LIKE = 84.0
"""How like a word must be to one of a text, of 100, to be taken for it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that matches the words: its kind, name and title, and a score out of 100."""

    kind: str
    name: str
    title: str
    score: float


def hit_json(hit: Hit) -> dict[str, object]:
    """A hit as `comity search --json` prints it."""
    return {"kind": hit.kind, "name": hit.name, "title": hit.title, "score": hit.score}


@dataclass(frozen=True, slots=True)
class _Thing:
    kind: str
    name: str
    title: str
    text: str
    weight: float


def search(words: str, law: Law, most: int = 20) -> tuple[Hit, ...]:
    """What matches some words, best first.

    Names and titles go before texts, law before programs, programs before parties; every word must fit somewhere.

    >>> from comity.answers.question import open_law
    >>> search("continum of care", open_law(None))[0].kind in ("instruments", "norms", "programs")
    True
    """
    asked = _split(words)
    wanted = [word for word in asked if word not in ("the", "of", "a", "an", "and", "in", "on", "to", "no")] or asked
    if not wanted:
        return ()
    things = list(_things(law))
    vocabulary = {word for one in things for word in _split(one.text)}
    meant = {word: _like(word, vocabulary) for word in wanted}
    found: list[Hit] = []
    for one in things:
        score = _score(one, wanted, meant)
        if score:
            found.append(Hit(one.kind, one.name, one.title, round(score, 1)))
    return tuple(sorted(found, key=lambda hit: (-hit.score, len(hit.title), hit.name))[:most])


def _like(word: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """The words of all texts that a word may stand for, each with how like it is."""
    from rapidfuzz import fuzz, process

    words = list(vocabulary)
    found = {one: 100.0 for one in words if one == word}
    if len(word) > 3:
        found |= {one: 92.0 for one in words if one.startswith(word) and one not in found}
        near = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=60)
        found |= {one: score * 0.9 for one, score, _ in near if one not in found and one[:1] == word[:1]}
    return found


def _score(one: _Thing, wanted: list[str], meant: dict[str, dict[str, float]]) -> float:
    name, title, text = (set(_split(part)) for part in (one.name, one.title, one.text))
    total = 0.0
    for word in wanted:
        best = 0.0
        for like, score in meant[word].items():
            if like in name or like in title:
                best = max(best, score)
            elif like in text:
                best = max(best, score * 0.7)
        if not best:
            return 0.0
        total += best
    spare = len(title - {word for likes in meant.values() for word in likes})
    return total / len(wanted) * one.weight - min(spare, 12) * 0.5


def _split(text: str) -> list[str]:
    word = ""
    found: list[str] = []
    for mark in text.casefold():
        if mark.isalnum() or mark == ".":
            word += mark
        elif word:
            found.append(word.strip("."))
            word = ""
    return [*found, word.strip(".")] if word else found


def _things(law: Law) -> Iterator[_Thing]:
    for kind in OF_LAW:
        if kind not in KINDS:
            continue
        for entry in KINDS[kind](law):
            yield _Thing(
                kind,
                entry.name,
                entry.title,
                " ".join((entry.name, entry.title, entry.what, *entry.also, _words_of(law, entry.name))),
                1.0,
            )
    for instrument in law.instruments.values():
        yield _Thing(
            "instruments",
            instrument.id,
            instrument.title,
            f"{instrument.id} {instrument.title} {instrument.docket or ''}",
            1.0,
        )
    for one in all_programs().values():
        yield _Thing(
            "programs",
            one.number,
            one.title,
            f"{one.number} {one.title} {one.agency or ''}",
            0.96 if one.active else 0.9,
        )
    for entry in KINDS["parties"](law):
        yield _Thing(
            "parties", entry.name, entry.title, " ".join((entry.name, entry.title, entry.what, *entry.also)), 0.93
        )


def _words_of(law: Law, name: str) -> str:
    """The words of the law that stand with a norm or an act."""
    one = law.norms.get(name) or law.norm_acts.get(name)
    if one is None:
        return ""
    instrument = law.instruments.get(one.instrument)
    quoted = (word for passage in one.passages for word in passage.words)
    return " ".join((*quoted, instrument.title if instrument else ""))
