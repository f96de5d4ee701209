"""Position: the conditions of a government's awards, and whether each may be enforced on a day."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.pages.position_rows import CHOICES, rows
from comity.web.pages.sending import answers_for, sent

PATH = "position/"


def view(request: Any) -> HttpResponse:
    """The position on a day; while it is being worked out, that."""
    from comity.web.pages.position_files import book, memo

    asking: Asking = request.asking
    answers = answers_for(request)
    said = {"subject": shown(asking.subject)}
    if answers is None:
        return render(request, "position.html", said)
    chosen = {name: request.GET.get(name, "") for name in CHOICES}
    # the words of the page are kept with the answers that they say; the rows are made where they are not yet
    page: Any = SimpleLazyObject(lambda: rows(asking, answers, **chosen))
    file = sent(
        request,
        lambda made: book(page, asking, answers, made),
        lambda made: memo(page, asking, answers, made, request.GET.get("for", "manager")),
    )
    asked = request.GET.copy()
    asked.pop("as", None)
    ready = {
        "page": page,
        "ready": True,
        "query": asked.urlencode(),
        "kept": (keeping().key(asking).digest, asking.matter.pk, asking.today, *chosen.values(), asked.urlencode()),
    }
    return file or render(request, "position.html", {**said, **ready})
