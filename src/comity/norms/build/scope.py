"""Resolve the names in a law file to full ids, suggesting the nearest declared name of the same kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from comity.norms.attributes import CLASSES
from comity.norms.names.associations import all_associations, association
from comity.norms.names.courts import all_courts, court
from comity.norms.names.governments import all_governments, government, near_governments
from comity.norms.names.nearest import did_you_mean, nearest
from comity.text import tree as t
from comity.text.faults import Fault, Place, fault_at

ACT_ON_NORMS = "order, holding, notice or doctrine"
ROLES = ("award.recipient", "award.subrecipient", "award.agency", "demand.recipient", "demand.issuer")
PARTY_NAMES = "Parties have short names, like `chicago-il`, `cook-county-il`, `ca` or `us-doj`."
COURT_NAMES = "Courts have their courts-db ids, like `scotus`, `ca7`, `ilnd`."
MOST_LISTED = 6  # names of an instrument in a hint
MOST_LOOKUPS = 25  # of near names among all governments, 30 ms each, in one check


@dataclass(slots=True)
class Declared:
    """Every name the files declare, by kind: id -> place of the declaration."""

    acts: dict[str, Place] = field(default_factory=dict[str, Place])
    questions: dict[str, t.Statement] = field(default_factory=dict[str, t.Statement])
    lists: dict[str, Place] = field(default_factory=dict[str, Place])
    norms: dict[str, Place] = field(default_factory=dict[str, Place])
    norm_acts: dict[str, Place] = field(default_factory=dict[str, Place])
    term_sets: dict[str, Place] = field(default_factory=dict[str, Place])
    lookups: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Scope:
    """Resolves the names in one file; what cannot be resolved is reported and returned as written."""

    instrument: str
    declared: Declared
    lines: tuple[str, ...]
    report: Callable[[Fault], None]

    def fault(self, place: Place, sentence: str, hint: str = "") -> None:
        """Report a fault at a place of this file."""
        self.report(fault_at(self.lines, place, sentence, hint))

    # ---- names of the law
    def act(self, name: t.Name) -> str:
        """Conduct declared by `act`."""
        if name.text not in self.declared.acts:
            self._unknown(name, "act", self.declared.acts, 'Declare it: act NAME "words".')
        return name.text

    def question(self, name: t.Name, type: str | None = None) -> str:
        """A question or rule declared by `define`; of one `type`, where only that makes sense."""
        statement = self.declared.questions.get(name.text)
        if statement is None:
            self._unknown(name, "question", self.declared.questions, 'Declare it: define NAME "words".')
            return name.text
        found = next((str(c.value) for c in statement.clauses if c.keyword == "is"), "yes or no")
        if type is not None and found != type:
            sentence = f"`{name.text}` is a {found}, not a condition: it neither holds nor fails."
            hint = "Declare it `is yes or no`, or a rule with `when`."
            if type == "date":
                sentence, hint = f"`{name.text}` is answered by {found}, not by a day.", "Declare it `is a date`."
            self.fault(name.place, sentence, hint)
        return name.text

    def norm(self, name: t.Name) -> str:
        """A norm, by its full id or, in its own file, by the last part of it."""
        return self._law(name, "norm", (self.declared.norms,))

    def norm_act(self, name: t.Name, otherwise: str = "") -> str:
        """An order, holding, notice or doctrine; `otherwise` is the hint where nothing of such a name is near."""
        return self._law(name, ACT_ON_NORMS, (self.declared.norm_acts,), otherwise)

    def term_set(self, name: t.Name) -> str:
        """A term set, by its full id or, in its own file, by the last part of it."""
        if (id := self._local(name, self.declared.term_sets)) is not None:
            return id
        self._unknown(name, "set of terms", self.declared.term_sets, 'Declare it: terms NAME "words".')
        return name.text

    def carried(self, name: t.Name) -> tuple[str, bool]:
        """What an award carries, a norm or a term set, and whether it is a term set."""
        if (id := self._local(name, self.declared.term_sets)) is not None:
            return id, True
        return self.norm(name), False

    def either(self, name: t.Name) -> str:
        """A norm or an act on norms."""
        return self._law(name, f"norm, {ACT_ON_NORMS}", (self.declared.norms, self.declared.norm_acts))

    def spelled_out(self, name: t.Name, of_norms: bool) -> list[t.Name]:
        """A target as written; an instrument as all its norms, where norms are acted on."""
        known = (self.declared.norms, self.declared.norm_acts)
        if not of_norms or any(self._local(name, table) is not None for table in known):
            return [name]
        found = [id for id in self.declared.norms if id.startswith(f"{name.text}/")]
        return [replace(name, text=id) for id in found] or [name]

    def _law(self, name: t.Name, what: str, tables: tuple[Mapping[str, Place], ...], otherwise: str = "") -> str:
        for table in tables:
            if (id := self._local(name, table)) is not None:
                return id
        if self._local(name, self.declared.norms) is not None:
            self.fault(name.place, f"`{name.text}` is a norm.", f"Expected an {what}.")
        elif self._local(name, self.declared.norm_acts) is not None:
            self.fault(name.place, f"`{name.text}` is an act on norms.", "Expected a norm.")
        elif held := [id for table in tables for id in table if id.startswith(f"{name.text}/")]:
            more = f" and {len(held) - MOST_LISTED} more" if len(held) > MOST_LISTED else ""
            hint = f"It has {', '.join(f'`{id}`' for id in held[:MOST_LISTED])}{more}."
            self.fault(name.place, f"`{name.text}` is an instrument; here stands one {what.split(',')[0]} of it.", hint)
        else:
            self._unknown(name, what, [id for table in tables for id in table], otherwise)
        return name.text

    def _local(self, name: t.Name, known: Mapping[str, object]) -> str | None:
        for id in (f"{self.instrument}/{name.text}", name.text):
            if id in known:
                return id
        return None

    def _unknown(self, name: t.Name, what: str, known: Iterable[str], otherwise: str = "") -> None:
        # Names of this file are compared, and shown, as they are written in it.
        known = tuple(known)
        near = [
            id for id in known if id.endswith(f"/{name.text}")
        ]  # the last part of a name stands alone in its own file
        near = near or nearest(name.text, (id.removeprefix(f"{self.instrument}/") for id in known), 1)
        hint = f"Did you mean `{near[0]}`?" if near else otherwise
        self.fault(name.place, f"No {what} is named `{name.text}`.", hint)

    # ---- names of the field
    def court(self, name: t.Name) -> str:
        """A court, by its courts-db id."""
        if court(name.text) is None:
            self._unknown(name, "court", all_courts(), COURT_NAMES)
        return name.text

    def party(self, name: t.Name) -> str:
        """A government, agency or declared list; governments by their canonical short name."""
        if (id := self._local(name, self.declared.lists)) is not None:
            return id
        found = government(name.text)
        if found is not None:
            return found.short
        near = nearest(name.text, (id.removeprefix(f"{self.instrument}/") for id in self.declared.lists), 1)
        hint = f"Did you mean `{near[0]}`?" if near else self.near_party(name.text)
        hint = "No comma stands before `only`." if name.text == "only" else hint
        self.fault(name.place, f"No government, agency or list is named `{name.text}`.", hint)
        return name.text

    def near_party(self, text: str) -> str:
        """The hint for an unknown government; only a few are looked up, since each is compared with tens of thousands."""
        known = self.declared.lookups
        if text not in known:
            if len(known) >= MOST_LOOKUPS:
                return PARTY_NAMES
            # Most misspelt names have their state right, and a state's governments are quickly gone through.
            suffix = text[-3:]
            near = nearest(text, (one for one in all_governments() if one[-3:] == suffix), 1) if "-" in text else ()
            near = near or near_governments(text, 2)
            known[text] = f"Did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else PARTY_NAMES
        return known[text]

    def government(self, name: t.Name) -> str:
        """One government or agency; a list will not do."""
        if self._local(name, self.declared.lists) is not None:
            self.fault(
                name.place, f"`{name.text}` is a list; here stands one government or agency.", "Name them one by one."
            )
            return name.text
        return self.party(name)

    def territory(self, name: t.Name) -> str:
        """A government, or a court that stands for its territory."""
        found = government(name.text)
        if found is not None:
            return found.short
        if court(name.text) is None:
            near = nearest(name.text, all_courts(), 1)
            hint = f"Did you mean `{near[0]}`?" if near else self.near_party(name.text)
            self.fault(name.place, f"No government or court is named `{name.text}`.", hint)
        return name.text

    def association(self, name: t.Name) -> str:
        """An association of governments, by its short name."""
        if association(name.text) is None:
            self._unknown(
                name, "association", all_associations(), f"They are: {', '.join(sorted(all_associations()))}."
            )
        return name.text

    def kind(self, name: t.Name) -> t.Name:
        """A class of parties: `state`, `local government`, `city`, ..."""
        if name.text not in CLASSES:
            hint = did_you_mean(name.text, CLASSES, f"The classes are: {', '.join(CLASSES)}.")
            self.fault(name.place, f"There is no class of parties `{name.text}`.", hint)
        return name

    # ---- sets of parties
    def parties(self, parties: t.PartySet, roles: tuple[str, ...] = ROLES) -> t.PartySet:
        """A set of parties with every name resolved; `roles` are those that may stand in it."""
        items = tuple(self.item(i, roles) for i in self._places_apart(self._unclear_apart(parties.items)))
        excepted = tuple(self.item(i, roles) for i in self._places_apart(self._unclear_apart(parties.excepted)))
        self._contradictions(items, excepted)
        return t.PartySet(items, excepted)

    def item(self, item: t.PartyItem, roles: tuple[str, ...]) -> t.PartyItem:
        """One item of a set of parties, with its names resolved."""
        match item:
            case t.Named(name, since, before):
                if since and before and since >= before:
                    self.fault(name.place, f"`{name.text}` would be listed since {since} and before {before}: never.")
                return t.Named(replace(name, text=self.party(name)), since, before)
            case t.Role(path, place):
                if path not in roles:
                    known = f"Here may stand: {', '.join(roles)}." if roles else "Name the parties."
                    self.fault(place, f"`{path}` is not a party here.", known)
                return item
            case t.Everyone():
                return item
            case t.Every(kind, within):
                outer = None if within is None else replace(within, text=self.territory(within))
                return t.Every(self.kind(kind), outer)
            case t.Members(name, on):
                return t.Members(replace(name, text=self.association(name)), on)
            case t.Subrecipients(name, tier):
                return t.Subrecipients(replace(name, text=self.government(name)), tier)
            case t.Perhaps(inner, because):
                return t.Perhaps(self.item(inner, roles), because)

    def _unclear_apart(self, items: tuple[t.PartyItem, ...]) -> tuple[t.PartyItem, ...]:
        """`perhaps every city within mo, ne because "..."` as an item for each whom the text may mean."""
        found: list[t.PartyItem] = []
        for item in items:
            if isinstance(item, t.Perhaps) and item.more:
                found += [t.Perhaps(one, item.because) for one in self._places_apart((item.item, *item.more))]
            else:
                found.append(item)
        return tuple(found)

    def _places_apart(self, items: tuple[t.PartyItem, ...]) -> Iterator[t.PartyItem]:
        """`every city within mo, ne` as two items: names behind `within` are places too while they are of one sort with it.

        A city or an agency behind a state is named for itself.
        """
        last: t.Every | None = None
        for item in items:
            if isinstance(item, t.Named) and last is not None and last.within is not None:
                bare = item.since is None and item.before is None
                if bare and (sort := self._sort(item.name)) is not None and sort == self._sort(last.within):
                    yield t.Every(last.kind, item.name)
                    continue
            last = item if isinstance(item, t.Every) else None
            yield item

    def _sort(self, name: t.Name) -> str | None:
        """What sort of territory a name is: a state or that of a court, a county, a city; None of what is none."""
        if self._local(name, self.declared.lists) is not None:
            return None
        found = government(name.text)
        if found is not None:
            wide = "wide" if found.kind in ("state", "territory") else found.kind
            return None if wide == "agency" else "city" if wide == "town" else wide
        return "wide" if court(name.text) is not None else None

    def _contradictions(self, items: tuple[t.PartyItem, ...], excepted: tuple[t.PartyItem, ...]) -> None:
        """One party twice at one time, or both named and excepted, is a contradiction, not a preference."""
        seen: list[t.Named] = []
        for number, item in enumerate(items + excepted):
            inner = item.item if isinstance(item, t.Perhaps) else item
            if not isinstance(inner, t.Named):
                continue
            if any(other.name.text == inner.name.text and _overlap(other, inner) for other in seen):
                both = "both named and excepted" if number >= len(items) else "named twice for one time"
                hint = "A list of parties may not contradict itself."
                self.fault(inner.name.place, f"`{inner.name.text}` is {both}.", hint)
            seen.append(inner)


def _overlap(a: t.Named, b: t.Named) -> bool:
    starts = [day for day in (a.since, b.since) if day is not None]
    ends = [day for day in (a.before, b.before) if day is not None]
    return not starts or not ends or max(starts) < min(ends)
