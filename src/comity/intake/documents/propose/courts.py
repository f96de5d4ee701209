"""Which court the caption of a document names."""

from __future__ import annotations

import re
from functools import cache

from comity.intake.documents.document import Span
from comity.norms.names.courts import Court, all_courts
from comity.norms.names.governments import government

_DISTRICT = re.compile(
    r"UNITED\s+STATES\s+DISTRICT\s+COURT[\s,|]*(?:FOR\s+(?:THE\s+)?)?(?P<which>(?:(?:NORTHERN|SOUTHERN|EASTERN|WESTERN|MIDDLE|CENTRAL)\s+)?"
    r"DISTRICT\s+OF\s+[A-Z]+(?:\s+(?:OF\s+)?[A-Z]+)?)",
    re.I,
)
_APPEALS = re.compile(
    r"UNITED\s+STATES\s+COURT\s+OF\s+APPEALS[\s,|]*(?:FOR\s+THE\s+)?(?P<which>[A-Z]+(?:\s+OF\s+COLUMBIA)?\s+CIRCUIT)",
    re.I,
)
_SUPREME = re.compile(r"SUPREME\s+COURT\s+OF\s+THE\s+UNITED\s+STATES", re.I)


def court_named(text: str) -> tuple[Span, Court] | None:
    r"""The first federal court that a text names in full.

    >>> court_named("IN THE UNITED STATES DISTRICT COURT\nFOR THE NORTHERN DISTRICT OF ILLINOIS\nEASTERN DIVISION")[
    ...     1
    ... ].id
    'ilnd'
    """
    found: list[tuple[Span, Court]] = []
    for pattern in (_DISTRICT, _APPEALS):
        for match in pattern.finditer(text):
            words = match["which"]
            while words:
                court = _by_name().get(_plain(words))
                if court:
                    found.append((Span(match.start(), match.start("which") + len(words)), court))
                    break
                words = words.rsplit(None, 1)[0] if len(words.split()) > 2 else ""
    supreme = _SUPREME.search(text)
    if supreme:
        found.append((Span(*supreme.span()), all_courts()["scotus"]))
    return min(found, key=lambda one: one[0]) if found else None


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^a-z ]", " ", re.sub(r"\s+", " ", name).lower()).replace("for the", "").split())


@cache
def _by_name() -> dict[str, Court]:
    """Courts of appeals by their circuit, district courts by their district in full."""
    found: dict[str, Court] = {}
    for one in all_courts().values():
        if one.level == "appeals":
            found[_plain(one.name).removeprefix("united states ").removeprefix("court of appeals ").strip()] = one
        elif one.level == "district" and one.state:
            state = government(one.state)
            side = re.match(r"([NSEWMC])\.D\.", one.citation.replace(" ", ""))
            if state is not None:
                place = _plain(state.name).removeprefix("district of ")
                found[f"{_SIDES[side[1]]} district of {place}" if side else f"district of {place}"] = one
    return found


_SIDES = {"N": "northern", "S": "southern", "E": "eastern", "W": "western", "M": "middle", "C": "central"}
