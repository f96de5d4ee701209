"""Read a court order: court, docket, judge, day, parties, who is restrained from what, for whom, until when, bond, stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.intake.documents.clauses import clauses_of, search
from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field, Proposal
from comity.intake.documents.propose.citations import Cited
from comity.intake.documents.propose.courts import court_named
from comity.intake.documents.propose.marks import Marks
from comity.norms.names.governments import government

_VERSUS = re.compile(r"(?:^|\s)(?:v\.|vs\.|V\.|-against-|against)(?=\s)")
_OPERATIVE = re.compile(
    r"\b(?:enjoin(?:ed|s)?|ENJOIN(?:ED|S)?|restrain(?:ed|s)?|RESTRAIN(?:ED|S)?|prohibited\s+from|shall\s+not|ordered\s+that|"
    r"ORDERED|vacate[sd]?|set\s+aside|sets\s+aside|"
    r"declare[sd]?)\b"
)
_FROM = re.compile(
    r"\b(?:enjoin\w*|restrain\w*|ENJOIN\w*|RESTRAIN\w*|prohibited|barred)\s+(?:and\s+(?:enjoined|"
    r"restrained)\s+)?(?:(?:the\s+)?[\w\s]{0,40}?)from\b|\bshall\s+not\b|\bmay\s+not\b"
)
_MOTION = re.compile(
    r"\bmove[sd]?\s+for\b|\bmotion\s+(?:is|for)\b|\bseek(?:s|ing)?\b|\bdenied\b|\brequested\b|\bstandard\b", re.I
)
_JUDGE = (
    re.compile(r"(?:^|\n)\s*(?:/s/\s*)?(?:HON\.\s+|Hon\.\s+|"
        r"THE\s+HONORABLE\s+)?(?P<name>[A-Z][\w.'-]*(?:\s+[A-Z][\w.,'-]*){1,4}?),?\s*\n?\s*(?:,\s*)?"
               r"(?:(?:Chief\s+|CHIEF\s+|Senior\s+)?(?:United\s+States|U\.\s?S\.|UNITED\s+STATES)\s+(?:District|"
        r"DISTRICT)(?:\s+Court)?\s+(?:Judge|JUDGE)|U\.S\.D\.J\.|"
               r"Chief\s+Judge,|(?:United\s+States\s+)?Circuit\s+Judge)"),
    re.compile(r"(?:\A|\n)\s*(?:The|THE)\s+(?:Honorable|HONORABLE)\s+(?P<name>[A-Z][\w.'-]*(?:[ ]+[A-Z][\w.'-]*){1,3})(?=\s*(?:\n|\Z))"),
    re.compile(r"(?:^|\n)\s*(?:Judge|JUDGE|Hon\.|HON\.)[:\s]+(?P<name>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){1,3})(?=\s*(?:\n|\Z))"),
)  # fmt: skip
_PANEL = re.compile(r"(?:Before|BEFORE|Present|PRESENT)\b")
"""What begins the line of a court of appeals that lists who sat."""
_DATED = re.compile(
    r"(?:Dated|DATED|Signed|SIGNED|Entered|ENTERED|Filed|AND\s+NOW|So\s+ordered)[:,]?\s*(?:this\s+|on\s+)?\Z", re.I
)
_UNTIL = (
    (
        "14 days",
        re.compile(
            r"\bexpires?\b.{0,200}\b(?:fourteen|14)\)?\s+days\b|\bfor\s+(?:fourteen\s+)?\(?(?:fourteen|14)\)?\s+days\b",
            re.I,
        ),
    ),
    (
        "judgment",
        re.compile(
            r"\b(?:pending|until)\s+(?:entry\s+of\s+)?(?:a\s+)?(?:final\s+)?(?:judgment|resolution)\b|\bpending\s+(?:trial|"
            r"a\s+decision\s+on\s+the\s+merits)\b",
            re.I,
        ),
    ),
    ("further order", re.compile(r"\b(?:until|pending)\s+(?:the\s+)?further\s+order\b", re.I)),
    ("appeal", re.compile(r"\bpending\s+(?:disposition\s+of\s+)?(?:the\s+|this\s+|an\s+)?appeal\b", re.I)),
)
_BOND = re.compile(r"\b(?:bond|security)\b", re.I)
_SECURITY_OF = re.compile(r"(?:homeland|social|national)\s+security", re.I)
_STAY = re.compile(
    r"(?:the\s+)?(?:injunction|order|judgment)\s+(?:is|are)\s+(?:hereby\s+)?stayed\b|\bstays\s+the\s+(?:injunction|order)\b",
    re.I,
)
_KIND = (
    ("temporary restraining order", re.compile(r"TEMPORARY\s+RESTRAINING\s+ORDER", re.I)),
    ("preliminary injunction", re.compile(r"PRELIMINARY\s+INJUNCTION|preliminarily\s+enjoin", re.I)),
    ("permanent injunction", re.compile(r"PERMANENT(?:LY)?\s+(?:INJUNCTION|ENJOIN)", re.I)),
    ("judgment", re.compile(r"\bJUDGMENT\b")),
    ("order", re.compile(r"\bORDER\b")),
)  # fmt: skip
_ANOTHER = re.compile(
    r"\b(?:extend\w*|prolong\w*|continu\w*|dissolv\w*|convert\w*|vacat\w*|modif\w*|deny\w*|denied|replac\w*|clarif\w*|enforc\w*|stay\w*|appeal\w*\s+of)\s+"
    r"(?:(?:the|a|an|its|this|that|court's|motions?|requests?|for|to|plaintiffs?'?|existing|prior|earlier|previous)\s+){0,5}\Z",
    re.I,
)
"""Words before the name of an order that is not this one."""
_AND_OTHERS = re.compile(r"\bet\s+al\b", re.I)
_PLAINTIFFS = re.compile(
    r"(?:[0-9]+\.\s+)?(?:The\s+)?Plaintiffs?(?:\s+(?:are|include|in\s+this\s+action\s+are))?\s*[:,]?\s+(?=(?:the\s+)?[A-Z])"
)
_BRING = re.compile(
    r"\b(?:challeng|alleg|bring|brought|seek|mov|fil|sue|contend|argue|ask|request|assert|claim|have|has|receiv|object|oppos)\w*\b"
)
_BODY_OF = re.compile(
    r"(?P<body>(?:[A-Z][\w'.-]*\s+){0,4}(?:Authority|District|Board|Agency|Commission|University|Department|Council|Association|Bureau|Office|"
    r"AUTHORITY|DISTRICT|BOARD|AGENCY|COMMISSION|UNIVERSITY|DEPARTMENT|COUNCIL|ASSOCIATION)\s+(?:of|for|OF|FOR)\s+(?:the\s+|THE\s+)?)\Z"
)
"""A body with a name of its own that a government's name ends."""
_SCOPE = (
    ("everyone", re.compile(r"\bnationwide\b(?:\s+in\s+scope)?|\buniversal\b", re.I)),
    ("plaintiffs", re.compile(r"\b(?:as\s+to|to|against|for|of|within|from)\s+(?:the\s+)?(?:Plaintiffs?(?:\s+States?)?|"
        r"Cities\s+and\s+Counties|City|County)\b")),
)  # fmt: skip


