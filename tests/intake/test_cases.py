"""Inputs that were once read wrongly, each with its right value: the files in cases/, through `comity import sheet FILE --yes`."""

import datetime as dt
import json
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def case(comity, tmp_path):
    """Import the file of a case, and return what the command said and the folder."""

    def imported(name, *arguments, kind="sheet", into=None, file=None):
        folder = tmp_path / name
        if not folder.exists():
            shutil.copytree(CASES / name, folder)
        chosen = (
            folder / file
            if file
            else next(path for path in sorted(folder.iterdir()) if path.suffix not in (".yaml", ""))
        )
        target = into or tmp_path / "into"
        given = [str(folder / one) if str(one).endswith(".yaml") else str(one) for one in arguments]
        yes = [] if kind != "sheet" or "--mapping" in arguments else ["--yes"]
        done = comity("import", kind, str(chosen), "--into", str(target), *yes, *given)
        assert {path.name for path in folder.iterdir()} == {path.name for path in (CASES / name).iterdir()}
        return done, target

    return imported


def awards(into, file="awards.parquet"):
    found = duckdb.sql(f"SELECT * FROM '{into / file}' ORDER BY row")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def dollars(into):
    return sum(award["amount"] or 0 for award in awards(into))


@pytest.mark.parametrize(
    ("name", "count", "total"),
    [
        ("aln-number", 10, 10_000), ("date-1904", 1, 1_000), ("offset", 3, 3_000), ("sep-line", 2, 300_000),
        ("cp1252", 2, 300_000), ("utf16-bom", 1, 1_000), ("tsv-named-csv", 2, 1_251_000), ("quoted-newline", 2, 3_000),
        ("nbsp", 3, 500_000), ("cr-only", 2, 200_000), ("excel-equals", 2, 300_000), ("late-header", 3, 3_000),
        ("ods", 1, 1_000), ("short-rows", 2, 300_000), ("trailing-commas", 2, 300_000), ("state-full-name", 2, 300_000),
        ("subtotals", 3, 450_000), ("two-tables", 3, 7_000), ("title-fold", 3, 600_000), ("award-title-only", 2, 3_000),
        ("hidden", 5, 15_000), ("split-award", 1, 125_000), ("multi-header", 2, 300_000), ("date-serials", 2, 350_000),
        ("semicolon-decimal-comma", 2, Decimal("1375000.50")), ("two-digit-year", 3, 3_000), ("spending-by-award-api", 2, 350_000),
    ],
)  # fmt: skip
def test_awards_and_dollars(case, name, count, total):
    done, into = case(name)
    assert done.code == 0, done.out + done.err
    assert (len(awards(into)), dollars(into)) == (count, total)
    assert f"{count} award{'' if count == 1 else 's'}, ${total:,.2f}" in done.out


@pytest.mark.parametrize(
    "name", ["nbsp", "state-full-name", "hidden", "cr-only", "offset", "excel-equals", "split-award", "ods"]
)
def test_the_recipient_is_known(case, name):
    assert {award["government"] for award in awards(case(name)[1])} == {"oakland-ca"}


@pytest.mark.parametrize("arguments", [(), ("--mapping", "by-hand.mapping.yaml")])
def test_listings_are_found_within_text(case, arguments):
    _, into = case("aln-text", *arguments, file="a.xlsx")
    found = [award["program"] for award in awards(into)]
    assert found[:10] == ["16.738"] * 10
    assert found[10] is None  # no program has that number; `programs` has it
    assert awards(into)[10]["programs"] == "16.U01"
    assert found[11:15] == [None] * 4  # 15.Unknown, N/A, TBD, Various
    assert found[15:] == ["16.738"] * 3
    assert [award["programs"] for award in awards(into)][5] == "16.710;16.738"
    assert awards(into)[0]["program_text"] == "16.738 JAG"
    assert {award["agency"] for award in awards(into) if award["program"] == "16.738"} == {"us-doj-ojp"}


