"""Accept an uploaded document: recognized by content, never by name, within limits of size and of what is packed in it."""

from __future__ import annotations

import hashlib
import secrets
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from comity.errors import Refused
from comity.web.office.facts import alone
from comity.web.office.models import Content, Document
from comity.web.people.models import Access, Matter, User
from comity.web.people.rights import rights_of

HEADS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
)
"""How files of a kind begin."""
PACKED = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
"""What an archive holds that is a document of a kind."""
MOST_MEMBERS = 5_000
MOST_UNPACKED = 500_000_000
MOST_TIMES = 200
"""How much larger a packed member may be than its archive holds of it."""
TEXT = 65_536


@dataclass(frozen=True, slots=True)
class Known:
    """What a file is by its content, its size and its digest."""

    kind: str
    size: int
    sha256: str


def known(file: IO[bytes], name: str) -> Known:
    """What a file is; raises Refused for what no reader here takes, and for what would grow without measure."""
    most: int = settings.CHOSEN.most_upload
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(1 << 20):
        size += len(chunk)
        if size > most:
            raise Refused(
                f"this file is larger than {most / 1e6:,.0f} MB.",
                "Split it into smaller files, or raise `most_upload`.",
            )
        digest.update(chunk)
    if not size:
        raise Refused("this file is empty.")
    return Known(_kind(file, Path(name).suffix.lower()), size, digest.hexdigest())


def _kind(file: IO[bytes], suffix: str) -> str:
    file.seek(0)
    head = file.read(TEXT)
    kind = next((kind for mark, kind in HEADS if head.startswith(mark)), None)
    if kind == "zip":
        return _packed(file)
    if kind is not None:
        return kind
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(
            "this is not a file that Comity reads.",
            "It reads PDF, Word, Excel, OpenDocument, mail, HTML, CSV and text.",
        )
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return "html"
    if text.startswith((b"<?xml", b"<!doctype")):
        raise Refused("this is XML, which Comity does not read.", "Save it as Excel, Word, PDF or CSV.")
    if suffix == ".eml" or text.startswith((b"received:", b"return-path:", b"from:", b"mime-version:", b"date:")):
        return "eml"
    return "csv" if suffix in (".csv", ".tsv") else "txt"


def _packed(file: IO[bytes]) -> str:
    """The kind of a packed document; raises Refused for an archive of other things and for one that grows without measure."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused("this file is damaged.", "Save it again and send that.") from None
    whole = sum(one.file_size for one in members)
    grows = any(one.file_size > MOST_TIMES * max(one.compress_size, 10_000) for one in members)
    if len(members) > MOST_MEMBERS or whole > MOST_UNPACKED or grows:
        raise Refused("this file would grow far beyond its size when unpacked.", "Save it again in its own program.")
    if any(one.flag_bits & 1 for one in members):
        raise Refused("this file is locked with a password.", "Save it without one.")
    names = {one.filename for one in members}
    kind = next((kind for inner, kind in PACKED.items() if inner in names), None)
    if kind is None:
        raise Refused("this is an archive, not a document.", "Unpack it and send the documents in it.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("this file holds macros.", "Save it without them, as .xlsx or .docx.")
    return kind


def take_in(file: IO[bytes], name: str, access: str, matter: Matter, user: User) -> Document:
    """Keep a document; `access` is asked before it is sent. Raises Refused."""
    if access not in Access.values:
        raise Refused(f"`{access}` is not an access.", f"It is one of {', '.join(Access.values)}.")
    if not rights_of(user).may("enter", matter.pk):
        raise Refused("you may not send documents to this matter.", "Editors and counsel of a matter may.")
    found = known(file, name)
    file.seek(0)
    data, salt = file.read(), secrets.token_hex(32)
    seal = hashlib.sha256(salt.encode() + data).hexdigest()
    with transaction.atomic():
        alone()
        number = (Document.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        made = Document.objects.create(
            number=number, matter=matter, access=access, kind=found.kind, size=found.size, seal=seal,
            received_by=user, received_at=timezone.now(),
        )  # fmt: skip
        Content.objects.create(document=made, salt=salt, name=_plain(name), sha256=found.sha256, data=data)
    return made


def _plain(name: str) -> str:
    """The last part of a name, without what could be taken for something else."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(mark for mark in last if mark.isprintable())[:255] or "document"


def content_of(document: Document) -> Content | None:
    """The name and bytes of a document that a reader was let see; None where they were disposed of."""
    return Content.objects.filter(document=document).first()
