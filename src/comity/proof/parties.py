"""Decide whether a party belongs to a set of parties, on the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from comity.norms.attributes import in_class
from comity.norms.names.associations import association
from comity.norms.names.courts import court
from comity.norms.names.governments import Government, belongs_to, government, parts_of, within
from comity.proof.context import Context, shown, with_article
from comity.proof.truth import Missing, Step, all_of, any_of, denied
from comity.record.nodes import Award
from comity.text import format as words
from comity.text import tree as t

TIERS: Mapping[bool | None, str] = {True: "any", False: "first"}
"""Of which tiers a text speaks that does not say so, if it is taken to mean a subrecipient of a subrecipient, or not to."""
MOST_TOLD = 5_000  # sets of parties whose words are kept; the law has some 1,500


def covered(parties: t.PartySet, ctx: Context, claim: str, cites: tuple[str, ...] = (), role: str = "covers") -> Step:
    """The step that the party belongs to a set of parties: to any of its items, and to none of the exceptions."""
    items = any_of(
        f"{shown(ctx.party)} is among {_told(parties, ctx)}",
        (belongs(i, ctx) for i in parties.items),
    )
    if not parties.excepted:
        return Step(claim, items.truth, cites, items.parts if len(items.parts) == 1 else (items,), role=role)
    out = [denied(f"it is not excepted ({words.item(i)})", belongs(i, ctx)) for i in parties.excepted]
    return all_of(claim, (items, *out), cites, role)


def _told(parties: t.PartySet, ctx: Context) -> str:
    """The words of the items of a set of parties, as known by then; worked out once for all parties that are asked about."""
    kept = ctx.facts.told.get((id(parties), ctx.known_at))
    if kept is not None and kept[0] is parties:
        return kept[1]
    told = words.parties(as_known(t.PartySet(parties.items), ctx.known_at))
    if len(ctx.facts.told) < MOST_TOLD:
        ctx.facts.told[id(parties), ctx.known_at] = (parties, told)
    return told


def as_known(parties: t.PartySet, known_at: dt.date) -> t.PartySet:
    """A set of parties as its text was known on a day: without who was named later, or that somebody left later."""

    def known(items: tuple[t.PartyItem, ...]) -> tuple[t.PartyItem, ...]:
        found: list[t.PartyItem] = []
        for item in items:
            if not isinstance(item, t.Named):
                found.append(item)
            elif item.since is None or item.since <= known_at:
                left_later = item.before is not None and item.before > known_at
                found.append(replace(item, before=None) if left_later else item)
        return tuple(found)

    return t.PartySet(known(parties.items) or parties.items, known(parties.excepted))


def belongs(item: t.PartyItem, ctx: Context) -> Step:
    """The step that one item of a set means the party."""
    party, name = ctx.party, shown(ctx.party)
    match item:
        case t.Everyone():
            return Step("it reaches everyone", True)
        case t.Named(listed, since, before):
            return _named(listed.text, since, before, ctx)
        case t.Every(kind, outer):
            step = of_class(kind.text, ctx)
            if kind.text == "recipient":
                step = Step(f"it reaches every recipient, {name} included", step.truth)
            return all_of(f"it reaches {words.item(item)}", (step, inside(outer.text, ctx))) if outer else step
        case t.Members(name_, on):
            return member(name_.text, ctx, on)
        case t.Role(path):
            return _role(path, ctx)
        case t.Subrecipients(prime, tier):
            return _subrecipient(prime.text, tier, ctx)
        case t.Perhaps(inner, because):
            found = belongs(inner, ctx)
            taken = party.meant_by(because)
            if found.truth is False or taken is True:
                return found
            if taken is False:
                return Step(f"it is taken not to reach {words.item(inner)}: {because}", False)
            missing = Missing("scope", party.short, f"whether it reaches {words.item(inner)}: {because}")
            return Step(f"it may or may not reach {words.item(inner)}: {because}", None, (), (found,), missing)


def of_class(name: str, ctx: Context) -> Step:
    """The step that the party is of a class; whether a district or authority is a local government depends on the text."""
    party = shown(ctx.party)
    fits = in_class(ctx.party.kind, name)
    fits = ctx.party.meant_by(f"every {name}") if fits is None else fits
    if fits is not None:
        return Step(f"{party} is {'' if fits else 'not '}{with_article(name)}", fits)
    text = f"whether {with_article(ctx.party.kind)} is meant by {with_article(name)}, which the text does not say"
    return Step(f"{party} is {with_article(name)}", None, missing=Missing("class", ctx.party.short, text))


def _named(listed: str, since: dt.date | None, before: dt.date | None, ctx: Context) -> Step:
    name = shown(ctx.party)
    later = since is not None and since > ctx.known_at  # which nobody knew
    early, late = since is not None and ctx.as_of < since, before is not None and ctx.as_of >= before
    if listed in ctx.law.lists:
        if early or late:
            when = f"only before {before}" if not early else "not yet" if later else f"only since {since}"
            return Step(f"the list {listed} counts {when}", False)
        return _listed(listed, ctx)
    outer = ctx.facts.party(listed)
    meant = listed == ctx.party.short or (outer is not None and belongs_to(ctx.party, outer))
    if not meant:
        return Step(f"{name} is not {shown(outer) if outer else listed}", False)
    if early:
        return Step(f"{name} is not named" if later else f"{name} is named, but only since {since}", False)
    if late:
        return Step(f"{name} was named, but only before {before}", False)
    return Step(f"{name} is named" + (f", since {since}" if since else ""), True)


def _listed(listed: str, ctx: Context) -> Step:
    """The step that the party is on a list; worked out once for a party and day, unless the list asks about its award or demand."""
    if listed in ctx.on_lists:
        return ctx.on_lists[listed]
    name = shown(ctx.party)
    found = [belongs(i, ctx) for i in ctx.law.lists[listed].items]
    relevant = tuple(s for s in found if s.truth is not False)
    step = any_of(f"{name} is on the list {listed}", relevant or (Step(f"{name} is not on the list {listed}", False),))
    if not _asks_of_award(listed, ctx):
        ctx.on_lists[listed] = step
    return step


def _asks_of_award(listed: str, ctx: Context) -> bool:
    """Whether who is on a list depends on the award or demand in question, on lists within it too."""
    for item in ctx.law.lists[listed].items:
        inner = item.item if isinstance(item, t.Perhaps) else item
        if isinstance(inner, (t.Role, t.Subrecipients)):
            return True
        if isinstance(inner, t.Named) and inner.name.text in ctx.law.lists and _asks_of_award(inner.name.text, ctx):
            return True
    return False


def inside(outer: str, ctx: Context) -> Step:
    """The step that the party lies within a government (itself included) or a federal court's territory."""
    party, name = ctx.party, shown(ctx.party)
    place = ctx.facts.party(outer)
    if place is not None:
        yes = _within(party, place)
        return Step(f"{name} lies {'' if yes else 'not '}within {shown(place)}", yes)
    found = court(outer)
    if found is not None and found.level == "appeals":
        yes = party.circuit == outer
    else:
        yes = True if party.districts == (outer,) else None if outer in party.districts else False
    missing = Missing("district", party.short, f"whether {name} is to be counted to {outer}") if yes is None else None
    return Step(
        f"{name} lies {'not ' if yes is False else ''}in the territory of {found.name if found else outer}",
        yes,
        missing=missing,
    )


