"""Apply single facts about awards, typed as in the table of awards, in place of what an award says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from comity.record.names import Names
from comity.record.nodes import Award, AwardFact, Known, Record
from comity.record.schema import OF_AWARDS, TABLES
from comity.record.values import read_value
from comity.record.wrong import Wrong
from comity.text.faults import Fault


def wrong_facts(built: Sequence[Any], names: Names) -> Iterator[Fault]:
    """The faults of values that do not fit the type of their attribute."""
    for one in built:
        try:
            typed(one.node, names)
        except Wrong as wrong:
            yield one.row.fault(("value",), wrong.sentence, wrong.hint)


def typed(fact: AwardFact, names: Names) -> object:
    """The value of a fact, in the type of its attribute.

    Raises:
        Wrong: it is not of that type, or names nothing.
    """
    column = TABLES["awards"].column(fact.attribute)
    if column.many:
        return read_value(column, [part.strip() for part in fact.value.split(";") if part.strip()], names)
    return read_value(column, fact.value, names)


def standing(facts: Iterable[AwardFact]) -> tuple[AwardFact, ...]:
    """The facts that are neither corrected nor taken back: for each attribute of an award, the one entered last."""
    rows = tuple(facts)
    corrected = {fact.known.supersedes for fact in rows if fact.known.supersedes}
    found: dict[tuple[str, str], AwardFact] = {}
    for fact in sorted(rows, key=lambda one: (one.known.entered_at or "", one.known.row or "")):
        if not fact.known.retracted and (fact.known.row is None or fact.known.row not in corrected):
            found[fact.award, fact.attribute] = fact
    return tuple(found.values())


def values_of(record: Record, names: Names) -> Mapping[str, Mapping[str, object]]:
    """By award, the attributes that facts of a record give, with their values."""
    found: dict[str, dict[str, object]] = {}
    for fact in standing(record.award_facts):
        found.setdefault(fact.award, {})[fact.attribute] = typed(fact, names)
    return found


def values_by_award(record: Record) -> Iterator[tuple[AwardFact, object]]:
    """The standing facts of a checked record with their values."""
    from comity.norms.nodes import Law

    # its names were checked when the record was loaded; here its values are only read again
    for fact in standing(record.award_facts):
        column = TABLES["awards"].column(fact.attribute)
        if column.type in ("norm", "term set"):
            yield fact, tuple(part.strip() for part in fact.value.split(";") if part.strip())
        else:
            yield (
                fact,
                typed(
                    fact,
                    Names(
                        Law(
                            instruments={},
                            acts={},
                            questions={},
                            lists={},
                            norms={},
                            norm_acts={},
                            cases=(),
                            acting_on={},
                        ),
                        dict(record.parties),
                    ),
                ),
            )


def with_award_facts(record: Record, names: Names) -> Record:
    """The record with its facts about single awards applied to them."""
    if not record.award_facts:
        return record
    given = values_of(record, names)
    return replace(record, awards=tuple(_with(award, given.get(award.id)) for award in record.awards))


def facts_between(record: Record, before: Iterable[Award], after: Iterable[Award]) -> tuple[AwardFact, ...]:
    """A record's facts about single awards, with those that lead from the awards `before` to the awards `after`."""
    old = {award.id: award for award in before}
    found = [
        AwardFact(award.id, name, str(value), Known(source="supposed"))
        for award in after
        for name in OF_AWARDS
        if (value := getattr(award, name)) is not None and value != getattr(old[award.id], name)
    ]
    said = {(fact.award, fact.attribute) for fact in found}
    return (*(fact for fact in record.award_facts if (fact.award, fact.attribute) not in said), *found)


def _with(award: Award, given: Mapping[str, Any] | None) -> Award:
    return replace(award, **given) if given else award
