"""States, identifiers of entities, and how far an award has come."""

import pytest

from comity.intake.sheets.values import BLANK, UNKNOWN, UNREAD, stage, state, uei
from comity.intake.sheets.values.codes import STAGES


@pytest.mark.parametrize("text", ["CA", "ca", "California", "CALIFORNIA", "Calif.", " California "])
def test_a_state_by_its_code_or_name(text: str) -> None:
    assert state(text).value == "ca"


@pytest.mark.parametrize("text", ["Ontario", "QQ", "Los Angeles"])
def test_what_is_not_a_state_is_not_read(text: str) -> None:
    assert state(text).how == UNREAD


def test_a_uei_is_twelve_letters_and_digits_and_never_the_placeholder_of_a_register() -> None:
    assert uei("UEI: hx6lnkckc1v5").value == "HX6LNKCKC1V5"
    assert uei("BADBADBADBAD") == uei("GSA_MIGRATION") == BLANK
    assert uei("pending").how == UNKNOWN
    for text in ("HX6LNKCKC1V", "ABCDEFGHIJKL", "HX6LNKCKC1V5 or HX6LNKCKC1V6"):
        assert uei(text).how == UNREAD


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Executed", "accepted"), ("signed", "accepted"), ("pending acceptance", "offered"), ("Reimbursed", "disbursed"),
        ("Active", None), ("Pending", None), ("TBD", None),
    ],
)  # fmt: skip
def test_how_far_an_award_has_come(text, value):
    assert stage(text).value == value


@pytest.mark.parametrize("words", STAGES)
def test_every_word_for_a_stage_is_read(words):
    assert stage(words.title()).value == STAGES[words]
