"""The facts of a matter: the current rows that the caller may see, and new ones."""

from __future__ import annotations

from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from ninja import Router, Schema
from pydantic import Field, JsonValue

from comity.answers.schemas import listed
from comity.web.api.answering import log
from comity.web.api.schemas import ENTERED, FACT, On, answers
from comity.web.keeping import keeping
from comity.web.office.entry import Entry
from comity.web.office.facts import enter

MOST = 1_000

router = Router()


class Row(Schema):
    """A row to enter: columns as in docs/record.md. `access` is privileged unless said."""

    table: str
    values: dict[str, JsonValue] = Field(default_factory=dict)
    supersedes: str = ""
    retracted: bool = False
    access: Literal["public", "internal", "privileged", "restricted"] = "privileged"


@router.get("", openapi_extra=answers(listed(FACT), "The rows, in no order of time", 400))
def standing(request: Any, on: On = None, known: On = None, table: str = "") -> Any:
    """The rows that stand for who asks, of one table or of all."""
    asking = request.asking
    log(request, "facts")
    return [
        {
            "row": one.row,
            "table": one.table,
            "values": dict(one.values),
            "supersedes": one.supersedes,
            "retracted": one.retracted,
        }
        for one in keeping().seen(asking).rows
        if not table or one.table == table
    ]


@router.post("", openapi_extra=answers(ENTERED, "Entered, and on the disk", 400, 403, status=201))
def added(request: Any, rows: list[Row]) -> Any:
    """Enter rows, all or none: each is checked against the schema of records."""
    from django.http import JsonResponse

    from comity.errors import Refused

    if not request.asking.rights.may("enter", request.asking.matter.pk):
        raise PermissionDenied
    if not 1 <= len(rows) <= MOST:
        raise Refused(f"one call enters 1 to {MOST:,} rows.")
    entries = [Entry(**row.dict()) for row in rows]
    made = enter(entries, request.asking.matter, request.token.user)
    return JsonResponse({"rows": [fact.row for fact in made]}, status=201)
