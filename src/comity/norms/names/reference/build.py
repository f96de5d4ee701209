"""Build the generated tables here: `python -m comity.norms.names.reference.build --from DIRECTORY`.

The directory holds the public tables named in SOURCES.md. `agencies.csv` and `associations.csv` are
kept by hand and only read here. Running it twice on the same directory writes the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, cast

from comity.norms.names.governments import slug
from comity.norms.names.reference.build_governments import Row, governments, read_sources, table

HERE = Path(__file__).parent

# Each state's highest courts (two in Texas and Oklahoma: civil, criminal), ids of courts-db.
HIGHEST = {
    "al": "ala", "ak": "alaska", "az": "ariz", "ar": "ark", "ca": "cal", "co": "colo",
    "ct": "conn", "de": "del", "dc": "dc", "fl": "fla", "ga": "ga", "hi": "haw", "id": "idaho",
    "il": "ill", "in": "ind", "ia": "iowa", "ks": "kan", "ky": "ky", "la": "la", "me": "me",
    "md": "md", "ma": "mass", "mi": "mich", "mn": "minn", "ms": "miss", "mo": "mo", "mt": "mont",
    "ne": "neb", "nv": "nev", "nh": "nh", "nj": "nj", "nm": "nm", "ny": "ny", "nc": "nc",
    "nd": "nd", "oh": "ohio", "ok": "okla;oklacrimapp", "or": "or", "pa": "pa", "ri": "ri",
    "sc": "sc", "sd": "sd", "tn": "tenn", "tx": "tex;texcrimapp", "ut": "utah", "vt": "vt",
    "va": "va", "wa": "wash", "wv": "wva", "wi": "wis", "wy": "wyo", "as": "amsamoa",
    "gu": "guam", "mp": "nmi", "pr": "prsupreme", "vi": "virginislands",
}  # fmt: skip
INTERMEDIATE = {
    "al": "alacivapp;alacrimapp", "ak": "alaskactapp", "az": "arizctapp", "ar": "arkctapp",
    "ca": "calctapp;calctapp1d;calctapp2d;calctapp3d;calctapp4d;calctapp5d;calctapp6d",
    "co": "coloctapp", "ct": "connappct",
    "fl": "fladistctapp;fladistctapp1;fladistctapp2;fladistctapp3;fladistctapp4;fladistctapp5;"
    "fladistctapp6",
    "ga": "gactapp", "hi": "hawapp", "id": "idahoctapp", "il": "illappct", "in": "indctapp",
    "ia": "iowactapp", "ks": "kanctapp", "ky": "kyctapp", "la": "lactapp", "md": "mdctspecapp",
    "ma": "massappct", "mi": "michctapp", "mn": "minnctapp", "ms": "missctapp",
    "mo": "moctapp;moctapped;moctappsd;moctappwd", "ne": "nebctapp", "nv": "nevapp",
    "nj": "njsuperctappdiv", "nm": "nmctapp", "ny": "nyappdiv;nyappterm", "nc": "ncctapp",
    "nd": "ndctapp", "oh": "ohioctapp", "ok": "oklacivapp", "or": "orctapp",
    "pa": "pacommwct;pasuperct", "sc": "scctapp", "tn": "tennctapp;tenncrimapp", "tx": "texapp",
    "ut": "utahctapp", "va": "vactapp", "wa": "washctapp", "wv": "wvactapp", "wi": "wisctapp",
    "pr": "prapp",
}  # fmt: skip
# A state's trial court of general jurisdiction, where courts-db has one for the whole state.
TRIAL = {
    "al": "alacirct", "ak": "aksuperct", "az": "azsuperct", "ar": "arkcirct", "ca":
    "calsuperct", "co": "coldistct", "ct": "connsuperct", "dc": "supctdc", "fl": "flacirct",
    "ga": "gasuperct", "gu": "superctguam", "hi": "hawcirct", "id": "iddistct", "il":
    "illcirct", "in": "indsuperct", "ia": "iadistct", "ky": "kycirct", "me": "mesuperct",
    "md": "mdcirctct", "ma": "masssuperct", "mi": "micirct", "mt": "mtjdct", "nv":
    "nevdistct", "nh": "nhsuperct", "nj": "njsuper", "ny": "nysupct", "mp": "cnmisuperct",
    "oh": "ohioctcompl", "or": "orcc", "sc": "scctcompl", "vt": "vtsuperct", "vi": "visuper",
    "va": "vacc", "wa": "washsuperct", "wi": "wisccirct",
}  # fmt: skip
# Federal courts of a subject, and the court of appeals over them.
SPECIAL = {"uscfc": "cafc", "cit": "cafc", "cavc": "cafc", "tax": "", "armfor": "", "jpml": ""}
# Names that courts-db has old, misspelt or too wide.
COURT_NAMES = {
    "md": "Supreme Court of Maryland",
    "mdctspecapp": "Appellate Court of Maryland",
    "texapp": "Courts of Appeals of Texas",
    "nyappdiv": "Appellate Division of the Supreme Court of New York",
    "connappct": "Connecticut Appellate Court",
    "washsuperct": "Washington Superior Court",
}
# Citations that courts-db lacks or has otherwise than the Bluebook, table T1 (memory).
CITATIONS = {
    "ca3": "3d Cir.", "mdd": "D. Md.", "mnd": "D. Minn.", "nyed": "E.D.N.Y.",
    "pamd": "M.D. Pa.", "wvsd": "S.D.W. Va.", "ny": "N.Y.", "cit": "Ct. Int'l Trade",
    "dc": "D.C.", "mdctspecapp": "Md. App. Ct.", "nevapp": "Nev. Ct. App.",
    "alacirct": "Ala. Cir. Ct.", "aksuperct": "Alaska Super. Ct.",
    "azsuperct": "Ariz. Super. Ct.", "arkcirct": "Ark. Cir. Ct.",
    "calsuperct": "Cal. Super. Ct.", "coldistct": "Colo. Dist. Ct.",
    "connsuperct": "Conn. Super. Ct.", "supctdc": "D.C. Super. Ct.",
    "flacirct": "Fla. Cir. Ct.", "gasuperct": "Ga. Super. Ct.",
    "superctguam": "Guam Super. Ct.", "hawcirct": "Haw. Cir. Ct.",
    "iddistct": "Idaho Dist. Ct.", "illcirct": "Ill. Cir. Ct.",
    "indsuperct": "Ind. Super. Ct.", "iadistct": "Iowa Dist. Ct.", "kycirct": "Ky. Cir. Ct.",
    "mesuperct": "Me. Super. Ct.", "mdcirctct": "Md. Cir. Ct.",
    "masssuperct": "Mass. Super. Ct.", "micirct": "Mich. Cir. Ct.",
    "mtjdct": "Mont. Dist. Ct.", "nevdistct": "Nev. Dist. Ct.", "nhsuperct": "N.H. Super. Ct.",
    "njsuper": "N.J. Super. Ct.", "nysupct": "N.Y. Sup. Ct.",
    "cnmisuperct": "N. Mar. I. Super. Ct.", "ohioctcompl": "Ohio Ct. Com. Pl.",
    "orcc": "Or. Cir. Ct.", "scctcompl": "S.C. Ct. Com. Pl.", "vtsuperct": "Vt. Super. Ct.",
    "visuper": "V.I. Super. Ct.", "vacc": "Va. Cir. Ct.", "washsuperct": "Wash. Super. Ct.",
    "wisccirct": "Wis. Cir. Ct.",
}  # fmt: skip
# Parts of the Justice Department that the program inventory has under "Boards and Divisions"
# (memory): the COPS Office, the Office on Violence Against Women.
COPS = {f"16.{number}" for number in ("068", "071", "072", "073", "710")}
OVW = {
    f"16.{number}"
    for number in (
        "013", "014", "016", "017", "023", "024", "025", "027", "028", "029", "052", "053", "063",
        "064", "524", "525", "526", "527", "528", "529", "556", "557", "587", "588", "589", "590",
        "736", "888",
    )
}  # fmt: skip
# What a program's kinds of assistance say of it, where all of them say the same.
KINDS = {
    "Formula Grants": "formula",
    "Project Grants": "project",
    "Direct Payments for a Specified Use": "direct payment",
    "Direct Payments with Unrestricted Use": "direct payment",
    "Direct Loans": "loan",
    "Guaranteed / Insured Loans": "loan",
    "Insurance": "insurance",
}


def write(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one table beside this file, with LF line ends."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def government_cells(row: Row) -> list[str]:
    """One government as text, lists joined by `;`."""
    cells = cast(tuple[str | tuple[str, ...], ...], astuple(row))
    return [";".join(cell) if isinstance(cell, tuple) else cell for cell in cells]


PARTS = {"N.": "Northern", "S.": "Southern", "E.": "Eastern", "W.": "Western", "M.": "Middle", "C.": "Central"}


def full_name(name: str) -> str:
    """The name of a federal court in full, where the list shortens it.

    >>> full_name("District Court, N.D. Illinois"), full_name("District Court, D. Guam")
    ('United States District Court for the Northern District of Illinois', 'United States District Court for the District of Guam')
    >>> full_name("Court of Appeals for the First Circuit")
    'United States Court of Appeals for the First Circuit'
    """
    found = re.fullmatch(r"District Court, (?:([NSEWMC]\.)?D\. )?(.+)", name)
    if found:
        part = f"{PARTS[found[1]]} " if found[1] else ""
        whole = "the District of Columbia" if "Columbia" in name else f"the {part}District of {found[2]}"
        return f"United States District Court for {whole}"
    return f"United States {name}" if name.startswith("Court of Appeals for the") else name


def court_rows(directory: Path) -> list[tuple[str, ...]]:
    """Federal courts, then each state's highest, intermediate and trial courts."""
    import courts_db  # only here: slow to import, and large

    courts = cast(list[dict[str, str]], courts_db.courts)
    listed = {court["id"].strip(): court for court in courts}

    def row(court: str, level: str, circuit: str, state: str) -> tuple[str, ...]:
        name = COURT_NAMES.get(court, full_name(listed[court]["name"].strip()))
        cited = CITATIONS.get(court, listed[court]["citation_string"].strip())
        return court, name, cited, level, circuit, state

    rows = [row("scotus", "supreme", "", "")]
    federal = {item["court_id"]: item for item in table(directory / "federal_courts.csv")}
    appeals = sorted(court for court in federal if court.startswith("ca") and court[2:].isdigit())
    appeals = [*sorted(appeals, key=lambda court: int(court[2:])), "cadc", "cafc"]
    rows += [row(court, "appeals", court, "") for court in appeals]
    for court, item in sorted(federal.items()):
        if court not in {*appeals, "scotus", *SPECIAL}:
            circuit = "ca2" if court == "vtd" else item["appeal_to"]  # courts-db puts it in ca1
            rows.append(row(court, "district", circuit, item["state"].lower()))
    rows += [row(court, "special", circuit, "") for court, circuit in SPECIAL.items()]
    for level, by_state in (("state-high", HIGHEST), ("state-appeals", INTERMEDIATE), ("state-trial", TRIAL)):
        for state, its_courts in sorted(by_state.items()):
            rows += [row(court, level, "", state) for court in its_courts.split(";")]
    return rows


