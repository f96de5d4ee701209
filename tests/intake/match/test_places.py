"""Names of places as lists write them: cases/places.csv, each with what it is to be matched to."""

import csv
from pathlib import Path

import pytest

from comity.intake.match.match import Recipient, match
from comity.norms.names.governments import government

FILE = Path(__file__).parents[1] / "cases" / "places.csv"
with FILE.open(encoding="utf-8-sig", newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=[row["Recipient Name"] for row in ROWS])
def test_each_name_is_matched_as_expected_and_none_wrongly(row):
    found = match(Recipient(row["Recipient Name"], state=row["State"].lower()))
    expected = row["Expected"]
    if expected.startswith(("NONE", "AMBIGUOUS")):
        # a district or an authority is a party of its own, and never the city or county whose name it bears
        kind = government(found.government).kind if found.government else None
        assert kind in (None, "authority", "district")
    elif "tribe" in expected:
        assert found.government is None or government(found.government).kind == "tribe"
    else:
        assert (found.government or "").startswith(expected)


def test_a_county_that_a_city_governs_is_not_matched_and_the_city_is_a_candidate():
    assert match(Recipient("KINGS COUNTY", state="ny")).candidates == ("kings-county-ny", "new-york-city-ny")


@pytest.mark.parametrize(
    ("name", "state", "short"),
    [
        ("CITY OF ATHENS", "tn", "athens-tn"), ("MACON COUNTY", "ga", "macon-county-ga"), ("CITY OF LAFAYETTE", "in", "lafayette-in"),
        ("BRISTOL COUNTY", "ma", "bristol-county-ma"), ("ESSEX COUNTY", "ma", None), ("DE KALB COUNTY", "il", "dekalb-county-il"),
        ("COPPER RIVER CENSUS AREA", "ak", "copper-river-census-area-ak"), ("METRO TRANSIT", "mn", None),
        ("FT COLLINS, CITY OF", "co", "fort-collins-co"), ("TOWN OF MT PLEASANT", "sc", "mount-pleasant-sc"),
        ("ATTORNEY GENERAL OF ILLINOIS", "il", "attorney-general-il"), ("STATE OF WASHINGTON", "wa", "wa"),
    ],
)  # fmt: skip
def test_more_of_each_kind(name, state, short):
    assert match(Recipient(name, state=state)).government == short


@pytest.mark.parametrize(
    ("name", "state", "county", "short"),
    [
        ("HARTFORD, CITY OF", "ct", "09110", "hartford-ct"), ("TOWN OF GREENWICH", "ct", "09190", "greenwich-ct"),
        ("OGLALA LAKOTA COUNTY", "sd", "46113", "oglala-lakota-county-sd"), ("CITY OF VALDEZ", "ak", "02063", "valdez-ak"),
        ("CITY OF VALDEZ", "ak", "02261", "valdez-ak"), ("DADE COUNTY", "fl", "12025", "miami-dade-county-fl"),
        ("BALTIMORE COUNTY", "md", "24510", None), ("ST. LOUIS COUNTY", "mo", "29510", None), ("COUNTY OF RICHMOND", "va", "51760", None),
    ],
)  # fmt: skip
def test_codes_of_counties_that_were_renamed_or_divided(name, state, county, short):
    assert match(Recipient(name, state=state, county=county)).government == short
