"""One order: whether it covers us, what it forbids to whom, which of our answers it decides, what could change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe

from comity.answers.question import find_party, parse_day
from comity.answers.standing import duration, spans, standing
from comity.brief.english import act_sentence, item
from comity.brief.office_words import BASIS, StatusWords, act_words, short_day, status_words
from comity.brief.site.graphic import Bar, graphic, held, key, who
from comity.errors import ComityError, Refused
from comity.norms.names.governments import Government
from comity.norms.nodes import Law, NormAct
from comity.proof.context import shown
from comity.proof.parties import covered
from comity.proof.question import Question
from comity.proof.seen import doubts, limit, past_limit
from comity.proof.truth import Step, missing_facts
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.office.entry import Entry
from comity.web.office.facts import enter
from comity.web.pages.money import unpaid
from comity.web.pages.order_reach import VERBS, Reached, reached, unread, who_is_covered
from comity.web.pages.orders import deciding
from comity.web.pages.sending import answers_for, sent
from comity.web.people.models import Access

PATH = "order/<path:id>/"
TAKES = "enter"
FOUND = {"stands": "it stands", "stayed": "it is stayed", "narrowed": "it is narrowed to", "ended": "it has ended"}
TOUCHING = ("blocks", "voids", "upholds", "waives", "displaces")
COLUMNS = (
    Column("condition", "Condition"),
    Column("status", "Status"),
    Column("attaches", "Attaches by"),
    Column("awards", "Awards", "count"),
    Column("dollars", "Unpaid", "money"),
    Column("norm", "Id"),
)


@dataclass(frozen=True, slots=True)
class Ours:
    """A condition of ours that the order decides."""

    line: str
    norm: str
    title: str
    status: StatusWords
    attaches: str
    awards: int
    dollars: Decimal | None


@dataclass(frozen=True, slots=True)
class Later:
    """An act on this one, or this one itself, as a row of the table below the timeline."""

    number: int
    id: str
    title: str
    verb: str
    when: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says."""

    id: str
    title: str
    kind: str
    answer: str
    covered: bool | None
    basis: tuple[str, ...]
    open_facts: tuple[str, ...]
    sentence: str
    stands: str
    seen: dt.date | None
    days: int | None
    limit: int | None
    late: bool
    appeal: str
    bars: str
    restrained: tuple[str, ...]
    ours: tuple[Ours, ...]
    reached: tuple[Reached, ...]
    who: tuple[str, ...]
    unread: str
    until: str
    quoted: tuple[tuple[tuple[str, ...], str], ...]
    graphic: SafeString
    later: tuple[Later, ...]
    sources: tuple[str, ...]
    read_on: dt.date
    verified: str
    note: str
    cites: tuple[str, ...]


def view(request: Any, id: str) -> HttpResponse:
    """The page of an order."""
    asking: Asking = request.asking
    law = keeping().law
    if id not in law.norm_acts or id in law.norms:
        raise Http404
    may = asking.rights.may("enter", asking.matter.pk)
    said: dict[str, Any] = {"subject": shown(asking.subject), "may": may, "found": FOUND}
    if request.method == "POST":
        try:
            return _check(request, asking, id)
        except ComityError as error:
            said["refused"] = error
    answers = answers_for(request)
    page = rows(asking, answers, id)
    said |= {"page": page, "waiting": answers is None}
    return sent(request, lambda made: book(page, made)) or render(request, "order.html", said)


