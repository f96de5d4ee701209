"""What a law's award norms read: columns of awards, the days and amounts at which they turn, facts about parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from comity.norms.nodes import Law, Norm, NormAct
from comity.plan.awards.table import CENT
from comity.proof.acts import UNDOING
from comity.proof.carriage import rules_on
from comity.proof.context import Facts
from comity.proof.dates import of_party
from comity.record.nodes import Carriage
from comity.text import tree as t

DAY = dt.timedelta(days=1)
DATES = ("offered", "accepted", "accepted_by", "obligated", "period_start", "period_end")
YEAR = "year"
"""The first day of the award's fiscal year, among the dates of `passed`."""
Cut: TypeAlias = dt.date | Decimal
Dense: TypeAlias = t.Expr | t.PartyItem | t.Since
"""A fact about a party that is not its name: its kind, where it lies, what it belongs to, what is on record of it."""


@dataclass(slots=True)
class Reads:
    """What is read: `columns` of the award; `cuts` of ordered columns; dense facts; parties named; places lain within."""

    columns: set[str] = field(default_factory=set[str])
    cuts: dict[str, set[Cut]] = field(default_factory=dict[str, set[Cut]])
    dense: dict[Dense, None] = field(default_factory=dict[Dense, None])
    named: set[str] = field(default_factory=set[str])
    places: set[str] = field(default_factory=set[str])
    identities: set[str] = field(default_factory=set[str])
    primes: set[str] = field(default_factory=set[str])
    acts: set[str] = field(default_factory=set[str])
    agency_role: bool = False
    moving: bool = False
    """Whether the day asked about is that of the row (`w.day`), so that a date to come is a column of its own."""
    carriage: tuple[Carriage, ...] = ()
    """What the record says awards carry."""

    def cut(self, column: str, *at: Cut) -> None:
        """A column turns at some values: below, and from each on."""
        self.columns.add(column)
        self.cuts.setdefault(column, set()).update(at)

    def add(self, other: Reads) -> None:
        """Read what something else reads too."""
        for mine, theirs in (
            (self.columns, other.columns), (self.named, other.named), (self.places, other.places),
            (self.identities, other.identities), (self.primes, other.primes), (self.acts, other.acts),
        ):  # fmt: skip
            mine |= theirs
        for column, at in other.cuts.items():
            self.cuts.setdefault(column, set()).update(at)
        self.dense |= other.dense
        self.agency_role = self.agency_role or other.agency_role


def bearing(law: Law, id: str, verbs: tuple[str, ...] | None = None) -> list[str]:
    """The acts on norms that act on something, directly or through one another."""
    found: dict[str, None] = {}
    waiting = [other for other, verb in law.acting_on.get(id, ()) if verbs is None or verb in verbs]
    while waiting:
        act = waiting.pop()
        if act not in found:
            found[act] = None
            waiting += [other for other, verb in law.acting_on.get(act, ()) if verb in (*UNDOING, "extends")]
    return list(found)


def reads_of_norm(norm: Norm, law: Law, as_of: dt.date, into: Reads) -> Reads:
    """What decides whether and when a norm itself attaches."""
    for item in (*norm.binds.items, *norm.binds.excepted):
        _item(item, law, into, as_of)
    for expr in (norm.when, norm.unless):
        _expr(expr, law, into, as_of)
    for date in (norm.start, norm.end):
        _date(date, law, as_of, into)
    return into


def reads_of_acts(ids: list[str], law: Law, as_of: dt.date, into: Reads) -> Reads:
    """What decides whether acts on norms have effect."""
    for id in ids:
        if id not in into.acts:
            into.acts.add(id)
            _act(law.norm_acts[id], law, into, as_of)
    return into


@dataclass(slots=True)
class Reading:
    """What each norm of a law reads, and each act on norms, asked once; of a day, or `moving` where each row has its own."""

    law: Law
    as_of: dt.date
    moving: bool = False
    carriage: tuple[Carriage, ...] = ()
    _own: dict[str, Reads] = field(default_factory=dict[str, Reads])
    _acts: dict[str, Reads] = field(default_factory=dict[str, Reads])
    _bearing: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def own(self, norm: Norm) -> Reads:
        """What decides whether and when a norm itself attaches."""
        if norm.id not in self._own:
            self._own[norm.id] = reads_of_norm(
                norm, self.law, self.as_of, Reads(moving=self.moving, carriage=self.carriage)
            )
        return self._own[norm.id]

    def acts(self, norm: Norm) -> list[str]:
        """The acts that act on a norm, directly or through one another."""
        if norm.id not in self._bearing:
            self._bearing[norm.id] = bearing(self.law, norm.id)
        return self._bearing[norm.id]

    def of_act(self, id: str) -> Reads:
        """What decides whether an act on norms has effect."""
        if id not in self._acts:
            self._acts[id] = reads_of_acts(
                [id], self.law, self.as_of, Reads(moving=self.moving, carriage=self.carriage)
            )
        return self._acts[id]

    def by_acts(self, norm: Norm) -> Reads:
        """What decides whether the acts that act on a norm have effect, of those that read anything of an award: few do."""
        found = Reads(moving=self.moving, carriage=self.carriage)
        for id in self.acts(norm):
            if (read := self.of_act(id)).columns:
                found.add(read)
        return found

    def all(self, norms: Iterable[Norm]) -> Reads:
        """What some norms read, and all that acts on them."""
        found = Reads(moving=self.moving, carriage=self.carriage)
        norms = list(norms)
        for norm in norms:
            found.add(self.own(norm))
        for id in dict.fromkeys(id for norm in norms for id in self.acts(norm)):
            found.add(self.of_act(id))
        return found


