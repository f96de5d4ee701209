"""The graph of who acts on whom: an index by target, and the check that nothing acts on itself indirectly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from comity.norms.nodes import Law, Norm, NormAct, Partial
from comity.text import tree as t
from comity.text.faults import Fault, Place, fault_at

LONGEST_CHAIN = 60  # of definitions, or of acts on acts; the longest of the library has 9
MOST_RINGS = 50  # that are shown of one kind


def acting_on(norm_acts: Mapping[str, NormAct]) -> dict[str, tuple[tuple[str, str], ...]]:
    """What acts on each id: (id of the act on norms, verb), in order of id."""
    index: dict[str, list[tuple[str, str]]] = {}
    for id in sorted(norm_acts):
        for effect in norm_acts[id].effects:
            for target in effect.targets:
                index.setdefault(target, []).append((id, effect.verb))
    return {target: tuple(dict.fromkeys(pairs)) for target, pairs in index.items()}


def partial(norm_acts: Mapping[str, NormAct]) -> dict[str, tuple[Partial, ...]]:
    """What acts on each act as to some norms only, except where the same act also acts on the whole."""
    whole = {(a.id, e.verb, on) for a in norm_acts.values() for e in a.effects if not e.as_to for on in e.targets}
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    for id in sorted(norm_acts):
        for effect in norm_acts[id].effects:
            for target in effect.targets:
                if effect.as_to and (id, effect.verb, target) not in whole:
                    found.setdefault(target, {}).setdefault((id, effect.verb), []).extend(effect.as_to)
    return {
        target: tuple(Partial(act, verb, tuple(dict.fromkeys(norms))) for (act, verb), norms in acts.items())
        for target, acts in found.items()
    }


def parted(law: Law) -> dict[str, tuple[str, ...]]:
    """The acts that something acts on in part, directly or through other acts, with the norms that each reaches."""
    found: set[str] = set()
    waiting = list(law.partial)
    while waiting:
        id = waiting.pop()
        if id in law.norm_acts and id not in found:
            found.add(id)
            waiting += [target for effect in law.norm_acts[id].effects for target in effect.targets]
    return {id: reached(id, law) for id in sorted(found)}


def parts_missed(
    parts: Iterable[tuple[str, str, Place]], law: Law, lines: Mapping[str, tuple[str, ...]]
) -> Iterator[Fault]:
    """A fault for each norm as to which something acts on an act that does not reach that norm."""
    own = parts_of_acts(law.norm_acts.values())
    for target, norm, place in parts:
        acts = (id for id in (target, *own.get(target, ())) if id in law.norm_acts)
        known = {one for id in acts for one in reached(id, law)}
        if target in law.norm_acts and norm in law.norms and norm not in known:
            hint = f"It reaches: {', '.join(sorted(known))}." if known else "It reaches no norm."
            yield fault_at(lines.get(place.file, ()), place, f"`{target}` does nothing to `{norm}`.", hint)


def reached(id: str, law: Law) -> tuple[str, ...]:
    """The norms that an act acts on, or reaches through the acts it acts on, in order.

    What acts on another act in part reaches no more than that part.
    """
    found: set[str] = set()

    def walk(id: str, norms: frozenset[str] | None, path: frozenset[str]) -> None:
        for effect in law.norm_acts[id].effects:
            only = frozenset(effect.as_to) if effect.as_to else None
            here = norms if only is None else only if norms is None else norms & only
            for target in effect.targets:
                if target in law.norms and (here is None or target in here):
                    found.add(target)
                if target in law.norm_acts and target not in path:
                    walk(target, here, path | {target})

    walk(id, None, frozenset({id}))
    return tuple(sorted(found))


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


def parts_of_acts(acts: Iterable[NormAct]) -> dict[str, tuple[str, ...]]:
    """The parts of each act that has any: what it does to others only for some, or only when something holds."""
    found: dict[str, tuple[str, ...]] = {}
    for act in acts:
        if act.part_of is not None:
            found[act.part_of] = (*found.get(act.part_of, ()), act.id)
    return found


def whole(ids: Iterable[str], law: Law) -> frozenset[str]:
    """Some acts on norms, each with its parts."""
    named = frozenset(ids)
    return named | {act.id for act in law.norm_acts.values() if act.part_of in named}


def asking_parts(expr: t.Expr | None, parts: Mapping[str, tuple[str, ...]]) -> t.Expr | None:
    """An expression that asks whether an act is in force, as to any of its parts too."""
    match expr:
        case t.And(some) | t.Or(some):
            return type(expr)(tuple(one for part in some if (one := asking_parts(part, parts)) is not None))
        case t.Not(part):
            inner = asking_parts(part, parts)
            return t.Not(inner) if inner is not None else None
        case t.InForce(name) if name.text in parts and not expr.for_anyone:
            each = (replace(expr, name=replace(name, text=id)) for id in parts[name.text])
            return t.Or((expr, *each))
        case _:
            return expr


def successors(id: str, law: Law) -> tuple[str, ...]:
    """The norms that replaced a norm, directly or through one another."""
    found: dict[str, None] = {}
    waiting = [id]
    while waiting:
        for other, verb in law.acting_on.get(waiting.pop(), ()):
            if verb == "replaces" and other in law.norms and other != id and other not in found:
                found[other] = None
                waiting.append(other)
    return tuple(found)


def reaching(law: Law, norm: Norm) -> tuple[NormAct, ...]:
    """Every act that may bear on a norm: those that act on it, those it asks about, and those that bear on these."""
    if law.norms.get(norm.id) is not norm:
        return _reaching(law, norm)
    if norm.id not in law.bearing:
        law.bearing[norm.id] = _reaching(law, norm)
    return law.bearing[norm.id]


def _reaching(law: Law, norm: Norm) -> tuple[NormAct, ...]:
    seen: set[str] = set()
    waiting = _next(norm, law)
    while waiting:
        id = waiting.pop()
        if id not in seen:
            seen.add(id)
            waiting += _next(law.norm_acts[id], law)
    return tuple(law.norm_acts[id] for id in sorted(seen))


def _next(node: Norm | NormAct, law: Law) -> list[str]:
    # a norm that replaces another does so where it attaches
    nodes = (node, law.norms[node.id]) if isinstance(node, NormAct) and node.id in law.norms else (node,)
    read = (id for one in nodes for expr in (one.when, one.unless) for id in acts_read(expr, law))
    return [*(id for id, _ in law.acting_on.get(node.id, ())), *read]


def rings(law: Law, wider: Mapping[str, tuple[str, ...]], lines: Mapping[str, tuple[str, ...]]) -> list[Fault]:
    """A fault for each circle: of acts on norms, rules, lists, kinds of act, or conditions that continue one another.

    Types: `wider` maps each act to the acts it says it is a kind of; `lines` each file to its lines, for the excerpt.
    """
    lists = {id: {i.name.text for i in _named(parties)} for id, parties in law.lists.items()}
    rules = {q.name: set(_questions_read(q.rule)) for q in law.questions.values()}
    kinds = {name: set(known) for name, known in wider.items()}
    continued = {n.id: {n.continues} if n.continues else set[str]() for n in law.norms.values()}
    # Where a list stands is not kept in the law; a list holds names, which know their place.
    of_lists = {id: next((i.name.place for i in _named(p)), Place("", 0)) for id, p in law.lists.items()}
    of_acts = {id: node.place for id, node in [*law.norms.items(), *law.norm_acts.items()]}
    graphs = (
        ("bears on", depends_on(law), of_acts),
        ("is read by", rules, {name: q.place for name, q in law.questions.items()}),
        ("is listed in", lists, of_lists),
        ("is the wider act of", kinds, {name: act.place for name, act in law.acts.items()}),
        ("is continued by", continued, of_acts),
    )
    faults: list[Fault] = []
    for verb, graph, places in graphs:
        for ring in _rings(graph):
            place = places[ring[0]]
            chain = f", which {verb} ".join(f"`{name}`" for name in (*ring[1:], ring[0]))
            hint = "Nothing may depend on itself: take one of these out."
            faults.append(fault_at(lines.get(place.file, ()), place, f"A cycle: `{ring[0]}` {verb} {chain}.", hint))
        if not any(_rings(graph)) and (far := _too_far(graph)) is not None:
            sentence = (
                f"`{far}` stands at the end of a chain of more than {LONGEST_CHAIN}, each of which the next depends on."
            )
            place = places[far]
            faults.append(fault_at(lines.get(place.file, ()), place, sentence, "Say the same in fewer steps."))
    return faults


def _too_far(graph: Mapping[str, set[str]]) -> str | None:
    """The first that depends on a longer chain of others than an answer can go through."""
    known = {node: before & graph.keys() for node, before in graph.items()}
    depth: dict[str, int] = {}
    for node in TopologicalSorter(known).static_order():
        depth[node] = 1 + max((depth[before] for before in known[node]), default=0)
    return min(
        (node for node, far in depth.items() if far > LONGEST_CHAIN), key=lambda node: (depth[node], node), default=None
    )


def _rings(graph: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """Rings that share no member, each beginning at its least name; what is before another bears on it."""
    left = {node: before & graph.keys() for node, before in graph.items()}
    for _ in range(MOST_RINGS):
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            ring: list[str] = list(error.args[1])[:-1]
            least = ring.index(min(ring))
            yield (*ring[least:], *ring[:least])
            left = {node: before - set(ring) for node, before in left.items() if node not in ring}
        else:
            return


def _named(parties: t.PartySet) -> list[t.Named]:
    inner = [item.item if isinstance(item, t.Perhaps) else item for item in parties.items]
    return [item for item in inner if isinstance(item, t.Named)]


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
