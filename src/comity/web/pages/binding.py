"""Answer "does X bind Y?" in a search: one line for each answer, or a choice among several norms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from comity.answers.question import find_party
from comity.brief.office_words import StatusWords, act_words, short_day, status_words
from comity.errors import ComityError
from comity.kept.lines import lines
from comity.norms.names.governments import Government
from comity.norms.nodes import Law
from comity.proof.ask import ask
from comity.proof.context import shown
from comity.proof.position import Position
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.pages.order import order_answer

_BINDS = re.compile(
    r"^\s*(?:does|do|is|are|can|will)\s+(?P<norm>.+?)\s+(?:binds?|binding(?:\s+on|\s+for)?|reach(?:es)?|appl(?:y|ies)\s+to|"
    r"be\s+enforced\s+against)\b\s*(?P<party>.*?)\s*\??\s*$",
    re.IGNORECASE,
)
_BOUND = re.compile(r"^\s*(?:is|are|am)\s+(?P<party>.+?)\s+bound\s+by\s+(?P<norm>.+?)\s*\??\s*$", re.IGNORECASE)
_OF_A_COURT = re.compile(r"\bvs?\.?\s|\b(?:order|injunction|judgment|ruling|holding|stay)\b", re.IGNORECASE)
US = ("", "us", "we", "i", "me", "our city", "our county", "our state", "the city", "the county")
ORDERS = ("order", "holding", "notice")
LEAST, CLEAR = 75.0, 4.0
"""How like a norm's words must be to be meant, and by how much more than the next one's."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the answer: the status, and what it rests on."""

    status: StatusWords | None
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Bound:
    """The answer: about which norm and whom; `or_` are other norms that may be meant, `not_told` why there is no answer."""

    title: str
    who: str
    link: str
    said: tuple[Said, ...] = ()
    or_: tuple[tuple[str, str], ...] = ()
    not_told: str = ""


def bound(asking: Asking, answers: Answers | None, words: str, alike: Callable[[str, str], float]) -> Bound | None:
    """The answer to a question whether a norm binds somebody; None where the words are no such question."""
    asked = _BOUND.match(words) or _BINDS.match(words)
    if asked is None:
        return None
    law = keeping().law
    try:
        party = (
            asking.subject
            if asked["party"].lower() in US
            else find_party(asked["party"], keeping().question(asking).record)
        )
    except ComityError as error:
        return Bound("", asked["party"], "", not_told=f"{error.message} {error.hint}".strip())
    likely, orders = _likely(asked["norm"], law, alike), _orders(asked["norm"], law, alike)
    if orders and (not likely or (orders[0][0], _OF_A_COURT.search(asked["norm"]) is not None) > (likely[0][0], False)):
        return _by_order(asking, party, orders, law)
    if not likely:
        return Bound("", shown(party), "", not_told=f"No norm or order of the library is like “{asked['norm']}”.")
    first = likely[0][1]
    others = tuple(
        (_title(id, law), reverse("condition", args=[id])) for score, id in likely[1:6] if likely[0][0] - score < CLEAR
    )
    if others:
        here = (_title(first, law), reverse("condition", args=[first]))
        return Bound("", shown(party), "", or_=(here, *others), not_told="Several norms are like these words.")
    said = tuple(_ours(asking, answers, first) if party == asking.subject else _theirs(asking, first, party))
    return Bound(_title(first, law), shown(party), reverse("condition", args=[first]), said)


def _title(id: str, law: Law) -> str:
    return f"{law.norms[id].title} ({law.instruments[law.norms[id].instrument].title})"


def _likely(words: str, law: Law, alike: Callable[[str, str], float]) -> list[tuple[float, str]]:
    """The norms that may be meant, the likeliest first; one that is named by its id is meant."""
    if words.strip() in law.norms:
        return [(100.0, words.strip())]
    scored = [
        (alike(words.lower(), f"{norm.title} {id} {law.instruments[norm.instrument].title} {' '.join(norm.cites)}"), id)
        for id, norm in law.norms.items()
    ]
    return sorted(((score, id) for score, id in scored if score >= LEAST), key=lambda one: (-one[0], one[1]))


