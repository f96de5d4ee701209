"""Who is named in a document: governments and agencies by the register first, persons by title and surname, outlets.

Two people are never merged on one surname: a surname alone is a person only where one of that name has been named; a pronoun
is a guess and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from comity.intake.documents.document import Span
from comity.norms.names.government_tables import agencies, governments, states
from comity.norms.names.governments import Government, find

_CAP = r"[A-Z][\w'.&-]{0,24}"  # bounded: a page of capitals and dots is not a name
_JOIN = r"(?:\s+(?:of|and|for|the|on|de|del|la|y|&)(?=\s+[A-Z]))"
_STATE = "|".join(
    sorted((re.escape(name.replace("-", " ").title()) for name in states() if len(name) > 2), key=len, reverse=True)
)
_POSTAL = "|".join(sorted(name.upper() for name in states() if len(name) == 2))
_PLACE = re.compile(
    r"\b(?:(?:the\s+)?(?:City\s+and\s+County|City|County|Town|Village|Township|Borough|State|Commonwealth|CITY\s+AND\s+COUNTY|CITY|COUNTY|STATE|"
    rf"COMMONWEALTH)\s+(?:of|OF)\s+(?P<of>{_CAP}(?:\s+{_CAP}){{0,3}})(?P<state>,\s*(?:{_STATE}|{_STATE.upper()}|{_POSTAL})\b)?(?=[\s,.;:)'\"|(]|\Z)"
    rf"|(?P<before>{_CAP}(?:\s+{_CAP}){{0,3}}?)\s+(?:County|Parish|COUNTY)(?P<state2>,\s*(?:{_STATE}|{_POSTAL})\b)?(?!\s+of\b)"
    rf"|(?P<comma>{_CAP}(?:\s+{_CAP}){{0,2}}?),\s*(?P<state3>{_STATE}|{_POSTAL})\b)"
)
_BODY = re.compile(
    r"\b(?:(?:the\s+)?(?:U\.?\s?S\.?|United\s+States|UNITED\s+STATES|Federal|FEDERAL)\s+)?"
    r"(?:(?:Department|DEPARTMENT|Office|OFFICE|Bureau|BUREAU|National\s+Institutes?|NATIONAL\s+INSTITUTES?|Institute|Centers|"
    r"Secretary|SECRETARY)\s+(?:of|for|on|OF|FOR|ON)\s+"
    rf"(?:the\s+|THE\s+)?{_CAP}(?:(?:,?\s+(?:and|AND|of|OF|for|&)\s+|,\s+|\s+){_CAP}){{0,6}}"
    rf"|(?:{_CAP}(?:\s+(?:and|&|of|AND))?\s+){{0,5}}(?:Department|Agency|AGENCY|Administration|Service|Services|Enforcement|"
    rf"Commission|Corporation|Protection|Institutes\s+of\s+Health|INSTITUTES\s+OF\s+HEALTH|Division|Endowment))\b"
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,6}\b")
_AGENCY_WORDS = re.compile(
    r"\bHomeland\s+Security\b|\bAttorney\s+General\s+of\s+the\s+United\s+States\b|\bPresident\s+of\s+the\s+United\s+States\b|"
    r"\bATTORNEY\s+GENERAL\s+OF\s+THE\s+UNITED\s+STATES\b"
)
_TITLES = (
    "Attorney General", "Deputy Attorney General", "City Attorney", "County Attorney", "State's Attorney", "District Attorney",
    "Corporation Counsel", "Solicitor General", "Secretary of State", "Secretary", "Director", "Mayor", "Governor", "Gov.", "President",
    "Vice President", "Council President", "Superintendent", "Chief Judge", "Judge", "Justice", "Chief Justice", "Senator", "Sen.",
    "Representative", "Rep.", "Sheriff", "Police Chief", "Chief", "Commissioner", "Administrator", "Press Secretary", "Spokesman",
    "Spokeswoman", "Spokesperson", "Supervisor", "Councilmember", "Councilman", "Councilwoman", "Executive", "Chairman", "Chair",
    "Assistant Attorney General", "Acting Director", "Mr.", "Ms.", "Mrs.", "Dr.", "The Honorable", "Hon.", "HON.", "Professor",
)  # fmt: skip
_TITLE = "|".join(sorted((re.escape(t).replace(r"\ ", r"\s+") for t in _TITLES), key=len, reverse=True))
_NAME = (
    r"[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:\s+[A-Z]\.)?(?:\s+(?:de|del|De|Del|von|van|Van|La|St\.))?(?:\s+[A-Z](?:[a-z]+|"
    r"'[A-Z][a-z]+)(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?){0,2}"
)
_PERSON = re.compile(rf"(?P<before>(?:(?:{_CAP}|and|of|for)\s+){{0,7}}?)(?P<title>{_TITLE})\s+(?P<name>{_NAME})")
_FULL = (
    r"(?:[A-Z][a-z]+(?:[A-Z][a-z]+)?|[A-Z]\.)(?:\s+[A-Z]\.)?(?:\s+(?:de|del|De|Del|von|van|Van|La|St\.))?"
    r"(?:\s+[A-Z](?:[a-z]+|'[A-Z][a-z]+)(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?){1,2}"
)
_SAYS = (
    r"(?:said|says|told|tells|stated|explained|wrote|warned|announced|added|asked|argued|answered|replied|insisted|noted|"
    r"testified|declared|acknowledged|tweeted)"
)
_HOLDERS = (
    r"officer|official|director|attorney|counsel|lawyer|spokes(?:man|woman|person)|manager|clerk|professor|mayor|governor|senator|sheriff|"
    r"chief|commissioner|administrator|secretary|supervisor|chair\w*|president|executive|analyst|judge|treasurer"
)
_OFFICE = rf"(?:(?:an?|the)\s+)?(?P<office>(?:[\w'.-]+\s+){{0,6}}?(?:{_HOLDERS})\b[^,.;\x22\x7c]{{0,60}})"
_SPEAKS = re.compile(
    rf"(?:(?<=[,?!]\x22 )|(?<=[,?!]' )|(?<=, )){_SAYS}\s+(?P<said>{_FULL})(?=,\s+{_OFFICE}[,.;]|[.,;]|\s+(?:on|in|at|of|during)\b|\Z)"
    rf"|(?<![\w.'-] )(?P<name>{_FULL}),\s+{_OFFICE.replace('P<office>', 'P<office2>')},\s+{_SAYS}\b"
    rf"|\b(?P<holder>(?:[\w'.-]+\s+){{0,3}}?(?:{_HOLDERS.replace('|executive', '').replace('|president', '')}))\s+(?P<after>{_FULL})"
)
"""A person who is said to speak, by the verb right before the name, by an office between the name and the verb, or by an
office in small letters before the name."""
_OUTLET = re.compile(
    r"\b(?:the\s+)?(?:(?:Washington|New\s+York|Los\s+Angeles|Chicago|Seattle|Boston)\s+(?:Times|Post|Tribune|Globe)|Fox\s+News\s+Business|"
    r"F(?:ox|OX)\s+(?:News|Business|BUSINESS)|CNN|MSNBC|NBC(?:\s+News)?|CBS(?:\s+News)?|ABC(?:\s+News)?|NPR|Reuters|"
    r"Associated\s+Press|Politico|Breitbart|"
    r"Wall\s+Street\s+Journal|USA\s+Today|Bloomberg(?:\s+(?:News|Law))?|Twitter|Facebook|[A-Z]\w+\s+(?:Times|Post|Tribune|"
    r"Herald|Gazette|Journal|Chronicle))\b"
)
ONE_OUTLET = {"fox news business": "fox business"}
"""Names of one outlet."""
_NO_NAME = re.compile(
    r"\b(?:"
    + _TITLE.replace("Mr\\.|", "")
    + r"|Department|Office|Court|Order|District|Programs?|Bureau|Division|Agency|Act|United|States?|City|County|"
    r"Assistance|Programs|Board|Council|Committee|House|Senate|News|Administration|Services?|Section|Title|Article|General|Johnson's)\b"
)
_NOT_PLACES = frozenset({"the", "this", "our", "your", "each", "any", "a", "dear"})


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


def names(text: str, hints: tuple[str, ...] = ()) -> tuple[Named, ...]:
    """Who is named in a text, in its order; `hints` are States in which a name that several places have is likely meant."""
    flat = _lines(text)
    found: list[Named] = []
    taken = bytearray(len(text))

    def add(one: Named | None) -> None:
        if one is not None and not any(taken[one.span.start : one.span.end]):
            taken[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
            found.append(one)

    for person in _persons(flat):
        add(person)
    for match in _OUTLET.finditer(flat):
        add(Named(_bare(match, flat), _text(match[0]), outlet=outlet(match[0])))
    for match in _AGENCY_WORDS.finditer(flat):
        add(_agency(Span(*match.span()), flat))
    for named in _of_the_register(flat):
        add(named)
    for match in _BODY.finditer(flat):
        add(_agency(Span(*match.span()), flat))
    for match in _PLACE.finditer(flat):
        add(_place(match, hints))
    known = _acronyms() | _defined(flat, found)
    for match in _ACRONYM.finditer(flat):
        short = known.get(match[0])
        if short:
            add(Named(Span(*match.span()), match[0], party=short))
    for match in _plain_places().finditer(flat):
        add(_plain(match))
    return tuple(sorted(found, key=lambda n: n.span))


def _lines(text: str) -> str:
    """The text with spaces where a long line goes on in the next, and bars where a short one ends: no name runs over those."""
    made: list[str] = []
    for line in text.split("\n"):
        made.append(line)
        made.append(" " if len(line) >= 60 else "|")
    return re.sub(r"\s", " ", "".join(made[:-1]))


def outlet(words: str) -> str:
    """The one name of an outlet that is written in several ways."""
    plain = _text(words).lower().removeprefix("the ")
    return ONE_OUTLET.get(plain, plain)


def _text(words: str) -> str:
    return " ".join(words.split())


def _bare(match: re.Match[str], text: str) -> Span:
    start = match.start() + (4 if match[0].startswith("the ") else 0)
    return Span(start, match.end())


def _agency(span: Span, text: str) -> Named | None:
    """The agency of the register that words name: all of them, else without those at their ends that are not of its name."""
    words = text[span.start : span.end]
    starts = [m.start() for m in re.finditer(r"\S+", words)]
    ends = [m.end() for m in re.finditer(r"\S+", words)]
    for first in starts[:6]:
        for last in reversed(ends):
            part = words[first:last].strip(" ,")
            if len(part.split()) < 2:
                continue
            said = re.sub(r"^[Tt]he ", "", _text(part))
            meant = [g for g in find(said.title() if said.isupper() else said) if g.kind == "agency" or g.short == "us"]
            if not meant and said.lower().startswith("secretary of "):
                meant = [g for g in find("Department of " + said[13:]) if g.kind == "agency"]
            if not meant and (inverted := re.fullmatch(r"((?:[A-Z]\w+ ?(?:and )?){1,5}) Department", said)):
                meant = [g for g in find(f"Department of {inverted[1]}") if g.kind == "agency"]
            if len(meant) == 1:
                at = span.start + first
                if _OF_A_PLACE.search(text, max(0, at - 60), at):
                    return None  # an office of the City of Seattle
                return Named(Span(at, at + len(part)), said, party=meant[0].short)
    return None


def _place(match: re.Match[str], hints: tuple[str, ...]) -> Named | None:
    said = _text(re.sub(r"^the ", "", match[0], flags=re.I))
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
                Span(match.start(), end), _text(words), party=within[0].short, note="by the State of the document"
            )
    if not meant:
        return None
    if len(meant) == 1:
        return Named(Span(match.start(), end), _text(words), party=meant[0].short)
    several = "several governments have this name"
    return Named(Span(match.start(), end), _text(words), note=several, candidates=tuple(g.short for g in meant[:6]))


def _meant(words: str) -> tuple[Government, ...]:
    said = _text(re.sub(r"^the ", "", words, flags=re.I))
    plain = said.title() if said.isupper() else said
    return find(re.sub(r"\b(Of|And)\b", lambda m: m[0].lower(), plain))


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
_UNITED = re.compile(r"(?:U\.?\s?S\.?|United\s+States|UNITED\s+STATES)\s+\Z")
_OF_A_PLACE = re.compile(
    r"(?:'s|\b(?:City|County|State|Town|Village|Borough|Parish|Commonwealth|CITY|COUNTY|STATE)(?:\s+(?:of|OF)(?:\s+[A-Z][\w.-]*){1,3})?)\s+\Z"
)


def _of_the_register(text: str) -> list[Named]:
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
        if large and "|" not in said and (united or not _OF_A_PLACE.search(text, max(0, start - 60), start)):
            begin = united.start() if united else start
            found.append(Named(Span(begin, start + len(said)), _text(text[begin : start + len(said)]), party=short))
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


def _defined(text: str, found: list[Named]) -> dict[str, str]:
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
def _acronyms() -> dict[str, str]:
    """Acronyms that exactly one agency has."""
    known: dict[str, str] = {}
    for one in agencies().values():
        for name in one.also:
            if re.fullmatch(r"[A-Z&]{2,7}", name):
                known[name] = "" if name in known else one.short
    return _DEPARTMENTS | {name: short for name, short in known.items() if short}


LARGEST = 250_000


@cache
def _large() -> dict[str, str]:
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
def _plain_places() -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, _large()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:{listed})(?![\w-]|\s+(?:County|Times|Post|Street|Avenue|Tribune|Globe|University|Code\b))"
    )


def _plain(match: re.Match[str]) -> Named:
    span, short = Span(*match.span()), _large()[match[0]]
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


def _persons(text: str) -> list[Named]:
    """Persons by title and name, then by surname alone where exactly one person of that surname has been named."""
    found: list[Named] = []
    for match in _PERSON.finditer(text):
        name = _text(match["name"])
        if _NO_NAME.search(name) or len(name) < 3 or name in _large():
            continue
        title = _text(f"{_office(match['before'])}{match['title']}")
        found.append(Named(Span(match.start("name"), match.end("name")), name, person=name, title=title))
    found += _speaking(text, found)
    full = _merged(found)
    known: dict[str, set[str]] = {}
    for one in full:
        known.setdefault(one.person.split()[-1], set()).add(one.person)
    taken = bytearray(len(text))
    for one in full:
        taken[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
    for surname, people in known.items():
        for match in re.finditer(rf"\b{re.escape(surname)}\b(?='s|[\s,.;:'\")])", text):
            if taken[match.start()]:
                continue
            if len(people) == 1:
                full.append(Named(Span(*match.span()), surname, person=next(iter(people)), note="by surname"))
            else:
                full.append(
                    Named(
                        Span(*match.span()),
                        surname,
                        note="several people of this surname are named",
                        candidates=tuple(sorted(people)),
                    )
                )
    return full + _by_office(text, full)


def _speaking(text: str, titled: list[Named]) -> Iterator[Named]:
    """Persons without a title before their names, who are said to speak: `said Maria Lopez, a spokeswoman for Chicago`."""
    taken = {one.span.start for one in titled}
    for match in _SPEAKS.finditer(text):
        group = next(one for one in ("said", "name", "after") if match[one])
        name, span = _text(match[group]), Span(*match.span(group))
        if span.start in taken or _NO_NAME.search(name) or _OUTLET.fullmatch(name) or name in _large() or find(name):
            continue
        yield Named(span, name, person=name, title=_text(match["office"] or match["office2"] or match["holder"] or ""))


def _by_office(text: str, people: list[Named]) -> list[Named]:
    """`The Homeland Security Secretary`, where exactly one person has been named with that office."""
    holders: dict[str, set[str]] = {}
    for one in people:
        if one.person and len(one.title.split()) > 1:
            holders.setdefault(one.title, set()).add(one.person)
    found: list[Named] = []
    for title, who in holders.items():
        for match in re.finditer(
            r"\b[Tt]he\s+(" + r"\s+".join(map(re.escape, title.split())) + r")\b(?!\s+[A-Z])", text
        ):
            if len(who) == 1:
                found.append(
                    Named(Span(*match.span(1)), match[1], person=next(iter(who)), title=title, note="by office")
                )
    return found


def _office(words: str) -> str:
    """The words before a title that belong to it: `Homeland Security` of `Homeland Security Secretary`."""
    parts = words.split()
    for n in range(min(7, len(parts)), 0, -1):
        office = " ".join(parts[-n:])
        if any(g.kind in ("agency", "state") or g.short in _large().values() for g in find(office)):
            return office + " "
    return ""


def _merged(found: list[Named]) -> list[Named]:
    """A title with a surname alone is the one person of that surname who has a full name."""
    full = {one.person for one in found if " " in one.person}
    merged: list[Named] = []
    for one in found:
        if " " not in one.person:
            people = [person for person in full if person.split()[-1] == one.person]
            if len(people) == 1:
                merged.append(Named(one.span, one.text, person=people[0], title=one.title, note="by title and surname"))
                continue
            if len(people) > 1:
                merged.append(
                    Named(
                        one.span,
                        one.text,
                        title=one.title,
                        note="several people of this surname are named",
                        candidates=tuple(sorted(people)),
                    )
                )
                continue
        merged.append(one)
    return merged
