"""Read a recipient's name as award lists write it: which unit of government, of which place, which department of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from comity.norms.names.government_tables import governments, slug, states

UNITS = (
    *(
        "CITY AND COUNTY",
        "CITY AND BOROUGH",
        "CITY AND PARISH",
        "CITY",
        "COUNTY",
        "TOWN",
        "TOWNSHIP",
        "VILLAGE",
        "BOROUGH",
    ),
    *("CENSUS AREA", "PARISH", "MUNICIPALITY", "MUNICIPIO"),
)
_UNIT = "|".join(UNITS)
_STATE_UNIT = "STATE|COMMONWEALTH|TERRITORY|GOVERNMENT"

# What makes a body something else than the government whose name it bears.
OTHERS = re.compile(
    r"\b(UNIV(ERSITY)?|COLLEGES?|SCHOOLS?|ISD|EDUCATION(AL)? (SERVICE|CENTER|ASSOC\w*)|DISTRICTS?|DIST|AUTHORITY|AUTH|"
    r"LIBRAR(Y|IES)|FOUNDATION|INC|INCORPORATED|LLC|LLP|LTD|CORP|CORPORATION|COMPANY|ASSOCIATION|ASSN|ASSOC|SOCIETY|"
    r"ALLIANCE|COALITION|CONSORTIUM|HOSPITALS?|MEDICAL CENTER|PARTNERSHIP|PARTNERS|CHAMBER|COUNCIL OF|LEAGUE|CLUB|CHURCH|"
    r"MINISTRIES|MUSEUM|INSTITUTE|ACADEMY|UNION|COMMUNITY ACTION|TRIBE|TRIBAL|NATION|HOUSING|TRANSIT|APARTMENTS|PORT|"
    r"AIRPORT|FEDERATION|FRIENDS OF|NETWORK|YMCA|YWCA|RESEARCH|HABITAT|TRUST|CENTER FOR|HOME|UNITED|MISSION|LAND BANK)\b"
)
_ORGANS = re.compile(
    r"[ ,-]*\b(GOVERNMENT|GOVT|CITY COUNCIL|COUNCIL|CITY HALL|MAYOR'?S? OFFICE|FISCAL COURT|COMMISSION(ERS)?( COURT)?|"
    r"BOARD OF (COUNTY )?(COMMISSIONERS|SUPERVISORS|CHOSEN FREEHOLDERS)|POLICE JURY|TREASURER|OFFICE OF THE TREASURER|AUDITOR|COMPTROLLER)$"
)
OTHERS_LOCAL = re.compile(
    OTHERS.pattern
    + r"|\b(EDUCATION|EDCTN|COURTS?|INDUSTRIAL DEVELOPMENT|REGIONAL|WATER|SEWER|PARKS?|LEGAL|CENTER|COLLABORATION|"
    r"OPPORTUNIT(Y|IES)|BOARD OF HEALTH|CRIME COMMISSION|ELECTIONS?)\b|^(COUNTY|CITY|AND) "
)
_BODIES = re.compile(  # what is a body of its own even where it calls itself a department of a state
    r"\b(UNIV(ERSITY)?|COLLEGES?|SCHOOLS?|ISD|INC|INCORPORATED|LLC|CORP|CORPORATION|FOUNDATION|ASSOCIATION|SOCIETY|TRIBE|"
    r"NATION|AUTHORITY|MEDICAL CENTER)\b"
)
PARTS = re.compile(
    r"\b(DEPARTMENTS?|DEPT|DEPTS|DPT|POLICE|SHERIFFS?|SHERIFF'?S|FIRE|HEALTH|OFFICE|OFC|DIVISION|DIV|BUREAU|AGENCY|"
    r"AGENCIES|ADMINISTRATION|COURTS?|ATTORNEY|PROBATION|CORRECTIONS?|SERVICES?|SVCS?|SERVS|PD|P D|JUSTICE|"
    r"MAYOR|GOVERNOR|GOVERNOR'?S|PUBLIC SAFETY|PUBLIC WORKS|PLANNING|FINANCE|COMMUNITY DEVELOPMENT|LABOR)\b"
)
_BRANCH = re.compile(
    r"\b(DEPARTMENTS?|DEPT|DIVISION|BUREAU|OFFICE OF|EXECUTIVE OFFICE|GOVERNOR|JUDICIARY|SUPREME COURT|ATTORNEY GENERAL|"
    r"HEALTH AND (HUMAN|SOCIAL) (SERVICES|SERVS|SVCS?|SVC))\b"
)
_STATE_PARTS = re.compile(PARTS.pattern + r"|\b(BOARD|COMMISSION)\b")
_BETWEEN = re.compile(
    r"\b(STATES|INTERSTATE|VALLEY|REGIONAL|REGION|RIVER|BASIN)\b"
)  # bodies of several states, or of a part
_LEADING = re.compile(rf"(?:INC(?:ORPORATED)? )?({_UNIT}) OF (?:THE )?(.+)")
_TRAILING = re.compile(rf"(.+?)[ ,]+({_UNIT}) OF(?: THE)?(?:[ ,-]+(.+))?")
_AFTER = re.compile(rf"(.+?) ({_UNIT})(?:[ ,-]+(.+))?")
_POSSESSED = re.compile(r"(?:COUNTY )?BOARD OF (?:COUNTY )?(?:COMMISSIONERS|SUPERVISORS)(?: OF)? (?:THE )?(.+)")
_COUNCIL = re.compile(r"MAYOR AND (?:CITY COUNCIL|COUNCIL|ALDERMEN)(?: OF)?(?: THE CITY OF)? (.+)")
_MUNICIPAL = re.compile(r"(.+?) (?:POLICE|FIRE)(?: DEPARTMENT| DEPT| DEP)")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a name: the unit (`COUNTY`), the words of its place, and the part of it that is named.

    The unit is `CITY` where the name says "city of", and `NAMED CITY` where the word may belong to the name: KANSAS CITY.
    """

    unit: str
    place: str
    part: str = ""


