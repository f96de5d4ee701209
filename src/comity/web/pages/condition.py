"""One condition: its words, what acts on it, when and for whom; our awards that carry it, and the agency's view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from comity.answers.gathered import Gathered
from comity.answers.standing import duration, standing
from comity.brief.english import act_sentence, norm_sentence, parties
from comity.brief.office_words import StatusWords, act_words, status_words
from comity.brief.site.graphic import bars, graphic, key
from comity.norms.nodes import Law
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.exports.stamp import NOTICE, Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.pages.money import unpaid
from comity.web.pages.sending import answers_for, sent

PATH = "condition/<path:id>/"
COLUMNS = (
    Column("act", "Act"),
    Column("does", "What it does"),
    Column("whom", "For whom"),
    Column("in_force", "In force"),
    Column("stands", "Stands"),
    Column("seen", "Seen", "day"),
    Column("id", "Id"),
)


@dataclass(frozen=True, slots=True)
class Acting:
    """An act on the condition, a row of the table below the timeline."""

    number: int
    id: str
    title: str
    does: str
    whom: str
    when: str
    stands: str
    seen: dt.date | None
    has_page: bool


@dataclass(frozen=True, slots=True)
class Ours:
    """Our awards that have one answer under it."""

    line: str
    status: StatusWords
    awards: int
    dollars: Decimal | None


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says; `notice` is the draft that an agency may start from."""

    id: str
    title: str
    instrument: str
    instrument_id: str
    answer: str
    sentence: str
    quoted: tuple[tuple[tuple[str, ...], str], ...]
    graphic: SafeString
    acting: tuple[Acting, ...]
    ours: tuple[Ours, ...]
    earlier: tuple[tuple[str, str], ...]
    cites: tuple[str, ...]
    sources: tuple[str, ...]
    notice: str


def view(request: Any, id: str) -> HttpResponse:
    """The page of a condition, or of any other norm."""
    asking: Asking = request.asking
    if id not in keeping().law.norms:
        raise Http404
    answers = answers_for(request)
    page = rows(asking, answers, id)
    said = {"page": page, "subject": shown(asking.subject), "waiting": answers is None}
    return sent(request, lambda made: book(page, made)) or render(request, "condition.html", said)


def rows(asking: Asking, answers: Answers | None, id: str) -> Page:
    """The page as rows."""
    question = keeping().question(asking)
    law, norm = question.law, question.law.norms[id]
    instrument = law.instruments[norm.instrument]
    drawn = bars(norm, Gathered(law, question.record, asking.as_of, {}))
    acting = tuple(_acting(drawn, id, law, asking))
    ours = tuple(_ours(id, answers)) if answers is not None else ()
    kin = [
        (one.id, f"{one.title} ({law.instruments[one.instrument].title})")
        for one in law.norms.values()
        if one.continues == id
    ]
    if norm.continues:
        kin.insert(
            0,
            (
                norm.continues,
                f"{law.norms[norm.continues].title} ({law.instruments[law.norms[norm.continues].instrument].title})",
            ),
        )
    return Page(
        id=id,
        title=norm.title,
        instrument=instrument.title,
        instrument_id=instrument.id,
        answer=_answer(asking, acting, ours, answers is not None),
        sentence=norm_sentence(norm, law),
        quoted=tuple((one.words, one.pinpoint or "") for one in norm.passages),
        graphic=mark_safe(f"{graphic(drawn, asking.as_of)}{key(drawn)}"),
        acting=acting,
        ours=ours,
        earlier=tuple(kin),
        cites=law.cite(id),
        sources=instrument.sources,
        notice=_notice(id, law, acting, asking),
    )


def book(page: Page, stamp: Stamp) -> Book:
    """What acts on it, as a table: the agency's view."""
    said: tuple[Cells, ...] = tuple(
        {"act": one.title, "does": one.does, "whom": one.whom, "in_force": one.when, "stands": one.stands, "seen": one.seen, "id": one.id}
        for one in page.acting
    )  # fmt: skip
    table = Table(
        name="acts",
        title="What acts on it",
        columns=COLUMNS,
        rows=said,
        note=page.sentence,
        empty="Nothing in the library acts on it.",
    )
    return Book("condition", page.title, stamp, (table,))


def _acting(drawn: Any, id: str, law: Law, asking: Asking) -> Iterator[Acting]:
    for bar in drawn[1:]:
        act = law.norm_acts[bar.id]
        stands, by = standing(bar.id, law, asking.as_of)
        yield Acting(
            number=bar.number,
            id=bar.id,
            title=act_words(bar.id, law),
            does=bar.words,
            whom=parties(act.parties, law)
            if act.parties is not None
            else ("its territory" if act.forum else "everyone"),
            when=duration(bar.spans, bar.is_event),
            stands=f"{stands} by {act_words(by, law)}" if by else stands,
            seen=act.last_seen.day if act.last_seen else None,
            has_page=bar.id not in law.norms,
        )


def _ours(id: str, answers: Answers) -> Iterator[Ours]:
    money = unpaid(answers)
    for line in answers.lines:
        if line.answer.norm == id:
            status = status_words(line.answer.status, line.answer.state)
            yield Ours(line.id, status, line.awards, money.of(one.number for one in line.situations))


def _answer(asking: Asking, acting: tuple[Acting, ...], ours: tuple[Ours, ...], known: bool) -> str:
    """The first line."""
    when, name = f"On {asking.as_of.day} {asking.as_of:%b %Y}", shown(asking.subject)
    alive = sum(1 for one in acting if one.stands.startswith(("in force", "stayed for some", "reversed for some")))
    acts = (
        f"{alive} of {len(acting)} acts on it in the library stand" if acting else "nothing in the library acts on it"
    )
    if not known:
        return f"{when}: {acts}."
    if not ours:
        return f"{when}: no award of {name} on record may have it; {acts}."
    listed = "; ".join(
        f"{one.status.words.lower()} on {one.awards} award{'s' if one.awards != 1 else ''}" for one in ours
    )
    return f"{when}, for {name}: {listed}. {acts[:1].upper()}{acts[1:]}."


def _notice(id: str, law: Law, acting: tuple[Acting, ...], asking: Asking) -> str:
    """A notice in words that quote the orders, marked as a draft; nothing where no order stands."""
    standing_now = [
        one for one in acting if one.has_page and one.stands == "in force" and law.norm_acts[one.id].kind == "order"
    ]
    if not standing_now:
        return ""
    told = "\n\n".join(
        f"{act_sentence(law.norm_acts[one.id], law)} Seen {one.seen or 'on a day not recorded'}. {'; '.join(law.cite(one.id))}"
        for one in standing_now
    )
    title = law.instruments[law.norms[id].instrument].title
    return (
        f"DRAFT for review by agency counsel. Law read as of {asking.as_of}.\n\nNotice about the condition “{law.norms[id].title}” of {title}.\n\n"
        f"{told}\n\nWhether it covers a recipient is decided by the order. {NOTICE}"
    )
