"""Sheets of shapes that offices have: each total is the sheet's own to the cent, or said to be in doubt; never another one."""

from decimal import Decimal

import pytest
import xlsxwriter

from comity.brief.import_report import total_line
from comity.intake.job import Layout
from comity.intake.sheets.reading import read_sheet
from comity.intake.sheets.values import unit_of, without_unit


def book(path, **sheets):
    """A workbook whose cells are `sheets`; a cell `>n` before a text is merged over n columns."""
    made = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = made.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith(">"):
                    width, _, text = cell[1:].partition(" ")
                    sheet.merge_range(at, column, at, column + int(width) - 1, text)
                elif cell not in ("", None):
                    sheet.write(at, column, cell)
    made.close()
    return path


def said(path, **layout):
    """What is printed last of a sheet, and what was read of it."""
    read = read_sheet(path, Layout(constants={"government": "seattle-wa"}, **layout))
    return total_line(read.reading), read


JAG, CDBG, COC = "15PBJA-22-GG-02211-JAGX", "B-22-UC-06-0001", "CA0088L9T022316"


def test_groups_of_columns_blocks_of_years_and_a_total_without_the_word(tmp_path):
    rows = [
        [">5 County of Alameda: schedule of federal grants"],
        [],
        [">2 GRANT", "", ">2 BUDGET", "", ">2 DATES"],
        ["Award #", "CFDA", "Federal", "Local", "Accepted by Board", "Ends"],
        [">6 FY 2023"],
        ["H79SM087654*", "93.104", 1_250_000, 250_000, "3/14/2023", "9/29/2027"],
        [CDBG, "14.218", 2_104_332, 0, "9/13/2022", "6/30/2029"],
        ["", "FY 2023 subtotal", 3_354_332, 250_000],
        [">6 FY 2024"],
        [COC, "14.267", 3_300_415, 825_104, "5/20/2025", "4/30/2026"],
        ["", "FY 2024 subtotal", 3_300_415, 825_104],
        [],
        ["", "All years", 6_654_747],
        ["* Year 2 of 4; continuation of $1,250,000 expected."],
    ]
    line, read = said(book(tmp_path / "a.xlsx", Grants=rows))
    assert line == "3 awards, $6,654,747.00, equals your sheet's total in row 13."
    assert {one.name: one.field for one in read.reading.columns}["DATES Accepted by Board"] == "accepted"
    assert read.tables[0].table.columns["period_end"] == "DATES Ends"


@pytest.mark.parametrize(
    ("title", "head", "amounts", "total"),
    [
        ("Federal grants", "Award ($000)", (12450.5, 800), "$13,250,500.00"),
        ("All amounts in thousands of dollars", "Award", (54_230, 987.654), "$55,217,654.00"),
        ("(dollars in thousands)", "Award Amount", (1, 2), "$3,000.00"),
        ("Federal grants", "Federal award ($ millions)", (412.5, 24.983217), "$437,483,217.00"),
        ("Federal grants of more than $1 million", "Award", (1_000_000.5, 2_000_000), "$3,000,000.50"),
        ("Investing in thousands of homes", "Award", (10, 20), "$30.00"),
        ("(in thousands)", "Award ($)", (10, 20), "$30,000.00"),
    ],
)
def test_dollars_in_thousands_and_millions(tmp_path, title, head, amounts, total):
    """`Award ($000)` was once read as dollars: a total a thousand times too small, equal to the sheet's own."""
    rows = [
        [title],
        [],
        ["FAIN", "Assistance Listing", head],
        [JAG, "16.738", amounts[0]],
        [CDBG, "14.218", amounts[1]],
    ]
    line, _ = said(book(tmp_path / "a.xlsx", One=[*rows, ["", "Total", sum(amounts)]]))
    assert line == f"2 awards, {total}, equals your sheet's total in row 6."


def test_a_unit_that_gives_more_than_any_award_has_is_in_doubt(tmp_path):
    rows = [["(in thousands)"], ["FAIN", "ALN", "Award"], [JAG, "16.738", 6_000_000], [CDBG, "14.218", 10]]
    line, read = said(book(tmp_path / "a.xlsx", One=rows))
    assert line.endswith(": 1 doubt.")
    assert "in thousands, and the largest amount would be $6,000,000,000.00" in read.reading.doubts[0].sentence


@pytest.mark.parametrize(
    ("text", "unit", "name"),
    [
        ("Amount (000s)", 1_000, "Amount"), ("Award, in thousands of dollars", 1_000, "Award"), ("Total $K", 1_000, "Total"),
        ("Budget ($M)", 10**6, "Budget"), ("Award ('000)", 1_000, "Award"), ("Federal ($ in 000s)", 1_000, "Federal"),
        ("Award Amount ($)", 1, "Award Amount ($)"), ("FY24", 1, "FY24"), ("Budget $5,000", 1, "Budget $5,000"),
        ("ALN 20.000", 1, "ALN 20.000"), ("Grants over $1 million", 1, "Grants over $1 million"),
    ],
)  # fmt: skip
def test_units_in_names(text, unit, name):
    assert (unit_of(text), without_unit(text)) == (unit, name)


