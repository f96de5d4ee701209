"""Decide whether an expression holds and whether an act on norms has effect: each asks the other, so both are here.

Conditions of the record are in conditions.py, what one act says of itself in acts.py; here is what recurs.
"""

from __future__ import annotations

from dataclasses import replace

from comity.norms.nodes import NormAct, Question
from comity.proof.acts import (
    COMMANDS,
    ENDING,
    UNDOING,
    UNDONE,
    UNSTAYED,
    begun_step,
    decided_step,
    ended_step,
    for_good,
    named_apart,
    title,
)
from comity.proof.carriage import LEVELS, WORDS, Rule, carried_step, documents, rules_on
from comity.proof.conditions import answer, compare, does, shown_value, title_of_source
from comity.proof.context import Context, shown
from comity.proof.dates import begun
from comity.proof.extending import in_time
from comity.proof.parties import covered, inside, member, of_class
from comity.proof.seen import LAST_SEEN
from comity.proof.truth import Missing, Step, all_of, any_of, denied
from comity.record.nodes import Award
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
            return compare(expr, ctx)
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
            return in_force(name.text, ctx, norm.text if norm else None, for_anyone)


def _carries(norm: str, ctx: Context) -> Step:
    award = ctx.award
    title = ctx.law.norms[norm].title
    if award is None:
        missing = Missing(
            f"terms carry {norm}", ctx.party.short, f"whether an award of {shown(ctx.party)} carries {norm}"
        )
        return Step(f"an award of {shown(ctx.party)} carries {norm} ({title})", None, missing=missing)
    terms = f"the terms of {award.id if award.assumed else f'award {award.id}'}"
    missing = Missing(f"terms carry {norm}", award.id, f"whether {terms} carry {norm}")
    said = [("document", *_documents(norm, award, ctx))]
    rules = rules_on(norm, ctx.law, ctx.facts.carriage)
    for by in LEVELS:
        here = [(rule, _applies(rule, ctx)) for rule in rules if rule.by == by]
        said.append((by, [s for r, s in here if r.carried], [s for r, s in here if not r.carried]))
    return carried_step(f"{terms} carry {norm} ({title})", said, missing)


def _documents(norm: str, award: Award, ctx: Context) -> tuple[list[Step], list[Step]]:
    """What the award's documents say for its carrying a norm, and against."""
    yes, no = documents(norm, award, ctx.law.term_sets)
    source = title_of_source(award.known.source, ctx)
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
    source = title_of_source(rule.source, ctx) if rule.row is not None else ctx.law.cite_of_terms(rule.name)
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
        else f"{question.words}: {shown_value(value)}"
    )
    return Step(text, value if isinstance(value, bool) else True, source)


def effective(
    id: str, ctx: Context, verb: str | None = None, everywhere: bool = False, norm: str | None = None
) -> Step:
    """The step that an act on norms has effect as to a norm on the day asked about.

    `verb` is what it is asked to do: a reversal works from its mandate, a replacement ends its target for everyone.
    `everywhere` leaves out whom it reaches, for a holding asked about as precedent. `norm` matters only where something
    acts on a part of it.
    """
    as_to = norm if id in ctx.law.parted else None
    told = verb if verb in ENDING or (everywhere and verb in UNSTAYED) else None
    key = (id, told, everywhere, as_to)
    if key not in ctx.cache:
        ctx.cache[key] = found = _effective(ctx.law.norm_acts[id], ctx, verb, everywhere, as_to)
        if found.truth is True:
            ctx.holding.add(id)
    return ctx.cache[key]


def in_force(id: str, ctx: Context, norm: str | None = None, for_anyone: bool = False) -> Step:
    """The step that an act is in force as to a norm or, if none is named, as to any that it reaches.

    `for_anyone` leaves out whom it protects, and what stays it: a command that is stayed is blocked.
    """
    if for_anyone:
        return effective(id, ctx, COMMANDS, everywhere=True)
    reached = ctx.law.parted.get(id, ())
    if norm is not None or not reached:
        return effective(id, ctx, norm=norm)
    return any_of(f"{id} has effect as to a norm that it reaches", (effective(id, ctx, norm=n) for n in reached))


