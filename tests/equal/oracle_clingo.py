"""The answers once more, by clingo: law and record -> facts for `meaning.lp` -> its one answer set.

Nothing of the meaning stands here: dates stay ranges, expressions and sets of parties stay terms.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import clingo
import holidays

from comity.norms.attributes import CLASSES, UNCLEAR
from comity.norms.names.associations import all_associations
from comity.norms.names.courts import all_courts, forum_of
from comity.norms.names.governments import Government, government
from comity.norms.nodes import Law, Norm, NormAct, Question
from comity.proof.dates import moved
from comity.record.nodes import Award, Known, Record
from comity.text import tree as t

STATUSES = ("not_attached", "not_yet", "ended", "void", "displaced", "blocked", "waived", "in_force")
NEVER = 4_000_000
EPOCH, LAST_MINUTE = 700_000, 2_000_000_000  # clingo counts to 2^31
Key = tuple[str, str, str | None]
Plain = tuple[str, tuple[str, ...], tuple[str, ...], str | None]
Found = tuple[str, tuple[str, ...], tuple[str, ...], str | None, str | None]


def solve(law: Law, record: Record, as_of: dt.date, known_at: dt.date, forum: str | None) -> dict[Key, Found]:
    """(party, norm, award) -> status, possible, also, ground, how fresh; `not_attached` included.

    An answer rests on acts that were seen to stand if it would be another with none of them taken as standing; it was so
    when last seen if those alone that were seen too long ago do that.
    """
    asked = (law, record, as_of, known_at, forum)
    plain, leads = _solve(*asked, "")
    if not any(act.last_seen for act in law.norm_acts.values()):
        return {key: (*one, None) for key, one in plain.items()}
    of_any, of_old = (_solve(*asked, f"doubted(A) :- {which}(A).")[1] for which in ("seen", "stale"))

    def fresh(key: Key) -> str | None:
        settled = leads[key] - {"attached", "perhaps", "not_attached"}
        if ("in_force" in settled and len(settled) > 1) or leads[key] == of_any[key]:
            return None
        return "confirmed" if leads[key] == of_old[key] else "last_seen"

    return {key: (*one, fresh(key)) for key, one in plain.items()}


def _solve(
    law: Law, record: Record, as_of: dt.date, known_at: dt.date, forum: str | None, doubted: str
) -> tuple[dict[Key, Plain], dict[Key, set[str]]]:
    """The answers, and what is possible if the norm attaches, some acts being doubted."""
    facts = [f"as_of({as_of.toordinal()}).", f"known_at({known_at.toordinal()}).", doubted]
    facts += [
        *_law(law),
        *_record(record),
        *_carriage(law, record),
        *_governments(law, record, forum),
        _courts(),
        *_moved(law, record, known_at),
        *_extending(law),
    ]
    control = clingo.Control(["--warn=none"])
    control.add("base", [], _meaning())
    control.add("base", [], "\n".join(facts))
    control.ground([("base", [])])
    models: list[list[clingo.Symbol]] = []
    control.solve(on_model=lambda model: models.append(list(model.symbols(shown=True))))
    assert len(models) == 1, f"{len(models)} answer sets: the encoding is not stratified"
    return _read(models[0])


def _read(atoms: Iterable[clingo.Symbol]) -> tuple[dict[Key, Plain], dict[Key, set[str]]]:
    status: dict[tuple[str, str, str | None], str] = {}
    sets: dict[str, dict[tuple[str, str, str | None], set[str]]] = {"possible": {}, "also": {}, "leads": {}}
    ground: dict[tuple[str, str, str | None], str] = {}
    for atom in atoms:
        norm, subject, last = atom.arguments
        party, award = subject.arguments
        key = (party.string, norm.string, None if award.type is clingo.SymbolType.Function else award.string)
        if atom.name == "status":
            assert key not in status, f"two statuses for {key}"
            status[key] = last.name
        elif atom.name == "ground":
            assert key not in ground, f"two grounds for {key}"
            ground[key] = last.string
        else:
            sets[atom.name].setdefault(key, set()).add(last.name)

    def ordered(name: str, key: tuple[str, str, str | None]) -> tuple[str, ...]:
        return tuple(sorted(sets[name].get(key, ()), key=STATUSES.index))

    found: dict[Key, Plain] = {
        key: (one, ordered("possible", key), ordered("also", key), ground.get(key)) for key, one in status.items()
    }
    return found, {key: sets["leads"].get(key, set()) for key in found}


@cache
def _meaning() -> str:
    return (Path(__file__).parent / "meaning.lp").read_text(encoding="utf-8")


# ---- terms -----------------------------------------------------------------------------------------------------------
def _q(text: object) -> str:
    return '"' + str(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _value(value: object) -> str:
    match value:
        case dt.date():
            return str(value.toordinal())
        case Decimal():
            return str(int(value * 100))
        case int():
            return str(value)
        case _:
            return _q(value)


def _date(spec: t.DateSpec) -> str:
    match spec:
        case t.Day(day, _):
            return f"day({day.toordinal()})"
        case t.Between(first, last):
            return f"between({first.toordinal()},{last.toordinal()})"
        case t.After(day):
            return f"after({day.toordinal()})"
        case t.Before(day):
            return f"before({day.toordinal()})"
        case t.Attribute(path, days):
            return f"attr({_q(path)},{days})"
        case t.Since(name, count, unit, before):
            about = f"order({_q(spec.about)})" if spec.about else "party"
            return f"since({_q(name.text)},{about},{_q(unit)},{-count if before else count})"
        case _:
            return type(spec).__name__.lower()


def _item(item: t.PartyItem) -> str:
    match item:
        case t.Everyone():
            return "everyone"
        case t.Named(name, since, before):
            return (
                f"named({_q(name.text)},{since.toordinal() if since else 0},{before.toordinal() if before else NEVER})"
            )
        case t.Role(path):
            return f"role({_q(path)})"
        case t.Every(kind, outer):
            return f"every({_q(kind.text)},{_q(outer.text) if outer else 'none'})"
        case t.Members(name, on):
            return f"members({_q(name.text)},{on.toordinal() if on else 'now'})"
        case t.Subrecipients(name, tier):
            return f"subs({_q(name.text)},{tier or 'unsaid'})"
        case t.Perhaps(inner, because):
            return f"perhaps({_item(inner)},{_q(because)})"


def _expr(expr: t.Expr) -> str:
    match expr:
        case t.And(parts):
            return _fold("and", [_expr(part) for part in parts])
        case t.Or(parts):
            return _fold("or", [_expr(part) for part in parts])
        case t.Not(part):
            return f"neg({_expr(part)})"
        case t.Compare(path, op, values):
            return _compare(path, op, values)
        case t.OfKind(name):
            return f"kind({_q(name.text)})"
        case t.Within(name):
            return f"within({_q(name.text)})"
        case t.MemberOf(name):
            return f"member({_q(name.text)})"
        case t.Does(name):
            return f"does({_q(name.text)})"
        case t.Carries(name):
            return f"carries({_q(name.text)})"
        case t.Question(name):
            return f"ask({_q(name.text)})"
        case t.InForce(name, _, True):
            return f"stands({_q(name.text)})"
        case t.InForce(name, norm):
            return f"inforce({_q(name.text)},{_q(norm.text) if norm else 'any'})"


def _compare(path: str, op: str, values: tuple[t.Value, ...]) -> str:
    if op == "is known":
        return f"known({_q(path)})"
    amount = path == "award.amount"
    terms = [_value(Decimal(str(v)) if amount else v) for v in values]
    if op == "is one of" and path == "award.stage":
        listed = "nil"
        for term in terms:
            listed = f"cons({term},{listed})"
        return f"one_of({_q(path)},{listed})"
    if op in ("is", "is one of", "is not"):
        same = _fold("or", [f"eq({_q(path)},{term})" for term in terms])
        return f"neg({same})" if op == "is not" else same
    name = {"is at least": "least", "is at most": "most", "is before": "before", "is after": "after"}[op]
    return f"{name}({_q(path)},{terms[0]})"


def _fold(name: str, terms: list[str]) -> str:
    folded = terms[-1]
    for term in reversed(terms[:-1]):
        folded = f"{name}({term},{folded})"
    return folded


# ---- facts of the law ------------------------------------------------------------------------------------------------
def _law(law: Law) -> Iterator[str]:
    for norm in law.norms.values():
        yield from _norm(norm)
    for index, id in enumerate(sorted(law.norm_acts)):
        yield from _act(law.norm_acts[id], index)
    for name, parties in law.lists.items():
        yield f"list({_q(name)})."
        yield from _parties(f"list({_q(name)})", parties)
    for question in law.questions.values():
        if question.rule is None and question.type != "yes or no":
            continue
        if question.rule is not None:
            yield f"rule({_q(question.name)},{_expr(question.rule)})."
        else:
            yield f"asks({_q(question.name)},{question.of})."
    for act in law.acts.values():
        for wider in (act.name, *act.wider):
            yield f"kind_of({_q(act.name)},{_q(wider)})."


def _norm(norm: Norm) -> Iterator[str]:
    id = _q(norm.id)
    yield f"norm({id}). attaches({id},{norm.attaches_to})."
    issuer = government(norm.issuer) if norm.issuer else None
    if norm.level != "federal" and issuer and issuer.state:
        yield f"norm_of_state({id},{_q(issuer.state)})."
    if norm.in_force is not None:
        yield f"in_force({id},{norm.in_force.toordinal()})."
    yield from _parties(f"norm({id})", norm.binds)
    yield from _shared(f"norm({id})", norm.when, norm.unless, norm.start, norm.end)


def _act(act: NormAct, index: int) -> Iterator[str]:
    id = _q(act.id)
    yield f"act({id}). decided({id},{_date(act.decided)}). date({_date(act.decided)})."
    yield f"named_day({id},{_last_named(act.decided)},{index}). made({id},{_made(act.decided)})."
    for effect in act.effects:
        for target in effect.targets:
            yield f"does({id},{effect.verb},{_q(target)})."
            yield from (f"part({id},{effect.verb},{_q(target)},{_q(norm)})." for norm in effect.as_to)
            if not effect.as_to:
                yield f"whole({id},{effect.verb},{_q(target)})."
    yield from _shared(f"act({id})", act.when, act.unless, act.start, None if act.end_by_rule else act.end)
    if act.restraining is not None:
        yield f"restraining({id},{'without_notice' if act.restraining.endswith('notice') else 'on_notice'})."
    if act.end_by_rule:
        yield f"by_rule({id})."
    yield f"done_by({id},{_latest(act.decided)})."
    if act.parties is not None:
        yield f"limited({id})."
        yield from _parties(f"act({id})", act.parties)
    if act.forum is not None:
        yield f"territory({id},{_q(act.forum)})."
    if act.court is not None:
        yield f"court_of({id},{_q(act.court)})."
    if act.mandate is not None:
        yield f"mandate({id},{_date(act.mandate)}). date({_date(act.mandate)})."
    if act.last_seen is not None:
        yield f"last_seen({id},{act.last_seen.day.toordinal()})."
    if act.appeal is not None:
        yield f"appeal({id},{act.appeal})."
    if isinstance(act.mandate, t.Presumed):
        yield from _presumed(act, id)
    if act.parties is not None:
        wide = [item for item in act.parties.items if _everybody(item)]
        if wide and len(wide) < len(act.parties.items):
            named = tuple(item for item in act.parties.items if not _everybody(item))
            yield from _parties(f"kept({id})", t.PartySet(named, act.parties.excepted))


def _everybody(item: t.PartyItem) -> bool:
    match item:
        case t.Everyone() | t.Role():
            return True
        case t.Every(kind, None):
            return kind.text in ("recipient", "government", "state or local government")
        case _:
            return False


def _presumed(act: NormAct, id: str) -> Iterator[str]:
    """Between which days the mandate is presumed to issue: 7 days after the last day to ask for rehearing, or Rule 45's days."""
    match act.decided:
        case t.Day(day):
            spans = (day, day)
        case t.Between(first, last):
            spans = (first, last)
        case t.After(day):
            spans = (day + dt.timedelta(days=1), None)
        case t.Before(day):
            spans = (None, day - dt.timedelta(days=1))
        case _:
            spans = (None, None)
    first, last = (None if day is None else _mandate(day, act) for day in spans)
    yield f"presumed({id},{first.toordinal() if first else 0},{last.toordinal() if last else NEVER})."


