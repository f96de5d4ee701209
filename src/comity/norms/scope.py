"""Names in a law file -> full ids: each kind of name against what is declared, with the nearest valid name when it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from comity.norms.attributes import ATTRIBUTES, CLASSES
from comity.norms.courts import court
from comity.norms.associations import association
from comity.norms.governments import all_governments, government
from comity.norms.nearest import did_you_mean, nearest
from comity.text import tree as t
from comity.text.faults import Fault, Place


@dataclass(slots=True)
class Declared:
    """Every name the files declare, by kind: id -> place of the declaration."""

    acts: dict[str, Place] = field(default_factory=dict[str, Place])
    questions: dict[str, t.Statement] = field(default_factory=dict[str, t.Statement])
    lists: dict[str, Place] = field(default_factory=dict[str, Place])
    norms: dict[str, Place] = field(default_factory=dict[str, Place])
    norm_acts: dict[str, Place] = field(default_factory=dict[str, Place])


@dataclass(frozen=True, slots=True)
class Scope:
    """Resolves names as they stand in one file; what cannot be resolved is reported and returned as written."""

    instrument: str
    declared: Declared
    lines: tuple[str, ...]
    report: Callable[[Fault], None]

    def fault(self, place: Place, sentence: str, hint: str = "") -> None:
        excerpt = self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""
        self.report(Fault(place, sentence, hint, excerpt))

    def missing(self, name: t.Name, what: str, known: Iterable[str], otherwise: str = "") -> None:
        listed = tuple(known)
        local = f"{self.instrument}/{name.text}"
        near = name.text if nearest(name.text, listed, 1) else local
        self.fault(name.place, f"No {what} is named `{name.text}`.", did_you_mean(near, listed, otherwise))

    def local(self, name: t.Name, known: Mapping[str, object]) -> str | None:
        for id in (f"{self.instrument}/{name.text}", name.text):
            if id in known:
                return id
        return None

    def act(self, name: t.Name) -> str:
        if name.text not in self.declared.acts:
            self.missing(name, "act", self.declared.acts, 'Declare it: act NAME "words".')
        return name.text

    def norm(self, name: t.Name) -> str:
        return self.target(name, ("norm",))

    def norm_act(self, name: t.Name) -> str:
        return self.target(name, ("order, holding, notice or doctrine",))

    def target(self, name: t.Name, kinds: tuple[str, ...]) -> str:
        tables: list[Mapping[str, Place]] = []
        if "norm" in kinds:
            tables.append(self.declared.norms)
        if len(kinds) > 1 or "norm" not in kinds:
            tables.append(self.declared.norm_acts)
        for table in tables:
            if (id := self.local(name, table)) is not None:
                return id
        other = self.local(name, {**self.declared.norms, **self.declared.norm_acts})
        if other is not None:
            found = "a norm" if other in self.declared.norms else "an act on norms"
            self.fault(name.place, f"`{name.text}` is {found}; here stands a {' or an '.join(kinds)}.")
        else:
            self.missing(name, " or ".join(kinds), [k for table in tables for k in table])
        return name.text

    def question(self, name: t.Name) -> str:
        if name.text not in self.declared.questions:
            self.missing(name, "question", self.declared.questions, 'Declare it: define NAME "words".')
        return name.text

    def court(self, name: t.Name) -> str:
        if court(name.text) is None:
            self.missing(name, "court", (), "Courts have their courts-db ids, like `scotus`, `ca7`, `ilnd`.")
        return name.text

    def party(self, name: t.Name) -> str:
        """A government, agency or declared list; governments by their canonical short name."""
        if (id := self.local(name, self.declared.lists)) is not None:
            return id
        found = government(name.text)
        if found is None:
            self.missing(name, "government, agency or list", [*self.declared.lists, *all_governments()])
            return name.text
        return found.short

    def territory(self, name: t.Name) -> str:
        found = government(name.text)
        if found is not None:
            return found.short
        if court(name.text) is None:
            self.missing(name, "government or court", all_governments())
        return name.text

    def association(self, name: t.Name) -> str:
        if association(name.text) is None:
            self.missing(name, "association", (), "Associations stand in norms/reference/associations.csv.")
        return name.text

    # ---- sets of parties
    def parties(self, parties: t.Parties, roles: tuple[str, ...] = ("award.recipient", "award.subrecipient", "award.agency", "demand.recipient", "demand.issuer")) -> t.Parties:
        items = tuple(self.item(i, roles) for i in parties.items)
        excepted = tuple(self.item(i, roles) for i in parties.excepted)
        self._contradictions(parties, items, excepted)
        return t.Parties(items, excepted)

    def item(self, item: t.PartyItem, roles: tuple[str, ...]) -> t.PartyItem:
        match item:
            case t.Named(name, since, before):
                if since and before and since >= before:
                    self.fault(name.place, f"`{name.text}` is listed since {since} and before {before}: never.")
                return t.Named(replace(name, text=self.party(name)), since, before)
            case t.Role(path, place):
                if path not in roles:
                    self.fault(place, f"`{path}` is not a party here.", f"Here stand: {', '.join(roles)}.")
                return item
            case t.Everyone():
                return item
            case t.Every(kind, within):
                if kind.text not in CLASSES:
                    self.missing(kind, "class of parties", CLASSES)
                return t.Every(kind, None if within is None else replace(within, text=self.territory(within)))
            case t.Members(name):
                return t.Members(replace(name, text=self.association(name)))
            case t.Subrecipients(name):
                return t.Subrecipients(replace(name, text=self.party(name)))
            case t.Perhaps(inner, because):
                return t.Perhaps(self.item(inner, roles), because)

    def _contradictions(self, written: t.Parties, items: tuple[t.PartyItem, ...], excepted: tuple[t.PartyItem, ...]) -> None:
        """One party twice at one time, or both named and excepted, is a contradiction, not a preference."""
        seen: list[t.Named] = []
        for item in items + excepted:
            inner = item.item if isinstance(item, t.Perhaps) else item
            if not isinstance(inner, t.Named):
                continue
            for other in seen:
                if other.name.text == inner.name.text and _overlap(other, inner):
                    both = "both named and excepted" if item in excepted else "named twice for one time"
                    self.fault(inner.name.place, f"`{inner.name.text}` is {both}.", "A list of parties may not contradict itself.")
            seen.append(inner)

    # ---- expressions
    def expr(self, expr: t.Expr, subjects: tuple[str, ...]) -> t.Expr:
        """Resolve and type-check an expression that may read attributes of `subjects` (award, demand, party, norm, order)."""
        match expr:
            case t.And(parts):
                return t.And(tuple(self.expr(p, subjects) for p in parts))
            case t.Or(parts):
                return t.Or(tuple(self.expr(p, subjects) for p in parts))
            case t.Not(part):
                return t.Not(self.expr(part, subjects))
            case t.Compare():
                return self._compare(expr, subjects)
            case t.OfKind(kind):
                if kind.text not in CLASSES:
                    self.missing(kind, "kind of party", CLASSES)
                return expr
            case t.Within(name):
                return t.Within(replace(name, text=self.territory(name)))
            case t.MemberOf(name):
                return t.MemberOf(replace(name, text=self.association(name)))
            case t.Does(name):
                return t.Does(replace(name, text=self.act(name)))
            case t.Carries(name):
                return t.Carries(replace(name, text=self.norm(name)))
            case t.Question(name):
                return t.Question(replace(name, text=self.question(name)))
            case t.InForce(name):
                return t.InForce(replace(name, text=self.norm_act(name)))

    def _compare(self, expr: t.Compare, subjects: tuple[str, ...]) -> t.Compare:
        attribute = self.attribute(expr.path, expr.place, subjects)
        if attribute is None:
            return expr
        if expr.op in ("is at least", "is at most") and attribute.type not in ("number", "amount", "date"):
            self.fault(expr.place, f"`{expr.path}` is a {attribute.type}; it cannot be {expr.op[3:]} anything.")
        if expr.op in ("is before", "is after") and attribute.type != "date":
            self.fault(expr.place, f"`{expr.path}` is a {attribute.type}, not a date; nothing is before or after it.")
        values = tuple(self.value(v, attribute.type, attribute.values, expr) for v in expr.values)
        return replace(expr, values=values)

    def attribute(self, path: str, place: Place, subjects: tuple[str, ...]):
        attribute = ATTRIBUTES.get(path)
        if attribute is None:
            self.fault(replace(place, width=len(path)), f"There is no attribute `{path}`.", did_you_mean(path, ATTRIBUTES))
        elif path.split(".")[0] not in subjects:
            self.fault(replace(place, width=len(path)), f"`{path}` cannot be read here.", f"Here may be read: {', '.join(subjects)}.")
            return None
        return attribute

    def value(self, value: t.Value, type: str, allowed: tuple[str, ...], expr: t.Compare) -> t.Value:
        """A value normalised to its type: names to plain text, parties to short names, dollars from numbers."""
        if isinstance(value, t.Name):
            if type == "party":
                return self.party(value)
            if type == "norm":
                return self.norm(value)
            if type == "name" and value.text not in allowed:
                one_of = f"It is one of: {', '.join(allowed)}."
                self.fault(value.place, f"`{expr.path}` is never `{value.text}`.", did_you_mean(value.text, allowed, one_of))
            elif type != "name":
                self.fault(value.place, f"`{expr.path}` is a {type}, not a name.", _example(type))
            return value.text
        if not fits(value, type):
            self.fault(expr.place, f"`{expr.path}` is a {type}; `{value}` is not.", _example(type))
        return value


def fits(value: object, type: str) -> bool:
    """Whether a literal is of a type; `True` is a yes or no and never a number."""
    import datetime as dt
    from decimal import Decimal

    match type:
        case "yes or no":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "amount":
            return isinstance(value, int | Decimal) and not isinstance(value, bool)
        case "date":
            return isinstance(value, dt.date)
        case _:
            return isinstance(value, str)


def _example(type: str) -> str:
    examples = {
        "text": 'Write it in quotation marks, like "16.738".', "number": "Write a number, like 2017.",
        "amount": "Write dollars, like $50,000.", "date": "Write a date, like 2018-01-24.",
        "yes or no": "Write yes or no.", "name": "Write a name without quotation marks.",
        "party": "Write a short name, like chicago-il or us-doj.", "norm": "Write a norm, like 8-usc-1373/a.",
    }  # fmt: skip
    return examples.get(type, "")


def _overlap(a: t.Named, b: t.Named) -> bool:
    import datetime as dt

    start = max(a.since or dt.date.min, b.since or dt.date.min)
    end = min(a.before or dt.date.max, b.before or dt.date.max)
    return start < end
