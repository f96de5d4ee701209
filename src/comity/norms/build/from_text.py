"""Build a `Law` from pages: declare every name, resolve and check every statement, report all faults of all pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from comity.norms.build.build_act import Effects, build_norm_act, commands_of, effects_of, norm_as_act, only_parts
from comity.norms.build.build_names import all_wider, build_act_words, build_list, build_question
from comity.norms.build.build_norm import build_norm, build_part
from comity.norms.build.build_terms import build_terms, not_of_awards, with_lineage
from comity.norms.build.cases import build_case
from comity.norms.build.clauses import check_clauses
from comity.norms.build.declare import declare
from comity.norms.build.front import read_front
from comity.norms.build.graph import acting_on, asking_parts, parted, partial, parts_missed, parts_of_acts, rings
from comity.norms.build.in_part import whole_but_for_its_title
from comity.norms.build.scope import Scope
from comity.norms.build.select import selected
from comity.norms.citations.parse import citation_faults
from comity.norms.names.courts import court as find_court
from comity.norms.nodes import Act, Case, Effect, Instrument, Law, Norm, NormAct, Question, TermSet
from comity.text import tree as t
from comity.text.faults import Fault, Place, fault_at

Part: TypeAlias = tuple[t.Statement, t.Name, Instrument, Scope, tuple[t.Passage, ...]]
"""The statement of a part of a norm, to be built when the norm is."""


@dataclass(slots=True)
class _Built:
    """What has been built so far, by id."""

    acts: dict[str, Act] = field(default_factory=dict[str, Act])
    questions: dict[str, Question] = field(default_factory=dict[str, Question])
    lists: dict[str, t.PartySet] = field(default_factory=dict[str, t.PartySet])
    norms: dict[str, Norm] = field(default_factory=dict[str, Norm])
    norm_acts: dict[str, NormAct] = field(default_factory=dict[str, NormAct])
    effects: dict[str, Effects] = field(default_factory=dict[str, Effects])
    term_sets: dict[str, TermSet] = field(default_factory=dict[str, TermSet])
    cases: list[Case] = field(default_factory=list[Case])
    parts: list[Part] = field(default_factory=list["Part"])


OPPOSITE = {"voids": "upholds", "upholds": "voids"}


def build_law(pages: Sequence[t.Page]) -> tuple[Law, list[Fault]]:
    """Check pages together. Returns the law (without what could not be understood) and all faults in order of place."""
    faults: list[Fault] = []
    read = _instruments(pages, faults)
    declared = declare(read.values(), faults.append)
    built = _Built()
    for instrument, page in read.values():
        scope = Scope(instrument.id, declared, page.lines, faults.append)
        for place, text in _cites(instrument, page):
            faults += citation_faults(text, place, page.lines)
        for block in page.blocks:
            passages = _passages(page, block)
            for statement in block.statements:
                check_clauses(statement, scope)
                _build(statement, instrument, scope, passages, built)
    _build_parts(built, faults)
    law = _law({id: instrument for id, (instrument, _) in read.items()}, built)
    lines = {page.file: page.lines for _, page in read.values()}
    faults += [*_asking_more(law, lines), *_without_mandate(law, lines)]
    faults += whole_but_for_its_title(law, lines)
    faults += rings(law, {id: a.wider for id, a in built.acts.items()}, lines)
    faults += [fault for effects in built.effects.values() for fault in parts_missed(effects.parts, law, lines)]
    return law, sorted(set(faults))


def _instruments(pages: Sequence[t.Page], faults: list[Fault]) -> dict[str, tuple[Instrument, t.Page]]:
    read: dict[str, tuple[Instrument, t.Page]] = {}
    for page in pages:
        instrument = read_front(page, faults.append)
        first = read.setdefault(instrument.id, (instrument, page))
        if first[1] is not page:
            line = page.front_lines.get("id", 1)
            column = page.lines[line - 1].find(instrument.id) + 1 or 1
            place = Place(page.file, line, column, len(instrument.id))
            hint = f"The other is {first[1].file}. This one is not looked at further."
            faults.append(fault_at(page.lines, place, f"Two files have the id `{instrument.id}`.", hint))
    return read


def _build(
    s: t.Statement, instrument: Instrument, scope: Scope, passages: tuple[t.Passage, ...], built: _Built
) -> None:
    """Build one statement. Of two with one name, which is a fault, the first is kept."""
    if s.kind == "case" or s.name is None:
        case = build_case(s, scope)
        built.cases += [case] if case is not None else []
        return
    name, id = s.name, f"{instrument.id}/{s.name.text}"
    first = scope.declared.norms.get(id) or scope.declared.norm_acts.get(id)
    match s.kind:
        case "act":
            built.acts.setdefault(name.text, build_act_words(s, name, scope))
        case "define" if any(c.keyword == "lists" for c in s.clauses):
            built.lists.setdefault(id, build_list(s, scope))
        case "define":
            built.questions.setdefault(name.text, build_question(s, name, scope))
        case "terms":
            terms = build_terms(s, name, instrument, scope)
            if scope.declared.term_sets.get(id) == name.place:
                built.term_sets[id] = terms
        case "part":
            built.parts.append((s, name, instrument, scope, passages))
        case "norm":
            norm, effects = build_norm(s, name, instrument, scope, passages), effects_of(s, scope)
            if norm is not None and first == name.place:
                built.norms[id] = norm
                if effects:
                    built.norm_acts[id], built.effects[id] = norm_as_act(norm, effects), effects
        case _:
            act, effects = build_norm_act(s, name, instrument, scope, passages)
            if first == name.place:
                built.norm_acts[id], built.effects[id] = act, effects
                built.norm_acts |= {part.id: part for part in only_parts(act, effects)}
                built.norms |= {norm.id: norm for norm in commands_of(s, act, instrument, scope)}


def _law(instruments: dict[str, Instrument], built: _Built) -> Law:
    """The law of what was built, with the targets of selectors chosen now that all norms and orders are known."""
    acts = {name: replace(act, wider=all_wider(name, built.acts)) for name, act in built.acts.items()}
    draft = Law(
        instruments=instruments,
        acts=acts,
        questions=built.questions,
        lists=built.lists,
        norms=built.norms,
        norm_acts=built.norm_acts,
        cases=tuple(built.cases),
        acting_on={},
        term_sets=with_lineage(built.term_sets),
    )
    parted_norms = _parts_of_norms(built.norms)
    norm_acts = {id: _with_parts(act, parted_norms) for id, act in built.norm_acts.items()}
    parts = parts_of_acts(norm_acts.values())
    for id, effects in built.effects.items():
        chosen = tuple(Effect(verb, selected(selector, draft, id)) for verb, selector in effects.chosen)
        norm_acts[id] = replace(norm_acts[id], effects=norm_acts[id].effects + chosen)
    if parts:
        norm_acts = {id: _on_parts(act, parts) for id, act in norm_acts.items()}
        norms = {id: _asking_parts(norm, parts) for id, norm in built.norms.items()}
        questions = {name: replace(q, rule=asking_parts(q.rule, parts)) for name, q in built.questions.items()}
        draft = replace(draft, norms=norms, questions=questions)
    law = replace(draft, norm_acts=norm_acts, acting_on=acting_on(norm_acts), partial=partial(norm_acts))
    return replace(law, parted=parted(law))


def _build_parts(built: _Built, faults: list[Fault]) -> None:
    """Build the parts of norms, a part of a part after what it is a part of."""
    waiting = [(part, part[3].norm(part[0].of)) for part in built.parts if part[0].of is not None]
    while waiting:
        left = [(part, whole) for part, whole in waiting if whole not in built.norms]
        for (s, name, instrument, scope, passages), whole in waiting:
            if whole in built.norms and scope.declared.norms.get(f"{instrument.id}/{name.text}") == name.place:
                part = build_part(
                    s=s, name=name, whole=built.norms[whole], instrument=instrument, scope=scope, passages=passages
                )
                built.norms[part.id] = part
        if len(left) == len(waiting):
            declared = {f"{p[2].id}/{p[1].text}" for p, _ in left}
            for (_, name, _, scope, _), whole in left:
                if whole in declared:
                    scope.fault(
                        name.place, f"`{name.text}` is a part of itself.", "Name the norm of which it is a part."
                    )
            return
        waiting = left


def _parts_of_norms(norms: Mapping[str, Norm]) -> dict[str, list[str]]:
    """The parts of each norm that has any."""
    found: dict[str, list[str]] = {}
    for norm in norms.values():
        if norm.part_of is not None:
            found.setdefault(norm.part_of, []).append(norm.id)
    return found


def _with_parts(act: NormAct, parts: Mapping[str, list[str]]) -> NormAct:
    """An act on norms that acts on a norm acts on its parts; what it does as to a norm, it does as to its parts.

    A part that the same act holds otherwise is as it says: `upholds notice`, `voids second-sentence`.
    """
    if not parts:
        return act
    held = {e.verb: set(e.targets) for e in act.effects if e.verb in OPPOSITE}
    effects: list[Effect] = []
    for e in act.effects:
        otherwise = held.get(OPPOSITE.get(e.verb, ""), set[str]())
        targets = tuple(id for id in with_parts(e.targets, parts) if id in e.targets or id not in otherwise)
        effects.append(replace(e, targets=targets, as_to=with_parts(e.as_to, parts)))
    return replace(act, effects=tuple(effects))


def _on_parts(act: NormAct, parts: Mapping[str, tuple[str, ...]]) -> NormAct:
    """An act that acts on another acts on its parts, and asks about them where it asks about it."""
    effects = tuple(
        replace(e, targets=tuple(dict.fromkeys(one for id in e.targets for one in (id, *parts.get(id, ())))))
        for e in act.effects
    )
    return _asking_parts(replace(act, effects=effects), parts)


Asking = TypeVar("Asking", Norm, NormAct)


def _asking_parts(node: Asking, parts: Mapping[str, tuple[str, ...]]) -> Asking:
    return replace(node, when=asking_parts(node.when, parts), unless=asking_parts(node.unless, parts))


def with_parts(ids: tuple[str, ...], parts: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Norms, each followed by its parts, and their parts."""
    found: dict[str, None] = {}

    def add(id: str) -> None:
        if id not in found:
            found[id] = None
            for part in parts.get(id, ()):
                add(part)

    for id in ids:
        add(id)
    return tuple(found)