def _within(party: Government, place: Government) -> bool:
    if party.kind == "person":
        return party.state == place.short
    return within(party, place)


def member(name: str, ctx: Context, on: dt.date | None = None) -> Step:
    """The step that the party is a member of an association on the day asked about or `on` another; unknown if not on record.

    A membership that has ended, and that no later row takes up again, is over.
    """
    found = association(name)
    title = found.name if found else name
    party = shown(ctx.party)
    day, when = on or ctx.as_of, f" on {on}" if on else ""
    rows = [row for row in ctx.facts.memberships_of.get(ctx.party.short, ()) if row.association == name]
    for row in rows:
        if (row.since is None or row.since <= day) and (row.until is None or day < row.until):
            text = f"{party} is {'' if row.member else 'not '}a member of the {title}{when}"
            return Step(text, row.member, _source(row.known.source, ctx))
    over = [row for row in rows if row.until is not None and row.until <= day]
    last = max(over, key=lambda row: (row.until, row.member), default=None)
    if last is not None and last.member:
        text = f"{party} was a member of the {title} until {last.until}"
        return Step(text, False, _source(last.known.source, ctx))
    if found and found.kind and ctx.party.kind != found.kind and ctx.party.kind != "town":
        return Step(
            f"{party} is {with_article(ctx.party.kind)}; members of the {title} are of kind {found.kind}", False
        )
    text = f"{party} is a member of the {title}{when}"
    return Step(text, None, missing=Missing(f"member of {name}", ctx.party.short, f"whether {text}"))


