"""Text of one statement -> `Statement`: runs the grammar and turns lark's tree into the nodes of `tree`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeAlias, cast

from lark import Token, Tree

from comity.text import tree as t
from comity.text.faults import Place
from comity.text.grammar import NoSuchDay, TooDeep, grammar

Branch: TypeAlias = Tree[Token]
Leaf: TypeAlias = "Token | Branch | None"

DEEPEST = 100  # levels of `not` and of brackets, which are two each
STATUSES = {
    "in_force": "in force",
    "not_yet": "not yet",
    "not_attached": "not attached",
    **{word: word for word in ("ended", "void", "displaced", "blocked", "waived", "undetermined")},
}
MODALITIES = {
    "must": "must",
    "must_not": "must not",
    "may": "may",
    "may_require": "may require",
    "immune": "cannot be required to",
}
COMPARISONS = {
    "eq": "is",
    "ne": "is not",
    "one_of": "is one of",
    "ge": "is at least",
    "le": "is at most",
    "lt": "is before",
    "gt": "is after",
    "known": "is known",
}


def parse_statement(text: str, file: str, line: int = 1) -> t.Statement:
    """Parse the text of one statement whose first line is `line` of `file`.

    Raises:
        lark.exceptions.UnexpectedInput: the text is not of the language. `syntax.explain` puts it in a sentence.

    >>> parse_statement('act open-access "let agents in"', "a.md").kind
    'act'
    """
    root = cast(Any, grammar()).parse(text)
    return _Builder(file, line - 1).statement(_branch(root.children[0]))


def parse_given(text: str, file: str = "--suppose") -> tuple[t.Given, ...]:
    """Parse facts in the words of a case's `given`, separated by `;`.

    Raises:
        lark.exceptions.UnexpectedInput: a fact is not of the language.

    >>> parse_given("chicago-il does open-jail-access on 2018-01-24")[0].on
    datetime.date(2018, 1, 24)
    """
    facts: list[t.Given] = []
    for part in text.split(";"):
        case = parse_statement('case "-"\n given ' + part.strip(), file)
        facts += [c.value for c in merge_days(case.clauses) if isinstance(c.value, t.Given)]
    return tuple(facts)


def parse_expression(text: str, file: str = "") -> t.Expr:
    """Parse one expression as it stands after `when`.

    Raises:
        lark.exceptions.UnexpectedInput: the text is not an expression.

    >>> parse_expression("not (party is a county and award.stage is offered)").__class__.__name__
    'Not'
    """
    value = parse_statement("norm x when " + text, file).clauses[0].value
    assert isinstance(value, t.Expr)
    return value


def merge_days(clauses: tuple[t.Clause, ...]) -> tuple[t.Clause, ...]:
    """Give an `on DATE` that stands alone to the `given` before it; others stay as they are, for `norms` to fault."""
    merged: list[t.Clause] = []
    for clause in clauses:
        last = merged[-1] if merged else None
        if last is not None and clause.keyword == "on" and isinstance(clause.value, t.Day):
            value = last.value
            if isinstance(value, t.GivenAward | t.GivenConduct) and value.on is None:
                merged[-1] = replace(last, value=replace(value, on=clause.value.day))
                continue
        merged.append(clause)
    return tuple(merged)


def _branch(node: Leaf) -> Branch:
    assert isinstance(node, Tree)
    return node


def _token(node: Leaf) -> Token:
    assert isinstance(node, Token)
    return node


def _parts(node: Branch) -> list[Leaf]:
    """The children of a branch; lark's types do not say that an absent option is None."""
    return cast("list[Leaf]", node.children)


def _dollars(token: Token) -> Decimal:
    return Decimal(str(token).replace("$", "").replace(",", ""))


def _span(node: Token | Branch) -> tuple[int, int, int, int]:
    """Line and column of the first character, line and column behind the last."""
    at = node if isinstance(node, Token) else node.meta
    return at.line or 1, at.column or 1, at.end_line or 1, at.end_column or 1


