"""A letter's sender and addressees: by address, greeting, office or a note; one that cannot be told apart is asked."""

import pytest

from comity.intake.documents.document import canonical
from comity.intake.documents.propose.rules import propose

HEAD = "U.S. Department of Justice\nWashington, D.C. 20530\n\nFebruary 3, 2025\n\n"
BODY = "\n\nPlease provide all records by March 3, 2025 under 8 U.S.C. 1373.\n\nSincerely,\nA. B.\n"


@pytest.fixture
def demand(law):
    def proposed(head, letterhead=HEAD):
        words = head + BODY if head.startswith("From:") else letterhead + head + BODY
        document = canonical("a.txt", "text", "0" * 64, words)
        (found,) = [one for one in propose(document, law, "letter").proposals if one.kind == "demand"]
        assert found.failed == ()
        return found

    return proposed


@pytest.mark.parametrize(
    ("head", "recipients"),
    [
        ("The Honorable Bob Lee\nGovernor of Washington\nOlympia, WA 98504\n\nDear Governor Lee:", ["wa"]),
        ("The Honorable Ann Lee\nSecretary of State\nAugusta, Maine 04333\n\nDear Secretary Lee:", ["me"]),
        ("The Honorable Ann Wu\nMayor\n1 City Hall Square\nBoston, MA 02201\n\nDear Mayor Wu:", ["boston-ma"]),
        ("Custodian of Records\nHoward County Jail\nJessup, MD 20794\n\nDear Custodian:", ["howard-county-md"]),
        ("State of Illinois; City of Chicago\ncc: City of Boston, Massachusetts\n\nDear Counsel:", ["il", "chicago-il"]),
        ("To: Cook County, Illinois\nFrom: City of Boston, Massachusetts\n\nDear Counsel:", ["cook-county-il"]),
        (
            "Dear Counsel:1\n\n1 This letter is also addressed to the City of Chicago, Cook County, Illinois, and the State of Illinois.",
            ["chicago-il", "cook-county-il", "il"],
        ),
        ("From: a@x.example\nSubject: Re: terms\n\nKing County, Washington\n\nDear Ms. Lee:", ["king-county-wa"]),
        ("Dear Counsel:\n\nIdentical letters have been sent to the State of Maine and the City of Boston, Massachusetts.", ["me", "boston-ma"]),
    ],
)  # fmt: skip
def test_to_whom_it_is_sent(demand, head, recipients):
    assert list(demand(head).values("recipients")) == recipients


@pytest.mark.parametrize(
    ("head", "asked"),
    [
        ("Howard County Jail\n\nDear Custodian:", "which is meant by `Howard County`: "),
        ("All Grant Recipients\n\nDear Colleague:", "who is asked: no recipient was told"),
        ("Ann Lee\nAccountant\nBoston, MA 02201\n\nDear Ms. Lee:", "who is asked: no recipient was told"),
    ],
)
def test_who_cannot_be_told_is_asked_and_not_dropped(demand, head, asked):
    found = demand(head)
    assert found.values("recipients") == ()
    assert any(one.startswith(asked) for one in found.asks)


@pytest.mark.parametrize(
    ("letterhead", "issuer", "open_part"),
    [
        ("U.S. Department of Justice\nCivil Rights Division\n\n", "us-doj", True),
        ("DEPARTMENT OF HOMELAND SECURITY\nU.S. Immigration and Customs Enforcement\n\n", "us-dhs-ice", False),
        ("U.S. Department of Justice\nOffice of Justice Programs\nBureau of Justice Assistance\n\n", "us-doj", True),
        ("U.S. Department of Justice\n\nThe Civil Rights Division wrote before.\n\n", "us-doj", False),
    ],
)
def test_the_agency_that_stands_alone_below_its_department_sends(demand, letterhead, issuer, open_part):
    found = demand("To: City of Chicago, Illinois\n\nDear Mayor:", letterhead)
    (field,) = [one for one in found.fields if one.name == "issuer"]
    assert field.value == issuer
    assert bool(field.note) is open_part


@pytest.mark.parametrize("threat", [
    "The Department may also seek to withhold federal grant funds.",
    "The Department reserves the right to terminate your awards.",
    "We intend to pursue all available remedies.",
    "The Department will move to suspend payment.",
    "Officials who obstruct may be subject to criminal charges.",
])  # fmt: skip
def test_each_threat_of_a_letter_is_told(law, threat):
    text = (
        "U.S. Department of Justice\n\nAugust 13, 2025\n\nTo: City of Seattle\n\nDear Mayor:\n\nBy August 19, 2025, please submit a response.\n\n"
        f"Recipients that fail to respond could lose federal funding. {threat}\n\nPlease preserve all documents and communications.\n\nSincerely,\n"
    )
    found = propose(canonical("a.txt", "text", "", text), law, "letter")
    (demand,) = [one for one in found.proposals if one.kind == "demand"]
    assert threat in demand.values("threatens")
    assert len(demand.values("threatens")) == 2
    assert [one.split()[-1] for one in demand.values("asks")] == ["response.", "communications."]
