"""Agencies by every name of the register; an office is of the government that it is said to be of."""

import pytest

from comity.intake.documents.propose.names import names
from comity.norms.names.government_tables import agencies


def parties(text, hints=()):
    return [(n.text, n.party) for n in names(text, hints) if n.party]


TOLD_BY_MORE = {"us", "us-president", "us-usda-oce", "us-doj-bjs", "us-sji", "us-abilityone"}
"""No agency, or a name that several have, or many a government's office: told by what stands around it."""


@pytest.mark.parametrize("written", ["{}", "U.S. {}", "between the {} and the City of Chicago, Illinois"])
def test_every_agency_of_the_register_is_found_by_its_name_in_capitals_or_not(written):
    missed = [
        one.short
        for one in agencies().values()
        for name in (one.name, one.name.upper())
        if one.short not in TOLD_BY_MORE
        and one.short not in [n.party for n in names(written.format(name)) if n.party][:1]
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The City of Seattle Office of Housing pays.", ["seattle-wa"]),
        ("The Illinois Attorney General wrote.", ["il"]),
        ("The State of Washington and Washington, D.C.", ["wa"]),
        ('The Department of Transportation ("DOT") and DOT', ["us-dot", "us-dot", "us-dot"]),
        ("The Railroad Board (RRX) pays; RRX does not.", []),
        ("the Small Business\nAdministration is two lines.", []),
        ("It is sent to the State of Illinois.", ["il"]),
    ],
)
def test_an_office_is_of_the_government_that_it_is_said_to_be_of(text, said):
    assert [party for _, party in parties(text)] == said


def test_a_name_ends_before_the_stop():
    assert parties("It is sent to the State of Illinois.")[0][0] == "the State of Illinois"
