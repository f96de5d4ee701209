"""Plain English: norms, acts on norms, parties, dates and conditions as sentences for a memo."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from comity.norms.attributes import ATTRIBUTES
from comity.norms.names.associations import association
from comity.norms.names.courts import court
from comity.norms.names.governments import government
from comity.norms.names.programs import program
from comity.norms.nodes import Law, Norm, NormAct
from comity.proof.acts import end_known
from comity.proof.context import shown, with_article
from comity.proof.parties import as_known
from comity.text import tree as t

VERB_PAST = {
    "blocks": "forbade enforcement of",
    "voids": "held invalid",
    "upholds": "upheld",
    "stays": "stayed",
    "waives": "said that it will not apply",
    "displaces": "takes the effect of",
    "repeals": "ended",
    "replaces": "took the place of",
    "reverses": "undid",
    "extends": "extended",
    "postpones": "postponed",
    "declines": "denied what was asked against",
    "dismisses": "dismissed the case on",
    "remands": "sent back, without vacating it,",
    "reviews": "took up for review",
}

BASIS = {
    "source": "read in a source",
    "source and memory": "partly from memory, not fully verified",
    "memory": "from memory, not verified",
}
"""What a law file rests on."""
LISTED = 6
"""As many names as a sentence lists before it says how many more there are."""


def day(value: dt.date | None) -> str:
    """A date as Americans write it: `January 24, 2018`.

    >>> day(dt.date(2018, 1, 24))
    'January 24, 2018'
    """
    return "an unknown day" if value is None else f"{value:%B} {value.day}, {value.year}"


def date(value: t.DateSpec) -> str:
    """A date that may be uncertain, in words."""
    match value:
        case t.Day(exact):
            return day(exact)
        case t.Between(first, last):
            return f"a day between {day(first)} and {day(last)}"
        case t.After(exact):
            return f"a day after {day(exact)}"
        case t.Before(exact):
            return f"a day before {day(exact)}"
        case t.Attribute(path, days):
            words = ATTRIBUTES[path].words
            return f"{abs(days)} days {'after' if days > 0 else 'before'} {words}" if days else words
        case t.Since(name, count, unit, before):
            return (
                f"{count} {unit} {'before' if before else 'after'} {name.text}" if count else f"the day of {name.text}"
            )
        case t.Start():
            return "the start"
        case t.Revoked():
            return "it is revoked"
        case t.Presumed():
            return "the day on which the mandate is presumed to issue"
        case t.Unknown():
            return "a day that is not known"


def party(short: str) -> str:
    """A party's name: `Chicago, IL`; a list or an unknown name stays as written."""
    found = government(short)
    if found is None:
        return short
    name = shown(found)
    return f"the {name.removeprefix('The ')}" if found.kind == "agency" else name


def parties(value: t.PartySet, law: Law | None = None, known_at: dt.date | None = None) -> str:
    """A set of parties in words, as it was known on a day: `every local government within California, except Fresno, CA`."""
    told = value if known_at is None else as_known(value, known_at)
    text = _listed([item(i, law, known_at) for i in told.items])
    return f"{text}, except {_listed([item(i, law, known_at) for i in told.excepted])}" if told.excepted else text


def item(value: t.PartyItem, law: Law | None = None, known_at: dt.date | None = None) -> str:
    """One item of a set of parties in words; a short list by its members, a longer one by its name."""
    match value:
        case t.Named(name, since, before):
            members = law.lists.get(name.text) if law is not None else None
            if members is not None and len(members.items) <= LISTED:
                text = parties(members, law, known_at)
            else:
                text = f"those on the list {name.text}" if "/" in name.text else party(name.text)
            return text + (f" (since {day(since)})" if since else "") + (f" (until {day(before)})" if before else "")
        case t.Role(path):
            return ATTRIBUTES[path].words
        case t.Everyone():
            return "everyone"
        case t.Every(kind, within):
            return f"every {kind.text}" + (f" within {place(within.text)}" if within else "")
        case t.Members(name, on):
            found = association(name.text)
            return f"every member of the {found.name if found else name.text}" + (f" on {day(on)}" if on else "")
        case t.Subrecipients(prime, tier):
            tiers = {"any": " at any tier", "first": " at the first tier"}.get(tier or "", "")
            return f"every subrecipient of {party(prime.text)}{tiers}"
        case t.Perhaps(inner, because):
            return f"perhaps {item(inner, law)} ({because})"