def _without_mandate(law: Law, lines: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    """A fault for each reversal of a lower court's act by a court of appeals or the Supreme Court that has no mandate."""
    for act in law.norm_acts.values():
        made = find_court(act.court) if act.court else None
        if act.mandate is not None or made is None or made.level not in ("appeals", "supreme"):
            continue
        for target in (on for effect in act.effects if effect.verb == "reverses" for on in effect.targets):
            undone = law.norm_acts.get(target)
            if undone is not None and undone.court is not None and undone.court != act.court:
                sentence = (
                    f"`{(act.part_of or act.id).split('/')[1]}` reverses an act of `{undone.court}` and has no mandate."
                )
                hint = "Say when it issued: a day, `after D`, `unknown`, or `presumed`."
                yield fault_at(lines.get(act.place.file, ()), act.place, sentence, hint)
                break


def _asking_more(law: Law, lines: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    """A fault for each rule of terms that asks about more than awards and parties."""
    for terms in law.term_sets.values():
        for asked in not_of_awards(terms.rule, law.questions):
            hint = "Ask about the award and the party: its agency, its program, its day."
            yield fault_at(lines.get(terms.place.file, ()), terms.place, f"`attaches when` cannot ask {asked}.", hint)


def _cites(instrument: Instrument, page: t.Page) -> list[tuple[Place, str]]:
    """Every citation of a page with the place of its words."""
    start = page.front_lines.get("cite", 1)
    found: list[tuple[Place, str]] = []
    for cite in instrument.cites:
        at = next((i for i in range(start, len(page.lines) + 1) if cite in page.lines[i - 1]), start)
        found.append((Place(page.file, at, page.lines[at - 1].find(cite) + 1 or 1, len(cite)), cite))
    for block in page.blocks:
        for statement in block.statements:
            for clause in statement.clauses:
                if clause.keyword == "cites" and isinstance(clause.value, tuple):
                    inside = (replace(at, column=at.column + 1, width=max(1, at.width - 2)) for at in clause.places)
                    found += zip(inside, clause.value, strict=True)
    return found


def _passages(page: t.Page, block: t.Block) -> tuple[t.Passage, ...]:
    """The passages quoted above a block: since the block before it, else under the nearest heading."""
    before = max((b.line + b.lines for b in page.blocks if b.line < block.line), default=0)
    between = [p for p in page.passages if before <= p.line < block.line]
    if not between:
        heading = max((i for i in range(block.line - 1) if page.lines[i].startswith("#")), default=0)
        between = [p for p in page.passages if heading < p.line < block.line]
    return tuple(between)
