"""Build what a later text does to norms (`NormAct`) from `order`, `holding`, `notice` and `doctrine` statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypedDict

from comity.norms.build.build_norm import sentence, words
from comity.norms.build.clauses import CLAUSES, ON_EITHER, ON_NORMS, ON_ORDERS, ONLY, VERBS, has, lacks
from comity.norms.build.days import check_day, check_days
from comity.norms.build.expressions import check_expr
from comity.norms.build.scope import Scope
from comity.norms.dates import no_sooner, shifted
from comity.norms.levels import force
from comity.norms.names.courts import court as find_court
from comity.norms.nodes import Effect, Instrument, Norm, NormAct
from comity.text import tree as t
from comity.text.faults import Place

FOURTEEN = 14
"""Days that a restraining order lasts where nothing else is said."""
_READ = ("party", "award", "demand")
_DATED = (t.Day, t.Between, t.Before, t.After, t.Unknown)


@dataclass(frozen=True, slots=True)
class Effects:
    """What a statement does: to the targets it names, and to those a selector will choose once all are known.

    `parts` are the norms `as to` which it acts on another act, each with that act's id and the place of its own name;
    `only` what it does to other acts only for some, or only when something holds.
    """

    named: tuple[Effect, ...]
    chosen: tuple[tuple[str, t.Selector], ...]
    parts: tuple[tuple[str, str, Place], ...] = ()
    only: tuple[tuple[Effect, t.PartySet | None, t.Expr | None], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.named or self.chosen or self.only)


def only_parts(act: NormAct, effects: Effects) -> Iterator[NormAct]:
    """The parts of an act: what it does only for some parties or only on a condition, each as an act of its own.

    For its parties stand those of the part, where it names any; its condition holds beside that of the whole.
    """
    for n, (effect, parties, when) in enumerate(effects.only, 1):
        conditions = tuple(one for one in (act.when, when) if one is not None)
        yield replace(
            act, id=f"{act.id}.{n}", title=f"{act.title}, in part", effects=(effect,), parties=parties or act.parties,
            when=t.And(conditions) if len(conditions) > 1 else conditions[0] if conditions else None, forum=None,
            constructions=(), part_of=act.id,
        )  # fmt: skip


def build_norm_act(
    s: t.Statement, name: t.Name, instrument: Instrument, scope: Scope, passages: tuple[t.Passage, ...]
) -> tuple[NormAct, Effects]:
    """Build the act on norms of a statement; the targets of its selectors are returned beside it, to be chosen later."""
    clauses = {clause.keyword: clause for clause in reversed(s.clauses)}
    if not has(s, *VERBS, "orders", "construes"):
        verbs = ", ".join(sorted(CLAUSES[s.kind] & {*VERBS, "orders", "construes"}))
        lacks(s, scope, f"The {s.kind} `{name.text}` does nothing.", f"Say what it does: {verbs}.")
    court = clauses["court"].value if "court" in clauses else None
    court = scope.court(court) if isinstance(court, t.Name) else instrument.court
    if s.kind in ("order", "holding") and court is None:
        lacks(s, scope, f"The {s.kind} `{name.text}` has no court.", "Give it `court`, or the front matter `court:`.")
    days = check_days(s, scope, ("award", "demand"))
    decided, start = _decided_and_from(s, name, days, instrument, scope=scope)
    if isinstance(days.get("mandate"), t.Presumed) and instrument.united_states is None:
        hint = "It is presumed 21 days after the opinion, 52 where the United States is a party: say so in the front matter."
        sentence_ = "`mandate presumed` needs `united_states: party` or `united_states: not a party`."
        scope.fault(clauses["mandate"].value_place, sentence_, hint)
    end = days.get("until")
    by_rule = s.restraining is not None and (end is None or isinstance(end, t.Revoked))
    if by_rule:
        end = restraining_end(s.restraining or "", decided or t.Unknown())
    if has(s, "extends") and "until" not in days:
        lacks(s, scope, f"The order `{name.text}` extends another without an end.", "Give it `until` and a day.")
    parties, restrains = (_parties(clauses.get(keyword), scope) for keyword in ("for", "restrains"))
    forum = clauses["in"].value if "in" in clauses else None
    forum = scope.court(forum) if isinstance(forum, t.Name) else None
    _binds_somebody(s, name, parties is not None, forum is not None, scope)
    when, unless = (_condition(clauses.get(keyword), scope) for keyword in ("when", "unless"))
    effects = effects_of(s, scope)
    _for_and_against(s, name, effects, scope)
    if forum is not None and court is not None:
        _precedent_there(court, forum, clauses["in"].value_place, scope)
    act = NormAct(
        id=f"{instrument.id}/{name.text}",
        kind=s.kind,
        title=s.title or name.text.replace("-", " "),
        instrument=instrument.id,
        court=court,
        issuer=instrument.issuer,
        decided=decided or t.Unknown(),
        start=start,
        end=end,
        effects=effects.named,
        parties=parties,
        forum=forum,
        when=when,
        unless=unless,
        restrains=restrains,
        mandate=days.get("mandate"),
        united_states=instrument.united_states,
        cites=words(clauses.get("cites")),
        because=sentence(clauses.get("because")),
        passages=passages,
        place=name.place,
        constructions=_constructions(s, scope),
        **_seen(s, instrument, days.get("decided"), scope),
        bars=words(clauses.get("bars")) or (("enforce",) if has(s, "blocks", "postpones") else ()),
        restraining=s.restraining,
        end_by_rule=by_rule,
    )
    return act, effects


def _decided_and_from(
    s: t.Statement, name: t.Name, days: Mapping[str, t.DateSpec], instrument: Instrument, scope: Scope
) -> tuple[t.DateSpec | None, t.DateSpec | None]:
    """The day on which an act was decided, and the one from which it has effect where that is another."""
    decided, start = days.get("decided"), days.get("from")
    if decided is None and isinstance(start, _DATED):
        decided, start = start, None
    if decided is None and instrument.in_force is not None:
        decided = t.Day(instrument.in_force)
    if decided is None:
        lacks(s, scope, f"The {s.kind} `{name.text}` has no day.", "Give it `decided` or `from` and a day.")
    return decided, start


def restraining_end(sort: str, decided: t.DateSpec) -> t.DateSpec:
    """When a restraining order that does not say so ends: without notice, on day 14; otherwise open from day 15.

    Source: Fed. R. Civ. P. 65(b)(2), which an order on notice outlasts where it is extended or consented to.
    """
    return shifted(decided, FOURTEEN) if sort == "restraining without notice" else no_sooner(decided, FOURTEEN)


class _Seen(TypedDict):
    last_seen: t.LastSeen | None
    appeal: str | None


def _seen(s: t.Statement, instrument: Instrument, decided: t.DateSpec | None, scope: Scope) -> _Seen:
    """When an act was last seen to stand, and whether it is appealed: as it says itself, else as its file does."""
    if s.kind == "doctrine":
        return _Seen(last_seen=None, appeal=None)
    seen, appeal = instrument.last_seen, instrument.appeal
    place = s.name.place if s.name else s.place
    for clause in s.clauses:
        if isinstance(clause.value, t.LastSeen):
            seen, place = clause.value, clause.place
        elif clause.keyword == "appeal":
            appeal = str(clause.value)
    if seen is not None and isinstance(decided, t.Day) and seen.day < decided.day:
        sentence_ = f"It was last seen on {seen.day}, before it was decided, on {decided.day}."
        scope.fault(place, sentence_, "Give it `last_seen` with the day on which its docket was looked at.")
    return _Seen(last_seen=seen, appeal=appeal)


def _constructions(s: t.Statement, scope: Scope) -> tuple[tuple[str, str], ...]:
    """What a holding says that norms cover."""
    found = (clause.value for clause in s.clauses)
    return tuple((scope.norm(v.norm), v.words) for v in found if isinstance(v, t.Construction))


def commands_of(s: t.Statement, act: NormAct, instrument: Instrument, scope: Scope) -> Iterator[Norm]:
    """The norms made by an order's commands: they bind those it orders while it is in force."""
    commands = [c for c in s.clauses if isinstance(c.value, t.Command)]
    for clause, id in zip(commands, command_ids(act.id, len(commands)), strict=True):
        value = clause.value
        assert isinstance(value, t.Command)
        binds, by = scope.parties(value.parties, roles=()), value.by
        if value.within is not None:
            by = t.Since(t.Name(act.id, clause.place), *value.within)
        elif by is not None:
            by = check_day(by, "by", clause.value_place, s, scope)
        start = act.start if not isinstance(act.start, t.Start) else act.decided
        yield Norm(
            id=id,
            title=act.title,
            instrument=instrument.id,
            level="federal",
            issuer=None,
            binds=binds,
            attaches_to="party",
            modality=value.duty.modality,
            act=scope.act(value.duty.act),
            toward=scope.parties(value.duty.toward) if value.duty.toward else None,
            when=t.InForce(t.Name(act.id, clause.place), for_anyone=True),
            unless=None,
            start=start or act.decided,
            end=act.end,
            in_force=None,
            breach=(),
            continues=None,
            cites=act.cites or instrument.cites,
            force=force(value.duty.modality, "party"),
            because=act.because,
            passages=act.passages,
            place=clause.place,
            by=by,
        )


