"""The default proposer: recognizes a document by its own words and proposes what it says, by rules alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from comity.intake.documents.document import Document, Span
from comity.intake.documents.proposals import Field, Proposal, Reader, check
from comity.intake.documents.propose import article, award, letter, order
from comity.intake.documents.propose.amounts import says_amount
from comity.intake.documents.propose.dates import Dated, says_day, says_hour, says_number
from comity.intake.documents.propose.marks import Marks
from comity.norms.nodes import Law

PAPERS = ("letter", "award", "order", "article")
READERS: Mapping[str, Reader] = {"date": says_day, "number": says_number, "hour": says_hour, "amount": says_amount}
_PROPOSERS: Mapping[str, Callable[[Marks], tuple[Proposal, ...]]] = {
    "letter": letter.propose, "award": award.propose, "order": order.propose, "article": article.propose,
}  # fmt: skip
_TELLING: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (kind, weight, re.compile(pattern, re.I if flags else 0))
    for kind, weight, pattern, flags in (
        ("order", 3, r"\b(?:UNITED\s+STATES|U\.S\.)\s+(?:DISTRICT\s+COURT|COURT\s+OF\s+APPEALS)|"
        r"\bUnited\s+States\s+(?:District\s+Court|Court\s+of\s+Appeals)\s*\n", 0),
        ("order", 3, r"\bIT\s+IS\s+(?:HEREBY\s+|SO\s+|FURTHER\s+)?ORDERED\b|\b(?:hereby|preliminarily|"
        r"permanently)\s+(?:ENJOINED|enjoin(?:s|ed))\b|\bADJUDGED\b", 0),
        ("order", 2, r"\bPlaintiffs?(?:-Appell\w+)?\b[\s\S]{0,200}\bv(?:s)?\.\s[\s\S]{0,300}\bDefendants?\b", 1),
        ("order", 2, r"(?m)^\s*(?:ORDER|JUDGMENT|PRELIMINARY\s+INJUNCTION|TEMPORARY\s+RESTRAINING\s+ORDER|MEMORANDUM\s+OPINION|"
        r"FINAL\s+JUDGMENT)\b", 0),
        ("letter", 6, r"\bSUBPOENA\s+TO\s+(?:TESTIFY|PRODUCE)|\bYOU\s+ARE\s+(?:HEREBY\s+)?COMMANDED\b|\bCIVIL\s+INVESTIGATIVE\s+DEMAND\b|"
        r"\bSUMMONED\s+AND\s+REQUIRED\b|(?m:^[A-Z][A-Z ]*\bSUBPOENA\b[A-Z ]*$)", 0),
        ("letter", 3, r"(?m)^\s*Dear\b|^\s*To\s+All\s+\w+", 0),
        ("letter", 2, r"(?m)^\s*(?:Sincerely|Very\s+truly\s+yours|Respectfully|Re:|To:|Cc:|From:)", 0),
        ("letter", 2, r"\b(?:please|you\s+must|you\s+are\s+(?:hereby\s+)?(?:directed|required)|shall\s+submit|are\s+directed\s+to)\b", 1),
        ("letter", 1, r"\bwithin\s+\w+\s*(?:\([0-9]+\)\s*)?(?:business\s+|calendar\s+)?days\b|\bno\s+later\s+than\b", 1),
        ("award", 4, r"\b(?:NOTICE\s+OF\s+AWARD|GRANT\s+AGREEMENT|AWARD\s+(?:DOCUMENT|NOTIFICATION|INSTRUMENT)|"
        r"SUBAWARD\s+AGREEMENT|COOPERATIVE\s+AGREEMENT|Grant\s+Award\s+Notification)\b", 1),
        ("award", 4, r"(?m)^\s*(?:Award\s+(?:Letter|Package|Notice|Agreement)|"
        r"Notice\s+of\s+(?:Grant|Federal)\s+Award|Funding\s+Approval|Grant\s+Award|"
        r"Amendment\s+(?:No\.?\s*[0-9]+\s+)?(?:to|of)\s+(?:the\s+)?(?:Grant|Award|Cooperative|Agreement))\b", 1),
        ("award", 3, r"\bFAIN\b|Federal\s+Award\s+(?:Identification\s+)?(?:Number|No)|\bAward\s+(?:Number|No\.)|\bGrant\s+(?:Number|No\.)", 1),
        ("award", 2, r"\bAssistance\s+Listing|\bCFDA\b|\bPeriod\s+of\s+Performance\b|\bbudget\s+period\b", 1),
        ("award", 2, r"\b(?:Terms\s+and\s+Conditions|Special\s+Conditions|General\s+Conditions|Award\s+Conditions|Standard\s+Terms)\b", 1),
        ("award", 1, r"\b(?:recipient|grantee|subrecipient)s?\s+(?:must|shall|agrees?|certif)", 1),
        ("article", 2, r"\"[^\"]{10,400}[,.]\"?\s+(?:\w+\s+){0,5}(?:said|says|told|wrote|stated)\b|\b(?:said|stated|told)\b[^.]{0,60}\"", 1),
        ("article", 2, r"\b(?:said|told\s+reporters|explained|reported|according\s+to|in\s+a\s+statement|spokes(?:man|woman|person))\b", 1),
        ("article", 2, r"(?m)^\s*By\s+[A-Z][\w.]+\s+[A-Z]|\A[^\n.]{20,140}\n\n[A-Z][\w.]+\s[A-Z]\w+\s?\|", 0),
        ("article", 1, r"\bon\s+(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|\blast\s+(?:week|year)\b", 1),
    )
)  # fmt: skip

_PUBLISHED = re.compile(
    r"\A\s*(?:(?:First\s+)?(?:Published|Posted)|Date)\b:?(?:\s+on)?|\b[0-9]{1,2}:[0-9][0-9]\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?",
    re.I,
)
"""What stands beside the day of an article in its head."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a document is taken for and what is proposed of it.

    `paper` is one of `PAPERS`, empty where it cannot be told; `restricted` says that the document looks like a grand jury's.
    """

    document: Document
    paper: str
    told_by: tuple[Span, ...]
    proposals: tuple[Proposal, ...]
    restricted: bool = False
    published: dt.date | None = None


def paper_of(document: Document) -> tuple[str, tuple[Span, ...]]:
    """What a document is, and the words that tell; nothing where they do not, or tell two things alike."""
    weight: dict[str, float] = dict.fromkeys(PAPERS, 0)
    told: dict[str, list[Span]] = {paper: [] for paper in PAPERS}
    for paper, points, pattern in _TELLING:
        match = pattern.search(document.text)
        if match:
            weight[paper] += points
            told[paper].append(Span(*match.span()))
    first, second = sorted(PAPERS, key=lambda paper: -weight[paper])[:2]
    if weight[first] < 3 or weight[first] == weight[second]:
        return "", ()
    return first, tuple(told[first])


def propose(document: Document, law: Law, paper: str = "", published: dt.date | None = None) -> Proposed:
    """What our rules propose of a document, each proposal checked. `paper` says what it is where a person has said so."""
    told, spans = (paper, ()) if paper else paper_of(document)
    marks = Marks(document, law, published)
    if told == "article" and published is None:
        day = _dateline(marks)
        marks = replace(marks, published=day)
    found: list[Proposal] = []
    if told:
        found += _PROPOSERS[told](marks)
    found += _marked(marks)
    checked = tuple(check(one, document, law, READERS) for one in found)
    return Proposed(
        document=document,
        paper=told,
        told_by=spans,
        proposals=checked,
        restricted=letter.restricts(marks),
        published=marks.published,
    )


def _dateline(marks: Marks) -> dt.date | None:
    """The day of an article by a line of its head that holds it, and little else."""
    for paragraph in marks.paragraphs[:5]:
        words = marks.said(paragraph)
        days = [
            d
            for d in marks.dates
            if paragraph.start <= d.span.start < paragraph.end and d.anchor == "written out" and d.granularity == "day"
        ]
        if len(days) == 1 and len(words) <= len(marks.said(days[0].span)) + 40 and days[0].first:
            return days[0].first
    for paragraph in marks.paragraphs[:5]:
        for line in re.finditer(r"[^\n]+", marks.text[paragraph.start : paragraph.end]):
            days = [
                d
                for d in marks.dates
                if paragraph.start + line.start() <= d.span.start < paragraph.start + line.end()
                and d.anchor == "written out"
            ]
            bare = _PUBLISHED.sub("", line[0]).strip()
            if len(days) == 1 and len(bare) <= len(marks.said(days[0].span)) + 14 and days[0].first:
                return days[0].first
    return None


def _marked(marks: Marks) -> list[Proposal]:
    """Citations, days, names and amounts, each as it stands."""
    found: list[Proposal] = []
    for cited in marks.citations:
        fields = (
            Field("form", cited.form, cited.span), Field("citation", cited.text, cited.span),
            *(Field("norm", norm, cited.span) for norm in cited.norms),
        )  # fmt: skip
        meant = f", that is {', '.join(cited.norms[:4])}" if cited.norms else ""
        found.append(Proposal("citation", fields, (cited.span,), 0.95, f"It cites {cited.text}{meant}."))
    found += [_day(day, marks) for day in marks.dates]
    for named in marks.names:
        fields = tuple(
            Field(name, value, named.span, named.note)
            for name, value in (
                ("party", named.party),
                ("person", named.person),
                ("title", named.title),
                ("outlet", named.outlet),
            )
            if value
        )
        asks = (f"which is meant: {', '.join(named.candidates)}",) if named.candidates else ()
        who = named.person or named.party or named.outlet or named.text
        found.append(Proposal("name", fields, (named.span,), 0.6 if named.note else 0.9, f"It names {who}.", asks=asks))
    for amount in marks.amounts:
        fields = (Field("amount", amount.value, amount.span),)
        found.append(Proposal("amount", fields, (amount.span,), 0.95, f"It names ${amount.value}."))
    return found


def _day(day: Dated, marks: Marks) -> Proposal:
    words = marks.said(day.span)
    fields = [Field("granularity", day.granularity, day.span), Field("anchor", day.anchor, day.span)]
    asks: tuple[str, ...] = ()
    if day.first is not None and day.last is not None:
        note = "" if day.anchor == "written out" else f"counted from the {day.anchor} of {marks.published}"
        # a day that is counted is not in the words: its note says from what
        fields += [
            Field("first", day.first.isoformat(), None if note else day.span, note),
            Field("last", day.last.isoformat(), None if note else day.span, note),
        ]
        said = (
            f"`{words}` is {day.first}."
            if day.first == day.last
            else f"`{words}` is between {day.first} and {day.last}."
        )
    else:
        said = f"`{words}` is counted from the {day.anchor}, whose day is not known."
        asks = (f"the day of the {day.anchor}",)
    if day.hour:
        fields.append(Field("hour", day.hour, day.span))
    return Proposal("date", tuple(fields), (day.span,), 0.9 if day.first else 0.5, said, asks=asks)
