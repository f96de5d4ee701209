"""Extract the text of a document from its bytes, pages separated by form feeds, with notes on what could not be read.

Run in a child process with limits (read.py): nothing here opens a file, fetches, or executes what a document holds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from itertools import pairwise
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


def packages_for(data: bytes, name: str) -> tuple[str, ...]:
    """The packages beyond the base ones that a document is read with; none for what is no document, which its reader says."""
    try:
        kind = kind_of(data, name)
    except Unreadable:
        return ()
    if kind == "eml":
        kind = "html" if b"text/html" in data.lower() and b"text/plain" not in data.lower() else "text"
    return _PACKAGES[kind]


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
            text = _page_text(opened[n].get_textpage())
        except Exception:
            text = ""
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


def _page_text(page: Any) -> str:
    """The text of a page, an empty line where more than the usual space stands between two of its lines."""
    text = str(page.get_text_range())
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]*\S[^\r\n]*", text.replace("\f", " "))]
    wide: set[int] = set()
    if len(text) == page.count_chars() and len(lines) > 2:  # a place in the text is the place of a character
        feet = [_foot(page, text, start) for start, _ in lines]
        steps = [a - b if a is not None and b is not None else None for a, b in pairwise(feet)]
        # below a line that fills the page its paragraph goes on, mostly
        full = 0.75 * max(end - start for start, end in lines)
        below = [
            step for (start, end), step in zip(lines, steps, strict=False) if step and step > 1 and end - start >= full
        ]
        usual = sorted(below) if len(below) >= 5 else sorted(step for step in steps if step and step > 1)
        if usual:
            middle = usual[len(usual) // 4] if len(below) >= 5 else usual[0]
            wide = {n + 1 for n, step in enumerate(steps) if step is not None and (step > 1.3 * middle or step < -1)}
    made: list[str] = []
    for n, (start, end) in enumerate(lines):
        made.append(("\n" if n in wide else "") + text[start:end].replace("\ufffe", "-\n").replace("\f", " "))
    return "\n".join(made)


def _foot(page: Any, text: str, start: int) -> float | None:
    """Where the line that begins at a character stands on its page; None where that cannot be told."""
    while start < len(text) and text[start].isspace():
        start += 1
    try:
        return float(page.get_charbox(start, loose=True)[1])
    except Exception:
        return None


def docx(data: bytes) -> Extracted:
    """A Word document: its heads, its body in order with tables among the paragraphs, its notes; deleted text left out."""
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
        opened = cast(Any, library).Document(io.BytesIO(data))
        heads: dict[str, None] = {}
        for section in opened.sections:
            for head in (section.first_page_header, section.header):
                heads.update(dict.fromkeys(_body(head._element)))
        notes = [line for part in _notes(opened) for line in _body(part)]
        lines = [*heads, *_body(opened.element.body), *notes]
    except Unreadable:
        raise
    except Exception:
        raise Unreadable("it is a damaged Word document") from None
    return Extracted("docx", "\n\n".join(line for line in lines if line.strip()))


def _notes(opened: Any) -> Iterator[Any]:
    """The footnotes and endnotes, where terms of an award may stand as well."""
    from docx.oxml import parse_xml  # its parser resolves no entities

    for relation in opened.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            for note in cast(Any, parse_xml)(relation.target_part.blob):
                if (
                    note.get(f"{{{note.nsmap[note.prefix]}}}type") is None
                ):  # the others are rules between text and notes
                    yield note


def _body(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        tag = str(child.tag).rpartition("}")[2]
        if tag == "p":
            yield _runs(child)
        elif tag == "tbl":
            for row in child.iterchildren("{*}tr", "{*}sdt"):
                # what stands in a cell stays together, and a table within a table with its cell
                cells = [" ".join(_body(cell)).strip() for cell in row.iter("{*}tc") if _row_of(cell) is row]
                yield "\t".join(cells) if row.tag.endswith("}tr") else " ".join(_body(row))
        elif tag in ("sdt", "sdtContent", "ins", "body", "tr", "tc", "smartTag", "customXml"):
            yield from _body(child)


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors("{*}tr"), None)


def _runs(paragraph: Any) -> str:
    made: list[str] = []
    for node in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen"):
        if next(node.iterancestors("{*}Fallback", "{*}tabs"), None) is not None:
            continue  # the same words once more for old programs, or the places of tabs
        tag = str(node.tag).rpartition("}")[2]
        made.append({"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(tag) or node.text or "")
    return "".join(made)


def html(data: bytes) -> Extracted:
    """The words of a web page without its navigation; the whole page where no main part can be told."""
    import lxml.html
    import trafilatura

    text = _NO_TEXT.sub(" ", decoded(data))
    main: str | None = cast(Any, trafilatura).extract(
        text, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    parser = cast(Any, lxml.html).HTMLParser(no_network=True, huge_tree=False)
    try:
        tree = cast(Any, lxml.html).fromstring(text.encode("utf-8"), parser=parser)
    except Exception:
        raise Unreadable("it is a damaged web page") from None
    for node in list(tree.iter("script", "style", "noscript", "template", "head")):
        node.drop_tree()
    for node in tree.iter():
        kept = any(one.tag == "pre" for one in (node, *node.iterancestors()))
        for side in ("text", "tail"):
            if getattr(node, side) and not kept:
                # a reference such as `&#1;` stands for one that no page may hold
                setattr(node, side, re.sub(r"[ \t\r\n\f]+", " ", _NO_TEXT.sub(" ", getattr(node, side))))
    for node in tree.iter("br"):
        node.tail = "\n" + _NO_TEXT.sub(" ", node.tail or "")
    for node in tree.iter(*_BLOCKS):
        node.text = "\n\n" + _NO_TEXT.sub(" ", node.text or "")
        node.tail = "\n\n" + _NO_TEXT.sub(" ", node.tail or "")
    whole = str(tree.text_content())
    # a short page is taken whole: what looks like navigation may be its letterhead
    main = re.sub(r"\n+", "\n\n", main) if main else ""
    return Extracted("html", main if len(main) > 0.6 * len(" ".join(whole.split())) else whole)


_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no page may hold, and that its parser refuses."""
_BLOCKS = (
    *(
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "table",
        "ul",
        "ol",
    ),
    *("header", "footer", "main", "nav", "aside", "dt", "dd", "pre", "address", "figure", "title"),
)


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


_PACKAGES = {"pdf": ("pypdfium2",), "docx": ("docx",), "html": ("trafilatura", "lxml"), "text": ()}
READERS: dict[str, Callable[[bytes], Extracted]] = {"pdf": pdf, "docx": docx, "html": html, "eml": eml, "text": text}
