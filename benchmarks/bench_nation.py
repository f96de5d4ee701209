"""The packaged law over as many awards as a nation has: an import's awards repeated, each time under new numbers.

    python benchmarks/bench_nation.py AWARDS [--awards 10_000_000] [--as-of 2025-06-20] [--dir FOLDER]

AWARDS is the `awards.parquet` that `comity import` makes. Prints, and writes to benchmarks/results/nation.md, what
`comity assess` took to write positions, and to write situations: seconds, memory, bytes. Each is a process of its own.
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


def repeat(awards: Path, wanted: int, out: Path) -> int:
    """Write the awards of known governments, and their primes, under as many numbers as it takes; how many awards."""
    con = duckdb.connect(config={"memory_limit": "1GB", "preserve_insertion_order": False})
    (one,) = con.execute("SELECT count(government) FROM read_parquet(?)", [str(awards)]).fetchone() or (0,)
    times = -(-wanted // one)
    con.execute(
        f"COPY (SELECT a.* REPLACE (a.award || '-' || t.range AS award, a.prime || '-' || t.range AS prime) "
        f"FROM read_parquet('{awards}') AS a, range({times}) AS t "
        f"WHERE a.government IS NOT NULL) TO '{out}' (FORMAT parquet)"
    )
    return one * times


def assess(awards: Path, as_of: str, out: Path, *more: str) -> tuple[dict[str, object], float, float]:
    """Run the command: its answer, seconds, and the most memory it had, in MiB."""
    command = [sys.executable, "-m", "comity.cli", "assess", str(awards), "--out", str(out), "--as-of", as_of, "--json"]
    begun, most = time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([*command, *more], stdout=said)
        while process.poll() is None:
            # what the kernel says of a process that has ended is at least what the one that started it held
            most = max(most, memory(process.pid))
            time.sleep(0.01)
        seconds = time.perf_counter() - begun
        if process.returncode:
            raise SystemExit("the assessment failed")
        said.seek(0)
        return json.load(said), seconds, most


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
        count = repeat(said.file, said.awards, awards)
        found, seconds, most = assess(awards, said.as_of, out)
        (day,) = found["days"]  # pyright: ignore[reportGeneralTypeIssues]
        lines += [
            f"{count:,} awards on {said.as_of}: {found['positions']:,} positions, {day['situations_in_all']:,} situations,",
            "with totals, dollars and every deciding fact.", "",
            "| written | seconds | memory | size |", "|---|---|---|---|",
            f"| every position | {seconds:.1f} s | {most:,.0f} MiB | {out.stat().st_size / 1e6:,.1f} MB |",
        ]  # fmt: skip
        again, seconds, most = assess(awards, said.as_of, out, "--situations", str(situations))
        assert (again["positions"], again["days"]) == (found["positions"], found["days"])
        size = (out.stat().st_size + situations.stat().st_size) / 1e6
        lines += [f"| `--situations` | {seconds:.1f} s | {most:,.0f} MiB | {size:,.1f} MB |", ""]
    print("\n".join(lines))
    RESULTS.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
