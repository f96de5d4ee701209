"""The documents of a matter, by number and never by name."""

from __future__ import annotations

from typing import Any

from ninja import Router

from comity.answers.schemas import listed
from comity.web.api.schemas import DOCUMENT, On, answers
from comity.web.office.models import Document

router = Router()


@router.get("", openapi_extra=answers(listed(DOCUMENT), "The documents that may be seen", 400))
def every_document(request: Any, on: On = None, known: On = None) -> Any:
    """The documents that may be seen."""
    seen = Document.objects.visible_to(request.asking.rights).filter(matter=request.asking.matter).order_by("number")
    return [{"number": one.number, "kind": one.kind, "size": one.size, "access": one.access} for one in seen]
