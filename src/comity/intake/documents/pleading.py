"""Pleading paper: line numbers, running heads, footers and court stamps are not words of the document."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from comity.intake.documents.document import Span

_STAMP = re.compile(
    r"\s*(?:USCA\w*\s+)?Case:?\s+[0-9]?:?[0-9]{2}-\w{2,5}-[0-9]{3,6}\S*.{0,40}?(?:Document|Doc\.|ECF|Dkt|#:|Filed|Entry)\b.{0,80}",
    re.I,
)
_PAGE = re.compile(r"\s*(?:-\s*)?(?:page\s+)?[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?(?:\s*-)?\s*", re.I)
_NUMBERED = re.compile(r"\s{0,12}([0-9]{1,2})(?=\s|$)")
LINES_OF_A_PAGE = range(1, 35)
LONGEST = 300
"""Characters of a stamp or a running head; a longer line is the document's own."""
RUNNING = 3
"""Pages on which a first or last line must stand alike to be a running head or foot."""


def left_out(raw: str) -> list[Span]:
    """The stretches of a text, its pages divided by form feeds, that are the paper's and not the document's."""
    found: list[Span] = []
    pages = _pages(raw)
    heads = _running(raw, pages)
    for lines in pages:
        numbers = _line_numbers(raw, lines)
        for n, (start, end) in enumerate(lines):
            line = raw[start:end]
            edge = (n < 3 or n >= len(lines) - 3) and end - start <= LONGEST
            if edge and (_STAMP.fullmatch(line) or (_PAGE.fullmatch(line) and len(pages) > 1) or _shape(line) in heads):
                found.append(Span(start, end))
            elif start in numbers:
                found.append(Span(start, numbers[start]))
    return [span for span in found if span.start < span.end]


def _pages(raw: str) -> list[list[tuple[int, int]]]:
    """The lines with words of each page, as stretches of the text."""
    pages: list[list[tuple[int, int]]] = []
    at = 0
    for page in raw.split("\f"):
        lines: list[tuple[int, int]] = []
        start = at
        for line in page.split("\n"):
            if line.strip():
                lines.append((start, start + len(line)))
            start += len(line) + 1
        pages.append(lines)
        at += len(page) + 1
    return pages


def _running(raw: str, pages: list[list[tuple[int, int]]]) -> frozenset[str]:
    """The shapes of lines that stand first or last on several pages."""
    if len(pages) < RUNNING:
        return frozenset()
    count: Counter[str] = Counter()
    for lines in pages:
        edges = {_shape(raw[a:b]) for a, b in (*lines[:2], *lines[-2:]) if b - a <= LONGEST}
        count.update(shape for shape in edges if shape)
    return frozenset(shape for shape, n in count.items() if n >= max(RUNNING, len(pages) // 2))


def _shape(line: str) -> str:
    """A line without its digits and doubled spaces: what two running heads have in common."""
    return re.sub(r"\s+", " ", re.sub(r"[0-9]+", "0", line)).strip().casefold()


def _line_numbers(raw: str, lines: list[tuple[int, int]]) -> dict[int, int]:
    """Where the numbers of numbered lines begin and end; none unless most lines of the page count up from 1."""
    numbered = [(start, _NUMBERED.match(raw[start : min(end, start + 20)])) for start, end in lines]
    counting = [(start, int(m[1]), start + m.end()) for start, m in numbered if m and int(m[1]) in LINES_OF_A_PAGE]
    rising = sum(1 for before, after in pairwise(counting) if after[1] == before[1] + 1)
    if len(counting) < 10 or rising < 0.8 * (len(counting) - 1) or len(counting) < 0.5 * len(lines):
        return {}
    return {start: end for start, _, end in counting}
