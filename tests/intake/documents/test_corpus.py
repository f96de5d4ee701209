"""The corpus of the benchmark: of the texts seen nothing is lost again, and every span slices back."""

import pytest
from benchmarks.documents.measuring import MEASURED, every_span_slices_back, measure, texts

LEAST = 0.8


@pytest.fixture(scope="module")
def counts(law):
    found = {}
    sliced = [every_span_slices_back(measure(text, law, found)) for text in texts(law) if not text.held_out]
    assert all(sliced)
    assert len(sliced) >= 18
    return found


@pytest.mark.parametrize("paper", MEASURED)
def test_what_rules_find_stays_found(counts, paper):
    low = {
        name: (count.precision, count.recall, count.missed, count.beside)
        for (kind, name), count in counts.items()
        if kind == paper and min(count.precision, count.recall) < LEAST
    }
    assert low == {}


def test_the_corpus_has_what_it_must(law):
    every = texts(law)
    number = {paper: sum(one.paper == paper for one in every) for paper in MEASURED}
    assert number == {"letter": 12, "order": 12, "award": 12, "article": 6}
    assert {one.form for one in every} == {"pdf", "docx", "html", "eml", "txt"}
    assert all(any(one.held_out for one in every if one.paper == paper) for paper in MEASURED)
