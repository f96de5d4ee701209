"""Who is named in a document: registered governments and agencies first, then persons by title and surname, and outlets.

Two people are never merged on one surname: a surname alone is a person only where one of that name has been named; a pronoun
is a guess and says so.
"""

from __future__ import annotations

import re

from comity.intake.documents.document import Span
from comity.intake.documents.propose.named import Named, words_of
from comity.intake.documents.propose.named_agencies import (
    AGENCY_WORDS,
    BODY,
    acronyms,
    agency_of,
    defined,
    of_the_register,
)
from comity.intake.documents.propose.named_outlets import OUTLET, outlet
from comity.intake.documents.propose.named_persons import persons
from comity.intake.documents.propose.named_places import (
    LOCAL_BODY,
    PLACE,
    body_of,
    place_of,
    plain_place_of,
    plain_places,
)

_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,6}\b")


def names(text: str, hints: tuple[str, ...] = ()) -> tuple[Named, ...]:
    """Who is named in a text, in its order; `hints` are States in which a name that several places have is likely meant."""
    flat = _lines(text)
    found: list[Named] = []
    taken = bytearray(len(text))

    def add(one: Named | None) -> None:
        if one is not None and not any(taken[one.span.start : one.span.end]):
            taken[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
            found.append(one)

    for person in persons(flat):
        add(person)
    for match in OUTLET.finditer(flat):
        add(Named(_bare(match, flat), words_of(match[0]), outlet=outlet(match[0])))
    for match in AGENCY_WORDS.finditer(flat):
        add(agency_of(Span(*match.span()), flat))
    for named in of_the_register(flat):
        add(named)
    for match in BODY.finditer(flat):
        add(agency_of(Span(*match.span()), flat))
    for match in LOCAL_BODY.finditer(flat):
        add(body_of(match))
    for match in PLACE.finditer(flat):
        add(place_of(match, hints))
    known = acronyms() | defined(flat, found)
    for match in _ACRONYM.finditer(flat):
        short = known.get(match[0])
        if short:
            add(Named(Span(*match.span()), match[0], party=short))
    for match in plain_places().finditer(flat):
        add(plain_place_of(match))
    return tuple(sorted(found, key=lambda n: n.span))


def _lines(text: str) -> str:
    """The text with spaces where a long line goes on in the next, and bars where a short one ends: no name runs over those."""
    made: list[str] = []
    for line in text.split("\n"):
        made.append(line)
        made.append(" " if len(line) >= 60 else "|")
    return re.sub(r"\s", " ", "".join(made[:-1]))


def _bare(match: re.Match[str], text: str) -> Span:
    start = match.start() + (4 if match[0].startswith("the ") else 0)
    return Span(start, match.end())
