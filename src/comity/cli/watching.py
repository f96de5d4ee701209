"""The progress bar of a long command, on stderr in a terminal and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.intake.progress import Progress, Watch


@contextmanager
def watching_import() -> Generator[Watch]:
    """Watch an import: a line for each file with its bytes and rows, then the folding; gone when it ends."""
    from comity.intake.progress import unwatched

    if not sys.stderr.isatty():
        yield unwatched
        return
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from comity.cli.console import CleanConsole

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=10),  # all of it within 80 columns
        TextColumn("{task.fields[shown]}", markup=False),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    below = getattr(sys.stderr, "below", sys.stderr)  # the bar moves the cursor itself; its words are cleaned
    console = CleanConsole(file=below, highlight=False, markup=False, emoji=False)
    with Bar(*columns, console=console, transient=True) as bar:
        tasks: dict[tuple[str, str], Any] = {}

        def seen(progress: Progress) -> None:
            key = (progress.step, progress.of)
            if key not in tasks:
                for task in tasks.values():  # what is done is not shown any longer: a folder may have many files
                    bar.update(task, visible=False)
                tasks[key] = bar.add_task(shorter(f"{progress.step} {progress.of}".strip()), total=None, shown="")
            bar.update(tasks[key], completed=progress.done, total=progress.total or None, shown=shown(progress))

        yield seen


def shown(progress: Progress) -> str:
    """How far a step is, in words.

    >>> from comity.intake.progress import Progress
    >>> shown(Progress("reading", "t.csv", 64_000_000, 400_000_000, 12_000))
    '64 of 400 MB, 12,000 rows'
    >>> shown(Progress("matching", "", 20_000, 60_000))
    '20,000 of 60,000 recipients'
    """
    if progress.step in ("checking", "reading"):
        unit = (1e6, "MB") if progress.total >= 10_000_000 else (1e3, "kB")
        words = f"{progress.done / unit[0]:,.0f} of {progress.total / unit[0]:,.0f} {unit[1]}"
        return words + (f", {progress.rows:,} rows" if progress.step == "reading" else "")
    units = {"folding": "rows", "matching": "recipients"}
    return f"{progress.done:,} of {progress.total:,} {units[progress.step]}" if progress.step in units else ""


def shorter(words: str, width: int = 26) -> str:
    """Words cut in the middle, where the beginning and the end tell files apart.

    >>> shorter("reading Assistance_PrimeTransactions_2024-11-19_H20M57S09_1.csv")
    'reading Assi...57S09_1.csv'
    """
    if len(words) <= width:
        return words
    kept = width - 3
    return f"{words[: kept // 2 + 1]}...{words[-(kept - kept // 2 - 1) :]}"