class _Builder:
    """Turns lark branches into nodes, with places shifted to the file."""

    def __init__(self, file: str, shift: int) -> None:
        self.file = file
        self.shift = shift
        self.depth = 0

    def within(self, branch: Branch) -> None:
        """Go one level deeper into what may stand within itself."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeep(branch.meta.line, branch.meta.column)

    def place(self, token: Token) -> Place:
        return Place(self.file, (token.line or 1) + self.shift, token.column or 1, len(token))

    def name(self, node: Leaf) -> t.Name:
        token = _token(node)
        return t.Name(str(token), self.place(token))

    def maybe_name(self, node: Leaf) -> t.Name | None:
        return None if node is None else self.name(node)

    @staticmethod
    def text(node: Leaf) -> str:
        return " ".join(str(_token(node))[1:-1].split())

    @staticmethod
    def day(node: Leaf) -> dt.date:
        token = _token(node)
        try:
            return dt.date.fromisoformat(str(token))
        except ValueError:
            raise NoSuchDay(str(token), token.line or 1, token.column or 1) from None

    def maybe_day(self, node: Leaf) -> dt.date | None:
        return None if node is None else self.day(node)

    def statement(self, node: Branch) -> t.Statement:
        head, second, *rest = _parts(node)
        head = _token(head)
        if head.type == "CASE":
            name, title = None, self.text(second)
        else:
            name, title = self.name(second), None if rest[0] is None else self.text(rest[0])
            rest = rest[1:]
        clauses = tuple(self.clause(_branch(child)) for child in rest)
        return t.Statement(str(head), name, title, clauses, self.place(head))

    def clause(self, node: Branch) -> t.Clause:
        parts = _parts(node)
        keyword, value = CLAUSES[str(node.data)](self, parts)
        place = Place(self.file, node.meta.line + self.shift, node.meta.column, len(keyword))
        strings = tuple(self.place(p) for p in parts if isinstance(p, Token) and p.type == "STRING")
        return t.Clause(keyword, value, place, value_place=self._value_place(parts, place), places=strings)

    def _value_place(self, parts: list[Leaf], otherwise: Place) -> Place:
        """The place of what follows the keyword, as far as it stands on one line."""
        words = [p for p in parts if p is not None and not (isinstance(p, Tree) and p.data in MODALITIES)]
        words = [p for p in words if isinstance(p, Token) or not p.meta.empty]
        if not words:
            return otherwise
        spans = [_span(word) for word in words]
        line, column = spans[0][:2]
        end = max([column + 1, *(span[3] for span in spans if span[2] == line)])
        return Place(self.file, line + self.shift, column, end - column)

    # ---- dates and parties
    def date(self, node: Leaf) -> t.DateSpec:
        branch = _branch(node)
        parts = _parts(branch)
        match str(branch.data):
            case "day":
                return t.Day(self.day(parts[0]))
            case "between":
                return t.Between(self.day(parts[0]), self.day(parts[1]))
            case "after":
                return t.After(self.day(parts[0]))
            case "before":
                return t.Before(self.day(parts[0]))
            case "attribute":
                return t.Attribute(str(parts[0]), 0, self.place(_token(parts[0])))
            case "days_after":
                return t.Attribute(str(parts[1]), int(_token(parts[0])), self.place(_token(parts[1])))
            case "start":
                return t.Start()
            case "revoked":
                return t.Revoked()
            case "presumed":
                return t.Presumed()
            case _:
                return t.Unknown()

    def parties(self, node: Leaf) -> t.Parties:
        return self._split(_parts(_branch(node)))

    def _split(self, children: list[Leaf]) -> t.Parties:
        """Lark lists the items, then the excepted items; the word `except` itself is not kept, its place is."""
        branches = [_branch(child) for child in children if child is not None]
        items = [self.item(b) for b in branches if b.data != "excepted"]
        out = [self.item(_branch(c)) for b in branches if b.data == "excepted" for c in b.children]
        return t.Parties(tuple(items), tuple(out))

    def item(self, branch: Branch) -> t.PartyItem:
        self.within(branch)
        found = self._item(branch)
        self.depth -= 1
        return found

    def _item(self, branch: Branch) -> t.PartyItem:
        parts = _parts(branch)
        match str(branch.data):
            case "named":
                return t.Named(self.name(parts[0]), self.maybe_day(parts[1]), self.maybe_day(parts[2]))
            case "role":
                return t.Role(str(parts[0]), self.place(_token(parts[0])))
            case "everyone":
                return t.Everyone()
            case "every":
                return t.Every(self.kind(parts[0]), self.maybe_name(parts[1]))
            case "members":
                return t.Members(self.name(parts[0]))
            case "subrecipients":
                return t.Subrecipients(self.name(parts[0]))
            case _:
                return t.Perhaps(self.item(_branch(parts[0])), self.text(parts[1]))

    def kind(self, node: Leaf) -> t.Name:
        branch = _branch(node)
        if branch.data == "class_":
            return self.kind(branch.children[0])
        if branch.data == "name":
            return self.name(branch.children[0])
        words = {"state": "state", "local": "local government", "state_or_local": "state or local government"}
        return t.Name(words[str(branch.data)], self._value_place([branch], Place(self.file, 0)))

    def who(self, node: Leaf) -> t.Name | t.Role:
        token = _token(_branch(node).children[0])
        return t.Role(str(token), self.place(token)) if token.type == "PATH" else self.name(token)

    # ---- expressions
    def expr(self, node: Leaf) -> t.Expr:
        branch = _branch(node)
        self.within(branch)
        found = self._expr(branch)
        self.depth -= 1
        return found

    def _expr(self, branch: Branch) -> t.Expr:
        parts = _parts(branch)
        data = str(branch.data)
        if data in COMPARISONS:
            path = _token(parts[0])
            values = tuple(self.value(part) for part in parts[1:])
            places = tuple(self._value_place([part], self.place(path)) for part in parts[1:])
            return t.Compare(str(path), COMPARISONS[data], values, self.place(path), places)
        if data in ("and_", "or_"):
            inner = tuple(self.expr(part) for part in parts)
            if len(inner) == 1:
                return inner[0]
            return t.And(inner) if data == "and_" else t.Or(inner)
        if data == "not_":
            return t.Not(self.expr(parts[0]))
        if data == "of_kind":
            return t.OfKind(self.kind(parts[0]))
        single: dict[str, Callable[[t.Name], t.Expr]] = {
            "within": t.Within,
            "member_of": t.MemberOf,
            "does": t.Does,
            "carries": t.Carries,
            "fact_ref": t.Question,
            "act_in_force": t.InForce,
        }
        return single[data](self.name(parts[0]))

    def value(self, node: Leaf) -> t.Value:
        branch = _branch(node)
        match str(branch.data):
            case "yes":
                return True
            case "no":
                return False
            case "text":
                return self.text(branch.children[0])
            case "number":
                return int(_token(branch.children[0]))
            case "money":
                return _dollars(_token(branch.children[0]))
            case "date_value":
                return self.day(branch.children[0])
            case _:
                return self.name(branch.children[0])

    # ---- clause values
    def duty(self, parts: list[Leaf]) -> tuple[str, t.Duty]:
        modality = MODALITIES[str(_branch(parts[0]).data)]
        toward = None if parts[2] is None else self.parties(parts[2])
        return modality, t.Duty(modality, self.name(parts[1]), toward)

    def breach(self, parts: list[Leaf]) -> t.Breach:
        who, modality = self.who(parts[0]), MODALITIES[str(_branch(parts[1]).data)]
        if parts[3] is None:
            return t.Breach(who, modality, self.name(parts[2]))
        return t.Breach(who, modality, self.name(parts[2]), str(parts[3]), self.place(_token(parts[3])))

    def targets(self, node: Leaf) -> t.Targets | t.Selector:
        branch = _branch(node)
        parts = _parts(branch)
        if branch.data == "selector":
            return t.Selector(str(parts[0]), self.expr(parts[1]))
        return t.Targets(tuple(self.name(part) for part in parts))

    def given(self, node: Leaf) -> t.Given:
        branch = _branch(node)
        p = _parts(branch)
        match str(branch.data):
            case "award_fact":
                worth = None if p[4] is None else _dollars(_token(p[4]))
                carrying = tuple(self.name(x) for x in p[6:] if x is not None) or None
                taken = str(_branch(p[1]).data)
                return t.GivenAward(
                    self.name(p[0]), taken, self.text(p[2]), int(_token(p[3])), worth, self.maybe_name(p[5]), carrying,
                    program_place=self.place(_token(p[2])),
                )  # fmt: skip
            case "member_fact":
                return t.GivenMember(self.name(p[0]), self.name(p[1]))
            case "conduct_fact":
                return t.GivenConduct(self.name(p[0]), self.name(p[2]), p[1] is None)
            case "value_fact":
                name = self.name(p[0])
                return t.GivenValue(
                    name, self.maybe_name(p[1]), self.value(p[2]), self._value_place([p[2]], name.place)
                )
            case "path_fact":
                place = self.place(_token(p[0]))
                return t.GivenAttribute(str(p[0]), self.value(p[1]), place, self._value_place([p[1]], place))
            case "attached_fact":
                return t.GivenAttached(self.maybe_name(p[0]))
            case _:
                return t.GivenWithout(self.name(p[0]))

    def expect(self, p: list[Leaf]) -> t.Expect:
        status = STATUSES[str(_branch(p[5]).data)]
        return t.Expect(
            self.day(p[0]), self.maybe_name(p[1]), self.maybe_day(p[2]), self.name(p[3]), self.maybe_name(p[4]),
            status, self.maybe_name(p[6]), p[7] is not None,
        )  # fmt: skip


_Make: TypeAlias = Callable[[_Builder, "list[Leaf]"], "tuple[str, t.ClauseValue]"]

CLAUSES: dict[str, _Make] = {
    "enlists": lambda b, p: ("enlists", None),
    "kind_of": lambda b, p: ("kind of", b.name(p[0])),
    "of": lambda b, p: ("of", str(_token(p[0]))),
    "is_": lambda b, p: ("is", str(_token(p[0])) if p else "yes or no"),
    "lists": lambda b, p: ("lists", t.Parties(tuple(b.item(_branch(x)) for x in p))),
    "binds": lambda b, p: ("binds", b.parties(p[0])),
    "duty": lambda b, p: b.duty(p),
    "when": lambda b, p: ("when", b.expr(p[0])),
    "unless": lambda b, p: ("unless", b.expr(p[0])),
    "from_": lambda b, p: ("from", b.date(p[0])),
    "until": lambda b, p: ("until", b.date(p[0])),
    "breach": lambda b, p: ("breach", b.breach(p)),
    "continues": lambda b, p: ("continues", b.name(p[0])),
    "acts_on": lambda b, p: (str(_token(p[0])), b.targets(p[1])),
    "for_": lambda b, p: ("for", b.parties(p[0])),
    "in_": lambda b, p: ("in", b.name(p[0])),
    "restrains": lambda b, p: ("restrains", b.parties(p[0])),
    "because": lambda b, p: ("because", b.text(p[0])),
    "cites": lambda b, p: ("cites", tuple(b.text(x) for x in p)),
    "court": lambda b, p: ("court", b.name(p[0])),
    "decided": lambda b, p: ("decided", b.date(p[0])),
    "mandate": lambda b, p: ("mandate", b.date(p[0])),
    "given": lambda b, p: ("given", b.given(p[0])),
    "on_day": lambda b, p: ("on", t.Day(b.day(p[0]))),
    "expect": lambda b, p: ("on", b.expect(p)),
}
