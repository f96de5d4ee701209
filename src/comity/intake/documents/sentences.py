"""The sentences and quotations of a document, each as a span of its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from comity.intake.documents.document import Document, Span

_PARAGRAPH = re.compile(r"\n\n+")
_STOP = re.compile(r"[.!?]+[\"')\]]*(?=\s)|:(?=\n\n|\n*\Z)")
# A stop after these ends no sentence, whatever follows.
_SHORT = re.compile(
    r"(?:"
    r"mr|mrs|ms|dr|prof|sen|rep|gov|gen|lt|col|sgt|st|no|nos|art|arts|sec|secs|cl|ch|pt|pts|para|paras|app|ex|exs|fig|"
    r"v|vs|supp|ed|stat|reg|fed|cir|ct|dist|dkt|ecf|doc|id|cf|e\.g|i\.e|viz|al|inc|corp|co|ltd|llc|dept|div|u\.s|u\.s\.c|"
    r"c\.f\.r|usc|cfr|l\.ed|f\.r|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|a\.m|p\.m|ph\.d|d\.c|pub|l|cal|ill|wash|mass|"
    r"conn|pa|exec|att'y|hon|jr|sr|ass'n|nat'l|int'l|approx|est)"
)
_BEFORE = re.compile(r"[\w.'-]+\Z")
_INNER = re.compile(r";|:(?=\s)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, without the marks; `closed` is False where no mark closes them: they end with the sentence."""

    span: Span
    closed: bool


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, without the empty lines between."""
    found: list[Span] = []
    at = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
        if text[start:end].strip():
            found.append(Span(start, start + len(text[start:end].rstrip())))
        at = gap.end() if gap else end
    return found


def quotations(document: Document) -> tuple[Quotation, ...]:
    """The quotations of a document, in its order.

    Curly marks say themselves which way they face; straight ones open before a word and close after one. A quotation that its
    paragraph does not close, and that the next does not take up with an opening mark, ends with its first sentence.
    """
    found: list[Quotation] = []
    opened: int | None = None
    held = paragraphs(document.text)
    for n, paragraph in enumerate(held):
        for at in range(paragraph.start, paragraph.end):
            if document.text[at] != '"':
                continue
            faces = _faces(document, at, opened is not None)
            if faces == "open":
                if opened is not None:
                    found.append(Quotation(Span(opened, _first_stop(document.text, opened, at)), False))
                opened = at + 1
            elif faces == "close" and opened is not None:
                if at > opened:
                    found.append(Quotation(Span(opened, at), True))
                opened = None
        if opened is not None:
            following = held[n + 1].start if n + 1 < len(held) else None
            if (
                following is not None
                and document.text[following] == '"'
                and _faces(document, following, False) == "open"
            ):
                found.append(Quotation(Span(opened, paragraph.end), True))
            else:
                found.append(Quotation(Span(opened, _first_stop(document.text, opened, paragraph.end)), False))
            opened = None
    return tuple(found)


def _faces(document: Document, at: int, inside: bool) -> str:
    written = document.raw[document.origin[at]]
    if written in "\u201c\u201e\u00ab":
        return "open"
    if written in "\u201d\u00bb":
        return "close"
    if not inside:
        return "open" if at + 1 < len(document.text) and not document.text[at + 1].isspace() else "close"
    return "close"


def _first_stop(text: str, start: int, end: int) -> int:
    """The end of the first sentence from a place on, its stop included."""
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, stop, end):
            return stop.end()
    return end


def sentences(document: Document) -> tuple[Span, ...]:
    """The sentences of a document. One that quotes several sentences within a pair of marks lasts until its own end."""
    text = document.text
    quoted = [q.span for q in quotations(document) if q.closed]
    starts = [span.start for span in quoted]

    def inside(at: int) -> bool:
        n = bisect_right(starts, at) - 1
        return n >= 0 and at < quoted[n].end

    found: list[Span] = []
    for paragraph in paragraphs(text):
        at = paragraph.start
        for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
            # a stop within a quotation is one of the sentence around it only where both end there
            if _ends(text, stop, paragraph.end) and not inside(stop.end() - 1) and stop.end() > at:
                found.append(_trimmed(text, at, stop.end()))
                at = stop.end()
        if text[at : paragraph.end].strip():
            found.append(_trimmed(text, at, paragraph.end))
    return tuple(found)


def _ends(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether a stop ends a sentence: not after an abbreviation or an initial, and a new sentence begins behind it."""
    if stop.end() >= end or stop[0].startswith(":"):
        return True
    rest = text[stop.end() : stop.end() + 40].lstrip()
    if not rest:
        return True
    first = rest.lstrip("\"'([")[:1]
    if first.islower() or first in ",;:)":
        return False
    if stop[0].startswith("..."):
        return rest.startswith('"')
    if stop[0][0] != ".":
        return True
    before = _BEFORE.search(text, max(0, stop.start() - 20), stop.start())
    word = before[0] if before else ""
    if _SHORT.fullmatch(word.casefold()) or re.fullmatch(r"(?:[A-Za-z]\.)*[A-Z]|[A-Za-z](?:\.[A-Za-z])+", word):
        return False
    # the number of a list is not a sentence
    return not (
        re.fullmatch(r"[0-9]{1,3}|[a-z]|[ivx]{1,4}", word)
        and text[: stop.start() - len(word)].rstrip(" ")[-1:] in ("", "\n")
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    return Span(start + lead, start + len(text[start:end].rstrip()))


def clauses_within(text: str, sentence: Span) -> tuple[Span, ...]:
    """The parts of a sentence between semicolons and colons, as long lists of duties are written."""
    found: list[Span] = []
    at = sentence.start
    for mark in [*_INNER.finditer(text, sentence.start, sentence.end), None]:
        end = mark.end() if mark else sentence.end
        if text[at:end].strip():
            found.append(_trimmed(text, at, end))
        at = end
    return tuple(found)
