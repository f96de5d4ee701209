"""Read an article as statements: who said what, through whom, when, in quotation or report; and the demands it mentions.

Every sentence has a place: one in which nobody is said to speak is the author's own. Rules find marks and speech verbs; who
stands behind a pronoun is a guess and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field, Proposal
from comity.intake.documents.propose.article_demands import BY_DAY, demand_of
from comity.intake.documents.propose.article_speakers import (
    Speaker,
    goes_on,
    outside_quotations,
    quoted_in,
    speaker_of,
    subject_of,
)
from comity.intake.documents.propose.dates import Dated, dates
from comity.intake.documents.propose.marks import Marks
from comity.intake.documents.propose.propositions import offered
from comity.intake.documents.sentences import Quotation

_SUPPOSED = re.compile(r"\A(?:if|suppose)\b|\blet's\s+say\b|\bsuppos(?:e|ing)\s+that\b|\bhypothetical", re.I)
_BLOCK = re.compile(r"(?:reported|wrote|published|said)\b[^.:]*:\s*\Z")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+[0-9]"
_WRITER = rf"(?!{_MONTH})[A-Z][\w.'-]*(?:\s+(?!{_MONTH})[A-Z][\w.'-]*){{1,3}}"
_TOKEN = r"(?:[A-Z][\w.,:'/-]*|[0-9][\w.,:/-]*|of|the|and|for|at|[ap]\.?m\.?|[|\u2022\xb7/\u2013\u2014-])"
_BYLINE = re.compile(
    rf"\A(?:(?:By|BY)\s+(?P<by>{_WRITER}(?:(?:,\s+{_WRITER}){{0,6}},?\s+and\s+{_WRITER})?)"
    rf"(?:\s*[|\u2022\xb7/\u2013\u2014,-])?(?:\s+{_TOKEN}){{0,24}}\s*\Z"
    rf"|(?!By\s)(?P<bar>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){{1,2}})\s?\|)"
)
_DATELINE = re.compile(r"\A(?:[A-Z]{3,}(?:,\s+[\w.]+)?,?\s*)?(?:[A-Z][a-z]{2,8}\.?\s+[0-9]{1,2},\s+[0-9]{4})\s*\Z")
_THAT = re.compile(
    r"(?!\s+to\s+[a-z]+\s+[a-z])(?:\s+\S+){0,8}?(?<!those)(?<!all)(?<!any)(?<!one)(?<!ones)(?<!thing)\s+that\s+(?=\S)"
)
"""The `that` behind which something is told; behind `those` and the like it tells which are meant."""
_WHEN = re.compile(
    r"(?:during|in|on|at|last|earlier|after|before|since|this|yesterday|when|while|as|two|three|a|the\s+(?:day|week|month|year))\b",
    re.I,
)
"""What begins words that say when something was said."""
MOST_BEHIND, LEAST_BEFORE = 10, 5
"""Words behind a verb of speech that ends its sentence, and before the comma of what it tells."""
UNMARKED = "the end of the quoted block is not marked: whether this stands in it is to be decided"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that another outlet is said to have reported; its end is not marked."""

    starts: int
    outlet: str
    when: str


def propose(marks: Marks) -> tuple[Proposal, ...]:
    """One statement for each sentence, the author's own among them, and the demands that the article tells of."""
    author = _author(marks)
    block: Block | None = None
    last: Speaker | None = None
    quoting: tuple[Speaker, Span] | None = None
    found: list[Proposal] = []
    for n, sentence in enumerate(marks.sentences):
        words = marks.flat[sentence.start : sentence.end]
        if _BYLINE.fullmatch(words.strip()) or _DATELINE.fullmatch(words.strip()):
            continue
        body = _without_byline(marks, sentence)
        speaker = speaker_of(marks, body, last)
        speaker = speaker or goes_on(marks, body, quoting)
        quoting = (speaker, body) if speaker is not None and quoted_in(marks, body) else None
        if speaker is not None and speaker.person:
            last = speaker
        elif speaker is None:
            last = subject_of(marks, body) or last
        headline = n == 0 and not re.search(r"[.!?\"]\s*\Z", words)
        found.append(
            _statement(marks=marks, sentence=body, speaker=speaker, author=author, block=block, headline=headline)
        )
        demand = demand_of(marks, body, outside_quotations(marks, body), speaker.name if speaker else "")
        if demand is not None:
            found.append(demand)
        if _BLOCK.search(words):
            outlet = next((m.outlet for m in marks.within(sentence) if m.outlet), "")
            day = next((d for d in marks.dates if sentence.start <= d.span.start < sentence.end), None)
            block = Block(
                sentence.end, outlet or (speaker.name if speaker else ""), marks.said(day.span) if day else ""
            )
    return tuple(found)


def _author(marks: Marks) -> str:
    for paragraph in marks.paragraphs[:4]:
        # by the line first: an outlet may stand below the name
        for words in (
            *marks.text[paragraph.start : paragraph.end].split("\n"),
            marks.flat[paragraph.start : paragraph.end],
        ):
            match = _BYLINE.search(words)
            if match:
                return match["by"] or match["bar"]
    return ""


def _without_byline(marks: Marks, sentence: Span) -> Span:
    """The sentence without a byline that runs into it."""
    match = _BYLINE.match(marks.flat[sentence.start : sentence.end])
    if match is None or match.end() >= sentence.end - sentence.start:
        return sentence
    lead = sentence.start + match.end()
    return Span(
        lead + len(marks.text[lead : sentence.end]) - len(marks.text[lead : sentence.end].lstrip()), sentence.end
    )


