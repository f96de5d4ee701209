"""A few real rows of each kind come out as the awards that they are (rows/, README.md)."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from comity.intake.columns import APART, AWARD
from comity.intake.kinds import importers, recognised
from comity.intake.run import import_files

ROWS = Path(__file__).parent / "rows"
KINDS = {
    "Assistance_PrimeTransactions_2024-11-19_cut.csv": "usaspending-transactions",
    "Assistance_PrimeAwardSummaries_2025-04-23_cut.csv": "usaspending-awards",
    "Data_Feed_cut.csv": "usaspending-legacy",
    "city_public_safety_awards_cut.csv": "usaspending-city",
    "jag_local_awards_cut.csv": "ojp-jag",
    "HHS_Grants_Terminated_2025-06-28_cut.csv": "terminated-hhs",
    "doge_terminated_grants_2025-05-24_cut.csv": "terminated-doge",
    "fac_federal_awards_cut.csv": "sefa",
}


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    into = tmp_path_factory.mktemp("imported") / "awards"
    found = import_files("auto", [ROWS], into)
    assert found.faults == ()
    return into, found


def awards(into, file="awards.parquet"):
    rows = duckdb.sql(f"SELECT * FROM '{into / file}'")
    names = rows.columns
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows.fetchall()}


def test_there_are_rows_of_every_kind_but_those_that_no_real_file_is_at_hand_of():
    assert set(KINDS) == {path.name for path in ROWS.iterdir()}
    assert set(importers()) - set(KINDS.values()) == {"sefa-audits", "sheet", "usaspending-subawards"}


@pytest.mark.parametrize("file", KINDS)
def test_each_file_is_known_by_its_columns_as_one_kind(file):
    header = (ROWS / file).read_text(encoding="utf-8").splitlines()[0].replace('"', "").split(",")
    assert recognised(header) == (KINDS[file],)


def test_every_row_is_accounted_for(imported):
    rows = imported[1].report["rows"]
    assert rows == {"read": 45, "kept": 32, "folded": 13, "rejected": 0, "blank": 0}
    assert imported[1].report["awards"] == 28


def test_the_columns_are_those_that_are_documented(imported):
    types = {"text": "VARCHAR", "number": "INTEGER", "date": "DATE", "dollars": "DECIMAL(18,2)", "place": "BIGINT"}
    for file, columns in (("awards.parquet", AWARD), ("apart.parquet", (*AWARD, APART))):
        found = duckdb.sql(f"DESCRIBE SELECT * FROM '{imported[0] / file}'").fetchall()
        assert [(row[0], row[1]) for row in found] == [(c.name, types[c.type]) for c in columns]


def test_actions_are_added_up_and_what_they_state_is_kept_beside(imported):
    award = awards(imported[0])["ASST_NON_H79SM089396_7522"]
    # Nine rows, three of them twice: +993,467.50 and -993,467.50 and the like.
    assert (award["amount"], award["stated"], award["lines"]) == (Decimal("0.00"), Decimal("1986935.00"), 9)
    assert len(award["rows"].split(",")) == 9
    assert imported[1].report["totals that differ from what is stated"]["awards"] == 1


def test_a_city_is_found_by_its_registration(imported):
    award = awards(imported[0])["ASST_NON_15PBJA24GG01899SMTP_1550"]
    assert (award["government"], award["match_basis"], award["match_confidence"]) == ("new-york-city-ny", "uei", "high")
    assert (award["agency"], award["program"], award["fiscal_year"]) == ("us-doj-ojp", "16.738", 2024)


def test_an_award_of_three_lists_is_one_and_the_best_list_has_its_dollars(imported):
    award = awards(imported[0])["ASST_NON_15PBJA21GK02616JAGT_1550"]
    assert (award["list"], award["amount"], award["lines"]) == ("usaspending-city", Decimal("750000.00"), 2)
    assert str(award["terminated_on"]) == "2025-04-22"  # only the list of terminated grants says so


def test_documents_of_one_grant_are_added_up(imported):
    award = awards(imported[0])["ASST_NON_NU50CK000513_7523"]
    assert award["amount"] == Decimal("4439135") + Decimal("5893978")
    assert award["outlayed"] == Decimal("2980812.21") + Decimal("2840459.26")
    assert str(award["accepted_by"]) == "2025-06-28"  # the date in the file's name: money had been paid by then


def test_a_state_agency_is_the_state_less_surely(imported):
    award = awards(imported[0])["ASST_NON_NU50CK000536_7523"]
    assert (award["government"], award["match_basis"], award["match_confidence"]) == ("ut", "state agency", "medium")


def test_a_justice_award_has_its_number_without_hyphens_and_its_year_from_it(imported):
    award = awards(imported[0])["ASST_NON_2017DJBX0999_1550"]  # 2017-DJ-BX-0999 stands twice in the list
    assert (award["lines"], award["fiscal_year"], award["program"]) == (2, 2017, "16.738")
    other = awards(imported[0])["ASST_NON_2017MUCXK051_1550"]  # a statistics award, not JAG
    assert (other["government"], other["program"]) == ("alameda-county-ca", None)


def test_what_is_no_award_with_a_number_stands_apart(imported):
    apart = awards(imported[0], "apart.parquet").values()
    assert sorted(one["apart"] for one in apart) == ["aggregate", "redacted", "unnumbered", "unnumbered"]


def test_an_audit_has_expenditures_and_no_obligations(imported):
    award = awards(imported[0])["SEFA_181744_2022_AWARD-0001"]
    assert (award["kind"], award["amount"], award["outlayed"]) == ("sub", None, Decimal("643285.00"))
    assert award["government"] == "miami-dade-county-fl"
    assert awards(imported[0])["SEFA_134732_2021_AWARD-0001"]["uei"] is None  # BADBADBADBAD


def test_the_old_layout_gives_codes_without_their_words(imported):
    award = awards(imported[0])["ASST_NON_TX590022010-14Z_8630"]
    assert (award["agency"], award["program"], award["state"]) == ("us-hud-oh", "14.195", "tx")
    assert str(award["period_start"]) == "2012-10-23"


def test_the_place_of_a_list_makes_a_name_surer_but_is_not_the_recipients_state(imported):
    award = awards(imported[0])["ASST_NON_15PBJA21GG01455JAGX_1550"]  # City Of Chicago, in the list of Chicago
    assert (award["government"], award["match_confidence"], award["state"]) == ("chicago-il", "medium", None)
    county = awards(imported[0])["ASST_NON_B-18-UC-01-0001_8620"]  # County Of Jefferson, in a list of Alabama
    assert (county["government"], county["match_confidence"]) == ("jefferson-county-al", "low")


def test_the_matched_awards_are_a_record_that_loads(imported):
    from comity.norms.nodes import Law
    from comity.record.load import load_record

    record = load_record([imported[0] / "record"], Law({}, {}, {}, {}, {}, {}, (), {}))
    assert len(record.awards) == imported[1].report["record"] == 14
    assert {award.recipient for award in record.awards} >= {"chicago-il", "new-york-city-ny", "ut"}
