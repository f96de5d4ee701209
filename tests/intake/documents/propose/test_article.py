"""The article that this project starts from, retold in words of our own, with every trap it sets."""

import datetime as dt

import pytest

from comity.intake.documents.document import canonical
from comity.intake.documents.propose.marks import Marks
from comity.intake.documents.propose.rules import propose
from comity.library import records_dir

TEXT = (records_dir() / "us-2018-jag" / "article.txt").read_text(encoding="utf-8")


def made(text):
    return canonical("article.txt", "text", "", text)


@pytest.fixture(scope="module")
def found(law):
    return propose(made(TEXT), law)


@pytest.fixture(scope="module")
def statements(found):
    return [one for one in found.proposals if one.kind == "statement"]


def of(statements, words):
    return next(one for one in statements if words in made(TEXT).words(one.spans[0]))


def field(proposal, name):
    return next((f for f in proposal.fields if f.name == name), None)


def test_it_is_an_article_of_no_known_day(found):
    assert found.paper == "article"
    assert found.published is None


def test_its_headline_and_each_of_its_21_sentences_have_one_place(statements):
    assert len(statements) == 22
    assert len({one.spans[0] for one in statements}) == 22
    assert all(not one.failed for one in statements)


def test_the_quotation_that_is_never_closed_ends_with_its_sentence(statements):
    one = of(statements, "what avenues")
    assert [f.value for f in one.fields if f.name == "quoted"] == [
        "The Department of Justice is reviewing what avenues may be available."
    ]
    assert "not closed" in field(one, "quoted").note
    assert one.value("speaker") == "Kirstjen Nielsen"
    assert field(one, "speaker").note == "by office"
    # what follows is the author's, not the Secretary's
    assert of(statements, "Nielsen’s testimony came").value("speaker") == "Sample Writer"
    assert of(statements, "That statute sharply").value("speaker") == "Sample Writer"


def test_days_of_the_quoted_texts_are_not_counted_from_the_article(found, law):
    day = dt.date(2018, 3, 1)
    with_day = propose(made(TEXT), law, published=day)
    dates = {made(TEXT).words(p.spans[0]): p for p in with_day.proposals if p.kind == "date"}
    assert dates["today’s"].value("anchor") == "quoted text"
    assert dates["today’s"].value("first") is None
    assert dates["Last year"].value("first") == "2017-01-01"
    for words in ("on Wednesday discussed", "on Wednesday\nsent letters", "Wednesday sent letters"):
        matching = [p for p in with_day.proposals if p.kind == "statement" and words in made(TEXT).words(p.spans[0])]
        for one in matching:
            assert one.value("said_first") is None


def test_without_a_day_of_publication_days_stay_symbolic_and_it_is_asked_for(found, statements):
    dates = [p for p in found.proposals if p.kind == "date"]
    symbolic = {made(TEXT).words(p.spans[0]) for p in dates if p.value("first") is None}
    assert {"Wednesday", "Last year", "today’s", "January 1st of this year"} <= symbolic
    assert any("day of publication" in asked for asked in of(statements, "January 1st").asks)
    july = next(p for p in dates if "July of 2017" in made(TEXT).words(p.spans[0]))
    assert (july.value("first"), july.value("last"), july.value("granularity")) == ("2017-07-01", "2017-07-31", "month")


def test_the_end_of_the_quoted_block_is_proposed_and_not_decided(statements):
    inside = [one for one in statements if one.value("block")]
    assert made(TEXT).words(inside[0].spans[0]).startswith("Fox News senior judicial analyst")
    assert all(any("to be decided" in asked for asked in one.asks) for one in inside)
    assert not of(statements, "Fox News Business reported").value("block")


def test_a_supposition_is_no_award_and_no_acceptance(found, statements):
    one = of(statements, "let’s say")
    assert one.value("hypothetical") == "yes"
    assert "no award and no acceptance" in field(one, "hypothetical").note
    assert not [p for p in found.proposals if p.kind == "award"]
    assert one.value("speaker") == "Andrew Napolitano"
    assert "a guess" in field(one, "speaker").note
    assert ("norm: us-const-spending/accepted-condition") in one.values("offered")


def test_the_passive_has_its_speaker(statements):
    one = of(statements, "It was stated by")
    assert one.value("speaker") == "Tom Homan"
    assert one.value("reported").startswith("such policies put his officers")


