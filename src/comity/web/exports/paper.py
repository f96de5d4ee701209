"""A paper before it has a format: title, audience, and blocks that DOCX and PDF lay out alike.

The order of a memo is kept here, once: whom it is for, the answer with any stale ground in the first paragraph, the words
and their pinpoints, the orders with their docket entries, the sources, what is not known, the review, the one legal line.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from comity.web.exports.stamp import NOTICE, Stamp, receipt
from comity.web.exports.tables import Table

Audience: TypeAlias = Literal["counsel", "manager", "council"]
AUDIENCES: dict[Audience, str] = {
    "counsel": "For counsel",
    "manager": "For the manager",
    "council": "For the council",
}
"""Whom a memo is for. The council's has no legal analysis, since it becomes public."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the title."""

    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a `strong` one is the answer."""

    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they stand, and where."""

    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """What follows begins a page."""


Block: TypeAlias = Heading | Paragraph | Quote | Listed | Table | Apart


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as a memo names it: what it does, its court and day, its docket entry, how it stands, when it was last seen."""

    act: str
    decided: dt.date | None
    docket: str
    stands: str
    seen: dt.date | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source: its title and address, the day it was read, the digest of the library's file that quotes it."""

    title: str
    address: str
    read_on: dt.date | None
    digest: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer about one condition. `words` are quoted text with their pinpoints; `reasons` the steps of the proof in order."""

    title: str
    answer: str
    words: tuple[Quote, ...]
    reasons: tuple[str, ...]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Memo:
    """What a memo says. `stale` names the grounds that were last seen longer ago than their limit.

    `reviewed` is the counsel who reviewed it and the day, None where nobody has.
    """

    title: str
    stamp: Stamp
    audience: Audience
    answer: str
    stale: str
    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...]
    sources: tuple[SourceLine, ...]
    unknown: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    reviewed: tuple[str, dt.date] | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be laid out: what stands above its blocks, the blocks, and the foot of every page."""

    title: str
    audience: str
    stamp: Stamp
    blocks: tuple[Block, ...]
    foot: str
    receipt: str
    about: tuple[tuple[str, str], ...] = field(default=())


def paper_of(memo: Memo) -> Paper:
    """A memo as blocks, in their order."""
    blocks: list[Block] = [Paragraph(f"{memo.answer} {memo.stale}".strip(), strong=True)]
    if memo.audience == "council":
        blocks += [Listed(tuple(f"{one.title}: {one.answer}" for one in memo.findings)), *memo.tables]
    else:
        blocks += memo.tables
        for one in memo.findings:
            blocks += [Heading(one.title), Paragraph(one.answer), *one.words]
            if memo.audience == "counsel" and one.reasons:
                blocks.append(Listed(one.reasons))
            blocks += [Paragraph(change) for change in one.changes]
        blocks += _entries(memo)
    blocks += _sources(memo)
    blocks += [Apart(), Heading("What is not known, and how old the checks are")]
    blocks.append(Listed(memo.unknown) if memo.unknown else Paragraph("No open fact decides an answer of this memo."))
    blocks += _ages(memo)
    blocks.append(Paragraph(reviewed(memo.reviewed)))
    made = receipt(memo.stamp, _plain(memo))
    return Paper(
        title=memo.title,
        audience=AUDIENCES[memo.audience],
        stamp=memo.stamp,
        blocks=tuple(blocks),
        foot=NOTICE,
        receipt=made.number,
        about=memo.stamp.lines(),
    )


def reviewed(by: tuple[str, dt.date] | None) -> str:
    """Whether counsel has reviewed it, in words.

    >>> reviewed(None), reviewed(("J. Lee", dt.date(2026, 1, 2)))
    ('Not reviewed by counsel', 'Reviewed by counsel J. Lee, 2026-01-02')
    """
    return "Not reviewed by counsel" if by is None else f"Reviewed by counsel {by[0]}, {by[1]}"


def _entries(memo: Memo) -> list[Block]:
    if not memo.entries:
        return []
    listed = tuple(
        f"{one.act}{f', decided {one.decided}' if one.decided else ''}{f', {one.docket}' if one.docket else ''}: {one.stands}"
        + (f", seen {one.seen}" if one.seen else "")
        + "."
        for one in memo.entries
    )
    return [Heading("Orders and notices"), Listed(listed)]


def _sources(memo: Memo) -> list[Block]:
    listed = tuple(
        f"{one.title}{f', {one.address}' if one.address else ''}; "
        + (f"read on {one.read_on}" if one.read_on else "day of reading not recorded")
        + (f"; SHA-256 of the library's file {one.digest}" if one.digest else "; no copy kept, so no digest")
        for one in memo.sources
    )
    return [Heading("Sources"), Listed(listed) if listed else Paragraph("No source is recorded.")]


def _ages(memo: Memo) -> list[Block]:
    aged = sorted((one for one in memo.entries if one.seen), key=lambda one: (one.seen or dt.date.min, one.act))
    if not aged:
        return []
    said = tuple(
        f"{one.act}: seen {one.seen}, {_days(one.seen, memo.stamp.as_of)} before the day asked about" for one in aged
    )
    return [Listed(said)]


def _days(seen: dt.date | None, as_of: dt.date) -> str:
    days = (as_of - seen).days if seen else 0
    return "1 day" if days == 1 else f"{days} days"


def _plain(memo: Memo) -> dict[str, object]:
    """What a memo answers, for its receipt: the page's answer, not the layout."""
    return {
        "answer": memo.answer,
        "stale": memo.stale,
        "findings": [(one.title, one.answer) for one in memo.findings],
        "unknown": list(memo.unknown),
        "tables": {table.name: table.plain() for table in memo.tables},
    }
