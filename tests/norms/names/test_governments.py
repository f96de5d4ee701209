"""What names mean, who lies in whom, and that the tables keep their promises."""

import subprocess
import sys

import pytest

from comity.norms.names.governments import (
    agency,
    all_governments,
    association,
    find,
    government,
    near_governments,
    within,
)
from comity.norms.names.reference.build_governments import CONSOLIDATED_FILE, US, table

KNOWN = all_governments()


def shorts(text):
    return [one.short for one in find(text)]


@pytest.mark.parametrize(
    ("short", "name", "kind"),
    [
        ("il", "Illinois", "state"),
        ("dc", "District of Columbia", "state"),
        ("pr", "Puerto Rico", "state"),
        ("cook-county-il", "Cook County", "county"),
        ("jefferson-parish-la", "Jefferson Parish", "county"),
        ("chicago-il", "Chicago", "city"),
        ("new-york-city-ny", "New York City", "city"),
        ("carson-city-nv", "Carson City", "city"),
        ("alexandria-va", "Alexandria", "city"),
        ("brookhaven-ny", "Town of Brookhaven", "town"),
        ("us", "United States", "agency"),
        ("us-doj-ojp", "Office of Justice Programs", "agency"),
        ("us-dhs-ice", "Immigration and Customs Enforcement", "agency"),
    ],
)
def test_a_short_name_is_one_government(short, name, kind):
    found = government(short)
    assert found is not None
    assert (found.short, found.name, found.kind) == (short, name, kind)


@pytest.mark.parametrize(
    ("other", "short"),
    [
        ("new-york-ny", "new-york-city-ny"),
        ("washington-dc", "dc"),
        ("san-francisco-county-ca", "san-francisco-ca"),
        ("denver-county-co", "denver-co"),
        ("philadelphia-county-pa", "philadelphia-pa"),
        ("jefferson-county-ky", "louisville-ky"),
        ("louisville-metro-ky", "louisville-ky"),
        ("davidson-county-tn", "nashville-tn"),
        ("jefferson-county-la", "jefferson-parish-la"),
        (f"{US}/state:il/place:chicago", "chicago-il"),
        (f"{US}/state:co/place:denver", "denver-co"),
        (f"{US}/state:dc", "dc"),
        (US, "us"),
    ],
)
def test_an_alias_and_an_ocd_id_lead_to_the_same_government(other, short):
    assert government(other) == KNOWN[short]


@pytest.mark.parametrize("wrong", ["Chicago", "chicgo-il", "chicago", "", "ocd-division/x"])
def test_an_unknown_name_is_none(wrong):
    assert government(wrong) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chicago, IL", ["chicago-il"]),
        ("Chicago (IL)", ["chicago-il"]),
        ("City of Chicago, Illinois", ["chicago-il"]),
        ("CHICAGO, CITY OF", ["chicago-il"]),
        ("Chicago Illinois", ["chicago-il"]),
        ("State of Oregon", ["or"]),
        ("Commonwealth of Pennsylvania", ["pa"]),
        ("New York City", ["new-york-city-ny"]),
        ("Washington, DC", ["dc"]),
        ("Washington D.C.", ["dc"]),
        ("Louisville Metro (KY)", ["louisville-ky"]),
        ("County of Santa Clara", ["santa-clara-county-ca"]),
        ("Santa Clara, County of", ["santa-clara-county-ca"]),
        ("Monterey County (CA)", ["monterey-county-ca"]),
        ("City and County of San Francisco", ["san-francisco-ca"]),
        ("Orleans Parish", ["new-orleans-la"]),
        ("City of Skokie", ["skokie-il"]),  # a village
        ("U.S. Department of Justice", ["us-doj"]),
        ("ICE", ["us-dhs-ice"]),
        ("Nowhere, IL", []),
        ("", []),
    ],
)
def test_a_plain_name_that_means_one_government_or_none(text, expected):
    assert shorts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cook County", ["cook-county-il", "cook-county-ga", "cook-county-mn"]),
        ("Middlesex (NJ)", ["middlesex-nj", "middlesex-county-nj"]),
        ("New York, NY", ["new-york-city-ny", "new-york-county-ny"]),
        ("Springfield, IL", ["springfield-il", "springfield-township-sangamon-il"]),
        ("Hempstead (NY)", ["hempstead-ny", "hempstead-town-nassau-ny"]),
        ("Kansas City", ["kansas-city-mo", "kansas-city-ks"]),
    ],
)
def test_a_plain_name_that_may_mean_several_returns_them_all_best_first(text, expected):
    assert shorts(text) == expected


def test_the_word_of_a_name_decides_between_a_town_and_a_village():
    assert shorts("Town of Hempstead, NY") == ["hempstead-town-nassau-ny"]
    assert shorts("Village of Hempstead, NY") == ["hempstead-ny"]


