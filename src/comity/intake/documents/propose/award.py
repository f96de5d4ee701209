"""Read an award document: number, listing, days, amounts, agency, recipient; the library's clauses in it; other duties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.intake.documents.clauses import clauses_of, made_sets, search
from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Field, Proposal
from comity.intake.documents.propose.amounts import award_numbers, listings, subaward_number
from comity.intake.documents.propose.award_figures import accept_by, days, money, reporting
from comity.intake.documents.propose.incorporated import Incorporated, incorporated
from comity.intake.documents.propose.letter_parties import told_apart
from comity.intake.documents.propose.marks import Marks
from comity.intake.documents.propose.named import Named
from comity.norms.names.governments import belongs_to, government

_FISCAL_YEAR = re.compile(r"\b(?:FY|Fiscal\s+Year(?:\s*\(FY\))?)\s*(20[0-9][0-9])\b", re.I)
_TERMS = re.compile(
    r"(?m)^\s*(?:[A-Z]+ )?TERMS\s+AND\s+CONDITIONS\b|^\s*(?:Special|Award|General|Standard)\s+(?:Terms|Conditions)\b"
)
"""Where the clauses begin, whose years are not the award's."""
_THROUGH = re.compile(
    r"(?:Pass-?\s?through\s+(?:entity|agency)|Prime\s+(?:recipient|awardee)|Grantor|Subgrantor)(?:\s+name)?\s*[:|]\s*(?P<name>[A-Z][^\n|:]{3,90}?)(?=\s*(?:[|\n]|\Z))",
    re.I,
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
    for span in reporting(marks):
        said = f"Page {marks.document.page(span)} says when a report or the closeout is due."
        found.append(Proposal("duty", (Field("words", marks.said(span), span),), (span,), 0.6, said))
    row = _row(marks, len(searched.found), taken_in)
    return (*([row] if row else []), *found)


def _known(one: Incorporated, marks: Marks) -> str:
    """What the library has of a document that is taken in by name."""
    if one.meant:
        return f" (the library has it: {one.meant})"
    return f" (the library has other versions, or this one is not said: {', '.join(one.other)})" if one.other else ""


def _row(marks: Marks, clauses: int, taken_in: tuple[Incorporated, ...]) -> Proposal | None:
    fields = [*_identity(marks), *days(marks), *money(marks)]
    if any(field.name == "prime" for field in fields):
        fields = [field for field in fields if field.name != "offered"]  # a date of award is that of the one above it
    fields += accept_by(marks, next((f.value for f in fields if f.name == "offered"), ""))
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
    pages = marks.document.pages
    note = f"{clauses} clause{'' if clauses == 1 else 's'} of the library found in the {pages} page{'' if pages == 1 else 's'} read"
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
    own = subaward_number(marks.text)
    if own:
        yield Field("id", own.value, own.span)
        numbers = tuple(one for one in numbers if one.value != own.value)
    if numbers:
        yield Field("prime" if own else "id", numbers[0].value, numbers[0].span)
    through = _THROUGH.search(marks.text)
    if through:
        yield Field("pass_through", marks.said(Span(*through.span("name"))), Span(*through.span("name")))
    for found in listings(marks.text)[:1]:
        yield Field("program", found.value, found.span)
    head = 4_000
    agency = _agency(marks, [n for n in marks.names if n.party and n.span.end < head and _kind(n.party) == "agency"])
    if agency:
        yield Field("agency", agency.party, agency.span)
    recipient = _recipient(marks, [n for n in marks.names if n.span.end < head and _kind(n.party) != "agency"])
    if recipient and recipient.party:
        yield Field("recipient", recipient.party, recipient.span, recipient.note)
    elif recipient:
        party, note = told_apart(marks, recipient, min(recipient.span.end + 400, len(marks.text)))
        if party:
            yield Field("recipient", party, recipient.span, note)
    terms = _TERMS.search(marks.text)
    year = _FISCAL_YEAR.search(marks.flat, 0, min(head, terms.start() if terms else head))
    if year:
        yield Field("fiscal_year", year[1], Span(*year.span()))


def _agency(marks: Marks, named: list[Named]) -> Named | None:
    """The agency behind a label; else the one named first, or its part where that stands right below it, as in a letterhead."""
    if not named:
        return None
    for label in _AGENCY_LABEL.finditer(marks.flat[:4_000]):
        called = next((n for n in named if label.end() - 1 <= n.span.start < label.end() + 6), None)
        if called:
            return called
    first = named[0]
    wider = government(first.party)
    for other in named[1:3]:
        part = government(other.party)
        if part and wider and other.party != first.party and belongs_to(part, wider):
            between = marks.text[first.span.end : other.span.start]
            if re.fullmatch(r"(?:\s*\([A-Z]{2,6}\))?[\s,|/-]{1,12}(?:U\.S\.\s*)?", between):
                return other
    return first


_AGENCY_LABEL = re.compile(
    r"(?:(?:Federal\s+)?(?:Awarding|Granting|Funding|Sponsoring)\s+)?Agency(?:\s+Name)?[\s:|-]+|(?:Awarding|Issuing)\s+Office(?:\s+Name)?[\s:|-]+",
    re.I,
)
_LABEL = re.compile(
    r"(?:Names?\s+(?:and\s+Address\s+)?of\s+)?(?:Recipient|Grantee|Subrecipient|Awardee|Legal\s+Name)(?:\s+(?:Name|Legal\s+Name|Information|Organization|Entity))?[\s:|-]+",
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
