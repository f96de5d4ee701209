"""The persons that a document names: by title and name, then by surname or office where only one can be meant.

Two people are never merged on one surname: a surname alone is a person only where one of that name has been named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.intake.documents.document import Span
from comity.intake.documents.propose.named import CAP, Named, words_of
from comity.intake.documents.propose.named_outlets import OUTLET
from comity.intake.documents.propose.named_places import large
from comity.norms.names.governments import find

_TITLES = (
    "Attorney General", "Deputy Attorney General", "City Attorney", "County Attorney", "State's Attorney", "District Attorney",
    "Corporation Counsel", "Solicitor General", "Secretary of State", "Secretary", "Director", "Mayor", "Governor", "Gov.", "President",
    "Vice President", "Council President", "Superintendent", "Chief Judge", "Judge", "Justice", "Chief Justice", "Senator", "Sen.",
    "Representative", "Rep.", "Sheriff", "Police Chief", "Chief", "Commissioner", "Administrator", "Press Secretary", "Spokesman",
    "Spokeswoman", "Spokesperson", "Supervisor", "Councilmember", "Councilman", "Councilwoman", "Executive", "Chairman", "Chair",
    "Assistant Attorney General", "Acting Director", "County Counsel", "City Counsel", "General Counsel", "Chief Counsel", "County Administrator",
    "City Manager", "County Manager", "City Administrator", "County Judge", "County Executive", "Treasurer", "Auditor", "Comptroller", "Controller",
    "Deputy Chief", "Deputy Mayor", "Alderman", "Alderwoman", "Assemblymember", "Congressman", "Congresswoman", "Lt. Gov.",
    "Mr.", "Ms.", "Mrs.", "Dr.", "The Honorable", "Hon.", "HON.", "Professor",
)  # fmt: skip
_TITLE = "|".join(sorted((re.escape(t).replace(r"\ ", r"\s+") for t in _TITLES), key=len, reverse=True))
_NAME = (
    r"[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:\s+[A-Z]\.)?(?:\s+(?:de|del|De|Del|von|van|Van|La|St\.)(?=\s))?(?:\s+[A-Z](?:[a-z]+|"
    r"'[A-Z][a-z]+)(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?){0,2}"
)
_PERSON = re.compile(rf"(?P<before>(?:(?:{CAP}|and|of|for)\s+){{0,7}}?)(?P<title>{_TITLE})\s+(?P<name>{_NAME})")
_FULL = (
    r"(?:[A-Z][a-z]+(?:[A-Z][a-z]+)?|[A-Z]\.)(?:\s+[A-Z]\.)?(?:\s+(?:de|del|De|Del|von|van|Van|La|St\.)(?=\s))?"
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
    rf"|(?<![\w.'-] )(?P<name>{_FULL}),\s+(?:{_OFFICE.replace('P<office>', 'P<office2>')}|(?:who|whose)\s[^,.;\x22\x7c]{{3,90}}),\s+{_SAYS}\b"
    rf"|\b(?P<holder>(?:[\w'.-]+\s+){{0,3}}?(?:{_HOLDERS.replace('|executive', '').replace('|president', '')}))\s+(?P<after>{_FULL})"
)
"""A person who is said to speak, by the verb right before the name, by an office between the name and the verb, or by an
office in small letters before the name."""
_NO_NAME = re.compile(
    r"\b(?:"
    + _TITLE.replace("Mr\\.|", "")
    + r"|Department|Office|Court|Order|District|Programs?|Bureau|Division|Agency|Act|United|States?|City|County|"
    r"Assistance|Programs|Board|Council|Committee|House|Senate|News|Administration|Services?|Section|Title|Article|General|Johnson's)\b"
)


def persons(text: str) -> list[Named]:
    """Persons by title and name, then by surname alone where exactly one person of that surname has been named."""
    found: list[Named] = []
    for match in _PERSON.finditer(text):
        name = words_of(match["name"])
        if _NO_NAME.search(name) or len(name) < 3 or name in large():
            continue
        title = words_of(f"{_office(match['before'])}{match['title']}")
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
        name, span = words_of(match[group]), Span(*match.span(group))
        if span.start in taken or _NO_NAME.search(name) or OUTLET.fullmatch(name) or name in large() or find(name):
            continue
        yield Named(
            span, name, person=name, title=words_of(match["office"] or match["office2"] or match["holder"] or "")
        )


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
        if any(g.kind in ("agency", "state") or g.short in large().values() for g in find(office)):
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