def propose(marks: Marks) -> tuple[Proposal, ...]:
    """The order, in one proposal."""
    fields = [*_caption(marks), *_judge(marks), *_decided(marks), *_operative(marks), *_rest(marks)]
    if not any(f.name in ("court", "docket", "enjoins", "stays") for f in fields):
        return ()
    asks = [
        what
        for name, what in (
            ("court", "the court"), ("docket", "the docket number"), ("decided", "the day it was decided"), ("restrains", "who is restrained"),
            ("plaintiff", "for whom"), ("until", "until when"), ("blocks", "which norms it blocks"),
        )
        if not any(f.name == name for f in fields)
        and not (name in ("blocks", "until") and any(f.name in ("stays", "extends", "reverses") for f in fields))
    ]  # fmt: skip
    for one in fields:
        if one.name == "enjoins" and one.span and (start := _spared(marks, one.span)) < one.span.end:
            asks.append(
                f"what it leaves alone, which no word of the draft says: `{marks.said(Span(start, one.span.end))}`"
            )
    title = next((f.value for f in fields if f.name == "title"), "order")
    court = next((f.value for f in fields if f.name == "court"), "a court not named")
    day = next((f.value for f in fields if f.name == "decided"), "a day not found")
    spans = tuple(dict.fromkeys(f.span for f in fields if f.span))
    return (Proposal("order", tuple(fields), spans, 0.75, f"A {title} of {court}, {day}.", asks=tuple(asks)),)


