"""The file that was named and no other, whole, once: odd paths, links at the output, two runs at once, kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.small_law import ONE_TERM

from comity.intake.run import import_files
from comity.norms.library import check_law
from comity.plan.assessment.assess import assess
from comity.plan.awards.table import open_awards
from comity.plan.engine.protocol import CannotWrite, start
from comity.proof.question import Question
from comity.record.load import load_record
from comity.record.nodes import EMPTY

ODD = [
    "x[1].csv",
    "x*.csv",
    "x?.csv",
    "**.csv",
    "x[a-z].csv",
    "x'q.csv",
    "{a,b}.csv",
    "[x]/y.csv",
    "s3:/b.csv",
    "x\ny.csv",
    "é[ß].CSV",
]
HEAD = "award,government,program,fiscal_year\n"
DAY = __import__("datetime").date(2018, 6, 1)


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> object:
    folder = tmp_path_factory.mktemp("law")
    (folder / "a.md").write_text(ONE_TERM.format(id="a"))
    found, faults = check_law([folder / "a.md"], folder)
    assert faults == []
    return found


def awards_file(path: Path, award: str = "A1") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEAD}{award},chicago-il,16.738,2017\n")
    return path


def read(out: Path) -> list[str]:
    return sorted({str(row["award"]) for row in pq.read_table(out).to_pylist()})


def test_every_odd_path_is_the_file_that_was_named(tmp_path: Path, law) -> None:
    """As awards and as output; each among files that it would match as a pattern."""
    for name in ("x1.csv", "xa.csv", "xx.csv", "a.csv", "b.csv", "x/y.csv"):
        awards_file(tmp_path / name, "WRONG")
    engine = start()
    for number, name in enumerate(ODD):
        file = awards_file(tmp_path / name, f"A{number}")
        out = tmp_path / "out" / f"{name}.parquet"
        out.parent.mkdir(parents=True, exist_ok=True)
        assess(Question(law, EMPTY, DAY, DAY), file, out, engine=engine)
        assert read(out) == [f"A{number}"]
        table = open_awards(engine, out)
        assert table.rows == 1


@pytest.mark.parametrize("name", ["x[1]", "x*", "x?", "a'b", "{c}"])
def test_an_import_goes_into_the_folder_that_was_named(tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text("FAIN,Recipient,State,Assistance Listing\nA-1,City of Chicago,IL,16.738\n")
    from comity.intake.mapping import propose

    layout = propose(file).layout
    for wrong in ("x1", "xx", "ab"):
        (tmp_path / wrong).mkdir()
    for _ in range(2):
        import_files("sheet", [file], tmp_path / name, layout)
    assert pq.read_table(str(tmp_path / name / "awards.parquet")).num_rows == 1
    assert [list((tmp_path / wrong).iterdir()) for wrong in ("x1", "xx", "ab")] == [[], [], []]


def test_the_awards_and_the_record_of_one_import_agree(tmp_path: Path) -> None:
    """Agency from the program, what is no program's number, reversed periods."""
    rows = [
        "A-1,City of Chicago,IL,16.738,2017-01-01,2016-01-01",  # a last day before the first
        "A-2,City of Chicago,IL,10.RD,2017-01-01,2018-01-01",  # no number of a program
        "A-3,City of Chicago,IL,16.738,,2018-01-01",
        "A-4,City of Chicago,IL,,2017-01-01,",
    ]
    file = tmp_path / "a.csv"
    file.write_text("FAIN,Recipient,State,Assistance Listing,Start Date,End Date\n" + "\n".join(rows) + "\n")
    from comity.intake.mapping import propose

    import_files("sheet", [file], tmp_path / "into", propose(file).layout)
    law, _ = check_law([], tmp_path)
    record = {one.id: one for one in load_record([tmp_path / "into" / "record"], law).awards}
    table = pq.read_table(str(tmp_path / "into" / "awards.parquet")).to_pylist()
    shared = (
        "agency",
        "program",
        "fiscal_year",
        "stage",
        "offered",
        "accepted",
        "accepted_by",
        "period_start",
        "period_end",
        "prime",
    )
    assert len(record) == len(table) == 4
    for row in table:
        kept = record[row["award"]]
        assert {name: row[name] for name in shared} == {name: getattr(kept, name) for name in shared}
    assert {row["program"] for row in table} == {"16.738", None}
    assert {row["agency"] for row in table if row["program"]} == {"us-doj-ojp"}