def _mandate(decided: dt.date, act: NormAct) -> dt.date:
    if act.court == "scotus":
        return _business(decided + dt.timedelta(days=32 if decided.year >= 2023 else 25))
    asked = _business(decided + dt.timedelta(days=45 if act.united_states else 14))
    return _business(asked + dt.timedelta(days=7))


def _business(day: dt.date) -> dt.date:
    while day.weekday() > 4 or day in holidays.US(years=day.year):
        day += dt.timedelta(days=1)
    return day


def _last_named(spec: t.DateSpec) -> int:
    """The last minute that its words name."""
    match spec:
        case t.Day(day, hour):
            return _minute(day, hour or "24:00")
        case t.After(day) | t.Before(day) | t.Between(_, day):
            return _minute(day, "24:00")
        case _:
            return LAST_MINUTE


def _made(spec: t.DateSpec) -> str:
    """The first and the last minute that a date may be."""
    one = dt.timedelta(days=1)
    match spec:
        case t.Day(day, str() as hour):
            return f"{_minute(day, hour)},{_minute(day, hour)}"
        case t.Day(day, _):
            return f"{_minute(day)},{_minute(day, '24:00')}"
        case t.Between(first, last):
            return f"{_minute(first)},{_minute(last, '24:00')}"
        case t.After(day):
            return f"{_minute(day + one)},{LAST_MINUTE}"
        case t.Before(day):
            return f"0,{_minute(day - one, '24:00')}"
        case _:
            return f"0,{LAST_MINUTE}"


