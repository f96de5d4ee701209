"""The page of a norm: what it says, what acted on it and when, its status in each court, for whom it is barred, its cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from comity.answers.contract import STATUS_WORDS
from comity.answers.gathered import Gathered
from comity.answers.portrait import BarePosition, Portrait, elsewhere
from comity.brief.english import act_sentence, day, norm_sentence
from comity.brief.site import pieces as p
from comity.brief.site.downloads import Rows, links
from comity.brief.site.graphic import Bar, bars, graphic, key
from comity.brief.site.html import Child, Html, el, join
from comity.brief.site.links import address, conduct_address, linked, to, to_court, to_government
from comity.brief.site.shell import Page, contents, heading, items, section, table
from comity.brief.site.status import MODALITY
from comity.norms.nodes import Norm
from comity.vocabulary import BARRED

Barred: TypeAlias = Mapping[tuple[str, bool, str], list[str]]


def norm_page(norm: Norm, library: Gathered, barred: Mapping[str, Barred]) -> Page:
    """The page of one norm."""
    instrument = library.law.instruments[norm.instrument]
    sentence = norm_sentence(norm, library.law)
    rows = elsewhere(norm, library) if library.law.acting_on.get(norm.id) else ()
    parts: list[tuple[str, Child]] = [
        ("In plain English", _plain(norm, sentence, library)),
        (
            "Its words",
            p.quoted(norm.passages)
            if norm.passages
            else el("p", "Its own words were not seen; it is encoded from what others say of it."),
        ),
        ("What acted on it", _acted(norm, library)),
        ("By court territory", _territories(rows, library)),
        ("For whom it is barred", _barred(norm, library, barred.get(norm.id, {}))),
        ("Lineage", _lineage(norm, library)),
        ("Opposite duties", _opposite(norm, library)),
        ("Cases that test it", _cases(norm, library)),
    ]
    shown = [(title, body) for title, body in parts if body]
    path, downloads = f"norm/{norm.id}.html", _rows(norm, rows, library)
    body = join(
        [
            heading(
                norm.title,
                kicker=["Norm of ", to(instrument.id, library, instrument.title)],
                answer=_answer(norm, rows, library),
                note=[el("code", norm.id), " · ", p.cites(norm.cites)],
            ),
            links(path) if downloads is not None else None,
            contents([*(title for title, _ in shown), "Sources"]),
            *(section(title, body) for title, body in shown),
            p.sources(instrument),
        ]
    )
    words = " ".join([norm.id, norm.title, sentence, *norm.cites, *(w for x in norm.passages for w in x.words)])
    return Page(
        path=path,
        title=norm.title,
        body=body,
        kind="norm",
        date=str(norm.in_force or ""),
        words=words,
        section="law.html",
        rows=downloads,
    )


def _rows(norm: Norm, rows: tuple[tuple[str, BarePosition], ...], library: Gathered) -> Rows | None:
    """Its status by court territory as rows; None where nothing acts on it, as the page then says."""
    if not rows:
        return None
    made = (
        (court, norm.id, norm.title, a.status, a.if_attached or "", a.ground or "", "; ".join(a.flags.contested))
        for court, a in rows
    )
    return Rows(library.as_of, ("court", "norm", "title", "status", "if_attached", "by", "contested"), tuple(made))


def _answer(norm: Norm, rows: tuple[tuple[str, BarePosition], ...], library: Gathered) -> Child:
    """The first line: how it stands today, as far as that does not depend on who asks."""
    when = f"On {day(library.as_of)}"
    if not library.law.acting_on.get(norm.id):
        return f"{when}: nothing in the library acts on it."
    counts: dict[str, int] = {}
    for _, answer in rows:
        counts[answer.settled] = counts.get(answer.settled, 0) + 1
    if not counts:
        return f"{when}: {len(library.law.acting_on[norm.id])} acts on it are in the library; see below for whom."
    if len(counts) == 1:
        return f"{when}, for a government that no order names: {STATUS_WORDS[next(iter(counts))]}, in every circuit."
    listed = ", ".join(f"{STATUS_WORDS[s]} in {n}" for s, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    return f"{when}, for a government that no order names, by circuit: {listed}."


def _plain(norm: Norm, sentence: str, library: Gathered) -> Html:
    act = library.law.acts[norm.act]
    conduct = [
        el("b", MODALITY[norm.modality]),
        ": ",
        el("a", act.words, href=conduct_address(act.name)),
        " (puts state or local officers to work in a federal program)" if act.enlists else None,
    ]
    return join(
        [
            el("p", linked(sentence, library), class_="plain"),
            el("p", norm.because) if norm.because else None,
            p.facts(
                [
                    ("Conduct", conduct),
                    ("Binds", p.set_of(norm.binds, library)),
                    ("Toward", p.set_of(norm.toward, library) if norm.toward else None),
                    ("Level", f"{norm.level}; {norm.force}"),
                    ("Attaches to", f"the {norm.attaches_to}"),
                ]
            ),
        ]
    )


def _acted(norm: Norm, library: Gathered) -> Html | None:
    rows = bars(norm, library)
    if len(rows) == 1:
        return None
    lines = [(str(bar.number), *_told(bar, norm, library)) for bar in rows[1:]]
    return join(
        [
            el("figure", graphic(rows, library.as_of), key(rows), class_="graphic"),
            table(
                f"What acted on {norm.id}, in words; the dashed line of the graphic is {day(library.as_of)}",
                ("No.", "Act", "Court or issuer", "What it does", "In force", "Today"),
                lines,
                "numbered",
            ),
        ]
    )


def _told(bar: Bar, norm: Norm, library: Gathered) -> Iterator[Child]:
    id = bar.id
    act = library.law.norm_acts[id]
    title = el("a", act.title, href=address(id, library)) if id in library.orders else to(id, library, act.title)
    yield [title, el("span", id, class_="id")]
    yield p.by(act, library)
    yield [p.effects(act, library, norm.id), el("span", "For: ", p.reach(act, library), class_="for")]
    yield p.lasting(bar.spans, act)
    yield p.stands(id, library)


def _territories(rows: tuple[tuple[str, BarePosition], ...], library: Gathered) -> Html | None:
    if not rows:
        return None
    shown = (
        (to_court(court, library), p.answered(a), to(a.ground, library) if a.ground else "", p.beside(a, library))
        for court, a in rows
    )
    intro = "How it stands for a state or local government that is party to no lawsuit and named in no order, if the norm attaches to it."
    return join(
        [
            el("p", intro),
            table(
                f"By the court of appeals in whose territory the government lies, on {day(library.as_of)}",
                ("Court", "Status", "By", "Also"),
                shown,
            ),
        ]
    )


def barred_for(found: Mapping[str, Portrait]) -> dict[str, Barred]:
    """For each norm the governments for which it is barred, by status, whether that is only so if it attaches, and ground."""
    norms: dict[str, dict[tuple[str, bool, str], list[str]]] = {}
    for short, one in found.items():
        for a in one.today:
            if a.settled in BARRED:
                key = (a.settled, a.if_attached is not None, a.ground or "")
                norms.setdefault(a.norm, {}).setdefault(key, []).append(short)
    return {**norms}


def _barred(norm: Norm, library: Gathered, groups: Barred) -> Html | None:
    if not groups:
        return None
    rows: list[tuple[Child, ...]] = []
    for (status, perhaps, ground), shorts in sorted(groups.items()):
        unique = sorted(dict.fromkeys(shorts))
        answer = p.status("undetermined", status) if perhaps else p.status(status)
        rows.append(
            (
                answer,
                to(ground, library) if ground else "",
                str(len(unique)),
                join([to_government(s, library) for s in unique], ", "),
            )
        )
    return join(
        [
            el(
                "p",
                "Of the governments that have a page here. Every other government is asked about with ",
                el("code", f"comity why PARTY {norm.id}"),
                ".",
            ),
            table(
                f"Governments for which it is barred on {day(library.as_of)}",
                ("Status", "By", "How many", "Governments"),
                rows,
            ),
        ]
    )


def _lineage(norm: Norm, library: Gathered) -> Html | None:
    chain: list[Child] = []
    if norm.continues:
        chain.append(["It carries on ", to(norm.continues, library), ", reworded."])
    later = [n.id for n in library.law.norms.values() if n.continues == norm.id]
    chain += (["It was carried on, reworded, by ", to(id, library), "."] for id in later)
    return items(chain)


def _opposite(norm: Norm, library: Gathered) -> Html | None:
    others = library.opposite.get(norm.id, ())
    if not others:
        return None
    rows = ([to(id, library), f": {library.law.norms[id].title}"] for id in others)
    return join(
        [
            el(
                "p",
                "Norms that demand the opposite act; whether both bind one party is worked out for each government.",
            ),
            items(rows),
        ]
    )


def _cases(norm: Norm, library: Gathered) -> Html | None:
    cases = library.cases_of.get(norm.id, ())
    if not cases:
        return None
    return join(
        [
            el(
                "p",
                "The law’s own tests: facts taken as true, and the answer that must follow. ",
                el("code", "comity test"),
                " runs them.",
            ),
            *(p.case_lines(case, library, norm.id) for case in cases),
        ]
    )


def act_page(id: str, library: Gathered) -> Page:
    """The page of an act on norms: an order, a holding, a notice, a doctrine."""
    act = library.law.norm_acts[id]
    instrument = library.law.instruments[act.instrument]
    sentence = act_sentence(act, library.law)
    onto = [
        (
            to(i, library, library.law.norm_acts[i].title),
            p.by(library.law.norm_acts[i], library),
            p.VERBS[v],
            p.on(library.law.norm_acts[i].decided),
            p.stands(i, library),
        )
        for i, v in library.law.acting_on.get(id, ())
    ]
    body = join(
        [
            heading(
                act.title,
                kicker=[
                    f"{act.kind.capitalize()} in " if instrument.kind == "case" else f"{act.kind.capitalize()} of ",
                    to(instrument.id, library, instrument.title),
                ],
                answer=[f"On {day(library.as_of)}: ", p.stands(id, library)],
                note=[el("code", id), " · ", p.cites(library.law.cite(id))],
            ),
            section(
                "What it does",
                el("p", linked(sentence, library), class_="plain"),
                p.facts(
                    [
                        ("By", p.by(act, library, short=False)),
                        ("Decided", p.on(act.decided)),
                        ("In force", p.lasting(p.spans(id, library.law), act)),
                        ("Acts on", p.effects(act, library)),
                        ("For", p.reach(act, library)),
                        ("Restrains", p.set_of(act.restrains, library) if act.restrains else None),
                        ("Reason", act.because),
                    ]
                ),
            ),
            section("Its words", p.quoted(act.passages)) if act.passages else None,
            section(
                "What acts on it",
                table(
                    "Later acts on this one",
                    ("Act", "Court or issuer", "What it does to this", "Decided", "Today"),
                    onto,
                ),
            )
            if onto
            else None,
            p.sources(instrument),
        ]
    )
    decided = str(first) if (first := p.first_day(act.decided)) else ""
    words = " ".join([id, act.title, act.kind, sentence, *library.law.cite(id)])
    return Page(
        path=f"act/{id}.html", title=act.title, body=body, kind=act.kind, date=decided, words=words, section="law.html"
    )
