"""The home page, the page about the library, and the search page."""

from __future__ import annotations

from importlib.resources import files
from string import Template

from comity.answers.gathered import Gathered
from comity.brief.english import day
from comity.brief.site.html import Child, Html, el, join
from comity.brief.site.indexes import coverage_table
from comity.brief.site.links import address, to
from comity.brief.site.prose import Piece, Prose
from comity.brief.site.shell import Page, capital, freshness, heading, items, section
from comity.brief.site.status import legend
from comity.norms.coverage import coverage

NOT_ADVICE = "This is not legal advice."
LEAD = (
    "Comity holds constitutional rules, statutes, award conditions, state and local laws, court orders and agency "
    "notices as text that a lawyer can read and a program can apply. For every norm it shows who is bound, what holds "
    "it off, for whom, from when until when, and the source of each step. It takes no side."
)
READING = (
    "A status holds for one party, under one norm, on one day, asked in one court’s territory. Beside it stand the act "
    "that decided, contrary rulings elsewhere, what revives if an order falls, and opposite duties."
)
DOORS = (
    ("law.html", "Law", "Every instrument and lawsuit, its text beside what it does"),
    ("governments.html", "Governments", "What bears on a state, county, city or agency today"),
    ("courts.html", "Courts", "What each court ordered and held, and whether it stands"),
    ("demands.html", "Demands", "Letters on record: their force, due day, recipients"),
    ("statements.html", "Statements", "What was said of the law, checked on its day"),
    ("chronology.html", "By date", "Texts, orders and demands in order of day"),
)
BEGIN = ("jag-fy2017/notice", "chicago-v-sessions", "king-county-v-turner", "ca-sb54", "tx-sb4-2017", "8-usc-1373")
"""The pages the home page names to begin with."""


def home_page(library: Gathered) -> Page:
    """The first page: what it is, the search, how to read an answer, how much it covers."""
    head = el(
        "div",
        el("h1", "What the law between governments says, for whom, on which day, and why"),
        el("p", LEAD, class_="lead"),
        _search_form(),
        el("ol", id="results", class_="results"),
        el("p", freshness(library), " ", NOT_ADVICE, class_="note"),
        class_="head home",
    )
    reading = section("How to read an answer", el("p", READING), legend())
    covers = section("What the library covers", coverage_table(coverage(library.law)))
    doors = (el("li", el("a", name, href=f"/{path}"), el("span", words)) for path, name, words in DOORS)
    where = section("Where to go", el("ul", *doors, class_="doors"), _start_with(library))
    body = join([head, el("div", reading, covers, class_="two"), where])
    return Page(
        path="index.html",
        title="The law between governments",
        body=body,
        kind="",
        date="",
        words="",
        section="index.html",
        scripts=True,
    )


def _start_with(library: Gathered) -> Html | None:
    law = library.law
    names = {**{n.id: n.title for n in law.norms.values()}, **{i.id: i.title for i in law.instruments.values()}}
    found = [to(id, library, capital(names[id])) for id in BEGIN if address(id, library)]
    return join([el("p", "Pages to begin with:"), items(found)]) if found else None


def _search_form() -> Html:
    hint = "Norm, order, citation, court, city or state"
    field = el("input", id="q", name="q", type="search", placeholder=hint, autocomplete="off", aria_describedby="count")
    return el(
        "form",
        el("label", "Search the library", for_="q"),
        el("div", field, el("button", "Search", type="submit"), class_="row"),
        el("p", id="count", class_="note", role="status"),
        role="search",
        aria_label="Library",
        action="/search.html",
        method="get",
        class_="search",
    )


def search_page() -> Page:
    """The page that shows what the search finds; without scripts it leads to the indexes."""
    indexes = [el("a", name, href=f"/{path}") for path, name, _ in DOORS]
    without = el("noscript", el("p", "The search needs scripts. The indexes do not: ", join(indexes, ", "), "."))
    body = join([el("h1", "Search"), _search_form(), el("ol", id="results", class_="results"), without])
    return Page(
        path="search.html", title="Search", body=body, kind="", date="", words="", section="search.html", scripts=True
    )


def about_page(library: Gathered) -> Page:
    """What this is, how answers come about, what is not covered, license, accessibility, corrections: `about.md`."""
    text = (files("comity.brief.site") / "about.md").read_text(encoding="utf-8")
    added: dict[str, Child] = {
        "What each status means": legend(),
        "What is not here": _from_memory(library),
        "Coverage": coverage_table(coverage(library.law)),
    }
    parts: list[Html] = []
    for chunk in Template(text).substitute(as_of=day(library.as_of)).split("## ")[1:]:
        title, _, words = chunk.partition("\n")
        prose = Prose(library).render(Piece(False, tuple(words.split("\n")), 1))
        parts.append(section(title, prose, added.get(title)))
    body = join([heading("About, method and license", answer=freshness(library)), *parts])
    return Page(
        path="about.html",
        title="About, method and license",
        body=body,
        kind="",
        date="",
        words="",
        section="about.html",
    )


def _from_memory(library: Gathered) -> Html | None:
    """The files that rest on memory alone."""
    found = sorted((i for i in library.law.instruments.values() if i.basis == "memory"), key=lambda i: i.title)
    if not found:
        return None
    return join([el("p", "These files rest on memory alone:"), items(to(i.id, library, i.title) for i in found)])