def _minute(day: dt.date, hour: str = "00:00") -> int:
    hours, minutes = map(int, hour.split(":"))
    return (day.toordinal() - EPOCH) * 1441 + hours * 60 + minutes


def _latest(decided: t.DateSpec) -> int:
    """The last day on which something may have been decided."""
    match decided:
        case t.Day(day) | t.Between(_, day):
            return day.toordinal()
        case t.Before(day):
            return day.toordinal() - 1
        case _:
            return NEVER


def _extending(law: Law) -> Iterator[str]:
    """The first day on which each act that is extended may be over, and whom extensions are for."""
    longer = [
        (act, on) for act in law.norm_acts.values() for e in act.effects if e.verb == "extends" for on in e.targets
    ]
    for id in {on for _, on in longer} | {act.id for act, _ in longer}:
        act = law.norm_acts[id]
        counts = act.end_by_rule and act.restraining == "restraining without notice"
        yield f"may_end({_q(id)},{_soonest(act.end, law) + counts})."
    for other, _ in longer:
        for act, _ in longer:
            unlimited = other.parties is None or other.parties == act.parties
            if unlimited and other.when in (None, act.when) and other.unless in (None, act.unless):
                yield f"alike({_q(other.id)},{_q(act.id)})."


def _soonest(end: t.DateSpec | None, law: Law) -> int:
    """The first day that an end may be."""
    match end:
        case None | t.Revoked():
            return NEVER
        case t.Day(day) | t.Between(day, _):
            return day.toordinal()
        case t.After(day):
            return day.toordinal() + 1
        case t.Since(name) if name.text in law.norm_acts:
            return _soonest(moved(law.norm_acts[name.text].decided, end), law)
        case _:
            return 0


