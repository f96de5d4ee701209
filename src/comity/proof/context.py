"""The context of a question: the law, the record as known on a day, the party, its award or demand, the forum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias, TypeVar

from comity.norms.build.graph import whole
from comity.norms.names.courts import forum_of
from comity.norms.names.governments import Government, government
from comity.norms.nodes import Law
from comity.proof.truth import Step
from comity.record.deadlines import for_recipient
from comity.record.nodes import Answer, Award, Carriage, Conduct, Demand, Known, Membership, Record
from comity.text import tree as t

T = TypeVar("T")
Row: TypeAlias = Award | Demand | Conduct | Answer | Membership | Carriage
"""A row of the record that answers may rest on."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """A party's awards: those that something names by number, and the rest, grouped by attributes on which they agree."""

    alone: tuple[Award, ...]
    others: tuple[Award, ...]
    grouped: dict[tuple[str, ...], tuple[tuple[Award, ...], ...]] = field(
        default_factory=dict[tuple[str, ...], tuple[tuple["Award", ...], ...]], compare=False
    )


@dataclass(frozen=True)
class Facts:
    """The record as known on a day: later rows and corrected rows left out; indexed by party."""

    record: Record
    known_at: dt.date

    def known(self, row: Known) -> bool:
        """Whether a row was known by the day, and not corrected or taken back by then."""
        return (
            not row.retracted
            and (row.recorded is None or row.recorded <= self.known_at)
            and row.row not in self._superseded
        )

    @cached_property
    def _superseded(self) -> frozenset[str]:
        known = (row.known for row in (*all_rows(self.record), *self.record.docket_checks))
        seen = (k for k in known if k.recorded is None or k.recorded <= self.known_at)
        return frozenset(k.supersedes for k in seen if k.supersedes)

    @cached_property
    def awards(self) -> Mapping[str, Award]:
        """Awards by id."""
        return {a.id: a for a in self.record.awards if self.known(a.known)}

    @cached_property
    def awards_of(self) -> Mapping[str, tuple[Award, ...]]:
        """Awards by recipient."""
        return _grouped((a.recipient, a) for a in self.awards.values())

    @cached_property
    def demands_on(self) -> Mapping[str, tuple[Demand, ...]]:
        """Demands by recipient, each with its due day for them."""
        known = [d for d in self.record.demands if self.known(d.known)]
        return _grouped((r, for_recipient(d, self._state(r))) for d in known for r in d.recipients)

    def _state(self, short: str) -> str | None:
        party = self.party(short)
        return party.state if party else None

    @cached_property
    def conduct_of(self) -> Mapping[str, tuple[Conduct, ...]]:
        """Conduct by party."""
        return _grouped((c.party, c) for c in self.record.conduct if self.known(c.known))

    @cached_property
    def answers(self) -> Mapping[str, tuple[Answer, ...]]:
        """Answers by question."""
        return _grouped((a.question, a) for a in self.record.answers if self.known(a.known))

    @cached_property
    def memberships_of(self) -> Mapping[str, tuple[Membership, ...]]:
        """Memberships by party."""
        return _grouped((m.party, m) for m in self.record.memberships if self.known(m.known))

    @cached_property
    def carriage(self) -> tuple[Carriage, ...]:
        """The recorded rules and answers about which awards carry what."""
        return tuple(c for c in self.record.carriage if self.known(c.known))

    @cached_property
    def told_by_number(self) -> frozenset[str]:
        """The awards that some row of the record names by number."""
        rows = (*self.carriage, *(row for rows in self.answers.values() for row in rows))
        return frozenset(row.award for row in rows if row.award is not None)

    @cached_property
    def holdings(self) -> dict[object, Holdings]:
        """The awards of parties by situation (proof/situations.py), kept for questions about the same day."""
        return {}

    @cached_property
    def told(self) -> dict[tuple[int, dt.date], tuple[t.PartySet, str]]:
        """The words of sets of parties as known on a day, by the identity of the set, which is kept beside them."""
        return {}

    def party(self, short: str) -> Government | None:
        """A party of the record, a government or an agency, by its short name."""
        return self.record.parties.get(short) or government(short)


def all_rows(record: Record) -> Iterator[Row]:
    """Every row that answers may rest on, known or not, in order: any of them may correct any other."""
    yield from record.awards
    yield from record.demands
    yield from record.conduct
    yield from record.answers
    yield from record.memberships
    yield from record.carriage


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


@dataclass(frozen=True)
class Context:
    """One question.

    `attached` takes it that the norms named (or, empty, the one asked about) attach; `without` takes acts on norms away;
    of those `doubted` it is not taken that they still stand (proof/seen.py); of the awards `spared` nothing is supposed.
    `unpresumed` makes no presumption of law, such as of the day of a mandate that was not found.
    `cache` keeps what has been worked out for this party, award and day; it is never shared between contexts. `on_lists` keeps
    which lists the party is on, `binding` which norms bind it through any of its awards, whatever the award or demand: what
    is derived from a context has them in common, so that a context for another party, day, law or record is made anew, not
    by `replace`. `holding` are the acts found to have effect while `cache` was filled.
    """

    law: Law
    facts: Facts
    party: Government
    as_of: dt.date
    known_at: dt.date
    forum: str
    award: Award | None = None
    demand: Demand | None = None
    attached: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    spared: frozenset[str] = frozenset()
    unpresumed: bool = False
    cache: dict[object, Step] = field(default_factory=dict[object, Step], compare=False)
    on_lists: dict[str, Step] = field(default_factory=dict[str, Step], compare=False)
    binding: dict[object, bool | None] = field(default_factory=dict[object, "bool | None"], compare=False)
    holding: set[str] = field(default_factory=set[str], compare=False)

    def about(self, award: Award | None = None, demand: Demand | None = None) -> Context:
        """The same question about an award or a demand."""
        return replace(self, award=award, demand=demand, cache={}, holding=set())


def context(
    law: Law,
    record: Record,
    party: Government,
    as_of: dt.date,
    known_at: dt.date | None = None,
    forum: str | None = None,
    attached: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
    spared: frozenset[str] = frozenset(),
) -> Context:
    """The context of a question: unless said otherwise, as known on the day asked about, in the courts of the party's territory."""
    known = known_at or as_of
    asked = record.parties.get(party.short, party)  # where the record counts it to one of its districts
    return Context(
        law=law, facts=Facts(record, known), party=asked, as_of=as_of, known_at=known, forum=forum or forum_of(asked), attached=attached,
        without=whole(without, law) if without else without, spared=spared,
    )  # fmt: skip


def shown(party: Government) -> str:
    """A party's name as shown: `Chicago, IL`, `Cook County, IL`, `Illinois`, `Department of Justice`."""
    if party.kind in ("state", "territory", "agency", "person", "office", "tribe") or party.state is None:
        return party.name
    return f"{party.name}, {party.state.upper()}"


def with_article(noun: str) -> str:
    """A noun with its article.

    >>> with_article("city"), with_article("agency")
    ('a city', 'an agency')
    """
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