def _statement(
    marks: Marks, sentence: Span, speaker: Speaker | None, author: str, block: Block | None, headline: bool
) -> Proposal:  # fmt: skip
    """The statement of a sentence."""
    quoted = quoted_in(marks, sentence)
    fields: list[Field] = []
    if speaker is not None:
        fields.append(Field("speaker", speaker.name, speaker.span, speaker.note))
    else:
        fields.append(Field("speaker", author or "the author", None, "nobody else is said to speak"))
    fields += _chain(marks, sentence, speaker, author, block)
    day = _said_on(marks, sentence, speaker, quoted, block)
    if day is not None:
        fields.append(Field("when_written", marks.said(day.span), day.span))
        if day.first is not None and day.last is not None:
            fields += [
                Field("said_first", day.first.isoformat(), None, day.anchor),
                Field("said_last", day.last.isoformat(), None, day.anchor),
            ]
    if quoted and speaker is not None:
        fields += [
            Field(
                "quoted",
                marks.said(q.span),
                q.span,
                "" if q.closed else "the quotation is not closed; it ends with its sentence",
            )
            for q in quoted
        ]
    reported = _reported(marks, sentence, speaker, quoted)
    if reported is not None:
        fields.append(Field("reported", marks.said(reported), reported))
    words = marks.said(sentence)
    if _SUPPOSED.search(" ".join(marks.said(q.span) for q in quoted) or (marks.said(reported) if reported else "")):
        fields.append(
            Field("hypothetical", "yes", sentence, "a supposition: no award and no acceptance is taken from it")
        )
    for key, value in offered(words, marks.law):
        fields.append(Field("offered", f"{key}: {value}" if value else key, sentence))
    asks: list[str] = []
    if block is not None:
        fields.append(Field("block", block.outlet, None, UNMARKED))
        asks.append(UNMARKED)
    if headline:
        asks.append("whether the headline says more than what it reports")
    if marks.published is None and day is not None and day.first is None:
        asks.append("the day of publication, from which its days are counted")
    who = speaker.name if speaker else (author or "The author")
    how = "is quoted" if quoted and speaker else "is reported" if speaker else "write" if " and " in who else "writes"
    confidence = 0.3 if speaker is None else 0.6 if speaker.note else 0.9 if quoted else 0.75
    return Proposal("statement", tuple(fields), (sentence,), confidence, f"{who} {how}.", asks=tuple(asks))


def _chain(marks: Marks, sentence: Span, speaker: Speaker | None, author: str, block: Block | None) -> Iterator[Field]:
    """Who reports whom, the last reporter first."""
    yield Field("chain", f"{author} (article)" if author else "the article", None, "the document itself")
    if block is not None:
        yield Field("chain", block.outlet, None, UNMARKED)
    for named in marks.within(sentence):
        if (
            named.outlet
            and (speaker is None or named.span != speaker.span)
            and (block is None or named.outlet != block.outlet)
        ):
            yield Field("chain", marks.said(named.span), named.span)


def _said_on(
    marks: Marks, sentence: Span, speaker: Speaker | None, quoted: list[Quotation], block: Block | None
) -> Dated | None:
    """When it was said, by a day outside the quotations; within a quoted block days are counted from that."""
    inside = [d for d in marks.dates if sentence.start <= d.span.start < sentence.end]
    outer = [d for d in inside if not any(q.span.start <= d.span.start < q.span.end for q in quoted)]
    outer = [d for d in outer if not BY_DAY.search(marks.flat[sentence.start : d.span.start])]
    about = [] if speaker is None else _told(marks, sentence, speaker, quoted)
    outer = [d for d in outer if not any(span.start <= d.span.start < span.end for span in about)]
    if not outer and speaker is not None and about:
        return None  # the only days are those of what is told
    found = next(
        iter(outer or (d for d in inside if any(q.span.start <= d.span.start < q.span.end for q in quoted))), None
    )
    if found is None or block is None or found.anchor == "written out":
        return found
    again = dates(marks.text[found.span.start : found.span.end], None)
    return (
        Dated(
            span=found.span,
            first=None,
            last=None,
            granularity=found.granularity,
            anchor="quoted text",
            ahead=found.ahead,
        )
        if again
        else found
    )


def _told(marks: Marks, sentence: Span, speaker: Speaker, quoted: list[Quotation]) -> list[Span]:
    """What of a sentence is told by its speaker, in whose days it was not said: behind `that`, or before `..., an official said`."""
    reported = _reported(marks, sentence, speaker, quoted)
    if reported is not None and reported.start > sentence.start:
        return [reported]
    outside = outside_quotations(marks, sentence)
    clause = outside[: max(0, speaker.span.start - sentence.start)]
    comma = clause.rfind(",")
    head, tail = clause[:comma], outside[max(0, speaker.verb_end - sentence.start) :]
    if comma < 0 or len(tail.split()) > MOST_BEHIND or len(head.split()) < LEAST_BEFORE or _WHEN.match(head):
        return []
    return [Span(sentence.start, sentence.start + comma)]


def _reported(marks: Marks, sentence: Span, speaker: Speaker | None, quoted: list[Quotation]) -> Span | None:
    """What is reported in other words: behind `that`, or the sentence where no words are quoted."""
    outside = outside_quotations(marks, sentence)
    if speaker is not None:
        behind = max(speaker.span.end, speaker.verb_end, sentence.start)
        that = _THAT.match(outside[behind - sentence.start :])
        if that:
            start = behind + that.end()
            end = next((q.span.start - 1 for q in quoted if q.span.start > start), sentence.end)
            words = marks.text[start:end].rstrip(" .,")
            return Span(start, start + len(words)) if len(words.split()) >= 3 else None
        if quoted:
            return None
    words = marks.text[sentence.start : sentence.end]
    return Span(sentence.start, sentence.start + len(words.rstrip(" .")))
