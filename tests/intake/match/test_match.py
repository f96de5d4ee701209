"""Recipients as award lists write them, and the governments they are; what is not sure is not matched."""

import pytest

from comity.intake.columns import BASES, CONFIDENCES
from comity.intake.match.match import Recipient, match, registered
from comity.norms.names.government_tables import governments, states
from comity.norms.names.governments import government

AWAY = "the address is not in the place of the name"
OTHER_STATE = "the name and the address are of different states"
NONE = "the name is not that of a state, county, city or town"
SEVERAL = "the name fits several governments"


@pytest.mark.parametrize(
    ("name", "state", "short"),
    [
        ("CHICAGO, CITY OF", "il", "chicago-il"),
        ("City of Chicago", "il", "chicago-il"),
        ("COUNTY OF COOK", "il", "cook-county-il"),
        ("COOK COUNTY", "il", "cook-county-il"),
        ("PORTLAND CITY", "or", "portland-or"),
        ("CITY OF PEORIA", "il", "peoria-il"),  # there is a Peoria City Township
        ("PEORIA, CITY OF", "il", "peoria-il"),
        ("PEORIA CITY", "il", "peoria-il"),
        ("DODGE CITY", "ks", "dodge-city-ks"),
        ("CONTRA COSTA , COUNTY OF", "ca", "contra-costa-county-ca"),
        ("SAN FRANCISCO, CITY & COUNTY OF", "ca", "san-francisco-ca"),
        ("VISALIA, CITY OF (INC)", "ca", "visalia-ca"),
        ("HUNTINGTON PARK, THE CITY OF", "ca", "huntington-park-ca"),
        ("COUNTY OF TEHAMA, THE", "ca", "tehama-county-ca"),
        ("NEW YORK, CITY OF", "ny", "new-york-city-ny"),
        ("CITY OF OKLAHOMA CITY", "ok", "oklahoma-city-ok"),
        ("CITY OF NEWARK NEW JERSEY", "nj", "newark-nj"),
        ("ST PAUL, CITY OF", "mn", "st-paul-mn"),
        ("SAINT LOUIS CITY", "mo", "st-louis-mo"),
        ("BALTIMORE COUNTY", "md", "baltimore-county-md"),
        ("MAYOR AND CITY COUNCIL OF BALTIMORE", "md", "baltimore-md"),
        ("INC VILLAGE OF HEMPSTEAD", "ny", "hempstead-ny"),
        ("TOWN OF HEMPSTEAD", "ny", "hempstead-town-nassau-ny"),
        ("ORLEANS PARISH", "la", "new-orleans-la"),
        ("BOARD OF SUPERVISORS OF MARICOPA COUNTY", "az", "maricopa-county-az"),
        ("Mobile County Commission", "al", "mobile-county-al"),
        ("LOUISVILLE/JEFFERSON COUNTY METRO GOVERNMENT", "ky", "louisville-ky"),
    ],
)
def test_a_local_government_is_found_by_its_name_and_state(name, state, short):
    found = match(Recipient(name, state=state))
    assert (found.government, found.confidence in ("medium", "low")) == (short, True)
    assert found.basis == "name"


@pytest.mark.parametrize(
    ("name", "state", "short", "basis"),
    [
        ("STATE OF ILLINOIS", "il", "il", "name"),
        ("UTAH, STATE OF", "ut", "ut", "name"),
        ("COMMONWEALTH OF PENNSYLVANIA", "pa", "pa", "name"),
        ("DISTRICT OF COLUMBIA, GOVERNMENT OF", "dc", "dc", "name"),
        ("ILLINOIS DEPARTMENT OF PUBLIC HEALTH", "il", "il", "state agency"),
        ("HEALTH, NORTH DAKOTA DEPARTMENT OF", "nd", "nd", "state agency"),
        ("WEST VIRGINIA DEPARTMENT OF HEALTH", "wv", "wv", "state agency"),
        ("ARKANSAS DEPARTMENT OF HEALTH", "ar", "ar", "state agency"),
        ("STATE OF OHIO - DEPARTMENT OF HEALTH", "oh", "oh", "state agency"),
        ("WY ST DEPARTMENT OF HEALTH", "wy", "wy", "state agency"),
        ("NEW YORK STATE DIVISION OF CRIMINAL JUSTICE SERVICES", "ny", "ny", "state agency"),
    ],
)
def test_a_state_is_found_by_its_name_and_its_agencies_by_theirs(name, state, short, basis):
    found = match(Recipient(name, state=state))
    assert (found.government, found.basis) == (short, basis)
    assert found.confidence == ("high" if basis == "name" else "low")
    if basis == "state agency":
        assert match(Recipient(name, state=state, type="A")).confidence == "medium"


