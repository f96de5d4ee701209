"""Whose award it is and whose money: by label, by what the words call a party, by the letterhead."""

import pytest

from comity.intake.documents.document import canonical
from comity.intake.documents.propose.rules import propose

NUMBER = "\n\nAward No. 15PBJA-24-GG-00001-MUMU\n\nAssistance Listing: 16.738\n\nThe recipient must comply.\n"


@pytest.mark.parametrize(
    ("head", "agency", "recipient"),
    [
        ("U.S. Department of Justice\nOffice of Justice Programs\n\nRecipient: King County, Washington", "us-doj-ojp", "king-county-wa"),
        ("FEDERAL TRANSIT ADMINISTRATION\n\nGrantee: Fresno, CA", "us-dot-fta", "fresno-ca"),
        ("between the Federal Highway Administration and Cook County, Illinois (the Recipient)", "us-dot-fhwa", "cook-county-il"),
        ('Administration for Children and Families, and the State of Washington, hereinafter the "Grantee"', "us-hhs-acf", "wa"),
        ("Department of Energy\n\nLegal Name: Town of Brookline, Massachusetts", "us-energy", "brookline-ma"),
        ("Corporation for National and Community Service awards Cook County, Illinois the following.", "us-cncs", "cook-county-il"),
    ],
)  # fmt: skip
def test_agency_and_recipient(law, head, agency, recipient):
    document = canonical("a.txt", "text", "0" * 64, f"NOTICE OF AWARD\n\n{head}{NUMBER}")
    (award,) = [one for one in propose(document, law, "award").proposals if one.kind == "award"]
    assert (award.value("agency"), award.value("recipient")) == (agency, recipient)


def test_a_recipient_of_a_name_that_several_have_is_asked(law):
    document = canonical(
        "a.txt", "text", "0" * 64, f"NOTICE OF AWARD\n\nDepartment of Energy\n\nRecipient: Howard County{NUMBER}"
    )
    (award,) = [one for one in propose(document, law, "award").proposals if one.kind == "award"]
    assert award.value("recipient") is None
    assert any(one.startswith("which is meant by `Howard County`: ") for one in award.asks)


@pytest.mark.parametrize(("words", "meant", "asked"), [
    ("The FTA Master Agreement, dated April 25, 2025, is incorporated by reference.", "dot-iec-2025/fta-2025-04-25", "the library has it"),
    ("The FTA Master Agreement, FTA MA(33), dated May 5, 2025, is incorporated by reference.", None, "other versions"),
    ("The FTA Master Agreement is incorporated by reference.", None, "other versions"),
    ("DHS Standard Terms and Conditions, Fiscal Year 2025, Version 3, are hereby incorporated.", "dhs-tc-fy2025/v3", "the library has it"),
    ("The HHS Grants Policy Statement of July 2025 is incorporated herein by reference.", "hhs-gps-2025/july-2025", "the library has it"),
    ("The Grants Manual of the agency is incorporated by reference.", None, "Grants Manual"),
])  # fmt: skip
def test_terms_that_are_taken_in_by_name_are_those_of_the_library_only_in_their_version(law, words, meant, asked):
    document = canonical(
        "a.txt",
        "text",
        "0" * 64,
        f"NOTICE OF AWARD\n\nDepartment of Energy\n\nRecipient: Fresno, CA{NUMBER}\n{words}\n",
    )
    found = propose(document, law, "award").proposals
    (award,) = [one for one in found if one.kind == "award"]
    assert any(asked in one and "incorporates" in one for one in award.asks)
    assert next((one.value("term_set") for one in found if one.kind == "terms"), None) == meant
    assert all(one.failed == () for one in found if one.kind in ("award", "terms"))
