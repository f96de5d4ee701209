"""Two source trees assess the same awards under the same law: the files that they write must be equal to the byte.

    .venv/bin/python benchmarks/equal_bytes.py COMMIT [--awards N]

COMMIT is checked out beside the working tree; both read the law and the sample records of COMMIT. The sample awards are
assessed by `comity assess` (positions, situations, timeline, comparisons), the register and law of bench_bulk.py by each
tree's own benchmarks/bulk/ours.py. DuckDB works on one thread, so that rows have an order. Exit code 1 where files differ.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_bulk import LAW, made

ROOT = Path(__file__).resolve().parents[1]
BROAD = 0.05
DAYS = "2018-01-24,2019-08-01,2025-12-01"
ASKED = {
    "positions": ["--as-of", DAYS],
    "situations": ["--as-of", DAYS, "--situations", "each.parquet"],
    "timeline": ["--timeline"],
    "days": ["--as-of", "2018-01-24", "--compare-to", "2019-08-01"],
    "order": ["--as-of", "2018-07-01", "--without", "chicago-v-sessions/pi"],
}
"""Kinds of assessments, with their options."""
WRITTEN = (("positions.parquet", "changes.parquet"), ("assessed.parquet",))
"""What benchmarks/bulk/ours.py writes without and with --whole."""
ONE_THREAD = """
import runpy, sys
import duckdb
made = duckdb.connect
class Connection:
    def __init__(self, inner): self.inner = inner
    def __getattr__(self, name): return getattr(self.inner, name)
    def execute(self, query, *more):
        return self.inner if query.startswith("SET threads") else self.inner.execute(query, *more)
duckdb.connect = lambda *asked, **named: Connection(made(*asked, **named | {"config": {"threads": 1}}))
what, *sys.argv = sys.argv[1:]
if what == "cli":
    from comity.cli import main
    sys.exit(main())
sys.path.insert(0, "")
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""Runs the command line or a script with whatever connection is made kept to one thread."""


def run(tree: Path, folder: Path, *asked: str) -> str:
    """Run something with the sources of a tree in a folder; what went wrong, if anything did."""
    folder.mkdir(parents=True, exist_ok=True)
    env = os.environ | {"PYTHONPATH": str(tree / "src"), "NO_COLOR": "1", "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, "-c", ONE_THREAD, *asked], cwd=folder, env=env, capture_output=True, text=True
    )
    return "" if done.returncode in (0, 1) and "Traceback" not in done.stderr else done.stderr.strip()[-600:]


def assess(tree: Path, older: Path, awards: Path, folder: Path) -> list[str]:
    """Assess sample awards in every kind; what could not be."""
    record = [part for one in sorted((older / "records").iterdir()) if one.is_dir() for part in ("--record", str(one))]
    failed: list[str] = []
    for kind, options in ASKED.items():
        more = ["--out", f"{kind}.parquet", "--law", str(older / "law"), *record, *options]
        if said := run(tree, folder, "cli", "comity", "assess", str(awards), *more):
            failed.append(f"{awards.parent.name} {kind}: {said}")
    return failed


def own_copy(made: Path, folder: Path) -> None:
    """A folder with the register and the law of bench_bulk.py, whose programs every tree reads by the same key."""
    folder.mkdir()
    for file in made.iterdir():
        if file.name != "law.json":
            (folder / file.name).symlink_to(file)
    law = json.loads((made / "law.json").read_text())
    law["norms"] = [norm | {"progs": norm["listings"]} for norm in law["norms"]]
    (folder / "law.json").write_text(json.dumps(law))


def differences(one: Path, two: Path) -> tuple[int, list[str]]:
    """How many result files of two folders are equal to the byte, and which are not."""
    names = sorted(
        {str(f.relative_to(side)) for side in (one, two) for f in side.rglob("*.parquet") if not f.is_symlink()}
    )
    wrong = [n for n in names if not all((side / n).exists() for side in (one, two))]
    wrong += [n for n in names if n not in wrong and not filecmp.cmp(one / n, two / n, shallow=False)]
    return len(names) - len(wrong), sorted(wrong)


def main() -> int:
    """Check out the commit, assess twice, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commit")
    parser.add_argument("--awards", type=int, default=100_000)
    given = parser.parse_args()
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as name, made(given.awards, LAW, BROAD) as register:
        scratch = Path(name)
        older = scratch / "older"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", older, given.commit], cwd=ROOT, check=True)
        try:
            for tree, side in ((older, scratch / "before"), (ROOT, scratch / "after")):
                for awards in sorted(older.glob("records/*/awards.csv")):
                    failed += assess(tree, older, awards, side / awards.parent.name)
                own_copy(register, side / "made")
                for more in ([], ["--whole"]):
                    asked = ["script", str(tree / "benchmarks/bulk/ours.py"), str(side / "made"), *more]
                    said = run(tree, side / "made", *asked)
                    lacks = [name for name in WRITTEN[bool(more)] if not (side / "made" / name).exists()]
                    if lacks:  # what the script measures after it has written is not asked here
                        failed.append(f"{side.name} made, {', '.join(lacks)}: {said}")
            equal, wrong = differences(scratch / "before", scratch / "after")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", older], cwd=ROOT, check=True)
    for line in failed:
        print(line)
    for name in wrong:
        print(f"differs: {name}")
    print(f"{equal} files equal to the byte, {len(wrong)} not; {len(failed)} assessments failed")
    return 1 if wrong or failed or not equal else 0


if __name__ == "__main__":
    raise SystemExit(main())