@pytest.mark.parametrize(
    "name",
    [
        "UNIVERSITY OF ILLINOIS", "STATE UNIVERSITY OF NEW YORK", "CHICAGO STATE UNIVERSITY", "CITY COLLEGES OF CHICAGO",
        "BOARD OF EDUCATION OF THE CITY OF CHICAGO", "CHICAGO PUBLIC SCHOOLS DISTRICT 299", "CHICAGO HOUSING AUTHORITY",
        "HOUSING AUTHORITY OF COOK COUNTY", "FOREST PRESERVE DISTRICT OF COOK COUNTY", "CITY OF REFUGE INC",
        "ILLINOIS COALITION AGAINST DOMESTIC VIOLENCE", "COOK COUNTY LEGAL SERVICES", "CHICAGO POLICE MEMORIAL FOUNDATION",
        "CALIFORNIA RICE COMMISSION", "UPPER COLORADO RIVER COMMISSION", "LOS ANGELES COUNTY METROPOLITAN TRANSPORTATION AUTHORITY",
        "NEW YORK CITY CHARTER HIGH SCHOOL FOR ARCHITECTURE", "GUILFORD COUNTY BOARD OF EDUCATION", "CHICGO, CITY OF",
        "CHICAGO", "WASHINGTON", "", "   ", "CITY OF", ", CITY OF", "COUNTY", "STATE OF", "(((", "CITY OF " * 400,
    ],
)  # fmt: skip
def test_what_only_bears_the_name_of_a_government_is_not_matched(name):
    found = match(Recipient(name, state="il")).government
    assert found is None or government(found).kind not in ("state", "county", "city", "town")


def test_codes_of_the_address_choose_between_namesakes_and_make_a_match_sure():
    one = match(Recipient("FRANKLIN TOWNSHIP", state="oh", county="39049"))
    assert (one.government, one.basis, one.confidence) == ("franklin-township-franklin-oh", "geoid", "high")
    several = match(Recipient("FRANKLIN TOWNSHIP", state="oh"))
    assert (several.government, several.why, len(several.candidates)) == (None, SEVERAL, 12)
    city = match(Recipient("CITY OF CHICAGO", state="il", place="1714000", county="17031"))
    assert (city.basis, city.confidence) == ("geoid", "high")


def test_an_address_elsewhere_speaks_against_a_name():
    assert match(Recipient("CITY OF PEORIA", state="il", county="17031")).why == AWAY
    assert match(Recipient("CITY OF CHICAGO, ILLINOIS", state="wi")).why in (OTHER_STATE, NONE)
    assert match(Recipient("STATE OF OHIO", state="il")).why == OTHER_STATE


def test_without_a_state_a_name_that_fits_one_government_is_matched_less_surely_and_others_not_at_all():
    assert match(Recipient("CUYAHOGA COUNTY")).confidence == "low"
    assert match(Recipient("CITY OF SPRINGFIELD")).why == SEVERAL
    assert match(Recipient("St. Louis County, Missouri")).confidence == "medium"  # the name says the state


def test_the_state_of_a_list_is_weaker_than_that_of_an_address():
    assert match(Recipient("CITY OF PEORIA", listed_state="il")).confidence == "low"
    assert match(Recipient("CITY OF PEORIA", listed_state="il", listed_place="PEORIA")).confidence == "medium"
    assert match(Recipient("CITY OF PEORIA", state="il")).confidence == "medium"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("COOK COUNTY SHERIFF'S OFFICE", "cook-county-il"),
        ("CITY OF CHICAGO DEPARTMENT OF PUBLIC HEALTH", "chicago-il"),
        ("PEORIA POLICE DEPARTMENT", "peoria-il"),
        ("CHICAGO CITY OF DEPT OF FAMILY SERVICES", "chicago-il"),
    ],
)
def test_a_department_is_its_government_less_surely(name, short):
    found = match(Recipient(name, state="il"))
    assert (found.government, found.basis, found.confidence) == (short, "department", "low")


def test_a_known_uei_goes_before_the_name():
    uei = next(uei for uei, one in registered().items() if one.government == "chicago-il" and one.confidence == "high")
    found = match(Recipient("SOMETHING ELSE", uei=uei))
    assert (found.government, found.basis, found.confidence) == ("chicago-il", "uei", "high")


def test_a_government_that_the_list_names_is_taken_at_its_word():
    assert match(Recipient("Dept. 12", government="chicago-il")).confidence == "high"
    assert match(Recipient("Dept. 12", government="Chicago, IL")).government == "chicago-il"
    assert match(Recipient("City of Chicago", state="il", government="atlantys")).government is None


def test_the_table_of_registrations_names_governments_that_there_are():
    assert len(registered()) > 1_500
    for uei, one in registered().items():
        assert len(uei) == 12
        assert government(one.government) is not None
        assert (one.basis in BASES, one.confidence in CONFIDENCES) == (True, True)


def test_kinds_of_bases_are_those_that_are_documented():
    assert set(BASES) == {"uei", "geoid", "name", "register", "department", "state agency"}


def test_every_state_is_found_by_its_name_whatever_stands_before_it():
    for short in set(states().values()):
        name = governments()[short].name.upper()
        found = match(Recipient(f"GOVERNMENT OF {name}", state=short))
        assert (found.government, found.basis) == (short, "name"), name
        assert match(Recipient(f"{name} BOWLING LEAGUE", state=short)).government is None


def test_no_name_of_a_government_is_too_much_for_the_matching():
    for n, one in enumerate(governments().values()):
        if n % 40 == 0:
            for way in ("{} OF {}", "{1}, {0} OF", "{1} {0}", "{1}"):
                match(Recipient(way.format(one.kind.upper(), one.name.upper()), state=one.state))
