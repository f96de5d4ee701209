"""The forms of citation in law files: how each is recognized, what nearly is one, how it is written and linked.

Statutes, regulations, registers, orders, rules, the constitution, cases in the common reporters, dockets, filings,
award numbers and award conditions. What is not here is left to eyecite and citeurl, see `citations`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from comity.frozen import frozen

_SECTION = r"[0-9]+[A-Za-z]{0,3}(?:[-–.][0-9]+[a-z]?)*(?:\([A-Za-z0-9]+\))*"
_VOLUME = r"[0-9]+ (?:U\.S\.C|C\.F\.R|CFR|Fed\.|FR |F\.|S\. Ct|U\.S\. |Stat\.)"  # where another citation begins
_MORE = rf"(?:(?:, and | and |, |-|–| to )(?!{_VOLUME})(?:§{{1,2}} ?)?(?:{_SECTION}|\([A-Za-z0-9]+\)))*+"
_SECTIONS = rf"(?:§{{1,2}} ?)?(?P<section>{_SECTION}{_MORE})"
_SPAN = re.compile(r"(?<![\w.])([0-9]{2,})-([0-9]{2,})(?![\w.])")
_ROMAN = ("", *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"))
REPORTERS = (
    *("U.S.", "S. Ct.", "L. Ed. 2d", "F.", "F.2d", "F.3d", "F.4th", "F. Supp.", "F. Supp. 2d", "F. Supp. 3d"),
    *("F. App'x", "F.R.D.", "B.R.", "Fed. Cl.", "WL", "Cal. 4th", "Cal. 5th", "A.D.3d", "Mass."),
)
_REPORTER = "|".join(re.escape(one) for one in sorted(REPORTERS, key=len, reverse=True))
# A volume, what may be a reporter, and a page; told from dates and other numbers by how like a reporter it is.
_MONTHS = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
REPORTER_LIKE = re.compile(
    r"(?<![\w.-])([0-9]{1,4})\s+"
    rf"(?!(?:{_MONTHS})\.?\s+[0-9]{{4}}(?![0-9]))(?!ILCS\b)"
    r"([A-Z][A-Za-z.']{0,5}(?: ?(?:Supp|App'x|Ct|Ed|Cl|Reg)\.?)?(?: ?(?:2d|3d|4th|5th|2nd|3rd))?)"
    r"\s+([0-9][0-9,]*)(?![\w-])"
)


@frozen
class Form:
    """One form of citation: its name, its pattern, how it is read, and how an incomplete one may be completed.

    `like` finds the mark of the form (`U.S.C.`), `whole` a whole citation of it. Each of `mends` reads what stands
    around a mark in some wrong way, and gives the right one. Marks and mends are patterns that only a check compiles.
    """

    name: str
    example: str
    whole: re.Pattern[str]
    like: str
    written: Callable[[re.Match[str]], str]
    link: Callable[[re.Match[str]], str | None]
    mends: tuple[tuple[str, str], ...]


def _sections(match: re.Match[str]) -> str:
    """Sections with their sign: one for one, two for several. A letter in brackets goes on with the section before it."""
    section = match["section"]
    listed = re.search(r"(?:, and | and |, | to |–)(?:§+ ?)?[0-9]", section)
    several = listed or _SPAN.search(section)
    return f"{'§§' if several else '§'} {re.sub('§+ ?', '', section)}"


def _first(section: str) -> str:
    """The first section of several. 1373-1375 are several, 2000d-1 is one."""
    if span := _SPAN.match(section):
        return span[1]
    found = re.match(r"[0-9]+[A-Za-z]{0,3}(?:-[0-9]+[a-z]?)?", section)
    return found[0] if found else section


def _usc_link(match: re.Match[str]) -> str:
    title, section = match["title"], _first(match["section"])
    return f"https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title{title}-section{section}"


def _cfr_link(match: re.Match[str]) -> str:
    if match["part"]:
        return f"https://www.ecfr.gov/current/title-{match['title']}/part-{match['part']}"
    found = re.match(r"[0-9]+(?:\.[0-9]+[a-z]?)?", match["section"])
    section = found[0] if found else match["section"]
    kind = "section" if "." in section else "part"
    return f"https://www.ecfr.gov/current/title-{match['title']}/{kind}-{section}"


def _cfr(match: re.Match[str]) -> str:
    place = f"pt. {match['part']}" if match["part"] else _sections(match)
    return f"{match['title']} C.F.R. {place}"


def _thousands(number: str) -> str:
    """A number as the Bluebook writes it: with a comma from five digits on.

    >>> _thousands("8799"), _thousands("18761"), _thousands("18,761"), _thousands("3009-707")
    ('8799', '18,761', '18,761', '3009-707')
    """
    digits = number.replace(",", "")
    return f"{int(digits):,}" if digits.isdigit() and len(digits) > 4 else digits


def _order(match: re.Match[str]) -> str:
    number = match["number"].replace(",", "")
    section = f" § {match['section']}" if match["section"] else ""
    return f"Exec. Order No. {_thousands(number) if number.isdigit() else number}{section}"


def _order_link(match: re.Match[str]) -> str | None:
    number = match["number"].replace(",", "")
    return f"https://www.federalregister.gov/executive-order/{number}" if re.fullmatch(r"[0-9]{5}", number) else None


def _constitution(match: re.Match[str]) -> str:
    section = f", § {match['section']}" if match["section"] else ""
    clause = f", cl. {match['clause']}" if match["clause"] else ""
    return f"U.S. Const. {match['kind']} {match['number']}{section}{clause}"


def _constitution_link(match: re.Match[str]) -> str | None:
    number = _ROMAN.index(match["number"]) if match["number"] in _ROMAN else 0
    kind = "article" if match["kind"] == "art." else "amendment"
    return f"https://constitution.congress.gov/browse/{kind}-{number}/" if number else None


def _public_law(match: re.Match[str]) -> str:
    section = f", § {match['section']}" if match["section"] else ""
    return f"Pub. L. No. {match['congress']}-{match['number']}{section}"


def case_link(volume: str, reporter: str, page: str) -> str | None:
    """The public page of a reported case, by its reporter; None if there is none, or none yet."""
    page = page.replace(",", "")
    if reporter == "WL" or not page.isdigit():
        return None
    return f"https://www.courtlistener.com/c/{quote(reporter)}/{volume}/{page}/"


def _docket_link(match: re.Match[str]) -> str | None:
    number = match["number"]
    if not re.search(r"-[a-z]{2}-|^[0-9][0-9]-[0-9]+$", number):
        return None
    return f"https://www.courtlistener.com/?type=r&docket_number={quote(number)}"


def _plain(match: re.Match[str]) -> str:
    return match[0]


def _nowhere(match: re.Match[str]) -> None:
    """No public place holds what is cited."""


def _form(
    name: str,
    example: str,
    whole: str,
    like: str,
    written: Callable[[re.Match[str]], str] = _plain,
    link: Callable[[re.Match[str]], str | None] = _nowhere,
    mends: tuple[tuple[str, str], ...] = (),
) -> Form:
    return Form(name=name, example=example, whole=re.compile(whole), like=like, written=written, link=link, mends=mends)


# The States as the Bluebook shortens them, before their executive orders (table T10).
_STATES = "|".join(
    re.escape(state)
    for state in (
        *("Ala.", "Alaska", "Ariz.", "Ark.", "Cal.", "Colo.", "Conn.", "Del.", "D.C.", "Fla.", "Ga.", "Haw.", "Idaho"),
        *(
            "Ill.",
            "Ind.",
            "Iowa",
            "Kan.",
            "Ky.",
            "La.",
            "Me.",
            "Md.",
            "Mass.",
            "Mich.",
            "Minn.",
            "Miss.",
            "Mo.",
            "Mont.",
        ),
        *(
            "Neb.",
            "Nev.",
            "N.H.",
            "N.J.",
            "N.M.",
            "N.Y.",
            "N.C.",
            "N.D.",
            "Ohio",
            "Okla.",
            "Or.",
            "Pa.",
            "P.R.",
            "R.I.",
        ),
        *("S.C.", "S.D.", "Tenn.", "Tex.", "Utah", "Vt.", "Va.", "Wash.", "W. Va.", "Wis.", "Wyo."),
    )
)
_SIGN = r"(?:[Ss]ec(?:tion|\.)?|§+|s\.)?"
FORMS: tuple[Form, ...] = (
    _form(
        "statute",
        "8 U.S.C. § 1373(a)",
        whole=rf"(?<![\w.])(?P<title>[0-9]+) U\.S\.C\. {_SECTIONS}",
        like=r"\bU\.? ?S\.? ?C\b(?!\. ?\w*app)\.?(?! ?Const)",
        written=lambda m: f"{m['title']} U.S.C. {_sections(m)}",
        link=_usc_link,
        mends=((rf"([0-9]+)\s*U\.?\s?S\.?\s?C\.?(?:A\.)?\s*{_SIGN}\s*({_SECTION})", r"\1 U.S.C. § \2"),),
    ),
    _form(
        "regulation",
        "2 C.F.R. § 200.340",
        whole=rf"(?<![\w.])(?P<title>[0-9]+) (?:C\.F\.R\.|CFR) (?:(?:pt\.|part) (?P<part>[0-9]+)|{_SECTIONS})",
        like=r"\bC\.? ?F\.? ?R\b\.?",
        written=_cfr,
        link=_cfr_link,
        mends=((rf"([0-9]+)\s*C\.?\s?F\.?\s?R\.?\s*{_SIGN}\s*({_SECTION})", r"\1 C.F.R. § \2"),),
    ),
    _form(
        "Federal Register",
        "82 Fed. Reg. 8799",
        whole=r"(?<![\w.])(?P<volume>[0-9]+) (?:Fed\. Reg\.|FR) (?P<page>[0-9][0-9,]*)(?<!,)",
        like=r"\bFed(?:eral|\.)? ?Reg(?:ister|\.)?(?!\w)|\bFR\b(?! Doc)",
        written=lambda m: f"{m['volume']} Fed. Reg. {_thousands(m['page'])}",
        link=lambda m: f"https://www.federalregister.gov/citation/{m['volume']}-FR-{m['page'].replace(',', '')}",
        mends=(
            (
                r"([0-9]+)\s*(?:Fed(?:eral|\.)? ?Reg(?:ister|\.)?|FR)\s*(?:at |p\. ?)?([0-9](?:[0-9,]*[0-9])?)",
                r"\1 Fed. Reg. \2",
            ),
        ),
    ),
    _form(
        "state executive order",
        "N.Y. Exec. Order No. 170 (2017)",
        whole=rf"(?<![\w.])(?P<state>{_STATES}) (?:EO|E\.O\.|Exec\. Order|Executive Order) (?:No\. )?"
        r"(?P<number>(?:[A-Z]{1,3}-?)?[0-9][\w.-]*(?<![.-]))(?P<year> \([0-9]{4}\))?",
        like=rf"(?<![\w.])(?:{_STATES}) (?:EO|E\. ?O\.|Exec(?:utive|\.)? ?Order)",
        written=lambda m: f"{m['state']} Exec. Order No. {m['number']}{m['year'] or ''}",
    ),
    _form(
        "executive order",
        "Exec. Order No. 13768",
        whole=r"\b(?:EO|E\.O\.|Exec\. Order|Executive Order)(?: No\.)? (?P<number>[0-9][0-9,]*(?:-[0-9]+)?)(?<!,)"
        r"(?: ?,? (?:§|s\.) ?(?P<section>[0-9]+(?:\(\w+\))*))?",
        like=r"\bEO(?=[0-9]|\b)|\bE\. ?O\.|\bExec(?:utive|\.)? ?Order\b",
        written=_order,
        link=_order_link,
        mends=(
            (
                r"(?:E\.? ?O\.?|Exec(?:utive|\.)? ?Order)\s*(?:[Nn]o\.?|#)?\s*([0-9](?:[0-9,]*[0-9])?)",
                r"Exec. Order No. \1",
            ),
        ),
    ),
    _form(
        "constitution",
        "U.S. Const. amend. X",
        whole=r"\bU\.S\. Const\. (?P<kind>amend\.|art\.) (?P<number>[IVX]+)\b"
        r"(?:,? (?:§|s\.) ?(?P<section>[0-9]+))?(?:,? cl\. (?P<clause>[0-9]+))?",
        like=r"\bU\.? ?S\.? Const(?:itution|\b\.?)",
        written=_constitution,
        link=_constitution_link,
        mends=(
            (r"U\.? ?S\.? Const(?:itution|\.)?,? *(?i:amend)\w*\.? *([IVX]+)\b", r"U.S. Const. amend. \1"),
            (r"U\.? ?S\.? Const(?:itution|\.)?,? *(?i:art)\w*\.? *([IVX]+)\b", r"U.S. Const. art. \1"),
        ),
    ),
    _form(
        "public law",
        "Pub. L. No. 104-208",
        whole=r"\bPub\. L\. (?:No\. )?(?P<congress>[0-9]+)-(?P<number>[0-9]+)"
        r"(?:,(?: div\. [A-Z],)? (?:§|s\.) ?(?P<section>\w+))?",
        like=r"\bPub(?:lic|\.)? ?L(?:aw\b|\.)(?! Code)|\bPL(?= [0-9]+-[0-9])",
        written=_public_law,
        link=lambda m: f"https://www.govinfo.gov/link/plaw/{m['congress']}/public/{m['number']}",
        mends=(
            (r"(?:PL|Pub(?:lic|\.)? ?L(?:aw|\.))\s*(?:[Nn]o\.?)?\s*([0-9]+)\s*[-–]\s*([0-9]+)", r"Pub. L. No. \1-\2"),
        ),
    ),
    _form(
        "statutes at large",
        "110 Stat. 2275",
        whole=r"(?<![\w.])(?P<volume>[0-9]+) Stat\. (?P<page>[0-9][0-9,]*(?:-[0-9]+)?)(?<!,)",
        like=r"(?<!\w)[0-9]+ Stat\.?(?=\s+[0-9])",
        written=lambda m: f"{m['volume']} Stat. {_thousands(m['page'])}",
        link=lambda m: f"https://www.govinfo.gov/link/statute/{m['volume']}/{m['page'].split('-')[0].replace(',', '')}",
        mends=((r"([0-9]+) Stat ([0-9][0-9,]*)", r"\1 Stat. \2"),),
    ),
    _form(
        "court rule",
        "Fed. R. App. P. 41(b)",
        whole=r"\bFed\. R\. (?:Civ\. P\.|App\. P\.|Crim\. P\.|Evid\.) [0-9]+(?:\.[0-9]+)?(?:\(\w+\))*",
        like=r"\bFed\.? ?R\.? ?(?:Civ|App|Crim|Evid)\b\.?|\bFR(?:CP|AP|E|CrP)\b",
        mends=(
            (r"(?:FRCP|Fed\.? ?R\.? ?Civ\.?(?: ?P(?:roc)?\.?)?) *([0-9]+(?:\(\w+\))*)", r"Fed. R. Civ. P. \1"),
            (r"(?:FRAP|Fed\.? ?R\.? ?App\.?(?: ?P(?:roc)?\.?)?) *([0-9]+(?:\(\w+\))*)", r"Fed. R. App. P. \1"),
        ),
    ),
    _form(
        "case",
        "897 F.3d 1225 (9th Cir. 2018)",
        whole=rf"(?<![\w.])(?P<volume>[0-9]+) (?P<reporter>{_REPORTER}) (?P<page>[0-9][0-9,]*|_{{2,}})(?<!,)",
        like=rf"(?<![\w.])[0-9]+ (?:{_REPORTER})(?=\s|$)(?! ?C\.)(?! ?Const)",
        link=lambda m: case_link(m["volume"], m["reporter"], m["page"]),
    ),
    _form(
        "docket",
        "No. 1:17-cv-05720",
        whole=r"\bNos?\. (?P<number>(?:[0-9]:)?[0-9][0-9]-[a-z]{2}-[0-9]{2,5}|[0-9][0-9] [A-Z] [0-9]{2,5}|[0-9][0-9]-[0-9]{2,5})(?![0-9])",
        like=r"\bNos?\.? ?[0-9]?:?[0-9][0-9][- ](?:cv|cr|mc|C)[- ]",
        link=_docket_link,
        mends=((r"No\.?\s*((?:[0-9]:)?)([0-9][0-9])[- ](cv|cr|mc)[- ]([0-9]+)", r"No. \1\2-\3-\4"),),
    ),
    _form(
        "court filing",
        "ECF No. 173",
        whole=r"\bECF Nos?\. [0-9]+(?:-[0-9]+)?",
        like=r"\bECF\b",
        mends=((r"ECF\s*(?:[Nn]o\.?|#|[Dd]oc\.?)?\s*([0-9]+(?:-[0-9]+)?)", r"ECF No. \1"),),
    ),
    _form(
        "award number",
        "FAIN 2017-DJ-BX-0123",
        whole=r"\b(?:FAIN |Award No\. )?(?P<number>[0-9]{2,4}-?[A-Z]{2}-?[A-Z]{2}-?[0-9]{4,5})\b",
        like=r"\bFAIN\b",
    ),
    _form(
        "assistance listing",
        "Assistance Listing 16.738",
        whole=r"\b(?:Assistance Listing|ALN|CFDA)(?: No\.)? (?P<number>[0-9][0-9]\.\w{3})\b",
        like=r"\bAssistance Listing\b(?! [a-z])|\bALN\b|\bCFDA\b",
        written=lambda m: f"Assistance Listing {m['number']}",
    ),
    _form(
        "award condition",
        "FY2017 Byrne JAG award conditions 55 para. 1.B",
        whole=r"\bFY ?[0-9]{4} (?P<award>[A-Z][\w .&'-]*?) (?:special |award )?conditions?(?: [0-9]+[\w.,() -]*)?",
        like=r"(?!)",  # it has no mark but itself
    ),
)
