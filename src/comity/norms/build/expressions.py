"""Check expressions and values: names resolved, attributes known and readable there, values of the right type."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from decimal import Decimal

from comity.norms.attributes import ATTRIBUTES, Attribute
from comity.norms.build.clauses import with_article
from comity.norms.build.scope import COURT_NAMES, Scope
from comity.norms.names.courts import all_courts, court
from comity.norms.names.nearest import did_you_mean
from comity.norms.names.programs import near_listing, program
from comity.text import tree as t
from comity.text.faults import Place

_EXAMPLES = {
    "text": 'Write it in quotation marks, like "16.738".',
    "number": "Write a number, like 2017.",
    "amount": "Write dollars, like $50,000.",
    "date": "Write a date, like 2018-01-24.",
    "yes or no": "Write yes or no.",
    "name": "Write a name without quotation marks.",
    "party": "Write a short name, like chicago-il or us-doj.",
    "act": "Write the name of a declared act.",
    "norm": "Write the id of a norm, like 8-usc-1373/a.",
}
_ORDERED = {
    "is at least": ("number", "amount", "date"),
    "is at most": ("number", "amount", "date"),
    "is before": ("date",),
    "is after": ("date",),
}


def check_expr(expr: t.Expr, scope: Scope, subjects: tuple[str, ...], place: Place) -> t.Expr:
    """Resolve and type-check an expression.

    Types: `subjects` says whose attributes it may read (party, award, demand; norm or order in a selector); `place` is
    where a fault is shown whose own place is not known.
    """
    match expr:
        case t.And(parts):
            return t.And(tuple(check_expr(part, scope, subjects, place) for part in parts))
        case t.Or(parts):
            return t.Or(tuple(check_expr(part, scope, subjects, place) for part in parts))
        case t.Not(part):
            return t.Not(check_expr(part, scope, subjects, place))
        case t.Compare():
            return _compare(expr, scope, subjects)
        case _ if subjects in (("norm",), ("order",)):
            place = _place_of(expr, place)
            asked = ", ".join(path for path in ATTRIBUTES if path.startswith(f"{subjects[0]}."))
            scope.fault(
                place, f"`every {subjects[0]} where` asks only about the {subjects[0]}.", f"Ask about: {asked}."
            )
            return expr
        case t.OfKind(kind):
            return t.OfKind(scope.kind(kind))
        case t.Within(name):
            return t.Within(replace(name, text=scope.territory(name)))
        case t.MemberOf(name):
            return t.MemberOf(replace(name, text=scope.association(name)))
        case t.Does(name):
            return t.Does(replace(name, text=scope.act(name)))
        case t.Carries(name):
            return t.Carries(replace(name, text=scope.norm(name)))
        case t.Question(name) if _of(name, scope) == "order":
            hint = "Its day may be that of a clause: until 7 days after the answer."
            scope.fault(name.place, f"`{name.text}` is asked of an order, not of a party or an award.", hint)
            return expr
        case t.Question(name):
            return t.Question(replace(name, text=scope.question(name, "yes or no")))
        case t.InForce(name, norm):
            as_to = replace(norm, text=scope.norm(norm)) if norm is not None else None
            return t.InForce(replace(name, text=scope.norm_act(name)), as_to)


def _of(name: t.Name, scope: Scope) -> str:
    """Whom a question is about."""
    statement = scope.declared.questions.get(name.text)
    clauses = statement.clauses if statement is not None else ()
    return next((str(c.value) for c in clauses if c.keyword == "of"), "party")


def check_attribute(path: str, place: Place, scope: Scope, subjects: tuple[str, ...]) -> Attribute | None:
    """The attribute of a path; None, and a fault, when there is none or it cannot be read here."""
    attribute = ATTRIBUTES.get(path)
    place = replace(place, width=len(path))
    if attribute is None:
        known = [one for one in ATTRIBUTES if one.split(".")[0] in subjects]
        known = known or list(ATTRIBUTES)
        scope.fault(
            place, f"There is no attribute `{path}`.", did_you_mean(path, known, f"There are: {', '.join(known)}.")
        )
        return None
    if path.split(".")[0] not in subjects:
        scope.fault(place, f"`{path}` cannot be read here.", f"Here may be read: {', '.join(subjects)}.")
        return None
    return attribute


def check_value(value: t.Value, attribute: Attribute, place: Place, scope: Scope) -> t.Value:
    """A value in its attribute's form: names as plain text, parties by their short names."""
    path, type = attribute.path, attribute.type
    example = _EXAMPLES[type]
    resolve = {"party": scope.government, "norm": scope.norm, "act": scope.act}.get(type)
    if isinstance(value, t.Name) and resolve is not None:
        return resolve(value)
    if isinstance(value, t.Name) and type == "name":
        if value.text not in attribute.values:
            known = f"It is one of: {', '.join(attribute.values)}."
            scope.fault(place, f"`{path}` is never `{value.text}`.", did_you_mean(value.text, attribute.values, known))
        return value.text
    if isinstance(value, t.Name) or not fits(value, type):
        scope.fault(place, f"`{path}` is {with_article(type)}; this is {of_type(value)}.", example)
    elif path == "award.program" and program(str(value)) is None:
        scope.fault(place, f"There is no Assistance Listing `{value}`.", near_listing(str(value)))
    elif path == "order.court" and court(str(value)) is None:
        scope.fault(place, f"No court is named `{value}`.", did_you_mean(str(value), all_courts(), COURT_NAMES))
    return value.text if isinstance(value, t.Name) else value


def fits(value: object, type: str) -> bool:
    """Whether a literal is of a type; `yes` is not a number, but a whole number of dollars is an amount.

    >>> fits(True, "number"), fits(2017, "number"), fits(2017, "amount"), fits("16.738", "text")
    (False, True, True, True)
    """
    match type:
        case "yes or no":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "amount":
            return isinstance(value, int | Decimal) and not isinstance(value, bool)
        case "date":
            return isinstance(value, dt.date)
        case "text":
            return isinstance(value, str)
        case _:
            return False


def of_type(value: t.Value) -> str:
    """The type of a literal, in words.

    >>> of_type(True), of_type(2017), of_type("16.738")
    ('yes or no', 'a number', 'a text')
    """
    match value:
        case bool():
            return "yes or no"
        case int():
            return "a number"
        case Decimal():
            return "an amount"
        case dt.date():
            return "a date"
        case str():
            return "a text"
        case t.Name():
            return "a name"


def _place_of(expr: t.Expr, otherwise: Place) -> Place:
    """The place of the name in an expression that is not a comparison."""
    parts = (getattr(expr, field.name) for field in fields(expr))
    name = next((part for part in parts if isinstance(part, t.Name)), None)
    return name.place if name is not None and name.place.line else otherwise


def _compare(expr: t.Compare, scope: Scope, subjects: tuple[str, ...]) -> t.Compare:
    attribute = check_attribute(expr.path, expr.place, scope, subjects)
    if attribute is None:
        return expr
    ordered = _ORDERED.get(expr.op)
    if ordered is not None and attribute.type not in ordered:
        sentence = f"`{expr.path}` is {with_article(attribute.type)}: it cannot be {expr.op[3:]} something."
        scope.fault(expr.place, sentence, "Compare it with `is`, `is not` or `is one of`.")
        return expr
    places = expr.places or (expr.place,) * len(expr.values)
    values = tuple(check_value(v, attribute, at, scope) for v, at in zip(expr.values, places, strict=True))
    return replace(expr, values=values)
