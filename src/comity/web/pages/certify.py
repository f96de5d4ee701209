"""Record a certification: what exactly, on what knowledge, by whom, with whose review. It does not say whether to sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from comity.answers.question import parse_day
from comity.brief.english import norm_sentence
from comity.brief.office_words import StatusWords
from comity.errors import ComityError, Refused
from comity.proof.context import shown
from comity.proof.seen import past_limit
from comity.record.nodes import Award
from comity.web.asking import Asking
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.tables import Row as Cells
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.office.certifications import seal_certification, snapshot
from comity.web.office.entry import Entry
from comity.web.office.facts import alone, enter
from comity.web.office.models import Certification
from comity.web.pages.award import Row as AwardRow
from comity.web.pages.award import rows as award_rows
from comity.web.pages.sending import answers_for, sent
from comity.web.people.models import Access

PATH = "certify/"
TAKES = "certify"
COLUMNS = (
    Column("sentence", "Sentence"),
    Column("where", "Where"),
    Column("attaches", "In the award by"),
    Column("status", "Status"),
    Column("rests_on", "Rests on"),
    Column("seen", "Seen", "day"),
    Column("before", "Certified before"),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that would be certified, with what is known of it."""

    norm: str
    title: str
    words: str
    where: str
    attaches: str
    weak: bool
    status: StatusWords
    rests_on: str
    seen: dt.date | None
    late: bool
    before: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is known on the day: the sentences, what is weaker than the award's own words, checks past their limit, open facts."""

    award: str
    sentences: tuple[Sentence, ...]
    weak: int
    late: int
    open_: tuple[str, ...]
    signed: str
    awards: tuple[str, ...]


def view(request: Any) -> HttpResponse:
    """What would be certified; what was certified, recorded."""
    asking: Asking = request.asking
    answers = answers_for(request)
    question = keeping().question(asking)
    awards = question.facts.awards
    award = request.POST.get("award") or request.GET.get("award", "")
    may = asking.rights.may("certify", asking.matter.pk)
    said: dict[str, Any] = {
        "subject": shown(asking.subject), "may": may, "awards": sorted(awards), "award": award,
        "sealed": Certification.objects.visible_to(asking.rights).filter(matter=asking.matter, award=award).order_by("-number"),
    }  # fmt: skip
    if request.method == "POST":
        try:
            return _record(request, asking, awards, answers)
        except ComityError as error:
            said["refused"] = error
    if award not in awards or answers is None:
        return render(request, "certify.html", {**said, "waiting": answers is None})
    page = rows(asking, answers, awards, award)
    return sent(request, lambda made: book(page, made)) or render(request, "certify.html", {**said, "page": page})


def rows(asking: Asking, answers: Answers, awards: Mapping[str, Award], award: str) -> Page:
    """The page as rows."""
    found = award_rows(asking, answers, awards, award)
    sentences = tuple(_sentence(one, asking) for one in found.rows)
    open_ = tuple(
        dict.fromkeys(
            one.decided_by.removeprefix("missing: ") for one in found.rows if one.decided_by.startswith("missing: ")
        )
    )
    return Page(
        award=award,
        sentences=sentences,
        weak=sum(1 for one in sentences if one.weak),
        late=sum(1 for one in sentences if one.late),
        open_=open_,
        signed=awards[award].signed_by or "",
        awards=tuple(sorted(awards)),
    )


def book(page: Page, stamp: Stamp) -> Book:
    """The record of what was known, as a table."""
    said: tuple[Cells, ...] = tuple(
        {
            "sentence": one.words, "where": one.where, "attaches": one.attaches, "status": one.status.words,
            "rests_on": one.rests_on, "seen": one.seen, "before": one.before,
        }
        for one in page.sentences
    )  # fmt: skip
    note = f"Facts still open: {'; '.join(page.open_)}." if page.open_ else "No open fact."
    table = Table(
        name="sentences",
        title="What is certified",
        columns=COLUMNS,
        rows=said,
        note=note,
        empty="The library has no condition of this award.",
    )
    return Book("certification", f"Certification under award {page.award}", stamp, (table,))


