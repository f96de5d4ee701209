"""docs/bulk.md describes the files that `comity assess` writes, column by column."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pyarrow.parquet as pq
from tests.plan.assessment.test_assess import AWARDS, DAY, SUIT
from tests.small_law import law

from comity.plan.assessment.assess import assess
from comity.plan.awards.table import COLUMNS
from comity.plan.comparison.compare import compare
from comity.plan.timeline.intervals import timelines
from comity.proof.question import Question
from comity.record.nodes import EMPTY

TEXT = (Path(__file__).parents[2] / "docs/bulk.md").read_text()
OUT = TEXT[TEXT.index("## What comes out") :]
TYPES = {"text": "string", "day": "date32[day]", "number": "int32", "yes or no": "bool"}


def columns(path: Path) -> list[str]:
    return pq.read_schema(path).names


def test_the_columns_that_come_out(tmp_path: Path) -> None:
    (tmp_path / "awards.csv").write_text(AWARDS)
    done = assess(Question(law(suit=SUIT), EMPTY, DAY, DAY), tmp_path / "awards.csv", tmp_path / "out.parquet")
    rows = re.findall(r"^\| `(\w+)` \| ([\w ]+?)(?: or null)? \|", OUT, re.M)
    schema = pq.read_schema(done.out)
    assert schema.names == [name for name, _ in rows]
    for name, type in rows:
        if type != "as in the file":
            assert str(schema.field(name).type) == TYPES[type], name


def test_the_columns_of_awards_and_of_situations(tmp_path: Path) -> None:
    (tmp_path / "awards.csv").write_text(AWARDS)
    out, apart = tmp_path / "out.parquet", tmp_path / "apart.parquet"
    assess(Question(law(suit=SUIT), EMPTY, DAY, DAY), tmp_path / "awards.csv", out, situations_out=apart)
    sentence = OUT[OUT.index("With `--situations") : OUT.index("Joined by")]
    of_awards, of_situations = (re.findall(r"`(\w+)`", part) for part in sentence.split(";"))
    assert columns(out) == of_awards
    assert columns(apart) == of_situations


BESIDE = ("grounds", "ground_state", "seen", "presumed", "attach_basis", "missing")


def test_the_columns_of_a_timeline_and_of_a_comparison(tmp_path: Path) -> None:
    (tmp_path / "awards.csv").write_text(AWARDS)
    (tmp_path / "out").mkdir()
    whole, awards = law(suit=SUIT), tmp_path / "awards.csv"
    timelines(Question(whole, EMPTY, DAY, DAY), awards, tmp_path / "out/t.parquet")
    listed = set(re.findall(r"^\| `(\w+)` \|", OUT, re.M))
    assert set(columns(tmp_path / "out/t.parquet")) == listed - {"as_of", *BESIDE, "situation"} | {
        "since",
        "until",
    }
    asked = Question(whole, EMPTY, DAY, DAY)
    compare(asked, asked.on(dt.date(2021, 1, 1)), awards, tmp_path / "out/c.parquet")
    sentence = OUT[OUT.index("A comparison writes") : OUT.index("for every answer whose")]
    named = re.findall(r"`(\w+)`", sentence)
    before = [name for name in named if name.endswith("_before")]
    after = [name.replace("_before", "_after") for name in before]
    assert columns(tmp_path / "out/c.parquet") == ["award", "government", "norm", *before, *after, "dollars", "sub"]


def test_the_columns_that_go_in() -> None:
    part = TEXT[TEXT.index("## What goes in") : TEXT.index("## What comes out")]
    cells = re.findall(r"^\| (`.+?`(?:[^|]*`)?[^|]*) \|", part, re.M)
    assert {name for cell in cells for name in re.findall(r"`(\w+)`", cell)} >= set(COLUMNS)
