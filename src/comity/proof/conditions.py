"""Whether an expression of the law holds for the party, award or demand asked about, on the record."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from comity.norms.attributes import ATTRIBUTES, STAGES
from comity.norms.names.governments import belongs_to, government
from comity.norms.nodes import Question
from comity.proof.carriage import LEVELS, WORDS, Rule, carried_step, documents, rules_on
from comity.proof.context import Context, shown
from comity.proof.parties import inside, member, of_class
from comity.proof.truth import Missing, Step, Truth, all_of, any_of, denied, either, opposite
from comity.record.nodes import Award
from comity.text import format as words
from comity.text import tree as t


def holds(expr: t.Expr, ctx: Context) -> Step:
    """The step that an expression holds. A missing fact makes it unknown, never false."""
    match expr:
        case t.And(parts):
            return all_of("all of these hold", (holds(p, ctx) for p in parts), role="and")
        case t.Or(parts):
            return any_of("at least one of these holds", (holds(p, ctx) for p in parts), role="or")
        case t.Not(part):
            return denied("this does not hold", holds(part, ctx), role="not")
        case t.Compare():
            return _compare(expr, ctx)
        case t.OfKind(kind):
            return of_class(kind.text, ctx)
        case t.Within(outer):
            return inside(outer.text, ctx)
        case t.MemberOf(name):
            return member(name.text, ctx)
        case t.Does(act):
            return does(act.text, ctx)
        case t.Carries(norm):
            return _carries(norm.text, ctx)
        case t.Question(name):
            return _question(ctx.law.questions[name.text], ctx)
        case t.InForce(name, norm, for_anyone):
            from comity.proof.acts import in_force

            return in_force(name.text, ctx, norm.text if norm else None, for_anyone)


def _compare(expr: t.Compare, ctx: Context) -> Step:
    attribute = ATTRIBUTES[expr.path]
    subject = ctx.award if expr.path.startswith("award.") else ctx.demand
    about = subject.id if subject else ctx.party.short
    found = _read(expr.path, ctx)
    source = ()
    if subject is not None and subject.known.source is not None:
        source = _title(subject.known.source, ctx)
    text = f"{attribute.words} {expr.op}" + (
        f" {', '.join(words.literal(v) for v in expr.values)}" if expr.values else ""
    )
    if expr.op == "is known":
        return Step(text, found is not None, source)
    if found is None:
        return Step(text, None, missing=Missing(expr.path, about, f"{attribute.words} ({about})"))
    truth = _holds(found, expr.op, expr.values, attribute.type, ctx)
    if truth is None:
        missing = Missing(expr.path, about, f"{attribute.words}, known only as {_shown(found)} ({about})")
        return Step(text, None, source, missing=missing)
    return Step(text if truth else f"{text}: it is {_shown(found)}", truth, source)


def _read(path: str, ctx: Context) -> object:
    subject, name = path.split(".")
    if subject == "award":
        if ctx.award is None:
            return None
        if path == "award.subrecipient":
            return ctx.award.recipient if ctx.award.prime else None
        return getattr(ctx.award, name)
    if ctx.demand is None:
        return None
    if path == "demand.recipient":
        return ctx.party.short
    return getattr(ctx.demand, name)


def _holds(found: object, op: str, wanted: tuple[t.Value, ...], type: str, ctx: Context) -> Truth:
    if op in ("is", "is one of", "is not"):
        if isinstance(found, str) and found in STAGES and type == "name":
            same = _among(stages_from(found), wanted)
        else:
            same = either(_same(found, value, type, ctx) for value in wanted)
        return opposite(same) if op == "is not" else same
    return ordered(found, op, wanted[0])


def stages_from(stage: str) -> tuple[str, ...]:
    """The stages at which an award may be of which one is on record: that or a later one; what is offered is not accepted.

    >>> stages_from("obligated"), stages_from("offered")
    (('obligated', 'disbursed'), ('offered',))
    """
    return (stage,) if stage == "offered" else STAGES[STAGES.index(stage) :]


def _among(possible: tuple[str, ...], wanted: tuple[t.Value, ...]) -> Truth:
    """Whether one of several values, each of which it may be, is among those wanted."""
    found = {value in wanted for value in possible}
    return found.pop() if len(found) == 1 else None


def ordered(found: object, op: str, value: t.Value) -> bool:
    """An ordering of two numbers, amounts or dates; the checked law compares nothing else."""
    if isinstance(found, dt.date) and isinstance(value, dt.date):
        left, right = found.toordinal(), value.toordinal()
    elif isinstance(found, int) and isinstance(value, int):
        left, right = found, value
    else:
        left, right = Decimal(str(found)), Decimal(str(value))
    if op == "is at least":
        return left >= right
    if op == "is at most":
        return left <= right
    return left < right if op == "is before" else left > right


def _same(found: object, value: t.Value, type: str, ctx: Context) -> Truth:
    """Equality of an attribute and a value.

    An agency is also its parents: `award.agency is us-doj` holds for an award of the Office of Justice Programs, and
    whether an award known only as of `us-dot` is one of its Federal Transit Administration is unknown. So is an office
    its state. A demand rests
    on any of its bases. An accepted award may have come farther than is on record.
    """
    if type == "party" and isinstance(found, str) and isinstance(value, str) and found != value:
        inner, outer = ctx.facts.party(found), government(value)
        if inner is None or outer is None:
            return False
        agencies = inner.kind == outer.kind == "agency"
        return True if belongs_to(inner, outer) else None if agencies and belongs_to(outer, inner) else False
    if isinstance(found, tuple):
        return value in found
    return found == value


def _shown(value: object) -> str:
    return f"${value:,}" if isinstance(value, Decimal) else str(value)


def does(act: str, ctx: Context) -> Step:
    """The step that the party does an act, or a narrower one, by the day asked about; not on record is unknown."""
    declared = ctx.law.acts[act]
    narrower = {act} | {a.name for a in ctx.law.acts.values() if act in a.wider}
    name = shown(ctx.party)
    rows = [
        row
        for row in ctx.facts.conduct_of.get(ctx.party.short, ())
        if row.act in narrower
        and (row.on is None or row.on <= ctx.as_of)
        and (row.demand is None or ctx.demand is None or row.demand == ctx.demand.id)
        and row.done is not None
    ]
    rows.sort(key=lambda r: (r.on is not None, r.on))
    last = {row.act: row for row in rows}
    # whoever stopped a narrower act may or may not still do the wider one
    telling = [row for row in rows if row is last[row.act] and (row.done or row.act == act)]
    if telling:
        row = telling[-1]
        when = f" (on {row.on})" if row.on else ""
        return Step(
            f"{name} {'does' if row.done else 'does not'} {declared.words}{when}",
            row.done,
            _title(row.known.source, ctx),
        )
    about = ctx.demand.id if ctx.demand else ctx.party.short
    return Step(
        f"{name} does {declared.words}", None, missing=Missing(act, about, f"whether {name} does {declared.words}")
    )


def _carries(norm: str, ctx: Context) -> Step:
    award = ctx.award
    title = ctx.law.norms[norm].title
    if award is None:
        missing = Missing(
            f"terms carry {norm}", ctx.party.short, f"whether an award of {shown(ctx.party)} carries {norm}"
        )
        return Step(f"an award of {shown(ctx.party)} carries {norm} ({title})", None, missing=missing)
    missing = Missing(f"terms carry {norm}", award.id, f"whether the terms of award {award.id} carry {norm}")
    said = [("document", *_documents(norm, award, ctx))]
    rules = rules_on(norm, ctx.law, ctx.facts.carriage)
    for by in LEVELS:
        here = [(rule, _applies(rule, ctx)) for rule in rules if rule.by == by]
        said.append((by, [s for r, s in here if r.carried], [s for r, s in here if not r.carried]))
    return carried_step(f"the terms of award {award.id} carry {norm} ({title})", said, missing)


def _documents(norm: str, award: Award, ctx: Context) -> tuple[list[Step], list[Step]]:
    """What the award's documents say for its carrying a norm, and against."""
    yes, no = documents(norm, award, ctx.law.term_sets)
    source = _title(award.known.source, ctx)
    listed = ", ".join(award.term_sets or ()) or "no set of terms"
    for_it = (
        [Step(f"its documents name {norm}, or a set of terms that carries it ({listed})", True, source)] if yes else []
    )
    against = [Step(f"its documents ({listed}) do not carry {norm}", True, source)] if no else []
    return for_it, against


