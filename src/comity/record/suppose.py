"""Add facts taken as true to a record: what a case gives, or `--suppose` on the command line.

What is supposed of an award without its number is supposed of the party's awards that do not contradict it, and of none
that does: an award of another agency does not become one of the agency that is supposed. Where no award on record fits,
one is supposed that is otherwise unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from comity.frozen import frozen
from comity.norms.attributes import in_class
from comity.norms.names.governments import Government, belongs_to, government
from comity.norms.names.programs import program
from comity.record.nodes import Answer, Award, Carriage, Conduct, Demand, Known, Membership, Record
from comity.text import format as words
from comity.text import tree as t

SUPPOSED = Known(source="supposed")


@frozen
class Supposed:
    """A record with suppositions added.

    Attributes:
        record: the record with the facts that are supposed.
        attached: which norms are taken to attach (None: none; empty: the one asked about).
        without: the acts on norms that are taken away.
        spared: the awards that contradict what is supposed, of which nothing is supposed.
        orders: what happens to acts on norms, and when they were made.
        touched: what each fact is supposed of, in words.
        idle: the facts that are supposed of nothing, with the reason.
    """

    record: Record
    attached: frozenset[str] | None
    without: frozenset[str]
    spared: frozenset[str] = frozenset()
    orders: tuple[t.GivenOrder | t.GivenDay | t.GivenLater, ...] = ()
    touched: tuple[str, ...] = ()
    idle: tuple[tuple[t.Given, str], ...] = ()


@dataclass(slots=True)
class _Supposing:
    """What is gathered fact by fact."""

    party: str
    awards: list[Award]
    demands: list[Demand]
    conduct: list[Conduct]
    answers: list[Answer]
    members: list[Membership]
    carriage: list[Carriage]
    attached: set[str] | None = None
    without: set[str] = field(default_factory=set[str])
    orders: list[t.GivenOrder | t.GivenDay | t.GivenLater] = field(
        default_factory=list["t.GivenOrder | t.GivenDay | t.GivenLater"]
    )
    parties: dict[str, Government] = field(default_factory=dict[str, Government])
    touched: dict[str, None] = field(default_factory=dict[str, None])
    idle: list[tuple[t.Given, str]] = field(default_factory=list[tuple[t.Given, str]])

    def mine(self) -> list[int]:
        """The places of the awards of which something is supposed without their number: a supposed one, else those on record."""
        own = [n for n, award in enumerate(self.awards) if award.recipient == self.party]
        supposed = [n for n in own if self.awards[n].known == SUPPOSED]
        return supposed[-1:] or own

    def change(self, at: int, name: str, value: object) -> None:
        """Set an attribute of an award."""
        award = self.awards[at]
        self.awards[at] = replace(award, **{name: value})  # pyright: ignore[reportArgumentType]
        if name == "program" and award.agency is None and (listed := program(str(value))) is not None:
            # as of every award on record
            self.awards[at] = replace(self.awards[at], agency=listed.agency)
        self.touched[_called(award)] = None


def suppose(record: Record, given: tuple[t.Given, ...], party: str) -> Supposed:
    """Add facts to a record. Facts that name nobody are about `party`, its awards, or a supposed demand on it."""
    s = _Supposing(
        party=party, awards=list(record.awards), demands=list(record.demands), conduct=list(record.conduct), answers=list(record.answers),
        members=list(record.memberships), carriage=list(record.carriage),
    )  # fmt: skip
    spared = _spared(s, given)
    for fact in given:
        match fact:
            case t.GivenAward():
                _add_award(s, fact)
            case t.GivenMember(who, association, member):
                s.members.insert(0, Membership(who.text, association.text, member, known=SUPPOSED))
                s.touched[who.text] = None
            case t.GivenConduct(who, act, done, on):
                s.conduct.append(Conduct(who.text, act.text, done, on, known=SUPPOSED))
                s.touched[who.text] = None
            case t.GivenValue():
                _answer(s, fact, spared)
            case t.GivenAttribute():
                _attribute(s, fact, spared)
            case t.GivenCarries():
                _carries(s, fact, spared)
            case t.GivenAttached(norm):
                s.attached = s.attached if s.attached is not None else set[str]()
                if norm is not None:
                    s.attached.add(norm.text)
            case t.GivenWithout(name):
                s.without.add(name.text)
                s.touched[f"{name.text}, as if it had never been made"] = None
            case t.GivenOrder(name) | t.GivenDay(_, name):
                s.orders.append(fact)
                s.touched[name.text] = None
            case t.GivenLater(name, than):
                s.orders.append(fact)
                s.touched.update({name.text: None, than.text: None})
            case t.GivenMeant():
                _meant(s, fact)
            case t.GivenSubaward():
                _subaward(s, fact, spared)
            case t.GivenWithin():
                _within(s, fact)
    changed = replace(
        record, awards=tuple(s.awards), demands=tuple(s.demands), conduct=tuple(s.conduct), answers=tuple(s.answers),
        memberships=tuple(s.members), carriage=tuple(s.carriage), parties={**record.parties, **s.parties},
    )  # fmt: skip
    attached = None if s.attached is None else frozenset(s.attached)
    return Supposed(
        record=changed,
        attached=attached,
        without=frozenset(s.without),
        spared=spared,
        orders=tuple(s.orders),
        touched=tuple(s.touched),
        idle=tuple(s.idle),
    )


def _within(s: _Supposing, fact: t.GivenWithin) -> None:
    """Count a party that lies in several districts to one of them, or not to it."""
    who, court = s.parties.get(fact.party.text) or government(fact.party.text), fact.court.text
    if who is None or court not in who.districts or len(who.districts) < 2:
        s.idle.append((fact, f"where {fact.party.text} lies leaves no choice of {court}"))
        return
    left = (court,) if fact.inside else tuple(one for one in who.districts if one != court)
    s.parties[who.short] = replace(who, districts=left)
    s.touched[who.short] = None


def _meant(s: _Supposing, fact: t.GivenMeant) -> None:
    """Take a party, and it alone, to be meant by unclear words, or not to be."""
    who = s.parties.get(fact.party.text) or government(fact.party.text)
    if who is None:
        s.idle.append((fact, f"{fact.party.text} is not a government"))
        return
    if isinstance(fact.by, t.Every) and (known := in_class(who.kind, fact.by.kind.text)) is not None:
        s.idle.append((fact, f"{who.short} is {'' if known else 'not '}of that class, whatever a text says"))
        return
    by = fact.by if isinstance(fact.by, str) else words.item(fact.by)
    s.parties[who.short] = replace(who, meant=(*(pair for pair in who.meant if pair[0] != by), (by, fact.meant)))
    s.touched[who.short] = None


# ---- awards ----------------------------------------------------------------------------------------------------------
def contradicts(award: Award, name: str, value: object) -> bool:
    """Whether what is known of an award contradicts a value; an agency may be known by its parent or its office."""
    known = getattr(award, name)
    return known is not None and known != value and not (name == "agency" and _within_each_other(known, value))


def _within_each_other(known: object, value: object) -> bool:
    """Whether of two parties one is the other's office or parent."""
    one, other = government(str(known)), government(str(value))
    return one is not None and other is not None and (belongs_to(one, other) or belongs_to(other, one))


