"""The forms in which articles say who speaks, and when: each made up for this, none about a real person."""

import datetime as dt
from pathlib import Path

import pytest

from comity.intake.documents.document import canonical
from comity.intake.documents.propose.article import _BYLINE  # pyright: ignore[reportPrivateUsage]
from comity.intake.documents.propose.rules import propose

TEXT = (Path(__file__).parents[1] / "texts" / "article-2026.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(law):
    return propose(canonical("article.txt", "text", "", TEXT), law, "article")


def of(found, words, kind="statement"):
    text = found.document.text
    return next(
        one for one in found.proposals if one.kind == kind and words in text[one.spans[0].start : one.spans[0].end]
    )


def values(proposal, name):
    return [one.value for one in proposal.fields if one.name == name]


def test_the_day_in_the_head_is_that_of_the_article(found):
    assert found.published == dt.date(2026, 2, 3)
    assert not any(
        "Published" in found.document.text[p.spans[0].start : p.spans[0].end]
        for p in found.proposals
        if p.kind == "statement"
    )


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("blank check", "Ana Ruiz"),
        ("still protects it", "Janet Fields"),
        ("follow the court's order", "Mark Bell"),
        ("new awards only", "Department of Justice"),
        ("It's a contract", "Lee Wong"),
        ("You take the money", "Lee Wong"),
        ("believe the order was wrong", "Officials in Washington"),
        ("sued last week", "Dana Reyes and Tom O'Neill"),
        ("a shakedown", "Rita Gomez"),
        ("declined to comment", "Dana Reyes and Tom O'Neill"),
        ("never agreed to", "Attorneys for the city"),
        ("could lose $35 million", "Kim Lee"),
        ("I have not seen it", "Kim Lee"),
        ("urged Congress", "U.S. Conference of Mayors"),
        ("may not enforce the terms", "Rita Lin"),
        ("remain in dispute", "a department official"),
        ("cities must certify", "the lawsuit"),
        ("Nobody asked us", "Maria Lopez"),
        ("every dollar", "Pat Moss"),
    ],
)
def test_who_speaks(found, words, speaker):
    assert values(of(found, words), "speaker") == [speaker]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("blank check", "2026-02-03"),
        ("follow the court's order", "2026-02-02"),
        ("new awards only", "2026-01-12"),
        ("never agreed to", "2026-01-20"),
        ("may not enforce the terms", "2025-09-23"),
        ("a shakedown", "2026-01-28"),
    ],
)
def test_when_it_was_said(found, words, first):
    assert values(of(found, words), "said_first") == [first]


@pytest.mark.parametrize("words", ["remain in dispute", "urged Congress", "Nobody asked us", "could lose"])
def test_days_of_what_is_told_are_not_the_day_on_which_it_was_said(found, words):
    assert values(of(found, words), "when_written") == []


def test_a_guess_at_a_speaker_says_so(found):
    notes = {
        words: next(one.note for one in of(found, words).fields if one.name == "speaker")
        for words in ("You take the money", "I have not seen it", "urged Congress", "believe the order was wrong")
    }
    assert notes == {
        "You take the money": "goes on with the quotation before: a guess",
        "I have not seen it": "by pronoun: a guess",
        "urged Congress": "not in the register",
        "believe the order was wrong": "not named",
    }


def test_a_comma_before_the_closing_mark_is_the_reporters(found):
    assert values(of(found, "blank check"), "quoted") == ["We will not sign a blank check"]


