"""The packaged law over as many awards as a nation has: an import's awards repeated, each time under new numbers.

    python benchmarks/bench_nation.py AWARDS [--awards 10_000_000] [--as-of 2025-06-20] [--dir FOLDER]

AWARDS is the `awards.parquet` that `comity import` makes. Prints, and writes to benchmarks/results/nation.md, what
`comity assess` took to write positions, situations, what changes from another day, and timelines: seconds, memory, bytes. Each
is a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "nation.md"


def repeat(awards: Path, wanted: int, out: Path) -> tuple[int, int]:
    """Write the awards of known governments, and their primes, under as many numbers as it takes; how many, of how many."""
    con = duckdb.connect(config={"memory_limit": "1GB", "preserve_insertion_order": False})
    (one,) = con.execute("SELECT count(government) FROM read_parquet(?)", [str(awards)]).fetchone() or (0,)
    times = -(-wanted // one)
    con.execute(
        f"COPY (SELECT a.* REPLACE (a.award || '-' || t.range AS award, a.prime || '-' || t.range AS prime) "
        f"FROM read_parquet('{awards}') AS a, range({times}) AS t "
        f"WHERE a.government IS NOT NULL) TO '{out}' (FORMAT parquet)"
    )
    return one * times, one


def assess(awards: Path, out: Path, *more: str) -> tuple[dict[str, object], float, float]:
    """Run the command: its answer, seconds, and the most memory it had, in MiB."""
    command = [sys.executable, "-m", "comity.cli", "assess", str(awards), "--out", str(out), "--json"]
    begun, most = time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([*command, *more], stdout=said)
        while process.poll() is None:
            # what the kernel says of a process that has ended is at least what the one that started it held
            most = max(most, memory(process.pid))
            time.sleep(0.01)
        seconds = time.perf_counter() - begun
        if process.returncode not in (0, 1):  # 1 says that answers change
            raise SystemExit("the assessment failed")
        said.seek(0)
        return json.load(said), seconds, most


def row(what: str, count: object, seconds: float, most: float, *files: Path) -> str:
    """A line of the table."""
    size = sum(file.stat().st_size for file in files) / 1e6
    return f"| {what} | {count:,} | {seconds:.1f} s | {most:,.0f} MiB | {size:,.1f} MB |"


def memory(pid: int) -> float:
    """The most memory that a process has had so far, in MiB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def main() -> None:
    """Repeat, assess both ways, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path, metavar="AWARDS")
    options.add_argument("--awards", type=int, default=10_000_000)
    options.add_argument("--as-of", default="2025-06-20")
    options.add_argument("--compare-to", default="2021-01-01")
    options.add_argument("--dir", type=Path, default=None, help="where to work; default: the system's temporary folder")
    said = options.parse_args()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    machine = f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
    lines = [
        "# A nation's awards under the packaged law", "",
        f"`python benchmarks/bench_nation.py AWARDS` at commit {commit.stdout.strip()}: {machine}. Times move with the machine.", "",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory(dir=said.dir) as folder:
        awards, out, situations = (Path(folder) / f"{name}.parquet" for name in ("awards", "out", "situations"))
        count, real = repeat(said.file, said.awards, awards)
        on = ("--as-of", said.as_of)
        found, *took = assess(awards, out, *on)
        (day,) = found["days"]  # pyright: ignore[reportGeneralTypeIssues]
        lines += [
            f"{real:,} real awards, each repeated under new numbers, so that many are alike: {count:,} on {said.as_of}, with",
            f"{found['positions']:,} positions, {day['situations_in_all']:,} situations, totals, dollars and every deciding fact.", "",
            "| written | rows | seconds | memory | size |", "|---|---|---|---|---|",
            row("every position", found["positions"], *took, out),
        ]  # fmt: skip
        again, *took = assess(awards, out, *on, "--situations", str(situations))
        assert (again["positions"], again["days"]) == (found["positions"], found["days"])
        lines.append(row("`--situations`", again["awards"], *took, out, situations))
        changed, *took = assess(awards, out, *on, "--compare-to", said.compare_to)
        lines.append(row(f"`--compare-to {said.compare_to}`", changed["changed"], *took, out))
        over_time, *took = assess(awards, out, "--timeline")
        lines += [row("`--timeline`", over_time["intervals"], *took, out), ""]
    print("\n".join(lines))
    RESULTS.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
