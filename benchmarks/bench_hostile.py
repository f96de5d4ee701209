"""Inputs made to be slow, each just within what is read: how long Comity takes for it. `python benchmarks/bench_hostile.py`.

What lies beyond a bound is a sentence at once; tests/attack/test_bounds.py holds that. Norms are measured at several
numbers, so that the growth can be seen.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from comity.intake.read.header import MOST_COLUMNS
from comity.intake.sheets.heads import unique
from comity.norms.build.graph import LONGEST_CHAIN
from comity.norms.library import check_law
from comity.plan.awards.table import BadTable, open_awards
from comity.plan.engine.protocol import start
from comity.text.page import MOST_BRACKETS, parse_page

DEEP = 2_000
OF_A_FILE = 10_000
"""Norms of one file: a larger one is refused."""
FRONT = "---\nid: {id}\ntitle: T\nkind: {kind}\n{more}basis: memory\nchecked: 2026-11-23\nsources: [made here]\n---\n\n"
TERMS = FRONT.format(
    id="a", kind="award terms", more='level: federal\nissuer: us-doj\ncite: "1 U.S.C. 1"\nin_force: 2017-01-01\n'
)


def definitions(number: int) -> str:
    first = 'define q0 "q"\n  of         party\n  is         yes or no\n\n'
    rest = "".join(f'define q{n} "q"\n  of         party\n  when       q{n - 1}\n\n' for n in range(1, number))
    return FRONT.format(id="d", kind="vocabulary", more="") + f"```comity\n{first}{rest}```\n"


def library(number: int) -> Callable[[], object]:
    """A folder of so many norms, in files that are as large as may be."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    for n in range(0, number, OF_A_FILE):
        text = norms(min(OF_A_FILE, number - n)).replace("id: a\n", f"id: a{n}\n").replace("act b ", f"act b{n} ")
        (folder / f"a{n}.md").write_text(text.replace("must       b\n", f"must       b{n}\n"))
    return lambda: _whole(sorted(folder.iterdir()), folder)


def _whole(files: list[Path], folder: Path) -> None:
    _, faults = check_law(files, folder)
    if faults:
        raise SystemExit(f"not read: {faults[0].render()}")


def norms(number: int) -> str:
    made = (
        f'norm n{n} "N"\n  binds      chicago-il\n  must       b\n  cites      "1 U.S.C. 1"\n\n' for n in range(number)
    )
    return f'{TERMS}```comity\nact b "b"\n\n{"".join(made)}```\n'


def orders(number: int) -> str:
    made = (
        f'order o{n} "O"\n  court      ilnd\n  decided    2018-01-01\n  blocks     a/n{n}\n  for        chicago-il\n\n'
        for n in range(number)
    )
    more = 'court: ilnd\ndocket: "1:17-cv-05720"\nunited_states: party\n'
    return f"{FRONT.format(id='v', kind='case', more=more)}```comity\n{''.join(made)}```\n"


def nested(depth: int) -> str:
    when = "not (" * depth + 'award.program is "16.738"' + ")" * depth
    return norms(1).replace("  cites ", f"  when       {when}\n  cites ")


def enjoined(number: int) -> Callable[[], object]:
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    (folder / "a.md").write_text(norms(number))
    (folder / "v.md").write_text(orders(number))
    return lambda: check_law([folder / "a.md", folder / "v.md"], folder)


def check(text: str, id: str = "a") -> Callable[[], object]:
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    (folder / f"{id}.md").write_text(text)
    return lambda: check_law([folder / f"{id}.md"], folder)


def columns(number: int) -> Callable[[], object]:
    file = Path(tempfile.mkdtemp(prefix="bench-")) / "a.csv"
    head = ["award", "government", *(f"c{n}" for n in range(number - 2))]
    file.write_text(",".join(head) + "\n" + ",".join(["chicago-il"] * number) + "\n")

    def read() -> None:
        try:
            open_awards(start(), file)
        except BadTable as error:
            raise SystemExit(f"not read: {error}") from None

    return read


def prose() -> Callable[[], object]:
    from comity.brief.site.prose import _converter

    converter = _converter()
    text = "\n\n".join(["[" * MOST_BRACKETS] * 20)
    return lambda: converter.reset().convert(text)


def main() -> None:
    found: list[tuple[str, float]] = []
    for name, work in (
        *((f"law of {n:,} norms", library(n)) for n in (1_000, 10_000, 100_000)),
        *((f"law of {n:,} norms and as many orders", enjoined(n)) for n in (1_000, 10_000)),
        (f"condition nested {DEEP} deep (refused)", check(nested(DEEP))),
        (f"chain of {LONGEST_CHAIN} definitions", check(definitions(LONGEST_CHAIN), "d")),
        ("5,000 definitions in a chain (refused)", check(definitions(5_000), "d")),
        (f"award file of {MOST_COLUMNS:,} columns", columns(MOST_COLUMNS)),
        ("20,000 columns of one name", lambda: unique(["amount"] * 20_000)),
        (f"20 paragraphs of {MOST_BRACKETS} brackets", prose()),
        ("922 bytes of aliases (refused)", lambda: parse_page("---\nid: a\na0: &a0 [x]\na1: &a1 [*a0]\n---\n", "a.md")),
    ):
        before = time.process_time()
        work()
        found.append((name, time.process_time() - before))
    print("| input | seconds of the processor |\n|---|---|")
    for name, seconds in found:
        print(f"| {name} | {seconds:.2f} |")


if __name__ == "__main__":
    main()
