"""A changed fact, and a changed order, to changed answers, beside a fresh `comity assess`, in processor times of one run.

    python benchmarks/bench_kept.py [--rounds 9]

Awards of the same kinds (five cities, four programs, thirty days), 5,000, 50,000 and 500,000 of them, with the record of this
repository. What is kept is `kept.fold.Fold`; it is changed in turn: an award's day of acceptance, to one that no award had; its
terms; its dollars; an order that is stayed; one that is reversed; a city becomes a member of an association. `comity
assess` runs as a program of its own, on 50,000 of the awards; the figures of what is kept leave out the start of the program,
which serves many changes. The last line compares 500,000 awards with 5,000.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from comity.answers.question import open_law, open_record, supposing  # noqa: E402
from comity.kept.fold import Fold  # noqa: E402
from comity.kept.sheet import sheet  # noqa: E402
from comity.norms.names.governments import government  # noqa: E402
from comity.proof.question import Question  # noqa: E402
from comity.record.nodes import Award, Membership  # noqa: E402

DAY = dt.date(2026, 12, 15)
CITIES = ("fresno-ca", "oakland-ca", "chicago-il", "seattle-wa", "denver-co")
PROGRAMS = ("14.267", "20.507", "97.067", "16.738")
SIZES = (5_000, 50_000, 500_000)
BAR, FLAT = 0.1, 1.5


def awards(count: int) -> tuple[Award, ...]:
    """Awards of six hundred days, cities and programs together."""
    first = dt.date(2025, 9, 1)
    return tuple(
        Award(
            id=f"A-{n:06}",
            recipient=CITIES[n % 5],
            program=PROGRAMS[n % 4],
            stage="accepted",
            accepted=first + dt.timedelta(days=n % 30),
            amount=Decimal(1_000 + n),
        )
        for n in range(count)
    )


def write(rows: tuple[Award, ...], file: Path) -> None:
    """Write awards as a table that `comity assess` reads."""
    columns = {"award": "id", "government": "recipient", "program": "program", "stage": "stage", "accepted": "accepted"}
    held = {name: [getattr(one, attribute) for one in rows] for name, attribute in columns.items()}
    held["amount"] = [one.amount for one in rows]
    pq.write_table(pa.table(held), file)


def with_award(question: Question, at: int, **differing: object) -> Question:
    """A question of which one award says something else."""
    rows = list(question.record.awards)
    rows[at] = replace(rows[at], **differing)
    return replace(question, record=replace(question.record, awards=tuple(rows)))


def changes(question: Question, turn: int) -> Iterator[tuple[str, Callable[[], Question]]]:
    """What is changed in one turn, each in a way of its own."""
    at = turn * 7 + 3
    day = dt.date(2025, 1, 20) + dt.timedelta(days=turn)
    yield "an award's day, among those at hand", lambda: with_award(question, at, accepted=dt.date(2025, 9, 3))
    yield "an award's day, of a new kind", lambda: with_award(question, at, accepted=day)
    yield "an award's dollars", lambda: with_award(question, at, amount=Decimal(7))
    yield "an award's terms", lambda: with_award(question, at, terms=("hud-coc-fy2024/dei",))
    for what in ("stayed", "reversed"):
        words = f"fresno-v-turner/pi is {what} from 2026-12-{turn % 9 + 1:02}"
        yield f"an order is {what}", lambda words=words: supposing(question, words, government("fresno-ca"))
    member = Membership(CITIES[turn % 5], "us-conference-of-mayors", True)
    of = question.record
    yield "a city is a member", lambda: replace(question, record=replace(of, memberships=(*of.memberships, member)))


def measure(rounds: int) -> tuple[list[float], dict[int, dict[str, list[float]]]]:
    """The seconds of `comity assess` on 50,000 awards, and of each change by the number of awards."""
    law = open_law(None)
    record = open_record(None, law)
    fresh: list[float] = []
    found: dict[int, dict[str, list[float]]] = {size: {} for size in SIZES}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write(awards(50_000), folder / "awards.parquet")
        folds: dict[int, Fold] = {}
        for size in SIZES:
            question = Question(law, replace(record, awards=awards(size)), DAY, DAY)
            folds[size] = Fold(question, sheet(question))
            _ = folds[size].kinds
        for turn in range(-1, rounds):  # the first is not counted: it imports what it needs
            took = assessed(folder)
            fresh += [took] if turn >= 0 else []
            for size, fold in folds.items():
                for name, changed in changes(fold.question, turn + 1):
                    before = time.process_time()
                    assert fold.after(changed()) is not None, name
                    if turn >= 0:
                        found[size].setdefault(name, []).append(time.process_time() - before)
    return fresh, found


def assessed(folder: Path) -> float:
    """Processor time of `comity assess` as a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-m",
        "comity.cli",
        "assess",
        "awards.parquet",
        "--out",
        "out.parquet",
        "--as-of",
        str(DAY),
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a row for each change, and fail where a median is beyond its bar."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--rounds", type=int, default=9)
    fresh, found = measure(options.parse_args().rounds)
    base = statistics.median(fresh)
    print(f"comity assess, 50,000 awards: {base:.2f} s")
    print(f"{'changed':38}" + "".join(f"{size:>10,}" for size in SIZES) + f"{'of assess':>12}{'500,000/5,000':>15}")
    beyond: list[str] = []
    for name in found[SIZES[0]]:
        took = {size: statistics.median(found[size][name]) for size in SIZES}
        part, flat = took[50_000] / base, took[500_000] / took[5_000]
        print(f"{name:38}" + "".join(f"{took[size]:10.3f}" for size in SIZES) + f"{part:12.3f}{flat:15.2f}")
        if part > BAR or took[500_000] - took[5_000] > (FLAT - 1) * BAR * base:
            beyond.append(name)
    if beyond:
        sys.exit(f"beyond the bar: {', '.join(beyond)}")


if __name__ == "__main__":
    main()
