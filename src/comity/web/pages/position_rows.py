"""The rows of a position: conditions of awards as lines, their dollars, and the filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404

from comity.brief.office_words import GROUPS, StatusWords, act_words, status_words
from comity.kept.lines import BACKGROUND, CONDITION, Line, totals
from comity.kept.sheet import Face
from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.proof.context import shown
from comity.web.asking import Asking
from comity.web.kept_answers import Answers
from comity.web.pages.money import Unpaid, unpaid
from comity.web.pages.sending import law_day

ICON_OF = {"barred": "blocked", "in_force": "in_force", "unknown": "undetermined", "other": "not_yet"}
CHOICES = ("agency", "status", "shelf", "award")


@dataclass(frozen=True, slots=True)
class Count:
    """One count of the first screen."""

    group: str
    words: str
    icon: str
    aged: bool
    number: int
    dollars: Decimal | None


@dataclass(frozen=True, slots=True)
class Row:
    """One condition with one answer."""

    id: str
    norm: str
    title: str
    instrument: str
    agency: str
    status: StatusWords
    decided_by: str
    awards: int
    dollars: Decimal | None
    seen: dt.date | None
    days: int | None
    missing: bool
    link: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says; `rows` are those that the choices leave."""

    conditions: int
    awards: int
    money: Unpaid
    law_day: dt.date
    counts: tuple[Count, ...]
    stale: int
    stale_orders: int
    unknown: int
    facts: int
    agencies: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    chosen: Mapping[str, str]
    day_query: str
    nothing: str


def rows(
    asking: Asking, answers: Answers, agency: str = "", status: str = "", shelf: str = "", award: str = ""
) -> Page:  # fmt: skip
    """The page as rows, for the screen and for exports."""
    law, found = answers.law, answers.lines
    shelf = BACKGROUND if shelf == BACKGROUND else CONDITION
    conditions = [line for line in found if line.shelf == CONDITION]
    stale = [line for line in conditions if line.group.endswith("_seen")]
    open_ = [line for line in conditions if line.group == "unknown"]
    faces = answers.faces
    acts = {face.act for line in stale if (face := faces.get(line.id)) is not None}
    query = urlencode({"on": asking.as_of.isoformat()}) if asking.past else ""
    money = unpaid(answers)
    made = [
        (line, _row(line=line, face=faces.get(line.id), law=law, query=query, asking=asking, money=money))
        for line in found
        if line.shelf == shelf
    ]
    agencies = sorted({(row.agency, _agency(row.agency)) for _, row in made if row.agency}, key=lambda pair: pair[1])
    kept = [
        row
        for line, row in made
        if (not agency or row.agency == agency)
        and (not status or line.group == status)
        and (not award or _has(line, award, answers))
    ]
    return Page(
        conditions=len({line.answer.norm for line in conditions}),
        awards=len(answers.sheet.portfolio.awards),
        money=money,
        law_day=law_day(),
        counts=tuple(_counts(totals(conditions), conditions, money)),
        stale=len(stale),
        stale_orders=len(acts - {None}),
        unknown=len(open_),
        facts=len({fact for line in open_ for fact, _ in line.answer.missing}),
        agencies=tuple(agencies),
        rows=tuple(kept),
        chosen={"agency": agency, "status": status, "shelf": shelf, "award": award},
        day_query=f"&{query}" if query else "",
        nothing=_nothing(asking, bool(made)),
    )


def line_of(answers: Answers, id: str) -> Line:
    """The line of a name; a page that is not found where there is none."""
    found = answers.line_by_id.get(id)
    if found is None:
        raise Http404
    return found


def _has(line: Line, award: str, answers: Answers) -> bool:
    number = answers.sheet.portfolio.situation_of.get(award)
    return any(one.number == number for one in line.situations)


def _counts(
    counted: Mapping[str, tuple[int, Decimal | None]], found: Iterable[Line], money: Unpaid
) -> Iterable[Count]:  # fmt: skip
    inside: dict[str, set[int]] = {}
    for line in found:
        inside.setdefault(line.group, set()).update(one.number for one in line.situations)
    for group, (number, _) in counted.items():
        if number:
            aged = group.endswith("_seen")
            dollars = money.of(inside.get(group, ()))
            yield Count(
                group=group,
                words=GROUPS[group],
                icon=ICON_OF[group.removesuffix("_seen")],
                aged=aged,
                number=number,
                dollars=dollars,
            )


def _row(line: Line, face: Face | None, law: Law, query: str, asking: Asking, money: Unpaid) -> Row:
    norm = law.norms[line.answer.norm]
    instrument = law.instruments[norm.instrument]
    seen = face.seen if face else None
    return Row(
        id=line.id,
        norm=norm.id,
        title=norm.title,
        instrument=instrument.title,
        agency=instrument.issuer or "",
        status=status_words(line.answer.status, line.answer.state),
        decided_by=_decided_by(line, face, law),
        awards=line.awards,
        dollars=money.of(one.number for one in line.situations),
        seen=seen,
        days=(asking.as_of - seen).days if seen and line.group.endswith("_seen") else None,
        missing=line.answer.status == "undetermined",
        link=f"/position/line/{line.id}/{'?' + query if query else ''}",
    )


def _decided_by(line: Line, face: Face | None, law: Law) -> str:
    if line.answer.status == "undetermined":
        words = [words for _, words in line.answer.missing]
        more = f", and {len(words) - 1} more" if len(words) > 1 else ""
        return f"missing: {words[0]}{more}" if words else "missing facts"
    act = line.answer.ground or (face.act if face else None)
    return act_words(act, law) if act else "no order found"


def _agency(short: str) -> str:
    found = government(short)
    return found.name if found else short


def _nothing(asking: Asking, any_rows: bool) -> str:
    if any_rows:
        return "No condition fits what was chosen above."
    return f"No award of {shown(asking.subject)} is on record for this day. Start with your award list."
