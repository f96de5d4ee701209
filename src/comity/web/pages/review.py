"""The review of a document: its text beside what is proposed of it, to confirm, edit, reject, or add to, with a name and a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from comity.errors import ComityError, Refused
from comity.intake.documents.confirm import recorded_as
from comity.intake.documents.document import Document as Text
from comity.intake.documents.proposals import Proposal, key
from comity.intake.documents.propose.rules import PAPERS, Proposed
from comity.text.characters import whole_number
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.office.documents import content_of
from comity.web.office.law_drafts import drafted, keep_draft
from comity.web.office.models import Document, ReviewDecision
from comity.web.office.papers import proposed_of
from comity.web.office.reviews import (
    CARRIED,
    Decision,
    decide,
    decisions,
    edited,
    latest,
    replaced,
    reviewed,
    with_words,
    words_at,
)

PATH = "document/<int:number>/review/"
TAKES = "enter"
LONGEST = 300_000
"""Characters of the text that are shown beside the proposals; a longer one is shown in part, and says so."""
LINE = 60
ADDED = ("statement", "demand", "award", "clause", "terms")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, and the ids of the proposals that rest on it."""

    words: str
    of: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of a proposal: its value, the words that it rests on, a doubt, whether a row keeps it."""

    name: str
    value: str
    words: str
    note: str
    kept: bool

    @property
    def label(self) -> str:
        """The name as a person reads it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def long(self) -> bool:
        """Whether it needs more than a line to be written in."""
        return len(self.value) > LINE or "\n" in self.value


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal. `state` is open, confirmed, rejected or disputed; `mine` what this person decided last; `seen` the last decision."""

    id: str
    kind: str
    sentence: str
    page: int | None
    words: str
    fields: tuple[FieldRow, ...]
    asks: tuple[str, ...]
    failed: tuple[str, ...]
    state: str
    decided: tuple[str, ...]
    mine: str
    recorded: bool
    seen: int
    records: bool
    takes_award: bool
    replaces: tuple[str, ...] = ()
    editing: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The review: the text in pieces, the proposals, the awards a condition may belong to, what can be added."""

    paper: str
    pieces: tuple[Piece, ...]
    cut: bool
    rows: tuple[Row, ...]
    open: int
    disputed: int
    awards: tuple[str, ...]
    added: tuple[tuple[str, tuple[str, ...]], ...]
    earlier: int


def view(request: Any, number: int) -> HttpResponse:
    """The page; or a decision."""
    asking: Asking = request.asking
    document = Document.objects.visible_to(asking.rights).filter(number=number, matter=asking.matter).first()
    if document is None or content_of(document) is None:
        raise Http404
    paper = request.GET.get("paper", "")
    said: dict[str, Any] = {
        "number": number,
        "document": document,
        "papers": PAPERS,
        "may": asking.rights.may("enter", asking.matter.pk),
        "sent": request.POST,
    }
    status = 200
    try:
        if paper and paper not in PAPERS:
            raise Refused(f"`{paper}` is not a kind of paper.", f"It is one of: {', '.join(PAPERS)}.")
        found = proposed_of(document, paper)
        if request.method == "POST":
            try:
                return _post(request, document, found, asking)
            except ComityError as error:
                said["refused"], status = error, 400
        page = rows(document, found, asking)
        said["page"] = (
            replace(page, rows=tuple(_as_sent(row, request.POST) for row in page.rows)) if status > 200 else page
        )
    except ComityError as error:
        said["unread"], status = error, 400
    return render(request, "review.html", said, status=status)


def rows(document: Document, found: Proposed, asking: Asking) -> Page:
    """The page as rows."""
    text, asked = found.document, reviewed(found)
    made = decisions(asking, asked)
    shown = tuple(_row(id, one, made.get(id, ()), asking, text) for id, one in asked.items())
    numbers = sorted(keeping().question(asking).facts.awards)
    named = [one for one in numbers if one in text.text]
    return Page(
        paper=found.paper,
        pieces=tuple(_pieces(text, asked)),
        cut=len(text.text) > LONGEST,
        rows=shown,
        open=sum(one.state == "open" for one in shown),
        disputed=sum(one.state == "disputed" for one in shown),
        awards=(*named, *(one for one in numbers if one not in named)),
        added=tuple((kind, tuple(sorted(recorded_as(kind)))) for kind in ADDED),
        earlier=sum(one.document_id != document.pk for each in made.values() for one in each),
    )


def _row(id: str, one: Proposal, made: Sequence[ReviewDecision], asking: Asking, text: Text) -> Row:
    last = latest(made)
    words = {each.confirmed for each in last.values()}
    mine = next((each for user, each in last.items() if user.pk == asking.rights.user), None)
    state = "open" if not last else "disputed" if len(words) > 1 else "confirmed" if True in words else "rejected"
    return Row(
        id=id,
        kind=one.kind,
        sentence=one.sentence,
        page=text.page(one.spans[0]) if one.spans else None,
        words=" ".join(text.words(one.spans[0]).split()) if one.spans else "",
        fields=tuple(
            FieldRow(
                name=field.name,
                value=field.value,
                words=" ".join(text.words(field.span).split()) if field.span else "",
                note=field.note,
                kept=field.name in recorded_as(one.kind),
            )
            for field in one.fields
        ),
        asks=one.asks,
        failed=one.failed,
        state=state,
        decided=tuple(
            f"{each.by} {'confirmed' if each.confirmed else 'rejected'} it{', edited,' if each.edited else ''} on "
            f"{each.at:%Y-%m-%d}"
            for each in made
        ),
        mine="" if mine is None else "confirmed" if mine.confirmed else "rejected",
        recorded=any(each.recorded for each in made),
        seen=made[-1].pk if made else 0,
        records=bool(recorded_as(one.kind)),
        takes_award=one.kind in CARRIED,
        replaces=() if last else replaced(one, asking),
    )