def test_the_23_jurisdictions_of_the_letters_of_january_2018_are_all_named():
    letters = {
        "City of Chicago, Illinois": "chicago-il",
        "Cook County, Illinois": "cook-county-il",
        "New York City, New York": "new-york-city-ny",
        "State of California": "ca",
        "City of Albany, New York": "albany-ny",
        "City of Berkeley, California": "berkeley-ca",
        "Bernalillo County, New Mexico": "bernalillo-county-nm",
        "City of Burlington, Vermont": "burlington-vt",
        "City and County of Denver, Colorado": "denver-co",
        "City of Fremont, California": "fremont-ca",
        "City of Jackson, Mississippi": "jackson-ms",
        "King County, Washington": "king-county-wa",
        "City of Lawrence, Massachusetts": "lawrence-ma",
        "City of Los Angeles, California": "los-angeles-ca",
        "Louisville Metro, Kentucky": "louisville-ky",
        "Monterey County, California": "monterey-county-ca",
        "Sacramento County, California": "sacramento-county-ca",
        "City and County of San Francisco, California": "san-francisco-ca",
        "Sonoma County, California": "sonoma-county-ca",
        "City of Watsonville, California": "watsonville-ca",
        "City of West Palm Beach, Florida": "west-palm-beach-fl",
        "State of Illinois": "il",
        "State of Oregon": "or",
    }
    assert {text: shorts(text) for text in letters} == {text: [short] for text, short in letters.items()}


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("ca", "ca", True),
        ("san-francisco-ca", "ca", True),
        ("ca", "san-francisco-ca", False),
        ("chicago-il", "cook-county-il", True),
        ("chicago-il", "ca", False),
        ("jeffersontown-ky", "louisville-ky", True),
        ("us-doj-bja", "us-doj-ojp", True),
        ("us-doj-bja", "us-doj", True),
        ("us-doj-bja", "us", True),
        ("us-doj", "us-dhs", False),
        ("us", "us-doj", False),
        ("ca", "us", False),
        ("us-doj", "ca", False),
    ],
)
def test_within(inner, outer, expected):
    assert within(KNOWN[inner], KNOWN[outer]) is expected


def test_a_city_in_two_counties_lists_both_and_new_york_city_its_five():
    assert KNOWN["chicago-il"].counties == ("cook-county-il", "dupage-county-il")
    assert KNOWN["new-york-city-ny"].districts == ("nyed", "nysd")
    assert len(KNOWN["new-york-city-ny"].counties) == 5


def test_an_independent_city_lies_in_no_county():
    for short in ("baltimore-md", "st-louis-mo", "alexandria-va", "carson-city-nv"):
        assert KNOWN[short].counties == ()
        assert len(KNOWN[short].districts) == 1


def test_a_consolidated_government_is_one_and_lies_in_itself():
    for row in table(CONSOLIDATED_FILE):
        one = KNOWN[row["short"]]
        assert one.consolidated
        assert within(one, KNOWN[row["short"][-2:]])


def test_every_county_parent_state_and_circuit_that_a_government_names_exists():
    states = {one.short for one in KNOWN.values() if one.kind == "state"}
    assert len(states) == 56
    for one in KNOWN.values():
        assert all(county in KNOWN for county in one.counties), one
        assert one.kind in ("agency", "tribe") or {one.state or one.states[0], *one.states} <= states, one
        assert one.parent is None or one.parent in KNOWN, one
        assert one.circuit or one.short[-2:] == "as", one
        assert one.districts or one.short[-2:] == "as", one


def test_ids_are_unique_and_every_alias_leads_somewhere():
    ids = [one.id for one in KNOWN.values()]
    assert len(ids) == len(set(ids))
    assert len(ids) > 39_000


def test_every_agency_is_within_the_united_states():
    agencies = [one for one in KNOWN.values() if one.kind == "agency"]
    assert len(agencies) > 200
    assert all(within(one, KNOWN["us"]) for one in agencies)


def test_agency_codes_name_the_department_and_its_parts():
    found = [agency(code) for code in ("015", "1550", "070", "7012", "097")]
    assert [one.short for one in found if one] == [
        "us-doj", "us-doj-ojp", "us-dhs", "us-dhs-ice", "us-defense",
    ]  # fmt: skip
    assert agency("nothing") is None


def test_population_says_its_year():
    assert (KNOWN["cook-county-il"].population, KNOWN["cook-county-il"].population_year) == (
        5_275_541,
        2020,
    )
    assert KNOWN["chicago-il"].population_year == 2019
    assert KNOWN["new-york-city-ny"].population == 8_804_190


def test_near_governments_reads_a_plain_name_before_it_looks_for_a_spelling():
    assert near_governments("new-york-city") == ("new-york-city-ny",)
    assert near_governments("cook-conty-il")[0] == "cook-county-il"
    assert near_governments("zzzzzzzz") == ()


def test_an_association_says_who_may_join_and_on_what_basis():
    mayors = association("uscm")
    assert mayors is not None
    assert (mayors.kind, mayors.least_population) == ("city", 30_000)
    assert mayors.basis.startswith("memory")
    assert association("nobody") is None


def test_the_first_name_is_found_without_heavy_imports():
    script = (
        "import sys; from comity.norms.names.governments import government, find;"
        "government('chicago-il'); find('Cook County');"
        "print(sorted({'pandas', 'pyarrow', 'courts_db', 'us', 'lark', 'duckdb'} & set(sys.modules)))"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
