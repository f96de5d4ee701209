"""Tables as JSON: the rows as on the page, with what they rest on and their receipt."""

from __future__ import annotations

import json

from comity.web.exports.stamp import NOTICE, plain, receipt
from comity.web.exports.tables import Book

TYPE = "application/json"


def json_of(book: Book) -> bytes:
    """A book as one object: its stamp, its tables by name, its receipt."""
    stamp = book.stamp
    found = {
        "title": book.title,
        "about": stamp.subject,
        "as_of": stamp.as_of,
        "known_at": stamp.known_at,
        "law_read_to": stamp.law_day,
        "suppose": stamp.suppose,
        "notice": NOTICE,
        "tables": book.plain(),
        "receipt": receipt(stamp, book.plain()).to_dict(),
    }
    return json.dumps(found, indent=1, ensure_ascii=False, default=plain).encode() + b"\n"
