"""The packaged law over some hundreds of made-up awards: the bulk positions are those of the proof, one by one."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.equal.evaluator_bulk import parts, write_awards
from tests.plan.made import PARTIES, made

from comity.norms.names.governments import government
from comity.norms.nodes import Law
from comity.plan.assessment.assess import assess
from comity.plan.groups import cells
from comity.plan.join import by_kind as kinds
from comity.proof.context import context
from comity.proof.position import position
from comity.proof.question import Question
from comity.record.nodes import Award, Record

DAYS = ("2018-01-24", "2019-08-01", "2025-09-01", "2026-06-30")


@pytest.mark.parametrize(("day", "forum"), [*((day, None) for day in DAYS), (DAYS[1], "ca9")])
def test_every_position_is_that_of_the_proof(
    day: str, forum: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a third of the awards on each day, another third on the next."""
    law, beside, awards = made()
    at = DAYS.index(day)
    compared(law, beside, awards[at % 3 :: 3], day, forum, tmp_path, monkeypatch)


@pytest.mark.nightly
@pytest.mark.parametrize(("day", "forum"), [*((day, None) for day in DAYS), (DAYS[1], "ca9")])
def test_every_position_of_every_award_is_that_of_the_proof(
    day: str, forum: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared(*made(), day, forum, tmp_path, monkeypatch)


def compared(
    law: Law,
    beside: Record,
    awards: tuple[Award, ...],
    day: str,
    forum: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on = dt.date.fromisoformat(day)
    record = dataclasses.replace(beside, awards=awards)
    expected = {}
    contexts = {p: context(law, record, government(p), on, None, forum) for p in PARTIES}
    for award in awards:
        ctx = contexts[award.recipient].about(award=award)
        for norm in law.norms.values():
            if norm.attaches_to == "award":
                p = position(norm, ctx)
                missing = tuple(dict.fromkeys(m.fact for m in p.missing))
                if p.status != "not_attached":
                    expected[award.id, norm.id] = (p.status, p.possible, p.also, p.ground, p.dollars, missing)
    assert len(expected) > 100
    write_awards(list(awards), tmp_path / "awards.parquet")
    monkeypatch.setattr(kinds, "WORTH", 0)
    for most_cuts in (0, 6):
        monkeypatch.setattr(cells, "MOST_CUTS", most_cuts)
        monkeypatch.setattr(cells, "MANY_CUTS", most_cuts)
        assess(
            Question(law, beside, on, on, forum=forum),
            tmp_path / "awards.parquet",
            tmp_path / "out.parquet",
        )
        rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
        found = {
            (r["award"], r["norm"]): (
                r["status"],
                parts(r["possible"]),
                parts(r["also"]),
                r["ground"],
                r["dollars"],
                parts(r["missing"]),
            )
            for r in rows
        }
        assert len(rows) == len(found)
        assert found == expected
