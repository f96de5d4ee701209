"""The audit binder: exports and documents in one ZIP, with a manifest of digests and the chain of facts behind it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from comity.errors import Refused
from comity.web.exports.csv import csv_of
from comity.web.exports.json import json_of
from comity.web.exports.stamp import NOTICE, Stamp, plain, receipt
from comity.web.exports.tables import Book
from comity.web.exports.xlsx import xlsx_of

TYPE = "application/zip"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it was received: its number within the matter, the ending of its kind, its bytes."""

    number: str
    ending: str
    content: bytes
    received: str


def binder_of(
    stamp: Stamp, books: Iterable[Book], documents: Iterable[Kept], papers: Iterable[tuple[str, bytes]], left_out: str
) -> bytes:  # fmt: skip
    """A binder; the same bytes for the same contents.

    Args:
        stamp: what it rests on.
        books: lists, each as XLSX, JSON and a CSV a table.
        documents: as they were received, under their numbers.
        papers: memos that are already laid out, by file name.
        left_out: what the reader may not see and was left out, in words; the manifest says it.
    """
    members: dict[str, bytes] = {}
    for book in books:
        _put(members, f"lists/{book.what}.xlsx", xlsx_of(book))
        _put(members, f"lists/{book.what}.json", json_of(book))
        for table in book.tables:
            _put(members, f"lists/{book.what}-{table.name}.csv", csv_of(book, table.name))
    received: dict[str, str] = {}
    for one in documents:
        name = f"documents/{one.number}.{one.ending}"
        _put(members, name, one.content)
        received[name] = one.received
    for name, content in papers:
        _put(members, f"memos/{name}", content)
    manifest = [
        {
            "name": name,
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "received": received.get(name),
        }
        for name, content in sorted(members.items())
    ]
    about = {
        "about": dict(stamp.lines()),
        "left_out": left_out,
        "members": manifest,
        "notice": NOTICE,
        "receipt": receipt(stamp, manifest).to_dict(),
    }
    members["manifest.json"] = json.dumps(about, indent=1, ensure_ascii=False, default=plain).encode() + b"\n"
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(members.items()))
    members["SHA256SUMS"] = sums.encode()
    return _zipped(members)


def _put(members: dict[str, bytes], name: str, content: bytes) -> None:
    parts = name.split("/")
    if name in members or any(part in ("", ".", "..") for part in parts) or "\\" in name or len(parts) != 2:
        raise Refused(f"`{name}` cannot be a member of the binder.", "Each member needs a plain name of its own.")
    members[name] = content


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            member = zipfile.ZipInfo(name, FIRST_DAY)
            member.external_attr = 0o600 << 16
            archive.writestr(member, members[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
