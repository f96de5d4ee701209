"""The periods in which acts on norms were in force, how certain each end is, and what suspended them meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from comity.frozen import frozen
from comity.norms.nodes import Law, Norm, NormAct
from comity.proof.dates import moved, presumed_mandate
from comity.proof.extending import in_time
from comity.text import tree as t

NEVER, ALWAYS = dt.date.max, dt.date.min
ENDINGS = ("reverses", "replaces", "repeals")


@frozen
class Edge:
    """A day known to lie between two days, both included; `NEVER` and `ALWAYS` where one side is open."""

    first: dt.date
    last: dt.date

    @property
    def certain(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last


@frozen
class Span:
    """A period in force: from a day, up to another (None: no end), and the id of what ended it (None: its own end)."""

    start: Edge
    end: Edge | None = None
    ended_by: str | None = None

    def on(self, day: dt.date) -> bool | None:
        """Whether a day is in it; None when an end is too uncertain to tell."""
        if day < self.start.first or (self.end is not None and day >= self.end.last):
            return False
        return True if day >= self.start.last and (self.end is None or day < self.end.first) else None


@frozen
class Held:
    """A period in which another act suspended this one: stayed or displaced, or reversed for some parties only."""

    by: str
    verb: str
    span: Span


def edge(spec: t.DateSpec | None, law: Law | None = None) -> Edge | None:
    """The days between which a date lies; None for a date read from an award, and for `until revoked`.

    >>> edge(t.After(dt.date(2020, 4, 29))).certain
    False
    """
    match spec:
        case t.Day(day):
            return Edge(day, day)
        case t.Between(first, last):
            return Edge(first, last)
        case t.After(day):
            return Edge(day + dt.timedelta(days=1), NEVER)
        case t.Before(day):
            return Edge(ALWAYS, day)
        case t.Since(name) if law is not None and name.text in law.norm_acts:
            return edge(moved(law.norm_acts[name.text].decided, spec))
        case t.Unknown() | t.Since():
            return Edge(ALWAYS, NEVER)
        case _:
            return None


def start_of(act: NormAct, law: Law | None = None) -> Edge:
    """The first day of an act on norms; one that reaches back is shown from the day it was decided."""
    return edge(act.start, law) or edge(act.decided) or Edge(ALWAYS, NEVER)


def spans(id: str, law: Law, ending: bool = False) -> tuple[Span, ...]:
    """The periods in which an act on norms stood, stays aside; `ending` asks from when its reversal works."""
    act = law.norm_acts[id]
    start = start_of(act, law)
    if ending and act.mandate is not None:
        mandate = presumed_mandate(act) if isinstance(act.mandate, t.Presumed) else act.mandate
        start = edge(mandate, law) or start
    return _cut((Span(start, _end_of(act, law)),), id, law)


def _end_of(act: NormAct, law: Law) -> Edge | None:
    """When an act on norms ends by itself, or by what extends it."""
    end = edge(act.end, law)
    longer = (id for id, verb in law.acting_on.get(act.id, ()) if verb == "extends" and in_time(id, act.id, law))
    extended = (edge(law.norm_acts[id].end, law) for id in longer)
    return end and max((end, *(e for e in extended if e is not None)), key=lambda e: (e.first, e.last))


def norm_spans(norm: Norm, law: Law) -> tuple[Span, ...]:
    """The norm's own time: from its first day until it ended by itself, or was repealed or replaced."""
    first = edge(norm.start, law) or (Edge(norm.in_force, norm.in_force) if norm.in_force else Edge(ALWAYS, NEVER))
    return _cut((Span(first, edge(norm.end, law)),), norm.id, law)


def _cut(found: tuple[Span, ...], id: str, law: Law) -> tuple[Span, ...]:
    for other, verb in law.acting_on.get(id, ()):
        if verb not in ENDINGS or (verb == "reverses" and law.norm_acts[other].parties is not None):
            continue
        if law.spares(other, verb, id, None):
            continue
        for ending in spans(other, law, ending=verb == "reverses"):
            resumes = ending.end if verb == "reverses" else None
            found = tuple(piece for span in found for piece in _ended(span, ending.start, resumes, other))
    return found


def _ended(span: Span, at: Edge, resumes: Edge | None, by: str) -> tuple[Span, ...]:
    if span.end is not None and span.end.first <= at.first:
        return (span,)
    cut = replace(span, end=at, ended_by=by)
    return (cut,) if resumes is None else (cut, Span(resumes, span.end, span.ended_by))


def held(id: str, law: Law) -> tuple[Held, ...]:
    """What suspended an act without ending it: stays, displacement, reversals for some parties."""
    found: list[Held] = []
    for other, verb in law.acting_on.get(id, ()):
        partly = verb == "reverses" and law.norm_acts[other].parties is not None
        partly = partly or (verb in ENDINGS and law.spares(other, verb, id, None))
        if verb in ("stays", "displaces") or partly:
            found += [Held(other, verb, span) for span in spans(other, law, ending=verb == "reverses")]
    return tuple(found)


def standing(id: str, law: Law, day: dt.date) -> tuple[str, str | None]:
    """The state of an act on norms on a day, and what made it so.

    `in force`, `not yet`, `ended`, `may be in force`; or `stayed`, `displaced`, `reversed`, with `may be` and `for some`.
    """
    found = spans(id, law)
    alive = [span.on(day) for span in found]
    if True not in alive:
        if None in alive:
            return "may be in force", None
        return ("not yet", None) if all(day < s.start.first for s in found) else ("ended", found[-1].ended_by)
    for one in held(id, law):
        then = one.span.on(day)
        if then is not False:
            words = {"stays": "stayed", "displaces": "displaced", "reverses": "reversed"}[one.verb]
            perhaps = "may be " if then is None else ""
            return f"{perhaps}{words}{'' if for_everyone(law.norm_acts[one.by].parties) else ' for some'}", one.by
    return "in force", None


def for_everyone(parties: t.PartySet | None) -> bool:
    """Whether a set of parties leaves nobody out."""
    return parties is None or (not parties.excepted and any(isinstance(i, t.Everyone) for i in parties.items))


def duration(found: Iterable[Span], events: bool = False) -> str:
    """A period in words, from when until when; for `events`, the day alone.

    >>> duration([Span(Edge(dt.date(2017, 9, 15), dt.date(2017, 9, 15)), Edge(dt.date(2018, 1, 2), NEVER))])
    '2017-09-15 to a day from 2018-01-02 on'
    """
    made: list[str] = []
    for span in found:
        if events:
            made.append(_words(span.start))
        elif span.end is None:
            made.append(f"{_words(span.start).removesuffix(' on')} on")
        else:
            made.append(f"{_words(span.start)} to {_words(span.end)}")
    return "; ".join(made)


def _words(at: Edge) -> str:
    if at.certain:
        return at.first.isoformat()
    if at.first == ALWAYS:
        return "a day not known" if at.last == NEVER else f"a day by {at.last}"
    return f"a day from {at.first} on" if at.last == NEVER else f"a day between {at.first} and {at.last}"
