"""Decide proposals about a document: confirm, as they are or edited, reject, add; remember who decided what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from django.db import transaction
from django.utils import timezone

from comity.errors import Refused
from comity.intake.documents.confirm import fact_rows, recorded_as
from comity.intake.documents.document import Anchor, Span, resolve
from comity.intake.documents.document import Document as Text
from comity.intake.documents.proposals import KINDS, Field, Proposal, even, key
from comity.intake.documents.propose.rules import Proposed
from comity.intake.documents.review import LOOKED_UP, Review
from comity.intake.documents.review import Entry as Decided
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.office.entry import Entry
from comity.web.office.facts import alone, enter
from comity.web.office.models import Document, ReviewDecision
from comity.web.people.models import User
from comity.web.people.rights import Rights

CARRIED = ("clause", "terms")
"""Kinds that are recorded of an award, which a person names."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a proposal: the field values where they are not those proposed, the award that clauses belong to.

    `seen` is the number of the last decision that the person saw of it, 0 where there was none.
    """

    proposal: Proposal
    id: str
    confirm: bool
    seen: int
    award: str = ""
    edited: bool = False


def reviewed(proposed: Proposed) -> dict[str, Proposal]:
    """The proposals that a person decides, by id, in the order of their words: marks that others rest on only where they failed."""
    asked = [one for one in proposed.proposals if one.kind not in LOOKED_UP or one.failed]
    asked.sort(key=lambda one: one.spans[0].start if one.spans else len(proposed.document.text))
    return {key(one, proposed.document): one for one in asked}


def decisions(asking: Asking, ids: Iterable[str]) -> Mapping[str, Sequence[ReviewDecision]]:
    """What was decided of proposals, also of the same file when it came in before, as far as this person may see it."""
    return _decisions(asking.rights, asking.matter.pk, ids)


def _decisions(rights: Rights, matter: int, ids: Iterable[str]) -> Mapping[str, Sequence[ReviewDecision]]:
    found: dict[str, list[ReviewDecision]] = defaultdict(list)
    rows = ReviewDecision.objects.visible_to(rights).filter(matter_id=matter, proposal__in=list(ids))
    for one in rows.select_related("by", "document").order_by("pk"):
        found[one.proposal].append(one)
    return found


def latest(made: Sequence[ReviewDecision]) -> dict[User, ReviewDecision]:
    """The last decision of each person."""
    return {one.by: one for one in made}


def edited(proposal: Proposal, values: Sequence[str]) -> Proposal:
    """A proposal with other values in its fields; a field left empty is left out."""
    pairs = zip(proposal.fields, values, strict=True)
    fields = tuple(
        field
        if " ".join(value.split()) == " ".join(field.value.split())
        else replace(field, value=value.strip(), note="")
        for field, value in pairs
        if value.strip()
    )
    return proposal if fields == proposal.fields else replace(proposal, fields=fields)


def with_words(proposal: Proposal | None, kind: str, name: str, value: str, span: Span, text: Text) -> Proposal:
    """A proposal with one more field that rests on selected words; a new one of a kind where there is none yet.

    Raises:
        Refused: the kind has no such field.
    """
    names = sorted(recorded_as(kind))
    if name not in names:
        hint = f"It has: {', '.join(names)}." if names else "Choose what the words are."
        raise Refused(f"a proposal of the kind `{kind}` has no field `{name}` that is recorded.", hint)
    words = " ".join(text.text[span.start : span.end].split())
    field = Field(name, value.strip() or words, span)
    if proposal is not None:
        return replace(proposal, fields=(*proposal.fields, field))
    return Proposal(kind, (field,), (span,), 1.0, f"A person reads: {words}"[:300], by="person")


def words_at(text: Text, words: str, at: str) -> Span:
    """Where selected words stand: at the place that is sent with them, else where they stand once. Raises Refused."""
    first, _, last = at.partition("-")
    if first.isascii() and first.isdigit() and last.isascii() and last.isdigit():
        span = Span(int(first), int(last))
        if words.strip() and even(text.text[span.start : span.end]) == even(words):
            return span
    found = resolve(Anchor(even(words), "", ""), text)
    if found is None:
        raise Refused("these words are not in the document, or stand there several times.", "Copy more of them.")
    return found


def replaced(proposal: Proposal, asking: Asking) -> tuple[str, ...]:
    """What a confirmed award would change of the row that is on record of it, a field each."""
    id = proposal.value("id")
    if proposal.kind != "award" or id is None:
        return ()
    rows = keeping().seen(asking).rows
    before = next((one.values for one in rows if one.table == "awards" and one.values.get("id") == id), None)
    if before is None:
        return ()
    names = (field.name for field in proposal.fields if field.name in recorded_as("award"))
    pairs = ((name, _told(name, before.get(name)), _told(name, proposal.values(name))) for name in dict.fromkeys(names))
    return tuple(f"{name.replace('_', ' ')} {old} becomes {new}" for name, old, new in pairs if old and old != new)


def _told(name: str, value: object) -> str:
    """A value of an award's row as a person reads it; empty where it has none."""
    if isinstance(value, list | tuple):
        return "; ".join(_told(name, one) for one in cast("Sequence[object]", value))
    text = "" if value is None else str(value)
    plain = text.replace(".", "", 1)
    return (
        f"${Decimal(text):,.2f}" if KINDS["award"][name] == "amount" and plain.isdigit() and plain.isascii() else text
    )


