"""Words of laymen and words with typing errors find what they mean."""

import pytest

from comity.answers.search import search
from comity.library import law_dir
from comity.norms.library import load_law


@pytest.fixture(scope="module")
def law():
    return load_law(law_dir())


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("airport", "20.116"), ("FAA", "us-dot-faa"), ("fresnno", "fresno-v-turner"), ("continum of care", "14.267"),
        ("homeless", "84.196"), ("seatle", "seattle-wa"), ("16.738", "16.738"), ("king county", "king-county-wa"),
    ],
)  # fmt: skip
def test_what_words_find(law, words, name):
    assert name in [hit.name for hit in search(words, law, 60)]


@pytest.mark.parametrize(
    "words", ["3:25-cv-07070", "25-cv-07070", "3:25-cv-07070-RS", "No. 3:25-cv-07070", "fresno-v-turner"]
)
def test_a_docket_number_finds_its_case_first(law, words):
    """A docket number was once one word with its marks, while texts are split at them."""
    assert search(words, law)[0].name.startswith("fresno-v-turner")


@pytest.mark.parametrize("words", ["", "   ", "zzzzqqqq"])
def test_words_that_mean_nothing_find_nothing(law, words):
    assert search(words, law) == ()