def _check(request: Any, asking: Asking, id: str) -> HttpResponse:
    """Record a look at the docket: a fact of the office, not law. Raises Faults, Refused."""
    given = {key: request.POST.get(key, "").strip() for key in ("on", "seen", "entry", "to", "access")}
    values = {"act": id, **{key: given[key] for key in ("on", "seen", "entry") if given[key]}}
    if given["seen"] == "narrowed":
        record = keeping().question(asking).record
        named = [one.strip() for one in given["to"].split(";") if one.strip()]
        if not named:
            raise Refused("Whom the order still protects is not said.", "Name each, with semicolons between them.")
        values["to"] = "; ".join(find_party(one, record).short for one in named)
    elif given["to"]:
        raise Refused(
            "Whom it still protects is said of an order that was narrowed alone.",
            "Choose that it is narrowed, or leave it empty.",
        )
    if not given["on"] or parse_day(given["on"]) > asking.today:
        raise Refused(
            "the day of the look is missing, or lies in the future.", "Say the day on which you saw the docket."
        )
    access = given["access"] if given["access"] in Access.values else Access.INTERNAL
    enter([Entry("docket_checks", values, access=access)], asking.matter, request.user)
    messages.success(request, "Your look at the docket is recorded. What rests on the order is being worked out again.")
    return redirect("order", id=id)


def rows(asking: Asking, answers: Answers | None, id: str) -> Page:
    """The page as rows."""
    question = keeping().question(asking)
    law, act = question.law, question.law.norm_acts[id]
    instrument = law.instruments[act.instrument]
    step = _covered(act, question, asking.subject)
    stands, by = standing(id, law, asking.as_of)
    seen = act.last_seen.day if act.last_seen else None
    bars = bars_of(id, law)
    ours = tuple(_ours(id, answers)) if answers is not None else ()
    return Page(
        id=id,
        title=act_words(id, law),
        kind=act.kind,
        answer=_answer(asking=asking, party=asking.subject, act=act, step=step, stands=stands, law=law),
        covered=None if step is None else step.truth,
        basis=tuple(basis_words(step)),
        open_facts=() if step is None or step.truth is not None else tuple(m.words for m in missing_facts(step)),
        sentence=act_sentence(act, law),
        stands=f"{stands} by {act_words(by, law)}" if by else stands,
        seen=seen,
        days=(asking.as_of - seen).days if seen and asking.as_of > seen else None,
        limit=limit(act),
        late=past_limit(act, asking.as_of),
        appeal={"pending": "an appeal is pending", "none": "no appeal is known", "final": "no appeal is left"}.get(
            act.appeal or "", ""
        ),
        bars=" and ".join(act.bars),
        restrained=tuple(item(one, law) for one in act.restrains.items) if act.restrains else (),
        ours=ours,
        reached=tuple(reached(act, law, {one.norm for one in ours})),
        who=tuple(who_is_covered(act, law)),
        unread=unread(act, law),
        until=duration(spans(id, law)),
        quoted=tuple((one.words, one.pinpoint or "") for one in act.passages),
        graphic=mark_safe(f"{graphic(bars, asking.as_of)}{key(bars)}"),
        later=tuple(_later(bars, id, law)),
        sources=instrument.sources,
        read_on=instrument.checked,
        verified={"yes": "whole and in its own words", "partly": "in part"}.get(
            instrument.verbatim or "", "not in its own words; read in reports"
        ),
        note=instrument.note or "",
        cites=law.cite(id),
    )


def book(page: Page, stamp: Stamp) -> Book:
    """Our conditions under the order, as a table."""
    said: tuple[Cells, ...] = tuple(
        {
            "condition": one.title,
            "status": one.status.words,
            "attaches": one.attaches,
            "awards": one.awards,
            "dollars": one.dollars,
            "norm": one.norm,
        }
        for one in page.ours
    )
    table = Table(
        name="conditions",
        title="Our conditions under it",
        columns=COLUMNS,
        rows=said,
        note=page.answer,
        empty="It decides no condition of our awards.",
    )
    return Book("order", page.title, stamp, (table,))


def order_answer(asking: Asking, id: str, party: Government) -> str:
    """The first line of an order, for any government: whether it covers it, and what the order does as long as it stands."""
    question = keeping().question(asking)
    act = question.law.norm_acts[id]
    stands, _ = standing(id, question.law, asking.as_of)
    return _answer(
        asking=asking, party=party, act=act, step=_covered(act, question, party), stands=stands, law=question.law
    )


def _covered(act: NormAct, question: Question, party: Government) -> Step | None:
    if act.parties is None:
        return None
    return covered(act.parties, question.context(party), f"it covers {shown(party)}")