def decide(document: Document, found: Proposed, asked: Decision, asking: Asking, user: User) -> ReviewDecision:
    """Decide one proposal. Its rows are entered once, when everybody who decided it has confirmed it.

    Raises:
        Refused: somebody decided it meanwhile, or this person did before, or may not enter facts here.
        Faults: what is confirmed cannot be recorded as it stands; nothing is written.
    """
    if not asking.rights.may("enter", asking.matter.pk):
        raise Refused("you may not decide what goes on record in this matter.", "Editors and counsel of a matter may.")
    with transaction.atomic():
        alone()
        made = _decisions(asking.rights, asking.matter.pk, [asked.id])[asked.id]
        last = latest(made)
        entered = any(one.recorded for one in made)
        _refuse_stale(asked, made, last.get(user), entered)
        others = [one for one in last.values() if one.by != user]
        record = asked.confirm and not entered and all(one.confirmed for one in others)
        if record:
            _enter(document, found, asked, asking, user)
        return ReviewDecision.objects.create(
            matter=asking.matter,
            access=document.access,
            document=document,
            proposal=asked.id,
            kind=asked.proposal.kind,
            confirmed=asked.confirm,
            recorded=record and bool(recorded_as(asked.proposal.kind)),
            edited=asked.edited,
            by=user,
            at=timezone.now(),
        )


def _refuse_stale(asked: Decision, made: Sequence[ReviewDecision], mine: ReviewDecision | None, entered: bool) -> None:
    newest = made[-1] if made else None
    if newest is not None and newest.pk != asked.seen:
        said = "confirmed" if newest.confirmed else "rejected"
        raise Refused(f"{newest.by} {said} it meanwhile.", "Look at it again, then decide.")
    if mine is not None and mine.confirmed == asked.confirm:
        raise Refused(f"you have {'confirmed' if asked.confirm else 'rejected'} it already.")
    if mine is not None and entered and not asked.confirm:
        raise Refused("you confirmed it, and it is on record.", "Correct or retract its row on the record.")
    if entered and asked.edited:
        raise Refused("it is on record as it was confirmed first.", "Correct its row on the record.")


def _enter(document: Document, found: Proposed, asked: Decision, asking: Asking, user: User) -> None:
    """Enter the rows of a proposal that is confirmed, with the source that the document is."""
    name, today = f"document-{document.number}", timezone.localdate()
    entry = Decided(asked.id, asked.proposal, True, ("its fields",) if asked.edited else ())
    review = Review(
        name=name, kind=document.kind, sha256=found.document.sha256, paper=found.paper, access=document.access,
        award=asked.award or None, document=found.document, entries=(entry,),
    )  # fmt: skip
    view = keeping().seen(asking)
    if asked.proposal.kind in CARRIED and not any(
        one.table == "awards" and one.values.get("id") == asked.award for one in view.rows
    ):
        said = (
            f"no award `{asked.award}` is on record."
            if asked.award
            else "it is not said of which award it is a condition."
        )
        raise Refused(said, "Choose the award, or enter it first from your award list.")
    known = {(one.table, str(one.values.get("id"))): one for one in view.rows}
    entries: list[Entry] = []
    for row in fact_rows(review, keeping().law, str(user), today):
        values = dict(row.values)
        if row.table == "sources":
            if ("sources", name) not in known:
                about = {**values, "id": name, "title": str(document)}
                entries.append(Entry("sources", about, access=document.access))
            continue
        before = known.get((row.table, str(values.get("id")))) if row.table == "awards" else None
        if before is not None:
            values = {**{k: v for k, v in before.values.items() if k != "source"}, **values}
        supersedes = before.row if before is not None else ""
        entries.append(Entry(row.table, {**values, "source": name}, supersedes, access=document.access))
    if entries:
        enter(entries, asking.matter, user)
