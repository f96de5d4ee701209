"""The missing facts as questions, those first that settle most; an answer becomes a fact with who and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from comity.answers.question import find_party
from comity.answers.questions import DO_NOT_KNOW, PlainQuestion, questions
from comity.answers.said import Asker, hear
from comity.errors import ComityError
from comity.kept.lacking import lacking
from comity.norms.names.governments import all_governments
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.office.entry import Entry
from comity.web.office.facts import enter
from comity.web.people.models import Access

PATH = "answer/"
TAKES = "enter"


@dataclass(frozen=True, slots=True)
class Page:
    """The questions that an office can answer, then those for counsel; `open` answers wait for them."""

    office: tuple[PlainQuestion, ...]
    counsel: tuple[PlainQuestion, ...]
    open: int
    all: int


def view(request: Any) -> HttpResponse:
    """The questions; a sentence that is sent is recorded whole or not at all."""
    asking: Asking = request.asking
    answers = keeping().answers(asking)
    said: dict[str, Any] = {"subject": shown(asking.subject), "may": asking.rights.may("enter", asking.matter.pk)}
    if request.method == "POST":
        sentence = request.POST.get("own", "").strip() or request.POST.get("sentence", "").strip()
        try:
            said["heard"] = record(asking, sentence, request.POST.get("access", Access.INTERNAL), request.user)
        except ComityError as error:
            said |= {"refused": error, "sentence": sentence}
        else:
            messages.success(request, f"Recorded: {said['heard']}. The answers are being worked out again.")
            return redirect("answer")
    said["page"] = None if answers is None else keeping().read_off(asking, PATH, lambda: rows(asking, answers))
    return render(request, "answer.html", {**said, "access": Access.choices, "unknown": DO_NOT_KNOW})


def rows(asking: Asking, answers: Answers) -> Page:
    """The page as rows."""
    law, found = keeping().law, answers.sheet.portfolio
    awards = answers.awards
    names = {short: one.name for short, one in all_governments().items() if one.kind == "agency"}
    example = next(iter(sorted(awards)), "NUMBER")
    lacked = lacking(found, law, awards)
    asked = questions(lacked, law, names, example, shown(asking.subject))
    sizes = {one.number: one.awards for one in found.situations}
    cells = [(found.answers[at], sizes[one.number]) for one in found.situations for at in one.answers]
    return Page(
        tuple(one for one in asked if not one.counsel),
        tuple(one for one in asked if one.counsel),
        sum(size for answer, size in cells if answer.status == "undetermined"),
        sum(size for _, size in cells),
    )


def record(asking: Asking, sentence: str, access: str, user: Any) -> str:
    """Record what a sentence says; returns it as it was understood. Raises Refused, Faults."""
    question = keeping().question(asking)
    awards = frozenset(question.facts.awards)
    asker = Asker(
        keeping().law,
        (asking.subject.short,),
        awards,
        lambda name: find_party(name, question.record),
        _printed(asking),
    )
    heard = hear(sentence, asker)
    level = access if access in Access.values else Access.PRIVILEGED
    entries = [Entry(one.table, _plain(one.values), one.supersedes or "", one.retracted, level) for one in heard.rows]
    enter(entries, asking.matter, user)
    return heard.words


def _printed(asking: Asking) -> dict[str, str]:
    """The missing facts by the words in which they are printed, so that these can be sent back."""
    answers = keeping().answers(asking)
    if answers is None:
        return {}
    return {words.lower(): fact for one in answers.sheet.portfolio.answers for fact, words in one.missing}


def _plain(values: Mapping[str, object]) -> dict[str, Any]:
    return {key: _value(value) for key, value in values.items() if value is not None}


def _value(value: object) -> Any:
    if isinstance(value, tuple | list):
        return [_value(one) for one in cast("tuple[object, ...] | list[object]", value)]
    return str(value) if isinstance(value, dt.date | Decimal) else value
