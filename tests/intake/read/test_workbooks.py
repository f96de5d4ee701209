"""Workbooks, XLSX and XLS: read, or refused with what to do, in bounded memory. `old.xls` was written with xlwt."""

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from tests.intake.sheets.test_mapping import awards, workbook

from comity.intake.mapping import propose
from comity.intake.read import workbooks
from comity.intake.read.workbooks import read_workbook, sheet_names
from comity.intake.run import import_files
from comity.text.faults import Faults

OLD = Path(__file__).parent / "old.xls"


def test_an_old_workbook_is_imported_its_merged_head_too(tmp_path):
    assert sheet_names(OLD) == ("Notes", "Awards")
    layout = propose(OLD).layout
    assert (layout.sheet, layout.header) == ("Awards", 4)
    assert layout.columns["period_start"] == "Period of performance Start"
    import_files("sheet", [OLD], tmp_path / "into", layout)
    one, two = awards(tmp_path / "into")
    assert (one["period_start"], one["period_end"], one["amount"], one["row"]) == (
        dt.date(2018, 10, 1), dt.date(2022, 9, 30), Decimal("12.50"), 5,
    )  # fmt: skip
    assert (two["recipient_name"], two["amount"], two["row"]) == ("Cañon City", Decimal("30"), 7)


@pytest.mark.parametrize("kind", ["auto", "usaspending-transactions"])
def test_an_old_workbook_is_read_as_a_sheet_alone(tmp_path, kind):
    with pytest.raises(Faults, match=r"comity import sheet old\.xls"):
        import_files(kind, [OLD], tmp_path / "into")


@pytest.mark.parametrize("keep", [8, 100, 512, 1024, 3000, 5000])
def test_an_old_workbook_that_is_cut_off_is_refused(tmp_path, keep):
    (tmp_path / "a.xls").write_bytes(OLD.read_bytes()[:keep])
    with pytest.raises(Faults) as error:
        propose(tmp_path / "a.xls")
    assert "a.xls" in str(error.value)


def test_a_stray_cell_in_the_far_corner_is_named_and_costs_no_memory(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("Awards")
    sheet.write(0, 0, "Award")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    with pytest.raises(Faults, match="cells very far apart") as error:
        propose(tmp_path / "a.xlsx")
    assert "XFD1048576" in str(error.value)


def test_a_tall_or_a_wide_sheet_is_no_fault(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("Tall").write(20_000, 1, "x")
    book.add_worksheet("Wide").write(1, 16_000, "x")
    book.close()
    assert [len(sheet.rows) for sheet in read_workbook(tmp_path / "a.xlsx")] == [20_001, 2]


def test_a_damaged_binary_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", b"\0")
    with pytest.raises(Faults, match="cannot be read"):
        propose(tmp_path / "a.xlsb")


def test_a_workbook_that_unpacks_to_very_much_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(Faults, match="unpacks to"):
        propose(tmp_path / "a.xlsx")


def test_a_workbook_that_ends_its_reader_is_refused(tmp_path, monkeypatch):
    file = workbook(tmp_path / "a.xlsx", [["Award", "Amount"], ["A-1", 5]])
    (tmp_path / "reader.py").write_text('import os\nprint(\'{"sheets": ["A"]}\', flush=True)\nos.abort()\n')
    monkeypatch.setattr(workbooks.workbook_rows, "__name__", "reader")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(Faults, match="damaged, or takes more than"):
        propose(file)


def test_an_old_workbook_that_asks_for_all_the_memory_is_refused(tmp_path):
    data = OLD.read_bytes()
    refused = 0
    for at in range(0x200, 0x260, 4):  # the beginning of the stream of the workbook
        (tmp_path / "a.xls").write_bytes(data[:at] + b"\xff" * 4 + data[at + 4 :])
        try:
            sheet_names(tmp_path / "a.xls")
        except Faults:
            refused += 1
    assert refused
