"""Checked law as small frozen nodes: every name resolved to its full id, every expression type-checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from comity.frozen import frozen
from comity.text.faults import Place
from comity.text.tree import (
    NOWHERE,
    Breach,
    DateSpec,
    Expect,
    Expr,
    Given,
    Judgment,
    LastSeen,
    PartySet,
    Passage,
)


@frozen
class Instrument:
    """The front matter of a law file: what it is, who made it, how far its words are verified.

    `issuer` is None where there are several `issuers`, as of a compact.
    """

    id: str
    title: str
    kind: str
    level: str | None
    issuer: str | None
    court: str | None
    docket: str | None
    cites: tuple[str, ...]
    in_force: dt.date | None
    united_states: bool | None
    basis: str
    verbatim: str | None
    checked: dt.date
    sources: tuple[str, ...]
    note: str | None
    file: str
    last_seen: LastSeen | None = None
    appeal: str | None = None
    issuers: tuple[str, ...] = ()


@frozen
class Act:
    """Declared conduct; `wider` lists the acts of which it is a kind, nearest first; it rules out the acts it `excludes`."""

    name: str
    words: str
    enlists: bool
    wider: tuple[str, ...]
    instrument: str
    place: Place = field(default=NOWHERE, compare=False)
    excludes: tuple[str, ...] = ()


@frozen
class Question:
    """A declared fact (of a `type`) or a rule composed of other facts (`rule`), about a party, an award or a demand."""

    name: str
    words: str
    of: str
    type: str
    rule: Expr | None
    instrument: str
    place: Place = field(default=NOWHERE, compare=False)


@frozen
class Norm:
    """What a provision does to a party.

    `force` is command, condition (attaches to awards or demands), power or immunity; `attaches_to` is party, award or
    demand; `start` and `end` are the norm's own time, never before `in_force`; `by` is the day by which the duty is due,
    `judgment` whose judgment it is left to, and `part_of` the norm of which it is a part.
    """

    id: str
    title: str
    instrument: str
    level: str
    issuer: str | None
    binds: PartySet
    attaches_to: str
    modality: str
    act: str
    toward: PartySet | None
    when: Expr | None
    unless: Expr | None
    start: DateSpec | None
    end: DateSpec | None
    in_force: dt.date | None
    breach: tuple[Breach, ...]
    continues: str | None
    cites: tuple[str, ...]
    force: str
    because: str | None
    passages: tuple[Passage, ...]
    place: Place = field(default=NOWHERE, compare=False)
    by: DateSpec | None = None
    judgment: Judgment | None = None
    part_of: str | None = None


@frozen
class TermSet:
    """A dated version of an agency's terms: the norms it carries, and the rule that attaches it to awards.

    `rule` asks about the award, the days `start` and `end` included; `lineage` are the norms of every version.
    """

    id: str
    title: str
    instrument: str
    carries: tuple[str, ...]
    rule: Expr | None
    start: dt.date | None
    end: dt.date | None
    replaces: tuple[str, ...]
    lineage: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@frozen
class Effect:
    """One thing an act on norms does: a verb, the ids it acts on and, for other acts, the norms `as_to` which alone it does so."""

    verb: str
    targets: tuple[str, ...]
    as_to: tuple[str, ...] = ()


@frozen
class Partial:
    """What one act does to another as to some norms only: `a stay of the injunction as to notice`."""

    act: str
    verb: str
    norms: tuple[str, ...]


@frozen
class NormAct:
    """An act on norms: an order, holding, notice or doctrine (or a norm that replaces or repeals another).

    `parties` None means everyone its targets reach; `forum` is the court whose territory must follow it; `mandate` is
    when its reversals take effect. `last_seen` and `appeal` (pending, none or final) are its own, else its file's.
    `restraining` says that it is a temporary restraining order (`restraining`, or `restraining without notice`), and
    `end_by_rule` that its end is not stated, but that of Fed. R. Civ. P. 65(b)(2); `bars` is what it forbids those it
    restrains to do (impose, enforce, withhold, terminate). What an act does to another only for some, or only when something
    holds, is an act of its own, `part_of` the whole.
    """

    id: str
    kind: str
    title: str
    instrument: str
    court: str | None
    issuer: str | None
    decided: DateSpec
    start: DateSpec | None
    end: DateSpec | None
    effects: tuple[Effect, ...]
    parties: PartySet | None
    forum: str | None
    when: Expr | None
    unless: Expr | None
    restrains: PartySet | None
    mandate: DateSpec | None
    united_states: bool | None
    cites: tuple[str, ...]
    because: str | None
    passages: tuple[Passage, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)
    last_seen: LastSeen | None = None
    appeal: str | None = None
    bars: tuple[str, ...] = ()
    restraining: str | None = None
    end_by_rule: bool = False
    constructions: tuple[tuple[str, str], ...] = ()
    part_of: str | None = None


@frozen
class Case:
    """The law's own test: facts taken as true, then expectations about one party."""

    title: str
    party: str
    given: tuple[Given, ...]
    expects: tuple[Expect, ...]
    instrument: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Law:
    """Everything encoded, checked. `acting_on` maps the id of a norm or act on norms to what acts on it: (act id, verb).

    `partial` says of those which act only as to some norms. `parted` maps each act that is not in force as to all it
    reaches alike to the norms it reaches, directly or through other acts.
    """

    instruments: Mapping[str, Instrument]
    acts: Mapping[str, Act]
    questions: Mapping[str, Question]
    lists: Mapping[str, PartySet]
    norms: Mapping[str, Norm]
    norm_acts: Mapping[str, NormAct]
    cases: Sequence[Case]
    acting_on: Mapping[str, tuple[tuple[str, str], ...]]
    term_sets: Mapping[str, TermSet] = field(default_factory=dict[str, TermSet])
    partial: Mapping[str, tuple[Partial, ...]] = field(default_factory=dict[str, "tuple[Partial, ...]"])
    parted: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])

    @cached_property
    def bearing(self) -> dict[str, tuple[NormAct, ...]]:
        """What `build.graph.reaching` has found for the norms asked about so far."""
        return {}

    @cached_property
    def parts_of(self) -> Mapping[str, tuple[Norm, ...]]:
        """The parts of each norm that has any."""
        found: dict[str, tuple[Norm, ...]] = {}
        for norm in self.norms.values():
            if norm.part_of is not None:
                found[norm.part_of] = (*found.get(norm.part_of, ()), norm)
        return found

    @cached_property
    def construing(self) -> tuple[NormAct, ...]:
        """The acts that say what a norm covers."""
        return tuple(act for act in self.norm_acts.values() if act.constructions)

    @cached_property
    def _against(self) -> dict[str, tuple[str, ...]]:
        return {}

    def against(self, id: str) -> tuple[str, ...]:
        """The norms that the same party cannot keep together with a norm at the same time, in the order of the law."""
        if id not in self._against:
            norm = self.norms[id]
            others = (other for other in self.norms.values() if other.id != id)
            self._against[id] = tuple(o.id for o in others if self._meets(norm, o) or self._meets(o, norm))
        return self._against[id]

    def _meets(self, duty: Norm, other: Norm) -> bool:
        """Whether a duty to do an act meets what stands against it.

        That is a ban on the act or on a wider one, an immunity from being required to do it, or a duty to do what it excludes.
        """
        if duty.modality != "must":
            return False
        doing = {duty.act, *self.acts[duty.act].wider}
        match other.modality:
            case "must not" | "cannot be required to":
                return other.act in doing
            case "must":
                doing_other = {other.act, *self.acts[other.act].wider}
                return any(b in self.acts[a].excludes or a in self.acts[b].excludes for a in doing for b in doing_other)
            case _:
                return False

    def spares(self, act: str, verb: str, target: str, norm: str | None) -> bool:
        """Whether what an act does to another leaves the other intact as to a norm (None: as to any)."""
        norms = next((p.norms for p in self.partial.get(target, ()) if (p.act, p.verb) == (act, verb)), None)
        return norms is not None and norm not in norms

    def cite(self, id: str) -> tuple[str, ...]:
        """The citations of a norm or an act on norms: its own, or its instrument's, with the docket of a case."""
        node = self.norms.get(id) or self.norm_acts.get(id)
        if node is None:
            return ()
        if node.cites:
            return node.cites
        instrument = self.instruments[node.instrument]
        docket = (f"No. {instrument.docket}",) if instrument.docket and not instrument.cites else ()
        return instrument.cites + docket

    def cite_of_terms(self, id: str) -> tuple[str, ...]:
        """The citations of a set of terms: those of its instrument."""
        return self.instruments[self.term_sets[id].instrument].cites