def test_listings_that_were_taken_for_numbers(case):
    found = [award["program"] for award in awards(case("aln-number")[1])]
    assert found == ["16.738", "16.710", "16.600", "97.100", "97.110", "97.090", "20.205", "84.010", "10.500", None]


@pytest.mark.parametrize("arguments", [(), ("--mapping", "by-hand.mapping.yaml")])
def test_amounts_as_people_write_them(case, arguments):
    done, into = case("amounts", *arguments, file="a.xlsx")
    found = {award["fain"]: award["amount"] for award in awards(into)}
    assert len(found) == 29  # not one award is lost
    assert found["A-0"] == Decimal("1250000.50")
    assert {found[f"A-{n}"] for n in (1, 2, 3, 25)} == {Decimal(-1250)}
    assert {found[f"A-{n}"] for n in (4, 5, 6, 7, 8, 18, 19, 20, 28)} == {None}
    assert (found["A-9"], found["A-10"]) == (Decimal(1_250_000), Decimal(250_000))
    assert {found[f"A-{n}"] for n in (12, 13, 14, 15, 16, 23)} == {Decimal(1250)}
    assert {found[f"A-{n}"] for n in (11, 17, 21, 26, 27)} == {None}  # no single amount
    assert "3 cells hold the error of a formula in `Amount` (G20, G21, G22)" in done.out
    assert "8 amounts that could not be read: 2 doubts" in done.out
    assert done.code == 1


def test_numbers_of_awards_within_text(case):
    done, into = case("award-numbers")
    found = {award["award"]: award for award in awards(into)}
    assert found["FAIN_2019DJBX0801"]["amount"] is None  # $1,000 or $9,000: a question
    assert found["FAIN_2019DJBX0801"]["lines"] == 9
    assert found["FAIN_2019DJBX0801"]["fiscal_year"] == 2019
    assert found["FAIN_15PBJA21GG01234JAGX"]["fiscal_year"] == 2021
    assert [award["apart"] for award in awards(into, "apart.parquet")] == ["several numbers", *["unnumbered"] * 4]
    assert "between $12,000.00 and $22,000.00: 2 doubts" in done.out
    assert done.code == 1
    rejected = (into / "rejects.csv").read_text()
    assert rejected.count("was turned into a number by Excel and has lost digits") == 2


@pytest.mark.parametrize(("rows", "dollars"), [("parts", 9_000), ("one", 1_000)])
def test_a_question_about_rows_of_one_number_is_answered(case, rows, dollars):
    done, into = case("award-numbers", "--rows", rows)
    found = {award["award"]: award for award in awards(into)}
    assert found["FAIN_2019DJBX0801"]["amount"] == dollars
    assert "doubt" not in done.out


@pytest.mark.parametrize("arguments", [(), ("--mapping", "by-hand.mapping.yaml")])
def test_days_as_people_write_them(case, arguments):
    _, into = case("date-text", *arguments, file="a.xlsx")
    found = {award["fain"]: award["period_start"] for award in awards(into)}
    day = dt.date(2018, 10, 1)
    assert {found[f"A-{n}"] for n in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 18, 19)} == {day}
    assert {found[f"A-{n}"] for n in (10, 11, 12, 14, 15, 20, 21, 22, 23, 24, 25, 26)} == {None}


def test_days_that_excel_has_as_numbers(case):
    assert {(a["period_start"], a["period_end"]) for a in awards(case("date-serials")[1])} == {
        (dt.date(2018, 10, 1), dt.date(2022, 9, 30))
    }


def test_days_of_a_workbook_that_counts_from_1904(case):
    assert awards(case("date-1904")[1])[0]["period_start"] == dt.date(2018, 10, 1)


def test_years_of_two_digits(case):
    found = {
        award["fain"]: (award["period_start"].year, award["period_end"].year)
        for award in awards(case("two-digit-year")[1])
    }
    assert found == {"2019-DJ-BX-3001": (2018, 2022), "B-99-MC-06-0013": (1999, 2049), "L-1": (1995, 2069)}


def test_fiscal_years_in_words(case):
    assert [award["fiscal_year"] for award in awards(case("fy-text")[1])] == [2019, 2020]