def _spared(s: _Supposing, given: tuple[t.Given, ...]) -> frozenset[str]:
    """The awards on record that contradict any fact about awards which names none of them by number."""
    facts = [f for f in given if isinstance(f, t.GivenAttribute) and f.of is None and f.path.startswith("award.")]
    if not facts:
        return frozenset()
    return frozenset(
        award.id
        for award in s.awards
        if award.known != SUPPOSED and any(contradicts(award, _column(f), plain(f.value)) for f in facts)
    )


def _column(fact: t.GivenAttribute) -> str:
    return fact.path.split(".")[1]


def _called(award: Award) -> str:
    return "an award that is supposed" if award.known == SUPPOSED else f"award {award.id}"


def _add_award(s: _Supposing, fact: t.GivenAward) -> None:
    found = program(fact.program)
    accepted = fact.taken == "accepted"
    made = Award(
        id=f"supposed-{len(s.awards) + 1}",
        recipient=fact.party.text,
        agency=found.agency if found else None,
        program=fact.program,
        fiscal_year=fact.fiscal_year,
        stage="accepted" if accepted else "offered",
        offered=fact.on if not accepted else None,
        accepted=fact.on if accepted else None,
        amount=fact.worth,
        terms=None if fact.carrying is None else tuple(n.text for n in fact.carrying),
        known=SUPPOSED,
        term_sets=None if fact.sets is None else tuple(n.text for n in fact.sets),
    )
    s.awards.append(made)
    s.touched[_called(made)] = None
    if fact.through is not None:
        prime = replace(made, id=f"{made.id}-prime", recipient=fact.through.text, prime=None, amount=None)
        s.awards[-1] = replace(made, prime=prime.id)
        s.awards.append(prime)


def _of_number(s: _Supposing, id: str, fact: t.Given) -> int | None:
    """The place of the award of a number, as it was recorded last; a fact about one that is not on record is idle."""
    at = next((n for n in range(len(s.awards) - 1, -1, -1) if s.awards[n].id == id), None)
    if at is None:
        s.idle.append((fact, f"no award `{id}` is on record"))
    return at


def _fitting(s: _Supposing, spared: frozenset[str]) -> list[int]:
    """The places of the awards of which a fact without a number is supposed; one is supposed where none on record fits."""
    at = [n for n in s.mine() if s.awards[n].id not in spared]
    if not at:
        s.awards.append(Award(f"supposed-{len(s.awards) + 1}", s.party, known=SUPPOSED))
        at = [len(s.awards) - 1]
    return at