def agency_names(agencies: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Slug of every name an agency goes by -> short name."""
    names: dict[str, str] = {}
    for agency in agencies:
        for name in (agency["name"], *filter(None, agency["also"].split(";"))):
            names.setdefault(slug(name), agency["short"])
    return names


def program_rows(directory: Path) -> list[tuple[str, ...]]:
    """Every assistance listing: number, title, agency, active, kind."""
    agencies = table(HERE / "agencies.csv")
    names = agency_names(agencies)
    prefixes = {agency["aln_prefix"]: agency["short"] for agency in agencies}
    with gzip.open(directory / "assistance_listings_fpi_2025.jsonl.gz", "rt") as file:
        items = [cast(dict[str, Any], json.loads(line)) for line in file]
    inventory = {cast(str, item["cfda"]): item for item in items if item.get("cfda")}
    rows: list[tuple[str, ...]] = []
    for listing in table(directory / "assistance_listings.csv"):
        number = listing["aln"]
        item = inventory.get(number, {})
        department = names.get(slug(item.get("agency") or ""), prefixes.get(number[:2], ""))
        part = names.get(slug((item.get("sub-agency") or "").split("(")[0]), "")
        agency = part if part and part.startswith(department) else department
        if number in COPS | OVW:
            agency = "us-doj-cops" if number in COPS else "us-doj-ovw"
        assistance = cast(list[str], item.get("assistance_types") or [""])
        kinds = {KINDS.get(kind, "") for kind in assistance}
        kind = kinds.pop() if len(kinds) == 1 else ""
        active = "yes" if listing["status"] == "active" else "no"
        rows.append((number, listing["title"].strip(), agency, active, kind))
    return sorted(rows)


def main() -> None:
    """Read the reference directory and write the four generated tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="directory", type=Path, required=True)
    directory: Path = parser.parse_args().directory
    rows, aliases = governments(read_sources(directory))
    write("governments.csv", [f.name for f in fields(Row)], map(government_cells, rows))
    write("governments_aliases.csv", ["alias", "short"], aliases.items())
    head = ["id", "name", "citation", "level", "circuit", "state"]
    write("courts.csv", head, court_rows(directory))
    write("programs.csv", ["number", "title", "agency", "active", "kind"], program_rows(directory))


if __name__ == "__main__":
    main()