def command_ids(order: str, count: int) -> list[str]:
    """The ids of an order's commands.

    >>> command_ids("v/pi", 2)
    ['v/pi-orders', 'v/pi-orders-2']
    """
    return [f"{order}-orders" + (f"-{n}" if n > 1 else "") for n in range(1, count + 1)]


def norm_as_act(norm: Norm, effects: Effects) -> NormAct:
    """The act of a norm that replaces or repeals others, decided on the norm's first day."""
    first = norm.start if isinstance(norm.start, _DATED) else None
    if first is None and norm.in_force is not None:
        first = t.Day(norm.in_force)
    return NormAct(
        id=norm.id,
        kind="norm",
        title=norm.title,
        instrument=norm.instrument,
        court=None,
        issuer=norm.issuer,
        decided=first or t.Unknown(),
        start=None,
        end=None,
        effects=effects.named,
        parties=None,
        forum=None,
        when=None,
        unless=None,
        restrains=None,
        mandate=None,
        united_states=None,
        cites=norm.cites,
        because=None,
        place=norm.place,
    )


def effects_of(s: t.Statement, scope: Scope) -> Effects:
    """What a statement does, in the order of its clauses, with every target resolved."""
    named: list[Effect] = []
    chosen: list[tuple[str, t.Selector]] = []
    parts: list[tuple[str, str, Place]] = []
    only: list[tuple[Effect, t.PartySet | None, t.Expr | None]] = []
    for clause in s.clauses:
        verb, value = clause.keyword, clause.value
        if verb not in CLAUSES[s.kind]:
            continue
        if isinstance(value, t.Selector):
            if not _acts_on(verb, value.what):
                other = "norm" if value.what == "order" else "order"
                hint = f"Write `every {other} where ...`, or name what it {verb}."
                scope.fault(clause.value_place, f"`{verb}` does not act on {value.what}s.", hint)
            chosen.append(
                (verb, t.Selector(value.what, check_expr(value.where, scope, (value.what,), clause.value_place)))
            )
        elif isinstance(value, t.Targets):
            resolve = scope.norm if verb in ON_NORMS else scope.either if verb in ON_EITHER else scope.norm_act
            names = [
                name for written in value.names for name in scope.spelled_out(written, verb in ON_NORMS | ON_EITHER)
            ]
            targets, as_to = tuple(resolve(name) for name in names), tuple(map(scope.norm, value.as_to))
            effect = Effect(verb, targets, as_to)
            if value.parties is None and value.when is None:
                named.append(effect)
            else:
                only.append((effect, *_only(verb, value, targets, clause, scope)))
            for target, written in zip(targets, names, strict=True):
                if as_to and target in scope.declared.norms:
                    hint = "`as to` is for acts on acts: stays ORDER as to NORM."
                    scope.fault(written.place, f"`{written.text}` is a norm, and has no parts `as to` norms.", hint)
                else:
                    parts += [(target, norm, at.place) for norm, at in zip(as_to, value.as_to, strict=True)]
    return Effects(tuple(named), tuple(chosen), tuple(parts), tuple(only))


