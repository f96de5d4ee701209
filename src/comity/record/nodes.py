"""The record: facts, each with its source, the time it is true of and the time it became known. Absent values are unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from comity.frozen import frozen
from comity.norms.names.governments import Government
from comity.text.tree import Expr


@frozen
class Source:
    """Where a fact comes from: a document, who keeps it, when it was last checked, how far it was verified.

    `excerpt` are words of it, exactly, against which quotations are checked. `access` is who may see it, and bounds who may
    see what is recorded from it.
    """

    id: str
    title: str
    url: str | None = None
    date: dt.date | None = None
    basis: str | None = None
    checked: dt.date | None = None
    excerpt: str | None = None
    access: str | None = None


@frozen
class Known:
    """When and from what a row is known; without `recorded`, from when it was true; `supersedes` names the row it corrects.

    `retracted` rows take the corrected one back and say nothing. No answer depends on who entered a row, when, or who may see it.
    """

    source: str | None = None
    recorded: dt.date | None = None
    row: str | None = None
    supersedes: str | None = None
    retracted: bool | None = None
    entered_at: str | None = None
    entered_by: str | None = None
    access: str | None = None
    matter: str | None = None


@frozen
class Award:
    """One award; `prime` is the award it is a subaward of.

    `terms` are the norms its own terms carry, `term_sets` the sets of terms its documents name (None: not known); dollars
    are in `amount`.

    `accepted_by` is a day by which it had been accepted, where the day of acceptance itself is not known; `obligated` the
    day its dollars were obligated, which may come before the acceptance.
    """

    id: str
    recipient: str
    agency: str | None = None
    program: str | None = None
    fiscal_year: int | None = None
    stage: str | None = None
    offered: dt.date | None = None
    accepted: dt.date | None = None
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    amount: Decimal | None = None
    prime: str | None = None
    terms: tuple[str, ...] | None = None
    note: str | None = None
    known: Known = Known()
    accepted_by: dt.date | None = None
    assumed: bool = False
    obligated: dt.date | None = None
    term_sets: tuple[str, ...] | None = None
    accept_by: dt.date | None = None
    signed_by: str | None = None
    drawn: Decimal | None = None
    balance: Decimal | None = None
    next_drawdown: dt.date | None = None
    entity: str | None = None
    pass_through: str | None = None


@frozen
class AwardFact:
    """One attribute of one award as somebody answered it; `value` is written as in the table of awards."""

    award: str
    attribute: str
    value: str
    known: Known = Known()


@frozen
class Demand:
    """A letter, subpoena or order that asks something of its recipients; `force` is its legal force, `follows` an earlier demand.

    It is due on `due`, or after the days, months or hours that it gives from `due_from` (record/deadlines.py); `triggered` is
    the day of that receipt, service, entry or event.
    """

    id: str
    title: str
    issuer: str
    date: dt.date | None
    due: dt.date | None
    force: str | None
    act: str | None
    basis: tuple[str, ...]
    recipients: tuple[str, ...]
    asks: str | None = None
    threatens: str | None = None
    follows: str | None = None
    note: str | None = None
    due_days: int | None = None
    due_business: bool | None = None
    known: Known = Known()
    due_hour: str | None = None
    due_months: int | None = None
    due_hours: int | None = None
    due_from: str | None = None
    due_backward: bool | None = None
    due_rule: str | None = None
    triggered: dt.date | None = None
    triggered_hour: str | None = None


@frozen
class Conduct:
    """What a party did or did not do, when, and in answer to which demand."""

    party: str
    act: str
    done: bool | None
    on: dt.date | None = None
    demand: str | None = None
    known: Known = Known()


@frozen
class Answer:
    """The answer to a declared question about a party, an award or an order (`act`), true from one day until another."""

    question: str
    party: str | None
    award: str | None
    value: bool | int | Decimal | dt.date | str
    since: dt.date | None = None
    until: dt.date | None = None
    known: Known = Known()
    act: str | None = None


@frozen
class Membership:
    """Whether a party is a member of an association, from one day until another."""

    party: str
    association: str
    member: bool
    since: dt.date | None = None
    until: dt.date | None = None
    known: Known = Known()


@frozen
class Carriage:
    """What awards carry or do not: a norm or term set, by whose rule, for which awards (those that fit `when`, or one)."""

    carries: str
    by: str
    carried: bool
    when: Expr | None = None
    award: str | None = None
    known: Known = Known()


@frozen
class DocketCheck:
    """What was seen of an order on its docket on a day: it stands, is stayed, is narrowed, or has ended; by which entry.

    `to` are those whom an order that was narrowed still protects.
    """

    act: str
    on: dt.date
    seen: str
    entry: str | None = None
    to: tuple[str, ...] = ()
    known: Known = Known()


@frozen
class Statement:
    """Who said what, through whom and when; and what it would mean in law, to be checked and never taken as law.

    `proposition` is a claim the law and the record may support or contradict; None for opinions and predictions, of which
    `unchecked` says why there is nothing to check. `sentences` are those of its source that it stands in.
    """

    id: str
    speaker: str
    chain: tuple[str, ...]
    when_written: str | None
    said_first: dt.date | None
    said_last: dt.date | None
    resolution: str | None
    quoted: str | None
    reported: str | None
    meaning: str | None
    proposition: Mapping[str, object] | None
    remarks: str | None
    known: Known = Known()
    unchecked: str | None = None
    sentences: tuple[int, ...] = ()


@frozen
class Record:
    """All facts of one or more record folders."""

    title: str = ""
    parties: Mapping[str, Government] = field(default_factory=dict[str, Government])
    sources: Mapping[str, Source] = field(default_factory=dict[str, Source])
    awards: tuple[Award, ...] = ()
    demands: tuple[Demand, ...] = ()
    conduct: tuple[Conduct, ...] = ()
    answers: tuple[Answer, ...] = ()
    memberships: tuple[Membership, ...] = ()
    statements: tuple[Statement, ...] = ()
    carriage: tuple[Carriage, ...] = ()
    award_facts: tuple[AwardFact, ...] = ()
    docket_checks: tuple[DocketCheck, ...] = ()


EMPTY = Record()
