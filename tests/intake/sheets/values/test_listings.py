"""An Assistance Listing is read in the forms that spreadsheets leave of it."""

import pytest

from comity.intake.sheets.values import NOTED, UNREAD, listing


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("16.738", "16.738"), ("CFDA 16.738", "16.738"), ("16.738 - JAG", "16.738"), ("16-738", "16.738"), ("16738", "16.738"),
        ("20.6", "20.600"), ("16.71", "16.710"), ("16.U01", "16.U01"), ("93.RD", "93.RD"),
    ],
)  # fmt: skip
def test_the_number_is_whole_again(text: str, number: str) -> None:
    assert listing(text).value == number


def test_of_several_the_first_is_taken_and_all_are_told() -> None:
    found = listing("16.738; 16.710; 16.738")
    assert (found.value, found.how, found.more) == ("16.738", NOTED, ("16.738", "16.710"))


@pytest.mark.parametrize("text", ["16.UNKNOWN", "JAG", "2019", "99999", "$16.738,00"])
def test_what_is_not_a_listing_is_not_taken_for_one(text: str) -> None:
    found = listing(text)
    assert (found.value, found.how) == (None, UNREAD)


def test_a_listing_that_no_list_has_is_told() -> None:
    assert "no list of programs" in listing("16.999").note