_WRITTEN = tuple(
    (re.compile(written), meant)
    for written, meant in (
        (r" \(((?:CITY|COUNTY|TOWN|TOWNSHIP|VILLAGE|BOROUGH|PARISH) OF)\)", r", \1"),
        (r"(^|OF |THE )FT\.? (?=[A-Z])", r"\1FORT "),
        (r"(^|OF |THE )MT\.? (?=[A-Z]{3})", r"\1MOUNT "),
        (r"\bGOVT\.?(?= |$)", "GOVERNMENT"),
        (r", CONSOLIDATED MUNICIPALITY OF$", ""),
        (r"\b([DO]) (?=(?:[AEIOU]|FALLON|BRIEN)[A-Z]+)", r"\1'"),
        (r"(?<=[A-Z]) S (?=COUNTY|PARISH)", "S "),
        (r"^D\.? ?C\.?(?= GOVERNMENT$|$)", "DISTRICT OF COLUMBIA"),
        (r"^GOVERNMENT OF (?:THE )?DISTRICT OF COLUMBIA$", "DISTRICT OF COLUMBIA"),
        (
            r"^(?:MUNICIPIO|MUNICIPALITY|AUTONOMOUS MUNICIPALITY|MUNICIPIO AUTONOMO)(?: AUTONOMO)? (?:DE|OF) (?:LA |EL )?(?=[A-Z])",
            "MUNICIPIO OF ",
        ),
    )
)
"""How names are often written, and how they are compared: FT WORTH, RICHMOND (CITY OF), COEUR D ALENE."""


def clean(name: str) -> str:
    """A name in capitals, with single blanks and plain signs.

    >>> clean("San Francisco,  City & County Of"), clean("County of Tehama, The")
    ('SAN FRANCISCO, CITY AND COUNTY OF', 'COUNTY OF TEHAMA')
    """
    text = " ".join(name.upper().replace("&", " AND ").replace("’", "'").replace("–", "-").split())
    text = re.sub(r"\s+,", ",", text)
    text = re.sub(r"(, THE|\(THE\))$", "", text.rstrip(" .,")).strip(" .,")
    text = re.sub(r",? \(INC\)$", "", text).replace("DISTRICT COLUMBIA", "DISTRICT OF COLUMBIA")
    for written, meant in _WRITTEN:
        text = written.sub(meant, text)
    return re.sub(rf", THE ((?:{_UNIT}) OF)$", r", \1", text).removeprefix("THE ")


def readings(name: str) -> Iterator[Reading]:
    """Each way to read a recipient's name as a local government or a part of one, the most literal first.

    >>> list(readings("CHICAGO, CITY OF"))[1]
    Reading(unit='CITY', place='CHICAGO', part='')
    >>> list(readings("St. Louis County, Missouri"))[1]
    Reading(unit='COUNTY', place='ST. LOUIS', part='MISSOURI')
    >>> list(readings("COOK COUNTY SHERIFF'S OFFICE"))[1]
    Reading(unit='COUNTY', place='COOK', part="SHERIFF'S OFFICE")
    >>> list(readings("COLUMBIA UNIVERSITY"))  # as it stands, which only fits a government of that very name
    [Reading(unit='', place='COLUMBIA UNIVERSITY', part='')]
    """
    text = clean(name)
    short = _ORGANS.sub("", text).rstrip(" ,-")
    found: list[Reading] = [Reading("", text)]
    if council := _COUNCIL.fullmatch(text):
        found.append(Reading("CITY", council[1]))
    for words in dict.fromkeys((short, text)):
        if leading := _LEADING.fullmatch(words):
            found += _split(leading[1], leading[2])
        if trailing := _TRAILING.fullmatch(words):
            found.append(Reading(trailing[2], trailing[1].strip(" ,"), trailing[3] or ""))
        if after := _AFTER.fullmatch(words):
            found.append(Reading(_trailing(after[2]), after[1].strip(" ,"), after[3] or ""))
            if more := re.fullmatch(rf"(.+) ({_UNIT})", words):  # the last word is the unit: KANSAS CITY CITY
                found.append(Reading(_trailing(more[2]), more[1].strip(" ,")))
        if board := _POSSESSED.fullmatch(words):
            place = re.sub(r" COUNTY$", "", board[1])
            found.append(Reading("COUNTY", re.sub(r"^COUNTY OF ", "", place)))
    if municipal := _MUNICIPAL.fullmatch(text):
        found.append(Reading("CITY", municipal[1], "POLICE"))
    yield from dict.fromkeys(found)


