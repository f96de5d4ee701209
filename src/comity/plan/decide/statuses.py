"""The table of statuses over arrays: what acts on norms do to one norm, and the answer each combination gives.

Mirrors proof/position.py: the rows `ended`, `void`, `displaced`, `blocked`, `waived`, and the first status that holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np

from comity.norms.build.graph import successors
from comity.norms.names.courts import controls, court
from comity.norms.nodes import Law, Norm
from comity.plan.decide.evaluate import Truths
from comity.plan.decide.kleene import FALSE, constant, least, most
from comity.plan.decide.missing_facts import MissingFact, OwnMissing
from comity.proof.position import STATUSES
from comity.proof.rulings import RANK, Moment, decided_between, issuing_state, named_day
from comity.proof.seen import definite, outcome

Array: TypeAlias = "np.ndarray[Any, Any]"
BY_ACTS = ("ended", "void", "displaced", "blocked", "waived")
VERBS = {
    "ended": ("repeals", "replaces"), "void": ("voids", "upholds"), "displaced": ("displaces",), "blocked": ("blocks", "postpones"),
    "waived": ("waives",),
}  # fmt: skip
NO_GROUND: str | None = None
STATES = 72
"""Attaching (unknown, true) by begun (0-2) by own end (0-2) by whether attaching rests on acts that may be undone, on doubted ones."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one combination of truths says: status, the statuses it may be, those that hold besides, the ground.

    `fresh` is `confirmed` or `last_seen`, or None where the answer rests on no act that says when it was last seen.
    """

    status: str
    possible: tuple[str, ...]
    also: tuple[str, ...]
    ground: str | None
    missing: tuple[MissingFact, ...] = ()
    fresh: str | None = None


NOT_ATTACHED = Verdict("not_attached", (), (), None)


@dataclass(frozen=True, slots=True)
class Effect:
    """Truth and ground of each row of `BY_ACTS`, and the number of what is missing where one is unknown.

    `may` and `late` are the truths if it were not known whether the acts that may be undone, or those past their limit,
    still stand; None where there are none.
    """

    truths: tuple[int, ...]
    grounds: tuple[str | None, ...]
    missing: int
    may: tuple[int, ...] | None = None
    late: tuple[int, ...] | None = None


def state_of(attached: Array, begun: Array, over: Array) -> Array:
    """The combination of a norm's own truths as one number; attaching is never false here."""
    return (attached - 1) + 2 * (begun + 3 * over)


@dataclass(frozen=True, slots=True)
class _Ruling:
    """A holding or a judgment, as proof.rulings.Ruling, with its truth over an array."""

    first: Moment
    last: Moment
    named: Moment
    id: str
    voids: bool
    step: Array


