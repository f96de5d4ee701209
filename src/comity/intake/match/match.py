"""Match recipients with governments: by UEI, by the address's codes, by name and place; never by similar spelling.

What is matched keeps its basis and how sure it is. A name that fits several governments fits none; they are listed.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from comity.intake.match.bodies import body_named
from comity.intake.match.counties import (
    CITY_COUNTIES,
    NEW_YORK,
    code_now,
    one_government_of_two,
    region_of,
    squeezed,
    without_government,
)
from comity.intake.match.names import OTHERS_LOCAL, PARTS, Reading, clean, readings, state_names, state_reading
from comity.intake.match.nodes import Match
from comity.norms.names.government_tables import states
from comity.norms.names.governments import Government, find, government, slug

TABLE = Path(__file__).parent / "reference" / "recipients.csv"
_COUNTY = ("COUNTY", "PARISH", "CENSUS AREA")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient as lists have it. `place` and `county` are the GEOIDs of its address; the list is of `listed_place`."""

    name: str | None
    uei: str | None = None
    state: str | None = None
    listed_state: str | None = None
    listed_place: str | None = None
    place: str | None = None
    county: str | None = None
    type: str | None = None
    government: str | None = None


NOT_NAMED = Match(why="no recipient is named")
NOT_REGISTERED = Match(why="no recipient is named, and its UEI is not in the table")
NO_GOVERNMENT = Match(why="the name is not that of a state, county, city or town")


@cache
def registered() -> Mapping[str, Match]:
    """The governments whose UEI is known, by UEI. Source: reference/recipients.csv."""
    if not TABLE.is_file():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["uei"]: Match(row["government"], "uei", row["confidence"]) for row in csv.DictReader(file)}


def match(recipient: Recipient) -> Match:
    """The government that a recipient is.

    >>> match(Recipient("CHICAGO, CITY OF", state="il", place="1714000"))
    Match(government='chicago-il', basis='geoid', confidence='high', why=None, candidates=())
    >>> match(Recipient("COUNTY OF COOK", state="il"))
    Match(government='cook-county-il', basis='name', confidence='medium', why=None, candidates=())
    >>> match(Recipient("CITY OF AURORA")).candidates[:3]
    ('aurora-co', 'aurora-il', 'aurora-ne')
    >>> match(Recipient("IA ST DEPARTMENT OF PUBLIC HEALTH", state="ia", type="A"))
    Match(government='ia', basis='state agency', confidence='medium', why=None, candidates=())
    >>> match(Recipient("COLUMBIA UNIVERSITY", state="ny")).why
    'the name is not that of a state, county, city or town'
    """
    if recipient.government is not None:
        return _named_by_list(recipient.government)
    if recipient.uei in registered():
        return registered()[recipient.uei or ""]
    if not recipient.name:
        return NOT_REGISTERED if recipient.uei else NOT_NAMED
    joined = one_government_of_two(recipient.name, recipient.state or recipient.listed_state)
    if joined is not None:
        agrees = _lies(joined, recipient)
        if agrees is False:
            return Match(why="the address is not in the place of the name", candidates=(joined.short,))
        return Match(joined.short, "geoid" if agrees else "name", "high" if agrees else "medium")
    body = body_named(recipient.name, recipient.state)
    if body is not None:
        return body
    local = _local(recipient)
    if local is not None:
        return _with_a_government(local)
    return _state(recipient) or NO_GOVERNMENT


def _with_a_government(found: Match) -> Match:
    """The match, unless it is a county that has no government of its own; the city that governs it is then a candidate."""
    one = government(found.government) if found.government else None
    if one is None or one.kind != "county" or not without_government(one):
        return found
    others = (NEW_YORK,) if one.short in CITY_COUNTIES else ()
    return Match(why="this county has no government of its own", candidates=(one.short, *others))


def _named_by_list(name: str) -> Match:
    found = government(name)
    meant = (found,) if found else find(name)
    if len(meant) == 1:
        return Match(meant[0].short, "name", "high")
    if meant:
        return Match(why="the name fits several governments", candidates=tuple(one.short for one in meant[:12]))
    return Match(why="the list names a government that is not known")


# Local governments ----------------------------------------------------------------------------------


def _local(recipient: Recipient) -> Match | None:
    """The match as a county, city or town; None when the name cannot be read as one, or no place has it."""
    state, sure = _state_of(recipient)
    for reading in readings(recipient.name or ""):
        part, said = _state_in(reading.part)
        place = reading.place
        if part and (OTHERS_LOCAL.search(part) or not PARTS.search(part)):
            continue
        shorter, place_said = ("", None) if part else _state_at_end(place)
        found = _candidates(reading, shorter, place_said) if place_said and state in (None, place_said) else ()
        found, said = (found, place_said) if found else (_candidates(reading, place, said or state), said)
        if not found and place_said:
            found, said = _candidates(reading, shorter, place_said), place_said
        if not found:
            continue
        if said and recipient.state and said != recipient.state:
            return Match(
                why="the name and the address are of different states", candidates=tuple(one.short for one in found)
            )
        listed = recipient.listed_place and slug(recipient.listed_place).replace("saint-", "st-") == slug(place)
        return _choose(found, recipient, part, "stated" if said or listed else sure)
    return None