def reads_of_expr(expr: t.Expr, law: Law, as_of: dt.date, into: Reads) -> Reads:
    """What one expression reads."""
    _expr(expr, law, into, as_of)
    return into


def _act(act: NormAct, law: Law, into: Reads, as_of: dt.date) -> None:
    if act.id in law.norms:  # a norm that replaces another does so where it attaches
        reads_of_norm(law.norms[act.id], law, as_of, into)
    if act.parties is not None:
        for item in (*act.parties.items, *act.parties.excepted):
            _item(item, law, into, as_of)
    for expr in (act.when, act.unless):
        _expr(expr, law, into, as_of)
    for date in (act.start, act.end, act.mandate):
        _date(date, law, as_of, into)


def _date(date: t.DateSpec | None, law: Law, as_of: dt.date, into: Reads) -> None:
    if isinstance(date, t.Since) and of_party(date, law):
        into.dense[date] = None
    if not isinstance(date, t.Attribute) or not date.path.startswith("award."):
        return
    column = date.path.split(".")[1]
    if into.moving:
        into.columns |= {passed(bound, date.days) for bound in bounds_of(column)}
        into.columns |= {"stage"} if column == "accepted" else set()
        return
    wait = dt.timedelta(days=date.days)
    into.cut(column, as_of - wait + DAY)
    if column == "accepted":
        into.columns |= {"stage", "fiscal_year"}
        into.cut("offered", as_of - wait + DAY)
        into.cut("accepted_by", as_of - wait + DAY)


def bounds_of(column: str) -> tuple[str, ...]:
    """The dates that say whether a date has come: itself, and what bounds the day of acceptance where that is not known."""
    return ("accepted", "offered", "accepted_by", YEAR) if column == "accepted" else (column,)


def passed(column: str, days: int) -> str:
    """The name of the column that says whether so many days after a date have come, on the day of the row."""
    return f"{column}__{days}".replace("-", "m")


def passed_of(name: str) -> tuple[str, int] | None:
    """The date and the days after it of a column named by `passed`.

    >>> passed_of(passed("accepted", 10)), passed_of("accepted")
    (('accepted', 10), None)
    """
    column, found, days = name.partition("__")
    return (column, int(days.replace("m", "-"))) if found else None


def _expr(expr: t.Expr | None, law: Law, into: Reads, as_of: dt.date) -> None:
    match expr:
        case None:
            return
        case t.And(parts) | t.Or(parts):
            for part in parts:
                _expr(part, law, into, as_of)
        case t.Not(part):
            _expr(part, law, into, as_of)
        case t.Compare():
            _compare(expr, into)
        case t.Carries(name):
            into.columns.add("terms")
            if any(name.text in one.lineage for one in law.term_sets.values()):
                into.columns.add("term_sets")
            for rule in rules_on(name.text, law, into.carriage):
                into.columns |= {"about"} if rule.award is not None else set()
                _expr(rule.when, law, into, as_of)
        case t.Question(name):
            question = law.questions[name.text]
            if question.rule is not None:
                _expr(question.rule, law, into, as_of)
            elif question.of == "award":
                into.columns.add("about")
            else:
                into.dense[expr] = None
        case t.InForce(name):
            reads_of_acts([name.text, *bearing(law, name.text, UNDOING)], law, as_of, into)
        case t.Within(outer):
            into.dense[expr] = None
            into.places.add(outer.text)
        case _:
            into.dense[expr] = None


def _compare(expr: t.Compare, into: Reads) -> None:
    subject, name = expr.path.split(".")
    if subject != "award":
        into.dense[expr] = None
    elif name in ("recipient", "subrecipient"):
        into.dense[as_recipient(expr)] = None
        into.identities.update(str(getattr(v, "text", v)) for v in expr.values)
        if name == "subrecipient":
            into.columns.add("sub")
    elif name in DATES or name == "amount":
        into.cut(name, *(at for value in expr.values for at in _turns(expr.op, value)))
    else:
        into.columns.add(name)


def as_recipient(expr: t.Compare) -> t.Compare:
    """A comparison of the subrecipient as one of the recipient: of a subaward they are the same."""
    return t.Compare("award.recipient", expr.op, expr.values)


def _turns(op: str, value: t.Value) -> tuple[Cut, ...]:
    """The first values on the other side of a comparison. Amounts are in cents."""
    at: Cut = value if isinstance(value, dt.date) else Decimal(str(value))
    after: Cut = at + DAY if isinstance(at, dt.date) else at + CENT
    if op in ("is at least", "is before"):
        return (at,)
    return (after,) if op in ("is at most", "is after") else (at, after)


def _item(item: t.PartyItem, law: Law, into: Reads, as_of: dt.date) -> None:
    if isinstance(item, t.Named) and item.name.text not in law.lists:  # most are
        into.named.add(item.name.text)
        return
    match item:
        case t.Named(name):
            for inner in law.lists[name.text].items:
                _item(inner, law, into, as_of)
        case t.Perhaps(inner):
            _item(inner, law, into, as_of)
        case t.Role("award.agency"):
            into.columns.add("agency")
            into.agency_role = True
        case t.Role("award.recipient" | "award.subrecipient"):
            into.columns.add("sub")
        case t.Subrecipients(prime, _):
            into.columns.add("holder")
            into.primes.add(prime.text)
        case t.Every(_, outer):
            into.dense[item] = None
            if outer is not None:
                into.places.add(outer.text)
        case t.Everyone():
            return
        case _:
            into.dense[item] = None


def answered(law: Law, facts: Facts) -> list[str]:
    """The awards about which the record answers a question of the law."""
    rows = (row for q in law.questions.values() if q.of == "award" for row in facts.answers.get(q.name, ()))
    named = (row.award for row in (*rows, *facts.record.carriage))
    return sorted({award for award in named if award is not None})