def _attribute(s: _Supposing, fact: t.GivenAttribute, spared: frozenset[str]) -> None:
    value = plain(fact.value)
    if not fact.path.startswith("award."):
        _of_demand(s, fact, value)
        return
    name = _column(fact)
    value = Decimal(value) if name == "amount" and isinstance(value, int) else value
    if fact.of is None:
        for at in _fitting(s, spared):
            if s.awards[at].known == SUPPOSED or getattr(s.awards[at], name) is None or name == "agency":
                s.change(at, name, value)
            s.touched[_called(s.awards[at])] = None
        return
    at = _of_number(s, fact.of, fact)
    if at is not None and contradicts(s.awards[at], name, value) and s.awards[at].known != SUPPOSED:
        s.idle.append((fact, f"on record it is {getattr(s.awards[at], name)}"))
    elif at is not None:
        s.change(at, name, value)


def _carries(s: _Supposing, fact: t.GivenCarries, spared: frozenset[str]) -> None:
    """An answer about some awards; what their documents or a rule say is stronger, and then it is idle."""
    if fact.award is not None:
        found = _of_number(s, fact.award, fact)
        at = [found] if found is not None else []
    else:
        at = _fitting(s, spared)
    for n in at:
        award = s.awards[n]
        s.carriage.append(Carriage(fact.name.text, "answer", fact.carried, award=award.id, known=SUPPOSED))
        s.touched[_called(award)] = None


def _subaward(s: _Supposing, fact: t.GivenSubaward, spared: frozenset[str]) -> None:
    """Take a recipient, or somebody else, to hold the award that is missing above a subaward."""
    if fact.award is not None:
        found = _of_number(s, fact.award, fact)
        at = [found] if found is not None else []
    else:
        at = _fitting(s, spared)
    for n in at:
        award = s.awards[n]
        lost = _lost_above(award, s.awards)
        if award.prime is None:
            lost = f"{award.id}-prime"
            s.awards[n] = replace(award, prime=lost)
        if lost is None:
            s.idle.append((fact, f"it is on record of what award {award.id} is a subaward"))
            continue
        s.awards.append(Award(lost, fact.prime.text if fact.subaward else SOMEBODY_ELSE, known=SUPPOSED))
        s.touched[_called(award)] = None


SOMEBODY_ELSE = "somebody else"
"""The recipient of an award of which nothing is supposed but that it is not a certain party's."""


def _lost_above(award: Award, awards: list[Award]) -> str | None:
    """The award that one is a subaward of, at whatever tier, and which is not on record."""
    held = {one.id: one for one in awards}
    seen: set[str] = set()
    id = award.prime
    while id is not None and id in held and id not in seen:
        seen.add(id)
        id = held[id].prime
    return id if id not in held else None


def _answer(s: _Supposing, fact: t.GivenValue, spared: frozenset[str]) -> None:
    """An answer about a party, and about those awards of it which it may be about."""
    value = plain(fact.value)
    about = fact.party.text if fact.party else s.party
    if fact.act is not None:
        s.answers.insert(0, Answer(fact.question.text, None, None, value, known=SUPPOSED, act=fact.act.text))
        s.touched[fact.act.text] = None
        return
    if fact.award is not None:
        if _of_number(s, fact.award, fact) is not None:
            s.answers.insert(0, Answer(fact.question.text, None, fact.award, value, known=SUPPOSED))
            s.touched[f"award {fact.award}"] = None
        return
    ids = [s.awards[n].id for n in s.mine() if s.awards[n].id not in spared]
    for award in (None, *(ids or [assumed_id(s.party)])):
        s.answers.insert(0, Answer(fact.question.text, about, award, value, known=SUPPOSED))
    s.touched[about] = None


def assumed_id(party: str) -> str:
    """The name of the award assumed where a party has none on record."""
    return f"an award of {party}"


def _of_demand(s: _Supposing, fact: t.GivenAttribute, value: object) -> None:
    """Set an attribute of the demand that is named, or of the one that is supposed on the party, otherwise unknown."""
    name = _column(fact)
    if fact.of is None:
        at = next((n for n, demand in enumerate(s.demands) if demand.known == SUPPOSED), None)
        if at is None:
            s.demands.append(
                Demand(
                    id="supposed",
                    title="supposed demand",
                    issuer="us",
                    date=None,
                    due=None,
                    force=None,
                    act=None,
                    basis=(),
                    recipients=(s.party,),
                    known=SUPPOSED,
                )
            )
            at = len(s.demands) - 1
    else:
        at = next((n for n in range(len(s.demands) - 1, -1, -1) if s.demands[n].id == fact.of), None)
        if at is None:
            s.idle.append((fact, f"no demand `{fact.of}` is on record"))
            return
        known = getattr(s.demands[at], name)
        if known not in (None, (), value) and not (name == "issuer" and _within_each_other(known, value)):
            shown = ", ".join(s.demands[at].basis) if name == "basis" else known
            s.idle.append((fact, f"on record it is {shown}"))
            return
    changed = {"basis": (value,)} if name == "basis" else {name: value}
    s.demands[at] = replace(s.demands[at], **changed)  # pyright: ignore[reportArgumentType]
    s.touched["a demand that is supposed" if fact.of is None else f"the demand {fact.of}"] = None


def plain(value: t.Value) -> bool | int | Decimal | str:
    """A value of the language, as the record writes it."""
    return value.text if isinstance(value, t.Name) else value  # pyright: ignore[reportReturnType]
