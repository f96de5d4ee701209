"""An article as statements: who said what, through whom, when, quoted or reported, hypothetical or not; and the demands it tells of.

Every sentence has a place: one in which nobody is said to speak is the author's own. Rules find marks and speech verbs; who
stands behind a pronoun is a guess and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field, Proposal
from comity.intake.documents.propose.dates import Dated, dates
from comity.intake.documents.propose.marks import Marks
from comity.intake.documents.propose.names import Named
from comity.intake.documents.propose.propositions import offered
from comity.intake.documents.sentences import Quotation
from comity.norms.names.governments import government

_VERB = re.compile(
    r"\b(?:said|says|say|told|tells|stated|states|explained|explains|wrote|writes|warned|warns|announced|added|asked|argued|argues|claimed|"
    r"confirmed|answered|replied|insisted|noted|testified|threatened|threatens|vowed|tweeted|slammed|disagreed|saying|discussed|reported|"
    r"voiced|declared|acknowledged|urged|pledged|promised|contends?|believes?|demanded|criticized|stressed|responded|quipped)\b"
)
_NOT_SPEECH = re.compile(r"\b(?:had\s+asked\s+federal\s+prosecutors|was\s+told|were\s+told|reported\s+for)\b")
_BY = re.compile(r"\b(?:stated|said|announced|reported|claimed|confirmed|explained|argued)\s+by\s+", re.I)
_ACCORDING = re.compile(r"\b[Aa]ccording\s+to\s+")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
_UNNAMED = re.compile(
    r"\b(?:(?:[Aa]n?|[Oo]ne|[Tt]he|[Tt]wo|[Ss]ome|[Ss]everal|[Mm]any)\s+)?(?:\w+\s+)?(?:officials?|critics|sources?|"
    r"spokes(?:person|man|woman)|lawyers?|advocates?|supporters|"
    r"experts?|residents?|lawmakers|aides?|agency|department|ordinance|statement)\s*\Z"
)
_SUPPOSED = re.compile(r"\A(?:if|suppose)\b|\blet's\s+say\b|\bsuppos(?:e|ing)\s+that\b|\bhypothetical", re.I)
_BLOCK = re.compile(r"(?:reported|wrote|published|said)\b[^.:]*:\s*\Z")
_BYLINE = re.compile(
    r"\A(?:By\s+(?P<by>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){1,3})\s*\Z|(?P<bar>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){1,2})\s?\|)"
)
_DATELINE = re.compile(r"\A(?:[A-Z]{3,}(?:,\s+[\w.]+)?,?\s*)?(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4})\s*\Z")
_DEMAND = re.compile(
    r"\b(?:had\s+asked|has\s+asked|asked)\b[^.]{0,80}\bto\b|\bdemand(?:s|ed)?\b|\bsent\s+letters?\b|\bthreaten\w*\s+to\b|"
    r"\bhoping\s+to\s+see\b[^.]{0,60}\bcharged\b|"
    r"\bmust\s+hand\s+over\b|\bface\s+a\s+subpoena\b|\bhand\s+over\s+documents\b",
    re.I,
)
_THREAT = re.compile(
    r"\bthreaten\w*\s+to\s+[^,.]*|\b(?:bring|pursuing|filing)\s+(?:criminal\s+)?charges\b[^,.]*|\bbe\s+charged\s+as\b[^,.]*|\bface\s+a\s+subpoena\b|"
    r"\bin\s+legal\s+jeopardy\b|\bcould\s+lose\s+(?:federal\s+)?funding\b|\bheld\s+to\s+account\b|\bdeny\s+funds?\b",
    re.I,
)
_LETTERS = re.compile(
    r"\bletters?\s+to\s+(?P<count>\d{1,4}|[a-z]+)\s+(?P<whom>[\w\s]{0,40}?(?:cities|counties|jurisdictions|states|governments|"
    r"municipalities|mayors))",
    re.I,
)
MOST_VERBS = 12
"""Speech verbs of one sentence that are looked at for a speaker."""
UNMARKED = "the end of the quoted block is not marked: whether this stands in it is to be decided"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name as it is to be recorded, the words, a doubt."""

    name: str
    span: Span
    note: str = ""
    person: str = ""
    verb_end: int = 0


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
    found: list[Proposal] = []
    for n, sentence in enumerate(marks.sentences):
        words = marks.flat[sentence.start : sentence.end]
        if _BYLINE.fullmatch(words.strip()) or _DATELINE.fullmatch(words.strip()):
            continue
        body = _without_byline(marks, sentence)
        speaker = _speaker(marks, body, last)
        if speaker is not None and speaker.person:
            last = speaker
        elif speaker is None:
            last = _subject_of(marks, body) or last
        headline = n == 0 and not re.search(r"[.!?\"]\s*\Z", words)
        found.append(_statement(marks, body, speaker, author, block, headline))
        demand = _demand(marks, body, speaker)
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
        match = _BYLINE.search(marks.flat[paragraph.start : paragraph.end])
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


