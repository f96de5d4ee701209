"""The lines of a position: each norm with one answer and a count of the awards it holds for."""

from __future__ import annotations

from typing import Any

from ninja import Router

from comity.answers.schemas import listed
from comity.brief.office_words import status_words
from comity.web.api.answering import answered, waiting
from comity.web.api.schemas import LINE, On, answers

router = Router()


@router.get("", openapi_extra=answers(listed(LINE), "The lines, conditions of awards first", 400, waits=True))
def every_line(request: Any, on: On = None, known: On = None) -> Any:
    """Every line of the matter's position on a day."""
    found = answered(request, "lines")
    if found is None:
        return waiting(request)
    return [
        {
            "line": line.id,
            "norm": line.answer.norm,
            "status": line.answer.status,
            "words": status_words(line.answer.status, line.answer.state).words,
            "ground": line.answer.ground,
            "ground_state": line.answer.state,
            "seen": found.faces[line.id].seen if line.id in found.faces else None,
            "possible": list(line.answer.possible),
            "missing": [words for _, words in line.answer.missing],
            "awards": line.awards,
            "dollars": None if line.dollars is None else float(line.dollars),
        }
        for line in found.lines
    ]