def test_a_later_state_of_a_tracker_replaces_the_earlier_one(case):
    _, into = case("edited-tracker", file="january.csv")
    assert dollars(into) == 150_000
    done, into = case("edited-tracker", file="february.csv")
    assert [(award["fain"], award["amount"]) for award in awards(into)] == [("2019-DJ-BX-4301", 175_000)]
    assert "1 gone: FAIN_2019DJBX4302" in done.out
    assert "changed: FAIN_2019DJBX4301, $100,000.00 -> $175,000.00" in done.out
    _, into = case("edited-tracker", file="january.csv")
    assert dollars(into) == 150_000


def test_a_corrected_mapping_has_effect(case):
    _, into = case("multi-header", "--mapping", "r1.yaml", file="a.xlsx")
    assert dollars(into) == 375_000
    _, into = case("multi-header", "--mapping", "r2.yaml", file="a.xlsx")
    assert dollars(into) == 300_000
    assert {award["government"] for award in awards(into)} == {"oakland-ca"}


def test_hidden_sheets_and_rows_are_named(case):
    done, _ = case("hidden")
    assert "not read: sheet Archive, 1 rows below row 1 (hidden): is hidden" in done.out
    assert "1 hidden row is read with the others, $2,000.00." in done.out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("html-xls", "This is a web page that was saved as .xls, not a workbook"),
        ("password", "password protected"),
        ("zip-xlsx", "This archive holds a workbook, `awards.xlsx`"),
    ],
)
def test_what_is_no_list_is_refused_by_its_name(case, name, words):
    done, into = case(name)
    assert (done.code, words in done.err, into.exists()) == (2, True, False)


def test_the_sheets_own_total_is_held_against_what_was_read(case):
    assert "3 awards, $450,000.00, equals your sheet's total in row 11." in case("subtotals")[0].out


def test_rows_without_a_number_stand_apart(case):
    done, into = case("tbd-numbers")
    assert awards(into) == []
    apart = awards(into, "apart.parquet")
    assert (len(apart), sum(award["amount"] for award in apart)) == (5, 1_500_000)
    assert {award["apart"] for award in apart} == {"unnumbered"}
    assert "5 awards, $1,500,000.00 (of these 5 without a number of their own" in done.out


def test_formulas_without_a_value_are_counted(case):
    done, _ = case("uncached-formula")
    assert "3 cells hold a formula without a value in `Amount`" in done.out
    assert done.code == 1


def test_a_row_with_a_uri_alone_is_an_aggregate(case):
    _, into = case("uri-only", kind="auto")
    assert dollars(into) == 300
    assert [(award["apart"], award["amount"]) for award in awards(into, "apart.parquet")] == [
        ("aggregate", 100),
        ("aggregate", 200),
    ]


def test_lists_of_the_usaspending_search_say_key_agency_and_recipient(case):
    first, second = awards(case("spending-by-award-api")[1])
    assert (first["award"], first["agency"], first["fiscal_year"]) == (
        "ASST_NON_15PBJA21GG09999JAGX_1550",
        "us-doj-ojp",
        2021,
    )
    assert (second["government"], first["government"]) == ("alameda-county-ca", "oakland-ca")


def test_one_number_of_two_agencies_is_two_awards(case):
    assert [award["amount"] for award in awards(case("same-fain-two-agencies", kind="auto")[1])] == [100, 900]


def test_single_audits_stay_as_they_were(case):
    done, into = case("sefa", kind="auto")
    assert (len(awards(into)), done.code) == (6, 1)


def test_the_reading_is_the_same_as_json(case):
    done, _ = case("subtotals", "--json")
    (reading,) = json.loads(done.out)["sheets"]
    assert reading["totals"]["stated"] == "450000.00"
    assert reading["totals"]["certain"] is True
    assert reading["counts"] == {"award": 3, "heading": 2, "note": 2, "total": 5}
    assert [one["field"] for one in reading["columns"]][:4] == ["fain", "recipient_name", "state", "program"]