def test_no_formula_leaves_in_any_cell(tmp_path: Path) -> None:
    import csv

    from comity.intake.mapping import propose

    begins = ["=1+1", "+1+1", "-1+cmd", "@SUM(1)", "\t=1", "\r=1", " =1", "\uff1d1"]
    file = tmp_path / "a.csv"
    with file.open("w", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["FAIN", "Recipient", "State", "Assistance Listing", "Amount"])
        writer.writerow(["A-0", "City of Chicago", "IL", "16.738", "5"])
        for number, words in enumerate(begins, 1):
            writer.writerow([f"A-{number}", f"{words} of nobody", "IL", "16.738", "5"])
            writer.writerow([f"B-{number}", f"{words} of nobody", "IL", "16.738", words])
    import_files("sheet", [file], tmp_path / "into", propose(file).layout)
    cells = 0
    for path in (tmp_path / "into").rglob("*.csv"):
        for row in csv.reader(path.open(newline="", encoding="utf-8")):
            for cell in row:
                cells += 1
                assert cell.lstrip(" \0")[:1] not in ("=", "+", "@", "\t", "\r", "\uff1d"), (path.name, cell)
                assert cell[:1] != "-" or cell.replace(".", "").replace(",", "")[1:].isdecimal(), (path.name, cell)
    assert cells > 50


def test_a_link_at_the_output_is_replaced_and_not_followed(tmp_path: Path, law) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    out = tmp_path / "out.parquet"
    out.symlink_to(precious)
    assess(Question(law, EMPTY, DAY, DAY), awards_file(tmp_path / "a.csv"), out)
    assert precious.read_text() == "precious"
    assert read(out) == ["A1"]
    for other in (tmp_path, Path("/dev/null")):
        with pytest.raises(CannotWrite):
            assess(Question(law, EMPTY, DAY, DAY), tmp_path / "a.csv", other)


RUN = """
import datetime as dt, sys
from pathlib import Path
from comity.norms.library import check_law
from comity.plan.assessment.assess import assess
from comity.record.nodes import EMPTY
from comity.proof.question import Question
folder = Path(sys.argv[1])
law, _ = check_law([folder / "a.md"], folder)
print("ready", flush=True)
sys.stdin.read(1)
day = dt.date(2018, 6, 1)
assess(Question(law, EMPTY, day, day), Path(sys.argv[2]), Path(sys.argv[3]), situations_out=Path(sys.argv[4]) if sys.argv[4:] else None)
"""


def at_once(tmp_path: Path, *more: str) -> None:
    """Two runs that write one file: both end well, and it is the one's or the other's, whole."""
    files = []
    for letter in "AB":
        file = tmp_path / f"{letter}.csv"
        file.write_text(HEAD + "".join(f"{letter}{n},chicago-il,16.738,2017\n" for n in range(3_000)))
        files.append(file)
    (tmp_path / "a.md").write_text(ONE_TERM.format(id="a"))
    out = [str(tmp_path / "out.parquet"), *more]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", RUN, str(tmp_path), str(file), *out], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for file in files
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline()
    for one in running:
        one.communicate(b"x")
    assert [one.returncode for one in running] == [0, 0]
    found = read(tmp_path / "out.parquet")
    assert len(found) == 3_000
    assert len({name[0] for name in found}) == 1
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_two_runs_at_once(tmp_path: Path) -> None:
    at_once(tmp_path)


@pytest.mark.nightly
def test_two_hundred_pairs_of_runs_at_once(tmp_path: Path) -> None:
    for number in range(200):
        folder = tmp_path / str(number)
        folder.mkdir()
        at_once(folder, *([str(folder / "situations.parquet")] if number % 2 else []))


def killed(tmp_path: Path, after: float) -> None:
    """A run that is killed leaves the old result or the new one, and nothing that the next run does not take away."""
    temporary = tmp_path / "temporary"
    temporary.mkdir(exist_ok=True)
    (tmp_path / "a.md").write_text(ONE_TERM.format(id="a"))
    file = tmp_path / "A.csv"
    if not file.exists():
        file.write_text(HEAD + "".join(f"A{n},chicago-il,16.738,2017\n" for n in range(30_000)))
    out = tmp_path / "out.parquet"
    before = out.read_bytes() if out.exists() else None
    env = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(tmp_path), str(file), str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=env,
    ) as one:
        assert one.stdout is not None
        assert one.stdin is not None
        one.stdout.readline()
        one.stdin.write(b"x")
        one.stdin.close()
        time.sleep(after)
        one.send_signal(signal.SIGKILL)
    copies = [path for path in temporary.rglob("*") if path.is_file() and path.name != ".lock"]
    if sys.platform == "linux":
        assert copies == []
    if out.exists() and out.read_bytes() != before:
        assert len(read(out)) == 30_000


def test_killed_runs(tmp_path: Path, law) -> None:
    for after in (0.05, 0.2, 0.4):
        killed(tmp_path, after)
    assess(Question(law, EMPTY, DAY, DAY), awards_file(tmp_path / "b.csv"), tmp_path / "out.parquet")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.nightly
def test_five_hundred_kills(tmp_path: Path) -> None:
    for number in range(500):
        killed(tmp_path, number / 1000)
