"""An article: each of its sentences with who speaks through whom and when, the words it rests on, and what law and record say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render

from comity.answers.contract import truth_word
from comity.answers.of_document import LetterAnswer, letter
from comity.answers.statements import VERDICTS, Checked, check
from comity.brief.english import party
from comity.errors import ComityError
from comity.intake.documents.document import Document as Text
from comity.intake.documents.document import Span
from comity.intake.documents.proposals import Proposal, even
from comity.proof.question import Question
from comity.proof.truth import Step
from comity.record.nodes import Demand, Statement
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.office.documents import content_of
from comity.web.office.models import Document
from comity.web.office.papers import proposed_of

PATH = "document/<int:number>/article/"
HEADLINE = "Headline"
ABSENT = ("not_attached", "not_yet")
"""Statuses of norms that say nothing of a letter unless it rests on them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; `rests`: a statement rests on them."""

    words: str
    rests: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a statement claims: whether it is so, and the law it is told from; `beside`: asked beside the claim."""

    truth: str
    words: str
    cites: tuple[str, ...]
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that is on record for a sentence, with its verdict."""

    id: str
    speaker: str
    chain: str
    when: str
    meaning: str
    verdict: str
    reason: str
    claims: tuple[Claim, ...]
    remarks: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place, its words, what is on record of it; else who is proposed as its speaker."""

    place: str
    pieces: tuple[Piece, ...]
    said: tuple[Said, ...]
    proposed: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient of a letter that the article tells of; `says` is how each norm stands that is not alike for all of them."""

    name: str
    own: bool
    due: str
    says: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A demand that statements of the article are held against, on its own day; `alike` is what holds for every recipient."""

    id: str
    title: str
    day: str
    own: bool
    alike: tuple[tuple[str, str], ...]
    apart: tuple[str, ...]
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The article: how many sentences it has beside a headline, its verdicts, how many sentences no statement on record has."""

    number: int
    headline: bool
    sentences: tuple[Sentence, ...]
    counts: tuple[tuple[str, int], ...]
    letters: tuple[Letter, ...]
    title: str
    open: int


def view(request: Any, number: int) -> HttpResponse:
    """The page."""
    asking: Asking = request.asking
    document = Document.objects.visible_to(asking.rights).filter(number=number, matter=asking.matter).first()
    if document is None or content_of(document) is None:
        raise Http404
    said: dict[str, Any] = {
        "number": number,
        "document": document,
        "may": asking.rights.may("enter", asking.matter.pk),
    }
    try:
        said["page"] = rows(document, asking)
    except ComityError as error:
        return render(request, "article.html", {**said, "refused": error}, status=400)
    return render(request, "article.html", said)


def rows(document: Document, asking: Asking) -> Page:
    """The page as rows. Raises Refused."""
    found = proposed_of(document, "article")
    question = keeping().question(asking)
    source = f"document-{document.number}"
    own = [one for one in question.record.statements if one.known.source == source]
    proposals = [one for one in found.proposals if one.kind == "statement" and one.spans]
    checked = {one.id: check(one, question) for one in own}
    placed = {at: [one for one in own if _stands(one, at, p, found.document)] for at, p in enumerate(proposals)}
    sentences = tuple(
        _sentence(at, p, [checked[s.id] for s in placed[at]], found.document) for at, p in enumerate(proposals)
    )
    verdicts = [one.verdict for one in checked.values()]
    about = question.record.sources.get(source)
    headline = any(one.place == HEADLINE for one in sentences)
    return Page(
        number=len(sentences) - headline,
        headline=headline,
        sentences=sentences,
        counts=tuple((one, verdicts.count(one)) for one in VERDICTS if one in verdicts),
        letters=tuple(_letter(one, question, asking) for one in _told(own, question)),
        title=about.title if about else str(document),
        open=sum(not one.said for one in sentences),
    )


def _stands(statement: Statement, at: int, proposal: Proposal, text: Text) -> bool:
    """Whether a statement stands in a sentence: its row says so, or its words are there."""
    if statement.sentences:
        return at in statement.sentences
    words = even(text.words(proposal.spans[0]))
    return any(even(said).rstrip(".") in words for said in (statement.quoted, statement.reported) if said)


def _sentence(at: int, proposal: Proposal, said: list[Checked], text: Text) -> Sentence:
    span = proposal.spans[0]
    rests = [field.span for field in proposal.fields if field.span and field.name in ("quoted", "reported")]
    who = proposal.value("speaker") or "the author"
    return Sentence(
        place=HEADLINE if at == 0 and any("headline" in one for one in proposal.asks) else str(at),
        pieces=tuple(_pieces(span, rests, text)),
        said=tuple(_said(one) for one in said),
        proposed=who,
    )


def _pieces(span: Span, rests: Iterable[Span], text: Text) -> Iterable[Piece]:
    """A sentence cut where words that a statement rests on begin and end."""
    at = span.start
    for one in sorted(rests, key=lambda one: one.start):
        start, end = max(one.start, at), min(one.end, span.end)
        if start >= end:
            continue
        if start > at:
            yield Piece(text.text[at:start], False)
        yield Piece(text.text[start:end], True)
        at = end
    if at < span.end:
        yield Piece(text.text[at : span.end], False)


def _said(checked: Checked) -> Said:
    one = checked.statement
    return Said(
        id=one.id,
        speaker=one.speaker,
        chain=", reporting ".join(one.chain),
        when=_when(one),
        meaning=one.meaning or "",
        verdict=checked.verdict,
        reason=checked.reason,
        claims=(*_claims(checked.steps, False), *_claims(checked.beside, True)),
        remarks=one.remarks or "",
    )


def _claims(steps: tuple[Step, ...], beside: bool) -> Iterable[Claim]:
    return (Claim(truth_word(one.truth), one.claim, one.cites, beside) for one in steps)


def _when(one: Statement) -> str:
    written = one.when_written or "no day is written"
    if one.said_first is None and one.said_last is None:
        return f"{written}; no day could be resolved"
    if one.said_first is None:
        return f"{written}: by {one.said_last}"
    if one.said_last in (None, one.said_first):
        return f"{written}: {one.said_first}"
    return f"{written}: between {one.said_first} and {one.said_last}"


def _told(statements: list[Statement], question: Question) -> list[Demand]:
    """The demands that statements are held against, the ones of which most recipients are named first."""
    named: dict[str, None] = {}
    for one in statements:
        whole = one.proposition or {}
        for claim in cast(tuple[dict[str, object], ...], whole.get("all", (whole,))):
            if "demand" in claim and "recipients" in claim:
                named[str(claim["demand"])] = None
    return [one for one in question.record.demands if one.id in named]


def _letter(demand: Demand, question: Question, asking: Asking) -> Letter:
    """A demand with the position of each of its recipients on its own day."""
    day = demand.date or question.as_of
    then = replace(question, as_of=day, known_at=day)
    answers = letter(demand, then)
    stands = {one.answer.recipient: _stands_for(one, demand) for one in answers}
    norms = dict.fromkeys(norm for held in stands.values() for norm in held)
    alike = [norm for norm in norms if len({held.get(norm) for held in stands.values()}) == 1]
    apart = [norm for norm in norms if norm not in alike]
    titles = {norm: question.law.norms[norm].title for norm in norms}
    first = next(iter(stands.values()), dict[str, str]())
    return Letter(
        id=demand.id,
        title=demand.title,
        day=day.isoformat(),
        own=asking.subject.short in demand.recipients,
        alike=tuple((titles[norm], first[norm]) for norm in alike),
        apart=tuple(titles[norm] for norm in apart),
        recipients=tuple(
            Recipient(
                name=party(short),
                own=short == asking.subject.short,
                due=str(one.answer.due.day) if one.answer.due and one.answer.due.day else "",
                says=tuple((titles[norm], stands[short].get(norm, "")) for norm in apart),
            )
            for one in answers
            for short in (one.answer.recipient,)
        ),
    )


def _stands_for(one: LetterAnswer, demand: Demand) -> dict[str, str]:
    """How each norm that bears on a letter stands for a recipient; one that only might have borne on it is left out."""
    words = (("Binds", one.binds), ("Does not bind", one.does_not_bind), ("Cannot be told", one.cannot_be_told))
    return {p.norm: said for said, found in words for p in found if p.status not in ABSENT or p.norm in demand.basis}
