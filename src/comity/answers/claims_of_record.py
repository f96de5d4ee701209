"""Check claims about the record: what a demand says, how many dollars are at stake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import cast

from comity.answers.claims import Check, DatedStatement, Finding, of_one, of_parts
from comity.proof.context import Facts
from comity.proof.truth import Step, Truth
from comity.record.deadlines import Due, due_of
from comity.record.nodes import Demand

OF = "{id}"
"""Where the demand stands in what was found of it."""


def demand_check(check: Check, asked: DatedStatement) -> Finding:
    """Check that a demand had been made by the day, and is as the check says, in the record as known on that day.

    Of a demand that came to be known only later the earliest row is held against the claim.
    """
    id = str(check["demand"])
    rows = [d for d in asked.question.record.demands if d.id == id]
    dates = [d.date for d in rows if d.date is not None]
    if dates and min(dates) > asked.day:
        told = f"nothing had been sent: {rows[0].title} ({id}) is of {min(dates)}"
        return of_one(Step(f"the demand {id} had been made by {asked.day}; it is of {min(dates)}", False), told)
    facts = asked.facts()
    demand = next((d for d in rows if facts.known(d.known)), rows[0])
    corrected = next(
        (d.known.recorded for d in rows if demand.known.row and d.known.supersedes == demand.known.row), None
    )
    later = f" (as known then; corrected on {corrected})" if corrected is not None else ""
    source = asked.question.record.sources.get(demand.known.source or "")
    cites = (source.title,) if source else ()
    parts = [
        replace(f := test(check[name], demand, facts), told=f.told.replace(OF, id))
        for name, test in DETAILS.items()
        if name in check
    ]
    if not parts:
        step = Step(f"the demand {id} had been made by {asked.day}", True if dates else None, cites)
        return of_one(step, f"{demand.title} {'is on record' if dates else 'has no date on record'}")
    parts = [replace(part, told=f"{part.told}{later}") for part in parts]
    return of_parts(f"the demand {id} is as the statement says{later}", parts, cites)


def _detail(name: str, claimed: object, known: object, truth: Truth) -> Finding:
    are = "are" if name == "recipients" else "is"
    step = Step(f"its {name} {are} {claimed} (on record: {'not known' if known is None else known})", truth)
    return of_one(step, f"the {name} of {OF} {are} {'not known' if known is None else known}")


def _equal(name: str, value: Callable[[Demand], object]) -> Callable[[object, Demand, Facts], Finding]:
    def test(claimed: object, demand: Demand, _facts: Facts) -> Finding:
        known = value(demand)
        return _detail(name, claimed, known, None if known is None else known == claimed)

    return test


def _kinds(claimed: object, demand: Demand, facts: Facts) -> Finding:
    found = [p for short in demand.recipients if (p := facts.party(short)) is not None]
    if not found:
        return of_one(Step(f"its recipients are each {claimed}", None), f"the recipients of {OF} are not known by name")
    counts = Counter(p.kind for p in found)
    that = ", ".join(f"{n} {kind if n == 1 else _plural(kind)}" for kind, n in counts.most_common())
    step = Step(f"each of its recipients is of kind {claimed} (on record: {that})", set(counts) == {claimed})
    return of_one(step, f"the recipients of {OF} are {that}")


def _plural(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def _due(claimed: object, demand: Demand, facts: Facts) -> Finding:
    states = [p.state for short in demand.recipients if (p := facts.party(short))] or [None]
    dues = [due_of(demand, state) for state in states]
    truths = {_on(claimed, due) for due in dues}
    days = sorted({str(d) for due in dues if due for d in (due.day, due.also) if d})
    return _detail("due day", claimed, " or ".join(days) or None, truths.pop() if len(truths) == 1 else None)


def _on(claimed: object, due: Due | None) -> Truth:
    if due is None or due.day is None:
        return None
    return None if due.also is not None and claimed in (due.day, due.also) else claimed == due.day


def _text(name: str, value: Callable[[Demand], str | None]) -> Callable[[object, Demand, Facts], Finding]:
    """Words that the demand has, as the record tells them; the record may leave words out, so that only finding them tells."""

    def test(claimed: object, demand: Demand, _facts: Facts) -> Finding:
        known = value(demand)
        holds = True if known is not None and str(claimed).lower() in known.lower() else None
        step = Step(f"it {name} “{claimed}” (on record: {known or 'not known'})", holds)
        said = f"{OF} {name} “{claimed}”"
        return of_one(step, said if holds else f"whether {said} is not on record")

    return test


DETAILS: Mapping[str, Callable[[object, Demand, Facts], Finding]] = {
    "force": _equal("force", lambda d: d.force),
    "issuer": _equal("issuer", lambda d: d.issuer),
    "recipients": _equal("recipients", lambda d: len(d.recipients) or None),
    "kind": _kinds,
    "date": _equal("date", lambda d: d.date),
    "due": _due,
    "threatens": _text("threatens", lambda d: d.threatens),
    "asks": _text("asks", lambda d: d.asks),
}
"""What a check may say of a demand, and how each is held against the record."""


def dollars_check(check: Check, asked: DatedStatement) -> Finding:
    """Check the dollars of awards on record; those of a party are a minimum, since it may hold other awards."""
    facts = asked.facts()
    claimed = cast(Decimal, check["dollars"])
    how = str(check.get("compare", "exactly"))
    wanted = {name: check[name] for name in ("award", "party", "program", "fiscal_year") if name in check}
    columns = {"award": "id", "party": "recipient", "program": "program", "fiscal_year": "fiscal_year"}
    held = [a for a in facts.awards.values() if all(getattr(a, columns[n]) == v for n, v in wanted.items())]
    known = [a.amount for a in held if a.amount is not None]
    total = sum(known, Decimal(0))
    whole = "award" in wanted and len(known) == len(held) == 1
    truth: Truth = None
    if whole:
        truth = {"exactly": total == claimed, "at least": total >= claimed, "at most": total <= claimed}[how]
    elif known and total > claimed and how != "at least":
        truth = False
    elif known and total >= claimed and how == "at least":
        truth = True
    of = ", ".join(f"{n.replace('_', ' ')} {v}" for n, v in wanted.items()) or "all awards"
    on_record = f"${total:,} on {len(known)} of {len(held)} awards on record" if held else "no such award on record"
    step = Step(f"the dollars of {of} are {how} ${claimed:,}: {on_record}", truth)
    return of_one(step, f"the dollars of {of}: {on_record}")