def _trailing(unit: str) -> str:
    return "NAMED CITY" if unit == "CITY" else unit


def _split(unit: str, words: str) -> list[Reading]:
    """Every division of words into a place and a part: CITY OF [NEW ORLEANS] [POLICE DEPARTMENT]."""
    found = [Reading(unit, words)]
    parts = re.split(r"[ ,/-]+", words)
    for length in range(len(parts) - 1, 0, -1):
        found.append(Reading(unit, " ".join(parts[:length]), " ".join(parts[length:])))
    return found[:12]


_CALLED = {"VIRGIN ISLANDS": "VI", "WASHINGTON DC": "DC", "WASHINGTON, DC": "DC"}


@cache
def state_names() -> re.Pattern[str]:
    """The names of the states, the longest first, as whole words."""
    known = governments()
    names = sorted(
        {known[short].name.upper() for short in states().values()} | {*_CALLED}, key=lambda name: (-len(name), name)
    )
    return re.compile(r"\b(" + "|".join(re.escape(name) for name in names) + r")\b")


@dataclass(frozen=True, slots=True)
class StateReading:
    """A name read as a state: its short name (None: the name does not say) and the part of it that is named."""

    state: str | None
    part: str


def state_reading(name: str, state: str | None) -> StateReading | None:
    """A name read as a state or a part of one; None when it is neither, or something else of the state's name.

    >>> state_reading("ILLINOIS, STATE OF", None)
    StateReading(state='il', part='')
    >>> state_reading("HEALTH, NORTH DAKOTA DEPARTMENT OF", None)
    StateReading(state='nd', part='HEALTH, DEPARTMENT OF')
    >>> state_reading("WY ST DEPARTMENT OF HEALTH", "wy").state
    'wy'
    >>> state_reading("WASHINGTON COUNTY HEALTH DEPARTMENT", "or") is None
    True
    """
    text = clean(name)
    said = state_names().search(text)
    others = _BODIES if re.search(r"\b(DEPARTMENT|DEPT)\b", text) else OTHERS
    if others.search(state_names().sub(" ", text)) or _BETWEEN.search(text):
        return None
    if said is None and (
        short := re.fullmatch(r"STATE OF ([A-Z]{2})|([A-Z]{2}) (?:ST(?:ATE)? )?((?:DEPARTMENT|DEPT)\b.+)", text)
    ):
        code = states().get((short[1] or short[2]).lower())
        if code and (state or code) == code and (state or short[2] != "LA"):  # LA: Louisiana or Los Angeles
            return StateReading(code, short[3] or "")
    if said is None:
        if state is not None and (coded := re.fullmatch(rf"{state.upper()} (?:ST(?:ATE)? )?(.+)", text)):
            return StateReading(state, coded[1]) if PARTS.search(coded[1]) else None
        return StateReading(None, text) if _BRANCH.search(text) and not re.search(rf"\b({_UNIT})\b", text) else None
    found = states()[slug(_CALLED.get(said[1], said[1]))]
    rest = (text[: said.start()] + " " + text[said.end() :]).strip(" ,-")
    if re.search(rf"\b({_UNIT})\b", rest) or re.match(r"\s*[A-Z]*\s*\b(VALLEY|COAST|REGION|AREA)\b", rest):
        return None
    said_only = re.search(rf"\b({_STATE_UNIT})\b", rest) is None  # California Rice Commission, not State of California
    rest = re.sub(rf"\b({_STATE_UNIT})(?: OF)?(?: THE)?\b", " ", rest)
    rest = re.sub(r"\s+,", ",", " ".join(rest.split())).strip(" ,-")
    rest = re.sub(r"^(ST|STATE) ", "", rest)
    if not rest and found != "dc" and not re.search(rf"\b({_STATE_UNIT})\b", text):
        return None
    sort = _BRANCH if said_only else _STATE_PARTS
    return StateReading(found, rest) if not rest or sort.search(rest) else None
