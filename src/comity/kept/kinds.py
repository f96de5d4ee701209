"""The awards of a record by kind: those that no norm can tell apart have the same answers, however many they are.

A kind is what the law reads of an award: its recipient, and the columns that a norm, or an act on one, asks about; of a
date or an amount, between which of the days or amounts it lies at which something turns. An award that is a subaward, or of
which a row of the record speaks by its number, is a kind of its own.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from comity.kept.portfolio import Placed, Portfolio
from comity.plan.awards.table import CENT, COLUMNS
from comity.plan.fold.fold import award_norms
from comity.plan.groups.cells import ORDERED, needs
from comity.plan.groups.reads import Reading, Reads
from comity.proof.context import Facts, all_rows
from comity.proof.question import Question
from comity.record.nodes import Award, Known, Record
from comity.record.unpaid import paid_known, unpaid_of

AWARDS_OWN = ("award", "prime")
"""Columns by which an award is a kind of its own."""
MANY_CHANGED = 1_000
"""So many changed entries are put among all the others."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What some awards add up to; `known` of the primes have an amount, of `unpaid_known` something is known to be unpaid."""

    awards: int = 0
    primes: int = 0
    dollars: Decimal = Decimal(0)
    known: int = 0
    unpaid: Decimal = Decimal(0)
    unpaid_known: int = 0
    paid_known: int = 0

    def plus(self, other: Sums, sign: int = 1) -> Sums:
        """These and others, or without them.

        >>> one = Sums(awards=1, primes=1, dollars=Decimal(5), known=1)
        >>> one.plus(one).plus(one, -1) == one
        True
        """
        return Sums(
            awards=self.awards + sign * other.awards,
            primes=self.primes + sign * other.primes,
            dollars=self.dollars + sign * other.dollars,
            known=self.known + sign * other.known,
            unpaid=self.unpaid + sign * other.unpaid,
            unpaid_known=self.unpaid_known + sign * other.unpaid_known,
            paid_known=self.paid_known + sign * other.paid_known,
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """Awards of one kind: their key, the first of them, their recipient as the law knows it, their situation, their sums.

    `situation` is None where no norm attaches to them, or where the government is not known (`unmatched`).
    """

    key: Hashable
    first: str
    sums: Sums
    government: str = ""
    situation: int | None = None
    unmatched: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """How awards are told apart: by these columns, ordered ones between these values; which are kinds of their own."""

    columns: tuple[str, ...]
    cuts: Mapping[str, tuple[object, ...]]
    apart: frozenset[str]
    of_norm: Mapping[str, frozenset[str]]

    def key(self, award: Award) -> Hashable:
        """The kind of an award."""
        if award.prime is not None or award.id in self.apart:
            return award.id
        return (award.recipient, *(self._read(award, column) for column in self.columns))

    def apart_by(self, award: Award, other: Award) -> frozenset[str]:
        """The columns in which the kinds of two awards of one recipient differ."""
        found = {column for column in self.columns if self._read(award, column) != self._read(other, column)}
        if (award.id in self.apart) or (other.id in self.apart):
            found.add("about")
        return frozenset(found)

    def _read(self, award: Award, column: str) -> object:
        value = getattr(award, column)
        return bisect_right(self.cuts[column], value) if column in self.cuts and value is not None else value

    def serves(self, other: Keys) -> bool:
        """Whether awards that these do not tell apart are not told apart by others."""
        return set(other.columns) <= set(self.columns) and all(
            column not in self.cuts or set(cuts) <= set(self.cuts[column]) for column, cuts in other.cuts.items()
        )


def keys_of(question: Question) -> Keys:
    """How the law of a question tells awards apart, with what is on record of some by their number."""
    record, law = question.record, question.law
    reading, norms = Reading(law, question.as_of, carriage=record.carriage), award_norms(law)
    reads = reading.all(norms)
    columns = tuple(sorted(column for column in _columns(reads) if column in COLUMNS and column not in AWARDS_OWN))
    return Keys(
        columns=columns,
        cuts={column: tuple(sorted(reads.cuts.get(column, ()))) for column in columns if column in ORDERED},
        apart=apart_in(record),
        of_norm={norm.id: frozenset(_columns(reading.own(norm)) | _columns(reading.by_acts(norm))) for norm in norms},
    )


def apart_in(record: Record) -> frozenset[str]:
    """The awards of which a row of a record speaks by their number."""
    rows = (*record.award_facts, *record.carriage, *record.answers)
    return frozenset(row.award for row in rows if row.award is not None)


def _columns(reads: Reads) -> set[str]:
    found = reads.columns | {needs(column) for column in reads.columns}
    return found | {"program"} if "agency" in found else found  # where no agency is named, it is that of the program


@dataclass(frozen=True, slots=True)
class Entry:
    """What is on record of one award: its rows, the one that is known by the day, its kind, the awards below it."""

    rows: tuple[Award, ...] = ()
    award: Award | None = None
    kind: int | None = None
    below: frozenset[str] = frozenset()


class Entries:
    """Entries by award, of which some can be changed without a copy of all: many stand below, the few changed above."""

    def __init__(self, below: dict[str, Entry], above: Mapping[str, Entry] | None = None) -> None:
        self._below, self._above = below, above or {}

    def get(self, award: str) -> Entry:
        """What is on record of an award; an empty entry where nothing is."""
        found = self._above.get(award) or self._below.get(award)
        return found or Entry()

    def having(self, changed: Mapping[str, Entry]) -> Entries:
        """These with some changed."""
        above = {**self._above, **changed}
        return Entries({**self._below, **above}) if len(above) > MANY_CHANGED else Entries(self._below, above)

    def all(self) -> Iterator[Entry]:
        """Every entry."""
        yield from ({**self._below, **self._above} if self._above else self._below).values()


@dataclass(frozen=True, slots=True)
class Kinds:
    """The awards of a record by kind: how they are told apart, what is on record of each, and the kinds by number.

    `number` is the number of a kind by its key; `taken_back` are the rows that rows of other tables correct or take back.
    """

    keys: Keys
    entries: Entries
    kinds: Mapping[int, Kind]
    number: Mapping[Hashable, int]
    taken_back: frozenset[str]

    def placed(self) -> Iterator[Placed]:
        """The awards that have answers, each in its situation."""
        for entry in self.entries.all():
            if entry.award is not None and entry.kind is not None:
                kind = self.kinds[entry.kind]
                if kind.situation is not None:
                    yield placed(entry.award, kind.government, kind.situation)


def kinds_of(question: Question, found: Portfolio) -> Kinds | None:
    """The awards of a question by kind, with the answers found about them; None where rows correct one another across awards."""
    keys, facts = keys_of(question), Facts(question.record, question.known_at)
    situation, government = found.situation_of, {one.award: one.government for one in found.awards}
    taken_back, unmatched = taken_back_by(question), set(found.unmatched)
    rows: dict[str, list[Award]] = {}
    below: dict[str, set[str]] = {}
    for one in question.record.awards:
        rows.setdefault(one.id, []).append(one)
        if one.prime is not None:
            below.setdefault(one.prime, set()).add(one.id)
    entries: dict[str, Entry] = {id: Entry(below=frozenset(subs)) for id, subs in below.items()}
    number: dict[Hashable, int] = {}
    members: dict[int, list[Award]] = {}
    for id, those in rows.items():
        known = [one for one in those if facts.known(one.known)]
        if len(known) > 1 or known != [one for one in those if known_of(one, those, taken_back, question.known_at)]:
            return None
        kind = None
        if known:
            kind = number.setdefault(keys.key(known[0]), len(number))
            members.setdefault(kind, []).append(known[0])
        entries[id] = Entry(tuple(those), known[0] if known else None, kind, frozenset(below.get(id, ())))
    kinds: dict[int, Kind] = {}
    for key, kind in number.items():
        first = min(one.id for one in members[kind])
        sums = Sums()
        for one in members[kind]:
            sums = sums.plus(sums_of(one))
        lost = members[kind][0].recipient in unmatched
        kinds[kind] = Kind(
            key, first, sums, government=government.get(first, ""), situation=situation.get(first), unmatched=lost
        )
    return Kinds(keys, Entries(entries), kinds, number, taken_back)


def placed(award: Award, government: str, situation: int) -> Placed:
    """An award in a situation."""
    return Placed(
        award=award.id,
        government=government,
        amount=None if award.amount is None else award.amount.quantize(CENT),
        sub=award.prime is not None,
        situation=situation,
        unpaid=unpaid_of(award),
        paid_known=paid_known(award),
    )


def sums_of(award: Award) -> Sums:
    """What one award adds to its kind; of a subaward no dollars."""
    amount, unpaid = award.amount, unpaid_of(award)
    if award.prime is not None:
        return Sums(awards=1)
    return Sums(
        awards=1,
        primes=1,
        dollars=Decimal(0) if amount is None else amount.quantize(CENT),
        known=int(amount is not None),
        unpaid=unpaid or Decimal(0),
        unpaid_known=int(unpaid is not None),
        paid_known=int(paid_known(award)),
    )


def known_of(one: Award, rows: Iterable[Award], taken_back: frozenset[str], known_at: dt.date) -> bool:
    """Whether a row about an award was known by a day, and not corrected by then by another about it or by `taken_back`."""
    row = one.known
    if row.retracted or not _by(row, known_at) or row.row in taken_back:
        return False
    return row.row is None or all(o.known.supersedes != row.row for o in rows if _by(o.known, known_at))


def taken_back_by(question: Question) -> frozenset[str]:
    """The rows that rows of other tables than that of awards correct or take back."""
    record = replace(question.record, awards=())
    rows = (row.known for row in (*all_rows(record), *record.docket_checks))
    return frozenset(row.supersedes for row in rows if row.supersedes and _by(row, question.known_at))


def _by(row: Known, known_at: dt.date) -> bool:
    return row.recorded is None or row.recorded <= known_at
