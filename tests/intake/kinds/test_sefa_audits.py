"""Who the auditee of a SEFA row is: from the list of audits, given, beside or later; said where it is missing.

The columns are those of the Clearinghouse's downloads; no real file of the audits is at hand, so the rows are made.
"""

import shutil

import pytest
from tests.intake.test_run import adds_up, table, whole

from comity.intake.run import import_files

AWARDS = """\
report_id,auditee_uei,audit_year,award_reference,federal_agency_prefix,federal_award_extension,amount_expended,is_direct
2022-09-GSAFAC-0000000001,,2022,AWARD-0001,16,738,1000,Y
2022-09-GSAFAC-0000000001,,2022,AWARD-0002,10,555,20,N
2022-06-CENSUS-0000000002,GSA_MIGRATION,2022,AWARD-0001,93,600,3,Y
"""
GENERAL = """\
report_id,auditee_uei,audit_year,auditee_name,auditee_city,auditee_state,auditor_firm_name,fac_accepted_date
2022-09-GSAFAC-0000000001,AAAAAAAAAAA1,2022,"MIAMI-DADE COUNTY, FLORIDA",MIAMI,FL,X,2023-05-01
2022-09-GSAFAC-0000000001,AAAAAAAAAAA1,2022,MIAMI DADE COUNTY OLD NAME INC,MIAMI,FL,X,2023-01-01
2021-09-GSAFAC-0000000009,AAAAAAAAAAA1,2021,CITY OF PEORIA,PEORIA,IL,X,2022-05-01
"""
ONE, TWO = "SEFA_2022-09-GSAFAC-0000000001_2022_AWARD-0001", "SEFA_2022-06-CENSUS-0000000002_2022_AWARD-0001"


@pytest.fixture
def awards(tmp_path):
    (tmp_path / "awards").mkdir()
    (tmp_path / "awards" / "federal_awards.csv").write_text(AWARDS)
    return tmp_path / "awards" / "federal_awards.csv"


@pytest.fixture
def audits(tmp_path):
    (tmp_path / "audits").mkdir()
    (tmp_path / "audits" / "general.csv").write_text(GENERAL)
    return tmp_path / "audits" / "general.csv"


def test_without_the_audits_it_is_said_how_many_have_no_name(awards, tmp_path):
    found = import_files("auto", [awards], tmp_path / "into")
    assert table(tmp_path / "into")[ONE]["government"] is None
    assert found.report["audits that name no auditee"]["awards"] == 3


@pytest.mark.parametrize("kind", ["auto", "sefa"])
def test_awards_take_the_auditee_of_their_audit_the_last_one_accepted(awards, audits, tmp_path, kind):
    found = import_files(kind, [awards, audits], tmp_path / "into")
    award = table(tmp_path / "into")[ONE]
    assert (award["recipient_name"], award["uei"], award["state"]) == (
        "MIAMI-DADE COUNTY, FLORIDA",
        "AAAAAAAAAAA1",
        "fl",
    )
    assert (award["government"], award["match_basis"]) == ("miami-dade-county-fl", "name")
    assert (award["list"], award["lines"]) == ("sefa", 1)
    assert table(tmp_path / "into")[TWO]["recipient_name"] is None
    assert found.report["audits that name no auditee"]["awards"] == 1
    assert found.report["rows"] == {"read": 6, "kept": 3, "folded": 3, "rejected": 0, "blank": 0}
    assert found.report["folded"]["audits, which say who the auditees are"] == 3
    assert len(table(tmp_path / "into")) == 3  # an audit is not an award


def test_the_audits_may_come_before_or_after(awards, audits, tmp_path):
    import_files("auto", [awards, audits], tmp_path / "both")
    for name, files in (("before", [audits, awards]), ("after", [awards, audits])):
        for file in files:
            found = import_files("auto", [file], tmp_path / name)
        assert adds_up(found.report)
        assert whole(tmp_path / name) == whole(tmp_path / "both")
    assert import_files("auto", [awards, audits], tmp_path / "both").new == ()


def test_audits_that_stand_beside_are_read_and_other_files_are_not(awards, audits, tmp_path):
    shutil.copy(audits, awards.parent)
    (awards.parent / "general_notes.csv").write_text("not,a,list\n")
    found = import_files("sefa", [awards], tmp_path / "into")
    assert set(found.new) == {"federal_awards.csv", "general.csv"}
    assert table(tmp_path / "into")[ONE]["government"] == "miami-dade-county-fl"


def test_audits_of_another_year_beside_are_left_alone(awards, audits, tmp_path):
    year = awards.rename(awards.with_name("federal_awards-ay-2022.csv"))
    for name in ("general-ay-2021.csv", "general-ay-2022.csv"):
        (awards.parent / name).write_text(GENERAL + f"{name[11:15]}-01-X,,2022,X,X,FL,X,\n")
    found = import_files("auto", [year], tmp_path / "into")
    assert set(found.new) == {"federal_awards-ay-2022.csv", "general-ay-2022.csv"}


def test_a_number_that_is_used_anew_each_year_is_known_by_the_year(tmp_path):
    head = "census_dbkey,audit_year,award_reference,federal_agency_prefix,three_digit_extension,amount_expended,is_direct\n"
    (tmp_path / "a.csv").write_text(head + "77,2021,AWARD-0001,16,738,1,Y\n77,2022,AWARD-0001,16,738,1,Y\n")
    (tmp_path / "g.csv").write_text("dbkey,audit_year,auditee_name,auditee_state\n77,2022,CITY OF PEORIA,IL\n")
    import_files("auto", [tmp_path / "a.csv", tmp_path / "g.csv"], tmp_path / "into")
    found = table(tmp_path / "into")
    assert found["SEFA_77_2022_AWARD-0001"]["government"] == "peoria-il"
    assert found["SEFA_77_2021_AWARD-0001"]["recipient_name"] is None


def test_audits_alone_are_no_awards(audits, tmp_path):
    found = import_files("auto", [audits], tmp_path / "into")
    assert found.report["awards"] == 0
    assert adds_up(found.report)


def test_numbers_that_lost_their_zeros_have_them_again(awards, tmp_path):
    lines = AWARDS.replace(",93,600,", ",93,45,").replace(",10,555,", ",7,RD,")
    awards.write_text(lines)
    import_files("auto", [awards], tmp_path / "into")
    assert {a["program"] for a in table(tmp_path / "into").values()} == {"16.738", "93.045", None}
