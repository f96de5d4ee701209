"""Turning days: the days on which an answer may change; between two of them it stays the same.

The answer is the status, its ground, what holds besides and what is possible, of each award or demand in question; the
flags that stand beside it may change on other days. A turning day may also change nothing: these are all the days at
which something that is read begins, ends or becomes known, whether or not it decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from comity.norms.build.graph import reaching, successors
from comity.norms.names.governments import Government
from comity.norms.nodes import Law, Norm, NormAct
from comity.proof.attaching import fixed_attributes
from comity.proof.context import Facts, Row, all_rows
from comity.proof.dates import fiscal_year_begins, moved, presumed_mandate, shift
from comity.record.deadlines import for_recipient
from comity.record.nodes import Answer, Award, Carriage, Conduct, Demand, Membership, Record
from comity.text import tree as t


def law_days(law: Law, norm: Norm, hindsight: bool = False) -> frozenset[dt.date]:
    """The days on which answers about a norm may change, whoever is asked about and whatever is on record.

    They are those of the norm's own time; of each act on norms that reaches it, when it is decided, has effect, ends
    and when its mandate issues; and those since and before which parties are named. Dates that are read from an award
    or a demand are left to `own_waits`.

    `hindsight`: what is known is that of one day, whatever day is asked about; then the day of a decision turns only
    where the act has effect from it.
    """
    acts, norms = reaching(law, norm), _versions(law, norm)
    specs = (norm.end, *(n.start for n in norms), *_dates(acts, hindsight))
    found = {day for spec in specs for day in (*turns(spec), *_counted(spec, law))}
    found.update(n.in_force for n in norms if n.in_force is not None)
    for parties in (*(n.binds for n in norms), *(act.parties for act in acts)):
        if parties is not None:
            found.update(_named_days(parties.items + parties.excepted, law))
    return frozenset(found)


def own_waits(law: Law, norm: Norm) -> frozenset[tuple[str, int]]:
    """The dates of the award or demand that a norm, or what reaches it, waits for: the attribute and the days after it.

    The answer about an award turns on its own dates plus these days: `("award.accepted", 10)` for a norm `from 10 days
    after award.accepted`. Where the day of acceptance is not known, it turns as many days after the other days that
    bound it: the offer, the start of the fiscal year, the day by which it had been accepted.
    """
    starts = (n.start for n in _versions(law, norm))
    return _waits((*starts, norm.end, *_dates(reaching(law, norm), hindsight=True)))


def days(
    law: Law, record: Record, party: Government, norm: Norm, known_at: dt.date | None = None
) -> tuple[dt.date, ...]:
    """The days on which the answer about one party may change, in order; between two of them nobody need ask.

    Besides the days of the law, they are those of the party's awards or demands, answers, memberships and conduct; and
    those on which a row that is read is recorded or corrected. What is known is that of the day asked about, or that
    of `known_at` whatever day is asked about; then nothing becomes known, and what was recorded later is left out.
    """
    found = set(law_days(law, norm, hindsight=known_at is not None))
    waits = own_waits(law, norm)
    facts = None if known_at is None else Facts(record, known_at)
    rows = [row for row in _rows_read(record, party) if facts is None or facts.known(row.known)]
    for row in rows:
        found.update(_row_days(row, party, norm, waits))
    found.update(answered_days(law, norm, rows))
    if norm.attaches_to == "award":
        found.update(_assumed_days(norm, law))
    if facts is None:
        found.update(_recorded_days(rows, record))
    return tuple(sorted(found))


def answered_days(law: Law, norm: Norm, rows: Iterable[Row]) -> Iterator[dt.date]:
    """The recorded days from which dates of a norm, or of what reaches it, are counted."""
    dates = (norm.start, norm.end, *_dates(reaching(law, norm), hindsight=True))
    asked = [spec for spec in dates if isinstance(spec, t.Since) and spec.name.text in law.questions]
    for row in rows if asked else ():
        if isinstance(row, Answer) and isinstance(row.value, dt.date):
            yield from (shift(row.value, spec) for spec in asked if spec.name.text == row.question)


def _counted(spec: t.DateSpec | None, law: Law) -> tuple[dt.date, ...]:
    """The days on which a date that is counted from an act turns: where it may lie, and when the act becomes known."""
    act = law.norm_acts.get(spec.name.text) if isinstance(spec, t.Since) else None
    if act is None or not isinstance(spec, t.Since):
        return ()
    return *turns(moved(act.decided, spec)), *turns(act.decided)


def turns(spec: t.DateSpec | None) -> tuple[dt.date, ...]:
    """The days on which the answer of `begun` changes, for a date that the law itself gives.

    >>> turns(t.Before(dt.date(2018, 1, 9))), turns(t.Attribute("award.accepted", 10))
    ((datetime.date(2018, 1, 8),), ())
    """
    match spec:
        case t.Day(day):
            return (day,)
        case t.Between(first, last):
            return (first, last)
        case t.After(day):
            return (day + dt.timedelta(days=1),)
        case t.Before(day):
            return (day - dt.timedelta(days=1),)
        case _:
            return ()


def _versions(law: Law, norm: Norm) -> tuple[Norm, ...]:
    """A norm and those that took its place."""
    return (norm, *(law.norms[id] for id in successors(norm.id, law)))


# ---- law -------------------------------------------------------------------------------------------------------------
def _dates(acts: Iterable[NormAct], hindsight: bool) -> Iterator[t.DateSpec | None]:
    """The dates of acts on norms against which a day is held: that asked about, or, unless in hindsight, that of what is known."""
    for act in acts:
        if act.start is None or not hindsight:
            yield act.decided
        yield from (act.start, act.end)
        yield presumed_mandate(act) if isinstance(act.mandate, t.Presumed) else act.mandate


def _waits(dates: Iterable[t.DateSpec | None]) -> frozenset[tuple[str, int]]:
    return frozenset((spec.path, spec.days) for spec in dates if isinstance(spec, t.Attribute))


def _named_days(items: tuple[t.PartyItem, ...], law: Law) -> Iterator[dt.date]:
    for item in items:
        match item:
            case t.Perhaps(inner):
                yield from _named_days((inner,), law)
            case t.Named(name, since, before):
                yield from (day for day in (since, before) if day is not None)
                if name.text in law.lists:
                    yield from _named_days(law.lists[name.text].items, law)
            case _:
                pass


# ---- record ----------------------------------------------------------------------------------------------------------
def _rows_read(record: Record, party: Government) -> Iterator[Row]:
    """The rows that answers about a party rest on; every row of its awards, whoever another says is the recipient."""
    awards = {a.id for a in record.awards if a.recipient == party.short}
    # Of the awards above a subaward only who their recipients are, and what they are subawards of, matters.
    primes: set[str | None] = set()
    waiting = {a.prime for a in record.awards if a.id in awards} - {None}
    while waiting:
        primes |= waiting
        waiting = {a.prime for a in record.awards if a.id in waiting} - {None} - primes
    for row in all_rows(record):
        match row:
            case Award():
                if row.id in awards or row.id in primes:
                    yield row
            case Demand():
                if party.short in row.recipients:
                    yield row
            case Answer():
                if row.party in (party.short, None) or row.award in awards or row.act is not None:
                    yield row
            case Carriage():
                yield row
            case Conduct() | Membership():
                if row.party == party.short:
                    yield row


def _row_days(row: Row, party: Government, norm: Norm, waits: frozenset[tuple[str, int]]) -> Iterator[dt.date]:
    """The days at which one row turns the answer, once it is known."""
    match row:
        case Award():
            if norm.attaches_to == "award" and row.recipient == party.short:
                yield from _made(row)
                yield from _waited_for(row, waits)
        case Demand():
            if norm.attaches_to == "demand":
                yield from (row.date,) if row.date is not None else ()
                yield from _waited_for(for_recipient(row, party.state), waits)
        case Conduct():
            yield from (row.on,) if row.on is not None else ()
        case Carriage():
            pass  # of which awards a rule speaks does not turn on the day asked about
        case Answer() | Membership():
            yield from (day for day in (row.since, row.until) if day is not None)


def _made(award: Award) -> Iterator[dt.date]:
    """The days before which an award is taken as not yet made, and none is accepted."""
    if award.offered is not None:
        yield award.offered
    if award.fiscal_year is not None:
        yield fiscal_year_begins(award.fiscal_year)


def _waited_for(subject: Award | Demand, waits: frozenset[tuple[str, int]]) -> Iterator[dt.date]:
    kind = "award" if isinstance(subject, Award) else "demand"
    for path, wait in waits:
        of, name = path.split(".")
        if of != kind:
            continue
        value = getattr(subject, name)
        if isinstance(value, dt.date):
            yield value + dt.timedelta(days=wait)
        elif isinstance(subject, Award) and path == "award.accepted":
            bounds = [*_made(subject), *((subject.accepted_by,) if subject.accepted_by is not None else ())]
            yield from (day + dt.timedelta(days=wait) for day in bounds)


def _assumed_days(norm: Norm, law: Law) -> Iterator[dt.date]:
    """Those of the award that is assumed when none is on record: of it only the fiscal year is known, where the norm fixes it.

    It is taken as accepted, so that the norm's own time does not wait for that; acts that reach it still do.
    """
    year = fixed_attributes(norm).get("fiscal_year")
    if isinstance(year, int):
        assumed = Award("", "", fiscal_year=year)
        yield from _waited_for(assumed, _waits(_dates(reaching(law, norm), hindsight=True)))


def _recorded_days(rows: list[Row], record: Record) -> Iterator[dt.date]:
    """When rows become known, and when other rows correct them."""
    ids = {row.known.row for row in rows if row.known.row}
    for row in (*rows, *(row for row in all_rows(record) if row.known.supersedes in ids)):
        if row.known.recorded is not None:
            yield row.known.recorded