def _as_sent(row: Row, sent: Any) -> Row:
    """A proposal with what a person had written in its fields when that was refused."""
    if sent.get("proposal") != row.id or not _has_fields(sent, len(row.fields)):
        return row
    fields = tuple(replace(one, value=str(sent.get(f"f{n}", one.value))) for n, one in enumerate(row.fields))
    return replace(row, fields=fields, editing=True)


def _has_fields(sent: Any, count: int) -> bool:
    """Whether any of the fields of a proposal was sent; those that no row keeps never are."""
    return any(f"f{n}" in sent for n in range(count))


def _pieces(text: Text, asked: Mapping[str, Proposal]) -> Iterator[Piece]:
    """The text cut where the words of proposals begin and end; put together again it is the text, to the character."""
    until = min(len(text.text), LONGEST)
    edges: dict[int, list[tuple[bool, str]]] = {0: [], until: []}
    for id, one in asked.items():
        spans = {field.span for field in one.fields if field.span} or set(one.spans)
        for span in spans:
            if span.start < until:
                edges.setdefault(span.start, []).append((True, id))
                edges.setdefault(min(span.end, until), []).append((False, id))
    places, standing = sorted(edges), dict[str, int]()
    for at, following in pairwise(places):
        for begins, id in edges[at]:
            standing[id] = standing.get(id, 0) + (1 if begins else -1)
        yield Piece(text.text[at:following], " ".join(id for id, count in standing.items() if count > 0))


def _post(request: Any, document: Document, found: Proposed, asking: Asking) -> HttpResponse:
    """Carry out what was sent, and go on to the next open proposal. Raises ComityError."""
    sent = request.POST
    if "draft" in sent:
        draft = keep_draft(drafted(document), document.access, asking.matter, request.user)
        messages.success(request, "A draft from the order's own words. What stands in capitals they do not say.")
        return redirect(f"{reverse('library_preview')}?document={draft.number}")
    asked = reviewed(found)
    decision = _added(sent, found, asked) if "add" in sent else _decided(sent, asked)
    made = decide(document, found, decision, asking, request.user)
    if not made.confirmed:
        said = "Rejected. It is remembered: the same words of the same file are not asked about again."
    elif made.recorded:
        said = f"On record, with Document {document.number} as its source."
    elif recorded_as(made.kind):
        said = "Confirmed. Nothing new is on record."
    else:
        said = "Confirmed. This kind enters nothing on record."
    messages.success(request, said)
    order = list(asked)
    after = order.index(decision.id) + 1 if decision.id in asked else 0
    settled = decisions(asking, order)
    following = next((id for id in (*order[after:], *order[:after]) if not settled.get(id)), "")
    query = f"?paper={request.GET['paper']}" if request.GET.get("paper") else ""
    return redirect(f"{reverse('review', args=[document.number])}{query}#{following or 'review'}")


def _decided(sent: Any, asked: Mapping[str, Proposal]) -> Decision:
    """The decision on a proposal, with its fields as they were edited."""
    id = str(sent.get("proposal", ""))
    one = asked.get(id)
    if one is None:
        raise Refused("there is no such proposal now.", "The document was read anew since. Look at it again.")
    word = sent.get("decide", "")
    if word not in ("yes", "no"):
        raise Refused(f"`{word}` decides nothing.", "Confirm or reject.")
    after = one
    if word == "yes" and _has_fields(sent, len(one.fields)):
        after = edited(one, [str(sent.get(f"f{n}", field.value)) for n, field in enumerate(one.fields)])
    seen = whole_number(str(sent.get("seen", ""))) or 0
    return Decision(after, id, word == "yes", seen, award=str(sent.get("award", "")), edited=after is not one)


def _added(sent: Any, found: Proposed, asked: Mapping[str, Proposal]) -> Decision:
    """What a person adds: a field of a proposal that is there, which it confirms, or a proposal of its own."""
    text = found.document
    span = words_at(text, str(sent.get("words", "")), str(sent.get("at", "")))
    kind, _, name = str(sent.get("field", "")).partition(".")
    to, _, seen = str(sent.get("to", "")).partition(" ")
    one = asked.get(to)
    if to and one is None:
        raise Refused("there is no such proposal now.", "The document was read anew since. Look at it again.")
    if one is not None and one.kind != kind:
        raise Refused(f"a field of `{kind}` cannot be added to a proposal of the kind `{one.kind}`.")
    value = str(sent.get("value", ""))
    made = with_words(one, kind, name, value=value, span=span, text=text)
    award = str(sent.get("award", ""))
    if one is not None:
        return Decision(made, to, True, whole_number(seen) or 0, award=award, edited=True)
    return Decision(replace(made, spans=(span,)), key(made, text), True, 0, award=award, edited=True)
