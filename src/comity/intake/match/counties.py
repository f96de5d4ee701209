"""Names that lists give to counties without a government of their own: old codes, consolidated cities, abolished counties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from comity.norms.names.government_tables import table
from comity.norms.names.governments import Government, all_governments, government, slug

_CODE_NOW = {"02270": "02158", "46113": "46102", "12025": "12086", "51515": "51019", "02261": "02063", "02066": "02063"}
"""Codes of counties that were renamed or divided: Wade Hampton, Shannon, Dade, Bedford city, Valdez-Cordova."""
_REGIONS = {
    "09110": "Capitol", "09120": "Greater Bridgeport", "09130": "Lower Connecticut River Valley", "09140": "Naugatuck Valley",
    "09150": "Northeastern Connecticut", "09160": "Northwest Hills", "09170": "South Central Connecticut",
    "09180": "Southeastern Connecticut", "09190": "Western Connecticut",
}  # fmt: skip
"""The planning regions of Connecticut, which stand in place of its counties since 2022."""

NEW_YORK = "new-york-city-ny"
CITY_COUNTIES = ("new-york-county-ny", "kings-county-ny", "queens-county-ny", "bronx-county-ny", "richmond-county-ny")
_GOVERNED_MA = ("barnstable", "bristol", "dukes", "norfolk", "plymouth", "nantucket")
_MARKED = re.compile(
    r"\b(METRO(POLITAN)?|UNIFIED|CONSOLIDATED|URBAN COUNTY|CITY[- ]PARISH|CITY ?/ ?PARISH|CITY AND (COUNTY|BOROUGH|PARISH))\b|/PARISH OF"
)
_FILLING = re.compile(
    r"\b(METRO|METROPOLITAN|UNIFIED|CONSOLIDATED|URBAN|COUNTY|CITY|PARISH|GOVERNMENT|OF|AND|THE|MUNICIPALITY|BOROUGH|COMMISSION)\b|[^A-Z ]"
)


def code_now(code: str | None) -> str | None:
    """The code of a county as it is now.

    >>> code_now("46113"), code_now("17031")
    ('46102', '17031')
    """
    return _CODE_NOW.get(code, code) if code else None


def region_of(code: str) -> str | None:
    """The planning region of Connecticut that has this code.

    >>> region_of("09110"), region_of("09003")
    ('Capitol', None)
    """
    return _REGIONS.get(code)


def without_government(county: Government) -> bool:
    """Whether a county is a division without a government: those of New York City, Connecticut, Rhode Island, most of Massachusetts.

    >>> [
    ...     without_government(government(short))
    ...     for short in ("kings-county-ny", "fairfield-county-ct", "cook-county-il")
    ... ]
    [True, True, False]
    """
    if county.state == "ma":
        return county.short.removesuffix("-county-ma") not in _GOVERNED_MA
    return county.short in CITY_COUNTIES or county.state in ("ct", "ri")


@cache
def _consolidated() -> Mapping[str, tuple[tuple[frozenset[str], frozenset[str], str], ...]]:
    """By state: the words of the city's and of the county's name of each government that is both, and its short name."""
    found: dict[str, list[tuple[frozenset[str], frozenset[str], str]]] = {}
    for tail, short, name, *_ in table("consolidated.csv"):
        state, county = tail.split("/")
        of_county = frozenset(county.split(":")[1].upper().split("_"))
        of_city = frozenset(slug(short.removesuffix(f"-{state}")).upper().split("-")) - {"COUNTY", "PARISH"}
        words = frozenset(re.sub(r"[^A-Z ]", " ", name.upper()).split()) - {"COUNTY", "PARISH", "METRO", "URBAN"}
        found.setdefault(state, []).append((of_city | (words - of_county), of_county, short))
    return {state: tuple(rows) for state, rows in found.items()}


def one_government_of_two(name: str | None, state: str | None) -> Government | None:
    """The government that a name of a consolidated city and county means, in any of the ways in which they are written.

    >>> one_government_of_two("UNIFIED GOVERNMENT OF ATHENS-CLARKE COUNTY", "ga").short
    'athens-ga'
    >>> one_government_of_two("CITY OF ATHENS", "ga") is None
    True
    """
    from comity.intake.match.names import clean

    if not name or state is None or state not in _consolidated():
        return None
    text = clean(name)
    marked = _MARKED.search(text) is not None
    words = frozenset(_FILLING.sub(" ", text.replace("-", " ")).split())
    if not words:
        return None
    fits: list[str] = []
    for city, county, short in _consolidated()[state]:
        both = words >= (city - county) and words & county and words <= city | county
        if (words <= city | county and marked and (words >= city or words >= county)) or (
            both and words - county and words >= county
        ):
            fits.append(short)
    return government(fits[0]) if len(fits) == 1 else None


@cache
def _squeezed() -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for one in all_governments().values():
        if one.kind == "county" and one.state:
            found.setdefault((slug(one.name).replace("-", ""), one.state), []).append(one.short)
    return {key: tuple(shorts) for key, shorts in found.items()}


def squeezed(place: str, unit: str, state: str) -> tuple[Government, ...]:
    """Counties whose name is this one when blanks are left out: DE KALB COUNTY.

    >>> [one.short for one in squeezed("DE KALB", "COUNTY", "il")]
    ['dekalb-county-il']
    """
    shorts = _squeezed().get((slug(f"{place} {unit}").replace("-", ""), state), ())
    return tuple(one for short in shorts if (one := government(short)) is not None)
