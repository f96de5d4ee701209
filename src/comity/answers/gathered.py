"""Everything the website's pages are made from: law, record, the text of law files, the governments and courts with pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from comity.answers.standing import norm_spans
from comity.norms.names.courts import Court, all_courts, court
from comity.norms.names.governments import Government, all_governments, government
from comity.norms.nodes import Case, Law, Norm, NormAct
from comity.record.nodes import Record
from comity.text import tree as t

T = TypeVar("T")


@dataclass(frozen=True)
class Gathered:
    """The library on a day. `texts` has the lines of each law file by instrument; `made_from` identifies this version."""

    law: Law
    record: Record
    as_of: dt.date
    texts: Mapping[str, tuple[str, ...]]
    made_from: str = ""

    @cached_property
    def orders(self) -> Mapping[str, NormAct]:
        """The acts on norms that are not themselves norms."""
        return {id: act for id, act in self.law.norm_acts.items() if id not in self.law.norms}

    @cached_property
    def norms_of(self) -> Mapping[str, tuple[Norm, ...]]:
        """The norms of each instrument."""
        return _grouped((n.instrument, n) for n in self.law.norms.values())

    @cached_property
    def orders_of(self) -> Mapping[str, tuple[NormAct, ...]]:
        """The acts on norms of each instrument."""
        return _grouped((a.instrument, a) for a in self.orders.values())

    @cached_property
    def orders_by(self) -> Mapping[str, tuple[NormAct, ...]]:
        """The acts on norms of each court."""
        return _grouped((a.court, a) for a in self.orders.values() if a.court)

    @cached_property
    def cases_of(self) -> Mapping[str, tuple[Case, ...]]:
        """The cases that test each norm."""
        pairs = ((name, case) for case in self.law.cases for name in dict.fromkeys(e.norm.text for e in case.expects))
        return _grouped(pairs)

    @cached_property
    def courts(self) -> Mapping[str, Court]:
        """The courts that have a page: all federal courts of appeals, and every court that acted or has a lawsuit."""
        acting = {a.court for a in self.law.norm_acts.values()} | {a.forum for a in self.law.norm_acts.values()}
        acting |= {i.court for i in self.law.instruments.values()}
        standing = {c.id for c in all_courts().values() if c.level in ("supreme", "appeals")}
        found = sorted(id for id in {*acting, *standing} if id is not None and court(id) is not None)
        return {id: all_courts()[id] for id in found}

    @cached_property
    def named_in(self) -> Mapping[str, tuple[str, ...]]:
        """The norms and acts on norms that name each government, directly or in a list."""
        pairs: list[tuple[str, str]] = []
        for norm in self.law.norms.values():
            pairs += ((short, norm.id) for short in self._named(norm.binds, norm.toward))
        for act in self.orders.values():
            pairs += ((short, act.id) for short in self._named(act.parties, act.restrains))
        return {short: tuple(dict.fromkeys(ids)) for short, ids in _grouped(pairs).items()}

    @cached_property
    def governments(self) -> Mapping[str, Government]:
        """The governments that have a page: all that the law or the record names, and every state."""
        named = {*self.named_in, *(s for s in all_governments() if len(s) == 2 and government(s))}
        named |= {i.issuer for i in self.law.instruments.values() if i.issuer}
        named |= {case.party for case in self.law.cases}
        named |= {a.recipient for a in self.record.awards} | {a.agency for a in self.record.awards if a.agency}
        for demand in self.record.demands:
            named |= {demand.issuer, *demand.recipients}
        found = {short: self.record.parties.get(short) or government(short) for short in sorted(named)}
        return {one.short: one for one in found.values() if one is not None and one.kind != "person"}

    @cached_property
    def opposite(self) -> Mapping[str, tuple[str, ...]]:
        """For each norm, those that demand the opposite: a duty to act meets a ban on the act or on a wider one."""
        wider = {a.name: {a.name, *a.wider} for a in self.law.acts.values()}
        bans = [n for n in self.law.norms.values() if n.modality == "must not"]
        duties = [n for n in self.law.norms.values() if n.modality == "must"]
        meeting = [(duty.id, ban.id) for duty in duties for ban in bans if ban.act in wider[duty.act]]
        return _grouped([*meeting, *((ban, duty) for duty, ban in meeting)])

    @cached_property
    def over(self) -> frozenset[str]:
        """The norms whose time is certainly over for everyone on the day."""
        found: list[str] = []
        for norm in self.law.norms.values():
            last = norm_spans(norm, self.law)[-1]
            act = self.law.norm_acts.get(last.ended_by or "")
            unconditional = act is None or (act.when is None and act.unless is None)
            if last.end is not None and last.end.last <= self.as_of and unconditional:
                found.append(norm.id)
        return frozenset(found)

    def _named(self, *sets: t.PartySet | None) -> Iterator[str]:
        for parties in sets:
            for item in (*parties.items, *parties.excepted) if parties else ():
                inner = item.item if isinstance(item, t.Perhaps) else item
                if isinstance(inner, t.Subrecipients):
                    yield inner.prime.text
                elif isinstance(inner, t.Named) and inner.name.text in self.law.lists:
                    yield from self._named(self.law.lists[inner.name.text])
                elif isinstance(inner, t.Named):
                    found = self.record.parties.get(inner.name.text) or government(inner.name.text)
                    if found is not None:
                        yield found.short


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
