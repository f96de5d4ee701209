"""Between whom a letter goes: the agency of its letterhead, and the governments that it is addressed or sent to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field
from comity.intake.documents.propose.marks import Marks
from comity.intake.documents.propose.named import Named
from comity.norms.names.government_tables import slug, states
from comity.norms.names.governments import belongs_to, find, government


def body(marks: Marks) -> int:
    """Where the body of the letter begins."""
    found = re.search(r"(?:^|\n)\s*(?:Dear\b[^\n]*|To\s+(?:All|Whom)\b[^\n]*)", marks.text, re.I)
    return found.end() if found else 0


def issuer(marks: Marks) -> Iterator[Field]:
    """The agency of the letterhead, its narrowest part that is named there; else the agency that signs."""
    head = marks.text[: max(body(marks), 400)][:1_500]
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


def recipients(marks: Marks) -> Iterator[Field]:
    """Governments named in the address: before the greeting, or behind `To`; then those that a sentence says it is sent to."""
    seen: set[str] = set()
    for named in addressed(marks):
        party, note = named.party, named.note
        if not party:
            party, note = told_apart(marks, named, _address_end(marks))
        if party and party not in seen:
            seen.add(party)
            yield Field("recipients", party, named.span, note)
    if not seen:
        for party, span in _by_office(marks):
            yield Field("recipients", party, span, "by the office and the address it is sent to")


def addressed(marks: Marks) -> Iterator[Named]:
    """Who is named where addressees stand: in the address, the greeting, or a note that says to whom it is sent."""
    end = _address_end(marks)
    line = re.search(r"Dear[^\n]*\n", marks.text)
    for named in marks.names:
        in_greeting = line is not None and line.start() <= named.span.start < line.end()
        if not (named.party or named.candidates) or named.person or _is_agency(named):
            continue
        if (
            not (named.span.start < end or in_greeting)
            or _is_address(marks, named)
            or _is_copied(marks, named)
            or _is_senders(marks, named)
        ):
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


_SENDING_OFFICE = re.compile(
    r"\b(?:Attorney\s+General|Governor|Comptroller|Auditor|Treasurer|Department|Office|Bureau|Division|Agency)\b[^\n]{0,60}"
    r"\b(?:of|for)\s+(?:the\s+)?\Z",
    re.I,
)


def _is_senders(marks: Marks, named: Named) -> bool:
    """Whether a name is part of that of an office in the letterhead, above the day of the letter."""
    first = next((d.span.start for d in marks.dates if d.granularity == "day" and d.anchor == "written out"), 0)
    line = marks.text[: named.span.start].rsplit("\n", 1)[-1]
    return named.span.start < first and bool(_SENDING_OFFICE.search(line))


def _is_copied(marks: Marks, named: Named) -> bool:
    """Whether a name stands in a line of those who get a copy, or of the sender."""
    line = marks.text[: named.span.start].rsplit("\n", 1)[-1]
    return bool(re.match(r"\s*(?:b?cc|from|copies\s+to|copy\s+to)\s*:", line, re.I))


def told_apart(marks: Marks, named: Named, end: int) -> tuple[str, str]:
    """Of several governments of one name the one in the State of the address; nothing where that tells none apart."""
    states = _states_of_the_address(marks, end)
    within = [short for short in named.candidates if (one := government(short)) and one.state in states]
    return (within[0], "by the State of the address") if len(within) == 1 else ("", "")


_POSTAL = re.compile(
    r"[,\s](?P<state>[A-Z]{2}|(?:New|North|South|West|Rhode)\s[A-Z][a-z]+|[A-Z][a-z]+)\.?\s+[0-9]{5}(?:-[0-9]{4})?\b"
)


def _states_of_the_address(marks: Marks, end: int) -> frozenset[str]:
    """States named before the greeting, as such or in an address; the seat of the sender is none."""
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
