"""Days that run from something: an act on norms, or the day that answers a question."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.small_law import answer, law

from comity.proof.dates import shift
from comity.record.nodes import Answer, Known, Record
from comity.text import tree as t

BAN = 'act help "help"\nnorm ban\n  cites "one"\n  binds everyone\n  must help\n  {}\n'
TRO = (
    'define bond-posted "the day the bond was posted"\n  of order\n  is a date\n'
    'define moved-on "the day the party was added"\n  is a date\n'
    "order tro\n  decided {decided}\n  {when}\n  blocks t/ban\n  for everyone\n"
)


def status(
    day: str, when: str, decided: str = "2025-01-31", record: Record | None = None, known_at: str | None = None
) -> tuple[str, tuple[str, ...]]:
    suit = TRO.format(decided=decided, when=when)
    found = answer(law(BAN.format(""), suit), "il", "t/ban", day, known_at=known_at, record=record or Record())
    return found.status, tuple(m.fact for m in found.missing)


@pytest.mark.parametrize(
    ("until", "last", "first_after"),
    [
        ("14 days after tro", "2025-02-13", "2025-02-14"),
        ("1 months after tro", "2025-02-27", "2025-02-28"),  # there is no 31 February
        ("2 years after tro", "2027-01-30", "2027-01-31"),
        ("2 business days after tro", "2025-02-03", "2025-02-04"),  # over a weekend
        ("12 business days after tro", "2025-02-18", "2025-02-19"),  # and Washington's Birthday
    ],
)
def test_an_end_counted_from_the_order(until: str, last: str, first_after: str) -> None:
    assert status(last, f"until {until}")[0] == "blocked"
    assert status(first_after, f"until {until}")[0] == "in_force"


def test_a_range_stays_a_range() -> None:
    decided = "between 2025-01-01 and 2025-01-05"
    assert status("2025-01-14", "until 14 days after tro", decided)[0] == "blocked"
    assert status("2025-01-16", "until 14 days after tro", decided) == ("undetermined", ("v/tro",))
    assert status("2025-01-19", "until 14 days after tro", decided)[0] == "in_force"


def bond(day: str, about: str = "v/tro", recorded: str | None = None) -> Record:
    known = Known(recorded=dt.date.fromisoformat(recorded) if recorded else None)
    return Record(answers=(Answer("bond-posted", None, None, dt.date.fromisoformat(day), act=about, known=known),))


def test_a_day_that_is_a_fact_is_unknown_until_it_is_on_record() -> None:
    assert status("2025-03-01", "from bond-posted") == ("undetermined", ("bond-posted",))
    assert status("2025-03-01", "from bond-posted", record=bond("2025-02-10"))[0] == "blocked"
    assert status("2025-02-09", "from bond-posted", record=bond("2025-02-10"))[0] == "in_force"
    assert status("2025-02-16", "from 7 days after bond-posted", record=bond("2025-02-10"))[0] == "in_force"
    assert status("2025-02-17", "from 7 days after bond-posted", record=bond("2025-02-10"))[0] == "blocked"


def test_the_answer_of_another_order_or_one_recorded_later_is_none() -> None:
    other = bond("2025-02-10", about="v/other")
    assert status("2025-03-01", "from bond-posted", record=other) == ("undetermined", ("bond-posted",))
    late = bond("2025-02-10", recorded="2025-04-01")
    assert status("2025-03-01", "from bond-posted", record=late) == ("undetermined", ("bond-posted",))
    assert status("2025-03-01", "from bond-posted", record=late, known_at="2025-04-01")[0] == "blocked"


def test_a_day_of_the_party_is_its_own() -> None:
    record = Record(answers=(Answer("moved-on", "il", None, dt.date(2025, 2, 10)),))
    assert status("2025-02-10", "from moved-on", record=record)[0] == "blocked"
    suit = TRO.format(decided="2025-01-31", when="from moved-on")
    assert answer(law(BAN.format(""), suit), "ca", "t/ban", "2025-02-10", record=record).status == "undetermined"


def test_what_has_not_been_decided_has_no_days_to_count() -> None:
    suit = "order judgment\n  decided 2025-06-01\n  upholds t/ban\n  for il\n"
    terms = BAN.format("from 30 days after v/judgment")
    built = law(terms, suit)
    assert answer(built, "il", "t/ban", "2025-05-01").status == "not_yet"
    assert answer(built, "il", "t/ban", "2025-06-30").status == "not_yet"
    assert answer(built, "il", "t/ban", "2025-07-01").status == "in_force"
    # as known before the judgment, what comes later than its days could have is open
    assert answer(built, "il", "t/ban", "2025-07-01", known_at="2025-05-01").status == "undetermined"


@pytest.mark.parametrize(
    ("count", "unit", "before", "expected"),
    [
        (3, "days", True, "2025-07-02"),
        (1, "business days", True, "2025-07-03"),  # not the Fourth, nor the weekend
        (1, "months", True, "2025-06-05"),
        (1, "years", False, "2026-07-05"),
    ],
)
def test_backwards_and_over_holidays(count: int, unit: str, before: bool, expected: str) -> None:
    assert shift(dt.date(2025, 7, 5), t.Since(t.Name("x"), count, unit, before)) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("clause", "claim", "missing"),
    [
        ("until unknown", "it ended on a day that is not known", "the end of v/pi, which is not known"),
        (
            "until between 2025-03-01 and 2025-03-31",
            "it ended between 2025-03-01 and 2025-03-31",
            "the end of v/pi, known only as between 2025-03-01 and 2025-03-31",
        ),
        (
            "from after 2025-03-01",
            "it has effect from a day after 2025-03-01",
            "the first day of v/pi, known only as after 2025-03-01",
        ),
        ("until 1 months before v/hearing", "", "the day of v/hearing"),
    ],
)
def test_a_day_that_is_not_known_is_said_in_a_sentence(clause: str, claim: str, missing: str) -> None:
    suit = f"order pi\n  decided 2025-01-31\n  {clause}\n  blocks t/ban\n  for everyone\n"
    suit += "order hearing\n  decided 2025-07-01\n  declines t/ban\n"
    found = answer(law(BAN.format(""), suit), "il", "t/ban", "2025-03-15")
    assert found.status == "undetermined"
    assert [one.words for one in found.missing] == [missing]
    assert claim in str(found.proof)
