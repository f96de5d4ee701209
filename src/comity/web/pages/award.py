"""One award: what it says, whether that may be enforced, what was certified; or compared with another award."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from heapq import nsmallest
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from comity.brief.english import day, norm_sentence
from comity.brief.office_words import BASIS, StatusWords, act_words, status_words
from comity.kept.lines import CONDITION
from comity.norms.names.governments import government
from comity.norms.names.programs import program
from comity.norms.nodes import Law, Norm
from comity.proof.context import shown
from comity.record.nodes import Award
from comity.record.unpaid import unpaid_of
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.office.models import Certification
from comity.web.pages.sending import answers_for, sent

PATH = "award/<path:number>/"
OTHERS = 100
COLUMNS = (
    Column("condition", "Condition"),
    Column("instrument", "Terms"),
    Column("attaches", "In the award by"),
    Column("words", "Its words"),
    Column("status", "Status"),
    Column("decided_by", "Decided by"),
    Column("certified", "Certified"),
    Column("other", "In the other award"),
)
SURE = ("document", "agency", "office", "answer", "law")
CERTIFYING = ("certif",)


@dataclass(frozen=True, slots=True)
class Row:
    """One condition: what the award says, whether it may be enforced, what was certified; what the other award has."""

    line: str
    norm: str
    title: str
    instrument: str
    attaches: str
    sure: bool
    words: str
    where: str
    status: StatusWords
    decided_by: str
    seen: dt.date | None
    certified: str
    other: str
    difference: SafeString


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says. `others` are awards to compare with, those of the same listing first."""

    number: str
    answer: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    absent: int
    others: tuple[tuple[str, str], ...]
    against: str
    only_other: tuple[str, ...]


def view(request: Any, number: str) -> HttpResponse:
    """The page of an award."""
    asking: Asking = request.asking
    answers = answers_for(request)
    question = keeping().question(asking) if answers is None else answers.question
    awards = question.facts.awards
    if number not in awards:
        raise Http404
    against = request.GET.get("with", "")
    if against and against not in awards:
        raise Http404
    if answers is None:
        return render(request, "award.html", {"waiting": True, "number": number})
    page = rows(asking, answers, awards, number, against)
    asked = request.GET.copy()
    asked.pop("as", None)
    sealed = Certification.objects.visible_to(asking.rights).filter(matter=asking.matter, award=number)
    said = {"page": page, "number": number, "query": asked.urlencode(), "sealed": sealed.order_by("-number")}
    return sent(request, lambda made: book(page, made)) or render(request, "award.html", said)


def rows(asking: Asking, answers: Answers, awards: Mapping[str, Award], number: str, against: str = "") -> Page:
    """The page as rows."""
    law, award = keeping().law, awards[number]
    other = _conditions(answers, against) if against else {}
    made = [
        _row(
            line=line,
            id=norm,
            asking=asking,
            answers=answers,
            number=number,
            other=other,
            compared=bool(against),
            law=law,
        )
        for norm, line in _conditions(answers, number).items()
    ]
    live = [one for one in made if one.status.icon != "not_attached"]
    live.sort(key=lambda one: (not one.sure, one.instrument, one.title))
    here = {one.norm for one in live}
    missing = [
        law.norms[norm].title
        for norm, line in other.items()
        if norm not in here and line.answer.status not in ("not_attached", "undetermined")
    ]
    return Page(
        number=number,
        answer=_answer(award, live, asking),
        facts=tuple(_facts(award)),
        rows=tuple(live),
        absent=len(made) - len(live),
        others=tuple(_others(award, awards)),
        against=against,
        only_other=tuple(sorted(missing)),
    )


def book(page: Page, stamp: Stamp) -> Book:
    """The award, side by side, as a table."""
    said: tuple[Cells, ...] = tuple(
        {
            "condition": one.title, "instrument": one.instrument, "attaches": one.attaches, "words": one.words,
            "status": one.status.words, "decided_by": one.decided_by, "certified": one.certified, "other": one.other,
        }
        for one in page.rows
    )  # fmt: skip
    columns = COLUMNS if page.against else COLUMNS[:-1]
    note = f"Compared with award {page.against}." if page.against else ""
    return Book("award", f"Award {page.number}", stamp, (Table("conditions", "Conditions", columns, said, note),))


def _conditions(answers: Answers, number: str) -> dict[str, Any]:
    """The lines of conditions of one award, by norm."""
    situation = answers.sheet.portfolio.situation_of.get(number)
    return {
        line.answer.norm: line
        for line in answers.lines
        if line.shelf == CONDITION and any(one.number == situation for one in line.situations)
    }


def _row(
    line: Any, id: str, asking: Asking, answers: Answers, number: str, other: dict[str, Any], compared: bool, law: Law
) -> Row:  # fmt: skip
    norm = law.norms[id]
    face = answers.faces.get(line.id)
    basis = face.basis if face else None
    act = line.answer.ground or (face.act if face else None)
    decided = (
        f"missing: {line.answer.missing[0][1]}" if line.answer.missing and line.answer.status == "undetermined" else ""
    )
    quoted = norm.passages[0] if norm.passages else None
    there, difference = _compared(norm, other, law) if compared else ("", SafeString(""))
    return Row(
        line=line.id,
        norm=id,
        title=norm.title,
        instrument=law.instruments[norm.instrument].title,
        attaches=BASIS[basis],
        sure=basis in SURE,
        words=" ".join(quoted.words) if quoted else norm_sentence(norm, law),
        where=(quoted.pinpoint or "") if quoted else "in plain English; its own words were not seen",
        status=status_words(line.answer.status, line.answer.state),
        decided_by=decided or (act_words(act, law) if act else "no order found"),
        seen=face.seen if face else None,
        certified=_certified(norm, asking, number),
        other=there,
        difference=difference,
    )


