"""Parse one statement: run the grammar and turn lark's tree into the nodes of `tree`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias, cast

from lark import Token

from comity.text import tree as t
from comity.text.faults import Place
from comity.text.grammar import NotAFact, grammar
from comity.text.phrases import MODALITIES, Branch, Leaf, Phrases, as_branch, as_token, dollars, parts_of

STATUSES = {
    "in_force": "in force",
    "not_yet": "not yet",
    "not_attached": "not attached",
    **{word: word for word in ("ended", "void", "displaced", "blocked", "waived", "undetermined")},
}


def parse_statement(text: str, file: str, line: int = 1) -> t.Statement:
    """Parse the text of one statement whose first line is `line` of `file`.

    Raises:
        lark.exceptions.UnexpectedInput: the text is not of the language. `syntax.explain` puts it in a sentence.

    >>> parse_statement('act open-access "let agents in"', "a.md").kind
    'act'
    """
    root = cast(Any, grammar()).parse(text)
    return _Statements(file, line - 1).statement(as_branch(root.children[0]))


def parse_given(text: str, file: str = "--suppose") -> tuple[t.Given, ...]:
    """Parse facts in the words of a case's `given`, separated by `;`.

    Raises:
        lark.exceptions.UnexpectedInput: a fact is not of the language.

    >>> parse_given("chicago-il does open-jail-access on 2018-01-24")[0].on
    datetime.date(2018, 1, 24)
    """
    facts: list[t.Given] = []
    for part in split_facts(text):
        clauses = merge_days(parse_statement('case "-"\n given ' + part, file).clauses)
        for at, clause in enumerate(clauses):
            if at or not isinstance(clause.value, t.Given):
                raise NotAFact(clause.keyword, clause.place.line, clause.place.column)
            facts.append(clause.value)
    return tuple(facts)


def split_facts(text: str) -> list[str]:
    """The facts of a text, separated by `;` that do not stand in quotation marks.

    >>> split_facts('attached; award.agency of "A;1" is us-doj;')
    ['attached', 'award.agency of "A;1" is us-doj']
    """
    parts = re.findall(r'(?:[^";]|"[^"]*"?)+', text)
    return [part.strip() for part in parts if part.strip()]


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


class _Statements(Phrases):
    """Turns lark's branches of a statement and its clauses into nodes."""

    def statement(self, node: Branch) -> t.Statement:
        head, second, *rest = parts_of(node)
        head = as_token(head)
        of = None
        if head.type == "CASE":
            name, title, restraining = None, self.text(second), None
        elif head.type == "PART":
            name, of, title = self.name(second), self.name(rest[0]), None if rest[1] is None else self.text(rest[1])
            rest, restraining = rest[2:], None
        else:
            name, title = self.name(second), None if rest[0] is None else self.text(rest[0])
            restraining = None if rest[1] is None else as_branch(rest[1])
            rest = rest[2:]
        clauses = tuple(self.clause(as_branch(child)) for child in rest)
        sort = (
            None if restraining is None else "restraining" + " without notice" * (parts_of(restraining)[0] is not None)
        )
        return t.Statement(str(head), name, title, clauses, self.place(head), restraining=sort, of=of)

    def clause(self, node: Branch) -> t.Clause:
        parts = parts_of(node)
        keyword, value = CLAUSES[str(node.data)](self, parts)
        place = Place(self.file, node.meta.line + self.shift, node.meta.column, len(keyword))
        strings = tuple(self.place(p) for p in parts if isinstance(p, Token) and p.type == "STRING")
        return t.Clause(keyword, value, place, value_place=self.value_place(parts, place), places=strings)

    # ---- clause values
    def duty(self, parts: list[Leaf]) -> tuple[str, t.Duty]:
        modality = MODALITIES[str(as_branch(parts[0]).data)]
        toward = None if parts[2] is None else self.parties(parts[2])
        return modality, t.Duty(modality, self.name(parts[1]), toward)

    def breach(self, parts: list[Leaf]) -> t.Breach:
        who, modality = self.who(parts[0]), MODALITIES[str(as_branch(parts[1]).data)]
        if parts[3] is None:
            return t.Breach(who, modality, self.name(parts[2]))
        return t.Breach(who, modality, self.name(parts[2]), str(parts[3]), self.place(as_token(parts[3])))

    def orders(self, parts: list[Leaf]) -> t.Command:
        modality = MODALITIES[str(as_branch(parts[1]).data)]
        toward = None if parts[4] is None else self.parties(parts[4])
        duty = t.Duty(modality, self.name(parts[2]), toward)
        if parts[3] is None:
            return t.Command(self.parties(parts[0]), duty)
        deadline = as_branch(parts[3])
        if deadline.data == "by_day":
            return t.Command(self.parties(parts[0]), duty, by=self.date(deadline.children[0]))
        count, unit = parts_of(deadline)
        within = int(as_token(count)), str(as_branch(unit).data).replace("_", " ")
        return t.Command(self.parties(parts[0]), duty, within)

    def targets(self, parts: list[Leaf]) -> t.Targets:
        *names, last, parties, when = parts
        norms = () if last is None else tuple(self.name(part) for part in parts_of(as_branch(last)))
        return t.Targets(
            tuple(self.name(part) for part in names), norms,
            None if parties is None else self.parties(parts_of(as_branch(parties))[0]),
            None if when is None else self.expr(parts_of(as_branch(when))[0]),
        )  # fmt: skip

    def given(self, node: Leaf) -> t.Given:
        branch = as_branch(node)
        p = parts_of(branch)
        match str(branch.data):
            case "award_fact":
                worth = None if p[4] is None else dollars(as_token(p[4]))
                carrying = tuple(self.name(x) for x in p[6:] if x is not None) or None
                taken = str(as_branch(p[1]).data)
                return t.GivenAward(
                    party=self.name(p[0]),
                    taken=taken,
                    program=self.text(p[2]),
                    fiscal_year=int(as_token(p[3])),
                    worth=worth,
                    through=self.maybe_name(p[5]),
                    carrying=carrying,
                    program_place=self.place(as_token(p[2])),
                )
            case "member_fact":
                return t.GivenMember(self.name(p[0]), self.name(p[2]), p[1] is None)
            case "conduct_fact":
                return t.GivenConduct(self.name(p[0]), self.name(p[2]), p[1] is None)
            case "value_fact":
                name = self.name(p[0])
                return t.GivenValue(
                    name, self.maybe_name(p[1]), self.value(p[2]), None, self.value_place([p[2]], name.place)
                )
            case "path_fact":
                place = self.place(as_token(p[0]))
                of = None if p[1] is None else self.text(p[1])
                return t.GivenAttribute(str(p[0]), self.value(p[2]), of, place, self.value_place([p[2]], place))
            case "award_value_fact":
                name = self.name(p[0])
                at = self.value_place([p[2]], name.place)
                return t.GivenValue(name, None, self.value(p[2]), self.text(p[1]), at)
            case "carries_fact" | "lacks_fact" as data:
                of = None if p[0] is None else self.text(p[0])
                return t.GivenCarries(of, self.name(p[-1]), data == "carries_fact")
            case "order_fact":
                return t.GivenOrder(self.name(p[0]), str(p[1]), self.day(p[2]))
            case "scope_fact":
                return t.GivenOrder(self.name(p[0]), str(p[1]), self.day(p[3]), self.parties(p[2]))
            case "final_fact" | "extended_fact" as data:
                return t.GivenOrder(self.name(p[0]), data.removesuffix("_fact"), self.day(p[1]))
            case "day_fact":
                return t.GivenDay(" ".join(str(p[0]).split()), self.name(p[1]), self.day(p[2]))
            case "meant_fact":
                return t.GivenMeant(self.name(p[0]), self.text(p[2]), p[1] is None)
            case "meant_class_fact":
                return t.GivenMeant(self.name(p[0]), t.Every(self.kind(p[2])), p[1] is None)
            case "meant_tier_fact":
                return t.GivenMeant(self.name(p[0]), t.Subrecipients(self.name(p[2])), p[1] is None)
            case "subaward_fact":
                of = None if p[0] is None else self.text(p[0])
                return t.GivenSubaward(of, self.name(p[2]), p[1] is None)
            case "order_of_fact":
                return t.GivenLater(self.name(p[0]), self.name(p[1]))
            case "within_fact":
                return t.GivenWithin(self.name(p[0]), self.name(p[2]), p[1] is None)
            case "attached_fact":
                return t.GivenAttached(self.maybe_name(p[0]))
            case _:
                return t.GivenWithout(self.name(p[0]))

    def expect(self, p: list[Leaf]) -> t.Expect:
        status = STATUSES[str(as_branch(p[5]).data)]
        return t.Expect(
            on=self.day(p[0]), forum=self.maybe_name(p[1]), known_at=self.maybe_day(p[2]), norm=self.name(p[3]), party=self.maybe_name(p[4]),
            status=status, by=self.maybe_name(p[6]), contested=p[7] is not None,
        )  # fmt: skip


