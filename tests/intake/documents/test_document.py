"""The canonical text: every character has its place in what was extracted; anchors hold in a new version or become orphans."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.intake.documents.document import DROPPED, FOLDED, Anchor, Span, canonical, resolve
from comity.intake.documents.pleading import left_out

WRITTEN = "The ﬁrst  “notice” — of re-\nlease…\u00ad soft\u200b\n\n\n  § 1373(a)\f2\n\tnext\u00a0page ‘it’s’ "


def made(raw):
    return canonical("a.txt", "text", "", raw, left_out(raw))


def holds(document):
    """Each character of the text is the one it comes from, folded; places only rise."""
    assert len(document.text) == len(document.origin)
    assert list(document.origin) == sorted(document.origin)
    for character, at in zip(document.text, document.origin, strict=True):
        written = document.raw[at]
        if character.isspace():
            assert written.isspace() or not written.isprintable()
        else:
            assert character in FOLDED.get(written, written)


def test_every_character_knows_where_it_comes_from():
    document = made(WRITTEN)
    holds(document)
    assert document.text.startswith('The first "notice" - of release... soft')
    at = document.text.index("notice")
    assert document.words(Span(at, at + 6)) == "notice"
    at = document.text.index("release")
    assert document.words(Span(at, at + 7)) == "re-\nlease"


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from([*FOLDED, *DROPPED, *"\n\f\r\t -ab1.\"'"]), st.characters()), max_size=200
    )
)
@settings(max_examples=200, deadline=None)
def test_any_text_maps_back(raw):
    holds(made(raw))


@given(st.text(alphabet="ab \n“”ﬁ-\u00ad", min_size=1, max_size=80), st.data())
@settings(max_examples=100, deadline=None)
def test_any_span_slices_back_to_its_own_words(raw, data):
    document = made(raw)
    if not document.text:
        return
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    words = document.words(Span(start, end))
    assert words in document.raw
    again = canonical("b", "text", "", words).text
    # what a ligature writes as one stands whole in the words
    assert document.text[start:end].strip() in again or again in document.text[start:end]


def test_a_page_is_told_from_its_feeds():
    document = made("one\ftwo\n\fthree")
    assert document.pages == 3
    assert [
        document.page(Span(document.text.index(w), document.text.index(w) + 2)) for w in ("one", "two", "three")
    ] == [1, 2, 3]


class TestAnchors:
    TEXT = "The Recipient shall comply. The Recipient shall report by May 1. The Grantee shall report by May 2."

    def anchor(self, words, text=TEXT, nth=0):
        at = -1
        for _ in range(nth + 1):
            at = text.index(words, at + 1)
        return made(text).anchor(Span(at, at + len(words)))

    @pytest.mark.parametrize("nth", [0, 1, 2])
    def test_the_same_words_are_told_apart_by_what_stands_around(self, nth):
        document = made("A preface that is new.\n\n" + self.TEXT + "\n\nAnd an end.")
        span = resolve(self.anchor("shall", nth=nth), document)
        assert span is not None
        assert document.words(span) == "shall"
        assert document.text[: span.start].count("shall") == nth

    def test_an_anchor_survives_other_line_ends_and_marks(self):
        anchor = self.anchor('"first notice"', 'He wrote the "first notice" then.')
        again = made("He\nwrote  the “first\nnotice” then.")
        span = resolve(anchor, again)
        # the text of a line that ends elsewhere keeps its line end, so words are compared with white space as one
        assert span is not None
        assert again.words(span) == "“first\nnotice”"

    def test_words_that_are_gone_are_an_orphan(self):
        assert resolve(self.anchor("shall comply"), made("Nothing of it.")) is None

    def test_words_that_cannot_be_told_apart_are_an_orphan(self):
        assert resolve(Anchor("shall", "", ""), made(self.TEXT)) is None

    def test_no_words_are_no_place(self):
        assert resolve(Anchor("", "The ", ""), made(self.TEXT)) is None