def test_a_demand_is_told_with_its_day_and_threat(found):
    demand = of(found, "12 counties", "demand")
    assert values(demand, "asks") == ["hand over their policies"]
    assert values(demand, "due") == ["2026-02-20"]
    assert values(demand, "issuer") == ["us-dot"]
    assert "threatened to withhold grants" in values(demand, "threatens")[0]
    assert of(found, "12 counties").failed == demand.failed == ()


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("By R. Alvarez", "R. Alvarez"),
        ("By R. Alvarez | January 25, 2018", "R. Alvarez"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Jane Doe and John Q. Public, Staff Writers", "Jane Doe and John Q. Public"),
        ("By Jane Doe \u2013 Jan. 25, 2018, 5:00 p.m.", "Jane Doe"),
        ("By Jane Doe, The Associated Press", "Jane Doe"),
        ("By Jane Doe March 4, 2025", "Jane Doe"),
        ("By Monday the city must answer.", None),
        ("By January the Department of Justice sent letters.", None),
        ("By Friday, Mayor Lee Park will answer", None),
    ],
)
def test_a_byline_is_not_a_sentence_that_begins_with_by(line, by):
    match = _BYLINE.search(line)
    assert (match and match["by"]) == by


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Justice Department says that the order binds no one else.", "the order binds no one else"),
        ("Mayor Ana Ruiz told reporters that the city will not sign.", "the city will not sign"),
        ("Mayor Ana Ruiz told the councils of three cities that she would sue.", "she would sue"),
        ("HUD threatened to end the awards of cities that do not answer.", "HUD threatened to end the awards of cities that do not answer"),
        ("Mayor Ana Ruiz criticized those that signed.", "Mayor Ana Ruiz criticized those that signed"),
    ],
)  # fmt: skip
def test_what_is_told_stands_behind_that(law, sentence, told):
    document = canonical("a.txt", "text", "", f"Terms\n\nBy R. Alvarez\n\n{sentence}\n")
    found = propose(document, law, "article")
    assert values(of(found, sentence.split(" that ")[0]), "reported") == [told]


def test_the_outlet_below_a_byline_is_no_part_of_the_name(law):
    text = "Terms\n\nBy JANE DOE\nAssociated Press\nSeptember 24, 2025\n\nThe order stands.\n"
    found = propose(canonical("a.txt", "text", "", text), law, "article")
    assert values(of(found, "The order stands"), "speaker") == ["JANE DOE"]
    assert found.published == dt.date(2025, 9, 24)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # a person who is told of by a calling is whom the next pronoun means; one that somebody else acts on is not
        (
            "Chief Ann Roe said the city waits. Channel 4 legal analyst Paul Poe looked at the order. \"It is stayed for now,\" he said.",
            ["Ann Roe", "the author", "Paul Poe"],
        ),
        (
            "Chief Ann Roe said the city waits. The county sued Paul Poe in May. \"It is stayed for now,\" she said.",
            ["Ann Roe", "the author", "Ann Roe"],
        ),
        ("Mayor Ann Roe said the city waits. \"We did not sign it,\" she went on.", ["Ann Roe", "Ann Roe"]),
        ("Mayor Ann Roe said the city waits. \"We did not sign it,\" she continued.", ["Ann Roe", "Ann Roe"]),
        ("Mayor Ann Roe went on to sign the award.", ["the author"]),
    ],
)  # fmt: skip
def test_whom_a_pronoun_means_and_what_goes_on_is_speech(law, text, speakers):
    found = propose(canonical("a.txt", "text", "", text), law, "article")
    assert [one.value("speaker") for one in found.proposals if one.kind == "statement"] == speakers


@pytest.mark.parametrize(
    ("sentence", "norm"),
    [
        (
            "A statute of 2017 restricts what police in California may share with federal officers.",
            "ca-sb54/7284-6-a-1",
        ),
        ("California's law took effect in January.", "ca-sb54/7284-6-a-1"),
        ("The award limits overtime in Texas.", None),
    ],
)
def test_a_law_told_of_in_other_words_is_offered(law, sentence, norm):
    found = propose(canonical("a.txt", "text", "", f"Terms\n\nBy R. Alvarez\n\n{sentence}\n"), law, "article")
    (one,) = [p for p in found.proposals if p.kind == "statement"][1:]
    assert [v for v in one.values("offered") if v.startswith("norm: ")] == ([f"norm: {norm}"] if norm else [])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We read every line," said County Administrator Maria Delgado.', "Maria Delgado"),
        ("According to County Counsel Tom Avery, the injunction covers the county.", "Tom Avery"),
        ("Ray Hollis, who runs a shelter in Albany, said he had laid off two people.", "Ray Hollis"),
        ("Mayor Bill de Blasio said that the city waits.", "Bill de Blasio"),
    ],
)
def test_names_with_a_particle_an_office_or_a_clause_behind(law, text, speaker):
    found = propose(canonical("a.txt", "text", "", text), law, "article")
    assert [one.value("speaker") for one in found.proposals if one.kind == "statement"] == [speaker]
