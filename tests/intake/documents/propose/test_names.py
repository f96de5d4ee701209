"""Names by the register first; persons by title; nothing merged on a surname, nothing run over a line."""

import pytest

from comity.intake.documents.propose.named_outlets import outlet
from comity.intake.documents.propose.names import names


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


@pytest.mark.parametrize(
    "text", ["The Order of the day", "Section Chief", "The recipient must pay.", "Dear Sir or Madam:"]
)
def test_what_names_nobody(text):
    assert [n for n in names(text) if n.party or n.person] == []


def test_no_name_runs_over_a_short_line():
    found = names("Eddie Johnson\nSuperintendent\nCity of Chicago\nPolice Department")
    assert ("City of Chicago", "chicago-il") in [(n.text, n.party) for n in found]


def test_outlets_under_two_names():
    assert outlet("FOX Business") == outlet("Fox News Business") != outlet("Fox News")
