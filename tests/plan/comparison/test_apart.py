"""What an edit changes is found among the awards that may differ as it is found among all."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from tests.equal.askings import Asking, askings
from tests.equal.evaluator_bulk import write_awards
from tests.plan.made import made

from comity.norms.nodes import Law
from comity.plan.awards.table import open_awards
from comity.plan.comparison.apart import apart
from comity.plan.comparison.differ import changes
from comity.plan.engine.protocol import start
from comity.plan.fold.day import Day
from comity.plan.join.survey import Survey, fold_on, serves, survey
from comity.proof.context import Facts
from comity.proof.question import Question
from comity.text import tree as t

ENGINE = start("duckdb", 1)
ORDERS = ("chicago-v-noem/pi", "king-county-v-turner/pi", "fresno-v-turner/pi", "sf-v-trump-2025/pi")


def edits(law: Law) -> Iterator[tuple[Law, frozenset[str]]]:
    """Each act taken away, each order for its first party alone, each norm without its condition."""
    for id, act in law.norm_acts.items():
        yield law, frozenset({id})
        if act.parties is not None and len(act.parties.items) > 1:
            fewer = replace(act, parties=replace(act.parties, items=act.parties.items[:1]))
            yield replace(law, norm_acts=law.norm_acts | {id: fewer}), frozenset()
    for id, norm in law.norms.items():
        if norm.attaches_to == "award" and norm.when is not None:
            yield replace(law, norms=law.norms | {id: replace(norm, when=None)}), frozenset()
            part = norm.when.parts[0] if isinstance(norm.when, t.And) else t.Not(norm.when)
            yield replace(law, norms=law.norms | {id: replace(norm, when=part)}), frozenset()


def changed(surveyed: Survey, first: Day, second: Day, every: bool) -> set[tuple[object, ...]]:
    found = changes(ENGINE, surveyed, first, second, every)
    rows = ENGINE.rows(f'SELECT award, norm, "before", "after", dollars FROM {found.relation}')
    return {(award, found.norms[norm], found.answers[a], found.answers[b], d) for award, norm, a, b, d in rows}


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(askings())
def test_drawn_laws(asking: Asking) -> None:
    edits_are_found(asking)


@pytest.mark.nightly
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(askings())
def test_many_drawn_laws(asking: Asking) -> None:
    edits_are_found(asking)


def edits_are_found(asking: Asking) -> None:
    held = [a for a in Facts(asking.record, asking.known_at).awards.values() if a.recipient in asking.record.parties]
    if not held:
        return
    with tempfile.TemporaryDirectory() as folder, ENGINE.scope():
        write_awards(held, Path(folder) / "awards.parquet")
        table = open_awards(ENGINE, Path(folder) / "awards.parquet")
        record = replace(asking.record, awards=())
        surveyed = survey(
            ENGINE, Question(asking.law, record, asking.as_of, asking.known_at, forum=asking.forum), table
        )
        before = fold_on(surveyed, surveyed.question)
        for law, without in edits(asking.law):
            if serves(surveyed, law):
                after = fold_on(surveyed, replace(surveyed.question, law=law, without=without))
                assert changed(surveyed, before, after, False) == changed(surveyed, before, after, True)


@pytest.mark.parametrize(("many", "orders"), [(300, ORDERS[:2]), pytest.param(300, ORDERS, marks=pytest.mark.nightly)])
def test_an_order_taken_away_touches_its_own_awards_alone(many: int, orders: tuple[str, ...], tmp_path: Path) -> None:
    law, beside, awards = made()
    write_awards(list(awards[:many]), tmp_path / "awards.parquet")
    table = open_awards(ENGINE, tmp_path / "awards.parquet")
    surveyed = survey(ENGINE, Question(law, beside, dt.date(2026, 1, 15), dt.date(2026, 1, 15)), table)
    before = fold_on(surveyed, surveyed.question)
    cells, parties = apart(before, before, numbered(before, before))
    assert not len(cells)
    assert parties is not None
    assert not len(parties)
    touched = 0
    for order in orders:
        after = fold_on(surveyed, replace(surveyed.question, without=frozenset({order})))
        cells, parties = apart(before, after, numbered(before, after))
        assert len(cells) < len(np.union1d(before.folded.cells, after.folded.cells))
        assert parties is not None
        assert len(parties) < len(before.people.parties)
        found = changed(surveyed, before, after, False)
        assert found == changed(surveyed, before, after, True)
        touched += len(found)
    assert touched


def numbered(first: Day, second: Day) -> tuple[np.ndarray, np.ndarray]:
    known: dict[object, int] = {}
    one, two = (
        np.array([known.setdefault(answer, len(known)) for answer in day.folded.answers]) for day in (first, second)
    )
    return one, two
