"""Position and its lines as files (matrix and memo), made from the page's rows without asking anything anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from comity.brief.office_words import money, short_day, status_words
from comity.norms.nodes import Law
from comity.proof.context import shown
from comity.text import tree as t
from comity.web.asking import Asking
from comity.web.exports.paper import AUDIENCES, Audience, Entry, Finding, Memo, Paper, Quote, SourceLine, paper_of
from comity.web.exports.stamp import Stamp
from comity.web.exports.tables import Book, Column, Row, Table
from comity.web.keeping import keeping
from comity.web.kept_answers import Answers
from comity.web.pages.line_reason import Reason
from comity.web.pages.line_reason import rows as reason_of
from comity.web.pages.position_rows import Page, line_of

CONDITIONS = (
    Column("condition", "What it asks"),
    Column("instrument", "Terms"),
    Column("status", "Status"),
    Column("decided_by", "Decided by"),
    Column("awards", "Awards", "count"),
    Column("unpaid", "Unpaid", "money"),
    Column("seen", "Seen", "day"),
    Column("norm", "Id"),
)
CELLS = (
    Column("award", "Award"),
    Column("condition", "Condition"),
    Column("status", "Status"),
    Column("amount", "Amount", "money"),
)
ORDERS = (
    Column("order", "Order"),
    Column("decided", "Decided", "day"),
    Column("docket", "Docket"),
    Column("seen", "Seen", "day"),
    Column("id", "Id"),
)
SOURCES = (
    Column("title", "Source"),
    Column("address", "Address"),
    Column("read_on", "Read on", "day"),
    Column("sha256", "SHA-256 of the library's file"),
)
MOST_FINDINGS = 40
"""A memo says the reasons of so many conditions; the rest stand in its table."""


def book(page: Page, asking: Asking, answers: Answers, stamp: Stamp) -> Book:
    """The matrix: conditions, each award under each, the orders behind them, their sources."""
    law = answers.law
    ids = {row.id for row in page.rows}
    shown_lines = [line for line in answers.lines if line.id in ids]
    inside = answers.sheet.portfolio.awards_in
    cells: list[Row] = [
        {
            "award": one.award,
            "condition": law.norms[line.answer.norm].title,
            "status": status_words(line.answer.status, line.answer.state).words,
            "amount": one.amount,
        }
        for line in shown_lines
        for situation in line.situations
        for one in inside[situation.number]
    ]
    acts = _acts((line.answer.ground for line in shown_lines), law)
    instruments = [law.norms[row.norm].instrument for row in page.rows] + [
        law.norm_acts[act].instrument for act in acts
    ]
    return Book(
        "matrix",
        f"Position of {shown(asking.subject)}",
        stamp,
        (
            Table(
                name="conditions",
                title="Conditions",
                columns=CONDITIONS,
                rows=tuple(_condition(page)),
                note=page.money.method,
                empty=page.nothing,
            ),
            Table(
                name="awards",
                title="Awards by condition",
                columns=CELLS,
                rows=tuple(cells),
                note="",
                empty=page.nothing,
            ),
            Table(
                name="orders",
                title="Orders",
                columns=ORDERS,
                rows=tuple(_order(act, law) for act in acts),
                note="",
                empty="No order decides a row.",
            ),
            Table("sources", "Sources", SOURCES, tuple(_source(one) for one in sources(instruments, law))),
        ),
    )


def memo(page: Page, asking: Asking, answers: Answers, stamp: Stamp, audience: str) -> Paper:
    """The position as a memo."""
    law = answers.law
    reasons = [reason_of(asking, answers, line_of(answers, row.id)) for row in page.rows[:MOST_FINDINGS]]
    counted = "; ".join(f"{one.words.lower()} {one.number}, {money(one.dollars)}" for one in page.counts)
    plural = "s" if page.conditions != 1 else ""
    answer = (
        f"On {short_day(asking.as_of)} {page.conditions} federal condition{plural} stand in {page.awards} "
        f"award{'s' if page.awards != 1 else ''} of {shown(asking.subject)}, {money(page.money.total)} of "
        f"{money(page.money.awarded)} unpaid: {counted}. {page.money.method}"
    )
    stale = (
        f"{page.stale} answers rest on {page.stale_orders} orders last seen longer ago than their limit."
        if page.stale
        else ""
    )
    acts = list(dict.fromkeys(one.act for one in reasons if one.act))
    instruments = [law.norms[one.norm].instrument for one in reasons] + [law.norm_acts[act].instrument for act in acts]
    unknown = tuple(dict.fromkeys(words for one in reasons for words in one.missing))
    table = Table(
        name="conditions",
        title="Conditions",
        columns=CONDITIONS[:-1],
        rows=tuple(_condition(page)),
        note="",
        empty=page.nothing,
    )
    return paper_of(
        Memo(
            title=f"Federal grant conditions of {shown(asking.subject)}",
            stamp=stamp,
            audience=_audience(audience),
            answer=answer,
            stale=stale,
            findings=tuple(_finding(one) for one in reasons),
            entries=tuple(_entry(act, law, asking.as_of) for act in acts),
            sources=tuple(sources(instruments, law)),
            unknown=unknown,
            tables=(table,),
        )
    )


def line_book(reason: Reason, stamp: Stamp) -> Book:
    """The awards of one line."""
    rows: tuple[Row, ...] = tuple(
        {"award": one.number, "condition": reason.title, "status": reason.status.words, "amount": one.amount}
        for one in reason.awards
    )
    note = f"{reason.more} more awards are in the matrix of Position." if reason.more else ""
    return Book("condition", reason.title, stamp, (Table("awards", "Awards", CELLS, rows, note),))


def line_memo(reason: Reason, asking: Asking, stamp: Stamp, audience: str) -> Paper:
    """One line as a memo."""
    law = keeping().question(asking).law
    instruments = [law.norms[reason.norm].instrument, *([law.norm_acts[reason.act].instrument] if reason.act else [])]
    stale = (
        f"It rests on {reason.act_title}, seen {short_day(reason.seen)}, {reason.days} days before."
        if reason.status.aged
        else ""
    )
    return paper_of(
        Memo(
            title=f"{reason.instrument}: {reason.title}",
            stamp=stamp,
            audience=_audience(audience),
            answer=f"{reason.status.words}. {reason.answer}",
            stale=stale,
            findings=(_finding(reason),),
            entries=(_entry(reason.act, law, asking.as_of),) if reason.act else (),
            sources=tuple(sources(instruments, law)),
            unknown=reason.missing,
        )
    )


def _audience(name: str) -> Audience:
    return name if name in AUDIENCES else "counsel"


def _condition(page: Page) -> Iterable[Row]:
    for row in page.rows:
        yield {
            "condition": row.title, "instrument": row.instrument, "status": row.status.words, "decided_by": row.decided_by,
            "awards": row.awards, "unpaid": row.dollars, "seen": row.seen, "norm": row.norm,
        }  # fmt: skip


def _finding(reason: Reason) -> Finding:
    quoted = tuple(Quote(" ".join(one.words), one.where or reason.instrument) for one in reason.quoted)
    changes = [reason.bars, reason.springs, f"It attaches by: {reason.basis}."]
    changes += [f"Courts elsewhere hold otherwise: {'; '.join(reason.contested)}."] if reason.contested else []
    changes += [f"Another norm asks for the opposite: {'; '.join(reason.conflicts)}."] if reason.conflicts else []
    return Finding(
        f"{reason.title} ({reason.instrument})",
        f"{reason.status.words}. {reason.answer}",
        quoted or (Quote(reason.sentence, "in plain English; its own words were not seen"),),
        reason.why,
        tuple(change for change in changes if change),
    )


def _acts(grounds: Iterable[str | None], law: Law) -> list[str]:
    return [one for one in dict.fromkeys(grounds) if one is not None and one in law.norm_acts and one not in law.norms]


def _order(act: str, law: Law) -> Row:
    entry = _entry(act, law, dt.date.max)
    return {"order": entry.act, "decided": entry.decided, "docket": entry.docket, "seen": entry.seen, "id": act}


def _entry(act: str, law: Law, as_of: dt.date) -> Entry:
    from comity.answers.standing import standing
    from comity.brief.office_words import act_words

    node = law.norm_acts[act]
    instrument = law.instruments[node.instrument]
    stands, by = standing(act, law, as_of) if as_of != dt.date.max else ("", None)
    docket = "; ".join(law.cite(act)) or (f"No. {instrument.docket}" if instrument.docket else "")
    return Entry(
        act=act_words(act, law),
        decided=node.decided.day if isinstance(node.decided, t.Day) else None,
        docket=docket,
        stands=f"{stands} by {act_words(by, law)}" if by else stands,
        seen=node.last_seen.day if node.last_seen else None,
    )


def sources(instruments: Iterable[str], law: Law) -> Iterable[SourceLine]:
    """Where the words of some instruments were read, each once, with the digest of the library's file that quotes them."""
    for id in dict.fromkeys(instruments):
        one = law.instruments[id]
        digest = _digest(keeping().law_folder, one.file)
        for address in one.sources or ("",):
            yield SourceLine(one.title, address, one.checked, digest)


@lru_cache(1024)
def _digest(root: Path, file: str) -> str:
    """The digest of a law file; empty where it is not beside the library any more."""
    path = root.parent / file
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _source(one: SourceLine) -> Row:
    return {"title": one.title, "address": one.address, "read_on": one.read_on, "sha256": one.digest}