def _shared(
    owner: str, when: t.Expr | None, unless: t.Expr | None, start: t.DateSpec | None, end: t.DateSpec | None
) -> Iterator[str]:
    if when is not None:
        yield f"condition({owner},{_expr(when)})."
    if unless is not None:
        yield f"exception({owner},{_expr(unless)})."
    if start is not None:
        yield f"from({owner},{_date(start)}). date({_date(start)})."
    if end is not None:
        yield f"until({owner},{_date(end)}). date({_date(end)})."


def _parties(owner: str, parties: t.PartySet) -> Iterator[str]:
    for item in parties.items:
        yield f"among({owner},{_item(item)})."
    for item in parties.excepted:
        yield f"excepted({owner},{_item(item)})."


def _moved(law: Law, record: Record, known_at: dt.date) -> Iterator[str]:
    """Every day from which the law counts, with where its months, years and business days lead: the calendar is no part of
    the meaning."""
    nodes = (*law.norms.values(), *law.norm_acts.values())
    dates = [d for n in nodes for d in (n.start, n.end, getattr(n, "mandate", None)) if isinstance(d, t.Since)]
    ends = {known_at, *(a.value for a in record.answers if isinstance(a.value, dt.date))}
    for act in law.norm_acts.values():
        ends |= {d for d in (getattr(act.decided, name, None) for name in ("day", "first", "last")) if d}
    for since in {(d.unit, -d.count if d.before else d.count) for d in dates if d.unit != "days"}:
        for day in sorted({end + n * dt.timedelta(days=1) for end in ends for n in (-1, 0, 1)}):
            yield f'moved("{since[0]}",{since[1]},{day.toordinal()},{_led(day, *since).toordinal()}).'


