"""The number of an award is found in what is written around it; what it is not is never taken for it."""

import pytest

from comity.intake.sheets.values import PLAIN, UNKNOWN, UNREAD, award_number, bare

NUMBERS = (
    "2019-DJ-BX-0801",
    "15PBJA-21-GG-01234-JAGX",
    "EMW-2020-SS-00032",
    "B-19-MC-06-0013",
    "CA-2020-123",
    "17/HS-9",
)


@pytest.mark.parametrize("number", NUMBERS[:5])
@pytest.mark.parametrize("around", ["{}", "FAIN: {}", "Award No. {}", "  {} ", "'{}", "Grant # {}", "{} (JAG)"])
def test_a_number_is_read_out_of_the_words_around_it(number: str, around: str) -> None:
    assert award_number(around.format(number)).value == number


@pytest.mark.parametrize("after", [" Mod 2", " (Mod 2)", ", Amendment No. 2", " amd 2", " Rev. 2"])
def test_a_modification_is_of_its_award(after: str) -> None:
    found = award_number("2019-DJ-BX-0801" + after)
    assert (found.value, found.more, "modification 2" in found.note) == ("2019-DJ-BX-0801", ("mod",), True)


@pytest.mark.parametrize("between", [" / ", "; ", ", ", " & ", " and "])
def test_several_numbers_are_none_of_them(between: str) -> None:
    found = award_number("2019-DJ-BX-0801" + between + "2019-DJ-BX-0802")
    assert (found.value, found.how, found.more) == (None, UNKNOWN, ("2019-DJ-BX-0801", "2019-DJ-BX-0802"))


@pytest.mark.parametrize(
    ("text", "how"),
    [("1.23E+15", UNREAD), ("JAG program", UNKNOWN), ("", UNKNOWN), ("TBD", UNKNOWN), ("1" * 101 + " x", UNREAD)],
)
def test_what_is_not_a_number_is_not_taken_for_one(text: str, how: str) -> None:
    found = award_number(text)
    assert (found.value, found.how) == (None, how)


def test_a_number_as_it_stands_needs_no_note() -> None:
    assert award_number("2019-DJ-BX-0801").how == PLAIN
    assert bare("2019-dj-bx 0801") == bare("2019DJBX0801")
