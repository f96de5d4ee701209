"""One drawn question with all it is asked of, shown so that a failure can be read."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.equal.draw_clauses import DAYS, FIRST, chance
from tests.equal.draw_records import records
from tests.equal.draws import Drawn, laws, load

from comity.norms.names.governments import Government
from comity.norms.nodes import Law
from comity.plan.groups.reads import DATES
from comity.proof.context import Facts
from comity.record.nodes import Award, Record

LEAP = dt.date(2020, 1, 29) - FIRST
"""Moved by so much, the days of the draws are those about a 29 February: 30 and 31 January, that day, 29 March."""
YEARS = 2
A_DAY_OR_YEAR = re.compile(r"\b(201[6-9])(-\d\d-\d\d)?\b")
FORUMS = (None, None, "ilnd", "cacd", "ca7", "ca9", "scotus", "cal", "ill")


@dataclass(frozen=True)
class Asking:
    """A law, a record, the day asked about, the day of what was known, the forum."""

    drawn: Drawn
    record: Record
    as_of: dt.date
    known_at: dt.date
    forum: str | None

    @property
    def law(self) -> Law:
        """The law, loaded."""
        return self.drawn.law

    @property
    def question(self) -> tuple[Law, Record, dt.date, dt.date, str | None]:
        """What an evaluator takes."""
        return self.law, self.record, self.as_of, self.known_at, self.forum

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def __repr__(self) -> str:
        rows = (
            *self.record.awards,
            *self.record.memberships,
            *self.record.answers,
            *self.record.conduct,
            *self.record.carriage,
        )
        asked = f"as of {self.as_of}, known at {self.known_at}, in {self.forum or 'its own courts'}"
        return "\n".join([repr(self.drawn), *(shown(row) for row in rows), asked])


def shown(row: Any) -> str:
    """A row of the record with what is known of it."""
    values = {f.name: getattr(row, f.name) for f in dataclasses.fields(row) if f.name != "known"}
    values |= {f.name: getattr(row.known, f.name) for f in dataclasses.fields(row.known)}
    known = ", ".join(f"{name} {value}" for name, value in values.items() if value is not None and value is not False)
    return f"{type(row).__name__}: {known}"


def later(award: Award) -> Award:
    """The same, but for its days."""
    days = {name: getattr(award, name) for name in DATES}
    moved = {name: day + dt.timedelta(days=40) for name, day in days.items() if day is not None}
    return dataclasses.replace(award, id=f"{award.id} later", **moved)


def thrice(asking: Asking) -> Asking:
    """The same, with another award like each, and one that differs in its days alone."""
    held = asking.record.awards
    copies = tuple(dataclasses.replace(award, id=f"{award.id} again") for award in held)
    record = dataclasses.replace(asking.record, awards=(*held, *copies, *map(later, held)))
    return dataclasses.replace(asking, record=record)


def in_one_file(record: Record) -> Record:
    """The same, with each award as it was recorded last, at all times: a file of awards is one state of knowledge."""
    found = Facts(record, dt.date.max).awards.values()
    known = tuple(dataclasses.replace(a, known=dataclasses.replace(a.known, recorded=None)) for a in found)
    return dataclasses.replace(record, awards=known)


@st.composite
def askings(draw: DrawFn) -> Asking:
    """A question about a small random law and record; mostly as it stood then, sometimes with another day's knowledge."""
    drawn = draw(laws())
    record = draw(records(drawn.law))
    as_of = draw(st.sampled_from([*DAYS[::-1], *DAYS[6:]]))
    known_at = draw(st.sampled_from(DAYS)) if chance(draw, 35) else as_of
    return Asking(drawn, record, as_of, known_at, draw(st.sampled_from(FORUMS)))


def leaping(asking: Asking) -> Asking:
    """The same about a leap day: every day of law, record and question moved alike, and fiscal years with them."""
    files = {name: A_DAY_OR_YEAR.sub(_moved_word, text) for name, text in asking.drawn.files.items()}
    drawn = Drawn(files, load(files))
    return Asking(drawn, _moved(asking.record), asking.as_of + LEAP, asking.known_at + LEAP, asking.forum)


def _moved_word(found: re.Match[str]) -> str:
    year, rest = found.groups()
    return str(int(year) + YEARS) if rest is None else str(dt.date.fromisoformat(year + rest) + LEAP)


def _moved(node: Any) -> Any:
    if isinstance(node, dt.date):
        return node + LEAP
    if type(node) is int and 2016 <= node < 2020:
        return node + YEARS
    if dataclasses.is_dataclass(node) and not isinstance(node, type | Government):
        fields = (f.name for f in dataclasses.fields(node) if f.name != "place")
        return dataclasses.replace(node, **{name: _moved(getattr(node, name)) for name in fields})
    return tuple(map(_moved, node)) if isinstance(node, tuple) else node


def at_any_time() -> st.SearchStrategy[Asking]:
    """Questions, every other one about a leap day."""
    return askings() | askings().map(leaping)