def _applies(rule: Rule, ctx: Context) -> Step:
    """The step that a rule of carriage is about the award in question."""
    assert ctx.award is not None
    carry = "carry" if rule.carried else "do not carry"
    claim = f"{WORDS[rule.by]}: these awards {carry} {rule.name}"
    source = _title(rule.source, ctx) if rule.row is not None else ctx.law.cite_of_terms(rule.name)
    parts: list[Step] = []
    if rule.award is not None:
        parts.append(Step(f"it is about award {rule.award}", rule.award == ctx.award.id))
    if rule.when is not None and not any(part.truth is False for part in parts):
        parts.append(holds(rule.when, ctx))
    return all_of(claim, parts, source)


def _question(question: Question, ctx: Context) -> Step:
    if question.rule is not None:
        inner = holds(question.rule, ctx)
        return Step(question.words, inner.truth, (), (inner,))
    found = answer(question, ctx)
    about = ctx.award.id if question.of == "award" and ctx.award else ctx.party.short
    if found is None:
        return Step(question.words, None, missing=Missing(question.name, about, f"whether {question.words} ({about})"))
    value, source = found
    text = (
        question.words
        if value is True
        else f"not so: {question.words}"
        if value is False
        else f"{question.words}: {_shown(value)}"
    )
    return Step(text, value if isinstance(value, bool) else True, source)


def answer(question: Question, ctx: Context) -> tuple[object, tuple[str, ...]] | None:
    """The answer on record, true on the day asked about, and its source; None when there is none."""
    for row in ctx.facts.answers.get(question.name, ()):
        if question.of == "award":
            if ctx.award is None or row.award != ctx.award.id:
                continue
        elif row.party is not None and row.party != ctx.party.short:
            continue
        if (row.since is None or row.since <= ctx.as_of) and (row.until is None or ctx.as_of < row.until):
            return row.value, _title(row.known.source, ctx)
    return None


def _title(source: str | None, ctx: Context) -> tuple[str, ...]:
    if source is None:
        return ()
    found = ctx.facts.record.sources.get(source)
    return (found.title if found else source,)
