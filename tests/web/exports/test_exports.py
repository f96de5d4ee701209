"""Exports say what their page says, the days it is asked about, and nothing that a spreadsheet or a reader would run."""

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal

import docx
import icalendar
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from comity.errors import Refused
from comity.web.exports.binder import Kept, binder_of
from comity.web.exports.csv import csv_of
from comity.web.exports.docx import docx_of
from comity.web.exports.ics import Due, ics_of
from comity.web.exports.json import json_of
from comity.web.exports.paper import Entry, Finding, Memo, Quote, SourceLine, paper_of
from comity.web.exports.pdf import pdf_of
from comity.web.exports.stamp import NOTICE, Stamp, canonical, receipt
from comity.web.exports.tables import Book, Column, Table
from comity.web.exports.xlsx import xlsx_of

DAY = dt.date(2026, 11, 30)
STAMP = Stamp("Fresno, CA", "fresno-ca", DAY, DAY, dt.date(2026, 11, 24), "0.1.0+ab", "1" * 64, "2" * 64, "/position/")
COLUMNS = (
    Column("condition", "Condition"),
    Column("unpaid", "Unpaid", "money"),
    Column("seen", "Seen", "day"),
    Column("awards", "Awards", "count"),
)
ROW = {"condition": '=HYPERLINK("x")', "unpaid": Decimal("31600000.50"), "seen": dt.date(2025, 11, 21), "awards": 4}
BOOK = Book(
    "matrix",
    "Matrix",
    STAMP,
    (
        Table("conditions", "Conditions", COLUMNS, (ROW, {**ROW, "condition": "DEI clause", "seen": None})),
        Table("sources", "Sources", COLUMNS[:1], (), empty="No source is recorded."),
    ),
)
MEMO = Memo(
    title="HUD CoC FY2024: DEI clause",
    stamp=STAMP,
    audience="counsel",
    answer="On 30 Nov 2026 it is barred when last seen for Fresno.",
    stale="This rests on an injunction last seen on 21 Nov 2025.",
    findings=(
        Finding(
            "DEI clause",
            "Barred when last seen.",
            (Quote("does not operate any programs", "Agreement, p. 7"),),
            ("Fresno is a named plaintiff since 27 Aug 2025.",),
            ("If the order is stayed: in force again.",),
        ),
    ),
    entries=(Entry("Fresno v. Turner, injunction", dt.date(2025, 9, 23), "No. 25-cv-07070, ECF 66", "stands", dt.date(2025, 11, 21)),),
    sources=(SourceLine("Order", "https://example.org/order.pdf", dt.date(2025, 11, 21), "3" * 64),),
    unknown=("Whether award CA-0123 carries the terms.",),
)  # fmt: skip
DUE = Due("letter-7", "Answer due", "M-7", dt.date(2026, 12, 4))
CHANGED = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)


def cells_of(made: bytes) -> dict[str, list[list[object]]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def text_of_docx(made: bytes) -> list[str]:
    return [line.text for line in docx.Document(io.BytesIO(made)).paragraphs]


def text_of_pdf(made: bytes) -> str:
    document = pypdfium2.PdfDocument(made)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_every_sheet_says_the_days_and_the_receipt():
    sheets = cells_of(xlsx_of(BOOK))
    assert [*sheets] == ["Conditions", "Sources", "Receipt"]
    for rows in sheets.values():
        said = "\n".join(str(cell) for row in rows for cell in row)
        for part in ("2026-11-30, as known then", "2026-11-24", receipt(STAMP, BOOK.plain()).number, NOTICE):
            assert part in said


def test_a_sheet_holds_days_as_days_and_dollars_as_numbers():
    row = next(row for row in cells_of(xlsx_of(BOOK))["Conditions"] if row[0] == ROW["condition"])
    assert row == [ROW["condition"], 31600000.5, dt.date(2025, 11, 21), 4.0]


def test_a_list_without_rows_says_what_that_means():
    assert any("No source is recorded." in row for row in cells_of(xlsx_of(BOOK))["Sources"])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=12).map(lambda s: s), max_size=4),
    st.sampled_from("=+-@\t\r "),
)
def test_no_cell_is_a_formula_or_breaks_the_file(texts: list[str], first: str):
    rows = tuple({"condition": first + text} for text in texts)
    book = replace(BOOK, tables=(replace(BOOK.tables[1], rows=rows),))
    made = xlsx_of(book)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not any(b"<f" in archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)
    assert len(cells_of(made)) == 2
    read = list(csv.reader(io.StringIO(csv_of(book).decode("utf-8-sig"), newline="")))
    assert len(read) == len(rows) + 1
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in read[1:] for cell in row)


