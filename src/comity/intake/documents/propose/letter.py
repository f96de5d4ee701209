"""A letter or subpoena as a demand: who asks whom for what, by when, with what force, on what basis, under what threat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field, Proposal
from comity.intake.documents.propose.dates import Dated, clock
from comity.intake.documents.propose.marks import Marks
from comity.intake.documents.propose.names import Named
from comity.norms.names.governments import belongs_to, government

_FORCE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("grand-jury-subpoena", re.compile(r"\bsubpoena\b[^.]{0,80}\bgrand\s+jury\b|\bgrand\s+jury\s+subpoena\b", re.I)),
    ("civil-investigative-demand", re.compile(r"\bcivil\s+investigative\s+demand\b", re.I)),
    (
        "subpoena",
        re.compile(
            r"\b(?:[A-Z]+\s+){0,3}SUBPOENA\b|\byou\s+are\s+(?:hereby\s+)?commanded\b|\bthis\s+(?:administrative\s+)?subpoena\b",
            re.I,
        ),
    ),
)
_THREATENED = re.compile(
    r"\b(?:will|may|could|would|shall|threat\w*|subject\s+to|result\s+in|face)\b[^.]{0,60}\bsubpoena", re.I
)
_ASKS = re.compile(
    r"\bplease\s+(?:also\s+)?(?:provide|submit|send|describe|produce|review|confirm|furnish|sign|respond|return|identify|explain|certify)\b"
    r"|\b(?:we|the\s+\w+(?:\s+\w+)?)\s+(?:hereby\s+)?(?:requests?|asks?|demands?|requires?)\s+(?:that\s+)?(?:you|your|the|each|all)\b"
    r"|\b(?:you|states?|recipients?|grantees?|jurisdictions?|(?:the\s+)?(?:city|county|state))\s+(?:(?:must|shall)\s+(?:also\s+)?"
    r"(?:submit|provide|produce|furnish|certify|bring|respond|identify|report|complete|sign|disclose|make\s+available|confirm)|"
    r"are\s+(?:hereby\s+)?(?:directed|required|ordered|commanded|requested|asked)\s+to\s+(?!appear))"
    r"|\bare\s+(?:hereby\s+)?commanded\b"
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
    r"withhold|terminate|decline|subpoena|face|not\s+be\s+released)\b|\bloss\s+of\s+(?:federal\s+)?fund|\bcriminal\s+(?:charges|prosecution)\b",
    re.I,
)
_CONSEQUENCE = re.compile(r"\b(?:may|could|will|would|shall|can)\b", re.I)
_DUE_LEAD = re.compile(
    r"\b(?:no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|due(?:\s+(?:by|on))?|by|before|until|Date\s+and\s+Time:|Time:|"
    r"deadline\S*)\s*[\w:.,\s]{0,24}\Z",
    re.I,
)
_TO = re.compile(r"(?:^|\n)\s*To:?\s", re.I)
_FOLLOWS = re.compile(
    r"\b(?:our|the\s+Department's|your\s+response\s+to\s+(?:the\s+Department's|our)|previous|earlier|prior)\s+(?:\w+\s+)?letter\b",
    re.I,
)


def propose(marks: Marks) -> tuple[Proposal, ...]:
    """The demand of a letter, in one proposal; nothing where it asks and threatens nothing and states no force."""
    fields = [
        *_issuer(marks),
        *_date(marks),
        *_recipients(marks),
        *_force(marks),
        *_due(marks),
        *_asks(marks),
        *_basis(marks),
    ]
    threats = list(_threatens(marks, [f.span for f in fields if f.name == "asks" and f.span]))
    fields += threats
    if not any(f.name in ("asks", "threatens", "force") for f in fields):
        return ()
    asks = ["when and how it was received", "act: which declared conduct it asks for"]
    if not any(f.name == "force" for f in fields):
        asks.append("legal force: not decided until a person decides")
    if not any(f.name in ("due", "due_days", "due_hours") for f in fields):
        asks.append("the day due: none was found")
    if not any(f.name == "issuer" for f in fields):
        asks.append("who sends it")
    if _FOLLOWS.search(marks.flat):
        asks.append("which earlier letter it follows")
    spans = tuple(dict.fromkeys(f.span for f in fields if f.span))
    return (Proposal("demand", tuple(fields), spans, 0.8, _sentence(fields), asks=tuple(asks)),)


def restricts(marks: Marks) -> bool:
    """Whether the document looks like a grand jury's, which restricts it at once."""
    return bool(_FORCE[0][1].search(marks.flat))


