"""Whose award it is and whose money: by label, by what the words call a party, by the letterhead."""

import pytest

from comity.intake.documents.document import canonical
from comity.intake.documents.propose.rules import propose


def made(text):
    return canonical("a.txt", "text", "", text)


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


HEAD = "Award Letter\n\nRecipient: City of Chicago, Illinois\n\nAward Number: 15PBJA-25-GG-03318-JAGX\n\nAward Date: December 1, 2025\n\n"


def row_of(law, words):
    found = propose(made(HEAD + words), law, "award")
    return next(one for one in found.proposals if one.kind == "award")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The deadline to accept the award is January 15, 2026.", "2026-01-15"),
        ("Acceptance deadline: January 15, 2026", "2026-01-15"),
        ("You must accept this award by 11:59 p.m. Eastern Time on January 15, 2026.", "2026-01-15"),
        ("Execute and return the agreement to the field office on or before Thursday, January 15, 2026.", "2026-01-15"),
        ("The agreement must be signed and returned no later than close of business January 15, 2026.", "2026-01-15"),
        ("The Recipient has until January 15, 2026 to execute it.", "2026-01-15"),
        ("Failure to accept the award within 45 days of the award date may result in its cancellation.", "2026-01-15"),
        ("Please sign within forty-five (45) calendar days after the date of this letter.", "2026-01-15"),
        # no day of acceptance: a report, a receipt whose day is not known, the end of the period
        ("The signed performance report is due no later than January 15, 2026.", None),
        ("Accept the award within 45 days of receipt.", None),
        ("The funds expire before January 15, 2026.", None),
    ],
)
def test_the_last_day_to_accept(law, words, day):
    row = row_of(law, words)
    assert row.value("accept_by") == day
    assert row.value("accepted") is None


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("has been approved in the amount of $14,873,411.00 in federal funding.", "14873411"),
        ("| 6a. Amount Approved | $7,218,945 |", "7218945"),
        ("Amount of This FTA Award: $22,400,000\nAmount of Prior Awards: $10,000,000", "22400000"),
        ("Amount of Prior Awards: $10,000,000\nAmount of This FTA Award: $22,400,000", "22400000"),
        ("Amount of Federal Funds Obligated by this Action by the Pass-Through Entity to the Subrecipient: $861,220", "861220"),
        ("Total Federal Award: $500,000\nNon-Federal Match Amount: $100,000", "500000"),
        ("The award shall not exceed $250,000.", "250000"),
        ("Total Project Budget: $900,000", None),
        ("Equipment with a unit cost above the threshold amount of $10,000 must be listed.", None),
    ],
)  # fmt: skip
def test_its_dollars(law, words, amount):
    assert row_of(law, words).value("amount") == amount


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Period of Performance: 10/01/2025 to 09/30/2028", "2025-10-01", "2028-09-30"),
        ("Subaward Period of Performance Start and End Date: 09/01/2024 - 05/31/2027", "2024-09-01", "2027-05-31"),
        ("The performance period begins March 15, 2025 and, as amended, expires December 31, 2029.", "2025-03-15", "2029-12-31"),
        ("Date use of funds may begin: 07/01/2025\nIt ends on September 1, 2032.", "2025-07-01", "2032-09-01"),
        ("Project Period Start Date - 10/1/24\nProject Period End Date - 9/30/28", "2024-10-01", "2028-09-30"),
        ("Effective date: 09/02/2025", None, None),
    ],
)  # fmt: skip
def test_its_period(law, words, first, last):
    row = row_of(law, words)
    assert (row.value("period_start"), row.value("period_end")) == (first, last)


def test_a_subaward_has_its_own_number_and_the_one_above_it(law):
    words = (
        "Subaward Number: 2025-0042\n\nPass-through entity: Office of Emergency Services of the State\n\n"
        "Subrecipient: City of Chicago, Illinois\n\nFAIN: EMW-2024-SS-05038\n\nCFDA Number: 97.067\n"
    )
    found = propose(made(words), law, "award")
    row = next(one for one in found.proposals if one.kind == "award")
    assert (row.value("id"), row.value("prime"), row.value("pass_through"), row.value("program")) == (
        "2025-0042", "EMW-2024-SS-05038", "Office of Emergency Services of the State", "97.067",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Quarterly performance reports are due 30 days after the end of each quarter.", True),
        ("The recipient shall submit the SF-425 no later than 30 days after each quarter.", True),
        ("All closeout reports must be submitted within 120 days of the end of the period of performance.", True),
        ("Obligations must be liquidated within 120 calendar days.", True),
        ("The recipient reports to the Office.", False),
    ],
)
def test_when_reports_and_the_closeout_are_due_is_told_in_its_words(law, words, told):
    found = propose(made(HEAD + words), law, "award")
    duties = [
        one.value("words") for one in found.proposals if one.kind == "duty" and "report or the closeout" in one.sentence
    ]
    assert duties == ([words] if told else [])


@pytest.mark.parametrize(
    ("head", "agency", "recipient"),
    [
        ("Department of Justice (DOJ)\nOffice of Justice Programs\n\n"
         "Name and Address of Recipient: CITY OF HOUSTON\n901 BAGBY ST\nHOUSTON, TX 77002", "us-doj-ojp", "houston-tx"),
        ("U.S. Department of Homeland Security\n\nAgency: Federal Emergency Management Agency\n\n"
         "Grantee: City of Oakland\nOakland, CA 94612", "us-dhs-fema", "oakland-ca"),
    ],
)  # fmt: skip
def test_its_agency_by_the_label_and_its_recipient_by_the_address(law, head, agency, recipient):
    found = propose(made(f"NOTICE OF AWARD\n\n{head}\n\nAward Number: 15PBJA-25-GG-03318-JAGX\n"), law, "award")
    row = next(one for one in found.proposals if one.kind == "award")
    assert (row.value("agency"), row.value("recipient")) == (agency, recipient)


def test_a_year_of_its_clauses_is_not_its_own(law):
    assert (
        row_of(law, "TERMS AND CONDITIONS\n\nFunds of Fiscal Year 2019 may not be used.").value("fiscal_year") is None
    )
    assert row_of(law, "Homeland Security Grant Program, Fiscal Year (FY) 2025").value("fiscal_year") == "2025"