_Make: TypeAlias = Callable[[_Statements, "list[Leaf]"], "tuple[str, t.ClauseValue]"]

CLAUSES: dict[str, _Make] = {
    "enlists": lambda b, p: ("enlists", None),
    "kind_of": lambda b, p: ("kind of", b.name(p[0])),
    "of": lambda b, p: ("of", str(as_token(p[0]))),
    "is_": lambda b, p: ("is", str(as_token(p[0])) if p else "yes or no"),
    "lists": lambda b, p: ("lists", t.PartySet(tuple(b.item(as_branch(x)) for x in p))),
    "binds": lambda b, p: ("binds", b.parties(p[0])),
    "duty": lambda b, p: b.duty(p),
    "when": lambda b, p: ("when", b.expr(p[0])),
    "unless": lambda b, p: ("unless", b.expr(p[0])),
    "from_": lambda b, p: ("from", b.date(p[0])),
    "until": lambda b, p: ("until", b.date(p[0])),
    "excludes": lambda b, p: ("excludes", t.Targets(tuple(b.name(x) for x in p))),
    "construes": lambda b, p: ("construes", t.Construction(b.name(p[0]), b.text(p[1]))),
    "judged_by": lambda b, p: ("judged by", t.Judgment(b.parties(p[0]), b.text(p[1]))),
    "by": lambda b, p: ("by", b.date(p[0])),
    "orders": lambda b, p: ("orders", b.orders(p)),
    "breach": lambda b, p: ("breach", b.breach(p)),
    "continues": lambda b, p: ("continues", b.name(p[0])),
    "carrying": lambda b, p: ("carries", t.Targets(tuple(b.name(x) for x in p))),
    "attaches_when": lambda b, p: ("attaches when", b.expr(p[0])),
    "acts_on": lambda b, p: (str(as_token(p[0])), b.targets(p[1:])),
    "chooses": lambda b, p: (str(as_token(p[0])), t.Selector(str(p[1]), b.expr(p[2]))),
    "for_": lambda b, p: ("for", b.parties(p[0])),
    "in_": lambda b, p: ("in", b.name(p[0])),
    "restrains": lambda b, p: ("restrains", b.parties(p[0])),
    "because": lambda b, p: ("because", b.text(p[0])),
    "cites": lambda b, p: ("cites", tuple(b.text(x) for x in p)),
    "court": lambda b, p: ("court", b.name(p[0])),
    "decided": lambda b, p: ("decided", b.date(p[0])),
    "mandate": lambda b, p: ("mandate", b.date(p[0])),
    "last_seen": lambda b, p: ("last_seen", t.LastSeen(b.day(p[0]), None if p[1] is None else b.text(p[1]))),
    "appeal": lambda b, p: ("appeal", str(as_token(p[0]))),
    "bars": lambda b, p: ("bars", tuple(str(as_token(x)) for x in p)),
    "given": lambda b, p: ("given", b.given(p[0])),
    "on_day": lambda b, p: ("on", t.Day(b.day(p[0]))),
    "expect": lambda b, p: ("on", b.expect(p)),
}
