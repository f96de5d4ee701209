"""A letter's sender and addressees: by address, greeting, office or a note; one that cannot be told apart is asked."""

import pytest

from comity.intake.documents.document import canonical
from comity.intake.documents.propose.rules import propose


def made(text):
    return canonical("a.txt", "text", "", text)


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


@pytest.mark.parametrize(
    "words",
    [
        "FTA directs the Authority to submit monthly counts of assaults.",
        "The Authority must further identify all sources of federal funds.",
        "The City is requested to furnish the items listed in Attachment A.",
        "Kindly make available for interview the staff who administer the program.",
        "Please transmit the responsive materials electronically.",
        "You shall also preserve all communications that concern those policies.",
        "This office demands that you withdraw the order.",
        "Each recipient shall promptly report any change.",
    ],
)
def test_what_is_asked_in_other_verbs_and_of_other_bodies(law, words):
    found = propose(
        made(f"U.S. Department of Justice\n\nMay 8, 2025\n\nDear Counsel:\n\nWe write about your policies. {words}\n"),
        law,
        "letter",
    )
    (demand,) = [one for one in found.proposals if one.kind == "demand"]
    assert demand.values("asks") == (words,)


@pytest.mark.parametrize(
    ("words", "threat"),
    [
        ("Should the city decline, this office will file a petition for a civil penalty.", True),
        ("Failure to comply may subject you to an order of contempt.", True),
        (
            "A recipient that does not give access may be found in noncompliance, and its funding may be suspended.",
            True,
        ),
        ("FTA may redirect or withhold funding if the Authority does not satisfy this request.", True),
        ("If you have questions, the office will answer them.", False),
        ("The program will fund removal of snow.", False),
    ],
)
def test_what_will_follow_in_other_words(law, words, threat):
    found = propose(made(f"Dear Counsel:\n\nPlease send the policies.\n\n{words}\n"), law, "letter")
    (demand,) = [one for one in found.proposals if one.kind == "demand"]
    assert demand.values("threatens") == ((words,) if threat else ())


@pytest.mark.parametrize(
    "office", ["OFFICE OF THE ATTORNEY GENERAL OF TEXAS", "Office of the Attorney General for the State of Ohio"]
)
def test_the_attorney_general_of_a_state_is_not_that_of_the_united_states(law, office):
    found = propose(
        made(
            f"{office}\n\nMay 8, 2025\n\nCity of Dallas\nDallas, Texas 75201\n\nDear Mayor:\n\nPlease send the policies.\n"
        ),
        law,
        "letter",
    )
    (demand,) = [one for one in found.proposals if one.kind == "demand"]
    assert demand.value("issuer") is None
    assert "who sends it" in demand.asks
    assert demand.value("recipients") == "dallas-tx"


def test_a_summons_for_records_is_a_subpoena_due_on_the_day_it_names(law):
    words = (
        "U.S. Immigration and Customs Enforcement\n\nIMMIGRATION ENFORCEMENT SUBPOENA\n\nTo: City and County of Denver\n\n"
        "YOU ARE HEREBY SUMMONED AND REQUIRED TO:\n\n(B) [X] PRODUCE the records to the official named on February 19, 2025 at 10:00 AM.\n"
    )
    found = propose(made(words), law)
    (demand,) = [one for one in found.proposals if one.kind == "demand"]
    assert (demand.value("force"), demand.value("due"), demand.value("recipients")) == (
        "subpoena",
        "2025-02-19",
        "denver-co",
    )


def test_an_authority_is_a_recipient_by_its_own_name(law):
    words = (
        "Federal Transit Administration\n\nApril 21, 2025\n\nChair\nMetropolitan Transportation Authority\n2 Broadway\n"
        "New York, NY 10004\n\nDear Chair:\n\nPlease send the plan.\n"
    )
    (demand,) = [one for one in propose(made(words), law).proposals if one.kind == "demand"]
    assert demand.values("recipients") == ("metropolitan-transportation-authority-ny",)
