"""The tables of governments, read once on first use.

A `Government` is built from its line only when it is asked for, so that looking up one name stays
quick. Ask `comity.norms.names.governments`; the tables are in `reference/` (see SOURCES.md there).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from comity.frozen import frozen
from comity.norms.names.government_lines import GovernmentLines

_REFERENCE = Path(__file__).parent / "reference"


@frozen
class Government:
    """A government that can be a party: state, county, city, town, federal agency, or another one of `others.csv`.

    Types: `kind` is `state` (with the District of Columbia and the territories), `county`, `city`
    (every incorporated place), `town` (towns and townships), `agency`, `office` (an agency or officer of a
    state, its `parent`), `authority`, `district`, `compact` (of several `states`) or `tribe`; `style` is the word its
    charter uses (`village`, `parish`). `counties` are short names, and a consolidated city and
    county lies in itself. `districts` and `circuit` are court ids. `population` is the 2020 census,
    or the estimate of `population_year`. `meant` are the words of unclear texts that are taken to mean it, or not to
    (`every local government`, or what stands after `because`); no line of a table has any.
    Source: reference/governments.csv, reference/agencies.csv and reference/others.csv.
    """

    id: str
    short: str
    name: str
    kind: str
    state: str | None
    counties: tuple[str, ...]
    districts: tuple[str, ...]
    circuit: str | None
    parent: str | None
    population: int | None
    fips: str | None
    style: str = ""
    population_year: int | None = None
    states: tuple[str, ...] = ()
    meant: tuple[tuple[str, bool], ...] = ()

    def meant_by(self, words: str) -> bool | None:
        """Whether unclear words are taken to include it; None where that is open.

        >>> governments()["chicago-il"].meant_by("only in the caption") is None
        True
        """
        return next((yes for said, yes in self.meant if said == words), None) if self.meant else None

    @property
    def consolidated(self) -> bool:
        """Whether it is both a city and its county.

        >>> [governments()[short].consolidated for short in ("denver-co", "chicago-il")]
        [True, False]
        """
        return self.short in self.counties


@frozen
class Agency:
    """One line of agencies.csv."""

    short: str
    name: str
    parent: str
    cgac: str
    subtier: str
    aln_prefix: str
    also: tuple[str, ...]


@frozen
class Other:
    """One line of others.csv: a party that is not a general-purpose government.

    Types: `part_of` is the state whose office it is; `within` the counties and states it lies in; `seat` the
    government in whose district it has its seat.
    """

    short: str
    id: str
    kind: str
    name: str
    state: str
    part_of: str
    within: tuple[str, ...]
    seat: str
    also: tuple[str, ...]


class Governments(Mapping[str, Government]):
    """All governments by short name; each is built from its line when it is first asked for."""

    def __init__(self, lines: GovernmentLines, agencies: Mapping[str, Agency], others: Mapping[str, Other]) -> None:
        self.lines = lines
        self._agencies = agencies
        self._others = others
        self._built: dict[str, Government] = {}

    def __getitem__(self, short: str) -> Government:
        found = self._built.get(short)
        if found is None:
            found = self._built[short] = self._of(short)
        return found

    def _of(self, short: str) -> Government:
        if short in self._agencies:
            return _from_agency(self._agencies[short])
        if short in self._others:
            return _from_other(self._others[short], self)
        return _from_line(self.lines[short])

    def __iter__(self) -> Iterator[str]:
        yield from self._agencies
        yield from self.lines
        yield from self._others

    def __len__(self) -> int:
        return len(self._agencies) + len(self.lines) + len(self._others)

    def __contains__(self, short: object) -> bool:
        return short in self._agencies or short in self.lines or short in self._others


def slug(text: str) -> str:
    """A name as short names spell it: `Prince George's County` -> `prince-georges-county`.

    >>> slug("Cañon City"), slug("St. Louis")
    ('canon-city', 'st-louis')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['.]", "", plain)).strip("-")


@cache
def governments() -> Governments:
    """Every government of governments.csv, agencies.csv and others.csv, read once."""
    lines = GovernmentLines((_REFERENCE / "governments.csv").read_bytes())
    return Governments(lines, agencies(), others())


@cache
def agencies() -> Mapping[str, Agency]:
    """The lines of agencies.csv by short name."""
    rows = (Agency(*cells, also=tuple(filter(None, also.split(";")))) for *cells, also in table("agencies.csv"))
    return {row.short: row for row in rows}


@cache
def others() -> Mapping[str, Other]:
    """The lines of others.csv by short name."""
    found: dict[str, Other] = {}
    for short, id, kind, name, state, part_of, within, seat, also, _ in table("others.csv"):
        lists = (tuple(filter(None, cell.split(";"))) for cell in (within, also))
        found[short] = Other(
            short=short,
            id=id,
            kind=kind,
            name=name,
            state=state,
            part_of=part_of,
            within=next(lists),
            seat=seat,
            also=next(lists),
        )
    return found


@cache
def parts_of(short: str) -> tuple[str, ...]:
    """A government and the offices that are part of it, all of which an order for it reaches.

    >>> "governor-il" in parts_of("il"), parts_of("chicago-il")
    (True, ('chicago-il',))
    """
    return (short, *sorted(one.short for one in others().values() if one.part_of == short))


@cache
def aliases() -> Mapping[str, str]:
    """Other short names, and other OCD division ids -> short name."""
    return {row[0]: row[1] for row in table("governments_aliases.csv")}


@cache
def shorts_by_id() -> Mapping[str, str]:
    """OCD division id -> short name."""
    rows = (line.split(",", 2) for line in governments().lines.values())
    named = {one.id: one.short for one in others().values()}
    return {"ocd-division/country:us": "us"} | {row[1]: row[0] for row in rows} | named


@cache
def agency_codes() -> Mapping[str, str]:
    """CGAC and sub-tier code -> short name; the department has its CGAC."""
    codes: dict[str, str] = {}
    for row in agencies().values():
        if row.cgac and (row.cgac not in codes or row.subtier == f"{row.cgac[1:]}00"):
            codes[row.cgac] = row.short
        if row.subtier:
            codes[row.subtier] = row.short
    return codes


@cache
def states() -> Mapping[str, str]:
    """Postal code and name of each state -> short name."""
    known = governments()
    states = [known[short] for short in known.lines if len(short) == 2]
    return {key: one.short for one in states for key in (one.short, slug(one.name))}


@cache
def shorts_by_name() -> Mapping[str, list[str]]:
    """Slug of every name without its state -> short names."""
    names: dict[str, list[str]] = {}
    for line in governments().lines.values():
        short, _, plain, _ = line.split(",", 3)
        names.setdefault(plain, []).append(short)
        full = short[:-3]
        if full != plain and len(short) > 2:
            names.setdefault(full, []).append(short)
    for alias, short in aliases().items():
        name = alias.removesuffix(f"-{short[-2:]}")
        if not alias.startswith("ocd-division/") and short not in names.setdefault(name, []):
            names[name].append(short)
    for one in (*agencies().values(), *others().values()):
        for name in {slug(name) for name in (one.name, *one.also)}:
            names.setdefault(name, []).append(one.short)
    return names


def table(name: str) -> Iterable[list[str]]:
    """The rows of a table of `reference/`, without its header."""
    with (_REFERENCE / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def _from_line(line: str) -> Government:
    cells = next(csv.reader([line]))
    short, ocd, _, style, kind, state, counties, districts, circuit, fips, people, year, name = cells
    return Government(
        id=ocd,
        short=short,
        name=name,
        kind=kind,
        state=state,
        counties=tuple(filter(None, counties.split(";"))),
        districts=tuple(filter(None, districts.split(";"))),
        circuit=circuit or None,
        parent=None,
        population=int(people) if people else None,
        fips=fips,
        style=style,
        population_year=int(year) if year else None,
    )


def _from_other(row: Other, known: Governments) -> Government:
    """Its courts are those of its seat, else of all it lies in."""
    places = [known[short] for short in row.within]
    seats = [known[row.seat]] if row.seat else places or [known[row.state]]
    circuits = {place.circuit for place in seats}
    states = tuple(dict.fromkeys(place.state for place in places if place.state))
    return Government(
        id=row.id,
        short=row.short,
        name=row.name,
        kind=row.kind,
        state=row.state or None,
        counties=tuple(place.short for place in places if place.kind == "county" or place.consolidated),
        districts=tuple(dict.fromkeys(district for place in seats for district in place.districts)),
        circuit=circuits.pop() if len(circuits) == 1 else None,
        parent=row.part_of or None,
        population=None,
        fips=None,
        style=row.kind,
        states=states if len(states) > 1 else (),
    )


def _from_agency(row: Agency) -> Government:
    return Government(
        id=row.short if row.short != "us" else "ocd-division/country:us",
        short=row.short,
        name=row.name,
        kind="agency",
        state=None,
        counties=(),
        districts=("dcd",),
        circuit="cadc",
        parent=row.parent or None,
        population=None,
        fips=None,
        style="agency",
    )
