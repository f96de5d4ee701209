"""The letters of 24 January 2018: who must answer what by when, with what legal force, and what may follow."""

import datetime as dt

import pytest

from comity.answers.demands import demands
from comity.answers.question import find_party, open_law, open_record
from comity.proof.question import Question

LETTER = "doj-2018-01-24"


@pytest.fixture(scope="module")
def law():
    return open_law(None)


@pytest.fixture(scope="module")
def ask(law):
    record = open_record(None, law)

    def run(day: str, party: str | None = None):
        on = dt.date.fromisoformat(day)
        return demands(Question(law, record, on, on), find_party(party, record) if party else None, LETTER, ())

    return run


def test_twenty_three_recipients_of_january_2018(ask):
    found = ask("2018-01-24")
    names = {a.recipient for a in found}
    assert len(found) == len(names) == 23
    assert {"chicago-il", "cook-county-il", "new-york-city-ny", "ca", "il", "or", "jackson-ms"} <= names
    assert "philadelphia-pa" not in names  # in litigation then, and not written to


def test_the_due_day_is_the_day_the_letter_states(ask):
    for a in ask("2018-01-24"):
        assert a.due is not None
        assert (a.due.day, a.due.rule) == (dt.date(2018, 2, 23), "the day the demand states")
        assert a.due.day.strftime("%A") == "Friday"


def test_its_force_is_that_of_a_request(ask):
    assert {(a.demand.force, a.demand.issuer) for a in ask("2018-01-24")} == {("request", "us-doj")}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2018-01-24", "open"),
        ("2018-02-23", "open"),  # the last day
        ("2018-02-24", "past due; no answer on record"),
        ("2018-06-01", "past due; no answer on record"),
    ],
)
def test_its_state(ask, day, state):
    assert {a.state for a in ask(day)} == {state}


def test_before_the_letter_there_is_none(ask):
    assert ask("2018-01-23") == ()


def test_what_may_follow_is_a_subpoena_and_grant_remedies_and_no_penalty(ask):
    for a in ask("2018-02-24"):
        text = "; ".join(one.words for one in a.follows)
        assert "may compel documents by subpoena" in text
        assert "may withhold payment of the award" in text
        assert "crime" not in text
        assert "must" not in text
        assert "subpoena" in (a.demand.threatens or "")


def test_one_recipient(ask):
    (only,) = ask("2018-01-24", "chicago-il")
    assert only.recipient == "chicago-il"
    assert ask("2018-01-24", "philadelphia-pa") == ()


def test_what_it_rests_on(ask):
    """The letters rest on the FY2016 certification; by then the 2017 conditions on notice and access were enjoined."""
    (chicago,) = ask("2018-01-24", "chicago-il")
    by_norm = {p.norm: p for p in chicago.norms}
    assert by_norm["doj-letters/answer"].status == "in_force"
    assert by_norm["jag-fy2016/certification"].status == "in_force"
    assert by_norm["jag-fy2016/certification"].award == "unknown-fy2016-chicago-il"
    assert by_norm["34-usc-10225/produce"].status == "not_attached"  # no subpoena was served
