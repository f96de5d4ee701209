"""One question for one party: load and check the library, answer with the proof, start the program.

    python benchmarks/bench_question.py

Prints milliseconds: the median and the worst of several runs, with what they were measured on.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal

from comity.answers.question import open_law, open_record
from comity.library import law_dir
from comity.norms.library import load_law
from comity.norms.names.governments import government
from comity.proof.ask import ask, positions
from comity.proof.question import Question
from comity.record.nodes import Award, Record


def timed(run: Callable[[], object], times: int) -> tuple[float, float]:
    """Median and worst milliseconds of a run."""
    found: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found), max(found)


def program(*arguments: str) -> Callable[[], object]:
    """A run of the command line in a process of its own."""
    command = [sys.executable, "-m", "comity.cli", *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def holding(number: int) -> Record:
    """A record of one party with many awards, of a few kinds, each of other dollars."""
    draw = random.Random(number)
    day = dt.date
    kinds = [
        *(("16.738", "us-doj-ojp", year, day(2017, 10, 1), day(2021, 9, 30)) for year in (2016, 2017, 2018)),
        *(("16.738", "us-doj-ojp", year, day(2018, 2, 1), day(2020, 9, 30)) for year in (2016, 2017, 2018)),
        ("14.218", "us-hud", 2017, day(2017, 9, 1), day(2023, 9, 1)),
        ("20.507", "us-dot-fta", 2018, day(2018, 1, 1), None),
    ]
    awards: list[Award] = []
    for n in range(number):
        program, agency, year, accepted, end = draw.choice(kinds)
        dollars = Decimal(draw.randrange(10**7))
        awards.append(
            Award(
                f"A-{n}",
                "chicago-il",
                agency,
                program,
                year,
                "accepted",
                accepted=accepted,
                period_end=end,
                amount=dollars,
            )
        )
    return Record(awards=tuple(awards))


def main() -> None:
    """Measure and print."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    law = open_law(None)
    record = open_record(None, law)
    day = dt.date(2018, 1, 24)
    question = Question(law, record, day, day)
    party = government("chicago-il")
    assert party is not None
    norm = law.norms["jag-fy2017/notice"]
    worst = max(law.norms.values(), key=lambda n: len(law.acting_on.get(n.id, ())))
    sizes = f"{len(law.instruments)} files, {len(law.norms)} norms, {len(law.norm_acts)} acts on norms"
    machine = f"{os.cpu_count()} cores; commit {commit.stdout.strip() or 'unknown'}; Python {sys.version.split()[0]}"
    print(f"{sizes}; {machine}")
    with tempfile.TemporaryDirectory() as empty:
        os.environ["XDG_CACHE_HOME"] = empty
        rows = [
            ("load and check the library, nothing kept", lambda: load_law(law_dir(), cache=False), 3),
            ("load the library, checked form kept", lambda: load_law(law_dir()), 6),
            ("load the sample records", lambda: open_record(None, law), 5),
            ("one question with its proof", lambda: ask(norm, question.context(party)), 200),
            (f"the norm most acted on ({worst.id})", lambda: ask(worst, question.context(party)), 200),
            ("all positions of one party", lambda: positions(question.context(party)), 20),
            ("comity --help, a process", program("--help"), 8),
            ("comity why, a process", program("why", "chicago-il", norm.id, "--as-of", "2018-07-01"), 5),
        ]
        for number in (100, 1_000, 10_000, 50_000):
            many = Question(law, holding(number), dt.date(2018, 6, 1), dt.date(2018, 6, 1))
            of = f"of a party with {number:,} awards"
            rows.append((f"all positions {of}", lambda many=many: positions(many.context(party)), 1))
            rows.append((f"one norm {of}", lambda many=many: ask(norm, many.context(party)), 3))
        for name, run, times in rows:
            median, most = timed(run, times)
            print(f"{name:<52} {median:9.2f} ms   worst {most:9.2f} ms")


if __name__ == "__main__":
    main()
