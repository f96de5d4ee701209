"""An office's look at a docket: it refreshes what rests on the order, or changes it from its day, and can be taken back."""

import datetime as dt
from dataclasses import replace

import pytest

from comity.answers.docket import as_seen_on_dockets
from comity.library import law_dir
from comity.norms.library import load_law
from comity.norms.names.governments import government
from comity.proof.ask import ask
from comity.proof.context import context
from comity.record.fact_rows import FactRow
from comity.record.rows import from_rows
from comity.text.faults import Faults

ORDER, NORM = "fresno-v-turner/pi", "hud-coc-fy2024/dei"
DAY = dt.date(2026, 11, 30)


@pytest.fixture(scope="module")
def law():
    return load_law(law_dir())


NO_OTHER_SUIT = (
    "plaintiff-in-king-county-v-turner-by-june-2025",
    "plaintiff-in-king-county-v-turner-by-august-2025",
    "in-continuum-of-plaintiff",
)


def record_of(law, *checks):
    rows = [FactRow("sources", None, {"id": "s", "title": "An office"})]
    rows += [
        FactRow("answers", f"q{n}", {"question": question, "party": "fresno-ca", "value": "no"}, source="s")
        for n, question in enumerate(NO_OTHER_SUIT)
    ]
    rows += [
        FactRow("docket_checks", f"a{n}", {"act": ORDER, "on": on, "seen": seen, **dict(more)}, source="s")
        for n, (on, seen, *more) in enumerate(checks)
    ]
    return rows


def answer(law, rows, day=DAY, known_at=None, party="fresno-ca"):
    record = from_rows(rows, law)
    seen = as_seen_on_dockets(law, record, known_at or day)
    who = context(seen, record, government(party), day, known_at, attached=frozenset({NORM}))
    (found,) = ask(seen.norms[NORM], who)
    return found


def test_an_order_that_was_seen_to_stand_is_confirmed(law):
    assert answer(law, record_of(law)).fresh.state == "last_seen"
    found = answer(law, record_of(law, ("2026-11-29", "stands")))
    assert (found.status, found.fresh.state, found.fresh.seen) == ("blocked", "confirmed", dt.date(2026, 11, 29))


def test_an_earlier_look_than_the_library_has_changes_nothing(law):
    assert answer(law, record_of(law, ("2025-10-01", "stands"))).fresh == answer(law, record_of(law)).fresh


@pytest.mark.parametrize("seen", ["stayed", "ended"])
def test_a_stay_or_an_end_works_from_its_day(law, seen):
    rows = record_of(law, ("2026-11-20", seen))
    assert answer(law, rows, dt.date(2025, 11, 20)).status == "blocked"
    assert answer(law, rows, DAY).status != "blocked"


def test_a_stay_ends_on_the_day_on_which_the_order_was_seen_to_stand_again(law):
    rows = record_of(law, ("2026-11-01", "stayed"), ("2026-11-20", "stands"))
    assert answer(law, rows, dt.date(2026, 11, 19)).status != "blocked"
    found = answer(law, rows)
    assert (found.status, found.fresh.state, found.fresh.seen) == ("blocked", "confirmed", dt.date(2026, 11, 20))


def test_a_stay_counts_from_the_day_on_which_it_was_last_seen(law):
    """An answer that rests on a stay is as fresh as the last look that found the stay."""
    once = record_of(law, ("2026-06-01", "stayed"))
    assert answer(law, once, dt.date(2026, 6, 20)).fresh.state == "confirmed"
    old = answer(law, once)
    assert (old.fresh.state, old.fresh.seen) == ("last_seen", dt.date(2026, 6, 1))
    again = answer(law, [*once, record_of(law, ("2026-06-01", "stayed"), ("2026-11-25", "stayed"))[-1]])
    assert (again.status, again.fresh.state, again.fresh.seen) == (old.status, "confirmed", dt.date(2026, 11, 25))


def test_an_order_that_was_narrowed_protects_only_those_named(law):
    rows = record_of(law, ("2026-11-20", "narrowed", ("to", "eureka-ca")))
    assert answer(law, rows, dt.date(2026, 11, 19)).status == "blocked"
    assert answer(law, rows).status != "blocked"
    kept = answer(law, rows, party="eureka-ca")
    assert (kept.status, kept.fresh.state) == ("blocked", "confirmed")
    later = [*rows, record_of(law, ("2026-11-20", "stands"), ("2026-11-29", "stands"))[-1]]
    assert answer(law, later).status != "blocked"  # what stands is the order as it was narrowed


def test_a_narrowing_says_to_whom_and_nothing_else_does(law):
    for check in (("2026-11-20", "narrowed"), ("2026-11-20", "stayed", ("to", "eureka-ca"))):
        with pytest.raises(Faults):
            from_rows(record_of(law, check), law)


def test_a_look_is_not_known_before_its_day_nor_before_it_was_recorded(law):
    day = dt.date(2026, 11, 20)
    rows = record_of(law, ("2026-11-29", "stands"))
    assert answer(law, rows, day).fresh == answer(law, record_of(law), day).fresh
    assert answer(law, rows, day, DAY).fresh.state == "confirmed"
    late = record_of(law, ("2026-11-19", "stands"))
    late = [*late[:-1], replace(late[-1], recorded="2026-11-28")]
    assert answer(law, late, day).fresh == answer(law, record_of(law), day).fresh
    assert answer(law, late, day, DAY).fresh.state == "confirmed"


def test_what_was_taken_back_counts_no_more(law):
    rows = record_of(law, ("2026-11-29", "stands"))
    back = FactRow(
        "docket_checks", "b", dict(rows[-1].values), supersedes="a0", retracted=True, source="s", entered_at="1"
    )
    assert answer(law, [*rows, back]).fresh.state == "last_seen"
