"""The pages of courts and of governments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comity.answers.gathered import Gathered
from comity.answers.portrait import BarePosition, Portrait, Then
from comity.brief.english import day, party
from comity.brief.site import pieces as p
from comity.brief.site.downloads import links
from comity.brief.site.first_screen import TODAY, first_screen, rows_of
from comity.brief.site.html import Child, Html, el, join
from comity.brief.site.links import linked, to, to_court, to_government
from comity.brief.site.shell import Page, contents, heading, items, section, table, time
from comity.norms.names.courts import Court
from comity.norms.names.governments import Government, within
from comity.norms.names.programs import program
from comity.norms.nodes import NormAct
from comity.proof.context import shown
from comity.record.deadlines import due_of
from comity.vocabulary import BARRED, BARRED_WORDS

LEVEL = {
    "supreme": "The Supreme Court of the United States",
    "appeals": "Federal court of appeals",
    "district": "Federal district court",
    "special": "Federal court of a special subject",
    "state-high": "Highest court of a state",
    "state-appeals": "Court of appeals of a state",
    "state-trial": "Trial court of a state",
}
CONTROL = {
    "supreme": "Its rulings control everywhere.",
    "appeals": "Its rulings control in its circuit, for those too who were not parties.",
    "district": "Its rulings bind its parties, wherever they are, and nobody else.",
    "special": "Its rulings bind its parties.",
    "state-high": "Its rulings on the law of its state control everywhere.",
    "state-appeals": "Its rulings bind its parties.",
    "state-trial": "Its rulings bind its parties.",
}
MOST_MISSING = 12


def court_page(court: Court, library: Gathered) -> Page:
    """The page of a court: what it ordered and held, on which norms, and its territory."""
    acts = sorted(library.orders_by.get(court.id, ()), key=lambda a: (str(p.first_day(a.decided)), a.id))
    here = [g for g in library.governments.values() if g.kind != "agency" and _lies_in(g, court)]
    suits = [i for i in library.law.instruments.values() if i.court == court.id]
    alive = sum(p.standing(a.id, library.law, library.as_of)[0] not in ("ended", "not yet") for a in acts)
    state = library.governments.get(court.state or "")
    body = join(
        [
            heading(
                court.name,
                kicker=LEVEL[court.level],
                answer=f"On {day(library.as_of)}: {len(acts)} orders and holdings of this court in the library, "
                f"{alive} standing or perhaps standing, for some at least.",
                note=CONTROL[court.level],
            ),
            p.facts(
                [
                    ("Cited as", court.citation),
                    ("Id", el("code", court.id)),
                    (
                        "Circuit",
                        to_court(court.circuit, library) if court.circuit and court.circuit != court.id else None,
                    ),
                    ("State", to_government(state.short, library) if state else None),
                ]
            ),
            _rulings(acts, library) if acts else None,
            section("Lawsuits", items(to(i.id, library, i.title) for i in suits)) if suits else None,
            section(
                "In its territory",
                el("p", "Governments that have a page here."),
                items((to_government(g.short, library) for g in here), "columns"),
            )
            if here
            else None,
        ]
    )
    words = f"{court.id} {court.name} {court.citation}"
    return Page(
        path=f"court/{p.slug(court.id)}.html",
        title=court.name,
        body=body,
        kind="court",
        date="",
        words=words,
        section="courts.html",
    )


def _rulings(acts: Iterable[NormAct], library: Gathered) -> Child:
    """What a court ordered and held, a row each."""
    rows = (
        (
            to(a.id, library, a.title),
            p.on(a.decided),
            to(a.instrument, library, library.law.instruments[a.instrument].title),
            p.effects(a, library),
            p.reach(a, library),
            p.stands(a.id, library),
        )
        for a in acts
    )
    heads = ("Act", "Decided", "In", "What it does", "For", "Today")
    return section("What it ordered and held", table("Orders and holdings, oldest first", heads, rows))


def _lies_in(government: Government, court: Court) -> bool:
    if court.level == "appeals":
        return government.circuit == court.id
    if court.level == "district":
        return court.id in government.districts
    return court.level.startswith("state") and government.state == court.state


def government_page(one: Government, library: Gathered, found: Portrait) -> Page:
    """The page of a government: what names it, its positions today and on the days of demands, awards and demands."""
    parts: list[tuple[str, Child]] = [
        (TODAY, _positions(found.today, library) if found.today else None),
        ("What is not known", _missing(found.today, library)),
        ("Positions on the days of demands", _then(found.then, library)),
        ("Demands on record", _demands(one, library)),
        ("Awards on record", _awards(one, library)),
        ("What names it", _naming(one, library)),
        ("What it made", _made(one, library)),
    ]
    shown_parts = [(title, body) for title, body in parts if body]
    path = f"government/{p.slug(one.short)}.html"
    body = join(
        [
            heading(shown(one), kicker=_kind(one), answer=_answer(one, found, library), note=el("code", one.short)),
            first_screen(found.today, library),
            links(path) if found.today else None,
            contents(title for title, _ in shown_parts),
            p.facts(
                [
                    (
                        "Lies in",
                        join(
                            [
                                to_government(s, library)
                                for s in dict.fromkeys((*one.counties, one.state or ""))
                                if s and s != one.short
                            ],
                            ", ",
                        ),
                    ),
                    ("Part of", to_government(one.parent, library) if one.parent else None),
                    ("Courts", join([to_court(c, library) for c in (*one.districts, one.circuit or "") if c], ", ")),
                    ("Id", el("code", one.id)),
                ]
            ),
            *(section(title, body) for title, body in shown_parts),
            el(
                "p",
                "Asked with ",
                el("code", f"comity position {one.short}"),
                "; the proof of a line with ",
                el("code", f"comity why {one.short} NORM"),
                ".",
                class_="note",
            ),
        ]
    )
    words = f"{one.short} {shown(one)} {one.name} {_kind(one)}"
    rows = rows_of(found.today, library) if found.today else None
    return Page(
        path=path,
        title=shown(one),
        body=body,
        kind="government",
        date="",
        words=words,
        section="governments.html",
        rows=rows,
    )


def _kind(one: Government) -> str:
    return {"agency": "Federal agency", "state": "State, district or territory"}.get(one.kind, one.kind.capitalize())


def groups(answers: Iterable[BarePosition]) -> list[tuple[str, list[BarePosition]]]:
    """Answers by what they mean to the reader: what binds, what is barred, what is open."""
    found = list(answers)
    made = [
        ("In force", [a for a in found if a.status == "in_force"]),
        (BARRED_WORDS, [a for a in found if a.status in BARRED]),
        ("In force, if they attach", [a for a in found if a.if_attached == "in_force"]),
        (f"{BARRED_WORDS}, even if they attach", [a for a in found if a.if_attached in BARRED]),
        (
            "Undetermined",
            [a for a in found if a.status == "undetermined" and a.if_attached not in ("in_force", *BARRED)],
        ),
    ]
    return [(heading, group) for heading, group in made if group]


def _answer(one: Government, found: Portrait, library: Gathered) -> str:
    said = ((heading.lower().replace(",", ""), group) for heading, group in groups(found.today))
    counts = [f"{len(group)} {heading}" for heading, group in said]
    if not counts:
        return f"On {day(library.as_of)}: no norm of the library bears on it."
    return f"On {day(library.as_of)}, norms of the library that bear on {shown(one)}: {'; '.join(counts)}."


def _positions(answers: tuple[BarePosition, ...], library: Gathered) -> Html:
    return join(
        section(
            f"{heading} ({len(group)})",
            _group(heading, group, library),
            level=3,
            id=f"g-{p.slug(heading)}",
        )
        for heading, group in groups(answers)
    )


def _group(heading: str, group: list[BarePosition], library: Gathered) -> Html:
    """A table of one group; awards under which a norm stands alike share a row."""
    alike: dict[tuple[object, ...], list[BarePosition]] = {}
    for a in group:
        alike.setdefault((a.norm, a.status, a.if_attached, a.possible, a.ground, a.also, a.flags), []).append(a)
    rows = [_row(answers, library) for answers in alike.values()]
    if heading.startswith("In force"):
        return table(
            heading, ("Norm", "Also"), ((name, beside) for name, _, _, beside in rows), "two-columns", quiet=True
        )
    return table(heading, ("Norm", "Status", "By", "Also"), rows, "four-columns", quiet=True)


def _row(answers: list[BarePosition], library: Gathered) -> tuple[Child, Child, Child, Child]:
    a = answers[0]
    norm = library.law.norms[a.norm]
    about = [other.about for other in answers if other.about]
    of = el("span", f"about {', '.join(about)}", class_="id") if about else None
    title = library.law.instruments[norm.instrument].title
    name = [to(a.norm, library, norm.title), el("span", title, class_="id"), of]
    return name, p.answered(a), to(a.ground, library) if a.ground else "", p.beside(a, library)


def _missing(answers: tuple[BarePosition, ...], library: Gathered) -> Html | None:
    counts: dict[str, int] = {}
    for a in answers:
        for words in a.missing:
            counts[words] = counts.get(words, 0) + 1
    if not counts:
        return None
    ordered = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    first = [[linked(w, library), f" ({n} {'norm' if n == 1 else 'norms'})"] for w, n in ordered[:MOST_MISSING]]
    rest = [[linked(w, library), f" ({n})"] for w, n in ordered[MOST_MISSING:]]
    more = el("details", el("summary", f"{len(rest)} more"), items(rest)) if rest else None
    return join([el("p", "Facts that would decide what is open, the most telling first."), items(first), more])


def _then(then: tuple[Then, ...], library: Gathered) -> Html | None:
    """A row a norm, a column a demand: how each disputed norm stood on the day of each demand, and stands today."""
    if not then:
        return None
    columns = {one.demand: {a.norm: a for a in one.answers} for one in then}
    norms = sorted({norm for answers in columns.values() for norm in answers})
    rows: list[tuple[Child, ...]] = []
    for id in norms:
        cells: list[Child] = [p.answered(answers[id]) if id in answers else "" for answers in columns.values()]
        title = el("span", library.law.norms[id].title, class_="id")
        rows.append(([to(id, library), title], *cells))
    heads = ("Norm", *(f"On {one.day}" for one in then))
    caption = "Norms on which something acts, as they stood on the day of each demand to it, as known then"
    return table(caption, heads, rows) if rows else None


def _demands(one: Government, library: Gathered) -> Html | None:
    theirs = [d for d in library.record.demands if one.short in d.recipients or d.issuer == one.short]
    if not theirs:
        return None
    rows = (
        (
            el("a", d.title, href=f"/demands.html#{p.slug(d.id)}"),
            "received" if one.short in d.recipients else "made",
            to_government(d.issuer, library),
            time(d.date),
            time(due.day if (due := due_of(d, one.state)) else None, "no day on record"),
        )
        for d in theirs
    )
    return table("Demands, in the order of the record", ("Demand", "Here", "From", "Date", "Due"), rows)


def _awards(one: Government, library: Gathered) -> Html | None:
    theirs = [a for a in library.record.awards if a.recipient == one.short]
    if not theirs:
        return None
    rows: list[tuple[Child, ...]] = []
    for a in sorted(theirs, key=lambda a: (a.fiscal_year or 0, a.id)):
        known = program(a.program) if a.program else None
        source = library.record.sources.get(a.known.source or "")
        where = p.source_link(source.title, source.url) if source else "none on record"
        rows.append(
            (
                el("code", a.id),
                f"{a.program or 'not known'}{f' ({known.title})' if known else ''}",
                str(a.fiscal_year or "not known"),
                f"${a.amount:,.0f}" if a.amount is not None else "not known",
                a.stage or "not known",
                where,
            )
        )
    return table("Awards of the sample records", ("Award", "Program", "Fiscal year", "Amount", "Stage", "Source"), rows)


def _naming(one: Government, library: Gathered) -> Html | None:
    ids = library.named_in.get(one.short, ())
    if not ids:
        return None
    rows: list[tuple[Child, ...]] = []
    for id in ids:
        act = library.orders.get(id)
        if act is not None:
            rows.append(
                (
                    to(id, library, act.title),
                    act.kind,
                    p.on(act.decided),
                    to(act.instrument, library, library.law.instruments[act.instrument].title),
                    p.stands(id, library),
                )
            )
        else:
            norm = library.law.norms[id]
            rows.append(
                (
                    to(id, library, norm.title),
                    "norm",
                    time(norm.in_force),
                    to(norm.instrument, library, library.law.instruments[norm.instrument].title),
                    "",
                )
            )
    return table(
        f"Orders, holdings, notices and norms that name {party(one.short)}, or a list it is on",
        ("What", "Kind", "Date", "In", "Today"),
        rows,
    )


def _made(one: Government, library: Gathered) -> Html | None:
    def by_it() -> Iterator[str]:
        for i in library.law.instruments.values():
            issuer = library.governments.get(i.issuer or "")
            if issuer is not None and (issuer.short == one.short or (one.kind == "agency" and within(issuer, one))):
                yield i.id

    return items(to(id, library, library.law.instruments[id].title) for id in sorted(by_it()))
