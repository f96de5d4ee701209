"""Build checked cases from `case` statements: facts and expectations with every name resolved."""

from __future__ import annotations

from dataclasses import replace

from comity.norms.attributes import NOT_SUPPOSED
from comity.norms.build.clauses import has, lacks, with_article
from comity.norms.build.expressions import check_attribute, check_value, fits, of_type
from comity.norms.build.scope import Scope
from comity.norms.contradictory import contradiction
from comity.norms.names.programs import near_listing, program
from comity.norms.nodes import Case
from comity.text import tree as t
from comity.text.faults import Place
from comity.text.format import given as words


def build_case(s: t.Statement, scope: Scope) -> Case | None:
    """The checked case, or None when nobody is named."""
    given = tuple(check_given(c.value, scope, c.value_place) for c in s.clauses if isinstance(c.value, t.Given))
    for clause in s.clauses:
        if clause.keyword == "on" and isinstance(clause.value, t.Day):
            hint = "`on DATE` follows an award or conduct, or says what to `expect`."
            scope.fault(clause.place, "This day belongs to no fact.", hint)
    lines = [c.value for c in s.clauses if isinstance(c.value, t.Expect)]
    expects = tuple(_expect(line, scope) for line in lines)
    party = _own_party(s, scope) or next((p for g in given if (p := subject(g)) is not None), None)
    party = party or next((e.party.text for e in expects if e.party is not None), None)
    if not lines:
        lacks(s, scope, "This case expects nothing.", "Give it a line: on DATE expect NORM STATUS.")
    if party is None and has(s, "for"):
        return None
    if party is None:
        lacks(s, scope, "This case names no party.", "Give it `for chicago-il`, or a fact that names one.")
        return None
    if (two := contradiction(given, party)) is not None:
        sentence = f"`{words(two[0])}` and `{words(two[1])}` contradict each other."
        scope.fault(s.place, sentence, "Make a case of each.")
        return None
    return Case(
        title=s.title or "", party=party, given=given, expects=expects, instrument=scope.instrument, place=s.place
    )


def _own_party(s: t.Statement, scope: Scope) -> str | None:
    """The party that a case's own `for` names."""
    for clause in s.clauses:
        if clause.keyword == "for" and isinstance(clause.value, t.PartySet):
            items = clause.value.items
            if len(items) == 1 and isinstance(items[0], t.Named) and not clause.value.excepted:
                return scope.party(items[0].name)
            scope.fault(clause.value_place, "A case is about one party.", "Write: for chicago-il.")
    return None


def subject(given: t.Given) -> str | None:
    """The party a fact is about, when it names one."""
    match given:
        case t.GivenAward(party=name) | t.GivenMember(party=name) | t.GivenConduct(party=name):
            return name.text
        case t.GivenMeant(party=name) | t.GivenWithin(party=name):
            return name.text
        case t.GivenValue(party=name) if name is not None:
            return name.text
        case _:
            return None