def _caption(marks: Marks) -> Iterator[Field]:
    found = court_named(marks.text[:3_000])
    if found:
        yield Field("court", found[1].id, found[0])
    docket = next((c for c in marks.citations if c.form == "docket" and c.span.start < 4_000), None)
    if docket:
        yield Field("docket", docket.text, docket.span)
    head = marks.text[:6_000]
    versus = _VERSUS.search(head, found[0].end if found else 0)
    yield from _title(marks)
    if versus is None:
        return
    start = found[0].end if found else 0
    caption = tuple(_parties(marks, start, versus.start()))
    yield from caption
    if _AND_OTHERS.search(marks.flat, start, versus.start()):
        yield from _listed(marks, versus.end(), {one.value for one in caption})
    end = re.search(r"Defendants?(?:-Appell\w+)?\b", head[versus.end() :], re.I)
    stop = versus.end() + end.end() if end else versus.end() + 400
    seen: set[str] = set()
    for named in marks.names:
        if versus.end() <= named.span.start and named.span.end <= stop and named.party and named.party not in seen:
            if named.party == "us" or not government(named.party):
                continue
            seen.add(named.party)
            yield Field("restrains", named.party, named.span, named.note)
    office = re.compile(r"Attorney\s+General(?!\s+of\s+the\s+State)", re.I).search(
        marks.text, versus.end(), min(stop, len(marks.text))
    )
    if office and not seen:
        yield Field(
            "restrains",
            "us-doj-ag",
            Span(*office.span()),
            "an Attorney General: that of the United States is taken to be meant",
        )


def _title(marks: Marks) -> Iterator[Field]:
    """What kind of order it is, by the capitals of its heading first; an order that it only prolongs, ends or refuses is another."""
    heading = [line for line in re.finditer(r"[^\n]+", marks.text[:8_000]) if line[0].upper() == line[0]]
    first = [
        Span(line.start(), line.end())
        for line in heading
        if "ORDER" in line[0] or "JUDGMENT" in line[0] or "INJUNCTION" in line[0]
    ]
    for part in (*((span.start, span.end) for span in first), (0, len(marks.text))):
        for title, pattern in _KIND:
            for match in pattern.finditer(marks.text, *part):
                if not _ANOTHER.search(marks.flat, max(0, match.start() - 70), match.start()):
                    yield Field("title", title, Span(*match.span()))
                    return


def _parties(marks: Marks, start: int, end: int, note: str = "") -> Iterator[Field]:
    """The plaintiffs that a stretch lists; those that no register has are kept in their words."""
    seen: set[str] = set()
    for named in marks.names:
        if start <= named.span.start and named.span.end <= end and (named.party or named.candidates):
            found = government(named.party) if named.party else None
            of = _BODY_OF.search(marks.flat, max(start, named.span.start - 60), named.span.start)
            if of:  # the Housing Authority of the City of Santa Clara is not the City
                span = Span(of.start("body"), named.span.end)
                yield Field("plaintiff_words", marks.text[span.start : span.end], span, note)
            elif found and found.kind != "agency" and named.party not in seen:
                seen.add(named.party)
                yield Field("plaintiff", named.party, named.span, named.note or note)
            elif not named.party and not named.title:
                yield Field(
                    "plaintiff_words", marks.text[named.span.start : named.span.end], named.span, named.note or note
                )


