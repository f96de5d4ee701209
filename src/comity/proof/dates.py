"""Dates that may be uncertain: whether a day has come."""

from __future__ import annotations

import datetime as dt

from comity.norms.attributes import ATTRIBUTES
from comity.norms.dates import shifted
from comity.proof.context import Context
from comity.proof.truth import Missing, Step, Truth
from comity.record.nodes import Award
from comity.text import format as words
from comity.text import tree as t

FAR = dt.date.max


def begun(spec: t.DateSpec, as_of: dt.date) -> Truth:
    """Whether the day a date names has come by `as_of`; unknown inside the range it may lie in.

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
    truth = begun(spec, ctx.as_of)
    text = claim.replace("{date}", words.date(spec))
    missing = Missing("day", about, f"the day of {about}, known only as {words.date(spec)}") if truth is None else None
    return Step(text, truth, cites, missing=missing)


def _attribute(spec: t.Attribute, ctx: Context, claim: str, cites: tuple[str, ...]) -> Step:
    name = ATTRIBUTES[spec.path].words
    subject = ctx.award if spec.path.startswith("award.") else ctx.demand
    value = getattr(subject, spec.path.split(".")[1], None) if subject else None
    shown = f"{spec.days} days after {name}" if spec.days else name
    if isinstance(value, dt.date):
        day = value + dt.timedelta(days=spec.days)
        return Step(claim.replace("{date}", f"{shown}, {day}"), day <= ctx.as_of, cites)
    about = subject.id if subject else ctx.party.short
    if spec.path == "award.accepted" and ctx.award is not None and (bound := _accepted(ctx.award, spec.days, ctx)):
        return bound
    return Step(claim.replace("{date}", shown), None, cites, missing=Missing(spec.path, about, f"{name} ({about})"))


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


def presumed_mandate(decided: t.DateSpec, united_states: bool | None) -> t.DateSpec:
    """When a mandate issues if nothing else is known.

    Seven days after the time to petition for rehearing runs out: 14 days after the opinion, 45 where the United States
    is a party; so 21 or 52 days. Source: Fed. R. App. P. 40(d)(1) and 41(b).

    >>> presumed_mandate(t.Day(dt.date(2019, 7, 12)), True)
    Day(day=datetime.date(2019, 9, 2))
    """
    return shifted(decided, 52 if united_states else 21)
