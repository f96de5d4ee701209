"""What a letter asks, each sentence that does, and what it says will follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field
from comity.intake.documents.propose.letter_parties import body
from comity.intake.documents.propose.marks import Marks

_ASKS = re.compile(
    r"\bplease\s+(?:also\s+)?(?:provide|submit|send|describe|produce|review|confirm|furnish|sign|respond|return|identify|explain|certify|preserve|retain|"
    r"hand\s+over|turn\s+over|forward|upload|deliver|complete|acknowledge|attach|rescind|repeal|notify|inform|advise|list|ensure)\b"
    r"|\b(?:we|the\s+\w+(?:\s+\w+)?)\s+(?:hereby\s+)?(?:requests?|asks?|demands?|requires?)\s+(?:that\s+)?(?:you|your|the|each|all)\b"
    r"|\b(?:you|states?|recipients?|grantees?|jurisdictions?|(?:the\s+)?(?:city|county|state))\s+(?:(?:must|shall)\s+(?:also\s+)?"
    r"(?:submit|provide|produce|furnish|certify|bring|respond|identify|report|complete|sign|disclose|make\s+available|confirm|preserve|retain|hand\s+over|turn\s+over|rescind|repeal|cease|notify|cooperate)|"
    r"are\s+(?:hereby\s+)?(?:directed|required|ordered|commanded|requested|asked)\s+to\s+(?!appear))"
    r"|\bare\s+(?:hereby\s+)?commanded\b(?!\s+to\s+appear)"
    r"|\bwe\s+(?:ask|request)\s+(?:that\s+)?",
    re.I | re.M,
)
_IMPERATIVE = re.compile(r"(?:submit|provide|produce|furnish|send)\s+(?:any|all|the|to|a|an|copies|each|us)\b", re.I)
_OF_WHAT_IS_ASKED = re.compile(
    r"\b(?:submit|provide|send|return|furnish)\s+(?:these|those|the|such|your|said)\s+(?:requested\s+)?(?:documents?|"
    r"information|records|responses?|materials?|"
    r"signed\s+certification)\b",
    re.I,
)
_THREAT = re.compile(
    r"\b(?:fail(?:ure|s|ed)?\s+to|if\s+you\s+(?:do\s+not|fail|refuse)|should\s+you\s+fail|refus\w+\s+to|after\s+that\s+day|absent\s+a|otherwise)\b"
    r"|\b(?:may|could|will|would)\s+(?:be\s+(?:subject|referred|withheld|terminated|required|held)|result\s+in|subject|trigger|"
    r"seek\s+the\s+return|lose|"
    r"withhold|terminate|decline|subpoena|face|not\s+be\s+released)\b"
    r"|\b(?:may|could|will|would|reserves?\s+the\s+right\s+to|intends?\s+to|(?:is|are)\s+prepared\s+to)\s+(?:also\s+|then\s+|further\s+|promptly\s+)?"
    r"(?:seek\s+to\s+|move\s+to\s+|act\s+to\s+)?(?:withhold|terminate|suspend|debar|claw\s+back|recoup|recover|revoke|freeze|cut\s+off|pursue|refer|"
    r"initiate|commence|bring\s+(?:an\s+)?(?:action|suit|charges)|sue|disallow|deny)\b|\bloss\s+of\s+(?:federal\s+)?fund|\bcriminal\s+(?:charges|prosecution)\b",
    re.I,
)
_CONSEQUENCE = re.compile(r"\b(?:may|could|will|would|shall|can|reserves?|intends?|prepared)\b", re.I)


def asks(marks: Marks) -> Iterator[Field]:
    """What is asked, each sentence that asks; a sentence that only threatens is none."""
    start = 0 if body(marks) == 0 else body(marks)
    for sentence in marks.sentences:
        if sentence.end <= start:
            continue
        words = marks.said(sentence)
        match = _ASKS.search(marks.flat, sentence.start, sentence.end) or _IMPERATIVE.match(words)
        if (
            match is None
            or _OF_WHAT_IS_ASKED.search(words)
            or re.match(r"please\s+direct\s+questions|failure|if\s+you\s+(?:do\s+not|fail)|should\s+you", words, re.I)
        ):
            continue
        if re.search(r"\bquestions\b", words, re.I) and "produce" not in words:
            continue
        yield Field("asks", words, sentence)


def threatens(marks: Marks, asked: list[Span]) -> Iterator[Field]:
    """What it says will follow, each sentence that is not one of what is asked."""
    for sentence in marks.sentences:
        words = marks.flat[sentence.start : sentence.end]
        if sentence in asked or not _THREAT.search(words) or not _CONSEQUENCE.search(words):
            continue
        if re.search(r"\bmay\s+(?:violate|be\s+interpreted)\b", words) and not re.search(
            r"fund|charge|subpoena|terminat|withh", words
        ):
            continue
        yield Field("threatens", marks.said(sentence), sentence)
