"""What the acts on one norm do to it, over arrays: the part of the table of statuses that acts decide.

Mirrors proof/rows.py and proof/rulings.py: the rows `ended`, `void`, `displaced`, `blocked`, `waived`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from comity.norms.build.graph import successors
from comity.norms.names.courts import controls, court
from comity.norms.nodes import Law, Norm
from comity.plan.decide.doubts import FEW, Open
from comity.plan.decide.evaluate import Truths
from comity.plan.decide.kleene import FALSE, at, constant, least, most
from comity.proof.rulings import RANK, Moment, decided_between, in_turn, issuing_state, named_day

Array: TypeAlias = "np.ndarray[Any, Any]"
BY_ACTS = ("ended", "void", "displaced", "blocked", "waived")
VERBS = {
    "ended": ("repeals", "replaces"), "void": ("voids", "upholds"), "displaced": ("displaces",), "blocked": ("blocks", "postpones"),
    "waived": ("waives",),
}  # fmt: skip
NO_GROUND: str | None = None
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The truth of each row of `BY_ACTS` if some things were not taken as known, and which of them leave each unknown."""

    truths: tuple[int, ...]
    open: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """Truth and ground of each row of `BY_ACTS`, all that hold alike, and the number of what is missing where one is unknown.

    `otherwise` is what would be so under each doubt of `DOUBTS`; None where there is nothing to doubt.
    """

    truths: tuple[int, ...]
    grounds: tuple[str | None, ...]
    missing: int
    all: tuple[tuple[str, ...], ...] = ()
    otherwise: tuple[Otherwise | None, Otherwise | None, Otherwise | None] = (None, None, None)


DOUBTS = ("may", "late", "presumed")
"""Whether acts that may have been undone still stand; whether those past their limit do; whether what is presumed is so."""


@dataclass(frozen=True, slots=True)
class _Ruling:
    """A holding or a judgment, as proof.rulings.Ruling, with its truth over an array."""

    first: Moment
    last: Moment
    named: Moment
    id: str
    voids: bool
    step: Array
    open: Array | None