def test_csv_carries_the_days_on_every_row_and_reads_back():
    rows = list(csv.DictReader(io.StringIO(csv_of(BOOK).decode("utf-8-sig"))))
    assert {row["as_of"] for row in rows} == {"2026-11-30"}
    assert {row["law_read_to"] for row in rows} == {"2026-11-24"}
    assert [row["condition"] for row in rows] == ['\'=HYPERLINK("x")', "DEI clause"]


def test_json_has_the_rows_that_its_receipt_is_about():
    found = json.loads(json_of(BOOK))
    assert found["tables"]["conditions"][0]["unpaid"] == "31600000.50"
    assert found["receipt"]["answer"] == hashlib.sha256(canonical(found["tables"])).hexdigest()


@pytest.mark.parametrize("made", [xlsx_of, csv_of, json_of])
def test_the_same_rows_give_the_same_bytes(made):
    assert made(BOOK) == made(BOOK)


@pytest.mark.parametrize("field", ["as_of", "known_at", "program", "law", "facts", "address", "suppose", "forum"])
def test_a_receipt_changes_with_everything_an_answer_rests_on(field: str):
    other = dt.date(2020, 1, 1) if field in ("as_of", "known_at") else "other"
    assert receipt(replace(STAMP, **{field: other}), BOOK.plain()).number != receipt(STAMP, BOOK.plain()).number
    assert receipt(STAMP, []).number != receipt(STAMP, BOOK.plain()).number


@pytest.mark.parametrize("name", ["", "../x", "a b", "A", "x/y", "fresno-ca-", "-a"])
def test_a_file_name_is_built_of_plain_names_alone(name: str):
    with pytest.raises(Refused, match="file name"):
        replace(STAMP, name=name)


@pytest.mark.parametrize(
    "text", [lambda m: " ".join(text_of_docx(docx_of(paper_of(m)))), lambda m: text_of_pdf(pdf_of(paper_of(m)))]
)
def test_a_memo_says_audience_then_answer_with_its_stale_ground_then_the_rest_in_order(text):
    said = text(MEMO)
    order = [
        "For counsel", MEMO.answer, MEMO.stale, "does not operate any programs", "Agreement, p. 7", "named plaintiff",
        "ECF 66", "read on 2025-11-21", "What is not known", "Whether award CA-0123", "374 days", "Not reviewed by counsel", "Receipt",
    ]  # fmt: skip
    places = [said.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert NOTICE in said
    assert "Reviewed by counsel J. Lee, 2026-11-29" in text(replace(MEMO, reviewed=("J. Lee", dt.date(2026, 11, 29))))


def test_the_first_paragraph_is_the_answer_with_its_stale_ground():
    paragraphs = text_of_docx(docx_of(paper_of(MEMO)))
    assert f"{MEMO.answer} {MEMO.stale}" in paragraphs


@pytest.mark.parametrize("audience", ["manager", "council"])
def test_only_counsel_gets_the_steps_of_the_proof(audience):
    said = " ".join(text_of_docx(docx_of(paper_of(replace(MEMO, audience=audience)))))
    assert MEMO.answer in said
    assert "named plaintiff" not in said
    assert ("does not operate any programs" in said) is (audience == "manager")


def test_a_pdf_is_tagged_and_says_that_it_is_pdf_ua():
    made = pdf_of(paper_of(replace(MEMO, tables=BOOK.tables)))
    assert b"/StructTreeRoot" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert made == pdf_of(paper_of(replace(MEMO, tables=BOOK.tables)))


@pytest.mark.parametrize("text", ["#panic()", "*x* _y_ `z`", "= not a heading", "<label> @ref $x$", "\\", "“”"])
def test_words_are_never_read_as_markup(text: str):
    memo = replace(MEMO, title=f"A {text}", answer=text, findings=(Finding(text or "x", text, (), ()),))
    assert text in text_of_pdf(pdf_of(paper_of(memo)))
    assert text in " ".join(text_of_docx(docx_of(paper_of(memo))))


@pytest.mark.parametrize("text", ["\x00\x01", "中文", "😀", "".join(map(chr, range(0x4E00, 0x4E40)))])
def test_a_character_that_no_font_has_is_written_by_its_number(text: str):
    memo = replace(MEMO, answer=f"Before {text} after.")
    said = text_of_pdf(pdf_of(paper_of(memo))).replace(" ", "")
    assert f"Before{''.join(f'[U+{ord(one):04X}]' for one in text)}after." in said
    assert any("after." in line for line in text_of_docx(docx_of(paper_of(memo))))


def test_docx_depends_on_the_paper_alone():
    assert docx_of(paper_of(MEMO)) == docx_of(paper_of(MEMO))


def test_docx_has_headings_and_heads_of_tables():
    document = docx.Document(io.BytesIO(docx_of(paper_of(replace(MEMO, tables=BOOK.tables)))))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"][:3] == [
        "Conditions",
        "Sources",
        "DEI clause",
    ]
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml


