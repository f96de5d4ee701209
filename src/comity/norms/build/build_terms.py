"""Build sets of terms from `terms` statements: a dated version of an agency's terms, its norms, the awards that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from comity.norms.build.clauses import has, lacks
from comity.norms.build.days import check_days
from comity.norms.build.expressions import check_expr
from comity.norms.build.scope import Scope
from comity.norms.nodes import Instrument, Question, TermSet
from comity.text import tree as t


def build_terms(s: t.Statement, name: t.Name, instrument: Instrument, scope: Scope) -> TermSet:
    """The term set of a statement; its lineage is not known until all are (`with_lineage`)."""
    if not has(s, "carries"):
        lacks(s, scope, f"The terms `{name.text}` carry nothing.", "Give them `carries` and the norms.")
    clauses = {clause.keyword: clause for clause in reversed(s.clauses)}
    carries = _names(clauses.get("carries"))
    replaces = clauses.get("replaces")
    days = check_days(s, scope, ())
    for keyword in ("from", "until"):
        if keyword in days and not isinstance(days[keyword], t.Day):
            sentence = f"`{keyword}` of terms is an exact day."
            scope.fault(clauses[keyword].value_place, sentence, "What is less certain belongs in `attaches when`.")
    start, end = (d.day if isinstance(d := days.get(keyword), t.Day) else None for keyword in ("from", "until"))
    if replaces is not None and start is None:
        lacks(s, scope, f"The terms `{name.text}` replace others on no day.", "Give them `from` and a day.")
    attaches = clauses.get("attaches when")
    rule = None
    if attaches is not None and isinstance(attaches.value, t.Expr):
        rule = check_expr(attaches.value, scope, ("award", "party"), attaches.place)
    return TermSet(
        id=f"{instrument.id}/{name.text}",
        title=s.title or name.text.replace("-", " "),
        instrument=instrument.id,
        carries=tuple(scope.norm(one) for one in carries),
        rule=rule,
        start=start,
        end=end,
        replaces=tuple(scope.term_set(one) for one in _names(replaces)),
        lineage=(),
        place=name.place,
    )


def _names(clause: t.Clause | None) -> tuple[t.Name, ...]:
    return clause.value.names if clause is not None and isinstance(clause.value, t.Targets) else ()


def with_lineage(found: Mapping[str, TermSet]) -> dict[str, TermSet]:
    """Give term sets their lineage, and what each leaves to its successor.

    The norms of a lineage are those of all versions that replace one another. A rule attaches a set to the awards accepted
    from its first day on and before its last, or before the first day of the version that replaces it.
    """
    near: dict[str, set[str]] = {id: {id} for id in found}
    for id, one in found.items():
        for other in one.replaces:
            if other in near:
                near[id].add(other)
                near[other].add(id)
    made: dict[str, TermSet] = {}
    for id, one in found.items():
        versions, waiting = {id}, [id]
        while waiting:
            more = near[waiting.pop()] - versions
            versions |= more
            waiting += more
        lineage = tuple(sorted({norm for version in versions for norm in found[version].carries}))
        ends = [other.start for other in found.values() if id in other.replaces and other.id != id and other.start]
        ends += [one.end] if one.end is not None else []
        days = [t.Compare("award.accepted", "is at least", (one.start,))] if one.start is not None else []
        days += [t.Compare("award.accepted", "is before", (min(ends),))] if ends else []
        rule = None if one.rule is None else t.And((one.rule, *days)) if days else one.rule
        made[id] = replace(one, lineage=lineage, rule=rule)
    return made


def not_of_awards(
    expr: t.Expr | None, questions: Mapping[str, Question], seen: frozenset[str] = frozenset()
) -> Iterator[str]:
    """What a rule of carriage may not ask, even through other rules: whether an order is in force, or what an award carries."""
    match expr:
        case t.And(parts) | t.Or(parts):
            for part in parts:
                yield from not_of_awards(part, questions, seen)
        case t.Not(part):
            yield from not_of_awards(part, questions, seen)
        case t.InForce(name):
            yield f"whether `{name.text}` is in force"
        case t.Carries(name):
            yield f"whether an award carries `{name.text}`"
        case t.Question(name) if name.text in questions and name.text not in seen:
            yield from not_of_awards(questions[name.text].rule, questions, seen | {name.text})
        case _:
            return
