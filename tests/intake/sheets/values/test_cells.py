"""What a cell holds where it holds no value, and what of it cannot be seen."""

import pytest

from comity.intake.sheets.values.cells import (
    BLANK,
    UNKNOWN,
    UNREAD,
    clean,
    is_error,
    is_placeholder,
    text_of,
    without_value,
)


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"])
def test_an_error_of_a_formula_is_not_a_value(text: str) -> None:
    assert is_error(text)
    found = without_value(text)
    assert found is not None
    assert (found.value, found.how) == (None, UNREAD)


@pytest.mark.parametrize(
    "text", ["TBD", "N/A", "n.a.", "not yet assigned", "award pending board", "see note", "--", "xxx", "various"]
)
def test_a_placeholder_says_that_the_value_is_not_known(text: str) -> None:
    assert is_placeholder(text)
    found = without_value(text)
    assert found is not None
    assert (found.value, found.how) == (None, UNKNOWN)


@pytest.mark.parametrize("text", ["A-1", "Pendleton", "#12", "0", "Seeley"])
def test_what_may_be_a_value_is_left_to_its_reader(text: str) -> None:
    assert without_value(text) is None


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u00a0", "''", '=""'])
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert clean(text) == ""
    assert text_of(text) == BLANK


def test_blanks_dashes_and_quotation_marks_are_plain_ones() -> None:
    assert clean("a\u00a0\u2011\u2013b\u2019s \u201cc\u201d\t d") == 'a --b\'s "c" d'
