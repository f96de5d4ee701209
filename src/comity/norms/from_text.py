"""Pages -> `Law`: declares every name, resolves and checks every statement, and reports all faults of all pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.norms.attributes import QUESTION_TYPES
from comity.norms.cases import build_case
from comity.norms.citations import citation_faults
from comity.norms.front import read_front
from comity.norms.graph import acting_on, cycles
from comity.norms.levels import attaches_to, force
from comity.norms.nodes import Act, Case, Effect, Instrument, Law, Norm, NormAct, Question
from comity.norms.scope import Declared, Scope
from comity.norms.select import selected
from comity.text import tree as t
from comity.text.faults import Fault, Place

MODALITIES = ("must", "must not", "may", "may require", "cannot be required to")
VERBS = ("blocks", "voids", "upholds", "stays", "waives", "displaces", "repeals", "replaces", "reverses")
CLAUSES: dict[str, frozenset[str]] = {
    "act": frozenset({"enlists", "kind of"}),
    "define": frozenset({"of", "is", "when", "lists"}),
    "norm": frozenset({"cites", "binds", *MODALITIES, "when", "unless", "from", "until", "breach", "continues", "replaces", "repeals", "because"}),
    "order": frozenset({"cites", "court", "decided", "restrains", "blocks", "stays", "voids", "upholds", "reverses", "replaces", "for", "when", "unless", "from", "until", "mandate", "because"}),
    "holding": frozenset({"cites", "court", "decided", "voids", "upholds", "reverses", "stays", "in", "for", "when", "unless", "from", "until", "mandate", "because"}),
    "notice": frozenset({"cites", "decided", "waives", "repeals", "replaces", "reverses", "for", "when", "unless", "from", "until", "because"}),
    "doctrine": frozenset({"cites", "decided", "displaces", "for", "when", "unless", "from", "until", "because"}),
    "case": frozenset({"for", "given", "on"}),
}
REPEATABLE = frozenset({*VERBS, "breach", "given", "on"})
ON_NORMS = {"blocks", "voids", "upholds", "waives"}
ON_BOTH = {"displaces", "repeals", "replaces"}


def build_law(pages: Sequence[t.Page]) -> tuple[Law, list[Fault]]:
    """Check pages together. Returns the law (without what could not be understood) and all faults in order of place."""
    faults: list[Fault] = []
    instruments: dict[str, tuple[Instrument, t.Page]] = {}
    for page in pages:
        instrument = read_front(page, faults.append)
        if instrument is None:
            continue
        if instrument.id in instruments:
            first = instruments[instrument.id][0].file
            faults.append(Fault(Place(page.file, 2), f"Two files have the id `{instrument.id}`.", f"The other is {first}."))
            continue
        instruments[instrument.id] = (instrument, page)
    declared = Declared()
    for instrument, page in instruments.values():
        _declare(instrument, page, declared, faults)
    builder = _Builder(declared, faults)
    for instrument, page in instruments.values():
        scope = Scope(instrument.id, declared, page.lines, faults.append)
        for site, text in _cites(instrument, page):
            faults += citation_faults(text, site, page.lines)
        for block in page.blocks:
            passages = _passages(page, block)
            for statement in block.statements:
                builder.statement(statement, instrument, scope, passages)
    law = builder.law({id: pair[0] for id, pair in instruments.items()})
    faults += cycles(law, {i.file: p.lines for i, p in instruments.values()})
    return law, sorted(set(faults))


def _declare(instrument: Instrument, page: t.Page, declared: Declared, faults: list[Fault]) -> None:
    def add(table: dict[str, Place], id: str, statement: t.Statement, what: str) -> None:
        assert statement.name is not None
        place = statement.name.place
        first = table.get(id)
        if first is not None:
            excerpt = page.lines[place.line - 1] if place.line <= len(page.lines) else ""
            faults.append(Fault(place, f"Two {what} have the name `{id}`.", f"The first is at {first}.", excerpt))
        else:
            table[id] = place

    for block in page.blocks:
        for statement in block.statements:
            if statement.name is None:
                continue
            id = f"{instrument.id}/{statement.name.text}"
            match statement.kind:
                case "act":
                    add(declared.acts, statement.name.text, statement, "acts")
                case "define" if any(c.keyword == "lists" for c in statement.clauses):
                    add(declared.lists, id, statement, "lists")
                case "define":
                    places = {name: s.place for name, s in declared.questions.items()}
                    add(places, statement.name.text, statement, "questions")
                    declared.questions.setdefault(statement.name.text, statement)
                case "norm":
                    _distinct(declared.norm_acts, id, page, statement, faults)
                    add(declared.norms, id, statement, "norms")
                case _:
                    _distinct(declared.norms, id, page, statement, faults)
                    add(declared.norm_acts, id, statement, "acts on norms")


def _distinct(other: dict[str, Place], id: str, page: t.Page, statement: t.Statement, faults: list[Fault]) -> None:
    if id in other and statement.name is not None:
        place = statement.name.place
        excerpt = page.lines[place.line - 1] if place.line <= len(page.lines) else ""
        faults.append(Fault(place, f"A norm and an act on norms have one name, `{id}`.", f"The first is at {other[id]}.", excerpt))


def _cites(instrument: Instrument, page: t.Page) -> list[tuple[Place, str]]:
    line = page.front_lines.get("cite", 1)
    found = [(Place(page.file, line), cite) for cite in instrument.cites]
    for block in page.blocks:
        for statement in block.statements:
            for clause in statement.clauses:
                if clause.keyword == "cites" and isinstance(clause.value, tuple):
                    found += [(clause.place, str(words)) for words in clause.value]
    return found


def _passages(page: t.Page, block: t.Block) -> tuple[t.Passage, ...]:
    """The passages quoted above a block under the nearest heading that has any, up to the block before."""
    previous = max((b.line + b.lines for b in page.blocks if b.line < block.line), default=0)
    between = [p for p in page.passages if previous <= p.line < block.line]
    if not between:
        heading = max((i for i in range(block.line - 1) if page.lines[i].startswith("#")), default=0)
        between = [p for p in page.passages if heading < p.line < block.line]
    return tuple(between)


class _Builder:
    """Builds checked nodes statement by statement."""

    def __init__(self, declared: Declared, faults: list[Fault]) -> None:
        self.declared = declared
        self.faults = faults
        self.acts: dict[str, Act] = {}
        self.questions: dict[str, Question] = {}
        self.lists: dict[str, t.Parties] = {}
        self.norms: dict[str, Norm] = {}
        self.norm_acts: dict[str, NormAct] = {}
        self.cases: list[Case] = []
        self.selectors: dict[str, list[tuple[str, t.Selector]]] = {}

    def statement(self, s: t.Statement, instrument: Instrument, scope: Scope, passages: tuple[t.Passage, ...]) -> None:
        self._check_clauses(s, scope)
        match s.kind:
            case "act":
                self._act(s, instrument, scope)
            case "define":
                self._define(s, instrument, scope)
            case "norm":
                self._norm(s, instrument, scope, passages)
            case "case":
                case = build_case(s, scope)
                if case is not None:
                    self.cases.append(case)
            case _:
                self._norm_act(s, instrument, scope, passages)

    def _check_clauses(self, s: t.Statement, scope: Scope) -> None:
        allowed = CLAUSES[s.kind]
        seen: set[str] = set()
        for clause in s.clauses:
            if clause.keyword not in allowed:
                homes = [kind for kind, words in CLAUSES.items() if clause.keyword in words]
                scope.fault(clause.place, f"`{clause.keyword}` has no place in a {s.kind}.", f"It stands in: {', '.join(homes)}.")
            elif clause.keyword in seen and clause.keyword not in REPEATABLE:
                scope.fault(clause.place, f"`{clause.keyword}` stands twice in one {s.kind}.")
            seen.add(clause.keyword)

    @staticmethod
    def _need(s: t.Statement, scope: Scope, keywords: tuple[str, ...], hint: str) -> bool:
        if any(c.keyword in keywords for c in s.clauses):
            return True
        place = s.name.place if s.name else s.place
        scope.fault(place, f"This {s.kind} lacks `{keywords[0]}`.", hint)
        return False

    def _act(self, s: t.Statement, instrument: Instrument, scope: Scope) -> None:
        assert s.name is not None
        if not s.title:
            scope.fault(s.name.place, f"The act `{s.name.text}` lacks its words.", 'Write: act NAME "words that complete: the party must ...".')
        wider = tuple(scope.act(c.value) for c in s.clauses if c.keyword == "kind of" and isinstance(c.value, t.Name))
        enlists = any(c.keyword == "enlists" for c in s.clauses)
        self.acts.setdefault(s.name.text, Act(s.name.text, s.title or "", enlists, wider, instrument.id, s.name.place))

    def _define(self, s: t.Statement, instrument: Instrument, scope: Scope) -> None:
        assert s.name is not None
        values = {c.keyword: c for c in s.clauses}
        if "lists" in values and isinstance(values["lists"].value, t.Parties):
            self.lists[f"{instrument.id}/{s.name.text}"] = scope.parties(values["lists"].value)
            return
        if not s.title:
            scope.fault(s.name.place, f"`{s.name.text}` lacks its words.", 'Write: define NAME "the question, as a statement".')
        about = "party"
        if "of" in values:
            about = str(values["of"].value)
        if "when" in values:
            rule = scope.expr(_expr(values["when"].value), ("award", "demand", "party"))
            question = Question(s.name.text, s.title or "", about, "yes or no", rule, instrument.id, s.name.place)
        else:
            if not self._need(s, scope, ("is",), "Say `is yes or no`, `is a date`, ..., or `when` and a rule."):
                return
            type = str(values["is"].value)
            if type not in QUESTION_TYPES:
                scope.fault(values["is"].place, f"There is no type `{type}`.", f"The types are: {', '.join(QUESTION_TYPES)}.")
            question = Question(s.name.text, s.title or "", about, type, None, instrument.id, s.name.place)
        self.questions.setdefault(s.name.text, question)

    def _norm(self, s: t.Statement, instrument: Instrument, scope: Scope, passages: tuple[t.Passage, ...]) -> None:
        assert s.name is not None
        duty_clause = next((c for c in s.clauses if c.keyword in MODALITIES), None)
        complete = self._need(s, scope, ("binds",), "Say whom it binds.")
        complete &= self._need(s, scope, MODALITIES, "Say what it does: must, must not, may, may require, cannot be required to.")
        self._need(s, scope, ("cites",), "Every norm cites its place.")
        if sum(c.keyword in MODALITIES for c in s.clauses) > 1:
            scope.fault(s.name.place, "One norm does one thing.", "Write a norm for each duty.")
        if not complete or duty_clause is None or not isinstance(duty_clause.value, t.Duty):
            return
        v = {c.keyword: c.value for c in s.clauses}
        duty = duty_clause.value
        binds = scope.parties(_parties(v["binds"]))
        attaches = attaches_to(binds)
        subjects = ("party",) if attaches == "party" else ("party", attaches)
        start, end = self._dates(s, scope, subjects)
        if instrument.in_force is None and not isinstance(start, t.Day | t.Between | t.After | t.Before | t.Unknown):
            scope.fault(s.name.place, f"`{s.name.text}` has no first day.", "Give it `from` a day, or the front matter `in_force`.")
        id = f"{instrument.id}/{s.name.text}"
        act = scope.act(duty.act)
        breach = tuple(self._breach(c.value, scope) for c in s.clauses if isinstance(c.value, t.Breach))
        norm = Norm(
            id, s.title or s.name.text.replace("-", " "), instrument.id, instrument.level or "federal", instrument.issuer,
            binds, attaches, duty.modality, act, scope.parties(duty.toward) if duty.toward else None,
            _maybe_expr(scope, v.get("when"), (*subjects, "award", "demand")), _maybe_expr(scope, v.get("unless"), (*subjects, "award", "demand")),
            start, end, instrument.in_force, breach,
            scope.norm(v["continues"]) if isinstance(v.get("continues"), t.Name) else None,
            _strings(v.get("cites")), force(duty.modality, attaches), _text(v.get("because")), passages, s.name.place,
        )  # fmt: skip
        if id in self.norms:
            return
        self.norms[id] = norm
        effects = self._effects(s, scope, id)
        if effects:
            decided = start if isinstance(start, t.Day) else t.Day(instrument.in_force) if instrument.in_force else t.Unknown()
            self.norm_acts[id] = NormAct(
                id, "norm", norm.title, instrument.id, None, instrument.issuer, decided, None, None, effects, None, None,
                None, None, None, None, None, norm.cites, None, (), s.name.place,
            )  # fmt: skip

    @staticmethod
    def _breach(value: t.Breach, scope: Scope) -> t.Breach:
        who = value.who
        if isinstance(who, t.Name):
            who = replace(who, text=scope.party(who))
        else:
            scope.item(who, ("award.agency", "demand.issuer", "award.recipient"))
        return replace(value, who=who, act=replace(value.act, text=scope.act(value.act)))

    def _norm_act(self, s: t.Statement, instrument: Instrument, scope: Scope, passages: tuple[t.Passage, ...]) -> None:
        assert s.name is not None
        id = f"{instrument.id}/{s.name.text}"
        v = {c.keyword: c.value for c in s.clauses}
        if not any(c.keyword in VERBS for c in s.clauses):
            verbs = sorted(CLAUSES[s.kind] & set(VERBS))
            scope.fault(s.name.place, f"This {s.kind} does nothing.", f"Say what it does: {', '.join(verbs)}.")
        court_name = scope.court(v["court"]) if isinstance(v.get("court"), t.Name) else instrument.court
        if s.kind in ("order", "holding") and court_name is None:
            scope.fault(s.name.place, f"This {s.kind} has no court.", "Give it `court`, or the front matter `court:`.")
        start, end = self._dates(s, scope, ("award", "demand"))
        decided = _date(v.get("decided"))
        if decided is None:
            decided = start if isinstance(start, t.Day | t.Between | t.Before | t.After | t.Unknown) else None
            start = None if decided is not None else start
        if decided is None:
            if instrument.in_force is not None:
                decided = t.Day(instrument.in_force)
            else:
                scope.fault(s.name.place, f"This {s.kind} has no day.", "Give it `decided` or `from`.")
                decided = t.Unknown()
        mandate = _date(v.get("mandate"))
        if isinstance(mandate, t.Presumed) and instrument.united_states is None:
            scope.fault(s.name.place, "`mandate presumed` needs `united_states: party` or `not a party` in the front matter.")
        parties = scope.parties(_parties(v["for"])) if isinstance(v.get("for"), t.Parties) else None
        if s.kind == "order" and parties is None and any(c.keyword in ("blocks", "stays") for c in s.clauses):
            scope.fault(s.name.place, "This order does not say for whom.", "Give it `for`.")
        if s.kind == "notice" and parties is None and any(c.keyword == "waives" for c in s.clauses):
            scope.fault(s.name.place, "This notice does not say for whom it waives.", "Give it `for`.")
        forum = scope.court(v["in"]) if isinstance(v.get("in"), t.Name) else None
        if s.kind == "holding" and parties is None and forum is None and any(c.keyword in ("voids", "upholds") for c in s.clauses):
            scope.fault(s.name.place, "This holding binds nobody.", "Say `in` a court's territory, `for` the parties, or both.")
        restrains = scope.parties(_parties(v["restrains"])) if isinstance(v.get("restrains"), t.Parties) else None
        if id in self.norm_acts:
            return
        self.norm_acts[id] = NormAct(
            id, s.kind, s.title or f"{s.name.text.replace('-', ' ')}", instrument.id, court_name, instrument.issuer, decided,
            start, end, self._effects(s, scope, id), parties, forum,
            _maybe_expr(scope, v.get("when"), ("party", "award", "demand")), _maybe_expr(scope, v.get("unless"), ("party", "award", "demand")),
            restrains, mandate, instrument.united_states, _strings(v.get("cites")), _text(v.get("because")), passages, s.name.place,
        )  # fmt: skip

    def _effects(self, s: t.Statement, scope: Scope, id: str) -> tuple[Effect, ...]:
        effects: list[Effect] = []
        for clause in s.clauses:
            if clause.keyword not in VERBS:
                continue
            verb = clause.keyword
            if isinstance(clause.value, t.Selector):
                subject = clause.value.what
                if (subject == "order") != (verb in ("stays", "reverses") or (verb == "displaces" and subject == "order")):
                    scope.fault(clause.place, f"`{verb}` does not act on {subject}s.")
                where = scope.expr(clause.value.where, (subject,))
                self.selectors.setdefault(id, []).append((verb, t.Selector(subject, where)))
                continue
            assert isinstance(clause.value, t.Targets)
            norm, act = "norm", "order, holding, notice or doctrine"
            kinds = (norm,) if verb in ON_NORMS else (norm, act) if verb in ON_BOTH else (act,)
            effects.append(Effect(verb, tuple(scope.target(name, kinds) for name in clause.value.names)))
        return tuple(effects)

    @staticmethod
    def _dates(s: t.Statement, scope: Scope, subjects: tuple[str, ...]) -> tuple[t.DateSpec | None, t.DateSpec | None]:
        found: dict[str, t.DateSpec] = {}
        for clause in s.clauses:
            if clause.keyword not in ("from", "until", "decided", "mandate") or not isinstance(clause.value, t.DateSpec):
                continue
            value = clause.value
            right = {"from": t.Start, "until": t.Revoked, "mandate": t.Presumed}.get(clause.keyword)
            if isinstance(value, t.Start | t.Revoked | t.Presumed) and not (right and isinstance(value, right)):
                scope.fault(clause.place, f"`{clause.keyword}` cannot be that.", "`from the start`, `until revoked`, `mandate presumed`; else a date.")
            if isinstance(value, t.Attribute):
                attribute = scope.attribute(value.path, value.place, subjects)
                if attribute is not None and attribute.type != "date":
                    scope.fault(value.place, f"`{value.path}` is a {attribute.type}, not a date.")
            if isinstance(value, t.Between) and value.first > value.last:
                scope.fault(clause.place, f"{value.first} is after {value.last}.")
            found[clause.keyword] = value
        start, end = found.get("from"), found.get("until")
        if isinstance(start, t.Day) and isinstance(end, t.Day) and start.day >= end.day:
            scope.fault(s.name.place if s.name else s.place, f"It would end on {end.day}, before it begins on {start.day}.")
        return start, end

    def law(self, instruments: dict[str, Instrument]) -> Law:
        acts = {name: replace(act, wider=_wider(name, self.acts)) for name, act in self.acts.items()}
        draft = Law(instruments, acts, self.questions, self.lists, self.norms, self.norm_acts, tuple(self.cases), {})
        for id, selectors in self.selectors.items():
            chosen = tuple(Effect(verb, selected(selector, draft, id)) for verb, selector in selectors)
            self.norm_acts[id] = replace(self.norm_acts[id], effects=self.norm_acts[id].effects + chosen)
        return replace(draft, norm_acts=self.norm_acts, acting_on=acting_on(self.norm_acts))


def _wider(name: str, acts: dict[str, Act]) -> tuple[str, ...]:
    """Every act of which `name` is a kind, itself left out; a ring of kinds stops where it closes."""
    found: list[str] = []
    waiting = list(acts[name].wider)
    while waiting:
        wider = waiting.pop(0)
        if wider in found or wider == name or wider not in acts:
            continue
        found.append(wider)
        waiting += acts[wider].wider
    return tuple(found)


def _parties(value: t.ClauseValue) -> t.Parties:
    assert isinstance(value, t.Parties)
    return value


def _expr(value: t.ClauseValue) -> t.Expr:
    assert isinstance(value, t.Expr)
    return value


def _maybe_expr(scope: Scope, value: t.ClauseValue, subjects: tuple[str, ...]) -> t.Expr | None:
    return scope.expr(value, subjects) if isinstance(value, t.Expr) else None


def _date(value: t.ClauseValue) -> t.DateSpec | None:
    return value if isinstance(value, t.DateSpec) else None


def _strings(value: t.ClauseValue) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, tuple) else ()


def _text(value: t.ClauseValue) -> str | None:
    return value if isinstance(value, str) else None
