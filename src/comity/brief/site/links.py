"""The address of every page, and links to it. Addresses begin with `/`, the site's root, until pages are written."""

from __future__ import annotations

import re

from comity.answers.gathered import Gathered
from comity.brief.english import party
from comity.brief.site.html import Child, Html, el, is_web, join, text
from comity.norms.names.courts import court
from comity.norms.names.governments import slug

IDS = re.compile(r"(?<![\w/.\-])[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?(?![\w/\-]|\.\w)")
"""What may be an id in running text."""
"""What may be an id in running text."""


def address(id: str, library: Gathered) -> str | None:
    """The address of a norm, an act on norms, an instrument, a question or list, by its id; None for what has none."""
    if id in library.law.norms:
        return f"/norm/{id}.html"
    if id in library.law.norm_acts:
        return f"/act/{id}.html"
    if id in library.law.instruments:
        return f"/law/{id}.html"
    declared = library.law.questions.get(id)
    if declared is not None:
        return f"/law/{declared.instrument}.html#{anchor(id)}"
    if id in library.law.lists and "/" in id:
        return f"/law/{id.partition('/')[0]}.html#{anchor(id)}"
    return None


def anchor(id: str) -> str:
    """The place of a declared name on the page of its instrument."""
    return "d-" + slug(id.replace("/", "--"))


def court_address(id: str) -> str:
    """The address of a court's page."""
    return f"/court/{slug(id)}.html"


def government_address(short: str) -> str:
    """The address of a government's page."""
    return f"/government/{slug(short)}.html"


def conduct_address(name: str) -> str:
    """The address of the page of declared conduct."""
    return f"/conduct/{slug(name)}.html"


def to(id: str, library: Gathered, words: Child = None) -> Html:
    """A link to what has this id, or its words alone where it has no page."""
    where = address(id, library)
    return el("a", words or id, href=where) if where else text(id) if words is None else join([words])


def to_court(id: str, library: Gathered, short: bool = False) -> Html:
    """A link to a court, by its name or by its abbreviation."""
    found = court(id)
    name = found.name if found else id
    if found and short:
        name = "Supreme Court" if found.level == "supreme" else found.citation or found.name
    if id not in library.courts:
        return text(name)
    return el("a", name, href=court_address(id))


def to_government(short: str, library: Gathered, words: str | None = None) -> Html:
    """A link to a government."""
    found = library.governments.get(short)
    name = words or party(short)
    name = name[4:] if name.startswith("the ") else name
    return el("a", name, href=government_address(found.short)) if found else text(name)


def linked(words: str, library: Gathered) -> Html:
    """Text in which the id of every norm, act on norms and instrument is a link to its page."""
    parts: list[Child] = []
    at = 0
    for found in IDS.finditer(words):
        where = address_in_text(found[0], library)
        if where is not None:
            parts += [words[at : found.start()], el("a", found[0], href=where)]
            at = found.end()
    return join([*parts, words[at:]])


def address_in_text(word: str, library: Gathered) -> str | None:
    """The address of a word of running text, if it can only be an id: it holds a hyphen or a slash."""
    if "-" not in word and "/" not in word:
        return None
    return address(word, library)


def source(words: str) -> Html:
    """A source: a link if it is an address of the web, else its words."""
    if is_web(words):
        return el("a", words, href=words, rel="external noreferrer")
    return text(words)
