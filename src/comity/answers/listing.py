"""The names that a question or a law file may use (parties, courts, agencies, acts, terms, norms, orders), found by words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from comity.errors import Refused
from comity.norms.names.associations import all_associations
from comity.norms.names.courts import all_courts
from comity.norms.names.government_tables import agencies, others
from comity.norms.names.governments import all_governments
from comity.norms.names.nearest import did_you_mean
from comity.norms.nodes import Law


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, what it names, and of what kind that is."""

    name: str
    title: str
    what: str
    also: tuple[str, ...] = ()

    def fits(self, words: tuple[str, ...]) -> bool:
        """Whether every word occurs in the name, the title or another name."""
        text = " ".join((self.name, self.title, self.what, *self.also)).casefold()
        return all(word in text for word in words)


def listed(kind: str, words: str, law: Law) -> tuple[Entry, ...]:
    """The names of a kind that have all the words, sorted by name; all names if there are no words.

    >>> from comity.answers.question import open_law
    >>> [entry.name for entry in listed("courts", "illinois northern", open_law(None))]
    ['ilnd']

    Raises:
        Refused: there is no such kind.
    """
    if kind not in KINDS:
        raise Refused(f"there is no list of {kind}.", did_you_mean(kind, KINDS, f"There are: {', '.join(KINDS)}."))
    wanted = tuple(words.casefold().split())
    return tuple(sorted((e for e in KINDS[kind](law) if e.fits(wanted)), key=lambda e: e.name))


def _parties(law: Law) -> Iterator[Entry]:
    more = {one.short: one.also for one in others().values()}
    for one in all_governments().values():
        if one.kind != "agency":
            lies = ", ".join(filter(None, (one.state, *one.states))).upper()
            yield Entry(one.short, one.name, f"{one.kind}, {lies}" if lies else one.kind, more.get(one.short, ()))
    for one in all_associations().values():
        yield Entry(one.short, one.name, "association")
    for name in law.lists:
        yield Entry(name, f"a list of {name.partition('/')[0]}", "list")


def _agencies(law: Law) -> Iterator[Entry]:
    for one in agencies().values():
        yield Entry(one.short, one.name, "agency", one.also)


def _courts(law: Law) -> Iterator[Entry]:
    for one in all_courts().values():
        yield Entry(one.id, one.name, one.level, (one.citation, one.state or ""))


def _acts(law: Law) -> Iterator[Entry]:
    for one in law.acts.values():
        yield Entry(one.name, one.words, f"act of {one.instrument}")


def _norms(law: Law) -> Iterator[Entry]:
    for one in law.norms.values():
        yield Entry(one.id, one.title, one.force, (law.instruments[one.instrument].title, *one.cites))


def _orders(law: Law) -> Iterator[Entry]:
    for one in law.norm_acts.values():
        if one.kind != "norm":
            yield Entry(one.id, one.title, one.kind, (law.instruments[one.instrument].title, one.court or ""))


def _terms(law: Law) -> Iterator[Entry]:
    """The sets of terms of agencies, and the norms that awards may carry in their own terms."""
    for one in law.term_sets.values():
        what = f"set of {len(one.carries)} term{'' if len(one.carries) == 1 else 's'}"
        yield Entry(one.id, one.title, what, (law.instruments[one.instrument].title, *one.carries))
    for one in law.norms.values():
        if one.attaches_to == "award":
            yield Entry(one.id, one.title, law.instruments[one.instrument].title, one.cites)


KINDS: Mapping[str, Callable[[Law], Iterator[Entry]]] = {
    "parties": _parties,
    "courts": _courts,
    "agencies": _agencies,
    "acts": _acts,
    "terms": _terms,
    "norms": _norms,
    "orders": _orders,
}
