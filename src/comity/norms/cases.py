"""`case` statements -> checked cases: facts and expectations with every name resolved."""

from __future__ import annotations

from dataclasses import replace

from comity.norms.nodes import Case
from comity.norms.programs import program
from comity.norms.scope import Scope, fits
from comity.text import tree as t
from comity.text.faults import Place


def build_case(s: t.Statement, scope: Scope) -> Case | None:
    """The checked case, or None when nobody is named."""
    given = tuple(check_given(c.value, scope, c.place) for c in s.clauses if isinstance(c.value, t.Given))
    for clause in s.clauses:
        if clause.keyword == "on" and isinstance(clause.value, t.Day):
            scope.fault(clause.place, "This day belongs to no fact.", "`on DATE` follows an award or an act, or says what to `expect`.")
    named = next((c.value for c in s.clauses if c.keyword == "for" and isinstance(c.value, t.Parties)), None)
    party: str | None = None
    if named is not None and len(named.items) == 1 and isinstance(named.items[0], t.Named):
        party = scope.party(named.items[0].name)
    elif named is not None:
        scope.fault(s.place, "A case is about one party.", "Write: for chicago-il.")
    lines = [c.value for c in s.clauses if isinstance(c.value, t.Expect)]
    party = party or next((p for g in given if (p := subject(g)) is not None), None)
    party = party or next((scope.party(e.party) for e in lines if e.party is not None), None)
    if party is None:
        scope.fault(s.place, "This case names no party.", "Give it `for chicago-il`, or a fact that names one.")
        return None
    if not lines:
        scope.fault(s.place, "This case expects nothing.", "Give it a line: on DATE expect NORM STATUS.")
    expects = tuple(_expect(e, scope) for e in lines)
    return Case(s.title or "", party, given, expects, scope.instrument, s.place)


def subject(given: t.Given) -> str | None:
    """The party a fact is about, when it names one."""
    match given:
        case t.GivenAward(party=name) | t.GivenMember(party=name) | t.GivenConduct(party=name):
            return name.text
        case t.GivenValue(party=name) if name is not None:
            return name.text
        case _:
            return None


def check_given(given: t.Given, scope: Scope, place: Place) -> t.Given:
    """A fact with its names resolved and its value of the right type."""
    match given:
        case t.GivenAward():
            if program(given.program) is None:
                scope.fault(place, f"There is no Assistance Listing `{given.program}`.")
            return replace(
                given,
                party=_party(given.party, scope),
                through=_party(given.through, scope) if given.through else None,
                carrying=None if given.carrying is None else tuple(replace(n, text=scope.norm(n)) for n in given.carrying),
            )
        case t.GivenMember(party, association):
            return t.GivenMember(_party(party, scope), replace(association, text=scope.association(association)))
        case t.GivenConduct():
            return replace(given, party=_party(given.party, scope), act=replace(given.act, text=scope.act(given.act)))
        case t.GivenValue(question, party, value):
            name = replace(question, text=scope.question(question))
            declared = scope.declared.questions.get(name.text)
            type = next((str(c.value) for c in declared.clauses if c.keyword == "is"), "yes or no") if declared else None
            if type is not None and not fits(value, type):
                scope.fault(question.place, f"`{name.text}` is a {type}; this is not.")
            return t.GivenValue(name, _party(party, scope) if party else None, value)
        case t.GivenAttribute(path, value, at):
            attribute = scope.attribute(path, at, ("award", "demand"))
            if attribute is not None:
                compare = t.Compare(path, "is", (value,), at)
                return replace(given, value=scope.value(value, attribute.type, attribute.values, compare))
            return given
        case t.GivenAttached(norm):
            return t.GivenAttached(replace(norm, text=scope.norm(norm)) if norm else None)
        case t.GivenWithout(name):
            return t.GivenWithout(replace(name, text=scope.norm_act(name)))


def _party(name: t.Name, scope: Scope) -> t.Name:
    return replace(name, text=scope.party(name))


def _expect(line: t.Expect, scope: Scope) -> t.Expect:
    by = line.by
    if by is not None:
        id = scope.target(by, ("norm", "order, holding, notice or doctrine"))
        by = replace(by, text=id)
    return replace(
        line,
        norm=replace(line.norm, text=scope.norm(line.norm)),
        party=_party(line.party, scope) if line.party else None,
        forum=replace(line.forum, text=scope.court(line.forum)) if line.forum else None,
        by=by,
    )