def test_sheets_of_two_agencies_and_of_two_forms_are_read_together(tmp_path):
    hud = [
        ["Program", "Grant Number", "Program Year", "Entitlement", "IDIS Drawn"],
        ["CDBG (14.218)", "B-24-MC-36-0104", 2024, 4_800_000, 1_000_000],
        ["ESG (14.231)", "E-24-MC-36-0104", 2024, 400_000.55, 0],
    ]
    dot = [
        ["US Department of Transportation grants"],
        ["No.", "Modal", "Award ID (FAIN)", "Project name", "Fed share", "Local share", "Executed"],
        [1, "FTA", "NY-2024-088-00", "Bus replacement", 20_000_000, 5_000_000, "2024-08-30"],
    ]
    summary = [["Agency", "Count", "Total"], ["HUD", 2, 5_200_000.55], ["USDOT", 1, 20_000_000]]
    line, read = said(book(tmp_path / "a.xlsx", Summary=summary, HUD=hud, USDOT=dot))
    assert line == "3 awards, $25,200,000.55."
    assert [part.read for part in read.reading.parts if part.sheet == "Summary"] == [False]


def test_a_table_that_lists_awards_again_is_not_read_and_one_that_lists_others_is_a_doubt(tmp_path):
    awards = [["Award No.", "ALN", "Amount"], [JAG, "16.738", 10], [CDBG, "14.218", 20]]
    again = [["Award Number", "Report due", "Contact", "Amount"], [JAG, "x", "Ms. A", 10], [CDBG, "y", "Mr. B", 20]]
    other = [["Award Number", "Status", "Contact"], [COC, "active", "Ms. A"], [JAG, "active", "Ms. A"]]
    assert said(book(tmp_path / "a.xlsx", One=awards, Reports=again))[0] == "2 awards, $30.00."
    line, read = said(book(tmp_path / "b.xlsx", One=awards, Contacts=other))
    assert line == "2 awards, $30.00: 1 doubt."
    assert read.reading.doubts[0].sentence.startswith("sheet Contacts, row 1: 1 number of awards below is not read")


def test_a_sheet_whose_dollars_were_not_found_has_no_total(tmp_path):
    """Once `4 awards, $0.00.`"""
    rows = [["Award No.", "ALN", "Uncle Sam's part"], [JAG, "16.738", 125_000], [CDBG, "14.218", 250_000.5]]
    line, read = said(book(tmp_path / "a.xlsx", One=rows))
    assert line == "2 awards, dollars not known: 1 doubt."
    assert "`Uncle Sam's part` may hold them" in read.reading.doubts[0].sentence
    mapped, _ = said(tmp_path / "a.xlsx", header=1, columns={"fain": "Award No.", "amount": "Uncle Sam's part"})
    assert mapped == "2 awards, $375,000.50."
    assert (
        said(book(tmp_path / "b.xlsx", One=[["Award No.", "ALN"], [JAG, "16.738"]]))[0] == "1 award, dollars not known."
    )


def test_a_head_in_two_rows(tmp_path):
    rows = [
        [],
        ["Federal", "Award", "Assistance", "Federal award", "Date", "Expected"],
        ["agency", "number", "listing", "amount", "accepted", "close"],
        ["DOT FTA", "MA-2023-019-00", "20.500", 412.5, "2023-11-08", "2031"],
        ["DOT FRA", "69A36524522370CRSMA", "20.325", 108, "2024-10-30", "2029"],
    ]
    path = book(tmp_path / "a.xlsx", One=rows)
    line, read = said(path)
    assert line == "2 awards, $520.50."
    assert dict(read.tables[0].table.columns)["accepted"] == "Date accepted"
    assert said(path, header=read.layout.header, columns=read.layout.columns)[0] == line


def test_actions_of_an_award_add_up_with_what_was_taken_back(tmp_path):
    rows = [
        "Award No.,ALN,Action,Obligation,Accepted",
        'EMW-2022-FH-00321,97.083,Original,"$ 2,400,000.00",10/4/2022',
        'EMW-2022-FH-00321,97.083,Deobligation,"$ (150,250.50)",',
        'TI-085123,93.243,Original,"$ 375,000.00",11/7/2023',
        'TI-085123,93.243,Continuation,"$ 375,000.00",',
        'TI-085123,93.243,Termination,"($ 301,118.44)",',
        ',,,"$ 2,698,631.06",',
    ]
    (tmp_path / "a.csv").write_text("\n".join(rows))
    line, read = said(tmp_path / "a.csv")
    assert line == "2 awards, $2,698,631.06, equals your sheet's total in row 7."
    assert all(one.part for one in read.placed)


