"""Build acts, questions, rules and lists of parties from `act` and `define` statements."""

from __future__ import annotations

from comity.norms.attributes import QUESTION_TYPES
from comity.norms.build.clauses import has, lacks, with_article
from comity.norms.build.expressions import check_expr
from comity.norms.build.scope import Scope
from comity.norms.names.nearest import did_you_mean
from comity.norms.nodes import Act, Question
from comity.text import tree as t

_ANSWERED = ", ".join(f"`is {with_article(type)}`" for type in QUESTION_TYPES)


def build_act_words(s: t.Statement, name: t.Name, scope: Scope) -> Act:
    """The act that a statement declares; `wider` holds only the acts it names itself, see `all_wider`."""
    if not s.title:
        hint = 'Write: act NAME "words that complete: the party must ...".'
        lacks(s, scope, f"The act `{name.text}` lacks its words.", hint)
    wider = tuple(scope.act(c.value) for c in s.clauses if c.keyword == "kind of" and isinstance(c.value, t.Name))
    named = [c.value.names for c in s.clauses if c.keyword == "excludes" and isinstance(c.value, t.Targets)]
    excludes = tuple(scope.act(other) for names in named for other in names)
    if name.text in excludes:
        scope.fault(name.place, f"`{name.text}` excludes itself.", "Name the act that cannot be done with it.")
    return Act(
        name=name.text,
        words=s.title or "",
        enlists=has(s, "enlists"),
        wider=wider,
        instrument=scope.instrument,
        place=name.place,
        excludes=excludes,
    )


def all_wider(name: str, acts: dict[str, Act]) -> tuple[str, ...]:
    """Every act of which `name` is a kind, nearest first, itself left out."""
    found: list[str] = []
    waiting = list(acts[name].wider)
    while waiting:
        wider = waiting.pop(0)
        if wider not in found and wider != name and wider in acts:
            found.append(wider)
            waiting += acts[wider].wider
    return tuple(found)


def build_list(s: t.Statement, scope: Scope) -> t.PartySet:
    """The parties of a `define ... lists`."""
    for clause in s.clauses:
        if clause.keyword in ("of", "is", "when"):
            scope.fault(clause.place, f"A list of parties has no `{clause.keyword}`.", "It has `lists` alone.")
    lists = next(c.value for c in s.clauses if c.keyword == "lists")
    assert isinstance(lists, t.PartySet)
    return scope.parties(lists, roles=())


def build_question(s: t.Statement, name: t.Name, scope: Scope) -> Question:
    """The question that a statement declares, or the rule made of other facts."""
    if not s.title:
        lacks(s, scope, f"`{name.text}` lacks its words.", 'Write: define NAME "the question, as a statement".')
    clauses = {clause.keyword: clause for clause in s.clauses}
    about = str(clauses["of"].value) if "of" in clauses else "party"
    rule, type = None, "yes or no"
    if "when" in clauses:
        when = clauses["when"]
        assert isinstance(when.value, t.Expr)
        rule = check_expr(when.value, scope, ("award", "demand", "party"), when.place)
        if "is" in clauses:
            hint = "A question has `is`; a rule made of other facts has `when`."
            scope.fault(clauses["is"].place, f"`{name.text}` has both `when` and `is`.", hint)
    elif "is" in clauses:
        type = str(clauses["is"].value)
        if type not in QUESTION_TYPES:
            hint = did_you_mean(type, QUESTION_TYPES, f"Write {_ANSWERED}.")
            scope.fault(clauses["is"].value_place, f"There is no type `{type}`.", hint)
    else:
        hint = f"Write {_ANSWERED}; or `when` and a rule; or `lists` and parties."
        lacks(s, scope, f"`{name.text}` does not say how it is answered.", hint)
    return Question(
        name=name.text,
        words=s.title or "",
        of=about,
        type=type,
        rule=rule,
        instrument=scope.instrument,
        place=name.place,
    )
