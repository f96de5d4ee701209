"""Read an uploaded letter into proposals for the form, each with its words; nothing is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from comity.errors import Refused
from comity.intake.documents.apart import propose_apart
from comity.intake.documents.proposals import Proposal
from comity.intake.documents.read import document_of
from comity.web.asking import Asking
from comity.web.keeping import keeping
from comity.web.office.documents import content_of
from comity.web.office.models import Document

ASKED = {
    "issuer": "who sent it",
    "date": "its own date",
    "received": "the day it came",
    "due": "the day it sets",
    "due_days": "the days it gives",
    "due_from": "from what they count",
    "force": "legal force",
    "asks": "what it asks for",
    "threatens": "what it says will follow",
}
"""The fields of the form, and how the table beside it calls them."""


@dataclass(frozen=True, slots=True)
class Said:
    """One field as the letter has it: its value, the words that it rests on, their page, a doubt."""

    name: str
    value: str
    words: str
    page: int | None
    note: str


@dataclass(frozen=True, slots=True)
class LetterRead:
    """What was read. `given` fills the form but for the legal force, which a person decides; `asks` is what it does not say."""

    number: int
    given: dict[str, str]
    said: tuple[Said, ...]
    asks: tuple[str, ...]
    restricted: bool


def read_letter(asking: Asking, number: int) -> LetterRead:
    """Read a document of the matter as a letter, in a child process with limits. Raises Refused."""
    found = Document.objects.visible_to(asking.rights).filter(matter=asking.matter, number=number).first()
    content = None if found is None else content_of(found)
    if found is None or content is None:
        raise Refused(f"there is no document {number} in this matter.")
    read = document_of(bytes(content.data), f"document-{number}.{found.kind}")
    proposed = propose_apart(read, keeping().law, "letter")
    demand = next((one for one in proposed.proposals if one.kind == "demand"), None)
    if demand is None:
        return LetterRead(number, {"document": str(number), "access": found.access}, (), (), proposed.restricted)
    said = tuple(
        Said(
            ASKED[field.name],
            field.value,
            " ".join(read.words(field.span).split()) if field.span else "",
            read.page(field.span) if field.span else None,
            field.note,
        )
        for field in demand.fields
        if field.name in ASKED
    )
    access = "restricted" if proposed.restricted else found.access
    given = {**_given(demand), "document": str(number), "access": access}
    return LetterRead(number, given, said, demand.asks, proposed.restricted)


def _given(demand: Proposal) -> dict[str, str]:
    """What fills the form: first values; everything that is asked for, a line each, is the checklist too."""
    first = {name: demand.value(name) or "" for name in ASKED if name != "force"}
    asks = demand.values("asks")
    title = f"Letter of {first['date']}" if first["date"] else ""
    return {**first, "title": title, "asks": "\n".join(asks), "items": "\n".join(_line(one) for one in asks)}


def _line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 300 else f"{flat[:297]}..."
