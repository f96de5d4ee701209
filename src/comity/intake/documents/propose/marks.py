"""What all proposers work from: a document with its sentences, quotations, citations, days, names and amounts."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from comity.intake.documents.document import Document, Span
from comity.intake.documents.propose import amounts, citations, dates, names
from comity.intake.documents.sentences import Quotation, paragraphs, quotations, sentences
from comity.norms.nodes import Law


@dataclass(frozen=True)
class Marks:
    """A document and the law it is read with. `published` is its own day, where the file or a person says it."""

    document: Document
    law: Law
    published: dt.date | None = None

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.document.text

    @cached_property
    def flat(self) -> str:
        """The text with every white space as a space; places are the same."""
        return re.sub(r"\s", " ", self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Its sentences."""
        return sentences(self.document)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Its paragraphs."""
        return tuple(paragraphs(self.text))

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Its quotations."""
        return quotations(self.document)

    @cached_property
    def citations(self) -> tuple[citations.Cited, ...]:
        """What it cites."""
        return citations.citations(self.document, self.law)

    @cached_property
    def dates(self) -> tuple[dates.Dated, ...]:
        """Its days; those within quotations are counted from what is quoted."""
        return dates.dates(self.text, self.published, tuple(q.span for q in self.quotations))

    @cached_property
    def periods(self) -> tuple[dates.Period, ...]:
        """The periods that it gives."""
        return dates.periods(self.text)

    @cached_property
    def names(self) -> tuple[names.Named, ...]:
        """Who is named; the States of its court, or named in its letterhead, tell places of one name apart."""
        return names.names(self.text, self.hints)

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """States in which places that several have the name of are likely meant."""
        from comity.intake.documents.propose.courts import court_named

        found = court_named(self.text[:3_000])
        return (found[1].state,) if found and found[1].state else ()

    @cached_property
    def amounts(self) -> tuple[amounts.Found, ...]:
        """Its dollars."""
        return amounts.amounts(self.text)

    def said(self, span: Span) -> str:
        """The words of a span with white space as one."""
        return " ".join(self.text[span.start : span.end].split())

    def sentence_of(self, at: int) -> Span | None:
        """The sentence in which a place stands."""
        n = bisect_right(self._sentence_starts, at) - 1
        return self.sentences[n] if n >= 0 and at < self.sentences[n].end else None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [named.span.start for named in self.names]

    def within(self, span: Span) -> tuple[names.Named, ...]:
        """Who is named within a span."""
        first, last = bisect_left(self._name_starts, span.start), bisect_right(self._name_starts, span.end)
        return tuple(named for named in self.names[first:last] if named.span.end <= span.end)
