"""Group parties that differ only in name into profiles; an axis lists profiles and named parties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np

from comity.norms.names.governments import Government, belongs_to, government, within
from comity.plan.groups.reads import Dense, Reads
from comity.proof.context import Context, Facts
from comity.proof.dates import begun, resolved
from comity.proof.evaluate import holds
from comity.proof.parties import belongs, inside, of_class
from comity.record.nodes import Award
from comity.text import tree as t

Array: TypeAlias = "np.ndarray[Any, Any]"
NO_PARTY = 1 << 62
SMALL = 4096
"""A table of so many numbers is made faster than few are sorted."""


@dataclass(slots=True)
class Parties:
    """The parties by number, the profile of each, a party that stands for each profile, the parties each name means."""

    parties: list[Government]
    profile: Array
    standing: list[Government]
    number: dict[str, int]
    agencies: list[int]
    location: list[int]
    memo: dict[object, Array] = field(default_factory=dict[object, Array])
    words: Any = None
    """The short names of the parties, a pyarrow.DictionaryArray, once they have been asked for."""

    def dense(self, fact: Dense, contexts: list[Context]) -> Array:
        """The truth of a fact for each profile."""
        found = self.memo.get(fact)
        if found is None:
            match fact:
                case t.Every(kind, outer):
                    found = np.array([level(of_class(kind.text, ctx).truth) for ctx in contexts], np.int8)
                    if outer is not None:
                        found = np.minimum(found, self._inside(outer.text, contexts))
                case t.Within(outer):
                    found = self._inside(outer.text, contexts)
                case t.Since():
                    found = np.array([level(begun(resolved(fact, ctx), ctx.as_of)) for ctx in contexts], np.int8)
                case t.Compare("award.recipient"):
                    held = (replace(ctx, award=Award("?", ctx.party.short), cache={}) for ctx in contexts)
                    found = np.array([level(holds(fact, ctx).truth) for ctx in held], np.int8)
                case _:
                    ask = belongs if isinstance(fact, t.Members | t.Role) else holds
                    found = np.array([level(ask(fact, ctx).truth) for ctx in contexts], np.int8)  # pyright: ignore[reportArgumentType]
            self.memo[fact] = found
        return found

    def meant_by(self, words: str, contexts: list[Context]) -> Array | None:
        """Whether each profile is taken to be meant by unclear words; None where nothing is taken of any."""
        if not any(party.meant for party in self.standing):
            return None
        found = self.memo.get(words)
        if found is None:
            taken = (ctx.party.meant_by(words) for ctx in contexts)
            found = self.memo[words] = np.array([level(one) for one in taken], np.int8)
        return found

    def _inside(self, outer: str, contexts: list[Context]) -> Array:
        """Whether each profile lies within a place, asked once of each location."""
        asked: dict[int, int] = {}
        for at, ctx in zip(self.location, contexts, strict=True):
            if at not in asked:
                asked[at] = level(inside(outer, ctx).truth)
        return np.array([asked[at] for at in self.location], np.int8)

    def meant(self, name: str, facts: Facts) -> list[int]:
        """The parties that a name means: the party itself, or an agency and those within it."""
        key = self.number.get(name)
        found = [] if key is None else [key]
        if self.agencies:
            outer = facts.party(name)
            if outer is not None:
                found += [n for n in self.agencies if n != key and belongs_to(self.parties[n], outer)]
        return found


@dataclass(slots=True)
class Axis:
    """What arrays are over: a profile for each place, and the party, or -1 where nobody named is meant.

    `order` are the places of parties in the order of their numbers, `sorted` those numbers, with one that no party has.
    """

    profile: Array
    party: Array
    order: Array
    sorted: Array

    @staticmethod
    def of(profile: Array, party: Array) -> Axis:
        """An axis with its parties in order."""
        order = np.argsort(party, kind="stable")
        return Axis(profile, party, order, np.append(party[order], NO_PARTY))

    def places(self, numbers: Array) -> Array:
        """The places of parties, of those that have one."""
        at = self.sorted.searchsorted(numbers)
        return self.order[at[self.sorted[at] == numbers]]


def level(truth: bool | None) -> int:
    """Kleene truth as a number: 0 false, 1 unknown, 2 true."""
    return 1 if truth is None else 2 if truth else 0


def people_of(names: Iterable[str], facts: Facts, reads: Reads, agencies_read: set[str]) -> tuple[Parties, list[str]]:
    """The parties of some short names, by profile; and the names that are not those of a party."""
    signature = _signatures(facts)
    places = [
        p for p in (facts.party(name) for name in sorted(reads.places)) if p and p.kind not in ("state", "territory")
    ]
    identities = reads.identities | agencies_read
    parties: list[Government] = []
    standing: list[Government] = []
    unknown: list[str] = []
    profile: list[int] = []
    number: dict[str, int] = {}
    index: dict[object, int] = {}
    known = facts.record.parties
    places_of: dict[object, int] = {}
    location: list[int] = []
    for name in names:
        party = known.get(name) or government(name)
        if party is None:
            unknown.append(name)
            continue
        number[name] = number[party.short] = len(parties)
        kind, short = party.kind, party.short
        alone = short if kind in ("agency", "person") or short in identities else None
        where = tuple(within(party, place) for place in places) if places else ()
        key = (
            kind,
            party.state,
            party.states,
            party.circuit,
            party.districts,
            alone,
            where,
            party.meant,
            signature.get(short),
        )
        at = index.get(key)
        if at is None:
            at = index[key] = len(standing)
            standing.append(party)
            where_ = (kind in ("person", "tribe"), *key[1:7])
            location.append(places_of.setdefault(where_, len(places_of)))
        parties.append(party)
        profile.append(at)
    agencies = [n for n, party in enumerate(parties) if party.parent is not None]
    return Parties(
        parties=parties,
        profile=np.array(profile, np.int64),
        standing=standing,
        number=number,
        agencies=agencies,
        location=location,
    ), unknown


def _signatures(facts: Facts) -> dict[str, tuple[object, ...]]:
    """What is on record of each party, but for its name: those of whom the same is on record are not told apart."""
    rows: dict[str, list[object]] = {}
    for party, members in facts.memberships_of.items():
        rows.setdefault(party, []).extend((m.association, m.member, m.since, m.until) for m in members)
    for party, conduct in facts.conduct_of.items():
        rows.setdefault(party, []).extend((c.act, c.done, c.on, c.demand) for c in conduct)
    for question, answers in facts.answers.items():
        for a in answers:
            if a.party is not None:
                rows.setdefault(a.party, []).append((question, a.value, a.since, a.until))
    return {party: tuple(found) for party, found in rows.items()}


def of_them(facts: Facts, parties: list[Government]) -> Facts:
    """What is on record of some parties alone."""
    shorts = {party.short for party in parties}
    record = facts.record
    answers = (a for rows in facts.answers.values() for a in rows if a.party is None or a.party in shorts)
    members = (m for party in shorts for m in facts.memberships_of.get(party, ()))
    conduct = (c for party in shorts for c in facts.conduct_of.get(party, ()))
    kept = replace(record, answers=tuple(answers), memberships=tuple(members), conduct=tuple(conduct))
    return Facts(kept, facts.known_at)


def classes(columns: list[Array], size: int) -> tuple[Array, Array]:
    """Places that agree in every column are one class: the class of each place, and a place of each class, the first."""
    key, high = np.zeros(size, np.int64), 1
    for column in columns:
        width = int(column.max(initial=0)) + 1
        if high > 2**62 // width:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
            high = int(key.max(initial=0)) + 1
        key, high = key * width + column, high * width
    if high > 4 * size + SMALL:
        _, first, of = np.unique(key, return_index=True, return_inverse=True)
        return of.astype(np.int64), first
    # few keys are looked up rather than sorted; of places with one key the last to be written is the first of them
    place = np.full(high, -1, np.int64)
    place[key[::-1]] = np.arange(size - 1, -1, -1)
    there = np.flatnonzero(place >= 0)
    number = np.empty(high, np.int64)
    number[there] = np.arange(len(there))
    return number[key], place[there]
