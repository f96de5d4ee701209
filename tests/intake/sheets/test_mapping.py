"""An office's own sheet: its head is found, a mapping proposed, and nothing imported before it is confirmed."""

import datetime as dt
from decimal import Decimal

import duckdb
import pytest
import xlsxwriter

from comity.intake.mapping import propose, read_mapping, write_mapping
from comity.intake.run import import_files
from comity.intake.sheets.heads import column_names, find_head, unique
from comity.text.faults import Faults

PLAIN = """\
Grant #,Grantee,CFDA,Award Date,Total Award,FY,Remarks
2019-DJ-BX-0177,"Alameda, County of",16.738,10/01/2018,"$12,345.00",2019,ok
15PBJA-21-GG-01234-JAGX,City of Oakland,16.738,09/30/2021,(50),2021,
"""


def workbook(path, rows, merges=(), name="Awards", other=None):
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    if other is not None:
        book.add_worksheet(other).write(0, 0, "Read me")
    sheet = book.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, dt.date):
                sheet.write_datetime(at, column, dt.datetime.combine(cell, dt.time()), day)
            elif cell is not None:
                sheet.write(at, column, cell)
    for top, left, bottom, right, text in merges:
        sheet.merge_range(top, left, bottom, right, text)
    book.close()
    return path


def awards(into):
    found = duckdb.sql(f"SELECT * FROM '{into / 'awards.parquet'}' ORDER BY award")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_a_mapping_is_proposed_from_names_and_values(tmp_path):
    (tmp_path / "a.csv").write_text(PLAIN)
    found = propose(tmp_path / "a.csv")
    assert found.layout.columns == {
        "fain": "Grant #", "recipient_name": "Grantee", "program": "CFDA", "fiscal_year": "FY", "offered": "Award Date",
        "amount": "Total Award",
    }  # fmt: skip
    assert found.unused == ("Remarks",)
    assert found.layout.header == 1


def test_values_tell_what_names_do_not_and_speak_against_what_they_do(tmp_path):
    text = "Award,Code,Listing,Amount\nA-1,HX6LNKCKC1V5,16.738,large\nA-2,LCTKJNKK48B3,16.710,small\n"
    (tmp_path / "a.csv").write_text(text)
    columns = propose(tmp_path / "a.csv").layout.columns
    assert (columns["uei"], columns["program"]) == ("Code", "Listing")
    assert "amount" not in columns


def test_programs_that_were_taken_for_numbers_have_their_zeros_again(tmp_path):
    rows = "A-1,City of Chicago,IL,16.71\nA-2,City of Chicago,IL,16.6\nA-3,City of Chicago,IL,10.RD\nA-4,City of Chicago,IL,16.738\n"
    (tmp_path / "a.csv").write_text("Award Number,Recipient,State,CFDA\n" + rows)
    import_files("sheet", [tmp_path / "a.csv"], tmp_path / "into", propose(tmp_path / "a.csv").layout)
    assert [a["programs"] for a in awards(tmp_path / "into")] == ["16.710", "16.600", "10.RD", "16.738"]


def test_days_before_months_are_seen(tmp_path):
    (tmp_path / "a.csv").write_text("Award No,Start Date\nA-1,13/05/2024\nA-2,01/06/2024\n")
    assert "%d/%m/%Y" in propose(tmp_path / "a.csv").layout.dates


def test_a_mapping_is_read_as_it_was_written(tmp_path):
    (tmp_path / "a.csv").write_text(PLAIN.replace("Remarks", 'Odd: "name" #1'))
    found = propose(tmp_path / "a.csv")
    write_mapping(found, tmp_path / "m.yaml", tmp_path / "a.csv")
    assert read_mapping(tmp_path / "m.yaml") == found.layout


def test_a_sheet_is_imported_by_its_mapping(tmp_path):
    (tmp_path / "a.csv").write_text("Grants of Alameda,,,,,,\n\n" + PLAIN)
    layout = propose(tmp_path / "a.csv").layout
    assert layout.header == 3
    found = import_files("sheet", [tmp_path / "a.csv"], tmp_path / "into", layout)
    first, second = awards(tmp_path / "into")
    assert (first["award"], first["fiscal_year"], first["amount"]) == ("FAIN_15PBJA21GG01234JAGX", 2021, Decimal("-50"))
    assert (second["offered"], second["amount"], second["row"]) == (dt.date(2018, 10, 1), Decimal("12345"), 4)
    assert found.report["rows"]["read"] == 2


def test_a_workbook_with_merged_heads_is_imported(tmp_path):
    rows = [
        ["City of Oakland, grants"], [],
        ["Award No.", "Grantee", None, None, "Amount"], [None, None, "Start", "End", None],
        ["A-1", "City of Oakland", dt.date(2018, 10, 1), dt.date(2022, 9, 30), 12.5],
        [],
        ["A-2", "City of Oakland", dt.date(2019, 10, 1), None, 30],
    ]  # fmt: skip
    merges = [
        (2, 0, 3, 0, "Award No."),
        (2, 1, 3, 1, "Grantee"),
        (2, 2, 2, 3, "Period of performance"),
        (2, 4, 3, 4, "Amount"),
    ]
    file = workbook(tmp_path / "a.xlsx", rows, merges, other="Notes")
    layout = propose(file).layout
    assert layout.header == 4
    assert layout.sheet == "Awards"
    assert layout.columns["period_start"] == "Period of performance Start"
    import_files("sheet", [file], tmp_path / "into", layout)
    one, two = awards(tmp_path / "into")
    assert (one["period_start"], one["period_end"], one["amount"]) == (
        dt.date(2018, 10, 1),
        dt.date(2022, 9, 30),
        Decimal("12.50"),
    )
    assert (two["row"], two["amount"]) == (7, Decimal("30"))


