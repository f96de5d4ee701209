"""The page of an instrument or a lawsuit: its text beside the program's reading of it, who acts on it, its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.answers.gathered import Gathered
from comity.brief.english import act_sentence, condition, day, norm_sentence
from comity.brief.site import pieces as p
from comity.brief.site.html import Child, Html, el, join, text
from comity.brief.site.links import anchor, conduct_address, linked, to, to_court, to_government
from comity.brief.site.prose import Piece, Prose, pieces
from comity.brief.site.shell import Page, heading, items, section, table, time
from comity.brief.site.status import basis
from comity.norms.nodes import Act, Case, Instrument, Norm, NormAct, Question

_DEFINE = re.compile(r"define\s+([\w\-/]+)(?:\s+\"([^\"]*)\")?")


def instrument_page(instrument: Instrument, library: Gathered) -> Page:
    """The page of one law file."""
    norms, orders = library.norms_of.get(instrument.id, ()), library.orders_of.get(instrument.id, ())
    body = join(
        [
            heading(
                instrument.title,
                kicker=instrument.kind.capitalize() if instrument.kind != "case" else "Lawsuit",
                answer=_answer(instrument, library),
                note=el("code", instrument.id),
            ),
            _head(instrument, library),
            _acting(instrument, library),
            section("The text, and what it does", *_text(instrument, library)),
            p.sources(instrument),
        ]
    )
    words = " ".join(
        [
            instrument.id,
            instrument.title,
            instrument.kind,
            instrument.docket or "",
            instrument.note or "",
            *instrument.cites,
            *(n.title for n in norms),
            *(a.title for a in orders),
        ]
    )
    kind = "lawsuit" if instrument.kind == "case" else instrument.kind
    return Page(
        path=f"law/{instrument.id}.html",
        title=instrument.title,
        body=body,
        kind=kind,
        date=_date(instrument, orders),
        words=words,
        section="law.html",
    )


def _date(instrument: Instrument, orders: tuple[NormAct, ...]) -> str:
    if instrument.in_force:
        return instrument.in_force.isoformat()
    decided = [found for a in orders if (found := p.first_day(a.decided))]
    return min(decided).isoformat() if decided else ""


def _answer(instrument: Instrument, library: Gathered) -> str:
    norms, orders = library.norms_of.get(instrument.id, ()), library.orders_of.get(instrument.id, ())
    when = f"On {day(library.as_of)}: "
    if instrument.kind == "case":
        alive = sum(p.standing(a.id, library.law, library.as_of)[0] not in ("ended", "not yet") for a in orders)
        return f"{when}{len(orders)} orders and holdings encoded, {alive} of them standing or perhaps standing, for some at least."
    if not norms and not orders:
        return f"{when}no norm of this file is encoded; its declarations are used by others."
    touched = sum(bool(library.law.acting_on.get(n.id)) for n in norms)
    also = f", and {len(orders)} acts on norms" if orders else ""
    return f"{when}{len(norms)} norms{also}; something in the library acts on {touched or 'none'} of the norms."


def _head(instrument: Instrument, library: Gathered) -> Html:
    side = {True: "a party", False: "not a party", None: None}[instrument.united_states]
    return p.facts(
        [
            ("Citation", p.cites(instrument.cites)),
            ("Docket", instrument.docket),
            ("Court", to_court(instrument.court, library) if instrument.court else None),
            ("Made by", to_government(instrument.issuer, library) if instrument.issuer else None),
            ("Level", instrument.level),
            ("From", time(instrument.in_force) if instrument.in_force else None),
            ("United States", side),
            ("Basis", [basis(instrument.basis), " Checked ", time(instrument.checked), "."]),
        ]
    )


def _acting(instrument: Instrument, library: Gathered) -> Html | None:
    """Who acts on the norms and acts of this file, from other files."""
    rows: dict[str, list[str]] = {}
    own = [*library.norms_of.get(instrument.id, ()), *library.orders_of.get(instrument.id, ())]
    for node in own:
        for id, _ in library.law.acting_on.get(node.id, ()):
            if library.law.norm_acts[id].instrument != instrument.id:
                rows.setdefault(id, []).append(node.id)
    if not rows:
        return None
    acts = sorted((library.law.norm_acts[id] for id in rows), key=lambda a: (str(p.first_day(a.decided)), a.id))
    lines = (
        (
            to(a.id, library, a.title),
            p.by(a, library),
            _verbs(a, set(rows[a.id]), library),
            p.on(a.decided),
            p.stands(a.id, library),
        )
        for a in acts
    )
    return section(
        "Who acts on it",
        table(
            "Acts of other texts on what this one says",
            ("Act", "Court or issuer", "What it does", "Decided", "Today"),
            lines,
        ),
    )


def _verbs(act: NormAct, own: set[str], library: Gathered) -> Html:
    lines: list[Child] = []
    for effect in act.effects:
        targets = [id for id in effect.targets if id in own]
        if targets:
            lines.append(
                [p.VERBS[effect.verb], " ", join([to(id, library, id.partition("/")[2] or id) for id in targets], ", ")]
            )
    return join(lines, "; ")


def _text(instrument: Instrument, library: Gathered) -> Iterator[Html]:
    """Rows of the page: prose on the left, beside it the norms of the block that follows it."""
    lines = library.texts.get(instrument.id, ())
    prose = Prose(library)
    waiting: Html | None = None
    for piece in pieces(lines):
        if not piece.is_block:
            if waiting is not None:
                yield el("div", waiting, class_="alone")
            waiting = prose.render(piece)
            continue
        cards = list(_cards(piece, instrument, library))
        code = el(
            "details",
            el(
                "summary",
                f"As the program reads it: {instrument.file.rpartition('/')[2]}, lines {piece.first} to {piece.last}",
            ),
            el("pre", el("code", linked("\n".join(piece.lines), library))),
        )
        yield el(
            "div", el("div", waiting, class_="words"), el("div", *cards, code, class_="norms"), class_="beside-text"
        )
        waiting = None
    if waiting is not None:
        yield el("div", waiting, class_="alone")


def _cards(piece: Piece, instrument: Instrument, library: Gathered) -> Iterator[Html]:
    """A card for each statement of a block, in its order; cases share one."""
    cases: list[Html] = []
    lists = [_list(m[1], m[2] or "", instrument, library) for line in piece.lines if (m := _DEFINE.match(line))]
    yield from (card for card in lists if card is not None)
    for node in _in(piece, instrument, library):
        match node:
            case Norm():
                yield _card(
                    "Norm",
                    to(node.id, library, node.title),
                    norm_sentence(node, library.law),
                    library,
                    p.cites(node.cites),
                )
            case NormAct():
                yield _card(
                    node.kind.capitalize(),
                    to(node.id, library, node.title),
                    act_sentence(node, library.law),
                    library,
                    p.stands(node.id, library),
                )
            case Act():
                link = el("a", node.name, href=conduct_address(node.name))
                enlists = " Puts state or local officers to work in a federal program." if node.enlists else ""
                yield _card("Conduct", link, f"{node.words}.{enlists}", library)
            case Question():
                rule = f" It is so when {condition(node.rule, library.law)}." if node.rule is not None else ""
                kind = "Rule" if node.rule is not None else "Fact to be known"
                yield _card(kind, el("span", node.name), f"{node.words}.{rule}", library, id=anchor(node.name))
            case Case():
                cases.append(p.case_lines(node, library))
    if cases:
        yield el(
            "details",
            el("summary", f"{len(cases)} {'case' if len(cases) == 1 else 'cases'}: the law’s own tests"),
            *cases,
            class_="card",
        )


def _card(kind: str, title: Html, sentence: str, library: Gathered, note: Child = None, id: str | None = None) -> Html:
    return el(
        "div",
        el("p", el("span", kind, class_="kind"), " ", title, class_="card-title"),
        el("p", linked(sentence, library)),
        el("p", note, class_="note") if note else None,
        class_="card",
        id=id,
    )


def _list(name: str, words: str, instrument: Instrument, library: Gathered) -> Html | None:
    """The card of a declared list of parties."""
    full = name if name in library.law.lists else f"{instrument.id}/{name}"
    members = library.law.lists.get(full)
    if members is None:
        return None
    listed = p.set_of(members, library)
    return el(
        "div",
        el("p", el("span", "List", class_="kind"), " ", text(name), class_="card-title"),
        el("p", text(words), ": " if words else None, listed, "."),
        class_="card",
        id=anchor(full),
    )


def _in(piece: Piece, instrument: Instrument, library: Gathered) -> list[Norm | NormAct | Act | Question | Case]:
    """What the lines of a block declare, in order."""
    law = library.law
    nodes: list[Norm | NormAct | Act | Question | Case] = [
        *library.norms_of.get(instrument.id, ()),
        *library.orders_of.get(instrument.id, ()),
        *(a for a in law.acts.values() if a.instrument == instrument.id),
        *(q for q in law.questions.values() if q.instrument == instrument.id),
        *(c for c in law.cases if c.instrument == instrument.id),
    ]
    within = [n for n in nodes if piece.first <= n.place.line <= piece.last]
    return sorted(within, key=lambda n: n.place.line)


def conduct_page(act: Act, library: Gathered) -> Page:
    """The page of declared conduct: the norms that demand, allow or forbid it."""
    law = library.law
    narrower = sorted(a.name for a in law.acts.values() if act.name in a.wider)
    about = [n for n in law.norms.values() if n.act == act.name]
    near = [n for n in law.norms.values() if n.act in narrower or n.act in act.wider]
    follows = [n for n in law.norms.values() if any(b.act.text == act.name for b in n.breach)]

    def rows(norms: list[Norm]) -> Iterator[tuple[Child, ...]]:
        for n in sorted(norms, key=lambda n: (n.modality, n.id)):
            yield to(n.id, library, n.title), n.modality, p.set_of(n.binds, library), p.cites(n.cites)

    def shown(title: str, norms: list[Norm]) -> Html | None:
        return (
            section(
                title, table(title, ("Norm", "What it says of the act", "Binds", "Citation"), rows(norms), quiet=True)
            )
            if norms
            else None
        )

    def link(name: str) -> Html:
        return el("a", law.acts[name].words, href=conduct_address(name))

    body = join(
        [
            heading(
                act.words[0].upper() + act.words[1:],
                kicker="Conduct",
                note=[el("code", act.name), " · declared in ", to(act.instrument, library)],
            ),
            el("p", "Puts state or local officers to work in a federal program.") if act.enlists else None,
            p.facts([("Kind of", items(link(w) for w in act.wider)), ("Wider than", items(link(n) for n in narrower))]),
            shown("Norms on this act", about),
            shown("Norms on wider and narrower acts", near),
            shown("Norms whose breach leads to it", follows),
        ]
    )
    return Page(
        path=f"conduct/{p.slug(act.name)}.html",
        title=act.words,
        body=body,
        kind="conduct",
        date="",
        words=f"{act.name} {act.words}",
        section="conduct.html",
    )
