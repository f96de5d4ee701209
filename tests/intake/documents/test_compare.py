"""Two award documents: same, moved, reworded, new, gone; every clause of either has exactly one place."""

import io
import zipfile

import pytest
from benchmarks.documents.boilerplate import CLAUSES

from comity.intake.documents.compare import compare_terms
from comity.intake.documents.compared_files import rows, write_compared
from comity.intake.documents.document import canonical
from comity.intake.documents.sentences import paragraphs

TERMS = list(CLAUSES[:8])


def made(terms, name="a.txt"):
    return canonical(name, "text", "0" * 64, "\n\n".join(f"{n}. {words}" for n, words in enumerate(terms, 1)))


def says(old, new):
    return [pair.says for pair in compare_terms(made(old), made(new))]


def test_the_same_terms_are_the_same_whatever_their_numbers():
    assert says(TERMS, TERMS) == ["same"] * 8
    assert (
        says(TERMS, [TERMS[0], "A new clause that nobody knew before this year began.", *TERMS[1:]]).count("same") == 8
    )


def test_new_and_gone_stand_where_they_are():
    assert says(TERMS, TERMS[:3] + TERMS[4:]) == ["same", "same", "same", "gone", "same", "same", "same", "same"]
    assert says(TERMS[:3] + TERMS[4:], TERMS) == ["same", "same", "same", "new", "same", "same", "same", "same"]


def test_a_clause_that_moved_is_the_one_that_moved():
    moved = [*TERMS[1:], TERMS[0]]
    pairs = compare_terms(made(TERMS), made(moved))
    assert [pair.says for pair in pairs] == ["same"] * 7 + ["moved"]


@pytest.mark.parametrize(("was", "is_"), [("must", "will"), ("recipient", "grantee")])
def test_a_reworded_clause_shows_its_differences(was, is_):
    at = next(n for n, words in enumerate(TERMS) if f" {was} " in words)
    changed = [words.replace(f" {was} ", f" {is_} ", 1) if n == at else words for n, words in enumerate(TERMS)]
    pairs = compare_terms(made(TERMS), made(changed))
    (one,) = [pair for pair in pairs if pair.says == "reworded"]
    assert [(d.library, d.document) for d in one.differences] == [(was, is_)]


def test_moved_and_reworded_at_once():
    changed = [*TERMS[1:], TERMS[0].replace("must", "will")]
    assert says(TERMS, changed)[-1] == "moved and reworded"


@pytest.mark.parametrize("seed", range(8))
def test_each_clause_of_either_document_has_one_place(seed):
    import random

    draw = random.Random(seed)
    old = draw.sample(CLAUSES, 10)
    new = [words.replace("must", "will") if draw.random() < 0.3 else words for words in draw.sample(CLAUSES, 10)]
    left, right = made(old), made(new)
    pairs = compare_terms(left, right)
    assert sorted(p.old for p in pairs if p.old) == paragraphs(left.text)
    assert sorted(p.new for p in pairs if p.new) == paragraphs(right.text)
    assert all((p.says == "gone") == (p.new is None) and (p.says == "new") == (p.old is None) for p in pairs)


def test_an_empty_document_beside_one():
    assert says([], TERMS) == ["new"] * 8
    assert says(TERMS, []) == ["gone"] * 8


def test_no_cell_is_a_formula(tmp_path):
    evil = [
        "=HYPERLINK(1) is what the first clause of it says to you",
        "+1 and more words here",
        "@SUM(A1) as a clause",
    ]
    old, new = made(TERMS[:2], "=old.txt"), canonical("=new.txt", "text", "0" * 64, "\n\n".join(evil))
    pairs = compare_terms(old, new)
    assert len(rows(pairs, old, new)) == len(pairs)
    write_compared(tmp_path / "a.xlsx", pairs, old, new)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.xlsx").read_bytes())) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_the_word_document_opens_and_shows_what_changed(tmp_path):
    import docx

    changed = [TERMS[0].replace("must", "will"), *TERMS[1:]]
    old, new = made(TERMS, "2024.txt"), made(changed, "2025.txt")
    write_compared(tmp_path / "a.docx", compare_terms(old, new), old, new)
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "a.docx")).paragraphs)
    assert "2025.txt compared with 2024.txt" in text
    assert "Reworded" in text
    assert "not a substitute for an attorney's advice" in text