def _sentence(fields: list[Field]) -> str:
    by = {f.name: f.value for f in fields}
    who = by.get("issuer", "Someone")
    whom = ", ".join(f.value for f in fields if f.name == "recipients") or "recipients not named"
    when = by.get("due") or (
        f"within {by['due_days']} days of {by.get('due_from', 'a day to be given')}"
        if "due_days" in by
        else "a day that is not stated"
    )
    force = by.get("force", "legal force not decided")
    return f"{who} asks {whom} to answer by {when} ({force})."


def _body(marks: Marks) -> int:
    """Where the body of the letter begins."""
    found = re.search(r"(?:^|\n)\s*(?:Dear\b[^\n]*|To\s+(?:All|Whom)\b[^\n]*)", marks.text, re.I)
    return found.end() if found else 0


def _issuer(marks: Marks) -> Iterator[Field]:
    """The agency of the letterhead, its narrowest part that is named there; else the agency that signs."""
    head = marks.text[: max(_body(marks), 400)][:1_500]
    named = [n for n in marks.names if n.span.end <= len(head) and _is_agency(n)]
    named = [
        n
        for n in named
        if not re.search(
            r"\b(?:communicate\s+with|compliance|under|to)\s+(?:the\s+)?\Z", marks.flat[: n.span.start][-30:], re.I
        )
    ]
    if not named:
        named = [n for n in marks.names if _is_agency(n)][-1:] if "grand jury" in marks.flat.lower() else []
    if not named:
        return
    first = named[0]
    for other in named[1:3]:
        narrower = government(other.party)
        wider = government(first.party)
        # a part that stands right below its department is who writes, of two parts the first
        if (
            narrower
            and wider
            and other.span.start - first.span.end < 80
            and belongs_to(narrower, wider)
            and "\n\n" not in marks.text[first.span.end : other.span.start]
        ):
            break
    yield Field("issuer", first.party, first.span)


def _is_agency(named: Named) -> bool:
    found = government(named.party) if named.party else None
    return found is not None and found.kind == "agency"


def _date(marks: Marks) -> Iterator[Field]:
    days = [d for d in marks.dates if d.granularity == "day" and d.anchor == "written out" and d.first]
    labelled = [
        d
        for d in days
        if re.search(r"(?:Date|Dated|Issued):?\s*\Z", marks.flat[max(0, d.span.start - 12) : d.span.start], re.I)
    ]
    head = [d for d in days if d.span.start < max(_body(marks), 700) and not d.ahead and not _is_due(marks, d)]
    for day in (*labelled, *head)[:1]:
        assert day.first is not None
        yield Field("date", day.first.isoformat(), day.span)


def _recipients(marks: Marks) -> Iterator[Field]:
    """Governments named in the address: before the greeting, or behind `To`."""
    greeting = re.search(
        r"(?:^|\n)\s*(?:Dear\b|Re:|Subject:|YOU\s+ARE|This\s+Civil|Under\b|The\s+Department|Our\s+records|Thank)",
        marks.text,
    )
    end = greeting.start() if greeting else 1_200
    line = re.search(r"Dear[^\n]*\n", marks.text)
    seen: set[str] = set()
    for named in marks.names:
        in_greeting = line is not None and line.start() <= named.span.start < line.end()
        found = government(named.party) if named.party else None
        if found is None or found.kind == "agency" or not (named.span.start < end or in_greeting):
            continue
        if named.party not in seen and not _is_address(marks, named):
            seen.add(named.party)
            yield Field("recipients", named.party, named.span, named.note)


