"""The head of a file: names over several lines, given twice, in another encoding; and files that have none."""

import bz2
import lzma

import pytest
from tests.intake.test_run import action, table, write

from comity.intake.mapping import propose
from comity.intake.run import import_files
from comity.text.faults import Faults


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!DOCTYPE html><html><body>Log in</body></html>\n", "This is a web page, not a CSV file."),
        (b"\xef\xbb\xbf\n <HTML>", "This is a web page"),
        (b'<?xml version="1.0"?><a/>', "This is XML"),
        (b'[{"a": 1}]\n', "This is JSON"),
        (b"%PDF-1.7\n", "This is a PDF document"),
        (b"7z\xbc\xaf\x27\x1c", "This is a 7z archive"),
        (bz2.compress(b"a,b\n"), "packed with bzip2"),
        (lzma.compress(b"a,b\n"), "packed with xz"),
    ],
)
@pytest.mark.parametrize("kind", ["auto", "sheet"])
def test_a_file_of_another_form_is_called_what_it_is(tmp_path, content, words, kind):
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(Faults) as error:
        import_files(kind, [tmp_path / "x.csv"], tmp_path / "into")
    assert words in str(error.value)
    assert "\n  " in str(error.value)  # and what to do


def test_an_office_is_told_how_its_own_list_is_imported(tmp_path):
    (tmp_path / "x.csv").write_text("hello world\n" * 9)
    with pytest.raises(Faults, match=r"comity import sheet x\.csv --into DIR"):
        import_files("auto", [tmp_path / "x.csv"], tmp_path / "into")


def test_a_column_given_twice_is_named_with_its_places(tmp_path):
    file = write(tmp_path / "t.csv", [action("A1")])
    file.write_text(file.read_text().replace("action_type_code", "action_date"))
    with pytest.raises(Faults) as error:
        import_files("auto", [file], tmp_path / "into")
    assert "`action_date` is given twice" in str(error.value)
    assert "columns 7 and 14" in str(error.value)


def test_the_head_of_a_sheet_as_excel_saves_it(tmp_path):
    file = tmp_path / "a.csv"
    head = '"Award\nNo.",Grantee ,"Año\nde  inicio",Amount,Amount,\n'
    file.write_bytes((head + '\n"A-1",Cañon City,2024,5,6,7\nA-2,x,2024,lots,6,7\n').encode("cp1252"))
    layout = propose(file).layout
    assert layout.columns == {"fain": "Award No.", "recipient_name": "Grantee", "amount": "Amount"}
    found = import_files("sheet", [file], tmp_path / "into", layout)
    award, other = table(tmp_path / "into").values()
    assert (award["recipient_name"], str(award["amount"])) == ("Cañon City", "5.00")
    assert other["amount"] is None  # an amount that cannot be read is not known, and said to be in doubt
    (doubt,) = found.report["files"][0]["reading"]["doubts"]
    assert "1 amount could not be read (`lots`)" in doubt["sentence"]


def test_a_mark_that_is_never_closed_in_the_head_is_refused(tmp_path):
    (tmp_path / "x.csv").write_text('"award,amount\n' + "a,b\n" * 2_000_000)
    with pytest.raises(Faults, match="does not begin with a line of columns"):
        import_files("auto", [tmp_path / "x.csv"], tmp_path / "into")


def test_decimal_commas_beside_others_are_in_doubt_and_totals_are_no_awards(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(
        'Award No.;Grantee;Amount\nA-1;City of Chicago;"1,250.50"\nA-2;x;250000,00\nA-3;x;1.234,56\nA-4;x;10,5\n'
        "Grand Total:;;1250\n"
    )
    found = import_files("sheet", [file], tmp_path / "into", propose(file).layout)
    amounts = {award["fain"]: award["amount"] and str(award["amount"]) for award in table(tmp_path / "into").values()}
    assert amounts == {"A-1": "1250.50", "A-2": None, "A-3": "1234.56", "A-4": None}
    reading = found.report["files"][0]["reading"]
    assert [doubt["about"] for doubt in reading["doubts"]] == [
        "money",
        "money",
    ]  # two amounts, and the sheet's own total
    assert reading["counts"] == {"award": 4, "total": 1}


def test_rows_before_a_mark_that_is_never_closed_stand(tmp_path):
    file = tmp_path / "a.csv"
    rows = [f"A-{n},{mark}City of Chicago,{n}\n" for n in range(200) for mark in ('"' if n == 120 else "",)]
    file.write_text("Award No.,Grantee,Amount\n" + "".join(rows))
    import_files("sheet", [file], tmp_path / "into", propose(file).layout)
    assert len(table(tmp_path / "into")) == 199
