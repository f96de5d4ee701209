"""What it costs to begin: the first answers of the command line beside `comity --help`, in processor time of one run.

    .venv/bin/python benchmarks/bench_start.py

Each command runs in a process of its own, in turn with the others, nine times; the figure is the median of the ratios of
processor time (user and system) to `comity --help` of the same round, with the least and the most. The law and the record
are kept from a run before, and so is what Python compiled of the program, as where it is installed.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 9
WHY = ("why", "chicago-il", "jag-fy2017/notice", "--as-of", "2018-01-24", "--suppose", "attached")
COMMANDS = {
    "import comity": ("-c", "import comity"),
    "first name": ("-c", "from comity.norms.names.governments import find; find('Cook County')"),
    "comity --help": ("-m", "comity.cli", "--help"),
    "comity why": ("-m", "comity.cli", *WHY),
    "comity position": ("-m", "comity.cli", "position", "chicago-il", "--as-of", "2018-01-24"),
    "comity demands": ("-m", "comity.cli", "demands", "chicago-il", "--as-of", "2018-01-24"),
}
BESIDE = "comity --help"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def spent(command: tuple[str, ...]) -> float:
    """Seconds of processor time that one run takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a row for each command."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True
    )
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, commit {commit.stdout.strip()}, {ROUNDS} rounds"
    )
    for command in COMMANDS.values():
        spent(command)
    rounds = [{name: spent(command) for name, command in COMMANDS.items()} for _ in range(ROUNDS)]
    print(f"{'command':<18} {'seconds':>8} {'times --help':>13} {'least':>6} {'most':>6}")
    for name in COMMANDS:
        ratios = [one[name] / one[BESIDE] for one in rounds]
        seconds = statistics.median(one[name] for one in rounds)
        print(f"{name:<18} {seconds:8.3f} {statistics.median(ratios):13.2f} {min(ratios):6.2f} {max(ratios):6.2f}")


if __name__ == "__main__":
    main()
