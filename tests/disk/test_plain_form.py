"""The plain form of frozen values: what is written is read again, and nothing else is."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.disk.plain_form import NotPlain, dump, load


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True)
class Leaf:
    word: str
    count: int | None
    sure: bool = True
    hidden: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Branch:
    parts: tuple[Branch | Leaf | Nothing, ...]
    day: dt.date | None
    worth: Decimal | str
    colour: Colour
    pair: tuple[str, int]
    named: Mapping[str, Leaf]
    some: frozenset[str] = frozenset()


leaves = st.builds(Leaf, st.text(), st.none() | st.integers(), st.booleans(), st.integers(0, 3))
branches = st.recursive(
    leaves | st.just(Nothing()),
    lambda inner: st.builds(
        Branch,
        st.lists(inner, max_size=3).map(tuple),
        st.none() | st.dates(),
        st.decimals(allow_nan=False) | st.text(),
        st.sampled_from(Colour),
        st.tuples(st.text(), st.integers()),
        st.dictionaries(st.text(), leaves, max_size=3),
        st.frozensets(st.text(max_size=2), max_size=1),
    ),
    max_leaves=12,
)
ANY = Branch | Leaf | Nothing
SOME = Branch(
    (Leaf("a", 1), Leaf("a", None, hidden=7), Nothing(), Nothing()), dt.date(2018, 1, 24), Decimal("1.50"), Colour.RED,
    ("x", 1), {"k": Leaf("1", 1)}, frozenset({"s"}),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(branches)
def test_what_is_written_is_read_again(value: object) -> None:
    again = load(dump(value, ANY), ANY)
    assert again == value
    assert repr(again) == repr(value)  # what does not count in a comparison as well


def test_equal_values_of_different_types_stay_apart() -> None:
    values = (1, True, "1", Decimal(1), 1.0, None, 0, False)
    hint = tuple[int | bool | str | Decimal | float | None, ...]
    assert [type(value) for value in load(dump(values, hint), hint)] == [type(value) for value in values]


def test_a_value_that_the_hint_does_not_allow_is_not_written() -> None:
    for value, hint in (
        (1.5j, complex),
        (Leaf("a", 1), Branch),
        (("a", 1), tuple[str, ...]),
        ({1: "a"}, Mapping[str, str]),
    ):
        with pytest.raises(TypeError):
            dump(value, hint)


def changed(**changes: object) -> bytes:
    return json.dumps(json.loads(dump(SOME, Branch)) | changes).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        pickle.dumps(SOME),
        changed(format=2),
        changed(top=-1),
        changed(top=10**9),
        changed(top=0),
        changed(top="a"),
        changed(more=1),
        changed(batches=[["os.system", [["echo"]]]]),
        changed(batches=[["builtins.eval", [["1"]]]]),
        changed(batches=[["str", [1]]]),
        changed(batches=[["date", [-5]]]),
        changed(batches=[["Decimal", ["one"]]]),
        changed(batches=7),
    ],
)
def test_anything_else_is_not_read(data: bytes) -> None:
    with pytest.raises(NotPlain):
        load(data, Branch)


def test_no_field_ever_holds_what_its_hint_does_not_allow() -> None:
    """Every number of the form put in place of every other: it is refused, or every field fits its hint."""
    whole = json.loads(dump(SOME, Branch))
    read = refused = 0
    for name, held in whole["batches"]:
        if name in ("str", "int", "date", "Decimal", "float") or isinstance(held, int):
            continue
        for row in held:
            for index in range(len(row)):
                before = row[index]
                for other in (-1, *range(30)):
                    row[index] = other
                    try:
                        found = load(json.dumps(whole).encode(), Branch)
                    except NotPlain:
                        refused += 1
                    else:
                        read += 1
                        dump(found, Branch)  # which is as strict
                row[index] = before
    assert read > 10
    assert refused > 10
