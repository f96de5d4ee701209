"""Who speaks in a sentence of an article: by a verb of speech and a name or office, or by a pronoun, which is a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from comity.intake.documents.document import Span
from comity.intake.documents.propose.marks import Marks
from comity.intake.documents.propose.named import Named
from comity.intake.documents.sentences import Quotation
from comity.norms.names.governments import government

_VERB = re.compile(
    r"\b(?:said|says|say|told|tells|stated|states|explained|explains|wrote|writes|warned|warns|announced|added|asked|argued|argues|claimed|"
    r"confirmed|answered|replied|insisted|noted|testified|threatened|threatens|vowed|tweeted|slammed|disagreed|saying|discussed|reported|"
    r"voiced|declared|acknowledged|urged|pledged|promised|contends?|believes?|demanded|criticized|stressed|responded|quipped|ruled|called|alleged|contended|continued(?=\s*[.,;:\x00]|\s*\Z)|went\s+on(?=\s*[.,;:\x00]|\s*\Z)|maintained|conceded|concluded|believes?|believed)\b"
)
_NOT_SPEECH = re.compile(r"\b(?:had\s+asked\s+federal\s+prosecutors|was\s+told|were\s+told|reported\s+for)\b")
_BY = re.compile(r"\b(?:stated|said|announced|reported|claimed|confirmed|explained|argued)\s+by\s+", re.I)
_ACCORDING = re.compile(r"\b[Aa]ccording\s+to\s+")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
_UNNAMED = re.compile(
    r"\b(?:(?:[Aa]n?|[Oo]ne|[Tt]he|[Tt]wo|[Ss]ome|[Ss]everal|[Mm]any)\s+)?(?:\w+\s+)?(?:[Oo]fficials?|[Cc]ritics|[Ss]ources?|"
    r"[Ss]pokes(?:people|person|man|woman)|[Ll]awyers?|[Aa]ttorneys?|[Aa]dvocates?|[Ss]upporters|[Oo]pponents|[Aa]nalysts?|[Ll]eaders|[Pp]rosecutors?|"
    r"[Ee]xperts?|[Rr]esidents?|[Ll]awmakers|[Aa]ides?|[Pp]laintiffs|[Dd]efendants|agency|department|ordinance|statement|lawsuit|complaint|"
    r"motion|brief|memo(?:randum)?|report|judge|court|mayor|governor|administration)"
    r"(?P<of>\s+(?:in|of|for|at|from|with|close\s+to)\s+(?:the\s+)?[\w.'-]+(?:\s+[\w.'-]+){0,5}?)?,?\s*\Z"
)
_SPOKEN_FOR = re.compile(r"[Ss]pokes\w+\s+(?:for|at|of)\b")
_BODY = re.compile(
    r"(?:\A|[\s,])(?P<body>(?:[Tt]he\s+)?[A-Z][\w.'&-]*(?:\s+(?:(?:of|for|the|and|on)\s+)*[A-Z][\w.'&-]*){1,6})\s*\Z"
)
"""A body with a name of its own that no register holds: `the U.S. Conference of Mayors`."""
_CALLING = re.compile(
    r"\A(?:[A-Z][\w.'&-]*\s+|[a-z]+\s+){0,4}(?:analyst|commentator|columnist|correspondent|host|lawyer|attorney|professor|scholar|reporter|"
    r"activist|historian|economist)\Z"
)
"""What alone stands before a name at the head of a sentence: the person's calling."""
MOST_VERBS = 12
"""Speech verbs of one sentence that are looked at for a speaker."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name as it is to be recorded, the words, a doubt."""

    name: str
    span: Span
    note: str = ""
    person: str = ""
    verb_end: int = 0


def goes_on(marks: Marks, sentence: Span, quoting: tuple[Speaker, Span] | None) -> Speaker | None:
    """Who was quoted in the sentence before of the same paragraph, where this one is nothing but a quotation."""
    if quoting is None or "\n\n" in marks.text[quoting[1].end : sentence.start]:
        return None
    if re.search(r"\w", outside_quotations(marks, sentence).replace("\x00", "")):
        return None
    before = quoting[0]
    return Speaker(before.name, sentence, "goes on with the quotation before: a guess", before.person)


def quoted_in(marks: Marks, sentence: Span) -> list[Quotation]:
    """Quotations of words: names of programmes in marks are too short to be one."""
    return [
        _without_comma(marks, q)
        for q in marks.quotations
        if sentence.start <= q.span.start < sentence.end
        and len(marks.said(q.span).split()) >= 3
        and not _is_name(marks, q)
    ]


def _without_comma(marks: Marks, quotation: Quotation) -> Quotation:
    """A comma before the closing mark is the reporter's."""
    span = quotation.span
    return replace(quotation, span=Span(span.start, span.end - 1)) if marks.text[span.end - 1] == "," else quotation


def _is_name(marks: Marks, quotation: Quotation) -> bool:
    words = re.findall(r"[A-Za-z]+", marks.said(quotation.span))
    return all(word[0].isupper() or word in ("to", "of", "the", "and") for word in words)


def outside_quotations(marks: Marks, sentence: Span) -> str:
    """The words of a sentence with its quotations blanked, each character in its place."""
    text = list(marks.flat[sentence.start : sentence.end])
    for quotation in marks.quotations:
        if sentence.start <= quotation.span.start < sentence.end and not _is_name(marks, quotation):
            for at in range(max(quotation.span.start - 1, sentence.start), min(quotation.span.end + 1, sentence.end)):
                text[at - sentence.start] = "\x00"
    return "".join(text)


def speaker_of(marks: Marks, sentence: Span, last: Speaker | None) -> Speaker | None:
    """Who speaks in a sentence; None where nobody is said to."""
    outside = outside_quotations(marks, sentence)
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


def subject_of(marks: Marks, sentence: Span) -> Speaker | None:
    """The person whom a sentence without speech is about: a pronoun in the next means this one before an earlier speaker."""
    first = next((n for n in marks.within(sentence) if n.person), None)
    if first is None:
        return None
    before = marks.text[sentence.start : first.span.start].replace(first.title, "").rstrip()
    if re.search(r"[a-z]{2}", before) and not _CALLING.search(before):
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
    behind = _behind(marks, sentence, outside, verb)
    if behind is not None:
        return behind
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
        spoken_for = inside if unnamed["of"] and _SPOKEN_FOR.search(unnamed[0]) else near
        agency = [n for n in spoken_for if n.party and sentence.start + start + unnamed.start() - 12 <= n.span.start]
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
    body = _BODY.search(clause)
    if body and not near:
        at = sentence.start + start + body.start("body")
        return Speaker(
            body["body"].removeprefix("The ").removeprefix("the "),
            Span(at, at + len(body["body"])),
            "not in the register",
        )
    return None


def _behind(marks: Marks, sentence: Span, outside: str, verb: re.Match[str]) -> Speaker | None:
    """The person right behind a verb whose clause ended before it: `..., said Kim Lee`."""
    if outside[: verb.start()].rstrip()[-1:] not in (",", "\x00"):
        return None
    people = [
        n for n in marks.within(sentence) if verb.end() <= n.span.start - sentence.start <= verb.end() + 60 and n.person
    ]
    if people and re.fullmatch(
        r"(?:\s+(?:[A-Z][\w.]*|[a-z]+|the|of|and))*\s*", outside[verb.end() : people[0].span.start - sentence.start]
    ):
        return _as_speaker(people[0])
    return None
