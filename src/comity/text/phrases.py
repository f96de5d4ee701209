"""Turn lark's branches into the phrases of the language: names, dates, sets of parties, expressions, with their places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias, cast

from lark import Token, Tree

from comity.text import tree as t
from comity.text.faults import Place
from comity.text.grammar import NoSuchDay, TooDeep
from comity.vocabulary import Modality

Branch: TypeAlias = Tree[Token]
Leaf: TypeAlias = "Token | Branch | None"

FIRST_YEAR, LAST_YEAR = 1000, 2999  # so that no sum of days leaves the calendar
MOST_DAYS = (
    3_652_058  # in `60 days after award.offered`: all days of the calendar; what is too many to mean is said later
)
DEEPEST = 100  # levels of `not` and of brackets, which are two each
MODALITIES = {modality.name.lower(): modality.value for modality in Modality}
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


def as_branch(node: Leaf) -> Branch:
    """A node that the grammar makes a branch."""
    assert isinstance(node, Tree)
    return node


def as_token(node: Leaf) -> Token:
    """A node that the grammar makes a word."""
    assert isinstance(node, Token)
    return node


def parts_of(node: Branch) -> list[Leaf]:
    """The children of a branch; lark's types do not say that an absent option is None."""
    return cast("list[Leaf]", node.children)


def dollars(token: Token) -> Decimal:
    """An amount as it is written, $1,250.50."""
    return Decimal(str(token).replace("$", "").replace(",", ""))


def span_of(node: Token | Branch) -> tuple[int, int, int, int]:
    """Line and column of the first character, line and column behind the last."""
    at = node if isinstance(node, Token) else node.meta
    return at.line or 1, at.column or 1, at.end_line or 1, at.end_column or 1


