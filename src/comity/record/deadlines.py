"""When a demand is due: the day it states or the day counted, with the rule and every step of the count.

Three federal rules count alike (Fed. R. Civ. P. 6(a), Fed. R. App. P. 26(a), Fed. R. Crim. P. 45(a)): the day of the event
is left out, every day counts, and a last day that is a Saturday, a Sunday or a legal holiday runs on to the next day that
is none of these; of a state's own holidays those of its district count, for periods after an event. They count periods of
court orders, of the rules and of statutes that name no method. They move no day that is stated, and they say nothing of
a letter that only asks: of that both days are given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from comity.frozen import frozen
from comity.record.calendar import CLOSED_BY_ORDER, closing, moved, open_day
from comity.record.nodes import Demand

RULES: Mapping[str, str] = {
    "frcp-6": "Fed. R. Civ. P. 6(a)",
    "frap-26": "Fed. R. App. P. 26(a)",
    "frcrimp-45": "Fed. R. Crim. P. 45(a)",
}
"""The rules of counting that a demand may be under."""
BY_MAIL = {"frcp-6": "Fed. R. Civ. P. 6(d)", "frap-26": "Fed. R. App. P. 26(c)", "frcrimp-45": "Fed. R. Crim. P. 45(c)"}
GOVERNING = {
    "subpoena": "frcp-6",
    "civil-investigative-demand": "frcp-6",
    "order": "frcp-6",
    "grand-jury-subpoena": "frcrimp-45",
}
"""The rule that counts the days of process, by its force, where the demand names none; requests are under none."""
TRIGGERS: Mapping[str, str] = {
    "date": "its date",
    "receipt": "its receipt",
    "service": "its service",
    "service-by-mail": "its service by mail",
    "entry": "the entry of the order",
    "event": "the event it names",
}
STATED = "the day the demand states"
NO_RULE = "the letter names no rule"


@frozen
class Due:
    """A due day, the rule in a sentence, and the steps that lead to it.

    `day` is None where what it is counted from is not on record. `also` is the other day on which it may fall, and `why`
    says what decides between the two. `hour` is the hour by which, where one is set.
    """

    day: dt.date | None
    rule: str
    steps: tuple[str, ...]
    also: dt.date | None = None
    why: str | None = None
    hour: str | None = None

    @property
    def explained(self) -> tuple[str, ...]:
        """The steps and, where there are two possible days, what decides between them."""
        return (*self.steps, f"Or {self.why}.") if self.why else self.steps

    @property
    def last(self) -> dt.date | None:
        """The last day on which an answer may still be in time."""
        return self.day if self.also is None or self.day is None else max(self.day, self.also)

    @property
    def first(self) -> dt.date | None:
        """The day by which an answer is in time in any case."""
        return self.day if self.also is None or self.day is None else min(self.day, self.also)


def due_of(demand: Demand, state: str | None = None) -> Due | None:
    """When a demand is due; None where it states neither a day nor a period.

    Args:
        demand: the demand. A day that it states stands, also where it gives a period besides.
        state: the state of the recipient, by its short name, for the holidays that a rule counts.
    """
    if demand.due is not None:
        return _beside(stated(demand.due, demand.due_hour), demand)
    period = period_of(demand)
    if period is None:
        return None
    count, unit = period
    words = (
        f"{in_words(count, unit)} {'before' if demand.due_backward else 'after'} {TRIGGERS[demand.due_from or 'date']}"
    )
    trigger = demand.date if demand.due_from in (None, "date") else demand.triggered
    rule = demand.due_rule or GOVERNING.get(demand.force or "")
    if rule not in RULES:
        rule = None
    if trigger is None:
        missing = f"The day of {TRIGGERS[demand.due_from or 'date'].removeprefix('its ')} is not on record."
        return Due(None, f"{words}; {RULES[rule] if rule else NO_RULE}", (missing,), hour=demand.due_hour)
    try:
        if unit == "hours":
            return _hours(trigger=trigger, hour=demand.triggered_hour, count=count, rule=rule, words=words, state=state)
        found = counted(
            trigger=trigger,
            count=-count if demand.due_backward else count,
            unit=unit,
            rule=rule,
            state=state,
            words=words,
        )
        if demand.due_from == "service-by-mail" and rule is not None:
            found = _by_mail(found, rule, state)
    except OverflowError:
        return Due(None, words, ("The calendar has no such day.",))
    return replace(found, hour=demand.due_hour)


def for_recipient(demand: Demand, state: str | None) -> Demand:
    """The demand with its due day for a recipient in a state: the last day on which an answer may still be in time.

    >>> from comity.record.nodes import Demand
    >>> demand = Demand("d", "letter", "us-ed", dt.date(2025, 3, 22), None, "subpoena", None, (), (), due_days=30)
    >>> for_recipient(demand, "ma").due
    datetime.date(2025, 4, 22)
    """
    due = due_of(demand, state) if demand.due is None else None
    return demand if due is None else replace(demand, due=due.last)


def period_of(demand: Demand) -> tuple[int, str] | None:
    """The period that a demand gives, as a number and a unit; None where it gives none."""
    if demand.due_days:
        return demand.due_days, "business days" if demand.due_business else "days"
    if demand.due_months:
        return demand.due_months, "months"
    return (demand.due_hours, "hours") if demand.due_hours else None


def in_words(count: int, unit: str) -> str:
    """A period in words.

    >>> in_words(1, "months"), in_words(30, "days")
    ('1 month', '30 calendar days')
    """
    return f"{count} {'calendar ' if unit == 'days' else ''}{unit.removesuffix('s') if count == 1 else unit}"


def stated(day: dt.date, hour: str | None = None) -> Due:
    """The due day that a demand states, as stated; if offices are closed on it, the next open day is given too.

    >>> stated(dt.date(2018, 2, 23)).steps
    ('Friday, February 23, 2018, is a business day.',)
    """
    closed = closing(day, by_order=True)
    if closed is None:
        return Due(day, STATED, (f"{_long(day)}, is a business day.",), hour=hour)
    following = open_day(day, _federal_and_order)
    steps = (
        f"{_long(day)}, is {_is(closed)}.",
        f"The demand names the day itself; no rule moves it. The next open day is {_long(following)}.",
    )
    why = f"{_long(following)}, if an answer on the next open day is in time, for {_long(day)} is {_is(closed)}"
    return Due(day=day, rule=STATED, steps=steps, also=following, why=why, hour=hour)


def counted(
    trigger: dt.date,
    count: int,
    unit: str = "days",
    rule: str | None = None,
    state: str | None = None,
    words: str = "",
) -> Due:
    """A due day counted from a trigger, backward where the count is negative.

    Args:
        trigger: the day of the event.
        count: how many.
        unit: days, business days or months.
        rule: one of `RULES`; None: no rule governs, and the day by the plain count is given with the day by the rules.
        state: whose holidays count besides the federal ones, for periods after an event.
        words: the period in words, for the sentence of the rule.

    Raises:
        ValueError: a period of no days.

    >>> counted(dt.date(2025, 3, 22), 30, rule="frcp-6", state="ma").day
    datetime.date(2025, 4, 22)
    >>> plain = counted(dt.date(2025, 3, 22), 30, state="ma")
    >>> plain.day, plain.also
    (datetime.date(2025, 4, 21), datetime.date(2025, 4, 22))
    """
    if count == 0:
        raise ValueError("a period has at least one day, not 0")
    here = state if count > 0 else None
    words = words or in_words(abs(count), unit)
    plain, steps = _run(trigger, count, unit, closing if unit == "business days" else _never)
    ruled, ruled_steps = _run(trigger, count, unit, lambda day: closing(day, here))
    latest, _ = _run(trigger, count, unit, lambda day: closing(day, here, by_order=True))
    by_order = (
        f"{_long(latest)}, if a day closed by order of the President is a legal holiday ({_orders(ruled, latest)})"
    )
    if rule is not None:
        category = f"legal holidays (5 U.S.C. 6103{', ' + state.upper() if here and state else ''})"
        text = f"{words}; Saturdays, Sundays and {category} as in {RULES[rule]}"
        if plain != ruled:
            ruled_steps = (*ruled_steps, f"Without that rule it would be {_long(plain)}.")
        differs = latest != ruled
        return Due(ruled, text, ruled_steps, latest if differs else None, by_order if differs else None)
    if latest == plain:
        return Due(plain, f"{words}; {NO_RULE}", steps)
    reasons: list[str] = []
    if ruled != plain:
        reasons.append(
            f"{_long(ruled)}, if it were counted under a rule like {RULES['frcp-6']}: {' '.join(ruled_steps[2:])}"
        )
    if latest != ruled:
        reasons.append(by_order)
    return Due(plain, f"{words}; {NO_RULE}", steps, latest, "; ".join(reasons).rstrip("."))


def _run(
    trigger: dt.date, count: int, unit: str, closed: Callable[[dt.date], str | None]
) -> tuple[dt.date, tuple[str, ...]]:
    """The day a count leads to over closed days, and its steps."""
    steps = [f"{_long(trigger)}: the day of the event is left out."]
    way = "lead back to" if count < 0 else "leads to" if abs(count) == 1 else "lead to"
    day = moved(trigger, count, unit, closed)
    if unit == "business days":
        said = (
            f"{in_words(abs(count), unit)} {way} {_long(day)}; Saturdays, Sundays and legal holidays are not counted."
        )
        return day, (*steps, said)
    steps.append(f"{in_words(abs(count), unit)} {way} {_long(day)}.")
    while (reason := closed(day)) is not None:
        after = day + dt.timedelta(days=-1 if count < 0 else 1)
        steps.append(f"That is {_is(reason)}; it runs {'back' if count < 0 else 'on'} to {_long(after)}.")
        day = after
    return day, tuple(steps)


def _by_mail(found: Due, rule: str, state: str | None) -> Due:
    """Three days more where service was by mail, then on to a day that is open."""
    assert found.day is not None
    day, steps = _run(found.day, 3, "days", lambda day: closing(day, state))
    latest, _ = _run(found.also or found.day, 3, "days", lambda day: closing(day, state, by_order=True))
    added = f"Service by mail adds 3 days ({BY_MAIL[rule]}): {_long(day)}."
    also = latest if latest != day else None
    return replace(found, day=day, steps=(*found.steps, added, *steps[2:]), also=also, why=found.why if also else None)


def _hours(trigger: dt.date, hour: str | None, count: int, rule: str | None, words: str, state: str | None) -> Due:
    """A period in hours: every hour counts, and one that ends on a closed day runs on to the same hour of an open day."""
    begins = [dt.time.fromisoformat(hour)] if hour else [dt.time(0, 0), dt.time(23, 59)]
    ends = [dt.datetime.combine(trigger, begin) + dt.timedelta(hours=count) for begin in begins]
    rolled = [end.date() if closing(end.date(), state) is None else open_day(end.date(), _of(state)) for end in ends]
    at = f"{ends[0]:%H:%M}" if hour else None
    first, last = (rolled[0], rolled[-1]) if rule else (ends[0].date(), rolled[-1])
    steps = [
        f"{in_words(count, 'hours')} from {_long(trigger)}{f' at {hour}' if hour else ''} end on {_long(ends[0].date())}."
    ]
    why: list[str] = []
    if not hour:
        steps.append("The hour from which they count is not on record; they end at that hour.")
    if ends[0].date() != ends[-1].date():
        why.append(f"{_long(ends[-1].date())}, as the hour from which they count has it")
    if rolled[-1] != ends[-1].date():
        reason = closing(ends[-1].date(), state)
        said = f"{_long(ends[-1].date())} is {_is(reason or 'closed')}; the same hour of {_long(rolled[-1])}"
        (steps if rule else why).append(said if rule is None else f"{said} ({RULES[rule]}).")
    text = f"{words}; {f'every hour counts, as in {RULES[rule]}' if rule else NO_RULE}"
    return Due(
        day=first,
        rule=text,
        steps=tuple(steps),
        also=last if last != first else None,
        why="; ".join(why) or None,
        hour=at,
    )


def _beside(found: Due, demand: Demand) -> Due:
    """A stated day, and what the same demand gives as a period: the stated day stands."""
    period = period_of(demand)
    if period is None:
        return found
    other = due_of(replace(demand, due=None))
    led = f", which lead to {_long(other.day)}" if other is not None and other.day is not None else ""
    return replace(found, steps=(*found.steps, f"It also gives {in_words(*period)}{led}; the day it states stands."))


def _federal_and_order(day: dt.date) -> str | None:
    return closing(day, by_order=True)


def _of(state: str | None) -> Callable[[dt.date], str | None]:
    return lambda day: closing(day, state)


def _never(_day: dt.date) -> None:
    return None


def _orders(first: dt.date, last: dt.date) -> str:
    """The orders that closed offices from one day to another."""
    low, high = sorted((first, last))
    named = (f"{order}, {name}" for day, (name, order) in CLOSED_BY_ORDER.items() if low <= day <= high)
    return "; ".join(named)


def _is(closed: str) -> str:
    """Why a day is closed, after `is`."""
    return f"a day on which executive departments were {closed}" if closed.startswith("closed") else closed


def _long(day: dt.date) -> str:
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"