def _is_address(marks: Marks, named: Named) -> bool:
    """Whether a place is only that of a street address or of a court."""
    before, after = marks.flat[: named.span.start][-40:], marks.flat[named.span.end :][:12]
    return bool(
        re.match(r"[,\s]*\d{5}|\s*,?\s*D\.?C\.?", after) or re.search(r"District\s+of\s+\Z|\bof\s+the\s+\Z", before, re.I)
        or re.search(r"\d+\s+\w+(?:\s\w+)?\s+(?:Street|Avenue|St\.|Ave\.)[\s,]*\Z", before)
    )  # fmt: skip


def _force(marks: Marks) -> Iterator[Field]:
    """The legal force that its own words state; that a subpoena will follow is a threat, not a force."""
    for force, pattern in _FORCE:
        for match in pattern.finditer(marks.flat):
            sentence = marks.sentence_of(match.start())
            around = marks.flat[sentence.start : sentence.end] if sentence else match[0]
            if (
                force == "subpoena"
                and _THREATENED.search(around)
                and not re.search(r"this\s+(?:administrative\s+)?subpoena", match[0], re.I)
            ):
                continue
            yield Field("force", force, Span(*match.span()))
            return


def _is_due(marks: Marks, day: Dated) -> bool:
    before = marks.flat[max(0, day.span.start - 50) : day.span.start]
    return bool(_DUE_LEAD.search(before))


def _due(marks: Marks) -> Iterator[Field]:
    for day in marks.dates:
        if day.granularity == "day" and day.first and day.anchor == "written out" and _is_due(marks, day):
            lead = _DUE_LEAD.search(marks.flat[max(0, day.span.start - 50) : day.span.start])
            start = max(0, day.span.start - 50) + lead.start() if lead else day.span.start
            yield Field("due", day.first.isoformat(), Span(start, day.span.end))
            hour = clock(day.hour)
            if hour is not None:
                around = Span(max(0, day.span.start - 40), min(len(marks.text), day.span.end + 20))
                at = marks.flat.find(day.hour, around.start, around.end)
                yield Field("due_hour", hour, Span(at, at + len(day.hour)) if at >= 0 else around)
            return
    for period in marks.periods:
        yield Field(f"due_{period.unit}", str(period.count), period.span)
        if period.business and period.unit == "days":
            yield Field("due_business", "yes", None, "from the words of the period")
        trigger = next((value for word, value in _TRIGGERS.items() if word in period.event), None)
        if trigger is not None:
            yield Field("due_from", trigger, None, f"from `{period.event}`")
        return


_TRIGGERS = {
    "receipt": "receipt", "service": "service", "entry": "entry", "letter": "date", "notice": "date", "order": "date", "demand": "date",
    "subpoena": "date", "date": "date", "issuance": "date",
}  # fmt: skip
"""What a period is counted from, by the words that name it."""


def _asks(marks: Marks) -> Iterator[Field]:
    """What is asked, each sentence that asks; a sentence that only threatens is none."""
    start = 0 if _body(marks) == 0 else _body(marks)
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


def _threatens(marks: Marks, asked: list[Span]) -> Iterator[Field]:
    for sentence in marks.sentences:
        words = marks.flat[sentence.start : sentence.end]
        if sentence in asked or not _THREAT.search(words) or not _CONSEQUENCE.search(words):
            continue
        if re.search(r"\bmay\s+(?:violate|be\s+interpreted)\b", words) and not re.search(
            r"fund|charge|subpoena|terminat|withh", words
        ):
            continue
        yield Field("threatens", marks.said(sentence), sentence)


def _basis(marks: Marks) -> Iterator[Field]:
    """What it cites as its basis: the norms of the library that are meant, and the citation where there is none."""
    seen: set[str] = set()
    for cited in marks.citations:
        if cited.form not in ("statute", "regulation", "executive order", "code", "constitution") or cited.text in seen:
            continue
        seen.add(cited.text)
        yield Field("basis_words", cited.text, cited.span)
        for norm in cited.norms[:1] if len(cited.norms) == 1 else ():
            if norm not in seen:
                seen.add(norm)
                yield Field("basis", norm, cited.span)
