"""An office's look at a docket: it refreshes what rests on the order, or changes it from its day, and can be taken back."""

import datetime as dt

import pytest

from comity.answers.docket import as_seen_on_dockets
from comity.library import law_dir
from comity.norms.library import load_law
from comity.norms.names.governments import government
from comity.proof.ask import ask
from comity.proof.context import context
from comity.record.fact_rows import FactRow
from comity.record.rows import from_rows

ORDER, NORM = "fresno-v-turner/pi", "hud-coc-fy2024/dei"
DAY = dt.date(2026, 11, 30)


@pytest.fixture(scope="module")
def law():
    return load_law(law_dir())


def record_of(law, *checks):
    rows = [FactRow("sources", None, {"id": "s", "title": "An office"})]
    rows += [
        FactRow("docket_checks", f"a{n}", {"act": ORDER, "on": on, "seen": seen}, source="s")
        for n, (on, seen) in enumerate(checks)
    ]
    return rows


def answer(law, rows, day=DAY):
    record = from_rows(rows, law)
    seen = as_seen_on_dockets(law, record)
    (found,) = ask(seen.norms[NORM], context(seen, record, government("fresno-ca"), day, attached=frozenset({NORM})))
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


def test_what_was_taken_back_counts_no_more(law):
    rows = record_of(law, ("2026-11-29", "stands"))
    back = FactRow(
        "docket_checks", "b", dict(rows[1].values), supersedes="a0", retracted=True, source="s", entered_at="1"
    )
    assert answer(law, [*rows, back]).fresh.state == "last_seen"