def _only(
    verb: str, value: t.Targets, targets: tuple[str, ...], clause: t.Clause, scope: Scope
) -> tuple[t.PartySet | None, t.Expr | None]:
    """For whom alone, and when alone, an act does something to other acts."""
    if verb not in ONLY:
        hint = f"`only` is for: {', '.join(sorted(ONLY))}. Say it in a statement of its own, with `for` and `when`."
        scope.fault(clause.place, f"`{verb}` is never only for some.", hint)
    for name in value.names if verb in ONLY else ():
        if any(target in scope.declared.norms and target.endswith(name.text) for target in targets):
            hint = "Say it in a statement of its own, with `for` and `when`."
            scope.fault(name.place, f"`{name.text}` is a norm: `only` is for what is done to another act.", hint)
    parties = scope.parties(value.parties) if value.parties is not None else None
    return parties, check_expr(value.when, scope, _READ, clause.value_place) if value.when is not None else None


def _acts_on(verb: str, what: str) -> bool:
    return verb in (ON_ORDERS if what == "order" else ON_NORMS | ON_EITHER)


def _binds_somebody(s: t.Statement, name: t.Name, parties: bool, forum: bool, scope: Scope) -> None:
    if s.kind == "order" and not parties and has(s, "blocks", "postpones", "stays", "voids", "upholds"):
        lacks(s, scope, f"The order `{name.text}` does not say whom it is for.", "Give it `for`.")
    if s.kind == "notice" and not parties and has(s, "waives"):
        lacks(s, scope, f"The notice `{name.text}` does not say for whom it waives.", "Give it `for`.")
    if s.kind == "holding" and not parties and not forum and has(s, "voids", "upholds", "construes"):
        hint = "Say `in` a court's territory, `for` the parties, or both."
        lacks(s, scope, f"The holding `{name.text}` binds nobody.", hint)