def _quoted(marks: Marks, sentence: Span) -> list[Quotation]:
    """Quotations of words: names of programmes in marks are too short to be one."""
    return [
        q
        for q in marks.quotations
        if sentence.start <= q.span.start < sentence.end
        and len(marks.said(q.span).split()) >= 3
        and not _is_name(marks, q)
    ]


def _is_name(marks: Marks, quotation: Quotation) -> bool:
    words = re.findall(r"[A-Za-z]+", marks.said(quotation.span))
    return all(word[0].isupper() or word in ("to", "of", "the", "and") for word in words)


def _outside(marks: Marks, sentence: Span) -> str:
    """The words of a sentence with its quotations blanked, each character in its place."""
    text = list(marks.flat[sentence.start : sentence.end])
    for quotation in marks.quotations:
        if sentence.start <= quotation.span.start < sentence.end and not _is_name(marks, quotation):
            for at in range(max(quotation.span.start - 1, sentence.start), min(quotation.span.end + 1, sentence.end)):
                text[at - sentence.start] = "\x00"
    return "".join(text)


def _speaker(marks: Marks, sentence: Span, last: Speaker | None) -> Speaker | None:
    """Who speaks in a sentence; None where nobody is said to."""
    outside = _outside(marks, sentence)
    for pattern in (_BY, _ACCORDING):
        match = pattern.search(outside)
        if match:
            named = next(
                (
                    n
                    for n in marks.within(sentence)
                    if (n.person or n.party)
                    and (at := n.span.start - sentence.start - match.end()) >= -1
                    and (_counts(marks, n) or at <= len("the then-"))
                ),
                None,
            )
            person = next(
                (
                    n
                    for n in marks.within(sentence)
                    if n.person and 0 <= n.span.start - sentence.start - match.end() < 90
                ),
                None,
            )
            if person or named:
                return _as_speaker(person or named)
    for verb in islice(_VERB.finditer(outside), MOST_VERBS):
        if _NOT_SPEECH.search(outside[max(0, verb.start() - 6) : verb.end() + 20]):
            continue
        found = _subject(marks, sentence, outside, verb, last)
        if found is not None:
            return replace(found, verb_end=sentence.start + verb.end())
    return None


def _subject_of(marks: Marks, sentence: Span) -> Speaker | None:
    """The person whom a sentence without speech is about: a pronoun in the next means this one before an earlier speaker."""
    first = next((n for n in marks.within(sentence) if n.person), None)
    if first is None or re.search(r"[a-z]{2}", marks.text[sentence.start : first.span.start].replace(first.title, "")):
        return None
    return _as_speaker(first)


def _counts(marks: Marks, named: Named) -> bool:
    """Whether a name may be a subject: not behind a preposition."""
    before = marks.flat[max(0, named.span.start - 24) : named.span.start]
    return not re.search(r"\b(?:via|to|with|on|in|from|at|against|for|under|of)\s+(?:the\s+|then-)?\Z", before)


def _as_speaker(named: Named | None) -> Speaker | None:
    if named is None:
        return None
    if named.person:
        return Speaker(named.person, named.span, named.note, named.person)
    if named.candidates and not named.party:
        return Speaker(named.text, named.span, named.note)
    if named.party:
        found = government(named.party)
        return Speaker(found.name if found else named.text, named.span, named.note)
    return Speaker(named.text, named.span, named.note)


