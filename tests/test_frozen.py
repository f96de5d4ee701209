"""A frozen class behaves as the frozen dataclass of the same fields does."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from comity.frozen import frozen


@frozen
class Nothing:
    """No field."""


@frozen
class One:
    """One field."""

    value: object


@frozen
class Award:
    """Fields with and without a default, one that is made, one that is not compared."""

    id: str
    amount: int | None = None
    terms: Mapping[str, int] = field(default_factory=dict[str, int])
    place: int = field(default=0, compare=False)

    @property
    def words(self) -> str:
        return f"{self.id}: {self.amount}"

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Plain:
    id: str
    amount: int | None = None
    terms: Mapping[str, int] = field(default_factory=dict[str, int])
    place: int = field(default=0, compare=False)


def test_it_is_made_by_place_by_name_and_by_default() -> None:
    made = Award("a", terms={"x": 1}, place=7)
    assert (made.id, made.amount, made.terms, made.place) == ("a", None, {"x": 1}, 7)
    assert (made.words, str(made)) == ("a: None", "a")
    assert Award("a").terms is not Award("a").terms
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize(
    "wrong", [lambda: Award(), lambda: Award("a", 1, {}, 2, 3), lambda: Award("a", other=1), lambda: Award("a", id="b")]
)
def test_what_does_not_fit_its_fields_is_refused(wrong) -> None:
    with pytest.raises(TypeError, match=r"Award\.__init__\(\)"):
        wrong()


def test_it_is_equal_by_the_fields_that_are_compared_and_to_its_own_class_alone() -> None:
    assert Award("a", 1) == Award("a", 1, {}, 5)
    assert Award("a", 1) != Award("a", 2)
    assert Award("a") != Plain("a")
    assert One(1) != (1,)
    assert One((1, 2)) != One((1, 3))
    assert Nothing() == Nothing()
    assert Nothing() != One(None)


def test_what_is_equal_has_one_hash() -> None:
    assert {One("a"), One("a"), Nothing(), Nothing()} == {One("a"), Nothing()}
    with pytest.raises(TypeError, match="unhashable"):
        hash(Award("a"))  # as the dataclass: it holds a mapping


@pytest.mark.parametrize("name", ["id", "place", "other"])
def test_it_is_never_changed(name: str) -> None:
    made = Award("a")
    with pytest.raises(FrozenInstanceError):
        setattr(made, name, "b")
    with pytest.raises(FrozenInstanceError):
        delattr(made, name)
    assert made == Award("a")


def test_it_reads_as_the_dataclass_does() -> None:
    assert repr(Award("a", 2)) == repr(Plain("a", 2)).replace("Plain", "Award")
    assert [(one.name, one.compare) for one in fields(Award)] == [(one.name, one.compare) for one in fields(Plain)]
    assert Award.__match_args__ == Plain.__match_args__
    assert list(inspect.signature(Award).parameters) == list(inspect.signature(Plain).parameters)
    assert Award.__init__.__annotations__["amount"] == "int | None"
    assert Award.__doc__ is not None


def test_it_is_matched_replaced_copied_and_pickled() -> None:
    made = Award("a", 2, {"x": 1}, 3)
    match made:
        case Award("a", amount, place=place):
            assert (amount, place) == (2, 3)
        case _:
            pytest.fail("it is not matched")
    assert replace(made, amount=5) == Award("a", 5, {"x": 1})
    for other in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert other == made
        assert other.place == 3


def test_what_only_a_dataclass_knows_is_refused() -> None:
    with pytest.raises(TypeError, match="make it a dataclass"):

        @frozen
        class Later:
            """A field that is not given."""

            bits: dict[str, int] = field(init=False)

    with pytest.raises(TypeError, match="make it a dataclass"):

        @frozen
        class Checked:
            """It does something when it is made."""

            a: int

            def __post_init__(self) -> None: ...
