"""How far an award has come, in the words of trackers."""

import pytest

from comity.intake.sheets.values import STAGES, stage


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
