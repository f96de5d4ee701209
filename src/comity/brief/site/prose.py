"""The page of a law file as markup: its prose, its quoted passages, its `comity` blocks, in the order of the file.

Raw HTML in a law file is text and shown as such; no image is loaded; a link may only lead to the web or within a page.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from comity.answers.gathered import Gathered
from comity.brief.site.html import ROOT, Html, is_safe, rooted
from comity.brief.site.links import IDS, address_in_text
from comity.norms.citations.bluebook import bluebook

_FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*([^`]*)$")
_DROPPED = ("image_link", "image_reference", "short_image_ref", "html", "automail")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a law file: prose, or the lines of one `comity` block; `first` is the number of its first line."""

    is_block: bool
    lines: tuple[str, ...]
    first: int

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.first + len(self.lines) - 1


def pieces(lines: tuple[str, ...]) -> Iterator[Piece]:
    """The pieces of a law file behind its front matter.

    >>> [(p.is_block, p.first) for p in pieces(("---", "id: a", "---", "Words.", "```comity", "act a", "```", "More."))]
    [(False, 4), (True, 6), (False, 8)]
    """
    start = at = next((i + 1 for i in range(1, len(lines)) if lines[i].strip() == "---"), 0)
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        if not fence:
            at += 1
            continue
        end = _end(lines, at, fence[1])
        if fence[2].strip() == "comity":
            yield from _prose(lines, start, at)
            yield Piece(True, lines[at + 1 : end], at + 2)
            start = end + 1
        at = end + 1
    yield from _prose(lines, start, len(lines))


def _end(lines: tuple[str, ...], start: int, fence: str) -> int:
    closes = re.compile(rf"\s*{re.escape(fence[0])}{{{len(fence)},}}\s*$")
    return next((i for i in range(start + 1, len(lines)) if closes.match(lines[i])), len(lines))


def _prose(lines: tuple[str, ...], start: int, end: int) -> Iterator[Piece]:
    if any(line.strip() for line in lines[start:end]):
        yield Piece(False, lines[start:end], start + 1)


class Prose:
    """Renders the prose of one page below its second level; headings go on from piece to piece and skip no level."""

    def __init__(self, library: Gathered) -> None:
        self.level = 2
        self._has_title = False
        self._library = library

    def render(self, piece: Piece) -> Html:
        """One piece of prose as markup."""
        converter = _converter()
        _Checked.current = self
        return Html(converter.reset().convert("\n".join(piece.lines).replace(ROOT, "")))

    def checked(self, root: etree.Element) -> None:
        """Put headings in order, take out what may not be linked, link the ids of the library."""
        for parent in list(root.iter()):
            for child in list(parent):
                if re.fullmatch("h[1-6]", child.tag) and parent is root:
                    if child.tag == "h1" and not self._has_title:
                        self._has_title = True
                        root.remove(child)  # the page has it already
                        continue
                    self.level = min(max(int(child.tag[1]) + 1, 3), self.level + 1, 6)
                    child.tag = f"h{self.level}"
                    child.text = bluebook(child.text) if child.text else None
                elif re.fullmatch("h[1-6]", child.tag):
                    child.tag = "p"
                elif child.tag == "a" and not is_safe(child.get("href", "")):
                    child.tag = "span"
                    child.attrib.clear()
                elif child.tag == "a":
                    child.set("href", rooted(child.get("href", "")))
        self._link(root)

    def _link(self, element: etree.Element) -> None:
        if element.tag in ("a", "code", "pre"):
            return
        for child in list(element):
            self._link(child)
        for at in range(len(element) - 1, -1, -1):
            tail = element[at].tail
            if tail and not isinstance(tail, AtomicString):
                element[at].tail, made = self._split(tail)
                element[at + 1 : at + 1] = made
        if element.text and not isinstance(element.text, AtomicString):
            element.text, made = self._split(element.text)
            element[0:0] = made

    def _split(self, text: str) -> tuple[str, list[etree.Element]]:
        lead, made, at = text, list[etree.Element](), 0
        for found in IDS.finditer(text):
            where = address_in_text(found[0], self._library)
            if where is None:
                continue
            before = text[at : found.start()]
            if made:
                made[-1].tail = before
            else:
                lead = before
            link = etree.Element("a", href=rooted(where))
            link.text = AtomicString(found[0])
            made.append(link)
            at = found.end()
        if made:
            made[-1].tail = text[at:]
        return lead, made


class _Checked(Treeprocessor):
    current: Prose | None = None

    def run(self, root: etree.Element) -> None:
        if _Checked.current is not None:
            _Checked.current.checked(root)


@cache
def _converter() -> Markdown:
    """Markdown without raw HTML and without images, whose tree is checked before it is written."""
    converter = Markdown(extensions=["tables", "fenced_code", "sane_lists"], output_format="html")
    converter.preprocessors.deregister("html_block")
    for name in _DROPPED:
        converter.inlinePatterns.deregister(name)
    converter.treeprocessors.register(_Checked(converter), "checked", 5)
    return converter
