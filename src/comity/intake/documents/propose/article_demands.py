"""The demands that an article mentions: who asks what of whom, under what threat, due when. The letter is asked for."""

from __future__ import annotations

import re

from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field, Proposal
from comity.intake.documents.propose.marks import Marks
from comity.norms.names.governments import government

_DEMANDS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:must\s+)?hand\s+over\s+(?:[\w'-]+\s+){0,6}?(?:documents|records|policies|files|communications)\b|\bmust\s+hand\s+over\b",
        r"\bhoping\s+to\s+see\b[^.]{0,60}\bcharged\b",
        r"\b(?:had\s+asked|has\s+asked|asked)\b[^.]{0,80}\bto\b",
        r"\bdemand(?:s|ed)?\b|\bthreaten\w*\s+to\b|\bface\s+a\s+subpoena\b|\bsent\s+letters?\b",
    )
)
"""What a demand is told by, what says most of it first."""
_THREAT = re.compile(
    r"\bthreaten\w*\s+to\s+[^,.]*|\b(?:bring|pursuing|filing)\s+(?:criminal\s+)?charges\b[^,.]*|\bcharge\s+[^,.]{3,80}?\s+with\s+(?:an?\s+)?crimes?\b|\bbe\s+charged\s+as\b[^,.]*|\bface\s+a\s+subpoena\b|"
    r"\bin\s+legal\s+jeopardy\b|\bcould\s+lose\s+(?:federal\s+)?funding\b|\bheld\s+to\s+account\b|\bdeny\s+funds?\b",
    re.I,
)
_LETTERS = re.compile(
    r"\bletters?\s+to\s+(?P<count>[0-9]{1,4}|[a-z]+)\s+(?P<whom>[\w\s]{0,40}?(?:cities|counties|jurisdictions|states|governments|"
    r"municipalities|mayors))",
    re.I,
)
BY_DAY = re.compile(
    r"\b(?:by|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|before|until|deadline\s+of|due(?:\s+(?:on|by))?)\s+(?:\w+day,?\s+)?\Z",
    re.I,
)
"""What stands before a day by which something is due."""


def demand_of(marks: Marks, sentence: Span, outside: str, speaker: str) -> Proposal | None:
    """A demand that a sentence tells of: by whom, of whom, under what threat. It is the article's word, not the document itself.

    `outside` are the words of the sentence with its quotations blanked.
    """
    match = next((found for pattern in _DEMANDS if (found := pattern.search(outside))), None)
    if match is None:
        return None
    at = Span(sentence.start + match.start(), sentence.start + len(outside[: match.end()].rstrip()))
    fields = [Field("asks", marks.said(at), at)]
    agency = next(
        (n for n in marks.within(sentence) if n.party and (found := government(n.party)) and found.kind == "agency"),
        None,
    )
    if agency:
        fields.append(Field("issuer", agency.party, agency.span))
    letters = _LETTERS.search(outside)
    if letters:
        span = Span(sentence.start + letters.start(), sentence.start + letters.end())
        fields.append(Field("title", marks.said(span), span))
        fields.append(Field("note", f"{letters['count']} recipients, as the article has it", span))
    for day in marks.dates:
        if sentence.start <= day.span.start < sentence.end and day.granularity == "day" and day.first:
            before = BY_DAY.search(outside[: day.span.start - sentence.start])
            if before:
                span = Span(sentence.start + before.start(), day.span.end)
                written = day.anchor == "written out"
                note = "" if written else f"`{marks.said(span)}`, counted from the {day.anchor} of {marks.published}"
                fields.append(Field("due", day.first.isoformat(), span if written else None, note))
                break
    for threat in _THREAT.finditer(outside):
        span = Span(sentence.start + threat.start(), sentence.start + threat.end())
        fields.append(Field("threatens", marks.said(span), span))
    asks = ("the document of the demand itself", "its date", "legal force: not decided until a person decides")
    return Proposal(
        "demand", tuple(fields), (sentence,), 0.5, f"{speaker or 'An agency'} is said to make a demand.", asks=asks
    )
