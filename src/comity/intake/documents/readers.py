"""Bytes of a document -> the text as extracted, its pages divided by form feeds, and what must be said of it.

Run in a child process with limits (read.py): nothing here opens a file, fetches, or executes what a document holds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from typing import Any, cast

MOST_PAGES = 2_000
MOST_CHARACTERS = 5_000_000


class Unreadable(Exception):
    """The bytes are not a document that can be read; says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The kind, the text with pages divided by form feeds, and notes."""

    kind: str
    text: str
    notes: tuple[str, ...] = ()


def extract(data: bytes, name: str) -> Extracted:
    """The text of a document, told by its content, not its name. Raises Unreadable."""
    kind = kind_of(data, name)
    found = READERS[kind](data)
    if len(found.text) > MOST_CHARACTERS:
        raise Unreadable(f"it holds more than {MOST_CHARACTERS:,} characters")
    if not found.text.strip():
        raise Unreadable(found.notes[0] if found.notes else "it holds no text")
    return found


def kind_of(data: bytes, name: str) -> str:
    """pdf, docx, html, eml or text. Raises Unreadable for anything else, by its right name."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] == b"PK\x03\x04":
        if b"word/document.xml" in data:
            return "docx"
        other = (
            "a workbook"
            if b"xl/workbook" in data
            else "an OpenDocument text"
            if b"opendocument.text" in data[:200]
            else "an archive"
        )
        raise Unreadable(
            f"it is {other}; {'`comity import` reads it' if other == 'a workbook' else 'give the document itself, as PDF or DOCX'}"
        )
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable("it is a document of an old or protected Office format; open it and save it as DOCX or PDF")
    if data[:5] == b"{\\rtf":
        raise Unreadable("it is rich text (RTF); open it and save it as DOCX or PDF")
    if data[:3] == b"\xff\xd8\xff" or data[:8] == b"\x89PNG\r\n\x1a\n" or data[:4] in (b"II*\0", b"MM\0*"):
        raise Unreadable("it is a picture; text recognition is needed first")
    lowered = start[:1024].lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<html" in lowered:
        return "html"
    if re.match(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", start.replace(b"\r\n", b"\n")) and re.search(
        rb"(?im)^(?:from|received|mime-version|message-id):", start
    ):
        return "eml"
    if b"\0" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("it is not a document: it holds bytes that are not text")
    return "text"


def pdf(data: bytes) -> Extracted:
    """The text layer of a PDF, page by page; pages with pictures and no text are named as scans."""
    import pypdfium2

    library = cast(Any, pypdfium2)
    try:
        opened = library.PdfDocument(data)
    except Exception as error:
        said = str(error).lower()
        raise Unreadable("it is protected by a password" if "password" in said else "it is a damaged PDF") from None
    count = len(opened)
    if count > MOST_PAGES:
        raise Unreadable(f"it has {count:,} pages; at most {MOST_PAGES:,} are read")
    pages: list[str] = []
    empty: list[int] = []
    size = 0
    for n in range(count):
        try:
            text = str(opened[n].get_textpage().get_text_range())
        except Exception:
            text = ""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\ufffe", "-\n")
        size += len(text)
        if size > MOST_CHARACTERS:
            raise Unreadable(f"it holds more than {MOST_CHARACTERS:,} characters")
        if not text.strip():
            empty.append(n + 1)
        pages.append(text)
    notes: tuple[str, ...] = ()
    if empty:
        which = "no page holds text" if len(empty) == count else f"{_pages(empty)} of {count} hold no text"
        notes = (f"{which}: scanned, or empty; text recognition is needed to read them",)
    return Extracted("pdf", "\f".join(pages), notes)


def docx(data: bytes) -> Extracted:
    """A Word document in the order of its body, tables among the paragraphs; deleted text left out."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > 200_000_000 or len(archive.infolist()) > 5_000:
                raise Unreadable("it unpacks to more than 200 MB")
            if any(one.flag_bits & 1 for one in archive.infolist()):
                raise Unreadable("it is protected by a password")
    except zipfile.BadZipFile:
        raise Unreadable("it is a damaged Word document") from None
    import docx as library

    try:
        body = cast(Any, library).Document(io.BytesIO(data)).element.body
    except Exception:
        raise Unreadable("it is a damaged Word document") from None
    return Extracted("docx", "\n\n".join(line for line in _body(body) if line.strip()))


def _body(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        tag = str(child.tag).rpartition("}")[2]
        if tag == "p":
            yield _runs(child)
        elif tag == "tbl":
            for row in child.iter("{*}tr"):
                cells = [" ".join(_runs(p) for p in cell.iter("{*}p")).strip() for cell in row.iter("{*}tc")]
                yield "\t".join(cells)
        elif tag in ("sdt", "sdtContent", "ins", "body"):
            yield from _body(child)


def _runs(paragraph: Any) -> str:
    made: list[str] = []
    for node in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen"):
        tag = str(node.tag).rpartition("}")[2]
        made.append({"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(tag) or node.text or "")
    return "".join(made)


def html(data: bytes) -> Extracted:
    """The words of a web page without its navigation; the whole page where no main part can be told."""
    import lxml.html
    import trafilatura

    text = decoded(data)
    main = cast(Any, trafilatura).extract(
        text, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    parser = cast(Any, lxml.html).HTMLParser(no_network=True, huge_tree=False)
    try:
        tree = cast(Any, lxml.html).fromstring(text.encode("utf-8"), parser=parser)
    except Exception:
        raise Unreadable("it is a damaged web page") from None
    for node in list(tree.iter("script", "style", "noscript", "template")):
        node.drop_tree()
    for node in tree.iter("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section"):
        node.tail = "\n" + (node.tail or "")
        if node.tag != "br":
            node.text = "\n" + (node.text or "")
    whole = str(tree.text_content())
    # a short page is taken whole: what looks like navigation may be its letterhead
    return Extracted("html", main if main and len(main) > 0.6 * len(" ".join(whole.split())) else whole)


def eml(data: bytes) -> Extracted:
    """A message: its heads of sender, recipients, day and subject, then its text; attachments are named, not read."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    heads = [f"{head}: {message[head]}" for head in ("From", "To", "Cc", "Date", "Subject") if message[head]]
    body = cast(Any, message.get_body(("plain", "html")))
    text = ""
    if body is not None:
        try:
            content = str(body.get_content())
        except (LookupError, ValueError):  # an encoding nobody has heard of
            content = decoded(cast(bytes, body.get_payload(decode=True)) or b"")
        text = html(content.encode()).text if body.get_content_subtype() == "html" else content
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    notes = (f"attachments not read: {', '.join(names)}",) if names else ()
    return Extracted("eml", "\n".join([*heads, "", text]), notes)


def text(data: bytes) -> Extracted:
    """Plain text in whatever encoding."""
    return Extracted("text", decoded(data).replace("\r\n", "\n").replace("\r", "\n"))


def decoded(data: bytes) -> str:
    """The text of bytes: UTF-8 where they are, else as charset-normalizer reads them."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data).best()
        if best is None:
            raise Unreadable("its encoding cannot be told; save it as UTF-8") from None
        return str(best)


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (" and others" if len(numbers) > 8 else "")
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"


READERS: dict[str, Callable[[bytes], Extracted]] = {"pdf": pdf, "docx": docx, "html": html, "eml": eml, "text": text}
