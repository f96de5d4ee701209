"""Rows of the record: one model of facts, two stores; what was entered and taken back."""

import datetime as dt

import pytest

from comity.library import law_dir, records_dir
from comity.norms.library import load_law
from comity.proof.context import Facts
from comity.record.fact_rows import FactRow, export_rows, import_rows, rows_of
from comity.record.load import load_record
from comity.record.rows import from_rows
from comity.text.faults import Faults

SOURCE = FactRow("sources", None, {"id": "s", "title": "An office"})


@pytest.fixture(scope="module")
def law():
    return load_law(law_dir())


def member(row, value=True, **more):
    values = {"party": "fresno-ca", "association": "uscm", "member": value}
    return FactRow("memberships", row, values, source="s", **more)


@pytest.mark.parametrize("name", [path.name for path in sorted(records_dir().iterdir()) if path.is_dir()])
def test_a_record_and_its_rows_are_the_same(law, name):
    record = load_record([records_dir() / name], law)
    rows = rows_of(record)
    assert from_rows(rows, law, record.title) == record
    assert from_rows(import_rows(export_rows(rows), "rows.jsonl"), law, record.title) == record


def test_who_entered_a_row_and_when_changes_no_answer(law):
    plain = from_rows([SOURCE, member("a1")], law)
    audited = from_rows(
        [SOURCE, member("a1", entered_by="A", entered_at="2026-11-30T12:00:00+00:00", access="internal")], law
    )
    day = dt.date(2018, 1, 24)
    known = [[one.member for one in Facts(record, day).memberships_of["fresno-ca"]] for record in (plain, audited)]
    assert known == [[True], [True]]  # an answer typed today is known in every past matrix


def test_what_is_taken_back_is_not_known_again(law):
    day = dt.date(2026, 11, 30)
    back = member("a1-back", supersedes="a1", retracted=True, entered_at="2026-11-30T12:00:00+00:00")
    record = from_rows([SOURCE, member("a1", entered_at="2026-11-29T12:00:00+00:00"), back], law)
    assert Facts(record, day).memberships_of == {}


def test_a_correction_that_was_entered_stands_in_place_of_the_old_row(law):
    day = dt.date(2026, 11, 30)
    record = from_rows([SOURCE, member("a1"), member("a2", False, supersedes="a1", entered_at="2026-11-30")], law)
    assert [one.member for one in Facts(record, day).memberships_of["fresno-ca"]] == [False]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([member("a1", supersedes="a9")], "No row of `memberships` is named `a9`"),
        ([member("a1", retracted=True)], "takes back nothing"),
        ([member("a1", value="perhaps")], "is yes or no"),
        (
            [FactRow("award_facts", "a1", {"award": "A", "attribute": "accepted", "value": "someday"}, source="s")],
            "is a date",
        ),
        ([FactRow("award_facts", "a1", {"award": "A", "attribute": "colour", "value": "red"}, source="s")], "colour"),
        (
            [FactRow("memberships", "a1", {"party": "nowhere-zz", "association": "uscm", "member": True}, source="s")],
            "nowhere-zz",
        ),
        ([member("a1", access="secret")], "secret"),
    ],
)
def test_rows_are_checked_as_a_folder_is(law, rows, words):
    with pytest.raises(Faults, match=words):
        from_rows([SOURCE, *rows], law)


@pytest.mark.parametrize(
    "line",
    ["nonsense", "[]", '{"table": "colours"}', '{"table": "awards", "size": 3}', '{"table": "awards", "values": 3}'],
)
def test_a_line_that_is_no_row_is_refused(line):
    with pytest.raises(Faults, match="not a row of a record"):
        import_rows(line, "rows.jsonl")


def test_single_facts_go_before_what_an_award_says(law):
    award = FactRow(
        "awards", "w1", {"id": "A-1", "recipient": "fresno-ca", "program": "16.738", "fiscal_year": 2024}, source="s"
    )
    fact = FactRow(
        "award_facts",
        "a1",
        {"award": "A-1", "attribute": "accepted", "value": "2025-05-01"},
        source="s",
        entered_at="1",
    )
    later = FactRow(
        "award_facts",
        "a2",
        {"award": "A-1", "attribute": "accepted", "value": "2025-06-01"},
        source="s",
        entered_at="2",
    )
    assert str(from_rows([SOURCE, award, later, fact], law).awards[0].accepted) == "2025-06-01"
    assert from_rows([SOURCE, award], law).awards[0].agency == "us-doj-ojp"  # which follows from the listing
