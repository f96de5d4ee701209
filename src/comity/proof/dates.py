"""Decide whether a day has come, where dates may be uncertain."""

from __future__ import annotations

import datetime as dt
from functools import cache

from comity.norms.attributes import ATTRIBUTES
from comity.norms.names.courts import court
from comity.norms.nodes import Law, NormAct
from comity.proof.context import Context
from comity.proof.truth import Missing, Step, Truth
from comity.record import calendar
from comity.record.nodes import Award
from comity.text import format as words
from comity.text import tree as t

FAR = dt.date.max


def begun(spec: t.DateSpec, as_of: dt.date) -> Truth:
    """Whether the day of a date has come by `as_of`; unknown inside the range in which it may lie.

    >>> begun(t.Between(dt.date(2018, 1, 1), dt.date(2018, 1, 9)), dt.date(2018, 1, 5)) is None
    True
    """
    match spec:
        case t.Day(day):
            return day <= as_of
        case t.Between(first, last):
            return True if last <= as_of else False if as_of < first else None
        case t.After(day):
            return False if as_of <= day else None
        case t.Before(day):
            return True if day <= as_of + dt.timedelta(days=1) else None
        case t.Start():
            return True
        case t.Revoked():
            return False
        case _:
            return None


def come(spec: t.DateSpec, ctx: Context, claim: str, about: str, cites: tuple[str, ...] = ()) -> Step:
    """The step that a date has come by the day asked about; `{date}` in the claim becomes its words."""
    if isinstance(spec, t.Attribute):
        return _attribute(spec, ctx, claim, cites)
    if isinstance(spec, t.Since):
        return _since(spec, ctx, claim, cites)
    truth = begun(spec, ctx.as_of)
    missing = Missing("day", about, unsaid(about, spec)) if truth is None else None
    return Step(dated(claim, spec), truth, cites, missing=missing)


def dated(claim: str, spec: t.DateSpec) -> str:
    """A claim with `{date}` replaced, worded for a known day, a range, or an unknown day.

    >>> dated("it ended on {date}", t.Unknown()), dated("it has effect from {date}", t.After(dt.date(2018, 1, 1)))
    ('it ended on a day that is not known', 'it has effect from a day after 2018-01-01')
    """
    if isinstance(spec, t.Unknown):
        return claim.replace("{date}", "a day that is not known")
    if isinstance(spec, t.Between | t.After | t.Before):
        claim = claim.replace("on {date}", "{date}").replace("from {date}", "from a day {date}")
    return claim.replace("{date}", words.date(spec))


def unsaid(about: str, spec: t.DateSpec) -> str:
    """The missing day in words: `the end of v/stay, which is not known`, `the day of v/pi, known only as between ...`."""
    day = about if about.startswith(("the first day of ", "the end of ")) else f"the day of {about}"
    return f"{day}, {'which is not known' if isinstance(spec, t.Unknown) else f'known only as {words.date(spec)}'}"


def _attribute(spec: t.Attribute, ctx: Context, claim: str, cites: tuple[str, ...]) -> Step:
    name = ATTRIBUTES[spec.path].words
    subject = ctx.award if spec.path.startswith("award.") else ctx.demand
    value = getattr(subject, spec.path.split(".")[1], None) if subject else None
    way = "after" if spec.days > 0 else "before"
    shown = f"{abs(spec.days)} days {way} {name}" if spec.days else name
    if isinstance(value, dt.date):
        day = value + dt.timedelta(days=spec.days)
        return Step(claim.replace("{date}", f"{shown}, {day}"), day <= ctx.as_of, cites)
    about = subject.id if subject else ctx.party.short
    if spec.path == "award.accepted" and ctx.award is not None and (bound := _accepted(ctx.award, spec.days, ctx)):
        return bound
    return Step(claim.replace("{date}", shown), None, cites, missing=Missing(spec.path, about, f"{name} ({about})"))


def _since(spec: t.Since, ctx: Context, claim: str, cites: tuple[str, ...]) -> Step:
    day = resolved(spec, ctx)
    shown = words.date(spec) if not spec.count and isinstance(day, t.Day) else f"{words.date(spec)}"
    if isinstance(day, t.Day):
        return Step(claim.replace("{date}", f"{shown}, {day.day}"), day.day <= ctx.as_of, cites)
    truth = begun(day, ctx.as_of)
    name = spec.name.text
    about = spec.about or (ctx.party.short if name in ctx.law.questions else name)
    asked = ctx.law.questions[name].words if name in ctx.law.questions else f"the day of {name}"
    missing = Missing(name, about, asked if name == about else f"{asked} ({about})") if truth is None else None
    return Step(claim.replace("{date}", shown), truth, cites, missing=missing)


def resolved(spec: t.Since, ctx: Context) -> t.DateSpec:
    """The day to which a date is counted; unknown, or a range, where its starting point is."""
    name = spec.name.text
    if name in ctx.law.norm_acts:
        decided = ctx.law.norm_acts[name].decided
        # what had not been decided by the day of what is known comes later than that
        return moved(decided if begun(decided, ctx.known_at) is not False else t.After(ctx.known_at), spec)
    value = answered_day(spec, ctx)
    return t.Unknown() if value is None else t.Day(shift(value, spec))