def place(name: str) -> str:
    """A government or a court's territory in words."""
    found = court(name)
    return party(name) if government(name) else f"the territory of the {found.name}" if found else name


def condition(expr: t.Expr, law: Law) -> str:
    """A condition in words."""
    match expr:
        case t.Or(parts) if all(isinstance(p, t.OfKind) for p in parts):
            kinds = [with_article(p.kind.text) for p in parts if isinstance(p, t.OfKind)]
            return f"the party is {', '.join(kinds[:-1])} or {kinds[-1]}"
        case t.And(parts):
            return " and ".join(_bracketed(p, law, (t.Or,)) for p in parts)
        case t.Or(parts):
            return " or ".join(_bracketed(p, law, (t.And,)) for p in parts)
        case t.Not(part):
            return f"it is not so that {condition(part, law)}"
        case t.Compare(path, op, values):
            return _comparison(path, op, values)
        case t.OfKind(kind):
            return f"the party is {with_article(kind.text)}"
        case t.Within(outer):
            return f"the party lies within {place(outer.text)}"
        case t.MemberOf(name):
            found = association(name.text)
            return f"the party is a member of the {found.name if found else name.text}"
        case t.Does(act):
            return f"the party does this: {law.acts[act.text].words}"
        case t.Carries(norm):
            return f"the award's own terms carry {norm.text}"
        case t.Question(name):
            return law.questions[name.text].words
        case t.InForce(name):
            return f"{name.text} is in force" + ("" if expr.for_anyone else " for the party")


def _bracketed(expr: t.Expr, law: Law, wrapped: tuple[type, ...]) -> str:
    text = condition(expr, law)
    if isinstance(expr, t.Or) and all(isinstance(p, t.OfKind) for p in expr.parts):
        return text
    return f"({text})" if isinstance(expr, wrapped) else text


def _comparison(path: str, op: str, values: tuple[t.Value, ...]) -> str:
    shown_values = " or ".join(_value(path, v) for v in values)
    if path == "award.stage" and op in ("is", "is one of"):
        stages = [_value(path, v) for v in values]
        return (
            f"the award is {', '.join(stages[:-1])} or {stages[-1]}" if len(stages) > 1 else f"the award is {stages[0]}"
        )
    if op == "is known":
        return f"{ATTRIBUTES[path].words} is known"
    return f"{ATTRIBUTES[path].words} {'is' if op == 'is one of' else op} {shown_values}"


def _value(path: str, value: t.Value) -> str:
    if path == "award.program" and isinstance(value, str):
        found = program(value)
        return f"{value} ({found.title})" if found else value
    if ATTRIBUTES[path].type == "party" and isinstance(value, str):
        return party(value)
    match value:
        case bool():
            return "yes" if value else "no"
        case dt.date():
            return day(value)
        case Decimal():
            return f"${value:,}"
        case t.Name(text):
            return text
        case _:
            return str(value)