def test_he_told_after_the_quotation(statements):
    one = of(statements, "The administration is trying")
    assert one.value("speaker") == "Andrew Napolitano"
    assert [f.value for f in one.fields if f.name == "quoted"] == [
        "to talk local authorities into cooperating with ICE"
    ]


def test_one_outlet_and_one_department_under_two_names(found):
    names = [p for p in found.proposals if p.kind == "name"]
    assert (
        len(
            {
                p.value("outlet")
                for p in names
                if "Business" in made(TEXT).words(p.spans[0]) or "BUSINESS" in made(TEXT).words(p.spans[0])
            }
        )
        == 1
    )
    parties = {made(TEXT).words(p.spans[0]): p.value("party") for p in names if p.value("party")}
    assert parties["Justice Department"] == parties["Department of Justice"] == "us-doj"
    assert parties["Homeland Security"] == "us-dhs"


def test_the_headline_is_a_statement_beside_the_testimony(statements):
    headline = statements[0]
    assert made(TEXT).words(headline.spans[0]).startswith("Homeland Security Says She Is Pursuing")
    assert any("headline says more" in asked for asked in headline.asks)
    assert "act: assist-immigration-enforcement" in headline.values("offered")
    assert of(statements, "had asked federal prosecutors").value("speaker") == "Kirstjen Nielsen"


def test_the_byline_is_not_a_word_of_the_first_sentence(statements):
    one = of(statements, "Readers will remember")
    assert made(TEXT).words(one.spans[0]).startswith("Readers will remember")
    assert one.values("chain")[0] == "Sample Writer (article)"


def test_the_demands_the_letters_and_the_threats_are_found(found):
    demands = [p for p in found.proposals if p.kind == "demand"]
    sentences = [made(TEXT).words(p.spans[0]) for p in demands]
    for words in (
        "asked federal prosecutors",
        "hoping to see local officials be charged",
        "stated the demand again",
        "sent letters to 23",
        "threatened to withhold",
    ):
        assert any(words in one for one in sentences), words
    letters = next(p for p in demands if p.value("note"))
    assert letters.value("note").startswith("23 recipients")
    assert letters.value("issuer") == "us-doj"
    threats = " | ".join(v for p in demands for v in p.values("threatens"))
    for words in (
        "charge leaders of sanctuary cities with crimes",
        "be charged as",
        "threatening to subpoena",
        "threatened to withhold",
    ):
        assert words in threats
    assert all(
        "legal force: not decided until a person decides" in p.asks and p.value("force") is None for p in demands
    )


def test_chains_name_who_reports_whom(statements):
    assert of(statements, "explained to the Washington Times").values("chain") == (
        "Sample Writer (article)",
        "Washington Times",
    )
    assert "Twitter" in of(statements, "New York City Mayor").values("chain")


def test_every_span_of_every_proposal_slices_back(found):
    from comity.intake.documents.proposals import even

    document = found.document
    for one in found.proposals:
        for span in (*one.spans, *(f.span for f in one.fields if f.span)):
            assert even(document.words(span)) == even(document.text[span.start : span.end])
            assert document.words(span) in TEXT


@pytest.mark.parametrize("surname", ["Smith"])
def test_two_people_of_one_surname_are_not_merged(law, surname):
    text = (
        f"Title\n\nMayor Ann {surname} said the city complies. Chief Paul {surname} said it does not. {surname} left."
    )
    names = Marks(made(text), law).names
    last = names[-1]
    assert last.person == ""
    assert last.candidates == (f"Ann {surname}", f"Paul {surname}")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("According to the Department of Transportation, the terms apply to all recipients.", ["Department of Transportation"]),
        (
            "Mayor Maria Gomez told reporters that the city waits. Gomez left early. She said that no letter came.",
            ["Maria Gomez", "the author", "Maria Gomez"],
        ),
        (
            "Mayor Ann Lee said that the city waits. Secretary Sean Duffy warned that funds could be lost. "
            "Lee did not attend. She said that the terms are unclear.",
            ["Ann Lee", "Sean Duffy", "the author", "Ann Lee"],
        ),
        ("The terms apply, according to then-Secretary Sean Duffy.", ["Sean Duffy"]),
        ("Mayor Lee argued that the letters ask for more than the law allows.", ["Lee"]),  # of a surname that places have
    ],
)  # fmt: skip
def test_who_is_reported_in_other_words(law, text, speakers):
    found = propose(made(text), law, "article")
    assert [one.value("speaker") for one in found.proposals if one.kind == "statement"] == speakers
