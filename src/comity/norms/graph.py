"""The graph of who acts on whom: an index by target, and the check that nothing acts on itself by a detour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from comity.norms.nodes import Law, NormAct
from comity.text import tree as t
from comity.text.faults import Fault


def acting_on(norm_acts: Mapping[str, NormAct]) -> dict[str, tuple[tuple[str, str], ...]]:
    """What acts on each id: (id of the act on norms, verb), in order of id."""
    index: dict[str, list[tuple[str, str]]] = {}
    for id in sorted(norm_acts):
        for effect in norm_acts[id].effects:
            for target in effect.targets:
                index.setdefault(target, []).append((id, effect.verb))
    return {target: tuple(dict.fromkeys(pairs)) for target, pairs in index.items()}


def depends_on(law: Law) -> dict[str, set[str]]:
    """For each act on norms and each norm, the acts on norms on which its own effect depends."""
    graph: dict[str, set[str]] = {id: set() for id in law.norm_acts}
    for target, pairs in law.acting_on.items():
        if target in law.norm_acts:
            graph[target] |= {id for id, verb in pairs if id != target or verb not in ("replaces", "repeals")}
    for id, node in [*law.norms.items(), *law.norm_acts.items()]:
        for expr in (node.when, node.unless):
            for name in acts_read(expr, law):
                graph.setdefault(id, set()).add(name)
    return graph


def acts_read(expr: t.Expr | None, law: Law, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The acts on norms whose being in force an expression asks about, also through declared rules."""
    match expr:
        case t.And(parts) | t.Or(parts):
            for part in parts:
                yield from acts_read(part, law, seen)
        case t.Not(part):
            yield from acts_read(part, law, seen)
        case t.InForce(name):
            yield name.text
        case t.Question(name) if name.text in law.questions and name.text not in seen:
            yield from acts_read(law.questions[name.text].rule, law, seen | {name.text})
        case _:
            return


def cycles(law: Law, lines: Mapping[str, tuple[str, ...]]) -> list[Fault]:
    """A fault for a ring of acts on norms, and one for a ring of rules, each with its members in order."""
    faults: list[Fault] = []
    graphs = [(depends_on(law), "acts on", {**law.norms, **law.norm_acts})]
    rules = {q.name: set(_questions_read(q.rule)) for q in law.questions.values()}
    graphs.append((rules, "reads", dict(law.questions)))
    for graph, verb, nodes in graphs:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            ring: list[str] = list(error.args[1])
            place = nodes[ring[0]].place
            page = lines.get(place.file, ())
            excerpt = page[place.line - 1] if 0 < place.line <= len(page) else ""
            chain = f" {verb} ".join(f"`{name}`" for name in (ring if verb == "acts on" else ring[::-1]))
            faults.append(Fault(place, f"A ring: {chain}.", "Nothing may depend on itself; take one of these out.", excerpt))
    return faults


def _questions_read(expr: t.Expr | None) -> Iterator[str]:
    match expr:
        case t.And(parts) | t.Or(parts):
            for part in parts:
                yield from _questions_read(part)
        case t.Not(part):
            yield from _questions_read(part)
        case t.Question(name):
            yield name.text
        case _:
            return
