"""What an order forbids, what it leaves alone, and what it does to another order; as a draft law file."""

import datetime as dt

import pytest

from comity.intake.documents.document import canonical
from comity.intake.documents.draft import draft_order
from comity.intake.documents.propose.rules import propose


def made(text):
    return canonical("a.txt", "text", "", text)


HEAD = """UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF RHODE ISLAND

STATE OF RHODE ISLAND, Plaintiff,
v.
DEPARTMENT OF HOUSING AND URBAN DEVELOPMENT, Defendant.

No. 1:25-cv-00999-JJM

{title}

{words}

Dated: May 15, 2025

John J. Lee
United States District Judge
"""


@pytest.fixture
def order(law):
    def proposed(words, title="ORDER"):
        document = canonical("a.txt", "text", "0" * 64, HEAD.format(title=title, words=words))
        found = propose(document, law, "order")
        (one,) = [one for one in found.proposals if one.kind == "order"]
        assert one.failed == ()
        return one, draft_order(found, dt.date(2026, 11, 30))

    return proposed


ENJOINED = "IT IS ORDERED that Defendant is enjoined from enforcing {} against Plaintiff"


@pytest.mark.parametrize(
    "spared",
    [
        "except that nothing in this Order prevents Defendant from enforcing 8 U.S.C. 1373",
        "provided, however, that this Order does not apply to 8 U.S.C. 1373",
        "other than 8 U.S.C. 1373",
        "and Defendant may continue to enforce 8 U.S.C. 1373",
    ],
)
def test_what_an_order_leaves_alone_is_not_blocked_and_is_shown(order, spared):
    one, text = order(f"{ENJOINED.format('8 U.S.C. 1644')}, {spared}.")
    assert one.values("blocks") == ("8-usc-1644/no-restriction",) or all("1644" in n for n in one.values("blocks"))
    assert one.values("blocks")
    assert "8-usc-1373" not in text
    assert any(asked.startswith("what it leaves alone") and "1373" in asked for asked in one.asks)


def test_a_section_of_an_executive_order_is_not_another_section_of_it(order):
    one, text = order(f"{ENJOINED.format('Section 2(b) of Executive Order 14159')}.")
    assert one.values("blocks") == ()
    assert "blocks     NORM" in text
    right, _ = order(f"{ENJOINED.format('Section 17 of Executive Order 14159')}.")
    assert right.values("blocks")
    assert all(norm.startswith("eo-14159/s17") for norm in right.values("blocks"))


def test_a_restraining_order_is_one_in_the_draft(order):
    words = f"{ENJOINED.format('8 U.S.C. 1373')}."
    _, text = order(words, "TEMPORARY RESTRAINING ORDER")
    assert 'order temporary-restraining-order "temporary restraining order" restraining\n' in text
    _, text = order(f"Upon the ex parte motion of Plaintiff, {words}", "TEMPORARY RESTRAINING ORDER")
    assert '"temporary restraining order" restraining without notice\n' in text
    assert "whether the other side was heard is to be checked" in text
    _, text = order(words, "PRELIMINARY INJUNCTION")
    assert "restraining\n" not in text


@pytest.mark.parametrize(
    ("until", "day"), [("through May 29, 2025", "2025-05-30"), ("until May 29, 2025", "2025-05-29")]
)
def test_an_order_that_prolongs_another(order, until, day):
    one, text = order(
        f"IT IS ORDERED that the temporary restraining order entered on May 1, 2025 is hereby extended {until}."
    )
    assert one.value("extended_until") == "2025-05-29"
    assert f"  until      {day}\n  extends    ORDER\n" in text
    assert "blocks" not in text.split("```comity")[1]


def test_a_reversal_with_the_day_of_its_mandate(order):
    one, text = order(
        "IT IS ORDERED that the judgment of the district court is reversed. The mandate shall issue on June 30, 2025."
    )
    assert one.value("mandate") == "2025-06-30"
    assert "  reverses   ORDER\n  mandate    2025-06-30\n" in text


def test_a_motion_to_extend_extends_nothing(order):
    one, _ = order(
        f"{ENJOINED.format('8 U.S.C. 1373')}. Plaintiff moved for an order that the injunction is extended until June 1, 2025."
    )
    assert one.value("extends") is None


