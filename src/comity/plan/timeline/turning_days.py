"""The days of the law and the record on which answers may change for all awards alike, with the norms that may change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from comity.norms.nodes import Law, Norm
from comity.plan.groups.cells import FIRST_DAY, LAST_DAY
from comity.proof.context import all_rows
from comity.proof.turns import answered_days, law_days
from comity.record.nodes import Answer, Carriage, Conduct, Membership, Record


@dataclass(frozen=True, slots=True)
class Span:
    """From one turning day to the next but those of the awards: the norms to be asked, and until when each answer serves."""

    on: dt.date
    until: dict[str, dt.date]


def spans_of(law: Law, norms: list[Norm], record: Record, hindsight: bool) -> Iterator[Span]:
    """The turning days of law and record, each with the norms whose answers may turn on it."""
    facts = _fact_days(record)
    starts: dict[dt.date, dict[str, dt.date]] = {}
    rows = list(all_rows(record))
    for norm in norms:
        days = sorted({*law_days(law, norm, hindsight), *answered_days(law, norm, rows), *facts, FIRST_DAY})
        for day, following in pairwise([*days, LAST_DAY]):
            starts.setdefault(day, {})[norm.id] = following
    for day in sorted(starts):
        yield Span(day, starts[day])


def _fact_days(record: Record) -> set[dt.date]:
    """The days at which anything on record of parties, or in answer about awards, begins, ends or becomes known."""
    found: set[dt.date | None] = set()
    for row in all_rows(record):
        match row:
            case Answer() | Membership():
                found |= {row.since, row.until, row.known.recorded}
            case Carriage():
                found.add(row.known.recorded)
            case Conduct():
                found |= {row.on, row.known.recorded}
            case _:
                pass
    return {day for day in found if day is not None}
