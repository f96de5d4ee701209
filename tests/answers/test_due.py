"""Demands of many senders: due days, states around them, and consequences of the sender's own powers alone."""

import datetime as dt
import json
from pathlib import Path

import pytest

from comity.answers.demands import demand_json, demands, unnamed
from comity.answers.question import open_law
from comity.brief.terminal.letters import demand_pages
from comity.proof.question import Question
from comity.record.load import load_record
from comity.text.faults import Faults

CASES = Path(__file__).parent / "cases" / "demands"


@pytest.fixture(scope="module")
def law():
    return open_law(None)


@pytest.fixture(scope="module")
def ask(law):
    def run(folder: str, day: str = "2025-06-01"):
        on = dt.date.fromisoformat(day)
        question = Question(law, load_record([CASES / folder], law), on, on)
        return {(a.demand.id, a.recipient): a for a in demands(question)}, question

    return run


@pytest.mark.parametrize("id", ["usda-2025-07-09", "usdot-mourning", "ed-patriots", "hours", "ed-1373", "dhs-1373"])
def test_letters_of_other_departments_have_no_consequence_by_offices_of_justice(ask, id):
    found, _ = ask("others", "2025-12-01")
    theirs = [a for (demand, _), a in found.items() if demand == id]
    assert theirs
    for answer in theirs:
        said = json.dumps(demand_json(answer)["follows"])
        assert "Justice" not in said
        assert answer.follows == ()


def test_a_sibling_office_has_not_the_powers_of_the_programs_office(ask):
    found, _ = ask("others", "2025-12-01")
    assert found["crt-1373", "me"].follows == ()
    assert found["ojp-1373", "me"].follows


def test_what_only_may_follow_says_if(ask):
    found, question = ask("others", "2025-12-01")
    for one in found["ojp-1373", "me"].follows:
        assert one.words.startswith("if ")
    text = "\n".join(str(x) for x in demand_pages((found["ojp-1373", "me"],), question, None))
    assert "if the recipient holds an award on which the demand relies" in " ".join(text.split())


def test_a_letter_on_another_power_of_the_department_has_none_of_its_award_remedies(ask):
    found, _ = ask("justice")
    for recipient in ("ca", "or", "los-angeles-ca"):
        assert found["doj-voter-2025", recipient].follows == ()


def test_a_letter_whose_basis_is_not_known_leaves_open_what_follows(ask):
    found, _ = ask("justice")
    assert found["both", "me"].follows
    for one in found["both", "me"].follows:
        assert any("who made the demand" in c for c in one.conditions)


@pytest.mark.parametrize(
    ("folder", "id", "recipient", "day", "also"),
    [
        ("justice", "doj-voter-2025", "ca", "2025-01-09", "2025-01-10"),
        ("justice", "both", "me", "2025-01-09", "2025-01-10"),
        ("others", "usdot-mourning", "ma", "2025-01-09", "2025-01-10"),
        ("others", "ed-patriots", "boston-ma", "2025-04-22", None),
        ("others", "hours", "me", "2025-03-25", None),
        ("others", "usda-2025-07-09", "ca", "2025-07-30", None),
        ("others", "letter-in-massachusetts", "boston-ma", "2025-04-21", "2025-04-22"),
        ("others", "letter-in-massachusetts", "ca", "2025-04-21", None),
    ],
)
def test_due_days(ask, folder, id, recipient, day, also):
    found, _ = ask(folder, "2025-12-01")
    printed = demand_json(found[id, recipient])
    assert (printed["due"], printed["due_also"]) == (day, also)
    assert (printed["why_also"] is None) == (also is None)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2025-01-08", "open"),
        ("2025-01-09", "open"),
        ("2025-01-10", "open or past due: which of two days is the last is not settled"),
        ("2025-01-11", "past due; no answer on record"),
    ],
)
def test_between_two_days_nothing_is_said_to_be_overdue(ask, day, state):
    found, _ = ask("others", day)
    assert found["usdot-mourning", "ma"].state == state


def test_a_period_from_an_unknown_receipt_has_no_day(ask):
    found, question = ask("others", "2025-12-01")
    answer = found["from-receipt", "me"]
    assert answer.state == "due day not known"
    assert demand_json(answer)["due"] is None
    text = " ".join(" ".join(str(x) for x in demand_pages((answer,), question, None)).split())
    assert "Due: not known, 10 calendar days after its receipt; the letter names no rule" in text
    assert "The day of receipt is not on record." in text


def test_different_days_of_recipients_in_different_states_are_all_printed(ask):
    found, question = ask("others", "2025-12-01")
    both = tuple(a for (id, _), a in found.items() if id == "letter-in-massachusetts")
    text = " ".join(" ".join(str(x) for x in demand_pages(both, question, None)).split())
    assert "Due (Boston, MA): April 21, 2025 or April 22, 2025" in text
    assert "Due (California): April 21, 2025, 30 calendar days" in text


def test_demands_to_unnamed_recipients_are_told_and_an_absence_is_not_a_denial(ask):
    _, question = ask("justice")
    assert [d.id for d in unnamed(question)] == ["norecipients"]
    from comity.answers.question import find_party

    text = " ".join(" ".join(str(x) for x in demand_pages((), question, find_party("tx", question.record))).split())
    assert "whether one was made is not known" in text
    assert "it is not known whether Texas is among their recipients: letter to recipients not known by name" in text


def test_the_law_reads_the_last_day_that_may_be_in_time(ask):
    _, question = ask("others", "2025-12-01")
    from comity.proof.context import Facts

    facts = Facts(question.record, question.known_at)
    due = {d.id: d.due for d in facts.demands_on["boston-ma"]}
    assert due == {"ed-patriots": dt.date(2025, 4, 22), "letter-in-massachusetts": dt.date(2025, 4, 22)}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("due_days: 0", "`due_days` is a number of days from 1 to 3,660;"),
        ("due_days: -5", "`due_days` is a number of days from 1 to 3,660;"),
        ("due_days: 99999999999", "`due_days` is a number of days from 1 to 3,660;"),
        ("due_hours: 0", "`due_hours` is a number of hours from 1 to 8,784;"),
        ("due_months: 121", "`due_months` is a number of months from 1 to 120;"),
        ("due_days: 5\n  due_months: 1", "This demand gives both `due_days` and `due_months`."),
        ("due_days: 5\n  due_backward: yes", "Only from an event that is to come does one count back."),
        ("due_days: 5\n  triggered: 2025-01-01", "this counts from its date"),
        ("due_days: 5\n  due_rule: frcp", "`due_rule` is never `frcp`."),
        ("due_days: 5\n  due_from: reciept", "`due_from` is never `reciept`."),
        ('due: 2025-02-01\n  due_hour: "5 pm"', "`due_hour` is an hour of the day; `5 pm` is not."),
    ],
)
def test_periods_that_make_no_sense_are_refused_with_their_place(law, tmp_path, row, fault):
    (tmp_path / "record.yaml").write_text("title: t\n")
    (tmp_path / "sources.yaml").write_text("- {id: s, title: S}\n")
    (tmp_path / "demands.yaml").write_text(
        f"- id: d\n  title: t\n  issuer: us-ed\n  date: 2025-01-02\n  source: s\n  {row}\n"
    )
    with pytest.raises(Faults) as refused:
        load_record([tmp_path], law)
    assert any(fault in f.sentence for f in refused.value.faults)
    assert all(f.place.file.endswith("demands.yaml") for f in refused.value.faults)