class Phrases:
    """Turns lark's branches into nodes, with places shifted to the file."""

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
        """The place of a word in the file."""
        return Place(self.file, (token.line or 1) + self.shift, token.column or 1, len(token))

    def name(self, node: Leaf) -> t.Name:
        """A name and its place."""
        token = as_token(node)
        return t.Name(str(token), self.place(token))

    def maybe_name(self, node: Leaf) -> t.Name | None:
        """A name where one may stand."""
        return None if node is None else self.name(node)

    @staticmethod
    def text(node: Leaf) -> str:
        """Words in quotation marks; runs of spaces count as one."""
        return " ".join(str(as_token(node))[1:-1].split())

    @staticmethod
    def day(node: Leaf) -> dt.date:
        """A day; raises NoSuchDay."""
        token = as_token(node)
        try:
            day = dt.date.fromisoformat(str(token))
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise ValueError
            return day
        except ValueError:
            raise NoSuchDay(str(token), token.line or 1, token.column or 1) from None

    @staticmethod
    def few_days(node: Leaf) -> int:
        """A number of days that leads to no day beyond the calendar; raises NoSuchDay."""
        token = as_token(node)
        if int(token) > MOST_DAYS:
            raise NoSuchDay(f"{token} days", token.line or 1, token.column or 1)
        return int(token)

    def maybe_day(self, node: Leaf) -> dt.date | None:
        """A day where one may stand."""
        return None if node is None else self.day(node)

    def value_place(self, parts: list[Leaf], otherwise: Place) -> Place:
        """The place of what follows the keyword, as far as it stands on one line."""
        words = [p for p in parts if p is not None and not (isinstance(p, Tree) and p.data in MODALITIES)]
        words = [p for p in words if isinstance(p, Token) or not p.meta.empty]
        if not words:
            return otherwise
        spans = [span_of(word) for word in words]
        line, column = spans[0][:2]
        end = max([column + 1, *(span[3] for span in spans if span[2] == line)])
        return Place(self.file, line + self.shift, column, end - column)

    # ---- dates and parties
    def date(self, node: Leaf) -> t.DateSpec:
        """A date in any of its forms."""
        branch = as_branch(node)
        parts = parts_of(branch)
        match str(branch.data):
            case "day":
                return t.Day(self.day(parts[0]), None if parts[1] is None else str(as_token(parts[1])))
            case "between":
                return t.Between(self.day(parts[0]), self.day(parts[1]))
            case "after":
                return t.After(self.day(parts[0]))
            case "before":
                return t.Before(self.day(parts[0]))
            case "attribute":
                return t.Attribute(str(parts[0]), 0, self.place(as_token(parts[0])))
            case "fact_day":
                return t.Since(self.name(parts[0]))
            case "later" | "earlier" as way:
                unit, count = str(as_branch(parts[1]).data).replace("_", " "), self.few_days(parts[0])
                if as_token(parts[2]).type == "PATH" and unit == "days":
                    days = count if way == "later" else -count
                    return t.Attribute(str(parts[2]), days, self.place(as_token(parts[2])))
                return t.Since(self.name(parts[2]), count, unit, way == "earlier")
            case "start":
                return t.Start()
            case "revoked":
                return t.Revoked()
            case "presumed":
                return t.Presumed()
            case _:
                return t.Unknown()

    def parties(self, node: Leaf) -> t.PartySet:
        """A set of parties."""
        return self._split(parts_of(as_branch(node)))

    def _split(self, children: list[Leaf]) -> t.PartySet:
        """Lark lists the items, then the excepted items; the word `except` itself is not kept, its place is."""
        branches = [as_branch(child) for child in children if child is not None]
        items = [self.item(b) for b in branches if b.data != "excepted"]
        out = [self.item(as_branch(c)) for b in branches if b.data == "excepted" for c in b.children]
        return t.PartySet(tuple(items), tuple(out))

    def item(self, branch: Branch) -> t.PartyItem:
        """One item of a set of parties."""
        self.within(branch)
        found = self._item(branch)
        self.depth -= 1
        return found

    def _item(self, branch: Branch) -> t.PartyItem:
        parts = parts_of(branch)
        match str(branch.data):
            case "named":
                return t.Named(self.name(parts[0]), self.maybe_day(parts[1]), self.maybe_day(parts[2]))
            case "role":
                return t.Role(str(parts[0]), self.place(as_token(parts[0])))
            case "everyone":
                return t.Everyone()
            case "every":
                return t.Every(self.kind(parts[0]), self.maybe_name(parts[1]))
            case "members":
                return t.Members(self.name(parts[0]), self.maybe_day(parts[1]))
            case "subrecipients":
                return t.Subrecipients(self.name(parts[0]), None if parts[1] is None else str(as_token(parts[1])))
            case _:
                *items, because = parts
                first, *more = (self.item(as_branch(one)) for one in items)
                return t.Perhaps(first, self.text(because), tuple(more))

    def kind(self, node: Leaf) -> t.Name:
        """A class of parties: a name, or words like `local government`."""
        branch = as_branch(node)
        if branch.data == "class_":
            return self.kind(branch.children[0])
        if branch.data == "name":
            return self.name(branch.children[0])
        words = {"state": "state", "local": "local government", "state_or_local": "state or local government"}
        return t.Name(words[str(branch.data)], self.value_place([branch], Place(self.file, 0)))

    def who(self, node: Leaf) -> t.Name | t.Role:
        """A named party, or whoever stands in a role."""
        token = as_token(as_branch(node).children[0])
        return t.Role(str(token), self.place(token)) if token.type == "PATH" else self.name(token)

    # ---- expressions
    def expr(self, node: Leaf) -> t.Expr:
        """An expression; raises TooDeep."""
        branch = as_branch(node)
        self.within(branch)
        found = self._expr(branch)
        self.depth -= 1
        return found

    def _expr(self, branch: Branch) -> t.Expr:
        parts = parts_of(branch)
        data = str(branch.data)
        if data in COMPARISONS:
            path = as_token(parts[0])
            values = tuple(self.value(part) for part in parts[1:])
            places = tuple(self.value_place([part], self.place(path)) for part in parts[1:])
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
        }
        if data == "act_in_force":
            return t.InForce(self.name(parts[0]), self.maybe_name(parts[1]))
        return single[data](self.name(parts[0]))

    def value(self, node: Leaf) -> t.Value:
        """A literal value."""
        branch = as_branch(node)
        match str(branch.data):
            case "yes":
                return True
            case "no":
                return False
            case "text":
                return self.text(branch.children[0])
            case "number":
                return int(as_token(branch.children[0]))
            case "money":
                return dollars(as_token(branch.children[0]))
            case "date_value":
                return self.day(branch.children[0])
            case _:
                return self.name(branch.children[0])
