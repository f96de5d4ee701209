"""The bulk evaluator beside the best hand-written SQL, OpenFisca and clingo: one law, one register of awards, one run.

    .venv/bin/python benchmarks/bench_bulk.py [--small] [--into DIR]

Register and law are made up, the same each time; `broad` is the share of conditions that reach hundreds of programs.
Every run is a process of its own; positions go to Parquet with their grounds, and must agree with the hand-written SQL in
every (condition, status) count and sum. `--small` leaves out what needs more than a million awards. The figures and the
plot go to DIR, benchmarks/results unless said.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPEAT = 3
LARGE_REPEAT = 5
LAW = (200, 300)
LARGE = (2_000, 3_000)
LINES: list[str] = []


def say(line: str) -> None:
    """Print a line and keep it."""
    print(line, flush=True)
    LINES.append(line)


@contextmanager
def made(awards: int, law: tuple[int, int], broad: float) -> Iterator[Path]:
    """A folder with the register and the law; the register also under the names that `comity assess` reads."""
    import duckdb

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asked = [str(x) for x in (awards, *law, broad)]
        subprocess.run([sys.executable, HERE / "bulk/generate.py", *asked], cwd=folder, check=True)
        duckdb.connect().execute(
            "COPY (SELECT award, gov AS government, '99.' || lpad(CAST(program AS VARCHAR), 3, '0') AS program, "
            "fy AS fiscal_year, accepted, amount "
            f"FROM '{folder}/aw.parquet') TO '{folder}/ours.parquet' (FORMAT parquet)"
        )
        yield folder


def script(folder: Path, name: str, *more: str) -> str:
    """What a script of bulk/ prints, in a process of its own."""
    done = subprocess.run([sys.executable, HERE / "bulk" / name, *more], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return done.stdout


def ours(folder: Path, *more: str) -> dict:
    """Our run."""
    return json.loads(script(folder, "ours.py", str(folder), *more).split("RESULT")[1])


def by_hand(folder: Path) -> float:
    """Seconds of the hand-written SQL."""
    return float(script(folder, "handwritten_duckdb.py").splitlines()[2].split()[0])


def equal(folder: Path) -> int:
    """The groups in which we agree with the hand-written SQL; stops where we do not."""
    theirs = {(n, s): (c, d) for n, s, c, d in pickle.loads((folder / "rows.pkl").read_bytes())}
    us = pickle.loads((folder / "ours.pkl").read_bytes())
    for key in {*theirs, *us}:
        a, b = theirs.get(key), us.get(key)
        if a is None or b is None or a[0] != b[0] or abs(a[1] - b[1]) > 1e-6 * abs(a[1]):
            raise SystemExit(f"answers differ in {key}: {a} by hand, {b} ours")
    return len(us)


def side_by_side(awards: int, broad: float) -> float:
    """Ours beside the hand-written SQL, alternating; the peers; an edit; a cell. Our seconds."""
    with made(awards, LAW, broad) as folder:
        pairs = [(by_hand(folder), ours(folder)) for _ in range(REPEAT)]
        hand = statistics.median(h for h, _ in pairs)
        mine = statistics.median(o["full"] for _, o in pairs)
        last = pairs[-1][1]
        say(f"\n## {awards:,} awards, {LAW[0]} conditions, {LAW[1]} orders, broad {broad}\n")
        say(f"- answers equal to the hand-written SQL's in all {equal(folder)} groups; {last['rows']:,} positions")
        ratios = ", ".join(f"{o['full'] / h:.2f}" for h, o in pairs)
        say(f"- hand-written SQL {hand:.2f} s, ours {mine:.2f} s: {mine / hand:.2f} of it (pair by pair {ratios})")
        parts = ", ".join(f"{k} {last[k]:.2f} s" for k in ("survey", "fold", "write", "sums"))
        say(f"- ours: {parts}; {last['mib']} MiB written, {last['mib_at_most']:,} MiB of memory at most")
        for what in last["edited"]:
            seconds = statistics.median(o["edited"][what] for _, o in pairs)
            say(f"- one {what} edited, the changed answers: {seconds:.2f} s, {seconds / mine:.2f} of a full run")
        say(f"- a cell opened into its proof: {last['cell_ms']:.0f} ms")
        whole = ours(folder, "--whole")
        say(
            f"- all of `comity assess`, with {whole['situations']:,} situations, totals and every deciding fact: "
            f"{whole['whole']:.1f} s, {whole['mib_at_most']:,} MiB"
        )
        for name, file, most, column in (
            ("OpenFisca", "peer_openfisca.py", 1_000_000, 2),
            ("clingo", "peer_clingo.py", 20_000, 4),
        ):
            n = min(awards, most)
            each = float(script(folder, file, str(n)).splitlines()[-1].split()[column]) / n
            say(f"- {name}: {each * 1e6:.2f} us an award on {n:,}, {each / (mine / awards):.0f} times ours")
        return mine


def larger(awards: int, broad: float) -> None:
    """A law ten times as large beside the other, alternating."""
    with made(awards, LAW, broad) as small, made(awards, LARGE, broad) as large:
        pairs = [(ours(small), ours(large)) for _ in range(LARGE_REPEAT)]
    one, ten = (statistics.median(run["full"] for run in runs) for runs in zip(*pairs, strict=True))
    times = pairs[0][1]["rows"] / pairs[0][0]["rows"]
    say(
        f"- {LARGE[0]:,} conditions and {LARGE[1]:,} orders beside {LAW[0]} and {LAW[1]}, broad {broad}: {ten:.2f} s and {one:.2f} s, "
        f"{ten / one:.1f} times, with {times:.1f} times the positions ({LARGE_REPEAT} pairs)"
    )


def against(sizes: list[tuple[int, tuple[int, int], float]]) -> dict[tuple[int, int, float], float]:
    """Our seconds for each size of register and law, the middle of three runs."""
    found: dict[tuple[int, int, float], float] = {}
    for awards, law, broad in sizes:
        with made(awards, law, broad) as folder:
            runs = [ours(folder) for _ in range(REPEAT if awards <= 10_000_000 else 1)]
        seconds = statistics.median(r["full"] for r in runs)
        found[awards, law[0], broad] = seconds
        say(
            f"| {awards:,} | {law[0]:,} | {law[1]:,} | {broad} | {runs[-1]['rows']:,} | {seconds:.2f} s | "
            f"{max(r['mib_at_most'] for r in runs):,} MiB |"
        )
    return found


def plot(awards: dict[tuple[int, int, float], float], norms: dict[tuple[int, int, float], float], into: Path) -> None:
    """Time against awards and against conditions."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "comity"
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for axis, found, at, label in (
        (left, awards, 0, "awards"),
        (right, norms, 1, "conditions (and 1.5 times as many orders)"),
    ):
        for broad in sorted({key[2] for key in found}):
            line = sorted((key[at], seconds) for key, seconds in found.items() if key[2] == broad)
            axis.plot(
                *zip(*line, strict=True), marker="o", label="narrow law" if broad == 0 else f"broad law ({broad})"
            )
        axis.set(xlabel=label, ylabel="seconds", xscale="log", yscale="log")
        axis.yaxis.set_major_formatter("{x:g}")
        axis.yaxis.set_minor_formatter("{x:g}")
        axis.grid(True, which="both", alpha=0.3)
        axis.legend()
    left.set_title(f"{LAW[0]} conditions, {LAW[1]} orders")
    right.set_title(f"{max(key[0] for key in norms):,} awards")
    figure.savefig(into / "bulk.svg", metadata={"Date": None})


