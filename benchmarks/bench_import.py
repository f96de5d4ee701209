"""An award list of a given size, imported and then imported again: rows, seconds, memory.

    python benchmarks/bench_import.py [--gb 0.2] [--dir FOLDER]

The list has the columns of USAspending's prime transactions and the values of real rows; the numbers of the awards are
new, and the recipients are many: every state, county, city and town of the reference tables under the ways in which
lists write them, the registered UEIs, and made-up firms. So a recipient costs what it costs in a real download.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from comity.intake.match.match import TABLE
from comity.norms.names.governments import Government, all_governments

ROOT = Path(__file__).parents[1]
REAL = ROOT / "tests" / "record" / "importers" / "rows" / "Assistance_PrimeTransactions_2024-11-19_cut.csv"
FIRMS = 60_000
WAYS = ("{unit} OF {name}", "{name}, {unit} OF", "{name} {unit}", "{unit} OF {name} POLICE DEPARTMENT")

Recipient = dict[str, str]


def recipients() -> list[Recipient]:
    """Who receives: governments as lists write them, the registered ones by UEI, and firms."""
    rng = random.Random(1)
    found = [
        _local(one, rng.choice(WAYS)) for one in all_governments().values() if one.kind in ("county", "city", "town")
    ]
    with TABLE.open(encoding="utf-8", newline="") as file:
        found += [_row(row["name"], row["state"], row["uei"]) for row in csv.DictReader(file)]
    states = {one.short: one.name for one in all_governments().values() if one.kind == "state"}
    found += [_row(f"STATE OF {name.upper()}", short) for short, name in states.items()]
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    words = ("HOUSING PARTNERS", "UNIVERSITY", "HEALTH CENTER INC", "RESEARCH FOUNDATION", "SCHOOL DISTRICT", "LLC")
    for n in range(FIRMS):
        uei = "".join(rng.choice(letters) for _ in range(11)) + "9"
        found.append(_row(f"EXAMPLE {n} {rng.choice(words)}", rng.choice(list(states)), uei))
    rng.shuffle(found)
    return found


def _local(one: Government, way: str) -> Recipient:
    unit = one.kind.upper()
    name = one.name.upper().removesuffix(" COUNTY").removesuffix(" PARISH")
    fips = one.fips or ""
    place, county = (fips[2:], "") if len(fips) == 7 else ("", fips[:5])
    return _row(way.format(unit=unit, name=name), one.state or "", "", place, county)


def _row(name: str, state: str, uei: str = "", place: str = "", county: str = "") -> Recipient:
    return {
        "recipient_name": name, "recipient_state_code": state.upper(), "recipient_uei": uei,
        "recipient_city_code": place, "prime_award_transaction_recipient_county_fips_code": county,
    }  # fmt: skip


def rows() -> Iterator[dict[str, str]]:
    """Rows without end: each real one again and again, as an action on a new award or on the one before."""
    with REAL.open(encoding="utf-8", newline="") as file:
        real = [row for row in csv.DictReader(file) if row["record_type_code"] == "2"]
    given = recipients()
    for n in itertools.count():
        award = n // 3  # three actions an award
        row, number = real[award % len(real)], f"X{award:09}"
        office = row["awarding_sub_agency_code"]
        row["assistance_transaction_unique_key"] = f"{office}_{number}_-NONE-_{row['cfda_number']}_{n % 3}"
        row["assistance_award_unique_key"] = f"ASST_NON_{number}_{office}"
        row["award_id_fain"], row["modification_number"] = number, str(n % 3)
        row.update(given[award % len(given)])
        yield row


def make(path: Path, size: int) -> int:
    """Write a list of about so many bytes; how many rows it has."""
    count, given = 0, rows()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(next(rows())), lineterminator="\n")
        writer.writeheader()
        while file.tell() < size:
            writer.writerows(itertools.islice(given, 1000))
            count += 1000
    return count


def run(file: Path, into: Path) -> tuple[dict[str, object], float, float]:
    """Import in a process of its own: the report, seconds, and the most memory it had, in MB."""
    command = [sys.executable, "-m", "comity.cli", "import", "auto", str(file), "--into", str(into), "--json"]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit("the import failed")
    return json.loads(out), time.perf_counter() - start, usage.ru_maxrss / 1024


def stamps(into: Path) -> dict[Path, int]:
    """When each file of a folder was last written."""
    return {path: path.stat().st_mtime_ns for path in into.rglob("*") if path.is_file() and path.name != ".lock"}


def main() -> None:
    """Make, import, import again, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gb", type=float, default=0.2)
    options.add_argument("--dir", type=Path, default=None, help="where to work; default: the system's temporary folder")
    said = options.parse_args()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    with tempfile.TemporaryDirectory(dir=said.dir) as folder:
        file, into = Path(folder) / "Assistance_PrimeTransactions_2024-11-19_1.csv", Path(folder) / "awards"
        count = make(file, int(said.gb * 1e9))
        megabytes = file.stat().st_size / 1e6
        report, seconds, memory = run(file, into)
        read, matched = report["rows"], sum(one["awards"] for one in report["matched"].values())
        assert read["read"] == count
        machine = f"{os.cpu_count()} cores; commit {commit.stdout.strip()}; Python {sys.version.split()[0]}"
        print(f"{megabytes:,.0f} MB; {machine}")
        print("{read:,} rows = {kept:,} kept + {folded:,} folded + {rejected:,} rejected".format(**read))
        print(f"{report['awards']:,} awards, {matched:,} matched to {report['governments']:,} governments")
        print(f"{seconds:.1f} s, {megabytes / seconds:.1f} MB/s, {count / seconds:,.0f} rows/s")
        print(f"{memory:,.0f} MB memory at most")
        before = stamps(into)
        again, seconds, memory = run(file, into)
        same = before == stamps(into) and not again["new"] and again["rows"] == read
        print(f"again: {seconds:.1f} s, {memory:,.0f} MB; {'nothing changed' if same else 'IT CHANGED'}")
        raise SystemExit(0 if same else 1)


if __name__ == "__main__":
    main()
