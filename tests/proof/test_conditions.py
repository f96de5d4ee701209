"""Conditions on the record: how far an award has come, and the day its dollars were obligated."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.small_law import law

from comity.norms.names.governments import government
from comity.proof.context import context
from comity.proof.position import position
from comity.record.nodes import Award, Record

NORM = 'act help "help"\nnorm n\n  cites "one"\n  binds award.recipient\n  must help\n  when {}\n'


def status(when: str, **award: object) -> tuple[str, tuple[str, ...]]:
    held, party = Award("w", "chicago-il", **award), government("chicago-il")  # pyright: ignore[reportArgumentType]
    assert party is not None
    built, day = law(NORM.format(when)), dt.date(2018, 1, 1)
    found = position(built.norms["t/n"], context(built, Record(awards=(held,)), party, day).about(award=held))
    return found.status, tuple(m.fact for m in found.missing)


UNKNOWN = ("undetermined", ("award.stage",))


@pytest.mark.parametrize(
    ("when", "stage", "expected"),
    [
        ("award.stage is obligated", "accepted", UNKNOWN),
        ("award.stage is disbursed", "accepted", UNKNOWN),
        ("award.stage is accepted", "accepted", UNKNOWN),  # it may have been obligated since
        ("award.stage is disbursed", "disbursed", ("in_force", ())),
        ("award.stage is accepted", "disbursed", ("not_attached", ())),
        ("award.stage is one of accepted, obligated, disbursed", "accepted", ("in_force", ())),
        ("award.stage is one of obligated, disbursed", "obligated", ("in_force", ())),
        ("award.stage is one of obligated, disbursed", "accepted", UNKNOWN),
        ("award.stage is one of obligated, disbursed", "offered", ("not_attached", ())),
        ("award.stage is not obligated", "accepted", UNKNOWN),
        ("award.stage is not offered", "accepted", ("in_force", ())),
        ("award.stage is offered", "offered", ("in_force", ())),
        ("award.stage is offered", None, UNKNOWN),
        ("award.stage is known", "accepted", ("in_force", ())),
    ],
)
def test_a_later_stage_that_is_not_on_record_is_unknown(
    when: str, stage: str | None, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert status(when, stage=stage) == expected


def test_funds_obligated_before_a_day_can_be_said() -> None:
    when = "award.obligated is before 2017-03-06"
    assert status(when, obligated=dt.date(2017, 3, 5)) == ("in_force", ())
    assert status(when, obligated=dt.date(2017, 3, 6)) == ("not_attached", ())
    assert status(when, stage="obligated") == ("undetermined", ("award.obligated",))
