"""What a letter asks, each sentence that does, and what it says will follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field
from comity.intake.documents.propose.letter_parties import body
from comity.intake.documents.propose.marks import Marks

_GIVE = (
    r"(?:provide|submit|send|describe|produce|review|confirm|furnish|sign|respond|return|identify|explain|certify|preserve|retain|hand\s+over|turn\s+over|"
    r"forward|upload|deliver|complete|acknowledge|attach|rescind|repeal|notify|inform|advise|list|ensure|supply|transmit|remit|disclose|report|bring|"
    r"make\s+(?:\w+\s+)?available|give|grant|allow|permit|arrange|schedule|answer|state|file|execute|cease|refrain|cooperate|post|remove|suspend|withdraw|"
    r"e-?mail|contact|maintain|designate|verify|update|correct)"
)
"""What a letter may ask somebody to do."""
_WHO = (
    r"(?:you|states?|recipients?|grantees?|subrecipients?|jurisdictions?|each\s+\w+|all\s+\w+|your\s+\w+|"
    r"(?:the\s+)?(?:city|county|state|town|village|district|authority|agency|school|board|commission|university|sheriff|police\s+department))"
)
_ADVERBS = r"(?:(?:also|further|then|hereby|therefore|promptly|immediately|and|likewise)\s+){0,2}"
_ASKS = re.compile(
    rf"\b(?:please|kindly)\s+{_ADVERBS}{_GIVE}\b"
    r"|\b(?:we|i|this\s+office|the\s+\w+(?:\s+\w+)?|[A-Z]{2,6})\s+(?:hereby\s+)?(?:requests?|asks?|demands?|requires?|directs?|instructs?|orders?)\s+(?:that\s+)?"
    r"(?:you|your|the|each|all)\b"
    rf"|\b{_WHO}\s+(?:must|shall)\s+{_ADVERBS}{_GIVE}\b"
    rf"|\b{_WHO}\s+(?:is|are)\s+(?:hereby\s+)?(?:(?:directed|required|ordered|commanded|requested|asked|instructed|summoned|called\s+upon)(?:\s+and\s+)?)"
    r"{1,2}\s+to\s+(?!appear)"
    r"|\bare\s+(?:hereby\s+)?(?:commanded|summoned)\b(?!\s+to\s+appear)"
    r"|\bwe\s+(?:ask|request)\s+(?:that\s+)?",
    re.I | re.M,
)
_IMPERATIVE = re.compile(
    r"(?:\(?[A-Za-z0-9]{1,2}[.)]\s*)?(?:\[\s?[xX]\s?\]\s*)?(?:submit|provide|produce|furnish|send|supply|transmit)\s+(?:any|all|the|to|a|an|copies|each|us)\b",
    re.I,
)
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
_ADVERSE = re.compile(
    r"\b(?:may|could|will|would|shall|reserves?\s+the\s+right\s+to|intends?\s+to)\b[^.;]{0,100}?\b(?:withh[eo]ld\w*|redirect\w*|suspen\w+|terminat\w+|debar\w*|"
    r"penalt\w+|contempt|noncomplian\w+|lawsuit|petition\w*|enforcement\s+action|civil\s+action|injuncti\w+|recoup\w*|disallow\w*|removal\s+from\s+office|sanctions?|"
    r"refer(?:red|ral)?\b|revo\w+|fines?|reduc\w+|ineligib\w+|freez\w+|lapse)\b",
    re.I,
)
"""What follows that somebody would rather not have."""
_UNLESS = re.compile(
    r"\b(?:if|unless|should|fail\w*|refus\w+|declin\w+|absence|absent|without|does\s+not|do\s+not|not\s+(?:received|complied|accepted)|noncomplian\w+)\b",
    re.I,
)
"""That it depends on what is done."""
_CONSEQUENCE = re.compile(r"\b(?:may|could|will|would|shall|can|reserves?|intends?|prepared)\b", re.I)


_WITHHELD = re.compile(
    r"if\s+(?:any|a|the|you|some)\b[^,.]{0,60}\b(?:with(?:held|hold)|privileged?|lost|destroyed|unavailable)\b", re.I
)
"""What is to be said of a record that is not given: it goes with what is asked."""


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
        if _WITHHELD.match(words):
            continue
        if re.search(r"\bquestions\b", words, re.I) and "produce" not in words:
            continue
        yield Field("asks", words, sentence)


def threatens(marks: Marks, asked: list[Span]) -> Iterator[Field]:
    """What it says will follow, each sentence that is not one of what is asked."""
    for sentence in marks.sentences:
        words = marks.flat[sentence.start : sentence.end]
        threat = _THREAT.search(words) and _CONSEQUENCE.search(words)
        if sentence in asked or not (threat or (_ADVERSE.search(words) and _UNLESS.search(words))):
            continue
        if re.search(r"\bmay\s+(?:violate|be\s+interpreted)\b", words) and not re.search(
            r"fund|charge|subpoena|terminat|withh", words
        ):
            continue
        yield Field("threatens", marks.said(sentence), sentence)
