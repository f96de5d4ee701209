"""What API routes share: the kept answers to a question, with access logged where they may rest on confidential facts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse

from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.office.access_log import note_access


def answered(request: Any, route: str) -> Answers | None:
    """The kept answers to the question of a request; None where they are being worked out."""
    found = keeping().answers(request.asking)
    if found is not None:
        log(request, route)
    return found


def log(request: Any, route: str) -> None:
    """Log that something was taken out."""
    asking: Asking = request.asking
    view = keeping().seen(asking)
    note_access(request.token.user, asking.matter, asking.sees, f"api/{route}", view.digest, taken_out=True)


def waiting(request: Any) -> HttpResponse:
    """That the answers are being worked out."""
    return JsonResponse({"state": "computing"}, status=202, headers={"Retry-After": "1"})