def check_given(given: t.Given, scope: Scope, place: Place) -> t.Given:
    """A fact with its names resolved and its value of the right type."""
    match given:
        case t.GivenAward():
            return _award(given, scope, place)
        case t.GivenMember():
            association = replace(given.association, text=scope.association(given.association))
            return replace(given, party=_party(given.party, scope), association=association)
        case t.GivenCarries():
            return replace(given, name=replace(given.name, text=scope.carried(given.name)[0]))
        case t.GivenOrder():
            parties = None if given.parties is None else scope.parties(given.parties)
            return replace(given, name=replace(given.name, text=scope.norm_act(given.name)), parties=parties)
        case t.GivenDay():
            return replace(given, name=replace(given.name, text=scope.either(given.name)))
        case t.GivenMeant():
            by = given.by if isinstance(given.by, str) else scope.item(given.by, ())
            return replace(given, party=_party(given.party, scope), by=by)
        case t.GivenSubaward():
            return replace(given, prime=_party(given.prime, scope))
        case t.GivenLater():
            name, than = (replace(one, text=scope.norm_act(one)) for one in (given.name, given.than))
            return replace(given, name=name, than=than)
        case t.GivenWithin():
            court = replace(given.court, text=scope.court(given.court))
            return replace(given, party=_party(given.party, scope), court=court)
        case t.GivenConduct():
            return replace(given, party=_party(given.party, scope), act=replace(given.act, text=scope.act(given.act)))
        case t.GivenValue():
            return _answer(given, scope, place)
        case t.GivenAttribute(path=path, value=value, place=at):
            if path in NOT_SUPPOSED:
                scope.fault(at, f"`{path}` is not supposed by itself.", NOT_SUPPOSED[path])
            attribute = check_attribute(path, at, scope, ("award", "demand"))
            if attribute is None:
                return given
            where = given.value_place if given.value_place.line else place
            return replace(given, value=check_value(value, attribute, where, scope))
        case t.GivenAttached(norm):
            return t.GivenAttached(replace(norm, text=scope.norm(norm)) if norm else None)
        case t.GivenWithout(name):
            return t.GivenWithout(replace(name, text=scope.norm_act(name)))


def _award(given: t.GivenAward, scope: Scope, place: Place) -> t.GivenAward:
    """An award with its program checked, and the norms and sets of terms that it carries told apart."""
    if program(given.program) is None:
        at = given.program_place if given.program_place.line else place
        scope.fault(at, f"There is no Assistance Listing `{given.program}`.", near_listing(given.program))
    carried = None if given.carrying is None else [(n, *scope.carried(n)) for n in given.carrying]
    norms = [replace(n, text=id) for n, id, a_set in carried or () if not a_set]
    sets = [replace(n, text=id) for n, id, a_set in carried or () if a_set]
    return replace(
        given,
        party=_party(given.party, scope),
        through=_party(given.through, scope) if given.through else None,
        carrying=tuple(norms) or None,
        sets=tuple(sets) or None,
    )


def _answer(given: t.GivenValue, scope: Scope, place: Place) -> t.Given:
    """The answer to a question, of the type that the question declares."""
    name = replace(given.question, text=scope.question(given.question))
    declared = scope.declared.questions.get(name.text)
    type = next((str(c.value) for c in declared.clauses if c.keyword == "is"), "yes or no") if declared else None
    if type is not None and not fits(given.value, type):
        sentence = f"`{name.text}` is answered by {with_article(type)}; this is {of_type(given.value)}."
        scope.fault(given.value_place if given.value_place.line else place, sentence)
    if _of(declared) == "order":
        return _of_order(replace(given, question=name), scope)
    return replace(given, question=name, party=_party(given.party, scope) if given.party else None)


def _of(declared: t.Statement | None) -> str:
    """Whom a question is about; the party where it does not say."""
    return next((str(c.value) for c in declared.clauses if c.keyword == "of"), "party") if declared else "party"


def _of_order(given: t.GivenValue, scope: Scope) -> t.GivenValue:
    """An answer about an order, which it names."""
    if given.party is None:
        hint = f"Write: {given.question.text} of ORDER is 2025-05-20."
        scope.fault(given.question.place, f"`{given.question.text}` is asked of an order, and none is named.", hint)
        return given
    return replace(given, party=None, act=replace(given.party, text=scope.norm_act(given.party)))


def _party(name: t.Name, scope: Scope) -> t.Name:
    return replace(name, text=scope.party(name))


def _expect(line: t.Expect, scope: Scope) -> t.Expect:
    return replace(
        line,
        norm=replace(line.norm, text=scope.norm(line.norm)),
        party=_party(line.party, scope) if line.party else None,
        forum=replace(line.forum, text=scope.court(line.forum)) if line.forum else None,
        by=replace(line.by, text=scope.either(line.by)) if line.by else None,
    )