def norm_sentence(norm: Norm, law: Law) -> str:
    """What a norm does, as one or two sentences a city attorney would accept in a memo."""
    subject = parties(norm.binds, law)
    act = law.acts[norm.act].words
    if norm.modality == "may require":
        whom = f" of {parties(norm.toward, law)}" if norm.toward else ""
        text = f"{subject} may require{whom}, that it {act}"
    elif norm.modality == "cannot be required to":
        by = f" by {parties(norm.toward, law)}" if norm.toward else ""
        text = f"{subject} cannot be required{by} to {act}"
    else:
        toward = f", toward {parties(norm.toward, law)}" if norm.toward else ""
        text = f"{subject} {norm.modality} {act}{toward}"
    if norm.when is not None:
        text += f", when {condition(norm.when, law)}"
    if norm.unless is not None:
        text += f", unless {condition(norm.unless, law)}"
    if norm.start is not None:
        text += f", from {date(norm.start)}"
    elif norm.in_force is not None:
        text += f", from {day(norm.in_force)}"
    if norm.end is not None:
        text += f", until {date(norm.end)}"
    if norm.judgment is not None:
        text += f", {norm.judgment.words} (which is for {parties(norm.judgment.by, law)} to judge)"
    if norm.by is not None:
        text += f", by {date(norm.by)}"
    sentence = text[0].upper() + text[1:] + "."
    if norm.breach:
        failing = "If it does" if norm.modality == "must not" else "If it does not"
        follows = [_breach(value) for value in norm.breach]
        said = [
            f"{'' if at and follows[at - 1] == (who, may) else who + ' '}{may} {law.acts[value.act.text].words}"
            for at, (value, (who, may)) in enumerate(zip(norm.breach, follows, strict=True))
        ]
        sentence += f" {failing}, {'; '.join(said)}."
    return sentence


def _breach(value: t.Breach) -> tuple[str, str]:
    who = party(value.who.text) if isinstance(value.who, t.Name) else ATTRIBUTES[value.who.path].words
    return who, value.modality


def act_sentence(act: NormAct, law: Law, known_at: dt.date | None = None) -> str:
    """What an act on norms does, as a sentence: when, who, what to which norms, for whom, until when, why.

    `known_at`: as it was known on that day, without who was named or what ended it later.
    """
    instrument = law.instruments[act.instrument]
    if act.court is not None:
        found = court(act.court)
        who = f"the {found.name}" if found else act.court
    elif act.issuer is not None:
        who = party(act.issuer)
        who = (
            who
            if who.startswith("the ") or act.kind == "norm"
            else f"the {who}"
            if government(act.issuer) and " of " in who
            else who
        )
    else:
        who = instrument.title
    on: dict[str, list[str]] = {}
    parts: list[str] = []
    for effect in act.effects:
        if effect.as_to and effect.targets:
            parts.append(
                f"{VERB_PAST[effect.verb]} {_listed(_few([*effect.targets]))} as to {_listed(_few([*effect.as_to]))}"
            )
        else:
            on.setdefault(effect.verb, []).extend(effect.targets)
    for verb, ids in on.items():
        if ids:
            parts.append(f"{VERB_PAST[verb]} {_listed(_few(ids))}")
    text = f"{_listed(parts) or 'acted'}"
    rule = act.kind == "doctrine" and set(on) == {"displaces"}
    if rule:
        ids = on["displaces"]
        lost = "lose their effect" if len(ids) > 1 else "loses its effect"
        text = f"{_listed(_few(ids)) or 'nothing in the library'} {lost}"
    if act.parties is not None:
        text += f", for {parties(act.parties, law, known_at)}"
    if act.forum is not None:
        found = court(act.forum)
        own = (
            "its territory" if act.forum == act.court else f"the territory of the {found.name if found else act.forum}"
        )
        text += f", as precedent in {own}"
    if act.when is not None:
        text += f", where {condition(act.when, law)}"
    if act.start is not None:
        text += f", from {date(act.start)}"
    if act.end is not None and (known_at is None or end_known(act, known_at)):
        text += f", until {'presumably ' if act.end_by_rule else ''}{date(act.end)}"
    if act.mandate is not None:
        text += f", working from its mandate ({date(act.mandate)})"
    reason = f" Reason: {act.because}." if act.because else ""
    if rule:  # what it is applied to here, no court need have spoken of
        return f"By the rule of {instrument.title} ({date(act.decided)}), {text} ({act.title}).{reason}"
    opening = f"On {date(act.decided)}"
    return f"{opening}, {who} {text} ({act.title}, {instrument.title}).{reason}"


def _few(ids: list[str]) -> list[str]:
    return ids if len(ids) <= LISTED else [*ids[: LISTED - 1], f"{len(ids) - LISTED + 1} more"]


def _listed(words: list[str]) -> str:
    if len(words) <= 1:
        return words[0] if words else ""
    return ", ".join(words[:-1]) + " and " + words[-1]
