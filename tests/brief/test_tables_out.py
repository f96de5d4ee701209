"""Tables and memos as files: both days in the name and on every sheet, and no cell that a spreadsheet would run."""

import datetime as dt
from decimal import Decimal

import pytest
import python_calamine

from comity.brief.memo_out import write_memo
from comity.brief.tables_out import SheetOut, write_sheets
from comity.errors import Refused

DAYS = (dt.date(2026, 11, 30), dt.date(2026, 11, 24))
SHEETS = (
    SheetOut("Matrix", ("award", "dollars", "note"), [("=1+1", Decimal("5.25"), "@x"), ("A-2", None, "-5,000.00")]),
    SheetOut("Sources", ("title",), [("+cmd",)]),
)  # fmt: skip


def test_a_workbook_says_its_days_on_every_sheet_and_runs_nothing(tmp_path):
    path = write_sheets(tmp_path / "m.xlsx", SHEETS, *DAYS)
    assert path.name == "m (as of 2026-11-30, library 2026-11-24).xlsx"
    book = python_calamine.load_workbook(str(path))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        assert rows[0][0].startswith("As of 2026-11-30; library read to 2026-11-24.")
        assert "not a substitute for an attorney's advice" in rows[0][0]
        assert all(not str(cell).startswith(("=", "+", "@")) for row in rows for cell in row)
    assert book.get_sheet_by_name("Matrix").to_python()[2][:2] == ["'=1+1", 5.25]


def test_a_csv_has_the_days_in_every_row(tmp_path):
    lines = write_sheets(tmp_path / "m.csv", SHEETS, *DAYS).read_text().splitlines()
    assert lines[0] == "award,dollars,note,as of,library read to"
    assert lines[1] == "'=1+1,5.25,'@x,2026-11-30,2026-11-24"


@pytest.mark.parametrize("name", ["m.docx", "m"])
def test_other_files_are_refused(tmp_path, name):
    with pytest.raises(Refused):
        write_sheets(tmp_path / name, SHEETS, *DAYS)
    with pytest.raises(Refused):
        write_memo(tmp_path / name, "t", ["x"], *DAYS, None)


@pytest.mark.parametrize(
    ("by", "words"), [(None, "Not reviewed by counsel."), ("J. Doe, 30 November 2026", "Reviewed by counsel: J. Doe")]
)
def test_a_memo_says_who_reviewed_it_and_escapes_what_it_quotes(tmp_path, by, words):
    write_memo(tmp_path / "m.html", "<b>", ["a <script> & b", "", "- [x](y)"], *DAYS, by)
    write_memo(tmp_path / "m.md", "*t*", ["a <script> & b", "", "- [x](y)"], *DAYS, by)
    html, markdown = (tmp_path / "m.html").read_text(), (tmp_path / "m.md").read_text()
    assert words in html
    assert "<script>" not in html
    assert "\\[x\\](y)" in markdown