def of_party(spec: t.DateSpec | None, law: Law) -> bool:
    """Whether a date is counted from a fact about the party."""
    return isinstance(spec, t.Since) and spec.about is None and spec.name.text in law.questions


def answered_day(spec: t.Since, ctx: Context) -> dt.date | None:
    """The recorded day that answers the question from which a date is counted, asked about its order or the party."""
    for row in ctx.facts.answers.get(spec.name.text, ()):
        about = row.act == spec.about if spec.about is not None else row.party == ctx.party.short
        lasts = (row.since is None or row.since <= ctx.as_of) and (row.until is None or ctx.as_of < row.until)
        if about and lasts and isinstance(row.value, dt.date):
            return row.value
    return None


def moved(date: t.DateSpec, by: t.Since) -> t.DateSpec:
    """A date moved by a number of days, business days, months or years."""
    one = dt.timedelta(days=1)
    match date:
        case t.Day(day):
            return t.Day(shift(day, by))
        case t.Between(first, last):
            ends = shift(first, by), shift(last, by)
            return t.Between(*ends) if ends[0] < ends[1] else t.Day(ends[0])
        case t.After(day) if day < dt.date.max:
            first = shift(day + one, by)
            return t.After(first - one) if first > dt.date.min else t.Unknown()
        case t.Before(day) if day > dt.date.min:
            last = shift(day - one, by)
            return t.Before(last + one) if last < dt.date.max else t.Unknown()
        case _:
            return t.Unknown()


def shift(day: dt.date, by: t.Since) -> dt.date:
    """A day moved by a number of days, business days, months or years.

    A month that has no such day ends on its last. Business days are not Saturdays, Sundays or legal holidays (5 U.S.C.
    6103). What would lie beyond the calendar is its first or last day.

    >>> shift(dt.date(2025, 1, 31), t.Since(t.Name("tro"), 1, "months"))
    datetime.date(2025, 2, 28)
    >>> shift(dt.date(2025, 7, 3), t.Since(t.Name("tro"), 2, "business days"))
    datetime.date(2025, 7, 8)
    """
    try:
        return calendar.moved(day, -by.count if by.before else by.count, by.unit)
    except OverflowError:
        return dt.date.min if by.before else dt.date.max


def _accepted(award: Award, days: int, ctx: Context) -> Step | None:
    """What is known of acceptance when its day is not: after the offer and the start of the fiscal year, perhaps by some day."""
    if award.stage == "offered":
        return Step("the award has been offered, not accepted", False)
    wait = dt.timedelta(days=days)
    if award.offered is not None and ctx.as_of < award.offered + wait:
        return Step(f"the award was offered on {award.offered}, and is not accepted before that", False)
    if award.fiscal_year is not None and ctx.as_of < fiscal_year_begins(award.fiscal_year) + wait:
        text = f"fiscal year {award.fiscal_year} begins on October 1, {award.fiscal_year - 1}; no award of it is accepted before that"
        return Step(text, False, ("31 U.S.C. 1102",))
    if award.accepted_by is not None and award.accepted_by + wait <= ctx.as_of:
        return Step(f"the award had been accepted by {award.accepted_by}", True)
    return None


def fiscal_year_begins(year: int) -> dt.date:
    """The first day of a fiscal year of the United States. Source: 31 U.S.C. 1102.

    >>> fiscal_year_begins(2017)
    datetime.date(2016, 10, 1)
    """
    return dt.date(year - 1, 10, 1)


def presumed_mandate(act: NormAct) -> t.DateSpec:
    """When a mandate issues if nothing else is known.

    Of a court of appeals seven days after the time to petition for rehearing runs out: 14 days after the opinion, 45 where
    the United States is a party; each period runs on over weekends and legal holidays. Of the Supreme Court 32 days after
    its judgment, before 2023 25 days. Sources: Fed. R. App. P. 26(a), 40(d)(1) and 41(b); Sup. Ct. R. 30.1 and 45.
    """
    found = court(act.court) if act.court else None
    supreme, us = found is not None and found.level == "supreme", bool(act.united_states)
    one = dt.timedelta(days=1)
    match act.decided:
        case t.Day(day):
            return t.Day(issues(day, us, supreme))
        case t.Between(first, last):
            ends = issues(first, us, supreme), issues(last, us, supreme)
            return t.Between(*ends) if ends[0] < ends[1] else t.Day(ends[0])
        case t.After(day):
            return t.After(issues(day + one, us, supreme) - one)
        case t.Before(day):
            return t.Before(issues(day - one, us, supreme) + one)
        case _:
            return t.Unknown()


@cache
def issues(decided: dt.date, united_states: bool, supreme: bool) -> dt.date:
    """The day on which the mandate of a decision is presumed to issue.

    >>> issues(dt.date(2019, 7, 12), True, False), issues(dt.date(2025, 6, 27), True, True)
    (datetime.date(2019, 9, 3), datetime.date(2025, 7, 29))
    """
    if supreme:
        return _runs(decided, 32 if decided >= dt.date(2023, 1, 1) else 25)
    return _runs(_runs(decided, 45 if united_states else 14), 7)


def _runs(trigger: dt.date, days: int) -> dt.date:
    """The last day of a period: one that would be a weekend or a legal holiday runs on to the next day that is neither."""
    day = trigger + dt.timedelta(days=days)
    while calendar.closing(day) is not None:
        day += dt.timedelta(days=1)
    return day
