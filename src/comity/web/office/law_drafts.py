"""Law files among an office's documents, drafted from an order or uploaded; previewed, never added to the library."""

from __future__ import annotations

import io
import re

from django.utils import timezone

from comity.errors import Refused
from comity.intake.documents.apart import propose_apart
from comity.intake.documents.draft import draft_order
from comity.intake.documents.read import document_of
from comity.web.keeping import keeping
from comity.web.office.documents import content_of, take_in
from comity.web.office.models import Document
from comity.web.people.models import Matter, User

_ID = re.compile(r"^id:\s*([a-z0-9][a-z0-9-]{0,80})\s*$", re.MULTILINE)
LARGEST = 1_000_000


def is_law(document: Document) -> bool:
    """Whether a document is a law file: text that begins with the head of one."""
    content = content_of(document) if document.kind == "txt" else None
    return content is not None and bytes(content.data[:4]).lstrip(b"\xef\xbb\xbf").startswith(b"---")


def text_of(document: Document) -> str:
    """The text of a law file. Raises Refused."""
    content = content_of(document)
    if content is None or not is_law(document) or document.size > LARGEST:
        raise Refused(f"{document} is not a law file.", "A law file is text that begins with `---` and its id.")
    try:
        return bytes(content.data).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{document} is not text in UTF-8.", "Save it as UTF-8.") from None


def file_name(text: str) -> str:
    """Under which name the library would have it."""
    found = _ID.search(text)
    return f"{found[1] if found else 'draft'}.md"


def drafted(document: Document) -> str:
    """A law file for the order that a document is, read in a child process with limits. Raises Refused."""
    content = content_of(document)
    if content is None:
        raise Refused(f"{document} was disposed of.")
    read = document_of(bytes(content.data), f"document-{document.number}.{document.kind}")
    text = draft_order(propose_apart(read, keeping().law, "order"), timezone.localdate())
    if text is None:
        raise Refused(f"no order was found in {document}.", "Its page shows what was found in it.")
    return text


def keep_draft(text: str, access: str, matter: Matter, user: User) -> Document:
    """Keep a text as a law file among the documents of a matter. Raises Refused."""
    data = text.replace("\r\n", "\n").encode()
    if not data.startswith(b"---"):
        raise Refused("this is not a law file.", "A law file begins with `---` and its id.")
    return take_in(io.BytesIO(data), file_name(text), access, matter, user)
