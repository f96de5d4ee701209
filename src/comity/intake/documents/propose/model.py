"""The interface to a language model that the office itself runs: off unless configured, and able only to add proposals.

What it answers is treated as any stranger's word: its words must stand in the document once, names must resolve, days must be
read so by our rules. The text of a document that is privileged or restricted is given only to an endpoint of this machine.
"""

from __future__ import annotations

import json
import os
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from comity.errors import Refused
from comity.intake.documents.document import Anchor, Document, Span, resolve
from comity.intake.documents.proposals import KINDS, Field, Proposal, check, even
from comity.intake.documents.propose.rules import READERS
from comity.norms.nodes import Law

SETTING = "COMITY_MODEL"
"""The environment variable that names the endpoint: `http://127.0.0.1:8080/v1/propose`. Unset: there is no model."""
SECONDS = 60
MOST_BYTES = 2_000_000
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
Send = Callable[[str, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Door:
    """An endpoint and its name, as proposals show it."""

    address: str
    name: str

    @property
    def on_this_machine(self) -> bool:
        """Whether what is sent there stays on this machine."""
        return urlsplit(self.address).hostname in LOOPBACK


def door(settings: dict[str, str] | None = None) -> Door | None:
    """The door that settings name, None where they name none. Raises Refused for an address that is none.

    >>> door({}) is None, door({"COMITY_MODEL": "http://127.0.0.1:8080/propose"}).name
    (True, 'model at 127.0.0.1:8080')
    """
    address = (dict(os.environ) if settings is None else settings).get(SETTING, "").strip()
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise Refused(
            f"{SETTING} is `{address}`, which is not an address.", "Write it like http://127.0.0.1:8080/v1/propose."
        )
    return Door(address, f"model at {parts.netloc}")


def propose(
    document: Document, law: Law, paper: str, access: str, through: Door, send: Send | None = None
) -> tuple[Proposal, ...]:
    """What the model proposes, each proposal anchored and checked; what cannot be anchored says so.

    Raises:
        Refused: it would send a privileged or restricted document to another machine, does not answer, or answers no list.
    """
    if access in ("privileged", "restricted") and not through.on_this_machine:
        raise Refused(
            f"{document.name} is {access}; it is not sent to {through.name}.",
            "Run the model on this machine, or leave it off.",
        )
    asked = {"text": document.text, "paper": paper, "kinds": {kind: dict(fields) for kind, fields in KINDS.items()}}
    try:
        answer = json.loads((send or _post)(through.address, json.dumps(asked).encode()))
    except (OSError, ValueError) as error:
        raise Refused(f"{through.name} gave no answer that can be read: {error}.") from None
    items = cast(dict[str, Any], answer).get("proposals") if isinstance(answer, dict) else None
    if not isinstance(items, list):
        raise Refused(
            f"{through.name} did not answer with proposals.",
            'It answers {"proposals": [{"kind", "fields": [{"name", "value", "words"}]}]}.',
        )
    return tuple(
        check(_anchored(item, document, through.name), document, law, READERS)
        for item in cast(list[object], items)[:1_000]
    )


def _post(address: str, body: bytes) -> bytes:
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())
    with opener.open(request, timeout=SECONDS) as response:
        return cast(bytes, response.read(MOST_BYTES))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Another address than the one in the settings is not asked."""

    def redirect_request(self, *args: Any, **named: Any) -> None:
        return None


def _anchored(item: object, document: Document, by: str) -> Proposal:
    """A proposal of which each field has the place of its words; a field whose words are not there once is left out and said."""
    plain = cast(dict[str, Any], item) if isinstance(item, dict) else {}
    kind = str(plain.get("kind", ""))
    fields: list[Field] = []
    failed: list[str] = []
    given = plain.get("fields")
    for one in cast(list[object], given) if isinstance(given, list) else []:
        field = cast(dict[str, Any], one) if isinstance(one, dict) else {}
        name, value, words = (str(field.get(part, "")) for part in ("name", "value", "words"))
        span = resolve(Anchor(even(words), "", ""), document) if words.strip() else None
        if span is None:
            failed.append(f"{name or 'a field'}: its words are not in the document, or stand there several times")
        else:
            fields.append(Field(name, value, span))
    spans: tuple[Span, ...] = tuple(dict.fromkeys(field.span for field in fields if field.span))
    confidence = plain.get("confidence")
    sure = float(confidence) if isinstance(confidence, int | float) and 0 <= confidence <= 1 else 0.5
    return Proposal(
        kind=kind,
        fields=tuple(fields),
        spans=spans,
        confidence=min(sure, 0.9),
        sentence=str(plain.get("says", ""))[:500],
        by=by,
        failed=tuple(failed),
    )
