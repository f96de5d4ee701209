"""Check the dates of a statement: each in a form that its clause allows, and in order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from comity.norms.build.expressions import check_attribute
from comity.norms.build.scope import Scope
from comity.norms.names.nearest import nearest
from comity.text import tree as t
from comity.text.faults import Place
from comity.text.format import date as words

_KNOWN = (t.Day, t.Between, t.After, t.Before, t.Unknown)
_FORMS: dict[str, tuple[type, ...]] = {
    "from": (*_KNOWN, t.Attribute, t.Since, t.Start),
    "until": (*_KNOWN, t.Attribute, t.Since, t.Revoked),
    "by": (*_KNOWN, t.Attribute, t.Since),
    "decided": _KNOWN,
    "mandate": (*_KNOWN, t.Since, t.Presumed),
}
_OWN_WORDS = {"from": "the start", "until": "revoked", "mandate": "presumed"}
MOST_DAYS = 36_525  # a century
A_DAY = 'A day that the record supplies is a question: define NAME "words", `of party` or `of order`, `is a date`.'
MOST_OF = {"days": MOST_DAYS, "business days": MOST_DAYS, "months": 1_200, "years": 100}
LAST_MINUTE = "23:59"


def check_days(s: t.Statement, scope: Scope, subjects: tuple[str, ...]) -> dict[str, t.DateSpec]:
    """The dates of a statement by keyword (`from`, `until`, `decided`, `mandate`), without those that have faults.

    Types: `subjects` says whose attributes a date may be (award, demand).
    """
    found: dict[str, tuple[t.DateSpec, t.Clause]] = {}
    for clause in s.clauses:
        if clause.keyword in _FORMS and isinstance(clause.value, t.DateSpec) and _check(clause, scope, subjects):
            value = _since(clause.value, s, scope) if isinstance(clause.value, t.Since) else clause.value
            found.setdefault(clause.keyword, (value, clause))
    for earlier, later, strict in (
        ("from", "until", True),
        ("decided", "until", True),
        ("decided", "mandate", False),
    ):
        first, then = _day(found, earlier), _day(found, later)
        if first is not None and then is not None and (then < first or (strict and then == first)):
            if then == first and _later_that_day(found[earlier][0], found[later][0]):
                continue
            sentence = f"`{later} {then}` is not after `{earlier} {first}`."
            if not strict:
                sentence = f"`{later} {then}` is before `{earlier} {first}`."
            scope.fault(found[later][1].value_place, sentence)
    return {keyword: _on_its_day(keyword, value) for keyword, (value, _) in found.items()}


def _later_that_day(first: t.DateSpec, then: t.DateSpec) -> bool:
    """Whether hours of one day put two of its moments in order."""
    hours = [date.hour if isinstance(date, t.Day) else None for date in (first, then)]
    return hours[1] == LAST_MINUTE or (None not in hours and str(hours[0]) < str(hours[1]))


def _on_its_day(keyword: str, value: t.DateSpec) -> t.DateSpec:
    """`until D 23:59` is until the next day: a day is asked about as it ends. Only decisions are put in order by their hours."""
    if not isinstance(value, t.Day) or value.hour is None or keyword == "decided":
        return value
    return t.Day(value.day + dt.timedelta(days=value.hour == LAST_MINUTE and keyword == "until"))


def _check(clause: t.Clause, scope: Scope, subjects: tuple[str, ...]) -> bool:
    value, place = clause.value, clause.value_place
    assert isinstance(value, t.DateSpec)
    if not isinstance(value, _FORMS[clause.keyword]):
        own = _OWN_WORDS.get(clause.keyword)
        hint = "It takes a day, `between D and D`, `after D`, `before D` or `unknown`"
        scope.fault(place, f"`{clause.keyword}` cannot be `{words(value)}`.", hint + (f"; or `{own}`." if own else "."))
        return False
    if isinstance(value, t.Between) and value.first >= value.last:
        scope.fault(place, f"{value.first} is not before {value.last}.", "Write the earlier day first.")
        return False
    if isinstance(value, t.Attribute):
        attribute = check_attribute(value.path, value.place, scope, subjects)
        if attribute is not None and attribute.type != "date":
            at = replace(value.place, width=len(value.path))
            scope.fault(at, f"`{value.path}` is a {attribute.type}, not a date.")
        if abs(value.days) > MOST_DAYS:
            scope.fault(place, f"{abs(value.days)} days are more than a century.")
    if isinstance(value, t.Since) and value.count > MOST_OF[value.unit]:
        scope.fault(place, f"{value.count} {value.unit} are more than a century.")
        return False
    return True


def check_day(
    date: t.DateSpec, keyword: str, place: Place, s: t.Statement, scope: Scope, subjects: tuple[str, ...] = ()
) -> t.DateSpec | None:
    """Check a date within another clause like that of a clause `keyword`; None when it has a fault."""
    clause = t.Clause(keyword, date, place, value_place=place)
    return check_days(replace(s, clauses=(clause,)), scope, subjects).get(keyword)


def _since(value: t.Since, s: t.Statement, scope: Scope) -> t.Since:
    """A day counted from an act on norms or from the answer to a question, with its name resolved."""
    name = value.name
    if "." in name.text:
        scope.fault(name.place, f"`{name.text}` is counted from in days.", f"Write: 30 days after {name.text}.")
        return value
    question = scope.declared.questions.get(name.text)
    if question is None:
        near = nearest(name.text, ("unknown", "revoked", "presumed"), 1)
        if near and not value.count:
            scope.fault(name.place, f"`{name.text}` is not a day.", f"Did you mean `{near[0]}`?")
            return value
        return replace(value, name=replace(name, text=scope.norm_act(name, A_DAY)))
    of = next((str(c.value) for c in question.clauses if c.keyword == "of"), "party")
    scope.question(name, "date")
    if of not in ("party", "order"):
        hint = "A day is that of a question `of party` or `of order`, or an attribute like award.accepted."
        scope.fault(name.place, f"`{name.text}` is about the {of}.", hint)
    elif of == "order" and s.kind == "norm":
        scope.fault(name.place, f"`{name.text}` is about an order, and this is a norm.", "Let it be `of party`.")
    about = f"{scope.instrument}/{s.name.text}" if of == "order" and s.name else None
    return replace(value, about=about)


def _day(found: dict[str, tuple[t.DateSpec, t.Clause]], keyword: str) -> dt.date | None:
    value = found[keyword][0] if keyword in found else None
    return value.day if isinstance(value, t.Day) else None
