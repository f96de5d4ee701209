"""The public API answers as the command line does, takes frames of every kind, and raises one family of errors."""

import json

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import comity
from comity.cli.main import application

AWARDS = {
    "award": ["A1", "A2", "A3"],
    "government": ["chicago-il", "seattle-wa", "philadelphia-pa"],
    "program": ["16.738", "16.738", "14.218"],
    "agency": ["us-doj", "us-doj", "us-hud"],
    "fiscal_year": [2017, 2017, 2025],
    "stage": ["accepted", "accepted", "accepted"],
}


@pytest.fixture(scope="module")
def lib():
    return comity.open()


def printed(capsys, *words: str):
    capsys.readouterr()
    with pytest.raises(SystemExit):
        application("comity.cli").main([*words, "--json"], prog_name="comity")
    return json.loads(capsys.readouterr().out)


def test_positions_proofs_and_demands_are_those_of_the_command_line(lib, capsys):
    when = ("--as-of", "2018-01-24")
    assert lib.position("chicago-il", as_of="2018-01-24").to_dicts() == printed(capsys, "position", "chicago-il", *when)
    why = lib.why("chicago-il", "jag-fy2017/notice", as_of="2018-01-24", suppose="attached")
    assert why.to_dicts() == printed(capsys, "why", "chicago-il", "jag-fy2017/notice", *when, "--suppose", "attached")
    assert lib.demands("chicago-il", as_of="2018-01-24").to_dicts() == printed(capsys, "demands", "chicago-il", *when)
    assert lib.statements().to_dicts() == printed(capsys, "statements")


def test_timelines_and_comparisons_are_those_of_the_command_line(lib, capsys):
    told = lib.timeline("chicago-il", "jag-fy2017/notice", suppose="attached").to_dicts()
    assert told == printed(capsys, "timeline", "chicago-il", "jag-fy2017/notice", "--suppose", "attached")
    found = lib.compare("chicago-il", as_of="2017-09-01", to="2018-01-24").to_dicts()
    said = printed(capsys, "compare", "chicago-il", "--from", "2017-09-01", "--to", "2018-01-24")
    assert found == said["changes"]


@pytest.mark.parametrize("kind", [pa.table, pl.DataFrame, pd.DataFrame])
def test_awards_may_be_a_frame_of_any_kind(lib, kind, tmp_path):
    file = tmp_path / "awards.csv"
    pd.DataFrame(AWARDS).to_csv(file, index=False)
    rows = [lib.assess(one, as_of="2018-01-24").to_arrow().sort_by("norm").to_pylist() for one in (kind(AWARDS), file)]
    key = lambda row: (row["award"], row["norm"])  # noqa: E731
    assert sorted(rows[0], key=key) == sorted(rows[1], key=key)
    assert rows[0]


def test_rows_go_out_as_frames(lib):
    found = lib.position("chicago-il", as_of="2018-01-24")
    assert found.to_arrow().num_rows == len(found) == found.to_polars().height == len(found.to_pandas())
    done = lib.assess(pa.table(AWARDS), as_of="2018-01-24")
    assert done.to_polars().height == done.to_arrow().num_rows == len(done.to_pandas())


def test_a_proof_shows_itself_in_a_notebook_and_escapes_what_it_holds(lib):
    proof = lib.why("chicago-il", "jag-fy2017/notice", as_of="2018-01-24", suppose="attached")
    assert proof.memo() == repr(proof)
    assert proof._repr_html_().startswith("<pre")
    assert "<b>" not in lib.why("chicago-il", "jag-fy2017/notice", as_of="2018-01-24")._repr_html_()


def test_what_changes_among_awards_is_written(lib, tmp_path):
    found = lib.compare_awards(pa.table(AWARDS), tmp_path / "out.parquet", as_of="2017-09-01", to="2018-01-24")
    assert found.changed > 0
    assert lib.timelines(pa.table(AWARDS), tmp_path / "days.parquet").intervals > 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda lib: lib.position("nowhere-zz"),
        lambda lib: lib.position("chicago-il", as_of="24 January 2018"),
        lambda lib: lib.position("chicago-il", as_of="2018-01-24", known_at="2017-01-01"),
        lambda lib: lib.position("chicago-il", forum="no-such-court"),
        lambda lib: lib.position("chicago-il", suppose="nonsense"),
        lambda lib: lib.position("chicago-il", award="none"),
        lambda lib: lib.why("chicago-il", "jag-fy2017/notise"),
        lambda lib: lib.assess(42),
        lambda lib: lib.assess("no-such-file.csv"),
        lambda lib: lib.assess(pa.table({"award": ["1"]})),
        lambda lib: lib.compare("chicago-il"),
        lambda lib: lib.compare("chicago-il", without="no-such-order"),
        lambda lib: comity.open(law="no-such-folder"),
        lambda lib: comity.open(record="no-such-folder"),
    ],
)
def test_what_cannot_be_asked_raises_the_one_error_with_a_sentence(lib, ask):
    with pytest.raises(comity.ComityError) as refused:
        ask(lib)
    assert refused.value.message.rstrip().endswith((".", ":", "`")) or "\n" in refused.value.message


def test_importing_the_package_imports_no_part_of_the_engine():
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", "import comity, sys; print([m for m in sys.modules if m in ('duckdb', 'lark', 'yaml')])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