def events(*due: Due) -> list[icalendar.cal.Component]:
    return list(icalendar.Calendar.from_ical(ics_of(due, STAMP, "comity.example.org", CHANGED)).walk("VEVENT"))


def test_a_calendar_says_neither_whom_nor_what_it_is_about():
    made = ics_of((DUE,), replace(STAMP, subject="Fresno, CA"), "comity.example.org", CHANGED).decode()
    assert "SUMMARY:Answer due M-7" in made
    assert "Fresno, CA" not in made


def test_a_day_without_an_hour_is_a_whole_day_and_one_with_an_hour_keeps_its_zone():
    from zoneinfo import ZoneInfo

    whole, timed = events(
        DUE, replace(DUE, id="z", at=dt.datetime(2026, 12, 4, 17, tzinfo=ZoneInfo("America/New_York")))
    )
    assert whole["dtstart"].dt == dt.date(2026, 12, 4)
    assert whole["dtend"].dt == dt.date(2026, 12, 5)
    assert timed["dtstart"].dt.utcoffset() == dt.timedelta(hours=-5)


def test_a_changed_day_is_the_same_event_and_a_withdrawn_one_is_cancelled():
    first, second = events(DUE)[0], events(replace(DUE, day=dt.date(2026, 12, 9), turn=1, withdrawn=True))[0]
    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (0, 1)
    assert (first["status"], second["status"]) == ("CONFIRMED", "CANCELLED")
    assert (len(first.walk("VALARM")), len(second.walk("VALARM"))) == (1, 0)


def test_a_binder_lists_every_member_with_its_digest():
    kept = Kept("M-7-1", "pdf", b"%PDF-1.7", "2026-11-20, by mail")
    made = binder_of(STAMP, (BOOK,), (kept,), (("memo.pdf", b"%PDF"),), "2 privileged documents")
    assert made == binder_of(STAMP, (BOOK,), (kept,), (("memo.pdf", b"%PDF"),), "2 privileged documents")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        named = {one["name"]: one["sha256"] for one in manifest["members"]}
        assert {*named, "manifest.json", "SHA256SUMS"} == set(archive.namelist())
        assert named == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in named}
        sums = archive.read("SHA256SUMS").decode()
        assert f"{hashlib.sha256(archive.read('manifest.json')).hexdigest()}  manifest.json\n" in sums
    assert manifest["left_out"] == "2 privileged documents"
    assert {"lists/matrix.xlsx", "lists/matrix-conditions.csv", "documents/M-7-1.pdf", "memos/memo.pdf"} <= {*named}


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".", "a\\b"])
def test_a_member_of_a_binder_never_leaves_its_folder(name: str):
    with pytest.raises(Refused, match="member"):
        binder_of(STAMP, (), (), ((name, b""),), "")
