"""The governments of the United States: short names, plain names, and which lies in which.

The tables are read once, on first use: comity.norms.names.government_tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from comity.norms.names.associations import Association, association
from comity.norms.names.government_tables import (
    Government,
    agency_codes,
    aliases,
    governments,
    parts_of,
    shorts_by_id,
    shorts_by_name,
    slug,
    states,
)
from comity.norms.names.nearest import nearest

__all__ = [
    "Association",
    "Government",
    "agency",
    "all_governments",
    "association",
    "belongs_to",
    "find",
    "government",
    "near_governments",
    "parts_of",
    "slug",
    "within",
]

_KIND_ORDER = {kind: n for n, kind in enumerate(("state", "city", "town", "county", "agency"))}


def all_governments() -> Mapping[str, Government]:
    """Every government by short name, agencies first; read once, built when asked for.

    >>> all_governments()["cook-county-il"].name
    'Cook County'
    """
    return governments()


def government(short_or_id: str) -> Government | None:
    """The government of exactly this short name, alias or OCD division id, or None.

    >>> government("new-york-ny").short
    'new-york-city-ny'
    >>> government("ocd-division/country:us/state:il/place:chicago").short
    'chicago-il'
    >>> government("chicgo-il") is None
    True
    """
    known = governments()
    if short_or_id in known:
        return known[short_or_id]
    short = aliases().get(short_or_id)
    if short is None and short_or_id.startswith(("ocd-division/", "comity:")):
        short = shorts_by_id().get(short_or_id)
    return None if short is None else known[short]


def agency(code: str) -> Government | None:
    """The federal agency of a three-digit CGAC code or a four-digit sub-tier code, or None.

    Source: the codes of USAspending's agency list.

    >>> agency("015").short, agency("1550").short
    ('us-doj', 'us-doj-ojp')
    """
    short = agency_codes().get(code)
    return None if short is None else governments()[short]


def within(inner: Government, outer: Government) -> bool:
    """Whether one government lies in another: itself, its state, a county it lies in any part of.

    An agency lies in its parents, and so in `us`. A state does not lie in `us`, which is the
    federal government. What lies in several states lies in each of them. A tribe lies in none.

    >>> chicago, illinois = government("chicago-il"), government("il")
    >>> within(chicago, illinois), within(illinois, chicago)
    (True, False)
    >>> within(government("us-doj-ojp"), government("us"))
    True
    """
    if inner.short == outer.short:
        return True
    if outer.kind == "agency":
        return belongs_to(inner, outer)
    if inner.kind == "tribe":
        return False
    if outer.kind == "state":
        return inner.state == outer.short or outer.short in inner.states
    return outer.short in inner.counties


def belongs_to(inner: Government, outer: Government) -> bool:
    """Whether one is the other or a part of it: an agency of its parents, an office of its state.

    >>> governor, illinois = government("governor-il"), government("il")
    >>> belongs_to(governor, illinois), belongs_to(government("chicago-il"), illinois)
    (True, False)
    """
    above: str | None = inner.short
    while above is not None and above != outer.short:
        above = governments()[above].parent if above in governments() else None
    return above is not None


def find(text: str) -> tuple[Government, ...]:
    """The governments that a plain name may mean, best first; empty when there are none.

    It does not guess: every government that the words fit equally well comes back, with a city
    before a county of the same name, and the larger before the smaller.

    >>> [found.short for found in find("City of Chicago, Illinois")]
    ['chicago-il']
    >>> [found.short for found in find("Middlesex (NJ)")]
    ['middlesex-nj', 'middlesex-county-nj']
    >>> [found.short for found in find("Cook County")]
    ['cook-county-il', 'cook-county-ga', 'cook-county-mn']
    """
    words, state = _split_state(" ".join(text.split()))
    found = _candidates(words, state)
    if not found and state is None:
        words, state = _split_trailing_state(words)
        found = _candidates(words, state) if state else ()
    return found


def near_governments(text: str, limit: int = 3) -> tuple[str, ...]:
    """Short names that an unknown one may stand for: by its meaning as a plain name, else by its spelling.

    >>> near_governments("chicago"), near_governments("chicgo-il", limit=1)
    (('chicago-il', 'chicago-nd'), ('chicago-il',))
    """
    named = tuple(one.short for one in find(text.replace("-", " ")))
    return named[:limit] or nearest(text, governments(), limit)


# Reading plain names ------------------------------------------------------------------------------

_MUNICIPAL = ("city", "town", "township", "village", "borough", "municipality", "plantation")
_COUNTY = ("county", "parish", "borough", "census-area")
_LEADING = re.compile(
    r"(city-and-county|state|commonwealth|territory|county|parish|" + "|".join(_MUNICIPAL) + r")-of-(?:the-)?(.+)"
)
_TRAILING = re.compile(r"(.+)-(county|parish|charter-township|" + "|".join(_MUNICIPAL) + ")")
_INVERTED = re.compile(r"(.+?),\s*((?:city and county|state|county|parish|city|town|village) of)")


def _split_state(text: str) -> tuple[str, str | None]:
    """Split "Chicago, IL", "Chicago (Illinois)" into the name and the state's short name."""
    inverted = re.fullmatch(_INVERTED, text) or re.fullmatch(_INVERTED, text.lower())
    if inverted:
        return f"{inverted[2]} {inverted[1]}", None
    bracketed = re.fullmatch(r"(.+?),?\s*\(([^()]+)\)", text)
    words, _, tail = text.rpartition(",")
    if bracketed:
        words, tail = bracketed[1], bracketed[2]
    state = states().get(slug(tail))
    return (words, state) if words and state else (text, None)


