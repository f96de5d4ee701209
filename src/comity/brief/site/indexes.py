"""The indexes: law by kind, courts, governments, citations, dates, conduct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from comity.answers.gathered import Gathered
from comity.answers.portrait import Portrait
from comity.brief.english import day
from comity.brief.site import pieces as p
from comity.brief.site.citations import HEADINGS, form, sort_key
from comity.brief.site.html import Child, Html, el, join
from comity.brief.site.links import conduct_address, to, to_court, to_government
from comity.brief.site.places import groups
from comity.brief.site.shell import Page, contents, heading, items, section, table, time
from comity.brief.site.status import basis
from comity.norms.citations.bluebook import bluebook
from comity.norms.nodes import Instrument
from comity.proof.context import shown
from comity.vocabulary import BARRED_WORDS

KINDS = (
    ("constitution", "Constitution"),
    ("statute", "Statutes"),
    ("regulation", "Regulations and court rules"),
    ("executive order", "Executive orders"),
    ("memorandum", "Memoranda"),
    ("award terms", "Award terms"),
    ("agency notice", "Agency notices"),
    ("state law", "State law"),
    ("local law", "Local law"),
    ("doctrine", "Doctrines"),
    ("case", "Lawsuits"),
    ("vocabulary", "Shared vocabulary"),
)


def indexes(library: Gathered, found: Mapping[str, Portrait]) -> Iterator[Page]:
    """Every index page."""
    yield _law(library)
    yield _courts(library)
    yield _governments(library, found)
    yield _citations(library)
    yield _chronology(library)
    yield _conduct(library)


def _page(path: str, title: str, answer: str, parts: Iterable[tuple[str, Child]]) -> Page:
    made = [(name, body) for name, body in parts if body]
    body = join(
        [heading(title, answer=answer), contents(name for name, _ in made), *(section(name, b) for name, b in made)]
    )
    return Page(path=path, title=title, body=body, kind="index", date="", words=title, section=path)


def _law(library: Gathered) -> Page:
    parts: list[tuple[str, Child]] = []
    for kind, name in KINDS:
        of = sorted((i for i in library.law.instruments.values() if i.kind == kind), key=lambda i: i.title.casefold())
        if of and kind == "case":
            columns = ("Lawsuit", "Court", "Orders and holdings", "Basis", "Checked")
            parts.append((name, table(name, columns, (_suit(i, library) for i in of), quiet=True)))
        elif of:
            columns = ("Instrument", "Citation", "Norms", "Basis", "Checked")
            parts.append((name, table(name, columns, (_instrument(i, library) for i in of), quiet=True)))
    count = sum(i.kind not in ("case", "vocabulary") for i in library.law.instruments.values())
    suits = sum(i.kind == "case" for i in library.law.instruments.values())
    answer = f"On {day(library.as_of)} the library holds {count} instruments and {suits} lawsuits, with {len(library.law.norms)} norms."
    return _page("law.html", "The law", answer, parts)


def _instrument(i: Instrument, library: Gathered) -> tuple[Child, ...]:
    cites = bluebook(i.cites[0]) if i.cites else ""
    norms = len(library.norms_of.get(i.id, ()))
    return to(i.id, library, i.title), cites, str(norms), basis(i.basis), time(i.checked)


def _suit(i: Instrument, library: Gathered) -> tuple[Child, ...]:
    acts = len(library.orders_of.get(i.id, ()))
    court = to_court(i.court, library, short=True) if i.court else ""
    return to(i.id, library, i.title), court, str(acts), basis(i.basis), time(i.checked)


def _courts(library: Gathered) -> Page:
    levels = (
        ("Supreme Court", ("supreme",)),
        ("Courts of appeals", ("appeals",)),
        ("District courts", ("district", "special")),
        ("State courts", ("state-high", "state-appeals", "state-trial")),
    )
    parts: list[tuple[str, Child]] = []
    for name, of in levels:
        rows: list[tuple[Child, ...]] = []
        for court in library.courts.values():
            if court.level in of:
                acts = library.orders_by.get(court.id, ())
                alive = sum(p.standing(a.id, library.law, library.as_of)[0] not in ("ended", "not yet") for a in acts)
                circuit = (
                    to_court(court.circuit, library, short=True) if court.circuit and court.circuit != court.id else ""
                )
                rows.append((to_court(court.id, library), court.citation, circuit, str(len(acts)), str(alive)))
        parts.append(
            (
                name,
                table(
                    name,
                    ("Court", "Cited as", "Circuit", "Orders and holdings", "Standing"),
                    rows,
                    "numbers",
                    quiet=True,
                )
                if rows
                else None,
            )
        )
    acting = sum(1 for c in library.courts if library.orders_by.get(c))
    return _page(
        "courts.html",
        "Courts",
        f"On {day(library.as_of)}: {acting} courts have ordered or held something that is in the library.",
        parts,
    )


def _governments(library: Gathered, found: Mapping[str, Portrait]) -> Page:
    parts: list[tuple[str, Child]] = []
    kinds = (
        ("States, District of Columbia and territories", ("state", "territory")),
        ("Counties", ("county",)),
        ("Cities and towns", ("city", "town")),
        ("Federal agencies", ("agency",)),
    )
    rest = {one.kind for one in library.governments.values()} - {k for _, of in kinds for k in of}
    for name, of in (*kinds, ("Other parties", tuple(sorted(rest)))):
        rows: list[tuple[Child, ...]] = []
        for one in sorted(library.governments.values(), key=lambda g: (shown(g).casefold(), g.short)):
            if one.kind in of:
                counts = {heading: len(group) for heading, group in groups(found[one.short].today)}
                perhaps = counts.get("In force, if they attach", 0) + counts.get(
                    f"{BARRED_WORDS}, even if they attach", 0
                )
                row = (counts.get("In force", 0), counts.get(BARRED_WORDS, 0), perhaps, counts.get("Undetermined", 0))
                rows.append((to_government(one.short, library, shown(one)), *(str(n) for n in row)))
        columns = ("Government", "In force", "Barred", "If they attach", "Undetermined")
        parts.append((name, table(name, columns, rows, "numbers", quiet=True) if rows else None))
    answer = (
        f"On {day(library.as_of)}: {len(library.governments)} governments, those that the law or the sample records name "
        "and every state, with the number of norms that bear on each."
    )
    return _page("governments.html", "Governments", answer, parts)


def _citations(library: Gathered) -> Page:
    found: dict[str, dict[str, None]] = {}
    law = library.law
    for i in law.instruments.values():
        for cite in i.cites:
            found.setdefault(bluebook(cite), {})[i.id] = None
    for node in (*law.norms.values(), *library.orders.values()):
        for cite in node.cites:
            found.setdefault(bluebook(cite), {})[node.id] = None
    parts: list[tuple[str, Child]] = []
    for name in HEADINGS:
        cites = sorted((c for c in found if form(c) == name), key=sort_key)
        lines = ([el("b", c), ": ", join([to(id, library) for id in found[c]], ", ")] for c in cites)
        parts.append((name, items(lines, "cites")))
    return _page(
        "citations.html", "By citation", f"{len(found)} citations, each with what cites it in the library.", parts
    )


def _chronology(library: Gathered) -> Page:
    law, entries = library.law, list[tuple[str, str, tuple[Child, ...]]]()
    for i in law.instruments.values():
        if i.in_force:
            what = [to(i.id, library, i.title), el("span", p.bluebook(i.cites[0]) if i.cites else "", class_="id")]
            made = to_government(i.issuer, library) if i.issuer else ""
            entries.append((i.in_force.isoformat(), i.id, (time(i.in_force), "in force", what, made)))
    for a in library.orders.values():
        first = p.first_day(a.decided)
        if first is not None:
            what = [to(a.id, library, a.title), el("span", law.instruments[a.instrument].title, class_="id")]
            entries.append((first.isoformat(), a.id, (p.on(a.decided), a.kind, what, p.by(a, library))))
    for d in library.record.demands:
        if d.date is not None:
            what = el("a", d.title, href=f"/demands.html#{p.slug(d.id)}")
            entries.append((d.date.isoformat(), d.id, (time(d.date), "demand", what, to_government(d.issuer, library))))
    decades: dict[str, list[tuple[Child, ...]]] = {}
    for when, _, row in sorted(entries, key=lambda e: (e[0], e[1])):
        year = when[:4] if when >= "2016" else "Before 2016"
        decades.setdefault(year, []).append(row)
    columns = ("Date", "Kind", "What", "By")
    parts = [(year, table(f"In order of day: {year}", columns, rows, quiet=True)) for year, rows in decades.items()]
    return _page(
        "chronology.html",
        "By date",
        f"{len(entries)} dated texts, orders, holdings, notices and demands, oldest first.",
        parts,
    )


def _conduct(library: Gathered) -> Page:
    law = library.law
    rows: list[tuple[Child, ...]] = []
    for act in sorted(law.acts.values(), key=lambda a: a.words.casefold()):
        counts = {
            m: sum(n.act == act.name and n.modality == m for n in law.norms.values())
            for m in ("must", "must not", "may", "may require", "cannot be required to")
        }
        said = ", ".join(f"{m} ({n})" for m, n in counts.items() if n)
        enlists = "yes" if act.enlists else "no"
        rows.append(
            (el("a", act.words, href=conduct_address(act.name)), said or "in a consequence or a condition", enlists)
        )
    columns = ("A party ...", "Norms that say so", "Puts officers to work in a federal program")
    body = join(
        [
            heading(
                "By conduct",
                answer=f"{len(law.acts)} kinds of conduct, with the norms that demand, allow or forbid each.",
            ),
            table("Declared conduct, in order of its words", columns, rows),
        ]
    )
    return Page(
        path="conduct.html",
        title="By conduct",
        body=body,
        kind="index",
        date="",
        words="conduct acts",
        section="conduct.html",
    )


def coverage_table(numbers: Mapping[str, int | str]) -> Html:
    """What the library covers, as names and numbers."""
    names = {
        "acts": "kinds of conduct",
        "rest on memory": "rest on memory alone",
        "oldest check": "oldest check of sources",
    }
    rows = (el("div", el("dt", names.get(name, name)), el("dd", str(n))) for name, n in numbers.items())
    return el("dl", *rows, class_="numbers")
