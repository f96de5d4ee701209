"""A review as a file: what is proposed about a document, for a person to confirm, edit, reject or add to.

The file lies beside the document's text. It says `decide: yes` or `decide: no` behind each proposal that a person has decided;
what is left empty stays open. A field that a person changes is hers: its name must resolve, its words need not say it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import yaml

from comity.errors import Refused
from comity.intake.documents.document import Anchor, Document, Span, resolve
from comity.intake.documents.proposals import KINDS, Field, Proposal, even, key
from comity.intake.documents.propose.rules import Proposed
from comity.record.files.yaml import Malformed, read_document
from comity.text.faults import Fault, Faults, Place

ACCESS = ("public", "internal", "privileged", "restricted")
TEXT = "document.txt"
REVIEW = "review.yaml"
_HEAD = """\
# What is proposed of the document. Behind `decide` write yes or no; what is left empty stays open.
# Change a value where it is wrong. Add what was missed under `added`: a kind, fields, and the words they rest on.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One proposal in a review: what a person decided of it (None: nothing), and which of its fields she changed or added."""

    id: str
    proposal: Proposal
    decide: bool | None
    changed: tuple[str, ...] = ()
    added: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """A review read back: the document it is of, its access, the entries, and where they stand in the file."""

    name: str
    kind: str
    sha256: str
    paper: str
    access: str
    award: str | None
    document: Document
    entries: tuple[Entry, ...]


def review_json(proposed: Proposed, access: str, decided: Mapping[str, str] | None = None) -> dict[str, object]:
    """The review as plain values, as the file and `--json` have it; `decided` are proposals decided before, by their id."""
    document = proposed.document
    return {
        "document": {
            "name": document.name,
            "kind": document.kind,
            "sha256": document.sha256,
            "pages": document.pages,
            "paper": proposed.paper or None,
            "access": access,
            "published": proposed.published.isoformat() if proposed.published else None,
            "notes": list(document.notes),
            "told_by": [_words(document, span) for span in proposed.told_by],
        },
        "proposals": [_plain(one, document, access, decided or {}) for one in proposed.proposals],
    }


def _plain(one: Proposal, document: Document, access: str, decided: Mapping[str, str]) -> dict[str, object]:
    id = key(one, document)
    return {
        "id": id,
        "kind": one.kind,
        "says": one.sentence,
        "decide": decided.get(id, ""),
        "access": access,
        "by": one.by,
        "confidence": one.confidence,
        "page": document.page(one.spans[0]) if one.spans else None,
        "words": [_words(document, span) for span in one.spans],
        "asks": list(one.asks),
        "failed": list(one.failed),
        "fields": [
            {
                "name": field.name,
                "value": field.value,
                **(
                    {"words": _words(document, field.span), "at": f"{field.span.start}-{field.span.end}"}
                    if field.span
                    else {}
                ),
                **({"note": field.note} if field.note else {}),
            }
            for field in one.fields
        ],
    }


def _words(document: Document, span: Span) -> str:
    """The words of a span on one line, as the text beside the review has them."""
    return " ".join(document.text[span.start : span.end].split())