def _orders(words: str, law: Law, alike: Callable[[str, str], float]) -> list[tuple[float, str]]:
    """The orders that may be meant, the likeliest first; one that is named by its id, or all of a lawsuit that is, are meant."""
    acts = [id for id, act in law.norm_acts.items() if id not in law.norms and act.kind in ORDERS]
    said = words.strip().removeprefix("the ")
    named = (
        [id for id in acts if id == said or act_words(id, law).lower() == said.lower()]
        or [id for id in acts if law.norm_acts[id].instrument == said]
    )  # fmt: skip
    if named:
        return [(101.0, id) for id in named]
    scored = [(alike(words.lower(), f"{act_words(id, law)} {id}"), id) for id in acts]
    return sorted(((score, id) for score, id in scored if score >= LEAST), key=lambda one: (-one[0], one[1]))


def _by_order(asking: Asking, party: Government, orders: list[tuple[float, str]], law: Law) -> Bound:
    """What an order does for a government; where several may be meant, these."""
    meant = [id for score, id in orders[:6] if orders[0][0] - score < CLEAR]
    if len(meant) > 1:
        or_ = tuple((act_words(id, law), reverse("order", args=[id])) for id in meant)
        return Bound("", shown(party), "", or_=or_, not_told="Several orders are like these words.")
    link = reverse("order", args=[meant[0]])
    said = Said(None, order_answer(asking, meant[0], party), link)
    return Bound(act_words(meant[0], law), shown(party), link, (said,))


def _ours(asking: Asking, answers: Answers | None, norm: str) -> Iterator[Said]:
    """What holds of our own awards, a line for each answer; where none may have it, what would hold if one had."""
    if answers is None:
        yield Said(None, "The answers about your awards are being worked out; ask again.", "")
        return
    law = answers.question.law
    faces = {one.line: one.act for one in answers.sheet.faces}
    found = [one for one in lines(answers.sheet.portfolio, law) if one.answer.norm == norm]
    for line in found:
        act = line.answer.ground or faces.get(line.id) or ""
        parts = [f"missing: {line.answer.missing[0][1]}" if line.answer.missing else act_words(act, law) if act else ""]
        parts.append(f"{line.awards} award{'s' if line.awards != 1 else ''}")
        words = " · ".join(one for one in parts if one)
        yield Said(status_words(line.answer.status, line.answer.state), words, f"/position/line/{line.id}/")
    if not found:
        yield from _theirs(asking, norm, asking.subject)


def _theirs(asking: Asking, norm: str, party: Government) -> Iterator[Said]:
    """What would hold of an award that carries it; of whom no award is on record nothing more is known."""
    question = keeping().question(asking)
    of_award = question.law.norms[norm].attaches_to == "award"
    context = question.context(party)
    answers = ask(question.law.norms[norm], replace(context, attached=frozenset({norm})) if of_award else context)
    if not answers:
        yield Said(None, f"Whether it can bind {shown(party)} cannot be told from what is on record.", "")
    for one in answers:
        yield Said(
            status_words(one.status, one.fresh.state if one.fresh else None), _words(one, question.law, of_award), ""
        )


def _words(found: Position, law: Law, of_award: bool) -> str:
    parts = ["if an award carries it; whether one does is not on record"] if of_award else []
    if found.status == "undetermined":
        parts.append("missing: " + "; ".join(one.words for one in found.missing[:3]))
    elif found.ground and found.ground in law.norm_acts:
        parts.append(act_words(found.ground, law))
    if found.fresh is not None:
        parts.append(f"seen {short_day(found.fresh.seen)}")
    return " · ".join(parts)
