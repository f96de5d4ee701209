"""What a change of the law changes: every answer, for sample parties or for awards, that differs between two laws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from comity.answers.timeline import Change, change_json, compare
from comity.norms.names.governments import Government, government
from comity.norms.nodes import Law
from comity.proof.ask import positions
from comity.proof.question import Question
from comity.record.nodes import Record

SAMPLE = (
    *(
        "us-doj",
        "ca",
        "il",
        "ny",
        "ri",
        "tx",
        "fl",
        "los-angeles-ca",
        "chicago-il",
        "new-york-city-ny",
        "providence-ri",
    ),
    *("houston-tx", "cook-county-il", "king-county-wa", "navajo-nation", "metropolitan-transportation-authority-ny"),
)
"""Governments of each kind, in several circuits, of whom it is asked what a change of the law changes for them."""


@dataclass(frozen=True, slots=True)
class LawDifference:
    """What differs, by party; which norms and acts were added, removed and changed; the dollars concerned."""

    changes: tuple[tuple[str, Change], ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    rewritten: tuple[str, ...]
    dollars: Decimal


def law_difference(
    before: Law, after: Law, record: Record, as_of: dt.date, parties: Iterable[Government] | None = None
) -> LawDifference:
    """Compare the answers of two laws on a day, for the parties given, or for those on record and the sample."""
    asked = sample(record) if parties is None else tuple(parties)
    found: list[tuple[str, Change]] = []
    for party in asked:
        question = Question(before, record, as_of, as_of)
        sides = (question, replace(question, law=after))
        first, second = (positions(side.context(party)) for side in sides)
        found += [(party.short, change) for change in compare(first, second, as_of)]
    old, new = ({**law.norms, **law.norm_acts} for law in (before, after))
    either = [change.after or change.before for _, change in found]
    amounts = {p.award: p.dollars for p in either if p is not None and p.award is not None and p.dollars is not None}
    return LawDifference(
        tuple(found),
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(old.keys() - new.keys())),
        tuple(sorted(id for id in old.keys() & new.keys() if old[id] != new[id])),
        sum(amounts.values(), Decimal(0)),
    )


def sample(record: Record) -> tuple[Government, ...]:
    """The parties that hold awards or received demands on record, and governments of each kind."""
    held = {a.recipient for a in record.awards} | {r for d in record.demands for r in d.recipients}
    shorts = dict.fromkeys((*sorted(held), *SAMPLE))
    known = (record.parties.get(short) or government(short) for short in shorts)
    return tuple(party for party in known if party is not None)


def law_difference_json(found: LawDifference, as_of: dt.date) -> dict[str, object]:
    """What a change of the law changes, as JSON."""
    return {
        "as_of": as_of.isoformat(),
        "added": list(found.added),
        "gone": list(found.gone),
        "rewritten": list(found.rewritten),
        "changes": [{"party": party, **change_json(change)} for party, change in found.changes],
        "dollars": float(found.dollars),
    }
