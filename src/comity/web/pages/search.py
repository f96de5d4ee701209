"""Search orders, conditions, awards and letters, forgiving typing errors; answer whether a norm binds someone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from rapidfuzz import fuzz

from comity.brief.office_words import STATUS, act_words
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.pages.binding import Bound, bound

PATH = "search/"
MOST, LEAST = 30, 70
EMPTY = ("does", "do", "is", "are", "the", "of", "to", "bind", "us", "a", "we", "by", "in", "")
"""Words that say nothing of what is meant."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    kind: str
    title: str
    says: str
    link: str
    score: float


@dataclass(frozen=True, slots=True)
class Page:
    """What was found, the likeliest first."""

    words: str
    hits: tuple[Hit, ...]
    bound: Bound | None = None


def view(request: Any) -> HttpResponse:
    """What fits the words."""
    asking: Asking = request.asking
    page = rows(asking, keeping().answers(asking), request.GET.get("q", "").strip()[:200])
    return render(request, "search.html", {"page": page, "subject": shown(asking.subject)})


def rows(asking: Asking, answers: Answers | None, words: str) -> Page:
    """The page as rows."""
    if not words:
        return Page(words, ())
    ours = _ours(answers) if answers is not None else {}
    found = list(_all(asking, ours, words.lower()))
    found.sort(key=lambda one: (-one.score, one.kind, one.title))
    return Page(words, tuple(found[:MOST]), bound(asking, answers, words, _score))


def _ours(answers: Answers) -> dict[str, str]:
    """What holds of our awards under each norm, in words."""
    found: dict[str, list[str]] = {}
    for line in answers.lines:
        said = f"{STATUS[line.answer.status].lower()} on {line.awards} award{'s' if line.awards != 1 else ''}"
        found.setdefault(line.answer.norm, []).append(said)
    return {norm: "; ".join(said) for norm, said in found.items()}


def _all(asking: Asking, ours: dict[str, str], words: str) -> Iterator[Hit]:
    """What is like the words; the words and the address of a hit are made of what is alike only."""
    law = keeping().law
    on = f"?on={asking.as_of}" if asking.past else ""
    for id, act in law.norm_acts.items():
        if id not in law.norms:
            title = act_words(id, law)
            instrument = law.instruments[act.instrument]
            text = f"{title} {id} {instrument.docket or ''} {' '.join(law.cite(id))}"
            if (score := _score(words, text)) >= LEAST:
                kind = "Order" if act.kind == "order" else act.kind.capitalize()
                yield Hit(kind, title, id, reverse("order", args=[id]) + on, score)
    for id, norm in law.norms.items():
        instrument = law.instruments[norm.instrument]
        text = f"{norm.title} {id} {instrument.title} {' '.join(norm.cites)}"
        if (score := _score(words, text)) >= LEAST:
            kind = "Condition" if norm.force == "condition" else "Norm"
            says = f"{instrument.title}. For {shown(asking.subject)}: {ours[id]}." if id in ours else instrument.title
            yield Hit(kind, norm.title, says, reverse("condition", args=[id]) + on, score)
    for id, award in keeping().question(asking).facts.awards.items():
        listing = award.program or ""
        if (score := _score(words, f"{id} {listing}")) >= LEAST:
            yield Hit("Award", id, listing, reverse("award", args=[id]) + on, score)


def _score(words: str, text: str) -> float:
    """How well each word of the question is found in a text, a mistyped one less."""
    text = text.lower()
    meant = _meant(words)
    # below this one word alone leaves the whole below LEAST, and need not be measured
    cutoff = max(0, LEAST * len(meant) - 100 * (len(meant) - 1))
    scores = [
        100.0 if word in text else fuzz.partial_ratio(word, text, score_cutoff=cutoff) if len(word) > 3 else 0.0
        for word in meant
    ]
    return sum(scores) / len(scores) if scores else 0.0


@lru_cache(16)
def _meant(words: str) -> tuple[str, ...]:
    asked = (word.strip("?.,;:()") for word in words.split())
    return tuple(word for word in asked if word not in EMPTY)
