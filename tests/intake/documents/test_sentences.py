"""Sentences and quotations: abbreviations end none, marks decide, an open quotation ends with its sentence."""

import pytest

from comity.intake.documents.document import canonical
from comity.intake.documents.sentences import clauses_within, paragraphs, quotations, sentences
from comity.library import records_dir

ARTICLE = (records_dir() / "us-2018-jag" / "article.txt").read_text(encoding="utf-8")


def made(raw):
    return canonical("a.txt", "text", "", raw)


def said(raw):
    document = made(raw)
    return [document.text[s.start : s.end] for s in sentences(document)]


@pytest.mark.parametrize(
    "one",
    [
        "The recipient complies with 8 U.S.C. Section 1373 and 2 C.F.R. Part 200.",
        "See City of Chicago v. Barr, 961 F.3d 882 (7th Cir. 2020), and No. 19-3290.",
        "Judge Richard G. Seeborg ordered it on Sept. 23 at 5 p.m. Pacific time.",
        "Under Art. 11 the U.S. Department of Justice may, e.g. in Jan. 2018, ask.",
        'He said, "It is done. It was never in doubt." and left.',
    ],
)
def test_one_sentence_stays_one(one):
    assert said(one + " Another follows.") == [one, "Another follows."]


def test_line_ends_of_a_page_do_not_end_a_sentence_and_paragraphs_do():
    assert said("The first\nline goes on.\n\nA heading\n\nThe next.") == [
        "The first\nline goes on.",
        "A heading",
        "The next.",
    ]


def test_a_numbered_item_is_no_sentence():
    assert said("1. The recipient must comply.\n2. The recipient must report.") == [
        "1. The recipient must comply.", "2. The recipient must report.",
    ]  # fmt: skip


def test_a_quotation_that_is_never_closed_ends_with_its_sentence():
    document = made("She said, “It is under review. The city disagreed. “We do not,” it wrote.")
    assert [(document.text[q.span.start : q.span.end], q.closed) for q in quotations(document)] == [
        ("It is under review.", False), ("We do not,", True),
    ]  # fmt: skip


def test_a_quotation_over_two_paragraphs_goes_on_where_it_is_taken_up():
    document = made("He wrote: “One.\n\n“Two.” Then he left.")
    assert [(document.text[q.span.start : q.span.end], q.closed) for q in quotations(document)] == [
        ("One.", True),
        ("Two.", True),
    ]


def test_straight_marks_open_and_close_in_turn():
    document = made('"A," he said, "and B."')
    assert [document.text[q.span.start : q.span.end] for q in quotations(document)] == ["A,", "and B."]


class TestTheArticle:
    document = made(ARTICLE)

    def test_it_has_a_headline_and_21_sentences(self):
        assert len(sentences(self.document)) == 22

    def test_every_sentence_slices_back_and_none_is_left_out(self):
        found = sentences(self.document)
        assert all(self.document.words(s) in ARTICLE for s in found)
        left = list(self.document.text)
        for s in found:
            left[s.start : s.end] = " " * (s.end - s.start)
        assert "".join(left).strip() == ""

    def test_the_open_quotation_ends_before_the_author_goes_on(self):
        open_ = [q for q in quotations(self.document) if not q.closed]
        assert [self.document.words(q.span) for q in open_] == [
            "The Department of Justice is reviewing what avenues may be available."
        ]

    def test_a_hypothetical_with_an_ellipsis_is_one_quotation(self):
        assert any(
            "$100 million for new police cars" in self.document.words(q.span) and q.closed
            for q in quotations(self.document)
        )


def test_clauses_of_a_long_duty():
    text = "The recipient must: (a) comply; (b) report; and (c) certify."
    (sentence,) = sentences(made(text))
    assert [text[s.start : s.end] for s in clauses_within(text, sentence)] == [
        "The recipient must:", "(a) comply;", "(b) report;", "and (c) certify.",
    ]  # fmt: skip


def test_paragraphs_leave_out_nothing_but_space():
    text = "\n\na\n\n\n b \n\n"
    assert [text[s.start : s.end] for s in paragraphs(text)] == ["a", "b"]
