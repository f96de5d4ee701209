"""What is proposed about a document: a kind, fields with their words, a sentence; and the check that each must pass.

Whatever proposes, code checks: the words are in the document, names resolve, days are read by our rules. What fails is shown
as unanchored or dropped, never repaired.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from comity.intake.documents.document import Document, Span
from comity.norms.names.courts import court
from comity.norms.names.governments import government
from comity.norms.names.programs import program
from comity.norms.nodes import Law
from comity.record.fact_rows import AUDIT
from comity.record.names import Names
from comity.record.schema import FORCES, TABLES
from comity.record.values import read_one
from comity.record.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is proposed: its name, its value as a cell of the record holds it, the words it rests on, a doubt."""

    name: str
    value: str
    span: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a document may say.

    Attributes:
        kind: one of `KINDS`.
        fields: what it would record; several of one name are a list.
        spans: the words that it rests on as a whole.
        confidence: from 0 to 1, as its proposer has it; nothing is recorded by it.
        sentence: what it says, for a person.
        by: who proposes: `rules`, or the name of a model.
        asks: what the document does not say and a person must.
        failed: what the check found wrong; a proposal with such is shown and cannot be confirmed as it is.
    """

    kind: str
    fields: tuple[Field, ...]
    spans: tuple[Span, ...]
    confidence: float
    sentence: str
    by: str = "rules"
    asks: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    def value(self, name: str) -> str | None:
        """The first value of a field, None without one."""
        return next((field.value for field in self.fields if field.name == name), None)

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a field."""
        return tuple(field.value for field in self.fields if field.name == name)


TEXT, DAY, WORDS = "text", "date", "words"
_CITED = {"form": TEXT, "citation": TEXT, "norm": "norm"}
_ORDER = {
    "court": "court", "docket": WORDS, "judge": WORDS, "decided": DAY, "title": TEXT, "plaintiff": "government",
    "plaintiff_words": WORDS, "restrains": "government", "enjoins": WORDS, "blocks": "norm", "for": TEXT, "until": TEXT,
    "days": "number", "notice": TEXT, "bond": WORDS, "stays": WORDS, "verb": TEXT,
    "extends": WORDS, "extended_until": DAY, "reverses": WORDS, "mandate": DAY,
}  # fmt: skip


def _of(table: str) -> dict[str, str]:
    """The columns of a table and their types, without those that say who entered a row, from what, for whom."""
    return {column.name: column.type for column in TABLES[table].columns if column.name not in AUDIT}


KINDS: Mapping[str, Mapping[str, str]] = {
    "citation": _CITED,
    "date": {"first": DAY, "last": DAY, "granularity": TEXT, "anchor": TEXT, "hour": TEXT},
    "name": {"party": "government", "person": TEXT, "title": TEXT, "outlet": TEXT},
    "amount": {"amount": "amount"},
    "demand": {
        **_of("demands"),
        "received": DAY,
        "due_hour": TEXT,
        "due_from": TEXT,
        "follows": TEXT,
        "basis_words": TEXT,
    },
    "award": {**_of("awards"), "terms_heading": WORDS},
    "clause": {"norm": "norm", "alike": TEXT, "instrument": TEXT, "pinpoint": TEXT, "difference": TEXT},
    "terms": {"term_set": "term set", "norm": "norm", "lacks": "norm"},
    "duty": {"words": WORDS},
    "order": _ORDER,
    "statement": {**_of("statements"), "hypothetical": TEXT, "proposition": TEXT, "offered": TEXT, "block": TEXT},
}
"""The fields of each kind of proposal and their types: those of the record, and `words`, which are the document's own."""

Reader = Callable[[str, str], bool]
"""Whether words say a value, by our own rules: `READERS` by type."""


def check(proposal: Proposal, document: Document, law: Law, readers: Mapping[str, Reader]) -> Proposal:
    """The proposal with what is wrong with it: words that are not there, names that do not resolve, days that are not read so.

    A field that fails is taken out and said; where nothing is left, or its own words are not in the document, it is unanchored.
    """
    failed: list[str] = list(proposal.failed)
    types = KINDS.get(proposal.kind)
    if types is None:
        return replace(proposal, fields=(), failed=(f"there is no kind `{proposal.kind}`",))
    kept: list[Field] = []
    for field in proposal.fields:
        wrong = _wrong(field, types.get(field.name), document, law, readers)
        if wrong:
            failed.append(f"{field.name}: {wrong}")
        else:
            kept.append(field)
    spans = tuple(span for span in proposal.spans if _inside(span, document))
    if len(spans) < len(proposal.spans) or not (spans or any(field.span for field in kept)):
        failed.append("its words are not in the document")
    return replace(proposal, fields=tuple(kept), spans=spans, failed=tuple(failed))


def _inside(span: Span, document: Document) -> bool:
    return 0 <= span.start < span.end <= len(document.text) and bool(document.words(span).strip())


def _wrong(
    field: Field, type: str | None, document: Document, law: Law, readers: Mapping[str, Reader]
) -> str:  # fmt: skip
    """What is wrong with a field, in a few words; empty where nothing is."""
    if type is None:
        return "this kind of proposal has no such field"
    if field.span is not None and not _inside(field.span, document):
        return "its words are not in the document"
    words = document.text[field.span.start : field.span.end] if field.span else ""
    match type:
        case "words":
            return "" if field.span and even(words) == even(field.value) else "these are not the words that stand there"
        case "government" | "agency" | "state":
            return "" if government(field.value) else f"no government or agency is named `{field.value}`"
        case "court":
            return "" if court(field.value) else f"there is no court `{field.value}`"
        case "program":
            return "" if program(field.value) else f"there is no Assistance Listing `{field.value}`"
        case "force":
            return "" if field.value in FORCES else f"`{field.value}` is not a legal force"
        case "claim" | "source" | "demand" | "row" | "award" | "short name":
            return "a person gives this"
        case _:
            pass
    reader = readers.get(type)
    if reader is not None and field.span is not None and not reader(words, field.value):
        return f"`{even(words)}` is not read as {field.value}"
    if reader is not None and field.span is None and not field.note:
        return "it has no words"
    try:
        read_one(type, field.value, field.name, Names(law))
    except Wrong as wrong:
        return wrong.sentence
    return ""


def even(text: str) -> str:
    """Text with white space as one space, and marks as the canonical text has them."""
    from comity.intake.documents.document import canonical

    return " ".join(canonical("", "text", "", text).text.split())


def key(proposal: Proposal, document: Document) -> str:
    """A name for a proposal that is the same whenever the same words of the same document are proposed as the same thing."""
    spans = sorted({*proposal.spans, *(field.span for field in proposal.fields if field.span)})
    said = "\0".join([document.sha256, proposal.kind, *(f"{span.start}-{span.end}" for span in spans[:1])])
    values = "\0".join(
        f"{field.name}={field.value}" for field in sorted(proposal.fields, key=lambda f: (f.name, f.value))
    )
    digest = hashlib.sha256("\0".join((said, values)).encode()).hexdigest()
    return f"{proposal.kind}-{digest[:10]}"