class ActEffects:
    """The effects of the acts on one norm at each cell and place of an axis, as `columns` of small numbers.

    Of each row of `BY_ACTS` that any act decides there is its truth, its ground (a place among `grounds`, from 1), and which
    acts hold with certainty. `doubted` are things that are not taken as known: then it is kept which leave a row unknown.
    """

    def __init__(self, norm: Norm, law: Law, truths: Truths, doubted: tuple[str, ...] = ()) -> None:
        self.norm, self.law, self.truths = norm, law, truths
        self.pairs = law.acting_on.get(norm.id, ())
        self.grounds: dict[int, list[str]] = {}
        self.rows: dict[str, Array] = {}
        self.ground: dict[int, Array] = {}
        self.holding: dict[int, Array] = {}
        self.order: dict[int, list[str]] = {}
        self.unknown = np.zeros((1, 1), bool)
        self.doubts = Open(truths, doubted) if doubted else None
        self.open: dict[str, Array] = {}
        verbs = {verb for _, verb in self.pairs}
        for row, status in enumerate(BY_ACTS):
            if not verbs.isdisjoint(VERBS[status]):
                self._row(row, status)

    def _row(self, row: int, status: str) -> None:
        truth, ground, ids = self._void(row) if status == "void" else self._by(row, status)
        self.rows[status], self.ground[row], self.grounds[row] = truth, ground, ids
        self.unknown = self.unknown | (truth == 1)

    @property
    def columns(self) -> Iterator[Array]:
        """All that tells one combination from another."""
        yield from self.rows.values()
        if self.doubts is None:
            yield from self.ground.values()
        yield from (self.open if self.doubts is not None else self.holding).values()

    def effect(self, row: int, place: int, missing: int) -> Effect:
        """What is so at a place."""
        truths, grounds = [0] * len(BY_ACTS), [NO_GROUND] * len(BY_ACTS)
        alike: list[tuple[str, ...]] = [()] * len(BY_ACTS)
        for n, ids in self.grounds.items():
            truths[n] = at(self.rows[BY_ACTS[n]], row, place)
            ground = at(self.ground[n], row, place)
            grounds[n] = ids[ground - 1] if ground else NO_GROUND
            alike[n] = self._alike(n, grounds[n], row, place)
        return Effect(tuple(truths), tuple(grounds), missing, tuple(alike))

    def _alike(self, n: int, ground: str | None, row: int, place: int) -> tuple[str, ...]:
        """All acts that hold with certainty, the ground first."""
        if n not in self.holding:
            return () if ground is None else (ground,)
        if ground is None and BY_ACTS[n] == "void":
            return ()
        bits = at(self.holding[n], row, place)
        found = [id for k, id in enumerate(self.order[n]) if bits >> k & 1 and id != ground]
        return tuple(dict.fromkeys(found if ground is None else [ground, *found]))

    def otherwise(self, row: int, place: int) -> Otherwise:
        """What is so at a place, some things not being taken as known."""
        assert self.doubts is not None
        truths = tuple(at(self.rows[s], row, place) if s in self.rows else 0 for s in BY_ACTS)
        named = (self.doubts.named(at(self.open[s], row, place)) if s in self.open else NOTHING for s in BY_ACTS)
        return Otherwise(truths, tuple(named))

    def _sorted(self, ids: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return ids if len(ids) < 2 else sorted(ids, key=lambda pair: in_turn(self.law.norm_acts[pair[0]]))

    def _by(self, row: int, status: str) -> tuple[Array, Array, list[str]]:
        """Whether any act with one of the verbs has effect; by the latest that has, or by the first that ends the norm."""
        verbs = VERBS[status]
        later = successors(self.norm.id, self.law) if status == "ended" else ()
        acts = [pair for pair in self.pairs if pair[1] in verbs and not (pair[1] == "replaces" and pair[0] in later)]
        acts = self._sorted([*acts, *((id, "replaces") for id in later)])
        if status == "ended":
            acts.reverse()
        truth, ground = FALSE, np.zeros((1, 1), np.int64)
        self.order[row] = [id for id, _ in reversed(acts)]
        open_: list[Array | None] = []
        for n, (id, verb) in enumerate(acts, 1):
            succeeds = id in later and verb == "replaces"
            step, doubt = self._succeeds(id) if succeeds else self._effective(id, verb)
            if step is FALSE:
                continue
            truth = most((truth, step))
            ground = np.where(step == 2, n, ground)
            if len(acts) > 1:
                self._hold(row, len(acts) - n, step)
            open_.append(doubt)
        if self.doubts is not None and (left := self.doubts.among(truth, open_)) is not None:
            self.open[status] = left
        return truth, np.where(truth == 2, ground, 0), [id for id, _ in acts]

    def _hold(self, row: int, bit: int, step: Array) -> None:
        """Keep where an act, by its place in the order of a row, holds with certainty."""
        few = len(self.order[row]) <= FEW
        held = np.where(step == 2, np.array(1 << bit, np.int64 if few else object), 0)
        self.holding[row] = held if row not in self.holding else self.holding[row] | held

    def _effective(self, id: str, verb: str, everywhere: bool = False) -> tuple[Array, Array | None]:
        """Whether an act has effect, and what leaves that unknown."""
        step = self.truths.effective(id, verb, everywhere=everywhere, norm=self.norm.id)
        return step, self.doubts.of_act(id, verb, everywhere, self.norm.id) if self.doubts is not None else None

    def _succeeds(self, id: str) -> tuple[Array, Array | None]:
        """Whether a norm has taken the place of this one, and what leaves that unknown: proof.rows."""
        truths, norm = self.truths, self.law.norms[id]
        step = truths.effective(id, "replaces")
        if step is FALSE:
            return FALSE, None
        alike = norm.attaches_to == self.norm.attaches_to
        parts = [step, constant(0 if norm.in_force is not None and norm.in_force > truths.shared.base.as_of else 2)]
        parts += [truths.come(norm.start)] if norm.start is not None else []
        if alike:
            parts.append(truths.covered(norm.binds))
            parts += [truths.holds(norm.when)] if norm.when is not None else []
            parts += [2 - truths.holds(norm.unless)] if norm.unless is not None else []
        held = ActEffects(norm, self.law, truths, () if self.doubts is None else self.doubts.names)
        parts += [2 - held.rows[status] for status in ("void", "blocked") if status in held.rows]
        found = least(parts).astype(np.int8)
        if not found.any():
            return FALSE, None
        if self.doubts is None:
            return found, None
        doubts = [self.doubts.of_act(id, "replaces"), held.open.get("void"), held.open.get("blocked")]
        doubts += [self.doubts.of_expr(norm.when), self.doubts.of_expr(norm.unless)] if alike else []
        return found, self.doubts.among(found, doubts)

    def _void(self, row: int) -> tuple[Array, Array, list[str]]:
        """Whether the latest rulings of the highest rank void the norm; a norm that is upheld has its ground too."""
        void, ground = FALSE, np.zeros((1, 1), np.int64)
        ids = list(dict.fromkeys(id for id, verb in self.pairs if verb in VERBS["void"]))
        precedents, judgments = self._precedents(), self._judgments()
        for equal in precedents:
            void, ground = self._latest(equal, void, ground, ids)
        left = self._left(void, [ruling for equal in precedents for ruling in equal])
        if judgments:
            void, ground = self._latest(judgments, void, ground, ids)
        if self.doubts is not None:
            open_ = self.doubts.among(void, [left, *(ruling.open for ruling in judgments)])
            if open_ is not None:
                self.open["void"] = open_
        ranked = [ruling for equal in reversed([judgments, *precedents]) for ruling in reversed(equal)]
        self.order[row] = [ruling.id for ruling in ranked]
        if len(ranked) > 1:
            for n, ruling in enumerate(ranked):
                if ruling.voids:
                    self._hold(row, n, ruling.step)
        return void, np.where(void != 1, ground, 0), ids

    def _left(self, void: Array, rulings: list[_Ruling]) -> Array | None:
        return None if self.doubts is None else self.doubts.among(void, [ruling.open for ruling in rulings])

    def _latest(self, rulings: list[_Ruling], void: Array, ground: Array, ids: list[str]) -> tuple[Array, Array]:
        """proof.rulings.latest, of rulings of one rank in order of day."""
        any_certain: Array = most(r.step for r in rulings) == 2
        says = {True: np.zeros((1, 1), bool), False: np.zeros((1, 1), bool)}
        for ruling in rulings:
            may = ruling.step > 0
            for other in rulings:
                if other.first > ruling.last:
                    may = may & (other.step != 2)
            says[ruling.voids] = says[ruling.voids] | may
            ground = np.where(ruling.step == 2, ids.index(ruling.id) + 1, ground)
        yes = says[True] | (~any_certain & (void >= 1))
        no = says[False] | (~any_certain & (void <= 1))
        return np.where(yes & no, 1, np.where(yes, 2, 0)).astype(np.int8), ground

    def _ruling(self, id: str, verb: str, step: Array, open_: Array | None) -> _Ruling:
        act = self.law.norm_acts[id]
        first, last = decided_between(act.decided)
        return _Ruling(
            first=first, last=last, named=named_day(act), id=id, voids=verb == "voids", step=step, open=open_
        )

    def _judgments(self) -> list[_Ruling]:
        acts = [p for p in self.pairs if p[1] in VERBS["void"] and self.law.norm_acts[p[0]].parties is not None]
        found = [self._ruling(id, verb, *self._effective(id, verb)) for id, verb in acts]
        return sorted(found, key=lambda r: (r.named, r.id))

    def _precedents(self) -> list[list[_Ruling]]:
        """Rulings that control where a party asks, by rank, the lowest first."""
        shared = self.truths.shared
        state = issuing_state(self.norm, shared.facts)
        ranks: dict[int, list[_Ruling]] = {}
        for id, verb in self.pairs:
            act = self.law.norm_acts[id]
            ruling = court(act.forum) if act.forum else None
            if verb not in VERBS["void"] or act.forum is None or ruling is None:
                continue
            here = [2 if controls(act.forum, ctx.forum, self.norm.level, state) else 0 for ctx in shared.contexts]
            there = self.truths.asked(np.array(here, np.int8)[self.truths.axis.profile][None, :])
            step, open_ = self._effective(id, verb, everywhere=True)
            open_ = None if open_ is None else np.where(there == 2, open_, 0)
            found = self._ruling(id, verb, np.minimum(there, step), open_)
            ranks.setdefault(RANK.get(ruling.level, 1), []).append(found)
        return [sorted(ranks[rank], key=lambda r: (r.named, r.id)) for rank in sorted(ranks)]