def basis_words(step: Step | None) -> Iterator[str]:
    """Why a party is covered: the leaves of the step that hold; where it is open or not so, those that say why."""
    if step is None:
        return
    if not step.parts:
        yield step.claim
        return
    for part in step.parts:
        if step.truth is False or part.truth is step.truth:
            yield from basis_words(part)


def _answer(asking: Asking, party: Government, act: NormAct, step: Step | None, stands: str, law: Law) -> str:
    """The first line: whether a party is covered, and what the order does as long as it stands."""
    name, when = shown(party), f"{asking.as_of.day} {asking.as_of:%b %Y}"
    if step is None:
        cover = (
            "courts of its territory follow it, whoever asks"
            if act.forum
            else "it reaches everyone whom its targets reach"
        )
    elif step.truth is None:
        cover = "whether it is covered is not known"
    else:
        cover = "; ".join(list(basis_words(step))[:2]) if step.truth else "not covered"
    norms = {one for effect in act.effects if effect.verb in TOUCHING for one in effect.targets if one in law.norms}
    if stands != "in force" or not norms:
        return f"For {name}: {cover}. On {when} it is {stands}."
    count = f"{len(norms)} condition{'s' if len(norms) != 1 else ''}"
    stale = act.last_seen is not None and act.id in doubts((act,), asking.as_of)[1]
    since = f"When last seen, {short_day(act.last_seen.day)}, it" if stale and act.last_seen else "It"
    until = "whether it still does is not known" if stale else duration(spans(act.id, law))
    if act.kind != "order":
        said = VERBS[act.effects[0].verb].lower()
        return f"For {name}: {cover}. {since}{' stood: it' if stale else ''} {said} {count}{';' if stale else ','} {until}."
    whom = ", ".join(item(one, law) for one in act.restrains.items) if act.restrains else "those it restrains"
    verbs = " or ".join(act.bars) or "enforce"
    return f"For {name}: {cover}. {since} {'forbade' if stale else 'forbids'} {whom} to {verbs} {count}{';' if stale else ','} {until}."


def bars_of(id: str, law: Law) -> tuple[Bar, ...]:
    """The rows of the timeline: the order, then what acts on it, and on that."""
    act = law.norm_acts[id]
    found = [
        Bar(
            number=0,
            id=id,
            words=act.title,
            kind="blocked" if act.kind == "order" else "void",
            spans=spans(id, law),
            held=held(id, law),
        )
    ]
    seen, queue = {id}, [id]
    while queue:
        for other, verb in law.acting_on.get(queue.pop(0), ()):
            if other in seen or other in law.norms:
                continue
            seen.add(other)
            queue.append(other)
            one = law.norm_acts[other]
            kind = "stay" if verb in ("stays", "extends") else "ended"
            words = f"{who(one)}: {one.title}"
            found.append(
                Bar(
                    number=len(found),
                    id=other,
                    words=words,
                    kind=kind,
                    spans=spans(other, law, verb == "reverses"),
                    held=held(other, law),
                )
            )
    return tuple(found)


def _later(bars: tuple[Bar, ...], id: str, law: Law) -> Iterator[Later]:
    for bar in bars:
        act = law.norm_acts[bar.id]
        verbs = [VERBS[effect.verb].lower() for effect in act.effects if id in effect.targets or bar.id == id]
        does = "itself" if bar.id == id else ", ".join(dict.fromkeys(verbs)) or "acts on one of these"
        yield Later(bar.number, bar.id, act.title, does, duration(bar.spans, bar.is_event))


def _ours(id: str, answers: Answers) -> Iterator[Ours]:
    law, money = keeping().law, unpaid(answers)
    faces = answers.faces
    for line in deciding(answers).get(id, ()):
        face = faces.get(line.id)
        norm = law.norms[line.answer.norm]
        yield Ours(
            line=line.id, norm=norm.id, title=norm.title, status=status_words(line.answer.status, line.answer.state),
            attaches=BASIS[face.basis if face else None], awards=line.awards, dollars=money.of(one.number for one in line.situations),
        )  # fmt: skip
