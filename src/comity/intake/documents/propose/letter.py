"""Read a letter or subpoena as a demand: who asks whom for what, by when, with what force, basis and threat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field, Proposal
from comity.intake.documents.propose.dates import Dated, clock
from comity.intake.documents.propose.marks import Marks
from comity.intake.documents.propose.named import Named
from comity.norms.names.government_tables import slug, states
from comity.norms.names.governments import belongs_to, find, government

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
    if not any(f.name == "recipients" for f in fields):
        asks.append("who is asked: no recipient was told")
    given = {f.span for f in fields if f.name == "recipients"}
    for named in _addressed(marks):
        if named.candidates and named.span not in given:
            asks.append(f"which is meant by `{marks.said(named.span)}`: {', '.join(named.candidates)}")
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
    yield Field("issuer", *_narrowest(marks, named))


def _narrowest(marks: Marks, named: list[Named]) -> tuple[str, Span, str]:
    """The agency named first, or the one of it right below that has a letterhead of its own (`U.S. ...`).

    Any other part that stands below leaves open which of them sends.
    """
    first = named[0]
    wider = government(first.party)
    below: list[Named] = []
    end = first.span.end
    for other in named[1:4]:
        part = government(other.party)
        if not (part and wider and belongs_to(part, wider)) or other.span.start - end > 80:
            break
        if re.search(r"\n\s*\n", marks.text[end : other.span.start]):
            break
        if other.party != first.party:
            below.append(other)
        end = other.span.end
    if len({one.party for one in below}) == 1 and re.match(r"U\.?\s?S\b|United\s+States\b", below[0].text):
        return below[0].party, below[0].span, ""
    note = f"which part of it sends is not said: {', '.join(one.party for one in below)}" if below else ""
    return first.party, first.span, note


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
    """Governments named in the address: before the greeting, or behind `To`; then those that a sentence says it is sent to."""
    seen: set[str] = set()
    for named in _addressed(marks):
        party, note = named.party, named.note
        if not party:
            party, note = _told_apart(marks, named)
        if party and party not in seen:
            seen.add(party)
            yield Field("recipients", party, named.span, note)
    if not seen:
        for party, span in _by_office(marks):
            yield Field("recipients", party, span, "by the office and the address it is sent to")


def _addressed(marks: Marks) -> Iterator[Named]:
    """Who is named where addressees stand: in the address, the greeting, or a note that says to whom it is sent."""
    end = _address_end(marks)
    line = re.search(r"Dear[^\n]*\n", marks.text)
    for named in marks.names:
        in_greeting = line is not None and line.start() <= named.span.start < line.end()
        if not (named.party or named.candidates) or named.person or _is_agency(named):
            continue
        if not (named.span.start < end or in_greeting) or _is_address(marks, named) or _is_copied(marks, named):
            continue
        yield named
    for match in _SENT_TO.finditer(marks.flat):
        sentence = marks.sentence_of(match.start())
        stop = sentence.end if sentence else match.end() + 300
        for named in marks.names:
            if match.end() <= named.span.start < stop and (named.party or named.candidates) and not _is_agency(named):
                yield named


_SENT_TO = re.compile(
    r"\b(?:this|th(?:e|is)\s+same|an?\s+identical|identical)\s+(?:letter|notice|demand|request|subpoena|letters)s?\s+(?:is|are|was|were|"
    r"has\s+been|have\s+been|is\s+being|are\s+being)\s+(?:also\s+)?(?:sent|addressed|directed|issued|transmitted)\s+to\b",
    re.I,
)


_MAIL_HEAD = re.compile(r"\s*(?:(?:From|To|Cc|Date|Sent|Subject):[^\n]*\n)+", re.I)


def _address_end(marks: Marks) -> int:
    """Where the addresses end: at the greeting or the subject line, not that of the message it came in."""
    message = _MAIL_HEAD.match(marks.text)
    greeting = re.compile(
        r"(?:^|\n)\s*(?:Dear\b|Re:|Subject:|YOU\s+ARE|This\s+Civil|Under\b|The\s+Department|Our\s+records|Thank)"
    ).search(marks.text, message.end() - 1 if message else 0)
    return greeting.start() if greeting else 1_200


def _is_copied(marks: Marks, named: Named) -> bool:
    """Whether a name stands in a line of those who get a copy, or of the sender."""
    line = marks.text[: named.span.start].rsplit("\n", 1)[-1]
    return bool(re.match(r"\s*(?:b?cc|from|copies\s+to|copy\s+to)\s*:", line, re.I))


def _told_apart(marks: Marks, named: Named) -> tuple[str, str]:
    """Of several governments of one name the one in the State of the address; nothing where that tells none apart."""
    states = _states_of_the_address(marks)
    within = [short for short in named.candidates if (one := government(short)) and one.state in states]
    return (within[0], "by the State of the address") if len(within) == 1 else ("", "")


_POSTAL = re.compile(
    r"[,\s](?P<state>[A-Z]{2}|(?:New|North|South|West|Rhode)\s[A-Z][a-z]+|[A-Z][a-z]+)\.?\s+[0-9]{5}(?:-[0-9]{4})?\b"
)


def _states_of_the_address(marks: Marks) -> frozenset[str]:
    """States named before the greeting, as such or in an address; the seat of the sender is none."""
    end = _address_end(marks)
    found = {m["state"] for m in _POSTAL.finditer(marks.text[:end])}
    shorts = {short for words in found if (short := states().get(slug(words)))}
    for named in marks.names:
        one = government(named.party) if named.party and named.span.start < end else None
        if one and one.kind == "state":
            shorts.add(one.short)
        elif one and one.state:
            shorts.add(one.state)
    return frozenset(shorts - {"dc"})


_STATE_OFFICE = re.compile(
    r"\b(?:Governor|Lieutenant\s+Governor|Secretary\s+of\s+(?:the\s+)?(?:State|Commonwealth)|(?<!City\s)(?<!County\s)Attorney\s+General|"
    r"State\s+(?:Treasurer|Comptroller|Auditor|Superintendent)|Superintendent\s+of\s+Public\s+Instruction|State\s+Election|"
    r"State\s+Board|Department\s+of\s+State\s+Police)\b"
)
_CITY_OFFICE = re.compile(
    r"\b(?:Mayor|City\s+(?:Attorney|Manager|Clerk|Council|Solicitor|Hall)|Corporation\s+Counsel|Chief\s+of\s+Police|"
    r"Police\s+(?:Chief|Department|Commissioner)|Superintendent\s+of\s+Police)\b"
)


def _by_office(marks: Marks) -> Iterator[tuple[str, Span]]:
    """Where no government is named: the State or the city of an address, by the office that stands above it."""
    end = _address_end(marks)
    for match in _POSTAL.finditer(marks.text[:end]):
        state = states().get(slug(match["state"]))
        before = marks.text[max(0, match.start() - 220) : match.start()].rsplit("\n\n", 1)[-1]
        if not state or state == "dc":
            continue
        city = re.search(r"(?P<city>[A-Z][\w.'-]*(?:[ ][A-Z][\w.'-]*){0,2}),?\Z", before)
        if _STATE_OFFICE.search(before):
            yield state, Span(match.start("state"), match.end("state"))
        elif _CITY_OFFICE.search(before) and city:
            meant = [g for g in find(f"{city['city']}, {state.upper()}") if g.kind in ("city", "town")]
            if len(meant) == 1:
                start = match.start() - (len(before) - city.start())
                yield meant[0].short, Span(start, match.end("state"))


def _is_address(marks: Marks, named: Named) -> bool:
    """Whether a place is only that of a street address or of a court."""
    before, after = marks.flat[: named.span.start][-40:], marks.flat[named.span.end :][:12]
    return bool(
        re.match(r"[,\s]*[0-9]{5}|\s*,?\s*D\.?C\.?", after) or re.search(r"District\s+of\s+\Z|\bof\s+the\s+\Z", before, re.I)
        or re.search(r"[0-9]+\s+\w+(?:\s\w+)?\s+(?:Street|Avenue|St\.|Ave\.)[\s,]*\Z", before)
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
