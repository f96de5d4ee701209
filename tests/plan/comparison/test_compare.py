"""Comparisons of many awards: kind by kind, part by part, they find what the proof finds award by award.

It covers `plan/comparison/differ.py` and `plan/join/representatives.py`.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from tests.equal.askings import Asking, askings, in_one_file, thrice
from tests.equal.evaluator_bulk import parts, write_awards
from tests.equal.evaluators import REFERENCE, Answer
from tests.plan.assessment.test_assess import AWARDS, SUIT
from tests.plan.made import made
from tests.small_law import CONDITION, law

from comity.plan.awards.table import BadTable
from comity.plan.comparison import compare as comparing
from comity.plan.comparison.compare import Comparison, compare
from comity.plan.engine.protocol import start
from comity.plan.join import representatives as alike
from comity.proof.context import Facts
from comity.proof.question import Question
from comity.record.nodes import EMPTY, Carriage, Record
from comity.record.nodes import Answer as OnRecord

ENGINE = start("duckdb", 1)
WAYS = {"awards": (1_000, 1 << 24), "kinds": (0, 1 << 24), "kinds in parts": (0, 20), "awards in parts": (1_000, 20)}
NOT_ATTACHED = Answer("not_attached", (), (), None)


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> Iterator[None]:
    """How many awards a kind must have, and how much is compared at once."""
    worth, most = WAYS[request.param]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alike, "WORTH", worth)
        patch.setattr(comparing, "MOST_COMPARED", most)
        yield


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(askings())
def test_two_days_of_drawn_laws(way: None, asking: Asking) -> None:
    two_days(asking)


@pytest.mark.nightly
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(askings())
def test_two_days_of_many_drawn_laws(way: None, asking: Asking) -> None:
    two_days(asking)


def two_days(asking: Asking) -> None:
    asking = thrice(asking)
    record = in_one_file(asking.record)
    held = [a for a in Facts(record, dt.date.max).awards.values() if a.recipient in record.parties]
    if not held:
        return
    days = (asking.as_of, asking.as_of + dt.timedelta(days=400))
    one, two = (REFERENCE.answers(asking.law, record, day, day, asking.forum) for day in days)
    expected = {
        key: (one.get(key, NOT_ATTACHED), two.get(key, NOT_ATTACHED))
        for key in {*one, *two}
        if key[2] is not None and one.get(key) != two.get(key)
    }
    with tempfile.TemporaryDirectory() as folder:
        awards, out = Path(folder) / "awards.parquet", Path(folder) / "out.parquet"
        write_awards(held, awards)
        beside = replace(record, awards=())
        before, after = (Question(asking.law, beside, day, day, asking.forum) for day in days)
        found = compare(before, after, awards, out, engine=ENGINE)
        rows = pq.read_table(out).to_pylist()
    assert found.changed == len(rows) == len(expected)
    for row in rows:
        said = tuple(
            Answer(
                row[f"status{side}"],
                parts(row[f"possible{side}"]),
                parts(row[f"also{side}"]),
                row[f"ground{side}"],
                row[f"ground_state{side}"],
            )
            for side in ("_before", "_after")
        )
        assert said == expected[row["government"], row["norm"], row["award"]]


def told(
    many: int, folder: Path, name: str, worth: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[Comparison, list[str]]:
    law, beside, awards = made()
    awards = awards[:many]
    again = [replace(a, id=f"{a.id} again") for a in awards]
    write_awards([*awards, *again], folder / "awards.parquet")
    monkeypatch.setattr(alike, "WORTH", worth)
    monkeypatch.setattr(comparing, "MOST_COMPARED", most)
    one, two = (Question(law, beside, day, day) for day in (dt.date(2018, 7, 1), dt.date(2025, 9, 1)))
    found = compare(one, two, folder / "awards.parquet", folder / f"{name}.parquet", engine=ENGINE)
    rows = sorted(map(repr, pq.read_table(found.out).to_pylist()))
    return replace(found, out=folder), rows


@pytest.mark.parametrize(("many", "in_part"), [(100, 1_500), pytest.param(300, 5_000, marks=pytest.mark.nightly)])
def test_the_packaged_law_says_the_same_in_every_way(
    many: int, in_part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = told(many, tmp_path, "plain", 1_000, 1 << 24, monkeypatch)
    assert plain[0].changed > 3 * many
    assert plain == told(many, tmp_path, "kinds", 0, 1 << 24, monkeypatch)
    assert plain == told(many, tmp_path, "parts", 0, in_part, monkeypatch)


def test_dollars_of_subawards_stand_apart(way: None, tmp_path: Path) -> None:
    (tmp_path / "awards.csv").write_text(AWARDS)
    whole = law(CONDITION.replace("binds      award.recipient", "binds      award.recipient, award.subrecipient"), SUIT)
    asked = Question(whole, EMPTY, DAY := dt.date(2018, 6, 1), DAY)
    after = replace(asked, without=frozenset({"v/pi"}))
    found = compare(asked, after, tmp_path / "awards.csv", tmp_path / "out.parquet", engine=ENGINE)
    assert (found.at_risk_before, found.sub_at_risk_before) == (Decimal("14000.00"), Decimal("100.00"))
    assert (found.at_risk_after, found.sub_at_risk_after) == (Decimal("15000.50"), Decimal("100.00"))
    (moved,) = found.moved
    assert (moved.awards, moved.dollars, moved.sub_dollars) == (1, Decimal("1000.50"), None)


FORMULA = """
define formula "the award is made by formula"
  of         award
  is         yes or no
act open-access "let federal agents in"
norm access
  cites      "condition 55"
  binds      award.recipient
  must       open-access
  when       {when}
  from       award.accepted
"""


@pytest.mark.parametrize(
    ("when", "record"),
    [
        ("formula", replace(EMPTY, answers=(OnRecord("formula", None, "W2", True),))),
        ("award carries access", replace(EMPTY, carriage=(Carriage("t/access", "answer", True, award="W2"),))),
    ],
)
def test_what_one_side_knows_of_one_award_is_not_said_of_those_like_it(
    way: None, tmp_path: Path, when: str, record: Record
) -> None:
    rows = "".join(f"W{n},chicago-il,us-doj-ojp,2018-01-01\n" for n in range(1, 5))
    (tmp_path / "awards.csv").write_text("award,government,agency,accepted\n" + rows)
    asked = Question(law(FORMULA.format(when=when)), EMPTY, DAY := dt.date(2018, 6, 1), DAY)
    for before, after in ((asked, replace(asked, record=record)), (replace(asked, record=record), asked)):
        compare(before, after, tmp_path / "awards.csv", tmp_path / "out.parquet", engine=ENGINE)
        assert pq.read_table(tmp_path / "out.parquet")["award"].to_pylist() == ["W2"]


def test_awards_of_which_nobody_is_known(way: None, tmp_path: Path) -> None:
    (tmp_path / "awards.csv").write_text("award,government\nW1,nowhere-zz\nW2,nobody-zz\n")
    whole = law(suit=SUIT)
    asked = Question(whole, EMPTY, dt.date(2018, 6, 1), dt.date(2018, 6, 1))
    with pytest.raises(BadTable, match="governments is known"):
        compare(asked, asked.on(dt.date(2021, 1, 1)), tmp_path / "awards.csv", tmp_path / "out.parquet", engine=ENGINE)
    assert not (tmp_path / "out.parquet").exists()
