"""Decide whether an expression of the law holds, on the record, for the party, award or demand asked about."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from comity.norms.attributes import ATTRIBUTES, STAGES
from comity.norms.names.governments import belongs_to, government
from comity.norms.nodes import Question
from comity.proof.context import Context, shown
from comity.proof.truth import Missing, Step, Truth, either, opposite
from comity.text import format as words
from comity.text import tree as t


def compare(expr: t.Compare, ctx: Context) -> Step:
    """The step that an attribute compares as the law says; unknown where its value is unknown."""
    attribute = ATTRIBUTES[expr.path]
    subject = ctx.award if expr.path.startswith("award.") else ctx.demand
    about = subject.id if subject else ctx.party.short
    found = _read(expr.path, ctx)
    source = ()
    if subject is not None and subject.known.source is not None:
        source = title_of_source(subject.known.source, ctx)
    text = f"{attribute.words} {expr.op}" + (
        f" {', '.join(words.literal(v) for v in expr.values)}" if expr.values else ""
    )
    if expr.op == "is known":
        return Step(text, found is not None, source)
    if found is None:
        return Step(text, None, missing=Missing(expr.path, about, f"{attribute.words} ({about})"))
    truth = _holds(found, expr.op, expr.values, attribute.type, ctx)
    if truth is None:
        missing = Missing(expr.path, about, f"{attribute.words}, known only as {shown_value(found)} ({about})")
        return Step(text, None, source, missing=missing)
    return Step(text if truth else f"{text}: it is {shown_value(found)}", truth, source)


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
    """The stages at which an award may now be, given the one on record: that one or a later one; an offer is not acceptance.

    >>> stages_from("obligated"), stages_from("offered")
    (('obligated', 'disbursed'), ('offered',))
    """
    return (stage,) if stage == "offered" else STAGES[STAGES.index(stage) :]


def _among(possible: tuple[str, ...], wanted: tuple[t.Value, ...]) -> Truth:
    """Whether one of several values, each of which it may be, is among those wanted."""
    found = {value in wanted for value in possible}
    return found.pop() if len(found) == 1 else None


def ordered(found: object, op: str, value: t.Value) -> bool:
    """Order two numbers, amounts or dates; the checked law compares nothing else."""
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


def shown_value(value: object) -> str:
    """A value as a proof shows it."""
    return f"${value:,}" if isinstance(value, Decimal) else str(value)


def does(act: str, ctx: Context) -> Step:
    """The step that the party does an act, or a narrower one, by the day asked about; unknown if not on record."""
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
            title_of_source(row.known.source, ctx),
        )
    about = ctx.demand.id if ctx.demand else ctx.party.short
    return Step(
        f"{name} does {declared.words}", None, missing=Missing(act, about, f"whether {name} does {declared.words}")
    )


def answer(question: Question, ctx: Context) -> tuple[object, tuple[str, ...]] | None:
    """The recorded answer that is true on the day asked about, and its source; None if there is none."""
    for row in ctx.facts.answers.get(question.name, ()):
        if question.of == "award":
            if ctx.award is None or row.award != ctx.award.id:
                continue
        elif row.party is not None and row.party != ctx.party.short:
            continue
        if (row.since is None or row.since <= ctx.as_of) and (row.until is None or ctx.as_of < row.until):
            return row.value, title_of_source(row.known.source, ctx)
    return None


def title_of_source(source: str | None, ctx: Context) -> tuple[str, ...]:
    """The title of a source of the record, to be cited; empty if there is none."""
    if source is None:
        return ()
    found = ctx.facts.record.sources.get(source)
    return (found.title if found else source,)
