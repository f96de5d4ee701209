"""The receipt of an answer, which `comity verify receipt` replays."""

from __future__ import annotations

from typing import Any

from ninja import Router

from comity.web.api.answering import answered, waiting
from comity.web.api.schemas import On, answers
from comity.web.office.receipts import receipt

RECEIPT = {"type": "object", "required": ["comity_receipt", "program", "law", "view", "as_of", "known_at", "answer"]}

router = Router()


@router.get("", openapi_extra=answers(RECEIPT, "The receipt", 400, waits=True))
def of_answer(request: Any, on: On = None, known: On = None) -> Any:
    """What the answers of a day were given from, and the digest of the whole answer."""
    found = answered(request, "receipt")
    return waiting(request) if found is None else receipt(request.asking, found)