def main() -> None:
    """Everything in one run."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--small", action="store_true", help="a million awards at most")
    ask.add_argument("--into", type=Path, default=HERE / "results")
    asked = ask.parse_args()
    most = 1_000_000 if asked.small else 10_000_000
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True
    ).stdout.strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    say("# The bulk evaluator, measured\n")
    say(
        f"`python benchmarks/bench_bulk.py{' --small' if asked.small else ''}` at commit {commit}: {os.cpu_count()} cores, {memory} GiB, "
        f"{platform.machine()}, Python {platform.python_version()}. Times move with the machine; compare within one run."
    )
    for broad in (0.0, 0.1):
        side_by_side(most, broad)
    say("\n## Time against awards and conditions\n\n![time](bulk.svg)\n")
    say("| awards | conditions | orders | broad | positions | seconds | memory |\n|---|---|---|---|---|---|---|")
    counts = [n for n in (10_000, 100_000, 1_000_000, 10_000_000, 50_000_000) if n <= most * 5]
    by_awards = against([(n, LAW, broad) for broad in (0.0, 0.1) for n in counts if n <= most or not asked.small])
    laws = [(25, 38), (50, 75), (100, 150), LAW, (500, 750), (1_000, 1_500), LARGE]
    by_norms = against([(most, law, broad) for broad in (0.0, 0.1) for law in laws])
    say("")
    for broad in (0.0, 0.1):
        larger(most, broad)
    asked.into.mkdir(exist_ok=True)
    plot(by_awards, by_norms, asked.into)
    (asked.into / "bulk.md").write_text("\n".join(LINES) + "\n")


if __name__ == "__main__":
    main()
