"""A document as read: its extracted text, one canonical text, and the way back from each character to its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CONTEXT = 40
"""Characters of prefix and suffix that an anchor keeps."""

FOLDED = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u2026": "...",
}  # fmt: skip
"""Characters that are written as others: quotation marks, dashes, ligatures."""

DROPPED = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that show nothing: soft hyphens, zero-width marks, marks of direction."""

_WORD_BREAK = re.compile(r"(?<=[a-z])-\n[ \t]*(?=[a-z])")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the canonical text, from its first character to the one after its last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a document that are found again in a later version of it: a W3C text quote."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document read.

    Attributes:
        name: the file's name as shown.
        kind: pdf, docx, html, text or eml.
        sha256: of the bytes of the file.
        raw: the text as it was extracted, pages divided by form feeds.
        text: the canonical text: running heads, line numbers, soft hyphens and doubled white space gone; marks folded.
        origin: for each character of `text`, where in `raw` it comes from.
        notes: what a reader must know: pages without text, attachments not read.
    """

    name: str
    kind: str
    sha256: str
    raw: str
    text: str
    origin: tuple[int, ...] = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages it has; 1 where it has none of its own."""
        return self.raw.count("\f") + 1

    def page(self, span: Span) -> int:
        """The page on which a span begins, from 1."""
        return self.raw.count("\f", 0, self.origin[span.start]) + 1 if self.text else 1

    def words(self, span: Span) -> str:
        """The words of a span, as extracted."""
        if span.start >= span.end:
            return ""
        return self.raw[self.origin[span.start] : self.origin[span.end - 1] + 1]

    def anchor(self, span: Span) -> Anchor:
        """What finds a span again."""
        before = self.text[max(0, span.start - CONTEXT) : span.start]
        return Anchor(self.text[span.start : span.end], before, self.text[span.end : span.end + CONTEXT])


def resolve(anchor: Anchor, document: Document) -> Span | None:
    """Where the words of an anchor stand in a document; None where they do not, or cannot be told from others.

    >>> one = canonical("a.txt", "text", "", "The Recipient shall comply. The Recipient shall report.")
    >>> resolve(Anchor("shall", "Recipient ", " report"), one)
    Span(start=42, end=47)
    """
    words = r"\s+".join(map(re.escape, anchor.exact.split()))
    found = [Span(*m.span()) for m in re.finditer(words, document.text)] if words else []
    if not found:
        return None
    prefix, suffix = _even(anchor.prefix)[::-1], _even(anchor.suffix)

    def alike(span: Span) -> int:
        before = _even(document.text[max(0, span.start - 2 * CONTEXT) : span.start])[::-1]
        return _common(before, prefix) + _common(_even(document.text[span.end : span.end + 2 * CONTEXT]), suffix)

    ranked = sorted(found, key=alike, reverse=True)
    if len(ranked) > 1 and alike(ranked[0]) == alike(ranked[1]):
        return None
    return ranked[0]


def _even(text: str) -> str:
    """Text with each stretch of white space as one space: where lines end is not the same in two versions."""
    return re.sub(r"\s+", " ", text)


def _common(left: str, right: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def canonical(
    name: str, kind: str, sha256: str, raw: str, left_out: list[Span] | None = None, notes: tuple[str, ...] = ()
) -> Document:
    r"""The document of a text as extracted; `left_out` are stretches of it that are not words of it (heads, line numbers).

    >>> one = canonical("a.txt", "text", "", "The \ufb01rst  \u201cnotice\u201d of re-\nlease")
    >>> one.text
    'The first "notice" of release'
    >>> one.words(Span(4, 9))
    'ﬁrst'
    """
    gone = bytearray(len(raw))
    for span in left_out or []:
        gone[span.start : span.end] = b"\1" * (min(span.end, len(raw)) - span.start)
    for found in _WORD_BREAK.finditer(raw):
        gone[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    text: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(raw):
        if gone[at]:
            continue
        if character in DROPPED:
            continue
        if character in "\n\f\r\u2028\u2029\x85":
            # a line ends; an empty line ends a paragraph
            if text and text[-1] == " ":
                text[-1], origin[-1] = "\n", origin[-1]
            elif text and not (len(text) > 1 and text[-1] == text[-2] == "\n"):
                text.append("\n")
                origin.append(at)
            continue
        if character.isspace() or not character.isprintable():
            if text and text[-1] not in " \n":
                text.append(" ")
                origin.append(at)
            continue
        for one in FOLDED.get(character, character):
            text.append(one)
            origin.append(at)
    while text and text[-1] in " \n":
        text.pop()
        origin.pop()
    return Document(name=name, kind=kind, sha256=sha256, raw=raw, text="".join(text), origin=tuple(origin), notes=notes)
