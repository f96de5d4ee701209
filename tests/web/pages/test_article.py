"""The article of the sample office: from its sentences to the letters it tells of to where each recipient stood."""

import re

import pytest


@pytest.fixture
def sample(office):
    from comity.web.first import SAMPLES, sample_office

    return sample_office(SAMPLES / "new-york-city-ny", 9, office["administrator"])


@pytest.fixture
def page(office, sample):
    from comity.web.office.models import Document
    from comity.web.pages.article import rows

    office.matter = sample
    return rows(Document.objects.get(matter=sample), office.asking("administrator"))


def test_each_sentence_has_its_verdict_its_chain_its_day_and_its_words(page):
    from comity.answers.question import open_law, open_record, parse_day
    from comity.answers.statements import check_statements, of_source
    from comity.proof.question import Question

    assert [one.place for one in page.sentences] == ["Headline", *map(str, range(1, 22))]
    assert page.open == 0
    assert all(one.said for one in page.sentences)
    law, today = open_law(None), parse_day("2026-11-30")
    packaged = of_source(check_statements(Question(law, open_record(None, law), today, today)), "article-2018")
    shown = {said.id: said for one in page.sentences for said in one.said}
    assert {id: (said.verdict, said.reason) for id, said in shown.items()} == {
        one.statement.id: (one.verdict, one.reason) for one in packaged
    }
    for one in page.sentences:
        assert any(piece.rests for piece in one.pieces), one.place
        for said in one.said:
            assert said.chain.startswith("An article of 2018, retold for Comity, reporting Kirsters Baish")
            assert said.when
            assert said.claims or said.verdict == "opinion"


def test_it_leads_to_the_23_letters_and_each_position(page):
    (letters,) = page.letters
    assert letters.id == "doj-2018-01-24"
    assert letters.day == "2018-01-24"
    assert letters.own
    assert len(letters.recipients) == 23
    assert {one.due for one in letters.recipients} == {"2018-02-23"}
    own = next(one for one in letters.recipients if one.own)
    assert own.name == "New York City, NY"
    stands = dict(own.says)
    assert stands["documents and a legal opinion on compliance with 8 U.S.C. 1373"] == "Binds"
    assert {dict(one.says)[title] for one in letters.recipients if not one.own for title in letters.apart} == {
        "Cannot be told"
    }
    # what is alike for all of them is said once
    assert ("no restriction on sharing immigration status", "Binds") in letters.alike
    assert not set(dict(letters.alike)) & set(letters.apart)


def test_the_links_lead_on(office, sample):
    client = office.client("administrator")
    client.get("/more/")
    client.post("/matter/", {"matter": 9})
    documents = client.get("/documents/").content.decode()
    number = re.search(r"/document/(\d+)/", documents)[1]
    document = client.get(f"/document/{number}/").content.decode()
    assert "19 statements of this article are on record." in document
    article = client.get(f"/document/{number}/article/").content.decode()
    assert (
        "<h1>21 sentences and a headline: 5 supported, 1 contradicted, 3 partly, 3 undetermined, 7 opinion.</h1>"
        in article
    )
    assert article.count('class="sentence"') == 22
    assert "<mark>The Department of Justice is reviewing what avenues may be available.</mark>" in article
    letter = re.search(r'href="(/letter/doj-2018-01-24/\?on=2018-01-24)"', article)[1]
    assert "Due 23 Feb 2018" in client.get(letter).content.decode()
    assert client.get(re.search(r'href="(/position/\?on=2018-01-24)"', article)[1]).status_code == 200


def test_who_is_not_of_the_matter_finds_nothing(office, sample):
    from comity.web.office.models import Document

    number = Document.objects.get(matter=sample).number
    assert office.client("editor").get(f"/document/{number}/article/").status_code == 404