def _led(day: dt.date, unit: str, count: int) -> dt.date:
    if unit != "business days":
        return _months(day, count * 12 if unit == "years" else count)
    one = dt.timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += one
        left -= _business(day) == day
    return day


def _months(day: dt.date, count: int) -> dt.date:
    month = day.year * 12 + day.month - 1 + count
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(month // 12, month % 12 + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


# ---- facts of the record ---------------------------------------------------------------------------------------------
def _record(record: Record) -> Iterator[str]:
    for i, award in enumerate(record.awards):
        row = f"award_{i}"
        yield from _known(row, award.known)
        yield f"award_row({row},{_q(award.recipient)},{_q(award.id)})."
        yield from _award(row, award)
    for i, member in enumerate(record.memberships):
        row = f"member_{i}"
        yield from _known(row, member.known)
        yield _lasting(row, member.since, member.until)
        yield f"membership({row},{_q(member.party)},{_q(member.association)},{_yes(member.member)})."
    for i, answer in enumerate(record.answers):
        row = f"answer_{i}"
        if isinstance(answer.value, dt.date):
            yield from _known(row, answer.known)
            yield _lasting(row, answer.since, answer.until)
            about = f"order({_q(answer.act)})" if answer.act else _q(answer.party)
            yield f"answered_day({row},{_q(answer.question)},{about},{answer.value.toordinal()})."
            continue
        if not isinstance(answer.value, bool):
            continue  # a number, an amount or a text, which the law does not read
        about = f"{_q(answer.party) if answer.party else 'none'},{_q(answer.award) if answer.award else 'none'}"
        yield from _known(row, answer.known)
        yield _lasting(row, answer.since, answer.until)
        yield f"answer({row},{_q(answer.question)},{about},{_yes(answer.value)})."
    for i, conduct in enumerate(record.conduct):
        row = f"conduct_{i}"
        assert conduct.done is not None
        day = conduct.on.toordinal() if conduct.on else 0
        yield from _known(row, conduct.known)
        yield f"conduct({row},{_q(conduct.party)},{_q(conduct.act)},{_yes(conduct.done)},{day})."


def _award(row: str, award: Award) -> Iterator[str]:
    names = (
        "recipient",
        "agency",
        "program",
        "fiscal_year",
        "stage",
        "offered",
        "accepted",
        "obligated",
        "period_start",
        "period_end",
        "amount",
    )
    for name in names:
        value = getattr(award, name)
        if value is not None:
            yield f"has({row},{_q('award.' + name)},{_value(value)})."
    if award.accepted_by is not None:
        yield f'has({row},"accepted_by",{_value(award.accepted_by)}).'
    if award.fiscal_year is not None:
        yield f"year_begins({award.fiscal_year},{dt.date(award.fiscal_year - 1, 10, 1).toordinal()})."
    if award.prime is not None:
        yield f'has({row},"prime",{_q(award.prime)}).'
    if award.terms is not None:
        yield f"terms({row})."
        yield from (f"term({row},{_q(norm)})." for norm in award.terms)
    yield from (f"of_set({row},{_q(one)})." for one in award.term_sets or ())


def _carriage(law: Law, record: Record) -> Iterator[str]:
    for i, (id, one) in enumerate(law.term_sets.items()):
        yield from (f"in_set({_q(id)},{_q(norm)})." for norm in one.carries)
        yield from (f"known_to({_q(id)},{_q(norm)})." for norm in one.lineage)
        if one.rule is not None:
            yield f"rule_of(set_{i},1). speaks(set_{i},{_q(id)},yes). rule_when(set_{i},{_expr(one.rule)})."
    for i, row in enumerate(record.carriage):
        rule = f"carriage_{i}"
        yield from _known(rule, row.known)
        strength = ("agency", "office", "answer").index(row.by) + 1
        yield f"rule_of({rule},{strength}). of_row({rule}). speaks({rule},{_q(row.carries)},{_yes(row.carried)})."
        if row.when is not None:
            yield f"rule_when({rule},{_expr(row.when)})."
        if row.award is not None:
            yield f"rule_award({rule},{_q(row.award)})."


def _known(row: str, known: Known) -> Iterator[str]:
    yield f"row({row})."
    if known.recorded is not None:
        yield f"recorded({row},{known.recorded.toordinal()})."
    if known.row is not None:
        yield f"labelled({row},{_q(known.row)})."
    if known.supersedes is not None:
        yield f"supersedes({row},{_q(known.supersedes)})."


def _lasting(row: str, since: dt.date | None, until: dt.date | None) -> str:
    return f"lasts({row},{since.toordinal() if since else 0},{until.toordinal() if until else NEVER})."


def _yes(value: bool) -> str:
    return "yes" if value else "no"


# ---- facts of the reference data -------------------------------------------------------------------------------------
def _governments(law: Law, record: Record, forum: str | None) -> Iterator[str]:
    known: dict[str, Government] = {}
    waiting = [*record.parties, *_named(law), *(a.agency for a in record.awards if a.agency)]
    while waiting:
        short = waiting.pop()
        one = record.parties.get(short) or government(short)
        if one is None or one.short in known:
            continue
        known[one.short] = one
        waiting += [up for up in (one.parent, one.state, *one.states) if up]
    for short, one in known.items():
        yield f"government({_q(short)}). kind({_q(short)},{_q(one.kind)})."
        for name, value in (("state", one.state), ("parent", one.parent), ("circuit", one.circuit)):
            if value:
                yield f"{name}({_q(short)},{_q(value)})."
        yield from (f"state({_q(short)},{_q(state)})." for state in one.states)
        yield from (f"county({_q(short)},{_q(county)})." for county in one.counties)
        yield from (f"district({_q(short)},{_q(district)})." for district in one.districts)
        yield from (f"taken({_q(short)},{_taken(words)},{'yes' if yes else 'no'})." for words, yes in one.meant)
    for short, party in record.parties.items():
        yield f"party({_q(short)}). forum({_q(short)},{_q(forum or forum_of(party))})."


def _taken(words: str) -> str:
    """Unclear words that are taken to mean a party, or not to."""
    of = words.removeprefix("every subrecipient of ")
    if of != words:
        return f"subs({_q(of)})"
    kind = words.removeprefix("every ")
    return f"every({_q(kind)})" if kind != words else _q(words)


def _named(law: Law) -> Iterator[str]:
    """Every name in the law that may be a government's."""
    waiting: list[object] = [*law.norms.values(), *law.norm_acts.values(), *law.lists.values(), *law.questions.values()]
    while waiting:
        match waiting.pop():
            case Norm(binds=binds, when=when, unless=unless):
                waiting += [binds, when, unless]
            case NormAct(parties=parties, when=when, unless=unless):
                waiting += [parties, when, unless]
            case Question(rule=rule):
                waiting.append(rule)
            case t.PartySet(items, excepted):
                waiting += [*items, *excepted]
            case t.Perhaps(inner, _):
                waiting.append(inner)
            case t.Named(name) | t.Every(_, t.Name() as name) | t.Subrecipients(name, _) | t.Within(name):
                yield name.text
            case t.And(parts) | t.Or(parts):
                waiting += parts
            case t.Not(part):
                waiting.append(part)
            case t.Compare(_, _, values):
                yield from (value for value in values if isinstance(value, str))
            case _:
                pass


@cache
def _courts() -> str:
    lines = [
        f"court({_q(one.id)},{_q(one.level)},{_q(one.circuit) if one.circuit else 'none'},"
        f"{_q(one.state) if one.state else 'none'})."
        for one in all_courts().values()
    ]
    lines += [f"class({_q(name)},{_q(kind)})." for name, kinds in CLASSES.items() for kind in kinds]
    lines += [f"unclear({_q(name)},{_q(kind)})." for name, kinds in UNCLEAR.items() for kind in kinds]
    for one in all_associations().values():
        lines.append(f"association({_q(one.short)},{_q(one.kind) if one.kind else 'any'}).")
    return "\n".join(lines)