def _listed(marks: Marks, start: int, known: set[str]) -> Iterator[Field]:
    """The plaintiffs that a sentence lists by name, where the caption has the first of them alone."""
    for sentence in marks.sentences:
        lead = (
            _PLAINTIFFS.match(marks.flat, sentence.start, min(sentence.end, sentence.start + 60))
            if sentence.start > start
            else None
        )
        if lead is None:
            continue
        verb = _BRING.search(marks.flat, lead.end(), sentence.end)
        found = [
            one
            for one in _parties(marks, lead.end(), verb.start() if verb else sentence.end, "listed in the text")
            if one.value not in known
        ]
        if found:
            yield from found
            return


def _judge(marks: Marks) -> Iterator[Field]:
    for pattern in _JUDGE:
        matches = [m for m in pattern.finditer(marks.text) if not _PANEL.match(m["name"])]
        for match in matches[-1:]:
            yield Field(
                "judge",
                match["name"].strip(" ,"),
                Span(match.start("name"), match.start("name") + len(match["name"].strip(" ,"))),
            )
            return


def _decided(marks: Marks) -> Iterator[Field]:
    days = [d for d in marks.dates if d.granularity == "day" and d.first and d.anchor == "written out"]
    dated = [d for d in days if _DATED.search(marks.flat[max(0, d.span.start - 25) : d.span.start])]
    alone = [
        d
        for d in days
        if marks.text[: d.span.start].rsplit("\n", 1)[-1].strip() == ""
        and marks.text[d.span.end :].split("\n", 1)[0].strip(" .") == ""
    ]
    for day in (*dated[-1:], *alone[-1:], *days[-1:])[:1]:
        assert day.first is not None
        yield Field("decided", day.first.isoformat(), day.span)


def _operative(marks: Marks) -> Iterator[Field]:
    """The sentences that forbid, with the norms that their citations and the clauses in them mean; and who is named there."""
    blocked: dict[str, Span] = {}
    restrained: dict[str, Span] = {}
    for sentence in marks.sentences:
        words = marks.flat[sentence.start : sentence.end]
        if not _OPERATIVE.search(words) or _MOTION.search(words) or not (_FROM.search(words) or "enjoins" in words):
            continue
        yield Field("enjoins", marks.said(sentence), sentence)
        spared = _spared(marks, sentence)
        for cited in marks.citations:
            if sentence.start <= cited.span.start < spared:
                norms = _of_the_section(marks, cited)
                blocked.update({norm: cited.span for norm in norms if norm not in blocked and len(norms) <= 3})
        for named in marks.within(sentence):
            found = government(named.party) if named.party else None
            if found and found.kind == "agency" and found.short != "us":
                restrained.setdefault(named.party, named.span)
    for one in search(marks.document, clauses_of(marks.law)).found:
        sentence = marks.sentence_of(one.span.start)
        if sentence and one.span.start >= _spared(marks, sentence):
            continue
        blocked.update({norm: one.span for norm in one.clause.norms if norm not in blocked})
    yield from (Field("restrains", short, span) for short, span in restrained.items())
    yield from (Field("blocks", norm, span) for norm, span in blocked.items())


_SPARED = re.compile(
    r"\b(?:except\s+(?:that|as|for|to)|provided(?:,?\s+however,?)?\s+that|nothing\s+(?:in|herein)|(?:does|do|shall|is|are)\s+not\s+(?:apply|"
    r"extend|reach|prohibit|prevent|preclude|bar|intended|enjoined)|other\s+than|excluding|with\s+the\s+exception\s+of|remains?\s+free\s+to|"
    r"may\s+continue\s+to|not\s+(?:enjoined|restrained|prohibited)\s+from)\b",
    re.I,
)
"""Words behind which an order says what it does not forbid."""


def _spared(marks: Marks, sentence: Span) -> int:
    """From where on a sentence says what the order leaves alone; its end where it says nothing of the kind."""
    match = _SPARED.search(marks.flat, sentence.start, sentence.end)
    return match.start() if match else sentence.end


_SECTION_OF = re.compile(
    r"\b(?:[Ss]ections?|[Ss]ec\.|\u00a7+)\s*(?P<number>[0-9]+)(?:\([a-z0-9]+\))*\s+of\s+(?:the\s+)?\Z"
)


