"""Text -> the same text as a PDF, a Word document, a web page, a message or plain text, as offices send them."""

from __future__ import annotations

import io
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from typing import Any, cast

FORMS = ("pdf", "docx", "html", "eml", "txt")


def set_as(form: str, text: str, title: str = "") -> bytes:
    """A text set in a form of `FORMS`; paragraphs are divided by empty lines, pages by form feeds."""
    return SETTERS[form](text, title)


def pdf(text: str, title: str = "") -> bytes:
    """A PDF by typst, letter size, without running heads."""
    import typst

    pages = text.split("\f")
    body = "\n#pagebreak()\n".join(
        "\n\n".join(
            "\\ ".join(_typst(line) for line in block.split("\n")) for block in page.split("\n\n") if block.strip()
        )
        for page in pages
    )
    # kerned capitals and ligatures as a printed letter has them; no hyphenation, which hides nothing of ours
    source = (
        f'#set page("us-letter")\n#set text(size: 11pt, hyphenate: true, lang: "en")\n#set par(justify: true)\n{body}\n'
    )
    return cast(bytes, cast(Any, typst).compile(source.encode()))


def _typst(line: str) -> str:
    return "".join(f"\\u{{{ord(c):x}}}" if not (c.isalnum() or c in " ,.;:()") else c for c in line)


def docx(text: str, title: str = "") -> bytes:
    """A Word document; lines that begin with `| ` are rows of a table."""
    import docx as library

    made = cast(Any, library).Document()
    for block in text.replace("\f", "\n\n").split("\n\n"):
        if not block.strip():
            continue
        if block.startswith("| "):
            rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in block.split("\n")]
            table = made.add_table(rows=0, cols=max(map(len, rows)))
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=False):
                    cell.text = words
        else:
            made.add_paragraph(block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def html(text: str, title: str = "") -> bytes:
    """A web page with navigation around the text."""
    blocks = "".join(
        f"<p>{escape(block).replace(chr(10), '<br>')}</p>"
        for block in text.replace("\f", "\n\n").split("\n\n")
        if block.strip()
    )
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        "<script>document.write('never')</script></head>"
        f"<body><nav><a href='/'>Home</a></nav><main><article>{blocks}</article></main></body></html>"
    )
    return page.encode()


def eml(text: str, title: str = "") -> bytes:
    """A message with the text as its body."""
    message = EmailMessage()
    message["From"] = "grants@agency.example"
    message["To"] = "attorney@city.example"
    message["Subject"] = title or "Letter"
    message["Message-ID"] = "<1@agency.example>"
    message.set_content(text.replace("\f", "\n\n"))
    return message.as_bytes()


def txt(text: str, title: str = "") -> bytes:
    """Plain text."""
    return text.encode()


SETTERS: dict[str, Callable[[str, str], bytes]] = {"pdf": pdf, "docx": docx, "html": html, "eml": eml, "txt": txt}
