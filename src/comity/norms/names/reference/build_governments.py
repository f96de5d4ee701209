"""Build `governments.csv` and `governments_aliases.csv` from public lists of places.

How a short name is chosen (`chicago-il`, `cook-county-il`):

1. A state is its postal code. A county keeps its word: `cook-county-il`, `orleans-parish-la`.
2. A city or town is its plain name and its state. If several in a state share the name, an
   incorporated place goes before a town or township, a city before a village, and then the one with
   the larger known population. If none is clearly first, nobody gets the plain short name.
3. The others get a longer one: `superior-village-wi`, and with the county for towns and where that
   is not enough: `springfield-township-union-nj`.
4. A consolidated city and county is one government under the city's name; the county's name is an
   alias, and the government is listed as lying in itself.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from comity.norms.names.governments import slug

US = "ocd-division/country:us"
CONSOLIDATED_FILE = Path(__file__).parent / "consolidated.csv"
TERRITORIES = frozenset({"as", "gu", "mp", "pr", "vi"})
STYLES = (
    "charter township", "city and borough", "census area", "unified government",
    "city", "town", "village", "borough", "township", "plantation", "municipality",
    "corporation", "county", "parish", "municipio",
)  # fmt: skip
RANK = {"city": 0, "municipality": 0, "corporation": 0, "borough": 1, "town": 2, "village": 3}

# Places the county list lacks, by GEOID (memory).
PLACE_COUNTIES = {
    "0236540": "02122",
    "0169240": "01097",
    "0637692": "06065",
    "1310944": "13089",
    "1359735": "13135",
    "2936422": "29119",
    "3981935": "39131",
    "4536430": "45019",
    "4859748": "48121",
    "4865345": "48039",
    "5000850": "50013",
    "5508265": "55127",
}
# County GEOIDs that were replaced: Wade Hampton, Shannon, Bedford city, Valdez-Cordova (all of whose cities lie in Chugach).
COUNTY_NOW = {"02270": "02158", "46113": "46102", "51515": "51019", "02261": "02063"}
# Divisions made since the place list, and the one they were made of.
ADDED = (
    (f"{US}/state:ak/census_area:chugach", "Chugach Census Area", "02063"),
    (f"{US}/state:ak/census_area:copper_river", "Copper River Census Area", "02066"),
)
GONE = f"{US}/state:ak/census_area:valdez-cordova"
# Names that have changed since the place list was made: OCD id tail -> Census name, GEOID.
RENAMED = {
    "ak/census_area:wade_hampton": ("Kusilvak Census Area", "02158"),
    "ak/census_area:petersburg": ("Petersburg Borough", "02195"),
    "sd/county:oglala_lakota": ("Oglala Lakota County", "46102"),
    "ca/place:san_buenaventura_~ventura~": ("Ventura city", ""),
    "co/place:city_of_creede": ("Creede town", ""),
    "mi/place:village_of_grosse_pointe_shores": ("Grosse Pointe Shores city", ""),
    "ny/place:new_york": ("New York City city", ""),
    "nv/place:carson_city": ("Carson City city", ""),
    "va/place:bedford": ("Bedford town", ""),
}
ALIASES = {
    "washington-dc": "dc", "district-of-columbia": "dc", f"{US}/district:dc/place:washington": "dc",
    "new-york-ny": "new-york-city-ny", "nyc": "new-york-city-ny",
    "brooklyn-ny": "kings-county-ny", "manhattan-ny": "new-york-county-ny",
    "staten-island-ny": "richmond-county-ny", "queens-ny": "queens-county-ny",
    "bronx-ny": "bronx-county-ny",
    "san-buenaventura-ca": "ventura-ca", "du-page-county-il": "dupage-county-il",
    # until 2015, 1997, 1957, 2015 and 2019
    "shannon-county-sd": "oglala-lakota-county-sd", "dade-county-fl": "miami-dade-county-fl",
    "metropolitan-dade-county-fl": "miami-dade-county-fl", "wade-hampton-census-area-ak": "kusilvak-census-area-ak",
    "valdez-cordova-census-area-ak": "chugach-census-area-ak",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `governments.csv`; `counties` holds GEOIDs until the short names are known."""

    short: str
    id: str
    plain: str
    style: str
    kind: str
    state: str
    counties: tuple[str, ...]
    districts: tuple[str, ...]
    circuit: str
    fips: str
    population: str
    population_year: str
    name: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The tables of the reference directory that this file reads."""

    places: tuple[tuple[str, str, str], ...]
    place_counties: Mapping[tuple[str, str], tuple[str, ...]]
    districts: Mapping[str, str]
    circuits: Mapping[str, str]
    states: Mapping[str, tuple[str, str]]
    census: Mapping[str, str]
    survey: Mapping[tuple[str, str, str], str]
    aliases: tuple[tuple[str, str], ...]


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, plain or gzipped."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_sources(directory: Path) -> Sources:
    """Read the tables named in SOURCES.md from the reference directory."""
    counties: dict[tuple[str, str], set[str]] = defaultdict(set)
    states = {
        row["Code"].lower(): (row["Name"], row["FIPS"].zfill(2))
        for row in table(directory / "census_state_population_income.csv")
    }
    for row in table(directory / "places_usaspending_ref_city_county_code.csv"):
        code = row["state_code"].lower()
        if row["city_code"] and code in states:
            county = states[code][1] + row["county_code"]
            counties[code, row["city_code"]].add(COUNTY_NOW.get(county, county))
    federal = table(directory / "county_federal_district.csv")
    districts = {row["county_fips"]: row["court_id"] for row in federal}
    districts |= {"02063": "akd", "02066": "akd"}
    circuits = {
        row["state"].lower(): "cadc" if row["circuit"] == "DC" else f"ca{row['circuit']}"
        for row in table(directory / "state_circuit.csv")
    }
    survey: dict[tuple[str, str, str], str] = {}
    for row in table(directory / "governments_aspep_2021.csv"):
        if row["unit_type"] in {"municipality", "township"}:
            county = row["state_fips"] + row["county_fips"]
            key = (county, row["unit_type"], slug(row["name"]))
            survey[key] = row["population_enrollment_or_function"]
    return Sources(
        places=tuple(
            (row["id"], row["name"], row["census_geoid"].removeprefix("place-"))
            for row in table(directory / "ocd_us_places.csv.gz")
        ),
        place_counties={key: tuple(sorted(found)) for key, found in counties.items()},
        districts=districts,
        circuits=circuits,
        states=states,
        census={
            row["state_code"] + row["county_code"]: row["population"]
            for row in table(directory / "census_2020_population_county.csv")
        },
        survey=survey,
        aliases=tuple((row["id"], row["sameAs"]) for row in table(directory / "ocd_us_aliases.csv")),
    )


def split_style(name: str) -> tuple[str, str]:
    """Census name -> plain name and style: `Chicago city` -> (`Chicago`, `city`)."""
    for style in STYLES:
        if name.lower().endswith(" " + style):
            return name[: -len(style) - 1], style
    return name, "city"


def state_rows(sources: Sources) -> Iterable[Row]:
    """The fifty states, the District of Columbia and the five territories."""
    for code, (name, fips) in sources.states.items():
        tail = f"territory:{code}" if code in TERRITORIES else f"state:{code}"
        districts = tuple(sorted({court for key, court in sources.districts.items() if key[:2] == fips}))
        if not districts and code in TERRITORIES - {"as"}:
            districts = ("nmid" if code == "mp" else f"{code}d",)
        population = sources.census.get(fips + "000", "")
        yield Row(
            short=code, id=f"{US}/{'district:dc' if code == 'dc' else tail}", plain=slug(name),
            style="territory" if code in TERRITORIES else "district" if code == "dc" else "state",
            kind="state", state=code, counties=(), districts=districts, circuit=sources.circuits.get(code, ""), fips=fips,
            population=population, population_year="2020" if population else "", name=name,
        )  # fmt: skip


def local_row(ocd: str, census_name: str, geoid: str, sources: Sources) -> Row:
    """One county, city or town, without its short name."""
    state = ocd.removeprefix(US + "/").split("/", 1)[0].split(":")[1]
    tail = ocd.removeprefix(f"{US}/state:")
    if tail in RENAMED:
        census_name, changed = RENAMED[tail]
        geoid = changed or geoid
    plain, style = split_style(census_name)
    is_county = len(geoid) == 5 and style != "municipio"
    kind = "county" if is_county else "town" if len(geoid) == 10 else "city"
    counties: tuple[str, ...] = ()
    if kind == "town":
        counties = (geoid[:5],)
    elif style == "municipio":
        counties = (geoid,)
    elif kind == "city":
        known = (PLACE_COUNTIES[geoid],) if geoid in PLACE_COUNTIES else ()
        counties = known or sources.place_counties.get((state, geoid[2:]), ())
        if state == "ma" and plain.endswith(" Town"):
            plain = plain.removesuffix(" Town")
    population, year = sources.census.get(geoid, ""), "2020"
    if not population and kind != "county":
        unit = "township" if kind == "town" else "municipality"
        found = {sources.survey.get((county, unit, slug(plain)), "") for county in counties} - {""}
        population, year = (found.pop(), "2019") if len(found) == 1 else ("", "")
    title = f"{plain} {style.title() if is_county or 'township' in style else style}"
    if kind == "town" and "township" not in style:
        title = f"{style.title()} of {plain}"
    lies_in = (geoid,) if is_county else counties
    districts = {sources.districts[key] for key in lies_in if key in sources.districts}
    return Row(
        short="", id=ocd, plain=slug(plain),
        style=style.lower(), kind=kind, state=state, counties=counties,
        districts=tuple(sorted(districts or ({"prd"} if state == "pr" else set()))),
        circuit=sources.circuits.get(state, ""), fips=geoid, population=population, population_year=year if population else "",
        name=plain if kind == "city" else title.replace(" And ", " and "),
    )  # fmt: skip


def consolidate(rows: Mapping[str, Row], aliases: dict[str, str]) -> dict[str, Row]:
    """Join each city to its county where they are one government; fill `aliases`."""
    joined = dict(rows)
    for listed in table(CONSOLIDATED_FILE):
        tail, short, name, place, also = listed.values()
        county_id = f"{US}/state:{tail}"
        place_id = f"{US}/state:{tail[:2]}/place:{place or slug(short[:-3]).replace('-', '_')}"
        county = joined.pop(county_id)
        city = joined.pop(place_id, None)
        style = "county" if name.endswith(("County", "Parish")) and short.count("-") > 1 else "city"
        keep = "county" if short.startswith(slug(name) + "-") and style == "county" else "city"
        joined[county_id] = replace(
            county, short=short, name=name, plain=short[:-3] if keep == "city" else county.plain,
            style="city" if keep == "city" else county.style, kind=keep, counties=(county.fips,),
            fips=city.fips if city else county.fips, population=county.population,
        )  # fmt: skip
        names = [*filter(None, also.split(";")), f"{slug(county.name)}-{county.state}", place_id]
        names.append(f"{county.plain}-county-{county.state}")
        for alias in names:
            if alias != short:
                aliases[alias] = short
    return joined


def best_of(rivals: list[Row]) -> Row | None:
    """The government that gets the plain short name, or None when none is clearly first."""

    def standing(row: Row) -> tuple[int, int, int]:
        return (row.kind == "town", RANK.get(row.style, 4), -int(row.population or 0))

    first, *rest = sorted(rivals, key=standing)
    return first if not rest or standing(first) < standing(rest[0]) else None


def name_rows(rows: Iterable[Row], county_names: Mapping[str, str]) -> list[Row]:
    """Give every row its short name by the rule at the head of this file."""
    named = [row for row in rows if row.short]
    taken = {row.short for row in named}
    rivals: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if not row.short:
            title = row.name if row.kind == "county" else row.plain
            rivals[f"{slug(title)}-{row.state}"].append(row)
    for short, group in sorted(rivals.items()):
        first = best_of(group) if short not in taken else None
        for row in group:
            styled = f"{row.plain}-{slug(row.style)}"
            twins = sum(other.style == row.style for other in group)
            if row is first:
                choice = short
            elif row.kind != "town" and twins == 1:
                choice = f"{styled}-{row.state}"
            else:
                choice = f"{styled}-{county_names[row.counties[0]]}-{row.state}"
            if choice in taken:
                raise ValueError(f"{row.id}: the short name {choice} is taken")
            taken.add(choice)
            if first and row is not first and row.population == first.population:
                row = replace(row, population="", population_year="")  # the survey's namesake
            named.append(replace(row, short=choice))
    return named


def governments(sources: Sources) -> tuple[list[Row], dict[str, str]]:
    """All governments in order of id, and the aliases; deterministic for the same sources."""
    aliases = dict(ALIASES)
    places = [place for place in (*sources.places, *ADDED) if place[0] != GONE]
    local = {ocd: local_row(ocd, name, geoid, sources) for ocd, name, geoid in places}
    city = f"{US}/state:ny/place:new_york"
    boroughs = sum(int(sources.census[key]) for key in local[city].counties)
    local[city] = replace(local[city], population=str(boroughs), population_year="2020")
    plain_county = {row.fips: row.plain for row in local.values() if row.kind == "county"}
    rows = [*state_rows(sources), *consolidate(local, aliases).values()]
    rows = name_rows(rows, defaultdict(lambda: "city", plain_county))
    by_id = {row.id: row.short for row in rows}
    by_county = {
        row.counties[0] if row.counties else row.fips: row.short
        for row in rows
        if row.id.split("/")[-1].split(":")[0] not in {"place", "state", "territory", "district"}
    }
    rows = [
        replace(
            row,
            counties=tuple(sorted({by_county[key] for key in row.counties if key in by_county})),
        )
        for row in rows
    ]
    for row in rows:
        if row.kind == "county" and row.style != "county":
            aliases.setdefault(f"{row.plain}-county-{row.state}", row.short)
    for alias, same in sources.aliases:
        target = aliases.get(same) or by_id.get(same)
        if target and alias not in by_id and not re.search(r"/(sld[lu]|cd|precinct):", alias):
            aliases.setdefault(alias, target)
    shorts = set(by_id.values())
    kept = {alias: short for alias, short in aliases.items() if alias not in shorts}
    return sorted(rows, key=lambda row: row.id), dict(sorted(kept.items()))
