"""One line of Position in full: why, what is missing, how it attaches, what would change it, its awards, its proof."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.pages.line_reason import rows
from comity.web.pages.position_rows import line_of
from comity.web.pages.sending import sent, words_of

PATH = "position/line/<str:id>/"


def view(request: Any, id: str) -> HttpResponse:
    """The reason of a line."""
    from comity.web.pages.position_files import line_book, line_memo

    asking: Asking = request.asking
    answers = keeping().answers(asking)
    if answers is None:
        raise Http404
    line = line_of(answers, id)
    reason = keeping().read_off(asking, (PATH, line.id), lambda: rows(asking, answers, line))
    file = sent(
        request,
        lambda made: line_book(reason, made),
        lambda made: line_memo(reason, asking, made, request.GET.get("for", "counsel")),
    )
    day = f"&on={asking.as_of}" if asking.past else ""
    said = {"reason": reason, "subject": shown(asking.subject), "day": day, "kept": words_of(request)}
    return file or render(request, "reason.html", said)
