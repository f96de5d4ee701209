"""Read an award document: number, listing, days, amounts, agency, recipient; the library's clauses in it; other duties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.intake.documents.clauses import clauses_of, made_sets, search
from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field, Proposal
from comity.intake.documents.propose.amounts import award_numbers, listings
from comity.intake.documents.propose.incorporated import Incorporated, incorporated
from comity.intake.documents.propose.marks import Marks
from comity.intake.documents.propose.named import Named
from comity.norms.names.governments import belongs_to, government

_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("period_start", re.compile(r"(?:project|budget|performance|award)\s+(?:period\s+)?start(?:\s+date)?|"
        r"period\s+of\s+performance(?:\s+start)?|(?:project|budget|performance|grant)\s+period", re.I)),
    ("period_end", re.compile(r"(?:project|budget|performance|award)\s+(?:period\s+)?end(?:\s+date)?|expiration\s+date", re.I)),
    ("offered", re.compile(r"(?:award|notice|offer|issue)\s+date|date\s+of\s+(?:award|offer|notice)|date\s+(?:issued|of\s+issue)", re.I)),
    ("obligated", re.compile(r"(?:obligation|action)\s+date|date\s+(?:obligated|of\s+obligation)", re.I)),
    ("accepted", re.compile(r"(?:date\s+(?:accepted|of\s+acceptance)|acceptance\s+date|accepted\s+on|signed\s+on)", re.I)),
)  # fmt: skip
_AMOUNT = re.compile(
    r"(?:total\s+)?(?:amount\s+of\s+(?:federal\s+)?(?:funds\s+)?(?:obligated|award|this\s+(?:award|"
    r"action))(?:\s+by\s+this\s+action)?|federal\s+(?:award\s+)?(?:amount|share|funds)|"
    r"award\s+amount|total\s+award|amount\s+(?:awarded|obligated)|grant\s+(?:amount|award)|amount\s+of\s+(?:this\s+)?(?:award|"
    r"federal\s+funds\s+obligated))",
    re.I,
)
_ACCEPT_BY = re.compile(
    r"(?:accept|sign|return|execute)\w*\b[^.]{0,80}\b(?:by|no\s+later\s+than|on\s+or\s+before)\s+\Z", re.I
)
_PASS_THROUGH = re.compile(r"\bpass-through\s+entity\b|\bsubaward\b", re.I)


def propose(marks: Marks) -> tuple[Proposal, ...]:
    """The row of the award, each clause that was found, the sets of terms they make, and duties the library does not know."""
    clauses = clauses_of(marks.law)
    searched = search(marks.document, clauses)
    made = made_sets(searched, clauses, marks.law)
    found: list[Proposal] = []
    for one in searched.found:
        differs = "; ".join(f"library: `{d.library}`, here: `{d.document}`" for d in one.differences[:6])
        fields = [Field("norm", norm, one.span) for norm in one.clause.norms]
        fields += [
            Field("instrument", one.clause.instrument, one.span), Field("pinpoint", one.clause.pinpoint, one.span),
            Field("alike", f"{one.alike:.3f}", one.span),
        ]  # fmt: skip
        fields += [Field("difference", differs, one.span)] if differs else []
        how = "word for word" if one.same else f"reworded ({one.alike:.0%} alike)"
        sentence = f"Page {marks.document.page(one.span)} carries {', '.join(one.clause.norms)}, {how}."
        found.append(Proposal("clause", tuple(fields), (one.span,), one.alike, sentence))
    for terms in made:
        spans = tuple(o.span for o in searched.found if set(o.clause.norms) & set(terms.found))
        fields = [Field("term_set", terms.id, spans[0]), *(Field("norm", norm, spans[0]) for norm in terms.found)]
        fields += [Field("lacks", norm, None, "not found in what was read") for norm in terms.not_found]
        share = len(terms.found) / (len(terms.found) + len(terms.not_found))
        said = f"The clauses found make {terms.id}: {len(terms.found)} of {len(terms.found) + len(terms.not_found)} of its norms that are quoted."
        found.append(
            Proposal(
                "terms",
                tuple(fields),
                spans,
                round(0.5 + share / 2, 2),
                said,
                asks=("which version its heading names",),
            )
        )
    for span in searched.unknown:
        words = marks.said(span)
        said = f"Page {marks.document.page(span)} asks for something that no clause of the library does."
        found.append(Proposal("duty", (Field("words", words, span),), (span,), 0.4, said))
    taken_in = tuple(incorporated(marks))
    for one in taken_in:
        if one.meant:
            said = f"Page {marks.document.page(one.span)} takes in {marks.law.term_sets[one.meant].title}, by name and version."
            field = Field("term_set", one.meant, one.span, "by its name: the words of the terms were not supplied")
            found.append(Proposal("terms", (field,), (one.span,), 0.6, said))
    row = _row(marks, len(searched.found), taken_in)
    return (*([row] if row else []), *found)


def _known(one: Incorporated, marks: Marks) -> str:
    """What the library has of a document that is taken in by name."""
    if one.meant:
        return f" (the library has it: {one.meant})"
    return f" (the library has other versions, or this one is not said: {', '.join(one.other)})" if one.other else ""


def _row(marks: Marks, clauses: int, taken_in: tuple[Incorporated, ...]) -> Proposal | None:
    fields = [*_identity(marks), *_days(marks), *_money(marks)]
    if not any(field.name == "id" for field in fields):
        return None
    asks = (
        ["the day of acceptance, or that it is not accepted"] if not any(f.name == "accepted" for f in fields) else []
    )
    if not any(f.name == "recipient" for f in fields):
        asks.append("the recipient entity")
        doubtful = _recipient(marks, [n for n in marks.names if n.span.end < 4_000 and _kind(n.party) != "agency"])
        if doubtful and doubtful.candidates:
            asks.append(f"which is meant by `{marks.said(doubtful.span)}`: {', '.join(doubtful.candidates)}")
    note = f"{clauses} clauses of the library found in the {marks.document.pages} pages read"
    asks.append(f"its terms: {note}")
    asks += [
        f"what it incorporates, which was not supplied: `{marks.said(one.span)}`{_known(one, marks)}"
        for one in taken_in
    ]
    if _PASS_THROUGH.search(marks.flat):
        asks.append("whether it is a subaward, and of which award")
    spans = tuple(f.span for f in fields if f.span)
    number = next(f.value for f in fields if f.name == "id")
    return Proposal("award", tuple(fields), spans, 0.8, f"This is award {number}.", asks=tuple(asks))


def _identity(marks: Marks) -> Iterator[Field]:
    numbers = award_numbers(marks.text)
    if numbers:
        yield Field("id", numbers[0].value, numbers[0].span)
    for found in listings(marks.text)[:1]:
        yield Field("program", found.value, found.span)
    head = 4_000
    agency = _agency(marks, [n for n in marks.names if n.party and n.span.end < head and _kind(n.party) == "agency"])
    if agency:
        yield Field("agency", agency.party, agency.span)
    recipient = _recipient(marks, [n for n in marks.names if n.span.end < head and _kind(n.party) != "agency"])
    if recipient and recipient.party:
        yield Field("recipient", recipient.party, recipient.span, recipient.note)
    year = re.search(r"\b(?:FY|Fiscal\s+Year)\s*(20[0-9][0-9])\b", marks.flat[:head], re.I)
    if year:
        yield Field("fiscal_year", year[1], Span(*year.span()))


def _agency(marks: Marks, named: list[Named]) -> Named | None:
    """The agency that is named first; its part where that stands right below it, as in a letterhead."""
    if not named:
        return None
    first = named[0]
    wider = government(first.party)
    for other in named[1:3]:
        part = government(other.party)
        if part and wider and other.party != first.party and belongs_to(part, wider):
            between = marks.text[first.span.end : other.span.start]
            if re.fullmatch(r"[\s,|/-]{1,12}(?:U\.S\.\s*)?", between):
                return other
    return first


_LABEL = re.compile(
    r"(?:Recipient|Grantee|Subrecipient|Awardee|Legal\s+Name)(?:\s+(?:Name|Legal\s+Name|Information|Organization|Entity))?[\s:|-]+",
    re.I,
)
_CALLED = re.compile(
    r"[\s,]*(?:a\s+\w+(?:\s\w+)?,\s*)?\(?(?:hereinafter|herein|the|as)?[\s,\"']*(?:the\s+)?[\"']?(?:Recipient|Grantee|Subrecipient|Awardee)\b",
    re.I,
)


def _recipient(marks: Marks, named: list[Named]) -> Named | None:
    """Who gets it: behind a label, called so in words, or the one government that the head names besides the agency.

    One whose name several governments have is given without a party: it is asked which.
    """
    known = [n for n in named if n.party or (n.candidates and not n.person and not n.title)]
    labels = [m.end() for m in _LABEL.finditer(marks.flat[:4_000])]
    behind = [n for n in known if any(end - 1 <= n.span.start < end + 60 for end in labels)]
    called = [n for n in known if _CALLED.match(marks.flat, n.span.end)]
    full = [
        n
        for n in known
        if re.match(r"(?:the\s+)?(?:City|County|State|Town|Township|Village|Commonwealth)\b", n.text, re.I)
    ]
    alone = known if len({n.party or n.text for n in known}) == 1 else []
    return next(iter((*called, *behind, *full, *alone)), None)


def _kind(short: str) -> str:
    found = government(short)
    return found.kind if found else ""


def _days(marks: Marks) -> Iterator[Field]:
    seen: set[str] = set()
    days = [d for d in marks.dates if d.granularity == "day" and d.first and d.anchor == "written out"]
    for n, day in enumerate(days):
        assert day.first is not None
        before = marks.flat[max(0, day.span.start - 70) : day.span.start]
        if _ACCEPT_BY.search(before):
            continue  # by when it must be accepted is not a day of acceptance
        since = days[n - 1].span.end if n else 0
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


def _money(marks: Marks) -> Iterator[Field]:
    for one in marks.amounts:
        if _AMOUNT.search(marks.flat[max(0, one.span.start - 70) : one.span.start]):
            yield Field("amount", one.value, one.span)
            return
