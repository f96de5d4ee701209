"""What is read quickly, by one pattern for a whole column, is what the readers of single cells say of it."""

import random

from comity.intake.sheets import values as v
from comity.intake.sheets.distinct import cells_of, plain_dollars, plain_numbers

WORDS = (
    "A", "B", "EMW", "CA", "NO", "ID", "FED", "AWARD", "GRANT", "DOJ", "HUD", "US", "USDOJ", "SEE", "PENDING", "AWAITING", "TBD", "XX", "FAIN",
    "MOD", "SUB", "PASS", "15PBJA", "20", "1900", "01", "00", "0", "7", "2019", "dj", "E", "1E5", "U.S.", "é", "٣",
)  # fmt: skip
BETWEEN = ("", "", "-", "-", "-", "-", "-", "-", "-", " ", ".", "/", "#")
PARTS = (
    "$",
    "",
    "1",
    "12",
    "123",
    "1234",
    ",",
    ".",
    ".5",
    ".25",
    ".125",
    "-",
    "(",
    ")",
    " ",
    "000",
    "K",
    "٣",
    "9" * 15,
)


def drawn(rng, parts, between):
    return "".join(rng.choice(parts) + rng.choice(between) for _ in range(rng.randint(1, 5)))


def test_numbers_at_random():
    rng = random.Random(13)
    texts = list({drawn(rng, WORDS, BETWEEN) for _ in range(6_000)})
    assert all(v.award_number(text) == cell for text, cell in plain_numbers(texts).items())
    assert len(plain_numbers(texts)) > 50


def test_numbers_of_every_form_that_is_known():
    forms = (
        "2019-DJ-BX-0177", "15PBJA-21-GG-01234-JAGX", "15PBJA-21-GG-01234-JAGX-02", "B-19-MC-06-0013", "EMW-2020-SS-00012-S01", "CA-2021-001-00",
        "1900-01-00", "NO-12", "SEE-3", "DOJ-5", "2019DJBX0177", "177", "A1",
    )  # fmt: skip
    read = plain_numbers(forms)
    assert all(read.get(text, v.award_number(text)) == v.award_number(text) for text in forms)
    assert {"2019-DJ-BX-0177", "B-19-MC-06-0013", "177"} <= set(read)
    assert not {
        "1900-01-00",
        "NO-12",
        "SEE-3",
        "DOJ-5",
    } & set(read)


def test_dollars_at_random():
    rng = random.Random(14)
    texts = list({drawn(rng, PARTS, ("",)) for _ in range(12_000)})
    assert all(v.dollars(text) == cell for text, cell in plain_dollars(texts).items())
    assert len(plain_dollars(texts)) > 20


def test_a_column_is_read_as_its_cells_one_by_one():
    rng = random.Random(15)
    texts = [drawn(rng, WORDS, BETWEEN) for _ in range(500)] * 2
    assert cells_of(texts, v.award_number, plain_numbers) == [v.award_number(text) for text in texts]
