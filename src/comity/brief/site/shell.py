"""The frame around every page of the site, and the elements that pages are built from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from comity import __version__
from comity.answers.gathered import Gathered
from comity.brief.english import day
from comity.brief.site.downloads import Rows
from comity.brief.site.html import ROOT, Child, Html, el, join, text
from comity.brief.site.status import icons

NAV = (
    ("law.html", "Law"),
    ("courts.html", "Courts"),
    ("governments.html", "Governments"),
    ("chronology.html", "By date"),
    ("citations.html", "By citation"),
    ("conduct.html", "By conduct"),
    ("demands.html", "Demands"),
    ("statements.html", "Statements"),
    ("about.html", "About"),
)
_SCRIPTS = f'<script src="{ROOT}search-index.js" defer></script>\n<script src="{ROOT}search.js" defer></script>\n'


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: `path` from its root, `body` its main part, what the search shows and finds of it, its `rows` as files."""

    path: str
    title: str
    body: Html
    kind: str = ""
    date: str = ""
    words: str = ""
    section: str = ""
    scripts: bool = False
    rows: Rows | None = None


def written(page: Page, library: Gathered) -> str:
    """The whole page as a file: framed, its links made relative to where it stands."""
    nav = (
        el("li", el("a", name, href=f"/{path}", aria_current="page" if path == page.section else None))
        for path, name in NAV
    )
    framed = _frame().substitute(
        title=text(capital(page.title)),
        scripts=_SCRIPTS if page.scripts else "",
        nav=join(nav),
        icons=icons(),
        body=page.body,
        freshness=freshness(library),
        made_from=join([f"Comity {__version__}", library.made_from, "License: Apache-2.0"], ". ") + ".",
    )
    return framed.replace(ROOT, "../" * page.path.count("/"))


@cache
def _frame() -> Template:
    page = (files("comity.brief.site") / "page.html").read_text(encoding="utf-8")
    return Template(page.replace('="/', f'="{ROOT}'))


def freshness(library: Gathered) -> str:
    """When the sources were last checked, and for which day the pages were worked out."""
    checked = [i.checked for i in library.law.instruments.values()]
    if not checked:
        return f"Statuses are as of {day(library.as_of)}."
    first, last = min(checked), max(checked)
    when = day(last) if first == last else f"between {day(first)} and {day(last)}"
    return f"Statuses are as of {day(library.as_of)}. Sources were last checked {'on ' if first == last else ''}{when}."


# Pieces -----------------------------------------------------------------------------------------------------------


def heading(title: str, kicker: Child = None, answer: Child = None, note: Child = None) -> Html:
    """The head of a page: what kind of thing it is, its title, and the answer it gives, with its date."""
    return el(
        "div",
        el("p", kicker, class_="kicker") if kicker else None,
        el("h1", capital(title)),
        el("p", answer, class_="answer") if answer else None,
        el("p", note, class_="note") if note else None,
        class_="head",
    )


def capital(words: str) -> str:
    """Words with a capital at their head, where they begin with a small letter.

    >>> capital("advance notice of release")
    'Advance notice of release'
    """
    return words[:1].upper() + words[1:]


def section(title: str, *children: Child, id: str | None = None, level: int = 2) -> Html:
    """A part of a page under its heading."""
    return el("section", el(f"h{level}", title, id=id or anchor(title)), *children)


def anchor(title: str) -> str:
    """The id of a heading: `What acts on it` -> `s-what-acts-on-it`."""
    return "s-" + re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def contents(titles: Iterable[str]) -> Html | None:
    """Links to the parts of a long page; None for a short one."""
    items = [el("li", el("a", title, href=f"#{anchor(title)}")) for title in titles]
    if len(items) < 3:
        return None
    return el(
        "nav", el("p", "On this page", class_="label"), el("ul", *items), aria_label="On this page", class_="contents"
    )


def table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[Child]], class_: str = "", quiet: bool = False
) -> Html:
    """A table with its caption; the first cell of a row is its header. On a narrow screen each row is a block.

    A `quiet` caption is one that a heading above the table says already: it is there for screen readers.
    """
    head = el("tr", *(el("th", name, scope="col", role="columnheader") for name in columns), role="row")
    body: list[Html] = []
    for first, *rest in rows:
        cells = (el("td", cell, role="cell", data_label=name) for name, cell in zip(columns[1:], rest, strict=True))
        body.append(el("tr", el("th", first, scope="row", role="rowheader"), *cells, role="row"))
    return el(
        "table",
        el("caption", caption, class_="hidden" if quiet else None),
        el("thead", head, role="rowgroup"),
        el("tbody", *body, role="rowgroup"),
        role="table",
        class_=f"stack {class_}".strip(),
    )


def items(children: Iterable[Child], class_: str | None = None) -> Html | None:
    """A list; None when there is nothing in it."""
    made = [el("li", child) for child in children]
    return el("ul", *made, class_=class_) if made else None


def time(value: dt.date | None, otherwise: str = "not known") -> Html:
    """A day, also for machines."""
    return el("time", day(value), datetime=value.isoformat()) if value else text(otherwise)