def _of_the_section(marks: Marks, cited: Cited) -> tuple[str, ...]:
    """The norms that a citation means: of `section 2(b) of Executive Order 14159` none of section 17."""
    section = _SECTION_OF.search(marks.flat, max(0, cited.span.start - 40), cited.span.start)
    if section is None or cited.form != "executive order":
        return cited.norms
    numbers = {norm: re.match(r"s?([0-9]+)", norm.rpartition("/")[2]) for norm in cited.norms}
    return tuple(norm for norm, own in numbers.items() if own and own[1] == section["number"])


def _rest(marks: Marks) -> Iterator[Field]:
    for until, pattern in _UNTIL:
        match = pattern.search(marks.flat)
        if match:
            yield Field("until", until, marks.sentence_of(match.start()) or Span(*match.span()))
            break
    operative = [one.span for one in _operative(marks) if one.name == "enjoins" and one.span]
    for part in (*operative, Span(0, len(marks.flat))):
        scope = next(
            ((name, m) for name, pattern in _SCOPE if (m := pattern.search(marks.flat, part.start, part.end))), None
        )
        if scope:
            yield Field("for", scope[0], Span(*scope[1].span()))
            break
    bond = next(
        (
            s
            for m in _BOND.finditer(marks.flat)
            if (s := marks.sentence_of(m.start()))
            and not _SECURITY_OF.search(marks.flat, max(0, m.start() - 10), m.end())
        ),
        None,
    )
    if bond:
        yield Field("bond", marks.said(bond), bond)
    stay = _STAY.search(marks.flat)
    if stay:
        end = (marks.sentence_of(stay.start()) or Span(*stay.span())).end
        span = Span(stay.start(), max(end, stay.end()))
        yield Field("stays", marks.said(span), span)
    if re.search(r"\bwithout\s+notice\b|\bex\s+parte\b", marks.flat, re.I):
        match = re.search(r"\bwithout\s+notice\b|\bex\s+parte\b", marks.flat, re.I)
        assert match is not None
        heard = "whether the other side was heard is to be checked"
        yield Field("notice", "without notice", Span(*match.span()), heard)
    yield from _of_another(marks)


_EXTENDS = re.compile(
    r"\b(?:order|injunction|TRO|stay)\b(?:[^.;]|\.(?!\s+[A-Z])){0,100}?\b(?:is|are)\s+(?:hereby\s+|further\s+)?(?:extended|prolonged|continued\s+in\s+effect)\b",
    re.I,
)
_REVERSES = re.compile(
    r"\b(?:judgment|order|injunction|decision)\b[^.;]{0,80}?\b(?:is|are)\s+(?:hereby\s+)?(?:reversed|REVERSED)\b"
)
_MANDATE = re.compile(r"\bmandate\s+(?:shall|will|is\s+to)\s+issue\s+(?:on\s+)?|\bmandate\s+issued\s+(?:on\s+)?", re.I)
_TO_A_DAY = re.compile(r"\b(?P<word>through|until|to)\s+(?:and\s+including\s+)?\Z", re.I)


def _of_another(marks: Marks) -> Iterator[Field]:
    """What it does to another order: prolongs it, to which day, or reverses it, and when the mandate issues."""
    days = [d for d in marks.dates if d.granularity == "day" and d.first and d.anchor == "written out"]
    for name, pattern in (("extends", _EXTENDS), ("reverses", _REVERSES)):
        match = pattern.search(marks.flat)
        sentence = marks.sentence_of(match.end() - 1) if match else None  # a title above it is none of its words
        if sentence is None or _MOTION.search(marks.flat, sentence.start, sentence.end):
            continue
        yield Field(name, marks.said(sentence), sentence)
        for day in days if name == "extends" else ():
            lead = _TO_A_DAY.search(marks.flat, max(0, day.span.start - 30), day.span.start)
            if lead and sentence.start <= day.span.start < sentence.end and day.first:
                note = (
                    f"{lead['word']} this day: an order ends as its `until` begins"
                    if lead["word"].lower() == "through"
                    else ""
                )
                yield Field("extended_until", day.first.isoformat(), day.span, note)
                break
    for match in _MANDATE.finditer(marks.flat):
        for day in days:
            if day.span.start == match.end() and day.first:
                yield Field("mandate", day.first.isoformat(), day.span)
                return
