"""Norms of one form: which they are, and what each has in the place of a leaf of the first."""

from __future__ import annotations

import dataclasses

import pytest
from tests.small_law import law

from comity.norms.nodes import Norm
from comity.plan.groups import norm_forms as module
from comity.plan.groups.norm_forms import forms
from comity.text import tree as t

TERMS = """
act open-access "let federal agents in"
  enlists
norm a
  cites  "condition 1"
  binds  award.recipient
  must   open-access
  when   award.program is one of "16.738", "16.710" and award.fiscal_year is at least 2017
norm b
  cites  "condition 2"
  binds  award.recipient
  must   open-access
  when   award.program is one of "14.218" and award.fiscal_year is at least 2020
norm c
  cites  "condition 3"
  binds  award.recipient
  must   open-access
  when   award.program is one of "14.218" and award.fiscal_year is at most 2020
norm d
  cites  "condition 4"
  binds  award.subrecipient
  must   open-access
  when   award.program is one of "14.218" and award.fiscal_year is at least 2020
"""


def norms() -> list[Norm]:
    found = law(TERMS).norms
    return [found[id] for id in sorted(found)]


def test_norms_that_differ_in_constants_alone_are_of_one_form() -> None:
    found = forms(norms(), lambda norm: False, 10)
    assert [[norm.id for norm in form.norms] for form in found] == [["t/a", "t/b"], ["t/c"], ["t/d"]]
    first, second = (norm.when for norm in found[0].norms)
    assert isinstance(first, t.And)
    assert isinstance(second, t.And)
    for leaf, beside in zip(first.parts, second.parts, strict=True):
        assert isinstance(leaf, t.Compare)
        assert found[0].each(leaf) == (leaf, beside)


def test_some_are_folded_alone_and_none_with_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = forms(norms(), lambda norm: norm.id == "t/a", 10)
    assert [len(form.norms) for form in alone] == [1, 1, 1, 1]
    monkeypatch.setattr(module, "MOST_ROWS", 15)
    assert [len(form.norms) for form in forms(norms(), lambda norm: False, 10)] == [1, 1, 1, 1]


def test_a_leaf_that_stands_in_two_places_is_not_told_apart() -> None:
    """The same object twice in the first norm, two constants in the second: no identity would say which is meant."""
    first, second, *_ = norms()
    assert isinstance(first.when, t.And)
    assert isinstance(second.when, t.And)
    year, other = first.when.parts[1], second.when.parts[1]
    twice = dataclasses.replace(first, when=t.Or((year, year)))
    apart = dataclasses.replace(second, when=t.Or((other, t.Not(other))))
    unlike = dataclasses.replace(second, when=t.Or((other, year)))
    assert [len(form.norms) for form in forms([twice, apart], lambda norm: False, 10)] == [1, 1]
    assert [len(form.norms) for form in forms([twice, unlike], lambda norm: False, 10)] == [1, 1]