def _for_and_against(s: t.Statement, name: t.Name, effects: Effects, scope: Scope) -> None:
    """One act cannot hold one norm both invalid and valid."""
    targets = {e.verb: set(e.targets) for e in effects.named}
    for both in sorted(targets.get("voids", set()) & targets.get("upholds", set())):
        hint = "Write a statement for each, if it does so for different parties."
        scope.fault(name.place, f"The {s.kind} `{name.text}` both voids and upholds `{both}`.", hint)


def _precedent_there(name: str, forum: str, place: Place, scope: Scope) -> None:
    """A court's holding is precedent in its own territory, if it has one: appeals courts, supreme courts of a state or of all."""
    made, asked = find_court(name), find_court(forum)
    if made is None or asked is None:
        return
    controls = made.level in ("supreme", "appeals", "state-high")
    if not controls or name != forum:
        hint = f"Write `in {name}`." if controls else "It binds its parties: leave `in` out and say `for` whom."
        scope.fault(place, f"A holding of `{name}` is not a precedent in `{forum}`.", hint)


def _parties(clause: t.Clause | None, scope: Scope) -> t.PartySet | None:
    return scope.parties(clause.value) if clause and isinstance(clause.value, t.PartySet) else None


def _condition(clause: t.Clause | None, scope: Scope) -> t.Expr | None:
    if clause is None or not isinstance(clause.value, t.Expr):
        return None
    return check_expr(clause.value, scope, _READ, clause.place)
