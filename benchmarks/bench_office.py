"""The office loop in ratios of processor times, in one run: a tracker from file to matrix, and a large sheet against DuckDB.

    python benchmarks/bench_office.py [--pairs 9]

Each pair is measured one after the other, and the median of the ratios is printed with its spread. The law is kept from an
earlier question, as on a machine in use, in a cache of this run's own, which no other checkout can fill. 60 rows from file to
matrix against `comity --help`; 50,000 rows of CSV imported as a sheet against DuckDB reading the same file, casting it and
writing it as Parquet.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMITY = [sys.executable, "-m", "comity.cli"]
BARS = {"60 rows, file to matrix / comity --help": 12.0, "50,000 rows, imported / DuckDB": 4.0}
DUCKDB = """
import sys, duckdb
duckdb.sql(f'''COPY (SELECT "Award Number", "Recipient Name", "State", "ALN", CAST(strptime("Accepted", '%m/%d/%Y') AS DATE) AS accepted,
    CAST(replace(replace("Amount", '$', ''), ',', '') AS DECIMAL(18,2)) AS amount
    FROM read_csv('{sys.argv[1]}', all_varchar = true)) TO '{sys.argv[2]}' (FORMAT parquet)''')
"""


def processor_seconds(*commands: list[str]) -> float:
    """The processor time that some commands take, one after the other, with their children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
    for command in commands:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def tracker(folder: Path) -> Path:
    """The tracker of sixty awards."""
    sys.path.insert(0, str(ROOT / "tests" / "office"))
    from tracker import write

    return write(folder / "tracker.xlsx")


def large(folder: Path, rows: int = 50_000) -> Path:
    """A sheet of many awards of a few recipients."""
    path = folder / "large.csv"
    places = ("City of Oakland", "City of Fresno", "County of Alameda", "City of Sacramento")
    with path.open("w", encoding="utf-8") as file:
        file.write("Award Number,Recipient Name,State,ALN,Accepted,Amount\n")
        for n in range(rows):
            file.write(
                f'B-{n % 30:02}-MC-{n % 90:02}-{n:04},{places[n % 4]},CA,16.738 JAG,{n % 12 + 1}/{n % 28 + 1}/2019,"${n:,}.25"\n'
            )
    return path


def office_commands(sheet: Path, folder: Path, into: str) -> tuple[list[str], list[str]]:
    """The commands from a tracker to its matrix."""
    awards = str(folder / into)
    return (
        [*COMITY, "import", "sheet", str(sheet), "--into", awards, "--government", "fresno-ca", "--yes"],
        [*COMITY, "assess", awards, "--out", str(folder / "p.parquet"), "--as-of", "2026-11-30"],
    )


def measure(pairs: int) -> dict[str, dict[str, float]]:
    """The ratios: median, least and most of so many pairs."""
    found: dict[str, list[float]] = {name: [] for name in BARS}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sheet, many = tracker(folder), large(folder)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        processor_seconds(*office_commands(sheet, folder, "warm"))
        for n in range(pairs):
            base = processor_seconds([*COMITY, "--help"])
            office = processor_seconds(*office_commands(sheet, folder, f"into{n}"))
            found["60 rows, file to matrix / comity --help"].append(office / base)
            plain = processor_seconds([sys.executable, "-c", DUCKDB, str(many), str(folder / "plain.parquet")])
            ours = processor_seconds(
                [*COMITY, "import", "sheet", str(many), "--into", str(folder / f"many{n}"), "--yes"]
            )
            found["50,000 rows, imported / DuckDB"].append(ours / plain)
    return {
        name: {
            "median": round(statistics.median(ratios), 2),
            "least": round(min(ratios), 2),
            "most": round(max(ratios), 2),
        }
        for name, ratios in found.items()
    }


def main() -> None:
    """Measure, print, and fail where a median is beyond its bar by more than the spread."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--pairs", type=int, default=9)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    found = measure(given.pairs)
    if given.json:
        print(json.dumps(found, indent=1))
    for name, ratio in found.items() if not given.json else ():
        print(f"{name:45} {ratio['median']:6} (from {ratio['least']} to {ratio['most']}; bar {BARS[name]})")
    beyond = [name for name, ratio in found.items() if ratio["least"] > BARS[name]]
    if beyond:
        sys.exit(f"beyond the bar: {', '.join(beyond)}")


if __name__ == "__main__":
    main()
