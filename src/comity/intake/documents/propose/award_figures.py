"""The days and dollars of an award document: its period, when it was made, by when to accept it, its amount, when reports are due."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field
from comity.intake.documents.propose.dates import Dated
from comity.intake.documents.propose.marks import Marks

_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("period_start", re.compile(
        r"(?:(?:project|budget|grant|subaward)\s+)?period\s+of\s+performance(?:\s+(?:start|begin)\w*(?:\s+and\s+end\s+dates?)?)?(?:\s+begins?(?:\s+on)?)?|"
        r"(?:project|budget|performance|award|grant|subaward)\s+(?:period\s+)?(?:start|begin)(?:s|ning)?(?:\s+(?:and\s+end\s+dates?|date|on))?|"
        r"(?:project|budget|performance|grant|subaward)\s+period(?:\s+(?:is|runs))?(?:\s+from)?|"
        r"(?:use\s+of\s+funds\s+may|\bperiod)\s+begins?(?:\s+on)?|use\s+of\s+funds\s+may\s+begin|(?:start|begin(?:ning)?)\s+date", re.I)),
    ("period_end", re.compile(
        r"(?:project|budget|performance|award|grant|subaward)\s+(?:period\s+)?end(?:s|ing)?(?:\s+(?:date|on))?|"
        r"(?:expiration|completion|termination|end)\s+date|(?:ends|expires|terminates|concludes)(?:\s+on)?|through", re.I)),
    ("offered", re.compile(r"(?:award|notice|offer|issue)\s+date|date\s+of\s+(?:award|offer|notice)|date\s+(?:issued|of\s+issue)", re.I)),
    ("obligated", re.compile(r"(?:obligation|action)\s+date|date\s+(?:obligated|of\s+obligation)", re.I)),
    ("accepted", re.compile(r"(?:date\s+(?:accepted|of\s+acceptance)|acceptance\s+date|accepted\s+on|signed\s+on)", re.I)),
)  # fmt: skip
_AMOUNTS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"amount\s+of\s+(?:federal\s+)?(?:funds|assistance)\s+(?:obligated|awarded)\b[^$;.]{0,100}|amount\s+(?:obligated|awarded)\s+by\s+this\s+action",
        r"amount\s+of\s+(?:this\s+)?(?:[A-Z]{2,6}\s+)?(?:federal\s+)?(?:award|action|grant|subaward|assistance)\b[^$;.]{0,30}|(?:subaward|sub-award)\s+amount|"
        r"amount\s+of\s+this\s+\w+\s+award|amount\s+(?:approved|awarded|obligated)|federal\s+(?:award\s+)?(?:amount|share|funds)|(?:award|grant)\s+amount|"
        r"(?:approved|awarded?|grant|award)\b[^$;.]{0,60}\bin\s+the\s+amount\s+of|grant\s+(?:award|of)|award(?:s|ed)?\s+(?:of|the\s+sum\s+of)|"
        r"(?:not|in\s+no\s+event)\s+(?:to\s+)?exceed",
        r"total\s+(?:amount\s+of\s+)?(?:the\s+)?(?:federal\s+)?(?:award|funds?\s+(?:obligated|awarded)|amount)\b[^$;.]{0,40}",
    )
)
"""What stands before the dollars of an award, what says most of this one first."""
_OTHER_MONEY = re.compile(
    r"\b(?:prior|previous|earlier|match\w*|non-?federal|cost\s+shar\w+|recipient'?s?\s+share|budget|project\s+cost|program\s+income|threshold|exceed(?:s|ing)|"
    r"unobligated|carryover|remaining|indirect)\b",
    re.I,
)
_ACCEPTING = re.compile(
    r"\b(?:accept\w*|sign(?:s|ed)?|countersign\w*|execut\w+|return(?:ed|s)?\s+(?:the|this|a|one)|acknowledg\w+)\b", re.I
)
_LAST_DAY = re.compile(
    r"\b(?:by|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|before|until|has\s+until|deadline\b[^.;]{0,60}?(?:\bis|:)|due(?:\s+(?:by|on))?:?)\s*"
    r"(?:(?:the\s+)?(?:close|end)\s+of\s+business\s*(?:on\s+)?)?(?:[0-9:]+\s*[ap]\.?m\.?,?\s*(?:\w+\s+){0,3}?(?:on\s+)?)?(?:\w+day,?\s+)?\Z",
    re.I,
)
_ACCEPT_WITHIN = re.compile(
    r"\b(?:accept\w*|sign\w*|execut\w+|return\w*)\b[^.;]{0,120}?\bwithin\s+(?:[a-z-]+\s*)?\(?(?P<days>[0-9]{1,3})\)?\s+(?:calendar\s+)?days\s+(?:of|after|from|following)\s+"
    r"(?:the\s+)?(?:date\s+of\s+(?:the\s+|this\s+)?award|(?:federal\s+)?award\s+date|date\s+of\s+this\s+(?:notice|letter))",
    re.I,
)
_HOUR_ENDS = re.compile(r"[ap]\.m\.\s*\Z")
_NOT_OF_ACCEPTANCE = re.compile(
    r"\b(?:report\w*|invoice\w*|close-?out|reimbursement|request\s+for\s+(?:payment|funds))\b", re.I
)
_REPORTING = re.compile(
    r"\b(?:report(?:s|ing)?|SF-?425|closeout|close-?out|close\s+out|liquidat\w+|final\s+(?:invoice|request))\b", re.I
)
_WHEN_DUE = re.compile(
    r"\b(?:due|no\s+later\s+than|not\s+later\s+than|within|on\s+or\s+before|by\s+(?:the\s+)?[A-Z0-9]|(?:[0-9]+|thirty|ninety|sixty)\)?\s+(?:calendar\s+)?days\s+after|quarterly|annual(?:ly)?|semi-?annual(?:ly)?|monthly)\b"
)


def days(marks: Marks) -> Iterator[Field]:
    """Its days, each by the label that stands nearest before it."""
    seen: set[str] = set()
    written = [d for d in marks.dates if d.granularity == "day" and d.first and d.anchor == "written out"]
    for n, day in enumerate(written):
        assert day.first is not None
        if _is_to_accept(marks, day):
            continue  # by when it must be accepted is not a day of acceptance
        since = written[n - 1].span.end if n else 0
        label = _last_label(marks.flat[max(since, day.span.start - 70) : day.span.start])
        if (
            label is None
            and n
            and re.fullmatch(r"\s*(?:-|to|through|until|[|])\s*", marks.flat[since : day.span.start])
            and "period_start" in seen
        ):
            label = "period_end"
        if label and label not in seen:
            seen.add(label)
            yield Field(label, day.first.isoformat(), day.span)


def _last_label(before: str) -> str | None:
    """The label that stands nearest before a day."""
    found = [(m.end(), name) for name, pattern in _LABELS for m in pattern.finditer(before)]
    return max(found)[1] if found else None


def money(marks: Marks) -> Iterator[Field]:
    """Its dollars, by what is said before them; those of an earlier action, of a match or of a budget are others."""
    since = [0, *(one.span.end for one in marks.amounts)]
    before = [
        marks.flat[max(last, one.span.start - 160) : one.span.start]
        for last, one in zip(since, marks.amounts, strict=False)
    ]
    for pattern in _AMOUNTS:
        for words, one in zip(before, marks.amounts, strict=True):
            label = next((m for m in pattern.finditer(words) if len(words) - m.end() <= MOST_BETWEEN), None)
            if label and not _OTHER_MONEY.search(words, max(0, label.start() - 20)):
                yield Field("amount", one.value, one.span)
                return


MOST_BETWEEN = 24
"""Characters between the end of a label and the dollars that it stands before."""


def _is_to_accept(marks: Marks, day: Dated) -> bool:
    """Whether a day is the last one to accept the award, by the words of its sentence."""
    sentence = marks.sentence_of(day.span.start) or Span(max(0, day.span.start - 160), day.span.end)
    start = sentence.start
    if _HOUR_ENDS.search(marks.flat, max(0, start - 8), start):  # `by 5 p.m. Eastern Time on` is one sentence
        start = max(0, start - 120)
    words = marks.flat[start : min(sentence.end, day.span.end + 60)]
    before = marks.flat[start : day.span.start]
    return bool(_ACCEPTING.search(words) and _LAST_DAY.search(before) and not _NOT_OF_ACCEPTANCE.search(words))


def accept_by(marks: Marks, offered: str) -> Iterator[Field]:
    """The last day to accept: as it is written, else counted from the day of the award."""
    for day in marks.dates:
        if day.granularity == "day" and day.first and day.anchor == "written out" and _is_to_accept(marks, day):
            yield Field("accept_by", day.first.isoformat(), day.span)
            return
    within = _ACCEPT_WITHIN.search(marks.flat)
    if within and offered:
        last = dt.date.fromisoformat(offered) + dt.timedelta(days=int(within["days"]))
        yield Field(
            "accept_by", last.isoformat(), None, f"counted from {offered}: `{marks.said(Span(*within.span()))}`"
        )


def reporting(marks: Marks) -> Iterator[Span]:
    """Sentences that say when a report or the closeout is due."""
    for sentence in marks.sentences:
        words = marks.flat[sentence.start : sentence.end]
        if _REPORTING.search(words) and _WHEN_DUE.search(words) and len(words) < LONGEST:
            yield sentence


LONGEST = 600
