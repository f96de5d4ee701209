"""A name found in a document: what governments, agencies, persons and news outlets have in common."""

from __future__ import annotations

from dataclasses import dataclass

from comity.intake.documents.document import Span

CAP = r"[A-Z][\w'.&-]{0,24}"  # bounded: a page of capitals and dots is not a name


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named where. `party` is the register's short name; `person` the full name; `note` says what is doubtful."""

    span: Span
    text: str
    party: str = ""
    person: str = ""
    title: str = ""
    outlet: str = ""
    note: str = ""
    candidates: tuple[str, ...] = ()


def words_of(words: str) -> str:
    """Words with single blanks between them."""
    return " ".join(words.split())