def test_names_of_merged_and_nameless_columns():
    assert column_names([["Period", "", "", "Sum"]], 1, [(0, 0, 0, 1)]) == ["Period", "Period (2)", "column 3", "Sum"]
    assert unique(["A", "A", "", "A"]) == ["A", "A (2)", "column 3", "A (3)"]


def test_a_head_is_the_row_with_known_names_and_not_a_title():
    rows = [["Grants", ""], ["As of 2024", "Draft"], ["Award", "Amount"], ["x", "y"]]
    assert find_head(rows) == 3


def test_what_is_the_same_in_every_row_is_a_constant(tmp_path):
    (tmp_path / "a.csv").write_text("Award,Body\nA-1,CITY OF PEORIA\n")
    (tmp_path / "m.yaml").write_text(
        "columns:\n  fain: Award\n  recipient_name: Body\nconstants:\n  state: il\n  program: '16.738'\n"
    )
    import_files("sheet", [tmp_path / "a.csv"], tmp_path / "into", read_mapping(tmp_path / "m.yaml"))
    (award,) = awards(tmp_path / "into")
    assert (award["government"], award["program"], award["agency"], award["agency_basis"]) == (
        "peoria-il",
        "16.738",
        "us-doj-ojp",
        "listing",
    )


def test_an_award_that_a_list_has_under_the_same_number_is_the_same(tmp_path):
    from tests.intake.test_run import action, write

    (tmp_path / "a.csv").write_text("Award No,Accepted,Amount\n2018-DJ-BX-0177,10/09/2018,999\n")
    layout = propose(tmp_path / "a.csv").layout
    write(tmp_path / "t.csv", [action("2018DJBX0177")])
    import_files("sheet", [tmp_path / "a.csv"], tmp_path / "into", layout)
    import_files("auto", [tmp_path / "t.csv"], tmp_path / "into")
    (award,) = awards(tmp_path / "into")
    assert (award["award"], award["amount"]) == ("ASST_NON_2018DJBX0177_1550", Decimal("100"))
    assert award["accepted"] == dt.date(2018, 10, 9)  # which only the office knows


def test_a_row_with_a_prime_award_is_a_subaward(tmp_path):
    (tmp_path / "a.csv").write_text("Award No,Recipient,Amount,Prime Award Number\nS-1,County of Cook,5,2018DJBX0177\n")
    import_files("sheet", [tmp_path / "a.csv"], tmp_path / "into", propose(tmp_path / "a.csv").layout)
    (award,) = awards(tmp_path / "into")
    assert (award["kind"], award["prime"]) == ("sub", "FAIN_2018DJBX0177")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("columns:\n  fain: A\n  colour: B\n", "There is no field `colour`"),
        ("columns:\n  recipient_name: A\n", "does not say which column holds the number"),
        ("colums:\n  fain: A\n", "Did you mean `columns`?"),
        ("columns: [fain]\n", "must be a mapping"),
        ("columns:\n  fain: A\nheader: many\n", "`header` is the number of a row"),
        ("columns:\n  fain: A\ndates: ['); DROP TABLE']\n", "`dates` are forms"),
        ("columns: &a\n  fain: *a\n", "Anchors and aliases"),
        ("- a\n", "does not say which column"),
        ("{", "This is not YAML"),
    ],
)
def test_a_mapping_that_is_wrong_says_where(tmp_path, text, words):
    (tmp_path / "m.yaml").write_text(text)
    with pytest.raises(Faults) as error:
        read_mapping(tmp_path / "m.yaml")
    assert words in str(error.value)
    assert "m.yaml:" in str(error.value)


def test_a_mapping_of_another_sheet_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text(PLAIN)
    (tmp_path / "m.yaml").write_text("columns:\n  fain: Grant No\n")
    with pytest.raises(Faults, match="names a column `Grant No`"):
        import_files("sheet", [tmp_path / "a.csv"], tmp_path / "into", read_mapping(tmp_path / "m.yaml"))


def test_a_constant_is_a_value_and_never_sql(tmp_path):
    (tmp_path / "a.csv").write_text("Award,Body\nA-1,x\n")
    (tmp_path / "m.yaml").write_text(
        "columns:\n  fain: Award\nconstants:\n  recipient_name: \"O'Brien'); DROP TABLE lines; --\"\n"
    )
    import_files("sheet", [tmp_path / "a.csv"], tmp_path / "into", read_mapping(tmp_path / "m.yaml"))
    assert awards(tmp_path / "into")[0]["recipient_name"] == "O'Brien'); DROP TABLE lines; --"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 100, b"only one line\n", b"PK\x03\x04"])
def test_what_is_no_sheet_is_refused(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(Faults):
        propose(tmp_path / "a.csv")


def test_a_damaged_workbook_is_refused(tmp_path):
    file = workbook(tmp_path / "a.xlsx", [["Award", "Amount"], ["A-1", 5]])
    data = bytearray(file.read_bytes())
    data[60:400] = b"\0" * 340
    file.write_bytes(data)
    with pytest.raises(Faults, match="cannot be read"):
        propose(file)


def test_a_workbook_is_read_as_a_sheet_alone(tmp_path):
    file = workbook(tmp_path / "a.xlsx", [["Award", "Amount"], ["A-1", 5]])
    with pytest.raises(Faults, match="This is a workbook"):
        import_files("auto", [file], tmp_path / "into")