def _state_of(recipient: Recipient) -> tuple[str | None, str]:
    if recipient.state:
        return recipient.state, "stated"
    return (recipient.listed_state, "listed") if recipient.listed_state else (None, "none")


def _state_in(part: str) -> tuple[str, str | None]:
    """A part without the state it ends with: `MISSOURI` -> ``, `mo`."""
    shorter, said = _state_at_end(f"X {part}") if part else ("X", None)
    return shorter[2:].strip(" ,-"), said


def _state_at_end(words: str) -> tuple[str, str | None]:
    parts = words.replace(",", " ").split()
    for length in (1, 2, 3):
        short = states().get("-".join(parts[-length:]).lower())
        if short and len(parts) > length:
            return " ".join(parts[:-length]), short
    return words, None


@lru_cache(100_000)  # the names of a list come again and again, and lists of nonsense have names without end
def _found(text: str) -> tuple[Government, ...]:
    return find(text)


def _candidates(reading: Reading, place: str, state: str | None) -> tuple[Government, ...]:
    where = f" ({state.upper()})" if state else ""
    if not reading.unit:
        return tuple(one for one in _found(f"{place}{where}") if one.consolidated and place != one.name.upper())
    if reading.unit in _COUNTY:
        found = _found(f"{reading.unit} of {place}{where}") or _found(f"{place} {reading.unit}{where}")
        if not found and state:
            found = squeezed(place, reading.unit, state)
        return tuple(one for one in found if one.kind == "county" or one.consolidated)
    unit = reading.unit.removeprefix("NAMED ")
    if unit == "MUNICIPIO":
        return tuple(one for one in _found(f"{place}{where}") if one.style == "municipio")
    found = _found(f"{unit} of {place}{where}")
    if unit == "CITY" and not found:
        found = tuple(one for one in _found(f"{place} City{where}") if one.kind == "city")
    if unit == "BOROUGH" and (state == "ak" or not found):
        found = found or _found(f"{place} Borough{where}")
        boroughs = tuple(one for one in found if one.kind == "county" and slug(one.style) == "borough")
        if boroughs:
            return boroughs
    if unit in ("CITY AND BOROUGH", "CITY AND PARISH"):
        return tuple(one for one in _found(f"City of {place}{where}") if one.consolidated)
    if (
        reading.unit == "NAMED CITY"
    ):  # OKLAHOMA CITY, PORTLAND CITY: either a city of that whole name, or one of the rest
        whole = tuple(one for one in _found(f"{place} CITY{where}") if one.kind == "city")
        found = tuple(dict.fromkeys((*whole, *(one for one in found if one.kind == "city" or not whole))))
    return tuple(one for one in found if one.kind in ("city", "town") or one.consolidated)


def _choose(found: tuple[Government, ...], recipient: Recipient, part: str, sure: str) -> Match:
    basis = "department" if part else "name"
    agreed = [one for one in found if _lies(one, recipient) is True]
    possible = [one for one in found if _lies(one, recipient) is not False]
    if len(agreed) == 1 and len(possible) == 1:
        return Match(agreed[0].short, "department" if part else "geoid", "medium" if part else "high")
    if len(agreed) > 1 and recipient.place:
        exact = [one for one in agreed if one.fips == recipient.place]
        agreed = exact or agreed
    if len(agreed) == 1:
        return Match(agreed[0].short, "department" if part else "geoid", "medium" if part else "high")
    if not possible:
        why = "the address is not in the place of the name"
        return Match(why=why, candidates=tuple(one.short for one in found[:12]))
    if len(possible) > 1:
        why = "the name fits several governments"
        return Match(why=why, candidates=tuple(one.short for one in possible[:12]))
    return Match(possible[0].short, basis, "medium" if sure == "stated" and not part else "low")


def _lies(one: Government, recipient: Recipient) -> bool | None:
    """Whether the codes of the address are of this government's place; None where there are none to tell."""
    if recipient.place and one.kind in ("city", "town") and one.fips == recipient.place:
        return True
    if recipient.county:
        if region_of(recipient.county):  # a planning region of Connecticut, which is not part of a county
            return None
        counties = [government(short) for short in one.counties] if one.kind != "county" else [one]
        codes = {code_now(county.fips) for county in counties if county}
        if one.consolidated:
            codes.add(_county_code(one))
        if code_now(recipient.county) in codes:
            return True if one.kind != "city" or not recipient.place else None
        return False if codes - {None} and all(code and len(code) == 5 for code in codes) else None
    return None


def _county_code(one: Government) -> str | None:
    return one.fips if one.fips and len(one.fips) == 5 else None


# States ---------------------------------------------------------------------------------------------


def _state(recipient: Recipient) -> Match | None:
    read = state_reading(recipient.name or "", recipient.state)
    if read is None:
        return None
    if read.state is None:
        if recipient.type != "A" or recipient.state is None:
            return None
        return Match(recipient.state, "state agency", "low")
    if recipient.state and recipient.state != read.state:
        return Match(why="the name and the address are of different states", candidates=(read.state,))
    if not read.part:
        return Match(read.state, "name", "high" if recipient.state else "medium")
    return Match(read.state, "state agency", "medium" if recipient.type == "A" else "low")


def names_a_state(name: str) -> bool:
    """Whether the name of a state stands in a name.

    >>> names_a_state("STATE OF OHIO - DEPARTMENT OF HEALTH")
    True
    """
    return state_names().search(clean(name)) is not None