def write_review(proposed: Proposed, folder: Path, access: str, decided: Mapping[str, str] | None = None) -> Path:
    """Write a review and the text it is of into a new or empty folder. Raises Refused where something is there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"there is something in {folder} already; nothing was written.", "Name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    plain = review_json(proposed, access, decided)
    about = {
        **cast(dict[str, object], plain["document"]),
        "text_sha256": _digest(proposed.document.text),
        "award": None,
    }
    shown = [p for p in cast(list[dict[str, object]], plain["proposals"]) if p["kind"] not in LOOKED_UP or p["failed"]]
    text = _HEAD + yaml.safe_dump(
        {"document": about, "proposals": shown, "added": []}, sort_keys=False, allow_unicode=True, width=110
    )
    (folder / TEXT).write_text(proposed.document.text, encoding="utf-8", newline="")
    path = folder / REVIEW
    path.write_text(text, encoding="utf-8")
    return path


LOOKED_UP = ("citation", "date", "name", "amount")
"""Kinds that are marks of other proposals; they make no rows, so that a review does not ask about each."""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_review(path: Path) -> Review:
    """Read a review back, checked against the text that it is of.

    Raises:
        Refused: it is missing, or the text beside it is not the one that it was made of.
        Faults: with every fault of the file.
    """
    file = path / REVIEW if path.is_dir() else path
    try:
        text = file.read_text(encoding="utf-8")
        words = (file.parent / TEXT).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"the review {file} cannot be read: {error}.", f"It is a folder with {REVIEW} and {TEXT}."
        ) from None
    try:
        found, reading = read_document(text, file.name)
    except Malformed as refused:
        raise Faults([refused.fault]) from None
    reader = _Reader(reading)
    about = reader.mapping(found, (), "document")
    if reader.faults or about is None:
        raise Faults(reader.faults or [Fault(Place(file.name, 1), "This review has no `document`.")])
    if about.get("text_sha256") != _digest(words):
        raise Refused(f"{file.parent / TEXT} is not the text that the review was made of.", "Read the document again.")
    name, kind, sha256 = (str(about.get(part)) for part in ("name", "kind", "sha256"))
    document = Document(name=name, kind=kind, sha256=sha256, raw=words, text=words, origin=tuple(range(len(words))))
    access = str(about.get("access") or "")
    if access not in ACCESS:
        reader.fault(("document", "access"), f"`{access}` is not an access.", f"It is one of: {', '.join(ACCESS)}.")
    entries = reader.entries(cast(Any, found), document)
    if reader.faults:
        raise Faults(reader.faults)
    award = about.get("award")
    return Review(
        name=document.name, kind=document.kind, sha256=document.sha256, paper=str(about.get("paper") or ""), access=access,
        award=str(award) if award else None, document=document, entries=tuple(entries),
    )  # fmt: skip


class _Reader:
    """Reads the parts of a review, and keeps every fault with its place."""

    def __init__(self, reading: Any) -> None:
        self.reading, self.faults = reading, list[Fault]()

    def fault(self, at: tuple[object, ...], sentence: str, hint: str = "") -> None:
        """Keep a fault at a place of the file."""
        place, excerpt = self.reading.where((), at)
        self.faults.append(Fault(place, sentence, hint, excerpt))

    def mapping(self, found: object, at: tuple[object, ...], name: str) -> dict[str, object] | None:
        """A mapping under a name of the file."""
        held = cast(dict[str, object], found).get(name) if isinstance(found, dict) else None
        if not isinstance(held, dict):
            self.fault(at, f"This review has no `{name}`.", "It is a file that `comity read FILE --into DIR` wrote.")
            return None
        return cast(dict[str, object], held)

    def entries(self, found: dict[str, object], document: Document) -> list[Entry]:
        """The proposals and what was added."""
        made: list[Entry] = []
        for part in ("proposals", "added"):
            items = found.get(part)
            if items is not None and not isinstance(items, list):
                self.fault((part,), f"`{part}` is a list.")
            for n, item in enumerate(cast(list[object], items) if isinstance(items, list) else []):
                entry = self.entry(item, (part, n), document, part == "added")
                if entry is not None:
                    made.append(entry)
        return made

    def entry(self, item: object, at: tuple[object, ...], document: Document, added: bool) -> Entry | None:
        """One entry of either list."""
        if not isinstance(item, dict):
            self.fault(at, "An entry has `kind` and `fields`.")
            return None
        plain = cast(dict[str, object], item)
        kind = str(plain.get("kind") or "")
        if kind not in KINDS:
            self.fault((*at, "kind"), f"`{kind}` is not a kind of proposal.", f"It is one of: {', '.join(KINDS)}.")
            return None
        decide = str(plain.get("decide") or ("yes" if added else "")).lower()
        decide = {"true": "yes", "false": "no"}.get(decide, decide)  # as programs write yes and no
        if decide not in ("", "yes", "no"):
            self.fault((*at, "decide"), f"`{decide}` decides nothing.", "Write yes, no, or leave it empty.")
            return None
        fields: list[Field] = []
        changed: list[str] = []
        items = plain.get("fields")
        for n, one in enumerate(cast(list[object], items) if isinstance(items, list) else []):
            field = self.field(one, (*at, "fields", n), kind, document)
            if field is not None:
                fields.append(field)
        spans = tuple(f.span for f in fields if f.span)
        failed = tuple(str(one) for one in cast(list[object], plain.get("failed") or []))
        confidence = 1.0 if added else float(str(plain.get("confidence") or 0))
        proposal = Proposal(
            kind=kind,
            fields=tuple(fields),
            spans=spans,
            confidence=confidence,
            sentence=str(plain.get("says") or ""),
            by=str(plain.get("by") or "person"),
            failed=failed,
        )
        id = str(plain.get("id") or key(proposal, document))
        if added and decide == "yes" and not spans:
            self.fault(at, "What is added rests on words of the document.", "Give one of its fields `words`.")
            return None
        if not added and plain.get("id"):
            again = replace(proposal, spans=spans)
            changed = [] if key(again, document) == id else ["its fields"]
        return Entry(id, proposal, None if not decide else decide == "yes", tuple(changed), added)

    def field(self, one: object, at: tuple[object, ...], kind: str, document: Document) -> Field | None:
        """One field, its words found in the document."""
        if not isinstance(one, dict) or not cast(dict[str, object], one).get("name"):
            self.fault(at, "A field has `name` and `value`.")
            return None
        plain = cast(dict[str, object], one)
        name = str(plain["name"])
        if name not in KINDS[kind]:
            self.fault(
                (*at, "name"),
                f"A proposal of the kind {kind} has no field `{name}`.",
                f"It has: {', '.join(KINDS[kind])}.",
            )
            return None
        value = plain.get("value")
        if isinstance(value, dict | list):  # a claim, as the record has it
            value = json.dumps(value, ensure_ascii=False)
        words = str(plain.get("words") or "")
        span: Span | None = None
        if words:
            span = self.place(words, str(plain.get("at") or ""), document)
            if span is None:
                self.fault(
                    (*at, "words"),
                    "These words are not in the document, or stand there several times.",
                    "Copy more of them.",
                )
                return None
        if value is None:
            self.fault((*at, "value"), f"`{name}` has no value.", "Take the field out, or give it one.")
            return None
        return Field(name, str(value), span, str(plain.get("note") or ""))

    def place(self, words: str, at: str, document: Document) -> Span | None:
        """Where words stand: at the place that is given with them, else where they stand once."""
        first, _, last = at.partition("-")
        if first.isdigit() and last.isdigit():
            span = Span(int(first), int(last))
            if even(document.text[span.start : span.end]) == even(words):
                return span
        return resolve(Anchor(even(words), "", ""), document)
