"""The agencies that a document names: by a registered name, by other words for it, by an acronym."""

from __future__ import annotations

import re
from functools import cache

from comity.intake.documents.document import Span
from comity.intake.documents.propose.named import CAP, Named, words_of
from comity.norms.names.government_tables import agencies, states
from comity.norms.names.governments import find

BODY = re.compile(
    r"\b(?:(?:the\s+)?(?:U\.?\s?S\.?|United\s+States|UNITED\s+STATES|Federal|FEDERAL)\s+)?"
    r"(?:(?:Department|DEPARTMENT|Office|OFFICE|Bureau|BUREAU|National\s+Institutes?|NATIONAL\s+INSTITUTES?|Institute|Centers|"
    r"Secretary|SECRETARY)\s+(?:of|for|on|OF|FOR|ON)\s+"
    rf"(?:the\s+|THE\s+)?{CAP}(?:(?:,?\s+(?:and|AND|of|OF|for|&)\s+|,\s+|\s+){CAP}){{0,6}}"
    rf"|(?:{CAP}(?:\s+(?:and|&|of|AND))?\s+){{0,5}}(?:Department|Agency|AGENCY|Administration|Service|Services|Enforcement|"
    rf"Commission|Corporation|Protection|Institutes\s+of\s+Health|INSTITUTES\s+OF\s+HEALTH|Division|Endowment))\b"
)
AGENCY_WORDS = re.compile(
    r"\bHomeland\s+Security\b|\bAttorney\s+General\s+of\s+the\s+United\s+States\b|\bPresident\s+of\s+the\s+United\s+States\b|"
    r"\bATTORNEY\s+GENERAL\s+OF\s+THE\s+UNITED\s+STATES\b"
)
_ORGANISED = re.compile(
    r"\b(?:Department|Offices?|Bureau|Services?|Administration|Agency|Division|Commission|Institutes?|Centers?|Corporation|Enforcement|"
    r"Protection|Foundation|Directorate|Board|Fund|Guard|Survey|Library|Institution|Council|Endowment|Authority|Corps|Bank|Committee|Aid|Gallery|Activity)\b"
)
_GENERIC = re.compile(
    r"^Office\s+of\s+(?:the\s+)?\S+(?:\s+(?:Counsel|Economist|Secretary|General))?$|Attorney General$|^(?:Assistant|Deputy|Under)\s"
)
"""Names that other governments' offices have as well."""
_WORD = re.compile(r"[A-Za-z][\w.'-]*|&")
_SMALL = frozenset({"of", "and", "for", "on", "the", "to", "in", "from", "&"})
STATE_NAMES = frozenset(name.replace("-", " ") for name in states() if len(name) > 2)
_UNITED = re.compile(r"(?:U\.?\s?S\.?|United\s+States|UNITED\s+STATES)\s+\Z")
_OF_A_STATE = re.compile(
    rf"[\s,|]+(?:for|of)\s+(?:the\s+)?(?:State|Commonwealth|City|County|{'|'.join(sorted(map(re.escape, STATE_NAMES)))})\b",
    re.I,
)
"""What stands behind the name of an office that is a State's own."""
_OF_A_PLACE = re.compile(
    r"(?:'s|\b(?:City|County|State|Town|Village|Borough|Parish|Commonwealth|CITY|COUNTY|STATE)(?:\s+(?:of|OF)(?:\s+[A-Z][\w.-]*){1,3})?)\s+\Z"
)


