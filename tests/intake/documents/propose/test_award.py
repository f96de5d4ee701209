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
