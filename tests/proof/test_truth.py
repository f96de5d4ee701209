"""Kleene's three values, and which missing facts a step names."""

from hypothesis import given
from hypothesis import strategies as st

from comity.proof.truth import Missing, Step, all_of, any_of, both, either, missing_facts, opposite

truths = st.sampled_from([True, False, None])


@given(st.lists(truths))
def test_and_is_the_least_and_or_the_greatest_of_false_unknown_true(values: list[bool | None]) -> None:
    order = {False: 0, None: 1, True: 2}
    assert order[both(values)] == min((order[v] for v in values), default=2)
    assert order[either(values)] == max((order[v] for v in values), default=0)


@given(st.lists(truths))
def test_de_morgan(values: list[bool | None]) -> None:
    assert opposite(both(values)) == either(opposite(v) for v in values)


def test_only_facts_that_leave_the_whole_open_are_named() -> None:
    open_fact = Step("a", None, missing=Missing("a", "x", "whether a"))
    settled = all_of("b", (Step("c", None, missing=Missing("c", "x", "whether c")), Step("no", False)))
    assert [m.fact for m in missing_facts(any_of("all", (open_fact, settled)))] == ["a"]


def test_a_known_step_misses_nothing() -> None:
    assert list(missing_facts(any_of("x", (Step("a", None, missing=Missing("a", "", "")), Step("b", True))))) == []
