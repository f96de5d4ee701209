"""comity import: exit codes, what it says, and the confirmation of a sheet."""

import json
from pathlib import Path

import pytest

ROWS = Path(__file__).parents[1] / "intake" / "kinds" / "rows"
CITY = ROWS / "city_public_safety_awards_cut.csv"


@pytest.fixture
def importing(comity):
    return lambda *arguments: comity("import", *map(str, arguments))


def test_kinds_are_listed(importing):
    done = importing("--list")
    assert done.code == 0
    assert "usaspending-transactions" in done.out
    assert json.loads(importing("--list", "--json").out)["auto"]


@pytest.mark.parametrize("arguments", [(), ("auto",), ("auto", CITY), ("auto", CITY, "--yes", "--into", "x")])
def test_too_little_is_refused(importing, arguments):
    assert importing(*arguments).code == 2


def test_an_import_says_what_came_of_every_row(importing, tmp_path):
    done = importing("usaspending-city", CITY, "--into", tmp_path / "into")
    assert done.code == 0
    assert "5 rows read = 5 kept + 0 folded + 0 rejected" in done.out
    again = importing("auto", CITY, "--into", tmp_path / "into")
    assert "Nothing changes" in again.out


def test_json_has_the_report(importing, tmp_path):
    done = importing("auto", ROWS, "--into", tmp_path / "into", "--json")
    found = json.loads(done.out)
    assert found["rows"]["read"] == 45
    assert len(found["new"]) == 8


def test_rejected_rows_are_exit_code_one(importing, tmp_path):
    file = tmp_path / "t.csv"
    file.write_text(CITY.read_text(encoding="utf-8").replace("2021-10-01", "someday", 1), encoding="utf-8")
    done = importing("auto", file, "--into", tmp_path / "into")
    assert done.code == 1
    assert "`period_of_performance_start_date` is not a date" in done.out
    assert "t.csv, row 2: `period_of_performance_start_date` `someday` is not a date like 2024-01-31" in done.out
    assert f"each with file, row, column, value, reason: {tmp_path / 'into' / 'rejects.csv'}" in done.out


def test_bad_input_is_exit_code_two(importing, tmp_path):
    assert importing("auto", tmp_path / "absent.csv", "--into", tmp_path / "into").code == 2
    assert importing("colours", CITY, "--into", tmp_path / "into").code == 2
    assert not (tmp_path / "into").exists()


def test_a_sheet_is_imported_when_its_reading_is_confirmed(importing, tmp_path):
    file = tmp_path / "ours.csv"
    file.write_text("Award No,Recipient,State,Amount\nA-1,City of Peoria,IL,5\n")
    first = importing("sheet", file, "--into", tmp_path / "into")
    assert first.code == 2
    assert "Nothing is imported yet" in first.out
    assert "1 award, $5.00." in first.out
    assert not (tmp_path / "into").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"ours.csv"}  # nothing is written beside the user's file
    mapping = tmp_path / "ours.yaml"
    assert importing("sheet", file, "--save-mapping", mapping).code == 0
    assert importing("sheet", file, "--mapping", mapping, "--into", tmp_path / "into").code == 0
    assert importing("sheet", file, "--yes", "--into", tmp_path / "other").code == 0


def test_json_of_a_proposal(importing, tmp_path):
    file = tmp_path / "ours.csv"
    file.write_text("Award No,Amount\nA-1,5\n")
    done = importing("sheet", file, "--into", tmp_path / "into", "--json")
    assert done.code == 2
    assert json.loads(done.out)["columns"] == {"fain": "Award No", "amount": "Amount"}


def test_audits_without_the_names_of_their_auditees_are_said_with_what_to_add(importing, tmp_path):
    file = ROWS / "fac_federal_awards_cut.csv"
    done = importing("auto", file, "--into", tmp_path / "into")
    assert "6 awards of single audits have no auditee's name" in done.out
    assert "import general.csv too" in done.out
    general = tmp_path / "audits.csv"
    general.write_text("dbkey,audit_year,auditee_name,auditee_state\n181744,2022,Miami-Dade County,FL\n")
    done = importing("auto", general, "--into", tmp_path / "into")
    assert "4 awards of single audits have no auditee's name" in done.out
    assert "import that of their year too" in done.out


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_an_import_that_is_stopped_says_how_it_goes_on(importing, tmp_path, monkeypatch, error):
    def stop(*_arguments, **_options):
        raise error

    monkeypatch.setattr("comity.intake.run.import_files", stop)
    done = importing("auto", CITY, "--into", tmp_path / "into")
    assert done.code == 130
    assert "Nothing had been kept yet; run the same command again." in done.err
    (tmp_path / "into").mkdir()
    done = importing("auto", CITY, "--into", tmp_path / "into")
    assert "run the same command again to resume" in done.err


def test_an_import_on_a_full_disk_says_how_it_goes_on(importing, tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    (tmp_path / "into").mkdir()
    monkeypatch.setattr("comity.intake.run.import_files", full)
    done = importing("auto", CITY, "--into", tmp_path / "into")
    assert done.code == 2
    assert "the disk is full" in done.err
    assert "Make room. What was read is kept" in done.err
    assert "again to resume" in done.err


def test_an_import_that_went_on_says_so(importing, tmp_path, monkeypatch):
    from comity.intake import run as imports

    class Stop(Exception):
        pass

    def stop(progress):
        if progress.rows:
            raise Stop

    with pytest.raises(Stop):
        imports.import_files("auto", [CITY], tmp_path / "into", watch=stop)
    done = importing("auto", CITY, "--into", tmp_path / "into")
    assert "(went on after 5 rows read before)" in done.out
    (tmp_path / "into" / "report.json").unlink()  # as if it had been stopped before the end of the folding
    assert "(went on after 5 rows read before)" in importing("auto", CITY, "--into", tmp_path / "into").out
    assert "Nothing changes" in importing("auto", CITY, "--into", tmp_path / "into").out