def of_the_register(text: str) -> list[Named]:
    """Agencies by a name of the register in full, in capitals or not; not `the City of Seattle Office of Housing`."""
    words = [(m[0].strip(".").lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    spoken = ["and" if word == "&" else word for word, _, _ in words]
    found: list[Named] = []
    n = 0
    while n < len(words):
        start = words[n][1]
        fitting = next(
            (
                (name, short)
                for name, short in _full_names().get(spoken[n], ())
                if tuple(spoken[n : n + len(name)]) == name
            ),
            None,
        )
        if fitting is None or not text[start].isupper():
            n += 1
            continue
        name, short = fitting
        end = words[n + len(name) - 1][2]
        said = text[start:end].rstrip(".")
        large = all(text[at].isupper() for word, at, _ in words[n : n + len(name)] if word not in _SMALL)
        united = _UNITED.search(text, max(0, start - 16), start)
        if (
            large
            and "|" not in said
            and not _OF_A_STATE.match(text, end)
            and (united or not _OF_A_PLACE.search(text, max(0, start - 60), start))
        ):
            begin = united.start() if united else start
            found.append(Named(Span(begin, start + len(said)), words_of(text[begin : start + len(said)]), party=short))
            n += len(name)
        else:
            n += 1
    return found


@cache
def _full_names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names of two words and more that exactly one agency has, by their first word, the longest first."""
    meant: dict[tuple[str, ...], set[str]] = {}
    for one in agencies().values():
        if one.short == "us" or one.short == "us-president":
            continue
        for name in (one.name, *one.also):
            said = re.sub(r"^(?:U\.\s?S\.|United States)\s+", "", name)
            words = tuple("and" if w == "&" else w.strip(".").lower() for w in _WORD.findall(said))
            if len(words) > 1 and _ORGANISED.search(said) and not _GENERIC.search(said):
                meant.setdefault(words, set()).add(one.short)
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, shorts in meant.items():
        if len(shorts) == 1:
            by_first.setdefault(words[0], []).append((words, next(iter(shorts))))
    return {first: tuple(sorted(held, key=lambda one: -len(one[0]))) for first, held in by_first.items()}


_DEFINED = re.compile(r"\s*\(\s*(?:the\s+|collectively,?\s+)?[\"']?(?P<acronym>[A-Z][A-Z&]{1,6})[\"']?\s*\)")


def defined(text: str, found: list[Named]) -> dict[str, str]:
    """Acronyms that the text itself gives behind an agency: `Department of Transportation ("DOT")`."""
    given: dict[str, set[str]] = {}
    for named in found:
        match = _DEFINED.match(text, named.span.end) if named.party else None
        if match:
            given.setdefault(match["acronym"], set()).add(named.party)
    return {acronym: next(iter(parties)) for acronym, parties in given.items() if len(parties) == 1}


_DEPARTMENTS = {"DOT": "us-dot", "DOL": "us-dol", "DOI": "us-interior"}
"""Acronyms of departments that their names have not; `DOE` is two departments, and many a city's."""


@cache
def acronyms() -> dict[str, str]:
    """Acronyms that exactly one agency has."""
    known: dict[str, str] = {}
    for one in agencies().values():
        for name in one.also:
            if re.fullmatch(r"[A-Z&]{2,7}", name):
                known[name] = "" if name in known else one.short
    return _DEPARTMENTS | {name: short for name, short in known.items() if short}


def agency_of(span: Span, text: str) -> Named | None:
    """The agency of the register that words name: all of them, else without those at their ends that are not of its name."""
    words = text[span.start : span.end]
    starts = [m.start() for m in re.finditer(r"\S+", words)]
    ends = [m.end() for m in re.finditer(r"\S+", words)]
    for first in starts[:6]:
        for last in reversed(ends):
            part = words[first:last].strip(" ,")
            if len(part.split()) < 2:
                continue
            said = re.sub(r"^[Tt]he ", "", words_of(part))
            meant = [g for g in find(said.title() if said.isupper() else said) if g.kind == "agency" or g.short == "us"]
            if not meant and said.lower().startswith("secretary of "):
                meant = [g for g in find("Department of " + said[13:]) if g.kind == "agency"]
            if not meant and (inverted := re.fullmatch(r"((?:[A-Z]\w+ ?(?:and )?){1,5}) Department", said)):
                meant = [g for g in find(f"Department of {inverted[1]}") if g.kind == "agency"]
            if len(meant) == 1:
                at = span.start + first
                if _OF_A_PLACE.search(text, max(0, at - 60), at) or _OF_A_STATE.match(text, at + len(part)):
                    return None  # an office of the City of Seattle, or of the State of Texas
                return Named(Span(at, at + len(part)), said, party=meant[0].short)
    return None