def _effective(act: NormAct, ctx: Context, verb: str | None, everywhere: bool, norm: str | None) -> Step:
    cites = ctx.law.cite(act.id)
    name = title(act)
    if act.id in ctx.without:
        return Step(f"{name} is taken away by supposition", False, cites, role="without")
    parts = [decided_step(act, ctx)]
    if parts[0].truth is False:
        return all_of(f"{name} has effect", parts, cites, role="act")
    parts.append(begun_step(act, ctx, verb))
    if act.end is not None and not isinstance(act.end, t.Revoked) and not for_good(act, verb):
        parts.append(denied("it is not over", _over(act, ctx, norm)))
    if act.parties is not None and not everywhere and verb not in ("replaces", "repeals"):
        parts.append(covered(act.parties, ctx, f"it reaches {shown(ctx.party)}"))
    if act.when is not None:
        parts.append(all_of("it concerns this", (holds(act.when, ctx),)))
    if act.unless is not None:
        parts.append(denied("its exception does not apply", holds(act.unless, ctx)))
    if not for_good(act, verb) and not any(part.truth is False for part in parts):
        parts += undone(act.id, ctx, norm, unstayed=everywhere and verb in UNSTAYED)
    if act.id in ctx.doubted and all(part.truth is True for part in parts):
        still = Missing(LAST_SEEN, act.id, f"whether {act.id} still stands")
        parts.append(Step("it still stands", None, missing=still))
    return all_of(f"{name} has effect", parts, cites, role="act")


def _over(act: NormAct, ctx: Context, norm: str | None) -> Step:
    """The step that an act is over as to a norm: its end has come, and no other act in effect extends it."""
    assert act.end is not None
    ended = ended_step(act, act.end, ctx)
    if ended.truth is False:
        return ended
    extended = [
        denied(f"{other} does not extend it", _extends(other, act, ctx, norm), role="extends")
        for other, verb in ctx.law.acting_on.get(act.id, ())
        if verb == "extends" and other not in ctx.without and not ctx.law.spares(other, verb, act.id, norm)
    ]
    return all_of(ended.claim, (ended, *extended)) if extended else ended


def _extends(id: str, act: NormAct, ctx: Context, norm: str | None) -> Step:
    """The step that an act extends another; where it was made only after the other had ended, or may have, it is unknown."""
    found = effective(id, ctx, "extends", norm=norm)
    if found.truth is False or in_time(id, act.id, ctx.law):
        return found
    claim = f"{act.id} was extended, or consented to, before it ended"
    text = f"whether {act.id} was extended or consented to before it ended: {id} is not known to be of an earlier day"
    return all_of(found.claim, (found, Step(claim, None, missing=Missing("extended", act.id, text))), found.cites)


def undone(id: str, ctx: Context, norm: str | None = None, unstayed: bool = False) -> list[Step]:
    """Steps that nothing stays, reverses, replaces, repeals or displaces an act, for this party, as to a norm.

    None when nothing could. `unstayed` leaves out stays: one of the judgment or of the mandate leaves a published holding
    precedent (In re Zermeno-Gomez, 868 F.3d 1048), and blocks what an order commands. What displaces an order for everyone
    leaves it to those whom it names itself.
    """
    steps: list[Step] = []
    for other, verb in ctx.law.acting_on.get(id, ()):
        if verb in UNDOING and other not in ctx.without and not ctx.law.spares(other, verb, id, norm):
            if unstayed and verb == "stays":
                continue
            inner = effective(other, ctx, verb, norm=norm)
            if inner.truth is not False or inner.parts[0].truth is not False:
                kept = named_apart(ctx.law.norm_acts[id]) if verb == "displaces" else None
                if kept is not None:
                    apart = denied(f"{id} does not name {shown(ctx.party)}", covered(kept, ctx, f"{id} names it"))
                    inner = replace(all_of(inner.claim, (*inner.parts, apart), inner.cites), role="act")
                steps.append(denied(f"it is not {UNDONE[verb]} by {other}", inner, role=verb))
    return steps


def stands(id: str, ctx: Context, norm: str | None = None) -> bool:
    """Whether an act on norms is still in being for anyone, anywhere, as to a norm: decided, begun, not over, not ended.

    Used for what courts elsewhere hold. A stay for everyone whom it reaches suspends an order; one for some leaves it
    alive, and a published holding stands while its judgment is stayed.
    """
    act = ctx.law.norm_acts[id]
    if id in ctx.without or begun(act.decided, min(ctx.known_at, ctx.as_of)) is not True:
        return False
    if act.start is not None and not isinstance(act.start, t.Start) and begun(act.start, ctx.as_of) is not True:
        return False
    if act.end is not None and begun(act.end, ctx.as_of) is True and _over(act, ctx, norm).truth is True:
        return False
    for other, verb in ctx.law.acting_on.get(id, ()):
        if verb in ENDING and other not in ctx.without and not ctx.law.spares(other, verb, id, norm):
            ending = ctx.law.norm_acts[other]
            for_all = ending.parties is None or verb != "reverses"
            if for_all and effective(other, ctx, verb, everywhere=True, norm=norm).truth is True:
                return False
        elif verb == "stays" and act.forum is None and other not in ctx.without:
            stay = ctx.law.norm_acts[other]
            for_all = stay.parties is None or (t.Everyone() in stay.parties.items and not stay.parties.excepted)
            for_all = for_all and not ctx.law.spares(other, verb, id, norm)
            if for_all and effective(other, ctx, verb, everywhere=True, norm=norm).truth is True:
                return False
    return True
