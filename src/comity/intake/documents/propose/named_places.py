"""The governments that a document names: `the City of Seattle`, `Cook County`, `Oakland, CA`; large ones by name alone."""

from __future__ import annotations

import re
from functools import cache

from comity.intake.documents.document import Span
from comity.intake.documents.propose.named import CAP, Named, words_of
from comity.norms.names.government_tables import governments, states
from comity.norms.names.governments import Government, find

_STATE = "|".join(
    sorted((re.escape(name.replace("-", " ").title()) for name in states() if len(name) > 2), key=len, reverse=True)
)
_POSTAL = "|".join(sorted(name.upper() for name in states() if len(name) == 2))
PLACE = re.compile(
    r"\b(?:(?:the\s+)?(?:City\s+and\s+County|City|County|Town|Village|Township|Borough|State|Commonwealth|CITY\s+AND\s+COUNTY|CITY|COUNTY|STATE|"
    rf"COMMONWEALTH)\s+(?:of|OF)\s+(?P<of>{CAP}(?:\s+{CAP}){{0,3}})(?P<state>,\s*(?:{_STATE}|{_STATE.upper()}|{_POSTAL})\b)?(?=[\s,.;:)'\"|(]|\Z)"
    rf"|(?P<before>{CAP}(?:\s+{CAP}){{0,3}}?)\s+(?:County|Parish|COUNTY)(?P<state2>,\s*(?:{_STATE}|{_POSTAL})\b)?(?!\s+of\b)"
    rf"|(?P<comma>{CAP}(?:\s+{CAP}){{0,2}}?),\s*(?P<state3>{_STATE}|{_POSTAL})\b)"
)
LOCAL_BODY = re.compile(
    rf"(?:{CAP}\s+(?:(?:of|for|and|&)\s+)?){{1,6}}(?:Authority|District|Transit|Commission|AUTHORITY|DISTRICT|TRANSIT|COMMISSION)\b"
)
"""An authority or a district by a name of its own."""
_NOT_PLACES = frozenset({"the", "this", "our", "your", "each", "any", "a", "dear"})


def place_of(match: re.Match[str], hints: tuple[str, ...]) -> Named | None:
    """The government that a match of PLACE names; where several may be meant, these, or the one in a State of the hints."""
    said = words_of(re.sub(r"^the ", "", match[0], flags=re.I))
    if said.split()[0].lower() in _NOT_PLACES:
        return None
    words = match[0].rstrip(".")
    end = match.start() + len(words)
    while True:
        meant = _meant(words)
        if meant or not match["of"] or len(words.split()) < 4:
            break
        # fewer words may be its name: `City of Fresno Police`
        words = words.rsplit(None, 1)[0].rstrip(",")
        end = match.start() + len(words)
    if re.match(r"(?:the\s+)?(?:State|STATE|Commonwealth|COMMONWEALTH)\b", words) and len(meant) > 1:
        # the State of Washington, not the District
        meant = tuple(g for g in meant if g.kind == "state" and g.short != "dc") or meant
    if match["comma"]:
        meant = tuple(g for g in meant if g.kind in ("city", "town", "county"))[:1]
    if len(meant) > 1 and hints:
        within = tuple(g for g in meant if g.state in hints)
        if len(within) == 1:
            return Named(
                Span(match.start(), end), words_of(words), party=within[0].short, note="by the State of the document"
            )
    if not meant:
        return None
    if len(meant) == 1:
        return Named(Span(match.start(), end), words_of(words), party=meant[0].short)
    several = "several governments have this name"
    return Named(Span(match.start(), end), words_of(words), note=several, candidates=tuple(g.short for g in meant[:6]))


def body_of(match: re.Match[str]) -> Named | None:
    """The authority or district of the register that words name: all of them, else without those before its name."""
    words = match[0].split()
    for first in range(len(words) - 1):
        said = " ".join(words[first:])
        meant = [g for g in find(said.title() if said.isupper() else said) if g.kind in ("authority", "district")]
        if len(meant) == 1:
            at = match.end() - len(re.split(r"\s+", match[0], maxsplit=first)[-1])
            return Named(Span(at, match.end()), said, party=meant[0].short)
    return None


def _meant(words: str) -> tuple[Government, ...]:
    said = words_of(re.sub(r"^the ", "", words, flags=re.I))
    plain = said.title() if said.isupper() else said
    return find(re.sub(r"\b(Of|And)\b", lambda m: m[0].lower(), plain))


LARGEST = 250_000


@cache
def large() -> dict[str, str]:
    """States, and cities so large that their bare name means them."""
    known = governments()
    found = {"New York City": "new-york-city-ny"}
    for short, line in known.lines.items():
        kind, people = line.split(",", 11)[4:11:6]
        if kind == "state":
            found[known[short].name] = short
        elif kind == "city" and people.isdigit() and int(people) >= LARGEST:
            meant = find(known[short].name)
            if meant and meant[0].short == short:
                found.setdefault(known[short].name, short)
    return found


@cache
def plain_places() -> re.Pattern[str]:
    """The bare names of States and large cities, where they are no part of another name."""
    listed = "|".join(sorted(map(re.escape, large()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:{listed})(?![\w-]|\s+(?:County|Times|Post|Street|Avenue|Tribune|Globe|University|Code\b))"
    )


def plain_place_of(match: re.Match[str]) -> Named:
    """The State or large city of a bare name, with a note where more than one has it."""
    span, short = Span(*match.span()), large()[match[0]]
    meant = [g for g in find(match[0]) if g.kind == "state" or g.short == short]
    if len(meant) > 1:  # Washington is a State, and a city in none
        return Named(
            span, match[0], note="several governments have this name", candidates=tuple(g.short for g in meant)
        )
    doubt = (
        ""
        if meant and (meant[0].kind == "state" or len(find(match[0])) == 1)
        else "by its bare name: the largest city of it"
    )
    return Named(span, match[0], party=short, note=doubt)