def test_the_sheets_total_decides_whether_rows_of_one_number_add_up(tmp_path):
    rows = [
        ["Award No.", "ALN", "Amount", "Drawn"],
        [JAG, "16.738", 60_000, 5],
        [JAG, "16.738", 65_000, 0],
        [CDBG, "14.218", 10, 0],
    ]
    assert said(book(tmp_path / "a.xlsx", One=rows))[0] == "2 awards, between $60,010.00 and $125,010.00: 1 doubt."
    line, read = said(book(tmp_path / "b.xlsx", One=[*rows, ["Total", "", 125_010, 5]]))
    assert line == "2 awards, $125,010.00, equals your sheet's total in row 5."
    assert "as your sheet's total says" in read.reading.notes[0]
    # a total that fits neither decides nothing
    assert said(book(tmp_path / "c.xlsx", One=[*rows, ["Total", "", 99, 5]]))[0].endswith("doubts.")


def test_one_number_on_sheets_of_two_years_is_a_question(tmp_path):
    head = ["Award No.", "ALN", "Awarded"]
    sheets = {
        "FY24": [head, ["TI085001", "93.243", 300_000]],
        "FY25": [head, ["TI085001", "93.243", 300_000], [CDBG, "14.218", 5]],
    }
    assert said(book(tmp_path / "a.xlsx", **sheets))[0] == "2 awards, between $300,005.00 and $600,005.00: 1 doubt."
    assert said(tmp_path / "a.xlsx", rows={"all": "parts"})[0] == "2 awards, $600,005.00."
    plain = {"All": sheets["FY24"], "Open": sheets["FY25"]}
    assert said(book(tmp_path / "b.xlsx", **plain))[0] == "2 awards, $300,005.00."


def test_subawards_are_told_by_the_number_of_who_passes_them_on(tmp_path):
    rows = [
        [
            "Pass-Through Entity",
            "Pass-Through Grant No.",
            "Federal Award No.",
            "ALN",
            "Federal Agency",
            "Sub-award amount",
        ],
        ["Oregon OEM", "23-223", "EMW-2023-SS-00041", "97.067", "FEMA", 85_000],
        ["Oregon OEM", "23-224", "EMW-2023-SS-00041", "97.067", "FEMA", 42_500],
        ["ODOT", "73000-00012999", "", "20.600", "NHTSA", 35_000],
        ["Oregon DOJ", "", "15POVC-23-GG-00440-ASSI", "16.575", "DOJ OVC", 310_400.4],
        ["", "", "", "", "Total sub-awards", 472_900.4],
    ]
    line, read = said(book(tmp_path / "a.xlsx", One=rows))
    assert line == "4 awards, $472,900.40, equals your sheet's total in row 6."
    numbers = [(read.tables[0].value("fain", at), read.tables[0].value("prime_number", at)) for at in range(4)]
    assert numbers == [
        ("23-223", "EMW-2023-SS-00041"), ("23-224", "EMW-2023-SS-00041"), ("73000-00012999", None), ("15POVC-23-GG-00440-ASSI", None)
    ]  # fmt: skip


def test_heads_of_sections_with_their_dollars_are_no_awards(tmp_path):
    rows = [
        ["Grantor\nAgency", "Award\nNumber", "CFDA\nNo.", "Award\nAmount", "Date\nAccepted"],
        ["DOT", "", "", 3_000_000],
        ["FTA", "TX-2024-010-00", 20.507, 2_000_000, "5/1/2024"],
        ["FHWA", "693JJ32450001", 20.2, 1_000_000, "6/1/2024"],
        ["HHS", "", "", 700_000],
        ["CDC", "NU58DP007777", 93.988, 700_000, "9/30/2023"],
        ["Grand total", "", "", 3_700_000],
    ]
    assert (
        said(book(tmp_path / "a.xlsx", One=rows))[0] == "3 awards, $3,700,000.00, equals your sheet's total in row 7."
    )


def test_lines_of_a_ledger_below_an_award_are_in_doubt(tmp_path):
    rows = [
        "Award Number,ALN,Agency,Description,Amount",
        f'{JAG},16.738,DOJ,Award,"120,000.00"',
        ',,,Draw 1,"-30,000.00"',
        ',,,Draw 2,"-20,000.00"',
        ',,,Balance,"70,000.00"',
    ]
    (tmp_path / "a.csv").write_text("\n".join(rows))
    line, read = said(tmp_path / "a.csv")
    assert line.startswith("3 awards, between $70,000.00 and $120,000.00: 1 doubt")
    assert read.reading.doubts[0].rows == ("3", "4")


def test_decimal_commas_in_every_column_of_dollars(tmp_path):
    rows = [
        "Grant ID;Agency;ALN;Award Amount;Expended to Date;Award Date",
        f'{JAG};BJA;16.738;"1.048.312,50";12.000,00;30.09.2024',
        "15JCOPS-23-GG-04444-UHPX;COPS Office;16.710;625.000,00;0,00;30.09.2023",
        ';;Total;"1.673.312,50";;',
    ]
    (tmp_path / "a.csv").write_text("\n".join(rows))
    line, read = said(tmp_path / "a.csv")
    assert line == "2 awards, $1,673,312.50, equals your sheet's total in row 4."
    assert read.tables[0].value("outlayed", 0) == Decimal("12000.00")
