"""Cells: what attaches is looked for only where an award's date can lie."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from tests.equal.evaluator_bulk import write_awards
from tests.small_law import law

from comity.norms.names.governments import government
from comity.plan.awards.table import open_awards
from comity.plan.engine.protocol import start
from comity.plan.fold.fold import Folded
from comity.plan.groups import cells
from comity.plan.groups.cells import LAST_DAY, UNKNOWN_DAY, CellSpan
from comity.plan.join.survey import fold_on, survey
from comity.plan.timeline.intervals import timelines
from comity.proof.question import Question
from comity.record.nodes import EMPTY, Award

TERMS = """
act open-access "let federal agents in"
  enlists
norm access
  cites  "condition 55"
  binds  award.recipient
  must   open-access
  when   award.program is one of "16.738", "16.710", "14.218" and award.accepted is at least 2020-01-01
"""
CHICAGO = government("chicago-il")
DAY = dt.date(2026, 6, 30)
ENGINE = start("duckdb", 1)


def folded(awards: list[Award], folder: Path) -> tuple[Folded, list[str]]:
    """The law folded over some awards, and the programs of the cells to which anything attaches."""
    assert CHICAGO is not None
    write_awards(awards, folder / "awards.parquet")
    table = open_awards(ENGINE, folder / "awards.parquet")
    record = replace(EMPTY, parties={CHICAGO.short: CHICAGO})
    surveyed = survey(ENGINE, Question(law(TERMS), record, DAY, DAY), table)
    found = fold_on(surveyed, surveyed.question).folded
    codes, values = surveyed.cells.codes["program"], surveyed.cells.values["program"]
    return found, sorted(values[codes[cell] - 1] for cell in found.cells.tolist())


def award(program: str, accepted: dt.date | None) -> Award:
    return Award(f"{program} {accepted}", "chicago-il", program=program, accepted=accepted)


def test_dates_before_the_turn_are_left_out_where_cells_know_between_which_days_they_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    awards = [award("16.738", dt.date(2018, 1, 1)), award("16.710", dt.date(2021, 1, 1)), award("14.218", None)]
    monkeypatch.setattr(cells, "MOST_CUTS", 0)
    every, programs = folded(awards, tmp_path)
    assert programs == ["14.218", "16.710", "16.738"]
    monkeypatch.setattr(cells, "MANY_CUTS", 0)
    some, _ = folded(awards, tmp_path)
    # the unknown day is always possible; of the days from 2020 on only one program has any
    assert (len(every.key), len(some.key)) == (6, 4)
    low, _ = some.bounds["accepted"]
    assert sorted(low.tolist()) == [UNKNOWN_DAY] * 3 + [dt.date(2020, 1, 1)]


def test_a_span_meets_what_it_touches() -> None:
    span = CellSpan(
        np.array(["2018-03-01", LAST_DAY], "datetime64[D]"), np.array(["2018-05-01", "0001-01-02"], "datetime64[D]")
    )
    cell = np.array([0, 0, 0, 0, 1, 1])
    low = np.array(["2018-05-01", "2018-05-02", "2017-01-01", UNKNOWN_DAY, "2017-01-01", UNKNOWN_DAY], "datetime64[D]")
    high = np.array([LAST_DAY, LAST_DAY, "2018-03-01", UNKNOWN_DAY, LAST_DAY, UNKNOWN_DAY], "datetime64[D]")
    assert span.meets(cell, low, high).tolist() == [True, False, True, True, False, True]


def test_a_column_that_is_asked_only_whether_it_is_known_makes_two_cells(tmp_path: Path) -> None:
    known = TERMS.replace("when   ", "when   award.amount is known and ")
    awards = [replace(award("16.738", None), id=str(n), amount=Decimal(n) if n else None) for n in range(50)]
    write_awards(awards, tmp_path / "awards.parquet")
    surveyed = survey(
        ENGINE,
        Question(law(known), EMPTY, DAY, DAY),
        open_awards(ENGINE, tmp_path / "awards.parquet"),
    )
    assert surveyed.cells.size == 2


def test_a_law_of_many_amounts_is_asked(tmp_path: Path) -> None:
    many = TERMS.replace("when   ", f"when   award.amount is one of {', '.join(f'${n}' for n in range(1, 1200))} and ")
    write_awards([replace(award("16.738", None), amount=Decimal("7"))], tmp_path / "awards.parquet")
    surveyed = survey(
        ENGINE,
        Question(law(many), EMPTY, DAY, DAY),
        open_awards(ENGINE, tmp_path / "awards.parquet"),
    )
    assert surveyed.cells.values["amount"] == [Decimal("7")]


def test_a_packed_key_is_made_of_its_own_columns(tmp_path: Path) -> None:
    """The first day of the fiscal year, which `from award.accepted` asks for, is made of the year that `when` asks for."""
    terms = TERMS.replace(
        TERMS[TERMS.index("  when") :], "  when   award.fiscal_year is 2017\n  from   award.accepted\n"
    )
    awards = [Award(str(year), "chicago-il", fiscal_year=year, accepted=dt.date(year, 2, 1)) for year in (2017, 2018)]
    write_awards(awards, tmp_path / "all.parquet")
    table = pq.read_table(tmp_path / "all.parquet").select(["award", "government", "fiscal_year", "accepted"])
    pq.write_table(table, tmp_path / "awards.parquet")
    timelines(
        Question(law(terms), EMPTY, DAY, DAY),
        tmp_path / "awards.parquet",
        tmp_path / "out.parquet",
        engine=ENGINE,
    )
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert {row["award"] for row in rows} == {"2017"}
    assert {row["since"]: row["status"] for row in rows}[dt.date(2017, 2, 1)] == "in_force"
