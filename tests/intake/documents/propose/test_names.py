"""Names by the register first; persons by title; nothing merged on a surname, nothing run over a line."""

import pytest

from comity.intake.documents.propose.names import names, outlet
from comity.norms.names.government_tables import agencies


def parties(text, hints=()):
    return [(n.text, n.party) for n in names(text, hints) if n.party]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("the City of Chicago, Illinois", "chicago-il"),
        ("CITY AND COUNTY OF SAN FRANCISCO", "san-francisco-ca"),
        ("King County, Washington", "king-county-wa"),
        ("the State of New Jersey", "nj"),
        ("COMMONWEALTH OF MASSACHUSETTS", "ma"),
        ("U.S. Department of Justice", "us-doj"),
        ("the Justice Department", "us-doj"),
        ("Immigration and Customs Enforcement", "us-dhs-ice"),
        ("DEPARTMENT OF HOMELAND SECURITY", "us-dhs"),
        ("HUD", "us-hud"),
        ("FEMA", "us-dhs-fema"),
        ("New York City", "new-york-city-ny"),
        ("Illinois", "il"),
        ("CITY OF SOUTH LAKE TAHOE, Plaintiff", "south-lake-tahoe-ca"),
        ("Office of Justice Programs", "us-doj-ojp"),
        ("Fresno, CA", "fresno-ca"),
    ],
)
def test_the_register(text, short):
    assert [p for _, p in parties(f"It went to {text}.")] == [short]


def test_a_name_that_several_places_have_is_asked_or_told_by_the_court():
    (one,) = list(names("CITY OF EUREKA, Plaintiff"))
    assert one.party == ""
    assert len(one.candidates) > 1
    (told,) = list(names("CITY OF EUREKA, Plaintiff", ("ca",)))
    assert told.party == "eureka-ca"
    assert told.note


@pytest.mark.parametrize(
    "text", ["The Order of the day", "Section Chief", "The recipient must pay.", "Dear Sir or Madam:"]
)
def test_what_names_nobody(text):
    assert [n for n in names(text) if n.party or n.person] == []


def test_a_surname_is_the_person_who_was_named_and_says_so():
    found = names("Mayor Bill de Blasio spoke. De Blasio left; Blasio's staff stayed.")
    people = [(n.person, n.note) for n in found if n.person]
    assert people[0] == ("Bill de Blasio", "")
    assert all(person == "Bill de Blasio" for person, _ in people)


def test_an_office_is_its_holder_where_one_is_named():
    found = names("Homeland Security Secretary Kirstjen Nielsen came. The Homeland Security Secretary spoke.")
    assert [(n.person, n.note) for n in found if n.person] == [
        ("Kirstjen Nielsen", ""),
        ("Kirstjen Nielsen", "by office"),
    ]


def test_no_name_runs_over_a_short_line():
    found = names("Eddie Johnson\nSuperintendent\nCity of Chicago\nPolice Department")
    assert ("City of Chicago", "chicago-il") in [(n.text, n.party) for n in found]


def test_outlets_under_two_names():
    assert outlet("FOX Business") == outlet("Fox News Business") != outlet("Fox News")


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