def _split_trailing_state(text: str) -> tuple[str, str | None]:
    """Split "Chicago Illinois" or "Chicago IL" (a postal code only in capitals)."""
    parts = text.split(" ")
    for length in (1, 2, 3):
        tail = " ".join(parts[-length:])
        state = states().get(slug(tail))
        if len(parts) > length and state and (len(tail) > 2 or tail.isupper()):
            return " ".join(parts[:-length]), state
    return text, None


def _candidates(words: str, state: str | None) -> tuple[Government, ...]:
    """The governments of the first reading of the words that fits any."""
    written = slug(words).removeprefix("the-")
    for name in dict.fromkeys((written, written.replace("saint-", "st-"))):
        for found in _readings(name, state):
            if found:
                return tuple(sorted(found, key=_order))
    return ()


def _readings(name: str, state: str | None) -> Iterator[list[Government]]:
    """Each way to read a slug, the most literal first, with the governments that fit it."""
    same_name = _named(name, state)
    if not any(one.kind in {"city", "town", "state", "agency"} for one in same_name):
        # "Boise" may be the county, or the city whose name is Boise City
        same_name = same_name + [one for one in _named(f"{name}-city", state) if one.kind == "city"]
    yield same_name
    if state is None:
        for prefix in ("united-states-", "us-"):
            if name.startswith(prefix):
                yield [one for one in _named(name.removeprefix(prefix), None) if one.parent]
    leading, trailing = _LEADING.fullmatch(name), _TRAILING.fullmatch(name)
    if leading:
        word, plain = leading[1], leading[2]
    elif trailing:
        word, plain = trailing[2], trailing[1]
    else:
        return
    same = _named(plain, state)
    if word in {"state", "commonwealth", "territory"}:
        yield [one for one in same if one.kind == "state"]
        return
    if word == "city-and-county":
        yield [one for one in same if one.consolidated]
    yield [one for one in same if slug(one.style) == word]
    if word in _COUNTY:
        yield [one for one in same if one.kind == "county"]
    if word == "city-and-county" or word in _MUNICIPAL:
        yield [one for one in same if one.kind in {"city", "town"}]


def _named(name: str, state: str | None) -> list[Government]:
    """Governments of exactly this slug, with or without its word; in the state if one is given."""
    known = governments()
    found = [known[short] for short in shorts_by_name().get(name, ())]
    if state is None:
        return found
    return [one for one in found if one.state == state and one.style != "state"]


def _order(one: Government) -> tuple[int, int, int, str]:
    is_long = one.kind in {"city", "town"} and one.short.endswith(f"-{slug(one.style)}-{one.state}")
    return (_KIND_ORDER.get(one.kind, len(_KIND_ORDER)), int(is_long), -(one.population or 0), one.short)
