"""A memo as a file, Markdown or HTML: the lines shown in the terminal, with the days and the reviewer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from rich.text import Text

from comity.brief.tables_out import LEGAL
from comity.disk.whole_files import write_whole
from comity.errors import Refused

FORMATS = (".md", ".html", ".htm")
_ITEM = re.compile(r"- |\[(yes|no|unknown)\]")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a memo: `heading`, `item` or `text`, with its words."""

    kind: str
    words: str


def blocks(parts: Iterable[object]) -> list[Block]:
    """The pieces of what the terminal shows: bold lines are headings, lines that begin with a hyphen and steps items.

    >>> blocks([Text("Sources", style="bold"), "  - A letter.", "    Checked.", "", "So it is."])
    [Block(kind='heading', words='Sources'), Block(kind='item', words='A letter. Checked.'), Block(kind='text', words='So it is.')]
    """
    found: list[Block] = []
    fresh = True
    for part in parts:
        bold = isinstance(part, Text) and "bold" in str(part.style)
        text = part.plain if isinstance(part, Text) else str(part)
        if bold:
            found.append(Block("heading", " ".join(text.split())))
            fresh = True
            continue
        for line in text.split("\n"):
            words = " ".join(line.split())
            if not words:
                fresh = True
            elif _ITEM.match(words):
                found.append(Block("item", words.removeprefix("- ")))
                fresh = False
            elif fresh or not found or found[-1].kind == "heading":
                found.append(Block("text", words))
                fresh = False
            else:
                found[-1] = Block(found[-1].kind, f"{found[-1].words} {words}")
    return found


def write_memo(
    path: Path, title: str, parts: Iterable[object], as_of: dt.date, read_to: dt.date, reviewed_by: str | None
) -> None:
    """Write a memo as Markdown or HTML.

    Raises:
        Refused: the name is of another kind of file.
    """
    if path.suffix.lower() not in FORMATS:
        raise Refused(f"{path.name} is neither Markdown nor HTML.", f"Name it {path.stem}.md or {path.stem}.html.")
    pieces = blocks(parts)
    review = f"Reviewed by counsel: {reviewed_by}." if reviewed_by else "Not reviewed by counsel."
    foot = f"As of {as_of}; library read to {read_to}. {review} {LEGAL}"
    write_whole(path, _markdown(title, pieces, foot) if path.suffix.lower() == ".md" else _html(title, pieces, foot))


def _markdown(title: str, pieces: list[Block], foot: str) -> str:
    lines = [f"# {_plain(title)}", ""]
    before = ""
    for one in pieces:
        if before == "item" and one.kind != "item":
            lines.append("")
        lines += {"heading": [f"## {_plain(one.words)}", ""], "item": [f"- {_plain(one.words)}"]}.get(
            one.kind, [_plain(one.words), ""]
        )
        before = one.kind
    return "\n".join([*lines, "", "---", "", _plain(foot), ""])


def _plain(text: str) -> str:
    """Words that mean nothing else in Markdown."""
    for mark in ("\\", "`", "*", "_", "[", "]", "<", ">", "#", "|"):
        text = text.replace(mark, f"\\{mark}")
    return text


def _html(title: str, pieces: list[Block], foot: str) -> str:
    body: list[str] = []
    listing = False
    for one in pieces:
        if (one.kind == "item") != listing:
            body.append("</ul>" if listing else "<ul>")
            listing = not listing
        tag = {"heading": "h2", "item": "li"}.get(one.kind, "p")
        body.append(f"<{tag}>{escape(one.words)}</{tag}>")
    if listing:
        body.append("</ul>")
    style = "body{font:16px/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em}footer{border-top:1px solid;margin-top:2em}"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style></head>\n'
        f"<body><h1>{escape(title)}</h1>\n"
        + "\n".join(body)
        + f"\n<footer><p>{escape(foot)}</p></footer></body></html>\n"
    )
