"""The published schemas (answers/schemas.py), put unchanged into the API's own description."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from comity.answers.schemas import ERROR, listed, or_null, shape

On: TypeAlias = dt.date | None
"""A day that is asked about, or today."""
TEXT: Mapping[str, Any] = {"type": "string"}
COUNT: Mapping[str, Any] = {"type": "integer", "minimum": 0}
BOOLEAN: Mapping[str, Any] = {"type": "boolean"}
DOLLARS: Mapping[str, Any] = {"type": ["number", "null"]}
DAY: Mapping[str, Any] = {"type": "string", "format": "date"}
WAITING = shape("The answers are being worked out: ask again", {"state": {"const": "computing"}})
LINE = shape(
    "A norm with one answer, and the awards of which it holds",
    {
        "line": TEXT,
        "norm": TEXT,
        "status": TEXT,
        "words": TEXT,
        "ground": or_null(TEXT),
        "ground_state": or_null(TEXT),
        "seen": or_null(DAY),
        "possible": listed(TEXT),
        "missing": listed(TEXT),
        "awards": COUNT,
        "dollars": DOLLARS,
    },
)
FACT = shape(
    "A row of the record as it stands for who asks",
    {"row": TEXT, "table": TEXT, "values": {"type": "object"}, "supersedes": or_null(TEXT), "retracted": BOOLEAN},
)
ENTERED = shape("The rows under which facts were entered, in the order they were sent", {"rows": listed(TEXT)})
DOCUMENT = shape("A document by its number", {"number": COUNT, "kind": TEXT, "size": COUNT, "access": TEXT})
REFUSALS = {
    400: "The question cannot be asked as put",
    401: "There is no token, or it has ended",
    403: "The token or its person may not do this",
    404: "There is no such thing for who asks",
    422: "What was sent is not of its form",
    429: "Asked too often",
}


def answers(of: Mapping[str, Any], about: str, *more: int, status: int = 200, waits: bool = False) -> dict[str, Any]:
    """The answers of a route: what it sends, and each refusal that it knows, in the one form of errors."""
    found: dict[int, Any] = {status: _body(about, of)}
    if waits:
        found[202] = _body("The answers are being worked out: ask again", WAITING)
    for code in sorted({401, 422, 429, *more}):
        found[code] = _body(REFUSALS[code], ERROR)
    return {"responses": found}


def within_openapi(of: Mapping[str, Any]) -> dict[str, Any]:
    """A schema of the contract with its references as the description of an API keeps them."""
    return json.loads(json.dumps(of).replace("#/$defs/", "#/components/schemas/"))


def _body(about: str, of: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": within_openapi(of)}}}
