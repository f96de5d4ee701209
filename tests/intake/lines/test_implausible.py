"""Columns that are swapped, and lists that are something else: refused whole, with the column, what is in it, what to do."""

import pytest
from tests.intake.test_run import HEAD, action, table, write

from comity.intake.mapping import propose
from comity.intake.run import import_files
from comity.text.faults import Faults


def swapped(path, rows, one, other):
    head = list(HEAD)
    at, to = head.index(one), head.index(other)
    head[at], head[to] = head[to], head[at]
    text = write(path, rows).read_text()
    path.write_text(",".join(head) + "\n" + text.partition("\n")[2])
    return path


def refused(file, into):
    with pytest.raises(Faults) as error:
        import_files("auto", [file], into)
    assert not into.exists()
    return str(error.value)


def test_dollars_and_days_swapped(tmp_path):
    rows = [action(f"A{n}") for n in range(20)]
    file = swapped(tmp_path / "t.csv", rows, "federal_action_obligation", "action_date")
    words = refused(file, tmp_path / "into")
    assert words.startswith("t.csv:2:1: Not one of the first 20 rows can be used; 20 times:")
    assert "`federal_action_obligation` is not an amount of dollars like 1250.50" in words
    assert "Row 2 has `2018-10-05` in `federal_action_obligation`" in words
    assert "Are columns swapped" in words


def test_names_and_states_swapped_though_either_could_stand(tmp_path):
    rows = [action(f"A{n}") for n in range(20)]
    file = swapped(tmp_path / "t.csv", rows, "recipient_name", "recipient_state_code")
    words = refused(file, tmp_path / "into")
    assert "The column `recipient_name` holds states or codes and not the names of recipients: `IL` in row 2" in words
    assert "20 of 20 rows" in words


def test_some_short_names_are_no_fault(tmp_path):
    rows = [action(f"A{n}", recipient_name="3M" if n % 2 else "CITY OF PEORIA") for n in range(20)]
    found = import_files("auto", [write(tmp_path / "t.csv", rows)], tmp_path / "into")
    assert found.report["rows"]["kept"] == 20


def test_the_days_of_a_sheet_swapped(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("Award No,Start Date,End Date\n" + "".join(f"A-{n},2024-12-31,2024-01-01\n" for n in range(9)))
    with pytest.raises(
        Faults, match="The column `End Date` lies before the first day of the period: `2024-01-01` in row 2"
    ):
        import_files("sheet", [file], tmp_path / "into", propose(file).layout)


def test_a_file_that_ends_within_a_row_keeps_the_others_and_says_so(tmp_path):
    file = write(tmp_path / "t.csv", [action(f"A{n}") for n in range(20)])
    file.write_bytes(file.read_bytes()[:-60])
    found = import_files("auto", [file], tmp_path / "into", size=1_000)
    assert len(table(tmp_path / "into")) == 19
    assert found.report["rejected"] == {"6 cells; the head has 16; the file ends in this row and may be cut off": 1}