def _sentence(row: AwardRow, asking: Asking) -> Sentence:
    law = keeping().question(asking).law
    norm = law.norms[row.norm]
    acts = (law.norm_acts[id] for id, _ in law.acting_on.get(norm.id, ()) if id in law.norm_acts)
    late = row.status.aged and any(past_limit(act, asking.as_of) for act in acts)
    return Sentence(
        norm=norm.id,
        title=norm.title,
        words=row.words or norm_sentence(norm, law),
        where=row.where or row.instrument,
        attaches=row.attaches,
        weak=row.attaches != "award's words",
        status=row.status,
        rests_on=row.decided_by,
        seen=row.seen,
        late=late,
        before=row.certified,
    )


def _record(request: Any, asking: Asking, awards: Mapping[str, Award], answers: Answers | None) -> HttpResponse:
    """Record who certified what and when: the conduct it is, who signed, and what was known, sealed. Raises Refused, Faults."""
    given = {key: request.POST.get(key, "").strip() for key in ("award", "by", "on", "counsel", "reason")}
    if given["award"] not in awards:
        raise Refused("no award is chosen.", "Choose the award under which it is certified.")
    lacking = [words for key, words in (("by", "who certified"), ("on", "the day")) if not given[key]]
    if lacking:
        raise Refused(f"Missing: {', '.join(lacking)}.")
    if not given["counsel"] and not given["reason"]:
        raise Refused(
            "neither counsel's review nor a reason without it is given.",
            "Name the counsel who reviewed it, or write why nobody did.",
        )
    day = parse_day(given["on"])
    law = keeping().law
    norms = [norm for norm in request.POST.getlist("norm") if norm in law.norms]
    review = f"reviewed by {given['counsel']}" if given["counsel"] else f"not reviewed by counsel: {given['reason']}"
    if answers is None:
        raise Refused("the answers that it rests on are still being worked out.", "Try again in a moment.")
    page = rows(asking, answers, awards, given["award"])
    sentences = [{**_sealed(one), "certified": one.norm in norms} for one in page.sentences]
    entries = list(_entries(given, norms, day, review, asking))
    with transaction.atomic():
        alone()
        known = snapshot(
            asking=asking,
            answers=answers,
            award=given["award"],
            by=given["by"],
            on=day.isoformat(),
            sentences=sentences,
            open_=page.open_,
        )
        enter(entries, asking.matter, request.user)
        sealed = seal_certification(known, asking, request.user)
    messages.success(
        request,
        f"Recorded and sealed as certification {sealed.number}: {given['by']} certified {len(norms)} sentences under award "
        f"{given['award']} on {day}.",
    )
    return redirect("award", number=given["award"])


def _sealed(one: Sentence) -> dict[str, Any]:
    """A sentence and what is known of it, as plain values."""
    return {
        "norm": one.norm, "title": one.title, "words": one.words, "where": one.where, "attaches": one.attaches,
        "status": one.status.words, "rests_on": one.rests_on, "seen": one.seen.isoformat() if one.seen else None,
        "before": one.before,
    }  # fmt: skip


def _entries(given: dict[str, str], norms: list[str], day: dt.date, review: str, asking: Asking) -> Iterator[Entry]:
    """The business record is internal; counsel's review is counsel's own, and privileged."""
    law = keeping().law
    fact = {"award": given["award"], "attribute": "signed_by", "value": given["by"]}
    yield Entry("award_facts", fact, access=Access.INTERNAL)
    source = f"review-{given['award'].lower()}-{day}".replace("/", "-")[:80]
    yield Entry("sources", {"id": source, "title": f"Certification of {day}: {review}"}, access=Access.PRIVILEGED)
    for act in dict.fromkeys(law.norms[norm].act for norm in norms):
        values = {"party": asking.subject.short, "act": act, "done": True, "on": day.isoformat()}
        yield Entry("conduct", values, access=Access.INTERNAL)