def _certified(norm: Norm, asking: Asking, number: str) -> str:
    """What is on record of a certification under this condition: who did the conduct that it asks for, and when."""
    question = keeping().question(asking)
    done = [
        one for one in question.facts.conduct_of.get(asking.subject.short, ())
        if one.act == norm.act and one.done and (one.on is None or one.on <= asking.as_of)
    ]  # fmt: skip
    award = question.facts.awards.get(number)
    if done:
        return f"done {done[-1].on or 'on a day not recorded'}"
    if award is not None and award.signed_by and award.accepted:
        return f"award signed {award.accepted}, {award.signed_by}"
    return "no certificate on record"


def _compared(norm: Norm, other: dict[str, Any], law: Law) -> tuple[str, SafeString]:
    """What the other award has in place of a condition: the same, a reworded one with the difference, or none."""
    line = other.get(norm.id)
    if line is not None and line.answer.status not in ("not_attached", "undetermined"):
        return "the same words", SafeString("")
    kin = next((id for id in other if id == norm.continues or law.norms[id].continues == norm.id), None)
    if kin is not None and other[kin].answer.status not in ("not_attached", "undetermined"):
        return f"reworded: {law.norms[kin].title}", _difference(_text(law.norms[kin], law), _text(norm, law))
    if line is not None and line.answer.status == "undetermined":
        return "cannot be told", SafeString("")
    return "not in it", SafeString("")


def _text(norm: Norm, law: Law) -> str:
    return " ".join(words for one in norm.passages for words in one.words) or norm_sentence(norm, law)


def _difference(before: str, after: str) -> SafeString:
    """Two wordings as one text, with what went and what came marked as such."""
    old, new = before.split(), after.split()

    def pieces() -> Iterator[tuple[SafeString]]:
        for kind, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
            if kind == "equal":
                yield (format_html("{} ", " ".join(old[a:b])),)
            else:
                if b > a:
                    yield (format_html("<del>{}</del> ", " ".join(old[a:b])),)
                if d > c:
                    yield (format_html("<ins>{}</ins> ", " ".join(new[c:d])),)

    return format_html_join("", "{}", pieces())


def _answer(award: Award, found: list[Row], asking: Asking) -> str:
    """The first line."""
    known = [one for one in found if one.sure]
    barred = sum(1 for one in known if one.status.icon in ("blocked", "void", "waived", "displaced"))
    aged = sum(1 for one in known if one.status.aged)
    force = sum(1 for one in known if one.status.icon == "in_force" and not one.status.aged)
    open_ = sum(1 for one in found if one.status.icon == "undetermined")
    taken = (
        f"Accepted {day(award.accepted)}" if award.accepted else f"{(award.stage or 'stage not known').capitalize()}"
    )
    when = f"{asking.as_of.day} {asking.as_of:%b %Y}"
    last = f", {aged} of them when last seen" if aged else ""
    plural = "s" if len(known) != 1 else ""
    counted = f"{force} in force, {barred} barred or not applied{last}; {open_} cannot be told"
    counted = f"{force} in force, {barred} barred or not applied{last}; {open_} cannot be told"
    return f"{taken}. On {when}: {len(known)} condition{plural} known to be in it; {counted}."


def _facts(award: Award) -> Iterator[tuple[str, str]]:
    listing = program(award.program) if award.program else None
    agency = government(award.agency) if award.agency else None
    recipient = government(award.recipient)
    said: list[tuple[str, object]] = [
        ("Recipient", shown(recipient) if recipient else award.recipient),
        ("Agency", agency.name if agency else award.agency),
        ("Listing", f"{award.program} {listing.title}" if listing else award.program),
        ("Program year", award.fiscal_year),
        ("Prime award", award.prime),
        ("Passed through", award.pass_through),
        ("Offered", award.offered),
        ("Accept by", award.accept_by),
        ("Accepted", award.accepted),
        ("Signed by", award.signed_by),
        ("Obligated", award.obligated),
        ("Period", f"{award.period_start} to {award.period_end or 'a day not known'}" if award.period_start else None),
        ("Amount", _dollars(award.amount)),
        ("Drawn", _dollars(award.drawn)),
        ("Unpaid", _dollars(unpaid_of(award))),
        ("Next drawdown", award.next_drawdown),
        ("Terms", ", ".join(award.term_sets or ()) or None),
        ("Note", award.note),
    ]
    yield from ((name, str(value)) for name, value in said if value is not None)


def _dollars(value: Decimal | None) -> str | None:
    return None if value is None else f"${value:,.2f}"


def _others(award: Award, awards: Mapping[str, Award]) -> Iterator[tuple[str, str]]:
    """Awards to compare with: last year's of the same listing first."""
    alike = [one for one in awards.values() if one.program == award.program and one.id != award.id]
    others = alike if len(alike) >= OTHERS else (one for one in awards.values() if one.id != award.id)
    for one in nsmallest(
        OTHERS, others, key=lambda one: (one.program != award.program, -(one.fiscal_year or 0), one.id)
    ):
        yield one.id, f"{one.id}, {one.program or 'listing not known'} {one.fiscal_year or ''}".strip()