def _role(path: str, ctx: Context) -> Step:
    name = shown(ctx.party)
    if path.startswith("award."):
        award = ctx.award
        if award is None:
            return Step("no award is in question", False)
        if path == "award.agency":
            return _is_party(award.agency, path, award.id, ctx)
        yes = award.recipient == ctx.party.short and (award.prime is not None) == (path == "award.subrecipient")
        kind = "recipient" if path == "award.recipient" else "subrecipient"
        return Step(
            f"{name} is {'' if yes else 'not '}a {kind} of {'the award' if award.assumed else f'award {award.id}'}",
            yes,
            _source(award.known.source, ctx),
        )
    demand = ctx.demand
    if demand is None:
        return Step("no demand is in question", False)
    if path == "demand.issuer":
        return _is_party(demand.issuer, path, demand.id, ctx)
    yes = ctx.party.short in demand.recipients
    return Step(
        f"the demand {demand.id} is {'' if yes else 'not '}addressed to {name}", yes, _source(demand.known.source, ctx)
    )


def _is_party(short: str | None, path: str, about: str, ctx: Context) -> Step:
    name = shown(ctx.party)
    if short is None:
        return Step(
            f"{name} is the {path.split('.')[1]}",
            None,
            missing=Missing(path, about, f"who is the {path.replace('.', ' ')} ({about})"),
        )
    other = ctx.facts.party(short) or government(short)
    yes = short == ctx.party.short or (other is not None and within(other, ctx.party))
    return Step(f"{name} is {'' if yes else 'not '}the {path.split('.')[1]}", yes)


def _subrecipient(prime: str, tier: str | None, ctx: Context) -> Step:
    """Through the award asked about, else through any subaward on record; an unknown award above leaves it unknown.

    A subaward of a subaward counts where the text says `any` tier; where it says of none, it is unknown whether it does.
    """
    awards = (ctx.award,) if ctx.award and not ctx.award.assumed else ctx.facts.awards_of.get(ctx.party.short, ())
    steps = [_under(prime, tier, award, ctx) for award in awards if award.prime is not None]
    relevant = [step for step in steps if step.truth is not False]
    if relevant:
        return next((step for step in relevant if step.truth is True), relevant[0])
    return Step(f"{shown(ctx.party)} holds no subaward of {prime} on record", False)


def _under(prime: str, tier: str | None, award: Award, ctx: Context) -> Step:
    """The step that a subaward is one of a prime recipient."""
    name = shown(ctx.party)
    tier = tier or TIERS.get(ctx.party.meant_by(f"every subrecipient of {prime}"))
    text = f"{name} holds a subaward of {prime}"
    source = _source(award.known.source, ctx)
    above = tuple(awards_above(award, ctx))
    meant = parts_of(prime)
    tiers = [n for n, (id, one) in enumerate(above, 1) if id == prime or (one is not None and one.recipient in meant)]
    if tiers and (tiers[0] == 1 or tier == "any"):
        return Step(text if tiers[0] == 1 else f"{text}, at tier {tiers[0]}", True, source)
    if tiers and tier is None:
        text = f"{text} at tier {tiers[0]}, and the text does not say of which tiers it speaks"
        words_ = f"whether every subrecipient of {prime} means those of its subrecipients too"
        return Step(text, None, source, missing=Missing("tier", ctx.party.short, words_))
    lost = next((id for n, (id, one) in enumerate(above, 1) if one is None and (n == 1 or tier != "first")), None)
    if lost is not None:
        words_ = f"who is the prime recipient above award {award.id} ({lost} is not on record)"
        return Step(text, None, missing=Missing("award.prime", award.id, words_))
    return Step(f"award {award.id} is not a subaward of {prime}", False)


def awards_above(award: Award, ctx: Context) -> Iterator[tuple[str, Award | None]]:
    """The awards above a subaward, nearest first: each id, and the award, or None if it is not on record."""
    seen: set[str] = set()  # a ring comes round to the award itself, once
    id = award.prime
    while id is not None and id not in seen:
        seen.add(id)
        above = ctx.facts.awards.get(id)
        yield id, above
        id = above.prime if above is not None else None


def _source(id: str | None, ctx: Context) -> tuple[str, ...]:
    if id is None:
        return ()
    source = ctx.facts.record.sources.get(id)
    return (source.title,) if source else (id,)