def _subject(marks: Marks, sentence: Span, outside: str, verb: re.Match[str], last: Speaker | None) -> Speaker | None:
    """The subject of a speech verb: the name or pronoun right before it, else right behind it."""
    clause = re.split(r"[\x00;]|,\s+(?:and|but)\s+", outside[: verb.start()])[-1]
    start = verb.start() - len(clause)
    inside = [
        n
        for n in marks.within(sentence)
        if start <= n.span.start - sentence.start < verb.start() and (n.person or n.party or n.outlet or n.candidates)
    ]
    counted = [n for n in inside if _counts(marks, n)]
    near = [
        n
        for n in counted
        if not re.search(
            r"\b(?:that|which|whether|because|after|if)\b", outside[n.span.end - sentence.start : verb.start()]
        )
    ]
    pronoun = list(_PRONOUN.finditer(clause))
    if (
        pronoun
        and (not near or near[-1].span.end - sentence.start < start + pronoun[-1].start())
        and verb.start() - (start + pronoun[-1].end()) < 14
    ):
        at = sentence.start + start + pronoun[-1].start()
        span = Span(at, at + len(pronoun[-1][0]))
        if last is not None:
            return Speaker(last.name, span, "by pronoun: a guess", last.person)
        return Speaker(pronoun[-1][0], span, "who is meant cannot be told")
    people = [n for n in near if n.person or (n.candidates and not n.party)]
    unnamed = _UNNAMED.search(clause)
    if unnamed and not (people and people[-1].span.end - sentence.start > start + unnamed.start()):
        agency = [n for n in near if n.party and sentence.start + start + unnamed.start() - 12 <= n.span.start]
        words = unnamed[0].strip()
        at = sentence.start + start + unnamed.start() + len(unnamed[0]) - len(unnamed[0].lstrip())
        if agency:
            spoken = _as_speaker(agency[-1])
            return Speaker(spoken.name, agency[-1].span, "through a spokesperson or official") if spoken else None
        if words:
            return Speaker(words, Span(at, at + len(words)), "not named")
    if near:
        gap = outside[near[-1].span.end - sentence.start : verb.start()]
        if len(gap.split()) <= 8 or near[-1].person:
            return _as_speaker(people[-1] if people and people[-1] == near[-1] else near[-1])
    behind = [
        n for n in marks.within(sentence) if verb.end() <= n.span.start - sentence.start <= verb.end() + 60 and n.person
    ]
    if (
        behind
        and "\x00" in outside[: verb.start()]
        and re.fullmatch(
            r"(?:\s+(?:[A-Z][\w.]*|the|of|and))*\s*", outside[verb.end() : behind[0].span.start - sentence.start]
        )
    ):
        return _as_speaker(behind[0])
    return None


def _statement(
    marks: Marks, sentence: Span, speaker: Speaker | None, author: str, block: Block | None, headline: bool
) -> Proposal:  # fmt: skip
    """The statement of a sentence."""
    quoted = _quoted(marks, sentence)
    fields: list[Field] = []
    if speaker is not None:
        fields.append(Field("speaker", speaker.name, speaker.span, speaker.note))
    else:
        fields.append(Field("speaker", author or "the author", None, "nobody else is said to speak"))
    fields += _chain(marks, sentence, speaker, author, block)
    day = _said_on(marks, sentence, quoted, block)
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
    how = "is quoted" if quoted and speaker else "is reported" if speaker else "writes"
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


def _said_on(marks: Marks, sentence: Span, quoted: list[Quotation], block: Block | None) -> Dated | None:
    """When it was said, by a day outside the quotations; within a quoted block days are counted from that."""
    inside = [d for d in marks.dates if sentence.start <= d.span.start < sentence.end]
    outer = [d for d in inside if not any(q.span.start <= d.span.start < q.span.end for q in quoted)]
    found = (outer or inside)[0] if inside else None
    if found is None or block is None or found.anchor == "written out":
        return found
    again = dates(marks.text[found.span.start : found.span.end], None)
    return Dated(found.span, None, None, found.granularity, "quoted text", found.ahead) if again else found


def _reported(marks: Marks, sentence: Span, speaker: Speaker | None, quoted: list[Quotation]) -> Span | None:
    """What is reported in other words: behind `that`, or the sentence where no words are quoted."""
    outside = _outside(marks, sentence)
    if speaker is not None:
        behind = max(speaker.span.end, speaker.verb_end, sentence.start)
        that = re.match(r"(?:\s+\S+){0,8}?\s+that\s+(?=\S)", outside[behind - sentence.start :])
        if that:
            start = behind + that.end()
            end = next((q.span.start - 1 for q in quoted if q.span.start > start), sentence.end)
            words = marks.text[start:end].rstrip(" .,")
            return Span(start, start + len(words)) if len(words.split()) >= 3 else None
        if quoted:
            return None
    words = marks.text[sentence.start : sentence.end]
    return Span(sentence.start, sentence.start + len(words.rstrip(" .")))


def _demand(marks: Marks, sentence: Span, speaker: Speaker | None) -> Proposal | None:
    """A demand that a sentence tells of: by whom, of whom, under what threat. It is the article's word, no document of it."""
    outside = _outside(marks, sentence)
    match = _DEMAND.search(outside)
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
    for threat in _THREAT.finditer(outside):
        span = Span(sentence.start + threat.start(), sentence.start + threat.end())
        fields.append(Field("threatens", marks.said(span), span))
    who = speaker.name if speaker else "An agency"
    asks = ("the document of the demand itself", "its date", "legal force: not decided until a person decides")
    return Proposal("demand", tuple(fields), (sentence,), 0.5, f"{who} is said to make a demand.", asks=asks)
