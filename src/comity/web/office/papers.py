"""What our rules propose of a document of the office, read in processes with limits; the latest few are held, for a page that is worked on."""

from __future__ import annotations

import threading
from collections import OrderedDict

from comity.errors import Refused
from comity.intake.documents.apart import propose_apart
from comity.intake.documents.propose.rules import Proposed
from comity.intake.documents.read import document_of
from comity.web.keeping import keeping
from comity.web.office.documents import content_of
from comity.web.office.models import Document

MOST = 8
_held: OrderedDict[tuple[str, str, str, str], Proposed] = OrderedDict()
_lock = threading.Lock()


def proposed_of(document: Document, paper: str = "") -> Proposed:
    """What is proposed of a document that a reader was let see; `paper` says what it is. Raises Refused."""
    content = content_of(document)
    if content is None:
        raise Refused(f"{document} was disposed of.")
    key = (f"{document}.{document.kind}", content.sha256, paper, keeping().law_digest)
    with _lock:
        if key in _held:
            _held.move_to_end(key)
            return _held[key]
    read = document_of(bytes(content.data), f"document-{document.number}.{document.kind}")
    found = propose_apart(read, keeping().law, paper)
    with _lock:
        _held[key] = found
        while len(_held) > MOST:
            _held.popitem(last=False)
    return found
