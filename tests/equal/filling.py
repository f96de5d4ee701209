"""Missing facts, filled in: what the record or the law would be if a fact that a proof misses were known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from tests.equal.draw_clauses import PRIMES

from comity.norms.build.graph import acting_on, partial
from comity.norms.nodes import Effect, Law, NormAct
from comity.proof.extending import in_time
from comity.proof.truth import Missing
from comity.record.nodes import Answer, Award, Conduct, Membership, Record
from comity.text import format as words
from comity.text import tree as t

World = tuple[Law, Record]
FAR = (dt.date(2017, 12, 1), dt.date(2018, 1, 12), dt.date(2018, 6, 1))


def fillings(missing: Missing, law: Law, record: Record) -> list[World]:
    """The worlds in which the fact is known, one for each of a few values; none when no record could hold it.

    No record can hold which district a state lies in, nor the award of a question that is about none.
    """
    fact, about = missing.fact, missing.about
    if fact == "day":
        return [(changed, record) for changed in _days(about, law)]
    if fact == "extended":
        return [(changed, record) for changed in _ended(law, about)]
    if fact == "scope":
        return [(_scope(law, missing, meant), record) for meant in (True, False)]
    if fact == "award.prime":
        lost = re.search(r"\((\S+) is not on record\)", missing.words)[1]  # pyright: ignore[reportOptionalSubscript]
        return [(law, replace(record, awards=(*record.awards, Award(lost, who)))) for who in PRIMES]
    if fact in ("class", "tier"):
        return [(law, _taken(record, about, _unclear(missing), meant)) for meant in (True, False)]
    award = next((a for a in reversed(record.awards) if a.id == about), None)
    if fact.startswith("award."):
        return [(law, _with(record, about, fact[6:], value)) for value in _values(fact[6:], award)] if award else []
    if fact.startswith("terms carry ") and award:
        alone = _with(record, about, "term_sets", None)
        return [(law, _with(alone, about, "terms", terms)) for terms in ((fact.removeprefix("terms carry "),), ())]
    rows: dict[str, Callable[[bool], Record]] = {
        "member": lambda yes: replace(record, memberships=(_member(missing, yes), *record.memberships)),
        "act": lambda yes: replace(record, conduct=(*record.conduct, Conduct(about, fact, yes))),
    }
    kind = "member" if fact.startswith("member of ") else "act" if fact in law.acts else "question"
    if kind == "question" and (fact not in law.questions or (law.questions[fact].of == "award" and award is None)):
        return []
    if kind == "question":
        values = FAR if law.questions[fact].type == "date" else (True, False)
        return [(law, replace(record, answers=(_answer(missing, law, one), *record.answers))) for one in values]
    return [(law, rows[kind](yes)) for yes in (True, False)]


def _unclear(missing: Missing) -> str:
    """The class or the subrecipients of which a text leaves open whether they take a party in."""
    if missing.fact == "tier":
        return re.search(r"(every subrecipient of \S+) means", missing.words)[1]  # pyright: ignore[reportOptionalSubscript]
    return "every " + re.search(r"meant by an? (.*), which the text", missing.words)[1]  # pyright: ignore[reportOptionalSubscript]


def _taken(record: Record, party: str, words: str, meant: bool) -> Record:
    who = record.parties[party]
    return replace(record, parties={**record.parties, party: replace(who, meant=(*who.meant, (words, meant)))})


def _with(record: Record, award: str, name: str, value: object) -> Record:
    changed = (replace(a, **{name: value}) if a.id == award else a for a in record.awards)
    return replace(record, awards=tuple(changed))


def _values(name: str, award: Award | None) -> Iterator[object]:
    """Values that an award may have, given what else is known of it."""
    assert award is not None
    latest = award.accepted or award.accepted_by
    match name:
        case "agency":
            yield from ("us-doj-ojp", "us-dhs", "us-dot-fta")
        case "program":
            yield from ("16.738", "14.218", "20.507")
        case "fiscal_year":
            yield from (2017, 2018, 2016)
        case "stage":
            # one that may not have come farther since
            yield from ("disbursed",) if latest or award.stage else ("offered", "disbursed")
        case "offered":
            yield dt.date(2018, 1, 1)
            if latest is None:
                yield dt.date(2018, 3, 1)
        case "accepted" if award.stage != "offered":
            first = max(award.offered or FAR[0], dt.date((award.fiscal_year or 2018) - 1, 10, 1))
            yield from (first, *(day for day in FAR if day > first and (not latest or day <= latest)))
        case "period_start":
            yield from (day for day in FAR if award.period_end is None or day <= award.period_end)
        case "period_end":
            first = award.period_start or FAR[0]
            yield from (day for day in (dt.date(2018, 1, 1), dt.date(2019, 1, 1)) if day >= first)
        case "amount":
            yield from (Decimal(1), Decimal(1_000_000))
        case _:
            return


def _member(missing: Missing, yes: bool) -> Membership:
    return Membership(missing.about, missing.fact.removeprefix("member of "), yes)


def _answer(missing: Missing, law: Law, value: bool | dt.date) -> Answer:
    of = law.questions[missing.fact].of
    about = {of if of in ("award", "order") else "party": missing.about}
    return Answer(missing.fact, about.get("party"), about.get("award"), value, act=about.get("order"))


# ---- of the law ------------------------------------------------------------------------------------------------------
def _days(about: str, law: Law) -> Iterator[Law]:
    """The law with a date made exact: at the two ends of where it may lie, and between."""
    which, _, id = about.rpartition(" of ")
    act, norm = law.norm_acts.get(id), law.norms.get(id)
    if which == "the first day" and norm is not None and norm.start is not None:
        for day in inside(norm.start):
            yield replace(law, norms={**law.norms, id: replace(norm, start=t.Day(day))})
    elif which == "the end" and norm is not None and norm.end is not None:
        for day in inside(norm.end):
            yield replace(law, norms={**law.norms, id: replace(norm, end=t.Day(day))})
    elif act is not None:
        yield from (replace(law, norm_acts={**law.norm_acts, id: one}) for one in _exact(act, which))


def _ended(law: Law, about: str) -> Iterator[Law]:
    """The law with an order that was over when it says or by its rule, and with one that was extended or consented to in time."""
    act = law.norm_acts[about]
    assert act.end is not None
    late = {id for id, verb in law.acting_on.get(about, ()) if verb == "extends" and not in_time(id, about, law)}
    gone = {id: replace(law.norm_acts[id], effects=tuple(_but(about, law.norm_acts[id]))) for id in late}
    by_rule = act.end.day if isinstance(act.end, t.After) else inside(act.end)[0]
    over = replace(act, end=t.Day(by_rule), end_by_rule=False) if act.end_by_rule else act
    longer = replace(act, end=t.Day(dt.date(2099, 1, 1)), end_by_rule=False)
    for acts, one in (({**law.norm_acts, **gone}, over), (law.norm_acts, longer)):
        changed = {**acts, about: one}
        yield replace(law, norm_acts=changed, acting_on=acting_on(changed), partial=partial(changed))


def _but(about: str, act: NormAct) -> Iterator[Effect]:
    """What an act does, but that it extends a certain other."""
    for effect in act.effects:
        left = tuple(one for one in effect.targets if effect.verb != "extends" or one != about)
        yield replace(effect, targets=left)


def _exact(act: NormAct, which: str) -> Iterator[NormAct]:
    if which == "the end" and act.end is not None:
        yield from (replace(act, end=t.Day(day)) for day in inside(act.end))
    elif which == "the mandate" and act.mandate is not None and not isinstance(act.mandate, t.Presumed):
        yield from (replace(act, mandate=t.Day(day)) for day in inside(act.mandate))
    elif which == "the first day" and act.start is not None:
        yield from (replace(act, start=t.Day(day)) for day in inside(act.start))
    else:
        yield from (replace(act, decided=t.Day(day)) for day in inside(act.decided))


def inside(spec: t.DateSpec) -> list[dt.date]:
    """Days on which an uncertain date may fall."""
    one = dt.timedelta(days=1)
    match spec:
        case t.Between(first, last):
            return [first, last]
        case t.After(day):
            return [day + one, dt.date(2019, 1, 1)]
        case t.Before(day):
            return [dt.date(2017, 1, 1), day - one]
        case _:
            return list(FAR)


def _scope(law: Law, missing: Missing, meant: bool) -> Law:
    """The law with the unclear words taken as meaning, or not meaning, whom they may mean."""

    def clear(parties: t.PartySet) -> t.PartySet:
        return t.PartySet(tuple(items(parties.items)), tuple(items(parties.excepted)))

    def asked_about(item: t.Perhaps) -> bool:
        return missing.words.endswith(f" {words.item(item.item)}: {item.because}")

    def items(found: tuple[t.PartyItem, ...]) -> Iterator[t.PartyItem]:
        for item in found:
            if not isinstance(item, t.Perhaps) or not asked_about(item):
                yield item
            elif meant:
                yield item.item

    norms = {id: replace(norm, binds=clear(norm.binds)) for id, norm in law.norms.items()}
    acts = {id: replace(a, parties=clear(a.parties) if a.parties else None) for id, a in law.norm_acts.items()}
    return replace(law, norms=norms, norm_acts=acts, lists={id: clear(p) for id, p in law.lists.items()})
