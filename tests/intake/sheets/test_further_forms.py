"""Further forms of each kind of cell that was once misread: never a day, a number or an award that does not stand there."""

import datetime as dt

import pytest

from comity.intake.sheets import values as v
from comity.intake.sheets.columns import score
from comity.intake.sheets.reading import read_sheet

FIRST = dt.date(2018, 10, 1)


@pytest.mark.parametrize(
    "text", ["Oct 2018", "Oct2018", "October 2018", "Oct 18", "Oct 12018", "Sept. 2019", "May 2024", "Oct, 2018"]
)
def test_a_month_and_a_year_are_no_day(text):
    """`Oct 2018` was once 20 October 2018."""
    assert v.day(text).value is None


@pytest.mark.parametrize(
    "text",
    ["Oct 1 18", "Oct 1'18", "Oct 1, '18", "Oct 1st 2018", "Oct1,2018", "Oct. 1st, 2018", "October 1 2018", "Oct 1,18"],
)
def test_a_day_in_words_is_that_day(text):
    assert v.day(text).value == FIRST


def test_every_month_before_every_year():
    months = ("Jan", "February", "Mar.", "april", "MAY", "June", "Jul", "Aug", "Sept", "October", "Nov", "Dec.")
    assert all(v.day(f"{month}{between}{year}").value is None for month in months for between in (" ", "", ", ", "-")
               for year in range(2000, 2032))  # fmt: skip


@pytest.mark.parametrize(
    "number", ["2019-DJ-BX-0801", "15PBJA-21-GG-01234-JAGX", "B-19-MC-06-0013", "EMW-2020-SS-00012"]
)
@pytest.mark.parametrize("change", ["-M2", "-MOD2", "-MOD-02", "-AMD1", "-REV1", " Mod 2", " (Mod 2)"])
def test_a_modification_is_of_its_award(number, change):
    found = v.award_number(number + change)
    assert (found.value, found.more) == (number, ("mod",))


def test_a_supplement_that_is_a_number_of_its_own_stays_one():
    assert v.award_number("EMW-2020-SS-00012-S01").value == "EMW-2020-SS-00012-S01"


@pytest.mark.parametrize(
    "text", ["FY25 TBD", "TBD 3", "HUD-TBD-2", "Pending FY26", "2025 TBA", "unassigned", "forthcoming"]
)
def test_a_number_that_is_still_to_come_is_not_known(text):
    assert v.award_number(text).how == v.UNKNOWN


@pytest.mark.parametrize("titles", [
    ["Justice Assistance Grant 2019", "Justice Assistance Grant 2020"], ["FY19 Emergency Shelter", "COPS Hiring FY 2020"],
    ["Homeland Security 2021-22", "Urban Areas 2020/21"],
])  # fmt: skip
def test_titles_with_a_year_are_not_numbers(titles):
    assert score("fain", "Grant", titles) == 0


def test_modifications_are_never_added_in_silence(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(
        "Award Number,Recipient Name,Amount\n2019-DJ-BX-0801,City of Oakland,100\n2019-DJ-BX-0801-MOD2,City of Oakland,150\n"
    )
    totals = read_sheet(file).reading.totals
    assert (totals.awards, totals.certain) == (1, False)


@pytest.mark.parametrize(
    "text", ["10/1/18-9/30/22", "10/01/2018-09/30/2022", "10/1/18 -9/30/22", "10/1/18- 9/30/22", "10/1/18\u20139/30/22"]
)
def test_a_period_without_blanks_has_both_days(text):
    assert v.day(text).more == (FIRST, dt.date(2022, 9, 30))


@pytest.mark.parametrize(("text", "dollars"), [
    ("1,5M", None), ("1,25 million", None), ("12,50K", None), (",5M", None), ("1,500K", 1_500_000), ("1.5M", 1_500_000), (".5M", 500_000),
    ("$1,234.5K", 1_234_500),
])  # fmt: skip
def test_a_comma_before_a_unit_parts_thousands_or_nothing_is_read(text, dollars):
    """`1,5M` was once fifteen million."""
    assert v.dollars(text).value == dollars


@pytest.mark.parametrize(("head", "row"), [
    ("FY 2023 Award,FY 2024 Award", "100000,120000"), ("Original Award,Current Award", "100000,220000"),
    ("FY23 Amount,FY24 Amount,FY25 Amount", "100000,70000,50000"),
])  # fmt: skip
def test_one_of_several_years_is_never_the_total_in_silence(tmp_path, head, row):
    """The first of the columns was once taken for the award, $100,000, without a doubt."""
    file = tmp_path / "a.csv"
    file.write_text(
        f"Award Number,CFDA,{head}\n2023-DJ-BX-0011,16.738,{row}\n2023-DJ-BX-0012,16.738,0{',0' * row.count(',')}\n"
    )
    found = read_sheet(file)
    totals = found.reading.totals
    assert all("amount" in one.unknown for one in found.placed)
    assert not totals.certain
    assert (totals.low, totals.high) == (min(map(int, row.split(","))), max(220_000, sum(map(int, row.split(",")))))


def test_a_column_named_award_with_cents_is_its_dollars(tmp_path):
    """`Award` over 1200.50 was once the number, and the awards had no dollars."""
    file = tmp_path / "a.csv"
    file.write_text(
        "Contract No.,Federal Award No.,ALN,Award\nTX-1,1R2023HS,97.067,1200.50\nTX-2,693JJ32340001,20.205,3400\n"
    )
    read = read_sheet(file)
    assert read.reading.totals.low == read.reading.totals.high
    assert str(read.reading.totals.low) in ("4600.5", "4600.50")


@pytest.mark.parametrize(
    "word",
    ["Denied", "Not awarded", "application withdrawn", "DECLINED", "Not funded", "Applied for", "Application pending"],
)
def test_what_was_applied_for_and_not_awarded_is_no_award(tmp_path, word):
    """A denied application was counted, with its dollars."""
    file = tmp_path / "tracker.csv"
    file.write_text(
        "Award No.,Program,Award Amount,Status\n"
        "2019-DJ-BX-0801,16.738,10000,Active\n"
        f"2020-DJ-BX-0102,16.738,25000,{word}\n"
        "2021-DJ-BX-0333,16.738,5000,Closed\n"
        "2022-DJ-BX-0444,16.738,7000,Pending\n"
    )
    read = read_sheet(file)
    assert read.reading.counts == {"award": 3, "note": 1}
    totals = read.reading.totals
    assert (totals.low, totals.high, totals.awards) == (22_000, 22_000, 3)