LISTED = """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA

CITY OF FRESNO, et al., Plaintiffs,
v.
SECRETARY OF HOUSING AND URBAN DEVELOPMENT, et al., Defendants.

No. 3:25-cv-07070-RS

{title}

{listed} challenge conditions on federal grants. {words}

Dated: September 23, 2025

JANE R. ROE
United States District Judge
"""


@pytest.fixture
def listed(law):
    def proposed(
        title="ORDER GRANTING PRELIMINARY INJUNCTION",
        listed="Plaintiffs City of Fresno and City of South Lake Tahoe",
        words="",
    ):
        said = LISTED.format(title=title, listed=listed, words=words or ENJOINED.format("8 U.S.C. 1373") + "s.")
        found = propose(canonical("a.txt", "text", "0" * 64, said), law, "order")
        (one,) = [one for one in found.proposals if one.kind == "order"]
        assert one.failed == ()
        return one, draft_order(found, dt.date(2026, 11, 30))

    return proposed


@pytest.mark.parametrize(("title", "kind"), [
    ("ORDER GRANTING PRELIMINARY INJUNCTION AND EXTENDING TEMPORARY RESTRAINING ORDER", "preliminary injunction"),
    ("ORDER CONVERTING TEMPORARY RESTRAINING ORDER TO PRELIMINARY INJUNCTION", "preliminary injunction"),
    ("ORDER EXTENDING TEMPORARY RESTRAINING ORDER", "order"),
    ("ORDER DENYING MOTION FOR PRELIMINARY INJUNCTION", "order"),
    ("ORDER GRANTING MOTION FOR PRELIMINARY INJUNCTION", "preliminary injunction"),
    ("TEMPORARY RESTRAINING ORDER", "temporary restraining order"),
    ("ORDER DISSOLVING THE PRELIMINARY INJUNCTION", "order"),
    ("JUDGMENT AND PERMANENT INJUNCTION", "permanent injunction"),
])  # fmt: skip
def test_an_order_is_not_taken_for_the_one_that_it_prolongs_ends_or_refuses(listed, title, kind):
    assert listed(title)[0].value("title") == kind


def test_plaintiffs_that_the_text_lists_stand_beside_the_first_in_the_caption(listed):
    one, text = listed(
        listed="Plaintiffs City of Fresno, City of South Lake Tahoe, and the Housing Authority of the City of Santa Clara"
    )
    assert one.values("plaintiff") == ("fresno-ca", "south-lake-tahoe-ca")
    assert one.values("plaintiff_words") == ("Housing Authority of the City of Santa Clara",)
    assert "santa-clara-ca" not in text
    assert "for        fresno-ca, south-lake-tahoe-ca, PARTY" in text


def test_an_order_that_forbids_and_prolongs_another_is_drafted_as_two_acts(listed):
    one, text = listed(
        words=ENJOINED.format("8 U.S.C. 1373")
        + "s. The temporary restraining order entered on August 27, 2025 (Dkt. 46) is EXTENDED through September 30, 2025."
    )
    assert one.value("extended_until") == "2025-09-30"
    assert text.count("\norder ") == 2
    assert "  until      2025-10-01\n  extends    ORDER" in text


def test_whom_an_order_is_for_is_read_where_it_forbids(listed):
    one, _ = listed(listed="Plaintiffs City of Fresno and the Housing Authority of the City of Santa Clara")
    field = next(f for f in one.fields if f.name == "for")
    assert "Plaintiff" in field.value.title()


@pytest.mark.parametrize(
    ("text", "judge"),
    [
        ("The Honorable Barbara J. Rothstein\n\nUNITED STATES DISTRICT COURT\nWESTERN DISTRICT OF WASHINGTON\n\n"
         "It is ORDERED that Defendants are ENJOINED from enforcing it.", "Barbara J. Rothstein"),
        ("United States Court of Appeals\nFor the First Circuit\n\n"
         "Before Barron, Chief Judge, Rikelman and Aframe, Circuit Judges.\n\nThe judgment is stayed pending appeal.", None),
    ],
)  # fmt: skip
def test_a_judge_of_the_head_and_a_panel_that_is_not_one(law, text, judge):
    (order,) = [one for one in propose(made(text), law, "order").proposals if one.kind == "order"]
    assert order.value("judge") == judge
