"""The answers the pages show: every government's positions today, and on the days on which demands reached it."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
from collections.abc import Mapping
from dataclasses import dataclass

from comity.answers.gathered import Gathered
from comity.norms.attributes import in_class
from comity.norms.levels import bound_level
from comity.norms.names.courts import forum_of
from comity.norms.names.governments import Government
from comity.norms.nodes import Norm
from comity.proof.ask import ask
from comity.proof.context import Context, Facts
from comity.proof.flags import breach, contested, springs
from comity.proof.position import Flags, Position, inert, read_off, table
from comity.proof.seen import Freshness
from comity.proof.subjects import subjects
from comity.text import tree as t


@dataclass(frozen=True, slots=True)
class BarePosition:
    """A position without its proof."""

    norm: str
    about: str | None
    status: str
    if_attached: str | None
    possible: tuple[str, ...]
    also: tuple[str, ...]
    ground: str | None
    missing: tuple[str, ...]
    flags: Flags
    fresh: Freshness | None = None

    @property
    def settled(self) -> str:
        """The status, or the only one possible if the norm attaches; otherwise `undetermined`."""
        return self.if_attached or self.status


@dataclass(frozen=True, slots=True)
class Then:
    """The answers on the day of a demand, under the norms that some act affects."""

    demand: str
    day: dt.date
    answers: tuple[BarePosition, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """What was computed for one government."""

    today: tuple[BarePosition, ...]
    then: tuple[Then, ...]


MOST_WORKERS = 8
_shared: tuple[Gathered, dict[dt.date, Facts]] | None = None


def answers(library: Gathered) -> Mapping[str, Portrait]:
    """The answers for every government that has a page.

    Uses all processors where processes can be forked; the result does not depend on it.
    """
    global _shared
    _shared = (library, {})
    governments = list(library.governments)
    workers = min(MOST_WORKERS, os.cpu_count() or 1, len(governments))
    try:
        if workers > 1 and "fork" in multiprocessing.get_all_start_methods():
            with multiprocessing.get_context("fork").Pool(workers) as pool:
                found = pool.map(_found, governments, chunksize=8)
        else:
            found = [_found(short) for short in governments]
    finally:
        _shared = None
    return dict(zip(governments, found, strict=True))


def _found(short: str) -> Portrait:
    assert _shared is not None
    library, facts = _shared
    party = library.governments[short]
    today = _today(context_for(library, facts, party, library.as_of), library)
    then: list[Then] = []
    norms = (n for id, n in sorted(library.law.norms.items()) if library.law.acting_on.get(id))
    disputed = [n for n in norms if may_bind(n, party)]
    for demand in library.record.demands:
        if short not in demand.recipients or demand.date is None or demand.date > library.as_of:
            continue
        ctx = context_for(library, facts, party, demand.date)
        found = [p for n in disputed for subject in subjects(n, ctx) if (p := _living(n, subject)) is not None]
        then.append(Then(demand.id, demand.date, tuple(answer_of(p, Flags()) for p in found)))
    return Portrait(today, tuple(sorted(then, key=lambda t: (t.day, t.demand))))


def context_for(library: Gathered, facts: dict[dt.date, Facts], party: Government, day: dt.date) -> Context:
    """The question about a party on a day, as known then, in its own courts; the facts of a day are read only once."""
    if day not in facts:
        facts[day] = Facts(library.record, day)
    return Context(law=library.law, facts=facts[day], party=party, as_of=day, known_at=day, forum=forum_of(party))


def _living(norm: Norm, ctx: Context) -> Position | None:
    """A position that is not inert."""
    checks = table(norm, ctx)
    return None if inert(checks) else read_off(norm, ctx, checks)


def _today(ctx: Context, library: Gathered) -> tuple[BarePosition, ...]:
    """Every position that is not inert, as `proof.ask.positions` has them; opposite duties are met among themselves."""
    waking = (norm for id, norm in sorted(ctx.law.norms.items()) if id not in library.over)
    norms = (norm for norm in waking if may_bind(norm, ctx.party))
    pairs = [(norm, subject) for norm in norms for subject in subjects(norm, ctx)]
    found = [(norm, subject, p) for norm, subject in pairs if (p := _living(norm, subject)) is not None]
    best: dict[str, bool] = {}
    for norm, _, p in found:
        if p.status == "in_force" or "in_force" in p.possible:
            best[norm.id] = best.get(norm.id, False) or p.status == "in_force"
    made: list[BarePosition] = []
    for norm, subject, p in found:
        certain = p.status == "in_force"
        clashing = sorted((o, best[o] and certain) for o in library.opposite.get(norm.id, ()) if o in best)
        binds = certain or "in_force" in p.possible
        flags = Flags(
            contested(norm, p, subject),
            springs(norm, p, subject),
            tuple(clashing) if binds else (),
            breach(norm, p, subject),
        )
        made.append(answer_of(p, flags))
    return tuple(made)


def may_bind(norm: Norm, party: Government) -> bool:
    """False for a norm that plainly binds others only; saves computing a proof that says so.

    >>> from comity.answers.question import open_law
    >>> from comity.norms.names.governments import government
    >>> norm = open_law(None).norms["ca-sb54/7284-6-a-1-b"]
    >>> may_bind(norm, government("fresno-ca")), may_bind(norm, government("chicago-il"))
    (True, False)
    """
    return any(_may_be_meant(item, party) for item in norm.binds.items)


def _may_be_meant(item: t.PartyItem, party: Government) -> bool:
    match item:
        case t.Every(kind, outer):
            if in_class(party.kind, kind.text) is False:
                return False
            return outer is None or len(outer.text) != 2 or party.state == outer.text
        case t.Named(name):
            return "/" in name.text or name.text == party.short or name.text.startswith("us")
        case _:
            return True


def answer_of(p: Position, flags: Flags) -> BarePosition:
    """A position without its proof."""
    ground = p.ground or (p.if_attached[1] if p.if_attached else None)
    missing = tuple(m.words for m in p.missing)
    attached = p.if_attached[0] if p.if_attached else None
    return BarePosition(
        norm=p.norm,
        about=p.award or p.demand,
        status=p.status,
        if_attached=attached,
        possible=p.possible,
        also=p.also,
        ground=ground,
        missing=missing,
        flags=flags,
        fresh=p.fresh,
    )


# For a government that no order names -----------------------------------------------------------------------------


def elsewhere(norm: Norm, library: Gathered) -> tuple[tuple[str, BarePosition], ...]:
    """The status of a norm, if it attaches, for a state or local government that no order names, in each circuit.

    The government is made up: it lies in the territory of that court of appeals and is party to nothing. For a norm of
    a state or of a local government there is only the circuit of that state; none for one that binds no state or local
    government.
    """
    level = bound_level(norm)
    if level not in ("state", "local"):
        return ()
    issuer = library.governments.get(norm.issuer or "") if norm.level != "federal" else None
    circuits = [c.id for c in library.courts.values() if c.level == "appeals" and c.id != "cafc"]
    if issuer is not None:
        circuits = [issuer.circuit] if issuer.circuit else []
    facts = Facts(library.record, library.as_of)
    rows: list[tuple[str, BarePosition]] = []
    for circuit in sorted(circuits, key=_in_order):
        kind = "state" if level == "state" else "city"
        state = issuer.state if issuer is not None else None
        one = Government(
            id="",
            short="a-government-no-order-names",
            name="A government",
            kind=kind,
            state=state,
            counties=(),
            districts=(),
            circuit=circuit,
            parent=None,
            population=None,
            fips=None,
        )
        ctx = Context(
            law=library.law,
            facts=facts,
            party=one,
            as_of=library.as_of,
            known_at=library.as_of,
            forum=circuit,
            attached=frozenset({norm.id}),
        )
        rows += ((circuit, answer_of(p, p.flags)) for p in ask(norm, ctx)[:1])
    return tuple(rows)


def _in_order(circuit: str) -> tuple[int, str]:
    number = circuit.removeprefix("ca")
    return (int(number), "") if number.isdigit() else (99, number)
