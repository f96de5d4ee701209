"""The kinds of awards on their way from one question to the next: awards are put into other kinds, kinds are asked about again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import overload

from comity.kept.kinds import Keys, Kind, Kinds, Sums, known_of, sums_of, taken_back_by
from comity.kept.portfolio import Answered, Placed, Portfolio, Situation, arranged, numbered, portfolio
from comity.plan.awards.table import CENT
from comity.proof.question import Question
from comity.record.nodes import Award


class Moving:
    """The kinds of a fold that is being made from the one before it; that of before stays as it is."""

    def __init__(self, kinds: Kinds, keys: Keys) -> None:
        self._before, self._keys = kinds, keys
        self._entries, self._taken_back = kinds.entries, kinds.taken_back
        self._kinds, self._number = dict(kinds.kinds), dict(kinds.number)
        self._new: dict[int, None] = {}
        self.changed: set[str] = set()

    def done(self) -> Kinds:
        """The kinds as they are now."""
        return Kinds(self._keys, self._entries, self._kinds, self._number, self._taken_back)

    def put(self, gone: Iterable[Award], new: Iterable[Award], ids: Iterable[str], question: Question) -> bool:
        """Take rows about awards away, and others in; False where their kinds do not follow from what is kept."""
        self._taken_back = taken_back_by(question)
        turned = self._taken_back ^ self._before.taken_back
        self.changed = (
            {*ids, *(one.id for one in question.record.awards if one.known.row in turned)} if turned else {*ids}
        )
        if not self.changed:
            return True
        if not self._entered(gone, new):
            return False
        waiting = list(self.changed)
        while waiting:  # an award rests on those that it is a subaward of
            more = self._entries.get(waiting.pop()).below - self.changed
            self.changed |= more
            waiting += more
        return all(self._placed(id, question) for id in sorted(self.changed))

    def _entered(self, gone: Iterable[Award], new: Iterable[Award]) -> bool:
        rows: dict[str, list[Award]] = {id: list(self._entries.get(id).rows) for id in self.changed}
        below: dict[str, set[str]] = {}

        def subs(of: str) -> set[str]:
            return below.setdefault(of, set(self._entries.get(of).below))

        for one in gone:
            rows[one.id] = [row for row in rows[one.id] if row is not one]
        for one in new:
            rows[one.id].append(one)
            if one.known.supersedes is not None and not any(one.known.supersedes == r.known.row for r in rows[one.id]):
                return False  # what it corrects stands elsewhere, or nowhere
        for one in (*gone, *new):
            if one.prime is not None:
                still = any(row.prime == one.prime for row in rows[one.id])
                (subs(one.prime).add if still else subs(one.prime).discard)(one.id)
        changed = {id: replace(self._entries.get(id), rows=tuple(those)) for id, those in rows.items()}
        for id, those in below.items():
            changed[id] = replace(changed.get(id) or self._entries.get(id), below=frozenset(those))
        self._entries = self._entries.having(changed)
        return True

    def _placed(self, id: str, question: Question) -> bool:
        """Put an award into its kind; False where it is on record twice, or its dollars are no whole cents."""
        entry = self._entries.get(id)
        known = [one for one in entry.rows if known_of(one, entry.rows, self._taken_back, question.known_at)]
        one = known[0] if known else None
        if len(known) > 1 or (one and one.amount is not None and one.amount != one.amount.quantize(CENT)):
            return False
        kind = entry.kind
        if entry.award is not None and kind is not None:
            key = self._kinds[kind].key
            if one is not None and key == self._keys.key(one) != id:  # another of the same kind
                sums = self._kinds[kind].sums.plus(sums_of(entry.award), -1).plus(sums_of(one))
                self._kinds[kind] = replace(self._kinds[kind], sums=sums)
                self._entries = self._entries.having({id: replace(entry, award=one)})
                return True
            self._left(id, entry.award, kind)
        self._entries = self._entries.having({id: replace(entry, award=one, kind=self._joined(one) if one else None)})
        return True

    def _left(self, id: str, award: Award, number: int) -> None:
        kind = self._kinds[number]
        sums = kind.sums.plus(sums_of(award), -1)
        if not sums.awards:
            del self._kinds[number], self._number[kind.key]
            self._new.pop(number, None)
            return
        first = kind.first
        if first == id:
            others = (e.award.id for e in self._entries.all() if e.kind == number and e.award is not None)
            first = min(other for other in others if other != id)
        self._kinds[number] = replace(kind, sums=sums, first=first)

    def _joined(self, award: Award) -> int:
        key = self._keys.key(award)
        number = self._number.get(key)
        if number is None:
            number = self._number[key] = max(self._kinds, default=-1) + 1
            self._kinds[number] = Kind(key, award.id, Sums())
            self._new[number] = None
        kind = self._kinds[number]
        self._kinds[number] = replace(kind, sums=kind.sums.plus(sums_of(award)), first=min(kind.first, award.id))
        return number

    def with_primes(self, ids: Iterable[str]) -> dict[str, Award]:
        """Some awards, and those that they are subawards of, by number."""
        found: dict[str, Award] = {}
        waiting = list(ids)
        while waiting:
            award = self._entries.get(waiting.pop()).award
            if award is not None and award.id not in found:
                found[award.id] = award
                waiting += [award.prime] if award.prime is not None else []
        return found

    def ask(self, question: Question, said: dict[int, tuple[Answered, ...]], again: frozenset[str] | None) -> list[str]:
        """Ask about kinds that are new, and about every one under the norms of `again`; the governments that are unknown."""
        if again is None:
            self._asked(question, said, list(self._kinds), None)
        else:
            old = [number for number in self._kinds if number not in self._new]
            if again and old:
                self._asked(question, said, old, again)
            if self._new:
                only = None if again else self._like(said)
                self._asked(question, said, list(self._new), only)
        lost = {self._kinds[number].first for number in self._kinds if self._kinds[number].unmatched}
        return sorted({award.recipient for id in lost if (award := self._entries.get(id).award) is not None})

    def _like(self, said: dict[int, tuple[Answered, ...]]) -> frozenset[str] | None:
        """The norms by which the new kinds may differ from the most like of the others, whose answers they take; None for all."""
        norms: set[str] = set()
        old = [kind for number, kind in self._kinds.items() if number not in self._new and kind.situation is not None]
        for number in self._new:
            one = self._entries.get(self._kinds[number].first).award
            assert one is not None
            best: tuple[int, Kind, set[str]] | None = None
            for kind in old if one.prime is None else ():
                other = self._entries.get(kind.first).award
                if other is None or other.prime is not None or other.recipient != one.recipient:
                    continue
                apart = self._keys.apart_by(one, other)
                differing = {norm for norm, read in self._keys.of_norm.items() if read & apart}
                if best is None or len(differing) < best[0]:
                    best = len(differing), kind, differing
            if best is None:
                return None
            self._kinds[number] = replace(
                self._kinds[number], situation=best[1].situation, government=best[1].government
            )
            norms |= best[2]
        return frozenset(norms)

    def _asked(
        self, question: Question, said: dict[int, tuple[Answered, ...]], numbers: list[int], only: frozenset[str] | None
    ) -> None:
        """Ask about an award of each kind under some norms; its other answers stay."""
        awards = tuple(self.with_primes(self._kinds[number].first for number in numbers).values())
        if only is not None and not only:
            return
        part = portfolio(replace(question, record=replace(question.record, awards=awards)), only)
        unmatched, known = set(part.unmatched), part.said()
        found = {one.award: one for one in part.awards}
        made: dict[tuple[int | None, int | None], int | None] = {}
        for number in numbers:
            kind = self._kinds[number]
            one, award = found.get(kind.first), self._entries.get(kind.first).award
            assert award is not None
            was, new = None if only is None else kind.situation, one.situation if one else None
            if (was, new) not in made:
                kept = [a for a in said[was] if only is not None and a.norm not in only] if was is not None else []
                answers = [*kept, *(known[new] if new is not None else ())]
                place, those = numbered(answers)
                made[was, new] = place if answers else None
                said |= {place: those} if answers else {}
            self._kinds[number] = replace(
                kind, situation=made[was, new], government=one.government if one else kind.government,
                unmatched=award.recipient in unmatched,
            )  # fmt: skip

    def portfolio(
        self, question: Question, said: dict[int, tuple[Answered, ...]], unmatched: Iterable[str]
    ) -> Portfolio:
        """The kinds as a portfolio."""
        sums: dict[int, Sums] = {}
        first: dict[int, str] = {}
        for kind in self._kinds.values():
            if (at := kind.situation) is not None:
                sums[at] = sums.get(at, Sums()).plus(kind.sums)
                first[at] = min(kind.first, first.get(at, kind.first))
        situations = [
            Situation(
                number=number, answers=(), awards=one.awards, dollars=one.dollars if one.known else None, first=first[number],
                unpaid=one.unpaid if one.unpaid_known else None, primes=one.primes, paid_known=one.paid_known,
            )
            for number, one in sums.items()
        ]  # fmt: skip
        kinds = self.done()
        return arranged(
            as_of=question.as_of, known_at=question.known_at, situations=situations, said=said, unmatched=unmatched,
            awards=Placings(sum(one.awards for one in sums.values()), kinds.placed),
        )  # fmt: skip


class Placings(Sequence[Placed]):
    """The awards in their situations, in order of their numbers: put together when they are first looked at."""

    def __init__(self, size: int, made: Callable[[], Iterable[Placed]]) -> None:
        self._size, self._made = size, made

    @cached_property
    def _all(self) -> tuple[Placed, ...]:
        return tuple(sorted(self._made(), key=lambda one: one.award))

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> Placed: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Placed, ...]: ...
    def __getitem__(self, index: int | slice) -> Placed | tuple[Placed, ...]:
        return self._all[index]

    def __eq__(self, other: object) -> bool:
        return self._all == (other._all if isinstance(other, Placings) else other)

    def __hash__(self) -> int:
        return hash(self._all)