class ActEffects:
    """The effects of the acts on one norm, coded in one number for each cell and place of an axis.

    Each row of `BY_ACTS` that any act decides is a digit: its truth, and three times the place of its ground among those
    of the row, the first of which is 1. `codes` is more than any code.
    """

    def __init__(self, norm: Norm, law: Law, truths: Truths) -> None:
        self.norm, self.law, self.truths = norm, law, truths
        self.pairs = law.acting_on.get(norm.id, ())
        self.grounds: dict[int, list[str]] = {}
        self.codes = 1
        self.unknown = np.zeros((1, 1), bool)
        self.rows: dict[str, Array] = {}
        self.code = self._code()

    def decode(self, code: int) -> Effect:
        """The truths and grounds of a code, with the number of what is missing, which stands above `codes`."""
        truths, grounds = [0] * len(BY_ACTS), [NO_GROUND] * len(BY_ACTS)
        for row, ids in self.grounds.items():
            code, digit = divmod(code, _digits_of(ids))
            ground, truths[row] = divmod(digit, 3)
            grounds[row] = ids[ground - 1] if ground else NO_GROUND
        return Effect(tuple(truths), tuple(grounds), code)

    def _code(self) -> Array:
        verbs = {verb for _, verb in self.pairs}
        code: Array = np.zeros((1, 1), np.int64)
        for row, status in enumerate(BY_ACTS):
            if verbs.isdisjoint(VERBS[status]):
                continue
            digit, ids = self._void() if status == "void" else self._by(VERBS[status])
            self.rows[status] = digit % 3
            code = code + digit * self.codes if self.grounds else digit
            self.unknown = self.unknown | (digit == 1)
            self.grounds[row] = ids
            self.codes *= _digits_of(ids)
        return code

    def _sorted(self, ids: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return ids if len(ids) < 2 else sorted(ids, key=lambda pair: named_day(self.law.norm_acts[pair[0]]))

    def _by(self, verbs: tuple[str, ...]) -> tuple[Array, list[str]]:
        """Whether any act with one of the verbs has effect; by the latest that has, or by the first that ends the norm."""
        later = successors(self.norm.id, self.law) if verbs == VERBS["ended"] else ()
        acts = [pair for pair in self.pairs if pair[1] in verbs and not (pair[1] == "replaces" and pair[0] in later)]
        acts = self._sorted([*acts, *((id, "replaces") for id in later)])
        if verbs == VERBS["ended"]:
            acts.reverse()
        found: Array = np.zeros((1, 1), np.int64)
        for n, (id, verb) in enumerate(acts, 1):
            step = self._succeeds(id) if id in later and verb == "replaces" else self._effective(id, verb)
            if step is not FALSE:
                digit = _digits(n)[step]
                found = np.maximum(found, digit) if n > 1 else digit
        return found, [id for id, _ in acts]

    def _effective(self, id: str, verb: str) -> Array:
        return self.truths.effective(id, verb, norm=self.norm.id)

    def _succeeds(self, id: str) -> Array:
        """Whether a norm has taken the place of this one: proof.rows."""
        truths, norm = self.truths, self.law.norms[id]
        step = truths.effective(id, "replaces")
        if step is FALSE:
            return FALSE
        parts = [step, constant(0 if norm.in_force is not None and norm.in_force > truths.shared.base.as_of else 2)]
        parts += [truths.come(norm.start)] if norm.start is not None else []
        if norm.attaches_to == self.norm.attaches_to:
            parts.append(truths.covered(norm.binds))
            parts += [truths.holds(norm.when)] if norm.when is not None else []
            parts += [2 - truths.holds(norm.unless)] if norm.unless is not None else []
        held = ActEffects(norm, self.law, truths).rows
        parts += [2 - held[status] for status in ("void", "blocked") if status in held]
        found = least(parts).astype(np.int8)
        return FALSE if not found.any() else found

    def _void(self) -> tuple[Array, list[str]]:
        """Whether the latest rulings of the highest rank void the norm; a norm that is upheld has its ground too."""
        void, ground = FALSE, np.zeros((1, 1), np.int64)
        ids = list(dict.fromkeys(id for id, verb in self.pairs if verb in VERBS["void"]))
        for equal in (*self._precedents(), self._judgments()):
            if equal:
                void, ground = self._latest(equal, void, ground, ids)
        return void + 3 * np.where(void != 1, ground, 0), ids

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

    def _ruling(self, id: str, verb: str, step: Array) -> _Ruling:
        act = self.law.norm_acts[id]
        return _Ruling(*decided_between(act.decided), named_day(act), id, verb == "voids", step)

    def _judgments(self) -> list[_Ruling]:
        acts = [p for p in self.pairs if p[1] in VERBS["void"] and self.law.norm_acts[p[0]].parties is not None]
        found = [self._ruling(id, verb, self.truths.effective(id, verb, norm=self.norm.id)) for id, verb in acts]
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
            step = np.minimum(there, self.truths.effective(id, verb, everywhere=True, norm=self.norm.id))
            ranks.setdefault(RANK.get(ruling.level, 1), []).append(self._ruling(id, verb, step))
        return [sorted(ranks[rank], key=lambda r: (r.named, r.id)) for rank in sorted(ranks)]


def _digits_of(grounds: list[str]) -> int:
    """How many digits a row of so many grounds has."""
    return 3 * (len(grounds) + 1)


@cache
def _digits(ground: int) -> Array:
    """The digits of an act that is the `ground`-th of a row, by the truth of its having effect."""
    return np.array([0, 1, 2 + 3 * ground], np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class StatusPattern:
    """What truths say: status, possible and also; the row of `BY_ACTS` that decides; the rows that lack facts."""

    status: str
    possible: tuple[str, ...]
    also: tuple[str, ...]
    ground: int | None
    unknown: tuple[int, ...]

    def answer(
        self, ground: str | None, own: OwnMissing, by_acts: tuple[tuple[MissingFact, ...], ...], fresh: str | None
    ) -> Verdict:
        """The answer on some ground, with what is missing of a norm's own truths and of what acts on it do."""
        rows = (own.attached, own.begun, own.over, *by_acts)
        missing = dict.fromkeys(fact for row in self.unknown for fact in rows[row])
        return Verdict(self.status, self.possible, self.also, ground, tuple(missing), fresh)


@cache
def freshness(
    state: int, truths: tuple[int, ...], may: tuple[int, ...] | None, late: tuple[int, ...] | None
) -> str | None:
    """How fresh the acts are on which an answer rests: proof.position, over truths."""
    own, doubt = state % 18, state // 18
    rest = own // 2
    begun, over = rest % 3, rest // 3

    def said(by_acts: tuple[int, ...]) -> frozenset[str]:
        rows = [("not_yet", 2 - begun), ("ended", max(by_acts[0], over))]
        rows += [(status, by_acts[n]) for n, status in enumerate(BY_ACTS) if n > 0]
        return outcome((status, KLEENE[truth]) for status, truth in rows)

    plain = said(truths)
    if not definite(plain):
        return None
    if not doubt & 1 and (may is None or said(may) == plain):
        return None
    return "last_seen" if doubt & 2 or (late is not None and said(late) != plain) else "confirmed"


KLEENE: tuple[bool | None, ...] = (False, None, True)


@cache
def first_status(state: int, truths: tuple[int, ...]) -> StatusPattern:
    """The first status that holds, from a norm's own truths and the effects on it; the same object for the same truths."""
    own = state % 18
    attached, rest = own % 2 + 1, own // 2
    begun, over = rest % 3, rest // 3
    table: list[tuple[str, int, int | None]] = [
        ("not_attached", 2 - attached, None),
        ("not_yet", 2 - begun, None),
        ("ended", max(truths[0], over), 0 if truths[0] == 2 else None),
        *((status, truths[n], n) for n, status in enumerate(BY_ACTS) if n > 0),
    ]
    status, possible, ground = _first(table)
    deciding = status
    if status == "undetermined" and len(possible) == 2 and possible[0] == "not_attached":
        deciding = _first(table[1:])[0]
    later = STATUSES[STATUSES.index(deciding) + 1 :] if deciding in STATUSES else STATUSES
    also = tuple(
        s for s, truth, _ in table
        if truth == 2 and s in later and s not in ("not_attached", "not_yet", "ended") and s not in possible
    )  # fmt: skip
    if status != "undetermined":
        return StatusPattern(status, possible, also, ground, ())
    # by row: attaching, begun, the norm's own end, then what acts decide
    own_end = [2] if over == 1 and truths[0] != 2 else []
    by_acts = [n + 3 for n, truth in enumerate(truths) if truth == 1 and not (n == 0 and over == 2)]
    unknown = ([0] if attached == 1 else []) + ([1] if begun == 1 else []) + own_end + by_acts
    return StatusPattern(status, possible, also, ground, tuple(unknown))


def _first(table: list[tuple[str, int, int | None]]) -> tuple[str, tuple[str, ...], int | None]:
    possible: list[str] = []
    for status, truth, ground in table:
        if truth == 2:
            return (status, (), ground) if not possible else ("undetermined", (*possible, status), None)
        if truth == 1:
            possible.append(status)
    if possible:
        return "undetermined", (*possible, "in_force"), None
    return "in_force", (), next((ground for status, _, ground in table if status == "void"), None)
